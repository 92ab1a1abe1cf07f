// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// The figures of all shelters together, for the commission's own staff: exactly, and beside it what of it may be published,
/// with what is suppressed and why.
class NationalPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit NationalPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void showTable();
    void showSuppressed();

    kit::Banner *m_banner;
    QLabel *m_internal, *m_coverage, *m_empty, *m_definition, *m_suppressedTitle, *m_suppressedText;
    QComboBox *m_period, *m_tables;
    kit::FormRow *m_periodRow, *m_tablesRow;
    QTableWidget *m_figures, *m_suppressed;
    std::shared_ptr<const Loaded> m_loaded;
};

[[nodiscard]] kit::PageEntry nationalPage();

} // namespace indaro::ui::pages
