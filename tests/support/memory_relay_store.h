// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay_store.h"

namespace indaro::tests {

/// A relay's store in memory, for simulations and for the rules' own tests; held to the same contract as the
/// others.
class MemoryRelayStore final : public relay::RelayStore
{
public:
    MemoryRelayStore();
    ~MemoryRelayStore() override;
    /// Another one on the same data, as another process of a server has.
    [[nodiscard]] std::unique_ptr<MemoryRelayStore> another() const;
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>> read() override;
    [[nodiscard]] base::Result<std::unique_ptr<relay::RelayWork>>
    write(const std::optional<relay::ShelterId> &shelter) override;

    /// The next so many commits fail as a full disk would.
    void failCommits(int count);
    /// What a restored backup does: goes back to what `snapshot` gave.
    struct State;
    [[nodiscard]] std::shared_ptr<const State> snapshot() const;
    void restore(std::shared_ptr<const State> state);

private:
    friend class MemoryRelayWork;
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace indaro::tests
