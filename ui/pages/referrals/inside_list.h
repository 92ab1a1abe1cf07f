// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/internal_referrals.h"
#include "ui/kit/page.h"

#include <QCoreApplication>
#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;

/// What colleagues ask of each other inside the house, as far as it waits for who is signed in: each line opens the answer
/// below it. Hidden while there is nothing. GUI thread.
class InsideList final : public QFrame
{
    Q_OBJECT
public:
    InsideList(const kit::PageContext &context, QWidget *parent);
    void refresh();
    void flush();
    void retranslate();
    /// "K7Q2-M9XT-4 · to: nurse · health · Odette: …"
    [[nodiscard]] static QString lineOf(const casework::InternalReferral &referral, const QString &language);

private:
    struct Line
    {
        casework::InternalReferral referral;
        std::vector<casework::LadderContact> contacts{}; ///< of the rung it has reached
    };
    using Referrals = std::vector<Line>;
    void showLines();
    void addLadder(const casework::InternalReferral &referral, const std::vector<casework::LadderContact> &contacts);
    void begin(const casework::InternalReferral &referral);
    void fillStatuses();

    kit::PageContext m_context;
    std::shared_ptr<const Referrals> m_referrals;
    std::optional<casework::InternalReferral> m_open;
    QLabel *m_title;
    kit::Banner *m_banner;
    QVBoxLayout *m_lines;
    ActionPanel *m_panel;
    QComboBox *m_status;
    kit::FormRow *m_statusRow = nullptr;
};

} // namespace indaro::ui::pages
