// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_lines.h"

#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <QSet>

#include <algorithm>
#include <initializer_list>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Value;

namespace {

namespace v = model::fields;

/// One record's cells by the standard's names.
using LineOfRecord = std::map<QString, QString>;

/// A line and what it is about: with everything and with what may go, the same record gives a line of the same key.
struct KeyedLine
{
    QString key;
    LineOfRecord cells;
};

QString keyOf(const ValueRow &row, QStringView kind = {})
{
    return QString::fromStdString(row.id.toText()) + kind.toString();
}

QString escapedLine(QString text)
{
    return text.replace(u'\\', u"\\\\"_s).replace(u'\n', u"\\n"_s).replace(u'\r', u"\\r"_s);
}

QString cellText(const ValueRow &row, sync::FieldId field)
{
    const auto found = row.values.find(field.field);
    return found == row.values.end() ? QString() : model::toText(found->second);
}

/// What may go of one value.
QString lineText(const ValueRow &row, sync::FieldId field, const PassingOn &leave)
{
    const QString text = cellText(row, field);
    return leave.allowsField(field) && leave.allowsText(text) ? text : QString();
}

void addLine(std::vector<KeyedLine> &lines, const ValueRow &row, LineOfRecord line)
{
    if (std::ranges::any_of(line, [](const auto &cell) { return !cell.second.isEmpty(); }))
        lines.push_back({keyOf(row), std::move(line)});
}

std::vector<KeyedLine> eventLines(const PersonValues &person, const PassingOn &leave)
{
    std::vector<KeyedLine> lines;
    if (!leave.allowsField(v::episode::ExploitationType)) // the kind of an event is of the same group
        return lines;
    const auto add = [&lines](const ValueRow &row, LineOfRecord line, const QString &type) {
        if (std::ranges::all_of(line, [](const auto &cell) { return cell.second.isEmpty(); }))
            return;
        line.emplace(u"hte_Type"_s, type);
        lines.push_back({keyOf(row, type), std::move(line)});
    };
    for (const ValueRow &episode : person.of(v::episode::Table)) {
        if (!leave.allowsRecord(episode.id))
            continue;
        add(episode,
            {{u"hte_City"_s, lineText(episode, v::episode::RecruitmentPlace, leave)},
             {u"hte_Date"_s, lineText(episode, v::episode::LeftOn, leave)}},
            u"Recruitment"_s);
        std::vector<std::pair<std::int64_t, const ValueRow *>> legs;
        for (const ValueRow &leg : person.of(v::route_leg::Table)) {
            const auto of = leg.values.find(v::route_leg::Episode.field);
            const auto number = leg.values.find(v::route_leg::Number.field);
            const base::Bytes *id = of == leg.values.end() ? nullptr : of->second.bytes();
            if (id != nullptr && std::ranges::equal(*id, episode.id.bytes()) && leave.allowsRecord(leg.id))
                legs.emplace_back(
                    number != leg.values.end() && number->second.integer() != nullptr ? *number->second.integer() : 0, &leg);
        }
        std::ranges::stable_sort(legs, {}, &std::pair<std::int64_t, const ValueRow *>::first);
        for (const auto &[number, leg] : legs)
            add(*leg,
                {{u"hte_City"_s, lineText(*leg, v::route_leg::ToPlace, leave)},
                 {u"hte_Country"_s, lineText(*leg, v::route_leg::ToCountry, leave)},
                 {u"hte_Date"_s, lineText(*leg, v::route_leg::ArrivedOn, leave)}},
                u"Transit"_s);
        add(episode,
            {{u"hte_City"_s, lineText(episode, v::episode::Place, leave)},
             {u"hte_Country"_s, lineText(episode, v::episode::DestinationCountry, leave)},
             {u"hte_Date"_s, lineText(episode, v::episode::StartedOn, leave)}},
            u"Exploitation"_s);
    }
    return lines;
}

/// By what they say, so that the records an import makes of them stand in the same order.
void sortLines(std::vector<KeyedLine> &lines)
{
    std::ranges::stable_sort(lines, {}, &KeyedLine::cells);
}

/// Referrals that left the house: the day has no group of its own, and goes where the receiver goes.
std::vector<KeyedLine> referralLines(const PersonValues &person, const PassingOn &leave)
{
    std::vector<KeyedLine> lines;
    for (const ValueRow &row : person.of(v::referral::Table)) {
        const QString status = cellText(row, v::referral::Status);
        if (cellText(row, v::referral::Direction) == "in"_L1 || status.isEmpty() || status == "draft"_L1 ||
            !leave.allowsRecord(row.id) || !leave.allowsField(v::referral::ReceiverAgency))
            continue;
        addLine(lines, row,
                {{u"cas_ReferredOrganisation"_s, lineText(row, v::referral::ReceiverAgency, leave)},
                 {u"cas_OutgoingReferralDate"_s, cellText(row, v::referral::WrittenAt).left(10)},
                 {u"cas_OutgoingReferralDetails"_s,
                  lineText(row, v::referral::Services, leave).split(u' ', Qt::SkipEmptyParts).join(u';')}});
    }
    sortLines(lines);
    return lines;
}

std::vector<KeyedLine> planLines(const PersonValues &person, const PassingOn &leave)
{
    std::vector<KeyedLine> lines;
    const HtcdsField &type = *findHtcdsField(u"spl_Type");
    for (const ValueRow &action : person.of(v::plan_action::Table)) {
        if (!leave.allowsRecord(action.id))
            continue;
        LineOfRecord line{{u"spl_ActionPlan"_s, lineText(action, v::plan_action::What, leave)},
                          {u"spl_PlannedEndDate"_s, lineText(action, v::plan_action::DueOn, leave)},
                          {u"spl_ActualEndDate"_s, lineText(action, v::plan_action::EndedOn, leave)}};
        const auto of = action.values.find(v::plan_action::Need.field);
        const base::Bytes *id = of == action.values.end() ? nullptr : of->second.bytes();
        for (const ValueRow &need : person.of(v::need::Table)) {
            if (id == nullptr || !std::ranges::equal(*id, need.id.bytes()) || !leave.allowsRecord(need.id))
                continue;
            const QString goal = lineText(need, v::need::GoalWords, leave);
            line.emplace(u"spl_Objectives"_s, goal.isEmpty() ? lineText(need, v::need::What, leave) : goal);
            const QString area = lineText(need, v::need::Area, leave);
            line.emplace(u"spl_Type"_s, area.isEmpty() ? QString() : toStandardCode(type, area));
        }
        addLine(lines, action, std::move(line));
    }
    sortLines(lines);
    return lines;
}

std::vector<KeyedLine> linesOf(const QString &group, const PersonValues &person, const PassingOn &leave)
{
    if (group == "event"_L1)
        return eventLines(person, leave);
    return group == "referral"_L1 ? referralLines(person, leave) : planLines(person, leave);
}

const QStringList &groupsOfLines()
{
    static const QStringList groups{u"event"_s, u"referral"_s, u"plan"_s};
    return groups;
}

std::vector<const HtcdsField *> fieldsOfLines(const QString &group)
{
    std::vector<const HtcdsField *> found;
    for (const HtcdsField &field : htcdsFields()) {
        if (field.lines == group)
            found.push_back(&field);
    }
    return found;
}

/// The column of one field: as many lines as there are records, or nothing when none of them says anything there.
QString columnOf(const std::vector<KeyedLine> &lines, const QString &name)
{
    QStringList texts;
    for (const KeyedLine &line : lines) {
        const auto found = line.cells.find(name);
        texts << (found == line.cells.end() ? QString() : escapedLine(found->second));
    }
    const bool saysAnything = std::ranges::any_of(texts, [](const QString &text) { return !text.isEmpty(); });
    return saysAnything ? texts.join(u'\n') : QString();
}

bool isKeptGroup(const PersonValues &person, const QString &group)
{
    return std::ranges::any_of(fieldsOfLines(group),
                               [&](const HtcdsField *field) { return person.kept.contains(field->name); });
}

/// What was said when the group was kept, record by record.
std::vector<LineOfRecord> linesKeptWith(const PersonValues &person, const QString &group)
{
    std::vector<LineOfRecord> lines;
    for (const HtcdsField *field : fieldsOfLines(group)) {
        const auto kept = person.kept.find(field->name);
        if (kept == person.kept.end() || kept->second.said.isEmpty())
            continue;
        const QStringList texts = kept->second.said.split(u'\n');
        lines.resize(std::max(lines.size(), static_cast<std::size_t>(texts.size())));
        for (qsizetype i = 0; i < texts.size(); ++i)
            lines[static_cast<std::size_t>(i)].emplace(field->name, texts.at(i));
    }
    return lines;
}

/// What came in says in its own words what the records of the group say: where one of them is withheld, nobody can tell
/// which of those words are about it, and none of them go.
bool mayKeptGo(const QString &group, const PersonValues &person, const PassingOn &leave)
{
    const auto goes = [&](std::initializer_list<std::uint16_t> tables) {
        return std::ranges::all_of(tables, [&](std::uint16_t table) {
            return std::ranges::all_of(person.of(table), [&](const ValueRow &row) { return leave.allowsRecord(row.id); });
        });
    };
    if (group == "event"_L1)
        return leave.allowsField(v::episode::ExploitationType) && goes({v::episode::Table, v::route_leg::Table});
    if (group == "referral"_L1)
        return leave.allowsField(v::referral::ReceiverAgency) && goes({v::referral::Table});
    return leave.allowsField(v::plan_action::What) && goes({v::plan_action::Table, v::need::Table});
}

/// The same whether a field says nothing or is not named.
bool saysTheSame(const LineOfRecord &now, const LineOfRecord &then, const QString &group)
{
    return std::ranges::all_of(fieldsOfLines(group), [&](const HtcdsField *field) {
        const auto one = now.find(field->name);
        const auto other = then.find(field->name);
        return (one == now.end() ? QString() : escapedLine(one->second)) ==
               (other == then.end() ? QString() : other->second);
    });
}

/// Which of all lines were said when the group was kept.
QSet<QString> keysSaidThen(const std::vector<KeyedLine> &all, const std::vector<LineOfRecord> &then, const QString &group)
{
    QSet<QString> keys;
    for (const KeyedLine &line : all) {
        if (std::ranges::any_of(then, [&](const LineOfRecord &old) { return saysTheSame(line.cells, old, group); }))
            keys.insert(line.key);
    }
    return keys;
}

} // namespace

