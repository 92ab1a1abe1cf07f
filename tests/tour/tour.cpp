// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/tour/tour.h"

#include "app/desktop/preferences.h"
#include "core/model/field_table.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/place_edit.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/print/preview_widget.h"

#include <QtCore/QFileInfo>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace fields = model::fields;
using ui::kit::Language;
using ui::kit::ThemeKind;

namespace {

constexpr QSize Screen(1366, 768);
const QString Passphrase = u"umwironge wanje Zzpasikanari uraririmba"_s;
const QString PassphraseTail = u"Zzpasikanari uraririmba"_s;
const QString House = u"Maison Zzikazecanari"_s;
const QString Phone = u"+257 22 99 40 71"_s;
const QString Address = u"Zzadresse Canari, impasse 4"_s;
const QString FamilyName = u"Zzkaneza-Canari"_s;
const QString GivenNames = u"Béatrice Zzabwiricanari"_s;
const QString KnownAs = u"Zzsurnomcanari"_s;
const QString FirstChild = u"Zzenfantuncanari"_s;
const QString SecondChild = u"Zzenfantdeuxcanari"_s;
const QString NoteBody = u"Zznotecanari: elle dort mal"_s;
const QString Receiver = u"Hôpital Zzreceveurcanari"_s;

} // namespace

QStringList Tour::canaries()
{
    return {PassphraseTail,
            u"Zzikazecanari"_s,
            Phone,
            u"Zzadresse Canari"_s,
            FamilyName,
            u"Zzabwiricanari"_s,
            KnownAs,
            FirstChild,
            SecondChild,
            u"Zznotecanari"_s,
            u"Zzreceveurcanari"_s,
            Leaver,
            u"Zzsallecanari"_s,
            u"Zzmetiercanari"_s};
}

Tour::Tour(QDir out, QString vault)
    : m_out(std::move(out)), m_vault(std::move(vault)), m_robot([this] { return m_program->window(); },
                                                                [this](const QString &) {
                                                                    if (m_program && m_program->window() != nullptr)
                                                                        save(u"failed"_s);
                                                                })
{
}

void Tour::startProgram()
{
    m_program.reset();
    desktop::Parts parts;
    parts.ask = m_ask;
    parts.files = m_fileAsk;
    parts.replaceProcess = [this](std::optional<base::Errc>) { ++m_locks; };
    m_program = std::make_unique<desktop::Composition>(std::move(parts), m_vault);
    m_program->start();
    m_program->window()->resize(Screen);
    setLanguage(Language::English);
}

void Tour::setLanguage(Language language)
{
    const auto boxes = m_robot.window()->findChildren<QComboBox *>();
    const auto header = std::find_if(boxes.begin(), boxes.end(), [](const QComboBox *box) {
        return box->isVisible() && box->parentWidget()->objectName() == u"header";
    });
    if (header == boxes.end()) { // before sign-in the language is chosen once, in the first step
        m_program->translations().setLanguage(language);
    } else {
        const int target = (*header)->findData(static_cast<int>(language));
        if (target == 0) // not by way of the others, which every page would be put into first
            QTest::keyClick(*header, Qt::Key_Home);
        while ((*header)->currentIndex() != target)
            QTest::keyClick(*header, (*header)->currentIndex() < target ? Qt::Key_Down : Qt::Key_Up);
    }
    waitForVault();
    m_robot.settle();
}

void Tour::waitForVault()
{
    m_robot.until(u"everything to be written"_s,
                  [this] { return m_program->workspace() == nullptr || m_program->workspace()->pendingJobs() == 0; });
    m_robot.settle();
}

void Tour::save(const QString &name)
{
    const QString path = m_out.filePath(name + u".png"_s);
    m_robot.settle();
    if (m_program->window()->grab().save(path))
        m_files.append(path);
    else
        m_robot.fail(u"cannot write "_s + path);
}

