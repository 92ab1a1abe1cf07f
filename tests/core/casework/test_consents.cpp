// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/consents/disclosures.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/stays/incidents.h"
#include "core/forms/workbook.h"
#include "core/forms/zip_reader.h"
#include "core/model/code_list.h"
#include "core/model/csv.h"
#include "core/model/field_name.h"
#include "core/model/field_rules.h"
#include "tests/core/casework/desk_fixture.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr QLatin1StringView Marker("Zebramarker");
constexpr QLatin1StringView Harmless("Harmlessword");

/// An act of the person, as it stands in the records.
void say(tests::DeskFixture &f, sync::RecordId file, const char *purpose, const char *decision, const char *day,
         sync::FieldValues more = {})
{
    sync::FieldValues values{{fields::consent::CaseFile, base::Bytes(file.bytes().begin(), file.bytes().end())},
                             {fields::consent::Purpose, purpose},
                             {fields::consent::Decision, decision},
                             {fields::consent::GivenOn, day}};
    values.insert(values.end(), more.begin(), more.end());
    auto transaction = f.db->begin();
    INDARO_CHECK(f.log->birth({fields::consent::Table, sync::RecordId::make(f.random)}, values).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

void withhold(tests::DeskFixture &f, sync::RecordId file, const QStringList &items)
{
    say(f, file, "withhold", "no", "2026-11-24", {{fields::consent::WithheldItems, items.join(u' ').toStdString()}});
}

forms::FormDefinition visitForm()
{
    forms::Sheet survey;
    survey.name = u"survey"_s;
    int line = 0;
    for (const QStringList &row : std::initializer_list<QStringList>{{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s},
                                                                     {u"text"_s, u"told"_s, u"Récit"_s},
                                                                     {u"text"_s, u"reach"_s, u"Numéro"_s, u"phone"_s},
                                                                     {u"text"_s, u"other"_s, u"Autre"_s},
                                                                     {u"file"_s, u"paper"_s, u"Papier"_s},
                                                                     {u"begin_repeat"_s, u"child"_s, u"Enfants"_s},
                                                                     {u"text"_s, u"call"_s, u"Nom"_s},
                                                                     {u"end_repeat"_s}})
        survey.rows.push_back({++line, row});
    forms::Sheet entities{u"entities"_s, {{1, {u"list_name"_s, u"label"_s}}, {2, {u"people"_s, u"${other}"_s}}}, {}};
    return forms::FormDefinition::fromWorkbook(forms::Workbook::fromSheets({survey, entities}), u"visit"_s).value();
}

/// Everything a file says, whatever its kind: what is packed in it is unpacked.
QByteArray everythingIn(const QByteArray &file)
{
    QByteArray all = file;
    if (const auto entries = indaro::forms::readZip(file, {QString()})) {
        for (const auto &entry : *entries)
            all += entry.name.toUtf8() + entry.content;
    }
    return all;
}

struct House : tests::DeskFixture
{
    sync::RecordId rose = bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"},
                                {fields::case_file::DisplayName, "Rose"},
                                {fields::case_file::IsMinor, "no"}},
                               {{fields::identity::FamilyName, "Ndayizeye"}, {fields::identity::Phone, "+257 79 55 31 20"}});

    /// An interview of hers in which each of these questions has this answer; `told` is of this compartment.
    void hold(const std::vector<std::pair<QString, QString>> &answers, sync::Compartment told = sync::Compartment::Case,
              const QByteArray &paper = {})
    {
        const auto interview = startInterview(*desk, {rose, u"visit"_s, u"1"_s, u"fr"_s}).value();
        std::vector<AnswerDraft> drafts;
        for (const auto &[path, value] : answers)
            drafts.push_back(
                {path, u"text"_s, value, std::nullopt, path == u"/data/told"_s ? told : sync::Compartment::Case});
        if (!paper.isEmpty()) {
            const auto kept = addAttachment(*desk, {.caseFile = rose,
                                                    .interview = interview,
                                                    .path = u"/data/paper"_s,
                                                    .kind = AttachmentKind::File,
                                                    .stem = u"paper"_s,
                                                    .content = paper})
                                  .value();
            m_paper = kept.key.record;
            drafts.push_back({u"/data/paper"_s, u"file"_s, kept.fileName, std::nullopt, sync::Compartment::Case});
        }
        INDARO_CHECK(saveAnswers(*desk, interview, drafts, {}).hasValue());
        INDARO_CHECK(signInterview(*desk, interview, {}).hasValue());
    }
    [[nodiscard]] sync::RecordId paper() const { return *m_paper; }

    QByteArray interviewsAs(ExportFormat format, const Receiver &receiver = {})
    {
        InterviewChoice choice{u"visit"_s};
        choice.withFiles = format != ExportFormat::Xlsx;
        choice.receiver = receiver;
        m_last = exportInterviews(*desk, choice, visitForm(), "test").value();
        return everythingIn(packExport(m_last, format).value());
    }
    QByteArray people(const Receiver &receiver = {})
    {
        QByteArray all;
        const auto done = exportPeople(
            *desk, "test",
            [&all](std::string_view lines) {
                all.append(lines.data(), qsizetype(lines.size()));
                return base::Result<void>();
            },
            receiver);
        m_people = done.value();
        return all;
    }
    /// What every way of writing data into a file gives, one after the other; a new export has its line here and in
    /// core/casework/consents/ways_out.csv.
    QByteArray everyFile(const Receiver &receiver = {})
    {
        QByteArray all = people(receiver);
        for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Xlsx, ExportFormat::Odk})
            all += interviewsAs(format, receiver);
        return all;
    }
    std::optional<sync::RecordId> m_paper;
    InterviewExport m_last;
    ExportedPeople m_people;
};

