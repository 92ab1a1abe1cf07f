// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/reports_page.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/publications.h"
#include "core/session/vault.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/low_area.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/reports/report_paper.h"
#include "ui/pages/sign_in/second_person_panel.h"
#include "ui/print/preview_widget.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using reports::Period;
using reports::PeriodKind;
using reports::ReportLanguages;
using reports::ReportName;

namespace {

constexpr int ReportsFieldWidth = 360;

/// How far back a report is offered.
int periodsOffered(PeriodKind kind)
{
    return kind == PeriodKind::Month ? 24 : kind == PeriodKind::Quarter ? 12 : 6;
}

} // namespace

struct ReportsPage::Loaded
{
    reports::ReportDocument report;
    std::shared_ptr<const reports::Release> seen; ///< what would be published; null: it is, or is for inside
    bool mayPrint = false;
};

ReportsPage::ReportsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_cache(std::make_shared<reports::CountCache>()), m_print(new QAction(this)),
      m_pdf(new QAction(this)), m_publish(new QAction(this)), m_banner(new kit::Banner(this)),
      m_hint(kit::makeLabel(kit::TextRole::Body, this)), m_report(kit::makeNarrowBox(this, 18)),
      m_period(kit::makeNarrowBox(this, 18)), m_languages(kit::makeNarrowBox(this, 18)),
      m_reportRow(new kit::FormRow(m_report, this)), m_periodRow(new kit::FormRow(m_period, this)),
      m_languagesRow(new kit::FormRow(m_languages, this)), m_second(new SecondPersonPanel(this)),
      m_preview(new print::PreviewWidget(this))
{
    makeBody();
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] { put(PaperRoad::Printer); });
    connect(m_pdf, &QAction::triggered, this, [this] { put(PaperRoad::Pdf); });
    connect(m_publish, &QAction::triggered, this, [this] {
        m_banner->dismiss();
        m_publish->setEnabled(false);
        m_second->start(this->context().vault);
    });
    connect(m_second, &SecondPersonPanel::agreed, this, &ReportsPage::publish);
    connect(m_second, &SecondPersonPanel::cancelled, this,
            [this] { m_publish->setEnabled(m_loaded != nullptr && m_loaded->seen != nullptr && m_loaded->mayPrint); });
    connect(m_report, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isFilling)
            return;
        fillPeriods();
        read();
    });
    for (QComboBox *box : {m_period, m_languages})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_isFilling)
                read();
        });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    showNothing();
    retranslate();
}

void ReportsPage::makeBody()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    auto *above = new kit::LowArea(this);
    above->column()->setSpacing(kit::space::One);
    above->column()->addWidget(m_banner);
    above->column()->addWidget(m_hint);
    auto *choices = new kit::FlowGrid(3, ReportsFieldWidth); // below each other where it is narrow, in front or not
    for (kit::FormRow *row : {m_reportRow, m_periodRow, m_languagesRow})
        choices->addCell(row);
    above->column()->addLayout(choices);
    above->column()->addWidget(m_second);
    m_second->hide();
    column->addWidget(above);
    column->addWidget(m_preview, 1);
    m_report->setObjectName(u"report"_s);
    m_period->setObjectName(u"reportPeriod"_s);
    m_languages->setObjectName(u"reportLanguages"_s);
}

kit::PageId ReportsPage::id() const
{
    return ReportsPageId;
}

QString ReportsPage::title() const
{
    return tr("Reports");
}

QList<QAction *> ReportsPage::toolbarActions() const
{
    return {m_print, m_pdf, m_publish};
}

void ReportsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_second->hide();
    fillPeriods(); // another day may be another month
    m_report->setFocus();
    refresh();
}

void ReportsPage::refresh()
{
    if (!m_mode)
        return askMode();
    read();
}

/// Which reports there are depends on it; it does not change while somebody is signed in.
void ReportsPage::askMode()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) { return reports::houseMode(desk); },
        [this](const base::Result<reports::HouseMode> &mode) {
            if (!mode)
                return showFailure(mode.error());
            m_mode = *mode;
            fillReports();
            fillPeriods();
            read();
        });
}

ReportName ReportsPage::report() const
{
    return reports::findReport(m_report->currentData().toString()).value_or(ReportName::MonthlyHouse);
}

