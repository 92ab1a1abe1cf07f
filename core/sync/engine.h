// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/alarms.h"
#include "core/sync/apply.h"
#include "core/sync/envelope_rows.h"
#include "core/sync/inherited.h"
#include "core/sync/mass_delete.h"
#include "core/sync/segment.h"
#include "core/sync/trust.h"
#include "core/wire/receipt.h"

#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace indaro::sync {

/// How bytes came here; what may come that way and who is named in an alarm depend on it.
struct Road
{
    enum class Kind : std::uint8_t { Server, Folder, House } kind;
    std::string name; ///< a server's key or a laptop's id in hex, a folder's label; never a path of a person
};
[[nodiscard]] std::string toText(const Road &road); ///< "server:ab12…"

struct CutOptions
{
    std::size_t bytes = 32 * wire::KiB; ///< about; what a cut link may cost, on whatever road it travels later
    std::size_t operations = 8000;      ///< at most, however small
    int level = SmallestBytes;
    std::size_t envelopes = std::numeric_limits<std::size_t>::max(); ///< at most so many now, the rest another time
};

/// What became of an envelope that was taken in.
enum class Outcome : std::uint8_t {
    Applied,
    Known,       ///< here already
    Waiting,     ///< for one before it, for a key, or for another laptop's envelope it builds on
    Held,        ///< would take away an unusual share of the records: a person must look first
    Quarantined, ///< cannot be read, or its laptop was shut out before: kept, the rest goes on
    Refused      ///< not stored: not of this house, or not what it says it is
};

struct Taken
{
    Outcome outcome;
    std::optional<base::Error> why;    ///< of Quarantined, Refused, and of Waiting for a key
    std::vector<ChangedField> changed; ///< by it and by those that had waited for it
    std::size_t envelopes = 0;         ///< applied, those that had waited included
};

/// An envelope, or one operation of one, that was put aside.
struct QuarantineLine
{
    std::int64_t id;
    std::string reason; ///< errcName, or "Held"
    std::string detail; ///< harmless: table numbers and counts
    std::optional<wire::StreamKey> key;
    std::uint64_t number;   ///< of the envelope
    std::uint64_t sequence; ///< of the operation; 0: the whole envelope
    base::UtcMs receivedAt;
};

/// Where the last change of a record has got to. Only proof counts.
struct RecordProgress
{
    bool isCut = false;            ///< sealed into an envelope
    std::set<std::string> servers; ///< keys in hex of servers that signed for it
    std::set<DeviceId> laptops;    ///< that said, signed, that they hold it
};

/// The laptop's half of sync: cuts what was written here into envelopes, and takes in what others wrote. Everything it
/// says it has done is durable, each envelope whole or not at all: a power cut loses nothing and repeats at most what is
/// being taken in. Lives beside the change log on the store thread; opens its own transactions.
class Engine
{
public:
    Engine(ChangeLog &log, Trust &trust) : m_log(&log), m_trust(&trust), m_rows(log.connection()) {}

    /// Operations of this laptop no envelope holds yet. Errors: the store's.
    [[nodiscard]] base::Result<std::uint64_t> pending(Stream stream);
    /// Seals what is pending of both streams. How many envelopes it made; none while no key of the roster's branches may be
    /// written with. Errors: WrongState (not a member, or shut
    /// out), SyncKeyMissing (group=…), SegmentTooLarge (one operation alone is), and the store's. What was cut before an
    /// error stays cut.
    [[nodiscard]] base::Result<std::size_t> cutPending(const CutOptions &options = {});

    /// Per stream the last envelope before the first gap. Errors: the store's.
    [[nodiscard]] base::Result<wire::HaveVector> have(bool withHouse);
    /// The heads with their hashes, for a folder or a neighbour.
    [[nodiscard]] base::Result<std::vector<wire::Head>> heads(bool withHouse);
    struct Batch
    {
        std::vector<base::Bytes> envelopes;
        bool hasMore = false;
        bool needsSnapshot = false; ///< some were let go: a snapshot stands for them
    };
    /// What somebody with this vector lacks, in an order in which all can be applied; at least one when there is one.
    [[nodiscard]] base::Result<Batch> envelopesFor(const wire::HaveVector &theirs, std::size_t maxBytes, bool withHouse);

