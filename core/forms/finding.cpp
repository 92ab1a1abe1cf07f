// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/finding.h"

namespace indaro::forms {

QString toString(FindingCode code)
{
    switch (code) {
#define INDARO_X(name, severity)                                                                                            \
    case FindingCode::name:                                                                                                 \
        return QStringLiteral(#name);
        INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
    }
    return {};
}

Severity severityOf(FindingCode code)
{
    switch (code) {
#define INDARO_X(name, severity)                                                                                            \
    case FindingCode::name:                                                                                                 \
        return Severity::severity;
        INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
    }
    return Severity::Error;
}

QString toString(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return QStringLiteral("note");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    }
    return {};
}

const std::vector<FindingCode> &allFindingCodes()
{
    static const std::vector<FindingCode> all{
#define INDARO_X(name, severity) FindingCode::name,
        INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
    };
    return all;
}

} // namespace indaro::forms
