// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/journal_section.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/list_header.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/settings/journal_paper.h"
#include "ui/pages/settings/journal_texts.h"
#include "ui/pages/settings/numbers_paper.h"

#include <QComboBox>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QTableView>

#include <array>
#include <map>

namespace indaro::ui::pages {

namespace {

constexpr int LinesAtOnce = 50;
constexpr std::size_t ChecksAtOnce = 2000; ///< lines: well below what a save waits for another
constexpr int PaperButton = 200;
constexpr int FilterWidth = 170;
constexpr int LeastTable = 320; ///< pixels high
constexpr base::UtcMs Day = base::UtcMs(24) * 3600 * 1000;
constexpr std::array Kinds{
    casework::JournalKind::Everything,  casework::JournalKind::Openings,  casework::JournalKind::Outside,
    casework::JournalKind::BrokenGlass, casework::JournalKind::Overrides, casework::JournalKind::Paper,
    casework::JournalKind::SignIns,     casework::JournalKind::Accounts,  casework::JournalKind::Laptops};

} // namespace

struct JournalSection::Loaded
{
    std::vector<casework::JournalLine> lines;
    std::vector<casework::StaffMember> staff;
    QString caseCode; ///< of the person of the filter
};

struct JournalSection::Checking
{
    std::optional<sync::LogCheck> log;
    casework::ChainCheck audit;
};

JournalSection::JournalSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_kind(kit::makeNarrowBox(nullptr, 16)), m_who(kit::makeNarrowBox(nullptr, 16)),
      m_period(kit::makeNarrowBox(nullptr, 16)), m_kindRow(new kit::FormRow(m_kind, this)),
      m_whoRow(new kit::FormRow(m_who, this)), m_periodRow(new kit::FormRow(m_period, this)),
      m_chains(new kit::Banner(this)), m_everybody(new kit::PushButton(this)), m_check(new kit::PushButton(this)),
      m_print(new kit::PushButton(this)), m_pdf(new kit::PushButton(this)), m_numbers(new kit::PushButton(this)),
      m_older(new kit::PushButton(this)), m_none(kit::makeLabel(kit::TextRole::Muted, this)),
      m_model(new QStandardItemModel(0, 4, this)), m_table(new QTableView(this))
{
    m_kind->setObjectName(QStringLiteral("journalKind"));
    m_who->setObjectName(QStringLiteral("journalWho"));
    m_table->setObjectName(QStringLiteral("journal"));
    m_chains->setObjectName(QStringLiteral("journalChains"));
    auto *buttons = new kit::FlowGrid(3, PaperButton);
    m_numbers->setObjectName(QStringLiteral("printNumbers"));
    for (auto *button : {m_print, m_pdf, m_numbers, m_check})
        buttons->addCell(button);
    auto *filters = new kit::FlowGrid(3, FilterWidth);
    for (auto *row : {m_kindRow, m_whoRow, m_periodRow})
        filters->addCell(row);
    m_table->setModel(m_model);
    kit::setUpList(m_table, {5, 4, 9, 7}); // day and hour in one line
    kit::showWholeRows(m_table);
    m_table->setTextElideMode(Qt::ElideNone);
    m_table->setMinimumHeight(LeastTable);
    m_rows->addWidget(m_chains);
    m_rows->addLayout(buttons);
    m_rows->addLayout(filters);
    for (QWidget *part : std::initializer_list<QWidget *>{m_everybody, m_none, m_table, m_older})
        m_rows->addWidget(part);
    kit::setButtonRole(m_everybody, kit::ButtonRole::Quiet);
    kit::setButtonRole(m_older, kit::ButtonRole::Quiet);
    m_everybody->hide();
    for (auto *box : {m_kind, m_who, m_period})
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (!m_isFilling)
                readPage(0);
        });
    connect(m_everybody, &QPushButton::clicked, this, [this] {
        m_person.reset();
        readPage(0);
    });
    connect(m_older, &QPushButton::clicked, this, [this] {
        if (!m_lines.empty())
            readPage(m_lines.back().entry.sequence);
    });
    connect(m_check, &QPushButton::clicked, this, &JournalSection::checkChains);
    connect(m_print, &QPushButton::clicked, this, [this] { readWeek(false); });
    connect(m_pdf, &QPushButton::clicked, this, [this] { readWeek(true); });
    connect(m_numbers, &QPushButton::clicked, this, &JournalSection::putNumbers);
    retranslate();
}

void JournalSection::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::noteJournalShown(desk); },
        [this](const base::Result<void> &noted) {
            const bool mayRead = noted.hasValue() || noted.error().code != base::Errc::AccessRefused;
            for (QWidget *part : std::initializer_list<QWidget *>{m_chains, m_check, m_print, m_pdf, m_numbers, m_kindRow,
                                                                  m_whoRow, m_periodRow, m_table, m_older, m_none})
                part->setVisible(mayRead);
            if (!noted) {
                if (mayRead)
                    m_banner->showError(noted.error());
                else
                    m_banner->showMessage(kit::Banner::Kind::Info, tr("Only a director reads the journal."));
                return;
            }
            readPage(0);
            checkChains();
        });
}