void Tour::pictures(const QString &name)
{
    waitForVault();
    const QString numbered = u"%1-%2"_s.arg(++m_number, 2, 10, QLatin1Char('0')).arg(name);
    for (const Language language : {Language::French, Language::Kirundi, Language::English}) {
        setLanguage(language);
        save(numbered + u'-' + ui::kit::Translations::code(language));
    }
}

void Tour::darkPicture(const QString &name)
{
    waitForVault();
    setLanguage(Language::French);
    ui::kit::applyTheme(*qApp, ThemeKind::Dark);
    save(u"%1-%2-fr-dark"_s.arg(m_number, 2, 10, QLatin1Char('0')).arg(name));
    ui::kit::applyTheme(*qApp, ThemeKind::Light);
    setLanguage(Language::English);
}

void Tour::goTo(const QString &place)
{
    for (auto *button : m_robot.all<QToolButton>()) {
        if (button->accessibleName() == place)
            return m_robot.click(button);
    }
    m_robot.fail(u"no place in the side bar is called "_s + place);
}

void Tour::run()
{
    for (const QString &made : {u"referral.pdf"_s, u"blank-referral.pdf"_s, u"evacuation.pdf"_s, u"week.pdf"_s})
        m_out.remove(made); // of an earlier tour
    startProgram();
    firstRun();
    emptyPages();
    admit();
    caseFile();
    interview();
    referral();
    house();
    life();
    exchange();
    settings();
    leaving();
    lockAndUnlock();
    search();
    manual();
    m_program.reset();
    manualPictures();
}

void Tour::firstRun()
{
    for (auto *choice : m_robot.all<QRadioButton>()) {
        if (choice->text() == ui::kit::Translations::nativeName(Language::English))
            m_robot.click(choice);
    }
    pictures(u"first-run-language"_s);
    m_robot.press(u"Next"_s);
    m_robot.first<ui::pages::MachineStep>(u"what the computer protects"_s);
    pictures(u"first-run-computer"_s);
    for (auto *understood : m_robot.all<QCheckBox>())
        m_robot.click(understood);
    m_robot.press(u"Next"_s);
    m_robot.first<ui::pages::FolderStep>(u"the folder"_s);
    pictures(u"first-run-folder"_s);
    m_robot.press(u"Next"_s);
    auto *house = m_robot.first<ui::pages::HouseStep>(u"the house"_s);
    const auto lines = house->findChildren<QLineEdit *>();
    m_robot.type(lines.at(0), House);
    m_robot.type(lines.at(1), Phone);
    m_robot.type(house->findChild<QPlainTextEdit *>(), Address);
    pictures(u"first-run-house"_s);
    m_robot.press(u"Next"_s);
    auto *account = m_robot.first<ui::pages::AccountStep>(u"the account"_s);
    m_robot.type(account->findChild<QLineEdit *>(), u"m1"_s);
    for (auto *secret : m_robot.all<ui::kit::SecretField>())
        m_robot.type(secret, Passphrase);
    pictures(u"first-run-account"_s);
    m_robot.press(u"Create the vault"_s);
    typeCardsBack();
    m_robot.until(u"the program behind the first run"_s, [this] { return m_program->workspace() != nullptr; });
}

void Tour::typeCardsBack()
{
    m_robot.until(u"three recovery cards"_s, [this] { return m_robot.all<ui::pages::CardView>().size() == 3; });
    pictures(u"first-run-cards"_s);
    const auto cards = m_robot.all<ui::pages::CardView>();
    const base::SecretBytes written[] = {cards.at(0)->digits().clone(), cards.at(2)->digits().clone()};
    m_robot.press(u"The three cards are written"_s);
    const auto places = m_robot.all<ui::kit::SecretField>();
    if (places.size() != 2)
        m_robot.fail(u"two cards are typed back, not %1"_s.arg(places.size()));
    for (int i = 0; i < 2; ++i) {
        const base::SecretBytes &digits = written[i];
        for (std::size_t at = 0; at < digits.size(); ++at)
            QTest::keyClick(places.at(i), static_cast<char>(digits.data()[at]));
    }
    pictures(u"first-run-cards-typed"_s);
    m_robot.press(u"Check the cards"_s);
}

