// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace indaro::model {

/// Lower case without accents; apostrophes of every shape go ("w'Imana" = "wimana"); everything that is not a letter
/// or a digit becomes one space. Kirundi tone marks count as accents.
[[nodiscard]] QString foldName(QStringView text);

/// The words of foldName.
[[nodiscard]] QStringList foldWords(QStringView text);

/// One folded word under the spelling variants of Burundian names, so that variants get the same key:
/// l = r (Ntahomvukiye/Ntahomvukile), b = bw and m = mw (older bg, mg too), y = i (Niyonzima/Nionzima), doubled letters,
/// h dropped (Hakizimana/Akizimana, sh = s), gn = ny, ph = f, ts = c = tc, z = dz, v = vy. A word's beginning has (nearly
/// always) the beginning of the word's key, so keys serve search-as-you-type. Words of digits stay as they are.
[[nodiscard]] QString phoneticKey(QStringView foldedWord);

} // namespace indaro::model
