// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/case_file_page.h"

#include "core/casework/people/commands.h"
#include "core/casework/people/origin.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/models/interview_state.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/attachments_panel.h"
#include "ui/pages/case_file/case_worker_bar.h"
#include "ui/pages/case_file/emergency_panel.h"
#include "ui/pages/case_file/full_file_panel.h"
#include "ui/pages/case_file/history_panel.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/closing/closed_bar.h"
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
    return std::make_shared<Loaded>(Loaded{std::move(file), std::move(interviews), std::move(alerts), std::move(standings),
                                           toDecide, desk.log.elsewhere()});
}

} // namespace

CaseFilePage::CaseFilePage(const kit::PageContext &context, const MakeFileLine &makeLine, QWidget *parent)
    : kit::Page(context, parent), m_interview(new QAction(this)), m_referral(new QAction(this)),
      m_procedure(new QAction(this)), m_plan(new QAction(this)), m_consents(new QAction(this)), m_forms(new QAction(this)),
      m_stayDays(new QAction(this)), m_exit(new QAction(this)), m_readmit(new QAction(this)), m_note(new QAction(this)),
      m_heading(kit::makeLabel(kit::TextRole::Title, this)), m_subheading(kit::makeLabel(kit::TextRole::Muted, this)),
      m_line(makeLine ? makeLine(this) : FileLine()), m_closed(new ClosedBar(context, this)),
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
    for (auto *action :
         {m_interview, m_referral, m_procedure, m_plan, m_consents, m_stayDays, m_exit, m_readmit, m_note, m_forms})
        action->setEnabled(false);
    retranslate();
}

void CaseFilePage::makePanels(QWidget *body)
{
    using Values = ActionPanel::Values;
    m_returnPanel = new ActionPanel(
        context(), "return",
        {fields::stay::ArrivedAt, fields::stay::ReferredBy, fields::stay::BroughtBy, fields::stay::Escort,
         fields::stay::Reason, fields::stay::UrgentNeeds},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::readmitPerson(desk, person,
                                               {values.at(fields::stay::ArrivedAt), values.at(fields::stay::ReferredBy),
                                                values.at(fields::stay::BroughtBy), values.at(fields::stay::Escort),
                                                values.at(fields::stay::Reason), values.at(fields::stay::UrgentNeeds)}));
            return {};
        },
        body);
    m_notePanel = new ActionPanel(
        context(), "note", {fields::note::Title, fields::note::Kind, fields::note::Body},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::addNote(desk, person, values.at(fields::note::Title), values.at(fields::note::Body),
                                         values.at(fields::note::Kind)));
            return {};
        },
        body);
    namespace r = fields::referral;
    m_colleaguePanel = new ActionPanel(
        context(), "refer_inside", {r::ToRole, r::Services, fields::referral_step::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::referInside(desk, person,
                                             {.toRole = values.at(r::ToRole),
                                              .services = values.at(r::Services),
                                              .request = values.at(fields::referral_step::Note),
                                              .priority = values.at(r::Priority)}));
            return {};
        },
        body);
    m_colleaguePanel->setObjectName(QStringLiteral("colleaguePanel"));
    m_urgency = kit::makeNarrowBox(m_colleaguePanel);
    m_urgency->setObjectName(QStringLiteral("colleagueUrgency"));
    m_urgencyRow = new kit::FormRow(m_urgency, m_colleaguePanel);
    m_colleaguePanel->addMore(m_urgencyRow, [this](Values &values) {
        values[r::Priority] = m_urgency->currentData().toString().toStdString();
        return true;
    });
    connect(m_colleaguePanel, &ActionPanel::submitted, this,
            [this] { context().navigator->showNotice(tr("It stands on the first page of who has that role now.")); });
    for (auto *panel : {m_returnPanel, m_notePanel, m_colleaguePanel})
        m_column->addWidget(panel);
}

