// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/exercises_page.h"

#include "core/casework/workspace.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QFrame>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ExerciseButtonWidth = 200;

QString exerciseWord(const QString &list, std::string_view code, const QString &language)
{
    return models::codeLabel(list, QString::fromUtf8(code.data(), qsizetype(code.size())), language);
}

/// Where the step is done.
std::pair<kit::PageId, kit::PageArgument> placeOf(std::string_view step, const casework::Exercises &exercises)
{
    if (!exercises.person)
        return {AdmitPageId, {}};
    const casework::CaseId person = *exercises.person;
    if (step == "arrival_bed")
        return {HousePageId, OpenHouse{person}};
    if (step == "interview_consent")
        return {ConsentsPageId, OpenConsents{person}};
    if (step == "interview_begun")
        return {IntakePageId, OpenInterview{person, std::nullopt}};
    if (step == "interview_signed")
        return {InterviewsPageId, {}};
    if (step.starts_with("first_day_"))
        return {ChecklistPageId, OpenChecklist{person}};
    if (step.starts_with("referral_"))
        return {ReferralPageId, OpenReferral{person, exercises.referral}};
    if (step == "leaving_exit")
        return {ExitPageId, OpenStay{person}};
    if (step.starts_with("leaving_"))
        return {RollCallPageId, {}};
    return {CaseFilePageId, OpenCaseFile{person}};
}

} // namespace

ExercisesPage::ExercisesPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_state(kit::makeLabel(kit::TextRole::Heading, this)),
      m_about(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *body = new kit::ScrollBody(this);
    m_column = body->column();
    m_column->addWidget(m_banner);
    m_column->addWidget(m_state);
    m_column->addWidget(m_about);
    m_column->addStretch();
    m_state->setObjectName(u"exercisesDone"_s);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId ExercisesPage::id() const
{
    return ExercisesPageId;
}

QString ExercisesPage::title() const
{
    return tr("Exercises");
}

void ExercisesPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::Exercises>> {
            INDARO_TRY_ASSIGN(auto exercises, casework::loadExercises(desk));
            return std::make_shared<const casework::Exercises>(std::move(exercises));
        },
        [this](const base::Result<std::shared_ptr<const casework::Exercises>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            if (m_cards.empty()) {
                makeCards();
                return retranslate();
            }
            show();
        });
}

void ExercisesPage::makeCards()
{
    for (std::size_t i = 0; i < m_loaded->all.size(); ++i) {
        Card card;
        card.frame = new QFrame(this);
        card.frame->setObjectName(u"exercise_%1"_s.arg(i + 1));
        kit::setCard(card.frame);
        auto *inner = new QVBoxLayout(card.frame);
        card.title = kit::makeLabel(kit::TextRole::Heading, card.frame);
        card.goal = kit::makeLabel(kit::TextRole::Body, card.frame);
        inner->addWidget(card.title);
        inner->addWidget(card.goal);
        for (std::size_t step = 0; step < m_loaded->all[i].steps.size(); ++step) {
            card.steps.push_back(kit::makeLabel(kit::TextRole::Body, card.frame));
            inner->addWidget(card.steps.back());
        }
        card.missing = kit::makeLabel(kit::TextRole::FieldLabel, card.frame);
        card.missing->setObjectName(u"missing"_s);
        inner->addWidget(card.missing);
        auto *buttons = new kit::FlowGrid(2, ExerciseButtonWidth);
        card.go = new kit::PushButton(card.frame);
        card.go->setObjectName(u"go"_s);
        card.how = new kit::PushButton(card.frame);
        card.how->setObjectName(u"how"_s);
        kit::setButtonRole(card.how, kit::ButtonRole::Quiet);
        buttons->addCell(card.go);
        buttons->addCell(card.how);
        inner->addLayout(buttons);
        connect(card.go, &QPushButton::clicked, this, [this, i] { goTo(i); });
        connect(card.how, &QPushButton::clicked, this, [this, i] {
            const std::string_view task = m_loaded->all[i].task;
            context().navigator->openPage(ManualPageId, OpenManual{QString::fromUtf8(task.data(), qsizetype(task.size()))});
        });
        m_column->insertWidget(m_column->count() - 1, card.frame); // above the stretch
        m_cards.push_back(std::move(card));
    }
    if (focusProxy() == nullptr && !m_cards.empty())
        setFocusProxy(m_cards.front().how);
}

void ExercisesPage::goTo(std::size_t exercise)
{
    const casework::ExerciseStep *next = m_loaded->all[exercise].next();
    if (next == nullptr)
        return;
    auto [page, argument] = placeOf(next->code, *m_loaded);
    context().navigator->openPage(page, std::move(argument));
}

void ExercisesPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const int done = m_loaded->done();
    const int all = int(m_loaded->all.size());
    m_state->setText(done == all ? tr("All exercises are done.") : tr("Exercises done: %1 of %2").arg(done).arg(all));
    for (std::size_t i = 0; i < m_cards.size(); ++i)
        showCard(m_cards[i], m_loaded->all[i], language);
}

void ExercisesPage::showCard(const Card &card, const casework::Exercise &exercise, const QString &language)
{
    card.title->setText(exerciseWord(u"exercise"_s, exercise.code, language));
    card.goal->setText(exerciseWord(u"exercise_goal"_s, exercise.code, language));
    for (std::size_t i = 0; i < card.steps.size(); ++i) {
        const casework::ExerciseStep &step = exercise.steps[i];
        QString text = exerciseWord(u"exercise_step"_s, step.code, language);
        if (step.needed > 1)
            text += u" (%1/%2)"_s.arg(step.has).arg(step.needed);
        card.steps[i]->setText((step.isDone ? u"✓  "_s : u"○  "_s) + text);
        card.steps[i]->setAccessibleName((step.isDone ? tr("Done: %1") : tr("Still to do: %1")).arg(text));
    }
    const casework::ExerciseStep *next = exercise.next();
    card.go->setVisible(next != nullptr);
    if (next == nullptr)
        card.missing->setText(tr("This exercise is done: the records show it."));
    else if (!m_loaded->person && exercise.code != m_loaded->all.front().code)
        card.missing->setText(tr("First admit her: that is the first exercise."));
    else
        card.missing->setText(tr("Missing now: %1").arg(exerciseWord(u"exercise_step"_s, next->code, language)));
}

void ExercisesPage::retranslate()
{
    m_about->setText(
        tr("Everybody in this vault is invented, and nothing of it ever leaves this computer. The exercises are "
           "about one woman whom you admit yourself, under the family name Apprentie. What is done is read "
           "from the records: whatever you take back is open again."));
    for (const Card &card : m_cards) {
        card.go->setText(tr("Go there"));
        card.how->setText(tr("How it is done"));
    }
    show();
}

kit::PageEntry exercisesPage()
{
    return {
        ExercisesPageId, kit::PageEntry::Place::Home, [] { return ExercisesPage::tr("Exercises"); }, u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ExercisesPage(context, parent); }};
}

} // namespace indaro::ui::pages