void JournalSection::showPerson(const sync::RecordId &person)
{
    m_person = person;
}

casework::JournalFilter JournalSection::filter() const
{
    casework::JournalFilter filter;
    filter.kind = Kinds.at(static_cast<std::size_t>(std::max(m_kind->currentIndex(), 0)));
    filter.user = sync::UserId::fromText(m_who->currentData().toString().toStdString());
    filter.person = m_person;
    if (const int days = m_period->currentData().toInt(); days > 0)
        filter.from = m_context.clock->nowUtc() - days * Day;
    filter.limit = LinesAtOnce;
    return filter;
}

void JournalSection::readPage(std::int64_t below)
{
    casework::JournalFilter asked = filter();
    asked.below = below;
    m_context.workspace->ask(
        this,
        [asked](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->lines, casework::listJournal(desk, asked));
            INDARO_TRY_ASSIGN(loaded->staff, casework::listStaff(desk));
            for (const casework::JournalLine &line : loaded->lines)
                loaded->caseCode = asked.person && loaded->caseCode.isEmpty() ? line.caseCode : loaded->caseCode;
            return loaded;
        },
        [this, reading = ++m_reading, isFirst = below == 0](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if (reading != m_reading)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            if (isFirst) {
                m_lines.clear();
                m_model->removeRows(0, m_model->rowCount());
            }
            show(**loaded);
        });
}

void JournalSection::show(const Loaded &loaded)
{
    fillAccounts(loaded);
    m_lines.insert(m_lines.end(), loaded.lines.begin(), loaded.lines.end());
    addLines(loaded.lines);
    m_older->setVisible(loaded.lines.size() == std::size_t(LinesAtOnce));
    m_none->setVisible(m_lines.empty());
    m_table->setVisible(!m_lines.empty());
    m_personCode = loaded.caseCode;
    m_everybody->setVisible(m_person.has_value());
    m_everybody->setText(tr("Only lines about %1 are shown: show all").arg(m_personCode));
}

void JournalSection::addLines(const std::vector<casework::JournalLine> &lines)
{
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const casework::JournalLine &line : lines) {
        QList<QStandardItem *> row;
        for (const QString &text : {kit::dateTimeText(line.entry.at), JournalTexts::who(line.by), JournalTexts::what(line),
                                    JournalTexts::why(line, language)}) {
            auto *item = new QStandardItem(text);
            item->setEditable(false);
            item->setToolTip(text);
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            row.append(item);
        }
        m_model->appendRow(row);
    }
    fitRows();
}

void JournalSection::fitRows()
{
    m_table->resizeRowsToContents();
}

void JournalSection::fillAccounts(const Loaded &loaded)
{
    m_isFilling = true;
    const QString chosen = m_who->currentData().toString();
    m_who->clear();
    m_who->addItem(tr("Everybody"));
    for (const casework::StaffMember &member : loaded.staff)
        m_who->addItem(JournalTexts::who(member.name), QString::fromStdString(member.id.toText()));
    m_who->setCurrentIndex(std::max(m_who->findData(chosen), 0));
    m_isFilling = false;
}

void JournalSection::checkChains()
{
    m_audit.reset();
    m_log.reset();
    showChains();
    m_checking = std::make_shared<Checking>();
    m_context.workspace->ask(
        this,
        [checking = m_checking](casework::Desk &desk) -> base::Result<casework::ChainCheck> {
            checking->log.emplace(desk.log.rows(), desk.log.connection());
            return casework::checkAuditChain(desk);
        },
        [this, check = ++m_checks](const base::Result<casework::ChainCheck> &audit) {
            if (check != m_checks)
                return;
            if (!audit)
                return m_banner->showError(audit.error());
            m_audit = *audit;
            checkMore(check);
        });
}

/// A step at a time, so that nobody's save waits for the whole history.
void JournalSection::checkMore(int check)
{
    using Step = std::optional<casework::ChainCheck>;
    m_context.workspace->ask(
        this,
        [checking = m_checking](casework::Desk &) -> base::Result<Step> {
            sync::LogCheck &log = *checking->log;
            INDARO_TRY(log.step(ChecksAtOnce));
            return log.isDone() ? Step(casework::ChainCheck{log.lines(), log.fault()}) : Step();
        },
        [this, check](const base::Result<Step> &step) {
            if (check != m_checks)
                return;
            if (!step)
                return m_banner->showError(step.error());
            if (!*step)
                return checkMore(check);
            m_log = **step;
            showChains();
        });
}

