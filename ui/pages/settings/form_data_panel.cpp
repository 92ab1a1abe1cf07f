// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_data_panel.h"

#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "core/session/vault.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/attachment_import.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/settings/form_reading.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QtCore/QEvent>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int DataFieldWidth = 240;
const QString NoReceiverYet = u"-"_s; ///< nobody was chosen

/// What can be chosen: forms with interviews, and forms submissions may be taken in for.
struct DataForms
{
    std::vector<casework::HeldForm> held{};
    std::vector<casework::StoredForm> stored{};
};

Result<DataForms> readDataForms(casework::Desk &desk)
{
    DataForms read;
    INDARO_TRY_ASSIGN(read.held, casework::listHeldForms(desk));
    INDARO_TRY_ASSIGN(read.stored, casework::listForms(desk));
    return read;
}

struct Written
{
    int interviews;
    int filesLeftOut;
    int withheld;
    int withoutConsent;
    int answersLeftOut;
};

/// The store thread: a half-written file never has the name.
Result<Written> exportTo(casework::Desk &desk, const QString &formId, casework::ExportFormat format, const QString &path,
                         const std::string &agreed, const casework::Receiver &receiver)
{
    INDARO_TRY_ASSIGN(const UsedForm form, findUsedForm(desk, formId));
    casework::InterviewChoice choice;
    choice.formId = formId;
    choice.withFiles = format != casework::ExportFormat::Xlsx;
    choice.receiver = receiver;
    INDARO_TRY_ASSIGN(const auto exported,
                      casework::exportInterviews(desk, choice, *form.definition, "interviews " + agreed));
    if (exported.interviews == 0)
        return Written{0, 0, exported.withheld, exported.withoutConsent, 0}; // and no file
    INDARO_TRY_ASSIGN(const QByteArray bytes, casework::packExport(exported, format));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return base::Error(base::Errc::FileNotWritable);
    return Written{exported.interviews, static_cast<int>(exported.filesLeftOut.size()), exported.withheld,
                   exported.withoutConsent, exported.answersLeftOut};
}

/// What is in the file and what was left out of it.
void tellWritten(kit::Banner &banner, const Written &written)
{
    if (written.interviews == 0) {
        banner.showMessage(
            kit::Banner::Kind::Info,
            written.withoutConsent > 0
                ? FormDataPanel::tr("Nobody of these people agreed to this receiver. No file was written.")
                : FormDataPanel::tr("All of these people said no to copies outside the house. No file was written."));
        return;
    }
    QString text = FormDataPanel::tr("%n interview(s) are in the file. It is not encrypted: delete it as soon as it has "
                                     "done its work.",
                                     nullptr, written.interviews);
    if (written.filesLeftOut > 0)
        text += u' ' + FormDataPanel::tr("%n picture(s) or recording(s) are not on this computer and were left out.",
                                         nullptr, written.filesLeftOut);
    if (written.withheld > 0)
        text += u' ' + FormDataPanel::tr("%n interview(s) of people who said no to copies outside the house were left out.",
                                         nullptr, written.withheld);
    if (written.withoutConsent > 0)
        text += u' ' + FormDataPanel::tr("%n interview(s) of people who did not agree to this receiver were left out.",
                                         nullptr, written.withoutConsent);
    if (written.answersLeftOut > 0)
        text += u' ' + FormDataPanel::tr("%n answer(s) that are withheld or were not agreed to were left out.", nullptr,
                                         written.answersLeftOut);
    banner.showMessage(kit::Banner::Kind::Warning, text);
}

} // namespace

