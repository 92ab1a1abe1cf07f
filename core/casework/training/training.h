// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <QDate>
#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Who of the staff was trained in what, and in which revision of the procedure [domain.md 1: most mistakes are made by who
/// was never shown the procedure].

struct TrainingDraft
{
    std::optional<sync::UserId> account{}; ///< needed, or the name of somebody without one
    base::Value personName{};              ///< a volunteer, a guard of an agency; nothing when there is an account
    base::Value position{};                ///< what that person is here
    base::Value kind{};                    ///< codelist training_kind; "procedures": in the procedure the house follows now
    base::Value trainedOn{};               ///< a date; Null: today
    base::Value trainedBy{};               ///< needed
    base::Value proof{};                   ///< codelist training_proof; needed
    base::Value note{};
};

struct Training
{
    sync::RecordId id;
    std::optional<sync::UserId> account{};
    QString staffName{}; ///< of the account, or as it was written
    QString position{};  ///< of who has no account
    QString kind{};
    QString packId{};
    std::optional<int> revision{};
    QString trainedOn{};
    QString trainedBy{};
    QString proof{};
    QString note{};
    base::UtcMs recordedAt = 0;
};

/// A member of staff, and how she or he stands to the procedure the house follows now.
struct StaffTraining
{
    sync::UserId account;
    QString name;
    std::optional<int> revision{}; ///< of the present procedure, the newest she was trained in; none: in no revision of it
    QString trainedOn{};
    bool isTrained = false; ///< in the present revision
};

/// Somebody who works here without an account, as far as a training says so.
struct OutsideTraining
{
    QString name;
    QString position{};
    std::optional<int> revision{}; ///< of the present procedure, the newest
    QString trainedOn{};
    bool isTrained = false;
};

struct TrainingState
{
    QString packId{};
    int revision = 0;
    std::vector<StaffTraining> staff{};    ///< active members, who lacks the training first
    std::vector<OutsideTraining> others{}; ///< by name

    [[nodiscard]] std::size_t untrained() const;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Never changed but by taking it back. Errors: UnknownRecord (no such member of staff), InvalidArgument (nobody, no kind,
/// trainer or proof), DateInFuture, as newestPack.
[[nodiscard]] base::Result<sync::RecordId> recordTraining(Desk &desk, const TrainingDraft &draft);
/// Written by mistake. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> takeBackTraining(Desk &desk, sync::RecordId training);
/// Newest first; of one account, or of all.
[[nodiscard]] base::Result<std::vector<Training>> listTrainings(Desk &desk, const std::optional<sync::UserId> &account = {});
/// Errors: as newestPack.
[[nodiscard]] base::Result<TrainingState> loadTrainingState(Desk &desk);

} // namespace indaro::casework
