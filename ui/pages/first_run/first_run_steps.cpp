// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_run/first_run_steps.h"

#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QDir>
#include <QtCore/QEvent>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

Step::Step(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Title, this)), m_text(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kit::space::Two);
    layout->addStretch(1); // aligning the layout itself would cut wrapped texts short
    add(m_title);
    add(m_text);
}

void Step::add(QWidget *widget, Qt::Alignment alignment)
{
    auto *rows = static_cast<QVBoxLayout *>(layout());
    rows->insertWidget(rows->count() - 1, widget, 0, alignment);
}

void Step::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

LanguageStep::LanguageStep(kit::Translations &translations, QWidget *parent)
    : Step(parent), m_what(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_new(new kit::RadioButton),
      m_join(new kit::RadioButton), m_restore(new kit::RadioButton), m_practise(new kit::RadioButton),
      m_joinText(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *languages = new QWidget(this);
    auto *languageRows = new QVBoxLayout(languages);
    for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English}) {
        auto *choice = new kit::RadioButton(kit::Translations::nativeName(language), languages);
        choice->setChecked(language == translations.language());
        connect(choice, &QRadioButton::clicked, this, [&translations, language] { translations.setLanguage(language); });
        languageRows->addWidget(choice);
    }
    add(languages);
    add(m_what);
    auto *ways = new QWidget(this);
    auto *wayRows = new QVBoxLayout(ways);
    for (QRadioButton *way : {m_new, m_join, m_restore, m_practise})
        wayRows->addWidget(way);
    m_new->setChecked(true);
    add(ways);
    add(m_joinText);
    m_joinText->hide();
    connect(m_join, &QRadioButton::toggled, m_joinText, &QLabel::setVisible);
    retranslate();
}

bool LanguageStep::wantsRestore() const
{
    return m_restore->isChecked();
}

bool LanguageStep::wantsToJoin() const
{
    return m_join->isChecked();
}

bool LanguageStep::wantsToPractise() const
{
    return m_practise->isChecked();
}

void LanguageStep::offerPractiseOnly()
{
    m_practise->setChecked(true);
    for (QRadioButton *way : {m_new, m_join, m_restore})
        way->hide();
}

void LanguageStep::retranslate()
{
    m_title->setText(tr("Welcome to Indaro"));
    m_text->setText(tr("Choose the language of the screens. It can be changed at any time."));
    m_what->setText(tr("What would you like to do?"));
    m_new->setText(tr("Set up this computer for the first time"));
    m_join->setText(tr("Join the house: another laptop here has Indaro already"));
    m_joinText->setText(
        tr("First you choose your own passphrase and write down the recovery cards of this laptop. Then it writes a request "
           "onto a USB stick, and the laptop of the administrator lets it in: bring both into one room. The name of the "
           "house and its files come from there."));
    m_restore->setText(tr("Restore a backup on this computer"));
    m_practise->setText(tr("Practise, in a training vault with invented persons"));
}

MachineStep::MachineStep(QWidget *parent)
    : Step(parent), m_disk(new kit::Banner(this)), m_swap(new kit::Banner(this)), m_understood(new kit::CheckBox(this))
{
    add(m_disk);
    add(m_swap);
    add(m_understood);
    retranslate();
}

void MachineStep::setState(const machine::MachineState &state)
{
    m_state = state;
    retranslate();
}

bool MachineStep::isComplete()
{
    if (m_understood->isHidden() || m_understood->isChecked())
        return true;
    m_understood->setFocus();
    return false;
}

