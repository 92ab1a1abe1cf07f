// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

/// What was written on paper first and is typed in afterwards: while there was no electricity, in the field, at night.
/// Each record says so beside itself, with the paper's day and number, and who typed it [domain.md 4]. Store thread; every
/// call may also give the store's errors.
namespace indaro::casework {

/// What the paper says of itself.
struct PaperSource
{
    QString paperOn{};   ///< the day it was written, whole: "2026-11-24"
    QString form{};      ///< documents::Template::name, or the id of a questionnaire; empty: some paper
    QString serial{};    ///< the number that stands on it; empty: none
    QString writtenBy{}; ///< who wrote it
    /// Why it is typed in although a paper like it was before: "rest" (not all of it was), "other" (another paper of that
    /// day), "wrong" (what was typed is put right). Stands in the journal. Empty: there was none.
    QString again{};
    friend bool operator==(const PaperSource &, const PaperSource &) = default;
};

/// Papers of this person are being typed in on this laptop, by whoever is signed in.
struct PaperEntryUnderWay
{
    sync::RecordId person;
    PaperSource source{};
};

/// From now on everything this account saves of this person is marked as typed in from that paper, until endPaperEntry(),
/// another call, or the program is locked. Errors: InvalidArgument (field=paper_on: no whole day; field=again: a paper like
/// it was typed in before and it is not said why), DateInFuture, UnknownRecord.
[[nodiscard]] base::Result<void> beginPaperEntry(Desk &desk, const sync::RecordId &person, const PaperSource &source);
[[nodiscard]] base::Result<void> endPaperEntry(Desk &desk);
[[nodiscard]] base::Result<std::optional<PaperEntryUnderWay>> paperEntryUnderWay(Desk &desk);

/// A field a job has just written; 0: the record came or went.
struct WrittenField
{
    sync::RecordKey key;
    std::uint16_t field;
};
/// Marks what belongs to the person whose papers are being typed in; nothing when none are. After the job that wrote it, in
/// a transaction of its own: the Workspace calls it.
[[nodiscard]] base::Result<void> noteTypedFromPaper(Desk &desk, std::span<const WrittenField> written);

/// A record, or fields of one, that came from paper.
struct PaperEntry
{
    sync::RecordKey record;
    QStringList fields{}; ///< columns; empty: all of it
    PaperSource source{};
    base::UtcMs typedAt = 0;
    QString typedBy{}; ///< the name of the account; empty when it has none
};
/// What was typed in before of a paper that may be this one: of the same number, or of the same day and form where one of
/// the two bears no number. Newest first; none while this very paper is being typed in.
[[nodiscard]] base::Result<std::vector<PaperEntry>> papersLikeThis(Desk &desk, const sync::RecordId &person,
                                                                   const PaperSource &source);
/// Newest first.
[[nodiscard]] base::Result<std::vector<PaperEntry>> paperEntriesOf(Desk &desk, const sync::RecordId &person);
/// Of one record as a whole.
[[nodiscard]] base::Result<std::optional<PaperEntry>> paperEntryOf(Desk &desk, const sync::RecordKey &record);

/// What was printed under a number.
struct NumberedPaper
{
    sync::RecordId person;
    QString form{}; ///< documents::Template::name, or the id of a questionnaire
    friend bool operator==(const NumberedPaper &, const NumberedPaper &) = default;
};
/// As fileOfSerial, and which form it is.
[[nodiscard]] base::Result<std::optional<NumberedPaper>> paperOfSerial(Desk &desk, const QString &serial);
/// Whose file a number on a paper of this laptop names: of a form or questionnaire that was printed for somebody, or of a
/// referral. Nothing: not known here. Who she is is not said; opening her file passes the door as always.
[[nodiscard]] base::Result<std::optional<sync::RecordId>> fileOfSerial(Desk &desk, const QString &serial);

/// When something happened that was written on paper on that day: the day's noon, or `typed` when that is the same day.
[[nodiscard]] base::UtcMs paperMoment(const QString &paperOn, base::UtcMs typed);

} // namespace indaro::casework
