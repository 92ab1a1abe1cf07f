// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/casework/roles/role_registry.h"

#include "core/casework/audit/openings.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "tests/support/words_of.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QtTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using tests::RoleVault;
using tests::wordsOf;
namespace f = model::fields;

namespace {

/// The functions the headers of core/casework offer to whoever has a desk.
std::set<QString> publicFunctions()
{
    static const QRegularExpression call(u"(\\w+)\\((?:casework::)?Desk &desk[,)]"_s);
    static const QRegularExpression inner(u"namespace (?:indaro::casework::)?rows \\{.*?\\} // namespace"_s,
                                          QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression comment(u"//[^\n]*"_s);
    std::set<QString> names;
    QDirIterator headers(QStringLiteral(INDARO_SOURCE_DIR "/core/casework"), {u"*.h"_s}, QDir::Files,
                         QDirIterator::Subdirectories);
    while (headers.hasNext()) {
        QFile header(headers.next());
        if (!header.open(QIODevice::ReadOnly))
            continue;
        QString text = QString::fromUtf8(header.readAll());
        text.remove(inner); // pieces of commands, known inside casework only
        text.remove(comment);
        for (const auto &found : call.globalMatch(text))
            names.insert(found.captured(1));
    }
    return names;
}

std::vector<Role> everyRole()
{
    std::vector<Role> roles;
    for (std::size_t role = 0; role < RoleCount; ++role)
        roles.push_back(static_cast<Role>(role));
    return roles;
}

} // namespace

class TestRoles : public QObject
{
    Q_OBJECT
    std::optional<RoleVault> m_vault;

private Q_SLOTS:
    void initTestCase() { m_vault.emplace(); }

    void everyQueryAndCommandHasALine()
    {
        std::set<QString> known = tests::innerFunctions();
        for (const auto &line : tests::queryLines())
            known.insert(QString::fromLatin1(line.name));
        for (const auto &line : tests::commandLines())
            known.insert(QString::fromLatin1(line.name));
        const std::set<QString> offered = publicFunctions();
        QVERIFY(offered.size() > 150); // the headers were found
        QStringList missing;
        for (const QString &name : offered) {
            if (!known.contains(name))
                missing.append(name);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(u"without a line in tests/core/casework/roles: "_s + missing.join(u' ')));
        QStringList gone;
        for (const QString &name : known) {
            if (!offered.contains(name))
                gone.append(name);
        }
        QVERIFY2(gone.isEmpty(), qPrintable(u"no longer offered: "_s + gone.join(u' ')));
    }

    void everyTableIsInAPartOfTheData()
    {
        QStringList without;
        for (const auto &table : model::schema().tables()) {
            if (!thingOf(table, table.fields.front()) || writersOf(table.table).empty())
                without.append(QString::fromLatin1(table.name.data(), qsizetype(table.name.size())));
        }
        QVERIFY2(without.isEmpty(), qPrintable(u"not in core/casework/access/things.cpp: "_s + without.join(u' ')));
        // The compartments of the wire are parts of their own: no role could read one by another name.
        for (const auto &table : model::schema().tables()) {
            for (const auto &field : table.fields) {
                const Thing thing = *thingOf(table, field);
                QCOMPARE(thing == Thing::Health, table.compartment == sync::Compartment::Health);
                QCOMPARE(thing == Thing::Perpetrators, table.compartment == sync::Compartment::Perpetrator);
                QCOMPARE(thing == Thing::Identity, table.compartment == sync::Compartment::Identity);
            }
        }
    }

