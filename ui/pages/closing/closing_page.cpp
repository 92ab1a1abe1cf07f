// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closing_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/people/queries.h"
#include "core/casework/stays/custody.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/closing/closing_paper.h"
#include "ui/pages/closing/closing_texts.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

/// Who agreed; no field of a record, so it stands under a number no field has.
constexpr sync::FieldId Agreed{fields::retention::Table, 901};

} // namespace

struct ClosingPage::Loaded
{
    QString name;
    QString caseCode;
    bool isPresent = false;
    std::optional<casework::Closing> closing{};
    casework::Checklist steps{}; ///< that should come before
    QDate byRule;
    std::size_t held = 0; ///< kinds of belongings still kept

    [[nodiscard]] bool isClosed() const { return closing && closing->isClosed(); }
};

ClosingPage::ClosingPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_pdf(new QAction(this)), m_scroll(new QScrollArea(this)),
      m_heading(kit::makeLabel(kit::TextRole::Title, this)), m_banner(new kit::Banner(this)),
      m_steps(kit::makeLabel(kit::TextRole::Body, this)), m_procedure(new kit::PushButton(this)),
      m_open(kit::makeLabel(kit::TextRole::Body, this)), m_second(new SecondPersonPanel(this)),
      m_state(kit::makeLabel(kit::TextRole::Body, this)), m_due(kit::makeLabel(kit::TextRole::Body, this)),
      m_numbers(new kit::PushButton(this)), m_erase(new kit::PushButton(this)), m_again(new kit::PushButton(this)),
      m_later(new kit::PushButton(this))
{
    auto *body = new QWidget(m_scroll);
    makeForms(body);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_banner, m_steps})
        column->addWidget(part);
    column->addWidget(m_procedure, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_open, m_form, m_state, m_due})
        column->addWidget(part);
    for (auto *button : {m_again, m_later, m_numbers, m_erase}) // the one that cannot be undone last
        column->addWidget(button, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_againForm, m_laterForm, m_second})
        column->addWidget(part);
    column->addStretch();
    m_due->setProperty("textRole", u"error"_s);
    m_state->setObjectName(u"closingState"_s);
    m_numbers->setObjectName(u"keepNumbers"_s);
    kit::setButtonRole(m_erase, kit::ButtonRole::Danger);
    kit::setButtonRole(m_procedure, kit::ButtonRole::Quiet);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] { makePaper(true); });
    connect(m_pdf, &QAction::triggered, this, [this] { makePaper(false); });
    connect(m_procedure, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(ChecklistPageId, OpenChecklist{*m_person}); });
    connect(m_numbers, &QPushButton::clicked, this, [this] {
        this->context().navigator->openPage(ErasePageId, OpenErase{*m_person, true});
    });
    connect(m_erase, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(ErasePageId, OpenErase{*m_person}); });
    connect(m_again, &QPushButton::clicked, this, [this] { m_againForm->begin(*m_person); });
    connect(m_later, &QPushButton::clicked, this, [this] { m_laterForm->begin(*m_person); });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    hideForms();
    retranslate();
}

