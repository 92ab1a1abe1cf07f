// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/external_data.h"

#include <QString>

#include <optional>
#include <utility>
#include <vector>

namespace indaro::forms {

class FormInstance;

/// Entity lists given back to forms [forms.md 1.3]: a question that chooses from people.csv, pulldata('people', …) and
/// instance('people') read the list "people" when the house has one, before any file of that name. Called while a form is
/// filled, on its thread, once for each list and instance.
class EntityLists
{
public:
    virtual ~EntityLists() = default;
    /// Columns "name" (the id), "label", "__version" and the properties; empty when there is no such list.
    [[nodiscard]] virtual std::optional<TextTable> entityList(const QString &dataset) const = 0;
};

/// What a filled form says about one entity.
struct EntityAction
{
    /// CreateOrUpdate: both conditions hold; the entity is updated when it is there, and made when it is not.
    enum class Kind { Create, Update, CreateOrUpdate };
    Kind kind = Kind::Create;
    QString dataset;
    QString id;          ///< UUID of a new entity, the same whenever it is asked; entity_id as the form works it out, else
    QString label;       ///< empty: the label stays
    QString baseVersion; ///< __version of the entity in the list the form had; empty when it had none
    QString repeatPath;  ///< "/data/child[2]" when each row is an entity
    int row = 0;         ///< of the entities sheet
    /// save_to → answer, in form order, of relevant questions; an empty text where nothing was answered.
    std::vector<std::pair<QString, QString>> properties;
    friend bool operator==(const EntityAction &, const EntityAction &) = default;
};

/// What is to be done, in the order of the entities sheet and of the rows. Asks nothing but the answers: a corrected
/// interview gives the corrected actions for the same entities. An update without an id is left out: it names nobody.
[[nodiscard]] std::vector<EntityAction> entityActions(const FormInstance &instance);

/// Whether a version of the entities specification ("2024.1.0") is one that is understood here: up to 2025.1. A form of a
/// newer one is read without its entities: guessing could change the wrong record.
[[nodiscard]] bool isKnownEntitiesVersion(const QString &version);

} // namespace indaro::forms
