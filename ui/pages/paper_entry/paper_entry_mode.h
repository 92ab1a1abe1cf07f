// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/paper/paper_entries.h"

#include <QObject>

#include <functional>

namespace indaro::casework {
class Workspace;
}

namespace indaro::ui::pages {

/// Whose papers are being typed in, as the screens show it: one for a workspace, and it ends with it. GUI thread.
class PaperEntryMode final : public QObject
{
    Q_OBJECT
public:
    struct State
    {
        sync::RecordId person;
        QString caseCode{};
        casework::PaperSource source{};
        QString typedBy{}; ///< the name of the account; empty when it has none
    };
    /// Of this workspace; made when it is asked for first.
    [[nodiscard]] static PaperEntryMode *of(casework::Workspace &workspace);

    [[nodiscard]] const std::optional<State> &state() const { return m_state; }
    /// `done` is called unless `context` died meanwhile. Errors: as casework::beginPaperEntry.
    void begin(const sync::RecordId &person, const casework::PaperSource &source, QObject *context,
               std::function<void(const base::Result<void> &)> done);
    void end();

Q_SIGNALS:
    void changed();
    void failed(const indaro::base::Error &error);

private:
    explicit PaperEntryMode(casework::Workspace &workspace);
    casework::Workspace &m_workspace;
    std::optional<State> m_state;
};

} // namespace indaro::ui::pages
