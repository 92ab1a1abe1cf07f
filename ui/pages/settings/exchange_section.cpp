// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/exchange_section.h"

#include "core/base/file.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/person_values.h"
#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/settings/exchange_words.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int ExchangeFieldWidth = 240;
const QString NobodyYet = u"-"_s; ///< no receiver was chosen

/// Any thread.
Result<QByteArray> readTableFile(const QString &path)
{
    INDARO_TRY_ASSIGN(const base::Bytes content,
                      base::readFile(path.toStdU16String(), static_cast<std::size_t>(casework::LargestExchange)));
    return QByteArray(reinterpret_cast<const char *>(content.data()), static_cast<qsizetype>(content.size()));
}

} // namespace

ExchangeSection::ExchangeSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_kind(kit::makeNarrowBox(nullptr, 16)), m_receiver(kit::makeNarrowBox(nullptr, 16)),
      m_receiverName(new QLineEdit), m_from(new QLineEdit), m_until(new QLineEdit), m_agreement(new QLineEdit),
      m_preview(kit::makeLabel(kit::TextRole::Body, this)), m_export(new kit::PushButton(this)),
      m_import(new kit::PushButton(this)), m_save(new kit::PushButton(this)), m_second(new SecondPersonPanel(this)),
      m_progress(new kit::ProgressPanel(this)), m_report(kit::makeLabel(kit::TextRole::Body, this)),
      m_ask(kit::makeLabel(kit::TextRole::Body, this))
{
    build();
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        m_agreementRow->setVisible(kind() == Kind::Ctdc);
        count();
    });
    connect(m_receiver, &QComboBox::activated, this, [this] {
        showReceiver();
        count();
    });
    for (QLineEdit *edit : {m_receiverName, m_from, m_until})
        connect(edit, &QLineEdit::editingFinished, this, &ExchangeSection::count);
    connect(m_export, &QPushButton::clicked, this, &ExchangeSection::askSecond);
    connect(m_second, &SecondPersonPanel::agreed, this, &ExchangeSection::chooseFile);
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { setBusy(false); });
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_context.files->openFile(this, tr("Table of the case data standard"),
                                  tr("Tables and workbooks (*.csv *.txt *.xlsx)"),
                                  [this](const QString &path) { takeIn(path); });
    });
    connect(m_save, &QPushButton::clicked, this, [this] {
        m_context.files->saveFile(this, tr("File for the report"), tr("report") + u".csv"_s, tr("Tables (*.csv)"),
                                  [this](const QString &path) { saveReport(path); });
    });
    retranslate();
}

void ExchangeSection::build()
{
    m_kind->setObjectName(u"exchangeKind"_s);
    m_receiver->setObjectName(u"exchangeReceiver"_s);
    m_receiverName->setObjectName(u"exchangeReceiverName"_s);
    m_from->setObjectName(u"exchangeFrom"_s);
    m_until->setObjectName(u"exchangeUntil"_s);
    m_agreement->setObjectName(u"exchangeAgreement"_s);
    m_preview->setObjectName(u"exchangePreview"_s);
    m_export->setObjectName(u"exportTable"_s);
    m_import->setObjectName(u"importTable"_s);
    m_save->setObjectName(u"saveExchangeReport"_s);
    m_report->setObjectName(u"exchangeReport"_s);
    m_banner->setObjectName(u"exchangeBanner"_s);
    m_kind->addItems({QString(), QString(), QString()});
    m_kindRow = new kit::FormRow(m_kind, this);
    m_receiverRow = new kit::FormRow(m_receiver, this);
    m_receiverNameRow = new kit::FormRow(m_receiverName, this);
    m_fromRow = new kit::FormRow(m_from, this);
    m_untilRow = new kit::FormRow(m_until, this);
    m_agreementRow = new kit::FormRow(m_agreement, this);
    auto *fields = new kit::FlowGrid(2, ExchangeFieldWidth);
    for (QWidget *row : {m_kindRow, m_receiverRow, m_receiverNameRow, m_agreementRow, m_fromRow, m_untilRow})
        fields->addCell(row);
    auto *buttons = new kit::FlowGrid(2, ExchangeFieldWidth);
    buttons->addCell(m_export);
    buttons->addCell(m_import);
    kit::setButtonRole(m_export, kit::ButtonRole::Primary);
    m_ask->setObjectName(u"exchangeAsk"_s);
    m_ask->hide();
    m_rows->addWidget(m_ask);
    m_rows->addLayout(fields);
    m_rows->addWidget(m_preview);
    m_rows->addLayout(buttons);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_second, m_progress, m_report})
        m_rows->addWidget(widget);
    m_rows->addWidget(m_save, 0, Qt::AlignLeft);
    m_agreementRow->hide();
    m_report->hide();
    m_save->hide();
}

