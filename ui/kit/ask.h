// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// A question that must stop the work. Prefer a Banner.
struct Question
{
    QString title; ///< names no person
    QString text;
    QString detail;      ///< smaller, below; may be empty
    QStringList choices; ///< buttons, the safe one first; Escape and closing give `otherwise`
    int otherwise = 0;
    bool isDangerous = false; ///< then no button is the default one for Enter except the safe first
};

/// The only way to a message box, so that tests answer without a screen and nothing runs a nested event loop.
class Ask
{
public:
    virtual ~Ask() = default;
    /// Returns at once; `answered(index of the choice)` later, unless `parent` died meanwhile.
    virtual void ask(QWidget *parent, const Question &question, std::function<void(int)> answered) = 0;
};

class MessageBoxAsk final : public Ask
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(int)> answered) override;
};

/// The only way to a file dialog. The callbacks get the chosen path and are not called when the user gives
/// up.
class FileAsk
{
public:
    virtual ~FileAsk() = default;
    /// `filter` as Qt writes it: "Forms (*.xlsx)".
    virtual void openFile(QWidget *parent, const QString &title, const QString &filter,
                          std::function<void(const QString &)> chosen) = 0;
    /// Asks before overwriting.
    virtual void saveFile(QWidget *parent, const QString &title, const QString &suggestedName, const QString &filter,
                          std::function<void(const QString &)> chosen) = 0;
    virtual void chooseFolder(QWidget *parent, const QString &title, const QString &startIn,
                              std::function<void(const QString &)> chosen) = 0;
};

class DialogFileAsk final : public FileAsk
{
public:
    void openFile(QWidget *parent, const QString &title, const QString &filter,
                  std::function<void(const QString &)> chosen) override;
    void saveFile(QWidget *parent, const QString &title, const QString &suggestedName, const QString &filter,
                  std::function<void(const QString &)> chosen) override;
    void chooseFolder(QWidget *parent, const QString &title, const QString &startIn,
                      std::function<void(const QString &)> chosen) override;
};

} // namespace indaro::ui::kit
