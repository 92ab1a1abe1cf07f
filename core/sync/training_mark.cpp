// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/training_mark.h"

#include "core/sync/local_meta.h"

namespace indaro::sync {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view TrainingKey = "training_vault";

} // namespace

Result<bool> isTraining(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto mark, findMeta(db, TrainingKey));
    return mark.has_value();
}

Result<void> markAsTraining(store::Connection &db)
{
    return setMeta(db, TrainingKey, base::asBytes(std::string_view("1")));
}

Result<void> refuseTraining(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const bool isMarked, isTraining(db));
    return isMarked ? Result<void>(Errc::TrainingVault) : Result<void>();
}

} // namespace indaro::sync
