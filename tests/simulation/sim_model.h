// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/simulation/sim_laptop.h"

#include <set>

namespace indaro::tests {

/// What somebody outside sees of the whole house: which operations were acknowledged to a user, and what their writers had
/// before them. From that alone it says what every laptop must hold and show at the end; it asks no merge.
class SimModel
{
public:
    /// What a laptop wrote since it was asked last, with what it had of these records before; `seen` narrows that for a
    /// field edited in a form that was opened earlier. Called after every step of work and after every start. A text when
    /// something a user was told is kept is not there any more.
    [[nodiscard]] std::string noteWritten(SimLaptop &laptop, const std::set<sync::Dot> *seen = nullptr);
    void noteCompacted() { m_isCompacted = true; }
    [[nodiscard]] std::size_t size() const { return m_written.size(); }

    /// Did this writer write about a record whose birth none of `house` has?
    [[nodiscard]] bool wroteOfUnknown(const wire::StreamKey &writer, const std::vector<SimLaptop *> &house) const;

    /// Judges laptops that have exchanged everything. Empty: all is well.
    [[nodiscard]] std::string judge(const std::vector<SimLaptop *> &everybody) const;

private:
    struct Written
    {
        sync::Operation operation;
        std::set<sync::Dot> past; ///< of the same record, known to the writer
    };
    [[nodiscard]] std::string judgeLog(SimLaptop &laptop, const std::set<sync::Dot> &reached) const;
    [[nodiscard]] std::string judgeLimited(SimLaptop &laptop, const std::set<sync::Dot> &reached) const;
    [[nodiscard]] std::string judgeRecord(SimLaptop &laptop, const sync::RecordKey &key,
                                          const std::vector<const Written *> &operations) const;
    [[nodiscard]] std::string judgeField(const sync::RecordState &state, std::uint16_t field,
                                         const std::vector<const Written *> &operations) const;
    [[nodiscard]] bool isErased(const sync::Operation &operation) const;
    [[nodiscard]] static bool isSeenLater(const std::vector<const Written *> &operations, const sync::Dot &dot,
                                          std::uint16_t field);

    std::map<sync::Dot, Written> m_written;
    std::map<std::pair<sync::DeviceId, sync::Stream>, std::uint64_t> m_noted;
    std::map<sync::RecordId, sync::RecordId> m_owners; ///< of notes and pages
    std::set<sync::RecordId> m_erased;
    bool m_isCompacted = false;
};

/// The synced tables, the open conflicts and the heads as one text: equal texts are equal replicas.
[[nodiscard]] std::string dumpOf(SimLaptop &laptop, bool withLog);

} // namespace indaro::tests
