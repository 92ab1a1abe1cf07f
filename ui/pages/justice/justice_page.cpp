// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/justice/justice_page.h"

#include "core/casework/people/queries.h"
#include "core/casework/registry/qualifications.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/justice/justice_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int JusticeTableHeight = 260;
QString qualificationText(const casework::Qualification &one, const QString &language)
{
    QStringList facts{one.offenceWords.isEmpty() ? one.words : one.offenceWords, one.offenceArticle,
                      models::codeLabel(u"justice_authority"_s, one.authority, language), kit::dateText(one.decidedOn)};
    facts.removeAll(QString());
    return facts.join(u", "_s);
}

} // namespace

struct JusticePage::Loaded
{
    QString name;
    QString caseCode;
    casework::Proceedings file;
    bool mayWrite = false;
    casework::Qualifications qualified;
};

JusticePage::JusticePage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_missing(std::make_shared<QStringList>()), m_new(new QAction(this)),
      m_sheet(new QAction(this)), m_days(new QAction(this)), m_scroll(new QScrollArea(this)),
      m_heading(kit::makeLabel(kit::TextRole::Title, this)), m_banner(new kit::Banner(this)),
      m_consent(kit::makeLabel(kit::TextRole::Body, this)), m_consents(new kit::PushButton(this)),
      m_withdrawn(kit::makeLabel(kit::TextRole::Body, this)), m_settled(new QLineEdit(this)),
      m_settledRow(new kit::FormRow(m_settled, this)), m_settle(new kit::PushButton(this)),
      m_courseTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_course(kit::makeLabel(kit::TextRole::Body, this)),
      m_next(kit::makeLabel(kit::TextRole::Body, this)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_table(new QTableWidget(0, 4, this)), m_note(new kit::PushButton(this)), m_close(new kit::PushButton(this)),
      m_correct(new kit::PushButton(this)), m_wrong(new kit::PushButton(this))
{
    makeLayout();
    m_consent->setObjectName(u"justiceConsent"_s);
    m_course->setObjectName(u"justiceCourse"_s);
    m_next->setObjectName(u"justiceNext"_s);
    kit::setTextRole(m_withdrawn, kit::TextRole::Error);
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    m_sheet->setShortcut(QKeySequence::Print);
    connect(m_new, &QAction::triggered, this, [this] {
        if (m_person && m_loaded != nullptr && m_loaded->mayWrite)
            m_form->begin(*m_person);
    });
    connect(m_sheet, &QAction::triggered, this, [this] {
        if (m_person)
            this->context().navigator->openPage(PaperFormsPageId, OpenPaperForms{*m_person, u"justice_event"_s});
    });
    connect(m_days, &QAction::triggered, this, [this] { this->context().navigator->openPage(CourtDaysPageId); });
    connect(m_consents, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(ConsentsPageId, OpenConsents{*m_person}); });
    connect(m_settle, &QPushButton::clicked, this, &JusticePage::settle);
    connect(m_table, &QTableWidget::currentCellChanged, this, &JusticePage::showChoice);
    connect(m_note, &QPushButton::clicked, this, &JusticePage::beginOutcome);
    connect(m_close, &QPushButton::clicked, this, &JusticePage::closeChosen);
    connect(m_correct, &QPushButton::clicked, this, &JusticePage::beginCorrection);
    connect(m_wrong, &QPushButton::clicked, this, [this] {
        if (const auto *event = chosen())
            m_error->begin(event->id);
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void JusticePage::makeLayout()
{
    auto *body = new QWidget(m_scroll);
    makeForms(body);
    makeOutcome(body);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_banner, m_consent})
        column->addWidget(part);
    column->addWidget(m_consents, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_withdrawn, m_settledRow})
        column->addWidget(part);
    column->addWidget(m_settle, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_courseTitle, m_course, m_next, m_form, m_outcome, m_correction,
                                                          m_error, m_empty, m_table})
        column->addWidget(part);
    for (QPushButton *button : {m_note, m_close, m_correct, m_wrong}) {
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    kit::setButtonRole(m_consents, kit::ButtonRole::Quiet);
    column->addStretch();
    kit::setUpList(m_table, {3, 4, 5, 8});
    m_table->setMinimumHeight(JusticeTableHeight);
    kit::showWholeRows(m_table);
    m_table->setTextElideMode(Qt::ElideNone);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
}

bool JusticePage::isReasonAsked(const QString &kind) const
{
    return m_loaded != nullptr && m_loaded->file.consent.why != casework::ConsentWhy::None && casework::isInHerName(kind);
}

bool JusticePage::isReasonAskedOfNewDay(const QString &day) const
{
    return !day.isEmpty() && isReasonAsked(QString(casework::justice_kinds::Hearing));
}

