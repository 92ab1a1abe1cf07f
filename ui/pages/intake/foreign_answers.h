// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/queries.h"

#include <QHash>
#include <QObject>
#include <QPointer>

#include <functional>

namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

class InterviewSession;

/// What another computer writes in an interview that is open here: a question nobody is in the middle of shows it at once
/// with who changed it; where somebody is typing both stand until one is chosen [KeePassXC #10225].
class ForeignAnswers final : public QObject
{
    Q_OBJECT
public:
    ForeignAnswers(forms::FormView *view, QObject *parent);
    /// Forgets what came before. Null: no interview is open. Call it after the view has its instance.
    void begin(InterviewSession *session);

private:
    void follow(const std::vector<casework::AnswerStanding> &standings);
    void cameBack(const std::vector<casework::AnswerStanding> &standings);
    void takeIn(const std::vector<casework::AnswerStanding> &standings,
                const std::function<bool(const QString &path)> &isInHand);
    void accept(const QString &path);
    void show(const casework::AnswerStanding &standing, bool isShownHere);
    void take(const QString &path, int index);
    void keep(const QString &path);
    void settle(const QString &path, const casework::AnswerStanding::Side &side);
    [[nodiscard]] QString textOf(const QString &path, const casework::AnswerStanding::Side &side) const;

    forms::FormView *m_view;
    QPointer<InterviewSession> m_session;
    QHash<QString, casework::AnswerStanding> m_waiting;      ///< came, and is not in the form
    QHash<QString, casework::AnswerStanding::Side> m_before; ///< what the form had when it came
    QHash<QString, casework::AnswerStanding> m_offered;      ///< stands beside a question; its sides in the order shown
};

} // namespace indaro::ui::pages
