// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_replay.h"

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

QJsonObject traceState(const FormItem &item, const NodeState &state)
{
    QJsonObject out{{u"r"_s, state.relevant}};
    if (!item.isQuestion())
        return out;
    out.insert(u"v"_s, state.relevant ? state.value : QString());
    out.insert(u"c"_s, state.constraintHolds);
    out.insert(u"q"_s, state.requiredHolds);
    out.insert(u"ro"_s, state.readOnly);
    out.insert(u"rq"_s, state.required);
    if (state.choiceCount >= 0)
        out.insert(u"n"_s, state.choiceCount);
    return out;
}

base::Error notAStep(const char *member)
{
    return base::Error(base::Errc::InvalidArgument, {{"member", std::string(member)}});
}

} // namespace

FormReplay::FormReplay(std::shared_ptr<const FormDefinition> definition, FormEnvironment environment)
    : m_instance(std::move(definition), std::move(environment))
{
    QJsonObject first;
    for (const NodeState &state : m_instance.allStates())
        take(state, first);
}

QJsonObject FormReplay::initial() const
{
    QJsonObject states;
    for (auto state = m_states.begin(); state != m_states.end(); ++state)
        states.insert(state.key(), state.value());
    return {{u"nodes"_s, m_states.size()}, {u"initial"_s, states}};
}

void FormReplay::put(const QString &path, const QJsonObject &state, QJsonObject &changed)
{
    if (m_states.value(path) == state)
        return;
    m_states.insert(path, state);
    changed.insert(path, state);
}

void FormReplay::takeRepeats(const NodeState &state, QJsonObject &changed)
{
    const FormDefinition &form = m_instance.definition();
    for (const int child : form.item(state.item).children) { // as a whole, also while there are no rows
        if (form.item(child).kind != ItemKind::Repeat)
            continue;
        const QString path = state.path + u'/' + form.item(child).name;
        const QStringList rows = m_instance.childPaths(path);
        const bool isShown = rows.isEmpty() || m_instance.state(rows.front())->relevant;
        put(path, {{u"r"_s, state.relevant && isShown}}, changed);
    }
}

void FormReplay::take(const NodeState &state, QJsonObject &changed)
{
    const FormItem &item = m_instance.definition().item(state.item);
    put(state.path, traceState(item, state), changed);
    takeRepeats(state, changed);
    if (item.kind == ItemKind::Repeat)
        takeRepeats(*m_instance.state(state.path.left(state.path.lastIndexOf(u'/'))), changed);
}

base::Result<Changes> FormReplay::apply(const QJsonObject &step)
{
    const QString path = step.value("ref"_L1).toString();
    if (path.isEmpty())
        return notAStep("ref");
    if (step.contains("add"_L1)) {
        const int rows = step.value("add"_L1).toInt(1);
        if (rows < 1)
            return notAStep("add");
        Changes all;
        for (int i = 0; i < rows; ++i) {
            INDARO_TRY_ASSIGN(const Changes one, m_instance.addRepeat(path));
            all.changed.insert(all.changed.end(), one.changed.begin(), one.changed.end());
            all.removed += one.removed;
        }
        return all;
    }
    if (step.contains("remove"_L1))
        return m_instance.removeRepeat(path);
    if (!step.value("set"_L1).isString())
        return notAStep("set");
    return m_instance.setAnswer(path, step.value("set"_L1).toString());
}

base::Result<QJsonObject> FormReplay::step(const QJsonObject &step)
{
    INDARO_TRY_ASSIGN(const Changes changes, apply(step));
    QJsonObject changed;
    for (const NodeState &state : changes.changed)
        take(state, changed);
    for (const QString &path : changes.removed) {
        m_states.remove(path);
        changed.insert(path, QJsonValue::Null);
    }
    QJsonObject out = step;
    out.insert(u"changed"_s, changed);
    return out;
}

} // namespace indaro::forms
