// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_cells.h"

#include "core/casework/htcds/htcds_lines.h"
#include "core/casework/registry/status_history.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/operation.h"

#include <QRegularExpression>

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;

namespace {

namespace v = model::fields;

/// Separates several values, also those of several records.
const QString Several = u";"_s;
const QString SeveralTexts = u"; "_s;

QStringList codesIn(const QString &set)
{
    return set.split(u' ', Qt::SkipEmptyParts);
}

QString valueText(const Value &value)
{
    if (const auto *number = value.integer())
        return QString::number(*number);
    return model::toText(value);
}

/// The values of a field in all its rows, each once, that may go.
QStringList saidIn(const PersonValues &person, sync::FieldId field, const PassingOn &leave)
{
    QStringList said;
    if (!leave.allowsField(field))
        return said;
    for (const ValueRow &row : person.of(field.table)) {
        const auto value = row.values.find(field.field);
        if (value == row.values.end() || !leave.allowsRecord(row.id))
            continue;
        const QString text = valueText(value->second);
        if (!text.isEmpty() && !said.contains(text) && leave.allowsText(text))
            said << text;
    }
    return said;
}

QString joinedCodes(QStringList codes)
{
    codes.removeDuplicates();
    codes.sort();
    return codes.join(Several);
}

QString codeCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    QStringList codes;
    for (const QString &ours : saidIn(person, field.home, leave))
        codes << toStandardCode(field, ours);
    codes.removeDuplicates();
    return codes.join(Several);
}

QString setCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    QStringList codes;
    for (const QString &set : saidIn(person, field.home, leave))
        codes << codesIn(set);
    if (field.conversion == HtcdsConversion::Controls) {
        for (const QString &withheld : saidIn(person, v::episode::DocumentsWithheld, leave)) {
            if (withheld == "oui"_L1)
                codes << u"WithholdsDocuments"_s;
        }
    } else if (field.conversion == HtcdsConversion::Methods) {
        for (const QString &method : saidIn(person, v::episode::RecruitmentMethod, leave))
            codes << toStandardCode(field, method);
    } else if (field.conversion == HtcdsConversion::Types) {
        QStringList all;
        for (const QString &type : codes)
            all << toStandardCode(field, type);
        for (const QString &set : saidIn(person, v::episode::OtherTypes, leave)) {
            for (const QString &type : codesIn(set))
                all << toStandardCode(field, type);
        }
        codes = all;
    }
    return joinedCodes(codes);
}

QString languagesCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    const QString main = person.text(v::identity::MainLanguage);
    QStringList codes;
    for (const QString &set : saidIn(person, field.home, leave)) {
        for (const QString &language : codesIn(set)) {
            if (language != main)
                codes << toStandardCode(field, language);
        }
    }
    return joinedCodes(codes);
}

QString textIn(const ValueRow &row, sync::FieldId field)
{
    const auto found = row.values.find(field.field);
    return found == row.values.end() ? QString() : valueText(found->second);
}

std::int64_t momentIn(const ValueRow &row, sync::FieldId field)
{
    const auto found = row.values.find(field.field);
    return found == row.values.end() ? 0 : found->second.integerOr(0);
}

/// Of what may go. What is withheld still corrects what it corrects: that is not said, and is wrong all the same.
StatusHistory statusThatGoes(const PersonValues &person, const PassingOn &leave)
{
    std::vector<StatusDecision> decisions;
    for (const ValueRow &row : person.of(v::status_decision::Table)) {
        const auto author = statusAuthorFromCode(textIn(row, v::status_decision::Author));
        if (!author)
            continue;
        const QString status = textIn(row, v::status_decision::Status);
        const auto corrects = row.values.find(v::status_decision::Corrects.field);
        const auto *id = corrects == row.values.end() ? nullptr : corrects->second.bytes();
        decisions.push_back({.id = row.id,
                             .author = *author,
                             .status = traffickingStatusFromCode(status),
                             .organ = textIn(row, v::status_decision::Organ),
                             .decidedOn = textIn(row, v::status_decision::DecidedOn),
                             .corrects = id == nullptr ? std::nullopt : sync::RecordId::fromBytes(*id),
                             .isTakenBack = id != nullptr && status.isEmpty(),
                             .recordedAt = momentIn(row, v::status_decision::RecordedAt)});
    }
    std::vector<StatusEvent> events;
    if (leave.allowsField(v::case_event::Kind)) {
        for (const ValueRow &row : person.of(v::case_event::Table))
            events.push_back({.id = row.id,
                              .kind = textIn(row, v::case_event::Kind),
                              .happenedAt = textIn(row, v::case_event::HappenedAt),
                              .recordedAt = momentIn(row, v::case_event::RecordedAt)});
    }
    std::ranges::stable_sort(events, {}, &StatusEvent::recordedAt);
    return makeStatusHistory(std::move(decisions), events,
                             [&](const StatusDecision &one) { return leave.allowsRecord(one.id); });
}

