// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_events.h"

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/row_values.h"
#include "core/exchange/shutting_out.h"
#include "core/model/field_table.h"
#include "core/release/stick.h"
#include "core/release/update.h"
#include "core/session/backup.h"
#include "core/session/vault_copy.h"
#include "core/sync/alarms.h"
#include "core/transport/folder_exchange.h"
#include "tests/support/signed_stick.h"
#include "tests/year/year_compare.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Errc;
using base::Result;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Day = base::UtcMs(24) * 3'600'000;

Errc codeOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

bool hasAlarm(YearLaptop &laptop, sync::AlarmKind kind)
{
    const auto open = need(sync::openAlarms(laptop.db()), "alarms");
    return std::ranges::any_of(open, [kind](const auto &alarm) { return alarm.kind == kind; });
}

void settleAlarms(YearLaptop &laptop)
{
    for (const auto &alarm : need(sync::openAlarms(laptop.db()), "alarms"))
        need(sync::settleAlarm(laptop.db(), alarm.id, laptop.clock.nowUtc()), "an alarm is looked at");
}

} // namespace

std::size_t YearEvents::somebody()
{
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_house.truth.people.size(); ++i) {
        const TruePerson &person = m_house.truth.people[i];
        const bool isOne = std::ranges::none_of(m_house.truth.merges,
                                                [i](const TrueMerge &merge) { return merge.kept == i || merge.other == i; });
        if (person.id && isOne && person.age >= 18 && person.occupation.empty() &&
            need(first().desk().log.exists({f::case_file::Table, *person.id}), "her file") &&
            need(second().desk().log.exists({f::case_file::Table, *person.id}), "her file"))
            found.push_back(i);
    }
    needs(!found.empty(), "somebody is known to both laptops");
    return found.back();
}

void YearEvents::writeTheSameApart()
{
    m_apart = somebody();
    const auto id = *m_house.truth.people[m_apart].id;
    for (const std::size_t slot : {0U, 1U}) {
        YearLaptop &laptop = *m_house.slots[slot];
        m_house.pass(1);
        needs(need(casework::setField(laptop.desk(), f::identity::Occupation, id, slot == 0 ? "couture" : "vente"),
                   "what she did for a living"),
              "it is written");
    }
}

void YearEvents::settleWhatIsOpen()
{
    m_house.signIn(first(), "directrice");
    for (const auto &laptop : m_house.slots) {
        const QStringList all = openQuestions(*laptop);
        needs(all.size() == 1, laptop->name + " has one question for its people:\n" + all.join(u'\n').toStdString());
    }
    const auto all = need(first().desk().log.conflicts(), "conflicts");
    const auto open = std::ranges::find_if(all, [this](const sync::OpenConflict &each) {
        return each.key == sync::RecordKey{f::identity::Table, *m_house.truth.people[m_apart].id};
    });
    needs(open != all.end() && open->conflict.field == f::identity::Occupation.field,
          "it is about what she did for a living");
    need(casework::settleConflict(first().desk(), f::identity::Occupation, open->key.record, "couture et vente",
                                  casework::Settling::Combined, open->seen),
         "a person decides");
    m_house.truth.people[m_apart].occupation = "couture et vente";
}

void YearEvents::writeNoteAt(YearLaptop &laptop, bool isStolen)
{
    TrueNote note;
    note.person = somebody();
    note.title = "N" + std::to_string(10000 + m_house.truth.notes.size());
    note.body = "Écrit en plus.";
    note.author = laptop.vault().userId();
    note.isStolen = isStolen;
    note.id =
        need(casework::addNote(laptop.desk(), *m_house.truth.people[note.person].id, note.title, note.body, "observation"),
             "a note");
    m_house.truth.notes.push_back(note);
}

void YearEvents::stealSecond()
{
    YearLaptop &stolen = second();
    const auto device = stolen.desk().log.device();
    for (int i = 0; i < 2; ++i)
        writeNoteAt(stolen, true);
    stolen.close();
    m_house.signIn(first(), "directrice");
    const auto risk = need(exchange::loadRisk(first().desk(), first().exchange(), device), "what could be read on it");
    needs(!risk.people.empty() && !risk.users.empty(), "the house is told who is at risk and who used the laptop");
    need(exchange::shutLaptopOut(first().desk(), first().exchange(), device, {}), "the stolen laptop is shut out");
    YearLaptop &thief = *m_house.slots[1];
    m_house.gone.push_back(std::move(m_house.slots[1]));
    m_house.exchangeByServer(); // the server hears of it
    // The thief knows a passphrase, and tries the stick first, then the server.
    thief.clock.setUtc(first().clock.nowUtc());
    need(thief.open(YearAccount{"directrice", "soleil panier riviere tambour", {}}), "the thief opens the laptop");
    std::filesystem::create_directories(m_house.path("stolen-stick"));
    transport::DiskFolder stick(m_house.path("stolen-stick"));
    (void)need(transport::exchangeFolder(thief.exchange().desk(), stick, {}), "it does not know yet that it is shut out");
    const auto pushed = m_server.exchange(thief);
    needs(pushed.failure.has_value() && pushed.envelopesSent == 0, "the server refuses the stolen laptop");
    std::printf("the stolen laptop at the server: %s\n", pushed.failure->toString().c_str());
    thief.close();
    const auto taken = need(transport::exchangeFolder(first().exchange().desk(), stick, {}), "somebody puts that stick in");
    needs(taken.intake.quarantined > 0, "what it wrote after it was shut out is put aside");
    needs(taken.intake.applied == 0, "and nothing of it comes in by itself");
    for (const auto &line : need(first().exchange().engine().quarantine(), "what is put aside"))
        need(first().exchange().engine().settle(line.id), "a person decides that it stays out");
    settleAlarms(first());
}

