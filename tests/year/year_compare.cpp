// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_compare.h"

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/row_values.h"
#include "core/exchange/standing.h"
#include "core/model/field_table.h"
#include "core/reports/counting.h"
#include "core/reports/report_plans.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace f = model::fields;

namespace {

class Comparison
{
public:
    Comparison(YearLaptop &laptop, const Truth &truth) : m_laptop(laptop), m_desk(laptop.desk()), m_truth(truth) {}

    QStringList faults()
    {
        for (std::size_t i = 0; i < m_truth.people.size(); ++i) {
            if (m_truth.people[i].id)
                person(i);
        }
        for (const TrueNote &note : m_truth.notes)
            compare(note);
        for (const TrueInterview &interview : m_truth.interviews)
            compare(interview);
        for (const TrueStep &step : m_truth.steps)
            compare(step);
        for (const TrueReferral &referral : m_truth.referrals)
            compare(referral);
        for (const TrueMerge &merge : m_truth.merges) {
            if (merge.isDone)
                expect(u"the merged file"_s, need(casework::keptFileOf(m_desk, *m_truth.people[merge.other].id),
                                                  "a merge") == *m_truth.people[merge.kept].id);
        }
        countRows();
        lookAround();
        return m_faults;
    }

private:
    void expect(const QString &what, bool isRight)
    {
        if (!isRight && m_faults.size() < 20)
            m_faults << what;
    }
    void same(const QString &what, const base::Value &there, const base::Value &truth)
    {
        expect(u"%1: %2 instead of %3"_s.arg(what, QString::fromStdString(there.textOr("?")),
                                             QString::fromStdString(truth.textOr("?"))),
               there == truth);
    }
    base::Value idOf(std::size_t person) const { return casework::idValue(*m_truth.people[m_truth.personOf(person)].id); }
    std::optional<casework::Record> record(const QString &what, std::uint16_t table, const sync::RecordId &id)
    {
        const auto loaded = casework::loadRecord(m_desk, table, id);
        expect(what + u" is not there"_s, loaded.hasValue());
        return loaded ? std::optional(*loaded) : std::nullopt;
    }

