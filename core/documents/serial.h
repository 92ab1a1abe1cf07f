// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>

#include <optional>

namespace indaro::documents {

/// The number printed on a paper: `SERIES-YEAR-NNNN` (contracts 10). It names neither a house nor a person:
/// the series is four letters drawn for one laptop, the number counts that laptop's papers of the year.
struct Serial
{
    QString series; ///< four letters A-Z
    int year = 0;   ///< four digits
    int number = 0; ///< 1 … 999999, printed with at least four digits

    friend bool operator==(const Serial &, const Serial &) = default;

    /// "QKRT-2026-0042".
    [[nodiscard]] QString toText() const;
    /// Accepts lower case, blanks and missing hyphens as people type them. Errors: InvalidArgument.
    [[nodiscard]] static base::Result<Serial> fromText(const QString &typed);
};

/// Two characters 0-9A-Z by ISO/IEC 7064 MOD 1271-36 over the serial's letters and digits (hyphens left out).
/// Every single wrong character and every swap of two neighbours is noticed, in the serial and in the code
/// itself: with 1271 = 31 × 41, neither d·36^i nor 35·d·36^i (0 < |d| < 36) is a multiple of it.
[[nodiscard]] QString checkCode(const Serial &serial);

/// The text inside the QR code: `INDARO1:SERIAL:CHECK`. Nothing about a person, a house or a purpose.
[[nodiscard]] QString qrPayload(const Serial &serial);

/// Reads what a scanner gives (`INDARO1:…`) or what somebody types from the paper (serial, then the check
/// code, with or without separators). The check code must be there and must fit. Errors: InvalidArgument.
[[nodiscard]] base::Result<Serial> readSerial(const QString &scannedOrTyped);

} // namespace indaro::documents
