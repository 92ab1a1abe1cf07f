// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "ui/print/document_view.h"

#include <QPixmap>

namespace indaro::ui::pages {

/// The sheet that is handed to a partner: the key of the house as a line and as a QR code, its 30 digits, and how they are
/// compared. Nothing in it is secret. GUI thread. Errors: FileNotFound, TemplateDamaged, InvalidArgument.
[[nodiscard]] base::Result<print::Paper> keyPaper(const casework::OwnOrganisationKey &key, const QString &house,
                                                  QDate today);
/// A QR code as a picture, each module `module` pixels wide, with its quiet zone; empty when the text does not fit.
[[nodiscard]] QPixmap qrPicture(const QString &text, int module);

} // namespace indaro::ui::pages
