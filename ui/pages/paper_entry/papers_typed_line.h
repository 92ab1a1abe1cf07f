// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/paper/paper_entries.h"
#include "ui/kit/page.h"

#include <QLabel>

#include <optional>
#include <vector>

namespace indaro::ui::pages {

/// In the file of a person: which papers of hers were typed in, of which day and by whom. Hidden when there are none. GUI
/// thread.
class PapersTypedLine final : public QLabel
{
    Q_OBJECT
public:
    PapersTypedLine(const kit::PageContext &context, QWidget *parent);
    /// Reads again; nobody while no file is shown.
    void showPerson(const std::optional<sync::RecordId> &person);

protected:
    void changeEvent(QEvent *event) override;

private:
    void say();
    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    std::vector<casework::PaperEntry> m_entries;
};

} // namespace indaro::ui::pages