std::optional<Period> ReportsPage::period() const
{
    const auto read = Period::parse(m_period->currentData().toString());
    return read ? std::optional(*read) : std::nullopt;
}

ReportLanguages ReportsPage::languages() const
{
    return m_languages->currentIndex() == 1 ? ReportLanguages::KirundiFrench : ReportLanguages::French;
}

void ReportsPage::fillReports()
{
    const QString kept = m_report->currentData().toString();
    const QString language = kit::Translations::code(context().translations->language());
    m_isFilling = true;
    m_report->clear();
    for (std::size_t i = 0; m_mode && i < reports::ReportCount; ++i) {
        const auto name = static_cast<ReportName>(i);
        const bool isHandedOut = reports::channelOf(name) == reports::Channel::HandedOut;
        if (isHandedOut != (*m_mode == reports::HouseMode::Commission))
            continue;
        m_report->addItem(reports::titleOf(name, language), QString(reports::toCode(name)));
    }
    m_report->setCurrentIndex(std::max(0, m_report->findData(kept)));
    const int chosen = std::max(0, m_languages->currentIndex());
    m_languages->clear();
    m_languages->addItems({tr("French"), tr("Kirundi and French")});
    m_languages->setCurrentIndex(chosen);
    m_isFilling = false;
}

void ReportsPage::fillPeriods()
{
    const QString kept = m_period->currentData().toString();
    const bool isEnglish = context().translations->language() == kit::Language::English;
    const QDate today = model::localDay(context().clock->nowUtc());
    Period offered = reports::lastPeriodOf(report(), today);
    m_isFilling = true;
    m_period->clear();
    for (int i = 0; i < periodsOffered(offered.kind()); ++i) {
        const documents::Label words = reports::wordsOf(offered, ReportLanguages::French);
        m_period->addItem(isEnglish ? words.english : words.french, offered.code());
        offered = Period::around(offered.from.addDays(-1), offered.kind());
    }
    m_period->setCurrentIndex(std::max(0, m_period->findData(kept)));
    m_isFilling = false;
}

void ReportsPage::read()
{
    const auto asked = period();
    if (!m_mode || !asked)
        return;
    const int number = ++m_asked;
    using Answer = std::shared_ptr<const Loaded>;
    context().workspace->ask(
        this,
        [cache = m_cache, name = report(), when = *asked,
         languages = languages()](casework::Desk &desk) -> base::Result<Answer> {
            Loaded loaded;
            loaded.mayPrint = reports::mayPrintReport(desk, name).hasValue();
            auto report = reports::loadReport(desk, name, when, languages, cache.get());
            const bool isUnpublished = !report && report.error().code == base::Errc::NotFound &&
                                       reports::channelOf(name) == reports::Channel::HandedOut;
            if (isUnpublished) {
                const Period year = Period::ofYear(when.from.year());
                INDARO_TRY_ASSIGN(auto release, reports::previewRelease(desk, year));
                INDARO_TRY_ASSIGN(const auto before, reports::lastPublication(desk, year));
                loaded.seen = std::make_shared<const reports::Release>(std::move(release));
                report = reports::reportOf(*loaded.seen, name, when, languages, before.has_value());
            }
            if (!report)
                return report.error();
            loaded.report = std::move(*report);
            return std::make_shared<const Loaded>(std::move(loaded));
        },
        [this, number](const base::Result<Answer> &loaded) {
            if (number != m_asked)
                return;
            if (!loaded)
                return showFailure(loaded.error());
            show(*loaded);
        });
}

