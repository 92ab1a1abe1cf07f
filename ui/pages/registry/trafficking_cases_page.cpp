// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/trafficking_cases_page.h"

#include "core/casework/audit/openings.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/registry/qualifications_panel.h"
#include "ui/pages/registry/suspects_panel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace case_f = fields::trafficking_case;
using casework::Thing;

namespace {

constexpr int NarrowCases = 1000; // below this a case stands under the list
constexpr int CaseTableHeight = 260;

} // namespace

struct TraffickingCasesPage::Listed
{
    std::vector<casework::TraffickingCaseLine> lines{};
};

struct TraffickingCasesPage::Loaded
{
    casework::TraffickingCase found;
    RecordSection::Standings standings{};
    std::vector<casework::Suspect> suspects{};
    std::vector<casework::Offence> offences{};
};

TraffickingCasesPage::TraffickingCasesPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_scroll(new QScrollArea(this)), m_banner(new kit::Banner(this)),
      m_empty(new kit::EmptyState(u"documentinfo"_s, this)), m_search(new kit::SearchField(this)),
      m_count(kit::makeLabel(kit::TextRole::Muted, this)), m_split(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_table(new QTableWidget(0, 5, this)), m_detail(new QWidget(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    m_form = new ActionPanel(
        context, "trafficking_case", {case_f::Title, case_f::OpenedOn, case_f::Note},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::openTraffickingCase(desk, {.title = values.at(case_f::Title),
                                                            .openedOn = values.at(case_f::OpenedOn),
                                                            .note = values.at(case_f::Note)}));
            return {};
        },
        this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_search, m_form, m_count, m_empty})
        column->addWidget(part);
    kit::setUpList(m_table, {7, 7, 6, 4, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(CaseTableHeight);
    makeDetail();
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_table, 4); // wide enough for a number and a day
    m_split->addWidget(m_detail, 5);
    m_split->setAlignment(m_detail, Qt::AlignTop);
    column->addLayout(m_split, 1);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connectParts();
    m_empty->hide();
    m_detail->hide();
    retranslate();
}

void TraffickingCasesPage::makeDetail()
{
    m_number = kit::makeLabel(kit::TextRole::Heading, m_detail);
    m_nameInTitle = kit::makeLabel(kit::TextRole::Error, m_detail);
    m_fields = new RecordSection(context(), m_detail);
    m_fields->setObjectName(u"caseFields"_s);
    m_fields->addField(case_f::Title, true);
    for (const sync::FieldId field : {case_f::OpenedOn, case_f::ClosedOn})
        m_fields->addField(field);
    m_fields->addField(case_f::Note, true);
    m_victims = new QFrame(m_detail);
    kit::setCard(m_victims);
    m_victims->setObjectName(u"victims"_s);
    m_victimsTitle = kit::makeLabel(kit::TextRole::Heading, m_victims);
    m_victimsEmpty = kit::makeLabel(kit::TextRole::Muted, m_victims);
    m_victimLines = new QVBoxLayout;
    m_victimLines->setSpacing(kit::space::Half);
    m_code = new QLineEdit(m_victims);
    m_code->setObjectName(u"victimCode"_s);
    m_codeRow = new kit::FormRow(m_code, m_victims);
    m_join = new kit::PushButton(m_victims);
    auto *victims = new QVBoxLayout(m_victims);
    victims->setSpacing(kit::space::One);
    victims->addWidget(m_victimsTitle);
    victims->addWidget(m_victimsEmpty);
    victims->addLayout(m_victimLines);
    victims->addWidget(m_codeRow);
    victims->addWidget(m_join, 0, Qt::AlignLeft);
    m_suspects = new SuspectsPanel(context(), m_detail);
    m_qualifications = new QualificationsPanel(context(), QualificationsPanel::Of::TraffickingCase, m_detail);
    auto *column = new QVBoxLayout(m_detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_number, m_nameInTitle, m_fields, m_victims, m_suspects, m_qualifications})
        column->addWidget(part);
}

