// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtWidgets/QMainWindow>

#include <cstdint>

namespace indaro::tests {

enum class KeyboardRules : std::uint8_t {
    Reach,     ///< what Tab does not reach or leave, what has no name, what looks the very same with the keyboard
    Everything ///< also the order, and that the mark of the keyboard stands out
};

/// What cannot be used without a mouse. The window must be the active one; Tab is pressed until it has been once round.
/// A fault is: a widget that neither Tab, nor arrows inside its group, nor a key its tooltip names reaches, or that has no
/// name; a place Tab does not leave; a place that looks the same while it has the keyboard. By KeyboardRules::Everything
/// also a step of Tab against the reading order (but inside what has the property "hasOrderOfItsOwn"), and a place whose
/// look hardly changes (fewer points than half its outline change by 3:1 [WCAG 2 AA 1.4.11, 2.4.7]). One line each,
/// beginning with `name`.
[[nodiscard]] QStringList keyboardFaults(QMainWindow &window, const QString &name,
                                         KeyboardRules rules = KeyboardRules::Reach);

} // namespace indaro::tests
