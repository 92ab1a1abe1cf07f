// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_loader.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/workspace.h"
#include "core/model/gazetteer.h"
#include "ui/kit/background.h"

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

Result<casework::InterviewId> beginWith(casework::Desk &desk, casework::InterviewStart start, const FormEntry &form)
{
    INDARO_TRY(casework::checkGuards(desk, {sop::Action::InterviewStart, start.caseFile}));
    INDARO_TRY_ASSIGN(start.form, keepForInterviews(desk, form));
    return casework::startInterview(desk, start);
}

} // namespace

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
    if (!m_shipped.empty())
        return readImported(std::move(done));
    kit::runInBackground(
        this,
        [folder = m_folder] {
            (void)model::Gazetteer::burundi(); // read before somebody types a place
            return pages::loadForms(folder);
        },
        [this, done = std::move(done)](std::vector<FormEntry> entries) {
            m_shipped = std::move(entries);
            readImported(done);
        });
}

void InterviewLoader::readImported(std::function<void()> done)
{
    m_workspace.ask(
        this, [](casework::Desk &desk) { return casework::listForms(desk); },
        [this, done = std::move(done)](const Result<std::vector<casework::StoredForm>> &imported) {
            offer(imported ? *imported : std::vector<casework::StoredForm>());
            if (!imported)
                Q_EMIT failed(imported.error());
            Q_EMIT formsRead();
            done();
        });
}

void InterviewLoader::offer(const std::vector<casework::StoredForm> &imported)
{
    m_forms = m_shipped;
    for (const casework::StoredForm &form : casework::offeredForms(imported)) {
        const FormEntry *shipped = pages::findForm(m_shipped, form.facts.formId);
        if (shipped != nullptr && casework::compareVersions(shipped->version, form.facts.version) >= 0)
            continue;
        FormEntry entry{form.facts.formId, form.facts.version, form.facts.title, form.fileName, false, {}, form.id, {}};
        std::erase_if(m_forms, [&entry](const FormEntry &each) { return each.id == entry.id; });
        m_forms.push_back(std::move(entry));
    }
}

bool InterviewLoader::addForm(const FormEntry &form)
{
    const FormEntry *known = pages::findForm(m_shipped, form.id);
    if (known != nullptr && known->version == form.version)
        return false;
    std::erase_if(m_forms, [&form](const FormEntry &each) { return each.id == form.id; });
    m_forms.push_back(form);
    return true;
}

void InterviewLoader::startInterview(const casework::InterviewStart &start, const FormEntry &form)
{
    ask([start, form](casework::Desk &desk) { return beginWith(desk, start, form); },
        [this](casework::InterviewId interview) { openInterview(interview); });
}

void InterviewLoader::readDefinition(const FormEntry &form, std::function<void(const FormEntry &)> done)
{
    if (form.definition || !form.record)
        return done(form);
    ask([id = *form.record](casework::Desk &desk) { return casework::loadFormContent(desk, id); },
        [this, form, done = std::move(done)](const QByteArray &content) {
            kit::runInBackground(
                this, [content, id = form.id] { return loadForm(content, id); },
                [this, form, done, visit = m_visit](const Result<FormEntry> &read) {
                    if (visit != m_visit)
                        return;
                    if (!read)
                        return Q_EMIT failed(read.error());
                    FormEntry whole = form;
                    whole.definition = read->definition;
                    done(whole);
                });
        });
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
        const FormEntry *form = interview.form ? nullptr : pages::findForm(m_shipped, interview.formId);
        if (form != nullptr)
            readLists(read, *form);
        else
            Q_EMIT formUnknown(read);
        return;
    }
    const auto shipped = std::find_if(m_shipped.begin(), m_shipped.end(), [&interview](const FormEntry &each) {
        return each.id == interview.formId && each.content == interview.formContent;
    });
    if (shipped != m_shipped.end()) // it was read already
        return readLists(read, *shipped);
    kit::runInBackground(
        this, [content = interview.formContent, id = interview.formId] { return loadForm(content, id); },
        [this, read, visit = m_visit](const Result<FormEntry> &form) {
            if (visit != m_visit)
                return;
            if (form)
                readLists(read, form.value());
            else
                Q_EMIT failed(form.error());
        });
}

/// An interview opens with the lists of the house as they stand now.
void InterviewLoader::readLists(const OpenedInterview &read, const FormEntry &form)
{
    if (form.definition->entityListsRead().isEmpty())
        return Q_EMIT opened(read, form);
    ask([definition = form.definition](casework::Desk &desk) { return casework::loadEntityLists(desk, *definition); },
        [this, read, form](std::shared_ptr<const casework::HouseLists> lists) {
            OpenedInterview whole = read;
            whole.lists = std::move(lists);
            Q_EMIT opened(whole, form);
        });
}

} // namespace indaro::ui::pages
