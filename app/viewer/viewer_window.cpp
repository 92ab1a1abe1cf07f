// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/viewer_window.h"

#include "core/base/file.h"
#include "core/casework/house/house.h"
#include "core/model/code_list.h"
#include "core/wire/limits.h"
#include "ui/kit/background.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/document_binding.h"
#include "ui/pages/referrals/package_words.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/print/preview_widget.h"

#include <QApplication>
#include <QComboBox>
#include <QEvent>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace indaro::viewer {

using base::Errc;
using base::Result;
using ui::kit::Banner;
using ui::kit::Language;

namespace {

constexpr int PreviewHeight = 420;
constexpr std::chrono::minutes IdleTime{5};

/// The paper as the sender would have printed it.
Result<ui::print::Paper> paperOf(const documents::Template &form, const casework::PackagedReferral &packed)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    casework::ReferralContent content = casework::incomingContent(packed);
    casework::HouseDetails house;
    house.address = packed.lines.value(u"from_location"_s); // only where the sender switched it on
    content.showsHouseAddress = !house.address.isEmpty();
    return ui::print::Paper{form, styles, ui::pages::documentOf(form, packed.serial, content, house), 1};
}

} // namespace

ViewerWindow::ViewerWindow(const World &world)
    : m_world(world), m_language(ui::kit::makeNarrowBox(this)), m_banner(new Banner(this)),
      m_intro(ui::kit::makeLabel(ui::kit::TextRole::Muted, this)), m_code(ui::kit::makeLabel(ui::kit::TextRole::Code, this)),
      m_line(ui::kit::makeLabel(ui::kit::TextRole::Muted, this)), m_passphrase(new ui::kit::SecretField(this)),
      m_again(new ui::kit::SecretField(this)), m_openKey(new ui::kit::PushButton(this)),
      m_makeKey(new ui::kit::PushButton(this)), m_openPackage(new ui::kit::PushButton(this)),
      m_look(new ui::kit::PushButton(this)), m_print(new ui::kit::PushButton(this)), m_write(new ui::kit::PushButton(this)),
      m_digits(new QLineEdit(this)), m_note(new QLineEdit(this)), m_answer(ui::kit::makeNarrowBox(this)),
      m_reason(ui::kit::makeNarrowBox(this)), m_preview(new ui::print::PreviewWidget(this))
{
    if (auto form = documents::loadBuiltinTemplate(u"referral"_s))
        m_form = std::move(form).value();
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(ui::kit::space::Three, ui::kit::space::Two, ui::kit::space::Three, ui::kit::space::Three);
    column->setSpacing(ui::kit::space::Two);
    column->addWidget(m_language, 0, Qt::AlignRight);
    column->addWidget(m_intro);
    column->addWidget(m_banner);
    makeKeyCard(column);
    makePackageCard(column);
    makeAnswerCard(column);
    column->addStretch();
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (const Language each : {Language::French, Language::Kirundi, Language::English})
        m_language->addItem(ui::kit::Translations::nativeName(each), static_cast<int>(each));
    m_language->setCurrentIndex(m_language->findData(static_cast<int>(m_world.translations->language())));
    m_language->setObjectName(u"language"_s);
    connect(m_language, &QComboBox::activated, this,
            [this] { m_world.translations->setLanguage(static_cast<Language>(m_language->currentData().toInt())); });
    m_idle.setSingleShot(true);
    m_idle.setInterval(IdleTime);
    connect(&m_idle, &QTimer::timeout, this, &ViewerWindow::forget);
    qApp->installEventFilter(this);
    m_idle.start();
    retranslate();
}

bool ViewerWindow::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseButtonPress || type == QEvent::MouseMove || type == QEvent::Wheel)
        m_idle.start();
    return QWidget::eventFilter(watched, event);
}

void ViewerWindow::forget()
{
    if (m_pair == nullptr)
        return;
    m_pair.reset();
    m_file.reset();
    m_open.reset();
    showPaper();
    m_lines->clear();
    m_digits->clear();
    m_note->clear();
    m_passphrase->clear();
    m_again->clear();
    m_banner->keepSaying([this] {
        m_banner->showMessage(
            Banner::Kind::Info,
            tr("Nobody touched the window for five minutes: key and package are closed. Open them again."));
    });
    showState();
}

QVBoxLayout *ViewerWindow::addCard(QLabel *&title, QVBoxLayout *column)
{
    auto *card = new QFrame(this);
    ui::kit::setCard(card);
    auto *inner = new QVBoxLayout(card);
    inner->setSpacing(ui::kit::space::One);
    title = ui::kit::makeLabel(ui::kit::TextRole::Heading, card);
    inner->addWidget(title);
    column->addWidget(card);
    return inner;
}

