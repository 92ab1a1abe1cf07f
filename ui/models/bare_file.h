// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace indaro::ui::models {

/// Recordings, films and PDFs without what a telephone, a camera or a program wrote into them: who made them, where, when
/// and with what. Pictures are drawn anew (attachment_import.h).

/// What is still in a file of that, and why.
enum class Traces : std::uint8_t {
    None,
    ToolMissing, ///< what takes them out is not installed on this laptop
    NotReadable, ///< it is, and could not take them out of this file without harm
    KindUnknown  ///< nothing here takes them out of this kind of file: an office document, an archive, an AVI film
};

struct BareFile
{
    QByteArray content{}; ///< as it came unless there are no traces left
    Traces traces = Traces::None;
};

/// The programs that read the file, confined and from memory. Empty: where the system has them.
struct BaringTools
{
    QString recordings{}; ///< ffmpeg
    QString papers{};     ///< pdftocairo
    QString drawing{};    ///< pdftoppm, which looks whether the paper is still the same
};

/// Takes the traces out. What is heard and seen stays as it was to the last bit, in the same kind of file, and what cannot
/// be proven to be whole afterwards is given back as it came. The traces an encoder leaves in the coded sound or picture
/// itself stay. Thread: any but the GUI's; takes seconds.
[[nodiscard]] BareFile bareFile(const QByteArray &source, const BaringTools &tools = {});

// Each for its kinds of file: bare_recording.cpp, bare_paper.cpp.
[[nodiscard]] BareFile bareRecording(const QByteArray &source, const QString &mediaType, const QString &program);
/// A PDF drawn anew, text as text: its scripts, files inside, empty forms and electronic signatures are gone with the
/// rest; it tells by what it was drawn, and nothing else. One with notes, stamps or a filled form on its pages, or with more
/// pages than are compared (40), comes back as it came.
[[nodiscard]] BareFile barePaper(const QByteArray &source, const QString &program, const QString &drawing);

} // namespace indaro::ui::models