    /// Verifies, stores, and applies. The same envelope may come again and in any order. Errors: the store's, WrongState
    /// (not a member); everything wrong with the envelope is an Outcome.
    [[nodiscard]] base::Result<Taken> takeIn(base::ByteView envelope, const Road &road);
    /// The same for several, which costs a laptop that catches up half as much: about a quarter of a MiB of them in one
    /// transaction, one by one only where one of them must be given up. One outcome each. On an error what was taken in
    /// before it stays.
    [[nodiscard]] base::Result<std::vector<Taken>> takeIn(std::span<const base::ByteView> envelopes, const Road &road);
    /// Tries again what waits, after roster blocks or keys have come.
    [[nodiscard]] base::Result<Taken> retryWaiting();

    /// Not settled yet, oldest first.
    [[nodiscard]] base::Result<std::vector<QuarantineLine>> quarantine();
    /// What letting a held batch in would take away, and who wrote it: what a person must see before deciding.
    struct Preview
    {
        std::vector<RecordKey> gone; ///< rows that are here now
        std::vector<TableLoss> losses;
        DeviceId device;            ///< that wrote the batch
        std::optional<UserId> user; ///< who wrote the last deletion in it
        base::UtcMs at = 0;         ///< when, by that laptop's clock; 0: no deletion in it
    };
    /// Nothing changes. Errors: NotFound, UnknownRecord (it builds on something that is not here), what is wrong with
    /// it, and the store's.
    [[nodiscard]] base::Result<Preview> preview(std::int64_t id);
    /// A person lets it in after all: a held batch, an envelope of a laptop that was shut out, or one that a newer
    /// program can read. Errors: NotFound, what is still wrong with it, and the store's.
    [[nodiscard]] base::Result<Taken> release(std::int64_t id);
    /// A person has decided that it stays out. The bytes are kept as evidence. What this laptop makes a snapshot of ends
    /// before it: it stands for nothing that is not in it. Errors: NotFound, and the store's.
    [[nodiscard]] base::Result<void> settle(std::int64_t id);

    /// Before old keys go: what was put aside under them is opened and kept in this vault, without what is of somebody
    /// erased, so that a person can let it in later [security.md 2.7] and the erasure holds. What builds on something that
    /// is not here cannot be opened, now or later. The sealed bytes stay as evidence. May be called at any time.
    /// Errors: the store's.
    enum class KeysThatGo : std::uint8_t { DroppedByRoster, AllButNewest };
    [[nodiscard]] base::Result<void> keepPutAsideReadable(KeysThatGo which);