void ViewerWindow::makeKeyCard(QVBoxLayout *column)
{
    QVBoxLayout *card = addCard(m_keyTitle, column);
    m_keyHint = ui::kit::makeLabel(ui::kit::TextRole::Body, this);
    m_passphraseRow = new ui::kit::FormRow(m_passphrase, this);
    m_againRow = new ui::kit::FormRow(m_again, this);
    m_passphrase->setObjectName(u"passphrase"_s);
    m_again->setObjectName(u"passphraseAgain"_s);
    m_code->setObjectName(u"code"_s);
    m_openKey->setObjectName(u"openKey"_s);
    m_makeKey->setObjectName(u"makeKey"_s);
    for (QLabel *label : {m_code, m_line})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    for (QWidget *part : std::initializer_list<QWidget *>{m_keyHint, m_code, m_line, m_passphraseRow, m_againRow})
        card->addWidget(part);
    for (QPushButton *button : {m_openKey, m_makeKey})
        card->addWidget(button, 0, Qt::AlignLeft);
    connect(m_openKey, &QPushButton::clicked, this, &ViewerWindow::chooseKey);
    connect(m_makeKey, &QPushButton::clicked, this, &ViewerWindow::makeKey);
}

void ViewerWindow::makePackageCard(QVBoxLayout *column)
{
    QVBoxLayout *card = addCard(m_packageTitle, column);
    m_packageCard = qobject_cast<QFrame *>(card->parentWidget());
    m_digitsHint = ui::kit::makeLabel(ui::kit::TextRole::Body, this);
    m_lines = ui::kit::makeLabel(ui::kit::TextRole::Body, this);
    m_lines->setTextFormat(Qt::PlainText); // somebody else wrote it
    m_lines->setTextInteractionFlags(Qt::TextSelectableByKeyboard | Qt::TextSelectableByMouse);
    m_digitsRow = new ui::kit::FormRow(m_digits, this);
    m_digits->setObjectName(u"digits"_s);
    m_lines->setObjectName(u"lines"_s);
    m_openPackage->setObjectName(u"openPackage"_s);
    m_look->setObjectName(u"look"_s);
    m_preview->setMinimumHeight(PreviewHeight);
    card->addWidget(m_openPackage, 0, Qt::AlignLeft);
    card->addWidget(m_digitsHint);
    card->addWidget(m_digitsRow);
    card->addWidget(m_look, 0, Qt::AlignLeft);
    card->addWidget(m_lines);
    card->addWidget(m_preview);
    card->addWidget(m_print, 0, Qt::AlignLeft);
    connect(m_openPackage, &QPushButton::clicked, this, &ViewerWindow::choosePackage);
    connect(m_look, &QPushButton::clicked, this, &ViewerWindow::openPackage);
    connect(m_print, &QPushButton::clicked, this, &ViewerWindow::printIt);
}

void ViewerWindow::makeAnswerCard(QVBoxLayout *column)
{
    QVBoxLayout *card = addCard(m_answerTitle, column);
    m_answerCard = qobject_cast<QFrame *>(card->parentWidget());
    m_answerRow = new ui::kit::FormRow(m_answer, this);
    m_reasonRow = new ui::kit::FormRow(m_reason, this);
    m_noteRow = new ui::kit::FormRow(m_note, this);
    m_answer->setObjectName(u"answer"_s);
    m_reason->setObjectName(u"reason"_s);
    m_note->setObjectName(u"note"_s);
    m_write->setObjectName(u"writeAnswer"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_answerRow, m_reasonRow, m_noteRow})
        card->addWidget(part);
    card->addWidget(m_write, 0, Qt::AlignLeft);
    connect(m_answer, &QComboBox::currentIndexChanged, this, &ViewerWindow::showState);
    connect(m_write, &QPushButton::clicked, this, &ViewerWindow::writeAnswer);
}

QString ViewerWindow::language() const
{
    return ui::kit::Translations::code(m_world.translations->language());
}

void ViewerWindow::chooseKey()
{
    m_world.files->openFile(this, tr("Your key"), tr("Key (*.key)"), [this](const QString &path) {
        m_openKey->setEnabled(false);
        ui::kit::runInBackground(
            this,
            [path, kdf = m_world.kdf, passphrase = m_passphrase->takeSecret()] {
                return openPair(path.toStdU16String(), passphrase, kdf);
            },
            [this](const Pair &pair) { takePair(pair); });
    });
}

