// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/counts_page.h"

#include "core/casework/directory/organisation_keys.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/collection.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/commission/figure_words.h"
#include "ui/pages/commission/packet_files.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_words.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr int CountTableHeight = 220;
constexpr auto CommissionCategory = "commission"_L1;

} // namespace

struct CountsPage::Loaded
{
    std::vector<reports::Period> periods;
    reports::Period period;
    std::vector<casework::PartnerKey> commissions; ///< of the directory, compared or not
    bool hasOwnKey = false;
    std::optional<reports::CountPacket> packet;
    std::optional<Error> problem; ///< why there is none
    std::vector<reports::PacketLine> sent;
};

CountsPage::CountsPage(const kit::PageContext &context, PacketPost *post, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_what(kit::makeLabel(kit::TextRole::Body, this)),
      m_key(kit::makeLabel(kit::TextRole::Body, this)), m_leaves(kit::makeLabel(kit::TextRole::Heading, this)),
      m_sentTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_noneSent(kit::makeLabel(kit::TextRole::Muted, this)),
      m_commission(kit::makeNarrowBox(this, 20)), m_period(kit::makeNarrowBox(this, 20)),
      m_tables(kit::makeNarrowBox(this, 24)), m_commissionRow(new kit::FormRow(m_commission, this)),
      m_periodRow(new kit::FormRow(m_period, this)), m_tablesRow(new kit::FormRow(m_tables, this)),
      m_figures(new QTableWidget(0, 2, this)), m_sent(new QTableWidget(0, post != nullptr ? 6 : 5, this)),
      m_directory(new kit::PushButton(this)), m_seal(new kit::PushButton(this)), m_send(new kit::PushButton(this)),
      m_post(post)
{
    auto *column = scrollingColumn(this);
    m_key->setObjectName(u"countsKey"_s);
    m_leaves->setObjectName(u"countsLeaves"_s);
    m_period->setObjectName(u"countsPeriod"_s);
    m_tables->setObjectName(u"countsTables"_s);
    m_figures->setObjectName(u"countsFigures"_s);
    m_sent->setObjectName(u"countsSent"_s);
    m_seal->setObjectName(u"countsSeal"_s);
    m_send->setObjectName(u"countsSend"_s);
    m_directory->setObjectName(u"countsDirectory"_s);
    m_key->setTextFormat(Qt::PlainText);
    kit::setUpList(m_figures, {8, 3});
    if (m_post != nullptr)
        kit::setUpList(m_sent, {4, 2, 4, 4, 4, 6});
    else
        kit::setUpList(m_sent, {4, 2, 4, 5, 4});
    for (auto *table : {m_figures, m_sent}) {
        kit::showWholeRows(table);
        table->setTextElideMode(Qt::ElideNone);
        table->setMinimumHeight(CountTableHeight);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_what, m_commissionRow, m_key})
        column->addWidget(part);
    column->addWidget(m_directory, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_periodRow, m_leaves, m_tablesRow, m_figures})
        column->addWidget(part);
    column->addWidget(m_send, 0, Qt::AlignLeft);
    column->addWidget(m_seal, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_sentTitle, m_noneSent, m_sent})
        column->addWidget(part);
    column->addStretch();
    kit::setButtonRole(m_seal, kit::ButtonRole::Primary);
    connect(m_directory, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(DirectoryPageId); });
    connect(m_seal, &QPushButton::clicked, this, &CountsPage::chooseFolder);
    connect(m_send, &QPushButton::clicked, this, &CountsPage::chooseServer);
    if (m_post != nullptr)
        connect(m_post, &PacketPost::changed, this, [this] {
            if (m_loaded == nullptr)
                return;
            showReceiver();
            showSent();
        });
    connect(m_period, &QComboBox::activated, this, &CountsPage::refresh);
    connect(m_commission, &QComboBox::activated, this, &CountsPage::showReceiver);
    connect(m_tables, &QComboBox::currentIndexChanged, this, &CountsPage::showTable);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId CountsPage::id() const
{
    return CountsPageId;
}