void ReportsPage::show(const std::shared_ptr<const Loaded> &loaded)
{
    const bool isOther = m_loaded == nullptr || m_loaded->report.name != loaded->report.name ||
                         m_loaded->report.period != loaded->report.period;
    if (isOther) {
        m_second->hide(); // what was agreed to was another one
        m_banner->dismiss();
    }
    m_loaded = loaded;
    m_publish->setVisible(loaded->seen != nullptr);
    m_publish->setEnabled(loaded->seen != nullptr && loaded->mayPrint && m_second->isHidden());
    if (loaded->report.isInside())
        m_hint->setText(
            (loaded->mayPrint
                 ? tr("Exact numbers, for inside the house only. That it was printed is written into the journal.")
                 : tr("Exact numbers, for inside the house only. A director prints it.")) +
            u' ' +
            tr("Bulletin, quarterly report and donors’ sheet are made by the commission, of the numbers houses send it."));
    else if (loaded->seen != nullptr)
        m_hint->setText(tr("The figures of %1 are not published yet. This is how they would be published; a report that "
                           "leaves the house is printed after that.")
                            .arg(QString::number(loaded->report.period.from.year())));
    else
        m_hint->setText(tr("These are the figures that were published: nobody can be recognised in them."));
    const auto paper = reportPaper(loaded->report, model::localDay(context().clock->nowUtc()));
    if (!paper)
        return showFailure(paper.error());
    m_print->setEnabled(false);
    m_pdf->setEnabled(false);
    PaperWork::of(this)->layOut(
        {*paper},
        [this, isOther, loaded](const QList<print::Page> &pages) {
            m_pages = pages;
            const bool mayPut = loaded->mayPrint && loaded->seen == nullptr;
            m_print->setEnabled(mayPut);
            m_pdf->setEnabled(mayPut);
            m_preview->setPages(pages);
            if (isOther)
                m_preview->goToPage(0);
        },
        [this](const base::Error &error) { showFailure(error); });
}

void ReportsPage::showNothing()
{
    m_loaded.reset();
    m_pages.clear();
    m_preview->setPages({});
    m_second->hide();
    m_publish->setVisible(false);
    for (QAction *each : {m_print, m_pdf, m_publish})
        each->setEnabled(false);
}

void ReportsPage::showFailure(const base::Error &error)
{
    PaperWork::of(this)->forgetLayout();
    showNothing();
    m_hint->clear();
    if (error.code == base::Errc::NotFound)
        return m_banner->showMessage(kit::Banner::Kind::Info,
                                     tr("There are no figures of this period yet. Choose an earlier period."));
    m_banner->showError(error);
}

void ReportsPage::put(PaperRoad road)
{
    if (m_loaded == nullptr || m_loaded->seen != nullptr || m_pages.isEmpty())
        return;
    m_banner->dismiss();
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const ReportName name = m_loaded->report.name;
    // Asked before, so that nothing is on paper that may not be.
    context().workspace->ask(
        this, [name](casework::Desk &desk) { return reports::mayPrintReport(desk, name); },
        [this, road, failed, name, when = m_loaded->report.period, pages = m_pages](const base::Result<void> &may) {
            if (!may)
                return failed(may.error());
            putOnPaper(context(), this, road,
                       {.pages = pages,
                        .fileName = tr("report") + u".pdf"_s,
                        .note = [name, when](casework::Desk &desk) { return reports::noteReportPrinted(desk, name, when); },
                        .failed = failed});
        });
}

void ReportsPage::publish(const std::shared_ptr<session::Approval> &approval)
{
    if (m_loaded == nullptr || m_loaded->seen == nullptr)
        return;
    m_second->hide();
    const Period year = Period::ofYear(m_loaded->report.period.from.year());
    context().workspace->ask(
        this,
        [year, seen = m_loaded->seen, agreed = approval->auditDetail()](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(reports::publish(desk, year, *seen, agreed));
            return {};
        },
        [this, year](const base::Result<void> &published) {
            if (published)
                context().navigator->showNotice(
                    tr("The figures of %1 are published.").arg(QString::number(year.from.year())));
            else if (published.error().code == base::Errc::WrongState)
                m_banner->showMessage(
                    kit::Banner::Kind::Warning,
                    tr("The figures have changed meanwhile, and nothing was published. Look at them again."));
            else
                m_banner->showError(published.error());
            refresh();
        });
}

void ReportsPage::retranslate()
{
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_publish->setText(tr("Publish these figures (with a second person)…"));
    m_reportRow->setLabel(tr("Which report"));
    m_periodRow->setLabel(tr("Of which period"));
    m_languagesRow->setLabel(tr("In which language"));
    fillReports();
    fillPeriods();
    if (m_loaded != nullptr)
        show(m_loaded);
}

kit::PageEntry reportsPage()
{
    return {
        ReportsPageId, kit::PageEntry::Place::Statistics, [] { return ReportsPage::tr("Reports"); }, u"document-print"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ReportsPage(context, parent); }};
}

} // namespace indaro::ui::pages
