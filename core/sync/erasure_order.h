// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/snapshot_exchange.h"

#include <map>

namespace indaro::sync {

/// Erasing one person everywhere [decisions.md 16, contracts.md 6]: her operations go here and, by an Erase operation, on
/// every laptop; what is written from then on is sealed under a new epoch; a snapshot without her stands for all that was
/// before; when every laptop of the roster has confirmed, the old keys go, and with them what is left of her anywhere.
/// Each step is durable by itself and may be done again. Without a second person nothing of this is called [contracts.md 9].
struct ErasureOrder
{
    Dot operation; ///< the Erase; sequence 0: none, this laptop was in no house, and nobody had to be told
    base::UtcMs at;
    std::optional<base::UtcMs> finishedAt{}; ///< the old keys are gone here
    [[nodiscard]] bool isAlone() const { return operation.sequence == 0; }
};

/// On a laptop that is in no house yet she goes from this vault alone: nothing of her was ever sent, and no keys were used.
/// Errors: DeviceRevoked (the house has shut this laptop out), RosterRefused (the author may not erase), WrongState,
/// SyncKeyMissing, and the store's.
[[nodiscard]] base::Result<ErasureOrder> orderErasure(ChangeLog &log, Trust &trust, Engine &engine, const RecordKey &person,
                                                      const CutOptions &cut);
/// Every order this laptop gave, oldest first.
[[nodiscard]] base::Result<std::vector<ErasureOrder>> erasureOrders(store::Connection &db);
/// Every order of another laptop that was carried out here, in the order they came; `at` by the clock of whoever gave it,
/// finished when this laptop has learnt that the house let the old keys go.
[[nodiscard]] base::Result<std::vector<ErasureOrder>> heardErasures(store::Connection &db);
/// Remembers an order that is being carried out; inside the caller's transaction. Errors: the store's.
[[nodiscard]] base::Result<void> noteHeardErasure(ChangeLog &log, const Operation &order);
/// Whether whoever gave the order may erase, as the house has it now: else no laptop carries it out any more, and who says
/// to hold it may have refused it. Of an order that is not in the log of this laptop: yes. Errors: the store's.
[[nodiscard]] base::Result<bool> mayStillErase(ChangeLog &log, Trust &trust, const ErasureOrder &order);
/// The person of an order, as every laptop that has it knows her by: to order it again. None when it is not in the log here.
[[nodiscard]] base::Result<std::optional<RecordKey>> personOf(ChangeLog &log, const ErasureOrder &order);
/// Remembers, of every order that is not finished, whose word has come that it is carried out there, and of others' orders
/// whether the old keys are gone. Due after something came; writes nothing when there is nothing new, else in a
/// transaction of its own. Errors: the store's.
[[nodiscard]] base::Result<void> noteConfirmations(ChangeLog &log, Trust &trust);
/// When each laptop's word came here; of this laptop, when it carried the order out. Errors: the store's.
[[nodiscard]] base::Result<std::map<DeviceId, base::UtcMs>> confirmationsOf(store::Connection &db,
                                                                            const ErasureOrder &order);

/// What the certificate lists.
struct ErasureProgress
{
    /// Said, signed, that they hold the order, while its author had the right: so they have carried it out.
    std::vector<DeviceId> confirmed;
    std::vector<DeviceId> waiting; ///< of the roster, not shut out, and not confirmed
    /// Confirmed, and lack something yet that was sealed with the old keys, or may write with them still: the keys must
    /// stay, or what somebody wrote before could never be read.
    std::vector<DeviceId> behind;
    [[nodiscard]] bool isComplete() const { return waiting.empty() && behind.empty(); }
};
/// Of a finished one only who has confirmed: a laptop that came since never had anything of her. Of another laptop's order:
/// as far as this one has heard.
[[nodiscard]] base::Result<ErasureProgress> erasureProgress(ChangeLog &log, Trust &trust, const ErasureOrder &order);
/// Once all have confirmed: drops the old epochs' keys here and in the roster, and the envelopes only they open.
/// Errors: WrongState (somebody has not confirmed), RosterRefused, and the store's.
[[nodiscard]] base::Result<void> finishErasure(ChangeLog &log, Trust &trust, const ErasureOrder &order);

} // namespace indaro::sync
