// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/plans_card.h"

#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostPlanLines = 6; // the first page is for the whole day
constexpr qsizetype LongestWords = 60;

QString firstWords(const QString &text)
{
    const QString line = text.section(u'\n', 0, 0);
    return line.size() <= LongestWords ? line : line.left(LongestWords) + u"…"_s;
}

} // namespace

PlansCard::PlansCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_lines(new QVBoxLayout)
{
    kit::setCard(this);
    setObjectName(u"duePlans"_s);
    m_lines->setSpacing(kit::space::Half);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(m_lines);
    hide();
}

void PlansCard::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const std::vector<casework::DueOfPlan>>> {
            INDARO_TRY_ASSIGN(auto due, casework::listDueOfPlans(desk));
            return std::make_shared<const std::vector<casework::DueOfPlan>>(std::move(due));
        },
        [this](const base::Result<std::shared_ptr<const std::vector<casework::DueOfPlan>>> &due) {
            if (!due || (m_due != nullptr && **due == *m_due))
                return; // the page says what is wrong with the vault; what stands there already keeps the keyboard
            m_due = *due;
            show(*m_due);
        });
}

void PlansCard::retranslate()
{
    if (m_due != nullptr)
        show(*m_due);
}

void PlansCard::show(const std::vector<casework::DueOfPlan> &due)
{
    while (auto *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    setVisible(!due.empty());
    const auto late = std::ranges::count(due, sop::Urgency::Late, &casework::DueOfPlan::urgency);
    m_title->setText(late == 0 ? tr("Plans and risks: nothing is late")
                               : tr("Plans and risks: %n late", nullptr, int(late)));
    const QString language = kit::Translations::code(m_context.translations->language());
    for (std::size_t i = 0; i < due.size() && i < MostPlanLines; ++i) {
        const casework::DueOfPlan &one = due[i];
        sop::Line when;
        when.due = one.due;
        when.isWholeDay = one.isWholeDay;
        when.urgency = one.urgency;
        QString what;
        switch (one.kind) {
        case casework::PlanDueKind::RiskReview:
            what = tr("assess the risks again, they were: %1").arg(models::codeLabel(u"risk_level"_s, one.words, language));
            break;
        case casework::PlanDueKind::SafetyPlan:
            what = tr("look at the safety plan again");
            break;
        case casework::PlanDueKind::Action:
            what = one.words.isEmpty() ? tr("an action of the plan") : firstWords(one.words);
            break;
        case casework::PlanDueKind::PlanReview:
            what = tr("review the plan together");
            break;
        case casework::PlanDueKind::Approval:
            what = tr("waits for approval: %1").arg(models::codeLabel(u"approval_kind"_s, one.words, language));
            break;
        case casework::PlanDueKind::BestInterests:
            what = tr("look again at the best interests: %1").arg(models::codeLabel(u"bia_occasion"_s, one.words, language));
            break;
        }
        auto *button = new kit::PushButton(QStringList{StepTexts::due(when), one.displayName, what}.join(u"  ·  "_s), this);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        connect(button, &QPushButton::clicked, this,
                [this, person = one.person] { m_context.navigator->openPage(PlanPageId, OpenPlan{person}); });
        m_lines->addWidget(button, 0, Qt::AlignLeft);
    }
    if (due.size() > MostPlanLines) {
        auto *more = kit::makeLabel(kit::TextRole::Muted, this);
        more->setText(tr("%n more in the plans of the persons", nullptr, int(due.size() - MostPlanLines)));
        m_lines->addWidget(more);
    }
}

} // namespace indaro::ui::pages
