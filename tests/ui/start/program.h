// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/composition.h"
#include "app/desktop/preferences.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "tests/support/scripted_ask.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>

/// The whole desktop program, offscreen, for tests of its first pages and of its settings.
namespace indaro::tests {

using namespace Qt::StringLiterals;
namespace kit = ui::kit;
namespace pages = ui::pages;
namespace shell = ui::shell;

inline const QString Passphrase = u"quatre mots bien choisis"_s;

/// Where to put pictures of each screen; nothing is written unless asked for.
inline void picture(QWidget *window, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDARO_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    window->resize(1366, 768);
    for (const auto kind : {kit::ThemeKind::Dark, kit::ThemeKind::Light}) {
        kit::applyTheme(*qApp, kind);
        QCoreApplication::processEvents();
        window->grab().save(u"%1/%2-%3.png"_s.arg(folder, name, kind == kit::ThemeKind::Dark ? u"dark"_s : u"light"_s));
    }
}

template <class T> T *shown(QWidget *root)
{
    for (T *found : root->findChildren<T *>()) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

inline QPushButton *button(QWidget *root, const QString &text)
{
    for (auto *found : root->findChildren<QPushButton *>()) {
        if (found->isVisible() && found->isEnabled() && found->text() == text)
            return found;
    }
    return nullptr;
}

inline bool press(QWidget *root, const QString &text)
{
    QPushButton *found = button(root, text);
    if (found != nullptr)
        found->click();
    return found != nullptr;
}

inline QList<kit::SecretField *> secrets(QWidget *root)
{
    QList<kit::SecretField *> out;
    for (auto *field : root->findChildren<kit::SecretField *>()) {
        if (field->isVisible())
            out.append(field);
    }
    return out;
}

/// Presses the last choice of every question, or the one it is told.
class Agrees final : public kit::Ask
{
public:
    void ask(QWidget *, const kit::Question &question, std::function<void(int)> answered) override
    {
        asked.append(question.text);
        answered(choice ? *choice : static_cast<int>(question.choices.size()) - 1);
    }
    std::optional<int> choice;
    QStringList asked;
};

/// Lets the test reach the vault a page was given.
struct Opened : kit::Page
{
    using kit::Page::context;
};

inline base::SecretBytes secretOf(const QString &text)
{
    kit::SecretField field;
    QTest::keyClicks(&field, text);
    return field.takeSecret();
}

/// Settings of a program that was never started before, in this folder.
inline void forgetPreferences(const QString &folder)
{
    QCoreApplication::setOrganizationName(u"indaro-test"_s);
    QCoreApplication::setApplicationName(u"indaro-test"_s);
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder);
    desktop::Preferences::setLanguage(kit::Language::English);
}

inline crypto::KdfPolicy quickKdf()
{
    return {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
}

/// A vault with the account "m1" and Passphrase, its cards proven; or one to practise in.
inline session::RecoveryKit makeVault(const QString &folder, bool isTraining = false)
{
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const session::VaultEnvironment environment{random,     clock, casework::migrations(),
                                                quickKdf(), {},    casework::readHistory};
    auto made = session::createVault(
        environment, folder.toStdString(),
        {.shelterName = "Maison Ikaze", .accountLabel = "m1", .passphrase = secretOf(Passphrase), .isTraining = isTraining});
    INDARO_CHECK(made && made->vault.confirmRecoveryKit(made->kit, made->kit.cards[0].digits()));
    return std::move(made->kit);
}

struct Program
{
    explicit Program(const QString &folder, desktop::Parts parts = {})
    {
        parts.kdf = quickKdf();
        parts.neighbours = {.port = 45353, .isThisMachineOnly = true};
        parts.ask = ask;
        parts.files = files;
        parts.replaceProcess = [this](std::optional<base::Errc> why) {
            ++replaced;
            unsaved = why;
        };
        parts.install = [this, folder](const pages::Installation &what) {
            installed = what;
            wasFreeToInstall =
                base::FileLock::acquire(std::filesystem::path(folder.toStdString()) / "vault.lock").hasValue();
        };
        composition = std::make_unique<desktop::Composition>(std::move(parts), folder);
        composition->start();
    }
    [[nodiscard]] QWidget *window() const { return composition->window(); }
    [[nodiscard]] shell::MainWindow *frame() const { return qobject_cast<shell::MainWindow *>(window()); }
    /// Types the passphrase into the sign-in page. False when the program does not open.
    [[nodiscard]] bool signIn(const QString &passphrase = Passphrase)
    {
        if (!QTest::qWaitFor(
                [this] { return shown<QComboBox>(window()) != nullptr && shown<QComboBox>(window())->count() > 0; }))
            return false;
        QTest::keyClicks(secrets(window()).first(), passphrase);
        QTest::keyClick(secrets(window()).first(), Qt::Key_Return);
        return QTest::qWaitFor([this] { return frame() != nullptr; }, 15000);
    }
    /// The settings with this part in front. Null without one of that name.
    kit::Page *settings(const QString &part)
    {
        if (frame() == nullptr || !frame()->openPage(pages::SettingsPageId))
            return nullptr;
        auto *list = frame()->currentPage()->findChild<QListWidget *>();
        for (int row = 0; row < list->count(); ++row) {
            if (list->item(row)->text() == part) {
                list->setCurrentRow(row);
                return frame()->currentPage();
            }
        }
        return nullptr;
    }
    [[nodiscard]] std::shared_ptr<session::Vault> vault() const
    {
        return (frame()->currentPage()->*&Opened::context)().vault;
    }
    /// The audit, newest first, "verb detail".
    [[nodiscard]] QStringList audit() const
    {
        QStringList lines;
        bool isRead = false;
        composition->workspace()->ask(
            window(), [](casework::Desk &desk) { return casework::listAudit(desk, 50); },
            [&](base::Result<std::vector<casework::AuditEntry>> entries) {
                for (const auto &entry : entries.value())
                    lines.append(QString::fromStdString(entry.verb + ' ' + entry.detail));
                isRead = true;
            });
        return QTest::qWaitFor([&] { return isRead; }) ? lines : QStringList();
    }
    std::shared_ptr<Agrees> ask = std::make_shared<Agrees>();
    std::shared_ptr<ScriptedFileAsk> files = std::make_shared<ScriptedFileAsk>();
    int replaced = 0;
    std::optional<pages::Installation> installed; ///< what the next process is to install
    bool wasFreeToInstall = false;
    std::optional<base::Errc> unsaved;
    std::unique_ptr<desktop::Composition> composition;
};

} // namespace indaro::tests
