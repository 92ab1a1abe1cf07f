// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ManualPage;

/// The manual before anybody has signed in, in the window of the first pages, which have no header: with a way back to the
/// page it was opened from, and its own buttons. GUI thread.
class StartManual final : public QWidget
{
    Q_OBJECT
public:
    /// `context`: without workspace, vault and navigator.
    StartManual(const kit::PageContext &context, const QString &pictures, QWidget *parent = nullptr);
    /// At what helps with that page.
    void openFor(kit::PageId page);

Q_SIGNALS:
    /// She goes back to where she was.
    void left();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    ManualPage *m_page;
    QPushButton *m_back;
};

} // namespace indaro::ui::pages
