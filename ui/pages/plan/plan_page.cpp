// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "core/session/vault.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int PlanKindRole = Qt::UserRole;
constexpr int PlanRecordRole = Qt::UserRole + 1;
constexpr int ButtonColumns = 4;
constexpr int ButtonWidth = 190;
constexpr int PlanListHeight = 300;

QByteArray bytesOf(const sync::RecordId &id)
{
    return {reinterpret_cast<const char *>(id.bytes().data()), qsizetype(id.bytes().size())};
}

/// The last of the stay here and the last of the return: the one says nothing about the other.
std::vector<const casework::RiskAssessment *> lastRisks(const PlanOfPerson &whole)
{
    std::vector<const casework::RiskAssessment *> last;
    for (const QLatin1StringView about : {"here"_L1, "return"_L1}) {
        const auto found = std::find_if(whole.risks.begin(), whole.risks.end(),
                                        [about](const casework::RiskAssessment &risk) { return risk.about == about; });
        if (found != whole.risks.end())
            last.push_back(&*found);
    }
    return last;
}

} // namespace

PlanPage::PlanPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_printSafe(new QAction(this)),
      m_heading(kit::makeLabel(kit::TextRole::Title, this)), m_agreement(kit::makeLabel(kit::TextRole::Body, this)),
      m_risk(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)),
      m_second(new SecondPersonPanel(this)), m_tree(new QTreeWidget(this)), m_panels(new PlanPanels(context)),
      m_scroll(new QScrollArea(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_agreement, m_risk, m_banner})
        column->addWidget(part);
    auto *grid = new kit::FlowGrid(ButtonColumns, ButtonWidth);
    makeButtons();
    for (const auto &[panel, button] : m_buttons)
        grid->addCell(button);
    column->addLayout(grid);
    column->addWidget(m_second);
    column->addWidget(m_panels);
    column->addWidget(m_tree, 1);
    m_second->hide();
    m_tree->setColumnCount(4);
    m_tree->setMinimumHeight(PlanListHeight);
    m_tree->setWordWrap(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setStretchLastSection(false);
    for (int cell : {1, 2, 3})
        m_tree->header()->setSectionResizeMode(cell, QHeaderView::ResizeToContents);
    m_tree->header()->setMaximumSectionSize(PlanListHeight);
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
    connect(m_tree, &QTreeWidget::itemSelectionChanged, this, &PlanPage::chosenChanged);
    connect(m_tree, &QTreeWidget::itemActivated, this, &PlanPage::goOn);
    connect(m_panels, &PlanPanels::written, this, [this] {
        m_panels->closeAll();
        m_banner->dismiss();
        m_tree->setFocus();
        refresh();
    });
    connect(m_panels, &PlanPanels::secondNeeded, this, [this] {
        m_isForAnswer = false;
        m_banner->showMessage(kit::Banner::Kind::Warning,
                              tr("A level below the worst domain needs a supervisor: her or his passphrase first."));
        m_second->start(this->context().vault);
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

void PlanPage::makeButtons()
{
    for (const auto panel :
         {PlanPanels::Need, PlanPanels::Action, PlanPanels::Report, PlanPanels::Service, PlanPanels::Meeting,
          PlanPanels::Agreement, PlanPanels::Answer, PlanPanels::Risks, PlanPanels::Safety}) {
        auto *button = new kit::PushButton(this);
        connect(button, &QPushButton::clicked, this, [this, panel] { beginPanel(panel); });
        m_buttons.emplace_back(panel, button);
    }
    kit::setButtonRole(m_buttons.front().second, kit::ButtonRole::Primary);
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
    return {m_print, m_printSafe};
}

void PlanPage::open(const kit::PageArgument &argument)
{
    if (const auto *plan = argument.as<OpenPlan>(); plan != nullptr && m_person != plan->person) {
        m_panels->flush();
        m_panels->closeAll();
        m_person = plan->person;
        m_whole.reset();
        m_chosen.reset();
        m_tree->clear();
    }
    m_banner->dismiss();
    m_second->hide();
    m_tree->setFocus(); // a focus proxy inside a scroll area would trap Tab
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
    context().workspace->ask(
        this,
        [person = *m_person](casework::Desk &desk) -> base::Result<std::shared_ptr<const PlanOfPerson>> {
            INDARO_TRY_ASSIGN(auto whole, loadPlanOfPerson(desk, person));
            return std::make_shared<const PlanOfPerson>(std::move(whole));
        },
        [this](const base::Result<std::shared_ptr<const PlanOfPerson>> &whole) {
            if (!whole)
                return m_banner->showError(whole.error());
            if ((*whole)->person != m_person)
                return;
            m_whole = *whole;
            show();
        });
}

QTreeWidgetItem *PlanPage::addGroup(const QString &title)
{
    auto *group = new QTreeWidgetItem(m_tree, {title});
    group->setFirstColumnSpanned(true);
    QFont bold = group->font(0);
    bold.setBold(true);
    group->setFont(0, bold);
    group->setData(0, PlanKindRole, int(Kind::None));
    return group;
}

void PlanPage::show()
{
    if (m_whole == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    m_heading->setText(u"%1  ·  %2"_s.arg(m_whole->displayName, m_whole->caseCode));
    m_agreement->setText(PlanTexts::agreement(*m_whole, language));
    QStringList risks;
    for (const casework::RiskAssessment *risk : lastRisks(*m_whole))
        risks << PlanTexts::risk(*risk, language);
    m_risk->setText(risks.isEmpty() ? tr("No risk was assessed yet.") : risks.join(u'\n'));
    const auto kept = m_chosen;
    const QSignalBlocker quiet(m_tree);
    m_tree->clear();
    fillNeeds(language);
    fillServices(language);
    fillRisks(language);
    m_tree->expandAll();
    QTreeWidgetItem *again = nullptr;
    for (QTreeWidgetItemIterator it(m_tree); *it != nullptr; ++it) {
        if (kept && (*it)->data(0, PlanRecordRole).toByteArray() == bytesOf(*kept))
            again = *it;
    }
    m_tree->setCurrentItem(again != nullptr ? again : m_tree->topLevelItem(0));
    m_chosen = again != nullptr ? kept : std::nullopt;
    chosenChanged();
}

void PlanPage::fillNeeds(const QString &language)
{
    auto *group = addGroup(tr("Needs, and what is done for them"));
    for (const casework::Need &need : m_whole->plan.needs) {
        const QString state = need.isHidden ? QString() : models::codeLabel(u"need_state"_s, need.state, language);
        auto *item = new QTreeWidgetItem(group, {PlanTexts::need(need, language), QString(), QString(), state});
        item->setData(0, PlanKindRole, int(need.isHidden ? Kind::None : Kind::Need));
        item->setData(0, PlanRecordRole, bytesOf(need.id));
        for (const casework::PlanAction &action : need.actions) {
            auto *line = new QTreeWidgetItem(
                item, {action.isHidden ? tr("An action") : action.what, PlanTexts::who(action, *m_whole, language),
                       PlanTexts::date(action.dueOn), PlanTexts::actionState(action, language)});
            line->setData(0, PlanKindRole, int(action.isHidden ? Kind::None : Kind::Action));
            line->setData(0, PlanRecordRole, bytesOf(action.id));
        }
    }
}

void PlanPage::fillServices(const QString &language)
{
    if (!m_whole->plan.services.empty()) {
        auto *group = addGroup(tr("Services"));
        for (const auto &service : m_whole->plan.services) {
            const QString by = service.providerName.isEmpty()
                                   ? models::codeLabel(u"service_provider"_s, service.provider, language)
                                   : service.providerName;
            const QString answer =
                service.isHidden ? QString() : models::codeLabel(u"service_answer"_s, service.answer, language);
            new QTreeWidgetItem(group, {PlanTexts::service(service, language), service.isHidden ? QString() : by,
                                        PlanTexts::date(service.givenOn), answer});
        }
    }
    if (!m_whole->plan.meetings.empty()) {
        auto *group = addGroup(tr("Conferences"));
        for (const auto &meeting : m_whole->plan.meetings) {
            const QString kind =
                meeting.isHidden ? tr("A conference") : models::codeLabel(u"meeting_kind"_s, meeting.kind, language);
            new QTreeWidgetItem(group, {kind, meeting.chair, PlanTexts::date(meeting.heldAt), meeting.decisions});
        }
    }
}

void PlanPage::fillRisks(const QString &language)
{
    for (const casework::RiskAssessment *risk : lastRisks(*m_whole)) {
        auto *group = addGroup(risk->about == "return"_L1 ? PlanTexts::risk(*risk, language).section(u'\n', 0, 0)
                                                          : tr("Risks, as last assessed"));
        for (const auto &line : risk->lines) {
            QString level;
            if (line.level) {
                const auto code = casework::riskLevelCode(*line.level);
                level =
                    models::codeLabel(u"risk_level"_s, QString::fromLatin1(code.data(), qsizetype(code.size())), language);
            }
            new QTreeWidgetItem(group,
                                {PlanTexts::riskLine(line, language), line.who, PlanTexts::date(line.untilOn), level});
        }
    }
    if (!m_whole->safety.empty()) {
        auto *group = addGroup(tr("Safety plan"));
        for (const auto &plan : m_whole->safety) {
            const QString steps = plan.isHidden ? tr("A version in a part of the file you may not open") : plan.steps;
            new QTreeWidgetItem(group, {steps, QString(), kit::dateTimeText(plan.writtenAt),
                                        plan.isHidden ? QString() : tr("version %1").arg(plan.number)});
        }
    }
    if (!m_whole->interests.empty()) {
        auto *group = addGroup(tr("Best interests of the child"));
        for (const auto &each : m_whole->interests) {
            new QTreeWidgetItem(group, {each.question, models::codeLabel(u"bia_occasion"_s, each.occasion, language),
                                        PlanTexts::date(each.lookAgainOn),
                                        each.result.isEmpty() ? tr("not decided")
                                                              : models::codeLabel(u"bia_result"_s, each.result, language)});
        }
    }
}

std::pair<PlanPage::Kind, std::optional<sync::RecordId>> PlanPage::chosen() const
{
    const auto *item = m_tree->currentItem();
    if (item == nullptr)
        return {Kind::None, std::nullopt};
    const QByteArray bytes = item->data(0, PlanRecordRole).toByteArray();
    const auto id = sync::RecordId::fromBytes(base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size()))));
    return {static_cast<Kind>(item->data(0, PlanKindRole).toInt()), id};
}

void PlanPage::chosenChanged()
{
    const auto [kind, id] = chosen();
    m_chosen = id;
    for (const auto &[panel, button] : m_buttons) {
        const bool isOf = panel == PlanPanels::Action   ? kind == Kind::Need
                          : panel == PlanPanels::Report ? kind == Kind::Action
                          : panel == PlanPanels::Answer ? m_whole != nullptr && !m_whole->plan.agreed.empty()
                                                        : true;
        button->setEnabled(m_whole != nullptr && isOf);
    }
    m_print->setEnabled(m_whole != nullptr);
    m_printSafe->setEnabled(m_whole != nullptr && !m_whole->safety.empty() && !m_whole->safety.front().isHidden);
}

void PlanPage::goOn()
{
    const auto [kind, id] = chosen();
    if (kind == Kind::Need)
        beginPanel(PlanPanels::Action);
    else if (kind == Kind::Action)
        beginPanel(PlanPanels::Report);
}

void PlanPage::beginPanel(PlanPanels::Panel panel)
{
    if (!m_person || m_whole == nullptr)
        return;
    m_banner->dismiss();
    m_second->hide();
    if (panel == PlanPanels::Answer)
        return beginAnswer();
    const auto id = chosen().second;
    const bool isOfLine = panel == PlanPanels::Action || panel == PlanPanels::Report;
    if (isOfLine && !id)
        return;
    m_panels->begin(panel, isOfLine ? *id : *m_person);
    m_scroll->ensureVisible(0, m_panels->y());
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
    m_banner->showMessage(kit::Banner::Kind::Good, tr("The supervisor agrees. Keep the assessment now."));
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
    const auto pages = isSafePaper ? safePaper(m_whole->safety.front(), m_whole->withheld) : planPaper(*m_whole);
    if (!pages)
        return m_banner->showError(pages.error());
    context().workspace->ask(
        this,
        [person = *m_person, isSafePaper](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::PlanPrinted, person,
                                            isSafePaper ? "safety-plan" : "plan");
        },
        [this, pages = *pages](const base::Result<void> &noted) {
            if (!noted)
                return m_banner->showError(noted.error());
            printPagesOf(this, pages, [this](const base::Error &error) { m_banner->showError(error); });
        });
}

void PlanPage::retranslate()
{
    const QStringList texts{
        tr("New need"),       tr("Action for this need"), tr("How the action goes"), tr("Service"),
        tr("Conference"),     tr("Agree on the plan"),    tr("Answer to the plan"),  tr("Assess the risks"),
        tr("New safety plan")};
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i].second->setText(texts[qsizetype(i)]);
    m_print->setText(tr("Print the plan"));
    m_printSafe->setText(tr("Print the paper to carry"));
    m_tree->setHeaderLabels({tr("What"), tr("Who"), tr("When"), tr("State")});
    m_tree->setAccessibleName(tr("Plan and risks"));
    m_panels->retranslate();
    show();
}

kit::PageEntry planPage()
{
    return {PlanPageId, kit::PageEntry::Place::None, [] { return PlanPage::tr("Plan"); }, u"view-task"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new PlanPage(context, parent); }};
}

} // namespace indaro::ui::pages