ExchangeSection::Kind ExchangeSection::kind() const
{
    constexpr Kind Kinds[] = {Kind::HtcdsWorkbook, Kind::HtcdsCsv, Kind::Ctdc};
    return Kinds[std::clamp(m_kind->currentIndex(), 0, 2)];
}

void ExchangeSection::fillReceivers()
{
    const QString chosen = m_receiver->count() > 0 ? m_receiver->currentData().toString() : NobodyYet;
    m_receiver->clear();
    m_receiver->addItem(tr("Choose for whom…"), NobodyYet); // a table for the house itself asks nobody: never by chance
    m_receiver->addItem(tr("The house itself"), QString());
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const model::Code &one : model::CodeList::byName(u"consent_recipient"_s).codes())
        m_receiver->addItem(models::codeLabel(u"consent_recipient"_s, one.code, language), one.code);
    m_receiver->setCurrentIndex(std::max(0, m_receiver->findData(chosen)));
    showReceiver();
}

/// A name is asked for of somebody outside.
void ExchangeSection::showReceiver()
{
    const QString receiver = m_receiver->currentData().toString();
    m_receiverNameRow->setVisible(m_isAllowed && !receiver.isEmpty() && receiver != NobodyYet);
}

std::optional<casework::ExchangeOrder> ExchangeSection::order(bool isSaid)
{
    casework::ExchangeOrder order;
    const QString receiver = m_receiver->currentData().toString();
    if (receiver == NobodyYet) {
        if (isSaid)
            tell([this] { m_banner->showMessage(kit::Banner::Kind::Info, tr("Choose first for whom the table is.")); });
        return {};
    }
    if (!receiver.isEmpty())
        order.receiver = {receiver, m_receiverName->text().trimmed()};
    order.format = kind() == Kind::HtcdsWorkbook ? casework::ExchangeFormat::Xlsx : casework::ExchangeFormat::Csv;
    order.agreement = m_agreement->text().trimmed();
    const auto refuse = [&](const QString &text) {
        if (isSaid)
            tell([this, text] { m_banner->showMessage(kit::Banner::Kind::Error, text); });
        return std::optional<casework::ExchangeOrder>();
    };
    for (QLineEdit *edit : {m_from, m_until}) {
        const QString text = edit->text().trimmed();
        if (text.isEmpty())
            continue;
        const auto date = model::PartialDate::parse(text);
        if (!date)
            return refuse(tr("This is no day: %1. Write it as 24/11/2026.").arg(text));
        (edit == m_from ? order.from : order.until) = edit == m_from ? date->earliest() : date->latest();
    }
    if (isSaid && kind() == Kind::Ctdc && (order.agreement.isEmpty() || receiver.isEmpty() || order.receiver.name.isEmpty()))
        return refuse(tr("A table for CTDC goes only to a receiver that is named, under an agreement it has signed. Write "
                         "both."));
    return order;
}

void ExchangeSection::refresh()
{
    const auto &access = m_context.workspace->access();
    showAllowed(!access || casework::readsWholePeople(*access));
    if (m_isAllowed)
        count();
}