QString CountsPage::title() const
{
    return tr("Numbers for the commission");
}

void CountsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_period->setFocus();
    refresh();
}

void CountsPage::refresh()
{
    const QDate today = model::localDay(context().clock->nowUtc());
    const auto periods = closedPeriods(today);
    context().workspace->ask(
        this,
        [periods, period = chosenPeriod(m_period).value_or(periods.front())](
            casework::Desk &desk) -> Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            loaded->periods = periods;
            loaded->period = period;
            INDARO_TRY_ASSIGN(loaded->commissions, casework::listPartnerKeys(desk));
            std::erase_if(loaded->commissions,
                          [](const casework::PartnerKey &partner) { return partner.category != CommissionCategory; });
            INDARO_TRY_ASSIGN(const auto own, casework::ownOrganisationKey(desk));
            loaded->hasOwnKey = own.has_value();
            INDARO_TRY_ASSIGN(loaded->sent, reports::listPackets(desk));
            std::erase_if(loaded->sent, [](const reports::PacketLine &line) { return line.isReceived; });
            auto packet = reports::previewCounts(desk, period);
            if (packet)
                loaded->packet = std::move(packet).value();
            else
                loaded->problem = packet.error();
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            if (m_loaded->problem)
                m_banner->showError(*m_loaded->problem);
            show();
        });
}

void CountsPage::show()
{
    if (m_loaded == nullptr)
        return;
    fillPeriods(m_period, m_loaded->periods);
    m_period->setCurrentIndex(m_period->findData(m_loaded->period.code()));
    {
        const QSignalBlocker quiet(m_commission);
        const int before = m_commission->currentIndex();
        m_commission->clear();
        for (const casework::PartnerKey &commission : m_loaded->commissions)
            m_commission->addItem(commission.name);
        m_commission->setCurrentIndex(std::clamp(before, 0, std::max(int(m_loaded->commissions.size()) - 1, 0)));
    }
    m_commissionRow->setVisible(m_loaded->commissions.size() > 1);
    const bool isCounted = m_loaded->packet.has_value();
    for (QWidget *part : std::initializer_list<QWidget *>{m_leaves, m_tablesRow, m_figures})
        part->setVisible(isCounted);
    if (isCounted) {
        const QString language = kit::Translations::code(context().translations->language());
        m_leaves->setText(tr("Exactly this leaves: %n table(s) of counts of %1. No name, no file number, nothing of one "
                             "person.",
                             nullptr, int(m_loaded->packet->tables.size()))
                              .arg(FigureWords::period(m_loaded->period)));
        const QSignalBlocker quiet(m_tables);
        const int before = m_tables->currentIndex();
        m_tables->clear();
        for (const reports::Table &table : m_loaded->packet->tables)
            m_tables->addItem(FigureWords::question(table.question, language));
        m_tables->setCurrentIndex(std::clamp(before, 0, std::max(m_tables->count() - 1, 0)));
    }
    showReceiver();
    showTable();
    showSent();
}

void CountsPage::showReceiver()
{
    if (m_loaded == nullptr)
        return;
    const int at = m_commission->currentIndex();
    const bool isThere = at >= 0 && std::size_t(at) < m_loaded->commissions.size();
    QStringList said;
    bool isCompared = false;
    if (isThere) {
        const casework::PartnerKey &commission = m_loaded->commissions[std::size_t(at)];
        isCompared = commission.isCompared;
        said << tr("To: %1").arg(commission.name) << PackageWords::standing(commission);
        if (isCompared)
            said << tr("Its key: %1").arg(commission.code);
    } else {
        said << tr(
            "The directory has no commission with a key. Ask the commission for its key, write it into the directory, "
            "and compare the 30 digits by telephone.");
    }
    if (!m_loaded->hasOwnKey)
        said << tr(
            "This house has no key of its own yet: a director makes one in the directory, and the commission compares "
            "it.");
    m_key->setText(said.join(u'\n'));
    const bool isReady = isCompared && m_loaded->hasOwnKey;
    kit::setTextRole(m_key, isReady ? kit::TextRole::Body : kit::TextRole::Error);
    m_directory->setVisible(!isReady);
    const auto &access = context().workspace->access();
    const bool isAllowed = !access || access->mayDo(casework::Thing::Numbers);
    m_seal->setEnabled(isReady && isAllowed && m_loaded->packet.has_value());
    m_send->setVisible(m_post != nullptr && m_post->canSend());
    m_send->setEnabled(m_seal->isEnabled());
    const bool isUnwritten = m_unwritten != nullptr && m_unwrittenPeriod == m_loaded->period;
    m_seal->setText(isUnwritten ? tr("Write the sealed file to another place…") : tr("Seal it and write the file…"));
    m_send->setText(isUnwritten ? tr("Send the sealed file by the server") : tr("Seal it and send it by the server"));
}