FormDataPanel::FormDataPanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_form(kit::makeNarrowBox(nullptr, 16)),
      m_format(kit::makeNarrowBox(nullptr, 16)), m_receiver(kit::makeNarrowBox(nullptr, 16)), m_receiverName(new QLineEdit),
      m_export(new kit::PushButton(this)), m_import(new kit::PushButton(this)), m_banner(new kit::Banner(this)),
      m_second(new SecondPersonPanel(this)), m_progress(new kit::ProgressPanel(this)),
      m_report(kit::makeLabel(kit::TextRole::Muted, this))
{
    build();
    connect(m_export, &QPushButton::clicked, this, &FormDataPanel::askSecond);
    connect(m_receiver, &QComboBox::activated, this, &FormDataPanel::showReceiver);
    connect(m_second, &SecondPersonPanel::agreed, this, &FormDataPanel::chooseFile);
    connect(m_second, &SecondPersonPanel::cancelled, this, &FormDataPanel::finish);
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_context.files->openFile(this, tr("Submissions of ODK Central or KoboToolbox"),
                                  tr("Tables, archives and workbooks (*.csv *.zip *.xlsx)"),
                                  [this](const QString &path) { takeIn(path); });
    });
    retranslate();
}

void FormDataPanel::build()
{
    m_export->setObjectName(u"exportInterviews"_s);
    m_import->setObjectName(u"importSubmissions"_s);
    m_format->setObjectName(u"exportFormat"_s);
    m_banner->setObjectName(u"dataBanner"_s);
    m_report->setObjectName(u"submissionReport"_s);
    m_receiver->setObjectName(u"exportReceiver"_s);
    m_receiverName->setObjectName(u"exportReceiverName"_s);
    m_format->addItems({QString(), QString(), QString()});
    m_formRow = new kit::FormRow(m_form, this);
    m_formatRow = new kit::FormRow(m_format, this);
    m_receiverRow = new kit::FormRow(m_receiver, this);
    m_receiverNameRow = new kit::FormRow(m_receiverName, this);
    auto *fields = new kit::FlowGrid(2, DataFieldWidth);
    fields->addCell(m_formRow);
    fields->addCell(m_formatRow);
    fields->addCell(m_receiverRow);
    fields->addCell(m_receiverNameRow);
    auto *buttons = new kit::FlowGrid(2, DataFieldWidth);
    buttons->addCell(m_export);
    buttons->addCell(m_import);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, kit::space::Three, 0, 0);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addLayout(fields);
    column->addLayout(buttons);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_banner, m_second, m_progress, m_report})
        column->addWidget(widget);
    m_report->hide();
    hide(); // until it is known which forms there are
}

casework::ExportFormat FormDataPanel::format() const
{
    constexpr casework::ExportFormat Formats[] = {casework::ExportFormat::Xlsx, casework::ExportFormat::Csv,
                                                  casework::ExportFormat::Odk};
    return Formats[std::clamp(m_format->currentIndex(), 0, 2)];
}

std::optional<casework::Receiver> FormDataPanel::receiver() const
{
    const QString kind = m_receiver->currentData().toString();
    if (kind == NoReceiverYet)
        return std::nullopt;
    return kind.isEmpty() ? casework::Receiver{} : casework::Receiver{kind, m_receiverName->text().trimmed()};
}

/// First nobody, for a file for the house itself asks nobody: never by chance. Then the house, then who may be asked about
/// on the page of consents.
void FormDataPanel::fillReceivers()
{
    const QString chosen = m_receiver->count() > 0 ? m_receiver->currentData().toString() : NoReceiverYet;
    m_receiver->clear();
    m_receiver->addItem(tr("Choose for whom…"), NoReceiverYet);
    m_receiver->addItem(tr("The house itself"), QString());
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const model::Code &kind : model::CodeList::byName(u"consent_recipient"_s).codes())
        m_receiver->addItem(models::codeLabel(u"consent_recipient"_s, kind.code, language), kind.code);
    m_receiver->setCurrentIndex(std::max(0, m_receiver->findData(chosen)));
    showReceiver();
}

/// A name is asked for of somebody outside.
void FormDataPanel::showReceiver()
{
    const auto whom = receiver();
    m_receiverNameRow->setVisible(whom && !whom->kind.isEmpty());
}

void FormDataPanel::refresh()
{
    m_context.workspace->ask(this, readDataForms, [this](const Result<DataForms> &read) {
        if (read)
            show(read->held, read->stored);
        else
            m_banner->showError(read.error());
    });
}

