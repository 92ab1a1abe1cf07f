// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack_fault.h"

namespace indaro::sop {

QString toString(PackFaultCode code)
{
    switch (code) {
#define INDARO_X(name, severity)                                                                                            \
    case PackFaultCode::name:                                                                                               \
        return QStringLiteral(#name);
        INDARO_PACK_FAULT_LIST(INDARO_X)
#undef INDARO_X
    }
    return {};
}

FaultSeverity severityOf(PackFaultCode code)
{
    switch (code) {
#define INDARO_X(name, severity)                                                                                            \
    case PackFaultCode::name:                                                                                               \
        return FaultSeverity::severity;
        INDARO_PACK_FAULT_LIST(INDARO_X)
#undef INDARO_X
    }
    return FaultSeverity::Error;
}

QString toString(FaultSeverity severity)
{
    switch (severity) {
    case FaultSeverity::Note:
        return QStringLiteral("note");
    case FaultSeverity::Warning:
        return QStringLiteral("warning");
    case FaultSeverity::Error:
        return QStringLiteral("error");
    }
    return {};
}

const std::vector<PackFaultCode> &allPackFaultCodes()
{
    static const std::vector<PackFaultCode> all{
#define INDARO_X(name, severity) PackFaultCode::name,
        INDARO_PACK_FAULT_LIST(INDARO_X)
#undef INDARO_X
    };
    return all;
}

} // namespace indaro::sop
