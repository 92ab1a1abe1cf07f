// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/people/full_file.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/sop/pack.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/interview_reading.h"

#include <memory>

namespace indaro::ui::pages {

/// An interview of the file with the very form it was held with.
struct HeldInterview
{
    casework::LoadedInterview interview;
    FormEntry form;
    std::shared_ptr<const casework::HouseLists> lists{};
    VersionsOfInterview versions{};
};

/// Everything the paper of a whole file is made of.
struct WholeFile
{
    casework::FullFile file; ///< without what is withheld
    std::shared_ptr<const sop::Pack> pack{};
    std::vector<HeldInterview> interviews{}; ///< whose form is here; the answers of others are among the records
    /// What follows from her registry record; nothing where it was not begun, or a part of it is withheld.
    std::optional<casework::Elements> elements{};
    casework::Qualifications qualifications{};
    std::vector<casework::TraffickingCaseLine> traffickingCases{}; ///< on the paper of the house alone
    casework::Withheld withheld{};
    QString serial{};
};
/// Reads it without writing anything, for the house itself or for a receiver. Store thread, forms are parsed there. Errors:
/// loadFullFile's, casework::withheldOnPaper's.
[[nodiscard]] base::Result<WholeFile> readWholeFile(casework::Desk &desk, casework::CaseId person,
                                                    const casework::Receiver &receiver = {});

} // namespace indaro::ui::pages
