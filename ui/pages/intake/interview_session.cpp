// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_session.h"

#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"

#include <utility>

namespace indaro::ui::pages {

using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

QString fingerprint(indaro::forms::AnswerState state, const QString &value, std::optional<base::Missing> missing)
{
    return state == indaro::forms::AnswerState::Missing && missing ? u"?%1"_s.arg(static_cast<int>(*missing))
                                                                   : u"="_s + value;
}

QString plainPath(QString path)
{
    for (qsizetype open = path.indexOf(u'['); open >= 0; open = path.indexOf(u'[', open))
        path.remove(open, path.indexOf(u']', open) - open + 1);
    return path;
}

indaro::forms::FormEnvironment environment(const base::Clock &clock)
{
    indaro::forms::FormEnvironment made;
    made.clock = &clock;
    return made;
}

} // namespace

InterviewSession::InterviewSession(casework::Workspace &workspace, const base::Clock &clock,
                                   std::shared_ptr<const indaro::forms::FormDefinition> definition,
                                   casework::LoadedInterview loaded, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_loaded(std::move(loaded)), m_form(definition, environment(clock))
{
    const auto stored = casework::restorable(*definition, m_loaded.answers);
    for (const indaro::forms::StoredAnswer &answer : stored)
        m_inVault.insert(answer.path, fingerprint(answer.state, answer.value, answer.missing));
    if (!stored.empty()) // a fresh form keeps the answers it begins with
        m_unknownPaths = m_form.restore(stored);
    for (const QString &path : std::as_const(m_unknownPaths))
        m_inVault.remove(path); // kept as they are: nothing here may clear them
    // Alerts and consents follow from answers but are written after them: a power cut between the two must not lose the
    // urgent task. The first save writes all of them again, which changes nothing when they are there.
    for (const indaro::forms::Alert &alert : m_form.alerts())
        m_toldBefore.insert(alert.alert);
}

void InterviewSession::fillHead(const QString &caseCode, const casework::Sitting &sitting)
{
    const casework::Sitting *before = nullptr;
    for (const casework::Sitting &each : m_loaded.sittings) {
        if (each.number < sitting.number)
            before = &each;
    }
    prefill(u"case_id"_s, QString::fromStdString(m_loaded.caseFile.toText()));
    prefill(u"case_code"_s, caseCode);
    const auto renew = [this, &sitting, before](const QString &question, auto valueOf) {
        prefill(question, valueOf(sitting), before != nullptr ? valueOf(*before) : QString());
    };
    renew(u"interviewer_code"_s, [](const casework::Sitting &of) { return of.head.interviewer; });
    renew(u"session_place"_s, [](const casework::Sitting &of) { return of.head.place; });
    renew(u"interpreter_code"_s, [](const casework::Sitting &of) { return of.head.interpreter; });
    renew(u"session_date"_s, [](const casework::Sitting &of) { return model::localIsoMinute(of.startedAt).left(10); });
    prefill(u"sitting_number"_s, QString::number(sitting.number));
    for (int former = 1; former < sitting.number; ++former) // an interview held before this was kept up says 1 for ever
        prefill(u"sitting_number"_s, QString::number(sitting.number), QString::number(former));
}

void InterviewSession::prefill(const QString &questionName, const QString &value, const QString &former)
{
    const indaro::forms::FormItem *item = m_form.definition().findByName(questionName);
    if (item == nullptr || item->repeatDepth > 0 || value.isEmpty() || isSigned())
        return;
    const auto state = m_form.state(item->path);
    const bool isOpen = state && state->answer == indaro::forms::AnswerState::Unanswered;
    const bool isFormer =
        state && state->answer == indaro::forms::AnswerState::Answered && !former.isEmpty() && state->value == former;
    if (isOpen || isFormer)
        (void)m_form.setAnswer(item->path, value); // a form that wants something else there stays as it is
}

std::vector<casework::AnswerDraft> InterviewSession::takeDifferences()
{
    std::vector<casework::AnswerDraft> drafts;
    QSet<QString> present;
    const indaro::forms::FormDefinition &definition = m_form.definition();
    const auto add = [&](const QString &path, indaro::forms::QuestionType type, const QString &value,
                         std::optional<base::Missing> missing) {
        const indaro::forms::FormItem *item = definition.findByPath(plainPath(path));
        if (item != nullptr)
            drafts.push_back(
                {path, indaro::forms::toString(type), value, missing, casework::compartmentOf(definition, *item)});
    };
    for (const indaro::forms::StoredAnswer &answer : m_form.answers()) {
        const QString now = fingerprint(answer.state, answer.value, answer.missing);
        if (now == "="_L1)
            continue;
        present.insert(answer.path);
        if (m_inVault.value(answer.path) == now)
            continue;
        m_inVault.insert(answer.path, now);
        add(answer.path, answer.type, answer.state == indaro::forms::AnswerState::Missing ? QString() : answer.value,
            answer.state == indaro::forms::AnswerState::Missing ? answer.missing : std::nullopt);
    }
    for (auto it = m_inVault.begin(); it != m_inVault.end();) {
        if (present.contains(it.key())) {
            ++it;
            continue;
        }
        const indaro::forms::FormItem *item = definition.findByPath(plainPath(it.key()));
        add(it.key(), item != nullptr ? item->type : indaro::forms::QuestionType::Text, {}, std::nullopt);
        it = m_inVault.erase(it);
    }
    return drafts;
}

QStringList InterviewSession::takeNewAlerts()
{
    QStringList fresh;
    for (const indaro::forms::Alert &alert : m_form.alerts()) {
        if (m_alerts.contains(alert.alert))
            continue;
        m_alerts.insert(alert.alert);
        fresh.push_back(alert.alert);
    }
    return fresh;
}

QStringList InterviewSession::alertKinds() const
{
    QStringList kinds;
    for (const indaro::forms::Alert &alert : m_form.alerts()) {
        if (!kinds.contains(alert.alert))
            kinds.push_back(alert.alert);
    }
    return kinds;
}

template <class Job> void InterviewSession::post(Job job, std::function<void()> onFailure)
{
    Q_EMIT saving();
    ++m_underWay;
    m_workspace.ask(this, std::move(job), [this, onFailure = std::move(onFailure)](Result<void> done) {
        --m_underWay;
        if (done) {
            if (m_underWay == 0 && !m_hasFailed)
                Q_EMIT saved();
            return;
        }
        m_hasFailed = true;
        if (onFailure)
            onFailure();
        Q_EMIT failed(done.error());
    });
}

void InterviewSession::save(const QString &path)
{
    if (isSigned())
        return;
    m_hasFailed = false; // all of it is tried again
    if (std::exchange(m_hasLostTexts, false)) {
        for (const casework::UnfinishedText &text : m_loaded.unfinished)
            postText(text);
    }
    if (m_lostView)
        saveInterviewerView(*std::exchange(m_lostView, std::nullopt));
    const auto drafts = takeDifferences();
    const QStringList alerts = takeNewAlerts();
    for (const QString &kind : alerts) {
        if (!m_toldBefore.contains(kind))
            Q_EMIT alertRaised(kind);
    }
    std::vector<casework::ConsentDraft> consents = casework::consentsOf(m_form);
    std::vector<casework::ConsentDraft> changed;
    for (std::size_t i = 0; i < consents.size(); ++i) {
        if (i >= m_consents.size() || m_consents[i] != consents[i])
            changed.push_back(consents[i]);
    }
    m_consents = std::move(consents);
    m_loaded.lastPath = path;
    for (const casework::AnswerDraft &draft : drafts)
        dropText(draft.path); // saveAnswers does the same in the vault
    if (drafts.empty() && alerts.isEmpty() && changed.empty())
        return;
    post(
        [id = m_loaded.id, person = m_loaded.caseFile, drafts, alerts, changed, path](casework::Desk &desk) -> Result<void> {
            INDARO_TRY(casework::saveAnswers(desk, id, drafts, path));
            for (const QString &kind : alerts)
                INDARO_TRY(casework::raiseAlert(desk, person, kind, id));
            if (!changed.empty())
                INDARO_TRY(casework::recordConsents(desk, id, changed));
            return {};
        },
        [this, drafts, alerts] { // the next save takes these again
            for (const casework::AnswerDraft &draft : drafts)
                m_inVault.insert(draft.path, u"not written"_s);
            for (const QString &kind : alerts)
                m_alerts.remove(kind);
            m_consents.clear();
        });
}

void InterviewSession::keepTyping(const QString &path, const QString &text)
{
    if (isSigned())
        return;
    const auto state = m_form.state(path);
    const bool isAnswered = state && state->answer == indaro::forms::AnswerState::Answered;
    if (text == (isAnswered ? state->value : QString()))
        return forgetTyping(path);
    dropText(path);
    m_loaded.unfinished.push_back({path, text});
    m_loaded.lastPath = path;
    postText(m_loaded.unfinished.back());
}

void InterviewSession::postText(const casework::UnfinishedText &text)
{
    post([id = m_loaded.id, text](casework::Desk &desk) { return casework::keepTyping(desk, id, text.path, text.text); },
         [this] { m_hasLostTexts = true; });
}

void InterviewSession::forgetTyping(const QString &path)
{
    if (!isSigned() && dropText(path))
        post([id = m_loaded.id, path](casework::Desk &desk) { return casework::forgetTyping(desk, id, path); }, {});
}

bool InterviewSession::dropText(const QString &path)
{
    return std::erase_if(m_loaded.unfinished, [&path](const casework::UnfinishedText &kept) { return kept.path == path; }) >
           0;
}

void InterviewSession::keepPlace(const QString &path)
{
    if (isSigned())
        return;
    m_loaded.lastPath = path;
    m_workspace.ask(
        this, [id = m_loaded.id, path](casework::Desk &desk) { return casework::setLastPath(desk, id, path); },
        [](const Result<void> &) {}); // only a convenience; the next answer brings it again
}

void InterviewSession::saveInterviewerView(const QString &text)
{
    if (isSigned() || text == m_loaded.interviewerView)
        return;
    m_loaded.interviewerView = text;
    post([id = m_loaded.id, text](casework::Desk &desk) { return casework::saveInterviewerNote(desk, id, text); },
         [this, text] {
             m_loaded.interviewerView = QChar(0); // differs from whatever is typed
             m_lostView = text;
         });
}

} // namespace indaro::ui::pages
