// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/composition.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/session/vault_state.h"
#include "ui/kit/secret_field.h"
#include "ui/shell/main_window.h"

#include <QtTest/QTest>
#include <QtWidgets/QComboBox>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

/// The program as app/desktop composes it, driven inside a process that a script watches and kills.
namespace indaro::probe {

inline void say(const std::string &what)
{
    std::printf("%s\n", what.c_str());
    std::fflush(stdout);
}

[[noreturn]] inline void fail(const char *why)
{
    std::fprintf(stderr, "probe: %s\n", why);
    std::exit(1);
}

inline crypto::KdfPolicy quickKdf()
{
    return {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
}

/// What opening a vault takes; keep it as long as the vault.
struct Keys
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    session::VaultEnvironment environment{random, clock, casework::migrations(), quickKdf(), {}, casework::readHistory};
};

/// A vault with the account "m1" whose recovery kit is confirmed.
inline session::CreatedVault makeVault(const Keys &keys, const QString &folder, const std::string &passphrase)
{
    session::CreateRequest request{"house", "m1", base::SecretBytes::copyOf(base::asBytes(passphrase))};
    auto made = session::createVault(keys.environment, folder.toStdString(), request);
    if (!made)
        fail(made.error().toString().c_str());
    session::CreatedVault created = std::move(made).value();
    for (const std::size_t card : {std::size_t(0), std::size_t(1)}) {
        if (!created.vault.confirmRecoveryKit(created.kit, created.kit.cards[card].digits()))
            fail("the recovery kit is not accepted");
    }
    return created;
}

inline void until(const char *what, const std::function<bool()> &isTrue)
{
    if (!QTest::qWaitFor(isTrue, 30'000))
        fail(what);
}

/// The last visible one, as soon as there is one.
template <class T> T *find(const desktop::Composition &program, const char *what)
{
    T *found = nullptr;
    until(what, [&] {
        for (T *each : program.window()->findChildren<T *>()) {
            if (each->isVisible())
                found = each;
        }
        return found != nullptr;
    });
    return found;
}

inline void signIn(desktop::Composition &program, const std::string &passphrase, const std::function<void()> &whenTyped = {})
{
    auto *accounts = find<QComboBox>(program, "no sign-in page");
    until("no account", [accounts] { return accounts->count() == 1; });
    auto *field = find<ui::kit::SecretField>(program, "no passphrase field");
    for (const char letter : passphrase)
        QTest::keyClick(field, letter);
    if (whenTyped)
        whenTyped();
    QTest::keyClick(field, Qt::Key_Return);
    // The frame comes when the store has said what the account may see.
    until("not signed in", [&program] { return qobject_cast<ui::shell::MainWindow *>(program.window()) != nullptr; });
}

inline sync::RecordId admit(desktop::Composition &program, const std::string &name)
{
    std::optional<sync::RecordId> person;
    program.workspace()->ask(
        &program,
        [name](casework::Desk &desk) {
            casework::Admission admission;
            admission.person.familyName = base::Value(name);
            return casework::admitPerson(desk, admission);
        },
        [&person](const base::Result<casework::Admitted> &admitted) {
            if (admitted)
                person = admitted->id;
        });
    until("nobody was admitted", [&person] { return person.has_value(); });
    return *person;
}

inline ui::kit::Page *openPage(desktop::Composition &program, ui::kit::PageId page, ui::kit::PageArgument argument)
{
    auto *frame = qobject_cast<ui::shell::MainWindow *>(program.window());
    if (frame == nullptr || !frame->openPage(page, std::move(argument)))
        fail("a page does not open");
    until("the vault is not read", [&program] { return program.workspace()->pendingJobs() == 0; });
    return frame->currentPage();
}

} // namespace indaro::probe
