// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "core/reports/report_plans.h"
#include "core/reports/table.h"
#include "core/sync/change_log.h"

#include <QJsonArray>

#include <optional>
#include <string>
#include <vector>

namespace indaro::reports {

/// Exact counts of a period on their way to the commission [contracts.md 8 (c), security.md 4 (2), domain.md 5: 10.5]:
/// tables and nothing else, no person, no record; sealed to the commission's key, signed with the house's
/// (casework/directory/organisation_keys.h, wire/package.h). A house sends the tables of releaseQuestions(); the commission
/// opens, adds up over houses, and publishes (publications.h). Store thread; each command is one transaction. Errors of all:
/// AccessRefused (thing=numbers), the store's, and where said.

/// What one packet holds.
struct CountPacket
{
    Period period{};               ///< a year or a quarter
    std::vector<Table> tables{};   ///< of releaseQuestions(period), in its order; perhaps not all of them
    int revision = 1;              ///< of this period, numbered by the sender
    int list = ReleaseListVersion; ///< which list of tables its program had
    /// Tables this program does not ask for, as they came: of a newer or older one. Kept, told, and in no sum.
    QJsonArray unknown{};

    /// Those of releaseQuestions(period) that are not in it: they count as not sent.
    [[nodiscard]] std::vector<Question> missing() const;
    [[nodiscard]] base::Bytes toBytes() const; ///< canonical JSON, UTF-8
    /// A packet of a program with another list of tables is read as well. Errors: WireDamaged (what=…: no counts of a
    /// period, a table twice, or one of the list that does not fit together), PackageTooNew (version=…: another format).
    [[nodiscard]] static base::Result<CountPacket> fromBytes(base::ByteView bytes);
};

struct SealedCounts
{
    base::Bytes bytes;  ///< for the caller to write, atomically (base/file.h)
    QString fileName{}; ///< a proposal: neither a house nor a period is in it
    int revision = 1;   ///< 2, …: an earlier one of this period is replaced by it
};
/// The commission of the directory: the entries of category "commission" whose key was compared.
[[nodiscard]] base::Result<std::vector<casework::DirectoryId>> listCommissions(casework::Desk &desk);
/// What would be sealed, to look at first: without who said no to being counted (countForOutside). Errors: count()'s,
/// InvalidArgument (field=period: neither year nor quarter, or not over yet).
[[nodiscard]] base::Result<CountPacket> previewCounts(casework::Desk &desk, const Period &period);
/// Counts, seals and keeps a line of it (table count_packet, direction sent). Journal: CountsSealed. Errors: as
/// previewCounts; AccessRefused (numbers are only read, not handed on), WrongState (this vault is a commission's),
/// TrainingVault, PartnerKeyMissing, PartnerKeyNotCompared, OrganisationKeyMissing, WireTooLarge.
[[nodiscard]] base::Result<SealedCounts> sealCounts(casework::Desk &desk, const Period &period,
                                                    casework::DirectoryId commission);

/// A packet that was sent or came, without its tables.
struct PacketLine
{
    sync::RecordId id;
    bool isReceived = false;
    QString senderName{};    ///< as the directory calls it; of a sent one: to whom
    base::Bytes senderKey{}; ///< 64 bytes; of a sent one: the receiver's
    Period period{};
    int revision = 1;    ///< of this sender and period, as the sender numbers them
    bool holds = true;   ///< the last revision of this shelter, whatever its key was: the one that is summed
    bool isLate = false; ///< it came after the period was published
    base::UtcMs madeAt = 0;
    base::UtcMs receivedAt = 0; ///< of a sent one: 0
    QString recordedBy{};
    base::Bytes hash{};
    QString house{};           ///< of a received one: the same for all packets of one shelter
    bool isOfKnownKey = false; ///< the key stands in the directory
};
/// Newest first; `period`: only of this one.
[[nodiscard]] base::Result<std::vector<PacketLine>> listPackets(casework::Desk &desk,
                                                                const std::optional<Period> &period = {});
/// Its tables. Errors: UnknownRecord.
[[nodiscard]] base::Result<CountPacket> loadPacket(casework::Desk &desk, sync::RecordId packet);

/// What a packet changed that replaces an earlier one, total by total: what a person looks at.
struct PacketChange
{
    Question question{};
    std::int64_t before = 0;
    std::int64_t after = 0;
};
struct OpenedCounts
{
    PacketLine line;
    std::vector<PacketChange> changes{}; ///< against the revision before; empty for the first
    std::vector<Question> missing{};     ///< tables it should have and has not
    int unknown = 0;                     ///< tables of another program: kept, and in no sum
};
/// Commission: opens a file, checks the signer (a compared key of the directory) and the period, and keeps the counts. A
/// later packet of the same sender and period replaces the earlier one, which stays to be looked at; one that was made
/// before a packet that is here already is kept as an earlier revision and replaces nothing. Journal: CountsOpened. Errors:
/// wire::openPackage's (PackageReplayed: this very packet was opened before; PackageSenderUnknown digits=, key=),
/// OrganisationKeyMissing, WireDamaged (what=…), PackageNotOne (a package, but no counts), WrongState (this vault is a
/// house's), AccessRefused.
[[nodiscard]] base::Result<OpenedCounts> openCounts(casework::Desk &desk, base::ByteView file);

/// Who has sent for a period, and who sent for another one but not for this.
struct Coverage
{
    std::vector<PacketLine> here{};
    QStringList missing{}; ///< names
};
[[nodiscard]] base::Result<Coverage> coverageOf(casework::Desk &desk, const Period &period);
/// A packet that is summed and was made with another list of tables.
struct PacketGap
{
    sync::RecordId packet;
    QString senderName{};
    int list = 1;
    std::vector<Question> missing{}; ///< they count as not sent
    int unknown = 0;
};
/// Of the packets that hold, those with something missing or unknown, by name.
[[nodiscard]] base::Result<std::vector<PacketGap>> gapsOf(casework::Desk &desk, const Period &period);
/// Commission: the exact tables of a period, each over all packets that hold and have it, in the order of
/// releaseQuestions(); what no packet has is left out. Errors: NotFound (no packet of this period).
[[nodiscard]] base::Result<std::vector<Table>> sumCounts(casework::Desk &desk, const Period &period);

} // namespace indaro::reports
