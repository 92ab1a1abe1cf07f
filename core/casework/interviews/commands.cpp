// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/commands.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/house/house_only.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/late_answers.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;
using rows::textValue;

namespace {

Result<void> mustExist(Desk &desk, sync::RecordKey key)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    return {};
}

/// A signed interview is not written to again; a correction is a new one.
Result<void> mustBeDraft(Desk &desk, InterviewId interview)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(const Value status, desk.log.load(fields::interview::Status, interview));
    if (status != Value("draft"))
        return Error(Errc::WrongState);
    return {};
}

/// The same for what somebody typed: when another laptop has signed meanwhile, it is kept beside the interview.
Result<void> mustBeDraft(Desk &desk, store::Transaction &transaction, InterviewId interview,
                         const std::vector<LateAnswer> &typed)
{
    auto draft = mustBeDraft(desk, interview);
    if (draft || draft.error().code != Errc::WrongState)
        return draft;
    INDARO_TRY(keepLate(desk, interview, typed));
    INDARO_TRY(transaction.commit());
    return draft;
}

std::vector<LateAnswer> typedIn(std::span<const AnswerDraft> answers)
{
    std::vector<LateAnswer> typed;
    for (const AnswerDraft &answer : answers)
        typed.push_back({answer.path, answer.value, answer.missing});
    return typed;
}

Result<sync::RecordId> caseFileOf(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const Value value, desk.log.load(fields::interview::CaseFile, interview));
    const auto id = value.bytes() != nullptr ? sync::RecordId::fromBytes(*value.bytes()) : std::nullopt;
    if (!id)
        return Error(Errc::UnknownRecord);
    return *id;
}

Result<rows::Place> placeOf(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto place, rows::readPlace(desk, interview));
    return place.value_or(rows::Place());
}

bool dropUnfinished(rows::Place &place, const QString &path)
{
    return std::erase_if(place.unfinished, [&path](const UnfinishedText &kept) { return kept.path == path; }) > 0;
}

sync::FieldValues headValues(const SittingDraft &head)
{
    return {{fields::sitting::Interviewer, textValue(head.interviewer)},
            {fields::sitting::Interpreter, textValue(head.interpreter)},
            {fields::sitting::Language, textValue(head.language)},
            {fields::sitting::Place, textValue(head.place)},
            {fields::sitting::OthersPresent, textValue(head.othersPresent)}};
}

Result<void> endSitting(Desk &desk, SittingId sitting, base::UtcMs at, const QString &reason)
{
    INDARO_TRY(desk.log.edit(fields::sitting::StoppedAt, sitting, at));
    INDARO_TRY(desk.log.edit(fields::sitting::StopReason, sitting, textValue(reason)));
    return {};
}

/// The place reaches other laptops only when a sitting ends: one operation, not one per answer.
Result<void> publishPlace(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const rows::Place place, placeOf(desk, interview));
    if (!place.lastPath.isEmpty())
        INDARO_TRY(desk.log.edit(fields::interview::LastPath, interview, textValue(place.lastPath)));
    return {};
}

/// What pictures and recordings the answers of these paths name.
Result<QStringList> namesIn(Desk &desk, InterviewId interview, const QStringList &paths)
{
    QStringList names;
    if (paths.isEmpty())
        return names;
    INDARO_TRY_ASSIGN(const auto answers, rows::readAnswers(desk, interview));
    for (const SavedAnswer &answer : answers) {
        if (!answer.value.isEmpty() && isMediaAnswer(answer.type) && paths.contains(answer.path))
            names.push_back(answer.value);
    }
    return names;
}

