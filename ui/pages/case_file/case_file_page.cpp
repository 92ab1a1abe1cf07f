// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/case_file_page.h"

#include "core/casework/duplicates/file_merge.h"
#include "core/model/field_table.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/attachments_panel.h"
#include "ui/pages/case_file/case_worker_bar.h"
#include "ui/pages/case_file/emergency_panel.h"
#include "ui/pages/case_file/full_file_panel.h"
#include "ui/pages/case_file/history_panel.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/closing/closed_bar.h"
#include "ui/pages/duplicates/merged_bar.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/papers_typed_line.h"
#include "ui/pages/people/place_edit.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

struct Loaded
{
    casework::CaseFile file;
    std::vector<casework::InterviewLine> interviews;
    std::vector<casework::OpenAlert> alerts;
    RecordSection::Standings standings;
    std::size_t toDecide;
    std::uint8_t elsewhere; ///< compartments this laptop is not given
    sync::RecordId kept;    ///< the file this one was taken into; itself where it was not
};

/// The records whose fields the page shows: the file in its parts, and the newest stay.
base::Result<RecordSection::Standings> loadStandings(casework::Desk &desk, const casework::CaseFile &file)
{
    std::vector<sync::RecordKey> keys{
        {fields::case_file::Table, file.id}, {fields::identity::Table, file.id}, {fields::health::Table, file.id}};
    if (!file.stays.empty())
        keys.push_back({fields::stay::Table, file.stays.front().id});
    RecordSection::Standings standings;
    for (const sync::RecordKey &key : keys) {
        INDARO_TRY_ASSIGN(auto of, casework::loadStanding(desk, key));
        for (auto &standing : of)
            standings.emplace(standing.field, std::move(standing));
    }
    return standings;
}

base::Result<std::shared_ptr<Loaded>> load(casework::Desk &desk, sync::RecordId person)
{
    INDARO_TRY_ASSIGN(auto file, casework::loadCaseFile(desk, person));
    INDARO_TRY_ASSIGN(auto interviews, casework::listInterviews(desk, person));
    INDARO_TRY_ASSIGN(auto alerts, casework::listOpenAlerts(desk, person));
    INDARO_TRY_ASSIGN(auto standings, loadStandings(desk, file));
    INDARO_TRY_ASSIGN(const std::size_t toDecide, casework::countConflicts(desk, person));
    INDARO_TRY_ASSIGN(const sync::RecordId kept, casework::keptFileOf(desk, person));
    return std::make_shared<Loaded>(Loaded{std::move(file), std::move(interviews), std::move(alerts), std::move(standings),
                                           toDecide, desk.log.elsewhere(), kept});
}

} // namespace

