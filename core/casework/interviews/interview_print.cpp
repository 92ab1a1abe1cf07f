// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/interview_print.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/disclosures.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/paper/serial_register.h"

#include <string>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

Result<LoadedInterview> loadPrintable(Desk &desk, InterviewId interview)
{
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(auto loaded, loadInterview(desk, interview));
    if (loaded.status != QLatin1StringView("signed"))
        return Error(Errc::WrongState);
    return loaded;
}

} // namespace

Result<void> mayPrintInterview(Desk &desk, InterviewId interview)
{
    INDARO_TRY(loadPrintable(desk, interview));
    return {};
}

Result<InterviewRelease> releaseForPrint(Desk &desk, InterviewId interview, std::string_view agreed,
                                         const Receiver &receiver)
{
    INDARO_TRY_ASSIGN(const auto loaded, loadPrintable(desk, interview));
    InterviewRelease release;
    for (const auto compartment :
         {sync::Compartment::Case, sync::Compartment::Identity, sync::Compartment::Health, sync::Compartment::Perpetrator}) {
        if (desk.log.isElsewhere(compartment))
            release.elsewhere.push_back(compartment);
    }
    const PaperFor paper{receiver, QStringLiteral("interview")};
    INDARO_TRY_ASSIGN(release.withheld, withheldOnPaper(desk, loaded.caseFile, paper));
    release.staysInHouse = desk.log.isHouseOnly(loaded.caseFile);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(release.serial, nextSerial(desk));
    const std::string detail =
        "correction " + std::to_string(loaded.correction) + ", " + std::string(agreed) + ", " + release.serial.toStdString();
    INDARO_TRY(notePaper(desk, loaded.caseFile, paper));
    INDARO_TRY(rows::noteTaken(desk, {release.serial}));
    INDARO_TRY(recordAudit(desk, AuditVerb::InterviewPrinted, interview, detail));
    INDARO_TRY(transaction.commit());
    return release;
}

} // namespace indaro::casework
