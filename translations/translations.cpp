// SPDX-License-Identifier: GPL-3.0-or-later
// A static library needs one object of its own; everything else in it is the compiled catalogues.
namespace indaro::translations {
extern const int Languages;
const int Languages = 2;
} // namespace indaro::translations