CaseFilePage::CaseFilePage(const kit::PageContext &context, const MakeFileLine &makeLine, QWidget *parent)
    : kit::Page(context, parent), m_interview(new QAction(this)), m_referral(new QAction(this)),
      m_procedure(new QAction(this)), m_plan(new QAction(this)), m_consents(new QAction(this)), m_forms(new QAction(this)),
      m_stayDays(new QAction(this)), m_exit(new QAction(this)), m_readmit(new QAction(this)), m_note(new QAction(this)),
      m_registry(new QAction(this)), m_justice(new QAction(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_subheading(kit::makeLabel(kit::TextRole::Muted, this)), m_line(makeLine ? makeLine(this) : FileLine()),
      m_closed(new ClosedBar(context, this)), m_merged(new MergedBar(context, this)),
      m_problem(kit::makeLabel(kit::TextRole::Body, this)), m_alertBanner(kit::makeLabel(kit::TextRole::Body, this)),
      m_toDecide(new kit::PushButton(this)), m_scroll(new QScrollArea(this))
{
    auto *body = new QWidget(m_scroll);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    m_column->setSpacing(kit::space::Two);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_subheading);
    if (m_line.widget != nullptr)
        m_column->addWidget(m_line.widget);
    m_column->addWidget(m_closed);
    m_column->addWidget(m_merged);
    connect(m_closed, &ClosedBar::told, this, &CaseFilePage::showWritable);
    for (QWidget *widget : {m_problem, m_alertBanner})
        m_column->addWidget(widget);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_alertBanner->setProperty("textRole", QStringLiteral("error"));
    m_column->addWidget(m_toDecide, 0, Qt::AlignLeft);
    kit::setButtonRole(m_toDecide, kit::ButtonRole::Quiet);
    connect(m_toDecide, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(ConflictsPageId); });
    for (QWidget *widget : std::initializer_list<QWidget *>{m_problem, m_alertBanner, m_toDecide})
        widget->hide();
    m_worker = new CaseWorkerBar(context, body);
    m_column->addWidget(m_worker);
    m_papers = new PapersTypedLine(context, body);
    m_column->addWidget(m_papers);
    m_emergency = new EmergencyPanel(context, body);
    m_column->addWidget(m_emergency);
    makePanels(body);
    makeSections();
    m_family = makeLinks();
    m_interviewLinks = makeLinks();
    m_referralLinks = makeLinks();
    m_noteLinks = makeLinks();
    m_attachments = new AttachmentsPanel(context, body);
    m_column->addWidget(m_attachments);
    m_history = new HistoryPanel(context, body);
    m_column->addWidget(m_history);
    m_fullFile = new FullFilePanel(context, body);
    m_column->addWidget(m_fullFile);
    m_colleague = new kit::PushButton(body);
    m_colleague->setObjectName(QStringLiteral("askColleague"));
    m_referralLinks.card->layout()->addWidget(m_colleague);
    connect(m_colleague, &QPushButton::clicked, this, [this] {
        m_colleaguePanel->begin(*m_person);
        m_scroll->ensureVisible(0, 0);
    });
    m_erase = new kit::PushButton(body);
    kit::setButtonRole(m_erase, kit::ButtonRole::Quiet);
    m_erase->setEnabled(false);
    m_column->addWidget(m_erase, 0, Qt::AlignLeft);
    connect(m_erase, &QPushButton::clicked, this,
            [this] { this->context().navigator->openPage(ErasePageId, OpenErase{*m_person}); });
    m_column->addStretch();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields take the keyboard; page keys reach it from there
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_scroll);
    m_interview->setShortcut(QKeySequence(QStringLiteral("Ctrl+I")));
    m_referral->setShortcut(QKeySequence(QStringLiteral("Ctrl+R")));
    connect(m_interview, &QAction::triggered, this, [this] {
        this->context().navigator->openPage(IntakePageId, OpenInterview{*m_person, std::nullopt});
    });
    m_procedure->setShortcut(QKeySequence(QStringLiteral("Ctrl+T")));
    connect(m_procedure, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(ChecklistPageId, OpenChecklist{*m_person}); });
    m_plan->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+D")));
    connect(m_plan, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(PlanPageId, OpenPlan{*m_person}); });
    m_registry->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+R")));
    connect(m_registry, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(RegistryPageId, OpenRegistry{*m_person}); });
    m_justice->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+J")));
    connect(m_justice, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(JusticePageId, OpenJustice{*m_person}); });
    m_consents->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+A")));
    connect(m_consents, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(ConsentsPageId, OpenConsents{*m_person}); });
    m_stayDays->setShortcut(QKeySequence(QStringLiteral("Ctrl+D")));
    connect(m_stayDays, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(StayPageId, OpenStay{*m_person}); });
    m_forms->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+P")));
    connect(m_forms, &QAction::triggered, this, [this] {
        this->context().navigator->openPage(PaperFormsPageId, OpenPaperForms{*m_person, {}});
    });
    connect(m_exit, &QAction::triggered, this,
            [this] { this->context().navigator->openPage(ExitPageId, OpenStay{*m_person}); });
    connect(m_referral, &QAction::triggered, this, [this] {
        this->context().navigator->openPage(ReferralPageId, OpenReferral{*m_person, std::nullopt});
    });
    for (const auto &[action, panel] : {std::pair(m_readmit, m_returnPanel), std::pair(m_note, m_notePanel)}) {
        connect(action, &QAction::triggered, this, [this, panel = panel] {
            panel->begin(*m_person);
            m_scroll->ensureVisible(0, 0);
        });
    }
    connect(context.workspace, &casework::Workspace::changed, this, &CaseFilePage::follow);
    for (auto *action : {m_interview, m_referral, m_procedure, m_plan, m_consents, m_stayDays, m_exit, m_readmit, m_note,
                         m_forms, m_registry, m_justice})
        action->setEnabled(false);
    retranslate();
}

kit::PageId CaseFilePage::id() const
{
    return CaseFilePageId;
}

QString CaseFilePage::title() const
{
    // The code alone: with a word before it, it would be cut beside the actions on a small screen.
    return m_file ? m_file->file.text(fields::case_file::CaseCode) : tr("File");
}

QList<QAction *> CaseFilePage::toolbarActions() const
{
    const bool isPresent = m_file && m_file->isPresent;
    return {m_interview,
            m_referral,
            m_note,
            m_procedure,
            m_plan,
            m_registry,
            m_justice,
            m_consents,
            m_stayDays,
            m_forms,
            isPresent ? m_exit : m_readmit};
}

