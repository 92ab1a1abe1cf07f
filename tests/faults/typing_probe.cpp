// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "tests/faults/probe_program.h"
#include "tests/support/closed_guards.h"
#include "ui/forms/form_view.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <cstring>

using namespace indaro;
using namespace indaro::probe;
using namespace Qt::StringLiterals;

// For typing_kills.py. `typing-probe FOLDER PLACE` makes a vault, opens a page and types into it without a pause, a letter
// every 20 ms, saying "typed N" after each; it is killed while it does. `typing-probe FOLDER read` opens what is left and
// says "kept N": so many of the letters are in the vault, wherever that keeps them.

namespace {

constexpr int LetterMs = 20;
constexpr int Most = 1000;
const std::string Passphrase = "quatre mots bien choisis";

/// "ba be bi bo bu ca ce …": so long that no beginning of it comes again.
QString wholeText()
{
    QString text;
    for (const QChar first : u"bcdfghjklmnprstvyz"_s) {
        for (const QChar second : u"bcdfghjklmnprstvyz"_s) {
            for (const QChar vowel : u"aeiou"_s)
                text += QString(first) + vowel + second + vowel + u' ';
        }
    }
    return text.left(Most);
}

QWidget *fieldOf(ui::kit::Page *page, sync::FieldId field)
{
    for (auto *edit : page->findChildren<ui::pages::ValueEdit *>()) {
        if (edit->field() == field && edit->isVisible())
            return edit->findChild<QLineEdit *>();
    }
    fail("the field is not there");
}

ui::pages::IntakePage *beginInterview(desktop::Composition &program, sync::RecordId person)
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
    until("the form does not open", [page] { return page->session() != nullptr && page->formView()->texts() != nullptr; });
    return page;
}

QWidget *placeToType(desktop::Composition &program, const QByteArray &place)
{
    if (place == "admission")
        return fieldOf(openPage(program, ui::pages::AdmitPageId, {}), model::fields::identity::GivenNames);
    const sync::RecordId person = admit(program, "Zz");
    if (place == "file")
        return fieldOf(openPage(program, ui::pages::CaseFilePageId, ui::pages::OpenCaseFile{person}),
                       model::fields::stay::BroughtBy);
    if (place == "referral") {
        openPage(program, ui::pages::ReferralPageId, ui::pages::OpenReferral{person, std::nullopt});
        return find<QPlainTextEdit>(program, "the referral has no text");
    }
    auto *page = beginInterview(program, person);
    if (place == "notes") {
        for (auto *action : page->findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::Key_F7))
                action->setChecked(true);
        }
        auto *notes = page->findChild<QPlainTextEdit *>(u"interviewerNotes"_s);
        until("no notes", [notes] { return notes != nullptr && notes->isVisible(); });
        return notes;
    }
    const auto *item = page->session()->form().definition().findByName(u"session_place"_s);
    page->formView()->goTo(item->path);
    until("the question is not there", [] { return QApplication::focusWidget() != nullptr; });
    return QApplication::focusWidget();
}

[[noreturn]] void typeForEver(const QString &folder, const QByteArray &place)
{
    const Keys keys;
    makeVault(keys, folder, Passphrase);
    desktop::Parts parts;
    parts.kdf = quickKdf();
    desktop::Composition program(std::move(parts), folder);
    program.start();
    signIn(program, Passphrase);
    program.window()->resize(1366, 768); // room for the notes beside the questions
    QWidget *field = placeToType(program, place);
    field->setFocus();
    const QString text = wholeText();
    int typed = 0;
    QTimer letters;
    QObject::connect(&letters, &QTimer::timeout, &program, [&] {
        if (typed == Most)
            fail("nobody killed it");
        QTest::keyClicks(field, QString(text[typed]));
        say("typed " + std::to_string(++typed));
    });
    letters.start(LetterMs);
    std::exit(QApplication::exec());
}

/// Everything that stands in the vault, one column after the other.
QByteArray everythingIn(store::Connection &db)
{
    const auto give = [](auto result) {
        if (!result)
            fail(result.error().toString().c_str());
        return std::move(result).value();
    };
    std::vector<std::string> tables;
    auto names = give(db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'"));
    while (give(names.step()))
        tables.emplace_back(names.text(0));
    QByteArray all;
    for (const std::string &table : tables) {
        auto rows = give(db.prepare("SELECT * FROM \"" + table + "\""));
        while (give(rows.step())) {
            for (int column = 0; column < rows.columnCount(); ++column) {
                const auto bytes = rows.blob(column);
                all.append(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())).append('\n');
            }
        }
    }
    return all;
}

int read(const QString &folder)
{
    const Keys keys;
    auto vault =
        session::unlock(keys.environment, folder.toStdString(), "m1", base::SecretBytes::copyOf(base::asBytes(Passphrase)));
    if (!vault)
        fail(vault.error().toString().c_str());
    store::Connection db = vault->takeConnection();
    const QByteArray all = everythingIn(db);
    const QByteArray text = wholeText().toUtf8();
    qsizetype kept = text.size();
    while (kept > 0 && !all.contains(text.left(kept).trimmed()))
        --kept;
    say("kept " + std::to_string(kept));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"indaro"_s);
    QApplication::setApplicationName(u"indaro"_s);
    if (argc != 3 || !crypto::initialise())
        fail("usage: typing-probe FOLDER answer|notes|file|admission|referral|read");
    const QString folder = QString::fromLocal8Bit(argv[1]);
    if (std::strcmp(argv[2], "read") == 0)
        return read(folder);
    typeForEver(folder, argv[2]);
}
