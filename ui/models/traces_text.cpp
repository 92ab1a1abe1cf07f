// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/traces_text.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::models {

namespace {

struct TracesText
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::models::TracesText)
};

} // namespace

QString tracesText(Traces traces)
{
    switch (traces) {
    case Traces::None:
        break;
    case Traces::ToolMissing:
        return TracesText::tr(
            "What a device or a program wrote into it (perhaps a place, a time, a name) cannot be taken out "
            "on this laptop: the program that does it is not installed (ffmpeg for recordings and films, "
            "poppler-utils for PDFs).");
    case Traces::NotReadable:
        return TracesText::tr(
            "What a device or a program wrote into it (perhaps a place, a time, a name) could not be taken "
            "out without harm to the rest.");
    case Traces::KindUnknown:
        return TracesText::tr(
            "What a program wrote into it (perhaps a place, a time, a name) cannot be taken out of this kind "
            "of file. A document that is saved as a PDF first is kept without it.");
    }
    return TracesText::tr("What a device or a program wrote into it (perhaps a place, a time, a name) has been taken out.");
}

kit::Question tracesQuestion(Traces traces)
{
    return {.title = TracesText::tr("Keep it as it is?"),
            .text = tracesText(traces),
            .detail = TracesText::tr("Kept as it is, it says so in the list, and stays encrypted with the file."),
            .choices = {TracesText::tr("Do not keep it"), TracesText::tr("Keep it as it is")}};
}

QString titleWithTraces(const QString &title, Traces traces)
{
    if (traces == Traces::None)
        return title;
    return title.trimmed().isEmpty() ? TracesText::tr("Kept with what its device wrote into it")
                                     : TracesText::tr("%1 (with what its device wrote into it)").arg(title.trimmed());
}

} // namespace indaro::ui::models
