// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/stays/custody.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;

/// Somebody leaves the house: what should come before, what the house still keeps for her, then why, where to, how safe, and
/// how she may be reached afterwards. Nothing holds back what has happened already. Opened with OpenStay.
class ExitPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ExitPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void giveBackAll();
    void noteSheet(const QString &refusedBecause);
    void leave();

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const Loaded> m_loaded;
    /// What was missing before the exit; written on the store thread before the form says that it is recorded.
    std::shared_ptr<casework::Unguarded> m_unguarded = std::make_shared<casework::Unguarded>();
    QScrollArea *m_scroll;
    QLabel *m_heading;
    kit::Banner *m_banner;
    QLabel *m_steps;
    QPushButton *m_procedure;
    QPushButton *m_sheet;       ///< leads to the paper of it
    QPushButton *m_sheetSigned; ///< the exit sheet, on paper
    QPushButton *m_sheetRefused;
    QLabel *m_held;
    QPushButton *m_giveBack;
    ActionPanel *m_form;
    QPushButton *m_again; ///< the form was put aside
};

[[nodiscard]] kit::PageEntry exitPage();

} // namespace indaro::ui::pages
