// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/consents_page.h"

#include "core/casework/consents/consent_rule.h"
#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapped_titles.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/consents/consent_matrix.h"
#include "ui/pages/consents/letter_paper.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int HistoryHeight = 220;
constexpr std::size_t WithdrawButton = 1;
constexpr int PanelButtonWidth = 220;

} // namespace

ConsentsPage::ConsentsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_hint(kit::makeLabel(kit::TextRole::Muted, this)), m_withheld(kit::makeLabel(kit::TextRole::Body, this)),
      m_banner(new kit::Banner(this)), m_panels(new ConsentPanels(context, this)),
      m_matrixTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_noMatrix(kit::makeLabel(kit::TextRole::Muted, this)),
      m_letterTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_historyTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_sentTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_sentText(kit::makeLabel(kit::TextRole::Body, this)),
      m_matrix(new ConsentMatrix(this)), m_letterRows(new QVBoxLayout), m_history(new QTreeWidget(this)),
      m_scroll(new QScrollArea(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_hint, m_banner})
        column->addWidget(part);
    makeButtons(column);
    column->addWidget(m_panels);
    column->addWidget(m_letterTitle);
    column->addLayout(m_letterRows);
    for (QWidget *part : std::initializer_list<QWidget *>{m_matrixTitle, m_noMatrix, m_matrix, m_withheld, m_sentTitle,
                                                          m_sentText, m_historyTitle, m_history})
        column->addWidget(part);
    column->addStretch();
    m_history->setMinimumHeight(HistoryHeight);
    m_history->setObjectName(u"consentHistory"_s);
    m_sentText->setObjectName(u"sentItems"_s);
    m_withheld->setObjectName(u"withheldText"_s);
    m_history->setHeaderHidden(true);
    m_history->setRootIsDecorated(false);
    m_history->setWordWrap(true);
    m_history->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_history->setItemDelegate(new kit::WrappedTitles(m_history));
    m_history->setTabKeyNavigation(false);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_panels, &ConsentPanels::written, this, [this](const QString &text) {
        m_buttons.front()->setFocus();
        if (text.isEmpty())
            m_banner->dismiss();
        else
            m_banner->showMessage(kit::Banner::Kind::Good, text);
        refresh();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void ConsentsPage::makeButtons(QVBoxLayout *column)
{
    auto *grid = new kit::FlowGrid(int(m_buttons.size()), PanelButtonWidth);
    constexpr ConsentPanels::Panel Panels[] = {ConsentPanels::Give, ConsentPanels::Withdraw, ConsentPanels::Withhold,
                                               ConsentPanels::Use, ConsentPanels::Told};
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i] = new kit::PushButton(this);
        grid->addCell(m_buttons[i]);
        connect(m_buttons[i], &QPushButton::clicked, this, [this, panel = Panels[i]] {
            if (m_person)
                m_panels->begin(panel, *m_person);
        });
    }
    kit::setButtonRole(m_buttons.front(), kit::ButtonRole::Primary);
    column->addLayout(grid);
}

kit::PageId ConsentsPage::id() const
{
    return ConsentsPageId;
}

QString ConsentsPage::title() const
{
    return tr("Consents");
}

void ConsentsPage::open(const kit::PageArgument &argument)
{
    if (const auto *whose = argument.as<OpenConsents>(); whose != nullptr && m_person != whose->person) {
        m_panels->flush();
        m_panels->closeAll();
        m_person = whose->person;
        m_whole.reset();
        m_heading->clear();
        m_history->clear();
        m_sentText->clear();
        m_withheld->clear();
        m_matrix->setColumnCount(0);
        dropLetterRows();
    }
    m_banner->dismiss();
    m_buttons.front()->setFocus();
    refresh();
}

bool ConsentsPage::flushEdits()
{
    m_panels->flush();
    return true;
}

void ConsentsPage::refresh()
{
    if (!m_person)
        return;
    readWhole<ConsentsOfPerson>(
        context(), this, m_banner, [person = *m_person](casework::Desk &desk) { return loadConsentsOfPerson(desk, person); },
        [this](const std::shared_ptr<const ConsentsOfPerson> &whole) {
            if (whole->person != m_person)
                return;
            m_whole = whole;
            show();
        });
}