void ClosingPage::makeForms(QWidget *body)
{
    m_form = new ActionPanel(
        context(), "closing",
        {fields::retention::Reason, fields::retention::AtEnd, fields::retention::KeepUntil, fields::retention::Basis,
         fields::retention::BasisNote, fields::retention::Note},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) -> base::Result<void> {
            casework::ClosingDraft draft;
            draft.reason = values.at(fields::retention::Reason);
            draft.note = values.at(fields::retention::Note);
            draft.keepUntil = values.at(fields::retention::KeepUntil);
            draft.basis = values.at(fields::retention::Basis);
            draft.basisNote = values.at(fields::retention::BasisNote);
            draft.atEnd = values.at(fields::retention::AtEnd);
            INDARO_TRY(casework::closeFile(desk, person, draft, values.at(Agreed).textOr({})));
            return {};
        },
        body);
    m_laterForm = new ActionPanel(
        context(), "keep_until", {fields::retention::KeepUntil, fields::retention::Basis, fields::retention::BasisNote},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) {
            return casework::setKeepUntil(desk, person, values.at(fields::retention::KeepUntil),
                                          values.at(fields::retention::Basis), values.at(fields::retention::BasisNote),
                                          values.at(Agreed).textOr({}));
        },
        body);
    m_againForm = new ActionPanel(
        context(), "reopening", {fields::retention::ReopenedWhy, fields::retention::ReopenedNote},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) {
            return casework::reopenFile(desk, person, values.at(fields::retention::ReopenedWhy),
                                        values.at(fields::retention::ReopenedNote));
        },
        body);
    m_form->setObjectName(u"closingForm"_s);
    m_againForm->setObjectName(u"reopeningForm"_s);
    m_laterForm->setObjectName(u"keepUntilForm"_s);
    needsSecond(m_form);
    needsSecond(m_laterForm);
    connect(m_second, &SecondPersonPanel::agreed, this, [this](const std::shared_ptr<session::Approval> &approval) {
        m_agreed = approval->auditDetail();
        if (auto *form = std::exchange(m_asking, nullptr))
            form->submit();
    });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { m_asking = nullptr; });
    for (auto *form : {m_form, m_laterForm, m_againForm})
        connect(form, &ActionPanel::submitted, this, [this] {
            context().navigator->showNotice(tr("Written down."));
            m_scroll->setFocus(); // the form goes, and the keyboard stays on the page
            refresh();
        });
}

void ClosingPage::needsSecond(ActionPanel *form)
{
    auto *nothing = new QWidget(form); // nothing to fill in: the answer is given below the form
    nothing->setFixedHeight(0);
    form->addMore(nothing, [this](ActionPanel::Values &values) {
        values[Agreed] = std::exchange(m_agreed, {});
        return true;
    });
    form->setRefusal([this, form](const base::Error &error) {
        if (error.code != base::Errc::SecondPersonNeeded)
            return false; // the form says what is wrong with it first
        m_asking = form;
        m_second->start(context().vault);
        kit::scrollTo(m_second);
        return true;
    });
}

kit::PageId ClosingPage::id() const
{
    return ClosingPageId;
}

QString ClosingPage::title() const
{
    return tr("Closing a file");
}

QList<QAction *> ClosingPage::toolbarActions() const
{
    return m_loaded != nullptr && m_loaded->closing ? QList{m_print, m_pdf} : QList<QAction *>();
}

void ClosingPage::hideForms()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_steps, m_procedure, m_open, m_form, m_second, m_state, m_due,
                                                          m_numbers, m_erase, m_again, m_later, m_againForm, m_laterForm})
        part->hide();
    m_asking = nullptr;
    m_agreed.clear();
}

void ClosingPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenClosing>();
    if (whose == nullptr)
        return;
    m_person = whose->person;
    m_loaded.reset();
    m_isOffered = false;
    m_banner->dismiss();
    m_heading->clear();
    hideForms();
    refresh();
}

bool ClosingPage::flushEdits()
{
    for (auto *form : {m_form, m_laterForm, m_againForm})
        form->flush();
    return true;
}

void ClosingPage::refresh()
{
    if (!m_person)
        return;
    readWholeOf<Loaded>(
        context(), this, m_banner,
        [person = *m_person](casework::Desk &desk) -> base::Result<Loaded> {
            Loaded loaded;
            INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, person));
            loaded.name = file.text(fields::case_file::DisplayName);
            loaded.caseCode = file.text(fields::case_file::CaseCode);
            loaded.isPresent = file.text(fields::case_file::Status) == "present"_L1;
            INDARO_TRY_ASSIGN(loaded.closing, casework::lastClosing(desk, person));
            INDARO_TRY_ASSIGN(loaded.steps, casework::stepsBeforeClosing(desk, person));
            INDARO_TRY_ASSIGN(loaded.byRule, casework::keepUntilByRule(desk, person));
            INDARO_TRY_ASSIGN(const auto held, casework::listStillHeld(desk, person));
            loaded.held = held.size();
            return loaded;
        },
        [this, person = *m_person] { return person == m_person; },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            m_loaded = loaded;
            show();
        });
}

void ClosingPage::show()
{
    if (m_loaded == nullptr)
        return;
    m_heading->setText(tr("%1: %2").arg(m_loaded->caseCode, m_loaded->name));
    if (m_loaded->isClosed())
        showClosed();
    else
        showOpen();
    Q_EMIT toolbarActionsChanged();
}

