// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/finding.h"

namespace indaro::forms {

QString toString(FindingCode code)
{
    switch (code) {
#define INDARO_X(name)                                                                                                      \
    case FindingCode::name:                                                                                                 \
        return QStringLiteral(#name);
        INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
    }
    return {};
}

const std::vector<FindingCode> &allFindingCodes()
{
    static const std::vector<FindingCode> all{
#define INDARO_X(name) FindingCode::name,
        INDARO_FINDING_LIST(INDARO_X)
#undef INDARO_X
    };
    return all;
}

} // namespace indaro::forms