QString decisionCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    if (!leave.allowsField(v::status_decision::Status)) // who decided says that somebody did
        return {};
    const StatusHistory history = statusThatGoes(person, leave);
    const StatusDecision *decision = history.deciding();
    if (decision == nullptr)
        return {};
    if (field.conversion == HtcdsConversion::Status)
        return toStandardCode(field, QString(toCode(*decision->status)));
    // An event does not say which organ it was; of the house everybody knows.
    const bool isOwn = decision->isEvent && decision->author == StatusAuthor::House;
    const QString organ = isOwn ? u"NGO"_s : decision->organ;
    return organ.isEmpty() ? QString() : toStandardCode(field, organ);
}

QString commentCell(const PersonValues &person, const PassingOn &leave)
{
    QStringList bodies;
    if (!leave.allowsField(v::note::Body))
        return {};
    std::vector<std::pair<std::int64_t, QString>> notes;
    for (const ValueRow &row : person.of(v::note::Table)) {
        const auto kind = row.values.find(v::note::Kind.field);
        const auto body = row.values.find(v::note::Body.field);
        const auto at = row.values.find(v::note::WrittenAt.field);
        if (kind == row.values.end() || model::toText(kind->second) != "observation"_L1 || body == row.values.end())
            continue;
        const QString text = model::toText(body->second);
        if (!text.isEmpty() && leave.allowsRecord(row.id) && leave.allowsText(text))
            notes.emplace_back(at != row.values.end() && at->second.integer() != nullptr ? *at->second.integer() : 0, text);
    }
    std::ranges::stable_sort(notes, {}, &std::pair<std::int64_t, QString>::first);
    for (const auto &[at, text] : notes)
        bodies << text;
    return bodies.join(u"\n\n"_s);
}

QString caseStatusCell(const PersonValues &person, const PassingOn &leave)
{
    if (!leave.allowsField(v::case_file::Status))
        return {};
    for (const ValueRow &row : person.of(v::retention::Table)) {
        const auto isNull = [&row](sync::FieldId field) {
            const auto found = row.values.find(field.field);
            return found == row.values.end() || found->second.isNull();
        };
        if (isNull(v::retention::ClosedAt) || !isNull(v::retention::ReopenedAt))
            continue;
        const auto reason = row.values.find(v::retention::Reason.field);
        const bool goesOn = reason != row.values.end() && model::toText(reason->second) == "transferred"_L1;
        return goesOn && leave.allowsField(v::retention::Reason) ? u"ClosedReferred"_s : u"Closed"_s;
    }
    return person.text(v::case_file::Status) == "left"_L1 ? u"FollowUp"_s : u"Active"_s;
}

/// The last referral that came in: its sender and its day.
std::pair<QString, QString> cameInBy(const PersonValues &person, const PassingOn &leave)
{
    std::pair<QString, QString> last; // day, sender
    for (const ValueRow &row : person.of(v::referral::Table)) {
        const auto textOf = [&row](sync::FieldId field) {
            const auto found = row.values.find(field.field);
            return found == row.values.end() ? QString() : valueText(found->second);
        };
        const std::pair one(textOf(v::referral::WrittenAt).left(10), textOf(v::referral::SenderAgency));
        if (textOf(v::referral::Direction) == "in"_L1 && leave.allowsRecord(row.id) && !one.second.isEmpty())
            last = std::max(last, one);
    }
    return last;
}

/// Her last word about answering questions.
QString consentCell(const PersonValues &person, const PassingOn &leave)
{
    if (!leave.isAllowed())
        return {};
    std::pair<QString, QString> last; // day, decision
    for (const ValueRow &row : person.of(v::consent::Table)) {
        const auto textOf = [&row](sync::FieldId field) {
            const auto found = row.values.find(field.field);
            return found == row.values.end() ? QString() : valueText(found->second);
        };
        if (textOf(v::consent::Purpose) != "interview"_L1)
            continue;
        const QString back = textOf(v::consent::WithdrawnOn);
        const std::pair one(back.isEmpty() ? textOf(v::consent::GivenOn) : back,
                            back.isEmpty() ? textOf(v::consent::Decision) : u"no"_s);
        last = std::max(last, one);
    }
    return last.second == "yes"_L1 ? u"TRUE"_s : last.second == "no"_L1 ? u"FALSE"_s : QString();
}