void YearEvents::replaceStolen()
{
    m_house.join(1, m_house.makeLaptop("C", {"animatrice", "gardienne"}));
    m_house.exchangeByServer();
}

void YearEvents::fillDisk()
{
    YearLaptop &laptop = first();
    const auto people = laptop.number("SELECT count(*) FROM case_file");
    const auto before = laptop.operations();
    casework::Admission admission;
    admission.person.displayName = "Personne";
    admission.person.sex = "F";
    for (const std::uint64_t room : {0U, 700U, 9'000U, 20'000U}) {
        laptop.disk.setFree(room);
        const auto refused = casework::admitPerson(laptop.desk(), admission);
        needs(codeOf(refused) == Errc::DiskFull,
              "a full disk is said: " + (refused ? std::string("admitted") : refused.error().toString()));
        needs(laptop.number("SELECT count(*) FROM case_file") == people, "nothing is half written");
        needs(laptop.operations() == before, "nor is its operation");
    }
    needs(laptop.disk.counts().refused > 0, "the disk was full");
    laptop.disk.setFree({});
    need(laptop.db().checkIntegrity(), "the vault is whole");
    writeNoteAt(laptop, false);
    needs(laptop.operations() == before + 1, "it goes on where it was");
}

void YearEvents::update(YearLaptop &laptop, bool breaksFirst)
{
    needs(test::SignedStick::isPossible(), "minisign signs the update: packaging/test.sh installs it");
    const YearAccount director{"directrice", "soleil panier riviere tambour", {}};
    const test::SignedStick stick;
    stick.make(u"0.2.0"_s, u"bookworm amd64"_s, {u"amahoro"_s});
    const auto keys = need(release::readReleaseKeys(release::releaseKeyFolder(stick.root().toStdString())), "the keys");
    const auto unsignedOne = release::readStick(stick.folder().toStdString(), keys);
    needs(codeOf(unsignedOne) == Errc::ReleaseNotSigned, "one signature is not enough");
    stick.sign({u"amahoro"_s, u"cibitoke"_s});
    const auto found = need(release::readStick(stick.folder().toStdString(), keys), "the release on the stick");
    need(release::mayFollow(found, laptop.program().version, {}, {"bookworm", "amd64"}), "it may follow");
    const auto here = laptop.program().migrations.back().version;
    laptop.close();
    const auto apply = [&](const YearProgram &program) {
        return release::applyUpdate(laptop.folder, {[&]() -> Result<void> {
                                                        laptop.install(program);
                                                        return {};
                                                    },
                                                    [&]() -> Result<void> {
                                                        INDARO_TRY(laptop.open(director));
                                                        laptop.close();
                                                        return {};
                                                    },
                                                    [&]() -> Result<void> {
                                                        laptop.install(presentProgram());
                                                        return {};
                                                    }});
    };
    if (breaksFirst) {
        const auto failed = apply(brokenProgram());
        needs(codeOf(failed) == Errc::UpdateFailed && failed.error().number("undone") == 1, "a failed update is undone");
        need(laptop.open(director), "the former program opens the former vault");
        needs(need(laptop.db().schemaVersion(), "its version") == here, "which is as it was");
        needs(laptop.vault().report().formerSeries.empty(), "and the same laptop");
        laptop.close();
    }
    need(apply(nextProgram()), "the update of " + laptop.name);
    needs(!session::hasVaultCopy(laptop.folder), "the copy that was kept meanwhile is gone");
    need(laptop.open(director), "the new program opens the vault");
    needs(need(laptop.db().schemaVersion(), "its version") == here + 1, "which was brought up to date");
    needs(codeOf(release::mayFollow(found, laptop.program().version, {}, {"bookworm", "amd64"})) == Errc::ReleaseNotNewer,
          "a version only goes up");
}

void YearEvents::updateFirst()
{
    update(first(), true);
}

void YearEvents::writeWishes()
{
    m_house.signIn(first(), "directrice");
    for (int i = 0; i < 5; ++i) {
        const auto person = *m_house.truth.people[somebody()].id;
        auto transaction = need(first().db().begin(), "a transaction");
        need(first().desk().log.birth(
                 {wish::Table, sync::RecordId::make(first().random)},
                 {{wish::CaseFile, casework::idValue(person)}, {wish::Words, "revoir sa mère " + std::to_string(m_wishes)}}),
             "a wish");
        need(transaction.commit(), "a wish");
        ++m_wishes;
    }
}