/// Of a correction: the rows of the interview as first held, so that each purpose has one answer and its history.
Result<void> writeConsents(Desk &desk, InterviewId interview, std::span<const ConsentDraft> consents)
{
    INDARO_TRY_ASSIGN(const auto caseFile, caseFileOf(desk, interview));
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, interview));
    for (const ConsentDraft &consent : consents) {
        const std::string purpose = consent.purpose.toStdString();
        const sync::RecordKey key{fields::consent::Table, sync::derivedId({"consent", rows::idText(first), purpose})};
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
        if (!isThere && consent.decision.isEmpty() && !consent.missing)
            continue;
        INDARO_TRY(
            rows::put(desk, key,
                      {{fields::consent::CaseFile, idValue(caseFile)},
                       {fields::consent::Purpose, purpose},
                       {fields::consent::Decision, consent.missing ? Value(*consent.missing) : textValue(consent.decision)},
                       {fields::consent::Recipient, textValue(consent.recipient)},
                       {fields::consent::ExplainedBy, textValue(consent.explainedBy)},
                       {fields::consent::Language, textValue(consent.language)},
                       {fields::consent::ReadAloud, textValue(consent.readAloud)},
                       {fields::consent::GivenBy, textValue(consent.givenBy)},
                       {fields::consent::GivenHow, textValue(consent.givenHow)},
                       {fields::consent::GivenOn, textValue(consent.givenOn)},
                       {fields::consent::ExpiresOn, textValue(consent.expiresOn)},
                       {fields::consent::WithdrawnOn, textValue(consent.withdrawnOn)},
                       {fields::consent::Withheld, textValue(consent.withheld)},
                       {fields::consent::GiverLink, textValue(consent.giverLink)},
                       {fields::consent::ChildAssent, textValue(consent.childAssent)},
                       {fields::consent::AssentWords, textValue(consent.assentWords)},
                       {fields::consent::Witness, textValue(consent.witness)},
                       {fields::consent::Interview, idValue(first)}}));
    }
    return followCopyOutside(desk);
}

} // namespace

Result<InterviewId> startInterview(Desk &desk, const InterviewStart &start)
{
    if (start.formId.isEmpty())
        return Error(Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustExist(desk, {fields::case_file::Table, start.caseFile}));
    const InterviewId id = InterviewId::make(desk.random);
    // One that was held on paper began when the paper was written.
    INDARO_TRY_ASSIGN(const auto paper, paperEntryUnderWay(desk));
    const bool isFromPaper = paper && paper->person == start.caseFile;
    const base::UtcMs now = desk.clock.nowUtc();
    if (start.form)
        INDARO_TRY(mustExist(desk, {fields::form::Table, *start.form}));
    INDARO_TRY(desk.log.birth({fields::interview::Table, id},
                              {{fields::interview::CaseFile, idValue(start.caseFile)},
                               {fields::interview::FormId, textValue(start.formId)},
                               {fields::interview::FormVersion, textValue(start.formVersion)},
                               {fields::interview::Status, "draft"},
                               {fields::interview::StartedAt, isFromPaper ? paperMoment(paper->source.paperOn, now) : now},
                               {fields::interview::MainLanguage, textValue(start.mainLanguage)},
                               {fields::interview::Form, start.form ? idValue(*start.form) : Value()}}));
    INDARO_TRY(rows::noteUse(desk, start.caseFile, consent_uses::Interview));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<Sitting> openSitting(Desk &desk, InterviewId interview, const SittingDraft &head)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, interview));
    INDARO_TRY_ASSIGN(const auto sittings, rows::readSittings(desk, interview));
    INDARO_TRY_ASSIGN(const rows::Place place, placeOf(desk, interview));
    int number = 0;
    for (const Sitting &earlier : sittings) {
        number = std::max(number, earlier.number);
        if (!earlier.stoppedAt)
            INDARO_TRY(endSitting(desk, earlier.id, std::max(place.savedAt, earlier.startedAt),
                                  QString::fromLatin1(stop_reasons::Interrupted)));
    }
    const Sitting made{SittingId::make(desk.random), number + 1, head, desk.clock.nowUtc()};
    sync::FieldValues values = headValues(head);
    values.emplace_back(fields::sitting::Interview, idValue(interview));
    values.emplace_back(fields::sitting::Number, made.number);
    values.emplace_back(fields::sitting::StartedAt, made.startedAt);
    INDARO_TRY(desk.log.birth({fields::sitting::Table, made.id}, values));
    INDARO_TRY(transaction.commit());
    return made;
}

