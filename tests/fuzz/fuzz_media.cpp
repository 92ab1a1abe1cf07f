// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/media_type.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

/// A picture, a recording or a file from a stick. A picture that is kept is bare, and so whole, and of a kind that is drawn;
/// nothing may stand behind its end.
INDARO_FUZZED(media, input)
{
    const QByteArray bytes(reinterpret_cast<const char *>(input.data()), static_cast<qsizetype>(input.size()));
    const casework::MediaType type = casework::mediaTypeOf(bytes);
    INDARO_CHECK(!type.name.isEmpty() && casework::suffixOf(type.name) == type.suffix);
    if (!casework::isBarePicture(bytes))
        return;
    INDARO_CHECK(casework::isWholePicture(bytes) && type.family == casework::MediaFamily::Picture);
    INDARO_CHECK(!casework::isBarePicture(bytes + "x"));
}

} // namespace indaro
