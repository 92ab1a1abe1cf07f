// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/form_texts.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// The picture of a label, no larger than `most`, with `alternative` for who cannot see it; a line that says so where it did
/// not come with the form or cannot be drawn. Null when the form names none. Only pictures made of points are drawn: a
/// drawing could name other files.
[[nodiscard]] QLabel *makePicture(const FormTexts &texts, const indaro::forms::LabelMedia &media, QSize most,
                                  const QString &alternative, QWidget *parent);
/// Of a picture that came small and large (media::big-image): a checkable button that changes between the two, the large one
/// no wider than `parent` less `spare` pixels. Null when there is only one, or it cannot be drawn.
[[nodiscard]] QPushButton *makeLarger(const FormTexts &texts, const indaro::forms::LabelMedia &media, QLabel *picture,
                                      QWidget *parent, int spare = 0);
/// That the form has a sound or a film here which is not played, and that the words are to be read aloud; or empty.
[[nodiscard]] QString recordingText(const FormTexts &texts, const indaro::forms::LabelMedia &media);

} // namespace indaro::ui::forms
