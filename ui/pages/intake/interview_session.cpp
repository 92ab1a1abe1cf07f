// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_session.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/late_answers.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

const QString NotWritten = u"not written"_s; // no fingerprint begins like this

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

/// What was signed goes on counting from the day it was first signed: nobody's age changes because it is read, or because
/// another answer is corrected, a year later.
class SignedDay final : public base::Clock
{
public:
    SignedDay(base::UtcMs day, const base::Clock &clock) : m_day(day), m_clock(clock) {}
    [[nodiscard]] base::UtcMs nowUtc() const override { return m_day; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_clock.monotonicMs(); }

private:
    base::UtcMs m_day;
    const base::Clock &m_clock;
};

std::unique_ptr<const base::Clock> dayOf(const casework::LoadedInterview &interview, const base::Clock &clock)
{
    if (interview.paper)
        return std::make_unique<const SignedDay>(casework::paperMoment(interview.paper->source.paperOn, clock.nowUtc()),
                                                 clock);
    return interview.firstSignedAt ? std::make_unique<const SignedDay>(*interview.firstSignedAt, clock) : nullptr;
}

indaro::forms::FormEnvironment environment(const base::Clock &clock, const indaro::forms::EntityLists *lists,
                                           const std::vector<indaro::forms::StoredAnswer> *lastSaved)
{
    indaro::forms::FormEnvironment made;
    made.clock = &clock;
    made.entityLists = lists;
    made.lastSaved = lastSaved;
    return made;
}

} // namespace

InterviewSession::InterviewSession(casework::Workspace &workspace, const base::Clock &clock,
                                   std::shared_ptr<const indaro::forms::FormDefinition> definition,
                                   casework::LoadedInterview loaded, std::shared_ptr<const casework::HouseLists> lists,
                                   const std::vector<casework::SavedAnswer> &lastSaved, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_loaded(std::move(loaded)), m_lists(std::move(lists)),
      m_lastSaved(casework::restorable(*definition, lastSaved)), m_day(dayOf(m_loaded, clock)),
      m_form(definition, environment(m_day ? *m_day : clock, m_lists.get(), &m_lastSaved))
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
    m_heldBefore = m_toldBefore;
    for (const casework::SavedAnswer &saved : m_loaded.answers)
        m_known.insert(saved.path, {true, saved.value, saved.missing});
    connect(&m_workspace, &casework::Workspace::changed, this, &InterviewSession::follow);
}

void InterviewSession::follow(const casework::Changes &changes)
{
    std::vector<sync::RecordKey> answers;
    for (const casework::Change &change : changes) {
        const bool isKnown = std::find(answers.begin(), answers.end(), change.key) != answers.end();
        if (change.isForeign && !isKnown && casework::isAnswerTable(change.key.table))
            answers.push_back(change.key);
    }
    if (isSigned())
        return;
    const sync::RecordKey self{model::fields::interview::Table, m_loaded.id};
    if (std::any_of(changes.begin(), changes.end(),
                    [&self](const casework::Change &change) { return change.isForeign && change.key == self; }))
        lookForSigner({});
    if (answers.empty())
        return;
    m_workspace.ask(
        this, [id = m_loaded.id, answers](casework::Desk &desk) { return casework::loadAnswerStandings(desk, id, answers); },
        [this](const Result<std::vector<casework::AnswerStanding>> &standings) {
            if (!standings)
                Q_EMIT failed(standings.error());
            else if (!standings->empty())
                Q_EMIT arrived(*standings);
        });
}

void InterviewSession::lookAgain()
{
    if (isSigned())
        return;
    m_workspace.ask(
        this, [id = m_loaded.id](casework::Desk &desk) { return casework::loadAnswerStandings(desk, id); },
        [this, asked = m_inVault](Result<std::vector<casework::AnswerStanding>> standings) {
            if (!standings)
                return Q_EMIT failed(standings.error());
            std::erase_if(*standings, [&](const auto &one) {
                const QString now = m_inVault.value(one.path);
                return now != asked.value(one.path) || now == NotWritten // what was given here is newer than what was read
                       || !m_form.state(one.path);                       // nothing the form could show
            });
            if (!standings->empty())
                Q_EMIT lookedAgain(*standings);
        });
}

/// `otherwise`: what is wrong when nobody has.
void InterviewSession::lookForSigner(std::optional<Error> otherwise)
{
    m_workspace.ask(
        this, [id = m_loaded.id](casework::Desk &desk) { return casework::findSigner(desk, id); },
        [this, otherwise](const Result<std::optional<casework::Author>> &signer) {
            if (signer && *signer) {
                if (!std::exchange(m_isSignedElsewhere, true))
                    Q_EMIT signedElsewhere(**signer);
            } else if (otherwise) {
                m_hasFailed = true;
                Q_EMIT failed(*otherwise);
            }
        });
}

bool InterviewSession::isSame(const casework::AnswerStanding &standing) const
{
    const auto &side = standing.shown;
    const auto state = side.missing ? indaro::forms::AnswerState::Missing : indaro::forms::AnswerState::Answered;
    return standing.others.empty() && m_inVault.value(standing.path, u"="_s) == fingerprint(state, side.value, side.missing);
}

