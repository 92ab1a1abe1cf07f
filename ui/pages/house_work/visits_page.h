// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/care_log.h"
#include "core/casework/stays/house_tonight.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;

/// Visits and calls of the house: who comes to the gate without coming for one person, and all others for who looks for one.
class VisitsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit VisitsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeForm();
    void show();
    std::shared_ptr<const Loaded> m_loaded;
    QAction *m_new;
    kit::Banner *m_banner;
    ActionPanel *m_form;
    QLineEdit *m_when;
    kit::FormRow *m_whenRow;
    QLabel *m_empty;
    QTableWidget *m_table;
};

[[nodiscard]] kit::PageEntry visitsPage();

} // namespace indaro::ui::pages