Result<void> changeSitting(Desk &desk, SittingId sitting, const SittingDraft &head)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustExist(desk, {fields::sitting::Table, sitting}));
    INDARO_TRY(rows::put(desk, {fields::sitting::Table, sitting}, headValues(head)));
    return transaction.commit();
}

Result<void> closeSitting(Desk &desk, SittingId sitting, const QString &stopReason)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Value stopped, desk.log.load(fields::sitting::StoppedAt, sitting));
    if (!stopped.isNull())
        return Error(Errc::WrongState);
    INDARO_TRY(endSitting(desk, sitting, desk.clock.nowUtc(), stopReason));
    INDARO_TRY_ASSIGN(const Value interview, desk.log.load(fields::sitting::Interview, sitting));
    if (const auto id = interview.bytes() != nullptr ? InterviewId::fromBytes(*interview.bytes()) : std::nullopt)
        INDARO_TRY(publishPlace(desk, *id));
    return transaction.commit();
}

Result<void> saveAnswers(Desk &desk, InterviewId interview, std::span<const AnswerDraft> answers, const QString &lastPath)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, transaction, interview, typedIn(answers)));
    INDARO_TRY_ASSIGN(rows::Place place, placeOf(desk, interview));
    for (const AnswerDraft &answer : answers) {
        INDARO_TRY(rows::putAnswer(desk, interview, answer));
        (void)dropUnfinished(place, answer.path);
    }
    place.lastPath = lastPath;
    place.savedAt = desk.clock.nowUtc();
    INDARO_TRY(rows::writePlace(desk, interview, place));
    return transaction.commit();
}

Result<void> settleAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer, const std::vector<sync::Dot> &seen)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, transaction, interview, typedIn({&answer, 1})));
    INDARO_TRY(rows::settleAnswer(desk, interview, answer, seen));
    INDARO_TRY_ASSIGN(rows::Place place, placeOf(desk, interview));
    if (dropUnfinished(place, answer.path))
        INDARO_TRY(rows::writePlace(desk, interview, place));
    INDARO_TRY(recordAudit(desk, AuditVerb::ConflictSettled, interview, "answer"));
    return transaction.commit();
}

Result<void> saveAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer)
{
    return saveAnswers(desk, interview, {&answer, 1}, answer.path);
}

Result<void> keepTyping(Desk &desk, InterviewId interview, const QString &path, const QString &text)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, transaction, interview, {{path, text, {}}}));
    INDARO_TRY_ASSIGN(rows::Place place, placeOf(desk, interview));
    (void)dropUnfinished(place, path);
    place.unfinished.push_back({path, text});
    place.lastPath = path;
    place.savedAt = desk.clock.nowUtc();
    INDARO_TRY(rows::writePlace(desk, interview, place));
    return transaction.commit();
}

Result<void> forgetTyping(Desk &desk, InterviewId interview, const QString &path)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, interview));
    INDARO_TRY_ASSIGN(rows::Place place, placeOf(desk, interview));
    if (!dropUnfinished(place, path))
        return {};
    place.savedAt = desk.clock.nowUtc();
    INDARO_TRY(rows::writePlace(desk, interview, place));
    return transaction.commit();
}

Result<void> setLastPath(Desk &desk, InterviewId interview, const QString &path)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustExist(desk, {fields::interview::Table, interview}));
    INDARO_TRY_ASSIGN(rows::Place place, placeOf(desk, interview));
    place.lastPath = path;
    place.savedAt = desk.clock.nowUtc();
    INDARO_TRY(rows::writePlace(desk, interview, place));
    return transaction.commit();
}