void CaseFilePage::makeSections()
{
    const auto add = [this](std::initializer_list<sync::FieldId> list, std::initializer_list<sync::FieldId> wide) {
        auto *section = new RecordSection(context(), this);
        for (const sync::FieldId field : list)
            section->addField(field, std::find(wide.begin(), wide.end(), field) != wide.end());
        connect(section, &RecordSection::historyAsked, this, [this](sync::FieldId field, sync::RecordId record) {
            m_history->showField(field, record);
            m_scroll->ensureWidgetVisible(m_history);
        });
        m_column->addWidget(section);
        m_sections.push_back(section);
        return section;
    };
    m_identity = add({fields::identity::FamilyName, fields::identity::GivenNames, fields::identity::KnownAs,
                      fields::case_file::DisplayName, fields::case_file::Sex, fields::identity::BirthDate,
                      fields::case_file::EstimatedAge, fields::case_file::IsMinor, fields::identity::Nationality,
                      fields::identity::MaritalStatus, fields::identity::ChildrenCount, fields::identity::Education,
                      fields::identity::Occupation, fields::case_file::InterpreterNeeded, fields::case_file::Detained,
                      fields::case_file::Languages},
                     {fields::case_file::Languages});
    m_origin = add({fields::identity::OriginProvince, fields::identity::OriginCommune, fields::identity::OriginZone,
                    fields::identity::OriginColline, fields::identity::BirthPlace, fields::identity::Phone,
                    fields::identity::ContactPerson, fields::identity::ContactRelation, fields::identity::ContactPhone,
                    fields::identity::IdentityPapers, fields::identity::PapersHeldBy, fields::identity::SafeContact},
                   {fields::identity::SafeContact});
    makePlaceSearch();
    m_stay = add({fields::stay::ArrivedAt, fields::stay::ReferredBy, fields::stay::BroughtBy, fields::stay::Escort,
                  fields::stay::Reason, fields::stay::UrgentNeeds},
                 {fields::stay::Reason, fields::stay::UrgentNeeds});
    m_health =
        add({fields::health::Complaint, fields::health::Medicines, fields::health::Pregnant, fields::health::PregnancyWeeks},
            {});
}

/// What is chosen there is written with its code, all fields at once; they show it as any change from elsewhere.
void CaseFilePage::makePlaceSearch()
{
    m_place = new PlaceEdit(m_origin);
    m_origin->addOnTop(m_place);
    connect(m_place, &PlaceEdit::placeChosen, this, [this](const model::Place &place) {
        if (!m_file || !m_person)
            return;
        m_origin->flush();
        context().navigator->showSaveState(kit::SaveState::Saving);
        context().workspace->ask(
            this, [person = *m_person, place](casework::Desk &desk) { return casework::setOrigin(desk, person, place); },
            [this](const base::Result<void> &done) {
                context().navigator->showSaveState(done ? kit::SaveState::Saved : kit::SaveState::NotSaved);
                m_problem->setVisible(!done);
                if (!done)
                    m_problem->setText(kit::errorText(done.error()).whole());
            });
    });
}

CaseFilePage::Links CaseFilePage::makeLinks()
{
    Links links;
    links.card = new QFrame(this);
    kit::setCard(links.card);
    auto *column = new QVBoxLayout(links.card);
    links.title = kit::makeLabel(kit::TextRole::Heading, links.card);
    column->addWidget(links.title);
    links.lines = new QVBoxLayout;
    links.lines->setSpacing(kit::space::Half);
    column->addLayout(links.lines);
    m_column->addWidget(links.card);
    return links;
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
    return {m_interview, m_referral, m_note,
            m_procedure, m_plan,     m_consents,
            m_stayDays,  m_forms,    isPresent ? m_exit : m_readmit};
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
    for (auto *action :
         {m_interview, m_referral, m_procedure, m_plan, m_consents, m_stayDays, m_exit, m_readmit, m_note, m_forms})
        action->setEnabled(false);
    m_fullFile->showPerson(std::nullopt);
    m_worker->showPerson(std::nullopt);
    m_papers->showPerson(std::nullopt);
    m_emergency->showPerson(std::nullopt);
    m_erase->setEnabled(false);
    showLinks();
    m_closed->showNobody();
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
            m_interviews = (*loaded)->interviews;
            m_alerts = (*loaded)->alerts;
            m_standings = (*loaded)->standings;
            m_openConflicts = (*loaded)->toDecide;
            for (auto *section : m_sections)
                section->setElsewhere((*loaded)->elsewhere);
            showFile((*loaded)->file);
            m_closed->showPerson(person, m_file->isPresent);
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

void CaseFilePage::addLine(Links &links, const QString &text, std::function<void()> go)
{
    if (!go) {
        auto *label = kit::makeLabel(kit::TextRole::Muted, links.card);
        label->setText(text);
        links.lines->addWidget(label);
        return;
    }
    auto *button = new kit::PushButton(text, links.card);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this, std::move(go));
    links.lines->addWidget(button, 0, Qt::AlignLeft);
}

