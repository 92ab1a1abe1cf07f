// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/ask.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace indaro::tests {

/// Answers the questions of the program from a script; every answer comes later, as from a person.
class ScriptedAsk final : public ui::kit::Ask
{
public:
    void ask(QWidget *parent, const ui::kit::Question &question, std::function<void(int)> answered) override
    {
        asked.append(question.text);
        QTimer::singleShot(0, parent, [answered = std::move(answered), choice = choice] { answered(choice); });
    }
    int choice = 0; ///< index of the button pressed from now on
    QStringList asked;
};

/// Chooses the paths it was told.
class ScriptedFileAsk final : public ui::kit::FileAsk
{
public:
    void openFile(QWidget *parent, const QString &, const QString &, std::function<void(const QString &)> chosen) override
    {
        answer(parent, std::move(chosen));
    }
    void saveFile(QWidget *parent, const QString &, const QString &suggestedName, const QString &,
                  std::function<void(const QString &)> chosen) override
    {
        suggested = suggestedName;
        answer(parent, std::move(chosen));
    }
    void chooseFolder(QWidget *parent, const QString &, const QString &,
                      std::function<void(const QString &)> chosen) override
    {
        answer(parent, std::move(chosen));
    }
    QString path;      ///< empty: the user gives up
    QString suggested; ///< the name proposed last

private:
    void answer(QWidget *parent, std::function<void(const QString &)> chosen)
    {
        if (!path.isEmpty())
            QTimer::singleShot(0, parent, [chosen = std::move(chosen), path = path] { chosen(path); });
    }
};

} // namespace indaro::tests
