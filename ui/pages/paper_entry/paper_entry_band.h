// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class PaperEntryMode;

/// Across every page while papers are typed in: of which file, of which day, and the way to stop. Until then Enter goes on
/// to the next field, as a hand goes down a paper. GUI thread.
class PaperEntryBand final : public QFrame
{
    Q_OBJECT
public:
    explicit PaperEntryBand(const kit::PageContext &context, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showState();
    kit::PageContext m_context;
    PaperEntryMode *m_mode;
    QLabel *m_text;
    QPushButton *m_end;
};

} // namespace indaro::ui::pages
