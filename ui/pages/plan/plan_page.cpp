// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_page.h"

#include "core/casework/paper/serial_register.h"
#include "core/casework/plans/needs.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "ui/kit/ask.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/consents/use_question.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ButtonColumns = 5;
constexpr int ButtonWidth = 190;

} // namespace

PlanPage::PlanPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_printSafe(new QAction(this)),
      m_printInterests(new QAction(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_agreement(kit::makeLabel(kit::TextRole::Body, this)), m_risk(kit::makeLabel(kit::TextRole::Body, this)),
      m_banner(new kit::Banner(this)), m_scroll(new QScrollArea(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_agreement, m_risk, m_banner})
        column->addWidget(part);
    // Made in the order of the page: Tab goes through it so.
    column->addLayout(
        makeButtons({PlanPanels::Need, PlanPanels::Service, PlanPanels::Meeting, PlanPanels::Agreement, PlanPanels::Answer,
                     PlanPanels::Risks, PlanPanels::Safety, PlanPanels::Interests, PlanPanels::AgeProof, PlanPanels::Age}));
    kit::setButtonRole(m_buttons.front().second, kit::ButtonRole::Primary);
    m_ofLine = kit::makeLabel(kit::TextRole::Muted, this);
    column->addWidget(m_ofLine);
    auto *ofLine = makeButtons({PlanPanels::Action, PlanPanels::Report, PlanPanels::Heading, PlanPanels::Decide});
    m_change = new kit::PushButton(this);
    m_close = new kit::PushButton(this);
    ofLine->addCell(m_change);
    ofLine->addCell(m_close);
    column->addLayout(ofLine);
    m_second = new SecondPersonPanel(this);
    m_guards = new GuardPanel(context, this);
    m_panels = new PlanPanels(context, this);
    m_list = new PlanList(this);
    m_forWhom = new ForWhom(context, u"plan"_s, u"plan"_s, this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_second, m_guards, m_panels})
        column->addWidget(part);
    column->addWidget(m_list, 1);
    column->addWidget(m_forWhom);
    askUses();
    m_second->hide();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] { print(false); });
    connect(m_printSafe, &QAction::triggered, this, [this] { print(true); });
    connect(m_forWhom, &ForWhom::changed, this, &PlanPage::chosenChanged);
    connect(m_printInterests, &QAction::triggered, this, &PlanPage::printInterests);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &PlanPage::chosenChanged);
    connect(m_list, &QTreeWidget::itemActivated, this, &PlanPage::goOn);
    connect(m_change, &QPushButton::clicked, this, &PlanPage::change);
    connect(m_close, &QPushButton::clicked, this, &PlanPage::closeMinutes);
    connect(m_panels, &PlanPanels::written, this, [this] {
        m_panels->closeAll();
        m_banner->dismiss();
        m_list->setFocus();
        refresh();
    });
    connect(m_panels, &PlanPanels::secondNeeded, this, [this](PlanPanels::Panel panel) {
        m_isForAnswer = false;
        m_banner->showMessage(kit::Banner::Kind::Warning,
                              panel == PlanPanels::Risks
                                  ? tr("A level below the worst domain needs a supervisor: her or his passphrase first.")
                                  : tr("A separation, long care or a return across a border is decided by a panel and "
                                       "confirmed by a supervisor: her or his passphrase first."));
        m_second->start(this->context().vault);
    });
    connect(m_panels, &PlanPanels::heldBack, this, [this] {
        m_guards->ask({sop::Action::PlanApprove, *m_person}, [this] { m_panels->answerAgain(); });
    });
    connect(m_panels, &PlanPanels::ageUnproven, this, [this] {
        m_banner->showMessage(kit::Banner::Kind::Warning,
                              tr("Nothing written down says that the person is an adult, beside how she or he looks. Until "
                                 "then the rules for a child hold: write down a proof first."));
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { agreedWith(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, m_second, &QWidget::hide);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::FlowGrid *PlanPage::makeButtons(std::initializer_list<PlanPanels::Panel> panels)
{
    auto *grid = new kit::FlowGrid(ButtonColumns, ButtonWidth);
    for (const auto panel : panels) {
        auto *button = new kit::PushButton(this);
        connect(button, &QPushButton::clicked, this, [this, panel] { beginPanel(panel); });
        m_buttons.emplace_back(panel, button);
        grid->addCell(button);
    }
    return grid;
}

kit::PageId PlanPage::id() const
{
    return PlanPageId;
}

QString PlanPage::title() const
{
    return tr("Plan");
}

QList<QAction *> PlanPage::toolbarActions() const
{
    return {m_print, m_printSafe, m_printInterests};
}

void PlanPage::open(const kit::PageArgument &argument)
{
    if (const auto *plan = argument.as<OpenPlan>(); plan != nullptr && m_person != plan->person) {
        m_panels->flush();
        m_panels->closeAll();
        m_person = plan->person;
        m_whole.reset();
        m_list->clear();
        m_forWhom->showPerson(m_person);
    }
    makeWay();
    m_list->setFocus(); // a focus proxy inside a scroll area would trap Tab
    refresh();
}

bool PlanPage::flushEdits()
{
    m_panels->flush();
    return true;
}

void PlanPage::refresh()
{
    if (!m_person)
        return;
    readWhole<PlanOfPerson>(
        context(), this, m_banner, [person = *m_person](casework::Desk &desk) { return loadPlanOfPerson(desk, person); },
        [this](const std::shared_ptr<const PlanOfPerson> &whole) {
            if (whole->person != m_person)
                return;
            m_whole = whole;
            show();
        });
}

void PlanPage::show()
{
    if (m_whole == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    m_heading->setText(u"%1  ·  %2"_s.arg(m_whole->displayName, m_whole->caseCode));
    m_agreement->setText(PlanTexts::agreement(*m_whole, language));
    m_risk->setText(PlanTexts::lastRisks(*m_whole, language));
    m_list->fill(*m_whole, language);
    chosenChanged();
}

bool PlanPage::isOffered(PlanPanels::Panel panel) const
{
    const PlanList::Kind kind = m_list->chosen().kind;
    switch (panel) {
    case PlanPanels::Action:
    case PlanPanels::ChangeNeed:
        return kind == PlanList::Kind::Need;
    case PlanPanels::Report:
        return kind == PlanList::Kind::Action;
    case PlanPanels::Answer:
        return !m_whole->plan.agreed.empty();
    case PlanPanels::Heading:
        return kind == PlanList::Kind::Heading;
    case PlanPanels::Decide:
        return kind == PlanList::Kind::Interests || kind == PlanList::Kind::Heading;
    default:
        return true;
    }
}

void PlanPage::chosenChanged()
{
    const PlanList::Kind kind = m_list->chosen().kind;
    const bool isChild = m_whole != nullptr && m_whole->isChild;
    m_panels->askAsOfChild(isChild);
    for (const auto &[panel, button] : m_buttons) {
        button->setEnabled(m_whole != nullptr && isOffered(panel));
        if (panel == PlanPanels::Interests || panel == PlanPanels::AgeProof || panel == PlanPanels::Age)
            button->setVisible(isChild);
        if (panel == PlanPanels::Heading || panel == PlanPanels::Decide)
            button->setVisible(m_whole != nullptr && !m_whole->interests.empty());
    }
    m_change->setEnabled(kind == PlanList::Kind::Need || kind == PlanList::Kind::Action || kind == PlanList::Kind::Meeting);
    m_close->setEnabled(kind == PlanList::Kind::Meeting);
    m_close->setVisible(m_whole != nullptr && !m_whole->plan.meetings.empty());
    m_forWhom->allow(m_print, m_whole != nullptr);
    m_forWhom->allow(m_printInterests, m_whole != nullptr);
    m_printInterests->setVisible(m_whole != nullptr && !m_whole->interests.empty());
    m_printSafe->setEnabled(m_whole != nullptr && !m_whole->safety.empty() && !m_whole->safety.front().isHidden);
}

void PlanPage::goOn()
{
    switch (m_list->chosen().kind) {
    case PlanList::Kind::Need:
        return beginPanel(PlanPanels::Action);
    case PlanList::Kind::Action:
        return beginPanel(PlanPanels::Report);
    case PlanList::Kind::Meeting:
        return change();
    case PlanList::Kind::Interests:
        return beginPanel(PlanPanels::Decide);
    case PlanList::Kind::Heading:
        return beginPanel(PlanPanels::Heading);
    case PlanList::Kind::None:
        break;
    }
}

void PlanPage::beginPanel(PlanPanels::Panel panel)
{
    if (!m_person || m_whole == nullptr)
        return;
    makeWay();
    if (panel == PlanPanels::Answer)
        return beginAnswer();
    const auto line = m_list->chosen();
    const bool isOfLine = panel == PlanPanels::Action || panel == PlanPanels::Report || panel == PlanPanels::Heading ||
                          panel == PlanPanels::Decide;
    if (isOfLine && !line.id)
        return;
    if (panel == PlanPanels::Heading)
        beginHeading(line);
    else
        m_panels->begin(panel, isOfLine ? *line.id : *m_person);
    m_scroll->ensureVisible(0, m_panels->y());
}

/// What one page shows at a time: a form, the steps that hold it back, or the second person.
void PlanPage::makeWay()
{
    m_banner->dismiss();
    m_second->hide();
    m_guards->dismiss();
}

void PlanPage::beginHeading(const PlanList::Line &line)
{
    const auto found = std::ranges::find(m_whole->interests, *line.id, &casework::BestInterests::id);
    if (found == m_whole->interests.end())
        return;
    ActionPanel::Values known;
    if (const casework::BestInterestsItem *item = found->find(line.heading)) {
        known[model::fields::best_interests_item::Words] = model::toValue(item->words);
        known[model::fields::best_interests_item::FromWhom] = model::toValue(item->fromWhom);
    }
    m_panels->beginHeading(
        *line.id, line.heading,
        models::codeLabel(u"bia_item"_s, line.heading, kit::Translations::code(context().translations->language())),
        std::move(known));
}

void PlanPage::change()
{
    const auto line = m_list->chosen();
    if (m_whole == nullptr || !line.id)
        return;
    makeWay();
    if (line.kind == PlanList::Kind::Need)
        m_panels->beginChange(PlanPanels::ChangeNeed, *line.id, PlanTexts::needValues(m_whole->plan, *line.id));
    else if (line.kind == PlanList::Kind::Action)
        m_panels->beginChange(PlanPanels::ChangeAction, *line.id, PlanTexts::actionValues(m_whole->plan, *line.id));
    else if (line.kind == PlanList::Kind::Meeting)
        m_panels->beginChange(PlanPanels::ChangeMeeting, *line.id, PlanTexts::meetingValues(m_whole->plan, *line.id));
    m_scroll->ensureVisible(0, m_panels->y());
}

void PlanPage::closeMinutes()
{
    const auto line = m_list->chosen();
    if (line.kind != PlanList::Kind::Meeting)
        return;
    makeWay();
    context().ask->ask(this,
                       {.title = tr("Close the minutes"),
                        .text = tr("Closed minutes are not changed any more. Have those who took part read them?"),
                        .detail = {},
                        .choices = {tr("Not yet"), tr("Close them")}},
                       [this, meeting = *line.id](int choice) {
                           if (choice != 1)
                               return;
                           context().workspace->ask(
                               this, [meeting](casework::Desk &desk) { return casework::closeMeeting(desk, meeting); },
                               [this](const base::Result<void> &closed) {
                                   if (!closed)
                                       return m_banner->showError(closed.error());
                                   refresh();
                               });
                       });
}

void PlanPage::beginAnswer()
{
    if (m_whole->plan.agreed.empty())
        return;
    if (m_whole->mayAnswerAlone) {
        m_panels->setAgreed({});
        return m_panels->begin(PlanPanels::Answer, m_whole->plan.agreed.front().id);
    }
    m_isForAnswer = true;
    m_banner->showMessage(kit::Banner::Kind::Info, tr("A supervisor reads the plan and types her or his passphrase."));
    m_second->start(context().vault);
}

void PlanPage::agreedWith(const std::string &detail)
{
    m_second->hide();
    m_panels->setAgreed(detail);
    if (m_isForAnswer && m_whole != nullptr && !m_whole->plan.agreed.empty()) {
        m_banner->dismiss();
        return m_panels->begin(PlanPanels::Answer, m_whole->plan.agreed.front().id);
    }
    m_banner->showMessage(kit::Banner::Kind::Good, tr("The supervisor agrees to what stands below. Keep it now."));
}

void PlanPage::print(bool isSafePaper)
{
    if (m_whole == nullptr)
        return;
    if (isSafePaper) {
        const QString &text = m_whole->safety.front().safeText;
        const QStringList words = casework::dangerousWordsIn(text);
        if (text.isEmpty() || !words.isEmpty())
            return m_banner->showMessage(
                kit::Banner::Kind::Warning,
                text.isEmpty() ? tr("The safety plan says nothing for a paper to carry. Write a new version.")
                               : tr("Whoever finds this paper would read: %1. Write a new version without these words.")
                                     .arg(words.join(u", "_s)));
    }
    if (isSafePaper) // she carries it herself
        return printFor("safety-plan", {},
                        [](const PlanOfPerson &whole) { return safePaper(whole.safety.front(), whole.withheld); });
    printFor("plan", m_forWhom->paper(), planPaper);
}

void PlanPage::printInterests()
{
    if (m_whole == nullptr || m_whole->interests.empty())
        return;
    const auto line = m_list->chosen();
    const auto found = std::ranges::find_if(m_whole->interests, [&](const auto &each) { return each.id == line.id; });
    casework::PaperFor paper = m_forWhom->paper();
    paper.what = u"best_interests"_s;
    const auto &printed = found == m_whole->interests.end() ? m_whole->interests.front() : *found;
    printFor("best_interests", paper, [printed](const PlanOfPerson &whole) { return interestsPaper(whole, printed); });
}

void PlanPage::printFor(const char *which, const casework::PaperFor &paper, Paper make)
{
    context().workspace->ask(
        this, [person = *m_person, paper](casework::Desk &desk) { return casework::withheldOnPaper(desk, person, paper); },
        [this, which, paper, make = std::move(make), shown = m_whole](const base::Result<casework::Withheld> &withheld) {
            if (!withheld)
                return m_banner->showError(withheld.error());
            PlanOfPerson whole = *shown;
            whole.withheld = *withheld;
            const auto its = make(whole);
            if (!its)
                return m_banner->showError(its.error());
            putNumbered(*its, whole.person, which, paper);
        });
}

/// In the journal before it is on paper, with the number that stands on it.
void PlanPage::putNumbered(const print::Paper &its, const sync::RecordId &person, const std::string &which,
                           const casework::PaperFor &paper)
{
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    numberPaper(
        context(), this, its,
        [this, person, which, paper, failed](const print::Paper &numbered, const QStringList &serials) {
            const auto note = [person, which, paper, serials](casework::Desk &desk) {
                const QStringList detail = QStringList{QString::fromStdString(which)} + serials;
                return casework::notePaperPrinted(desk, person, casework::AuditVerb::PlanPrinted,
                                                  detail.join(u' ').toStdString(), paper);
            };
            printOnceNoted(
                context(), this, {numbered}, note, failed, [this] { m_forWhom->reset(); },
                [which, serials](casework::Desk &desk) { return casework::noteNumbersUsed(desk, which, serials); });
        },
        failed);
}

void PlanPage::askUses()
{
    const auto ask = [this](sync::FieldId field, const char *use, std::function<bool(const QString &)> isSuch) {
        UseQuestion::askWhenChosen(
            context(), m_panels, UseQuestion::inBanner(m_banner), field, std::move(isSuch), use, [this] { return m_person; },
            [this] { m_panels->closeAll(); });
    };
    ask(model::fields::meeting::Kind, casework::consent_uses::Conference,
        [](const QString &kind) { return casework::isWithOutsiders(kind); });
    ask(model::fields::service_given::Service, casework::consent_uses::HealthCheck,
        [](const QString &service) { return casework::isHealthService(service.toStdString()); });
}

void PlanPage::retranslate()
{
    const QStringList texts{tr("New need"),
                            tr("Service"),
                            tr("Conference"),
                            tr("Agree on the plan"),
                            tr("Answer to the plan"),
                            tr("Assess the risks"),
                            tr("New safety plan"),
                            tr("Best interests"),
                            tr("Proof of age"),
                            tr("Settle the age"),
                            tr("Action for this need"),
                            tr("How the action goes"),
                            tr("What is known of it"),
                            tr("Decide on it")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i].second->setText(texts[qsizetype(i)]);
    m_print->setText(tr("Print the plan"));
    m_printSafe->setText(tr("Print the paper to carry"));
    m_printInterests->setText(tr("Print the best interests"));
    m_change->setText(tr("Change this line"));
    m_close->setText(tr("Close the minutes"));
    m_ofLine->setText(tr("For the line chosen in the list:"));
    m_guards->retranslate();
    m_list->retranslate();
    m_panels->retranslate();
    show();
}

kit::PageEntry planPage()
{
    return {PlanPageId, kit::PageEntry::Place::None, [] { return PlanPage::tr("Plan"); }, u"view-task"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new PlanPage(context, parent); }};
}

} // namespace indaro::ui::pages
