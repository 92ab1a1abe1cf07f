// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/surroundings.h"

namespace indaro::machine {

/// What the print service (CUPS) of the machine keeps of a paper after it was printed. It writes every paper to the disk
/// in the clear, to give it to the printer; what the program asks for (ui/print/output.cpp) it does not have to do.
enum class PrintSpool : std::uint8_t {
    NoService,
    KeepsNothing,
    KeepsPapers,
    NotKnown ///< what it is told in /etc/cups/cupsd.conf may not be read, or it runs on another computer
};

/// By PreserveJobFiles and PreserveJobHistory of cupsd.conf(5); a day and yes where they are not named.
[[nodiscard]] PrintSpool printSpool(const Surroundings &here);

} // namespace indaro::machine