void ConsentsPage::show()
{
    if (m_whole == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    m_heading->setText(QStringList{m_whole->displayName, m_whole->caseCode}.join(u"  ·  "_s));
    m_hint->setText(m_whole->facts.isChild
                        ? tr("A child, or perhaps one: the guardian or representative agrees, and the child too.")
                        : tr("Nothing is passed on that is not agreed to here; only a lawful ground counts beside it."));
    m_panels->show(m_whole);
    m_matrix->show(*m_whole, language);
    m_matrix->setVisible(!m_matrix->isEmpty());
    m_noMatrix->setVisible(m_matrix->isEmpty());
    m_buttons[WithdrawButton]->setVisible(!m_whole->standing().empty()); // else there is nothing to take back
    QStringList kept;
    for (const auto &item : m_whole->withholdable) {
        if (item.isWithheld)
            kept << ConsentTexts::withholdable(item, *m_whole, language);
    }
    QStringList lines;
    if (!kept.isEmpty())
        lines << tr("Given to nobody: %1").arg(kept.join(u"; "_s));
    for (const casework::RecordedConsent &consent : m_whole->facts.consents) {
        if (!consent.withheld.isEmpty() && consent.withheldItems.isEmpty()) // words alone stop no paper
            lines << tr("Said in words, and no single thing is kept back for it: %1").arg(consent.withheld);
    }
    lines.removeDuplicates();
    m_withheld->setText(lines.join(u'\n'));
    m_withheld->setVisible(!lines.isEmpty());
    showLetters(language);
    showSent(language);
    showHistory(language);
}

void ConsentsPage::showHistory(const QString &language)
{
    m_history->clear();
    std::vector<const casework::RecordedConsent *> acts;
    for (const auto *all : {&m_whole->facts.consents, &m_whole->facts.uses}) {
        for (const casework::RecordedConsent &consent : *all)
            acts.push_back(&consent);
    }
    std::ranges::stable_sort(acts, [](const auto *one, const auto *other) { return one->day() > other->day(); });
    for (const auto *consent : acts) {
        const QString day = consent->day().isEmpty() ? tr("no date") : kit::dateText(consent->day());
        const QString until =
            consent->expiresOn.isEmpty() ? QString() : tr("until %1").arg(kit::dateText(consent->expiresOn));
        const bool isKeptBack = consent->purpose == QLatin1StringView(casework::consent_purposes::Withhold);
        QStringList facts{day, ConsentTexts::purpose(*consent, language),
                          isKeptBack ? QString()
                                     : ConsentTexts::standing(casework::standingOf(*consent, m_whole->facts.today)),
                          until, ConsentTexts::how(*consent, language)};
        facts.removeAll(QString());
        new QTreeWidgetItem(m_history, {facts.join(u"  ·  "_s)});
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_historyTitle, m_history})
        part->setVisible(!acts.empty());
}

void ConsentsPage::dropLetterRows()
{
    while (auto *item = m_letterRows->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
}

void ConsentsPage::showLetters(const QString &language)
{
    dropLetterRows();
    m_letterTitle->setVisible(!m_whole->letters.empty());
    for (const casework::WithdrawalLetter &letter : m_whole->letters) {
        auto *card = new QFrame(this);
        kit::setCard(card);
        auto *rows = new QVBoxLayout(card);
        auto *text = kit::makeLabel(kit::TextRole::Body, card);
        text->setText(ConsentTexts::letter(letter, language));
        rows->addWidget(text);
        auto *grid = new kit::FlowGrid(3, PanelButtonWidth);
        const auto add = [&](const QString &label, const QString &name, auto act) {
            auto *button = new kit::PushButton(label, card);
            button->setObjectName(name + letter.serial);
            grid->addCell(button);
            connect(button, &QPushButton::clicked, this, act);
        };
        add(tr("Print the letter"), u"printLetter/"_s, [this, letter] { printLetter(letter, true); });
        add(tr("Letter as PDF"), u"letterPdf/"_s, [this, letter] { printLetter(letter, false); });
        if (letter.printedAt)
            add(tr("What the receiver answered"), u"letterAnswer/"_s,
                [this, id = letter.id] { m_panels->begin(ConsentPanels::Answer, id); });
        rows->addLayout(grid);
        m_letterRows->addWidget(card);
    }
}

void ConsentsPage::showSent(const QString &language)
{
    QStringList lines;
    for (const casework::SentItem &item : m_whole->sent)
        lines << ConsentTexts::sent(item, language);
    m_sentText->setText(lines.isEmpty() ? tr("Nothing has left the house.") : lines.join(u'\n'));
}

void ConsentsPage::printLetter(const casework::WithdrawalLetter &letter, bool isForPrinter)
{
    if (m_whole == nullptr)
        return;
    const auto paper = letterPaper(letter, m_whole->house);
    if (!paper)
        return m_banner->showError(paper.error());
    putOnPaper(context(), this, isForPrinter ? PaperRoad::Printer : PaperRoad::Pdf,
               {.papers = {*paper},
                .fileName = letter.serial + u".pdf"_s,
                .note = [id = letter.id](casework::Desk &desk) { return casework::markLetterPrinted(desk, id); },
                .failed = [this](const base::Error &error) { m_banner->showError(error); },
                .done =
                    [this, isForPrinter] {
                        if (!isForPrinter)
                            context().navigator->showNotice(tr("The PDF is saved."));
                    }});
}

void ConsentsPage::retranslate()
{
    const QStringList buttons{tr("Write down an answer"), tr("Take an agreement back"), tr("Keep something back"),
                              tr("Agreement to something else"), tr("Told or given outside")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setText(buttons[qsizetype(i)]);
    m_matrixTitle->setText(tr("What may be passed on to whom"));
    m_noMatrix->setText(
        tr("She was not asked about anybody yet: nothing may be passed on.") + u'\n' +
        tr("Before a referral, say to whom it would go and what it would say, read it aloud, and write down the answer. "
           "Each "
           "receiver is a question of its own; no is an answer too, and an agreement can be taken back at any time."));
    m_letterTitle->setText(tr("Letters to those who have something"));
    m_sentTitle->setText(tr("What has left the house"));
    m_historyTitle->setText(tr("All that was answered"));
    m_history->setAccessibleName(tr("All that was answered"));
    m_panels->retranslate();
    show();
}

kit::PageEntry consentsPage()
{
    return {
        ConsentsPageId, kit::PageEntry::Place::None, [] { return ConsentsPage::tr("Consents"); }, u"checkmark"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ConsentsPage(context, parent); }};
}

} // namespace indaro::ui::pages
