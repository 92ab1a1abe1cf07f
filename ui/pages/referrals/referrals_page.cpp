// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/referrals_page.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/attachment_import.h"
#include "ui/models/code_label.h"
#include "ui/models/traces_text.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/document_binding.h"
#include "ui/print/paper_reader.h"

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ReferralsPartWidth = 200;
constexpr int ReferralsHeight = 180; ///< a screen at 200 % shows some, and scrolls

enum { SerialColumn, CaseColumn, ReceiverColumn, PriorityColumn, StatusColumn, WrittenColumn, ColumnCount };

QString priorityText(const QString &code)
{
    if (code == QLatin1String("emergency"))
        return ReferralsPage::tr("Emergency: 24 hours");
    if (code == QLatin1String("urgent"))
        return ReferralsPage::tr("Urgent: 72 hours");
    return ReferralsPage::tr("Normal: 2 weeks");
}

} // namespace

QString referralStatusText(casework::ReferralStatus status)
{
    using casework::ReferralStatus;
    const auto text = [](const char *source) { return QCoreApplication::translate("ReferralStatus", source); };
    switch (status) {
    case ReferralStatus::Draft:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "draft"));
    case ReferralStatus::Printed:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "printed"));
    case ReferralStatus::Sent:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "sent"));
    case ReferralStatus::Received:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "received"));
    case ReferralStatus::Accepted:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "accepted"));
    case ReferralStatus::Refused:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "refused"));
    case ReferralStatus::InProgress:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "in progress"));
    case ReferralStatus::Done:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "done"));
    case ReferralStatus::FedBack:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "answered with a slip"));
    case ReferralStatus::Closed:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "closed"));
    case ReferralStatus::Revoked:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "withdrawn"));
    case ReferralStatus::Expired:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "expired"));
    case ReferralStatus::Returned:
        return text(QT_TRANSLATE_NOOP("ReferralStatus", "returned"));
    }
    return {};
}

void printPagesOf(QWidget *page, const QList<print::Page> &pages, std::function<void(const base::Error &)> failed,
                  std::function<void()> printed)
{
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    auto *dialog = new QPrintDialog(printer.get(), page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::accepted, page, [page, printer, pages, failed, printed] {
        PaperWork::of(page)->printPages(pages, printer, failed, printed);
    });
    dialog->open();
}

void writePdfOf(const kit::PageContext &context, QWidget *page, const QList<print::Page> &pages, const QString &name,
                std::function<void(const base::Error &)> failed, std::function<void()> written,
                std::function<void()> printed)
{
    writePdfAt(
        context, page, pages, name, std::move(failed),
        [written = std::move(written)](const QString &) {
            if (written)
                written();
        },
        std::move(printed));
}

void writePdfAt(const kit::PageContext &context, QWidget *page, const QList<print::Page> &pages, const QString &name,
                std::function<void(const base::Error &)> failed, std::function<void(const QString &)> written,
                std::function<void()> printed)
{
    const kit::Question question{
        ReferralsPage::tr("Save as PDF"),
        ReferralsPage::tr("A PDF can be read by anyone who finds it. If there is a printer, printing is safer."),
        ReferralsPage::tr("Indaro keeps no copy of the PDF. Delete it when it has been printed."),
        {ReferralsPage::tr("Print instead"), ReferralsPage::tr("Choose where to save"), ReferralsPage::tr("Cancel")},
        2,
        false};
    context.ask->ask(page, question, [context, page, pages, name, failed, written, printed](int choice) {
        if (choice == 0)
            printPagesOf(page, pages, failed, printed);
        if (choice != 1)
            return;
        context.files->saveFile(page, ReferralsPage::tr("Save as PDF"), name, QStringLiteral("PDF (*.pdf)"),
                                [page, pages, failed, written](const QString &path) {
                                    PaperWork::of(page)->writePdf(
                                        pages, std::filesystem::path(path.toStdString()),
                                        [written, path] {
                                            if (written)
                                                written(path);
                                        },
                                        failed);
                                });
    });
}

