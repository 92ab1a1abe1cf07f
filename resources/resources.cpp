// SPDX-License-Identifier: GPL-3.0-or-later
// The resource library holds data only; a static library needs one object of its own to exist before the first
// folder is filled.
namespace indaro::resources {
extern const int builtIn;
const int builtIn = 1;
} // namespace indaro::resources