void FormDataPanel::show(const std::vector<casework::HeldForm> &held, const std::vector<casework::StoredForm> &stored)
{
    const QString chosen = m_form->currentData().toString();
    m_form->clear();
    const auto add = [this](const QString &id, const QString &title) {
        if (m_form->findData(id) < 0)
            m_form->addItem(title, id);
    };
    for (const casework::StoredForm &form : stored) {
        if (form.isWhole())
            add(form.facts.formId, form.facts.title);
    }
    for (const casework::HeldForm &form : held)
        add(form.formId, models::formLabel(form.formId));
    m_form->setCurrentIndex(std::max(0, m_form->findData(chosen)));
    setVisible(m_form->count() > 0);
}

void FormDataPanel::askSecond()
{
    m_banner->dismiss();
    m_report->hide();
    const auto whom = receiver();
    if (!whom)
        return tell([this] {
            m_banner->showMessage(kit::Banner::Kind::Info, tr("Choose first for whom the file is. Nothing was written."));
        });
    m_agreedTo = Order{m_form->currentData().toString(), format(), *whom};
    m_export->setEnabled(false);
    m_import->setEnabled(false);
    m_second->start(m_context.vault);
}

void FormDataPanel::tell(std::function<void()> how)
{
    m_banner->keepSaying(std::move(how));
    kit::scrollTo(m_banner);
}

void FormDataPanel::finish()
{
    m_progress->finish();
    m_export->setEnabled(true);
    m_import->setEnabled(true);
}

void FormDataPanel::chooseFile(const std::shared_ptr<session::Approval> &approval)
{
    finish(); // the file dialog may be given up
    // What the second person agreed to, whatever is chosen in the fields meanwhile.
    const Order order = m_agreedTo;
    m_context.files->saveFile(
        this, tr("File for the interviews"), order.formId + casework::exportSuffix(order.format),
        order.format == casework::ExportFormat::Xlsx ? tr("Workbooks (*.xlsx)") : tr("Archives (*.zip)"),
        [this, order, agreed = approval->auditDetail()](const QString &path) { write(path, order, agreed); });
}

void FormDataPanel::write(const QString &path, const Order &order, const std::string &agreed)
{
    m_export->setEnabled(false);
    m_import->setEnabled(false);
    m_progress->start(tr("The interviews are being written …"), false);
    m_context.workspace->ask(
        this,
        [order, path, agreed](casework::Desk &desk) {
            return exportTo(desk, order.formId, order.format, path, agreed, order.receiver);
        },
        [this](const Result<Written> &written) {
            finish();
            if (written) {
                tell([banner = m_banner, told = *written] { tellWritten(*banner, told); });
            } else if (written.error().code == base::Errc::NotFound)
                tell([this] {
                    m_banner->showMessage(kit::Banner::Kind::Info, tr("No signed interview was held with this form."));
                });
            else
                tell([this, error = written.error()] { m_banner->showError(error); });
        });
}

void FormDataPanel::retranslate()
{
    m_title->setText(tr("Interviews as a file"));
    m_text->setText(tr(
        "Signed interviews leave with all their answers, so a second person must agree. Pictures and recordings go along "
        "in an archive; an Excel workbook holds their names alone. Submissions that were made with ODK or KoboToolbox come "
        "in as signed interviews, with the pictures and recordings of an archive; the same file again changes nothing."));
    m_formRow->setLabel(tr("Form"));
    m_formatRow->setLabel(tr("Kind of file"));
    m_receiverRow->setLabel(tr("For whom the file is"));
    m_receiverRow->setHint(tr("A receiver gets only what each person agreed to."));
    m_receiverNameRow->setLabel(tr("Name of the receiver"));
    fillReceivers();
    m_format->setItemText(0, tr("Excel workbook"));
    m_format->setItemText(1, tr("Tables (CSV) in an archive"));
    m_format->setItemText(2, tr("ODK submissions in an archive"));
    m_export->setText(tr("Write the interviews…"));
    m_import->setText(tr("Take in submissions…"));
}

void FormDataPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
