// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QComboBox>

namespace indaro::ui::kit {

/// Lets `box` shrink to `characters` (and an icon) where the place is small. By itself a combo box asks for the width of its
/// longest entry, and an entry in Kirundi and French together is wider than a small window at 200 %.
inline void keepNarrow(QComboBox *box, int characters)
{
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(characters);
}

/// A combo box of that kind; `parent` owns it.
[[nodiscard]] inline QComboBox *makeNarrowBox(QWidget *parent, int characters = 12)
{
    auto *box = new QComboBox(parent);
    keepNarrow(box, characters);
    return box;
}

} // namespace indaro::ui::kit