void CountsPage::showTable()
{
    const int at = m_tables->currentIndex();
    if (m_loaded == nullptr || !m_loaded->packet || at < 0 || std::size_t(at) >= m_loaded->packet->tables.size())
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const reports::Table &table = m_loaded->packet->tables[std::size_t(at)];
    std::vector<QStringList> rows;
    for (const FigureLine &line : figureLines(&table, nullptr))
        rows.push_back({FigureWords::place(table.question, line.place, language), QString::number(line.exact->count)});
    for (const reports::NotCounted &left : table.notCounted)
        rows.push_back({tr("not counted: %1").arg(models::codeLabel(u"report_not_counted"_s, left.why, language)),
                        QString::number(left.count)});
    fillRows(m_figures, rows);
}

void CountsPage::showSent()
{
    const auto onTheirWay = m_post != nullptr ? m_post->sent() : std::vector<PacketPost::Sent>();
    std::vector<QStringList> rows;
    for (const reports::PacketLine &line : m_loaded->sent) {
        const auto way = std::ranges::find(onTheirWay, line.hash, &PacketPost::Sent::hash);
        rows.push_back({FigureWords::period(line.period), QString::number(line.revision), kit::dateTimeText(line.madeAt),
                        line.senderName, line.recordedBy, way != onTheirWay.end() ? way->text() : QString()});
    }
    fillRows(m_sent, rows);
    m_sent->setVisible(!rows.empty());
    m_noneSent->setVisible(rows.empty());
}

void CountsPage::chooseFolder()
{
    if (m_loaded == nullptr || !m_loaded->packet)
        return;
    chooseWritableFolder(
        context(), this, tr("The stick or folder for the sealed file"),
        [this](const QString &folder) {
            if (m_unwritten != nullptr && m_unwrittenPeriod == m_loaded->period)
                write(folder);
            else
                sealThen([this, folder] { write(folder); });
        },
        [this](const Error &error) { m_banner->showError(error); });
}

void CountsPage::sealThen(std::function<void()> next)
{
    const int at = m_commission->currentIndex();
    if (!m_loaded->packet || at < 0 || std::size_t(at) >= m_loaded->commissions.size())
        return;
    m_seal->setEnabled(false);
    m_send->setEnabled(false);
    context().workspace->ask(
        this,
        [period = m_loaded->period, shown = m_loaded->packet->tables,
         commission = m_loaded->commissions[std::size_t(at)].entry](
            casework::Desk &desk) -> Result<std::shared_ptr<const reports::SealedCounts>> {
            INDARO_TRY_ASSIGN(const auto now, reports::previewCounts(desk, period));
            if (now.tables != shown)
                return std::shared_ptr<const reports::SealedCounts>(); // something else would leave than was shown
            INDARO_TRY_ASSIGN(auto sealed, reports::sealCounts(desk, period, commission));
            return std::make_shared<const reports::SealedCounts>(std::move(sealed));
        },
        [this, next = std::move(next),
         period = m_loaded->period](const Result<std::shared_ptr<const reports::SealedCounts>> &sealed) {
            if (!sealed) {
                m_banner->showError(sealed.error());
                return showReceiver();
            }
            if (*sealed == nullptr) {
                m_banner->keepSaying([this] {
                    m_banner->showMessage(
                        kit::Banner::Kind::Warning,
                        tr("Something else would leave than was shown. Look at it again before you seal it."));
                });
                return refresh();
            }
            m_unwritten = *sealed;
            m_unwrittenPeriod = period;
            next();
        });
}

