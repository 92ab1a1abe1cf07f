// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/incoming.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}
namespace indaro::ui::models {
struct ImportedFile;
}

namespace indaro::ui::pages {

class LibraryViewer;

/// What waits with a referral that came in until somebody files it: scans of its paper, which can be looked at here, and the
/// day on which what it says is forgotten. Hidden for one that is filed. GUI thread.
class IncomingPapers final : public QFrame
{
    Q_OBJECT
public:
    IncomingPapers(const kit::PageContext &context, QWidget *parent);
    void showPackage(const casework::IncomingPackage &package);
    void clear();
    void retranslate();

protected:
    /// What is looked at is not left standing behind another page.
    void hideEvent(QHideEvent *event) override;

Q_SIGNALS:
    /// What it said is forgotten.
    void changed();

private:
    void readScans();
    void showWords();
    void makeLooks();
    void look(const casework::KeptPaper &scan);
    void closeScan();
    void chooseScan();
    void offer(std::shared_ptr<const models::ImportedFile> scan);
    void keep(const std::shared_ptr<const models::ImportedFile> &scan);
    void askForget();

    kit::PageContext m_context;
    std::optional<casework::IncomingPackage> m_package;
    std::vector<casework::KeptPaper> m_scans{};
    kit::Banner *m_banner;
    QLabel *m_scansText, *m_forgetText;
    QVBoxLayout *m_looks; ///< a button for each scan
    std::vector<QPushButton *> m_lookButtons{};
    LibraryViewer *m_viewer;
    std::optional<sync::RecordKey> m_looked; ///< the scan that is open, or on its way
    QPushButton *m_attach, *m_forget;
};

} // namespace indaro::ui::pages
