// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <memory>
#include <vector>

namespace indaro::bench {

/// The expressions of these forms that XPath 1.0 knows whole, worked out by us and by libxml2 over the same document, turn by
/// turn, `rounds` times. Prints both rates and how many of them say the same. Returns an exit code.
int compareWithLibxml(const std::vector<std::shared_ptr<const forms::FormDefinition>> &all, int rounds);

} // namespace indaro::bench
