// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/whole_file.h"

#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/interviews/queries.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <optional>

namespace indaro::ui::pages {

using base::Result;

namespace {

/// Nothing: it is neither shipped nor here as a whole, or it does not open.
std::optional<FormEntry> formOf(const casework::LoadedInterview &interview)
{
    if (interview.formContent.isEmpty()) {
        const FormEntry *shipped = interview.form ? nullptr : findForm(shippedForms(), interview.formId);
        return shipped == nullptr ? std::nullopt : std::optional(*shipped);
    }
    auto kept = loadForm(interview.formContent, interview.formId);
    return kept ? std::optional(std::move(kept).value()) : std::nullopt;
}

Result<std::optional<HeldInterview>> readHeld(casework::Desk &desk, casework::InterviewId id)
{
    INDARO_TRY_ASSIGN(auto interview, casework::loadInterview(desk, id));
    auto form = formOf(interview);
    if (!form)
        return std::optional<HeldInterview>();
    HeldInterview held{std::move(interview), std::move(*form)};
    if (!held.form.definition->entityListsRead().isEmpty()) {
        INDARO_TRY_ASSIGN(held.lists, casework::loadEntityLists(desk, *held.form.definition));
    }
    INDARO_TRY_ASSIGN(held.versions, readVersions(desk, id));
    return std::optional(std::move(held));
}

/// What is worked out from the records of the registry, as far as those may leave.
Result<void> readRegistry(casework::Desk &desk, casework::CaseId person, WholeFile &whole)
{
    namespace registry = model::fields::registry;
    INDARO_TRY_ASSIGN(const auto held, casework::loadRegistry(desk, person));
    const bool isHidden =
        std::ranges::any_of(std::initializer_list<sync::FieldId>{registry::Acts, registry::Means, registry::Purposes},
                            [&whole](sync::FieldId field) { return whole.withheld.hidesField(field); });
    if (held.isBegun && !isHidden)
        whole.elements = held.elements;
    INDARO_TRY_ASSIGN(whole.qualifications, casework::listQualificationsOf(desk, person));
    std::erase_if(whole.qualifications.all, [&whole](const casework::Qualification &one) {
        return whole.withheld.hidesRecord(one.id) || whole.withheld.hidesField(model::fields::qualification::Words) ||
               whole.withheld.isSaidIn(one.words);
    });
    if (whole.withheld.hides(QString::fromLatin1(casework::HouseNotes)))
        return {};
    INDARO_TRY_ASSIGN(whole.traffickingCases, casework::listTraffickingCasesOf(desk, person));
    return {};
}

} // namespace

Result<WholeFile> readWholeFile(casework::Desk &desk, casework::CaseId person, const casework::Receiver &receiver)
{
    INDARO_TRY_ASSIGN(auto file, casework::loadFullFile(desk, person));
    WholeFile whole{std::move(file)};
    INDARO_TRY_ASSIGN(whole.withheld, casework::withheldOnPaper(desk, person, {receiver, QStringLiteral("file")}));
    casework::leaveOut(whole.file, whole.withheld);
    INDARO_TRY(readRegistry(desk, person, whole));
    INDARO_TRY_ASSIGN(const casework::Checklist list, casework::loadChecklist(desk, person));
    whole.pack = list.pack;
    for (const casework::Record &record : whole.file.records) {
        if (record.table != model::fields::interview::Table)
            continue;
        INDARO_TRY_ASSIGN(auto held, readHeld(desk, record.id));
        if (held)
            whole.interviews.push_back(std::move(*held));
    }
    return whole;
}

} // namespace indaro::ui::pages