void printPapersOf(QWidget *page, const QList<print::Paper> &papers, std::function<void(const base::Error &)> failed)
{
    PaperWork::of(page)->layOutToGive(
        papers, [page, failed](const QList<print::Page> &pages) { printPagesOf(page, pages, failed); }, failed);
}

void writePapersOf(const kit::PageContext &context, QWidget *page, const QList<print::Paper> &papers, const QString &name,
                   std::function<void(const base::Error &)> failed, std::function<void()> written,
                   std::function<void()> printed)
{
    PaperWork::of(page)->layOutToGive(
        papers,
        [context, page, name, failed, written = std::move(written), printed = std::move(printed)](
            const QList<print::Page> &pages) { writePdfOf(context, page, pages, name, failed, written, printed); },
        failed);
}

ReferralsPage::ReferralsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_incoming(new QAction(this)), m_blank(new QAction(this)),
      m_empty(kit::makeLabel(kit::TextRole::Body, this)), m_problem(kit::makeLabel(kit::TextRole::Body, this)),
      m_table(new QTableWidget(0, ColumnCount, this)), m_backTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_number(new QLineEdit(this)), m_open(new kit::PushButton(this)), m_scan(new kit::PushButton(this)),
      m_banner(new kit::Banner(this))
{
    auto *back = new kit::FlowGrid(3, ReferralsPartWidth);
    for (QWidget *part : std::initializer_list<QWidget *>{m_number, m_open, m_scan})
        back->addCell(part);
    m_number->setObjectName(u"slipNumber"_s);
    m_open->setObjectName(u"openNumber"_s);
    m_scan->setObjectName(u"openScan"_s);
    m_backTitle->setBuddy(m_number);
    connect(m_number, &QLineEdit::returnPressed, this, &ReferralsPage::openByNumber);
    connect(m_open, &QPushButton::clicked, this, &ReferralsPage::openByNumber);
    connect(m_scan, &QPushButton::clicked, this, &ReferralsPage::chooseScan);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    m_empty->setAlignment(Qt::AlignCenter);
    kit::setUpList(m_table, {5, 5, 6, 4, 4, 4});
    m_table->setMinimumHeight(ReferralsHeight);
    QVBoxLayout *column = (new kit::ScrollBody(this))->column();
    column->addWidget(m_banner);
    column->addWidget(m_backTitle);
    column->addLayout(back);
    column->addWidget(m_problem);
    column->addWidget(m_empty, 1);
    column->addWidget(m_table, 1);
    connect(m_incoming, &QAction::triggered, this, [this] { this->context().navigator->openPage(IncomingPageId); });
    connect(m_blank, &QAction::triggered, this, &ReferralsPage::writeBlankForm);
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int row) { openRow(row); });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId ReferralsPage::id() const
{
    return ReferralsPageId;
}

QString ReferralsPage::title() const
{
    return tr("Referrals");
}

QList<QAction *> ReferralsPage::toolbarActions() const
{
    return {m_incoming, m_blank};
}

void ReferralsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    refresh();
}

void ReferralsPage::refresh()
{
    using Both = std::pair<std::vector<casework::ReferralSummary>, std::vector<casework::InternalReferral>>;
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<Both> {
            INDARO_TRY_ASSIGN(auto referrals, casework::listReferrals(desk, std::nullopt));
            INDARO_TRY_ASSIGN(auto inside, casework::listInternalReferrals(desk, std::nullopt));
            return Both(std::move(referrals), std::move(inside));
        },
        [this](const base::Result<Both> &both) {
            m_problem->setVisible(!both);
            if (!both) {
                m_problem->setText(kit::errorText(both.error()).whole());
                return;
            }
            std::tie(m_referrals, m_inside) = *both;
            show();
        });
}

