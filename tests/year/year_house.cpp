// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_house.h"

#include "core/casework/house/house.h"
#include "core/exchange/joining.h"
#include "core/sync/log_tidying.h"
#include "core/transport/folder_exchange.h"
#include "tests/year/year_deeds.h"
#include "tests/year/year_server.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Result;

namespace {

constexpr base::UtcMs Minute = 60'000;
constexpr base::UtcMs OpensAt = 7 * 60 * Minute;

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

base::UtcMs midnightOf(QDate day)
{
    return QDateTime(day, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() - base::UtcMs(2) * 3'600'000;
}

const YearAccount Director{"directrice", "soleil panier riviere tambour", {}};
constexpr const char *WorkerPass = "mangue colline bouteille papier";

} // namespace

YearHouse::YearHouse(std::uint64_t seed, std::filesystem::path folder)
    : script(YearScript::make(seed)), truth(script.truth), partner(unsigned(seed) + 5), m_folder(std::move(folder)),
      m_dice(seed ^ 0x3e4a)
{
    m_deeds = std::make_shared<YearDeeds>(*this);
    std::filesystem::create_directories(path("stick"));
    beginDay(0);
}

void YearHouse::followClocks()
{
    for (const auto &laptop : slots) {
        if (laptop) {
            laptop->clock.advance(Minute);
            laptop->clock.setUtc(m_now + laptop->clockError);
        }
    }
    partner.clock.setUtc(m_now);
}

void YearHouse::pass(int minutes)
{
    m_now += minutes * Minute;
    followClocks();
}

void YearHouse::beginDay(std::size_t index)
{
    today = YearScript::dayOf(index);
    m_now = midnightOf(today) + OpensAt;
    m_saved.clear();
    m_cutsAtDawn = counts.cuts;
    followClocks();
}

std::unique_ptr<YearLaptop> YearHouse::makeLaptop(const std::string &name, const std::vector<std::string> &workers)
{
    auto laptop = std::make_unique<YearLaptop>(name, path("laptop-" + name), m_dice());
    laptop->clock.setUtc(m_now);
    laptop->create(Director);
    auto &accounts = m_accounts[laptop.get()];
    accounts.push_back(Director);
    need(laptop->open(Director), name + " opens");
    for (const std::string &worker : workers) {
        YearAccount account{worker, WorkerPass, {}};
        account.id = laptop->addAccount(account, u"social_worker"_s, accounts.size() == 1 ? nullptr : &accounts.back());
        accounts.push_back(account);
    }
    return laptop;
}

void YearHouse::setUp()
{
    slots[0] = makeLaptop("A", {"assistante", "travailleuse"});
    YearLaptop &first = *slots[0];
    need(casework::saveHouse(first.desk(), {u"Maison Inzira"_s, u"+257 22 30 00 00"_s, {}, {}}), "the house");
    need(exchange::foundHouse(first.desk(), first.exchange()), "the house is founded");
    const auto own = need(casework::makeOrganisationKey(first.desk()), "the key of the house");
    const auto theirs = need(casework::makeOrganisationKey(*partner.desk), "the partner's key");
    const auto know = [](casework::Desk &desk, const char *name, const casework::OwnOrganisationKey &key) {
        const auto entry = need(casework::addToDirectory(desk, {.name = name, .category = "shelter"}), name);
        need(casework::setPartnerKey(desk, entry, key.text), "their key");
        need(casework::notePartnerKeyCompared(desk, entry, key.code), "their key was compared");
        return entry;
    };
    m_partnerEntry = know(first.desk(), "Foyer Ubuntu", theirs);
    (void)know(*partner.desk, "Maison Inzira", own);
    if (server != nullptr)
        (void)need(server->join(first, server->invitation({u"invite-shelter"_s})), "the house joins the server");
    join(1, makeLaptop("B", {"educatrice", "infirmier"}));
    meet();
}

void YearHouse::replace(std::size_t slot, std::unique_ptr<YearLaptop> successor)
{
    m_accounts[successor.get()] = m_accounts[slots[slot].get()];
    gone.push_back(std::move(slots[slot]));
    slots[slot] = std::move(successor);
    followClocks();
}

void YearHouse::join(std::size_t slot, std::unique_ptr<YearLaptop> newcomer)
{
    YearLaptop &admin = *slots[1 - slot];
    signIn(admin, Director.label);
    slots[slot] = std::move(newcomer);
    YearLaptop &laptop = *slots[slot];
    pass(1);
    const auto request =
        need(exchange::requestToJoin(laptop.desk(), laptop.exchange(), u"bureau "_s + QString::fromStdString(laptop.name)),
             laptop.name + " asks to join");
    exchange::LetIn how{request.code, true, true, {}, agreedBy(admin)};
    for (const YearAccount &account : m_accounts[&laptop]) {
        if (account.id)
            how.others.push_back(*account.id);
    }
    auto answer = need(exchange::letLaptopIn(admin.desk(), admin.exchange(), request.file, how), laptop.name + " is let in");
    if (server != nullptr && server->isRunning()) {
        const auto secret = need(server->admit(admin, request.device), laptop.name + " gets access to the server");
        answer = need(exchange::addAccess(admin.desk(), admin.exchange(), request.file, secret), "the access is handed on");
    }
    need(exchange::endLettingIn(admin.desk()), "letting in ends");
    (void)need(exchange::finishJoining(laptop.desk(), laptop.exchange(), answer.file, QString::fromStdString(answer.code)),
               laptop.name + " joins");
}

std::string YearHouse::agreedBy(YearLaptop &director)
{
    for (const YearAccount &account : m_accounts[&director]) {
        if (account.label != director.account().label)
            return need(director.vault().approveWith(account.label,
                                                     base::SecretBytes::copyOf(base::asBytes(account.passphrase))),
                        "a second person agrees")
                .auditDetail();
    }
    endYear("nobody can agree");
}

void YearHouse::endAccount(YearLaptop &laptop, const std::string &label)
{
    signIn(laptop, Director.label);
    auto &accounts = m_accounts[&laptop];
    const auto found = std::ranges::find(accounts, label, &YearAccount::label);
    needs(found != accounts.end() && found->id, label + " works here");
    need(laptop.vault().disableAccount(label), label + " leaves");
    auto member = need(casework::findStaff(laptop.desk(), *found->id), label);
    needs(member.has_value(), label + " is of the staff");
    member->isActive = false;
    need(casework::saveStaff(laptop.desk(), *member), label + " is not active any more");
    laptop.close();
    const auto back = laptop.open(*found);
    needs(!back && back.error().code == base::Errc::UserDisabled, label + " cannot sign in any more");
    laptop.close();
    accounts.erase(found);
    signIn(laptop, Director.label);
}

void YearHouse::signIn(YearLaptop &laptop, const std::string &label)
{
    if (laptop.isOpen() && laptop.account().label == label)
        return;
    laptop.close();
    const auto &accounts = m_accounts[&laptop];
    const auto found = std::ranges::find(accounts, label, &YearAccount::label);
    needs(found != accounts.end(), label + " works here");
    const auto begin = std::chrono::steady_clock::now();
    auto opened = laptop.open(*found);
    if (laptop.disk.isOff()) { // the power went while she signed in
        laptop.loseMemory();
        ++counts.cuts;
        opened = laptop.open(*found);
    }
    need(opened, laptop.name + " opens for " + label);
    month().openMs.push_back(secondsSince(begin) * 1000);
}

/// Everybody has her turn, the director too.
const YearAccount &YearHouse::nextAccount(YearLaptop &laptop)
{
    const auto &accounts = m_accounts[&laptop];
    return accounts[++m_shift[&laptop] % accounts.size()];
}

/// Nothing that was said to be saved is gone.
void YearHouse::checkSaved(YearLaptop &laptop)
{
    for (const auto &[where, work] : m_saved) {
        if (where == &laptop)
            needs(work.isDone(), "after the power cut of " + today.toString(Qt::ISODate).toStdString() + " on " +
                                     laptop.name + " this was gone: " + work.what);
    }
}

void YearHouse::cutPower(YearLaptop &laptop)
{
    laptop.loseMemory();
    ++counts.cuts;
    const auto begin = std::chrono::steady_clock::now();
    need(laptop.open(nextAccount(laptop)), laptop.name + " opens after a power cut");
    month().openMs.push_back(secondsSince(begin) * 1000);
    const auto &report = laptop.vault().report();
    needs(report.anchor == session::AnchorFinding::Good, laptop.name + " is not older than it was before the power cut");
    needs(report.formerSeries.empty() && !report.wasSlotCopyDamaged, laptop.name + " is the same laptop after a power cut");
    checkSaved(laptop);
}

void YearHouse::run(YearLaptop &laptop, const YearWork &work)
{
    for (int tries = 0; tries < 2; ++tries) {
        const auto done = work.act();
        if (done) {
            ++counts.works;
            if (work.isDone)
                m_saved.push_back({&laptop, work});
            if (laptop.disk.isOff()) {
                ++counts.cutOnceSaved;
                cutPower(laptop);
            }
            return;
        }
        if (!laptop.disk.isOff())
            endYear(work.what + " on " + laptop.name + " as " + laptop.account().label + ", " +
                    today.toString(Qt::ISODate).toStdString() + ": " + done.error().toString());
        cutPower(laptop);
        if (work.isDone && work.isDone()) { // it was saved, and only the answer was lost
            ++counts.doneBeforeCut;
            m_saved.push_back({&laptop, work});
            return;
        }
        ++counts.againAfterCut;
    }
    endYear(work.what + " failed twice");
}

/// Most of a file is written where she was registered; now and then somebody writes at the other laptop, if her file has
/// come there.
YearLaptop &YearHouse::laptopFor(const Entry &entry)
{
    if (onlySlot)
        return *slots[*onlySlot];
    const TruePerson &person = truth.people[entry.person];
    const auto home = std::size_t(person.slot);
    const bool mayBeElsewhere = entry.deed == Deed::Note || entry.deed == Deed::Tick;
    if (mayBeElsewhere && m_dice() % 4 == 0 && slots[1 - home] && person.id) {
        YearLaptop &other = *slots[1 - home];
        const auto isThere = other.desk().log.exists({model::fields::case_file::Table, *person.id});
        if (!isThere) // the power went just now
            return *slots[home];
        if (*isThere)
            return other;
    }
    return slots[home] ? *slots[home] : *slots[1 - home];
}

YearLaptop &YearHouse::unluckyOf(std::size_t index)
{
    const std::size_t slot = onlySlot.value_or(index % 2);
    return slots[slot] ? *slots[slot] : *slots[1 - slot];
}

/// Now and then it goes just when something was saved, else anywhere.
void YearHouse::armCut(YearDisk &disk)
{
    if (m_dice() % 4 == 0)
        disk.cutOnceSaved();
    else
        disk.cutAfter(1 + m_dice() % 160);
}

void YearHouse::live(std::size_t index)
{
    const auto &entries = script.days[index];
    YearLaptop &unlucky = unluckyOf(index);
    const std::size_t when = m_dice() % (entries.size() + 1);
    for (std::size_t i = 0; i <= entries.size(); ++i) {
        if (i == when)
            armCut(unlucky.disk);
        if (i == entries.size())
            break;
        pass(5);
        m_deeds->perform(entries[i]);
    }
}

void YearHouse::endDay(std::size_t index)
{
    YearLaptop &unlucky = unluckyOf(index);
    if (counts.cuts == m_cutsAtDawn || unlucky.disk.isToGoOff() || unlucky.disk.isOff())
        cutPower(unlucky); // while nobody writes
}

Result<void> YearHouse::settleExchange(YearLaptop &laptop)
{
    INDARO_TRY(exchange::followConsents(laptop.desk()));
    for (bool hasMore = true; hasMore;) {
        INDARO_TRY_ASSIGN(const auto step, sync::tidyLog(laptop.desk().log));
        hasMore = step.hasMore;
    }
    return {};
}

void YearHouse::visitStick(YearLaptop &laptop, const std::filesystem::path &stick)
{
    const auto begin = std::chrono::steady_clock::now();
    run(laptop, {"the exchange with the stick",
                 [this, &laptop, &stick]() -> Result<void> {
                     transport::DiskFolder folder(stick);
                     transport::FolderOptions options;
                     options.erasesConfirmed = true;
                     INDARO_TRY_ASSIGN(const auto report,
                                       transport::exchangeFolder(laptop.exchange().desk(), folder, options));
                     month().syncBytes += report.bytesWritten;
                     if (report.writeFailure)
                         return *report.writeFailure;
                     return settleExchange(laptop);
                 },
                 {}});
    month().syncSeconds += secondsSince(begin);
}

void YearHouse::visitServer(YearLaptop &laptop)
{
    const auto begin = std::chrono::steady_clock::now();
    run(laptop, {"the exchange with the server",
                 [this, &laptop]() -> Result<void> {
                     const auto report = server->exchange(laptop);
                     month().syncBytes += report.bytesUp + report.bytesDown;
                     if (report.failure)
                         return *report.failure;
                     return settleExchange(laptop);
                 },
                 {}});
    month().syncSeconds += secondsSince(begin);
}

void YearHouse::exchangeByServer()
{
    for (const std::size_t slot : {0U, 1U, 0U}) {
        if (slots[slot])
            visitServer(*slots[slot]);
        pass(10);
    }
}

void YearHouse::exchangeByStick(const std::string &stick)
{
    for (const std::size_t slot : {0U, 1U, 0U}) {
        if (slots[slot])
            visitStick(*slots[slot], path(stick));
        pass(10);
    }
}

void YearHouse::meet()
{
    for (int round = 0; round < 2; ++round) {
        exchangeByStick();
        if (server != nullptr && server->isRunning())
            exchangeByServer();
    }
}

} // namespace indaro::tests
