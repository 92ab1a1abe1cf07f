// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/due_groups.h"

#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/justice/justice_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/stay/stay_texts.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostDueLines = 6; // of a group: the page is for the whole day
constexpr int DueMinuteMs = 60 * 1000;

} // namespace

DueGroups::DueGroups(const kit::PageContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    m_groups = {makeGroup("dueLate", column), makeGroup("dueToday", column), makeGroup("dueComing", column)};
    for (std::size_t i = 0; i < m_groups.size(); ++i)
        connect(m_groups[i].more, &QPushButton::clicked, this, [this, i] {
            m_groups[i].isWhole = !m_groups[i].isWhole;
            show();
        });
    m_minute.setInterval(DueMinuteMs);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_minute.start();
}

DueGroups::Group DueGroups::makeGroup(const char *name, QVBoxLayout *column)
{
    Group group;
    group.frame = new QFrame(this);
    group.frame->setObjectName(QLatin1StringView(name));
    kit::setCard(group.frame);
    auto *inner = new QVBoxLayout(group.frame);
    group.title = kit::makeLabel(kit::TextRole::Heading, group.frame);
    group.lines = new QVBoxLayout;
    group.lines->setSpacing(kit::space::Half);
    group.more = new kit::PushButton(group.frame);
    group.more->setObjectName(u"more"_s);
    kit::setButtonRole(group.more, kit::ButtonRole::Quiet);
    inner->addWidget(group.title);
    inner->addLayout(group.lines);
    inner->addWidget(group.more, 0, Qt::AlignLeft);
    column->addWidget(group.frame);
    group.frame->hide();
    return group;
}

void DueGroups::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::DueBoard>> {
            INDARO_TRY_ASSIGN(auto board, casework::loadDueBoard(desk));
            return std::make_shared<const casework::DueBoard>(std::move(board));
        },
        [this](const base::Result<std::shared_ptr<const casework::DueBoard>> &board) {
            if (!board) {
                Q_EMIT failed(board.error());
                return;
            }
            m_board = *board;
            show();
        });
}

void DueGroups::retranslate()
{
    show();
}

void DueGroups::show()
{
    if (m_board == nullptr)
        return;
    std::array<std::vector<const casework::DueThing *>, 3> things;
    for (const casework::DueThing &thing : m_board->things) {
        const int group = thing.urgency == sop::Urgency::Late ? 0 : thing.urgency == sop::Urgency::Today ? 1 : 2;
        things[std::size_t(group)].push_back(&thing);
    }
    m_groups[0].title->setText(tr("Late: %n", nullptr, int(things[0].size())));
    m_groups[1].title->setText(things[1].empty() ? tr("Nothing more is due today")
                                                 : tr("Due today: %n", nullptr, int(things[1].size())));
    m_groups[2].title->setText(tr("Coming within three days: %n", nullptr, int(things[2].size())));
    for (std::size_t i = 0; i < m_groups.size(); ++i) {
        fill(m_groups[i], things[i]);
        m_groups[i].frame->setVisible(i == 1 || !things[i].empty()); // one group is always there, and says so
    }
}