QString whyOf(const ConsentFacts &facts, const ConsentRequest &asked)
{
    const auto answer = may(facts, asked);
    return answer.isYes() ? u"yes"_s : toCode(answer.why);
}

/// The names of all fields in a template, wherever they are in it.
void collectFields(const QJsonValue &value, QStringList &names)
{
    for (const QJsonValue one : value.toArray())
        collectFields(one, names);
    const QJsonObject object = value.toObject();
    if (object.contains(u"kind"_s) && object.contains(u"name"_s))
        names << object.value(u"name"_s).toString();
    for (auto it = object.begin(); it != object.end(); ++it)
        collectFields(it.value(), names);
}

} // namespace

class TestConsents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFieldHasAGroupOfData() // a new field without a line in field-groups.csv fails here
    {
        std::set<QString> known{QString::fromLatin1(NoGroup)};
        for (const model::Code &code : model::CodeList::byName(u"consent_data_group"_s).codes())
            known.insert(code.code);
        std::map<QString, int> lines;
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/field-groups.csv"_s)) {
            ++lines[row.at(0) + u'.' + row.at(1)];
            QVERIFY2(known.contains(row.at(2)), qPrintable(row.join(u' ')));
        }
        for (const auto &table : model::schema().tables()) {
            for (const auto &field : table.fields) {
                const QString name = model::fieldName({table.table, field.field});
                QVERIFY2(lines[name] == 1, qPrintable(name));
                lines.erase(name);
            }
        }
        QVERIFY2(lines.empty(), lines.empty() ? "" : qPrintable(lines.begin()->first)); // nor one of no field
        // What is kept apart from the case file is never told with it.
        for (const auto &table : model::schema().tables()) {
            const QString group = table.compartment == sync::Compartment::Health        ? u"health"_s
                                  : table.compartment == sync::Compartment::Perpetrator ? u"perpetrators"_s
                                                                                        : QString();
            for (const auto &field : table.fields) {
                const QString its = groupOf({table.table, field.field});
                QVERIFY2(group.isEmpty() || its == group || its == u"media"_s || its == QLatin1StringView(NoGroup),
                         qPrintable(model::fieldName({table.table, field.field})));
            }
        }
    }

    void everyLineOfTheReferralHasAGroupOfData()
    {
        QFile file(u":/indaro/templates/referral/referral.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonArray parts = QJsonDocument::fromJson(file.readAll()).object().value(u"parts"_s).toArray();
        QStringList names;
        collectFields(parts.at(0), names); // the slip is for the receiver's pen
        const QStringList known = referralLineNames();
        for (const QString &name : names) {
            if (!name.startsWith(u"sign_"_s) && !name.startsWith(u"stamp_"_s) && !name.startsWith(u"thumb_"_s) &&
                name != u"form"_s)
                QVERIFY2(known.contains(name), qPrintable(name));
        }
        QVERIFY(names.contains(u"person_name"_s));
        for (const QString &line : personalLines())
            QVERIFY2(referralLine(line).group != QLatin1StringView(NoGroup), qPrintable(line));
    }

    void theRule_data()
    {
        QTest::addColumn<QString>("purpose");
        QTest::addColumn<QString>("decision");
        QTest::addColumn<QString>("details"); // column=value, separated by ;
        QTest::addColumn<QString>("group");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *purpose, const char *decision, const char *details,
                            const char *group, const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(purpose) << QString::fromLatin1(decision)
                                << QString::fromLatin1(details) << QString::fromLatin1(group)
                                << QString::fromLatin1(expected);
        };
        row("nothing was said", "stay", "yes", "", "", "missing");
        row("yes", "share_health", "yes", "", "", "yes");
        row("no", "share_health", "no", "", "", "refused");
        row("later decides nothing", "share_health", "later", "", "", "missing");
        row("taken back", "share_health", "yes", "withdrawn_on=2026-11-24", "", "withdrawn");
        row("its last day", "share_health", "yes", "expires_on=2026-11-24", "", "yes");
        row("the day after", "share_health", "yes", "expires_on=2026-11-23", "", "expired");
        row("another kind of receiver", "share_iom", "yes", "", "", "missing");
        row("a named one", "share_health", "yes", "recipient=Hopital de Muyinga", "", "yes");
        row("another named one", "share_health", "yes", "recipient=CDS Gasorwe", "", "missing");
        row("a group that was named", "share_health", "yes", "data_groups=identity health", "health", "yes");
        row("a group that was not", "share_health", "yes", "data_groups=identity health", "story", "group");
        row("no group was named: what is offered at once", "share_health", "yes", "", "code_only", "yes");
        row("no group was named: what is asked for", "share_health", "yes", "", "perpetrators", "group");
        row("a referral is no leave for files", "referral", "yes", "recipient=Hopital de Muyinga", "", "missing");
        row("a refused referral is", "referral", "no", "recipient=Hopital de Muyinga", "", "refused");
    }
    void theRule()
    {
        QFETCH(QString, purpose);
        QFETCH(QString, decision);
        QFETCH(QString, details);
        QFETCH(QString, group);
        QFETCH(QString, expected);
        House house;
        sync::FieldValues more;
        for (const QString &detail : details.split(u';', Qt::SkipEmptyParts))
            more.push_back(
                {*model::fieldNamed(u"consent."_s + detail.section(u'=', 0, 0)), detail.section(u'=', 1).toStdString()});
        say(house, house.rose, purpose.toLatin1().constData(), decision.toLatin1().constData(), "2026-11-20", more);
        const auto facts = loadConsentFacts(*house.desk, house.rose).value();
        QCOMPARE(facts.today, QDate(2026, 11, 24));
        QCOMPARE(whyOf(facts, {.receiver = {u"health"_s, u"Hôpital de Muyinga"_s}, .group = group}), expected);
    }

    void aChildNeverAgreesAlone()
    {
        House house;
        const auto boy = house.bear({{fields::case_file::IsMinor, "yes"}}, {});
        const ConsentRequest asked{.receiver = {u"health"_s, {}}};
        const auto answer = [&] { return whyOf(loadConsentFacts(*house.desk, boy).value(), asked); };
        say(house, boy, "share_health", "yes", "2026-11-20", {{fields::consent::GivenBy, "person"}});
        QCOMPARE(answer(), u"guardian"_s);
        say(house, boy, "share_health", "yes", "2026-11-21",
            {{fields::consent::GivenBy, "guardian"}, {fields::consent::ChildAssent, "no"}});
        QCOMPARE(answer(), u"child"_s);
        say(house, boy, "share_health", "yes", "2026-11-22",
            {{fields::consent::GivenBy, "guardian"}, {fields::consent::ChildAssent, "yes"}});
        QCOMPARE(answer(), u"yes"_s);
    }

    void whatWasNotWrittenDownIsNoYesOfAChild_data()
    {
        QTest::addColumn<QString>("minor");
        QTest::addColumn<QString>("giver");
        QTest::addColumn<QString>("assent");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *minor, const char *giver, const char *assent,
                            const char *expected) {
            QTest::newRow(name) << QString::fromLatin1(minor) << QString::fromLatin1(giver) << QString::fromLatin1(assent)
                                << QString::fromLatin1(expected);
        };
        row("nobody is named", "yes", "", "yes", "guardian");
        row("somebody else", "yes", "other", "yes", "guardian");
        row("the child was not asked", "yes", "guardian", "", "child");
        row("the same in doubt", "in_doubt", "guardian", "", "child");
        row("too young", "yes", "guardian", "too_young", "yes");
        row("the authority", "in_doubt", "authority", "yes", "yes");
        row("a printed referral's word", "yes", "caregiver", "yes", "yes");
        row("a grown-up", "no", "", "", "yes");
    }
    void whatWasNotWrittenDownIsNoYesOfAChild()
    {
        QFETCH(QString, minor);
        QFETCH(QString, giver);
        QFETCH(QString, assent);
        QFETCH(QString, expected);
        House house;
        const auto boy = house.bear({{fields::case_file::IsMinor, minor.toStdString()}}, {});
        say(house, boy, "share_health", "yes", "2026-11-20",
            {{fields::consent::GivenBy, giver.toStdString()}, {fields::consent::ChildAssent, assent.toStdString()}});
        say(house, boy, "photo", "yes", "2026-11-20",
            {{fields::consent::GivenBy, giver.toStdString()}, {fields::consent::ChildAssent, assent.toStdString()}});
        const auto facts = loadConsentFacts(*house.desk, boy).value();
        QCOMPARE(whyOf(facts, {.receiver = {u"health"_s, {}}}), expected);
        QCOMPARE(whyOf(facts, {.purpose = u"photo"_s}), expected);
    }

    void aChildIsInNoFileBeforeItsAgreementIsWhole() // as interviews wrote it: a guardian's yes, the child's own nowhere
    {
        House house;
        const auto boy = house.bear({{fields::case_file::CaseCode, "P4WD-77HN-2"}, {fields::case_file::IsMinor, "yes"}},
                                    {{fields::identity::FamilyName, "Nkurunziza"}});
        const Receiver hospital{u"health"_s, u"Hôpital de Muyinga"_s};
        say(house, boy, "share_health", "yes", "2026-11-20",
            {{fields::consent::GivenBy, "guardian"}, {fields::consent::DataGroups, "code_only identity"}});
        QVERIFY(!house.people(hospital).contains("Nkurunziza"));
        QCOMPARE(house.m_people.withoutConsent, std::int64_t{2}); // Rose was not asked either
        say(house, boy, "share_health", "yes", "2026-11-21",
            {{fields::consent::GivenBy, "guardian"},
             {fields::consent::DataGroups, "code_only identity"},
             {fields::consent::ChildAssent, "yes"}});
        QVERIFY(house.people(hospital).contains("Nkurunziza"));
        QCOMPARE(house.m_people.withoutConsent, std::int64_t{1});
    }

    void aGroupThatWasNotAgreedToStaysOutWhoeverGaveTheYes() // of a child, with the giver and the assent on the form alone
    {
        House house;
        const auto boy = house.bear({{fields::case_file::IsMinor, "yes"}}, {{fields::identity::FamilyName, "Nkurunziza"}});
        ReferralContent content = prefillReferral(*house.desk, boy).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"caregiver"_s},
                             {u"consent_giver"_s, u"Nibigira, tante"_s},
                             {u"child_assent"_s, u"yes"_s},
                             {u"to_kind"_s, u"health"_s},
                             {u"to_agency"_s, u"Hôpital de Muyinga"_s}});
        content.shared = {u"person_name"_s};
        say(house, boy, "share_health", "yes", "2026-11-20",
            {{fields::consent::GivenBy, "guardian"}, {fields::consent::DataGroups, "code_only needs"}});
        const auto rule = checkReferralConsent(content, loadConsentFacts(*house.desk, boy).value());
        QVERIFY(!rule.hasValue());
        QCOMPARE(rule.error().text("standing"), std::string("group"));
    }

    void theRegistersNoCounts()
    {
        House house;
        const auto aline = house.bear({{fields::case_file::ConsentSharing, "non"}}, {});
        const ConsentRequest asked{.receiver = {u"health"_s, {}}};
        QCOMPARE(whyOf(loadConsentFacts(*house.desk, aline).value(), asked), u"refused"_s);
        say(house, aline, "share_health", "yes", "2026-11-24"); // asked again since
        QCOMPARE(whyOf(loadConsentFacts(*house.desk, aline).value(), asked), u"yes"_s);
    }

    void usesAreRuledToo()
    {
        House house;
        const auto answer = [&] {
            return whyOf(loadConsentFacts(*house.desk, house.rose).value(), {.purpose = u"photo"_s});
        };
        QCOMPARE(answer(), u"missing"_s);
        say(house, house.rose, "photo", "yes", "2026-11-20");
        QCOMPARE(answer(), u"yes"_s);
        say(house, house.rose, "photo", "yes", "2026-11-20", {{fields::consent::WithdrawnOn, "2026-11-23"}});
        QCOMPARE(answer(), u"withdrawn"_s);
    }

    void whatIsWithheldIsInNoFile_data()
    {
        QTest::addColumn<QString>("item");
        QTest::newRow("a field of the register") << u"identity.phone"_s;
        QTest::newRow("a group") << u"group:contact"_s;
        QTest::newRow("a question of every interview") << u"answer:/data/told"_s;
        QTest::newRow("a question in every row of a repeat") << u"answer:/data/child/call"_s;
        QTest::newRow("a picture or a paper") << u"paper"_s;
    }
    void whatIsWithheldIsInNoFile() // the marker stands where the item is; no file may say it, in any spelling
    {
        QFETCH(QString, item);
        House house;
        const QString telephone = u"+257 79 55 31 20"_s;
        const bool isPhone = item == u"identity.phone"_s || item == u"group:contact"_s;
        house.hold({{u"/data/told"_s, item == u"answer:/data/told"_s ? QString(Marker) : u"rien"_s},
                    {u"/data/reach"_s, telephone},
                    {u"/data/other"_s, isPhone ? u"appeler le 79553120 le soir"_s : u"dit: zébramarker !"_s},
                    {u"/data/child[1]/call"_s, item == u"answer:/data/child/call"_s ? QString(Marker) : u"Aline"_s},
                    {u"/data/child[2]/call"_s, QString(Harmless)}},
                   sync::Compartment::Case, item == u"paper"_s ? "Zebramarker on paper" : "Harmlessword on paper");
        const QByteArray before = house.everyFile();
        QVERIFY(before.contains(isPhone ? QByteArray("55 31 20") : Marker.data()));
        QVERIFY(before.contains(Harmless.data()));
        withhold(house, house.rose, {item == u"paper"_s ? withheldRecord(house.paper()) : item});
        const QByteArray after = house.everyFile();
        QVERIFY(!after.contains("55 31 20") == isPhone);
        QVERIFY(!after.contains("79553120")); // however it was written
        QVERIFY(!after.contains(Marker.data()));
        if (item.startsWith(u"answer:"_s))
            QVERIFY(!after.contains("zébramarker"));
        QVERIFY(after.contains("K7Q2-M9XT-4")); // she is in it, without that
        if (item != u"answer:/data/child/call"_s)
            QVERIFY(after.contains(Harmless.data()));
        QVERIFY(house.m_last.answersLeftOut > 0);
        withhold(house, house.rose, {}); // the last such act counts: it is let go again
        QVERIFY(house.everyFile().contains(isPhone ? QByteArray("55 31 20") : Marker.data()));
    }

    void aNamedReceiverGetsWhatWasAgreedAndNothingElse()
    {
        House house;
        house.hold({{u"/data/told"_s, QString(Marker)}, {u"/data/reach"_s, u"+257 79 55 31 20"_s}},
                   sync::Compartment::Health);
        const Receiver hospital{u"health"_s, u"Hôpital de Muyinga"_s};
        const QByteArray unasked = house.everyFile(hospital);
        QVERIFY(!unasked.contains("K7Q2") && !unasked.contains("Ndayizeye") && !unasked.contains(Marker.data()));
        QCOMPARE(house.m_people.withoutConsent, std::int64_t{1});
        QCOMPARE(house.m_last.withoutConsent, 1);

        say(house, house.rose, "share_health", "yes", "2026-11-24", {{fields::consent::DataGroups, "code_only health"}});
        QVERIFY(house.everyFile(hospital).contains(Marker.data()));
        QVERIFY(house.everyFile(hospital).contains("K7Q2-M9XT-4"));
        QVERIFY(!house.everyFile(hospital).contains("55 31 20")); // the way to reach her is another group
        QVERIFY(!house.everyFile(hospital).contains("Ndayizeye"));
        QVERIFY(!house.everyFile({u"iom"_s, {}}).contains(Marker.data()));

        say(house, house.rose, "share_health", "yes", "2026-11-24",
            {{fields::consent::DataGroups, "code_only health"}, {fields::consent::WithheldItems, "answer:/data/told"}});
        QVERIFY(!house.everyFile(hospital).contains(Marker.data()));
        QVERIFY(!house.everyFile().contains(Marker.data())); // a file for the house may end anywhere
        auto noted = house.db->prepare("SELECT count(*), max(recipient), max(data_groups) FROM disclosure").value();
        QVERIFY(noted.step().value());
        QVERIFY(noted.integer(0) > 0);
        QCOMPARE(noted.text(1), std::string("Hôpital de Muyinga"));
        QCOMPARE(noted.text(2), std::string("code_only health"));
    }

    void whatIsWithheldStopsAReferralWhereverItWasTyped()
    {
        House house;
        ReferralContent content = prefillReferral(*house.desk, house.rose).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_kind"_s, u"health"_s},
                             {u"to_agency"_s, u"Hôpital de Muyinga"_s}});
        const auto refusal = [&] {
            const auto facts = loadConsentFacts(*house.desk, house.rose).value();
            const auto rule = checkReferralConsent(content, facts);
            return rule ? u"yes"_s
                        : QString::fromStdString(rule.error().text("field") + ' ' + rule.error().text("standing"));
        };
        content.shared = {u"safe_contact"_s};
        QCOMPARE(refusal(), u"yes"_s);
        withhold(house, house.rose, {withheldField(fields::identity::Phone)});
        QCOMPARE(refusal(), u"safe_contact withheld"_s);
        content.shared.clear();
        QCOMPARE(refusal(), u"yes"_s);
        content.form.insert(u"followup_by"_s, u"par téléphone (79.55.31.20)"_s);
        QCOMPARE(refusal(), u"followup_by withheld"_s);
        content.form.remove(u"followup_by"_s);
        say(house, house.rose, "share_health", "yes", "2026-11-24", {{fields::consent::DataGroups, "code_only needs"}});
        QCOMPARE(refusal(), u"yes"_s);
        content.shared = {u"person_name"_s};
        QCOMPARE(refusal(), u"person_name group"_s);
        // A ground stands in for the agreement, and so for the groups it named …
        content.form.insert({{u"no_consent_ground"_s, u"order"_s}, {u"no_consent_approver"_s, u"Marie"_s}});
        QCOMPARE(refusal(), u"yes"_s);
        // … but what is withheld by name goes by no order, in whichever line it stands.
        content.shared = {u"person_name"_s, u"safe_contact"_s};
        QCOMPARE(refusal(), u"safe_contact withheld"_s);
        content.shared = {u"person_name"_s};
        content.form.insert(u"followup_by"_s, u"par téléphone (79.55.31.20)"_s);
        QCOMPARE(refusal(), u"followup_by withheld"_s);
        for (const auto &ground : {u"danger"_s, u"child"_s}) { // these count for more than her word
            content.form.insert(u"no_consent_ground"_s, ground);
            QCOMPARE(refusal(), u"yes"_s);
        }
    }

    void aNameThatIsWithheldGoesByNoOrder()
    {
        House house;
        const auto nameless = house.bear({{fields::case_file::ConsentSharing, "oui_anonyme"}}, {});
        ReferralContent content = prefillReferral(*house.desk, nameless).value();
        content.form.insert({{u"no_consent_ground"_s, u"order"_s}, {u"no_consent_approver"_s, u"Marie"_s}});
        content.shared = {u"person_name"_s};
        const auto facts = loadConsentFacts(*house.desk, nameless).value();
        const auto rule = checkReferralConsent(content, facts);
        QVERIFY(!rule.hasValue());
        QCOMPARE(rule.error().text("standing"), std::string("name"));
        content.form.insert(u"no_consent_ground"_s, u"danger"_s);
        QVERIFY(checkReferralConsent(content, facts).hasValue());
    }

    void whatIsWithheldIsNeitherInAFileNorInTheList() // indaro-cli show, list
    {
        House house;
        CaseFile file = loadCaseFile(*house.desk, house.rose).value();
        const auto says = [&](const QString &words) {
            const auto recordSays = [&](const Record &record) {
                return std::ranges::any_of(record.values,
                                           [&](const base::Value &value) { return model::toText(value).contains(words); });
            };
            return recordSays(file.file) || recordSays(file.identity) || std::ranges::any_of(file.notes, recordSays);
        };
        QVERIFY(says(u"Ndayizeye"_s) && says(u"55 31 20"_s) && says(u"Rose"_s));
        withhold(house, house.rose, {u"identity.phone"_s, u"identity.family_name"_s});
        leaveOut(file, loadWithheld(*house.desk, house.rose).value());
        QVERIFY(!says(u"Ndayizeye"_s) && !says(u"55 31 20"_s) && says(u"Rose"_s));
        auto index = PersonIndex::load(*house.desk).value();
        const auto found = index.search({}, {}, PersonOrder::Name);
        QCOMPARE(found.size(), std::size_t{1});
        PersonRow row = index.row(found.front());
        QVERIFY(row.fullName.contains(u"Ndayizeye"_s));
        leaveOut(row, loadAllWithheld(*house.desk)->at(house.rose));
        QCOMPARE(row.fullName, QString());
        QCOMPARE(row.displayName, u"Rose"_s);
    }

    void whatIsWithheldIsInNoWholeFile()
    {
        House house;
        house.hold({{u"/data/told"_s, QString(Marker)}, {u"/data/other"_s, u"appeler le 79 55 31 20"_s}});
        FullFile file = loadFullFile(*house.desk, house.rose).value();
        const auto says = [&](const QString &words) {
            return file.displayName.contains(words) || std::ranges::any_of(file.records, [&](const Record &record) {
                       return std::ranges::any_of(
                           record.values, [&](const base::Value &value) { return model::toText(value).contains(words); });
                   });
        };
        QVERIFY(says(QString(Marker)) && says(u"55 31 20"_s) && says(u"Rose"_s));
        withhold(house, house.rose, {u"answer:/data/told"_s, u"identity.phone"_s, u"case_file.display_name"_s});
        leaveOut(file, loadWithheld(*house.desk, house.rose).value());
        QVERIFY(!says(QString(Marker)) && !says(u"55 31 20"_s) && !says(u"Rose"_s));
        QVERIFY(says(u"Ndayizeye"_s));
    }

    void whatIsWithheldAsARecordIsNowhere_data()
    {
        QTest::addColumn<int>("table");
        QTest::addColumn<int>("words"); // the field that tells
        QTest::addColumn<bool>("isOfParent");
        const auto row = [](const char *name, sync::FieldId words, bool isOfParent = false) {
            QTest::newRow(name) << int(words.table) << int(words.field) << isOfParent;
        };
        row("a need", fields::need::What);
        row("a need of health", fields::need_health::GoalWords);
        row("an action", fields::plan_action::What);
        row("the action for a need that is withheld", fields::plan_action::Result, true);
        row("a perpetrator", fields::perpetrator::Description);
        row("a service", fields::service_given::Note);
        row("a service of health", fields::service_given_health::ProviderName);
        row("the line of a risk assessment that is withheld", fields::risk_line::Sign, true);
        row("what is told of an incident", fields::incident_story::What);
        row("an incident of health", fields::incident_story_health::Done);
    }
    /// The record with the marker is withheld, or what it hangs on: no file, no paper and no referral says it.
    void whatIsWithheldAsARecordIsNowhere()
    {
        QFETCH(int, table);
        QFETCH(int, words);
        QFETCH(bool, isOfParent);
        const auto number = static_cast<std::uint16_t>(table);
        const QString told = u"la maison verte, Zebramarker, près du marché"_s;
        House house;
        const auto id = sync::RecordId::make(house.random), parent = sync::RecordId::make(house.random);
        sync::FieldValues values{{{number, static_cast<std::uint16_t>(words)}, told.toStdString()}};
        const auto link = [&](sync::FieldId field, sync::RecordId to) {
            values.emplace_back(field, base::Bytes(to.bytes().begin(), to.bytes().end()));
        };
        link({number, fields::need::CaseFile.field}, house.rose); // the first field of all these tables
        if (number == fields::plan_action::Table)
            link(fields::plan_action::Need, parent);
        if (number == fields::risk_line::Table)
            link(fields::risk_line::Assessment, parent);
        auto transaction = house.db->begin();
        QVERIFY(house.log->birth({number, id}, values).hasValue());
        QVERIFY(transaction->commit().hasValue());
        house.hold({{u"/data/told"_s, u"rien"_s},
                    {u"/data/other"_s, u"Elle craint LA MAISON VERTE Zébramarker près du marché."_s}});
        const auto wholeFile = [&](const Withheld &withheld) {
            FullFile file = loadFullFile(*house.desk, house.rose).value();
            leaveOut(file, withheld);
            QString all;
            for (const Record &record : file.records) {
                for (const base::Value &value : record.values)
                    all += model::toText(value) + u'\n';
            }
            return all;
        };
        ReferralContent content = prefillReferral(*house.desk, house.rose).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_kind"_s, u"health"_s},
                             {u"to_agency"_s, u"Hôpital de Muyinga"_s},
                             {u"reason"_s, u"A fui "_s + told}});
        const auto referral = [&] {
            return checkReferralConsent(content, loadConsentFacts(*house.desk, house.rose).value());
        };
        QVERIFY(wholeFile({}).contains(Marker));
        QVERIFY(house.everyFile().contains("brama"));
        QVERIFY(referral().hasValue());
        withhold(house, house.rose, {withheldRecord(isOfParent ? parent : id)});
        const Withheld withheld = loadWithheld(*house.desk, house.rose).value();
        QVERIFY(!wholeFile(withheld).contains(u"bramarker"_s));
        QVERIFY(!house.everyFile().contains("bramarker"));
        QCOMPARE(referral().error().text("standing"), std::string("withheld"));
        // One word of it is in much that has nothing to do with it.
        QVERIFY(!withheld.isSaidIn(u"Elle vend au marché."_s));
    }

    void whatCanBeWithheldIsEverythingThatIsSaidOfHer()
    {
        House house;
        house.hold(
            {{u"/data/told"_s, u"rien"_s}, {u"/data/child[1]/call"_s, u"Aline"_s}, {u"/data/child[2]/call"_s, u"Keza"_s}});
        const auto bearOf = [&](std::uint16_t table, const sync::FieldValues &more) {
            sync::FieldValues values{{{table, 1}, base::Bytes(house.rose.bytes().begin(), house.rose.bytes().end())}};
            values.insert(values.end(), more.begin(), more.end());
            const auto id = sync::RecordId::make(house.random);
            auto transaction = house.db->begin();
            INDARO_CHECK(house.log->birth({table, id}, values).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
            return withheldRecord(id);
        };
        QStringList wanted{
            bearOf(fields::need::Table, {{fields::need::Area, "family"}}),
            bearOf(fields::plan_action_health::Table, {{fields::plan_action_health::What, "soins"}}),
            bearOf(fields::service_given::Table, {{fields::service_given::Service, "food"}}),
            bearOf(fields::perpetrator::Table, {{fields::perpetrator::Name, "Inconnu"}}),
            bearOf(fields::risk_assessment::Table, {{fields::risk_assessment::Level, "high"}}),
        };
        IncidentDraft theft{.people = {house.rose}, .kinds = "theft", .severity = "minor", .what = {}, .done = {}};
        const auto incident = recordIncident(*house.desk, theft);
        wanted << withheldRecord(incident.value()) << u"answer:/data/told"_s << u"answer:/data/child/call"_s
               << u"identity.phone"_s;
        const auto all = listWithholdable(*house.desk, house.rose).value();
        for (const QString &code : std::as_const(wanted))
            QVERIFY2(std::ranges::count(all, code, &Withholdable::code) == 1, qPrintable(code));
    }

    void whoIsNotNamedMayBeWhoWasRefused()
    {
        House house;
        say(house, house.rose, "share_police", "yes", "2026-11-20",
            {{fields::consent::DataGroups, "code_only identity contact"}});
        say(house, house.rose, "share_police", "no", "2026-11-21", {{fields::consent::Recipient, "Brigade de Giteranyi"}});
        const auto answer = [&](const QString &name) {
            return whyOf(loadConsentFacts(*house.desk, house.rose).value(), {.receiver = {u"police"_s, name}});
        };
        QCOMPARE(answer(u"Brigade de Giteranyi"_s), u"refused"_s);
        QCOMPARE(answer(u"Commissariat de Muyinga"_s), u"yes"_s);
        QCOMPARE(answer({}), u"refused"_s); // leaving the name out goes round no no
        say(house, house.rose, "share_health", "yes", "2026-11-20", {{fields::consent::DataGroups, "identity contact"}});
        say(house, house.rose, "share_health", "yes", "2026-11-21",
            {{fields::consent::Recipient, "CDS Gasorwe"},
             {fields::consent::DataGroups, "identity contact"},
             {fields::consent::WithheldItems, "identity.phone"}});
        const auto isKeptBack = [&](const QString &name) {
            return loadWithheld(*house.desk, house.rose, {u"health"_s, name})->hidesField(fields::identity::Phone);
        };
        QVERIFY(isKeptBack(u"CDS Gasorwe"_s) && !isKeptBack(u"Hôpital de Muyinga"_s) && isKeptBack({}));
    }

    void aNoticeTheLawAsksForRestsOnNoAgreement() // [domain.md 5.C C2]
    {
        House house;
        const auto boy = house.bear({{fields::case_file::CaseCode, "P4WD-77HN-2"}, {fields::case_file::IsMinor, "yes"}},
                                    {{fields::identity::FamilyName, "Nkurunziza"}});
        const Receiver protection{u"child_protection"_s, u"Services sociaux"_s};
        const auto paper = [&](const QString &form, const Receiver &receiver) {
            return withheldOnPaper(*house.desk, boy, formFor(form, receiver));
        };
        QCOMPARE(paper(u"exit"_s, protection).error().code, base::Errc::ConsentMissing);
        QCOMPARE(paper(u"child_notification"_s, {u"family"_s, {}}).error().code, base::Errc::ConsentMissing);
        const Withheld withheld = paper(u"child_notification"_s, protection).value();
        QVERIFY(!withheld.hidesField(fields::case_file::CaseCode)); // the code, not the name
        QVERIFY(withheld.hidesField(fields::identity::FamilyName) && withheld.hidesField(fields::case_file::Sex));
        QVERIFY(noteFormPrinted(*house.desk, boy, "child_notification", 1, protection).hasValue());
        const auto sent = listSentOf(*house.desk, boy).value();
        QCOMPARE(sent.size(), std::size_t{1});
        QCOMPARE(sent.front().kind, u"notice"_s);
        QCOMPARE(sent.front().dataGroups, QStringList{u"code_only"_s});
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::DisclosureNoted)->size(), std::size_t{1});
        // What was agreed to for them stands on it too.
        say(house, boy, "share_child_protection", "yes", "2026-11-20",
            {{fields::consent::GivenBy, "guardian"},
             {fields::consent::ChildAssent, "yes"},
             {fields::consent::DataGroups, "code_only register"}});
        QVERIFY(!paper(u"child_notification"_s, protection)->hidesField(fields::case_file::Sex));
    }

    void aPaperForSomebodySaysWhatWasAgreedAndNothingElse()
    {
        House house;
        const PaperFor forHospital{{u"health"_s, u"Hôpital de Muyinga"_s}, u"plan"_s, u"plan"_s};
        const auto refusal = [&] { return withheldOnPaper(*house.desk, house.rose, forHospital).error().text("standing"); };
        QCOMPARE(refusal(), std::string("missing"));
        say(house, house.rose, "share_health", "yes", "2026-11-20", {{fields::consent::DataGroups, "code_only health"}});
        QCOMPARE(refusal(), std::string("group")); // a paper about a group that was not agreed to is none
        say(house, house.rose, "share_health", "yes", "2026-11-21",
            {{fields::consent::DataGroups, "code_only plan needs"}, {fields::consent::WithheldItems, "plan_action.result"}});
        const Withheld withheld = withheldOnPaper(*house.desk, house.rose, forHospital).value();
        QVERIFY(withheld.hidesField(fields::identity::Phone) && withheld.hidesField(fields::case_file::DisplayName));
        QVERIFY(!withheld.hidesField(fields::need::What) && !withheld.hidesField(fields::case_file::CaseCode));
        QVERIFY(withheld.hidesField(fields::plan_action::Result) && withheld.hides(u"group:media"_s));
        FullFile file = loadFullFile(*house.desk, house.rose).value();
        leaveOut(file, withheld);
        QVERIFY(file.displayName.isEmpty() && !file.caseCode.isEmpty());
        QVERIFY(std::ranges::none_of(file.records, [](const Record &record) { // nothing of it is left
            return record.table == fields::identity::Table;
        }));
        QVERIFY(std::ranges::none_of(file.records, [](const Record &record) { // who was asked what is the house's own
            return record.table == fields::consent::Table;
        }));
        FullFile inside = loadFullFile(*house.desk, house.rose).value();
        leaveOut(inside, loadWithheld(*house.desk, house.rose).value());
        QVERIFY(std::ranges::any_of(inside.records,
                                    [](const Record &record) { return record.table == fields::consent::Table; }));
        // For the house nothing of all this.
        QVERIFY(!withheldOnPaper(*house.desk, house.rose, {})->hidesField(fields::identity::Phone));
    }

    void printingAReferralKeepsGroupsAndWithheldItems()
    {
        House house;
        say(house, house.rose, "share_health", "yes", "2026-11-23",
            {{fields::consent::DataGroups, "code_only needs"}, {fields::consent::WithheldItems, "identity.phone"}});
        ReferralContent content = prefillReferral(*house.desk, house.rose).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_kind"_s, u"health"_s},
                             {u"to_agency"_s, u"Hôpital de Muyinga"_s}});
        const auto referral = createReferral(*house.desk, house.rose, content).value();
        QVERIFY(markReferralPrinted(*house.desk, referral.id).hasValue());
        const auto facts = loadConsentFacts(*house.desk, house.rose).value();
        QCOMPARE(facts.consents.size(), std::size_t{2});
        QCOMPARE(facts.consents.back().purpose, u"referral"_s);
        QCOMPARE(facts.consents.back().dataGroups, (QStringList{u"code_only"_s, u"needs"_s}));
        QCOMPARE(facts.consents.back().withheldItems, QStringList{u"identity.phone"_s});
    }
};

QTEST_GUILESS_MAIN(TestConsents)
#include "test_consents.moc"