bool InterviewSession::putIntoForm(const QString &path, const casework::AnswerStanding::Side &side)
{
    const auto changes = side.missing           ? m_form.setMissing(path, *side.missing)
                         : side.value.isEmpty() ? m_form.clearAnswer(path)
                                                : m_form.setAnswer(path, side.value);
    if (changes)
        return !changes->restructured.isEmpty() || !changes->removed.isEmpty();
    // A row of a repeat that was added there: the form is filled anew with it.
    std::vector<casework::SavedAnswer> all;
    const auto present = m_form.answers();
    for (const indaro::forms::StoredAnswer &answer : present)
        all.push_back({answer.path, indaro::forms::toString(answer.type), answer.value,
                       answer.state == indaro::forms::AnswerState::Missing ? answer.missing : std::nullopt});
    all.push_back({path, {}, side.value, side.missing});
    (void)m_form.restore(casework::restorable(m_form.definition(), all)); // a path of another version is kept in the vault
    return true;
}

void InterviewSession::noteInVault(const QString &path, const casework::AnswerStanding::Side &side)
{
    const auto state = side.missing ? indaro::forms::AnswerState::Missing : indaro::forms::AnswerState::Answered;
    m_known.insert(path, {true, side.value, side.missing});
    if (!side.missing && side.value.isEmpty())
        m_inVault.remove(path);
    else
        m_inVault.insert(path, fingerprint(state, side.value, side.missing));
}

bool InterviewSession::take(const casework::AnswerStanding &standing)
{
    const bool isRestructured = putIntoForm(standing.path, standing.shown);
    noteInVault(standing.path, standing.shown);
    tellNewAlerts();
    return isRestructured;
}

void InterviewSession::settle(const casework::AnswerStanding &about, const casework::AnswerStanding::Side &side)
{
    if (isSigned())
        return;
    (void)putIntoForm(about.path, side);
    noteInVault(about.path, side);
    tellNewAlerts();
    dropText(about.path); // settleAnswer does the same in the vault
    post([id = m_loaded.id, seen = about.seen,
          draft = casework::AnswerDraft{about.path, about.type, side.value, side.missing, about.compartment}](
             casework::Desk &desk) { return casework::settleAnswer(desk, id, draft, seen); },
         [this, path = about.path] { m_inVault.insert(path, NotWritten); });
}

casework::AnswerStanding::Side InterviewSession::present(const QString &path) const
{
    const auto state = m_form.state(path);
    if (!state || state->answer == indaro::forms::AnswerState::Unanswered)
        return {};
    if (state->answer == indaro::forms::AnswerState::Missing)
        return {{}, state->missing};
    return {state->whole()};
}

/// An answer from elsewhere may say danger as well as one that is given here [contracts.md 13].
void InterviewSession::tellNewAlerts()
{
    for (const indaro::forms::Alert &alert : m_form.alerts()) {
        if (m_alerts.contains(alert.alert) || m_toldBefore.contains(alert.alert))
            continue;
        m_toldBefore.insert(alert.alert);
        Q_EMIT alertRaised(alert.alert);
    }
}

void InterviewSession::addSitting(const casework::Sitting &sitting)
{
    m_loaded.sittings.push_back(sitting);
    m_hasNewSitting = true;
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
    if (m_loaded.paper) { // when it was held stands on the paper, not in the hours it is typed
        prefill(u"session_date"_s, m_loaded.paper->source.paperOn);
        m_hasNewSitting = false;
        return;
    }
    renew(u"session_date"_s, [](const casework::Sitting &of) { return model::localIsoMinute(of.startedAt).left(10); });
    if (std::exchange(m_hasNewSitting, false)) {
        for (const QString &hour : {u"session_start"_s, u"session_end"_s}) {
            if (const auto *item = m_form.definition().findByName(hour); item != nullptr && item->repeatDepth == 0)
                (void)m_form.clearAnswer(item->path); // a form that holds it fast stays as it is
        }
        prefill(u"session_start"_s, model::localIsoMinute(sitting.startedAt).mid(11));
    }
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
        if (item == nullptr)
            return;
        drafts.push_back({path, indaro::forms::toString(type), value, missing, casework::compartmentOf(definition, *item),
                          m_known.value(path)});
        m_known.insert(path, {true, value, missing}); // what the next one finds there
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
        if (onFailure)
            onFailure();
        if (done.error().code == base::Errc::WrongState)
            return lookForSigner(done.error()); // the command kept what was typed
        m_hasFailed = true;
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
    if (isCorrection())
        changed.clear(); // what was signed holds until the correction is
    m_loaded.lastPath = path;
    for (const casework::AnswerDraft &draft : drafts)
        dropText(draft.path); // saveAnswers does the same in the vault
    if (drafts.empty() && alerts.isEmpty() && changed.empty())
        return;
    post(
        [id = m_loaded.id, person = m_loaded.caseFile,
         corrected = isCorrection() ? std::optional(m_loaded.firstVersion) : std::nullopt, heldBefore = m_heldBefore, drafts,
         alerts, changed, path](casework::Desk &desk) -> Result<void> {
            const auto written = casework::saveAnswers(desk, id, drafts, path);
            if (!written && written.error().code != base::Errc::WrongState)
                return written.error();
            for (const QString &kind : alerts) // a danger is one also when another computer has signed
                INDARO_TRY(casework::raiseAlert(desk, person, kind, id, corrected, !heldBefore.contains(kind)));
            INDARO_TRY(written);
            if (!changed.empty())
                INDARO_TRY(casework::recordConsents(desk, id, changed));
            return {};
        },
        [this, drafts, alerts] { // the next save takes these again
            for (const casework::AnswerDraft &draft : drafts) {
                m_inVault.insert(draft.path, NotWritten);
                m_known.insert(draft.path, *draft.known);
            }
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
    if (text == (isAnswered ? state->whole() : QString()))
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
