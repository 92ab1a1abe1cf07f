// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/preferences.h"
#include "core/base/process.h"
#include "core/casework/audit/audit.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/crypto/initialise.h"
#include "core/session/vault_state.h"
#include "ui/kit/secret_field.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <cstdio>
#include <cstring>
#include <string>

using namespace indaro;
using namespace Qt::StringLiterals;

// For memory_scan.py: the program as app/desktop composes it, without hardenProcess() so that the test may read its
// memory. Signs in, shows a person, locks. `lock-probe FOLDER` locks by the real replacement of the process;
// `lock-probe FOLDER --without-exec` leaves it out, which the test must notice. Passphrase and name come on standard
// input, so that they are in no argument and not in this file. Each line printed waits for a line before going on.

namespace {

std::string readLine()
{
    char line[256];
    if (std::fgets(line, sizeof line, stdin) == nullptr)
        return {};
    line[std::strcspn(line, "\n")] = '\0';
    return line;
}

void say(const std::string &what)
{
    std::printf("%s\n", what.c_str());
    std::fflush(stdout);
}

/// Says where the program stands and waits until the test has looked.
void stop(const char *where)
{
    say(where);
    (void)readLine();
}

std::string hexOf(const base::SecretBytes &key)
{
    std::string out;
    char pair[3];
    for (std::size_t i = 0; i < key.size(); ++i) {
        std::snprintf(pair, sizeof pair, "%02x", key.data()[i]);
        out += pair;
    }
    return out;
}

[[noreturn]] void fail(const char *why)
{
    std::fprintf(stderr, "lock-probe: %s\n", why);
    std::exit(1);
}

crypto::KdfPolicy quickKdf()
{
    return {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
}

/// A vault whose recovery kit is confirmed; says its keys.
void makeVault(const QString &folder, const std::string &passphrase)
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    const session::VaultEnvironment environment{random,     clock, casework::migrations(),
                                                quickKdf(), {},    casework::readHistory};
    session::CreateRequest request{"house", "m1", base::SecretBytes::copyOf(base::asBytes(passphrase))};
    auto made = session::createVault(environment, folder.toStdString(), request);
    if (!made)
        fail(made.error().toString().c_str());
    session::CreatedVault created = std::move(made).value();
    for (const std::size_t card : {std::size_t(0), std::size_t(1)}) {
        if (!created.vault.confirmRecoveryKit(created.kit, created.kit.cards[card].digits()))
            fail("the recovery kit is not accepted");
    }
    const base::SecretBytes &vaultKey = session::VaultAccess::state(created.vault).vaultKey;
    say("key " + hexOf(vaultKey));
    say("key " + hexOf(session::databaseKeyOf(vaultKey)));
}

void until(const char *what, const std::function<bool()> &isTrue)
{
    if (!QTest::qWaitFor(isTrue, 30'000))
        fail(what);
}

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

void signIn(desktop::Composition &program, const std::string &passphrase)
{
    auto *accounts = find<QComboBox>(program, "no sign-in page");
    until("no account", [accounts] { return accounts->count() == 1; });
    auto *field = find<ui::kit::SecretField>(program, "no passphrase field");
    for (const char letter : passphrase)
        QTest::keyClick(field, letter);
    stop("typed");
    QTest::keyClick(field, Qt::Key_Return);
    until("not signed in", [&program] { return program.workspace() != nullptr; });
}

void showPerson(desktop::Composition &program, const std::string &name)
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
    auto *frame = qobject_cast<ui::shell::MainWindow *>(program.window());
    const auto open = [&](ui::kit::PageId page, ui::kit::PageArgument argument) {
        if (frame == nullptr || !frame->openPage(page, std::move(argument)))
            fail("a page does not open");
        until("the vault is not read", [&program] { return program.workspace()->pendingJobs() == 0; });
        (void)frame->grab();
    };
    open(ui::pages::PeoplePageId, {});
    QTest::keyClicks(find<QLineEdit>(program, "no search field"), QString::fromStdString(name));
    open(ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{*person});
    open(ui::pages::ReferralPageId, ui::pages::OpenReferral{*person, std::nullopt});
    open(ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{*person});
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::strcmp(argv[1], "--replaced") == 0) {
        stop("locked");
        return 0;
    }
    if (argc < 2)
        fail("usage: lock-probe FOLDER [--without-exec]");
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"indaro"_s);
    QApplication::setApplicationName(u"indaro"_s);
    if (!crypto::initialise())
        fail("no crypto");
    const std::string passphrase = readLine();
    const std::string name = readLine();
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const bool isReplaced = argc == 2;
    makeVault(folder, passphrase);
    desktop::Parts parts;
    parts.kdf = quickKdf();
    parts.replaceProcess = [isReplaced](std::optional<base::Errc>) {
        if (isReplaced)
            base::replaceProcess({"--replaced"});
        stop("locked");
        std::exit(isReplaced ? 1 : 0);
    };
    desktop::Composition program(std::move(parts), folder);
    program.start();
    signIn(program, passphrase);
    showPerson(program, name);
    stop("open");
    QTest::keyClick(program.window(), Qt::Key_L, Qt::ControlModifier);
    return QApplication::exec();
}