    void person(std::size_t index)
    {
        const TruePerson &truth = m_truth.people[index];
        const QString name = QString::fromStdString(truth.displayName);
        if (const auto file = record(name, f::case_file::Table, *truth.id)) {
            same(name, file->value(f::case_file::DisplayName), truth.displayName);
            same(name, file->value(f::case_file::Sex), truth.sex);
            expect(name + u": age"_s, file->value(f::case_file::EstimatedAge) == base::Value(std::int64_t(truth.age)));
        }
        if (const auto identity = record(name, f::identity::Table, *truth.id)) {
            same(name, identity->value(f::identity::FamilyName), truth.familyName);
            same(name, identity->value(f::identity::GivenNames), truth.givenNames);
            if (!truth.occupation.empty())
                same(name, identity->value(f::identity::Occupation), truth.occupation);
        }
        for (const TrueStay &stay : truth.stays) {
            if (stay.id)
                compare(name, index, stay);
        }
    }
    void compare(const QString &name, std::size_t index, const TrueStay &truth)
    {
        const auto stay = record(name + u", a stay"_s, f::stay::Table, *truth.id);
        if (!stay)
            return;
        same(name + u", whose stay"_s, stay->value(f::stay::CaseFile), idOf(index));
        same(name, stay->value(f::stay::ReferredBy), truth.referredBy);
        expect(name + u": the day she arrived is "_s + stay->text(f::stay::ArrivedAt),
               stay->text(f::stay::ArrivedAt).left(10) == truth.arrived.toString(Qt::ISODate));
        const QString number = stay->text(f::stay::RegisterNumber);
        expect(name + u": the number of the register is taken: "_s + number, !m_numbers.contains(number));
        m_numbers.insert(number);
        expect(name + u": the day she left is "_s + stay->text(f::stay::LeftAt),
               stay->text(f::stay::LeftAt).left(10) == (truth.hasLeft ? truth.left->toString(Qt::ISODate) : QString()));
        if (!truth.hasLeft)
            return;
        same(name, stay->value(f::stay::ExitReason), truth.exitReason);
        same(name, stay->value(f::stay::ExitSafety), truth.exitSafety);
        if (const auto place = record(name + u", where she went"_s, f::stay_location::Table, *truth.id))
            same(name, place->value(f::stay_location::ExitDestination), truth.exitDestination);
    }
    void compare(const TrueNote &truth)
    {
        const QString name = QString::fromStdString(truth.title);
        if (truth.isStolen) {
            expect(name + u" came from the stolen laptop"_s,
                   !need(m_desk.log.exists({f::note::Table, *truth.id}), "a note"));
            return;
        }
        const auto note = truth.id ? record(name, f::note::Table, *truth.id) : std::nullopt;
        if (!note) {
            expect(name + u" was never written"_s, truth.id.has_value());
            return;
        }
        same(name, note->value(f::note::Body), truth.body);
        same(name + u", whose"_s, note->value(f::note::CaseFile), idOf(truth.person));
        const auto history = need(m_desk.log.history({f::note::Table, *truth.id}), "the history of a note");
        expect(name + u": who wrote it"_s, !history.empty() && history.front().operation.user == *truth.author);
    }
    void compare(const TrueInterview &truth)
    {
        const QString name = u"the interview with "_s + QString::fromStdString(m_truth.people[truth.person].displayName);
        expect(name + u" was never held"_s, truth.id.has_value());
        const auto interview = truth.id ? casework::loadInterview(m_desk, *truth.id)
                                        : base::Result<casework::LoadedInterview>(base::Error(base::Errc::UnknownRecord));
        expect(name + u" is not there"_s, interview.hasValue());
        if (!interview)
            return;
        std::map<QString, QString> answers;
        for (const auto &answer : interview->answers)
            answers[answer.path] = answer.value;
        expect(name + u": the answers"_s, answers == truth.answers && interview->answers.size() == truth.answers.size());
        expect(name + u": the sittings"_s, int(interview->sittings.size()) == truth.sittings);
        expect(name + u": signed"_s, interview->signedAt.has_value() == truth.isSigned);
    }
    void compare(const TrueStep &truth)
    {
        expect(truth.note + u" was never ticked"_s, truth.isDone);
        auto find = need(m_laptop.db().prepare("SELECT case_file, step FROM step_mark WHERE note = ?1"), "a step");
        find.bind(1, base::Value(truth.note.toStdString()));
        const bool isThere = need(find.step(), "a step");
        expect(truth.note + u" is not there"_s, isThere);
        if (isThere) {
            same(truth.note, find.value(0), idOf(truth.person));
            same(truth.note, find.value(1), truth.step.toStdString());
            expect(truth.note + u" is there twice"_s, !need(find.step(), "a step"));
        }
    }
    void compare(const TrueReferral &truth)
    {
        expect(truth.serial + u" was never sent"_s, truth.isOut && truth.id.has_value());
        const auto referral = truth.id ? casework::loadReferral(m_desk, *truth.id)
                                       : base::Result<casework::Referral>(base::Error(base::Errc::UnknownRecord));
        expect(truth.serial + u" is not there"_s, referral.hasValue());
        if (!referral)
            return;
        expect(truth.serial + u": its number"_s, referral->serial == truth.serial && !m_numbers.contains(truth.serial));
        m_numbers.insert(truth.serial);
        expect(truth.serial + u": whose"_s, casework::idValue(referral->caseFile) == idOf(truth.person));
        expect(truth.serial + u": its services"_s, referral->content.form.value(u"services"_s) == truth.services);
        expect(truth.serial + u": its priority"_s, referral->content.form.value(u"priority"_s) == truth.priority);
        expect(truth.serial + u": answered"_s, referral->answeredAt.has_value() == truth.isAnswered);
        using casework::ReferralStatus;
        const bool isPackage = truth.reply == Reply::Package;
        const ReferralStatus out = isPackage ? ReferralStatus::Sent : ReferralStatus::Printed;
        const ReferralStatus heard = !isPackage        ? ReferralStatus::FedBack
                                     : truth.isRefused ? ReferralStatus::Refused
                                                       : ReferralStatus::Accepted;
        expect(truth.serial + u": where it stands is "_s + casework::toCode(referral->status),
               referral->status == (truth.isAnswered ? heard : out));
        const auto slips = need(casework::listSlipsOf(m_desk, *truth.id), "slips");
        expect(truth.serial + u": %1 slips"_s.arg(slips.size()),
               slips.size() == (truth.isAnswered && !isPackage ? std::size_t(1) : std::size_t(0)));
        if (!slips.empty())
            expect(truth.serial + u": the answer on the slip"_s,
                   slips[0].form.value(u"slip_decision"_s) == (truth.isRefused ? u"refused"_s : u"accepted"_s));
    }
    void countRows()
    {
        std::int64_t people = 0, stays = 0;
        for (const TruePerson &each : m_truth.people) {
            people += each.id ? 1 : 0;
            stays += std::ranges::count_if(each.stays, [](const TrueStay &stay) { return stay.id.has_value(); });
        }
        const auto notes = std::ranges::count_if(m_truth.notes, [](const TrueNote &n) { return n.id && !n.isStolen; });
        const auto refusals = std::ranges::count_if(m_truth.people, &TruePerson::hasSaidNo);
        const std::pair<const char *, std::int64_t> tables[] = {{"case_file", people},
                                                                {"identity", people},
                                                                {"stay", stays},
                                                                {"note", notes},
                                                                {"interview", std::int64_t(m_truth.interviews.size())},
                                                                {"referral", std::int64_t(m_truth.referrals.size())},
                                                                {"step_mark", std::int64_t(m_truth.steps.size())},
                                                                {"consent WHERE purpose = 'statistics'", refusals}};
        for (const auto &[table, count] : tables) {
            const auto there = m_laptop.number(std::string("SELECT count(*) FROM ") + table);
            expect(u"%1: %2 rows instead of %3"_s.arg(QLatin1StringView(table)).arg(there).arg(count), there == count);
        }
    }
    void lookAround()
    {
        expect(u"the file is damaged"_s, m_laptop.db().checkIntegrity().hasValue());
        expect(u"the audit's chain is broken"_s, !need(casework::checkAuditChain(m_desk), "the audit").fault);
        expect(u"the chain of the change log is broken"_s, !need(casework::checkChangeLog(m_desk), "the change log").fault);
        for (const QString &question : openQuestions(m_laptop))
            expect(u"a conflict is open: "_s + question, false);
        expect(u"something is in quarantine"_s, need(m_laptop.exchange().engine().quarantine(), "quarantine").empty());
        const auto standing = need(exchange::loadStanding(m_desk, m_laptop.exchange()), "the standing");
        expect(u"%1 changes are on this laptop only"_s.arg(standing.counts.waiting), standing.counts.waiting == 0);
        expect(u"something waits for what was before it"_s, standing.waitingForOthers == 0);
    }