void TraffickingCasesPage::connectParts()
{
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_new, &QAction::triggered, this, [this] { m_form->begin(); });
    connect(m_form, &ActionPanel::submitted, this, [this] { m_isJustOpened = true; });
    connect(m_empty, &kit::EmptyState::started, this, [this] { m_form->begin(); });
    connect(m_form, &ActionPanel::submitted, this, [this] {
        context().navigator->showNotice(tr("The case has a number; join the persons to it now."));
        m_chosen.reset(); // the newest stands first
        m_search->clear();
        refresh();
    });
    connect(m_search, &QLineEdit::textChanged, this, &TraffickingCasesPage::find);
    connect(m_search, &kit::SearchField::movedOn, this, [this] { m_table->setFocus(Qt::TabFocusReason); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(m_join, &QPushButton::clicked, this, &TraffickingCasesPage::addVictim);
    connect(m_code, &QLineEdit::returnPressed, this, &TraffickingCasesPage::addVictim);
    connect(m_suspects, &SuspectsPanel::written, this, &TraffickingCasesPage::refresh);
    connect(m_suspects, &SuspectsPanel::failed, m_banner, &kit::Banner::showError);
    connect(m_qualifications, &QualificationsPanel::written, this, &TraffickingCasesPage::refresh);
    connect(context().workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

kit::PageId TraffickingCasesPage::id() const
{
    return TraffickingCasesPageId;
}

QString TraffickingCasesPage::title() const
{
    return tr("Trafficking cases");
}

QList<QAction *> TraffickingCasesPage::toolbarActions() const
{
    return mayWrite() ? QList{m_new} : QList<QAction *>();
}

bool TraffickingCasesPage::mayWrite() const
{
    const auto &access = context().workspace->access();
    return !access || access->mayWrite(Thing::Story);
}

void TraffickingCasesPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    if (const auto *which = argument.as<OpenTraffickingCase>()) {
        m_chosen = which->traffickingCase;
        m_search->clear();
    }
    m_search->setFocus();
    refresh();
}

bool TraffickingCasesPage::flushEdits()
{
    m_form->flush();
    m_fields->flush();
    m_suspects->flush();
    m_qualifications->flush();
    return true;
}

bool TraffickingCasesPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void TraffickingCasesPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    m_split->setDirection(width() < NarrowCases ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void TraffickingCasesPage::refresh()
{
    readWhole<Listed>(
        context(), this, m_banner,
        [](casework::Desk &desk) -> base::Result<Listed> {
            Listed listed;
            INDARO_TRY_ASSIGN(listed.lines, casework::listTraffickingCases(desk));
            return listed;
        },
        [this](const std::shared_ptr<const Listed> &listed) {
            m_listed = listed;
            find();
        });
}

void TraffickingCasesPage::find()
{
    if (m_listed == nullptr)
        return;
    const QStringList words = model::foldWords(m_search->text());
    m_found.clear();
    for (std::size_t at = 0; at < m_listed->lines.size(); ++at) {
        const casework::TraffickingCaseLine &line = m_listed->lines[at];
        const QString text = model::foldName(QString(line.number + u' ' + line.title));
        if (std::ranges::all_of(words, [&](const QString &word) { return text.contains(word); }))
            m_found.push_back(at);
    }
    m_isFilling = true;
    m_table->setRowCount(int(m_found.size()));
    int chosenRow = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::TraffickingCaseLine &line = m_listed->lines[m_found[std::size_t(row)]];
        const QStringList cells{line.number, line.isClosed() ? tr("%1 (closed)").arg(line.title) : line.title,
                                kit::dateText(line.openedOn), QString::number(line.victims), QString::number(line.suspects)};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (line.isClosed())
                item->setForeground(kit::colors(kit::currentTheme()).muted);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == line.id)
            chosenRow = row;
    }
    m_table->resizeRowsToContents();
    if (!m_found.empty())
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    const bool isNone = m_listed->lines.empty();
    m_empty->setVisible(isNone);
    for (QWidget *part : std::initializer_list<QWidget *>{m_search, m_count, m_table})
        part->setVisible(!isNone);
    m_count->setText(m_found.empty() ? tr("Nothing matches. Try fewer letters.")
                                     : tr("%n trafficking case(s)", nullptr, int(m_found.size())));
    showChosen();
}

void TraffickingCasesPage::showChosen()
{
    const int row = m_table->currentRow();
    const bool isOne = m_listed != nullptr && row >= 0 && std::size_t(row) < m_found.size();
    m_chosen = isOne ? std::optional(m_listed->lines[m_found[std::size_t(row)]].id) : std::nullopt;
    if (!isOne || m_loaded == nullptr || m_loaded->found.line.id != *m_chosen) {
        m_fields->show({}, {}); // until the other one is read, nothing of this one may be written to
        m_suspects->showNobody();
        m_qualifications->showNobody();
        m_detail->hide();
        m_loaded.reset();
    }
    if (!isOne)
        return;
    readWhole<Loaded>(
        context(), this, m_banner,
        [id = *m_chosen](casework::Desk &desk) -> base::Result<Loaded> {
            INDARO_TRY_ASSIGN(auto found, casework::loadTraffickingCase(desk, id));
            Loaded loaded{std::move(found)};
            INDARO_TRY_ASSIGN(auto standings, casework::loadStanding(desk, {case_f::Table, id}));
            for (auto &standing : standings)
                loaded.standings.emplace(standing.field, std::move(standing));
            if (!loaded.found.suspects.isHidden) {
                INDARO_TRY_ASSIGN(loaded.suspects, casework::listSuspects(desk));
            }
            if (desk.access.mayRead(Thing::Forms)) {
                INDARO_TRY_ASSIGN(loaded.offences, casework::listOffences(desk));
            }
            // Who is in it is a list of people.
            INDARO_TRY(casework::noteListShown(desk, int(loaded.found.victims.size())));
            return loaded;
        },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            if (m_chosen != loaded->found.line.id)
                return; // another one was chosen meanwhile
            m_loaded = loaded;
            showDetail();
        });
}

