// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/stock_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_papers.h"

#include <QAction>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int StockTableHeight = 220;
constexpr std::size_t MostMoves = 100; // the older ones are in what was counted since
constexpr int DaysOfSignatures = 7;

} // namespace

struct StockPage::Loaded
{
    std::vector<casework::StockLine> stock;
    std::vector<casework::StockMove> moves;
};

StockPage::StockPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_print(new QAction(this)), m_signatures(new QAction(this)),
      m_banner(new kit::Banner(this)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_stock(new QTableWidget(0, 6, this)), m_movesTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_moves(new QTableWidget(0, 5, this))
{
    auto *body = new kit::ScrollBody(this);
    makeForm(body->widget());
    auto *column = body->column();
    kit::setUpList(m_stock, {6, 4, 3, 3, 3, 4});
    kit::setUpList(m_moves, {4, 6, 4, 3, 6});
    for (auto *table : {m_stock, m_moves}) {
        table->setMinimumHeight(StockTableHeight);
        kit::showWholeRows(table);
        table->setTextElideMode(Qt::ElideNone);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_form, m_empty, m_stock, m_movesTitle, m_moves})
        column->addWidget(part);
    column->addStretch();
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    m_print->setShortcut(QKeySequence::Print);
    connect(m_new, &QAction::triggered, this, [this] { m_form->begin(); });
    connect(m_print, &QAction::triggered, this, &StockPage::printStock);
    connect(m_signatures, &QAction::triggered, this, &StockPage::printGiven);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void StockPage::makeForm(QWidget *body)
{
    m_form = new ActionPanel(
        context(), "stock_move",
        {fields::stock_move::Kind, fields::stock_move::Move, fields::stock_move::Amount, fields::stock_move::LowAt,
         fields::stock_move::Item, fields::stock_move::Note},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::recordStockMove(desk, {.kind = values.at(fields::stock_move::Kind),
                                                        .item = values.at(fields::stock_move::Item),
                                                        .move = values.at(fields::stock_move::Move),
                                                        .amount = values.at(fields::stock_move::Amount).integerOr(0),
                                                        .lowAt = values.at(fields::stock_move::LowAt),
                                                        .note = values.at(fields::stock_move::Note)}));
            return {};
        },
        body);
    m_form->setObjectName(u"stockForm"_s);
    connect(m_form, &ActionPanel::submitted, this, &StockPage::refresh);
}

kit::PageId StockPage::id() const
{
    return StockPageId;
}

QString StockPage::title() const
{
    return tr("Kits and supplies");
}

QList<QAction *> StockPage::toolbarActions() const
{
    return {m_new, m_print, m_signatures};
}

void StockPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_stock->setFocus();
    refresh();
}

bool StockPage::flushEdits()
{
    m_form->flush();
    return true;
}

void StockPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->stock, casework::listStock(desk));
            INDARO_TRY_ASSIGN(loaded->moves, casework::listStockMoves(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void StockPage::show()
{
    if (m_loaded == nullptr)
        return;
    const bool isEmpty = m_loaded->moves.empty();
    m_empty->setVisible(isEmpty);
    for (QWidget *part : std::initializer_list<QWidget *>{m_stock, m_movesTitle, m_moves})
        part->setVisible(!isEmpty);
    m_print->setEnabled(!isEmpty);
    showStock();
    showMoves();
}

void StockPage::showStock()
{
    const QString language = kit::Translations::code(context().translations->language());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    m_stock->setRowCount(int(m_loaded->stock.size()));
    for (int row = 0; row < m_stock->rowCount(); ++row) {
        const casework::StockLine &line = m_loaded->stock[std::size_t(row)];
        QStringList what{models::codeLabel(u"supply_kind"_s, line.kind, language), line.item};
        what.removeAll(QString());
        const QStringList cells{what.join(u"  ·  "_s),
                                line.countedAt
                                    ? tr("%1 on %2").arg(line.counted).arg(kit::dateText(model::localDay(*line.countedAt)))
                                    : tr("never counted"),
                                QString::number(line.received),
                                QString::number(line.out + line.toPeople),
                                QString::number(line.left),
                                line.isLow()    ? tr("low")
                                : line.left < 0 ? tr("more went out than there was: count again")
                                                : QString()};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == 5)
                item->setForeground(alarm);
            m_stock->setItem(row, cell, item);
        }
    }
    m_stock->resizeRowsToContents();
}

void StockPage::showMoves()
{
    const QString language = kit::Translations::code(context().translations->language());
    m_moves->setRowCount(int(std::min(m_loaded->moves.size(), MostMoves)));
    for (int row = 0; row < m_moves->rowCount(); ++row) {
        const casework::StockMove &move = m_loaded->moves[std::size_t(row)];
        QStringList what{models::codeLabel(u"supply_kind"_s, move.kind, language), move.item};
        what.removeAll(QString());
        QStringList rest{move.staffName, move.note};
        rest.removeAll(QString());
        const QStringList cells{kit::dateTimeText(move.movedAt), what.join(u"  ·  "_s),
                                models::codeLabel(u"stock_move"_s, move.move, language), QString::number(move.amount),
                                rest.join(u"  ·  "_s)};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_moves->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_moves->resizeRowsToContents();
}

void StockPage::printStock()
{
    if (m_loaded == nullptr)
        return;
    const auto paper = stockPaper(m_loaded->stock, context().clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    printOnceNoted(
        context(), this, {*paper},
        [](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, std::nullopt, "stock");
        },
        [this](const base::Error &error) { m_banner->showError(error); });
}

/// Of the last seven days, of everybody in the house, to be signed.
void StockPage::printGiven()
{
    const QDate to = model::localDay(context().clock->nowUtc());
    const QDate from = to.addDays(1 - DaysOfSignatures);
    context().workspace->ask(
        this,
        [from, to](casework::Desk &desk) -> base::Result<std::vector<casework::SupplyGiven>> {
            INDARO_TRY_ASSIGN(auto given, casework::listSuppliesGiven(desk, from, to));
            INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, std::nullopt, "supplies"));
            return given;
        },
        [this, from, to](const base::Result<std::vector<casework::SupplyGiven>> &given) {
            const auto paper = given ? suppliesPaper(*given, from, to) : base::Result<print::Paper>(given.error());
            if (!paper)
                return m_banner->showError(paper.error());
            printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
        });
}

void StockPage::retranslate()
{
    m_new->setText(tr("Write down what came, went or was counted"));
    m_print->setText(tr("Print the stock sheet"));
    m_signatures->setText(tr("Print the signature list of the week"));
    m_form->setTexts(tr("Kits and supplies: received, out, lost or counted"), tr("Write it down"));
    m_empty->setText(
        tr("Nothing was counted yet. Count what is in the cupboard once, and say from how few on it is low: what is "
           "given to people is taken off by itself, and what runs out is said on the start page."));
    m_stock->setAccessibleName(title());
    m_stock->setHorizontalHeaderLabels(
        {tr("What"), tr("Counted"), tr("Received"), tr("Out"), tr("How many are left"), tr("State")});
    m_movesTitle->setText(tr("What came and went"));
    m_moves->setAccessibleName(m_movesTitle->text());
    m_moves->setHorizontalHeaderLabels({tr("When"), tr("What"), tr("In, out or counted"), tr("How many"), tr("By")});
    show();
}

kit::PageEntry stockPage()
{
    return {StockPageId, kit::PageEntry::Place::None, [] { return StockPage::tr("Kits and supplies"); }, u"house-tonight"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new StockPage(context, parent); }};
}

} // namespace indaro::ui::pages