void CaseFilePage::showLinks()
{
    for (auto *links : {&m_family, &m_interviewLinks, &m_referralLinks, &m_noteLinks}) {
        while (auto *item = links->lines->takeAt(0)) {
            if (item->widget() != nullptr)
                item->widget()->deleteLater();
            delete item;
        }
    }
    if (!m_file)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    for (const auto &member : m_file->family) {
        const QString role =
            member.role.isEmpty() ? QString() : models::codeLabel(QStringLiteral("family_role"), member.role, language);
        addLine(m_family, QStringList{member.displayName, member.caseCode, role}.join(QStringLiteral("  ·  ")),
                [this, id = member.id] { context().navigator->openPage(CaseFilePageId, OpenCaseFile{id}); });
    }
    if (m_file->family.empty())
        addLine(m_family, tr("Nobody of this family has a file here."), {});
    for (const auto &interview : m_interviews) {
        addLine(m_interviewLinks,
                QStringList{kit::dateText(model::localIsoMinute(interview.startedAt)),
                            interview.formTitle.isEmpty() ? models::formLabel(interview.formId) : interview.formTitle,
                            models::interviewState(interview)}
                    .join(QStringLiteral("  ·  ")),
                [this, id = interview.id] {
                    context().navigator->openPage(IntakePageId, OpenInterview{*m_person, id});
                });
    }
    if (!mayRead(casework::Thing::Story) && !m_file->interviews.empty())
        addLine(m_interviewLinks, tr("There are interviews here that your role does not show."), {});
    else if (m_interviews.empty())
        addLine(m_interviewLinks, tr("No interview yet. Begin one with Ctrl+I when the person is rested and safe."), {});
    const bool isReferralsShown = mayRead(casework::Thing::Consents);
    if (!isReferralsShown && !m_file->referrals.empty())
        addLine(m_referralLinks, tr("There are referrals here that your role does not show."), {});
    for (const auto &referral : m_file->referrals) {
        if (!isReferralsShown)
            break;
        const QString role = referral.text(fields::referral::ToRole); // of one inside the house
        const QString receiver =
            role.isEmpty() ? referral.text(fields::referral::ReceiverAgency)
                           : tr("inside the house: %1")
                                 .arg(models::codeLabel(QStringLiteral("staff_role"), role,
                                                        kit::Translations::code(context().translations->language())));
        addLine(m_referralLinks,
                QStringList{referral.text(fields::referral::Serial), receiver}.join(QStringLiteral("  ·  ")),
                [this, id = referral.id] {
                    context().navigator->openPage(ReferralPageId, OpenReferral{*m_person, id});
                });
    }
    if (m_file->referrals.empty())
        addLine(m_referralLinks,
                tr("No referral yet. Write one with Ctrl+R: it is printed here and travels with the person."), {});
    const bool isNotesShown = mayRead(casework::Thing::Story);
    if (!isNotesShown && !m_file->notes.empty())
        addLine(m_noteLinks, tr("There are notes here that your role does not show."), {});
    for (const auto &note : m_file->notes) {
        if (!isNotesShown)
            break;
        addLine(
            m_noteLinks,
            QStringList{note.text(fields::note::Title), note.text(fields::note::Body)}.join(QStringLiteral("\n")).trimmed(),
            {});
    }
    if (m_file->notes.empty())
        addLine(m_noteLinks, tr("No note yet."), {});
}

void CaseFilePage::retranslate()
{
    m_interview->setText(tr("Interview"));
    m_referral->setText(tr("Referral"));
    m_procedure->setText(tr("Procedure"));
    m_plan->setText(tr("Plan and risks"));
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
