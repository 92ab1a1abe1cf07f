// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/visits_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int VisitTableHeight = 260;
constexpr std::size_t MostVisits = 200; // the older ones stand with each person

} // namespace

struct VisitsPage::Loaded
{
    std::vector<casework::Visit> visits;
    casework::HouseTonight house;
};

VisitsPage::VisitsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_banner(new kit::Banner(this))
{
    auto *column = (new kit::ScrollBody(this))->column();
    makeForm();
    m_empty = kit::makeLabel(kit::TextRole::Muted, this);
    m_table = new QTableWidget(0, 4, this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_form, m_empty, m_table})
        column->addWidget(part);
    column->addStretch();
    kit::setUpList(m_table, {3, 4, 4, 6});
    m_table->setMinimumHeight(VisitTableHeight);
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_new, &QAction::triggered, this, [this] { m_form->begin(); });
    connect(m_form, &ActionPanel::submitted, this, [this] {
        m_when->clear();
        refresh();
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) {
        const auto &visit = m_loaded->visits[std::size_t(row)];
        if (visit.person)
            this->context().navigator->openPage(StayPageId, OpenStay{*visit.person});
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void VisitsPage::makeForm()
{
    m_form = new ActionPanel(
        context(), "house_visit",
        {fields::visit::Kind, fields::visit::Way, fields::visit::SupervisedBy, fields::visit::Note},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::recordVisit(desk, {.person = {},
                                                    .kind = values.at(fields::visit::Kind),
                                                    .way = values.at(fields::visit::Way),
                                                    .happenedAt = values.at(fields::visit::HappenedAt).integerOr(0),
                                                    .wanted = {},
                                                    .supervisedBy = values.at(fields::visit::SupervisedBy),
                                                    .note = values.at(fields::visit::Note)}));
            return {};
        },
        this);
    m_when = new QLineEdit(m_form);
    m_whenRow = new kit::FormRow(m_when, m_form);
    m_form->addMore(m_whenRow, [this](ActionPanel::Values &values) {
        const QString typed = m_when->text().trimmed();
        const auto at = StayTexts::pastMoment(typed, context().clock->nowUtc());
        values[fields::visit::HappenedAt] = std::int64_t(at.value_or(0));
        m_whenRow->setMessage(at || typed.isEmpty() ? QString() : tr("Write the hour as 18:30, or 24/11/2026 18:30."));
        return at || typed.isEmpty();
    });
}

kit::PageId VisitsPage::id() const
{
    return VisitsPageId;
}

QString VisitsPage::title() const
{
    return tr("Visits and calls of the house");
}

QList<QAction *> VisitsPage::toolbarActions() const
{
    return {m_new};
}

void VisitsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

bool VisitsPage::flushEdits()
{
    m_form->flush();
    return true;
}

void VisitsPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->visits, casework::listVisits(desk));
            INDARO_TRY_ASSIGN(loaded->house, casework::loadHouseTonight(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void VisitsPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const int kept = m_table->currentRow();
    m_table->setRowCount(int(std::min(m_loaded->visits.size(), MostVisits)));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::Visit &visit = m_loaded->visits[std::size_t(row)];
        const auto *who = visit.person ? m_loaded->house.findSleeper(*visit.person) : nullptr;
        QStringList what{models::codeLabel(u"visit_kind"_s, visit.kind, language),
                         models::codeLabel(u"visit_way"_s, visit.way, language)};
        what.removeAll(QString());
        QStringList note{visit.supervisedBy, visit.note};
        note.removeAll(QString());
        const QStringList cells{kit::dateTimeText(visit.happenedAt), what.join(u"  ·  "_s),
                                !visit.person    ? tr("the house")
                                : who == nullptr ? tr("somebody who has left")
                                                 : StayTexts::name(*who),
                                note.join(u"  ·  "_s)};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_table->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_table->setVisible(m_table->rowCount() > 0);
    m_empty->setVisible(m_table->rowCount() == 0);
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(std::clamp(kept, 0, m_table->rowCount() - 1), 0);
}

void VisitsPage::retranslate()
{
    m_new->setText(tr("Write down a visit or a call"));
    m_form->setTexts(tr("Somebody came or called for the house (no names)"), tr("Write it down"));
    m_whenRow->setLabel(tr("When"));
    m_whenRow->setHint(tr("Now, when it stays empty. Hour, for example 18:30"));
    m_empty->setText(tr("No visit and no call was written down. Who comes to the gate, sells, repairs or asks belongs here; "
                        "who comes for one person stands on the page of that person’s stay too."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("When"), tr("What"), tr("For whom"), tr("In words (no names)")});
    show();
}

kit::PageEntry visitsPage()
{
    return {VisitsPageId, kit::PageEntry::Place::None, [] { return VisitsPage::tr("Visits and calls of the house"); },
            u"house-tonight"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new VisitsPage(context, parent); }};
}

} // namespace indaro::ui::pages
