// SPDX-License-Identifier: GPL-3.0-or-later
// The questionnaires of interviews among the papers.
#include "core/casework/audit/audit.h"
#include "core/casework/people/full_file.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/widgets.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/paper_forms/paper_forms_page.h"
#include "ui/pages/questionnaires/house_questionnaires.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QLabel>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int QuestionnaireNameRole = Qt::UserRole + 1; // as of the other papers

} // namespace

void PaperFormsPage::readQuestionnaires()
{
    m_questionnaires->load([this] {
        fillTree();
        if (HouseQuestionnaires::isOne(m_chosen))
            showQuestionnaire();
    });
    if (m_person)
        context().workspace->ask(
            this,
            [person = *m_person](casework::Desk &desk) { return desk.log.load(model::fields::case_file::CaseCode, person); },
            [this, person = *m_person](const base::Result<base::Value> &code) {
                if (m_person != person || !code)
                    return;
                m_caseCode = QString::fromStdString(code->textOr(""));
                if (HouseQuestionnaires::isOne(m_chosen))
                    showQuestionnaire();
            });
}

void PaperFormsPage::addQuestionnaires()
{
    const auto entries = m_questionnaires->isLoaded() ? m_questionnaires->list() : QList<HouseQuestionnaires::Entry>();
    if (entries.isEmpty())
        return;
    auto *heading = new QTreeWidgetItem({tr("Interviews")});
    heading->setFlags(Qt::ItemIsEnabled);
    for (const HouseQuestionnaires::Entry &entry : entries) {
        auto *item = new QTreeWidgetItem(heading, {entry.title});
        item->setData(0, QuestionnaireNameRole, entry.name);
        item->setToolTip(0, entry.title);
    }
    m_tree->addTopLevelItem(heading);
    heading->setExpanded(true);
}

void PaperFormsPage::showQuestionnaire()
{
    m_read.reset();
    m_forWhom->hide(); // for the house
    m_hint->setText(m_person
                        ? tr("Blank, for this person: when it is printed it bears the case code and a number by which its "
                             "answers find the file again.")
                        : tr("A blank questionnaire: how to go on after each answer stands in words."));
    showNothing();
    if (!m_questionnaires->isLoaded())
        return;
    m_questionnaires->draw(m_chosen, {m_caseCode, {}}, [this, name = m_chosen](const QList<print::Paper> &papers) {
        if (m_chosen == name)
            showPaper(papers);
    });
}

/// For a person it bears a number, and is written down with it when it is there.
void PaperFormsPage::putQuestionnaire(PaperRoad road)
{
    const QString form = HouseQuestionnaires::formOf(m_chosen);
    const QString fileName = form + u".pdf"_s;
    if (!m_person)
        return m_questionnaires->draw(m_chosen, {}, [this, form, road](const QList<print::Paper> &papers) {
            putBlank(form.toStdString(), papers, road);
        });
    auto serials = std::make_shared<QStringList>();
    context().workspace->ask(
        this,
        [person = *m_person, serials](casework::Desk &desk) -> base::Result<QuestionnaireHead> {
            INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, person));
            INDARO_TRY_ASSIGN(*serials, casework::takeFormNumbers(desk, 1));
            QuestionnaireHead head{QString::fromStdString(code.textOr("")), {}};
            if (const auto serial = documents::Serial::fromText(serials->value(0)))
                head.serial = *serial;
            return head;
        },
        [this, person = *m_person, name = m_chosen, form = form.toStdString(), fileName, serials,
         road](const base::Result<QuestionnaireHead> &head) {
            if (!head)
                return m_banner->showError(head.error());
            const auto note = [person, form, serials = *serials](casework::Desk &desk) {
                return casework::noteNumberedForm(desk, person, form, serials);
            };
            m_questionnaires->draw(name, *head,
                                   [this, fileName, road, note, numbers = *serials](const QList<print::Paper> &papers) {
                                       give(papers, fileName, road, note, {}, numbers);
                                   });
        });
}

} // namespace indaro::ui::pages