/// A table holds everything of a person: whose role does not read all of it is told whom to ask, and shown nothing that
/// would only be refused.
void ExchangeSection::showAllowed(bool isAllowed)
{
    m_isAllowed = isAllowed;
    m_ask->setVisible(!isAllowed);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_kindRow, m_receiverRow, m_fromRow, m_untilRow, m_preview, m_export, m_import})
        widget->setVisible(isAllowed);
    if (isAllowed) {
        showReceiver();
        m_agreementRow->setVisible(kind() == Kind::Ctdc);
        return;
    }
    for (QWidget *widget : std::initializer_list<QWidget *>{m_receiverNameRow, m_agreementRow, m_report, m_save})
        widget->hide();
}

/// Numbers alone, while nobody has agreed yet.
void ExchangeSection::count()
{
    const int counting = ++m_counting;
    auto asked = order(false);
    if (!asked) {
        m_counts.reset();
        m_preview->setText(QString());
        return;
    }
    m_context.workspace->ask(
        this, [asked = *asked](casework::Desk &desk) { return casework::previewHtcds(desk, asked); },
        [this, counting](const Result<casework::ExchangePreview> &counts) {
            if (counting != m_counting)
                return;
            m_counts = counts ? std::optional(*counts) : std::nullopt;
            if (counts)
                m_preview->setText(previewWords(*counts));
            else
                m_banner->showError(counts.error());
        });
}

void ExchangeSection::setBusy(bool isBusy)
{
    if (!isBusy)
        m_progress->finish();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_export, m_import, m_save, m_kind, m_receiver, m_receiverName,
                                                            m_from, m_until, m_agreement})
        widget->setEnabled(!isBusy);
}

void ExchangeSection::askSecond()
{
    m_banner->dismiss();
    const auto asked = order(true);
    if (!asked)
        return;
    m_agreedTo = *asked;
    m_agreedKind = kind();
    setBusy(true);
    m_second->start(m_context.vault);
}

void ExchangeSection::chooseFile(const std::shared_ptr<session::Approval> &approval)
{
    setBusy(false); // the file dialog may be given up
    // What the second person agreed to, whatever is chosen in the fields meanwhile.
    const bool isWorkbook = m_agreedKind == Kind::HtcdsWorkbook;
    const bool isCtdc = m_agreedKind == Kind::Ctdc;
    const QString name = (isCtdc ? u"ctdc"_s : u"htcds"_s) + (isWorkbook ? u".xlsx"_s : u".csv"_s);
    m_context.files->saveFile(this, tr("File for the table"), name,
                              isWorkbook ? tr("Workbooks (*.xlsx)") : tr("Tables (*.csv)"),
                              [this, asked = m_agreedTo, isCtdc, agreed = approval->auditDetail()](const QString &path) {
                                  write(path, asked, isCtdc, agreed);
                              });
}

void ExchangeSection::write(const QString &path, const casework::ExchangeOrder &asked, bool isCtdc,
                            const std::string &agreed)
{
    setBusy(true);
    m_progress->start(tr("The table is being written …"), false);
    m_context.workspace->ask(
        this,
        [asked, isCtdc, path, agreed](casework::Desk &desk) -> Result<WrittenTable> {
            return writeTable(desk, asked, isCtdc, path, agreed);
        },
        [this](const Result<WrittenTable> &written) {
            setBusy(false);
            if (!written)
                return tellError(written.error());
            tell([this, told = *written] { m_banner->showMessage(kit::Banner::Kind::Warning, writtenWords(told)); });
        });
}

void ExchangeSection::takeIn(const QString &path)
{
    m_banner->dismiss();
    m_report->hide();
    m_save->hide();
    setBusy(true);
    m_progress->start(tr("The table is being read …"), false);
    kit::runInBackground(
        this, [path] { return readTableFile(path); },
        [this](const Result<QByteArray> &read) {
            if (!read) {
                setBusy(false);
                return tellError(read.error());
            }
            m_context.workspace->ask(
                this, [bytes = *read](casework::Desk &desk) { return casework::importHtcds(desk, bytes); },
                [this](const Result<casework::HtcdsImportReport> &report) {
                    setBusy(false);
                    if (!report)
                        return tellError(report.error());
                    m_taken = *report;
                    showReport();
                    count();
                });
        });
}

