// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/retention.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// Every closed file with the day until which it is kept, those whose day has come first and in red; how many people are
/// numbers by now.
class ClosedFilesPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ClosedFilesPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void openRow(int row);
    std::shared_ptr<const Loaded> m_loaded;
    kit::Banner *m_banner;
    QLabel *m_empty;
    QTableWidget *m_table;
    QLabel *m_numbers;
};

[[nodiscard]] kit::PageEntry closedFilesPage();

} // namespace indaro::ui::pages