void ReferralsPage::show()
{
    m_empty->setVisible(m_referrals.empty());
    m_table->setVisible(!m_referrals.empty());
    m_table->setRowCount(static_cast<int>(m_referrals.size()));
    const QString language = kit::Translations::code(context().translations->language());
    for (std::size_t i = 0; i < m_referrals.size(); ++i) {
        const auto &referral = m_referrals[i];
        const auto *inside = findInside(referral.id);
        const QString role = inside == nullptr ? QString() : models::codeLabel(u"staff_role"_s, inside->toRole, language);
        const QString texts[ColumnCount] = {referral.serial,
                                            referral.caseCode,
                                            inside == nullptr ? referral.receiverAgency
                                                              : tr("inside the house: %1").arg(role),
                                            priorityText(referral.priority),
                                            referralStatusText(referral.status),
                                            kit::dateText(referral.writtenAt)};
        for (int column = 0; column < ColumnCount; ++column)
            m_table->setItem(static_cast<int>(i), column, new QTableWidgetItem(texts[column]));
    }
}

const casework::InternalReferral *ReferralsPage::findInside(const sync::RecordId &referral) const
{
    const auto found = std::ranges::find(m_inside, referral, &casework::InternalReferral::id);
    return found == m_inside.end() ? nullptr : &*found;
}

void ReferralsPage::openRow(int row)
{
    const auto &referral = m_referrals[static_cast<std::size_t>(row)];
    if (findInside(referral.id) != nullptr) {
        context().navigator->openPage(IncomingPageId); // it is answered there
        return;
    }
    context().navigator->openPage(ReferralPageId, OpenReferral{referral.caseFile, referral.id});
}

void ReferralsPage::openByNumber()
{
    if (m_number->text().trimmed().isEmpty())
        return m_number->setFocus();
    const auto serial = documents::readSerial(m_number->text());
    if (!serial)
        return m_banner->showMessage(
            kit::Banner::Kind::Warning,
            tr("Number and check code do not fit each other. Look at the paper again: four letters, the year, the number, "
               "and "
               "the two characters of the check code. If it stands there like this, the paper was changed."));
    openSlip(*serial, nullptr);
}

void ReferralsPage::chooseScan()
{
    context().files->openFile(this, tr("A paper that came back"), tr("Pictures and PDF (*.png *.jpg *.jpeg *.pdf)"),
                              [this](const QString &path) { takeScan(path); });
}

void ReferralsPage::takeScan(const QString &path)
{
    m_scan->setEnabled(false);
    m_banner->showMessage(kit::Banner::Kind::Info, tr("The code on the paper is being looked for…"));
    using Read = std::pair<print::ScannedPaper, std::shared_ptr<const models::ImportedFile>>;
    kit::runInBackground(
        this,
        [path]() -> base::Result<Read> {
            INDARO_TRY_ASSIGN(auto paper, print::readPaper(std::filesystem::path(path.toStdString())));
            INDARO_TRY_ASSIGN(auto file, models::readAnyAttachment(path));
            return Read{std::move(paper), std::make_shared<const models::ImportedFile>(std::move(file))};
        },
        [this](const base::Result<Read> &read) {
            m_scan->setEnabled(true);
            if (!read && read.error().code == base::Errc::MediaTypeRefused && read.error().text("type") == "pdf")
                return m_banner->showMessage(kit::Banner::Kind::Warning,
                                             tr("This laptop cannot look into a PDF. Nothing was filed. Save the scan as a "
                                                "picture (PNG or JPEG), or type the number and the check code."));
            if (!read)
                return m_banner->showError(read.error());
            if (read->first.serial)
                return fileScan(*read->first.serial, read->second);
            m_banner->showMessage(
                kit::Banner::Kind::Warning,
                read->first.isAltered
                    ? tr("The code on this paper does not fit its number: the paper was changed. Nothing was "
                         "filed. Call who sent it, with the number of your list.")
                    : tr("No code of ours can be read on this paper. Nothing was filed. Type the number and "
                         "the check code that stand beside the code."));
        });
}