QString derivedCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    const auto may = [&](sync::FieldId one, const QString &text) {
        return leave.allowsField(one) && leave.allowsText(text) ? text : QString();
    };
    if (field.name == "cas_Status"_L1)
        return caseStatusCell(person, leave);
    if (field.name == "con_Consent"_L1)
        return consentCell(person, leave);
    if (field.name == "cas_ReasonForCaseClosure"_L1)
        return caseStatusCell(person, PassingOn()).startsWith("Closed"_L1)
                   ? saidIn(person, v::retention::Reason, leave).join(Several)
                   : QString();
    if (field.name == "cas_IncomingReferralDetails"_L1)
        return saidIn(person, v::stay::Reason, leave).join(SeveralTexts);
    const auto [day, sender] = cameInBy(person, leave);
    if (field.name == "cas_ReferringOrganisation"_L1)
        return sender.isEmpty() ? may(v::stay::ReferredBy, person.text(v::stay::ReferredBy))
                                : may(v::referral::SenderAgency, sender);
    return day.isEmpty() ? may(v::stay::ArrivedAt, person.text(v::stay::ArrivedAt).left(10))
                         : may(v::referral::SenderAgency, day);
}

const PassingOn &everything()
{
    static const PassingOn all;
    return all;
}

/// What was kept may go where the field itself may, and only as long as nothing of what the register says there, and none
/// of the records it is about, is withheld: it may say the same in other words.
QString keptCellThatGoes(const HtcdsField &field, const PersonValues &person, const QString &cell, const PassingOn &leave)
{
    const bool isWhole =
        registerCell(field, person, leave) == registerCell(field, person, everything()) &&
        std::ranges::all_of(person.of(field.home.table), [&](const ValueRow &row) { return leave.allowsRecord(row.id); });
    if (!isWhole)
        return {};
    const bool isOwn = field.home.table == field.kept.table || leave.allowsField(field.home) ||
                       field.home == v::status_decision::Organ || field.home == v::consent::Decision ||
                       field.home == v::retention::ClosedAt || field.home == v::referral::WrittenAt ||
                       field.home == v::route_leg::Number;
    return isOwn && leave.allowsField(field.kept) && leave.allowsText(cell) ? cell : QString();
}

} // namespace

QString registerCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave)
{
    switch (field.conversion) {
    case HtcdsConversion::Text:
    case HtcdsConversion::Date:
    case HtcdsConversion::Number:
    case HtcdsConversion::Country:
        return saidIn(person, field.home, leave).join(SeveralTexts);
    case HtcdsConversion::Code:
        return codeCell(field, person, leave);
    case HtcdsConversion::Codes:
    case HtcdsConversion::Types:
    case HtcdsConversion::Methods:
    case HtcdsConversion::Controls:
        return setCell(field, person, leave);
    case HtcdsConversion::Languages:
        return languagesCell(field, person, leave);
    case HtcdsConversion::Status:
    case HtcdsConversion::Organ:
        return decisionCell(field, person, leave);
    case HtcdsConversion::Comment:
        return commentCell(person, leave);
    case HtcdsConversion::Derived:
        return derivedCell(field, person, leave);
    case HtcdsConversion::Lines:
    case HtcdsConversion::Kept:
        break;
    }
    return {};
}

ExportedCells exportedCells(const PersonValues &person, const PassingOn &leave)
{
    ExportedCells out;
    out.cells << person.text(v::case_file::CaseCode);
    const QString number = person.text(v::case_file::ExternalNumber);
    out.cells << (leave.allowsField(v::case_file::ExternalNumber) && leave.allowsText(number) ? number : QString());
    out.leftOut += out.cells.back() != number ? 1 : 0;
    const LinesOfPerson whole(person, everything());
    const LinesOfPerson going(person, leave);
    for (const HtcdsField &field : htcdsFields()) {
        const auto kept = person.kept.find(field.name);
        QString all;
        QString cell;
        if (field.conversion == HtcdsConversion::Lines) {
            all = whole.cell(field);
            cell = going.cell(field);
        } else if (const QString said = registerCell(field, person, everything());
                   kept != person.kept.end() && kept->second.said == said) {
            all = kept->second.cell;
            cell = keptCellThatGoes(field, person, all, leave);
        } else {
            all = said;
            cell = registerCell(field, person, leave);
        }
        out.leftOut += all != cell ? 1 : 0;
        out.cells << cell;
    }
    return out;
}

std::map<QString, KeptCell> cellsToKeep(const PersonValues &person, const std::map<QString, QString> &cells,
                                        const std::map<QString, ReadCell> &read)
{
    std::map<QString, KeptCell> keep;
    for (const HtcdsField &field : htcdsFields()) {
        const auto came = cells.find(field.name);
        if (came == cells.end() || field.conversion == HtcdsConversion::Lines)
            continue;
        const QString said = registerCell(field, person, everything());
        const auto understood = read.find(field.name);
        const bool isSaid = came->second == said || (understood != read.end() && understood->second.trouble.isEmpty() &&
                                                     !said.isEmpty() && understood->second.canonical == said);
        if (!isSaid)
            keep.emplace(field.name, KeptCell{came->second, said});
    }
    for (auto &[name, kept] : linesToKeep(person, cells))
        keep.emplace(name, kept);
    return keep;
}

} // namespace indaro::casework
