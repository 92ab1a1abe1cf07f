// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_cells.h"

#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sync/operation.h"

#include <QRegularExpression>

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;

namespace {

namespace v = model::fields;

QString troubleOf(const base::Error &error, HtcdsConversion conversion)
{
    switch (error.code) {
    case Errc::TextTooLong:
        return u"too-long"_s;
    case Errc::DateInFuture:
        return u"date-future"_s;
    case Errc::ValueOutOfRange:
        return conversion == HtcdsConversion::Date ? u"date"_s : u"range"_s;
    default:
        return conversion == HtcdsConversion::Date ? u"date"_s : u"characters"_s;
    }
}

/// Puts a checked value in; an error becomes the trouble.
void putChecked(ReadCell &read, const HtcdsField &field, const Value &value, QDate today)
{
    const auto checked = model::checkField(field.home, value, today);
    if (!checked)
        read.trouble = troubleOf(checked.error(), field.conversion);
    else if (!checked->isNull())
        read.values.emplace_back(field.home, *checked);
}

/// The choices in a cell. A label may hold commas and blanks, so that the whole cell is tried first, then what separates
/// choices in the exports of others.
QStringList choicesIn(const HtcdsField &field, const QString &cell)
{
    static const QRegularExpression several(u"[;|\\n]"_s);
    if (readHtcdsCode(field, cell))
        return {cell.trimmed()};
    QStringList parts;
    if (cell.contains(several))
        parts = cell.split(several, Qt::SkipEmptyParts);
    else if (const QStringList byComma = cell.split(u',', Qt::SkipEmptyParts);
             byComma.size() > 1 &&
             std::ranges::all_of(byComma, [&](const QString &part) { return readHtcdsCode(field, part).has_value(); }))
        parts = byComma;
    else if (const QStringList byBlank = cell.simplified().split(u' ', Qt::SkipEmptyParts);
             byBlank.size() > 1 &&
             std::ranges::any_of(byBlank, [&](const QString &part) { return readHtcdsCode(field, part).has_value(); }))
        parts = byBlank;
    else
        parts = {cell};
    QStringList trimmed;
    for (const QString &part : parts) {
        if (!part.trimmed().isEmpty())
            trimmed << part.trimmed();
    }
    return trimmed;
}

/// Codes the register takes, in the order they came; `read` learns what is unknown and the spelling of an export.
QStringList takeCodes(ReadCell &read, const HtcdsField &field, const QString &cell)
{
    QStringList ours;
    QStringList standard;
    for (const QString &part : choicesIn(field, cell)) {
        const auto code = readHtcdsCode(field, part);
        if (!code) {
            read.trouble = u"code"_s;
            continue;
        }
        standard << code->standard;
        if (!code->ours.isEmpty() && !code->ours.contains(u' ') && !ours.contains(code->ours))
            ours << code->ours;
    }
    standard.removeDuplicates();
    const bool isOne = field.conversion == HtcdsConversion::Code || field.conversion == HtcdsConversion::Country;
    if (!isOne)
        standard.sort();
    read.canonical = standard.join(u';');
    return ours;
}

void putSet(ReadCell &read, sync::FieldId field, const QStringList &codes)
{
    if (!codes.isEmpty())
        read.values.emplace_back(field, sync::canonicalSet(codes.join(u' ').toStdString()));
}

} // namespace

ReadCell readHtcdsCell(const HtcdsField &field, const QString &cell, QDate today)
{
    ReadCell read;
    if (cell.trimmed().isEmpty())
        return read;
    switch (field.conversion) {
    case HtcdsConversion::Text:
    case HtcdsConversion::Comment:
        putChecked(read, field, model::toValue(cell), today);
        break;
    case HtcdsConversion::Date: {
        static const QRegularExpression withTime(u"^(\\d{4}-\\d{2}-\\d{2})[T ]\\d{2}:\\d{2}.*$"_s);
        const auto match = withTime.match(cell.trimmed());
        putChecked(read, field, model::toValue(match.hasMatch() ? match.captured(1) : cell.trimmed()), today);
        if (!read.values.empty())
            read.canonical = model::toText(read.values.front().second);
        break;
    }
    case HtcdsConversion::Number: {
        bool isNumber = false;
        const qlonglong number = cell.trimmed().toLongLong(&isNumber);
        if (isNumber)
            putChecked(read, field, std::int64_t{number}, today);
        else
            read.trouble = u"number"_s;
        read.canonical = QString::number(number);
        break;
    }
    case HtcdsConversion::Code:
        if (const QStringList codes = takeCodes(read, field, cell); !codes.isEmpty())
            read.values.emplace_back(field.home, codes.front().toStdString());
        break;
    case HtcdsConversion::Country: {
        const QStringList codes = takeCodes(read, field, cell);
        if (!codes.isEmpty())
            read.values.emplace_back(field.home, codes.front().toStdString());
        else if (const auto words = model::checkField(field.home, model::toValue(cell), today); words && !words->isNull())
            read.values.emplace_back(field.home, *words); // as somebody wrote it, and still no code
        break;
    }
    case HtcdsConversion::Codes:
    case HtcdsConversion::Methods:
    case HtcdsConversion::Controls:
    case HtcdsConversion::Languages:
        putSet(read, field.home, takeCodes(read, field, cell));
        break;
    case HtcdsConversion::Types:
        if (QStringList codes = takeCodes(read, field, cell); !codes.isEmpty()) {
            codes.sort();
            read.values.emplace_back(v::episode::ExploitationType, codes.takeFirst().toStdString());
            putSet(read, v::episode::OtherTypes, codes);
        }
        break;
    case HtcdsConversion::Status:
    case HtcdsConversion::Organ:
    case HtcdsConversion::Derived:
    case HtcdsConversion::Lines:
    case HtcdsConversion::Kept:
        break;
    }
    return read;
}

ReadCell readDecision(const QString &status, const QString &organ)
{
    ReadCell read;
    const HtcdsField &statusField = *findHtcdsField(u"vic_TraffickingStatus");
    const HtcdsField &organField = *findHtcdsField(u"vic_TraffickingStatusDecisionMakingOrg");
    const auto said = readHtcdsCode(statusField, status);
    const auto by = readHtcdsCode(organField, organ);
    if ((!said && !status.trimmed().isEmpty()) || (!by && !organ.trimmed().isEmpty())) {
        read.trouble = u"code"_s;
        return read;
    }
    if (!said || said->ours.isEmpty())
        return read;
    const bool isAuthority = by && (by->standard == "Police"_L1 || by->standard == "CourtOrProsecution"_L1 ||
                                    by->standard == "NonPoliceGovernmentalOrganization"_L1);
    if (said->standard != "PossibleVictimOfTrafficking"_L1 && said->ours != "unclear"_L1 && !isAuthority) {
        read.trouble = u"author"_s;
        return read;
    }
    read.values = {{v::status_decision::Author, isAuthority ? "authority" : "house"},
                   {v::status_decision::Status, said->ours.toStdString()}};
    if (by)
        read.values.emplace_back(v::status_decision::Organ, by->standard.toStdString());
    read.canonical = said->standard;
    return read;
}

} // namespace indaro::casework
