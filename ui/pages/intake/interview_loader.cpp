// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_loader.h"

#include "core/casework/interviews/commands.h"
#include "core/casework/workspace.h"
#include "core/model/gazetteer.h"
#include "ui/kit/background.h"

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

InterviewLoader::InterviewLoader(casework::Workspace &workspace, QObject *parent)
    : QObject(parent), m_workspace(workspace), m_folder(u":/indaro/forms"_s)
{
}

template <class Job, class Done> void InterviewLoader::ask(Job job, Done done)
{
    using Answer = std::invoke_result_t<Job, casework::Desk &>;
    m_workspace.ask(this, std::move(job), [this, visit = m_visit, done = std::move(done)](Answer answer) {
        if (visit != m_visit)
            return;
        if (!answer) {
            Q_EMIT failed(answer.error());
            return;
        }
        done(std::move(answer).value());
    });
}

void InterviewLoader::loadForms(std::function<void()> done)
{
    if (!m_forms.empty())
        return done();
    kit::runInBackground(
        this,
        [folder = m_folder] {
            (void)model::Gazetteer::burundi(); // read before somebody types a place
            return pages::loadForms(folder);
        },
        [this, done = std::move(done)](std::vector<FormEntry> entries) {
            m_forms = std::move(entries);
            Q_EMIT formsRead();
            done();
        });
}

bool InterviewLoader::addForm(const FormEntry &form)
{
    const FormEntry *known = pages::findForm(m_forms, form.id);
    if (known != nullptr && known->isShipped)
        return false;
    std::erase_if(m_forms, [&form](const FormEntry &each) { return each.id == form.id; });
    m_forms.push_back(form);
    return true;
}

void InterviewLoader::startInterview(const casework::InterviewStart &start)
{
    ask([start](casework::Desk &desk) { return casework::startInterview(desk, start); },
        [this](casework::InterviewId interview) { openInterview(interview); });
}

void InterviewLoader::openInterview(casework::InterviewId interview)
{
    ask([interview](casework::Desk &desk) { return readInterview(desk, interview); },
        [this](const OpenedInterview &opened) { findForm(opened); });
}

void InterviewLoader::findForm(const OpenedInterview &read)
{
    const casework::LoadedInterview &interview = read.interview;
    if (interview.formContent.isEmpty()) {
        if (const FormEntry *form = pages::findForm(m_forms, interview.formId))
            Q_EMIT opened(read, *form);
        else
            Q_EMIT formUnknown();
        return;
    }
    kit::runInBackground(
        this, [content = interview.formContent, id = interview.formId] { return loadForm(content, id); },
        [this, read, visit = m_visit](const Result<FormEntry> &form) {
            if (visit != m_visit)
                return;
            if (form)
                Q_EMIT opened(read, form.value());
            else
                Q_EMIT failed(form.error());
        });
}

} // namespace indaro::ui::pages
