// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/internal_referrals.h"
#include "core/documents/serial.h"
#include "ui/kit/page.h"
#include "ui/print/document_view.h"

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
}
namespace indaro::ui::models {
struct ImportedFile;
}

namespace indaro::ui::pages {

/// All referrals, newest first, with how each stands; the blank form for days without electricity.
class ReferralsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ReferralsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    void show();
    [[nodiscard]] const casework::InternalReferral *findInside(const sync::RecordId &referral) const;
    void openRow(int row);
    void writeBlankForm();
    /// By the number somebody types from a paper that came back.
    void openByNumber();
    /// By the code on a scanned one, which is kept with the person it is about.
    void chooseScan();
    void takeScan(const QString &path);
    void fileScan(const documents::Serial &serial, const std::shared_ptr<const models::ImportedFile> &scan);
    void openSlip(const documents::Serial &serial, std::shared_ptr<const models::ImportedFile> scan);
    QAction *m_incoming, *m_blank;
    QLabel *m_empty;
    QLabel *m_problem;
    QTableWidget *m_table;
    QLabel *m_backTitle;
    QLineEdit *m_number;
    QPushButton *m_open, *m_scan;
    kit::Banner *m_banner;
    std::vector<casework::ReferralSummary> m_referrals;
    std::vector<casework::InternalReferral> m_inside; ///< of those, the ones inside the house
};

/// "printed", "accepted" … in the language of the screens.
[[nodiscard]] QString referralStatusText(casework::ReferralStatus status);
/// The print dialog, then the printer, in the order of the pages. `failed` hears of an error, `printed` when the printer has
/// all of it.
void printPagesOf(QWidget *page, const QList<print::Page> &pages, std::function<void(const base::Error &)> failed,
                  std::function<void()> printed = {});
/// Says that a PDF is readable by anyone and proposes the printer first; else asks where, and writes it. `failed` hears of
/// an error, `written` when the file is there, `printed` when the printer has it instead: what is logged is logged on either
/// way (noted_paper.h).
void writePdfOf(const kit::PageContext &context, QWidget *page, const QList<print::Page> &pages, const QString &name,
                std::function<void(const base::Error &)> failed, std::function<void()> written = {},
                std::function<void()> printed = {});
/// The same, and `written` hears where it is.
void writePdfAt(const kit::PageContext &context, QWidget *page, const QList<print::Page> &pages, const QString &name,
                std::function<void(const base::Error &)> failed, std::function<void(const QString &)> written,
                std::function<void()> printed);
/// As printPagesOf() and writePdfOf(), of papers that are laid out first, beside the screens.
void printPapersOf(QWidget *page, const QList<print::Paper> &papers, std::function<void(const base::Error &)> failed);
void writePapersOf(const kit::PageContext &context, QWidget *page, const QList<print::Paper> &papers, const QString &name,
                   std::function<void(const base::Error &)> failed, std::function<void()> written = {},
                   std::function<void()> printed = {});

[[nodiscard]] kit::PageEntry referralsPage();
[[nodiscard]] kit::PageEntry referralPage();

} // namespace indaro::ui::pages
