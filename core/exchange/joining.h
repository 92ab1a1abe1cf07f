// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange_desk.h"
#include "core/sync/enrolment.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// Setting a house up, and letting a laptop in, in person, with nothing but a USB stick [security.md 2.6]. Each step is
/// written into the audit. Store thread, but for the files on a stick.
namespace indaro::exchange {

/// The first laptop of a house; its signed-in person gets every right. Errors: WrongState (belongs to one), the store's.
[[nodiscard]] base::Result<void> foundHouse(casework::Desk &desk, ExchangeDesk &exchange);

/// What the new laptop writes onto the stick. The same file and code as long as it has not been let in.
struct JoinRequest
{
    base::Bytes file;
    QString code; ///< A: read aloud from this laptop's screen
    QString series;
    sync::DeviceId device;
};
/// The name becomes this laptop's, for all the house when it has joined; empty: it keeps the one it has. Errors: WrongState
/// (belongs to a house), TextTooLong, and the store's.
[[nodiscard]] base::Result<JoinRequest> requestToJoin(casework::Desk &desk, ExchangeDesk &exchange,
                                                      const QString &laptopName);

/// On the new laptop, from the first step until it belongs to the house or somebody gives it up: a lock or a power cut in
/// between loses nothing, and the code stays the same.
struct Joining
{
    std::optional<JoinRequest> request; ///< once it has been made
};
/// Nothing: nobody has begun, or it belongs to a house. Errors: the store's.
[[nodiscard]] base::Result<std::optional<Joining>> findJoining(casework::Desk &desk, ExchangeDesk &exchange);
/// Somebody wants to join, and nothing is written yet: the first run of a further laptop. Errors: the store's.
[[nodiscard]] base::Result<void> beginJoining(casework::Desk &desk);
[[nodiscard]] base::Result<void> giveUpJoining(casework::Desk &desk);

/// What the house gives. The person who works on the laptop opens what it opens, and decides nothing unless this says so.
struct LetIn
{
    QString typedCode; ///< A, as read from the new laptop's screen
    bool isAdmin = false;
    bool mayDecide = false;           ///< whoever works on it: about laptops, as far as the one who lets it in
    std::vector<sync::UserId> others; ///< further people who work on it; they decide nothing
    std::string agreed;               ///< session::Approval::auditDetail of the second person
    /// The compartments it gets keys of: the others neither come to it nor can be written on it (ChangeLog::setElsewhere). A
    /// laptop for the night needs no names and no health. Always that of the case; an administrator's laptop all of them,
    /// for it hands the keys on.
    wire::GroupMask groups = wire::AllGroups;
};
/// On an administrator's laptop: checks code and series, signs, gives the file for the new laptop and code B. Founds the
/// house when there is none yet. Rights somebody of the roster has already stay. Errors: EnrolmentCodeWrong, InvalidArgument
/// (mayDecide, and the request says of nobody that she works on it; what=compartments), RosterRefused (why=series taken, …),
/// as sync::readEnrolmentRequest, and the store's.
[[nodiscard]] base::Result<sync::EnrolmentAnswer> letLaptopIn(casework::Desk &desk, ExchangeDesk &exchange,
                                                              base::ByteView request, const LetIn &how);
/// The answer once more, with the new laptop's own access to the server in it (HttpsTransport::admit): no other signature,
/// no other line in the audit. Errors: WrongState (that laptop was not let in), as letLaptopIn.
[[nodiscard]] base::Result<sync::EnrolmentAnswer> addAccess(casework::Desk &desk, ExchangeDesk &exchange,
                                                            base::ByteView request, base::ByteView secret);

/// The laptop that was let in last, until somebody has said that it belongs to the house: code B can be read aloud again
/// after a lock, and the answer written again when a stick was lost.
struct LettingIn
{
    base::Bytes request;
    sync::EnrolmentRequest asked;
    sync::EnrolmentAnswer answer;
    bool hasAccess = false; ///< to the server: the answer is the one of addAccess()
};
/// Errors: the store's.
[[nodiscard]] base::Result<std::optional<LettingIn>> findLettingIn(casework::Desk &desk);
[[nodiscard]] base::Result<void> endLettingIn(casework::Desk &desk);

/// On the new laptop, before a person has compared: whether the file is the answer to its request, and whole.
/// Errors: EnrolmentNotForUs, CryptoAuthFailed, RosterRefused, WireDamaged, WireTooNew.
[[nodiscard]] base::Result<sync::PendingEnrolment> readAnswer(casework::Desk &desk, ExchangeDesk &exchange,
                                                              base::ByteView answer);
/// `typedCode`: B, as read from the administrator's screen. Gives the address of the server this laptop has access to from
/// now on; empty when the answer brought none that can be used. Errors: EnrolmentCodeWrong, as readAnswer, and the store's.
[[nodiscard]] base::Result<std::string> finishJoining(casework::Desk &desk, ExchangeDesk &exchange, base::ByteView answer,
                                                      const QString &typedCode);

/// The two files on a stick; nothing in their names says what they are for. Any thread but the screen's.
[[nodiscard]] std::filesystem::path requestFile(const std::filesystem::path &folder, const QString &series);
[[nodiscard]] std::filesystem::path answerFile(const std::filesystem::path &folder, const QString &series);
/// Durable. Errors: FileNotWritable, DiskFull.
[[nodiscard]] base::Result<void> writeToStick(const std::filesystem::path &file, const base::Bytes &content);
struct FoundRequest
{
    std::filesystem::path path;
    base::Bytes file;
    sync::EnrolmentRequest request;
};
/// Every request in the folder that can be read. Errors: FileNotFound (none), FileNotReadable (the folder).
[[nodiscard]] base::Result<std::vector<FoundRequest>> findRequests(const std::filesystem::path &folder);
/// Errors: FileNotFound (no answer for this laptop), FileNotReadable.
[[nodiscard]] base::Result<base::Bytes> findAnswer(const std::filesystem::path &folder, const QString &series);
/// Takes both files off the stick when they have served. What cannot be removed stays; it opens nothing.
void tidyStick(const std::filesystem::path &folder, const QString &series);

} // namespace indaro::exchange
