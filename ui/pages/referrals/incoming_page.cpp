// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/incoming_page.h"

#include "core/casework/referrals/incoming.h"
#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/incoming_detail.h"
#include "ui/pages/referrals/inside_list.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_words.h"
#include "ui/pages/referrals/paper_referral_panel.h"

#include <QAction>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

enum { SenderColumn, NumberColumn, CameColumn, DayColumn, StateColumn, IncomingColumns };
constexpr int NarrowIncoming = 900; // below this one referral stands under the list
constexpr int IncomingTableHeight = 220;

QString incomingState(const casework::IncomingPackage &package)
{
    if (package.kind == wire::PackageKind::CounterReferral)
        return IncomingPage::tr("slip, at its referral");
    if (package.answer && *package.answer != wire::PackageAnswer::Received)
        return packageAnswerText(*package.answer);
    if (package.hasGoneOn)
        return IncomingPage::tr("filed, and answered");
    return package.referral ? IncomingPage::tr("filed, to be answered") : IncomingPage::tr("waits");
}

} // namespace

struct IncomingPage::Loaded
{
    std::vector<casework::IncomingPackage> packages;
    std::vector<casework::PartnerKey> keys;
};

IncomingPage::IncomingPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_openFile(new QAction(this)), m_paper(new QAction(this)), m_banner(new kit::Banner(this)),
      m_hint(kit::makeLabel(kit::TextRole::Muted, this)), m_empty(kit::makeLabel(kit::TextRole::Body, this))
{
    makeParts((new kit::ScrollBody(this))->column());
    m_openFile->setShortcut(QKeySequence::Open);
    m_paper->setShortcut(QKeySequence(u"Ctrl+N"_s));
    connect(m_openFile, &QAction::triggered, this, &IncomingPage::openFile);
    connect(m_paper, &QAction::triggered, this, [this] {
        if (m_paperPanel != nullptr)
            m_paperPanel->begin();
    });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void IncomingPage::makeParts(QVBoxLayout *column)
{
    m_inside = new InsideList(context(), this);
    m_table = new QTableWidget(0, IncomingColumns, this);
    m_table->setObjectName(u"incomingTable"_s);
    kit::setUpList(m_table, {6, 5, 4, 4, 5});
    kit::showWholeRows(m_table); // names are long
    m_table->setMinimumHeight(IncomingTableHeight);
    m_split = new QBoxLayout(QBoxLayout::LeftToRight);
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_table, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_inside, m_hint})
        column->addWidget(part);
    if (const auto form = documents::loadBuiltinTemplate(u"referral"_s)) {
        m_paperPanel = new PaperReferralPanel(context(), *form, this);
        column->addWidget(m_paperPanel);
        m_detail = new IncomingDetail(context(), *form, this);
        m_split->addWidget(m_detail, 1);
        connect(m_detail, &IncomingDetail::changed, this, &IncomingPage::refresh);
        connect(m_paperPanel, &PaperReferralPanel::takenIn, this, [this](const sync::RecordId &package) {
            m_chosen = package;
            context().navigator->showNotice(tr("It has come in, and waits here."));
            refresh();
        });
    } else {
        m_banner->showError(form.error());
    }
    column->addWidget(m_empty);
    column->addLayout(m_split, 1);
}

kit::PageId IncomingPage::id() const
{
    return IncomingPageId;
}

QString IncomingPage::title() const
{
    return tr("What came in");
}

QList<QAction *> IncomingPage::toolbarActions() const
{
    return {m_openFile, m_paper};
}

void IncomingPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    if (const auto *one = argument.as<OpenIncoming>())
        m_chosen = one->package;
    m_table->setFocus();
    refresh();
}

bool IncomingPage::flushEdits()
{
    m_inside->flush();
    if (m_detail != nullptr) {
        m_detail->flush();
        m_paperPanel->flush();
    }
    return true;
}

void IncomingPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    m_split->setDirection(width() < NarrowIncoming ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

/// A package is shown before anything of it is filed; an answer or a slip goes to its referral at once.
void IncomingPage::openFile()
{
    chooseAndTakeIn(context(), this, [this](const base::Result<std::shared_ptr<const TakenFile>> &taken) {
        if (!taken)
            return m_banner->showError(taken.error());
        m_banner->keepSaying([this, taken = *taken] {
            const QString language = kit::Translations::code(context().translations->language());
            if (taken->answer)
                m_banner->showMessage(kit::Banner::Kind::Good, PackageWords::answer(*taken->answer, language));
            else
                m_banner->showMessage(
                    kit::Banner::Kind::Good,
                    taken->package->kind == wire::PackageKind::CounterReferral
                        ? tr("The slip of %1 is taken in at its referral.").arg(taken->package->partnerName)
                        : tr("A referral from %1. Read it, then say whose it is. Nothing is filed yet.")
                              .arg(taken->package->partnerName));
        });
        if (taken.value()->package)
            m_chosen = taken.value()->package->id;
        refresh();
    });
}

void IncomingPage::refresh()
{
    m_inside->refresh();
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->packages, casework::listIncomingPackages(desk));
            INDARO_TRY_ASSIGN(loaded->keys, casework::listPartnerKeys(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            showList();
        });
}

void IncomingPage::showList()
{
    if (m_loaded == nullptr)
        return;
    const auto &access = context().workspace->access();
    for (QAction *action : {m_openFile, m_paper}) // who only reads is asked inside the house all the same
        action->setEnabled(!access || access->mayDo(casework::Thing::Consents));
    m_isFilling = true;
    m_table->setRowCount(int(m_loaded->packages.size()));
    int chosen = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::IncomingPackage &package = m_loaded->packages[std::size_t(row)];
        const QStringList cells{package.partnerName, package.serial,
                                package.isOnPaper ? tr("on paper") : tr("sealed package"),
                                kit::dateTimeText(package.openedAt), incomingState(package)};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == StateColumn && casework::owesAnswer(package))
                item->setForeground(kit::colors(kit::currentTheme()).errorText);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == package.id)
            chosen = row;
    }
    m_table->resizeRowsToContents();
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(chosen, 0);
    m_isFilling = false;
    m_table->setVisible(m_table->rowCount() > 0);
    m_empty->setVisible(m_table->rowCount() == 0);
    showChosen();
}

void IncomingPage::showChosen()
{
    if (m_detail == nullptr)
        return;
    const int row = m_table->currentRow();
    if (m_loaded == nullptr || row < 0 || std::size_t(row) >= m_loaded->packages.size())
        return m_detail->clear();
    const casework::IncomingPackage &package = m_loaded->packages[std::size_t(row)];
    m_chosen = package.id;
    std::optional<casework::PartnerKey> sender;
    const auto key = std::ranges::find_if(m_loaded->keys,
                                          [&](const casework::PartnerKey &each) { return package.partner == each.entry; });
    if (key != m_loaded->keys.end())
        sender = *key;
    m_detail->showPackage(package, sender);
}

void IncomingPage::retranslate()
{
    m_openFile->setText(tr("Open a sealed file"));
    m_paper->setText(tr("Type in a paper"));
    m_hint->setText(tr("Every referral gets an answer: within 24 hours, 72 hours or two weeks, by its urgency."));
    m_empty->setText(tr("Nothing has come in yet. “Open a sealed file” reads a package from a stick or a folder; “Type in a "
                        "paper” takes in a form that somebody brought."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("From"), tr("Their number"), tr("How it came"), tr("Came on"), tr("State")});
    m_inside->retranslate();
    if (m_detail != nullptr) {
        m_paperPanel->retranslate();
        m_detail->retranslate();
    }
    showList();
}

kit::PageEntry incomingPage()
{
    return {
        IncomingPageId, kit::PageEntry::Place::None, [] { return IncomingPage::tr("What came in"); }, u"document-send"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new IncomingPage(context, parent); }};
}

} // namespace indaro::ui::pages
