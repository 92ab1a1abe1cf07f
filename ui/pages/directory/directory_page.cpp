// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/directory_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/directory/directory_detail.h"
#include "ui/pages/directory/directory_news_panel.h"
#include "ui/pages/directory/directory_paper.h"
#include "ui/pages/directory/own_key_panel.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

enum { NameColumn, CategoryColumn, PlaceColumn, PhoneColumn, VerifiedColumn, DirectoryColumns };
constexpr int NarrowDirectory = 900; // below this what is known of one stands under the list
constexpr int DirectoryTableHeight = 300;
constexpr int DirectoryFilterWidth = 190;

/// The same choice as before, where it is still offered.
void fillChoice(QComboBox *box, const QString &any, const QList<std::pair<QString, QString>> &choices)
{
    const QSignalBlocker blocker(box);
    const QString before = box->currentData().toString();
    box->clear();
    box->addItem(any, QString());
    for (const auto &[data, text] : choices)
        box->addItem(text, data);
    box->setCurrentIndex(std::max(0, box->findData(before)));
    box->setAccessibleName(any);
}

} // namespace

DirectoryPage::DirectoryPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_ownKey(new QAction(this)), m_exchange(new QAction(this)),
      m_print(new QAction(this)), m_pdf(new QAction(this)), m_banner(new kit::Banner(this)), m_scroll(new QScrollArea(this)),
      m_search(new kit::SearchField(this)), m_service(kit::makeNarrowBox(this, 10)), m_place(kit::makeNarrowBox(this, 10)),
      m_toCall(new kit::CheckBox(this)), m_count(kit::makeLabel(kit::TextRole::Muted, this)),
      m_split(new QBoxLayout(QBoxLayout::LeftToRight)), m_table(new QTableWidget(0, DirectoryColumns, this)),
      m_detail(new DirectoryDetail(context, this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    makeForm();
    m_keyPanel = new OwnKeyPanel(context, this);
    m_newsPanel = new DirectoryNewsPanel(context, this);
    auto *filters = new QWidget(body);
    auto *grid = new kit::FlowGrid(4, DirectoryFilterWidth, filters);
    for (QWidget *part : std::initializer_list<QWidget *>{m_search, m_service, m_place, m_toCall})
        grid->addCell(part);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_keyPanel, m_newsPanel, filters, m_form, m_count})
        column->addWidget(part);
    kit::setUpList(m_table, {9, 6, 4, 4, 4});
    kit::showWholeRows(m_table); // names are long
    m_table->setMinimumHeight(DirectoryTableHeight);
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_table, 3);
    m_split->addWidget(m_detail, 2);
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
    retranslate();
}

void DirectoryPage::makeForm()
{
    m_form = new ActionPanel(
        context(), "directory_entry",
        {fields::directory_entry::Name, fields::directory_entry::Category, fields::directory_entry::Phone,
         fields::directory_entry::Contact, fields::directory_entry::Place, fields::directory_entry::Area,
         fields::directory_entry::Services},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::addToDirectory(desk, {.name = values.at(fields::directory_entry::Name),
                                                       .category = values.at(fields::directory_entry::Category),
                                                       .services = values.at(fields::directory_entry::Services),
                                                       .place = values.at(fields::directory_entry::Place),
                                                       .area = values.at(fields::directory_entry::Area),
                                                       .phone = values.at(fields::directory_entry::Phone),
                                                       .contact = values.at(fields::directory_entry::Contact)}));
            return {};
        },
        this);
}

void DirectoryPage::connectParts()
{
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    m_print->setShortcut(QKeySequence::Print);
    connect(m_new, &QAction::triggered, this, [this] { m_form->begin(); });
    connect(m_ownKey, &QAction::triggered, m_keyPanel, &OwnKeyPanel::begin);
    connect(m_exchange, &QAction::triggered, m_newsPanel, &DirectoryNewsPanel::begin);
    connect(m_newsPanel, &DirectoryNewsPanel::changed, this, &DirectoryPage::refresh);
    connect(m_print, &QAction::triggered, this, [this] { makePaper(true); });
    connect(m_pdf, &QAction::triggered, this, [this] { makePaper(false); });
    connect(m_search, &QLineEdit::textChanged, this, &DirectoryPage::find);
    connect(m_search, &kit::SearchField::movedOn, this, [this] { m_table->setFocus(Qt::TabFocusReason); });
    for (QComboBox *box : {m_service, m_place})
        connect(box, &QComboBox::currentIndexChanged, this, &DirectoryPage::find);
    connect(m_toCall, &QCheckBox::toggled, this, &DirectoryPage::find);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(m_table, &QTableWidget::cellActivated, m_detail, &DirectoryDetail::beginChanging);
    connect(m_form, &ActionPanel::submitted, this, [this] {
        context().navigator->showNotice(tr("It is in the directory."));
        refresh();
    });
    connect(m_detail, &DirectoryDetail::changed, this, &DirectoryPage::refresh);
    connect(m_detail, &DirectoryDetail::failed, m_banner, &kit::Banner::showError);
    connect(context().workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
}

kit::PageId DirectoryPage::id() const
{
    return DirectoryPageId;
}

QString DirectoryPage::title() const
{
    return tr("Directory");
}

QList<QAction *> DirectoryPage::toolbarActions() const
{
    return {m_new, m_ownKey, m_exchange, m_print, m_pdf};
}

void DirectoryPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_search->setFocus();
    refresh();
}

