// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/suspects_panel.h"

#include "core/casework/plans/record_rows.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/record_section.h"

#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace suspect_f = fields::suspect;
namespace part_f = fields::suspect_in_case;

namespace {

constexpr int SuspectTableHeight = 120;

} // namespace

SuspectsPanel::SuspectsPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_table(new QTableWidget(0, 4, this)),
      m_new(new kit::PushButton(this)), m_join(new kit::PushButton(this)), m_part(new kit::PushButton(this)),
      m_remove(new kit::PushButton(this)), m_mistake(new kit::PushButton(this)), m_fields(new RecordSection(context, this))
{
    kit::setCard(this);
    setObjectName(u"suspectsPanel"_s);
    m_text->setObjectName(u"suspectCount"_s);
    kit::setUpList(m_table, {4, 5, 7, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(SuspectTableHeight);
    for (const sync::FieldId field : {suspect_f::KnownAs, suspect_f::Sex, suspect_f::SaidAge, suspect_f::Nationality,
                                      suspect_f::State, suspect_f::StateOn})
        m_fields->addField(field);
    for (const sync::FieldId field : {suspect_f::Description, suspect_f::Note})
        m_fields->addField(field, true);
    makeForms();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_table})
        column->addWidget(part);
    for (auto *button : {m_part, m_remove, m_join, m_new, m_mistake})
        column->addWidget(button, 0, Qt::AlignLeft);
    for (auto *form : {m_partForm, m_joinForm, m_newForm, m_mistakeForm}) {
        column->addWidget(form);
        connect(form, &ActionPanel::submitted, this, &SuspectsPanel::written);
    }
    column->addWidget(m_fields);
    connect(m_new, &QPushButton::clicked, this, [this] {
        if (m_case)
            m_newForm->begin(*m_case);
    });
    connect(m_join, &QPushButton::clicked, this, [this] {
        if (m_case)
            m_joinForm->begin(*m_case);
    });
    connect(m_mistake, &QPushButton::clicked, this, [this] {
        if (m_case)
            m_mistakeForm->begin(*m_case);
    });
    connect(m_part, &QPushButton::clicked, this, [this] {
        if (const auto *one = chosen())
            m_partForm->beginProposed(one->suspect, {{part_f::Roles, model::toValue(one->roles.join(u' '))},
                                                     {part_f::RoleDetails, model::toValue(one->roleDetails)}});
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const auto *one = chosen();
        if (one == nullptr || !m_case)
            return;
        m_context.workspace->ask(
            this,
            [id = *m_case, suspect = one->suspect](casework::Desk &desk) {
                return casework::removeSuspectFromCase(desk, id, suspect);
            },
            [this](const base::Result<void> &done) {
                if (!done)
                    return Q_EMIT failed(done.error());
                Q_EMIT written();
            });
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    retranslate();
}

void SuspectsPanel::makeForms()
{
    m_newForm = new ActionPanel(
        m_context, "suspect_new",
        {suspect_f::KnownAs, suspect_f::Sex, suspect_f::SaidAge, suspect_f::Nationality, suspect_f::Description,
         suspect_f::State, part_f::Roles},
        [](casework::Desk &desk, sync::RecordId traffickingCase, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto id, casework::addSuspect(desk, {.knownAs = values.at(suspect_f::KnownAs),
                                                                         .sex = values.at(suspect_f::Sex),
                                                                         .saidAge = values.at(suspect_f::SaidAge),
                                                                         .nationality = values.at(suspect_f::Nationality),
                                                                         .description = values.at(suspect_f::Description),
                                                                         .state = values.at(suspect_f::State)}));
            return casework::putSuspectInCase(desk, traffickingCase, id, values.at(part_f::Roles), {});
        },
        this);
    m_joinForm = new ActionPanel(
        m_context, "suspect_join", {part_f::Roles, part_f::RoleDetails},
        [](casework::Desk &desk, sync::RecordId traffickingCase, const ActionPanel::Values &values) -> base::Result<void> {
            const auto suspect = sync::RecordId::fromText(values.at(part_f::Suspect).textOr({}));
            if (!suspect)
                return casework::neededField(part_f::Suspect);
            return casework::putSuspectInCase(desk, traffickingCase, *suspect, values.at(part_f::Roles),
                                              values.at(part_f::RoleDetails));
        },
        this);
    addChoice(m_joinForm, m_choice, m_choiceRow);
    m_mistakeForm = new ActionPanel(
        m_context, "suspect_mistake", {suspect_f::Note},
        [](casework::Desk &desk, sync::RecordId, const ActionPanel::Values &values) -> base::Result<void> {
            const auto suspect = sync::RecordId::fromText(values.at(part_f::Suspect).textOr({}));
            if (!suspect)
                return casework::neededField(part_f::Suspect);
            return casework::removeSuspect(desk, *suspect, values.at(suspect_f::Note));
        },
        this);
    m_mistakeForm->setObjectName(u"suspectMistake"_s);
    addChoice(m_mistakeForm, m_unnamed, m_unnamedRow);
    m_partForm = new ActionPanel(
        m_context, "suspect_part", {part_f::Roles, part_f::RoleDetails},
        [](casework::Desk &desk, sync::RecordId suspect, const ActionPanel::Values &values) -> base::Result<void> {
            const auto traffickingCase = sync::RecordId::fromText(values.at(part_f::TraffickingCase).textOr({}));
            if (!traffickingCase)
                return casework::neededField(part_f::TraffickingCase);
            return casework::putSuspectInCase(desk, *traffickingCase, suspect, values.at(part_f::Roles),
                                              values.at(part_f::RoleDetails));
        },
        this);
    auto *nothing = new QWidget(m_partForm); // which case it is stands above the panel
    nothing->setFixedHeight(0);
    m_partForm->addMore(nothing, [this](ActionPanel::Values &values) {
        values[part_f::TraffickingCase] = m_case ? model::toValue(QString::fromStdString(m_case->toText())) : base::Value();
        return true;
    });
}

void SuspectsPanel::addChoice(ActionPanel *form, QComboBox *&choice, kit::FormRow *&row)
{
    choice = kit::makeNarrowBox(form, 24);
    row = new kit::FormRow(choice, form);
    form->addFirst(row, [box = choice, line = row](ActionPanel::Values &values) {
        if (box->currentIndex() <= 0) {
            line->setMessage(tr("Say which suspect it is."));
            return false;
        }
        line->clearMessage();
        values[part_f::Suspect] = model::toValue(box->currentData().toString());
        return true;
    });
}

QString SuspectsPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void SuspectsPanel::show(sync::RecordId traffickingCase, const casework::SuspectsOfCase &suspects,
                         const std::vector<casework::Suspect> &all, bool mayWrite)
{
    if (m_case != traffickingCase) {
        for (auto *form : {m_newForm, m_joinForm, m_partForm, m_mistakeForm})
            form->hide();
    }
    m_case = traffickingCase;
    m_suspects = suspects;
    m_all = all;
    m_mayWrite = mayWrite && !suspects.isHidden;
    fill();
}

void SuspectsPanel::showNobody()
{
    m_case.reset();
    m_suspects = {};
    m_all.clear();
    m_mayWrite = false;
    for (auto *form : {m_newForm, m_joinForm, m_partForm, m_mistakeForm})
        form->hide();
    fill();
}

void SuspectsPanel::fill()
{
    m_isFilling = true;
    if (m_suspects.isHidden)
        m_text->setText(
            tr("Alleged perpetrators in this case: %1. Who they are is not for your role.").arg(m_suspects.count));
    else
        m_text->setText(
            m_suspects.count == 0
                ? tr("No alleged perpetrator is joined to this case yet.")
                : tr("They are alleged: nobody is guilty before a court has said so. Only some roles see this."));
    m_table->setRowCount(int(m_suspects.list.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::SuspectInCase &one = m_suspects.list[std::size_t(row)];
        const QStringList cells{
            one.code, one.knownAs, models::codeLabels(u"suspect_role"_s, one.roles.join(u' '), language()),
            one.state.isEmpty() ? QString() : models::codeLabel(u"suspect_state"_s, one.state, language())};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_table->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(!m_suspects.list.empty());
    if (!m_suspects.list.empty() && m_table->currentRow() < 0)
        m_table->setCurrentCell(0, 0);
    fillChoice();
    m_isFilling = false;
    showChosen();
}

void SuspectsPanel::fillChoice()
{
    for (QComboBox *choice : {m_choice, m_unnamed}) {
        const QString before = choice->currentData().toString();
        choice->clear();
        choice->addItem(tr("Which suspect it is"), QString());
        for (const casework::Suspect &one : m_all) {
            const bool isIn = std::ranges::any_of(m_suspects.list, [&](const auto &in) { return in.suspect == one.id; });
            if (choice == m_choice ? !isIn : one.cases == 0 && one.tellers == 0)
                choice->addItem(one.knownAs.isEmpty() ? one.code : u"%1  ·  %2"_s.arg(one.code, one.knownAs),
                                QString::fromStdString(one.id.toText()));
        }
        choice->setCurrentIndex(std::max(0, choice->findData(before)));
    }
}

const casework::SuspectInCase *SuspectsPanel::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_suspects.list.size() ? &m_suspects.list[std::size_t(row)] : nullptr;
}

void SuspectsPanel::showChosen()
{
    const casework::SuspectInCase *one = chosen();
    const bool isOne = one != nullptr;
    for (auto *button : {m_part, m_remove})
        button->setVisible(m_mayWrite && isOne);
    m_new->setVisible(m_mayWrite);
    m_join->setVisible(m_mayWrite && m_choice->count() > 1);
    m_mistake->setVisible(m_mayWrite && m_unnamed->count() > 1);
    m_fields->setVisible(isOne);
    m_fields->setEnabled(m_mayWrite);
    loadFields();
}

/// With who wrote what last, as everywhere a record is changed field by field.
void SuspectsPanel::loadFields()
{
    const casework::SuspectInCase *one = chosen();
    if (one == nullptr || m_shown != one->suspect)
        m_fields->show({}, {});
    m_shown = one == nullptr ? std::nullopt : std::optional(one->suspect);
    if (one == nullptr)
        return;
    struct Loaded
    {
        std::vector<casework::Record> record;
        RecordSection::Standings standings;
    };
    m_context.workspace->ask(
        this,
        [key = sync::RecordKey{suspect_f::Table, one->suspect}](
            casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(auto record, casework::loadRecord(desk, key.table, key.record));
            loaded->record.push_back(std::move(record));
            INDARO_TRY_ASSIGN(auto standings, casework::loadStanding(desk, key));
            for (auto &standing : standings)
                loaded->standings.emplace(standing.field, std::move(standing));
            return loaded;
        },
        [this, id = one->suspect](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if (m_shown == id && loaded)
                m_fields->show((*loaded)->record, (*loaded)->standings);
        });
}

void SuspectsPanel::flush()
{
    for (auto *form : {m_newForm, m_joinForm, m_partForm, m_mistakeForm})
        form->flush();
    m_fields->flush();
}

void SuspectsPanel::retranslate()
{
    m_title->setText(tr("Alleged perpetrators"));
    m_table->setAccessibleName(m_title->text());
    m_table->setHorizontalHeaderLabels({tr("Code"), tr("Known as"), tr("Part in what happened"), tr("State")});
    m_new->setText(tr("A new suspect…"));
    m_join->setText(tr("A suspect the house knows…"));
    m_part->setText(tr("Change the part in it…"));
    m_remove->setText(tr("Not in this case"));
    m_mistake->setText(tr("A suspect written down by mistake…"));
    for (kit::FormRow *row : {m_choiceRow, m_unnamedRow})
        row->setLabel(tr("Suspect"));
    m_newForm->setTexts(tr("A suspect nobody has written down before"), tr("Write it down"));
    m_joinForm->setTexts(tr("A suspect who is in this case too"), tr("Join to this case"));
    m_partForm->setTexts(tr("What this suspect is said to have done in this case"), tr("Keep it"));
    m_mistakeForm->setTexts(tr("A suspect whom no case and no file names: say why this was a mistake. The reason and what "
                               "was written stay in the history."),
                            tr("Take this suspect out"));
    m_fields->setTitle(tr("What is known of this suspect"));
    m_fields->setLanguage(language());
    fill();
}

} // namespace indaro::ui::pages
