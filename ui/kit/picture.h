// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QSize>
#include <QtGui/QImage>

namespace indaro::ui::kit {

/// A picture from memory, upright as its camera held it, and no larger than `most`. Only kinds made of points are drawn
/// (JPEG, PNG, GIF, BMP, WebP): a drawing could name other files. One that says it is larger than anything the house could
/// have is not decoded at all. Thread: any. Errors: MediaTypeRefused (wanted=image), PictureTooLarge, PictureDamaged.
[[nodiscard]] base::Result<QImage> readPicture(const QByteArray &bytes, QSize most);

} // namespace indaro::ui::kit