void Tour::emptyPages()
{
    m_robot.window()->resize(Screen);
    pictures(u"home-empty"_s);
    goTo(u"People"_s);
    pictures(u"people-empty"_s);
    goTo(u"Referrals"_s);
    pictures(u"referrals-empty"_s);
}

void Tour::admit()
{
    goTo(u"People"_s);
    m_robot.press(u"Admit a person"_s);
    waitForVault();
    m_robot.fill(fields::stay::BroughtBy, u"une voisine"_s);
    m_robot.fill(fields::identity::FamilyName, FamilyName);
    m_robot.fill(fields::identity::GivenNames, GivenNames);
    m_robot.fill(fields::identity::KnownAs, KnownAs);
    m_robot.fill(fields::case_file::DisplayName, u"Béa"_s);
    m_robot.fill(fields::case_file::Sex, u"F"_s);
    m_robot.fill(fields::identity::BirthDate, u"14/02/1998"_s);
    pictures(u"admit"_s);
    auto *place = m_robot.first<ui::pages::PlaceEdit>(u"the place search"_s);
    auto *placeLine = place->findChild<QLineEdit *>();
    m_robot.type(placeLine, u"Gasorwe"_s);
    m_robot.first<QListWidget>(u"places called Gasorwe"_s);
    pictures(u"admit-place"_s);
    m_robot.key(placeLine, Qt::Key_Return);
    for (int child = 1; child <= 2; ++child) {
        m_robot.press(u"Add a child"_s);
        m_robot.fill(fields::identity::FamilyName, FamilyName, child);
        m_robot.fill(fields::identity::GivenNames, child == 1 ? FirstChild : SecondChild, child);
        m_robot.fill(fields::case_file::Sex, child == 1 ? u"F"_s : u"M"_s, child);
        m_robot.fill(fields::case_file::EstimatedAge, child == 1 ? u"6"_s : u"2"_s, child);
    }
    pictures(u"admit-children"_s);
    m_robot.press(u"Admit (Ctrl+Enter)"_s);
    m_robot.until(u"the case file of the person admitted"_s, [this] {
        for (const auto *label : m_robot.all<QLabel>()) {
            if (label->text().contains(FamilyName))
                return true;
        }
        return false;
    });
}

void Tour::caseFile()
{
    pictures(u"case-file"_s);
    darkPicture(u"case-file"_s);
    m_robot.press(u"Add a note"_s);
    m_robot.fill(fields::note::Title, u"Première nuit"_s);
    m_robot.fill(fields::note::Body, NoteBody);
    pictures(u"case-file-note"_s);
    m_robot.press(u"Keep the note"_s);
    waitForVault();
    auto *history = m_robot.first<QTableWidget>(u"the history"_s);
    m_robot.until(u"lines of history"_s, [history] { return history->rowCount() > 3; });
    const QString who = history->item(0, 1)->text();
    if (!who.startsWith(u"m1, "_s) || who.size() < 8) // the account and the laptop's series
        m_robot.fail(u"the history does not say who: "_s + who);
    auto *area = m_robot.all<QScrollArea>().first();
    area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
    pictures(u"case-file-history"_s);
    goTo(u"Home"_s);
    pictures(u"home"_s);
    goTo(u"People"_s);
    pictures(u"people"_s);
    darkPicture(u"people"_s);
}

void Tour::openMother()
{
    openFile(u"Zzabwiricanari"_s);
}

void Tour::openFile(const QString &name)
{
    goTo(u"People"_s);
    auto *search = m_robot.first<QLineEdit>(u"the search field"_s);
    search->clear();
    m_robot.type(search, name);
    m_robot.key(search, Qt::Key_Return);
    waitForVault();
}