    /// What a laptop or a server says it holds; less than it said before is an alarm. `peer`: device id or server key.
    [[nodiscard]] base::Result<void> noteHeads(base::ByteView peer, const std::vector<wire::Head> &heads, const Road &road);
    [[nodiscard]] base::Result<void> noteHave(base::ByteView peer, const wire::HaveVector &have, const Road &road);
    /// Keeps a server's signed receipt. Errors: CryptoAuthFailed, WireDamaged, WireTooNew, WireWrongShelter; and the
    /// store's. One that signs for something else than was sent is an alarm and not kept.
    [[nodiscard]] base::Result<void> noteReceipt(base::ByteView receipt, const crypto::SignPublicKey &serverKey);
    [[nodiscard]] base::Result<RecordProgress> progressOf(const RecordKey &key);
    /// Where a laptop's streams end here: the cut of its revocation.
    [[nodiscard]] base::Result<std::vector<wire::Cut>> cutsOf(const DeviceId &device);
    /// Operations of another laptop that travel in this one's envelopes: those of the laptop this vault was copied from
    /// that never left it. Called once after Trust::succeed. Errors: the store's.
    [[nodiscard]] base::Result<void> inherit(const DeviceId &former);
    /// After roster blocks have come: what this laptop had taken in of one that is now shut out before that, and others
    /// had not, travels in its own envelopes, so that all laptops end the same, what that one handed on for others
    /// included; what waits of it from beyond its cut is put aside. Then retryWaiting. Errors: the store's.
    [[nodiscard]] base::Result<void> followRoster();
    /// What it works on, for snapshots.
    [[nodiscard]] ChangeLog &log() const { return *m_log; }

private:
    /// What must happen whole, or not at all: a transaction, or within a batch a part of it. A part that is given up gives
    /// up the batch.
    class [[nodiscard]] Step
    {
    public:
        Step(Engine &engine, std::optional<store::Transaction> transaction)
            : m_engine(&engine), m_transaction(std::move(transaction))
        {
        }
        Step(Step &&other) noexcept
            : m_engine(std::exchange(other.m_engine, nullptr)), m_transaction(std::move(other.m_transaction))
        {
        }
        Step &operator=(Step &&) = delete;
        ~Step()
        {
            if (m_engine != nullptr && m_engine->m_batch == Batching::Good)
                m_engine->m_batch = Batching::GivenUp;
        }
        [[nodiscard]] base::Result<void> commit()
        {
            m_engine = nullptr;
            return m_transaction ? m_transaction->commit() : base::Result<void>();
        }

    private:
        Engine *m_engine; ///< none: committed
        std::optional<store::Transaction> m_transaction;
    };
    enum class Batching : std::uint8_t { None, Good, GivenUp };
    [[nodiscard]] base::Result<Step> beginStep();
    [[nodiscard]] base::Result<std::vector<Taken>> takeTogether(std::span<const base::ByteView> envelopes, const Road &road);
    [[nodiscard]] base::Result<Taken> takeOne(base::ByteView envelope, const Road &road);
    struct Opened; ///< an envelope decrypted and decoded
    struct Verdict
    {
        Outcome outcome;
        std::optional<base::Error> why;
    };
    [[nodiscard]] base::Result<bool> cutNext(Stream stream, const CutOptions &options);
    [[nodiscard]] base::Result<std::vector<Operation>> nextOperations(Stream stream, std::size_t limit);
    [[nodiscard]] base::Result<base::Bytes> seal(std::span<const Operation> operations, Stream stream,
                                                 const StreamHead &head, const std::vector<wire::Head> &news, int level);
    [[nodiscard]] base::Result<void> keepCut(std::span<const Operation> operations, Stream stream, const StreamHead &head,
                                             base::Bytes envelope, const std::vector<wire::Head> &news);
    [[nodiscard]] base::Result<std::vector<wire::Head>> newsFor(Stream stream);
    [[nodiscard]] RecordNames namesFor(Stream stream);

