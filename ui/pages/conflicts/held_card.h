// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/held_batches.h"
#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class SecondPersonPanel;

/// A batch from another laptop that would take away unusually much: how much of what, of whom, and from whom it comes,
/// before somebody lets it in (with a second person, like every deletion) or keeps it out.
class HeldCard final : public QFrame
{
    Q_OBJECT
public:
    HeldCard(const kit::PageContext &context, casework::HeldBatch batch, QWidget *parent);
    [[nodiscard]] std::int64_t batch() const { return m_batch.id; }
    /// Shows it as it is by now; who is agreeing to it goes on.
    void follow(casework::HeldBatch batch);
    void retranslate();

Q_SIGNALS:
    void settled();

private:
    void setAsking(bool isAsking);
    void letIn(const std::string &agreed);
    void askToKeepOut();
    void finished(const base::Result<void> &done);
    [[nodiscard]] QString lossesText() const;
    kit::PageContext m_context;
    casework::HeldBatch m_batch;
    QLabel *m_title, *m_from, *m_losses, *m_sample;
    QPushButton *m_letIn, *m_keepOut;
    SecondPersonPanel *m_second;
    bool m_isAsking = false; ///< a second person, or the vault
    kit::Banner *m_banner;
};

} // namespace indaro::ui::pages