void Tour::waitForDraft()
{
    bool isPosted = false;
    const auto watch = QObject::connect(m_program->workspace(), &casework::Workspace::pendingJobsChanged,
                                        m_program->workspace(), [&isPosted] { isPosted = true; });
    m_robot.until(u"what was typed to be saved"_s, [&isPosted] { return isPosted; });
    QObject::disconnect(watch);
    waitForVault();
}

void Tour::referral()
{
    openMother();
    m_robot.press(u"Referral"_s);
    m_robot.first<ui::print::PreviewWidget>(u"the preview"_s);
    waitForVault();
    writeReferral();
    printReferral();
    goTo(u"Referrals"_s);
    pictures(u"referrals"_s);
    m_ask->choice = 1;
    m_fileAsk->path = m_out.filePath(u"blank-referral.pdf"_s);
    m_robot.press(u"Blank form"_s);
    m_robot.until(u"the PDF of the blank form"_s, [this] { return QFileInfo(m_fileAsk->path).size() > 0; });
    m_files.append(m_fileAsk->path);
    m_ask->choice = 0;
}

void Tour::writeReferral()
{
    m_robot.fillForm(u"priority"_s, u"urgent"_s);
    m_robot.fillForm(u"to_agency"_s, Receiver);
    m_robot.fillForm(u"reason"_s, u"Douleurs au dos"_s);
    m_robot.fillForm(u"services"_s, u"health"_s);
    m_robot.share(u"person_name"_s);
    waitForDraft();
    pictures(u"referral"_s);
}

void Tour::printReferral()
{
    m_ask->choice = 1;
    m_fileAsk->path = m_out.filePath(u"referral.pdf"_s);
    m_robot.press(u"Save as PDF"_s);
    waitForVault();
    if (QFileInfo::exists(m_fileAsk->path))
        m_robot.fail(u"a referral without consent was written"_s);
    pictures(u"referral-consent-missing"_s);
    m_robot.fillForm(u"consent_explained_by"_s, u"J. N."_s);
    m_robot.fillForm(u"consent_language"_s, u"Ikirundi"_s);
    m_robot.fillForm(u"consent_given_by"_s, u"person"_s);
    waitForDraft();
    m_robot.press(u"Save as PDF"_s);
    auto *reason = m_robot.named<QLineEdit>(u"guardReason"_s);
    m_robot.until(u"the step before a referral"_s, [reason] { return reason->isVisible(); });
    m_robot.type(reason, u"Elle saigne"_s);
    m_robot.click(m_robot.named<QPushButton>(u"guardUrgent"_s));
    m_robot.until(u"the PDF of the referral"_s, [this] { return QFileInfo(m_fileAsk->path).size() > 0; });
    m_files.append(m_fileAsk->path);
    m_ask->choice = 0;
    pictures(u"referral-printed"_s);
}

void Tour::settings()
{
    goTo(u"Settings"_s);
    waitForVault();
    auto *sections = m_robot.first<QListWidget>(u"the sections of the settings"_s);
    for (int row = 0; row < sections->count(); ++row) {
        sections->setCurrentRow(row);
        pictures(u"settings-%1"_s.arg(row + 1));
    }
}

void Tour::signIn()
{
    const auto accounts = m_robot.first<QComboBox>(u"the accounts"_s);
    m_robot.until(u"an account to sign in with"_s, [accounts] { return accounts->count() > 0; });
    auto *secret = m_robot.first<ui::kit::SecretField>(u"the passphrase field"_s);
    m_robot.type(secret, Passphrase);
    m_robot.key(secret, Qt::Key_Return);
    m_robot.until(u"the program behind the sign-in"_s, [this] { return m_program->workspace() != nullptr; });
    waitForVault();
}