void MachineStep::retranslate()
{
    using Kind = kit::Banner::Kind;
    m_title->setText(tr("How well does this computer protect you?"));
    m_text->setText(tr("Indaro encrypts everything it writes. Two things it cannot do for this computer:"));
    const machine::Protection disk = m_state.vaultDisk;
    const machine::Protection swap = machine::protectionOf(m_state.swap);
    if (disk == machine::Protection::NotKnown || disk == machine::Protection::InMemory)
        m_disk->showMessage(Kind::Info, tr("Whether the disk is encrypted could not be checked."));
    else if (disk == machine::Protection::Plain)
        m_disk->showMessage(Kind::Warning,
                            tr("The disk of this computer is not encrypted. Indaro's own file is, but papers you save "
                               "as PDF and other programs' files can be read by a thief. Ask whoever installs your "
                               "computers for full disk encryption."));
    else
        m_disk->showMessage(Kind::Good, tr("The disk is encrypted."));
    if (swap == machine::Protection::NotKnown)
        m_swap->showMessage(Kind::Info, tr("Whether memory is written to the disk could not be checked."));
    else if (swap == machine::Protection::Plain)
        m_swap->showMessage(Kind::Warning,
                            tr("This computer writes parts of its memory to the disk without encryption (swap). Names "
                               "you have just read could be found there later. Have the swap area encrypted or "
                               "switched off."));
    else
        m_swap->showMessage(Kind::Good, tr("Memory is never written to the disk in the clear."));
    const bool isRisky = disk != machine::Protection::Encrypted || swap == machine::Protection::NotKnown ||
                         swap == machine::Protection::Plain;
    m_understood->setText(tr("I have read this and shall have it seen to"));
    m_understood->setVisible(isRisky);
}

FolderStep::FolderStep(kit::FileAsk &files, const QString &proposed, QWidget *parent)
    : Step(parent), m_files(files), m_folder(new QLineEdit(QDir::toNativeSeparators(proposed), this)),
      m_row(new kit::FormRow(m_folder, this)), m_choose(new kit::PushButton(this))
{
    add(m_row);
    add(m_choose, Qt::AlignLeft);
    connect(m_choose, &QPushButton::clicked, this, [this] {
        m_files.chooseFolder(this, tr("Folder of the vault"), QDir::homePath(), [this](const QString &chosen) {
            m_folder->setText(QDir::toNativeSeparators(chosen));
            m_folder->setModified(true);
            m_row->clearMessage();
        });
    });
    connect(m_folder, &QLineEdit::textEdited, this, [this] { m_row->clearMessage(); });
    setFocusProxy(m_folder);
    retranslate();
}

void FolderStep::propose(const QString &folder)
{
    if (!m_folder->isModified())
        m_folder->setText(QDir::toNativeSeparators(folder));
}

QString FolderStep::folder() const
{
    return QDir::fromNativeSeparators(m_folder->text().trimmed());
}

bool FolderStep::isComplete()
{
    m_row->clearMessage();
    const QDir dir(folder());
    if (folder().isEmpty() || dir.isRelative())
        m_row->setMessage(tr("Write the whole path of a folder."));
    else if (session::isVault(folder().toStdString()) ||
             (dir.exists() && !dir.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)))
        m_row->setMessage(kit::errorText(base::Error{base::Errc::VaultExists}).whole());
    return !m_row->hasMessage();
}

void FolderStep::retranslate()
{
    m_title->setText(tr("Where to keep the vault"));
    m_text->setText(tr("The vault is one folder with encrypted files. Leave the proposal unless you have a reason. A "
                       "USB stick is no good place for it; backups go there."));
    m_row->setLabel(tr("Folder of the vault"));
    m_choose->setText(tr("Choose…"));
}

HouseStep::HouseStep(QWidget *parent)
    : Step(parent), m_name(new QLineEdit(this)), m_phone(new QLineEdit(this)), m_address(new QPlainTextEdit(this)),
      m_what(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_commissionText(kit::makeLabel(kit::TextRole::Muted, this)),
      m_shelter(new kit::RadioButton(this)), m_commission(new kit::RadioButton(this)),
      m_nameRow(new kit::FormRow(m_name, this)), m_phoneRow(new kit::FormRow(m_phone, this)),
      m_addressRow(new kit::FormRow(m_address, this))
{
    m_shelter->setChecked(true);
    m_commission->setObjectName(u"houseIsCommission"_s);
    m_name->setMaxLength(120);
    m_phone->setMaxLength(60);
    m_address->setMaximumHeight(72);
    m_address->setTabChangesFocus(true);
    for (auto *row : {m_nameRow, m_phoneRow, m_addressRow})
        add(row);
    for (QWidget *part : std::initializer_list<QWidget *>{m_what, m_shelter, m_commission, m_commissionText})
        add(part);
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameRow->clearMessage(); });
    connect(m_phone, &QLineEdit::textEdited, this, [this] { m_phoneRow->clearMessage(); });
    connect(m_address, &QPlainTextEdit::textChanged, this, [this] { m_addressRow->clearMessage(); });
    setFocusProxy(m_name);
    retranslate();
}