void YearEvents::updateSecond()
{
    needs(second().number("SELECT count(*) FROM sqlite_master WHERE name = 'wish'") == 0,
          "the old program has no such table");
    update(second(), false);
    needs(second().number("SELECT count(*) FROM wish") == std::int64_t(m_wishes), "what came before is understood now");
}

void YearEvents::killBattery()
{
    YearLaptop &laptop = first();
    m_clockPerson = somebody();
    const auto id = *m_house.truth.people[m_clockPerson].id;
    const auto write = [&](const char *words) {
        m_house.pass(1);
        needs(need(casework::setField(laptop.desk(), f::identity::Occupation, id, words), words), words);
    };
    write("un");
    laptop.clockError = 946'684'800'000 - laptop.clock.nowUtc(); // 2000-01-01
    m_house.pass(1);
    m_house.cutPower(laptop); // the battery was empty when the power came back
    m_house.signIn(laptop, "directrice");
    needs(laptop.clock.nowUtc() < 946'684'800'000 + Day, "it is the year 2000");
    casework::Admission admission;
    admission.person.displayName = "Personne";
    admission.stay.arrivedAt = m_house.today.toString(Qt::ISODate).toStdString();
    const auto refused = casework::admitPerson(laptop.desk(), admission);
    needs(codeOf(refused) == Errc::DateInFuture, "the program does not take today for a day that was");
    write("deux");
    writeNoteAt(laptop, false);
    m_house.onlySlot = 1; // whoever sees the date on the screen works at the other one
}

void YearEvents::replaceBattery()
{
    YearLaptop &laptop = first();
    const auto id = *m_house.truth.people[m_clockPerson].id;
    laptop.clockError = 0;
    m_house.onlySlot.reset();
    m_house.pass(1);
    m_house.signIn(laptop, "directrice");
    needs(need(casework::setField(laptop.desk(), f::identity::Occupation, id, "trois"), "trois"), "trois");
    m_house.truth.people[m_clockPerson].occupation = "trois";
    m_house.exchangeByServer();
    for (const auto &where : m_house.slots) {
        QStringList said;
        for (const auto &entry : need(where->desk().log.history({f::identity::Table, id}), "a history")) {
            if (entry.field == f::identity::Occupation.field && entry.value.text() != nullptr)
                said << QString::fromStdString(*entry.value.text());
        }
        needs(said == QStringList{u"un"_s, u"deux"_s, u"trois"_s},
              "the order is what it was: " + said.join(u' ').toStdString());
    }
}

void YearEvents::setClockAhead()
{
    second().clockError = base::UtcMs(5) * 365 * Day;
    m_house.pass(1);
    writeNoteAt(second(), false);
    m_house.exchangeByServer();
    needs(hasAlarm(first(), sync::AlarmKind::ClockAhead), "the house is told of a laptop whose clock is years ahead");
}

void YearEvents::setClockRight()
{
    second().clockError = 0;
    m_house.pass(1);
    for (const auto &laptop : m_house.slots)
        settleAlarms(*laptop);
}

void YearEvents::endServer()
{
    m_server.kill();
    const auto report = m_server.exchange(first());
    needs(report.failure.has_value(), "there is no server");
    m_server.start();
}

void YearEvents::backUp()
{
    m_house.signIn(first(), "directrice");
    const auto folder = m_house.path("backups");
    std::filesystem::create_directories(folder);
    need(casework::recordAuditNow(first().desk(), casework::AuditVerb::BackupWritten, std::nullopt), "audit");
    const auto written = need(session::writeBackup(first().vault(), first().db(), folder), "the backup of the month");
    m_lastBackup = written.file;
    (void)need(session::verifyBackup(first().vault(), written.file), "the backup is read back");
}

void YearEvents::restoreFirst()
{
    const auto formerDevice = first().desk().log.device();
    first().close();
    auto restored = std::make_unique<YearLaptop>(first().name + "2", m_house.path("laptop-A2"), 0xa2);
    restored->clock.setUtc(first().clock.nowUtc());
    restored->install(first().program());
    const YearAccount director{"directrice", "soleil panier riviere tambour", {}};
    restored->restore(m_lastBackup, director);
    m_house.replace(0, std::move(restored));
    need(first().open(director), "the restored vault opens");
    needs(first().desk().log.device() != formerDevice, "a restored vault is a new device");
    m_house.visitStick(first(), m_house.path("stick"));
    const auto report = m_server.exchange(first());
    if (report.failure) { // the former laptop's access is not the new one's
        std::printf("the restored laptop at the server: %s\n", report.failure->toString().c_str());
        const auto shelter = base::toHex(first().exchange().trust().shelter().bytes());
        (void)need(m_server.join(first(), m_server.invitation({u"invite-device"_s, QString::fromStdString(shelter)})),
                   "the restored laptop joins the server");
    }
    m_house.meet();
}

} // namespace indaro::tests