void Tour::lockAndUnlock()
{
    m_robot.window()->activateWindow(); // a display without a window manager leaves that to us
    m_robot.until(u"the window to be the active one"_s, [this] { return m_robot.window()->isActiveWindow(); });
    m_robot.key(m_robot.window(), Qt::Key_L, Qt::ControlModifier);
    m_robot.until(u"the lock"_s, [this] { return m_locks == 1; });
    if (m_program->workspace() != nullptr)
        m_robot.fail(u"locked, but the vault is still open"_s);
    startProgram();
    const auto accounts = m_robot.first<QComboBox>(u"the accounts"_s);
    m_robot.until(u"an account to sign in with"_s, [accounts] { return accounts->count() > 0; });
    pictures(u"sign-in"_s);
    auto *secret = m_robot.first<ui::kit::SecretField>(u"the passphrase field"_s);
    m_robot.type(secret, u"certainement faux"_s);
    m_robot.key(secret, Qt::Key_Return);
    m_robot.until(u"the answer to a wrong passphrase"_s, [this] { return m_robot.hasButton(u"Sign in"_s); });
    pictures(u"sign-in-wrong"_s);
    signIn();
    m_robot.window()->resize(Screen);
}

void Tour::search()
{
    goTo(u"People"_s);
    waitForVault();
    auto *search = m_robot.first<QLineEdit>(u"the search field"_s);
    auto *table = m_robot.first<QTableView>(u"the list of people"_s);
    // Doubled letter, order of the names, l for r: as somebody would write what she hears.
    m_robot.type(search, u"canali zkaneza"_s);
    m_robot.until(u"three people by a spelling variant"_s, [table] { return table->model()->rowCount() == 3; });
    pictures(u"search-variant"_s);
    search->clear();
    m_robot.type(search, u"Zzinexistante"_s);
    if (table->isVisible() && table->model()->rowCount() > 0)
        m_robot.fail(u"somebody was found who is not there"_s);
    pictures(u"search-nobody"_s);
}

void Tour::runScaled()
{
    startProgram();
    m_program->window()->resize(Screen / 2);
    setLanguage(Language::French);
    save(u"scale2-sign-in-fr"_s);
    setLanguage(Language::English);
    signIn();
    m_program->window()->resize(Screen / 2);
    for (const QString &place : {u"Home"_s, u"People"_s, u"Referrals"_s, u"Settings"_s}) {
        goTo(place);
        waitForVault();
        if (place == u"People") {
            setLanguage(Language::French);
            save(u"scale2-people-fr"_s);
            setLanguage(Language::English);
            m_robot.press(u"Admit a person"_s);
            setLanguage(Language::French);
            save(u"scale2-admit-fr"_s);
            setLanguage(Language::English);
        }
    }
    setLanguage(Language::French);
    goTo(u"Échange"_s);
    waitForVault();
    save(u"scale2-exchange-fr"_s);
    goTo(u"Accueil"_s);
    waitForVault();
    m_robot.press(ui::pages::HomePage::tr("%n thing(s) written differently on two computers", nullptr, 2));
    waitForVault();
    save(u"scale2-to-decide-fr"_s);
    const QSize shown = m_program->window()->size();
    if (shown.width() <= Screen.width() / 2 && shown.height() <= Screen.height() / 2)
        return m_program.reset();
    QString wide;
    for (const auto *widget : m_robot.window()->findChildren<QWidget *>()) {
        if (widget->minimumSizeHint().width() > Screen.width() / 2 ||
            widget->minimumSizeHint().height() > Screen.height() / 2)
            wide += u" %1 %2×%3"_s.arg(QString::fromLatin1(widget->metaObject()->className()))
                        .arg(widget->minimumSizeHint().width())
                        .arg(widget->minimumSizeHint().height());
    }
    m_robot.fail(u"at 200 % the window needs %1 × %2 points, a screen of 1366 × 768 has 683 × 384;%3"_s.arg(shown.width())
                     .arg(shown.height())
                     .arg(wide));
}

} // namespace indaro::tour
