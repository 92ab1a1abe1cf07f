// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/casework/workspace.h"
#include "core/forms/form_instance.h"

#include <QHash>
#include <QObject>
#include <QSet>

#include <functional>
#include <memory>

namespace indaro::base {
class Clock;
}

namespace indaro::ui::pages {

/// An interview being held: the filled form and what of it is in the vault. After each gesture it writes what differs
/// (answers, those calculated from them, consents, alerts) as one job; what could not be written is tried again with
/// the next one. GUI thread.
class InterviewSession final : public QObject
{
    Q_OBJECT
public:
    InterviewSession(casework::Workspace &workspace, const base::Clock &clock,
                     std::shared_ptr<const indaro::forms::FormDefinition> definition, casework::LoadedInterview loaded,
                     std::shared_ptr<const casework::HouseLists> lists, QObject *parent);

    [[nodiscard]] indaro::forms::FormInstance &form() { return m_form; }
    [[nodiscard]] const casework::LoadedInterview &loaded() const { return m_loaded; }
    /// Signed, or a correction that was given up: only to be read.
    [[nodiscard]] bool isSigned() const { return m_loaded.status != QStringLiteral("draft"); }
    [[nodiscard]] bool isCorrection() const { return m_loaded.corrects.has_value(); }
    /// Stored answers for which this version of the form has no question.
    [[nodiscard]] const QStringList &unknownPaths() const { return m_unknownPaths; }
    /// A sitting that began after the interview was read.
    void addSitting(const casework::Sitting &sitting);
    /// Gives the answers the program itself knows: case code and head of the sitting that is under way, where nothing
    /// stands yet or what the sitting before put there. What somebody wrote over it stays; only the hours of the sitting
    /// before, by whomever, give way to those of one that was just added. Their history keeps them.
    void fillHead(const QString &caseCode, const casework::Sitting &sitting);

    /// Writes everything that differs from the vault. `path` is where the page stands.
    void save(const QString &path);
    /// Keeps a text that is no answer (yet), or forgets it when it says what the answer says already.
    void keepTyping(const QString &path, const QString &text);
    void forgetTyping(const QString &path);
    /// Where to go on, and what stands unfinished in the fields: as kept by now, not as it was when the page was opened.
    [[nodiscard]] const QString &lastPath() const { return m_loaded.lastPath; }
    [[nodiscard]] const std::vector<casework::UnfinishedText> &unfinished() const { return m_loaded.unfinished; }
    void keepPlace(const QString &path);
    void saveInterviewerView(const QString &text);
    /// Something could not be written; the next save() tries it again.
    [[nodiscard]] bool hasUnwritten() const { return m_hasFailed; }
    /// Reads how its answers stand: another page of this program may have decided between two. lookedAgain() tells.
    void lookAgain();
    /// What another computer wrote is the same as what is here.
    [[nodiscard]] bool isSame(const casework::AnswerStanding &standing) const;
    /// The form has from now on what another computer wrote. True: rows came or went.
    bool take(const casework::AnswerStanding &standing);
    /// This value holds, whatever else stands there: the form has it, and the vault as a decision.
    void settle(const casework::AnswerStanding &about, const casework::AnswerStanding::Side &side);
    /// What stands in the form now.
    [[nodiscard]] casework::AnswerStanding::Side present(const QString &path) const;
    /// Kinds of alerts that hold now.
    [[nodiscard]] QStringList alertKinds() const;

Q_SIGNALS:
    void saving();
    /// Everything that was posted is committed, and nothing before it failed.
    void saved();
    void failed(const indaro::base::Error &error);
    /// Told at once, before it is written.
    void alertRaised(const QString &kind);
    /// Another computer wrote answers of this interview; nothing here has changed yet.
    void arrived(const std::vector<indaro::casework::AnswerStanding> &standings);
    void lookedAgain(const std::vector<indaro::casework::AnswerStanding> &standings);
    /// Another computer has signed it. What is given from now on is kept beside it (casework/interviews/late_answers.h).
    void signedElsewhere(const indaro::casework::Author &signer);

private:
    void prefill(const QString &questionName, const QString &value, const QString &former = {});
    void follow(const casework::Changes &changes);
    void lookForSigner(std::optional<base::Error> otherwise);
    /// True: the form has no such row yet.
    bool putIntoForm(const QString &path, const casework::AnswerStanding::Side &side);
    void noteInVault(const QString &path, const casework::AnswerStanding::Side &side);
    void tellNewAlerts();
    bool dropText(const QString &path);
    void postText(const casework::UnfinishedText &text);
    [[nodiscard]] std::vector<casework::AnswerDraft> takeDifferences();
    [[nodiscard]] QStringList takeNewAlerts();
    template <class Job> void post(Job job, std::function<void()> onFailure);

    casework::Workspace &m_workspace;
    casework::LoadedInterview m_loaded;
    std::shared_ptr<const casework::HouseLists> m_lists; ///< read by m_form
    std::unique_ptr<const base::Clock> m_day;            ///< of m_form; null: it counts from now
    indaro::forms::FormInstance m_form;
    QStringList m_unknownPaths;
    int m_underWay = 0;          ///< jobs whose end is not known yet
    bool m_hasFailed = false;    ///< something is not in the vault, and waits for the next save()
    bool m_hasLostTexts = false; ///< among it unfinished texts
    bool m_isSignedElsewhere = false;
    bool m_hasNewSitting = false; ///< whose hours are not in the form yet
    std::optional<QString> m_lostView;
    QHash<QString, QString> m_inVault;             ///< path → value or reason, as last posted
    QHash<QString, casework::KnownAnswer> m_known; ///< the same as the vault has it: what a save expects to find
    std::vector<casework::ConsentDraft> m_consents;
    QSet<QString> m_alerts;     ///< posted since the page was opened
    QSet<QString> m_toldBefore; ///< held when the page was opened: the open tasks show them
};

} // namespace indaro::ui::pages
