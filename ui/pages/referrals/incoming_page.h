// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QLabel;
class QVBoxLayout;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class IncomingDetail;
class InsideList;
class PaperReferralPanel;

/// What came in: sealed packages that were opened, referrals on paper that were typed in, what colleagues ask inside the
/// house; each until it is filed and answered, and afterwards with what became of it.
class IncomingPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit IncomingPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Loaded;
    void makeParts(QVBoxLayout *column);
    void openFile();
    void showList();
    void showChosen();

    QAction *m_openFile, *m_paper;
    kit::Banner *m_banner;
    QLabel *m_hint, *m_empty;
    InsideList *m_inside = nullptr;
    PaperReferralPanel *m_paperPanel = nullptr; ///< null where the form cannot be read
    IncomingDetail *m_detail = nullptr;
    QTableWidget *m_table = nullptr;
    QBoxLayout *m_split = nullptr;
    std::shared_ptr<const Loaded> m_loaded;
    std::optional<sync::RecordId> m_chosen;
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry incomingPage();

} // namespace indaro::ui::pages
