// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/self_check_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/routines.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/state_tree.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/house_work/house_work_papers.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int ItemRole = Qt::UserRole + 1;   ///< a question
constexpr int ActionRole = Qt::UserRole + 2; ///< an action, by its place
constexpr int SelfCheckHeight = 340;

base::Result<void> answered(casework::Desk &desk, sync::RecordId, const ActionPanel::Values &values)
{
    const auto *bytes = values.at(fields::self_check_line::SelfCheck).bytes();
    const auto check = bytes == nullptr ? std::nullopt : sync::RecordId::fromBytes(*bytes);
    if (!check)
        return base::Error(base::Errc::UnknownRecord);
    return casework::putSelfCheckAnswer(desk, *check, model::toText(values.at(fields::self_check_line::Item)),
                                        {.answer = values.at(fields::self_check_line::Answer),
                                         .evidence = values.at(fields::self_check_line::Evidence),
                                         .action = values.at(fields::self_check_line::Action),
                                         .who = values.at(fields::self_check_line::Who),
                                         .untilOn = values.at(fields::self_check_line::UntilOn)});
}

base::Result<void> reported(casework::Desk &desk, sync::RecordId line, const ActionPanel::Values &values)
{
    return casework::reportSelfCheckAction(desk, line, values.at(fields::self_check_line::DoneOn),
                                           values.at(fields::self_check_line::DoneNote));
}

QTreeWidgetItem *boldGroup(QTreeWidget *tree, const QString &title)
{
    auto *group = new QTreeWidgetItem(tree, {title});
    group->setFirstColumnSpanned(true);
    group->setFlags(Qt::ItemIsEnabled);
    QFont bold = group->font(0);
    bold.setBold(true);
    group->setFont(0, bold);
    return group;
}

} // namespace

SelfCheckPage::SelfCheckPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_finish(new QAction(this)), m_print(new QAction(this)),
      m_printBlank(new QAction(this)), m_scroll(new QScrollArea(this)), m_banner(new kit::Banner(this)),
      m_rounds(kit::makeNarrowBox(this, 24)), m_roundsRow(new kit::FormRow(m_rounds, this)),
      m_summary(kit::makeLabel(kit::TextRole::Heading, this)), m_tree(new kit::StateTree(this)),
      m_why(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    makeForms();
    for (QWidget *part : std::initializer_list<QWidget *>{m_summary, m_banner, m_roundsRow, m_answerForm, m_reportForm})
        column->addWidget(part);
    column->addWidget(m_tree, 1);
    column->addWidget(m_why);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setMinimumHeight(SelfCheckHeight);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_new, &QAction::triggered, this, [this] {
        m_round.reset(); // the new one comes first
        run([](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(casework::beginSelfCheck(desk));
            return {};
        });
    });
    connect(m_finish, &QAction::triggered, this, [this] {
        if (const casework::SelfCheck *check = round())
            run([id = check->id](casework::Desk &desk) { return casework::closeSelfCheck(desk, id); });
    });
    connect(m_print, &QAction::triggered, this, [this] { print(false); });
    connect(m_printBlank, &QAction::triggered, this, [this] { print(true); });
    connect(m_rounds, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isFilling)
            return;
        m_round = sync::RecordId::fromText(m_rounds->currentData().toString().toStdString());
        show();
    });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, &SelfCheckPage::goOn);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void SelfCheckPage::makeForms()
{
    m_answerForm =
        new ActionPanel(context(), "self_check",
                        {fields::self_check_line::Answer, fields::self_check_line::Evidence, fields::self_check_line::Action,
                         fields::self_check_line::Who, fields::self_check_line::UntilOn},
                        answered, this);
    m_answerForm->addMore(new QWidget, [this](ActionPanel::Values &values) {
        values[fields::self_check_line::SelfCheck] = base::Bytes(m_round->bytes().begin(), m_round->bytes().end());
        values[fields::self_check_line::Item] = m_item.toStdString();
        return true;
    });
    m_reportForm = new ActionPanel(context(), "self_check_action",
                                   {fields::self_check_line::DoneOn, fields::self_check_line::DoneNote}, reported, this);
    for (auto *form : {m_answerForm, m_reportForm})
        connect(form, &ActionPanel::submitted, this, [this] {
            m_tree->setFocus();
            refresh();
        });
}

kit::PageId SelfCheckPage::id() const
{
    return SelfCheckPageId;
}

QString SelfCheckPage::title() const
{
    return tr("Self-check of the house");
}

QList<QAction *> SelfCheckPage::toolbarActions() const
{
    return {m_new, m_finish, m_print, m_printBlank};
}

void SelfCheckPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_tree->setFocus();
    refresh();
}

bool SelfCheckPage::flushEdits()
{
    for (auto *form : {m_answerForm, m_reportForm})
        form->flush();
    return true;
}

void SelfCheckPage::run(std::function<base::Result<void>(casework::Desk &)> command)
{
    m_banner->dismiss();
    context().workspace->ask(this, std::move(command), [this](const base::Result<void> &done) {
        if (!done && done.error().code == base::Errc::StepsOpen)
            return m_banner->showMessage(kit::Banner::Kind::Warning,
                                         tr("Some questions have no answer yet, or are not so and nobody says what is to be "
                                            "done about it."));
        if (!done)
            return m_banner->showError(done.error());
        refresh();
    });
}

void SelfCheckPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Checks>> {
            INDARO_TRY_ASSIGN(auto checks, casework::listSelfChecks(desk));
            return std::make_shared<const Checks>(std::move(checks));
        },
        [this](const base::Result<std::shared_ptr<const Checks>> &checks) {
            if (!checks)
                return m_banner->showError(checks.error());
            m_checks = *checks;
            show();
        });
}

const casework::SelfCheck *SelfCheckPage::round() const
{
    if (m_checks == nullptr || m_checks->empty())
        return nullptr;
    const auto found = std::ranges::find_if(*m_checks, [this](const auto &check) { return check.id == m_round; });
    return found == m_checks->end() ? &m_checks->front() : &*found;
}

void SelfCheckPage::show()
{
    if (m_checks == nullptr)
        return;
    const casework::SelfCheck *check = round();
    m_round = check == nullptr ? std::nullopt : std::optional(check->id);
    const bool isOneOpen = std::ranges::any_of(*m_checks, [](const auto &each) { return !each.closedAt; });
    m_new->setEnabled(!isOneOpen);
    m_finish->setEnabled(check != nullptr && !check->closedAt);
    m_print->setEnabled(check != nullptr);
    m_printBlank->setEnabled(check != nullptr);
    m_actions = casework::openActions(*m_checks);
    const QString kept = m_chosen;
    m_isFilling = true;
    fillRounds();
    m_tree->clear();
    fillActions();
    if (check != nullptr)
        fillQuestions(*check);
    m_tree->expandAll();
    QTreeWidgetItem *again = nullptr;
    for (QTreeWidgetItemIterator it(m_tree); *it != nullptr; ++it) {
        const bool isLine = (*it)->parent() != nullptr;
        if (isLine && (again == nullptr || (*it)->data(0, ItemRole).toString() == kept))
            again = *it;
    }
    m_tree->setCurrentItem(again);
    m_isFilling = false;
    m_tree->setVisible(m_tree->topLevelItemCount() > 0);
    const auto score = check == nullptr ? std::nullopt : check->score();
    m_summary->setText(
        check == nullptr
            ? tr("The house has not checked itself yet. A round asks what published standards want of a shelter, "
                 "and what is missing becomes a list of actions.")
        : score ? tr("Reached: %1 %. Still to be done: %2").arg(*score).arg(m_actions.size())
                : tr("Nothing is answered yet in this round."));
    showChosen();
}

void SelfCheckPage::fillRounds()
{
    m_rounds->clear();
    for (const casework::SelfCheck &check : *m_checks) {
        const QString when = kit::dateText(model::localIsoMinute(check.begunAt).left(10));
        const QString text = check.closedAt ? tr("Round %1, %2, finished").arg(QString::number(check.number), when)
                                            : tr("Round %1, begun on %2").arg(QString::number(check.number), when);
        m_rounds->addItem(text, QString::fromStdString(check.id.toText()));
        if (m_round == check.id)
            m_rounds->setCurrentIndex(m_rounds->count() - 1);
    }
    m_roundsRow->setVisible(m_rounds->count() > 1);
}

void SelfCheckPage::fillActions()
{
    if (m_actions.empty())
        return;
    const QString today = model::localDay(context().clock->nowUtc()).toString(Qt::ISODate);
    auto *group = boldGroup(m_tree, tr("What is to be done"));
    for (std::size_t i = 0; i < m_actions.size(); ++i) {
        const casework::SelfCheckLine &action = m_actions[i];
        const bool isLate = !action.untilOn.isEmpty() && action.untilOn < today;
        auto *item =
            new QTreeWidgetItem(group, {u"%1: %2"_s.arg(action.item, action.action),
                                        QStringList{action.who, isLate ? tr("late: %1").arg(kit::dateText(action.untilOn))
                                                                       : tr("until %1").arg(kit::dateText(action.untilOn))}
                                            .join(u'\n')});
        item->setData(0, ActionRole, int(i));
        if (isLate)
            item->setForeground(1, kit::colors(kit::currentTheme()).errorText);
    }
}