QString HouseStep::name() const
{
    return m_name->text().simplified();
}

QString HouseStep::phone() const
{
    return m_phone->text().simplified();
}

QString HouseStep::address() const
{
    return m_address->toPlainText().trimmed();
}

bool HouseStep::isCommission() const
{
    return m_commission->isChecked();
}

bool HouseStep::isComplete()
{
    if (name().isEmpty())
        m_nameRow->setMessage(tr("Write how the house is called on its forms."));
    if (phone().isEmpty())
        m_phoneRow->setMessage(tr("Write a number partners can call back: it is printed in place of the address."));
    if (address().size() > 500)
        m_addressRow->setMessage(kit::errorText(base::Error{base::Errc::TextTooLong}).whole());
    return !m_nameRow->hasMessage() && !m_phoneRow->hasMessage() && !m_addressRow->hasMessage();
}

void HouseStep::retranslate()
{
    m_title->setText(tr("Your house"));
    m_text->setText(tr("This is kept inside the vault only."));
    m_nameRow->setLabel(tr("Name on the forms"));
    m_nameRow->setHint(tr("A neutral name protects the people who carry the paper."));
    m_phoneRow->setLabel(tr("Call-back telephone"));
    m_addressRow->setLabel(tr("Address (may stay empty)"));
    m_addressRow->setHint(tr("Never printed, unless you switch it on for one receiver."));
    m_what->setText(tr("What this vault is for"));
    m_shelter->setText(tr("A shelter, which keeps files of people"));
    m_commission->setText(tr("The workstation of the commission"));
    m_commissionText->setText(
        tr("It opens the numbers that shelters seal for it, adds them up and publishes them. It registers "
           "nobody."));
}

AccountStep::AccountStep(QWidget *parent)
    : Step(parent), m_label(new QLineEdit(this)), m_row(new kit::FormRow(m_label, this)),
      m_passphrase(new NewPassphrase(this))
{
    m_label->setMaxLength(40);
    add(m_row);
    add(m_passphrase);
    connect(m_label, &QLineEdit::textEdited, this, [this] { m_row->clearMessage(); });
    connect(m_passphrase, &NewPassphrase::submitted, this, &Step::submitted);
    setFocusProxy(m_label);
    retranslate();
}

QString AccountStep::label() const
{
    return m_label->text().simplified();
}

bool AccountStep::isComplete()
{
    if (label().isEmpty()) {
        m_row->setMessage(tr("Choose a name for the account."));
        m_label->setFocus();
        return false;
    }
    m_checked = m_passphrase->check();
    return m_checked.has_value();
}

base::SecretBytes AccountStep::takePassphrase()
{
    base::SecretBytes out = std::move(*m_checked);
    m_checked.reset();
    return out;
}

void AccountStep::retranslate()
{
    m_title->setText(tr("Your account"));
    m_text->setText(tr("Every colleague gets an account of their own later, in the settings. The passphrase cannot be "
                       "looked up by anybody; if it is forgotten, only the recovery cards help."));
    m_row->setLabel(tr("Name of the account"));
    m_row->setHint(tr("It is readable before signing in: initials or a nickname will do, no full name."));
}

