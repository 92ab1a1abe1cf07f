// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/interview_reading.h"

#include <QtCore/QObject>

#include <functional>

namespace indaro::casework {
class Workspace;
}

namespace indaro::ui::pages {

/// Gets an interview ready for its page: the forms there are, and an interview with the very form it was held with.
/// Forms are parsed in the background. What was asked for before abandon() is never told. GUI thread.
class InterviewLoader final : public QObject
{
    Q_OBJECT
public:
    /// `workspace` must outlive it.
    InterviewLoader(casework::Workspace &workspace, QObject *parent);

    /// Of the shipped forms; call it before loadForms().
    void setFormFolder(const QString &folder) { m_folder = folder; }
    /// Reads the shipped forms unless they were read, and which imported ones there are now, then calls `done`.
    void loadForms(std::function<void()> done);
    /// What a new interview can be held with: of each form, shipped or imported, the newest version that is not retired.
    [[nodiscard]] const std::vector<FormEntry> &forms() const { return m_forms; }
    /// Takes in a form from a file, for this visit. False: this version of it is shipped, and stays.
    bool addForm(const FormEntry &form);

    /// Keeps the form first, where it comes from a file. Fails with StepsOpen where the procedure holds it back.
    void startInterview(const casework::InterviewStart &start, const FormEntry &form);
    /// Reads the file of an imported form that only stood in the list.
    void readDefinition(const FormEntry &form, std::function<void(const FormEntry &)> done);
    void openInterview(casework::InterviewId interview);
    void abandon() { ++m_visit; }

Q_SIGNALS:
    void formsRead();
    void opened(const indaro::ui::pages::OpenedInterview &interview, const indaro::ui::pages::FormEntry &form);
    /// The form it was held with is neither shipped nor imported here, or has not all come from another laptop yet.
    void formUnknown(const indaro::ui::pages::OpenedInterview &interview);
    void failed(const indaro::base::Error &error);

private:
    void readImported(std::function<void()> done);
    void offer(const std::vector<casework::StoredForm> &imported);
    void findForm(const OpenedInterview &opened);
    void readLists(const OpenedInterview &read, const FormEntry &form);
    template <class Job, class Done> void ask(Job job, Done done);
    casework::Workspace &m_workspace;
    QString m_folder;
    std::vector<FormEntry> m_shipped;
    std::vector<FormEntry> m_forms;
    int m_visit = 0;
};

} // namespace indaro::ui::pages
