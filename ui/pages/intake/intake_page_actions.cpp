// SPDX-License-Identifier: GPL-3.0-or-later
// What the toolbar offers of an interview, and what the role does not let be asked in one.
#include "core/base/clock.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/intake/adoption_panel.h"
#include "ui/pages/intake/correction_panel.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_panel.h"
#include "ui/pages/intake/interview_questions.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/review_panel.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/paper_entry/paper_entry_mode.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>

namespace indaro::ui::pages {

void IntakePage::buildActions()
{
    m_pause->setShortcut(QKeySequence(Qt::Key_F9));
    connect(m_pause, &QAction::triggered, this, [this] { blank(); });
    connect(m_stop, &QAction::triggered, this, &IntakePage::stopSitting);
    connect(m_reviewAction, &QAction::triggered, this, &IntakePage::review);
    connect(m_correct, &QAction::triggered, this, &IntakePage::showVersions);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] { beginPrint(false); });
    connect(m_pdf, &QAction::triggered, this, [this] { beginPrint(true); });
    m_forWhom->setContentsMargins(kit::space::Three, kit::space::One, kit::space::Three, 0);
    m_forWhom->hide();
    for (QAction *each : {m_print, m_pdf})
        each->setEnabled(false); // until somebody says for whom; why stands there
    connect(m_forWhom, &ForWhom::changed, this, [this] {
        for (QAction *each : {m_print, m_pdf})
            each->setEnabled(m_forWhom->isChosen());
        if (!m_forWhom->isChosen()) { // what was to be agreed to was for somebody
            m_printWish.reset();
            m_second->hide();
        }
    });
    connect(this, &kit::Page::toolbarActionsChanged, this, [this] {
        m_forWhom->showPerson(m_person);
        m_forWhom->setVisible(toolbarActions().contains(m_print));
    });
    connect(m_giveUp, &QAction::triggered, this, [this] { // beginning one asks for a reason, giving it up is asked twice
        askToGiveUp(*this->context().ask, this, [this] { giveUpCorrection(); });
    });
}

QList<QAction *> IntakePage::toolbarActions() const
{
    const QWidget *shown = m_stack->currentWidget();
    if (!m_session || (shown != m_work && shown != m_review && shown != m_start))
        return {};
    if (m_session->isSigned() && shown != m_work)
        return {};
    if (m_session->isSigned()) // a correction that was given up holds nothing
        return m_session->loaded().signedAt ? QList<QAction *>{m_correct, m_print, m_pdf} : QList<QAction *>{m_correct};
    QList<QAction *> actions;
    if (shown != m_start)
        actions << m_pause << m_stop << m_reviewAction;
    if (m_session->isCorrection())
        actions << m_giveUp;
    return actions;
}

/// Not at the answer, when the person has told it.
void IntakePage::sayWhatIsClosed()
{
    const auto &access = context().workspace->access();
    QStringList parts;
    for (const auto thing : {casework::Thing::Identity, casework::Thing::Health, casework::Thing::Perpetrators}) {
        if (access && !access->mayWrite(thing))
            parts.append(models::codeLabel(QStringLiteral("access_thing"), QString(toString(thing)),
                                           kit::Translations::code(context().translations->language())));
    }
    m_start->showClosedParts(parts);
}

void IntakePage::retranslate()
{
    sayWhatIsClosed();
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hide the questions (F9 or F12)"));
    m_stop->setText(tr("Stop …"));
    m_reviewAction->setText(tr("Review"));
    m_correct->setText(tr("Correct this interview …"));
    m_print->setText(tr("Print …"));
    m_print->setToolTip(tr("The whole interview, for the paper file; a second person must agree"));
    m_pdf->setText(tr("Save as PDF …"));
    m_correct->setToolTip(tr("Its versions, and a correction with a reason"));
    m_giveUp->setText(tr("Give up this correction …"));
    m_guards->retranslate();
    updateHead();
    if (m_stack->currentWidget() == m_versions)
        showVersions(); // in the words of the other language
    if (m_stack->currentWidget() == m_adoption && m_newer)
        planAdoption(FormEntry(*m_newer));
}

/// What will stand beside the interview; empty when no paper of this person is being typed in.
QString IntakePage::paperLine() const
{
    const auto &papers = PaperEntryMode::of(*context().workspace)->state();
    if (!papers || papers->person != m_person)
        return {};
    casework::PaperEntry entry{{model::fields::case_file::Table, papers->person}};
    entry.source = papers->source;
    entry.typedAt = context().clock->nowUtc();
    entry.typedBy = papers->typedBy;
    if (!m_paperSerial.isEmpty())
        entry.source.serial = m_paperSerial;
    return paperEntryText(entry);
}

void IntakePage::sayItIsFromPaper()
{
    if (m_isFromPaper && !paperLine().isEmpty())
        m_banner->keepSaying([this] { m_banner->showMessage(kit::Banner::Kind::Info, paperLine()); });
}

} // namespace indaro::ui::pages