void DueGroups::fill(Group &group, const std::vector<const casework::DueThing *> &things)
{
    const std::size_t most = group.isWhole ? things.size() : std::min(things.size(), MostDueLines);
    QStringList shown;
    for (std::size_t i = 0; i < most; ++i)
        shown << textOf(*things[i]);
    const std::size_t hidden = things.size() - std::min(things.size(), MostDueLines);
    group.more->setVisible(hidden > 0);
    group.more->setText(group.isWhole ? tr("Show fewer") : tr("Show %n more", nullptr, int(hidden)));
    if (shown == group.shown)
        return;
    group.shown = shown;
    while (auto *item = group.lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (std::size_t i = 0; i < most; ++i)
        addLine(group, *things[i]);
}

void DueGroups::addLine(Group &group, const casework::DueThing &thing)
{
    auto *line = new QWidget(group.frame);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto *go = new kit::PushButton(textOf(thing), line);
    kit::setButtonRole(go, kit::ButtonRole::Quiet);
    connect(go, &QPushButton::clicked, this, [this, thing] { goTo(thing); });
    row->addWidget(go, 0, Qt::AlignLeft);
    row->addStretch();
    if (isTickedHere(thing)) {
        auto *done = new kit::PushButton(tr("It is done"), line);
        done->setAccessibleName(u"%1: %2"_s.arg(done->text(), go->text()));
        connect(done, &QPushButton::clicked, this, [this, thing] { tick(thing); });
        row->addWidget(done);
    }
    group.lines->addWidget(line);
}

QString DueGroups::textOf(const casework::DueThing &thing) const
{
    const kit::Language language = m_context.translations->language();
    sop::Line when;
    when.due = thing.due;
    when.isWholeDay = thing.isWholeDay;
    when.urgency = thing.urgency;
    const sop::Step *step = thing.pack == nullptr ? nullptr : thing.pack->findStep(thing.step);
    QString what;
    switch (thing.kind) {
    case casework::DueKind::Step:
    case casework::DueKind::Call:
        what = step == nullptr ? thing.step : StepTexts::words(step->title, step->kirundi, language);
        break;
    case casework::DueKind::Plan:
        what = planText(*thing.plan);
        break;
    case casework::DueKind::Contact:
        what = tr("contact: %1").arg(StayTexts::followUp(thing.number));
        break;
    case casework::DueKind::Complaint:
        what = thing.mustBeTold ? tr("a complaint somebody outside the house must know of") : tr("answer a complaint");
        break;
    case casework::DueKind::SelfCheck:
        what = tr("self-check: %1").arg(StepTexts::firstWords(thing.words));
        break;
    case casework::DueKind::Incident:
        what = tr("a serious incident the director must know of");
        break;
    case casework::DueKind::Absence:
        what = tr("expected back in the house");
        break;
    case casework::DueKind::Custody:
        what = tr("belongings that moved without a signature");
        break;
    case casework::DueKind::Court:
        what = JusticeTexts::due(*thing.court, kit::Translations::code(language));
        break;
    case casework::DueKind::Stock:
        what = tr("low in stock: %1, %2 left")
                   .arg(models::codeLabel(u"supply_kind"_s, thing.words, kit::Translations::code(language)))
                   .arg(thing.number);
        break;
    }
    const bool isCall = thing.kind == casework::DueKind::Call;
    const QString caller = thing.displayName.isEmpty() ? tr("Somebody announced") : thing.displayName;
    QStringList facts{StepTexts::due(when),
                      thing.owner ? thing.displayName
                      : isCall    ? caller
                                  : tr("house"),
                      StepTexts::firstWords(what)};
    facts.removeAll(QString());
    return facts.join(u"  ·  "_s);
}

QString DueGroups::planText(const casework::DueOfPlan &plan) const
{
    const QString language = kit::Translations::code(m_context.translations->language());
    switch (plan.kind) {
    case casework::PlanDueKind::RiskReview:
        return tr("assess the risks again, they were: %1").arg(models::codeLabel(u"risk_level"_s, plan.words, language));
    case casework::PlanDueKind::SafetyPlan:
        return tr("look at the safety plan again");
    case casework::PlanDueKind::Action:
        return plan.words.isEmpty() ? tr("an action of the plan") : plan.words;
    case casework::PlanDueKind::PlanReview:
        return tr("review the plan together");
    case casework::PlanDueKind::Approval:
        return tr("waits for approval: %1").arg(models::codeLabel(u"approval_kind"_s, plan.words, language));
    case casework::PlanDueKind::BestInterests:
        return tr("look again at the best interests: %1").arg(models::codeLabel(u"bia_occasion"_s, plan.words, language));
    }
    return {};
}

bool DueGroups::isTickedHere(const casework::DueThing &thing)
{
    const sop::Step *step = thing.pack == nullptr ? nullptr : thing.pack->findStep(thing.step);
    return thing.kind == casework::DueKind::Step && !thing.owner && step != nullptr && step->form.isEmpty() &&
           step->evidence.contains(u"tick"_s);
}

void DueGroups::goTo(const casework::DueThing &thing)
{
    kit::Navigator *navigator = m_context.navigator;
    switch (thing.kind) {
    case casework::DueKind::Step:
        if (thing.owner)
            navigator->openPage(ChecklistPageId, OpenChecklist{thing.owner, thing.step});
        else
            navigator->openPage(RoutinesPageId, OpenRoutine{thing.step});
        return;
    case casework::DueKind::Plan:
        navigator->openPage(PlanPageId, OpenPlan{*thing.owner});
        return;
    case casework::DueKind::Contact:
        navigator->openPage(StayPageId, OpenStay{*thing.owner});
        return;
    case casework::DueKind::Complaint:
        navigator->openPage(ComplaintsPageId);
        return;
    case casework::DueKind::SelfCheck:
        navigator->openPage(SelfCheckPageId);
        return;
    case casework::DueKind::Incident:
        navigator->openPage(IncidentsPageId);
        return;
    case casework::DueKind::Call:
        navigator->openPage(HousePageId);
        return;
    case casework::DueKind::Court:
        navigator->openPage(JusticePageId, OpenJustice{*thing.owner});
        return;
    case casework::DueKind::Stock:
        navigator->openPage(StockPageId);
        return;
    case casework::DueKind::Custody:
    case casework::DueKind::Absence:
        navigator->openPage(StayPageId, OpenStay{*thing.owner});
        return;
    }
}

void DueGroups::tick(const casework::DueThing &thing)
{
    m_context.workspace->ask(
        this,
        [mark = casework::NewMark{.step = thing.step, .occurrence = thing.occurrence, .evidence = {u"tick"_s}, .note = {}}](
            casework::Desk &desk) { return casework::markStep(desk, {}, mark); },
        [this](const base::Result<void> &marked) {
            if (!marked) {
                Q_EMIT failed(marked.error());
                return;
            }
            m_context.navigator->showNotice(tr("Written down as done."));
            refresh();
        });
}

} // namespace indaro::ui::pages
