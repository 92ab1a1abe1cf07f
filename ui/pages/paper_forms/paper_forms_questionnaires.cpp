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
    m_preview->setPages({});
    m_print->setEnabled(false);
    m_pdf->setEnabled(false);
    if (!m_questionnaires->isLoaded())
        return;
    m_questionnaires->draw(m_chosen, {m_caseCode, {}}, [this, name = m_chosen](const QList<print::Page> &pages) {
        if (m_chosen == name)
            showPages(pages);
    });
}

/// For a person it is written down before it is on paper, with the number it then bears.
void PaperFormsPage::putQuestionnaire(Road road)
{
    const QString form = HouseQuestionnaires::formOf(m_chosen);
    const QString fileName = form + u".pdf"_s;
    if (!m_person)
        return m_questionnaires->draw(m_chosen, {}, [this, form, road](const QList<print::Page> &pages) {
            putBlank(form.toStdString(), pages, road);
        });
    context().workspace->ask(
        this,
        [person = *m_person, form = form.toStdString()](casework::Desk &desk) -> base::Result<QuestionnaireHead> {
            INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, person));
            INDARO_TRY_ASSIGN(const QStringList serials, casework::noteFormPrinted(desk, person, form, 1));
            QuestionnaireHead head{QString::fromStdString(code.textOr("")), {}};
            if (const auto serial = documents::Serial::fromText(serials.value(0)))
                head.serial = *serial;
            return head;
        },
        [this, name = m_chosen, fileName, road](const base::Result<QuestionnaireHead> &head) {
            if (!head)
                return m_banner->showError(head.error());
            m_questionnaires->draw(name, *head,
                                   [this, fileName, road](const QList<print::Page> &pages) { give(pages, fileName, road); });
        });
}

} // namespace indaro::ui::pages
