// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/entities/entity_draft.h"
#include "core/casework/interviews/interview_draft.h"
#include "core/forms/entities.h"
#include "core/forms/form_definition.h"

#include <QHash>

#include <memory>

namespace indaro::casework {

/// Makes what is kept of an interview's entities what `drafts` say: new ones are written, others changed, and those it does
/// not speak of any more withdrawn. The same drafts again change nothing. Each is a record of its own, owned by the person
/// interviewed: an erasure takes it, and two interviews about one entity never dispute a field. The caller holds the
/// transaction. Errors: the store's. Thread: the store's.
[[nodiscard]] base::Result<void> writeEntities(Desk &desk, InterviewId interview, const std::vector<EntityDraft> &drafts);

/// The lists a form reads, as they stood when it was opened.
class HouseLists final : public forms::EntityLists
{
public:
    [[nodiscard]] std::optional<forms::TextTable> entityList(const QString &dataset) const override
    {
        const auto found = m_lists.constFind(dataset);
        return found != m_lists.constEnd() ? std::optional(*found) : std::nullopt;
    }
    void add(const QString &dataset, forms::TextTable table) { m_lists.insert(dataset, std::move(table)); }

private:
    QHash<QString, forms::TextTable> m_lists;
};

/// The lists this form reads (forms::FormDefinition::entityListsRead) that the house has.
///
/// A list forms write: the file of that name that came with the form, if any, and what interviews said of it since, in the
/// order they first said it; "__version" counts how often. Updates of an entity that is not here wait for it.
///
/// The register, unless the form came with a file of that name: everybody, "name" being the id of the file and "label" the
/// displayed name with the case code. Properties are the columns `save_to` may name. Who is given what [contracts.md 4]:
/// the compartment Case to everybody; Identity to accounts that may open it, and only to forms that keep every answer as
/// identity, since others could copy a name to where more people read; Health and Perpetrator never.
/// Errors: the store's. Thread: the store's; the lists may go to any.
[[nodiscard]] base::Result<std::shared_ptr<const HouseLists>> loadEntityLists(Desk &desk, const forms::FormDefinition &form);

} // namespace indaro::casework
