// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/confinement.h"

namespace indaro::base {

// Windows has no memory without a name that another program reads as its standard input and jumps about in, and no moment
// between fork and exec. A decoder is therefore not run there at all: MemoryFile is never open, and whoever wants to run one
// says that it could not be started. To be had instead one day: a restricted token of low integrity and a job object.

MemoryFile::MemoryFile(std::span<const std::byte> /*bytes*/) noexcept {}

MemoryFile::~MemoryFile() = default;

Confinement::Confinement(const std::string & /*program*/) noexcept {}

Confinement::~Confinement() = default;

void Confinement::enter(const MemoryFile & /*input*/) const noexcept {}

} // namespace indaro::base
