// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/exercise_band.h"

#include <QtCore/QEvent>
#include <QtWidgets/QMainWindow>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

ExerciseBand::ExerciseBand(QWidget *parent) : QLabel(parent)
{
    setObjectName(u"exerciseBand"_s);
    setProperty("surface", u"exercise"_s);
    setAlignment(Qt::AlignCenter);
    setWordWrap(true);
    retranslate();
}

void ExerciseBand::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ExerciseBand::retranslate()
{
    setText(u"EXERCICE / EXERCISE  ·  "_s + tr("Everything here is invented, and nothing of it ever leaves this vault."));
}

void showExercise(QMainWindow &window, bool isExercise)
{
    window.setWindowTitle(isExercise ? u"Indaro – EXERCICE / EXERCISE"_s : u"Indaro"_s);
    if (!isExercise)
        return window.setMenuWidget(nullptr);
    if (qobject_cast<ExerciseBand *>(window.menuWidget()) == nullptr)
        window.setMenuWidget(new ExerciseBand(&window));
}

} // namespace indaro::ui::kit