void JournalSection::showChains()
{
    const bool isDone = m_audit && m_log;
    const bool isBad = isDone && (m_audit->fault || m_log->fault);
    if (!isDone)
        m_chains->showMessage(kit::Banner::Kind::Info, tr("Checking the journal …"));
    else
        m_chains->showMessage(isBad ? kit::Banner::Kind::Error : kit::Banner::Kind::Good,
                              JournalTexts::chains(*m_audit, *m_log));
    m_check->setEnabled(isDone);
}

void JournalSection::readWeek(bool isPdf)
{
    const QDate lastWeek = model::localDay(m_context.clock->nowUtc()).addDays(-7);
    m_context.workspace->ask(
        this, [lastWeek](casework::Desk &desk) { return casework::loadJournalWeek(desk, lastWeek); },
        [this, isPdf](const base::Result<casework::JournalWeek> &week) {
            if (!week)
                return m_banner->showError(week.error());
            putWeek(*week, isPdf);
        });
}

void JournalSection::putWeek(const casework::JournalWeek &week, bool isPdf)
{
    const auto paper = journalWeekPaper(week, m_context.clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    const auto fail = [this](const base::Error &error) { m_banner->showError(error); };
    const auto note = [monday = week.monday](casework::Desk &desk) {
        return casework::noteJournalWeekPrinted(desk, monday);
    };
    const auto noted = [this] { readPage(0); };
    if (!isPdf)
        return printOnceNoted(m_context, this, {*paper}, note, fail, noted);
    putOnPaper(m_context, this, PaperRoad::Pdf,
               {.papers = {*paper},
                .fileName = tr("journal of the week") + QStringLiteral(".pdf"),
                .note = note,
                .failed = fail,
                .done = noted});
}

/// Of this year and the one before, for who controls the house.
void JournalSection::putNumbers()
{
    using Years = std::map<int, std::vector<casework::NumberLine>>;
    const int year = model::localDay(m_context.clock->nowUtc()).year();
    m_context.workspace->ask(
        this,
        [year](casework::Desk &desk) -> base::Result<Years> {
            Years years;
            for (const int each : {year - 1, year}) {
                INDARO_TRY_ASSIGN(years[each], casework::listNumbers(desk, each));
            }
            return years;
        },
        [this, year](const base::Result<Years> &years) {
            if (!years)
                return m_banner->showError(years.error());
            QList<print::Paper> papers;
            for (const auto &[each, numbers] : *years) {
                if (numbers.empty() && each != year)
                    continue;
                const auto paper = numbersPaper(numbers, each, m_context.clock->nowUtc());
                if (!paper)
                    return m_banner->showError(paper.error());
                papers.append(*paper);
            }
            putOnPaper(m_context, this, PaperRoad::Pdf,
                       {.papers = papers,
                        .fileName = tr("register of numbers") + QStringLiteral(".pdf"),
                        .note =
                            [](casework::Desk &desk) {
                                return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, std::nullopt,
                                                                "numbers");
                            },
                        .failed = [this](const base::Error &error) { m_banner->showError(error); },
                        .done = [this] { readPage(0); }});
        });
}

void JournalSection::resizeEvent(QResizeEvent *event)
{
    Section::resizeEvent(event);
    fitRows();
}

void JournalSection::retranslate()
{
    m_isFilling = true;
    m_title->setText(tr("Journal"));
    m_text->setText(
        tr("Every opening of a file, every print, export and sign-in on this computer, and what was passed over. "
           "Nobody can take a line out or change it without its being seen here. Persons of the house stand in it "
           "by the code of their file only."));
    m_kindRow->setLabel(tr("What"));
    m_whoRow->setLabel(tr("Who"));
    m_periodRow->setLabel(tr("When"));
    const int kind = std::max(m_kind->currentIndex(), 0);
    const int period = m_period->currentIndex();
    m_kind->clear();
    for (const casework::JournalKind each : Kinds)
        m_kind->addItem(JournalTexts::kind(each));
    m_kind->setCurrentIndex(kind);
    m_period->clear();
    m_period->addItem(tr("The last 7 days"), 7);
    m_period->addItem(tr("The last 30 days"), 30);
    m_period->addItem(tr("At any time"), 0);
    m_period->setCurrentIndex(std::max(period, 0));
    m_isFilling = false;
    m_check->setText(tr("Check the journal again"));
    m_print->setText(tr("Print the page of last week"));
    m_pdf->setText(tr("Save the page of last week"));
    m_numbers->setText(tr("Register of the numbers of papers"));
    m_older->setText(tr("Older lines"));
    m_none->setText(tr("No such line in this time."));
    m_model->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("What"), tr("Why")});
    m_table->setAccessibleName(tr("Journal"));
    m_everybody->setText(tr("Only lines about %1 are shown: show all").arg(m_personCode));
    m_model->removeRows(0, m_model->rowCount());
    addLines(m_lines);
    if (m_who->count() > 0)
        m_who->setItemText(0, tr("Everybody"));
    if (m_audit)
        showChains();
}

} // namespace indaro::ui::pages
