// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/door/file_door.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace fields = model::fields;
using casework::OpenedThing;
using casework::Opening;

std::optional<Opening> openingOf(const kit::PageArgument &argument)
{
    if (const auto *file = argument.as<OpenCaseFile>())
        return Opening{file->person};
    if (const auto *erase = argument.as<OpenErase>())
        return Opening{erase->person};
    if (const auto *closing = argument.as<OpenClosing>())
        return Opening{closing->person};
    if (const auto *pair = argument.as<OpenFilePair>()) // the page asks for the second one itself
        return Opening{pair->one};
    if (const auto *forms = argument.as<OpenPaperForms>(); forms != nullptr && forms->person)
        return Opening{*forms->person};
    if (const auto *entry = argument.as<OpenPaperEntry>(); entry != nullptr && entry->person)
        return Opening{*entry->person};
    if (const auto *consents = argument.as<OpenConsents>())
        return Opening{consents->person};
    if (const auto *registry = argument.as<OpenRegistry>())
        return Opening{registry->person};
    if (const auto *plan = argument.as<OpenPlan>())
        return Opening{plan->person, OpenedThing::Plan};
    if (const auto *justice = argument.as<OpenJustice>())
        return Opening{justice->person};
    if (const auto *stay = argument.as<OpenStay>())
        return Opening{stay->person, OpenedThing::Stay};
    if (const auto *list = argument.as<OpenChecklist>(); list != nullptr && list->person)
        return Opening{*list->person, OpenedThing::Procedure};
    if (const auto *interview = argument.as<OpenInterview>())
        return Opening{interview->person, OpenedThing::Interview, interview->interview};
    if (const auto *referral = argument.as<OpenReferral>())
        return Opening{referral->person, OpenedThing::Referral, referral->referral};
    return {};
}

FileDoor::FileDoor(const kit::PageContext &context, QWidget *parent)
    : kit::Door(parent), m_context(context), m_text(kit::makeLabel(kit::TextRole::Body, this)),
      m_problem(new kit::Banner(this))
{
    setObjectName(QStringLiteral("fileDoor"));
    m_reason = new ActionPanel(
        context, "opening", {fields::file_opening::Reason, fields::file_opening::Note},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) -> base::Result<void> {
            const auto text = [&values](sync::FieldId field) { return QString::fromStdString(values.at(field).textOr({})); };
            // "None" is no code of the list: refused as one.
            const QString code = text(fields::file_opening::Reason);
            INDARO_TRY(casework::noteOpening(
                desk, {person,
                       OpenedThing::File,
                       {},
                       {code.isEmpty() ? QStringLiteral("none") : code, text(fields::file_opening::Note)}}));
            return {};
        },
        this);
    auto *inner = new QWidget(this);
    inner->setMaximumWidth(kit::space::ReadingWidth);
    auto *column = new QVBoxLayout(inner);
    column->setContentsMargins(kit::space::Three, kit::space::Three, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_text, m_problem, m_reason})
        column->addWidget(part);
    column->addStretch();
    auto *scroll = new QScrollArea(this); // at 200 % the question is higher than the screen
    scroll->setWidget(inner);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    connect(m_reason, &ActionPanel::submitted, this, &FileDoor::note);
    connect(m_reason, &ActionPanel::givenUp, this, [this] {
        if (m_context.navigator->canGoBack())
            m_context.navigator->back();
        else
            m_context.navigator->openPage(HomePageId);
    });
    retranslate();
}

bool FileDoor::isBefore(const kit::PageArgument &argument) const
{
    return openingOf(argument).has_value();
}

void FileDoor::ask(const kit::PageArgument &argument, std::function<void()> open)
{
    leave();
    m_opening = openingOf(argument);
    m_open = std::move(open);
    note();
}

void FileDoor::leave()
{
    ++m_visit;
    m_reason->flush(); // what was typed for this file waits there
    m_reason->hide();
    m_problem->dismiss();
    m_opening.reset();
    m_open = nullptr;
}

void FileDoor::note()
{
    if (!m_opening)
        return;
    m_context.workspace->ask(
        this, [opening = *m_opening](casework::Desk &desk) { return casework::noteOpening(desk, opening); },
        [this, visit = m_visit](const base::Result<std::optional<casework::OpeningGround>> &noted) {
            if (visit != m_visit)
                return;
            const bool isGone = !noted && noted.error().code == base::Errc::UnknownRecord; // its page says so itself
            if (isGone || (noted && *noted))
                return goOn();
            m_text->setVisible(noted.hasValue());
            if (noted)
                m_reason->begin(m_opening->person);
            else // what cannot be logged is not opened
                m_problem->showError(noted.error());
            Q_EMIT hasQuestion();
        });
}

void FileDoor::goOn()
{
    const auto open = std::exchange(m_open, nullptr);
    leave();
    open();
}

void FileDoor::changeEvent(QEvent *event)
{
    kit::Door::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FileDoor::retranslate()
{
    m_text->setText(tr("This file is not one of your cases. You may open it: say why. Your name, the hour and the reason "
                       "stand in the journal, which the director reads; the reason counts for this file until the end of "
                       "your shift (8 hours)."));
    m_reason->setTexts(tr("Why do you open this file?"), tr("Open the file"));
}

} // namespace indaro::ui::pages
