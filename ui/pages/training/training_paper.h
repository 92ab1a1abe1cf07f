// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/training/training.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// Who of the staff was trained in the present procedure and who was not, and every training, to be put with the staff's
/// papers. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> trainingPaper(const casework::TrainingState &state,
                                                       const std::vector<casework::Training> &trainings, QDate today);

} // namespace indaro::ui::pages
