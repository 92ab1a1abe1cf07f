// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/forms/form_store.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/import_export/submission_import.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::session {
class Approval;
}

namespace indaro::ui::pages {

class SecondPersonPanel;

/// The interviews of one form as a file, with a second person's agreement [contracts.md 9], and submissions of other
/// programs as interviews. Files are read and written off the GUI thread.
class FormDataPanel final : public QWidget
{
    Q_OBJECT
public:
    FormDataPanel(const kit::PageContext &context, QWidget *parent);
    void refresh();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void show(const std::vector<casework::HeldForm> &held, const std::vector<casework::StoredForm> &stored);
    void askSecond();
    void chooseFile(const std::shared_ptr<session::Approval> &approval);
    /// What is to be written, for whom.
    struct Order
    {
        QString formId{};
        casework::ExportFormat format = casework::ExportFormat::Xlsx;
        casework::Receiver receiver{};
    };
    void write(const QString &path, const Order &order, const std::string &agreed);
    // form_data_submissions.cpp
    void takeIn(const QString &path);
    [[nodiscard]] static QString oddText(const casework::OddValue &odd);
    void tellTaken(const casework::SubmissionReport &report, int withTraces);
    // form_data_panel.cpp again
    /// What came of it, and where it stands.
    void tell(std::function<void()> how);
    void finish();
    void retranslate();
    [[nodiscard]] casework::ExportFormat format() const;
    /// Nothing: nobody was chosen.
    [[nodiscard]] std::optional<casework::Receiver> receiver() const;
    void fillReceivers();
    void showReceiver();

    kit::PageContext m_context;
    QLabel *m_title, *m_text;
    QComboBox *m_form, *m_format, *m_receiver;
    QLineEdit *m_receiverName;
    kit::FormRow *m_formRow, *m_formatRow, *m_receiverRow, *m_receiverNameRow;
    QPushButton *m_export, *m_import;
    kit::Banner *m_banner;
    SecondPersonPanel *m_second;
    kit::ProgressPanel *m_progress;
    QLabel *m_report;
    Order m_agreedTo{}; ///< what the second person was asked for
};

} // namespace indaro::ui::pages