bool DirectoryPage::flushEdits()
{
    m_form->flush();
    m_detail->flush();
    return true;
}

bool DirectoryPage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void DirectoryPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    m_split->setDirection(width() < NarrowDirectory ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QDate DirectoryPage::today() const
{
    return model::localDay(context().clock->nowUtc());
}

void DirectoryPage::refresh()
{
    readWhole<Entries>(
        context(), this, m_banner,
        [](casework::Desk &desk) -> base::Result<Entries> { return casework::listDirectory(desk); },
        [this](const std::shared_ptr<const Entries> &entries) {
            m_entries = entries;
            fillChoices();
            find();
        });
}

void DirectoryPage::fillChoices()
{
    const QString language = kit::Translations::code(context().translations->language());
    QList<std::pair<QString, QString>> services, places;
    for (const QString &service : casework::servicesOf(*m_entries))
        services.append({service, models::codeLabel(u"referral_service"_s, service, language)});
    for (const QString &place : casework::placesOf(*m_entries))
        places.append({place, place});
    fillChoice(m_service, tr("Any service"), services);
    fillChoice(m_place, tr("Any place"), places);
    const auto toCall = std::ranges::count_if(*m_entries, [this](const auto &entry) { return entry.isToCall(today()); });
    m_toCall->setText(tr("To be called: %1").arg(toCall));
}

void DirectoryPage::find()
{
    if (m_entries == nullptr)
        return;
    m_found = casework::filterDirectory(*m_entries,
                                        {.words = m_search->text(),
                                         .service = m_service->currentData().toString(),
                                         .place = m_place->currentData().toString(),
                                         .isToCall = m_toCall->isChecked()},
                                        today());
    const QString language = kit::Translations::code(context().translations->language());
    m_isFilling = true;
    m_table->setRowCount(int(m_found.size()));
    int chosenRow = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::DirectoryEntry &entry = m_found[std::size_t(row)];
        const QString verified = entry.isClosed      ? tr("not there any more")
                                 : !entry.verifiedOn ? tr("to be verified")
                                                     : kit::dateText(*entry.verifiedOn);
        const QStringList cells{entry.name, models::codeLabel(u"directory_category"_s, entry.category, language),
                                entry.place, entry.phone, verified};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == VerifiedColumn && entry.isToCall(today()))
                item->setForeground(kit::colors(kit::currentTheme()).errorText);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == entry.id)
            chosenRow = row;
    }
    m_table->resizeRowsToContents();
    if (!m_found.empty())
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    m_count->setText(m_found.empty() ? tr("Nothing matches. Try fewer letters, or take the filters away.")
                                     : tr("%n organisation(s)", nullptr, int(m_found.size())));
    showChosen();
}

void DirectoryPage::showChosen()
{
    const int row = m_table->currentRow();
    if (row < 0 || std::size_t(row) >= m_found.size()) {
        m_detail->flush();
        return m_detail->hide();
    }
    m_chosen = m_found[std::size_t(row)].id;
    m_detail->show(m_found[std::size_t(row)]);
}

/// What is on the list now, as it was searched and filtered.
void DirectoryPage::makePaper(bool isForPrinter)
{
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const auto paper = directoryPaper(m_found, today());
    if (!paper)
        return failed(paper.error());
    if (isForPrinter)
        printPapersOf(this, {*paper}, failed);
    else
        writePapersOf(context(), this, {*paper}, tr("directory") + u".pdf"_s, failed);
}

void DirectoryPage::retranslate()
{
    m_new->setText(tr("Add an organisation"));
    m_ownKey->setText(tr("The key of this house"));
    m_keyPanel->retranslate();
    m_exchange->setText(tr("From hand to hand"));
    m_newsPanel->retranslate();
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    kit::setHint(m_search, tr("Search by name, service or place"));
    m_search->setAccessibleName(kit::hintOf(m_search));
    m_form->setTexts(tr("An organisation or a focal point"), tr("Add it"));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels(
        {tr("Name"), tr("Kind of organisation"), tr("Place"), tr("Telephone"), tr("Verified on")});
    m_detail->retranslate();
    if (m_entries != nullptr) {
        fillChoices();
        find();
    }
}

kit::PageEntry directoryPage()
{
    return {
        DirectoryPageId,
        kit::PageEntry::Place::None,
        [] { return DirectoryPage::tr("Directory"); },
        u"directory"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new DirectoryPage(context, parent); },
        true};
}

} // namespace indaro::ui::pages