void ClosingPage::showOpen()
{
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_due, m_numbers, m_erase, m_again, m_later, m_againForm, m_laterForm})
        part->hide();
    const kit::Language language = context().translations->language();
    QStringList steps;
    for (const casework::ChecklistLine &line : m_loaded->steps.lines)
        steps << u"%1  %2"_s.arg(line.line.step->id,
                                 StepTexts::words(line.line.step->title, line.line.step->kirundi, language));
    m_steps->setVisible(!steps.isEmpty());
    m_procedure->setVisible(!steps.isEmpty());
    m_steps->setText(tr("The procedure wants this done before the file is closed:") + u'\n' + steps.join(u'\n'));
    QStringList lines{
        tr("A closed file can be read, and takes nothing until it is opened again. By the rule of the house it is "
           "kept until %1; leave the day empty for that.")
            .arg(kit::dateText(m_loaded->byRule))};
    if (const QString standing = ClosingTexts::ruleStanding(u"rule"_s); !standing.isEmpty())
        lines << standing;
    if (m_loaded->held > 0)
        lines << tr("The house still keeps things of this person: give them back first.");
    if (m_loaded->isPresent)
        lines = {tr("This person is in the house: the file can be closed after the exit.")};
    m_open->setText(lines.join(u'\n'));
    m_open->show();
    m_state->setVisible(m_loaded->closing.has_value());
    if (m_loaded->closing)
        m_state->setText(ClosingTexts::state(*m_loaded->closing, kit::Translations::code(language)));
    if (m_loaded->isPresent)
        m_form->hide();
    else if (!std::exchange(m_isOffered, true)) // "not now" is an answer
        m_form->begin(*m_person);
}

void ClosingPage::showClosed()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_steps, m_procedure, m_open, m_form, m_second})
        part->hide();
    const QDate today = model::localDay(context().clock->nowUtc());
    const bool isDue = m_loaded->closing->keepUntil && *m_loaded->closing->keepUntil <= today;
    m_state->setText(ClosingTexts::state(*m_loaded->closing, kit::Translations::code(context().translations->language())));
    m_state->show();
    m_due->setVisible(isDue);
    // Before that day too, for whoever asks for it: erasing wants its own reason, numbers alone the day.
    m_numbers->setVisible(isDue);
    for (auto *button : {m_erase, m_again, m_later})
        button->show();
}

void ClosingPage::makePaper(bool isForPrinter)
{
    if (m_loaded == nullptr || !m_loaded->closing)
        return;
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const auto paper = closingPaper(*m_loaded->closing, m_loaded->caseCode);
    if (!paper)
        return failed(paper.error());
    numberPaper(
        context(), this, *paper,
        [this, person = *m_person, isForPrinter, failed](const print::Paper &numbered, const QStringList &serials) {
            const auto note = [person, serials](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::ClosingPrinted, person,
                                                    (QStringList{u"closure"_s} + serials).join(u' ').toStdString()));
                return casework::noteNumbersUsed(desk, "closure", serials);
            };
            putOnPaper(context(), this, isForPrinter ? PaperRoad::Printer : PaperRoad::Pdf,
                       {.papers = {numbered}, .fileName = u"indaro.pdf"_s, .note = note, .failed = failed});
        },
        failed);
}

void ClosingPage::retranslate()
{
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_procedure->setText(tr("Open the procedure"));
    m_form->setTexts(tr("Close the file, together with a supervisor"), tr("Close the file"));
    m_againForm->setTexts(tr("Open the file again"), tr("Open it again"));
    m_laterForm->setTexts(tr("Another day was agreed, together with a supervisor"), tr("Keep it until then"));
    m_due->setText(
        tr("The day until which this file is kept has come. Nothing goes by itself: decide together what happens."));
    m_numbers->setText(tr("Keep numbers alone, what identifies the person goes…"));
    m_erase->setText(tr("Erase this person everywhere…"));
    m_again->setText(tr("Open the file again…"));
    m_later->setText(tr("Keep it until another day…"));
    show();
}

kit::PageEntry closingPage()
{
    return {
        ClosingPageId, kit::PageEntry::Place::None, [] { return ClosingPage::tr("Closing a file"); }, u"lock"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ClosingPage(context, parent); }};
}

} // namespace indaro::ui::pages