kit::PageId JusticePage::id() const
{
    return JusticePageId;
}

QString JusticePage::title() const
{
    return tr("Complaint and hearings");
}

QList<QAction *> JusticePage::toolbarActions() const
{
    return {m_new, m_sheet, m_days};
}

void JusticePage::open(const kit::PageArgument &argument)
{
    if (const auto *open = argument.as<OpenJustice>()) {
        if (m_person != open->person) {
            m_loaded.reset();
            for (ActionPanel *panel : {m_form, m_correction, m_outcome, m_error})
                panel->hide();
        }
        m_person = open->person;
    }
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

bool JusticePage::flushEdits()
{
    for (ActionPanel *panel : {m_form, m_correction, m_outcome, m_error})
        panel->flush();
    return true;
}

void JusticePage::refresh()
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
            INDARO_TRY_ASSIGN(loaded.file, casework::loadProceedings(desk, person));
            INDARO_TRY_ASSIGN(loaded.qualified, casework::listQualificationsOf(desk, person));
            loaded.mayWrite = desk.access.mayWrite(casework::Thing::Procedure);
            return loaded;
        },
        [this, person = *m_person] { return person == m_person; },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            m_loaded = loaded;
            show();
        });
}

QString JusticePage::languageCode() const
{
    return kit::Translations::code(context().translations->language());
}

void JusticePage::show()
{
    if (m_loaded == nullptr)
        return;
    const casework::Proceedings &file = m_loaded->file;
    m_heading->setText(QStringList{m_loaded->caseCode, m_loaded->name}.join(u"  ·  "_s));
    QString consent = JusticeTexts::consent(file.consent);
    if (file.consent.why == casework::ConsentWhy::None)
        consent += u' ' + tr("It can be taken back at any time and for any reason, on the page of the agreements.");
    m_consent->setText(consent);
    kit::setTextRole(m_consent, file.consent.isNo() ? kit::TextRole::Error : kit::TextRole::Body);
    const bool isWithdrawn = !file.openTasks.empty();
    for (QWidget *part : std::initializer_list<QWidget *>{m_withdrawn, m_settledRow, m_settle})
        part->setVisible(isWithdrawn && (part == m_withdrawn || m_loaded->mayWrite));
    QString course = JusticeTexts::course(file.course, languageCode());
    if (const auto *first = m_loaded->qualified.initial()) {
        course += u'\n' + tr("First qualified in law as: %1").arg(qualificationText(*first, languageCode()));
        if (m_loaded->qualified.hasChanged())
            course +=
                u'\n' + tr("Qualified now as: %1").arg(qualificationText(*m_loaded->qualified.current(), languageCode()));
    }
    m_course->setText(course);
    QStringList next;
    for (const casework::JusticeNext &each : file.course.next)
        next << u"→ "_s + JusticeTexts::next(each);
    m_next->setText(next.join(u'\n'));
    m_next->setVisible(!next.isEmpty());
    m_new->setEnabled(m_loaded->mayWrite);
    const bool hasReason = file.consent.why != casework::ConsentWhy::None;
    m_reasonRow->setVisible(hasReason);
    m_newReasonRow->setVisible(hasReason && !m_newDayRow->isHidden()); // of a day that can be put off
    showEvents();
}

