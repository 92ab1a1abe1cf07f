// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/paper/serial_register.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"

#include <QDateTime>
#include <QTimeZone>

#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView voidReasonName(VoidReason reason)
{
    switch (reason) {
    case VoidReason::Stopped:
        return "stopped"_L1;
    case VoidReason::Failed:
        return "failed"_L1;
    case VoidReason::Unrecorded:
        break;
    }
    return "unrecorded"_L1;
}

Result<bool> isNumberNoted(Desk &desk, AuditVerb verb, const QString &serial)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT 1 FROM audit WHERE verb = ?1 AND instr(' ' || detail "
                                                               "|| ' ', ' ' || ?2 || ' ') > 0 LIMIT 1"));
    find.bind(1, auditVerbName(verb));
    find.bind(2, serial.toStdString());
    return find.step();
}

base::UtcMs numberMomentOf(const base::Value &when)
{
    const QString text = QString::fromStdString(when.textOr({}));
    if (text.isEmpty())
        return when.integerOr(0);
    const QDateTime written = QDateTime::fromString(text, Qt::ISODate);
    if (!written.isValid())
        return 0;
    return QDateTime(written.date(), written.time(), model::localTime(0).timeZone()).toMSecsSinceEpoch();
}

/// The lines of one year, by their serial.
class NumbersOfYear
{
public:
    NumbersOfYear(Desk &desk, const QString &start, std::int64_t last) : m_desk(desk), m_start(start)
    {
        for (std::int64_t number = 1; number <= last; ++number) {
            const QString serial = start + QString::number(number).rightJustified(4, u'0');
            m_places.emplace(serial, m_lines.size());
            m_lines.push_back({.serial = serial});
        }
    }

    /// `sql`: serial and when, as a moment or as the local day and hour.
    Result<void> readRecords(NumberedThing thing, std::string_view sql)
    {
        INDARO_TRY_ASSIGN(auto rows, m_desk.log.connection().prepare(sql));
        rows.bind(1, m_start.toStdString() + "%");
        return forEachRow(rows, [&]() -> Result<void> {
            if (NumberLine *line = find(toText(rows, 0))) {
                line->state = NumberState::Used;
                line->thing = thing;
                line->at = numberMomentOf(rows.value(1));
            }
            return {};
        });
    }

    /// What the journal says, in its order.
    Result<void> readJournal()
    {
        for (const AuditVerb verb : {AuditVerb::PaperNumberTaken, AuditVerb::PaperNumberVoid, AuditVerb::PaperNumberUsed,
                                     AuditVerb::FormPrinted, AuditVerb::FullFilePrinted, AuditVerb::InterviewPrinted}) {
            INDARO_TRY_ASSIGN(const auto entries, listAuditOf(m_desk, verb));
            for (const AuditEntry &entry : entries)
                INDARO_TRY(read(verb, entry));
        }
        return {};
    }

    std::vector<NumberLine> lines() && { return std::move(m_lines); }

private:
    NumberLine *find(const QString &serial)
    {
        const auto place = m_places.find(serial);
        return place == m_places.end() ? nullptr : &m_lines[place->second];
    }

    Result<void> read(AuditVerb verb, const AuditEntry &entry)
    {
        const QString detail = QString::fromStdString(entry.detail);
        for (const QString &word : detail.split(u' ', Qt::SkipEmptyParts)) {
            NumberLine *line = find(word);
            if (line == nullptr)
                continue;
            tell(*line, verb, detail.section(u' ', 0, 0));
            if (line->at == 0)
                line->at = entry.at;
            if (line->by.isEmpty()) {
                INDARO_TRY_ASSIGN(const auto member, findStaff(m_desk, entry.user));
                line->by = member ? member->name : QString();
            }
        }
        return {};
    }

