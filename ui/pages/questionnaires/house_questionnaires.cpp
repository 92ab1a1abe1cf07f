// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/questionnaires/house_questionnaires.h"

#include "ui/models/field_label.h"
#include "ui/pages/intake/interview_loader.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

const QString &questionnairePrefix()
{
    static const QString prefix = u"questionnaire:"_s;
    return prefix;
}

} // namespace

HouseQuestionnaires::HouseQuestionnaires(casework::Workspace &workspace, QObject *parent)
    : QObject(parent), m_loader(new InterviewLoader(workspace, this))
{
    connect(m_loader, &InterviewLoader::failed, this, &HouseQuestionnaires::fail);
}

bool HouseQuestionnaires::isOne(const QString &name)
{
    return name.startsWith(questionnairePrefix());
}

QString HouseQuestionnaires::nameOf(const QString &formId)
{
    return questionnairePrefix() + formId;
}

QString HouseQuestionnaires::formOf(const QString &name)
{
    return name.mid(questionnairePrefix().size());
}

void HouseQuestionnaires::load(std::function<void()> done)
{
    m_loader->loadForms([this, done = std::move(done)] {
        m_isLoaded = true;
        done();
    });
}

QList<HouseQuestionnaires::Entry> HouseQuestionnaires::list() const
{
    QList<Entry> entries;
    for (const FormEntry &form : m_loader->forms())
        entries.append({nameOf(form.id), form.isShipped ? models::formLabel(form.id) : form.title});
    return entries;
}

void HouseQuestionnaires::draw(const QString &name, const QuestionnaireHead &head, Papers done)
{
    const FormEntry *form = findForm(m_loader->forms(), formOf(name));
    if (form == nullptr)
        return fail(base::Error(base::Errc::NotFound));
    m_loader->readDefinition(*form, [this, head, done = std::move(done)](const FormEntry &read) {
        const auto paper = blankQuestionnaire(read.definition, head);
        if (paper)
            done({*paper});
        else
            fail(paper.error());
    });
}

void HouseQuestionnaires::fail(const base::Error &error)
{
    Q_EMIT failed(error);
    if (const auto next = std::exchange(m_afterFailure, {}))
        next();
}

void HouseQuestionnaires::drawAll(Papers done)
{
    drawFrom(0, {}, std::move(done));
}

void HouseQuestionnaires::drawFrom(std::size_t index, QList<print::Paper> before, Papers done)
{
    if (index >= m_loader->forms().size())
        return done(before);
    m_afterFailure = [this, index, before, done] { drawFrom(index + 1, before, done); };
    draw(nameOf(m_loader->forms()[index].id), {}, [this, index, before, done](const QList<print::Paper> &papers) {
        m_afterFailure = {};
        drawFrom(index + 1, before + papers, done);
    });
}

} // namespace indaro::ui::pages
