// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"
#include "core/sync/operation.h"

#include <QDate>
#include <QString>

#include <map>
#include <optional>
#include <string>
#include <vector>

/// What was really done in the year, kept beside the vaults in plain structures that know nothing of them. The script says
/// what is to happen, the house fills in the ids and marks what happened; at the end the vaults are compared with it.
namespace indaro::tests {

struct TrueStay
{
    QDate arrived;
    int laptop = 0; ///< slot of the laptop at which it was registered
    std::string referredBy;
    std::optional<QDate> left; ///< nothing: she is still there when the year ends
    std::string exitReason, exitSafety, exitDestination;
    std::optional<sync::RecordId> id;
    bool hasLeft = false; ///< the exit was recorded
};

struct TruePerson
{
    std::string displayName, familyName, givenNames;
    std::string sex;
    int age = 0;                       ///< estimated on the day of her first stay; within the year it stays that
    std::string place;                 ///< gazetteer code of her origin, or empty
    std::optional<std::size_t> parent; ///< admitted together with her
    std::optional<std::size_t> sameAs; ///< registered anew although she had a file: that one
    bool saysNoToNumbers = false;      ///< she does not want to be counted outside, and it was recorded:
    bool hasSaidNo = false;
    std::vector<TrueStay> stays; ///< in their order
    std::optional<sync::RecordId> id;
    std::string occupation; ///< what two laptops wrote and somebody settled, or nothing
    bool isMerged = false;  ///< her file was taken into that of `sameAs`
    int slot = 0;           ///< of the laptop at which most of her file is written

    /// An estimated age near 18 is a doubt, and somebody in doubt is protected as a child [domain.md 5.C].
    [[nodiscard]] bool isTreatedAsChild() const { return age < 21; }
};

struct TrueNote
{
    std::size_t person = 0;
    std::string title, body;
    std::optional<sync::RecordId> id;
    std::optional<sync::UserId> author;
    bool isStolen = false; ///< was on the stolen laptop only
};

struct TrueInterview
{
    std::size_t person = 0;
    std::map<QString, QString> answers; ///< path → value
    int sittings = 0;
    bool isSigned = false;
    std::optional<sync::RecordId> id;
    std::optional<sync::UserId> author;
};

struct TrueStep
{
    std::size_t person = 0;
    QString step;
    QString note;
    bool isDone = false;
};

enum class Reply { None, Slip, Package };
struct TrueReferral
{
    std::size_t person = 0;
    QString agency, services, priority;
    Reply reply = Reply::None;
    bool isRefused = false;
    QDate printedOn, answeredOn;
    bool isOut = false, isAnswered = false;
    QString serial;
    std::optional<sync::RecordId> id;
    base::Bytes package; ///< the partner's answer, on its way
};

struct TrueMerge
{
    std::size_t kept = 0, other = 0;
    bool isDone = false;
};

struct Truth
{
    std::vector<TruePerson> people;
    std::vector<TrueNote> notes;
    std::vector<TrueInterview> interviews;
    std::vector<TrueStep> steps;
    std::vector<TrueReferral> referrals;
    std::vector<TrueMerge> merges;

    /// Who she is, after what was found to be the same.
    [[nodiscard]] std::size_t personOf(std::size_t index) const;
};

/// One cell of a count made by hand.
struct TrueCell
{
    std::int64_t count = 0;
    std::int64_t persons = 0;
    std::int64_t sum = 0;
};
/// "" is the total.
using TrueTable = std::map<std::pair<QString, QString>, TrueCell>;

/// Counts the question from the truth as of `today`; nothing where the truth cannot tell (nothing the year does). `outside`:
/// without who does not want to be counted outside.
[[nodiscard]] std::optional<TrueTable> countByHand(const Truth &truth, const reports::Question &question, QDate today,
                                                   bool outside);
/// What the product's table says otherwise than the truth; empty: nothing.
[[nodiscard]] QString differenceOf(const reports::Table &table, const TrueTable &truth);

} // namespace indaro::tests
