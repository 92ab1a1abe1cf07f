// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/registry_page.h"

#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/retention/retention.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/registry/episodes_panel.h"
#include "ui/pages/registry/qualifications_panel.h"
#include "ui/pages/registry/registry_texts.h"
#include "ui/pages/registry/status_panel.h"
#include "ui/pages/registry/told_panel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace registry_f = fields::registry;
using casework::Thing;

struct RegistryPage::Loaded
{
    sync::RecordId person;
    QString name{};
    QString caseCode{};
    bool isClosed = false;
    bool mayReadStory = false, mayReadProcedure = false;
    bool mayWriteStory = false, mayWriteProcedure = false, mayWritePerpetrators = false;
    std::optional<casework::RegistryOfPerson> registry{};
    RecordSection::Standings standings{};
    casework::StatusHistory status{};
    casework::Qualifications qualifications{};
    std::vector<casework::Offence> offences{};
    casework::ToldPerpetrators told{};
    std::vector<casework::Suspect> suspects{};
    std::vector<casework::TraffickingCaseLine> cases{}; ///< she is in
    std::vector<casework::TraffickingCaseLine> allCases{};
};

namespace {

base::Result<RecordSection::Standings> standingsOf(casework::Desk &desk, const sync::RecordKey &key)
{
    RecordSection::Standings standings;
    INDARO_TRY_ASSIGN(auto of, casework::loadStanding(desk, key));
    for (auto &standing : of)
        standings.emplace(standing.field, std::move(standing));
    return standings;
}

} // namespace

RegistryPage::RegistryPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_file(new QAction(this)), m_allCases(new QAction(this)), m_scroll(new QScrollArea(this)),
      m_heading(kit::makeLabel(kit::TextRole::Title, this)), m_banner(new kit::Banner(this)),
      m_closed(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *body = new QWidget(m_scroll);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    m_column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_banner, m_closed})
        m_column->addWidget(part);
    makeElements();
    m_record = new RecordSection(context, body);
    m_record->setObjectName(u"registryRecord"_s);
    for (const sync::FieldId field : {registry_f::Acts, registry_f::ActWords, registry_f::Means, registry_f::MeansWords,
                                      registry_f::Purposes, registry_f::PurposeWords})
        m_record->addField(field, true);
    for (const sync::FieldId field :
         {registry_f::AgeWhenTrafficked, registry_f::RelationToTrafficker, registry_f::Retrafficked})
        m_record->addField(field);
    for (const sync::FieldId field :
         {registry_f::RecruitmentMethods, registry_f::RecruitmentSites, registry_f::ExploitationSites})
        m_record->addField(field, true);
    m_status = new StatusPanel(context, body);
    m_episodes = new EpisodesPanel(context, body);
    m_qualifications = new QualificationsPanel(context, QualificationsPanel::Of::Person, body);
    m_perpetrators = new ToldPanel(context, body);
    makeCases();
    for (QWidget *part : std::initializer_list<QWidget *>{m_elements, m_record, m_status, m_episodes, m_qualifications,
                                                          m_perpetrators, m_cases})
        m_column->addWidget(part);
    m_column->addStretch();
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_file, &QAction::triggered, this, [this] {
        if (m_person)
            this->context().navigator->openPage(CaseFilePageId, OpenCaseFile{*m_person});
    });
    connect(m_allCases, &QAction::triggered, this, [this] { this->context().navigator->openPage(TraffickingCasesPageId); });
    connect(m_status, &StatusPanel::written, this, &RegistryPage::refresh);
    connect(m_episodes, &EpisodesPanel::written, this, &RegistryPage::refresh);
    connect(m_qualifications, &QualificationsPanel::written, this, &RegistryPage::refresh);
    connect(m_perpetrators, &ToldPanel::written, this, &RegistryPage::refresh);
    connect(m_episodes, &EpisodesPanel::failed, m_banner, &kit::Banner::showError);
    connect(m_perpetrators, &ToldPanel::failed, m_banner, &kit::Banner::showError);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    showNobody();
    retranslate();
}

void RegistryPage::makeElements()
{
    m_elements = new QFrame(this);
    kit::setCard(m_elements);
    m_elements->setObjectName(u"elementsCard"_s);
    m_elementsTitle = kit::makeLabel(kit::TextRole::Heading, m_elements);
    m_elementLines = kit::makeLabel(kit::TextRole::Body, m_elements);
    m_age = kit::makeLabel(kit::TextRole::Body, m_elements);
    m_told = kit::makeLabel(kit::TextRole::Body, m_elements);
    m_conclusion = kit::makeLabel(kit::TextRole::Muted, m_elements);
    auto *column = new QVBoxLayout(m_elements);
    column->setSpacing(kit::space::One);
    for (QLabel *label : {m_elementsTitle, m_elementLines, m_age, m_told, m_conclusion}) {
        label->setTextFormat(Qt::PlainText);
        column->addWidget(label);
    }
    m_elementLines->setObjectName(u"elementLines"_s);
    m_conclusion->setObjectName(u"elementConclusion"_s);
}