void CaseFilePage::open(const kit::PageArgument &argument)
{
    const auto *which = argument.as<OpenCaseFile>();
    if (which == nullptr)
        return;
    if (m_person != which->person)
        showNobody(); // until the other file is read, nothing of this one may be seen or written to
    m_person = which->person;
    m_file.reset();
    for (auto *panel : {m_returnPanel, m_notePanel, m_colleaguePanel})
        panel->hide();
    m_scroll->ensureVisible(0, 0);
    refresh();
}

void CaseFilePage::showNobody()
{
    for (auto *section : m_sections)
        section->show({}, {});
    m_file.reset();
    m_interviews.clear();
    m_alerts.clear();
    m_standings.clear();
    m_openConflicts = 0;
    m_toDecide->hide();
    m_heading->clear();
    m_subheading->clear();
    m_alertBanner->hide();
    if (m_line.show)
        m_line.show(std::nullopt);
    for (auto *action : {m_interview, m_referral, m_procedure, m_plan, m_consents, m_stayDays, m_exit, m_readmit, m_note,
                         m_forms, m_registry, m_justice})
        action->setEnabled(false);
    m_fullFile->showPerson(std::nullopt);
    m_worker->showPerson(std::nullopt);
    m_papers->showPerson(std::nullopt);
    m_emergency->showPerson(std::nullopt);
    m_erase->setEnabled(false);
    showLinks();
    m_closed->showNobody();
    m_merged->showPerson(std::nullopt);
    m_attachments->showNobody();
    m_history->showNobody();
}

void CaseFilePage::refresh()
{
    if (!m_person)
        return;
    context().workspace->ask(
        this, [person = *m_person](casework::Desk &desk) { return load(desk, person); },
        [this, person = *m_person](base::Result<std::shared_ptr<Loaded>> loaded) {
            if (person != m_person)
                return; // another file was opened meanwhile
            m_problem->setVisible(!loaded);
            if (!loaded) {
                m_problem->setText(kit::errorText(loaded.error()).whole());
                return;
            }
            if ((*loaded)->kept != person) { // nothing is written into a cover
                context().navigator->showNotice(
                    tr("File %1 was taken into this one.").arg((*loaded)->file.file.text(fields::case_file::CaseCode)));
                context().navigator->openPage(CaseFilePageId, OpenCaseFile{(*loaded)->kept});
                return;
            }
            m_interviews = (*loaded)->interviews;
            m_alerts = (*loaded)->alerts;
            m_standings = (*loaded)->standings;
            m_openConflicts = (*loaded)->toDecide;
            for (auto *section : m_sections)
                section->setElsewhere((*loaded)->elsewhere);
            showFile((*loaded)->file);
            m_closed->showPerson(person, m_file->isPresent);
            m_merged->showPerson(person);
            m_attachments->showPerson(person);
            m_history->showPerson(person);
            if (m_line.show)
                m_line.show(person);
        });
}

bool CaseFilePage::flushEdits()
{
    for (auto *section : m_sections)
        section->flush();
    for (auto *panel : {m_returnPanel, m_notePanel, m_colleaguePanel})
        panel->flush();
    m_merged->flush();
    return true;
}

void CaseFilePage::follow(const casework::Changes &)
{
    if (m_file && isVisible())
        refresh();
}

void CaseFilePage::showFile(const casework::CaseFile &file)
{
    m_file = file;
    const QString name =
        QStringList{file.identity.text(fields::identity::FamilyName), file.identity.text(fields::identity::GivenNames)}
            .join(QLatin1Char(' '))
            .trimmed();
    m_heading->setText(name.isEmpty() ? file.file.text(fields::case_file::DisplayName) : name);
    QStringList facts{file.file.text(fields::case_file::CaseCode)};
    if (!file.stays.empty())
        facts << file.stays.front().text(fields::stay::RegisterNumber);
    facts << (file.isPresent ? tr("in the house") : tr("not in the house"));
    facts.removeAll(QString());
    m_subheading->setText(facts.join(QStringLiteral("  ·  ")));
    std::vector<casework::Record> records{file.file, file.identity, file.health};
    if (!file.stays.empty())
        records.push_back(file.stays.front());
    for (auto *section : m_sections)
        section->show(records, m_standings);
    m_toDecide->setVisible(m_openConflicts > 0);
    m_toDecide->setText(
        tr("%n thing(s) in this file were written differently on two computers: compare", nullptr, int(m_openConflicts)));
    m_alertBanner->setVisible(!m_alerts.empty());
    m_alertBanner->setText(tr("%n urgent alert(s) from an interview: act on them now.", nullptr, int(m_alerts.size())));
    m_interview->setEnabled(mayWrite(casework::Thing::Story));
    m_referral->setEnabled(mayWrite(casework::Thing::Consents));
    m_note->setEnabled(mayWrite(casework::Thing::Story));
    m_procedure->setEnabled(mayRead(casework::Thing::Procedure));
    m_consents->setEnabled(mayRead(casework::Thing::Consents));
    m_place->setEnabled(mayWrite(casework::Thing::Identity)); // fills fields that are
    m_plan->setEnabled(mayRead(casework::Thing::Plans));
    m_registry->setEnabled(mayRead(casework::Thing::Procedure));
    m_justice->setEnabled(mayRead(casework::Thing::Procedure));
    m_stayDays->setEnabled(true);
    m_forms->setEnabled(true);
    m_erase->setVisible(mayWrite(casework::Thing::Erasure));
    m_colleague->setVisible(mayWrite(casework::Thing::Consents));
    const auto &access = context().workspace->access();
    m_fullFile->setVisible(!access || access->isDirector());
    m_fullFile->showPerson(m_person);
    m_worker->showPerson(m_person);
    m_papers->showPerson(m_person);
    m_emergency->showPerson(m_person);
    m_erase->setEnabled(true);
    m_exit->setEnabled(file.isPresent && mayWrite(casework::Thing::Register));
    m_readmit->setEnabled(!file.isPresent && mayWrite(casework::Thing::Register));
    showLinks();
    Q_EMIT titleChanged();
    Q_EMIT toolbarActionsChanged();
}

