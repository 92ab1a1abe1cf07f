// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/recovery_kit_panel.h"

#include "core/documents/document.h"
#include "core/model/partial_date.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/print/document_view.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace {

/// The three cards as their paper form. The digits are ordinary text from here to the printer: paper needs that, and
/// what held them is gone with the process at the next lock.
base::Result<print::Paper> cardPaper(const session::RecoveryKit &kit, const QDate &today)
{
    INDARO_TRY_ASSIGN(const auto form, documents::loadBuiltinTemplate(QStringLiteral("recovery_card")));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    constexpr qsizetype GroupsPerPart = session::GroupsPerCard / 2;
    documents::DocumentData data;
    for (std::size_t i = 0; i < kit.cards.size(); ++i) {
        const QString letter = QChar::fromLatin1(session::RecoveryKit::letter(i)).toLower();
        data.set(QStringLiteral("kit_") + letter, QString::fromStdString(kit.kitNumber));
        data.set(QStringLiteral("made_") + letter, kit::dateText(today));
        const base::SecretBytes digits = kit.cards[i].digits();
        const QStringList groups =
            QString::fromLatin1(reinterpret_cast<const char *>(digits.data()), qsizetype(digits.size()))
                .split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (qsizetype group = 0; group < groups.size(); ++group)
            data.set(QStringLiteral("%1_%2_%3").arg(letter).arg(group / GroupsPerPart + 1).arg(group % GroupsPerPart + 1),
                     groups[group]);
    }
    return print::Paper{form, styles, data};
}

} // namespace

TwoCards::TwoCards(QWidget *parent) : QWidget(parent), m_one(new kit::SecretField(this)), m_other(new kit::SecretField(this))
{
    setFocusProxy(m_one); // before the rows are made, as in NewPassphrase
    m_oneRow = new kit::FormRow(m_one, this);
    m_otherRow = new kit::FormRow(m_other, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_oneRow);
    layout->addWidget(m_otherRow);
    for (auto *field : {m_one, m_other})
        field->setShown(true);
    connect(m_one, &kit::SecretField::edited, this, [this] { m_oneRow->clearMessage(); });
    connect(m_other, &kit::SecretField::edited, this, [this] { m_otherRow->clearMessage(); });
    connect(m_one, &kit::SecretField::submitted, m_other, [this] { m_other->setFocus(); });
    connect(m_other, &kit::SecretField::submitted, this, &TwoCards::submitted);
    retranslate();
}

std::optional<session::RecoveryCard> TwoCards::parse(kit::SecretField *field, kit::FormRow *row)
{
    auto card = session::RecoveryCard::parse(field->secret());
    if (!card) {
        row->setMessage(kit::errorText(card.error()).whole());
        field->setFocus();
        return std::nullopt;
    }
    return std::move(card).value();
}

std::optional<TwoCards::Pair> TwoCards::check()
{
    auto one = parse(m_one, m_oneRow);
    if (!one)
        return std::nullopt;
    auto other = parse(m_other, m_otherRow);
    if (!other)
        return std::nullopt;
    if (const auto joined = session::joinCards(*one, *other); !joined) {
        m_otherRow->setMessage(kit::errorText(joined.error()).whole());
        m_other->setFocus();
        return std::nullopt;
    }
    return Pair{std::move(*one), std::move(*other)};
}

void TwoCards::clear()
{
    m_one->clear();
    m_other->clear();
}

void TwoCards::retranslate()
{
    m_oneRow->setLabel(tr("First card: its 96 digits"));
    m_otherRow->setLabel(tr("Second card: its 96 digits"));
    m_oneRow->setHint(tr("Blanks between the groups may be left out."));
}

void TwoCards::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

RecoveryKitPanel::RecoveryKitPanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Title, this)),
      m_explanation(kit::makeLabel(kit::TextRole::Body, this)), m_cardPlace(new QWidget(this)), m_typed(new TwoCards(this)),
      m_banner(new kit::Banner(this)), m_next(new kit::PushButton(this)), m_again(new kit::PushButton(this)),
      m_print(new kit::PushButton(this)), m_pdf(new kit::PushButton(this)), m_context(context)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kit::space::Two);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_explanation, m_cardPlace, m_typed, m_banner})
        layout->addWidget(widget);
    constexpr int ButtonWidth = 200;
    auto *buttons = new kit::FlowGrid(3, ButtonWidth); // side by side they would cut long words
    for (auto *button : {m_again, m_print, m_pdf, m_next})
        buttons->addCell(button);
    layout->addLayout(buttons);
    layout->addStretch(1);
    (new QVBoxLayout(m_cardPlace))->setContentsMargins(0, 0, 0, 0);
    kit::setButtonRole(m_next, kit::ButtonRole::Primary);
    connect(m_next, &QPushButton::clicked, this, [this] { m_isTyping ? confirm() : typeBack(); });
    connect(m_typed, &TwoCards::submitted, this, &RecoveryKitPanel::confirm);
    connect(m_again, &QPushButton::clicked, this, &RecoveryKitPanel::showCards);
    connect(m_print, &QPushButton::clicked, this, &RecoveryKitPanel::print);
    connect(m_pdf, &QPushButton::clicked, this, &RecoveryKitPanel::writePdf);
    m_typed->hide();
    retranslate();
}