void RegistryPage::makeCases()
{
    m_cases = new QFrame(this);
    kit::setCard(m_cases);
    m_cases->setObjectName(u"casesCard"_s);
    m_casesTitle = kit::makeLabel(kit::TextRole::Heading, m_cases);
    m_casesEmpty = kit::makeLabel(kit::TextRole::Muted, m_cases);
    m_caseLines = new QVBoxLayout;
    m_caseLines->setSpacing(kit::space::Half);
    m_caseChoice = kit::makeNarrowBox(m_cases, 24);
    m_join = new kit::PushButton(m_cases);
    auto *column = new QVBoxLayout(m_cases);
    column->setSpacing(kit::space::One);
    column->addWidget(m_casesTitle);
    column->addWidget(m_casesEmpty);
    column->addLayout(m_caseLines);
    column->addWidget(m_caseChoice, 0, Qt::AlignLeft);
    column->addWidget(m_join, 0, Qt::AlignLeft);
    connect(m_join, &QPushButton::clicked, this, &RegistryPage::join);
    connect(m_caseChoice, &QComboBox::currentIndexChanged, this, [this](int at) { m_join->setEnabled(at > 0); });
}

kit::PageId RegistryPage::id() const
{
    return RegistryPageId;
}

QString RegistryPage::title() const
{
    return tr("Registry");
}

QList<QAction *> RegistryPage::toolbarActions() const
{
    const bool isCases = m_loaded != nullptr && m_loaded->mayReadStory;
    return isCases ? QList{m_file, m_allCases} : QList{m_file};
}

void RegistryPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenRegistry>();
    if (whose == nullptr)
        return;
    if (m_person != whose->person)
        showNobody(); // until the other one is read, nothing of this one may be seen or written to
    m_person = whose->person;
    m_banner->dismiss();
    m_scroll->ensureVisible(0, 0);
    refresh();
}

bool RegistryPage::flushEdits()
{
    m_record->flush();
    m_episodes->flush();
    m_status->flush();
    m_qualifications->flush();
    m_perpetrators->flush();
    return true;
}

void RegistryPage::showNobody()
{
    m_record->show({}, {});
    m_loaded.reset();
    m_heading->clear();
    m_episodes->showNobody();
    m_status->showNobody();
    m_qualifications->showNobody();
    m_perpetrators->showNobody();
    for (QWidget *part : std::initializer_list<QWidget *>{m_closed, m_elements, m_record, m_status, m_episodes,
                                                          m_qualifications, m_perpetrators, m_cases})
        part->hide();
}

void RegistryPage::refresh()
{
    if (!m_person)
        return;
    readWhole<Loaded>(
        context(), this, m_banner,
        [person = *m_person](casework::Desk &desk) -> base::Result<Loaded> {
            Loaded loaded{.person = person};
            const casework::Access &access = desk.access;
            loaded.mayReadStory = access.mayRead(Thing::Story);
            loaded.mayReadProcedure = access.mayRead(Thing::Procedure);
            loaded.mayWriteStory = access.mayWrite(Thing::Story);
            loaded.mayWriteProcedure = access.mayWrite(Thing::Procedure);
            loaded.mayWritePerpetrators = access.mayWrite(Thing::Perpetrators);
            INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, person));
            loaded.name = file.text(fields::case_file::DisplayName);
            loaded.caseCode = file.text(fields::case_file::CaseCode);
            INDARO_TRY_ASSIGN(loaded.isClosed, casework::isFileClosed(desk, person));
            if (loaded.mayReadStory) {
                INDARO_TRY_ASSIGN(loaded.registry, casework::loadRegistry(desk, person));
                if (loaded.registry->isBegun) {
                    INDARO_TRY_ASSIGN(loaded.standings, standingsOf(desk, {registry_f::Table, person}));
                }
                INDARO_TRY_ASSIGN(loaded.told, casework::listPerpetratorsOf(desk, person));
                if (!loaded.told.isHidden) {
                    INDARO_TRY_ASSIGN(loaded.suspects, casework::listSuspects(desk));
                }
                INDARO_TRY_ASSIGN(loaded.cases, casework::listTraffickingCasesOf(desk, person));
                INDARO_TRY_ASSIGN(loaded.allCases, casework::listTraffickingCases(desk));
            }
            if (loaded.mayReadProcedure) {
                INDARO_TRY_ASSIGN(loaded.status, casework::listStatusOf(desk, person));
                INDARO_TRY_ASSIGN(loaded.qualifications, casework::listQualificationsOf(desk, person));
                if (access.mayRead(Thing::Forms)) {
                    INDARO_TRY_ASSIGN(loaded.offences, casework::listOffences(desk));
                }
            }
            return loaded;
        },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            if (loaded->person != m_person)
                return; // another one was opened meanwhile
            m_loaded = loaded;
            show();
        });
}