RestoreStep::RestoreStep(kit::FileAsk &files, QWidget *parent)
    : Step(parent), m_files(files), m_file(new QLineEdit(this)), m_choose(new kit::PushButton(this)),
      m_byPassphrase(new kit::RadioButton(this)), m_byCards(new kit::RadioButton(this)), m_label(new QComboBox(this)),
      m_secret(new kit::SecretField(this)), m_cards(new TwoCards(this)), m_newPassphrase(new NewPassphrase(this))
{
    m_fileRow = new kit::FormRow(m_file, this);
    m_labelRow = new kit::FormRow(m_label, this);
    m_secretRow = new kit::FormRow(m_secret, this);
    m_file->setReadOnly(true);
    add(m_fileRow);
    add(m_choose, Qt::AlignLeft);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_byPassphrase, m_byCards, m_labelRow, m_secretRow, m_cards, m_newPassphrase})
        add(widget);
    const auto showFields = [this] {
        m_secretRow->setVisible(m_byPassphrase->isChecked());
        m_cards->setVisible(m_byCards->isChecked());
        m_newPassphrase->setVisible(m_byCards->isChecked());
    };
    connect(m_byPassphrase, &QRadioButton::toggled, this, showFields);
    m_byPassphrase->setChecked(true);
    connect(m_choose, &QPushButton::clicked, this, &RestoreStep::chooseFile);
    setFocusProxy(m_choose);
    retranslate();
}

QString RestoreStep::file() const
{
    return m_file->text();
}

void RestoreStep::chooseFile()
{
    m_files.openFile(this, tr("Backup to restore"), tr("Indaro backups (*.bak)"), [this](const QString &chosen) {
        m_file->setText(chosen);
        readHeader();
    });
}

void RestoreStep::readHeader()
{
    kit::runInBackground(
        this, [file = file().toStdString()] { return session::readBackupHeader(file); },
        [this](base::Result<session::BackupInfo> info) {
            m_label->clear();
            if (!info) {
                m_fileRow->setMessage(kit::errorText(info.error()).whole());
                return;
            }
            m_fileRow->clearMessage();
            m_fileRow->setHint(
                tr("Backup of %1; recovery kit %2")
                    .arg(kit::dateTimeText(info.value().createdUtc), QString::fromStdString(info.value().kitNumber)));
            for (const auto &label : info.value().labels)
                m_label->addItem(QString::fromStdString(label));
        });
}

bool RestoreStep::isComplete()
{
    if (file().isEmpty())
        m_fileRow->setMessage(tr("Choose the backup file, for example on the USB stick."));
    if (m_fileRow->hasMessage() || m_label->currentText().isEmpty())
        return false;
    if (m_byPassphrase->isChecked()) {
        if (m_secret->isEmpty()) {
            m_secretRow->setMessage(tr("Type the passphrase this account had on the day of the backup."));
            return false;
        }
        m_secretRow->clearMessage();
        m_key = session::PassphraseKey{m_label->currentText().toStdString(), m_secret->secret()};
        return true;
    }
    auto pair = m_cards->check();
    if (!pair)
        return false;
    auto passphrase = m_newPassphrase->check();
    if (!passphrase)
        return false;
    m_key = session::CardsKey{std::move(pair->one), std::move(pair->other), m_label->currentText().toStdString(),
                              std::move(*passphrase)};
    return true;
}

session::BackupKey RestoreStep::takeKey()
{
    session::BackupKey key = std::move(*m_key);
    m_key.reset();
    return key;
}

void RestoreStep::retranslate()
{
    m_title->setText(tr("Restore a backup"));
    m_text->setText(tr("The restored vault counts as a new computer: it continues with its own numbers, and new recovery "
                       "cards are made."));
    m_fileRow->setLabel(tr("Backup file"));
    m_choose->setText(tr("Choose…"));
    m_byPassphrase->setText(tr("I know the passphrase of an account"));
    m_byCards->setText(tr("I have two recovery cards"));
    m_labelRow->setLabel(tr("Account"));
    m_secretRow->setLabel(tr("Passphrase on the day of the backup"));
}

} // namespace indaro::ui::pages
