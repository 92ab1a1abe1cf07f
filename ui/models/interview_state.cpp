// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/interview_state.h"

#include <QCoreApplication>

namespace indaro::ui::models {

namespace {

struct InterviewStateTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::models::InterviewState)
};

} // namespace

QString interviewState(const casework::InterviewLine &line)
{
    const bool isSigned = line.status == QLatin1StringView("signed");
    if (line.correction == 0) {
        return line.isCorrected ? InterviewStateTexts::tr("as first signed, corrected since")
               : isSigned       ? InterviewStateTexts::tr("signed")
                                : InterviewStateTexts::tr("not finished: continue");
    }
    if (!isSigned)
        return InterviewStateTexts::tr("correction %1, not signed: continue").arg(line.correction);
    if (line.isParallel && !line.isCorrected)
        return InterviewStateTexts::tr("correction %1, signed; two laptops corrected it, this one holds")
            .arg(line.correction);
    return line.isCorrected ? InterviewStateTexts::tr("correction %1, signed, corrected since").arg(line.correction)
                            : InterviewStateTexts::tr("correction %1, signed").arg(line.correction);
}

} // namespace indaro::ui::models
