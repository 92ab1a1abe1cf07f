// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/house_mode.h"
#include "core/reports/report_document.h"
#include "ui/kit/page.h"
#include "ui/pages/noted_paper.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QComboBox;
class QLabel;
QT_END_NAMESPACE
namespace indaro::session {
class Approval;
}
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit
namespace indaro::ui::print {
class PreviewWidget;
}

namespace indaro::ui::pages {

class SecondPersonPanel;

/// Reports in one click [domain.md 4.22]: which one, of which period, in which languages; what is shown is what is printed.
/// A house has the one for inside, with exact numbers, which is a director's. Those that are handed out are the
/// commission's, for nothing per shelter is published [contracts.md 8 (b)]: they are made of what was published, and where
/// nothing is published yet the page shows it, and publishes it with a second person [contracts.md 9].
class ReportsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ReportsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeBody();
    void askMode();
    void fillReports();
    void fillPeriods();
    void read();
    void show(const std::shared_ptr<const Loaded> &loaded);
    void showFailure(const base::Error &error);
    void showNothing();
    void put(PaperRoad road);
    void publish(const std::shared_ptr<session::Approval> &approval);
    [[nodiscard]] reports::ReportName report() const;
    [[nodiscard]] std::optional<reports::Period> period() const;
    [[nodiscard]] reports::ReportLanguages languages() const;

    std::shared_ptr<reports::CountCache> m_cache; ///< the store's thread only
    std::shared_ptr<const Loaded> m_loaded;       ///< what is shown
    std::optional<reports::HouseMode> m_mode;     ///< nothing: not known yet
    QList<print::Page> m_pages;
    int m_asked = 0; ///< only the newest answer is shown
    bool m_isFilling = false;
    QAction *m_print;
    QAction *m_pdf;
    QAction *m_publish;
    kit::Banner *m_banner;
    QLabel *m_hint;
    QComboBox *m_report, *m_period, *m_languages;
    kit::FormRow *m_reportRow, *m_periodRow, *m_languagesRow;
    SecondPersonPanel *m_second;
    print::PreviewWidget *m_preview;
};

[[nodiscard]] kit::PageEntry reportsPage();

} // namespace indaro::ui::pages