void ViewerWindow::makeKey()
{
    if (m_passphrase->secret().view().size() != m_again->secret().view().size() ||
        !std::ranges::equal(m_passphrase->secret().view(), m_again->secret().view()))
        return m_againRow->setMessage(tr("The two are not the same."));
    m_againRow->clearMessage();
    m_world.files->chooseFolder(this, tr("Where the key is kept"), {}, [this](const QString &folder) {
        if (hasKey(folder.toStdU16String()))
            return m_banner->showMessage(Banner::Kind::Warning, tr("There is a key in this folder already, and it is not "
                                                                   "written over. Open it, or choose another folder."));
        m_makeKey->setEnabled(false);
        m_again->clear();
        ui::kit::runInBackground(
            this,
            [folder, kdf = m_world.kdf, passphrase = m_passphrase->takeSecret()] {
                return makePair(folder.toStdU16String(), passphrase, kdf);
            },
            [this](const Pair &pair) { takePair(pair); });
    });
}

void ViewerWindow::takePair(const Pair &pair)
{
    m_openKey->setEnabled(true);
    m_makeKey->setEnabled(true);
    if (!pair)
        return m_banner->showError(pair.error());
    m_pair = *pair;
    m_banner->dismiss();
    showState();
}

void ViewerWindow::choosePackage()
{
    m_world.files->openFile(this, tr("A sealed package"), tr("Sealed files (*.indaro)"), [this](const QString &path) {
        ui::kit::runInBackground(
            this, [path] { return base::readFile(path.toStdU16String(), wire::MaxPackage); },
            [this](const Result<base::Bytes> &file) {
                if (!file)
                    return m_banner->showError(file.error());
                m_file = std::make_shared<const base::Bytes>(*file);
                m_open.reset();
                m_digits->clear();
                m_digitsRow->clearMessage();
                openPackage();
            });
    });
}

void ViewerWindow::openPackage()
{
    if (m_pair == nullptr || m_file == nullptr)
        return;
    showOpen(openFor(*m_pair, *m_file, m_digits->text(), m_world.clock->nowUtc()));
}

void ViewerWindow::showOpen(const Result<std::shared_ptr<const OpenFile>> &open)
{
    m_banner->dismiss();
    m_open = open ? *open : nullptr;
    const bool isUnknown = !open && open.error().code == Errc::PackageSenderUnknown;
    if (isUnknown && !m_digits->text().trimmed().isEmpty())
        m_digitsRow->setMessage(
            tr("These are not the digits of whoever sealed this file. Let them read once more. If they stay "
               "different, do not open it: somebody else has sealed it."));
    else if (!open && !isUnknown)
        m_file.reset();
    if (!open && !isUnknown)
        m_banner->showError(open.error());
    showPaper();
    showState();
}

/// Laid out beside the window; of the file before, nothing stays.
void ViewerWindow::showPaper()
{
    m_preview->setPages({});
    auto *work = ui::pages::PaperWork::of(this);
    work->forgetLayout();
    if (m_open == nullptr || !m_open->referral)
        return;
    const auto paper = paperOf(m_form, *m_open->referral);
    if (!paper)
        return m_banner->showError(paper.error());
    work->layOut(
        {*paper}, [this](const QList<ui::print::Page> &pages) { m_preview->setPages(pages); },
        [this](const base::Error &error) { m_banner->showError(error); });
}

void ViewerWindow::printIt()
{
    if (m_open == nullptr || !m_open->referral)
        return;
    const auto paper = paperOf(m_form, *m_open->referral);
    if (!paper)
        return m_banner->showError(paper.error());
    ui::pages::printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
}

void ViewerWindow::writeAnswer()
{
    if (m_pair == nullptr || m_open == nullptr)
        return;
    const auto answer = static_cast<wire::PackageAnswer>(m_answer->currentData().toInt());
    auto bytes =
        answerTo(*m_pair, *m_open, answer, m_reason->currentData().toString(), m_note->text(), m_world.clock->nowUtc());
    if (!bytes && bytes.error().code == Errc::InvalidArgument)
        return m_reasonRow->setMessage(tr("Say why it is refused."));
    if (!bytes)
        return m_banner->showError(bytes.error());
    m_reasonRow->clearMessage();
    m_world.files->saveFile(
        this, tr("The signed answer"), answerFileName(*m_open), tr("Sealed files (*.indaro)"),
        [this, bytes = std::make_shared<const base::Bytes>(std::move(bytes).value())](const QString &path) {
            ui::kit::runInBackground(
                this, [path, bytes] { return base::writeFileDurably(path.toStdU16String(), *bytes); },
                [this](const Result<void> &written) {
                    if (!written)
                        return m_banner->showError(written.error());
                    m_banner->keepSaying([this] {
                        m_banner->showMessage(
                            Banner::Kind::Good,
                            tr("The answer is written. Give the file to the house that sent the package: it "
                               "proves what you answered, and nobody else can read it."));
                    });
                });
        });
}