    [[nodiscard]] base::Result<Verdict> take(const wire::EnvelopeView &view, const Road &road, Taken &taken);
    [[nodiscard]] base::Result<std::optional<Verdict>> checkChain(const wire::EnvelopeView &view, const StreamHead &head,
                                                                  const Road &road);
    [[nodiscard]] base::Result<std::optional<Verdict>> checkOwn(const wire::EnvelopeView &view, const StreamHead &head,
                                                                const Road &road);
    [[nodiscard]] base::Result<Verdict> process(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                                Taken &taken);
    /// `beside`: births that other envelopes which were put aside would bring. `passedOver`: births that are not here; what
    /// is said about their records is left out.
    [[nodiscard]] base::Result<Opened> open(const wire::EnvelopeView &view, const std::map<Dot, RecordId> &beside = {},
                                            const std::vector<Dot> &passedOver = {});
    [[nodiscard]] base::Result<bool> applyRest(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                               const std::vector<Dot> &missing, Taken &taken);
    [[nodiscard]] base::Result<void> noteReport(const wire::EnvelopeView &view, const ApplyReport &report);
    [[nodiscard]] base::Result<Opened> openAside(std::int64_t line, const wire::EnvelopeView &view);
    [[nodiscard]] base::Result<void> forgetCopy(std::int64_t line);
    [[nodiscard]] base::Result<void> markSettled(std::int64_t line);
    [[nodiscard]] base::Result<base::Bytes> putAsideBytes(std::int64_t id);
    [[nodiscard]] ApplyOptions applyOptions(bool isSecondTry) const;
    /// Watch: hold what takes away too much. Again: the same, and it was put aside before for something else.
    /// Off: a person has looked. Adopt: and it is no part of its laptop's chain.
    enum class Guard : std::uint8_t { Watch, Again, Off, Adopt };
    [[nodiscard]] base::Result<void> hold(const wire::EnvelopeView &view, std::string_view detail);
    [[nodiscard]] base::Result<void> settleBeyondCut(const wire::EnvelopeView &view);
    [[nodiscard]] base::Result<void> retryRefusedOrders(Taken &taken);
    [[nodiscard]] base::Result<bool> isKeptOut(const Dot &dot);
    [[nodiscard]] base::Result<Verdict> apply(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                              const Opened &opened, Guard guard, Taken &taken);
    [[nodiscard]] base::Result<void> store(const wire::EnvelopeView &view, const Road &road, const StreamHead &head,
                                           const Opened *opened);
    [[nodiscard]] base::Result<void> adopt(const Opened &opened);
    [[nodiscard]] base::Result<void> addHandedOn(std::vector<InheritedRange> &ranges, Stream stream);
    [[nodiscard]] base::Result<void> putBackCompacted(const wire::StreamKey &key, std::uint64_t after);
    [[nodiscard]] base::Result<void> putAside(const wire::EnvelopeView &view, std::string_view reason,
                                              std::string_view detail, std::uint64_t sequence);
    [[nodiscard]] base::Result<void> putAsideAfter(const wire::StreamKey &key, std::uint64_t number);
    [[nodiscard]] base::Result<bool> isPutAside(const Dot &dot);
    [[nodiscard]] base::Result<bool> retryPutAside(Taken &taken);
    [[nodiscard]] base::Result<bool> isGone(const Dot &dot);
    [[nodiscard]] base::Result<void> rememberGone(const RecordId &record);
    [[nodiscard]] base::Result<std::vector<TableLoss>> lossesOf(const ApplyReport &report);
    [[nodiscard]] base::Result<void> applyDue(Taken &taken);
    [[nodiscard]] base::Result<std::optional<RecordId>> recordOf(const Dot &dot);
    /// An operation of an envelope that is put aside because its laptop was shut out before.
    struct Beyond
    {
        std::optional<RecordId> record;
        bool isOfErased = false;
    };
    [[nodiscard]] base::Result<Beyond> findBeyondCut(const Dot &dot);
    /// One of those envelopes, opened at most once while another one is being read: they may build on each other.
    struct PutAside
    {
        enum class State : std::uint8_t { Closed, Opening, Open } state;
        base::Bytes bytes;
        std::vector<Operation> operations;
        std::vector<Dot> gone; ///< of its operations those about records of somebody erased, whose ids it does not say
    };
    [[nodiscard]] base::Result<std::vector<PutAside>> loadBeyondCut(const DeviceId &device, Stream stream);
    [[nodiscard]] base::Result<void> alarm(AlarmKind kind, const wire::StreamKey &key, std::uint64_t number,
                                           const Road *road);
    [[nodiscard]] store::Connection &db() const { return m_log->connection(); }

    ChangeLog *m_log;
    Trust *m_trust;
    EnvelopeRows m_rows;
    Batching m_batch = Batching::None;
    int m_stepsBeyond = 0;
    std::map<std::pair<DeviceId, Stream>, std::vector<PutAside>> m_beyond; ///< while an envelope is being read
    double m_bytesPerOperation = 24; ///< what the last envelope took: how many go into the next
};

} // namespace indaro::sync