void SelfCheckPage::fillQuestions(const casework::SelfCheck &check)
{
    if (check.pack == nullptr) {
        boldGroup(m_tree, tr("The questions of this round are in a procedure that is not on this computer."));
        return;
    }
    const kit::Language language = context().translations->language();
    auto *group = boldGroup(m_tree, tr("Questions"));
    for (const sop::Step *step : casework::selfCheckItems(*check.pack)) {
        const casework::SelfCheckLine *line = check.find(step->id);
        QStringList said{line == nullptr
                             ? tr("not answered")
                             : models::codeLabel(u"self_check_answer"_s, line->answer, kit::Translations::code(language))};
        if (line != nullptr && !line->evidence.isEmpty())
            said << line->evidence;
        auto *item = new QTreeWidgetItem(
            group, {u"%1  %2"_s.arg(step->id, StepTexts::words(step->title, step->kirundi, language)), said.join(u'\n')});
        item->setData(0, ItemRole, step->id);
    }
}

void SelfCheckPage::showChosen()
{
    const auto *item = m_tree->currentItem();
    const casework::SelfCheck *check = round();
    m_chosen = item == nullptr ? QString() : item->data(0, ItemRole).toString();
    const sop::Step *step = check == nullptr || check->pack == nullptr ? nullptr : check->pack->findStep(m_chosen);
    m_why->setVisible(step != nullptr);
    if (step != nullptr)
        m_why->setText(StepTexts::words(step->why, step->kirundi, context().translations->language()));
}

void SelfCheckPage::goOn()
{
    const auto *item = m_tree->currentItem();
    if (item == nullptr)
        return;
    if (const QVariant action = item->data(0, ActionRole); action.isValid())
        return beginReport(m_actions[std::size_t(action.toInt())]);
    const casework::SelfCheck *check = round();
    if (check != nullptr && !check->closedAt && item->data(0, ItemRole).isValid())
        beginAnswer(item->data(0, ItemRole).toString());
}

void SelfCheckPage::beginAnswer(const QString &item)
{
    const casework::SelfCheck *check = round();
    const sop::Step *step = check->pack->findStep(item);
    if (step == nullptr)
        return;
    m_reportForm->hide();
    m_answerForm->flush(); // what is typed under another question stays there
    m_item = item;
    ActionPanel::Values present;
    if (const casework::SelfCheckLine *line = check->find(item))
        present = {{fields::self_check_line::Answer, model::toValue(line->answer)},
                   {fields::self_check_line::Evidence, model::toValue(line->evidence)},
                   {fields::self_check_line::Action, model::toValue(line->action)},
                   {fields::self_check_line::Who, model::toValue(line->who)},
                   {fields::self_check_line::UntilOn, model::toValue(line->untilOn)}};
    m_answerForm->setTexts(StepTexts::words(step->title, step->kirundi, context().translations->language()),
                           tr("Keep the answer"));
    m_answerForm->beginProposed(casework::selfCheckLineId(check->id, item), std::move(present));
}

void SelfCheckPage::beginReport(const casework::SelfCheckLine &action)
{
    m_answerForm->hide();
    m_reportForm->setTexts(action.action, tr("It is done"));
    m_reportForm->begin(action.id);
}

void SelfCheckPage::print(bool isBlank)
{
    const casework::SelfCheck *check = round();
    if (check == nullptr)
        return;
    const auto paper = selfCheckPaper(*check, m_actions, isBlank);
    if (!paper)
        return m_banner->showError(paper.error());
    printOnceNoted(
        context(), this, {*paper},
        [](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, {}, "self-check");
        },
        [this](const base::Error &error) { m_banner->showError(error); });
}

void SelfCheckPage::retranslate()
{
    m_new->setText(tr("Begin a new round"));
    m_finish->setText(tr("Finish this round"));
    m_print->setText(tr("Print the round"));
    m_printBlank->setText(tr("Print it blank"));
    m_roundsRow->setLabel(tr("Which round"));
    m_tree->setAccessibleName(title());
    m_answerForm->setTexts(tr("Answer"), tr("Keep the answer"));
    m_reportForm->setTexts(tr("What came of it"), tr("It is done"));
    show();
}

kit::PageEntry selfCheckPage()
{
    return {
        SelfCheckPageId, kit::PageEntry::Place::None, [] { return SelfCheckPage::tr("Self-check of the house"); },
        u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new SelfCheckPage(context, parent); }};
}

} // namespace indaro::ui::pages