void CaseFilePage::showWritable(bool isClosed)
{
    for (auto *section : m_sections)
        section->setEnabled(!isClosed);
    for (auto *action : {m_interview, m_referral, m_note})
        action->setEnabled(!isClosed);
    m_colleague->setEnabled(!isClosed);
}

/// Before the first job of the store has told what the role may, nothing has been read either.
bool CaseFilePage::mayRead(casework::Thing thing) const
{
    const auto &access = context().workspace->access();
    return !access || access->mayRead(thing);
}

bool CaseFilePage::mayWrite(casework::Thing thing) const
{
    const auto &access = context().workspace->access();
    return !access || access->mayWrite(thing);
}

void CaseFilePage::retranslate()
{
    m_interview->setText(tr("Interview"));
    m_referral->setText(tr("Referral"));
    m_procedure->setText(tr("Procedure"));
    m_plan->setText(tr("Plan and risks"));
    m_registry->setText(tr("Registry"));
    m_justice->setText(tr("Complaint and hearings"));
    m_consents->setText(tr("Consents"));
    m_stayDays->setText(tr("Day by day"));
    m_forms->setText(tr("Forms on paper"));
    m_exit->setText(tr("Leaves the house"));
    m_readmit->setText(tr("Comes back"));
    m_note->setText(tr("Add a note"));
    m_identity->setTitle(tr("Identity"));
    m_origin->setTitle(tr("Origin and contact"));
    m_stay->setTitle(tr("Stay"));
    m_health->setTitle(tr("Health, the necessary minimum"));
    m_family.title->setText(tr("Family"));
    m_interviewLinks.title->setText(tr("Interviews"));
    m_referralLinks.title->setText(tr("Referrals"));
    m_noteLinks.title->setText(tr("Notes"));
    m_returnPanel->setTexts(tr("Coming back: a new stay in the same file"), tr("Record the return"));
    m_notePanel->setTexts(tr("A note in this file"), tr("Keep the note"));
    m_colleaguePanel->setTexts(
        tr("A colleague is asked, inside the house. Say in the note what is asked, without the story."),
        tr("Ask her or him"));
    m_colleague->setText(tr("Ask a colleague…"));
    m_urgencyRow->setLabel(tr("How urgent it is"));
    const int urgency = std::max(0, m_urgency->currentIndex());
    m_urgency->clear();
    for (const auto &[text, code] : {std::pair(tr("Normal: 2 weeks"), "normal"), std::pair(tr("Urgent: 72 hours"), "urgent"),
                                     std::pair(tr("Emergency: 24 hours"), "emergency")})
        m_urgency->addItem(text, QString::fromLatin1(code));
    m_urgency->setCurrentIndex(urgency);
    m_closed->retranslate();
    m_merged->retranslate();
    m_attachments->retranslate();
    m_history->retranslate();
    m_erase->setText(tr("Erase this person everywhere…"));
    m_place->retranslate();
    const QString language = kit::Translations::code(context().translations->language());
    for (auto *section : m_sections)
        section->setLanguage(language);
    if (m_file)
        showFile(casework::CaseFile(*m_file));
}

kit::PageEntry caseFilePage(MakeFileLine makeLine)
{
    return {CaseFilePageId, kit::PageEntry::Place::None, [] { return CaseFilePage::tr("File"); },
            QStringLiteral("documentinfo"),
            [makeLine = std::move(makeLine)](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new CaseFilePage(context, makeLine, parent);
            }};
}

} // namespace indaro::ui::pages
