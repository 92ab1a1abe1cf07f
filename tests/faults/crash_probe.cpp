// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"
#include "core/crypto/initialise.h"
#include "tests/faults/probe_program.h"
#include "tests/support/closed_guards.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <cstring>

using namespace indaro;
using namespace indaro::probe;
using namespace Qt::StringLiterals;

// For crash_canaries.py: `crash-probe FOLDER PLACE` makes a vault, opens a page and types a name into each of its fields,
// then says "typed N" and waits to be ended by a signal. The name comes on standard input, so that it is in no argument.
// `crash-probe FOLDER PLACE --bare` leaves out what app/desktop does first of all, which the test must notice.

namespace {

const std::string OwnPassphrase = "quatre mots bien choisis";

std::string nameToType()
{
    char line[256];
    if (std::fgets(line, sizeof line, stdin) == nullptr)
        fail("no name to type");
    line[std::strcspn(line, "\n")] = '\0';
    return line;
}

void openInterviewNotes(desktop::Composition &program, sync::RecordId person)
{
    auto *page = qobject_cast<ui::pages::IntakePage *>(
        openPage(program, ui::pages::IntakePageId, ui::pages::OpenInterview{person, std::nullopt}));
    bool isFree = false;
    program.workspace()->ask(
        page, [person](casework::Desk &desk) { return tests::closeInterviewGuards(desk, person); },
        [&isFree](const base::Result<void> &closed) { isFree = closed.hasValue(); });
    until("the procedure holds the interview back", [&isFree] { return isFree; });
    auto *begin = page->findChild<QPushButton *>(u"begin"_s);
    until("no interview begins", [begin] { return begin->isVisible() && begin->isEnabled(); });
    begin->click();
    until("the form does not open", [page] { return page->session() != nullptr; });
    for (auto *action : page->findChildren<QAction *>()) {
        if (action->shortcut() == QKeySequence(Qt::Key_F7))
            action->setChecked(true);
    }
    auto *notes = page->findChild<QPlainTextEdit *>(u"interviewerNotes"_s);
    until("no notes", [notes] { return notes != nullptr && notes->isVisible(); });
}

void openPlace(desktop::Composition &program, const QByteArray &place, const std::string &name)
{
    using namespace ui::pages;
    if (place == "admission") {
        openPage(program, AdmitPageId, {});
        return;
    }
    if (place == "people") {
        openPage(program, PeoplePageId, {});
        return;
    }
    const sync::RecordId person = admit(program, name);
    if (place == "file")
        openPage(program, CaseFilePageId, OpenCaseFile{person});
    else if (place == "stay") {
        openPage(program, StayPageId, OpenStay{person});
        auto *page = qobject_cast<ui::shell::MainWindow *>(program.window())->currentPage();
        until("nothing is taken into custody", [page] { return page->toolbarActions().size() > 2; });
        page->toolbarActions().at(2)->trigger(); // what she gives into custody is typed there
    } else if (place == "referral")
        openPage(program, ReferralPageId, OpenReferral{person, std::nullopt});
    else if (place == "notes")
        openInterviewNotes(program, person);
    else
        fail("no such place");
}

/// Into every field of the page in front that takes letters; how many there were.
int typeEverywhere(const desktop::Composition &program, const QString &name)
{
    auto *frame = qobject_cast<ui::shell::MainWindow *>(program.window());
    QList<QPointer<QWidget>> fields;
    for (auto *line : frame->currentPage()->findChildren<QLineEdit *>()) {
        if (line->isVisible() && line->isEnabled() && !line->isReadOnly())
            fields.append(line);
    }
    for (auto *text : frame->currentPage()->findChildren<QPlainTextEdit *>()) {
        if (text->isVisible() && text->isEnabled() && !text->isReadOnly())
            fields.append(text);
    }
    int typed = 0;
    for (const QPointer<QWidget> &field : std::as_const(fields)) {
        if (field == nullptr || !field->isVisible())
            continue; // what was typed before has changed the page
        field->setFocus();
        QTest::keyClicks(field, name);
        ++typed;
    }
    return typed;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3)
        fail("usage: crash-probe FOLDER PLACE [--bare]");
    if (argc == 3)
        base::hardenProcess();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"indaro"_s);
    QApplication::setApplicationName(u"indaro"_s);
    if (!crypto::initialise())
        fail("no crypto");
    const std::string name = nameToType();
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const Keys keys;
    makeVault(keys, folder, OwnPassphrase);
    desktop::Parts parts;
    parts.kdf = quickKdf();
    desktop::Composition program(std::move(parts), folder);
    program.start();
    signIn(program, OwnPassphrase);
    program.window()->resize(1366, 768);
    openPlace(program, argv[2], name);
    int typed = 0;
    until("the page has no field to type into", [&] {
        typed = typed > 0 ? typed : typeEverywhere(program, QString::fromStdString(name));
        return typed > 0;
    });
    until("the vault is not written", [&program] { return program.workspace()->pendingJobs() == 0; });
    say("typed " + std::to_string(typed));
    return QApplication::exec();
}