void RegistryPage::show()
{
    if (m_loaded == nullptr)
        return;
    m_heading->setText(u"%1  ·  %2"_s.arg(m_loaded->name, m_loaded->caseCode));
    QStringList closed;
    if (m_loaded->isClosed)
        closed << tr("This file is closed: what stands here can be read, and takes nothing.");
    if (!m_loaded->mayReadStory)
        closed << tr("What was done to this person is not shown to your role.");
    if (!m_loaded->mayReadProcedure)
        closed << tr("Status and qualification are not shown to your role.");
    m_closed->setText(closed.join(u'\n'));
    m_closed->setVisible(!closed.isEmpty());
    for (QWidget *part : std::initializer_list<QWidget *>{m_elements, m_record, m_episodes, m_perpetrators, m_cases})
        part->setVisible(m_loaded->mayReadStory);
    for (QWidget *part : std::initializer_list<QWidget *>{m_status, m_qualifications})
        part->setVisible(m_loaded->mayReadProcedure);
    const bool mayWriteStory = m_loaded->mayWriteStory && !m_loaded->isClosed;
    const bool mayWriteProcedure = m_loaded->mayWriteProcedure && !m_loaded->isClosed;
    if (m_loaded->registry) {
        m_record->setEnabled(mayWriteStory);
        m_record->show({m_loaded->registry->record}, m_loaded->standings);
        m_episodes->show(m_loaded->person, m_loaded->registry->episodes, mayWriteStory);
        m_perpetrators->show(m_loaded->person, m_loaded->told, m_loaded->suspects,
                             m_loaded->mayWritePerpetrators && !m_loaded->isClosed);
        showElements();
        showCases();
    }
    m_status->show(m_loaded->person, m_loaded->status, mayWriteProcedure);
    m_qualifications->show(m_loaded->person, m_loaded->qualifications, m_loaded->offences, mayWriteProcedure);
    Q_EMIT toolbarActionsChanged();
}

void RegistryPage::showElements()
{
    const QString language = kit::Translations::code(context().translations->language());
    const casework::Elements &elements = m_loaded->registry->elements;
    m_elementLines->setText(RegistryTexts::elements(elements, language).join(u'\n'));
    for (const auto &[label, text] :
         {std::pair(m_age, RegistryTexts::age(elements)), std::pair(m_told, RegistryTexts::told(elements, language))}) {
        label->setText(text);
        label->setVisible(!text.isEmpty());
    }
    m_conclusion->setText(RegistryTexts::conclusion(elements));
}

void RegistryPage::showCases()
{
    while (auto *item = m_caseLines->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    for (const casework::TraffickingCaseLine &line : m_loaded->cases) {
        auto *button = new kit::PushButton(RegistryTexts::traffickingCase(line), m_cases);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        connect(button, &QPushButton::clicked, this,
                [this, id = line.id] { context().navigator->openPage(TraffickingCasesPageId, OpenTraffickingCase{id}); });
        m_caseLines->addWidget(button, 0, Qt::AlignLeft);
    }
    m_casesEmpty->setVisible(m_loaded->cases.empty());
    const QString before = m_caseChoice->currentData().toString();
    m_caseChoice->clear();
    m_caseChoice->addItem(tr("Which trafficking case"), QString());
    for (const casework::TraffickingCaseLine &line : m_loaded->allCases) {
        const bool isIn = std::ranges::any_of(m_loaded->cases, [&](const auto &one) { return one.id == line.id; });
        if (!isIn && !line.isClosed())
            m_caseChoice->addItem(RegistryTexts::traffickingCase(line), QString::fromStdString(line.id.toText()));
    }
    m_caseChoice->setCurrentIndex(std::max(0, m_caseChoice->findData(before)));
    const bool isOffered = m_loaded->mayWriteStory && !m_loaded->isClosed && m_caseChoice->count() > 1;
    m_caseChoice->setVisible(isOffered);
    m_join->setVisible(isOffered);
    m_join->setEnabled(m_caseChoice->currentIndex() > 0);
}

void RegistryPage::join()
{
    const auto id = sync::RecordId::fromText(m_caseChoice->currentData().toString().toStdString());
    if (!id || !m_person)
        return;
    context().workspace->ask(
        this, [id = *id, person = *m_person](casework::Desk &desk) { return casework::joinVictim(desk, id, person, {}); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            context().navigator->showNotice(tr("The person is in the trafficking case."));
            refresh();
        });
}

void RegistryPage::retranslate()
{
    m_file->setText(tr("The file"));
    m_allCases->setText(tr("Trafficking cases"));
    m_elementsTitle->setText(tr("The elements of trafficking in the law"));
    m_record->setTitle(tr("In the words of the law"));
    m_record->setLanguage(kit::Translations::code(context().translations->language()));
    m_episodes->retranslate();
    m_status->retranslate();
    m_qualifications->retranslate();
    m_perpetrators->retranslate();
    m_casesTitle->setText(tr("Trafficking cases this person is in"));
    m_casesEmpty->setText(
        tr("None yet. A case joins the persons to whom the same network did it; make one on the page of the "
           "trafficking cases."));
    m_caseChoice->setAccessibleName(tr("Which trafficking case"));
    m_join->setText(tr("Join this person to it"));
    show();
}

kit::PageEntry registryPage()
{
    return {
        RegistryPageId, kit::PageEntry::Place::None, [] { return RegistryPage::tr("Registry"); }, u"documentinfo"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new RegistryPage(context, parent); }};
}

} // namespace indaro::ui::pages
