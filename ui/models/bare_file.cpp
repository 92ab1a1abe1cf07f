// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/bare_file.h"

#include "core/casework/attachments/media_type.h"

#include <QtCore/QStandardPaths>

namespace indaro::ui::models {

using namespace Qt::StringLiterals;

namespace {

QString found(const QString &program, QStringView name)
{
    return program.isEmpty() ? QStandardPaths::findExecutable(name.toString()) : program;
}

} // namespace

BareFile bareFile(const QByteArray &source, const BaringTools &tools)
{
    const casework::MediaType type = casework::mediaTypeOf(source);
    if (type.name == "text/plain"_L1)
        return {source, Traces::None}; // says only what can be read in it
    BareFile bare{source, Traces::KindUnknown};
    if (type.name == "application/pdf"_L1)
        bare = barePaper(source, found(tools.papers, u"pdftocairo"), found(tools.drawing, u"pdftoppm"));
    else if (type.family == casework::MediaFamily::Audio || type.family == casework::MediaFamily::Video)
        bare = bareRecording(source, type.name, found(tools.recordings, u"ffmpeg"));
    // It stays what it was, or the page would offer another thing than was chosen.
    if (bare.traces == Traces::None && casework::mediaTypeOf(bare.content).name != type.name)
        return {source, Traces::NotReadable};
    return bare;
}

} // namespace indaro::ui::models