    static void tell(NumberLine &line, AuditVerb verb, const QString &first)
    {
        const bool isKnown = line.state != NumberState::NoTrace; // what is said of papers only follows what is of numbers
        switch (verb) {
        case AuditVerb::PaperNumberTaken:
            line.state = NumberState::Void; // until its paper is there
            return;
        case AuditVerb::PaperNumberVoid:
            line.state = NumberState::Void;
            line.reason = first;
            return;
        case AuditVerb::PaperNumberUsed:
            line.thing = first == QLatin1StringView(FullFilePaper)    ? NumberedThing::FullFile
                         : first == QLatin1StringView(InterviewPaper) ? NumberedThing::Interview
                                                                      : NumberedThing::Form;
            line.form = line.thing == NumberedThing::Form ? first : QString();
            break;
        case AuditVerb::FormPrinted: // by a program that wrote no line of the number
            if (isKnown)
                return;
            line.thing = NumberedThing::Form;
            line.form = first;
            break;
        case AuditVerb::FullFilePrinted:
            if (isKnown)
                return;
            line.thing = NumberedThing::FullFile;
            break;
        case AuditVerb::InterviewPrinted:
            if (isKnown)
                return;
            line.thing = NumberedThing::Interview;
            break;
        default:
            return;
        }
        line.state = NumberState::Used;
    }

    Desk &m_desk;
    QString m_start;
    std::vector<NumberLine> m_lines{};
    std::map<QString, std::size_t> m_places{};
};

} // namespace

Result<std::vector<NumberLine>> listNumbers(Desk &desk, int year)
{
    INDARO_TRY(desk.access.mustRead(Thing::Journal));
    INDARO_TRY_ASSIGN(const QString series, thisSeries(desk));
    INDARO_TRY_ASSIGN(const std::int64_t last, lastNumber(desk, paperCount(year)));
    NumbersOfYear numbers(desk, u"%1-%2-"_s.arg(series).arg(year), last);
    INDARO_TRY(numbers.readJournal());
    INDARO_TRY(numbers.readRecords(NumberedThing::Referral, "SELECT serial, written_at FROM referral WHERE serial LIKE ?1"));
    INDARO_TRY(
        numbers.readRecords(NumberedThing::Letter, "SELECT serial, written_at FROM withdrawal_letter WHERE serial LIKE ?1"));
    INDARO_TRY(numbers.readRecords(NumberedThing::TraffickingCase,
                                   "SELECT number, recorded_at FROM trafficking_case WHERE number LIKE ?1"));
    return std::move(numbers).lines();
}

Result<void> voidNumbers(Desk &desk, const QStringList &serials, VoidReason reason)
{
    if (serials.isEmpty())
        return Error(Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const QString &serial : serials) {
        INDARO_TRY_ASSIGN(const bool isUsed, isNumberNoted(desk, AuditVerb::PaperNumberUsed, serial));
        INDARO_TRY_ASSIGN(const bool isTaken, isNumberNoted(desk, AuditVerb::PaperNumberTaken, serial));
        if (isUsed || !isTaken)
            return Error(Errc::WrongState);
    }
    INDARO_TRY(recordAudit(desk, AuditVerb::PaperNumberVoid, std::nullopt,
                           QString(voidReasonName(reason) + u' ' + serials.join(u' ')).toStdString()));
    return transaction.commit();
}

Result<void> noteNumbersUsed(Desk &desk, std::string_view what, const QStringList &serials)
{
    if (serials.isEmpty())
        return {};
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::useNumbers(desk, what, serials));
    return transaction.commit();
}

Result<void> rows::noteTaken(Desk &desk, const QStringList &serials)
{
    return recordAudit(desk, AuditVerb::PaperNumberTaken, std::nullopt, serials.join(u' ').toStdString());
}

Result<void> rows::useNumbers(Desk &desk, std::string_view what, const QStringList &serials)
{
    for (const QString &serial : serials) {
        INDARO_TRY_ASSIGN(const bool isVoid, isNumberNoted(desk, AuditVerb::PaperNumberVoid, serial));
        if (isVoid)
            return Error(Errc::WrongState);
    }
    return recordAudit(desk, AuditVerb::PaperNumberUsed, std::nullopt,
                       std::string(what) + ' ' + serials.join(u' ').toStdString());
}

} // namespace indaro::casework
