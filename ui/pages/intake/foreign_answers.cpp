// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/foreign_answers.h"

#include "ui/forms/form_view.h"
#include "ui/kit/date_text.h"
#include "ui/models/author_text.h"
#include "ui/pages/intake/answer_text.h"
#include "ui/pages/intake/interview_session.h"

#include <algorithm>

namespace indaro::ui::pages {

ForeignAnswers::ForeignAnswers(forms::FormView *view, QObject *parent) : QObject(parent), m_view(view)
{
    connect(m_view, &forms::FormView::left, this, [this](const QString &path) {
        if (m_waiting.contains(path) && !m_view->isBeingEdited(path))
            accept(path);
    });
    connect(m_view, &forms::FormView::otherTaken, this, &ForeignAnswers::take);
    connect(m_view, &forms::FormView::ownKept, this, &ForeignAnswers::keep);
}

void ForeignAnswers::begin(InterviewSession *session)
{
    m_session = session;
    m_waiting.clear();
    m_before.clear();
    m_offered.clear();
    if (session == nullptr)
        return;
    connect(session, &InterviewSession::arrived, this, &ForeignAnswers::follow, Qt::UniqueConnection);
    connect(session, &InterviewSession::lookedAgain, this, &ForeignAnswers::cameBack, Qt::UniqueConnection);
}

void ForeignAnswers::follow(const std::vector<casework::AnswerStanding> &standings)
{
    takeIn(standings, [this](const QString &path) { return m_view->isBeingEdited(path); });
}

/// The keyboard may be in a field, but nobody was in the middle of it: what was decided holds, unless something else is
/// typed there.
void ForeignAnswers::cameBack(const std::vector<casework::AnswerStanding> &standings)
{
    takeIn(standings, [this](const QString &path) {
        return std::ranges::any_of(m_session->unfinished(), [&](const auto &text) { return text.path == path; });
    });
}

void ForeignAnswers::takeIn(const std::vector<casework::AnswerStanding> &standings,
                            const std::function<bool(const QString &path)> &isInHand)
{
    if (!m_session)
        return;
    bool hasChanged = false;
    bool isRestructured = false;
    for (const casework::AnswerStanding &standing : standings) {
        if (m_session->isSame(standing)) {
            m_waiting.remove(standing.path);
            m_offered.remove(standing.path);
            m_view->showElsewhere(standing.path, {});
            continue;
        }
        if (isInHand(standing.path)) {
            m_waiting.insert(standing.path, standing);
            m_before.insert(standing.path, m_session->present(standing.path));
            show(standing, false);
            continue;
        }
        isRestructured = m_session->take(standing) || isRestructured;
        hasChanged = true;
        m_view->dropTyped(standing.path); // what stands in the field is what was there before
        show(standing, true);
    }
    if (!hasChanged)
        return;
    m_view->showChanges(isRestructured);
    m_session->save(m_view->currentPath()); // what is calculated from them
}

/// Nobody is in the middle of the question any more.
void ForeignAnswers::accept(const QString &path)
{
    const casework::AnswerStanding standing = m_waiting.take(path);
    if (!m_session)
        return;
    if (!(m_session->present(path) == m_before.take(path)))
        return; // something else was given here meanwhile: both stand
    const bool isRestructured = m_session->take(standing);
    show(standing, true);
    m_view->showChanges(isRestructured);
    m_session->save(m_view->currentPath());
}

void ForeignAnswers::show(const casework::AnswerStanding &standing, bool isShownHere)
{
    casework::AnswerStanding offered = standing;
    if (!isShownHere)
        offered.others.insert(offered.others.begin(), offered.shown);
    forms::Elsewhere elsewhere;
    if (isShownHere && !standing.shown.author.isThisLaptop)
        elsewhere.mark = tr("Changed elsewhere") + QStringLiteral("  ·  ") + models::authorText(standing.shown.author);
    for (const auto &side : offered.others)
        elsewhere.others.append({textOf(standing.path, side), models::authorText(side.author)});
    m_offered.insert(standing.path, std::move(offered));
    m_view->showElsewhere(standing.path, elsewhere);
}

void ForeignAnswers::take(const QString &path, int index)
{
    const auto offered = m_offered.constFind(path);
    if (offered != m_offered.cend() && index < int(offered->others.size()))
        settle(path, offered->others[static_cast<std::size_t>(index)]);
}

void ForeignAnswers::keep(const QString &path)
{
    (void)m_view->commitTyped(); // what stands in the field is mine
    if (m_session)
        settle(path, m_session->present(path));
}

void ForeignAnswers::settle(const QString &path, const casework::AnswerStanding::Side &side)
{
    const auto about = m_offered.constFind(path);
    if (!m_session || about == m_offered.cend())
        return;
    const casework::AnswerStanding standing = *about;
    const casework::AnswerStanding::Side chosen = side;
    m_offered.remove(path);
    m_waiting.remove(path);
    m_session->settle(standing, chosen);
    m_view->showElsewhere(path, {});
    m_view->dropTyped(path);
    m_view->showChanges(false);
    m_session->save(m_view->currentPath());
}

QString ForeignAnswers::textOf(const QString &path, const casework::AnswerStanding::Side &side) const
{
    return m_view->texts() != nullptr ? answerText(*m_view->texts(), path, side.value, side.missing) : side.value;
}

} // namespace indaro::ui::pages