void JusticePage::showEvents()
{
    const auto &events = m_loaded->file.events;
    const int kept = m_table->currentRow();
    const QColor muted = kit::colors(kit::currentTheme()).muted;
    m_table->setRowCount(int(events.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::JusticeEvent &event = events[std::size_t(row)];
        QString told = JusticeTexts::told(event, languageCode());
        const bool isOver = event.isReplaced || event.kind == casework::justice_kinds::NoConsent;
        if (event.isReplaced && event.kind != casework::justice_kinds::WrittenInError)
            told = tr("corrected: %1").arg(told);
        const QStringList cells{JusticeTexts::when(event), models::codeLabel(u"justice_event"_s, event.kind, languageCode()),
                                JusticeTexts::where(event, languageCode()), told};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (isOver)
                item->setForeground(muted);
            m_table->setItem(row, cell, item);
        }
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(!events.empty());
    m_empty->setVisible(events.empty());
    if (!events.empty())
        m_table->setCurrentCell(std::clamp(kept, 0, m_table->rowCount() - 1), 0);
    showChoice();
}

const casework::JusticeEvent *JusticePage::chosen() const
{
    const int row = m_table->currentRow();
    if (m_loaded == nullptr || row < 0 || std::size_t(row) >= m_loaded->file.events.size())
        return nullptr;
    return &m_loaded->file.events[std::size_t(row)];
}

void JusticePage::showChoice()
{
    const casework::JusticeEvent *event = chosen();
    const bool stands =
        event != nullptr && m_loaded->mayWrite && !event->isReplaced && event->kind != casework::justice_kinds::NoConsent;
    m_note->setVisible(stands && event->isAppointment() && !event->closedAt);
    m_close->setVisible(stands && event->isAppointment() && !event->isOpen() && !event->closedAt);
    m_correct->setVisible(stands);
    m_wrong->setVisible(stands);
}

/// A day that is over or was put off is not prepared and not put off again: another day follows it, or none.
void JusticePage::beginOutcome()
{
    const auto *event = chosen();
    if (event == nullptr)
        return;
    namespace states = casework::hearing_states;
    QStringList offered;
    if (event->isOpen())
        offered << states::Prepared << states::Adjourned;
    offered << states::Held << states::NotAttended << states::Cancelled;
    m_outcome->offer(fields::justice_event::State, offered);
    for (QWidget *row : std::initializer_list<QWidget *>{m_newDayRow, m_newHourRow})
        row->setVisible(event->isOpen());
    if (!event->isOpen()) {
        m_newDay->clear();
        m_newHour->clear();
    }
    m_newReasonRow->setVisible(event->isOpen() && m_loaded->file.consent.why != casework::ConsentWhy::None);
    m_outcome->begin(event->id);
}

void JusticePage::closeChosen()
{
    const auto *event = chosen();
    if (event == nullptr)
        return;
    context().workspace->ask(
        this, [id = event->id](casework::Desk &desk) { return casework::closeHearing(desk, id); },
        [this](const base::Result<void> &closed) {
            if (!closed)
                return m_banner->showError(closed.error());
            context().navigator->showNotice(tr("Written down as talked over."));
            refresh();
        });
}

void JusticePage::settle()
{
    if (m_loaded == nullptr || m_loaded->file.openTasks.empty())
        return;
    const QString note = m_settled->text().trimmed();
    if (note.isEmpty())
        return m_settledRow->setMessage(tr("Write what becomes of the days that are planned."));
    m_settledRow->clearMessage();
    context().workspace->ask(
        this,
        [task = m_loaded->file.openTasks.front(), note](casework::Desk &desk) {
            return casework::settleWithdrawnJustice(desk, task, model::toValue(note));
        },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_settledRow->setMessage(kit::errorText(done.error()).whole());
            m_settled->clear();
            refresh();
        });
}

void JusticePage::retranslate()
{
    m_new->setText(tr("Write down an act"));
    m_sheet->setText(tr("The sheet on paper"));
    m_days->setText(tr("All days at court"));
    m_consents->setText(tr("Agreements of this person"));
    m_withdrawn->setText(
        tr("The person no longer agrees to cooperate, and days at court are planned. Talk with the person, tell "
           "the lawyer and the court what the person wishes, and write here what becomes of these days."));
    m_settledRow->setLabel(tr("What becomes of the days"));
    m_settle->setText(tr("It is settled"));
    m_courseTitle->setText(tr("Where it stands"));
    m_form->setTexts(tr("An act of the proceedings"), tr("Write it down"));
    m_correction->setTexts(tr("What should have been written: the wrong one stays readable"), tr("Correct it"));
    m_outcome->setTexts(tr("What became of this day"), tr("Write it down"));
    m_error->setTexts(tr("It never happened: say why it was written"), tr("Take it out of the proceedings"));
    for (kit::FormRow *row : {m_reasonRow, m_newReasonRow}) {
        row->setLabel(tr("Why without agreement"));
        row->setHint(tr("Only for what is done in the person’s name. The reason stays with it."));
    }
    m_newDayRow->setLabel(tr("If it is put off: the new day"));
    m_newDayRow->setHint(tr("Leave it empty while nobody knows it."));
    m_newHourRow->setLabel(tr("Hour of the new day"));
    m_empty->setText(tr("Nothing of the proceedings was written down. A complaint, a hearing, a judgment, a request for "
                        "protection or money that was paid belongs here: the deadlines of the procedure count from it, and "
                        "days at court are said on the start page a week before."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("When"), tr("What"), tr("Authority and number"), tr("Result and words")});
    m_note->setText(tr("What became of this day"));
    m_close->setText(tr("It was talked over"));
    m_correct->setText(tr("Correct this act"));
    m_wrong->setText(tr("It never happened"));
    show();
}

kit::PageEntry justicePage()
{
    return {
        JusticePageId, kit::PageEntry::Place::None, [] { return JusticePage::tr("Complaint and hearings"); }, u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new JusticePage(context, parent); }};
}

} // namespace indaro::ui::pages
