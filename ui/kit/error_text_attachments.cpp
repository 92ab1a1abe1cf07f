// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/error_text_attachments.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::kit {

using base::Errc;

namespace {

struct MediaSay
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)
};

QString nothingOfItIsLost()
{
    return MediaSay::tr("Nothing is lost.");
}

QString refusedMedia(const std::string &wanted, const std::string &type)
{
    if (type == "image/heic" || type == "image/tiff")
        return MediaSay::tr(
            "This kind of picture (HEIC, TIFF) cannot be opened here. Let the telephone or the scanner save it as JPEG or "
            "PNG: on an iPhone in Settings, Camera, Formats, Most compatible. Then take the picture again, or "
            "photograph the paper anew.");
    if (wanted == "image" || wanted == "signature")
        return MediaSay::tr(
            "This is no picture that can be opened here (JPEG, PNG, GIF, BMP, WebP), whatever its name says.");
    if (wanted == "audio")
        return MediaSay::tr("This is no sound recording, whatever its name says.");
    if (wanted == "video")
        return MediaSay::tr("This is no film, whatever its name says.");
    return MediaSay::tr("This kind of file is not kept here.");
}

} // namespace

ErrorText attachmentErrorText(const base::Error &e)
{
    switch (e.code) {
    case Errc::AttachmentStillComing:
        return {MediaSay::tr("This has not all come from the other computer yet: %1 of %2 parts are here.")
                    .arg(e.number("here"))
                    .arg(e.number("parts")),
                nothingOfItIsLost(), MediaSay::tr("Exchange again, then open it.")};
    case Errc::AttachmentDamaged:
        return {MediaSay::tr("This is not what was added: parts of it are missing or were changed."),
                MediaSay::tr("The rest of the file is kept."),
                MediaSay::tr("Add it again, or bring it back from a backup.")};
    case Errc::MediaTypeRefused:
        return {refusedMedia(e.text("wanted"), e.text("type")), nothingOfItIsLost(), MediaSay::tr("Choose another file.")};
    case Errc::PictureDamaged:
        return {MediaSay::tr("This picture is cut off or damaged."), nothingOfItIsLost(),
                MediaSay::tr("Copy it again from where it came.")};
    case Errc::PictureTooLarge:
        return {MediaSay::tr("This picture has too many points to be opened safely."), nothingOfItIsLost(),
                MediaSay::tr("Take it again with a smaller size, or cut out the part that matters.")};
    default:
        return {};
    }
}

ErrorText listeningErrorText(const base::Error &e)
{
    const QString safe =
        MediaSay::tr("The recording itself is safe in the file. One of an interview can also be exported with it (Settings, "
                     "Interviews as a file) and heard elsewhere.");
    switch (e.code) {
    case Errc::RecordingDamaged:
        return {
            MediaSay::tr("This recording cannot be listened to: it is cut off or damaged, or of a kind that is not known."),
            safe, MediaSay::tr("Ask for it again from where it came, if it is still there.")};
    case Errc::RecordingTooLong:
        return {MediaSay::tr("This recording is longer than %1 minutes, and too long to be listened to here.")
                    .arg(e.number("limit")),
                safe, MediaSay::tr("Listen to it with another program, once it is exported.")};
    case Errc::PlayerMissing:
        if (e.text("missing") == "sound")
            return {MediaSay::tr("This computer lacks the program that plays sound (aplay, of the package alsa-utils)."),
                    safe, MediaSay::tr("Let the person who looks after the computer install it.")};
        return {MediaSay::tr("This computer lacks the program that reads recordings (ffmpeg)."), safe,
                MediaSay::tr("Let the person who looks after the computer install it.")};
    case Errc::PlayerStuck:
        return {MediaSay::tr("The recording could not be made ready in time."), safe,
                MediaSay::tr("Try it again when the computer has less to do.")};
    case Errc::LoudspeakerMissing:
        return {MediaSay::tr("The sound does not reach a loudspeaker: there is none, or another program holds it."), safe,
                MediaSay::tr("Plug in headphones or a loudspeaker, close other programs that play sound, and try again.")};
    default:
        return {};
    }
}

} // namespace indaro::ui::kit