/// Where what a program wrote into it is still in it, whoever holds the paper decides; the slip is opened either way.
void ReferralsPage::fileScan(const documents::Serial &serial, const std::shared_ptr<const models::ImportedFile> &scan)
{
    if (scan->traces == models::Traces::None)
        return openSlip(serial, scan);
    context().ask->ask(this, models::tracesQuestion(scan->traces), [this, serial, scan](int choice) {
        openSlip(serial, choice == models::KeptAsItIs ? scan : nullptr);
    });
}

void ReferralsPage::openSlip(const documents::Serial &serial, std::shared_ptr<const models::ImportedFile> scan)
{
    context().workspace->ask(
        this,
        [number = serial.toText(), title = scan ? models::titleWithTraces(serial.toText(), scan->traces) : QString(),
         scan](casework::Desk &desk) -> base::Result<OpenReferral> {
            INDARO_TRY_ASSIGN(const auto id, casework::findReferralBySerial(desk, number));
            INDARO_TRY_ASSIGN(const auto referral, casework::loadReferral(desk, id));
            OpenReferral open{referral.caseFile, id};
            open.isSlipBack = true;
            if (scan == nullptr)
                return open;
            casework::NewAttachment kept{.caseFile = referral.caseFile, .kind = scan->kind, .title = title};
            kept.compartment = sync::Compartment::Health; // it may say what a doctor found
            kept.content = scan->content;
            kept.isOfOthers = true;
            INDARO_TRY_ASSIGN(const auto added, casework::addAttachment(desk, kept));
            open.scan = added.key.record;
            return open;
        },
        [this](const base::Result<OpenReferral> &open) {
            if (open) {
                m_number->clear();
                m_banner->dismiss();
                context().navigator->openPage(ReferralPageId, *open);
            } else if (open.error().code == base::Errc::UnknownRecord) {
                m_banner->showMessage(
                    kit::Banner::Kind::Warning,
                    tr("No referral on this laptop has this number. If another laptop of the house printed it, "
                       "exchange with it first."));
            } else {
                m_banner->showError(open.error());
            }
        });
}

void ReferralsPage::writeBlankForm()
{
    const auto form = documents::loadBuiltinTemplate(QStringLiteral("referral"));
    const auto styles = documents::loadBuiltinStyles();
    if (!form || !styles)
        return;
    putOnPaper(context(), this, PaperRoad::Pdf,
               {.papers = {print::Paper{*form, *styles, blankDocument()}},
                .fileName = QStringLiteral("formulaire.pdf"),
                .note =
                    [](casework::Desk &desk) {
                        return casework::recordAuditNow(desk, casework::AuditVerb::BlankFormPrinted, std::nullopt,
                                                        "referral");
                    },
                .failed =
                    [this](const base::Error &error) {
                        m_problem->setText(kit::errorText(error).whole());
                        m_problem->show();
                    },
                .done = [this] { context().navigator->showNotice(tr("The PDF is saved.")); }});
}

void ReferralsPage::retranslate()
{
    m_incoming->setText(tr("What came in"));
    m_blank->setText(tr("Blank form"));
    m_backTitle->setText(tr("A slip that came back"));
    kit::setHint(m_number, tr("Number and check code"));
    m_number->setAccessibleName(m_backTitle->text());
    m_open->setText(tr("Open the referral"));
    m_scan->setText(tr("From a scan"));
    m_empty->setText(tr("No referral yet. Open a person's file and press “Referral”: the form is filled from the file, "
                        "printed here in three copies, and travels with the person. No network is needed."));
    m_table->setHorizontalHeaderLabels(
        {tr("Serial number"), tr("Case code"), tr("Receiver"), tr("Priority"), tr("State"), tr("Written")});
    m_table->setAccessibleName(title());
    show();
}

kit::PageEntry referralsPage()
{
    return {
        ReferralsPageId, kit::PageEntry::Place::Referrals, [] { return ReferralsPage::tr("Referrals"); },
        QStringLiteral("document-send"),
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ReferralsPage(context, parent); }};
}

} // namespace indaro::ui::pages
