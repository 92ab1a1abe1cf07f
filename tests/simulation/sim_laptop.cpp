// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_laptop.h"

#include "core/store/locked_blocks.h"

#include <QDir>
#include <QTemporaryDir>

#include <cstring>
#include <random>
#include <sodium.h>
#include <unordered_set>

// Locking pages is an eighth of the time of a run, and secrets here are of nobody: tests/core/store and the memory scan
// look after that. Takes the place of the C library's for SQLCipher too.
extern "C" int mlock(const void *, std::size_t) noexcept
{
    return 0;
}
extern "C" int munlock(const void *, std::size_t) noexcept
{
    return 0;
}

// SQLCipher asks for random bytes with every page it writes; OpenSSL's own generator takes longer for them than for the
// page.
extern "C" int RAND_bytes(unsigned char *buffer, int count)
{
    static std::mt19937_64 dice(1);
    std::generate_n(buffer, count, [] { return static_cast<unsigned char>(dice()); });
    return 1;
}

// Every signature is verified once, by libsodium; whoever asks again about the same bytes gets the same answer. A house of
// four laptops asks about each envelope and block a dozen times, and every house begins with the same roster.
extern "C" int crypto_sign_verify_detached(const unsigned char *signature, const unsigned char *message,
                                           unsigned long long size, const unsigned char *key)
{
    static std::unordered_set<std::string> right;
    const auto text = [](const unsigned char *bytes, std::size_t count) {
        return std::string(reinterpret_cast<const char *>(bytes), count);
    };
    auto asked = text(key, crypto_sign_PUBLICKEYBYTES) + text(signature, crypto_sign_BYTES) + text(message, size);
    if (right.contains(asked))
        return 0;
    const int verdict = crypto_sign_ed25519_verify_detached(signature, message, size, key);
    if (right.size() > 100'000) // of houses that are no more
        right.clear();
    if (verdict == 0)
        right.insert(std::move(asked));
    return verdict;
}

namespace indaro::tests {

using base::Result;

namespace {

std::mt19937_64 &cryptoDice()
{
    static std::mt19937_64 dice(1);
    return dice;
}

const char *generatorName()
{
    return "repeatable";
}

std::uint32_t generatorNumber()
{
    return static_cast<std::uint32_t>(cryptoDice()());
}

void generatorFill(void *buffer, std::size_t size)
{
    auto *bytes = static_cast<unsigned char *>(buffer);
    while (size > 0) {
        const std::uint64_t word = cryptoDice()();
        const std::size_t count = std::min(size, sizeof word);
        std::memcpy(bytes, &word, count);
        bytes += count;
        size -= count;
    }
}

/// A folder whose names count; the files lie in SimDisk, only empty ones are here.
const std::string &folderOf(std::size_t index)
{
    static const QTemporaryDir dir;
    static std::map<std::size_t, std::string> folders;
    auto &folder = folders[index];
    if (folder.empty()) {
        QDir(dir.path()).mkpath(QString::number(index));
        folder = (dir.path() + QLatin1Char('/') + QString::number(index)).toStdString();
    }
    return folder;
}

/// Machines without a laptop, by its number. Never destroyed: the process ends, and their vaults with it.
std::map<std::size_t, std::unique_ptr<SimMachine>> &idleMachines()
{
    static auto &idle = *new std::map<std::size_t, std::unique_ptr<SimMachine>>;
    return idle;
}

std::unique_ptr<SimMachine> takeMachine(std::size_t index, std::uint64_t diskSeed)
{
    auto machine = std::move(idleMachines()[index]);
    if (machine == nullptr)
        machine = std::make_unique<SimMachine>(folderOf(index));
    machine->disk.renew(diskSeed);
    return machine;
}

} // namespace

void makeCryptoRepeatable()
{
    static randombytes_implementation generator{generatorName, generatorNumber, nullptr, nullptr, generatorFill, nullptr};
    INDARO_CHECK(randombytes_set_implementation(&generator) == 0 && sodium_init() == 0);
    installPlainSecretAllocator();
    store::useLockedBlocks(); // it starts SQLite anew, which would forget the simulated disks
}

void seedCrypto(std::uint64_t seed)
{
    cryptoDice().seed(seed);
}

SimLaptop::SimLaptop(std::size_t i, std::uint64_t seed)
    : m_machine(takeMachine(i, seed ^ 0xd15c)), index(i), random(seed), user(sync::UserId::make(random)),
      disk(m_machine->disk), db(m_machine->db), m_key(32)
{
    std::memset(m_key.data(), 7, m_key.size());
}

SimLaptop::~SimLaptop()
{
    if (!isRunning() || disk.isOff() || db->isInTransaction())
        stop();
    engine.reset();
    trust.reset();
    log.reset();
    if (db)
        db->setEndListener({});
    idleMachines()[index] = std::move(m_machine);
}

std::filesystem::path SimLaptop::path() const
{
    return std::filesystem::path(folderOf(index)) / "vault.db";
}

Result<void> SimLaptop::openVault()
{
    if (db)
        return {};
    // Create, for what lies in the simulated disk is not in the folder that the opening looks into.
    INDARO_TRY_ASSIGN(auto opened, store::Connection::open(path(), m_key, store::Connection::Mode::Create));
    db.emplace(std::move(opened));
    return {};
}

Result<void> SimLaptop::start()
{
    INDARO_CHECK(!isRunning());
    INDARO_TRY(openVault());
    INDARO_TRY_ASSIGN(auto changes, sync::ChangeLog::open(*db, houseSchema(), clock, user));
    log.emplace(std::move(changes));
    m_device = log->device();
    INDARO_TRY_ASSIGN(auto trusted, sync::Trust::open(*db, clock));
    trust.emplace(std::move(trusted));
    engine.emplace(*log, *trust);
    return {};
}

void SimLaptop::stop()
{
    engine.reset();
    trust.reset();
    log.reset();
    db.reset();
}

/// The tables are made once and copied: all vaults have one salt, so that a machine can hold one after another.
void SimLaptop::create()
{
    static const SimDisk::Image empty = [this] {
        disk.restore({});
        INDARO_CHECK(openVault().hasValue());
        INDARO_CHECK(sync::createLocalMeta(*db).hasValue() && sync::ChangeLog::createTables(*db).hasValue());
        for (const auto &table : houseSchema().tables())
            INDARO_CHECK(sync::createSyncedTable(*db, table).hasValue());
        return disk.image();
    }();
    disk.restore(empty);
    INDARO_CHECK(openVault().hasValue());
    INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
    INDARO_CHECK(start().hasValue());
}

std::vector<sync::Operation> SimLaptop::operations()
{
    std::vector<sync::Operation> all;
    const auto read = log->rows().forEach([&](sync::Operation &&operation) -> Result<bool> {
        all.push_back(std::move(operation));
        return true;
    });
    INDARO_CHECK(read.hasValue());
    return all;
}

sync::Trust::Grant grantFor(const SimLaptop &laptop, bool isAdmin, wire::GroupMask groups)
{
    return {groups, isAdmin, {{laptop.user, wire::rights::All, groups}}};
}

Result<void> enrolInPerson(SimLaptop &admin, SimLaptop &newcomer, bool isAdmin, wire::GroupMask groups)
{
    INDARO_TRY_ASSIGN(const auto request, sync::makeEnrolmentRequest(*newcomer.trust, "KLMN", "bureau"));
    INDARO_TRY_ASSIGN(const auto read, sync::readEnrolmentRequest(request));
    INDARO_TRY_ASSIGN(const auto answer, sync::approveEnrolment(*admin.trust, request, read.code,
                                                                grantFor(newcomer, isAdmin, groups), admin.user, {}));
    INDARO_TRY_ASSIGN(auto pending, sync::readEnrolmentAnswer(*newcomer.trust, request, answer.file));
    return sync::finishEnrolment(*newcomer.trust, std::move(pending), answer.code);
}

namespace {

void joinServer(relay::Relay &server, std::vector<std::unique_ptr<SimLaptop>> &laptops, std::size_t members)
{
    for (std::size_t i = 0; i < members; ++i) {
        SimLaptop &laptop = *laptops[i];
        const auto shelter = laptop.trust->shelter();
        const std::string code = i == 0 ? server.inviteShelter(base::UtcMs{1} << 40U).value()
                                        : server.inviteDevice(shelter, base::UtcMs{1} << 40U).value();
        const auto body = wire::signJoinRequest(
            {*wire::normalInvitationCode(code), shelter, laptop.device(), laptop.trust->blocksAfter({})},
            laptop.trust->secrets().sign);
        const auto answer = server.join(body).value();
        transport::ServerAccess access;
        access.url = ServerUrl;
        access.serverKey = answer.serverKey;
        access.token = answer.token;
        INDARO_CHECK(transport::keepServer(*laptop.db, access).hasValue());
    }
}

SimHouse makeHouse(std::size_t members)
{
    std::vector<std::unique_ptr<SimLaptop>> laptops;
    for (std::size_t i = 0; i <= members; ++i) {
        laptops.push_back(std::make_unique<SimLaptop>(i, 1000 + i));
        laptops.back()->create();
    }
    SimLaptop &first = *laptops.front();
    INDARO_CHECK(first.trust->found(first.user, std::nullopt).hasValue());
    for (std::size_t i = 1; i < members; ++i)
        INDARO_CHECK(enrolInPerson(first, *laptops[i], i == 1).hasValue());
    for (std::size_t i = 1; i < members; ++i)
        INDARO_CHECK(laptops[i]->trust->addBlocks(first.trust->blocksAfter(laptops[i]->trust->heads())).hasValue());
    MemoryRelayStore store;
    auto server = relay::Relay::open(store, first.clock, {}).value();
    joinServer(server, laptops, members);
    SimHouse house;
    for (auto &laptop : laptops) {
        laptop->stop();
        house.disks.push_back(laptop->disk.image());
    }
    house.server = store.snapshot();
    return house;
}

} // namespace

const SimHouse &readyHouse(std::size_t members)
{
    static std::map<std::size_t, SimHouse> houses;
    const auto found = houses.find(members);
    if (found != houses.end())
        return found->second;
    seedCrypto(members);
    return houses.emplace(members, makeHouse(members)).first->second;
}

} // namespace indaro::tests