void ExchangeSection::showReport()
{
    if (!m_taken)
        return;
    tell([this] {
        m_banner->showMessage(m_taken->notTaken.empty() ? kit::Banner::Kind::Info : kit::Banner::Kind::Warning,
                              takenWords(*m_taken));
    });
    m_report->setText(findingWords(*m_taken));
    m_report->setVisible(!m_report->text().isEmpty());
    m_save->show();
}

void ExchangeSection::saveReport(const QString &path)
{
    if (!m_taken)
        return;
    setBusy(true);
    kit::runInBackground(
        this,
        [path, bytes = casework::toCsv(*m_taken)]() -> Result<void> {
            return base::writeFileDurably(path.toStdU16String(),
                                          base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
        },
        [this](const Result<void> &written) {
            setBusy(false);
            if (!written)
                return tellError(written.error());
            tell([this] { m_banner->showMessage(kit::Banner::Kind::Info, tr("The report is saved. No name is in it.")); });
        });
}

void ExchangeSection::tell(std::function<void()> how)
{
    m_banner->keepSaying(std::move(how));
    kit::scrollTo(m_banner);
}

void ExchangeSection::tellError(const base::Error &error)
{
    if (error.code == base::Errc::NotFound)
        return tell([this] {
            m_banner->showMessage(kit::Banner::Kind::Error,
                                  tr("No heading of this file is a field of the case data standard. Nothing was taken in; "
                                     "look whether it is the right file."));
        });
    if (error.code == base::Errc::ValueOutOfRange)
        return tell([this] {
            m_banner->showMessage(kit::Banner::Kind::Error,
                                  tr("Fewer than 11 people may be in this table, so that each could be recognised. Nothing "
                                     "was written; choose a longer period."));
        });
    tell([this, error] { m_banner->showError(error); });
}

void ExchangeSection::retranslate()
{
    m_title->setText(tr("Exchange of data"));
    m_text->setText(
        tr("Tables in the case data standard (HTCDS) of IOM, which the commission and other organisations understand. A "
           "receiver gets only what each person agreed to, a second person must agree, and a signed file beside the table "
           "proves what was in it. A table for CTDC holds nothing by which anybody could be recognised. Tables of others "
           "come in "
           "on the same page: what is here already is never overwritten, and every line is told."));
    m_ask->setText(tr("A table holds everything that is known of a person, and your role does not read all of it. Ask the "
                      "director to write or take in a table; numbers without names are on the page of statistics."));
    m_kindRow->setLabel(tr("Kind of table"));
    m_kind->setItemText(0, tr("HTCDS, Excel workbook"));
    m_kind->setItemText(1, tr("HTCDS, CSV"));
    m_kind->setItemText(2, tr("CTDC, without anybody standing out (CSV)"));
    m_receiverRow->setLabel(tr("For whom the file is"));
    m_receiverRow->setHint(tr("A receiver gets only what each person agreed to."));
    m_receiverNameRow->setLabel(tr("Name of the receiver"));
    m_agreementRow->setLabel(tr("Agreement with the receiver"));
    m_agreementRow->setHint(tr("Its number or its day."));
    m_fromRow->setLabel(tr("Came from this day on"));
    m_untilRow->setLabel(tr("Came up to this day"));
    fillReceivers();
    m_export->setText(tr("Write the table…"));
    m_import->setText(tr("Take in a table…"));
    m_save->setText(tr("Save the report…"));
    if (m_counts)
        m_preview->setText(previewWords(*m_counts));
    if (m_taken)
        m_report->setText(findingWords(*m_taken));
}

} // namespace indaro::ui::pages