    YearLaptop &m_laptop;
    casework::Desk &m_desk;
    const Truth &m_truth;
    QStringList m_faults;
    QSet<QString> m_numbers;
};

} // namespace

QStringList openQuestions(YearLaptop &laptop)
{
    QStringList all;
    for (const auto &open : need(casework::disputedFields(laptop.desk()), "conflicts")) {
        const auto *table = laptop.program().schema->findTable(open.key.table);
        needs(table != nullptr, "a conflict is of a table the program knows");
        const auto *field = table->findField(open.field);
        all << QString::fromStdString(std::string(table->name) + "." + std::string(field ? field->column : "deleted"));
    }
    return all;
}

void compareWithTruth(YearLaptop &laptop, const Truth &truth)
{
    const QStringList faults = Comparison(laptop, truth).faults();
    needs(faults.isEmpty(), "laptop " + laptop.name + ":\n" + faults.join(u'\n').toStdString());
}

void compareNumbers(YearLaptop &laptop, const Truth &truth, QDate today)
{
    using reports::Period;
    std::vector<reports::Question> questions = reports::wholeReleaseQuestions(YearOfScript);
    for (const Period &month : Period::ofYear(YearOfScript).parts(reports::PeriodKind::Month)) {
        const auto monthly = need(reports::questionsOf(reports::ReportName::MonthlyHouse, month), "a monthly report");
        questions.insert(questions.end(), monthly.begin(), monthly.end());
    }
    QString wrong;
    int counted = 0;
    for (const reports::Question &question : questions) {
        const auto byHand = countByHand(truth, question, today, false);
        if (!byHand)
            continue;
        ++counted;
        wrong += differenceOf(need(reports::count(laptop.desk(), question), question.key().toStdString()), *byHand);
    }
    needs(counted > 100, "the hand counts most tables");
    needs(wrong.isEmpty(), "the numbers of " + laptop.name + ":\n" + wrong.left(2000).toStdString());
}

void compareReplicas(YearLaptop &one, YearLaptop &other)
{
    QStringList wrong;
    for (const auto &table : one.program().schema->tables()) {
        const std::string name(table.name);
        std::string sql = "SELECT id";
        for (const auto &field : table.fields)
            sql += ", " + std::string(field.column);
        sql += " FROM " + name + " ORDER BY id";
        auto mine = need(one.db().prepare(sql), sql);
        auto theirs = need(other.db().prepare(sql), sql);
        for (;;) {
            const bool isThere = need(mine.step(), sql);
            if (isThere != need(theirs.step(), sql)) {
                wrong << QString::fromStdString(name) + u": more rows on one"_s;
                break;
            }
            if (!isThere)
                break;
            for (int column = 0; column <= int(table.fields.size()); ++column) {
                if (mine.value(column) != theirs.value(column))
                    wrong << u"%1.%2 of %3"_s.arg(QString::fromStdString(name),
                                                  QString::fromStdString(mine.columnName(column)),
                                                  QString::fromStdString(base::toHex(mine.blob(0))));
            }
        }
    }
    needs(wrong.isEmpty(), one.name + " and " + other.name + " differ:\n" + wrong.mid(0, 20).join(u'\n').toStdString());
}

} // namespace indaro::tests