LinesOfPerson::LinesOfPerson(const PersonValues &person, const PassingOn &leave)
{
    for (const QString &group : groupsOfLines()) {
        const auto now = linesOf(group, person, leave);
        const auto fields = fieldsOfLines(group);
        if (!isKeptGroup(person, group)) {
            for (const HtcdsField *field : fields)
                m_cells.emplace(field->name, columnOf(now, field->name));
            continue;
        }
        // What is new since is found by comparing everything; what is written of it is only what may go.
        const auto said = keysSaidThen(linesOf(group, person, PassingOn()), linesKeptWith(person, group), group);
        std::vector<KeyedLine> added = now;
        std::erase_if(added, [&](const KeyedLine &line) { return said.contains(line.key); });
        const bool goesAsItCame = mayKeptGo(group, person, leave);
        qsizetype came = 0;
        for (const HtcdsField *field : fields) {
            const auto kept = person.kept.find(field->name);
            if (goesAsItCame && kept != person.kept.end() && !kept->second.cell.isEmpty())
                came = std::max(came, kept->second.cell.count(u'\n') + 1);
        }
        for (const HtcdsField *field : fields) {
            const auto kept = person.kept.find(field->name);
            QString cell = kept == person.kept.end() ? QString() : kept->second.cell;
            if (!goesAsItCame || !leave.allowsField(field->kept) || !leave.allowsText(cell))
                cell.clear();
            if (!added.empty()) {
                const QString more = columnOf(added, field->name);
                if (!more.isEmpty() || !cell.isEmpty()) {
                    const qsizetype has = cell.isEmpty() ? 0 : cell.count(u'\n') + 1;
                    if (came > 0)
                        cell += QString(std::max<qsizetype>(came - std::max<qsizetype>(has, 1), 0), u'\n') + u'\n';
                    cell += more.isEmpty() ? QString(static_cast<qsizetype>(added.size()) - 1, u'\n') : more;
                }
            }
            m_cells.emplace(field->name, cell);
        }
    }
}

QString LinesOfPerson::cell(const HtcdsField &field) const
{
    const auto found = m_cells.find(field.name);
    return found == m_cells.end() ? QString() : found->second;
}

std::map<QString, KeptCell> linesToKeep(const PersonValues &person, const std::map<QString, QString> &cells)
{
    std::map<QString, KeptCell> keep;
    for (const QString &group : groupsOfLines()) {
        const auto fields = fieldsOfLines(group);
        const auto now = linesOf(group, person, PassingOn());
        const auto came = [&](const HtcdsField *field) {
            const auto found = cells.find(field->name);
            return found == cells.end() ? QString() : found->second;
        };
        const bool isThere =
            std::ranges::any_of(fields, [&](const HtcdsField *field) { return cells.contains(field->name); });
        const bool isSaid =
            std::ranges::all_of(fields, [&](const HtcdsField *field) { return came(field) == columnOf(now, field->name); });
        if (!isThere || isSaid)
            continue;
        for (const HtcdsField *field : fields) {
            const QString said = columnOf(now, field->name);
            if (!came(field).isEmpty() || !said.isEmpty())
                keep.emplace(field->name, KeptCell{came(field), said});
        }
    }
    return keep;
}

} // namespace indaro::casework
