// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"

namespace indaro::model {

/// Its parts from the smallest to the widest: "Rugari, Gasorwe, Muyinga".
[[nodiscard]] QString placeName(const Place &place);

/// How a place that was chosen is kept as the answer of a form, which is one text: name and code, "Gasorwe, Muyinga
/// [BDI012004]". Any other tool reads it as a text.
[[nodiscard]] QString placeAnswer(const Place &place);

/// An answer read again.
struct PlaceAnswer
{
    QString text;                    ///< without the code
    std::optional<PlaceMatch> known; ///< nothing when it was typed and not chosen, or no longer says what its code means
};
[[nodiscard]] PlaceAnswer readPlaceAnswer(const QString &answer);

} // namespace indaro::model
