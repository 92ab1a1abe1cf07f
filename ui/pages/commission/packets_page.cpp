// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/packets_page.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/collection.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/commission/figure_words.h"
#include "ui/pages/commission/mailbox_panel.h"
#include "ui/pages/page_ids.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int PacketTableHeight = 180;

QString standingOf(const reports::ShelterStanding &shelter)
{
    const reports::PacketLine *held = shelter.holding();
    if (held == nullptr)
        return PacketsPage::tr("missing");
    QStringList words;
    words << (held->revision > 1 ? PacketsPage::tr("corrected, revision %1").arg(held->revision)
                                 : PacketsPage::tr("it has come"));
    if (held->isLate)
        words << PacketsPage::tr("late: after the publication");
    if (shelter.hasTwin)
        words << PacketsPage::tr("twice, under two keys: counted twice");
    return words.join(u", "_s);
}

QString keyStateOf(const reports::ShelterStanding &shelter)
{
    if (!shelter.isCompared)
        return PacketsPage::tr("not compared: nothing is opened");
    return shelter.comparedOn ? PacketsPage::tr("compared on %1").arg(kit::dateText(*shelter.comparedOn))
                              : PacketsPage::tr("compared");
}

} // namespace

struct PacketsPage::Loaded
{
    std::vector<reports::Period> periods;
    std::optional<reports::Period> period;
    std::vector<reports::ShelterStanding> shelters;
};

PacketsPage::PacketsPage(const kit::PageContext &context, PacketPost *post, QWidget *parent)
    : kit::Page(context, parent), m_folder(new QAction(this)), m_file(new QAction(this)), m_banner(new kit::Banner(this)),
      m_outcomesTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_summary(kit::makeLabel(kit::TextRole::Body, this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_detailTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_detail(kit::makeLabel(kit::TextRole::Body, this)), m_outcomesTable(new QTableWidget(0, 2, this)),
      m_table(new QTableWidget(0, 5, this)), m_changes(new QTableWidget(0, 4, this)), m_period(kit::makeNarrowBox(this, 20)),
      m_periodRow(new kit::FormRow(m_period, this))
{
    auto *column = scrollingColumn(this);
    m_outcomesTable->setObjectName(u"packetOutcomes"_s);
    m_table->setObjectName(u"shelterTable"_s);
    m_changes->setObjectName(u"packetChanges"_s);
    m_period->setObjectName(u"packetPeriod"_s);
    kit::setUpList(m_outcomesTable, {3, 8});
    kit::setUpList(m_table, {5, 5, 3, 3, 4});
    kit::setUpList(m_changes, {6, 4, 2, 2});
    for (auto *table : {m_outcomesTable, m_table, m_changes}) {
        kit::showWholeRows(table);
        table->setTextElideMode(Qt::ElideNone);
        table->setMinimumHeight(PacketTableHeight);
    }
    m_detail->setTextFormat(Qt::PlainText); // names of the directory
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_outcomesTitle, m_outcomesTable, m_periodRow, m_summary,
                                                          m_empty, m_table, m_detailTitle, m_detail, m_changes})
        column->addWidget(part);
    if (post != nullptr) {
        m_mailbox = new MailboxPanel(context, *post, this);
        column->addWidget(m_mailbox);
        connect(post, &PacketPost::fetched, this, [this](const PacketOutcomes &outcomes) {
            if (!outcomes->empty())
                takenIn(outcomes);
        });
    }
    column->addStretch();
    m_folder->setShortcut(QKeySequence::Open);
    connect(m_folder, &QAction::triggered, this, [this] {
        chooseFolderOfPackets(this->context(), this, [this](const PacketOutcomes &outcomes) { takenIn(outcomes); });
    });
    connect(m_file, &QAction::triggered, this,
            [this] { choosePacket(this->context(), this, [this](const PacketOutcomes &outcomes) { takenIn(outcomes); }); });
    connect(m_period, &QComboBox::activated, this, &PacketsPage::refresh);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    showOutcomes();
    retranslate();
}

kit::PageId PacketsPage::id() const
{
    return PacketsPageId;
}

QString PacketsPage::title() const
{
    return tr("Packets of the shelters");
}