    void codesAreInTheirLists()
    {
        QCOMPARE(model::CodeList::byName(u"staff_role"_s).codes().size(), RoleCount);
        QCOMPARE(model::CodeList::byName(u"access_thing"_s).codes().size(), ThingCount);
        for (const Role role : everyRole()) {
            QVERIFY(model::CodeList::byName(u"staff_role"_s).find(QString(toString(role))) != nullptr);
            QVERIFY(findRole(QString(toString(role))) == role);
        }
        for (std::size_t at = 0; at < ThingCount; ++at) {
            const auto thing = static_cast<Thing>(at);
            QVERIFY(model::CodeList::byName(u"access_thing"_s).find(QString(toString(thing))) != nullptr);
            QVERIFY(findThing(QString(toString(thing))) == thing);
        }
        for (const Right right : {Right::None, Right::Read, Right::Write})
            QVERIFY(findRight(QString(toString(right))) == right);
    }

    void theGuardKnowsNothingOfANameAStoryOrHealth()
    {
        RoleVault::Seat guard(*m_vault, Role::NightGuard);
        for (const Thing thing : {Thing::Identity, Thing::Story, Thing::Health, Thing::Perpetrators, Thing::Consents,
                                  Thing::Plans, Thing::Register, Thing::Care, Thing::Journal})
            QVERIFY(!guard.access.mayRead(thing));
        for (const Thing thing : {Thing::Night, Thing::Incidents})
            QVERIFY(guard.access.mayWrite(thing));
        QVERIFY(guard.access.mayRead(Thing::File) && !guard.access.mayWrite(Thing::Rooms));
        // That something is there may be known.
        const auto file = loadCaseFile(*guard.desk, guard.person);
        QVERIFY(file.hasValue());
        QCOMPARE(file->file.text(f::case_file::DisplayName), tests::markerOf(Thing::File));
        QCOMPARE(file->identity.text(f::identity::FamilyName), QString());
        QCOMPARE(file->notes.size(), std::size_t{1});
        QCOMPARE(file->notes.front().text(f::note::Body), QString());
    }

    /// A woman who does not want to be received by a man comes at night as well.
    void whoReceivesAtNightReadsWhomSheWouldRatherTalkTo()
    {
        for (const Role role : everyRole()) {
            RoleVault::Seat seat(*m_vault, role);
            const auto file = loadCaseFile(*seat.desk, seat.person);
            QVERIFY(file.hasValue());
            const bool isGiven = role != Role::DataFocal;
            QCOMPARE(file->file.text(f::case_file::PreferredSex), isGiven ? tests::markerOf(Thing::Night) : QString());
        }
    }

    void noQueryGivesAwayWhatARoleDoesNotRead()
    {
        QStringList leaks;
        for (const Role role : everyRole()) {
            RoleVault::Seat seat(*m_vault, role);
            for (const auto &line : tests::queryLines()) {
                const QString words = line.run(seat).join(u'\n');
                for (std::size_t at = 0; at < ThingCount; ++at) {
                    const auto thing = static_cast<Thing>(at);
                    if (!seat.access.mayRead(thing) && words.contains(tests::markerOf(thing), Qt::CaseInsensitive))
                        leaks.append(u"%1 gives %2 of %3"_s.arg(QLatin1String(line.name), QString(toString(role)),
                                                                QString(toString(thing))));
                }
                QVERIFY2(!seat.desk->db.isInTransaction(), line.name);
            }
        }
        for (const QString &each : leaks)
            qWarning().noquote() << each;
        QVERIFY2(leaks.isEmpty(), qPrintable(leaks.join(u'\n')));
    }

    void aDirectorFindsEveryPartSomewhere()
    {
        // Or the test above would prove nothing.
        RoleVault::Seat director(*m_vault, Role::Director);
        QString words;
        for (const auto &line : tests::queryLines())
            words += line.run(director).join(u'\n');
        for (const Thing thing : {Thing::File, Thing::Rooms, Thing::Night, Thing::Incidents, Thing::Register, Thing::Care,
                                  Thing::Procedure, Thing::Story, Thing::Consents, Thing::Plans, Thing::Identity,
                                  Thing::Health, Thing::Perpetrators, Thing::Journal})
            QVERIFY2(words.contains(tests::markerOf(thing)), toString(thing).data());
    }

