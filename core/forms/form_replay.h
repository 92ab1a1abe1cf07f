// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_instance.h"

#include <QHash>
#include <QJsonObject>

namespace indaro::forms {

/// Fills a form from recorded steps and tells the states after each, in the format of traces [forms.md, head]: per node
/// r relevant, and for questions v value (empty while hidden), c constraint holds, q required is satisfied, ro read-only,
/// rq required, n choices offered. Thread: any, one at a time.
class FormReplay
{
public:
    FormReplay(std::shared_ptr<const FormDefinition> definition, FormEnvironment environment);

    /// {"nodes": count, "initial": {path: state}}.
    [[nodiscard]] QJsonObject initial() const;
    /// Does one step: {"ref": path, "set": text}, {"ref": repeat, "add": rows} or {"ref": row, "remove": true}. Returns the
    /// step with "changed": {path: state, or null for what is gone}. A step that changes nothing has an empty "changed".
    /// Errors: InvalidArgument(member) when it is no step; NotFound, ValueOutOfRange as FormInstance: the form stays as it
    /// was.
    [[nodiscard]] base::Result<QJsonObject> step(const QJsonObject &step);

private:
    [[nodiscard]] base::Result<Changes> apply(const QJsonObject &step);
    void take(const NodeState &state, QJsonObject &changed);
    void takeRepeats(const NodeState &state, QJsonObject &changed);
    void put(const QString &path, const QJsonObject &state, QJsonObject &changed);

    FormInstance m_instance;
    QHash<QString, QJsonObject> m_states;
};

} // namespace indaro::forms
