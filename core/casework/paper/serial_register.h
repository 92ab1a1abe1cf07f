// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <vector>

/// What became of every number this laptop gave to a paper [contracts.md 10]. A number has to stand on the paper before the
/// printer has it, and one that may lie half printed in its tray is never given to another paper: so it is taken first, and
/// one of which no paper came is void. A control finds each of them, from the first to the last.
namespace indaro::casework {

enum class NumberState : std::uint8_t {
    Used,
    Void,   ///< no paper came of it
    NoTrace ///< what it stood on was erased: nothing here says more
};
/// What bears it.
enum class NumberedThing : std::uint8_t { Nothing, Referral, Letter, TraffickingCase, Form, FullFile, Interview };

struct NumberLine
{
    QString serial{};
    NumberState state = NumberState::NoTrace;
    NumberedThing thing = NumberedThing::Nothing;
    QString form{};     ///< of a form: documents::Template::name, the id of a questionnaire, or another paper's name
    QString reason{};   ///< of a void one: "stopped", "failed", "unrecorded"; empty: given up before it was printed
    base::UtcMs at = 0; ///< when it was taken, or what bears it was written; 0: not known
    QString by{};       ///< the name of the account; empty: not known
    friend bool operator==(const NumberLine &, const NumberLine &) = default;
};
/// Every number of this laptop of one year, from 1 to the last that was taken, without a gap. No line names anybody.
/// Errors: AccessRefused (only who reads the journal), NotFound (no series), and the store's.
[[nodiscard]] base::Result<std::vector<NumberLine>> listNumbers(Desk &desk, int year);

/// Why no paper came of a number.
enum class VoidReason : std::uint8_t { Stopped, Failed, Unrecorded };
/// They stay void. Errors: InvalidArgument (none), WrongState (one is used), and the store's.
[[nodiscard]] base::Result<void> voidNumbers(Desk &desk, const QStringList &serials, VoidReason reason);

inline constexpr std::string_view FullFilePaper = "file";
inline constexpr std::string_view InterviewPaper = "interview";
/// The papers with these numbers are there. `what`: a form's name, FullFilePaper, InterviewPaper. It names nobody, so that
/// an erased person takes no number with her. Nothing where there is no number. Errors: WrongState (one is void), the
/// store's.
[[nodiscard]] base::Result<void> noteNumbersUsed(Desk &desk, std::string_view what, const QStringList &serials);

namespace rows {
/// In the caller's transaction: they are for a paper that is not there yet.
[[nodiscard]] base::Result<void> noteTaken(Desk &desk, const QStringList &serials);
/// noteNumbersUsed() in the caller's transaction.
[[nodiscard]] base::Result<void> useNumbers(Desk &desk, std::string_view what, const QStringList &serials);
} // namespace rows

} // namespace indaro::casework
