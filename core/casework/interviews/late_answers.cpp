// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/late_answers.h"

#include "core/casework/conflicts/queries.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

namespace f = model::fields;

} // namespace

Result<std::optional<Author>> findSigner(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(const auto standings, loadStanding(desk, {f::interview::Table, interview}));
    const auto status = std::find_if(standings.begin(), standings.end(),
                                     [](const FieldStanding &each) { return each.field == f::interview::Status; });
    if (status == standings.end() || status->value != base::Value("signed"))
        return std::optional<Author>();
    return std::optional(status->author);
}

Result<void> keepLate(Desk &desk, InterviewId interview, const std::vector<LateAnswer> &answers)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(const auto found, rows::readPlace(desk, interview));
    rows::Place place = found.value_or(rows::Place());
    for (const LateAnswer &answer : answers) {
        std::erase_if(place.late, [&answer](const LateAnswer &before) { return before.path == answer.path; });
        std::erase_if(place.unfinished, [&answer](const UnfinishedText &text) { return text.path == answer.path; });
        place.late.push_back(answer);
    }
    place.savedAt = desk.clock.nowUtc();
    return rows::writePlace(desk, interview, place);
}

Result<void> noteLateAnswers(Desk &desk, InterviewId interview, const QString &title, const QString &body)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const base::Value caseFile, desk.log.load(f::interview::CaseFile, interview));
    INDARO_TRY_ASSIGN(const auto place, rows::readPlace(desk, interview));
    if (!place || (place->late.empty() && place->unfinished.empty()))
        return Error(Errc::WrongState);
    INDARO_TRY(
        desk.log.birth({f::note::Table, sync::RecordId::make(desk.random)}, {{f::note::CaseFile, caseFile},
                                                                             {f::note::Title, rows::textValue(title)},
                                                                             {f::note::Body, rows::textValue(body)},
                                                                             {f::note::Kind, "observation"},
                                                                             {f::note::Interview, idValue(interview)},
                                                                             {f::note::WrittenAt, desk.clock.nowUtc()}}));
    INDARO_TRY(rows::dropPlace(desk, interview));
    return transaction.commit();
}

Result<void> dropLateAnswers(Desk &desk, InterviewId interview)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(rows::dropPlace(desk, interview));
    return transaction.commit();
}

} // namespace indaro::casework
