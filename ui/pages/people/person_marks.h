// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"

#include <QObject>

#include <functional>
#include <vector>

namespace indaro::ui::pages {

/// What another part of the program has to say of the people in a list, of those rows alone that are seen. GUI thread.
class PersonMarks : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// False: it has nothing to say of anybody, and the list has no column for it.
    [[nodiscard]] virtual bool isWanted() const = 0;
    [[nodiscard]] virtual QString heading() const = 0;
    /// As far as it is known; empty until then.
    [[nodiscard]] virtual QString textOf(const casework::CaseId &person) const = 0;
    /// These are seen from now on; changed() comes when there is something new about one of them.
    virtual void look(std::vector<casework::CaseId> people) = 0;

Q_SIGNALS:
    void changed();
};
/// `list`: its marks are not worked out while that is hidden.
using MakePersonMarks = std::function<PersonMarks *(QWidget *list)>;

} // namespace indaro::ui::pages
