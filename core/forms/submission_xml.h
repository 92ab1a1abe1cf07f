// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_instance.h"

namespace indaro::forms {

/// An interview as ODK's clients send it to a server [xforms-spec: 30, "Instance"; OpenRosa submission]: the root named
/// "data" with the form's id and version, groups and rows of repeats as they nest, empty elements for what has no answer,
/// and meta/instanceID, with meta/deprecatedID of a submission that takes the place of `replaced`. Answers are taken by
/// their paths; one that has no question in `form` is left out. `instanceId` as "uuid:…". Thread: any.
[[nodiscard]] QByteArray submissionXml(const FormDefinition &form, const QString &formId, const QString &version,
                                       const QString &instanceId, const std::vector<StoredAnswer> &answers,
                                       const QString &replaced = {});

} // namespace indaro::forms
