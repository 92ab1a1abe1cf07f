// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/ctdc_export.h"
#include "core/casework/htcds/htcds_import.h"
#include "ui/pages/settings/section.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::session {
class Approval;
}

namespace indaro::ui::pages {

class SecondPersonPanel;

/// Tables of people that others understand [domain.md 3.7]: out with a second person's agreement, first as numbers alone,
/// and in with a report of every line. Files are read and written off the GUI thread.
class ExchangeSection final : public Section
{
    Q_OBJECT
public:
    ExchangeSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    enum class Kind { HtcdsWorkbook, HtcdsCsv, Ctdc };
    void build();
    void fillReceivers();
    void showReceiver();
    void showAllowed(bool isAllowed);
    void count();
    void askSecond();
    void chooseFile(const std::shared_ptr<session::Approval> &approval);
    void write(const QString &path, const casework::ExchangeOrder &asked, bool isCtdc, const std::string &agreed);
    void takeIn(const QString &path);
    void saveReport(const QString &path);
    void showReport();
    void setBusy(bool isBusy);
    void tell(std::function<void()> how);
    void tellError(const base::Error &error);
    [[nodiscard]] Kind kind() const;
    /// Nothing, and it is said: a day that is none, or no agreement where one is needed.
    [[nodiscard]] std::optional<casework::ExchangeOrder> order(bool isSaid);

    QComboBox *m_kind, *m_receiver;
    QLineEdit *m_receiverName, *m_from, *m_until, *m_agreement;
    kit::FormRow *m_kindRow, *m_receiverRow, *m_receiverNameRow, *m_fromRow, *m_untilRow, *m_agreementRow;
    QLabel *m_preview;
    QPushButton *m_export, *m_import, *m_save;
    SecondPersonPanel *m_second;
    kit::ProgressPanel *m_progress;
    QLabel *m_report, *m_ask;
    bool m_isAllowed = true;
    casework::ExchangeOrder m_agreedTo{}; ///< what the second person was asked for
    Kind m_agreedKind = Kind::HtcdsWorkbook;
    std::optional<casework::ExchangePreview> m_counts;
    std::optional<casework::HtcdsImportReport> m_taken;
    int m_counting = 0; ///< which answer is still waited for
};

} // namespace indaro::ui::pages
