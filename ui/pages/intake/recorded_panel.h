// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QTextBrowser;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// The answers of an interview whose form is not to be had: names of the questions and what was recorded, to read only.
class RecordedPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit RecordedPanel(QWidget *parent);
    void show(const casework::LoadedInterview &interview);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QLabel *m_title;
    QTextBrowser *m_answers;
};

} // namespace indaro::ui::pages
