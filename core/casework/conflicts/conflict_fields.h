// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <vector>

namespace indaro::casework {

/// One of the four tables of answers.
[[nodiscard]] bool isAnswerTable(std::uint16_t table) noexcept;
/// The columns an answer is in: whichever its kind asks for.
[[nodiscard]] bool isAnswerValue(sync::FieldId field) noexcept;

/// What one open question to the reader is about: a field, or an answer with all its columns, or a deletion.
struct DisputedField
{
    sync::RecordKey key;
    std::uint16_t field;
};
/// Longest open first, bookkeeping left out, an answer once. Errors: the store's.
[[nodiscard]] base::Result<std::vector<DisputedField>> disputedFields(Desk &desk);

/// Which compartments the signed-in account may open: as its roles allow (access/access.h), and as the house's list of
/// laptops says; all of them while there is no such list. Errors: the store's.
class Readable
{
public:
    [[nodiscard]] static base::Result<Readable> of(Desk &desk);
    [[nodiscard]] bool allows(std::uint16_t table) const;

private:
    explicit Readable(const Access &access) : m_access(access) {}
    Access m_access;
    unsigned m_groups = ~0U; ///< bit g: compartment g
};

} // namespace indaro::casework
