// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/publications_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/collection.h"
#include "core/reports/release_files.h"
#include "ui/kit/background.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/commission/figure_words.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Errc;
using base::Error;
using base::Result;
using reports::Publication;

namespace {

constexpr int ReleaseTableHeight = 180;
constexpr std::size_t MostChangesShown = 200;
constexpr qsizetype DigitsOfHash = 16;

std::vector<reports::Period> yearsOf(const std::vector<reports::Period> &periods)
{
    std::vector<reports::Period> years;
    for (const reports::Period &period : periods) {
        const auto year = reports::Period::ofYear(period.from.year());
        if (std::ranges::find(years, year) == years.end())
            years.push_back(year);
    }
    std::ranges::sort(years, std::ranges::greater(), &reports::Period::from);
    return years;
}

} // namespace

struct PublicationsPage::Loaded
{
    std::vector<reports::Period> years;
    std::optional<reports::Period> year;
    std::optional<reports::Release> preview;
    std::optional<Error> problem; ///< why there is no preview
    reports::Coverage coverage;
    std::vector<reports::PacketGap> gaps; ///< of the year and its quarters
    std::vector<Publication> all;
    std::vector<reports::ShownChange> changes; ///< against the last one of the year

    [[nodiscard]] const Publication *last() const
    {
        const auto found = std::ranges::find(all, *year, &Publication::period);
        return found == all.end() ? nullptr : &*found;
    }
};

