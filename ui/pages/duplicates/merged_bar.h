// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"
#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ActionPanel;
class SecondPersonPanel;

/// In the file of a person: that another file was taken into it, and the way to take the two apart again, with a second
/// person. Hidden where nothing was. GUI thread.
class MergedBar final : public QFrame
{
    Q_OBJECT
public:
    MergedBar(const kit::PageContext &context, QWidget *parent);
    /// Reads again.
    void showPerson(const std::optional<casework::CaseId> &person);
    void flush();
    void retranslate();

Q_SIGNALS:
    /// The two are two again.
    void undone();

private:
    void show();
    kit::PageContext m_context;
    std::optional<casework::CaseId> m_person;
    std::vector<casework::FileMerge> m_merges; ///< that hold, the newest first
    std::string m_agreed;
    std::shared_ptr<casework::UndoneMerge> m_report;
    QLabel *m_text;
    QPushButton *m_button;
    ActionPanel *m_form;
    SecondPersonPanel *m_second;
};

} // namespace indaro::ui::pages
