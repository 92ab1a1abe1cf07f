// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_lines.h"
#include "core/casework/plans/needs.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sync/operation.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

namespace v = model::fields;

/// As escapedLine() wrote it.
QString unescapedLine(const QString &text)
{
    QString plain;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isEscape = text.at(i) == u'\\' && i + 1 < text.size();
        const QChar next = isEscape ? text.at(i + 1) : QChar();
        if (next == u'\\' || next == u'n' || next == u'r') {
            plain += next == u'n' ? QChar(u'\n') : next == u'r' ? QChar(u'\r') : next;
            ++i;
        } else {
            plain += text.at(i);
        }
    }
    return plain;
}

QString saidOf(const CameLine &line, QStringView name)
{
    const auto found = line.find(name.toString());
    return found == line.end() ? QString() : found->second;
}

/// A day that has come.
std::optional<Value> pastDayOf(const QString &text, QDate today)
{
    const QDate day = QDate::fromString(text.trimmed(), Qt::ISODate);
    if (!day.isValid() || day > today)
        return std::nullopt;
    return model::toValue(day.toString(Qt::ISODate));
}

/// False: the register does not take it, or it is empty.
bool addChecked(sync::FieldValues &values, sync::FieldId field, const QString &text, QDate today)
{
    const auto checked = model::checkField(field, model::toValue(text), today);
    if (!checked || checked->isNull())
        return false;
    values.emplace_back(field, *checked);
    return true;
}

} // namespace

std::vector<CameLine> linesThatCame(const QString &group, const std::map<QString, QString> &cells)
{
    std::vector<CameLine> lines;
    for (const HtcdsField &field : htcdsFields()) {
        const auto cell = cells.find(field.name);
        if (field.lines != group || cell == cells.end() || cell->second.trimmed().isEmpty())
            continue;
        QStringList texts = cell->second.split(u'\n');
        if (lines.empty())
            lines.resize(static_cast<std::size_t>(texts.size()));
        if (static_cast<std::size_t>(texts.size()) != lines.size())
            return {};
        for (qsizetype i = 0; i < texts.size(); ++i) {
            if (texts.at(i).endsWith(u'\r'))
                texts[i].chop(1);
            if (!texts.at(i).isEmpty())
                lines[static_cast<std::size_t>(i)].emplace(field.name, unescapedLine(texts.at(i)));
        }
    }
    return lines;
}

std::optional<RecordOfLine> referralOfLine(const CameLine &line, QDate today)
{
    const auto day = pastDayOf(saidOf(line, u"cas_OutgoingReferralDate"), today);
    const QStringList services = saidOf(line, u"cas_OutgoingReferralDetails").split(u';', Qt::SkipEmptyParts);
    const model::CodeList &known = model::CodeList::byName(u"referral_service"_s);
    const bool areOurs =
        std::ranges::all_of(services, [&](const QString &service) { return known.find(service.trimmed()) != nullptr; });
    if (!day || services.isEmpty() || !areOurs)
        return std::nullopt;
    QStringList trimmed;
    for (const QString &service : services)
        trimmed << service.trimmed();
    RecordOfLine record;
    if (!addChecked(record.values, v::referral::ReceiverAgency, saidOf(line, u"cas_ReferredOrganisation"), today))
        return std::nullopt;
    record.values.emplace_back(v::referral::Direction, Value("out"));
    record.values.emplace_back(v::referral::Status, Value("closed")); // nothing is waited for
    record.values.emplace_back(v::referral::WrittenAt, *day);
    record.values.emplace_back(v::referral::Services, sync::canonicalSet(trimmed.join(u' ').toStdString()));
    return record;
}

std::optional<RecordOfLine> actionOfLine(const CameLine &line, QDate today)
{
    const QString type = saidOf(line, u"spl_Type");
    const auto area = type.isEmpty() ? std::nullopt : readHtcdsCode(*findHtcdsField(u"spl_Type"), type);
    const auto ended = pastDayOf(saidOf(line, u"spl_ActualEndDate"), today);
    if (!area || area->ours.isEmpty() || isHealthArea(area->ours.toStdString()) || !ended)
        return std::nullopt;
    RecordOfLine record;
    record.objective = area->ours + u'\x1F' + saidOf(line, u"spl_Objectives");
    record.need.emplace_back(v::need::Area, area->ours.toStdString());
    if (!addChecked(record.need, v::need::GoalWords, saidOf(line, u"spl_Objectives"), today) ||
        !addChecked(record.values, v::plan_action::What, saidOf(line, u"spl_ActionPlan"), today))
        return std::nullopt;
    const QString due = saidOf(line, u"spl_PlannedEndDate");
    if (!due.isEmpty() && !addChecked(record.values, v::plan_action::DueOn, due, today))
        return std::nullopt;
    record.values.emplace_back(v::plan_action::EndedOn, *ended);
    record.values.emplace_back(v::plan_action::State, Value("done"));
    return record;
}

} // namespace indaro::casework
