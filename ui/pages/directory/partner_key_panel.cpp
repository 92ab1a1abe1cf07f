// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/partner_key_panel.h"

#include "core/base/file.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/referrals/package_words.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Errc;
using base::Result;

namespace {

constexpr std::size_t KeyFileLimit = 4096; // bytes: a line of a hundred characters, and what a mail program adds

} // namespace

PartnerKeyPanel::PartnerKeyPanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_state(kit::makeLabel(kit::TextRole::Body, this)), m_danger(kit::makeLabel(kit::TextRole::Error, this)),
      m_how(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)), m_line(new QLineEdit(this)),
      m_digits(new QLineEdit(this)), m_file(new kit::PushButton(this)), m_take(new kit::PushButton(this)),
      m_compare(new kit::PushButton(this))
{
    setObjectName(u"partnerKeyPanel"_s);
    m_state->setObjectName(u"partnerKeyState"_s);
    m_line->setObjectName(u"partnerKeyLine"_s);
    m_digits->setObjectName(u"partnerKeyDigits"_s);
    m_file->setObjectName(u"partnerKeyFile"_s);
    m_take->setObjectName(u"partnerKeyTake"_s);
    m_compare->setObjectName(u"partnerKeyCompare"_s);
    m_lineRow = new kit::FormRow(m_line, this);
    m_digitsRow = new kit::FormRow(m_digits, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_state, m_danger, m_how, m_digitsRow})
        column->addWidget(part);
    column->addWidget(m_compare, 0, Qt::AlignLeft);
    column->addWidget(m_lineRow);
    for (auto *button : {m_take, m_file})
        column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    connect(m_file, &QPushButton::clicked, this, &PartnerKeyPanel::chooseFile);
    connect(m_take, &QPushButton::clicked, this, [this] { take(m_line->text()); });
    connect(m_line, &QLineEdit::textChanged, this, [this] { m_take->setEnabled(!m_line->text().trimmed().isEmpty()); });
    connect(m_compare, &QPushButton::clicked, this, &PartnerKeyPanel::compare);
    m_take->setEnabled(false);
    retranslate();
}

void PartnerKeyPanel::showEntry(casework::DirectoryId entry, const QString &name)
{
    if (m_entry != entry) {
        m_line->clear();
        m_digits->clear();
        m_banner->dismiss();
        m_digitsRow->clearMessage();
        m_lineRow->clearMessage();
        m_key.reset();
    }
    m_entry = entry;
    m_name = name;
    showWords();
    look();
}

void PartnerKeyPanel::look()
{
    m_context.workspace->ask(
        this, [id = *m_entry](casework::Desk &desk) { return casework::partnerKeyOf(desk, id); },
        [this, id = *m_entry](const Result<std::optional<casework::PartnerKey>> &key) {
            if (m_entry != id)
                return;
            if (!key)
                return m_banner->showError(key.error());
            m_key = *key;
            showWords();
        });
}

void PartnerKeyPanel::chooseFile()
{
    m_context.files->openFile(this, tr("The key of the organisation"), tr("Text (*.txt)"), [this](const QString &path) {
        kit::runInBackground(
            this, [path] { return base::readFile(path.toStdU16String(), KeyFileLimit); },
            [this](const Result<base::Bytes> &file) {
                if (!file)
                    return m_banner->showError(file.error());
                const auto text = base::asText(*file);
                take(QString::fromUtf8(text.data(), qsizetype(text.size())));
            });
    });
}

void PartnerKeyPanel::take(const QString &text)
{
    if (!m_entry)
        return;
    m_context.workspace->ask(
        this, [id = *m_entry, text](casework::Desk &desk) { return casework::setPartnerKey(desk, id, text); },
        [this, id = *m_entry](const Result<void> &taken) {
            if (m_entry != id)
                return;
            if (!taken && taken.error().code == Errc::WireDamaged)
                return m_lineRow->setMessage(
                    tr("This is no key, or a letter of it is wrong. It begins with “indaro-key-1:”. "
                       "Copy it again, or ask for the file."));
            if (!taken && taken.error().code == Errc::InvalidArgument)
                return m_lineRow->setMessage(tr("This is the key of this house itself."));
            if (!taken)
                return m_banner->showError(taken.error());
            m_lineRow->clearMessage();
            m_line->clear();
            look();
            Q_EMIT changed();
        });
}

void PartnerKeyPanel::compare()
{
    if (!m_entry)
        return;
    m_context.workspace->ask(
        this,
        [id = *m_entry, digits = m_digits->text()](casework::Desk &desk) {
            return casework::notePartnerKeyCompared(desk, id, digits);
        },
        [this, id = *m_entry](const Result<void> &compared) {
            if (m_entry != id)
                return;
            if (!compared && compared.error().code == Errc::PartnerCodeWrong)
                return m_digitsRow->setMessage(tr(
                    "These are not the digits of the key that stands here. Let them read once more. If they stay different, "
                    "this key is not theirs: seal nothing, and ask for the key again in person."));
            if (!compared)
                return m_banner->showError(compared.error());
            m_digitsRow->clearMessage();
            m_digits->clear();
            m_banner->keepSaying([this] {
                m_banner->showMessage(kit::Banner::Kind::Good,
                                      tr("The key is theirs. Packages can be sealed for them and opened from them."));
            });
            look();
            Q_EMIT changed();
        });
}

void PartnerKeyPanel::showWords()
{
    const bool isToCompare = m_key && !m_key->isCompared;
    const auto &access = m_context.workspace->access();
    const bool mayWrite = !access || access->mayDo(casework::Thing::Consents); // who refers keeps the keys right
    m_danger->setVisible(isToCompare);
    for (QWidget *part : std::initializer_list<QWidget *>{m_how, m_digitsRow, m_compare})
        part->setVisible(isToCompare && mayWrite);
    for (QWidget *part : std::initializer_list<QWidget *>{m_lineRow, m_take, m_file})
        part->setVisible(mayWrite);
    m_danger->setText(PackageWords::danger(m_name));
    m_how->setText(PackageWords::howToCompare(m_name));
    if (!m_key)
        m_state->setText(
            tr("No key. Without one, referrals go on paper; ask for the key if you want to send sealed packages."));
    else if (isToCompare)
        m_state->setText(PackageWords::standing(*m_key));
    else
        m_state->setText(PackageWords::standing(*m_key) + u'\n' + tr("Its digits: %1").arg(m_key->code));
    kit::setTextRole(m_state, isToCompare ? kit::TextRole::Error : kit::TextRole::Body);
    m_lineRow->setLabel(m_key ? tr("Another key, as they gave it") : tr("Its key, as they gave it"));
}

void PartnerKeyPanel::retranslate()
{
    m_title->setText(tr("Its key for sealed packages"));
    m_file->setText(tr("Take the key from a file…"));
    m_take->setText(tr("Take this key"));
    m_compare->setText(tr("These digits were read to me"));
    m_digitsRow->setLabel(tr("The 30 digits, as you hear them"));
    m_line->setPlaceholderText(u"indaro-key-1:"_s);
    showWords();
}

} // namespace indaro::ui::pages