Result<void> saveInterviewerNote(Desk &desk, InterviewId interview, const QString &text)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, transaction, interview, {{QString(), text, {}}}));
    INDARO_TRY_ASSIGN(const auto caseFile, caseFileOf(desk, interview));
    const sync::RecordKey key{fields::note::Table, sync::derivedId({"interviewer_view", rows::idText(interview)})};
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (isThere)
        INDARO_TRY(desk.log.edit(fields::note::Body, key.record, textValue(text)));
    else if (!text.isEmpty())
        INDARO_TRY(desk.log.birth(key, {{fields::note::CaseFile, idValue(caseFile)},
                                        {fields::note::Body, textValue(text)},
                                        {fields::note::Kind, "interviewer_view"},
                                        {fields::note::Interview, idValue(interview)},
                                        {fields::note::WrittenAt, desk.clock.nowUtc()}}));
    return transaction.commit();
}

Result<void> recordConsents(Desk &desk, InterviewId interview, std::span<const ConsentDraft> consents)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, interview));
    INDARO_TRY(writeConsents(desk, interview, consents));
    return transaction.commit();
}

Result<bool> raiseAlert(Desk &desk, sync::RecordId caseFile, const QString &kind, sync::RecordId source,
                        const std::optional<InterviewId> &corrected, bool isNew)
{
    INDARO_TRY(desk.access.mustDo(Thing::Procedure));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustExist(desk, {fields::case_file::Table, caseFile}));
    const std::string kindText = kind.toStdString();
    const auto taskFrom = [&](const sync::RecordId &from) {
        return sync::RecordKey{fields::task::Table,
                               sync::derivedId({"alert", rows::idText(caseFile), kindText, rows::idText(from)})};
    };
    if (corrected) {
        const sync::RecordKey before = taskFrom(*corrected);
        INDARO_TRY_ASSIGN(const bool wasRaised, desk.log.exists(before));
        const auto done = wasRaised ? desk.log.load(fields::task::DoneAt, before.record) : Result<Value>(Value());
        if (!done)
            return done.error();
        if (wasRaised && (!isNew || done->isNull()))
            return false;
    }
    const sync::RecordKey key = taskFrom(source);
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (isThere)
        return false;
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY(desk.log.birth(key, {{fields::task::CaseFile, idValue(caseFile)},
                                    {fields::task::Kind, "alert_" + kindText},
                                    {fields::task::RaisedAt, now},
                                    {fields::task::DueAt, now}, // urgent: due at once
                                    {fields::task::Source, idValue(source)}}));
    INDARO_TRY(transaction.commit());
    return true;
}

Result<void> signInterview(Desk &desk, InterviewId interview, const QStringList &hiddenPaths,
                           const std::vector<EntityDraft> &entities, std::span<const ConsentDraft> consents)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustBeDraft(desk, interview));
    INDARO_TRY_ASSIGN(const QStringList named, namesIn(desk, interview, hiddenPaths));
    INDARO_TRY(rows::dropAnswers(desk, interview, hiddenPaths));
    INDARO_TRY(dropUnnamedAttachmentsWithin(desk, interview, named));
    INDARO_TRY_ASSIGN(const auto sittings, rows::readSittings(desk, interview));
    const base::UtcMs now = desk.clock.nowUtc();
    for (const Sitting &sitting : sittings) {
        if (!sitting.stoppedAt)
            INDARO_TRY(endSitting(desk, sitting.id, now, QString::fromLatin1(stop_reasons::Finished)));
    }
    INDARO_TRY(publishPlace(desk, interview));
    INDARO_TRY_ASSIGN(const InterviewId first, firstVersionOf(desk, interview));
    INDARO_TRY(writeEntities(desk, first, entities));
    if (!consents.empty())
        INDARO_TRY(writeConsents(desk, interview, consents));
    INDARO_TRY(rows::numberCorrection(desk, interview));
    INDARO_TRY(desk.log.edit(fields::interview::Status, interview, "signed"));
    INDARO_TRY(desk.log.edit(fields::interview::SignedAt, interview, now));
    INDARO_TRY(rows::dropPlace(desk, interview));
    return transaction.commit();
}

} // namespace indaro::casework
