// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/own_key_panel.h"

#include "core/base/file.h"
#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/directory/key_paper.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ScreenModule = 4; // pixels

/// What the panel shows, read in one job.
struct OwnKeyRead
{
    std::optional<casework::OwnOrganisationKey> key;
    QString house;
};

} // namespace

OwnKeyPanel::OwnKeyPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_words(kit::makeLabel(kit::TextRole::Body, this)), m_code(kit::makeLabel(kit::TextRole::Code, this)),
      m_line(kit::makeLabel(kit::TextRole::Muted, this)), m_picture(new QLabel(this)), m_banner(new kit::Banner(this)),
      m_make(new kit::PushButton(this)), m_save(new kit::PushButton(this)), m_print(new kit::PushButton(this)),
      m_close(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"ownKeyPanel"_s);
    m_code->setObjectName(u"ownKeyCode"_s);
    m_line->setObjectName(u"ownKeyLine"_s);
    m_make->setObjectName(u"ownKeyMake"_s);
    m_save->setObjectName(u"ownKeySave"_s);
    m_print->setObjectName(u"ownKeyPrint"_s);
    for (QLabel *label : {m_code, m_line})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_line->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_words, m_code, m_line})
        column->addWidget(part);
    column->addWidget(m_picture, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    for (auto *button : {m_make, m_print, m_save, m_close})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_make, kit::ButtonRole::Primary);
    kit::setButtonRole(m_close, kit::ButtonRole::Quiet);
    connect(m_make, &QPushButton::clicked, this, &OwnKeyPanel::make);
    connect(m_save, &QPushButton::clicked, this, &OwnKeyPanel::save);
    connect(m_print, &QPushButton::clicked, this, &OwnKeyPanel::print);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    retranslate();
    hide();
}

void OwnKeyPanel::begin()
{
    setVisible(true);
    m_banner->dismiss();
    kit::scrollTo(this);
    look();
}

void OwnKeyPanel::look()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<OwnKeyRead> {
            OwnKeyRead read;
            INDARO_TRY_ASSIGN(read.key, casework::ownOrganisationKey(desk));
            INDARO_TRY_ASSIGN(const auto house, casework::loadHouse(desk));
            read.house = house.name;
            return read;
        },
        [this](const base::Result<OwnKeyRead> &read) {
            if (!read)
                return m_banner->showError(read.error());
            m_key = read->key;
            m_house = read->house;
            m_isRead = true;
            showWords();
        });
}

void OwnKeyPanel::make()
{
    m_make->setEnabled(false);
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::makeOrganisationKey(desk); },
        [this](const base::Result<casework::OwnOrganisationKey> &made) {
            m_make->setEnabled(true);
            if (!made)
                m_banner->showError(made.error());
            look();
        });
}

void OwnKeyPanel::save()
{
    if (!m_key)
        return;
    m_context.files->saveFile(
        this, tr("Save the key of the house"), u"indaro-key.txt"_s, tr("Text (*.txt)"),
        [this, text = m_key->text + u'\n'](const QString &path) {
            kit::runInBackground(
                this,
                [text = text.toStdString(), path] {
                    return base::writeFileDurably(path.toStdU16String(), base::asBytes(text));
                },
                [this](const base::Result<void> &written) {
                    if (!written)
                        return m_banner->showError(written.error());
                    m_banner->keepSaying([this] {
                        m_banner->showMessage(
                            kit::Banner::Kind::Good,
                            tr("The key is saved. Give the file to the partner, and read them the 30 digits "
                               "when they call."));
                    });
                });
        });
}

void OwnKeyPanel::print()
{
    if (!m_key)
        return;
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const auto paper = keyPaper(*m_key, m_house, model::localDay(m_context.clock->nowUtc()));
    if (!paper)
        return failed(paper.error());
    writePapersOf(m_context, this, {*paper}, u"indaro-key.pdf"_s, failed,
                  [this] { m_context.navigator->showNotice(tr("The PDF is saved.")); });
}

void OwnKeyPanel::showWords()
{
    const bool hasKey = m_key.has_value();
    const auto &access = m_context.workspace->access();
    const bool mayMake = !access || access->isDirector();
    m_make->setVisible(m_isRead && !hasKey && mayMake);
    for (QWidget *part : std::initializer_list<QWidget *>{m_code, m_line, m_picture, m_save, m_print})
        part->setVisible(hasKey);
    if (!hasKey) {
        m_words->setText(mayMake
                             ? tr("The house has no key yet. Make it once, on one laptop; it reaches the other laptops with "
                                  "the next exchange. Partners need it to seal packages for you, and to know what is yours.")
                             : tr("The house has no key yet, or this laptop does not hold it. A director makes it once."));
        return;
    }
    m_words->setText(
        tr("Give partners the line below, on the sheet or in the file. Read them these 30 digits when they call: "
           "they type them, so that they know the key is yours."));
    m_code->setText(m_key->code);
    m_line->setText(m_key->text);
    m_picture->setPixmap(qrPicture(m_key->text, ScreenModule));
    m_picture->setAccessibleName(tr("The key of the house as a QR code"));
}

void OwnKeyPanel::retranslate()
{
    m_title->setText(tr("The key of this house"));
    m_make->setText(tr("Make the key of the house"));
    m_save->setText(tr("Save the key as a file…"));
    m_print->setText(tr("Print the sheet for a partner…"));
    m_close->setText(tr("Close"));
    showWords();
}

} // namespace indaro::ui::pages
