// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_laptop.h"

#include "core/store/locked_blocks.h"

#include <QDir>
#include <QTemporaryDir>

#include <cstring>
#include <random>
#include <sodium.h>

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
    : index(i), random(seed), user(sync::UserId::make(random)), disk(seed ^ 0xd15c), m_key(32)
{
    std::memset(m_key.data(), 7, m_key.size());
    disk.mount(folderOf(index));
}

std::filesystem::path SimLaptop::path() const
{
    return std::filesystem::path(folderOf(index)) / "vault.db";
}

Result<void> SimLaptop::start()
{
    INDARO_CHECK(!isRunning());
    // Create, for what lies in the simulated disk is not in the folder that the opening looks into.
    INDARO_TRY_ASSIGN(auto opened, store::Connection::open(path(), m_key, store::Connection::Mode::Create));
    db.emplace(std::move(opened));
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

void SimLaptop::create()
{
    db.emplace(store::Connection::open(path(), m_key, store::Connection::Mode::Create).value());
    INDARO_CHECK(sync::createLocalMeta(*db).hasValue() && sync::ChangeLog::createTables(*db).hasValue());
    for (const auto &table : houseSchema().tables())
        INDARO_CHECK(sync::createSyncedTable(*db, table).hasValue());
    INDARO_CHECK(sync::setMeta(*db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
    stop();
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

sync::Trust::Grant grantFor(const SimLaptop &laptop, bool isAdmin)
{
    return {wire::AllGroups, isAdmin, {{laptop.user, wire::rights::All, wire::AllGroups}}};
}

Result<void> enrolInPerson(SimLaptop &admin, SimLaptop &newcomer, bool isAdmin)
{
    INDARO_TRY_ASSIGN(const auto request, sync::makeEnrolmentRequest(*newcomer.trust, "KLMN", "bureau"));
    INDARO_TRY_ASSIGN(const auto read, sync::readEnrolmentRequest(request));
    INDARO_TRY_ASSIGN(const auto answer,
                      sync::approveEnrolment(*admin.trust, request, read.code, grantFor(newcomer, isAdmin), admin.user, {}));
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
