// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/person_index.h"
#include "core/casework/workspace.h"

#include <QObject>

#include <optional>

namespace indaro::ui::models {

/// The people index of an open vault, kept in step with every change. One per workspace, owned by it: ask of().
/// GUI thread.
class PeopleDirectory final : public QObject
{
    Q_OBJECT
public:
    /// The workspace's directory, made (and loading) on first use.
    [[nodiscard]] static PeopleDirectory *of(casework::Workspace *workspace);

    /// Nothing while it loads.
    [[nodiscard]] const casework::PersonIndex *index() const { return m_index ? &*m_index : nullptr; }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    void reload();

Q_SIGNALS:
    /// Rows came, went or changed: search again.
    void changed();
    void failed(const indaro::base::Error &error);

private:
    explicit PeopleDirectory(casework::Workspace *workspace);
    void follow(const casework::Changes &changes);
    casework::Workspace *m_workspace;
    std::optional<casework::PersonIndex> m_index;
    bool m_loading = false;
    bool m_isStale = false; ///< something changed while loading
};

} // namespace indaro::ui::models