void RecoveryKitPanel::start(std::shared_ptr<session::Vault> vault, session::RecoveryKit kit)
{
    m_vault = std::move(vault);
    m_kit = std::make_shared<session::RecoveryKit>(std::move(kit));
    showCards();
}

void RecoveryKitPanel::showCards()
{
    m_isTyping = false;
    m_banner->dismiss();
    m_typed->clear();
    m_typed->hide();
    delete m_cards;
    m_cards = new QWidget(m_cardPlace);
    constexpr int CardWidth = 280;
    auto *grid = new kit::FlowGrid(2, CardWidth, m_cards);
    for (std::size_t i = 0; i < m_kit->cards.size(); ++i)
        grid->addCell(new CardView(cardHeading(i), m_kit->cards[i].digits(), m_cards));
    m_cardPlace->layout()->addWidget(m_cards);
    m_cardPlace->show();
    retranslate();
}

QString RecoveryKitPanel::cardHeading(std::size_t card) const
{
    return tr("Card %1 · kit %2")
        .arg(QChar::fromLatin1(session::RecoveryKit::letter(card)), QString::fromStdString(m_kit->kitNumber));
}

void RecoveryKitPanel::print()
{
    const auto paper = cardPaper(*m_kit, model::localDay(m_context.clock->nowUtc()));
    if (!paper) {
        m_banner->showError(paper.error());
        return;
    }
    printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
}

void RecoveryKitPanel::writePdf()
{
    const auto paper = cardPaper(*m_kit, model::localDay(m_context.clock->nowUtc()));
    if (!paper) {
        m_banner->showError(paper.error());
        return;
    }
    writePapersOf(
        m_context, this, {*paper}, QStringLiteral("indaro.pdf"),
        [this](const base::Error &error) { m_banner->showError(error); },
        [this] {
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The cards are saved as PDF. Print them, then delete the file and empty the trash."));
        });
}

void RecoveryKitPanel::typeBack()
{
    m_isTyping = true;
    delete m_cards; // typed from paper, not from the screen
    m_cards = nullptr;
    m_cardPlace->hide();
    m_typed->show();
    m_typed->setFocus();
    retranslate();
}

void RecoveryKitPanel::confirm()
{
    if (!m_next->isEnabled())
        return; // Enter a second time, while the first is being checked
    auto pair = m_typed->check();
    if (!pair)
        return;
    m_next->setEnabled(false);
    auto typed = std::make_shared<TwoCards::Pair>(std::move(*pair));
    kit::runInBackground(
        this,
        [vault = m_vault, kit = m_kit, typed]() -> base::Result<void> {
            // One card alone would confirm the kit; both have been joined, so one is enough to know they are
            // its cards.
            INDARO_TRY(vault->confirmRecoveryKit(*kit, typed->one.digits()));
            return vault->confirmRecoveryKit(*kit, typed->other.digits());
        },
        [this](base::Result<void> result) {
            m_next->setEnabled(true);
            if (!result) {
                m_banner->showError(result.error());
                return;
            }
            m_typed->clear();
            m_kit.reset();
            Q_EMIT confirmed();
        });
}

void RecoveryKitPanel::retranslate()
{
    m_title->setText(m_isTyping ? tr("Type two of the cards back") : tr("Three recovery cards"));
    m_explanation->setText(
        m_isTyping
            ? tr("This proves that the papers can be read. Take any two of the three and type their digits.")
            : tr("If every passphrase is forgotten, any two of these cards open the vault; one card alone "
                 "opens "
                 "nothing. Print the cards or copy each onto its own paper now, seal each in an envelope, and give them to "
                 "three different holders: the director, the legal representative, and another trusted "
                 "organisation – not the state. Never photograph them and never keep two together.") +
                  QStringLiteral("\n\n") +
                  tr("If nobody touches the computer for ten minutes, or when it is locked (Ctrl+L), the cards leave the "
                     "screen for good; new ones are made at the next sign-in."));
    if (m_cards != nullptr && m_kit) {
        std::size_t card = 0;
        for (auto *view : m_cards->findChildren<CardView *>())
            view->setHeading(cardHeading(card++));
    }
    m_next->setText(m_isTyping ? tr("Check the cards") : tr("The three cards are written"));
    m_again->setText(tr("Show the cards again"));
    m_again->setVisible(m_isTyping);
    m_print->setText(tr("Print the three cards…"));
    m_pdf->setText(tr("Save as PDF…"));
    m_print->setVisible(!m_isTyping);
    m_pdf->setVisible(!m_isTyping);
}

void RecoveryKitPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
