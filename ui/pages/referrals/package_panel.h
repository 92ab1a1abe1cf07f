// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Below a referral that goes to an organisation with a key: exactly what would leave, to whom, and whether that key was
/// compared; then the file, written into a folder or onto a stick. GUI thread.
class PackagePanel final : public QFrame
{
    Q_OBJECT
public:
    PackagePanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent);

    /// What stands on the page and is not saved yet, while it is a draft.
    void setTyped(std::function<std::optional<casework::ReferralContent>()> typed) { m_typed = std::move(typed); }
    /// The steps of the procedure hold it back: shows them, and takes what is to be done again.
    void setHeld(std::function<void(std::function<void()>)> held) { m_held = std::move(held); }
    /// Shows what would leave of this one.
    void begin(const casework::Referral &referral);
    /// The page is about another one.
    void dismiss();
    void retranslate();

Q_SIGNALS:
    /// The referral says "sent" now.
    void sealed();

private:
    struct Looked;
    struct Prepared;
    void look();
    void showLooked(std::shared_ptr<const Looked> looked);
    void showWords();
    void askFirst();
    void chooseFolder();
    void seal(const QString &folder);
    void write(std::shared_ptr<const casework::PreparedPackage> prepared, const QString &folder);
    void refused(const base::Error &error, const QString &folder);
    [[nodiscard]] casework::PackageOrder order() const;
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    documents::Template m_form;
    std::function<std::optional<casework::ReferralContent>()> m_typed;
    std::function<void(std::function<void()>)> m_held;
    std::optional<sync::RecordId> m_referral;
    std::shared_ptr<const Looked> m_looked;
    QLabel *m_title, *m_whom, *m_key, *m_naming, *m_leaves, *m_stays;
    kit::Banner *m_banner;
    QComboBox *m_way, *m_days;
    kit::FormRow *m_wayRow = nullptr, *m_daysRow = nullptr;
    QPushButton *m_directory, *m_seal, *m_notNow;
};

} // namespace indaro::ui::pages