void TraffickingCasesPage::showDetail()
{
    if (m_loaded == nullptr)
        return;
    const casework::TraffickingCase &found = m_loaded->found;
    const auto &access = context().workspace->access();
    m_detail->show();
    m_number->setText(tr("Trafficking case %1").arg(found.line.number));
    m_nameInTitle->setVisible(found.isNameInTitle);
    m_fields->setEnabled(mayWrite());
    m_fields->show({found.record}, m_loaded->standings);
    showVictims();
    m_suspects->show(found.line.id, found.suspects, m_loaded->suspects, !access || access->mayWrite(Thing::Perpetrators));
    if (m_isJustOpened) // the form that opened the case is gone, and with it what had the keyboard
        m_code->setFocus();
    m_isJustOpened = false;
    m_qualifications->setVisible(!found.areQualificationsHidden);
    m_qualifications->show(found.line.id, found.qualifications, m_loaded->offences,
                           !access || access->mayWrite(Thing::Procedure));
}

void TraffickingCasesPage::showVictims()
{
    while (auto *item = m_victimLines->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    const QString language = kit::Translations::code(context().translations->language());
    for (const casework::CaseVictim &victim : m_loaded->found.victims) {
        QStringList parts{victim.displayName, victim.caseCode,
                          victim.isMinor == "no"_L1 || victim.isMinor.isEmpty()
                              ? QString()
                              : models::codeLabel(u"is_minor"_s, victim.isMinor, language),
                          victim.note};
        parts.removeAll(QString());
        auto *line = new QWidget(m_victims);
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        auto *open = new kit::PushButton(parts.join(u"  ·  "_s), line);
        kit::setButtonRole(open, kit::ButtonRole::Quiet);
        connect(open, &QPushButton::clicked, this,
                [this, person = victim.person] { context().navigator->openPage(RegistryPageId, OpenRegistry{person}); });
        row->addWidget(open, 1);
        if (mayWrite()) {
            auto *remove = new kit::PushButton(tr("Not in this case"), line);
            remove->setAccessibleName(tr("Not in this case: %1").arg(victim.caseCode));
            connect(remove, &QPushButton::clicked, this, [this, person = victim.person] { removeVictim(person); });
            row->addWidget(remove);
        }
        m_victimLines->addWidget(line);
    }
    m_victimsEmpty->setVisible(m_loaded->found.victims.empty());
    m_codeRow->setVisible(mayWrite());
    m_join->setVisible(mayWrite());
}

void TraffickingCasesPage::addVictim()
{
    const QString code = m_code->text().trimmed();
    if (!m_chosen || code.isEmpty())
        return m_codeRow->setMessage(tr("Type the case code of the person, as it stands on the file."));
    context().workspace->ask(
        this,
        [id = *m_chosen, code](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto person, casework::loadPersonByCode(desk, code));
            return casework::joinVictim(desk, id, person, {});
        },
        [this](const base::Result<void> &done) {
            if (!done) {
                const auto error = done.error().code;
                return m_codeRow->setMessage(error == base::Errc::NotFound       ? tr("Nobody in this house has that code.")
                                             : error == base::Errc::RecordExists ? tr("This person is in the case already.")
                                                                                 : kit::errorText(done.error()).whole());
            }
            m_codeRow->clearMessage();
            m_code->clear();
            refresh();
        });
}

void TraffickingCasesPage::removeVictim(sync::RecordId person)
{
    if (!m_chosen)
        return;
    context().workspace->ask(
        this, [id = *m_chosen, person](casework::Desk &desk) { return casework::removeVictim(desk, id, person); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            refresh();
        });
}

void TraffickingCasesPage::retranslate()
{
    m_new->setText(tr("Open a trafficking case"));
    kit::setHint(m_search, tr("Search by number or working title"));
    m_search->setAccessibleName(kit::hintOf(m_search));
    m_empty->setTexts(
        tr("No trafficking case yet"),
        tr("A trafficking case joins the persons to whom the same network did it, and the alleged perpetrators. "
           "It has a number and never a name. Open one as soon as two files tell of the same people."));
    m_empty->setActionText(mayWrite() ? tr("Open a trafficking case") : QString());
    m_form->setTexts(tr("A trafficking case. Its working title says what it is about, and names nobody."), tr("Open it"));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels(
        {tr("Number"), tr("Working title"), tr("Known since"), tr("Persons"), tr("Suspects")});
    m_nameInTitle->setText(tr("The working title says a name of somebody in this case. Take it out: titles are seen by more "
                              "people than names."));
    m_fields->setTitle(tr("About the case"));
    m_fields->setLanguage(kit::Translations::code(context().translations->language()));
    m_victimsTitle->setText(tr("Persons it was done to"));
    m_victimsEmpty->setText(tr("Nobody is joined to this case yet."));
    m_codeRow->setLabel(tr("Case code of a person"));
    m_join->setText(tr("Join this person"));
    m_suspects->retranslate();
    m_qualifications->retranslate();
    if (m_listed != nullptr)
        find();
    showDetail();
}

kit::PageEntry traffickingCasesPage()
{
    return {TraffickingCasesPageId, kit::PageEntry::Place::None,
            [] { return TraffickingCasesPage::tr("Trafficking cases"); }, u"documentinfo"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new TraffickingCasesPage(context, parent);
            }};
}

} // namespace indaro::ui::pages
