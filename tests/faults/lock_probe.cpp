// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"
#include "core/crypto/initialise.h"
#include "tests/faults/probe_program.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

#include <cstring>

using namespace indaro;
using namespace indaro::probe;
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

/// A vault; says its keys.
void makeSpokenVault(const QString &folder, const std::string &passphrase)
{
    const Keys keys;
    session::CreatedVault created = makeVault(keys, folder, passphrase);
    const base::SecretBytes &vaultKey = session::VaultAccess::state(created.vault).vaultKey;
    say("key " + hexOf(vaultKey));
    say("key " + hexOf(session::databaseKeyOf(vaultKey)));
}

void showPerson(desktop::Composition &program, const std::string &name)
{
    const sync::RecordId person = admit(program, name);
    const auto open = [&](ui::kit::PageId page, ui::kit::PageArgument argument) {
        openPage(program, page, std::move(argument));
        (void)program.window()->grab();
    };
    open(ui::pages::PeoplePageId, {});
    QTest::keyClicks(find<QLineEdit>(program, "no search field"), QString::fromStdString(name));
    open(ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{person});
    open(ui::pages::ReferralPageId, ui::pages::OpenReferral{person, std::nullopt});
    open(ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{person});
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
    makeSpokenVault(folder, passphrase);
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
    signIn(program, passphrase, [] { stop("typed"); });
    showPerson(program, name);
    stop("open");
    QTest::keyClick(program.window(), Qt::Key_L, Qt::ControlModifier);
    return QApplication::exec();
}
