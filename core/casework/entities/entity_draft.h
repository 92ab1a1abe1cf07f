// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_instance.h"
#include "core/sync/operation.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

namespace indaro::casework {

/// Whether a list of entities is the register itself: "person", "persons" or "people". What a form says of the person the
/// interview is about goes there when somebody has confirmed it (queries.h, compareWithRegister), and nowhere else.
[[nodiscard]] bool isRegisterList(const QString &dataset);

/// What one interview says of one entity of a list.
struct EntityDraft
{
    forms::EntityAction::Kind kind = forms::EntityAction::Kind::Create;
    QString dataset{};
    QString entity{}; ///< its id as the form gives it
    QString label{};
    QString baseVersion{};
    std::vector<std::pair<QString, QString>> properties{};
    friend bool operator==(const EntityDraft &, const EntityDraft &) = default;
};

struct EntityDrafts
{
    std::vector<EntityDraft> drafts{};
    /// "dataset: property" of answers about health or perpetrators: a list is read by more people than those. They stay in
    /// the interview.
    QStringList keptBack{};
    /// "dataset: id" of people of the register another interview is about: their file is changed there and nowhere else.
    QStringList aboutOthers{};
};

/// The entities a filled form writes beside the register [forms.md 1.3]. Of the person herself only what the register has no
/// field for is left, under the id of her file. An entity two rows speak of is one draft; the later row wins.
/// Thread: the instance's.
[[nodiscard]] EntityDrafts entityDrafts(const forms::FormInstance &instance, sync::RecordId caseFile);

} // namespace indaro::casework
