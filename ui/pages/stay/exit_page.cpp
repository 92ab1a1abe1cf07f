// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/exit_page.h"
#include "ui/pages/people/value_edit.h"

#include "core/casework/checklists/exit_sheet.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_forms/paper_forms.h"
#include "ui/pages/stay/stay_texts.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

struct ExitPage::Loaded
{
    QString name;
    bool isPresent = false;
    casework::Checklist steps{}; ///< that should come before
    std::vector<casework::CustodyItem> held;
    std::vector<casework::UnsignedMovement> unsignedMoves;
};

ExitPage::ExitPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_scroll(new QScrollArea(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_banner(new kit::Banner(this)), m_steps(kit::makeLabel(kit::TextRole::Body, this)),
      m_procedure(new kit::PushButton(this)), m_sheet(new kit::PushButton(this)), m_sheetSigned(new kit::PushButton(this)),
      m_sheetRefused(new kit::PushButton(this)), m_held(kit::makeLabel(kit::TextRole::Body, this)),
      m_giveBack(new kit::PushButton(this)), m_again(new kit::PushButton(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    using Values = ActionPanel::Values;
    m_form = new ActionPanel(
        context, "exit",
        {fields::stay::LeftAt, fields::stay::ExitReason, fields::stay_location::ExitDestination, fields::stay::ExitSafety,
         fields::stay_location::DestinationDetail, fields::follow_up_plan::Agreed, fields::follow_up_plan::Way,
         fields::follow_up_plan::AgreedWords},
        [unguarded = m_unguarded](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::recordExit(
                desk, person,
                {values.at(fields::stay::LeftAt), values.at(fields::stay::ExitReason),
                 values.at(fields::stay_location::ExitDestination), values.at(fields::stay_location::DestinationDetail),
                 values.at(fields::stay::ExitSafety), values.at(fields::follow_up_plan::Agreed),
                 values.at(fields::follow_up_plan::Way), values.at(fields::follow_up_plan::AgreedWords)}));
            // She has left: what was missing is written down, and nothing held back.
            *unguarded = casework::tellUnguarded(desk, {sop::Action::Exit, person});
            return {};
        },
        body);
    column->addWidget(m_heading);
    column->addWidget(m_banner);
    column->addWidget(m_steps);
    for (auto *each : {m_procedure, m_sheet, m_sheetSigned, m_sheetRefused})
        column->addWidget(each, 0, Qt::AlignLeft);
    column->addWidget(m_held);
    column->addWidget(m_giveBack, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    column->addWidget(m_again, 0, Qt::AlignLeft);
    column->addStretch();
    m_held->setProperty("textRole", u"error"_s);
    for (auto *quiet : {m_procedure, m_again})
        kit::setButtonRole(quiet, kit::ButtonRole::Quiet);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_procedure, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(ChecklistPageId, OpenChecklist{*m_person}); });
    connect(m_sheet, &QPushButton::clicked, this, [this] {
        this->context().navigator->openPage(PaperFormsPageId, OpenPaperForms{*m_person, paperFormOfStep(u"exit"_s)});
    });
    connect(m_sheetSigned, &QPushButton::clicked, this, [this] { noteSheet({}); });
    connect(m_sheetRefused, &QPushButton::clicked, this,
            [this] { noteSheet(tr("The person did not want to sign when leaving.")); });
    connect(m_giveBack, &QPushButton::clicked, this, &ExitPage::giveBackAll);
    connect(m_again, &QPushButton::clicked, this, [this] { m_form->begin(*m_person); });
    connect(m_form, &ActionPanel::submitted, this, &ExitPage::leave);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId ExitPage::id() const
{
    return ExitPageId;
}

QString ExitPage::title() const
{
    return tr("Leaving the house");
}

void ExitPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenStay>();
    if (whose == nullptr)
        return;
    m_person = whose->person;
    m_loaded.reset();
    m_banner->dismiss();
    m_heading->clear();
    for (QWidget *part : std::initializer_list<QWidget *>{m_steps, m_procedure, m_sheet, m_sheetSigned, m_sheetRefused,
                                                          m_held, m_giveBack, m_again})
        part->hide();
    m_form->begin(*m_person);
    refresh();
}

bool ExitPage::flushEdits()
{
    m_form->flush();
    return true;
}

void ExitPage::refresh()
{
    if (!m_person)
        return;
    context().workspace->ask(
        this,
        [person = *m_person](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, person));
            loaded->name = file.text(fields::case_file::DisplayName);
            loaded->isPresent = file.text(fields::case_file::Status) == "present"_L1;
            INDARO_TRY_ASSIGN(loaded->held, casework::listStillHeld(desk, person));
            INDARO_TRY_ASSIGN(loaded->unsignedMoves, casework::listUnsignedMovements(desk, person));
            INDARO_TRY_ASSIGN(auto blockade, casework::blockadeOf(desk, {sop::Action::Exit, person}));
            loaded->steps = std::move(blockade.list);
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this, person = *m_person](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (person != m_person)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void ExitPage::show()
{
    if (m_loaded == nullptr)
        return;
    const kit::Language language = context().translations->language();
    m_heading->setText(m_loaded->name);
    QStringList steps;
    for (const casework::ChecklistLine &line : m_loaded->steps.lines)
        steps << u"%1  %2"_s.arg(line.line.step->id,
                                 StepTexts::words(line.line.step->title, line.line.step->kirundi, language));
    m_steps->setVisible(!steps.isEmpty());
    m_procedure->setVisible(!steps.isEmpty());
    const bool isUnsigned = std::ranges::any_of(
        m_loaded->steps.lines, [](const casework::ChecklistLine &line) { return casework::isExitSheet(*line.line.step); });
    for (auto *each : {m_sheet, m_sheetSigned, m_sheetRefused})
        each->setVisible(isUnsigned);
    m_steps->setText(tr("The procedure wants this done before a planned exit:") + u'\n' + steps.join(u'\n'));
    QStringList held;
    for (const casework::CustodyItem &item : m_loaded->held)
        held << u"%1 × %2"_s.arg(item.held + item.lent)
                    .arg(models::codeLabel(u"custody_item"_s, item.kind, kit::Translations::code(language)));
    m_giveBack->setVisible(!held.isEmpty());
    QStringList lines;
    if (!held.isEmpty())
        lines << tr("Still kept by the house for this person: %1").arg(held.join(u", "_s));
    for (const casework::UnsignedMovement &open : m_loaded->unsignedMoves)
        lines << tr("Without a signature: %1").arg(StayTexts::unsignedMovement(open, language));
    m_held->setVisible(!lines.isEmpty());
    m_held->setText(lines.join(u'\n'));
    m_again->setVisible(m_loaded->isPresent && !m_form->isVisibleTo(this));
}

/// All that is here, signed for; what was lent out has to come in first and is said to be open still.
void ExitPage::giveBackAll()
{
    if (m_loaded == nullptr)
        return;
    std::vector<sync::RecordId> items;
    for (const casework::CustodyItem &item : m_loaded->held) {
        if (item.held > 0)
            items.push_back(item.id);
    }
    context().workspace->ask(
        this,
        [items](casework::Desk &desk) -> base::Result<void> {
            for (const sync::RecordId &item : items) {
                casework::CustodyStep step;
                step.move = "returned";
                step.signedHow = "yes";
                INDARO_TRY(casework::moveCustody(desk, item, step));
            }
            return {};
        },
        [this](const base::Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
            refresh();
        });
}

void ExitPage::noteSheet(const QString &refusedBecause)
{
    context().workspace->ask(
        this,
        [person = *m_person, refusedBecause](casework::Desk &desk) {
            return casework::noteExitSheet(desk, person, refusedBecause);
        },
        [this](const base::Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
            refresh();
        });
}

void ExitPage::leave()
{
    QString told = m_unguarded->steps.isEmpty()
                       ? tr("The exit is recorded, and the place is free.")
                       : tr("The exit is recorded. The procedure asks before it: %1.").arg(m_unguarded->steps.join(u", "_s));
    if (!m_unguarded->isNoted)
        told += u' ' + StepTexts::notNoted();
    context().navigator->showNotice(told);
    context().navigator->openPage(StayPageId, OpenStay{*m_person});
}

void ExitPage::retranslate()
{
    m_procedure->setText(tr("Open the procedure"));
    m_sheet->setText(tr("Print the exit sheet"));
    m_sheetSigned->setText(tr("The exit sheet is signed"));
    m_sheetRefused->setText(tr("The person does not want to sign"));
    m_giveBack->setText(tr("All of it was given back, and signed for"));
    m_again->setText(tr("Write down the exit"));
    m_form->setTexts(tr("Leaving the house"), tr("Record the exit"));
    for (auto *edit : m_form->findChildren<ValueEdit *>()) {
        if (edit->field() == fields::stay::LeftAt)
            edit->setPlaceholder(tr("Now, or dd/MM/yyyy HH:mm"));
    }
    show();
}

kit::PageEntry exitPage()
{
    return {ExitPageId, kit::PageEntry::Place::None, [] { return ExitPage::tr("Leaving the house"); }, u"evacuation-list"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ExitPage(context, parent); }};
}

} // namespace indaro::ui::pages