void ViewerWindow::showState()
{
    const bool hasKey = m_pair != nullptr;
    for (QWidget *part : std::initializer_list<QWidget *>{m_passphraseRow, m_againRow, m_openKey, m_makeKey})
        part->setVisible(!hasKey);
    for (QLabel *label : {m_code, m_line})
        label->setVisible(hasKey);
    if (hasKey) {
        m_code->setText(m_pair->code);
        m_line->setText(m_pair->text);
    }
    m_keyHint->setText(
        hasKey ? tr("Your key is open. Give the line below to the houses that refer to you, and read them the 30 digits "
                    "when they "
                    "call.")
               : tr("Open your key with its passphrase, or make one: type a new passphrase twice. The key is two files in a "
                    "folder you choose: without them and the passphrase nothing sealed to you can be opened."));
    m_packageCard->setVisible(hasKey);
    const bool isAsking = hasKey && m_file != nullptr && m_open == nullptr;
    for (QWidget *part : std::initializer_list<QWidget *>{m_digitsHint, m_digitsRow, m_look})
        part->setVisible(isAsking);
    const bool isOpen = m_open != nullptr;
    m_lines->setVisible(isOpen);
    m_preview->setVisible(isOpen && m_open->referral);
    m_print->setVisible(isOpen && m_open->referral);
    m_answerCard->setVisible(isOpen && m_open->referral);
    if (isOpen)
        m_lines->setText(tr("Number of the sender: %1").arg(m_open->serial) + u'\n' +
                         ui::pages::PackageWords::lines(m_form, m_open->lines, language()).join(u'\n'));
    m_reasonRow->setVisible(static_cast<wire::PackageAnswer>(m_answer->currentData().toInt()) ==
                            wire::PackageAnswer::Refused);
}

void ViewerWindow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ViewerWindow::retranslate()
{
    setWindowTitle(tr("Sealed packages"));
    m_intro->setText(
        tr("For partners who do not use Indaro. Nothing that is opened here is kept: print it, or write it down, "
           "before you close the window."));
    m_keyTitle->setText(tr("Your key"));
    m_packageTitle->setText(tr("The package"));
    m_answerTitle->setText(tr("Your answer"));
    m_passphraseRow->setLabel(tr("Passphrase"));
    m_againRow->setLabel(tr("The same once more, for a new key"));
    m_openKey->setText(tr("Open my key…"));
    m_makeKey->setText(tr("Make a new key…"));
    m_openPackage->setText(tr("Open a package…"));
    m_digitsHint->setText(
        tr("Who has sealed it? Call the house it should come from, under a number you had before, and ask for "
           "the 30 digits of its key. Type them as you hear them."));
    m_digitsRow->setLabel(tr("The 30 digits, as you hear them"));
    m_look->setText(tr("These digits were read to me"));
    m_print->setText(tr("Print it…"));
    m_answerRow->setLabel(tr("What is answered"));
    m_reasonRow->setLabel(tr("Why not"));
    m_noteRow->setLabel(tr("A note for the sender (no story of the person)"));
    m_write->setText(tr("Write the signed answer…"));
    const int chosen = std::max(0, m_answer->currentIndex());
    m_answer->clear();
    for (const auto each : {wire::PackageAnswer::Received, wire::PackageAnswer::Accepted, wire::PackageAnswer::Refused})
        m_answer->addItem(ui::pages::packageAnswerText(each), static_cast<int>(each));
    m_answer->setCurrentIndex(chosen);
    const QVariant reason = m_reason->currentData();
    m_reason->clear();
    m_reason->addItem(QString(), QString());
    for (const model::Code &code : model::CodeList::byName(u"referral_refusal"_s).codes())
        m_reason->addItem(ui::models::codeLabel(u"referral_refusal"_s, code.code, language()), code.code);
    m_reason->setCurrentIndex(std::max(0, m_reason->findData(reason)));
    showState();
}

} // namespace indaro::viewer
