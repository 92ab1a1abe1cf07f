// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/snapshot_exchange.h"
#include "core/transport/folder_exchange.h"
#include "tests/core/sync/merge_world.h"
#include "tests/simulation/sim_coverage.h"
#include "tests/simulation/sim_laptop.h"

namespace indaro::tests {

/// What can go wrong on one road, one time. All zero: nothing does.
struct RoadTrouble
{
    Dice *dice = nullptr; ///< null: nothing goes wrong
    [[nodiscard]] bool happens(std::size_t oneIn) const { return dice != nullptr && (*dice)(oneIn) == 0; }
    [[nodiscard]] bool happens(std::size_t oneIn, Event event) const
    {
        const bool does = happens(oneIn);
        count(event, does ? 1 : 0);
        return does;
    }
};

/// What a server that lies does to its true answers.
struct ServerLies
{
    std::function<void(wire::SyncAnswerHead &head, std::vector<base::Bytes> &envelopes)> news;
    std::function<void(base::Bytes &answer)> bytes; ///< of an answer to a sync request, as they leave
    std::function<void(wire::UploadAnswer &answer)> receipts;
    bool forgetsUploads = false; ///< signs for what it does not keep
};

/// The server as its process answers requests, without the network in between.
class SimServer
{
public:
    explicit SimServer(std::shared_ptr<const MemoryRelayStore::State> state);
    ServerLies lies;
    [[nodiscard]] base::Result<base::Bytes> sync(const relay::Caller &caller, const transport::Opening &opening);
    [[nodiscard]] base::Result<wire::UploadAnswer> upload(const relay::Caller &caller, base::ByteView body);
    MemoryRelayStore store;
    std::uint64_t snapshotAfter = 0; ///< bytes of envelopes after which a laptop gives a snapshot; 0: never
    FakeClock clock;
    std::optional<relay::Relay> relay;
    /// The process ends and starts again: nothing that was not committed is there any more.
    void restart();
};

/// One exchange as core/transport/https_transport.cpp drives it, with the real steps of local_side.h and the real reader
/// of answers; a link that is cut is an answer that ends early, or that never comes. Errors: of local_side.h; AccessRefused
/// and the relay's own.
[[nodiscard]] base::Result<void> exchangeWithServer(SimLaptop &laptop, SimServer &server, const RoadTrouble &trouble);

/// The same between two laptops of the house's own network, of which one offers itself. Errors: of house_side.h and
/// local_side.h.
[[nodiscard]] base::Result<void> exchangeInTheHouse(SimLaptop &visitor, SimLaptop &host, const RoadTrouble &trouble);

/// A USB stick.
class SimStick final : public transport::ExchangeFolder
{
public:
    std::map<std::string, base::Bytes> files;
    RoadTrouble trouble;
    [[nodiscard]] base::Result<std::vector<std::string>> list() override;
    [[nodiscard]] base::Result<base::Bytes> read(const std::string &name, std::size_t limit) override;
    [[nodiscard]] base::Result<void> write(const std::string &name, base::ByteView content) override;
    [[nodiscard]] base::Result<void> remove(const std::string &name) override;
};

/// Two laptops side by side: roster, envelopes, heads, from one to the other. Envelopes may be lost, doubled and come in
/// another order; those in `later` come some other time. Errors: the engine's, either side's.
struct Parcel
{
    std::size_t to;
    base::Bytes envelope;
};
[[nodiscard]] base::Result<void> tell(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble,
                                      std::vector<Parcel> &later);
/// All there is, as a newcomer takes it. Errors: as makeSnapshot and SnapshotIntake.
[[nodiscard]] base::Result<void> giveSnapshot(SimLaptop &from, SimLaptop &to, const RoadTrouble &trouble);

} // namespace indaro::tests