void CountsPage::chooseServer()
{
    if (m_loaded == nullptr || !m_loaded->packet)
        return;
    if (m_unwritten != nullptr && m_unwrittenPeriod == m_loaded->period)
        send();
    else
        sealThen([this] { send(); });
}

void CountsPage::send()
{
    m_seal->setEnabled(false);
    m_send->setEnabled(false);
    m_post->send(m_unwritten->bytes, this, [this, sealed = m_unwritten](const Result<void> &kept) {
        if (!kept) {
            m_banner->showMessage(kit::Banner::Kind::Error,
                                  kit::errorText(kept.error()).whole() + u' ' +
                                      tr("The numbers are sealed, but they wait for no server: write the file to a stick."));
            return showReceiver();
        }
        if (m_unwritten == sealed) {
            m_unwritten.reset();
            m_unwrittenPeriod.reset();
        }
        m_banner->keepSaying([this] {
            m_banner->showMessage(
                kit::Banner::Kind::Good,
                tr("It is sealed and leaves by itself as soon as there is a connection. The list below says when the server "
                   "has it, and when the commission has read it."));
        });
        refresh();
    });
}

void CountsPage::write(const QString &folder)
{
    m_seal->setEnabled(false);
    writePacket(this, folder, m_unwritten, [this, sealed = m_unwritten](const Result<void> &written) {
        if (!written) {
            m_banner->showMessage(
                kit::Banner::Kind::Error,
                kit::errorText(written.error()).whole() + u' ' +
                    tr("The numbers are sealed, but they are on no stick yet: write the file to another place."));
            return showReceiver();
        }
        if (m_unwritten == sealed) {
            m_unwritten.reset();
            m_unwrittenPeriod.reset();
        }
        m_banner->keepSaying([this, sealed] {
            QString said =
                tr("The file %1 is written. Nobody but the commission can open it: hand over the stick, or attach "
                   "the file to an e-mail.")
                    .arg(sealed->fileName);
            if (sealed->revision > 1)
                said += u' ' + tr("It is revision %1 of this period and replaces the one before.").arg(sealed->revision);
            m_banner->showMessage(kit::Banner::Kind::Good, said);
        });
        refresh();
    });
}

void CountsPage::retranslate()
{
    m_what->setText(
        tr("The commission adds up the numbers of all shelters. It gets exact counts, sealed to its key, and "
           "publishes nothing of a single shelter. When something was corrected here, seal the period again: the "
           "new file replaces the earlier one."));
    m_commissionRow->setLabel(tr("Commission"));
    m_periodRow->setLabel(tr("Period"));
    m_tablesRow->setLabel(tr("Table"));
    m_directory->setText(tr("Open the directory"));
    m_figures->setAccessibleName(tr("What leaves"));
    m_figures->setHorizontalHeaderLabels({tr("Which figure"), tr("How many")});
    m_sentTitle->setText(tr("Sealed so far"));
    m_noneSent->setText(tr("Nothing was sealed for the commission yet."));
    m_sent->setAccessibleName(m_sentTitle->text());
    QStringList columns{tr("Period"), tr("Revision"), tr("Made on"), tr("For"), tr("By")};
    if (m_post != nullptr)
        columns << tr("By the server");
    m_sent->setHorizontalHeaderLabels(columns);
    m_seal->setText(tr("Seal it and write the file…"));
    m_send->setText(tr("Seal it and send it by the server"));
    m_send->setVisible(m_post != nullptr && m_post->canSend());
    show();
}

kit::PageEntry countsPage(PacketPost *post)
{
    return {CountsPageId, kit::PageEntry::Place::None, [] { return CountsPage::tr("Numbers for the commission"); },
            u"document-send"_s,
            [post](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new CountsPage(context, post, parent);
            }};
}

} // namespace indaro::ui::pages
