// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLabel>

QT_BEGIN_NAMESPACE
class QMainWindow;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// Above every page of a training vault: that it is an exercise, in a colour nothing else has. It takes the place of a menu
/// bar, so that no page can cover it.
class ExerciseBand final : public QLabel
{
    Q_OBJECT
public:
    explicit ExerciseBand(QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
};

/// Puts the band on, and says it in the title, which says nothing else; or takes both away.
void showExercise(QMainWindow &window, bool isExercise);

} // namespace indaro::ui::kit
