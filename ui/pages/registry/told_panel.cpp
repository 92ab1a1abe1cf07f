// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/told_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace perpetrator_f = fields::perpetrator;

namespace {

constexpr int ToldTableHeight = 120;

} // namespace

ToldPanel::ToldPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_table(new QTableWidget(0, 4, this)),
      m_add(new kit::PushButton(this)), m_suspect(kit::makeNarrowBox(this, 24)), m_link(new kit::PushButton(this)),
      m_make(new kit::PushButton(this)), m_unlink(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"toldPanel"_s);
    m_text->setObjectName(u"toldCount"_s);
    kit::setUpList(m_table, {5, 5, 6, 4});
    kit::showWholeRows(m_table);
    m_table->setMinimumHeight(ToldTableHeight);
    m_form = new ActionPanel(
        context, "perpetrator_told",
        {perpetrator_f::Name, perpetrator_f::Relation, perpetrator_f::Role, perpetrator_f::RoleDetails,
         perpetrator_f::Description, perpetrator_f::Place},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::addPerpetrator(desk, person,
                                                {.name = values.at(perpetrator_f::Name),
                                                 .roles = values.at(perpetrator_f::Role),
                                                 .roleDetails = values.at(perpetrator_f::RoleDetails),
                                                 .relation = values.at(perpetrator_f::Relation),
                                                 .description = values.at(perpetrator_f::Description),
                                                 .place = values.at(perpetrator_f::Place)}));
            return {};
        },
        this);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_table})
        column->addWidget(part);
    column->addWidget(m_suspect, 0, Qt::AlignLeft);
    for (auto *button : {m_link, m_make, m_unlink, m_add})
        column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    connect(m_form, &ActionPanel::submitted, this, &ToldPanel::written);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (m_person)
            m_form->begin(*m_person);
    });
    connect(m_link, &QPushButton::clicked, this, [this] {
        const auto suspect = sync::RecordId::fromText(m_suspect->currentData().toString().toStdString());
        if (const auto *line = chosen(); line != nullptr && suspect)
            run([told = line->record.id, suspect](casework::Desk &desk) {
                return casework::linkPerpetrator(desk, told, suspect);
            });
    });
    connect(m_make, &QPushButton::clicked, this, [this] {
        if (const auto *line = chosen())
            run([told = line->record.id](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY(casework::suspectFromPerpetrator(desk, told));
                return {};
            });
    });
    connect(m_unlink, &QPushButton::clicked, this, [this] {
        if (const auto *line = chosen())
            run([told = line->record.id](casework::Desk &desk) {
                return casework::linkPerpetrator(desk, told, std::nullopt);
            });
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(m_suspect, &QComboBox::currentIndexChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    retranslate();
}

QString ToldPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void ToldPanel::run(std::function<base::Result<void>(casework::Desk &)> command)
{
    m_context.workspace->ask(this, std::move(command), [this](const base::Result<void> &done) {
        if (!done)
            return Q_EMIT failed(done.error());
        Q_EMIT written();
    });
}

void ToldPanel::show(sync::RecordId person, const casework::ToldPerpetrators &told,
                     const std::vector<casework::Suspect> &suspects, bool mayWrite)
{
    if (m_person != person)
        m_form->hide();
    m_person = person;
    m_told = told;
    m_suspects = suspects;
    m_mayWrite = mayWrite && !told.isHidden;
    fill();
}

void ToldPanel::showNobody()
{
    m_person.reset();
    m_told = {};
    m_suspects.clear();
    m_mayWrite = false;
    m_form->hide();
    fill();
}

void ToldPanel::fill()
{
    m_isFilling = true;
    if (m_told.isHidden)
        m_text->setText(
            tr("Alleged perpetrators this person told of: %1. Who they are is not for your role.").arg(m_told.count));
    else
        m_text->setText(m_told.count == 0
                            ? tr("No alleged perpetrator is written down. They come from the interview, or from here.")
                            : tr("Each is what this person told. Say which suspect of the house it is, where that is known: "
                                 "so others who tell of the same one are seen together."));
    m_table->setRowCount(int(m_told.list.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto &line = m_told.list[std::size_t(row)];
        const QString name = line.record.text(perpetrator_f::Name);
        const QStringList cells{name.isEmpty() ? line.record.text(perpetrator_f::Description) : name,
                                models::codeLabels(u"suspect_role"_s, line.record.text(perpetrator_f::Role), language()),
                                line.record.text(perpetrator_f::Relation),
                                line.suspectCode.isEmpty() ? tr("not known yet") : line.suspectCode};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_table->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_table->resizeRowsToContents();
    m_table->setVisible(!m_told.list.empty());
    if (!m_told.list.empty() && m_table->currentRow() < 0)
        m_table->setCurrentCell(0, 0);
    const QString before = m_suspect->currentData().toString();
    m_suspect->clear();
    m_suspect->addItem(tr("Which suspect it is"), QString());
    for (const casework::Suspect &one : m_suspects)
        m_suspect->addItem(one.knownAs.isEmpty() ? one.code : u"%1  ·  %2"_s.arg(one.code, one.knownAs),
                           QString::fromStdString(one.id.toText()));
    m_suspect->setCurrentIndex(std::max(0, m_suspect->findData(before)));
    m_isFilling = false;
    showChosen();
}

const casework::ToldPerpetrators::Line *ToldPanel::chosen() const
{
    const int row = m_table->currentRow();
    return row >= 0 && std::size_t(row) < m_told.list.size() ? &m_told.list[std::size_t(row)] : nullptr;
}

void ToldPanel::showChosen()
{
    const auto *line = chosen();
    const bool isOffered = m_mayWrite && line != nullptr;
    m_suspect->setVisible(isOffered && !m_suspects.empty());
    m_link->setVisible(isOffered && !m_suspects.empty());
    m_link->setEnabled(m_suspect->currentIndex() > 0);
    m_make->setVisible(isOffered && !line->suspect);
    m_unlink->setVisible(isOffered && line->suspect.has_value());
    m_add->setVisible(m_mayWrite);
}

void ToldPanel::flush()
{
    m_form->flush();
}

void ToldPanel::retranslate()
{
    m_title->setText(tr("Alleged perpetrators"));
    m_table->setAccessibleName(m_title->text());
    m_table->setHorizontalHeaderLabels(
        {tr("Name or description"), tr("Part in what happened"), tr("Relation"), tr("Suspect")});
    m_suspect->setAccessibleName(tr("Which suspect it is"));
    m_add->setText(tr("Write down whom this person told of…"));
    m_link->setText(tr("It is this suspect"));
    m_make->setText(tr("Make a suspect of it: nobody of the list"));
    m_unlink->setText(tr("It is not that suspect"));
    m_form->setTexts(tr("An alleged perpetrator, as this person told it"), tr("Write it down"));
    fill();
}

} // namespace indaro::ui::pages
