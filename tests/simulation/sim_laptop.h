// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/enrolment.h"
#include "core/sync/local_meta.h"
#include "core/transport/local_side.h"
#include "tests/core/sync/laptops.h"
#include "tests/simulation/sim_disk.h"
#include "tests/support/memory_relay_store.h"

#include "core/relay/relay.h"

#include <optional>

namespace indaro::tests {

/// Replaces libsodium's generator: keys and nonces follow the seed from now on. Called first in main(); secrets are then in
/// plain memory, for guarded pages would take most of the time.
void makeCryptoRepeatable();
void seedCrypto(std::uint64_t seed);

inline const std::string ServerUrl = "https://sync.example.org";

/// What outlives a laptop: the next one of its number finds the vault open, and the disk holds what is restored to it.
/// Opening a vault is a fifth of the time of a whole run otherwise. Starting again after a power cut opens it anew.
struct SimMachine
{
    explicit SimMachine(const std::string &folder) { disk.mount(folder); }
    SimDisk disk;
    std::optional<store::Connection> db;
};

/// One laptop as the program composes it, on a disk of its own that can fail.
class SimLaptop
{
public:
    SimLaptop(std::size_t index, std::uint64_t seed);
    ~SimLaptop();
    SimLaptop(const SimLaptop &) = delete;
    SimLaptop &operator=(const SimLaptop &) = delete;

    /// After power came, or the program was started. Errors: the store's.
    [[nodiscard]] base::Result<void> start();
    void stop();
    [[nodiscard]] bool isRunning() const { return engine.has_value(); }
    [[nodiscard]] const sync::DeviceId &device() const { return *m_device; }
    [[nodiscard]] transport::SyncDesk desk() { return {*db, *trust, *engine, clock}; }
    [[nodiscard]] std::vector<sync::Operation> operations();

    /// A new vault with the tables and a device of its own. Failures stop the test: made on a sound disk.
    void create();

private:
    std::unique_ptr<SimMachine> m_machine;

public:
    std::size_t index;
    FakeClock clock;
    SeededRandom random;
    sync::UserId user;
    SimDisk &disk;
    std::optional<store::Connection> &db;
    std::optional<sync::ChangeLog> log;
    std::optional<sync::Trust> trust;
    std::optional<sync::Engine> engine;
    bool isMember = true; ///< has been enrolled
    /// Does not hold the keys of every compartment.
    [[nodiscard]] bool isLimited() const
    {
        const auto self = trust->self();
        return self && self->groups != wire::AllGroups;
    }
    bool isLost = false; ///< the house has shut it out

private:
    [[nodiscard]] std::filesystem::path path() const;
    [[nodiscard]] base::Result<void> openVault();
    base::SecretBytes m_key;
    std::optional<sync::DeviceId> m_device;
};

/// A house that is ready to be copied into a world: `members` enrolled laptops known to a server, and one more that nobody
/// has enrolled yet.
struct SimHouse
{
    std::vector<SimDisk::Image> disks;
    std::shared_ptr<const MemoryRelayStore::State> server;
};
/// Made once per size; the first two laptops are admins, every user has every right.
[[nodiscard]] const SimHouse &readyHouse(std::size_t members);
[[nodiscard]] sync::Trust::Grant grantFor(const SimLaptop &laptop, bool isAdmin, wire::GroupMask groups = wire::AllGroups);
/// Two people compare two codes. Errors: as the calls of enrolment.h; what was done stays done.
[[nodiscard]] base::Result<void> enrolInPerson(SimLaptop &admin, SimLaptop &newcomer, bool isAdmin,
                                               wire::GroupMask groups = wire::AllGroups);

} // namespace indaro::tests
