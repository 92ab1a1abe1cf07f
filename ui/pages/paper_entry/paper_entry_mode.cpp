// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_entry/paper_entry_mode.h"

#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"

#include <QPointer>

namespace indaro::ui::pages {

PaperEntryMode *PaperEntryMode::of(casework::Workspace &workspace)
{
    auto *known = workspace.findChild<PaperEntryMode *>(QString(), Qt::FindDirectChildrenOnly);
    return known != nullptr ? known : new PaperEntryMode(workspace);
}

PaperEntryMode::PaperEntryMode(casework::Workspace &workspace) : QObject(&workspace), m_workspace(workspace) {}

void PaperEntryMode::begin(const sync::RecordId &person, const casework::PaperSource &source, QObject *context,
                           std::function<void(const base::Result<void> &)> done)
{
    m_workspace.ask(
        this,
        [person, source](casework::Desk &desk) -> base::Result<State> {
            INDARO_TRY(casework::beginPaperEntry(desk, person, source));
            INDARO_TRY_ASSIGN(const auto underWay, casework::paperEntryUnderWay(desk));
            INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, person));
            INDARO_TRY_ASSIGN(const auto member, casework::findStaff(desk, desk.log.user()));
            return State{person, QString::fromStdString(code.textOr("")), underWay ? underWay->source : source,
                         member ? member->name : QString()};
        },
        [this, guard = QPointer<QObject>(context), done = std::move(done)](const base::Result<State> &began) {
            if (began) {
                m_state = *began;
                Q_EMIT changed();
            }
            if (guard)
                done(began ? base::Result<void>() : base::Result<void>(began.error()));
        });
}

void PaperEntryMode::end()
{
    m_workspace.ask(
        this, [](casework::Desk &desk) { return casework::endPaperEntry(desk); },
        [this](const base::Result<void> &ended) {
            if (!ended)
                return Q_EMIT failed(ended.error());
            m_state.reset();
            Q_EMIT changed();
        });
}

} // namespace indaro::ui::pages