QList<QAction *> PacketsPage::toolbarActions() const
{
    return {m_folder, m_file};
}

void PacketsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

void PacketsPage::takenIn(const PacketOutcomes &outcomes)
{
    m_outcomes = outcomes;
    if (outcomes->empty())
        m_banner->keepSaying([this] {
            m_banner->showMessage(kit::Banner::Kind::Warning,
                                  tr("There is no packet in this folder. Packets of numbers end in “.counts”."));
        });
    else
        m_banner->dismiss();
    // Where what came just now stands.
    for (const PacketOutcome &outcome : *outcomes) {
        if (outcome.opened && m_loaded != nullptr) {
            std::vector<reports::Period> periods = m_loaded->periods;
            if (std::ranges::find(periods, outcome.opened->line.period) == periods.end())
                periods.push_back(outcome.opened->line.period);
            fillPeriods(m_period, periods);
            m_period->setCurrentIndex(m_period->findData(outcome.opened->line.period.code()));
            break;
        }
    }
    showOutcomes();
    refresh();
}

void PacketsPage::refresh()
{
    const QDate today = model::localDay(context().clock->nowUtc());
    context().workspace->ask(
        this,
        [today, chosen = chosenPeriod(m_period)](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(const auto counted, reports::listCountedPeriods(desk));
            loaded->periods = closedPeriods(today, counted);
            loaded->period = chosen ? *chosen : counted.empty() ? loaded->periods.front() : counted.front();
            INDARO_TRY_ASSIGN(loaded->shelters, reports::listShelters(desk, *loaded->period));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void PacketsPage::showOutcomes()
{
    const bool isThere = m_outcomes != nullptr && !m_outcomes->empty();
    m_outcomesTitle->setVisible(isThere);
    m_outcomesTable->setVisible(isThere);
    if (!isThere)
        return;
    std::vector<QStringList> rows;
    for (const PacketOutcome &outcome : *m_outcomes)
        rows.push_back({outcome.file, outcome.text()});
    fillRows(m_outcomesTable, rows);
    for (int row = 0; row < m_outcomesTable->rowCount(); ++row) {
        const auto &refused = (*m_outcomes)[std::size_t(row)].refused;
        if (refused && refused->code != base::Errc::PackageReplayed)
            m_outcomesTable->item(row, 1)->setForeground(kit::colors(kit::currentTheme()).errorText);
    }
}

void PacketsPage::show()
{
    if (m_loaded == nullptr)
        return;
    const auto &access = context().workspace->access();
    for (QAction *action : {m_folder, m_file})
        action->setEnabled(!access || access->mayDo(casework::Thing::Numbers));
    fillPeriods(m_period, m_loaded->periods);
    m_period->setCurrentIndex(m_period->findData(m_loaded->period->code()));
    m_isFilling = true;
    const int chosen = std::max(m_table->currentRow(), 0);
    std::vector<QStringList> rows;
    int here = 0;
    for (const reports::ShelterStanding &shelter : m_loaded->shelters) {
        const reports::PacketLine *held = shelter.holding();
        here += held != nullptr ? 1 : 0;
        rows.push_back({shelter.name, standingOf(shelter), held ? kit::dateTimeText(held->madeAt) : QString(),
                        held ? kit::dateTimeText(held->receivedAt) : QString(), keyStateOf(shelter)});
    }
    fillRows(m_table, rows);
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const reports::ShelterStanding &shelter = m_loaded->shelters[std::size_t(row)];
        if (shelter.isMissing() || shelter.hasTwin)
            m_table->item(row, 1)->setForeground(colors.errorText);
        if (!shelter.isCompared)
            m_table->item(row, 4)->setForeground(colors.errorText);
    }
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(std::min(chosen, m_table->rowCount() - 1), 0);
    m_isFilling = false;
    m_table->setVisible(!rows.empty());
    m_empty->setVisible(rows.empty());
    m_summary->setVisible(!rows.empty());
    m_summary->setText(tr("Numbers have come from %1 of %2 shelters for this period.").arg(here).arg(rows.size()));
    showChosen();
}

void PacketsPage::showChosen()
{
    const int row = m_table->currentRow();
    const bool isChosen = m_loaded != nullptr && row >= 0 && std::size_t(row) < m_loaded->shelters.size();
    for (QWidget *part : std::initializer_list<QWidget *>{m_detailTitle, m_detail})
        part->setVisible(isChosen);
    m_changes->hide();
    if (!isChosen)
        return;
    const reports::ShelterStanding &shelter = m_loaded->shelters[std::size_t(row)];
    m_detailTitle->setText(shelter.name);
    QStringList said{tr("The 30 digits of its key: %1").arg(shelter.code)};
    if (!shelter.isCompared)
        said << tr("Nobody has compared them: call the shelter and compare them in the directory.");
    else if (!shelter.comparedBy.isEmpty())
        said << tr("Compared by %1.").arg(shelter.comparedBy);
    for (const reports::PacketLine &line : shelter.revisions)
        said << (line.recordedBy.isEmpty()
                     ? tr("Revision %1: made on %2, taken in on %3.")
                           .arg(line.revision)
                           .arg(kit::dateTimeText(line.madeAt), kit::dateTimeText(line.receivedAt))
                     : tr("Revision %1: made on %2, taken in on %3 by %4.")
                           .arg(line.revision)
                           .arg(kit::dateTimeText(line.madeAt), kit::dateTimeText(line.receivedAt), line.recordedBy));
    if (shelter.isMissing())
        said << tr("Nothing has come for this period. Ask the shelter for its file.");
    m_detail->setText(said.join(u'\n'));
    if (shelter.revisions.size() < 2)
        return;
    context().workspace->ask(
        this,
        [earlier = shelter.revisions[1].id, later = shelter.revisions[0].id](casework::Desk &desk) {
            return reports::loadCorrection(desk, earlier, later);
        },
        [this, later = shelter.revisions[0].id](const base::Result<std::vector<reports::FigureChange>> &changes) {
            const int now = m_table->currentRow();
            const bool isSame = now >= 0 && std::size_t(now) < m_loaded->shelters.size() &&
                                !m_loaded->shelters[std::size_t(now)].isMissing() &&
                                m_loaded->shelters[std::size_t(now)].revisions.front().id == later;
            if (!isSame)
                return;
            if (!changes)
                return m_banner->showError(changes.error());
            const QString language = kit::Translations::code(context().translations->language());
            std::vector<QStringList> rows;
            for (const reports::FigureChange &change : *changes)
                rows.push_back({FigureWords::question(change.question, language),
                                FigureWords::place(change.question, change.place, language), QString::number(change.before),
                                QString::number(change.after)});
            if (rows.empty())
                rows.push_back({tr("No total and no row has changed."), {}, {}, {}});
            fillRows(m_changes, rows);
            m_changes->show();
        });
}

void PacketsPage::retranslate()
{
    m_folder->setText(tr("Open packets from a stick or folder"));
    m_file->setText(tr("Open one packet"));
    m_outcomesTitle->setText(tr("What was opened just now"));
    m_outcomesTable->setAccessibleName(m_outcomesTitle->text());
    m_outcomesTable->setHorizontalHeaderLabels({tr("File"), tr("What became of it")});
    m_periodRow->setLabel(tr("Period"));
    m_empty->setText(
        tr("No shelter is known yet. Write each shelter and its key into the directory, and compare the 30 digits "
           "by telephone. Then open the packets it gives you."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("Shelter"), tr("State"), tr("Made on"), tr("Taken in on"), tr("Key")});
    m_changes->setAccessibleName(tr("What the last correction changed"));
    m_changes->setHorizontalHeaderLabels(
        {tr("What the last correction changed"), tr("Which figure"), tr("Before"), tr("Now")});
    if (m_mailbox != nullptr)
        m_mailbox->retranslate();
    showOutcomes();
    show();
}

kit::PageEntry packetsPage(PacketPost *post)
{
    return {PacketsPageId, kit::PageEntry::Place::Home, [] { return PacketsPage::tr("Packets of the shelters"); },
            u"document-import"_s,
            [post](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new PacketsPage(context, post, parent);
            }};
}

} // namespace indaro::ui::pages