PublicationsPage::PublicationsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_publish(new QAction(this)), m_write(new QAction(this)), m_banner(new kit::Banner(this)),
      m_second(new SecondPersonPanel(this)), m_year(kit::makeNarrowBox(this)), m_yearRow(new kit::FormRow(m_year, this)),
      m_state(kit::makeLabel(kit::TextRole::Body, this)), m_changesTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_releasesTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_changes(new QTableWidget(0, 5, this)), m_releases(new QTableWidget(0, 6, this))
{
    auto *column = scrollingColumn(this);
    m_year->setObjectName(u"publicationYear"_s);
    m_state->setObjectName(u"publicationState"_s);
    m_changes->setObjectName(u"publicationChanges"_s);
    m_releases->setObjectName(u"releaseTable"_s);
    m_state->setTextFormat(Qt::PlainText);
    kit::setUpList(m_changes, {3, 6, 4, 2, 2});
    kit::setUpList(m_releases, {2, 2, 4, 4, 2, 4});
    for (auto *table : {m_changes, m_releases}) {
        kit::showWholeRows(table);
        table->setTextElideMode(Qt::ElideNone);
        table->setMinimumHeight(ReleaseTableHeight);
    }
    m_second->hide();
    m_publish->setEnabled(false); // until the figures that would be published are known
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_second, m_yearRow, m_state, m_changesTitle, m_changes,
                                                          m_releasesTitle, m_empty, m_releases})
        column->addWidget(part);
    column->addStretch();
    connect(m_publish, &QAction::triggered, this, [this] {
        m_banner->keepSaying([this] {
            m_banner->showMessage(kit::Banner::Kind::Info,
                                  tr("Figures are published by two: whoever stands beside you types her or his passphrase. "
                                     "What is published once stands for ever; a later release must fit it."));
        });
        m_second->start(this->context().vault);
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { publishWith(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] {
        m_second->hide();
        m_banner->dismiss();
    });
    connect(m_write, &QAction::triggered, this, &PublicationsPage::chooseFolder);
    connect(m_year, &QComboBox::activated, this, &PublicationsPage::refresh);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId PublicationsPage::id() const
{
    return PublicationsPageId;
}

QString PublicationsPage::title() const
{
    return tr("Publications");
}

QList<QAction *> PublicationsPage::toolbarActions() const
{
    return {m_publish, m_write};
}

void PublicationsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_second->hide();
    m_year->setFocus();
    refresh();
}

void PublicationsPage::refresh()
{
    const QDate today = model::localDay(context().clock->nowUtc());
    context().workspace->ask(
        this,
        [today, chosen = chosenPeriod(m_year)](casework::Desk &desk) -> Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(const auto counted, reports::listCountedPeriods(desk));
            loaded->years = yearsOf(closedPeriods(today, counted));
            // This year is not over, though some of its quarters are.
            std::erase_if(loaded->years, [today](const reports::Period &year) { return year.until >= today; });
            const auto sent = std::ranges::find_if(
                counted, [](const reports::Period &each) { return each.kind() == reports::PeriodKind::Year; });
            loaded->year = chosen ? *chosen : sent != counted.end() ? *sent : loaded->years.front();
            INDARO_TRY_ASSIGN(loaded->all, reports::listPublications(desk));
            INDARO_TRY_ASSIGN(loaded->coverage, reports::coverageOf(desk, *loaded->year));
            std::vector<reports::Period> periods = loaded->year->parts(reports::PeriodKind::Quarter);
            periods.push_back(*loaded->year);
            for (const reports::Period &period : periods) {
                INDARO_TRY_ASSIGN(const auto gaps, reports::gapsOf(desk, period));
                loaded->gaps.insert(loaded->gaps.end(), gaps.begin(), gaps.end());
            }
            auto preview = reports::previewRelease(desk, *loaded->year);
            if (!preview) {
                loaded->problem = preview.error();
                return std::shared_ptr<const Loaded>(std::move(loaded));
            }
            if (const Publication *last = loaded->last())
                loaded->changes = reports::changesBetween(last->release, *preview);
            loaded->preview = std::move(preview).value();
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void PublicationsPage::show()
{
    if (m_loaded == nullptr)
        return;
    fillPeriods(m_year, m_loaded->years);
    m_year->setCurrentIndex(m_year->findData(m_loaded->year->code()));
    const Publication *last = m_loaded->last();
    QStringList said;
    if (last == nullptr)
        said << tr("The figures of %1 are not published yet.").arg(m_loaded->year->code());
    else
        said << tr("Release %1 of %2 was published on %3.")
                    .arg(last->number)
                    .arg(last->period.code(), kit::dateTimeText(last->publishedAt));
    if (m_loaded->preview)
        said << tr("%n shelter(s) sent the whole year.", nullptr, int(m_loaded->coverage.here.size()));
    else if (m_loaded->problem->code == Errc::NotFound)
        said << tr("No shelter has sent the numbers of this year, so there is nothing to publish.");
    else
        m_banner->showError(*m_loaded->problem);
    if (m_loaded->preview && m_loaded->coverage.here.size() == 1)
        said
            << tr("These are the figures of %1 alone, and whoever reads them can tell so. Where another shelter is still to "
                  "send, publish afterwards.")
                   .arg(m_loaded->coverage.here.front().senderName);
    if (!m_loaded->coverage.missing.isEmpty())
        said << tr("Missing: %1. What comes later can be published as a further release.")
                    .arg(m_loaded->coverage.missing.join(u"; "_s));
    if (const QString gaps = FigureWords::gaps(m_loaded->gaps); !gaps.isEmpty())
        said << gaps;
    if (last != nullptr && m_loaded->preview && m_loaded->changes.empty())
        said << tr("Nothing would read differently if it were published again.");
    m_state->setText(said.join(u'\n'));
    const auto &access = context().workspace->access();
    const bool isAllowed = !access || access->mayDo(casework::Thing::Numbers);
    m_publish->setEnabled(isAllowed && m_loaded->preview && (last == nullptr || !m_loaded->changes.empty()));
    m_write->setEnabled(!m_loaded->all.empty());
    showChanges();
    showReleases();
}

void PublicationsPage::showChanges()
{
    const bool isThere = !m_loaded->changes.empty();
    m_changesTitle->setVisible(isThere);
    m_changes->setVisible(isThere);
    if (!isThere)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    m_changesTitle->setText(tr("What a further release would change: %n figure(s)", nullptr, int(m_loaded->changes.size())));
    std::vector<QStringList> rows;
    for (const reports::ShownChange &change : m_loaded->changes) {
        if (rows.size() == MostChangesShown)
            break;
        rows.push_back({FigureWords::period(change.question.period), FigureWords::question(change.question, language),
                        FigureWords::place(change.question, change.place, language), reports::textOf(change.before),
                        reports::textOf(change.after)});
    }
    fillRows(m_changes, rows);
}

void PublicationsPage::showReleases()
{
    const int before = std::max(m_releases->currentRow(), 0);
    std::vector<QStringList> rows;
    for (const Publication &one : m_loaded->all)
        rows.push_back({one.period.code(), QString::number(one.number), kit::dateTimeText(one.publishedAt), one.publishedBy,
                        QString::number(one.packets), QString::fromStdString(base::toHex(one.hash)).left(DigitsOfHash)});
    fillRows(m_releases, rows);
    if (!rows.empty())
        m_releases->setCurrentCell(std::min(before, int(rows.size()) - 1), 0);
    m_releases->setVisible(!rows.empty());
    m_empty->setVisible(rows.empty());
}

const Publication *PublicationsPage::chosen() const
{
    const int row = m_releases->currentRow();
    return m_loaded != nullptr && row >= 0 && std::size_t(row) < m_loaded->all.size() ? &m_loaded->all[std::size_t(row)]
                                                                                      : nullptr;
}

void PublicationsPage::publishWith(const std::string &agreed)
{
    m_second->hide();
    if (m_loaded == nullptr || !m_loaded->preview)
        return;
    m_publish->setEnabled(false);
    context().workspace->ask(
        this,
        [year = *m_loaded->year, seen = *m_loaded->preview, agreed](casework::Desk &desk) {
            return reports::publish(desk, year, seen, agreed);
        },
        [this](const Result<Publication> &published) {
            if (!published && published.error().code == Errc::WrongState) {
                m_banner->keepSaying([this] {
                    m_banner->showMessage(kit::Banner::Kind::Warning,
                                          tr("A packet has come meanwhile, and other figures would be published than were "
                                             "shown. Nothing is published. Look at them again."));
                });
            } else if (!published) {
                m_banner->showError(published.error());
            } else {
                m_releases->setCurrentCell(0, 0); // the newest one
                m_banner->keepSaying([this, number = published->number, year = published->period.code()] {
                    m_banner->showMessage(kit::Banner::Kind::Good,
                                          tr("Release %1 of %2 is published. Write its files to a folder to hand it out.")
                                              .arg(number)
                                              .arg(year));
                });
            }
            refresh();
        });
}

void PublicationsPage::chooseFolder()
{
    const Publication *publication = chosen();
    if (publication == nullptr)
        return;
    chooseWritableFolder(
        context(), this, tr("The folder for the published figures"),
        [this, one = *publication](const QString &folder) { write(one, folder); },
        [this](const Error &error) { m_banner->showError(error); });
}

void PublicationsPage::write(const Publication &publication, const QString &folder)
{
    const auto shared = std::make_shared<const Publication>(publication);
    const QString language = kit::Translations::code(context().translations->language());
    const QString name = reports::releaseFolderName(publication);
    context().workspace->ask(
        this,
        [shared](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::FiguresPublished, shared->id,
                                            shared->period.code().toStdString() + " files");
        },
        [this, shared, language, name, folder](const Result<void> &noted) {
            if (!noted)
                return m_banner->showError(noted.error());
            kit::runInBackground(
                this,
                [shared, language, name, folder] {
                    return reports::writeReleaseFolder(folder.toStdU16String(), name,
                                                       reports::releaseFiles(*shared, language));
                },
                [this, name](const Result<void> &written) {
                    if (!written && written.error().code == Errc::RecordExists)
                        return m_banner->keepSaying([this, name] {
                            m_banner->showMessage(kit::Banner::Kind::Warning,
                                                  tr("There is a folder %1 with something else in it. Nothing is written "
                                                     "over: choose another place.")
                                                      .arg(name));
                        });
                    if (!written)
                        return m_banner->showError(written.error());
                    m_banner->keepSaying([this, name] {
                        m_banner->showMessage(
                            kit::Banner::Kind::Good,
                            tr("The folder %1 is written: the tables, what was suppressed, how each number "
                               "is counted, and a list of the files.")
                                .arg(name));
                    });
                });
        });
}

void PublicationsPage::retranslate()
{
    m_publish->setText(tr("Publish the figures of the year…"));
    m_write->setText(tr("Write the files of a release…"));
    m_yearRow->setLabel(tr("Year"));
    m_changes->setAccessibleName(tr("What a packet that came later changes"));
    m_changes->setHorizontalHeaderLabels(
        {tr("Period"), tr("Table"), tr("Which figure"), tr("Published"), tr("It would read")});
    m_releasesTitle->setText(tr("Published so far"));
    m_empty->setText(
        tr("Nothing is published yet. A release is always the same tables of a year and its quarters, with small "
           "numbers suppressed; two persons publish it."));
    m_releases->setAccessibleName(m_releasesTitle->text());
    m_releases->setHorizontalHeaderLabels(
        {tr("Year"), tr("Release"), tr("Published on"), tr("By"), tr("Packets"), tr("Fingerprint")});
    show();
}

kit::PageEntry publicationsPage()
{
    return {PublicationsPageId, kit::PageEntry::Place::Statistics, [] { return PublicationsPage::tr("Publications"); },
            u"document-export"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new PublicationsPage(context, parent);
            }};
}

} // namespace indaro::ui::pages