    void noCommandWritesWhatARoleMayNot()
    {
        QStringList wrong;
        for (const Role role : everyRole()) {
            RoleVault::Seat seat(*m_vault, role);
            for (const auto &line : tests::commandLines()) {
                const bool isAllowed =
                    seat.access.isDirector() || (!line.isDirectors && std::ranges::all_of(line.needs, [&](Thing thing) {
                        return seat.access.mayWrite(thing);
                    }));
                const auto before = seat.written();
                const auto outcome = line.run(seat);
                const QString who = u"%1 as %2: "_s.arg(QLatin1String(line.name), QString(toString(role)));
                const bool isRefused = !outcome && outcome.error().code == base::Errc::AccessRefused;
                if (isAllowed && isRefused)
                    wrong.append(who + u"refused"_s);
                if (!isAllowed && !isRefused)
                    wrong.append(who + (outcome ? u"done"_s : QString::fromStdString(outcome.error().toString())));
                if (!isAllowed && seat.written() != before)
                    wrong.append(who + u"has written"_s);
                for (const std::uint16_t table : seat.tablesSince(before)) {
                    // The program's own, and what whoever saw or heard it writes down and may not read again.
                    const bool isProgramsOwn = table == f::sop_pack::Table || table == f::sop_pack_part::Table ||
                                               table == f::file_opening::Table || table == f::complaint_reserved::Table ||
                                               table == f::incident_story::Table || table == f::incident_story_health::Table;
                    // One field of the stay is the night's: what somebody needs to get out of the house.
                    const bool isTheNights = table == f::stay::Table && std::string_view(line.name) == "setHelpToLeave" &&
                                             seat.access.mayWrite(Thing::Night);
                    if (!isProgramsOwn && !isTheNights && !seat.access.mayWriteTable(table))
                        wrong.append(who + u"wrote table %1"_s.arg(table));
                }
                QVERIFY2(!seat.desk->db.isInTransaction(), line.name);
            }
        }
        for (const QString &each : wrong)
            qWarning().noquote() << each; // a failure's own text is cut
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    void aBrokenGlassOpensOneFileForAWhile()
    {
        RoleVault::Seat nurse(*m_vault, Role::Nurse);
        const QString told = tests::markerOf(Thing::Perpetrators);
        const auto sees = [&] {
            const auto behind = loadBehindGlass(*nurse.desk, nurse.person);
            return behind && wordsOf(*behind).join(u' ').contains(told);
        };
        QVERIFY(!sees());
        const auto open = bitOf(sync::Compartment::Perpetrator);
        QVERIFY(breakGlass(*nurse.desk, nurse.other, open, {u"emergency"_s, u"Il est devant la porte."_s}).hasValue());
        QVERIFY(!sees()); // of that file only
        QVERIFY(breakGlass(*nurse.desk, nurse.person, open, {u"emergency"_s, u"Il est devant la porte."_s}).hasValue());
        QVERIFY(sees());
        QVERIFY(!wordsOf(*loadBehindGlass(*nurse.desk, nurse.person)).join(u' ').contains(tests::markerOf(Thing::Story)));
        QCOMPARE(setField(*nurse.desk, f::perpetrator::Name, nurse.of(f::perpetrator::Table), "X").error().code,
                 base::Errc::AccessRefused); // it is read, not written
        nurse.clock.advance(GlassStaysBroken + 1);
        QVERIFY(!sees());
    }

    void rolesHoldTogether()
    {
        RoleVault::Seat director(*m_vault, Role::Director);
        const auto nurse = director.user(Role::Nurse);
        QVERIFY(giveRoles(*director.desk, nurse, {Role::Nurse, Role::NightGuard}, "alone").hasValue());
        const auto both = Access::forRoles(*director.log, rolesOf(*director.log, nurse).value()).value();
        QVERIFY(both.mayWrite(Thing::Health) && both.mayWrite(Thing::Night) && !both.mayRead(Thing::Story));
        QVERIFY(!both.isDirector());
    }

    void theLastDirectorStaysOne()
    {
        RoleVault::Seat director(*m_vault, Role::Director);
        const auto self = director.user(Role::Director);
        QCOMPARE(giveRoles(*director.desk, self, {Role::Nurse}, "alone").error().code, base::Errc::LastUser);
        QCOMPARE(giveRoles(*director.desk, self, {}, "alone").error().code, base::Errc::LastUser);
        QVERIFY(giveRoles(*director.desk, director.user(Role::Nurse), {Role::Director}, "alone").hasValue());
        QVERIFY(giveRoles(*director.desk, self, {Role::Nurse}, "alone").hasValue());
    }

    void aRuleOfTheHouseWidensAndNarrowsARole()
    {
        RoleVault::Seat director(*m_vault, Role::Director);
        QVERIFY(setRoleRule(*director.desk, {Role::NightGuard, Thing::Care, Right::Write}, "alone").hasValue());
        QVERIFY(setRoleRule(*director.desk, {Role::NightGuard, Thing::Incidents, Right::None}, "alone").hasValue());
        QVERIFY(setRoleRule(*director.desk, {Role::NightGuard, Thing::Incidents, Right::Read}, "alone").hasValue());
        const auto guard = Access::forRoles(*director.log, {Role::NightGuard}).value();
        QVERIFY(guard.mayWrite(Thing::Care) && guard.mayRead(Thing::Incidents) && !guard.mayWrite(Thing::Incidents));
        QVERIFY(!guard.mayRead(Thing::Story));
        // Nobody locks the directors out, and nobody else gives roles.
        QCOMPARE(setRoleRule(*director.desk, {Role::Director, Thing::Health, Right::None}, "alone").error().code,
                 base::Errc::InvalidArgument);
        QCOMPARE(setRoleRule(*director.desk, {Role::Nurse, Thing::House, Right::Write}, "alone").error().code,
                 base::Errc::InvalidArgument);
    }

    void anAccountNobodyGaveARoleMayNothing()
    {
        RoleVault::Seat director(*m_vault, Role::Director);
        const auto stranger = sync::UserId::make(director.random);
        QVERIFY(rolesOf(*director.log, stranger).value().empty());
        const auto access = Access::forRoles(*director.log, {}).value();
        for (std::size_t at = 0; at < ThingCount; ++at)
            QVERIFY(!access.mayRead(static_cast<Thing>(at)));
    }

    void inAVaultFromBeforeRolesEveryAccountIsADirectors()
    {
        RoleVault::Seat old(*m_vault, Role::Director);
        const auto first = sync::UserId::make(old.random);
        const auto second = sync::UserId::make(old.random);
        QVERIFY(old.log->connection().execute("DELETE FROM local_meta WHERE key = 'roles.settled'").hasValue());
        QVERIFY(rolesOf(*old.log, first).value() == std::vector{Role::Director});
        const std::vector<KnownAccount> accounts{{first, "une"}, {second, "deux"}, {old.user(Role::Nurse), "infirmiere"}};
        QVERIFY(settleRoles(*old.desk, accounts).hasValue());
        QVERIFY(rolesOf(*old.log, first).value() == std::vector{Role::Director});
        QVERIFY(rolesOf(*old.log, second).value() == std::vector{Role::Director});
        QVERIFY(rolesOf(*old.log, old.user(Role::Nurse)).value() == std::vector{Role::Nurse}); // as was written down
        const auto third = sync::UserId::make(old.random);
        const KnownAccount late{third, "trois"};
        QVERIFY(settleRoles(*old.desk, {&late, 1}).hasValue()); // once
        QVERIFY(rolesOf(*old.log, third).value().empty());
    }
};

QTEST_GUILESS_MAIN(TestRoles)
#include "test_roles.moc"
