// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/workspace.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/models/attachment_import.h"
#include "ui/pages/settings/form_data_panel.h"
#include "ui/pages/settings/form_reading.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <utility>

// Submissions of other programs, taken in as interviews, and what is said about it.

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype ShownLines = 12;

struct TakenIn
{
    casework::SubmissionReport report{};
    int withTraces = 0; ///< files kept with what a device or a program wrote into them
};

/// What is in the file, made ready before the store is asked: that takes seconds for each recording, and every page waits
/// for the store.
struct Submissions
{
    std::vector<casework::SubmissionTable> tables{};
    casework::SubmissionFiles files{};
    QSet<QByteArray> traced{}; ///< the files that are kept with what a device or a program wrote into them
};

/// Nobody is asked about each of hundreds: what cannot be made bare is kept as it was sent, and counted. So is every PDF,
/// for it is drawn anew by whatever each laptop has, and the same submission is the same record on all of them. What the
/// store does not take stays as it is, and is said there.
void makeBare(QByteArray &content, QSet<QByteArray> &traced)
{
    const casework::MediaType type = casework::mediaTypeOf(content);
    const bool isPicture = type.family == casework::MediaFamily::Picture;
    if (!isPicture && content.size() > casework::LargestAttachment)
        return;
    if (type.name == "application/pdf"_L1) {
        traced.insert(content);
        return;
    }
    auto prepared =
        models::prepareAttachment(isPicture ? casework::AttachmentKind::Image : casework::AttachmentKind::File, content);
    if (!prepared)
        return;
    content = std::move(prepared->content);
    if (prepared->traces != models::Traces::None)
        traced.insert(content);
}

Result<Submissions> readSubmissions(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error(base::Errc::FileNotReadable);
    const QByteArray bytes = file.readAll();
    Submissions read;
    INDARO_TRY_ASSIGN(read.tables, casework::readSubmissionTables(bytes, QFileInfo(path).fileName()));
    if (auto beside = casework::readSubmissionFiles(bytes)) // else each is said to be missing
        read.files.content = std::move(beside).value();
    for (QByteArray &content : read.files.content)
        makeBare(content, read.traced);
    return read;
}

Result<TakenIn> takeInto(casework::Desk &desk, const QString &formId, Submissions submissions)
{
    int withTraces = 0;
    submissions.files.prepare = [&](casework::AttachmentKind, const QByteArray &content) -> Result<QByteArray> {
        withTraces += submissions.traced.contains(content) ? 1 : 0;
        return content;
    };
    INDARO_TRY_ASSIGN(const UsedForm form, findUsedForm(desk, formId));
    INDARO_TRY_ASSIGN(auto report, casework::importSubmissions(
                                       desk, {form.record, form.facts.formId, form.facts.version, form.definition.get()},
                                       submissions.tables, submissions.files));
    return TakenIn{std::move(report), withTraces};
}

} // namespace

void FormDataPanel::takeIn(const QString &path)
{
    m_banner->dismiss();
    m_export->setEnabled(false);
    m_import->setEnabled(false);
    m_progress->start(tr("The submissions are being read …"), false);
    const auto tellError = [this](const base::Error &error) {
        finish();
        if (error.code != base::Errc::NotFound)
            return tell([this, error] { m_banner->showError(error); });
        tell([this] {
            m_banner->showMessage(kit::Banner::Kind::Error,
                                  tr("No column of this file names a question of this form. Nothing was taken in; choose "
                                     "the form the submissions were made with."));
        });
    };
    kit::runInBackground(
        this, [path] { return readSubmissions(path); },
        [this, tellError, id = m_form->currentData().toString()](const Result<Submissions> &read) {
            if (!read)
                return tellError(read.error());
            m_context.workspace->ask(
                this, [id, submissions = *read](casework::Desk &desk) { return takeInto(desk, id, submissions); },
                [this, tellError](const Result<TakenIn> &report) {
                    if (!report)
                        return tellError(report.error());
                    finish();
                    tell([this, told = *report] { tellTaken(told.report, told.withTraces); });
                });
        });
}

/// What does not fit, at its place.
QString FormDataPanel::oddText(const casework::OddValue &odd)
{
    const QString line = odd.table.isEmpty() ? QString::number(odd.line) : u"%1 (%2)"_s.arg(odd.line).arg(odd.table);
    using Why = casework::OddValue::Why;
    switch (odd.why) {
    case Why::NotUnderstood:
        return tr("Line %1, %2: kept as it was written, though the form would not have taken it.").arg(line, odd.column);
    case Why::NotOffered:
        return tr("Line %1, %2: kept, though the form does not offer it after the answers before.").arg(line, odd.column);
    case Why::AgainstConstraint:
        return tr("Line %1, %2: kept, though it is against a rule of the form.").arg(line, odd.column);
    case Why::NotAsked:
        return tr("Line %1, %2: kept, though the form would not have asked it.").arg(line, odd.column);
    case Why::Unanswered:
        return tr("Line %1, %2: not answered, though the form asks for it.").arg(line, odd.column);
    case Why::CalculatedOtherwise:
        break;
    }
    return tr("Line %1, %2: kept as it was sent; the form works out something else.").arg(line, odd.column);
}

void FormDataPanel::tellTaken(const casework::SubmissionReport &report, int withTraces)
{
    m_banner->showMessage(kit::Banner::Kind::Good, tr("Interviews taken in: %1. Here already: %2. New files opened: %3.")
                                                       .arg(report.taken)
                                                       .arg(report.alreadyHere)
                                                       .arg(report.newFiles));
    QStringList lines;
    if (!report.notRead.isEmpty())
        lines << tr("Columns that mean nothing in this form: %1").arg(report.notRead.join(u", "_s));
    if (!report.noIdentity.isEmpty())
        lines << tr("Lines without an instanceID, left out: %1").arg(report.noIdentity.join(u", "_s));
    if (!report.otherTables.isEmpty())
        lines << tr("Tables that are no repeat of this form, left out: %1").arg(report.otherTables.join(u", "_s));
    if (!report.orphans.isEmpty())
        lines << tr("Rows that belong to no submission of this file, left out: %1").arg(report.orphans.join(u", "_s));
    if (report.listRows > 0)
        lines << tr("Rows written into lists that other forms may offer: %1").arg(report.listRows);
    if (report.filesTaken > 0)
        lines << tr("Pictures, recordings and files taken in: %1").arg(report.filesTaken);
    if (withTraces > 0)
        lines << tr("Of them kept with what a device or a program wrote into them: %1").arg(withTraces);
    if (!report.filesMissing.isEmpty())
        lines << tr("Named by an answer, and not in the file or not to be kept here: %1")
                     .arg(report.filesMissing.join(u", "_s));
    if (!report.keptBack.isEmpty())
        lines << tr("Answers about health or perpetrators stay in the interview, not in a list: %1")
                     .arg(report.keptBack.join(u", "_s));
    for (const casework::OddValue &odd : report.oddValues)
        lines << oddText(odd);
    if (lines.size() > ShownLines) {
        const int more = static_cast<int>(lines.size() - ShownLines);
        lines = lines.mid(0, ShownLines);
        lines << tr("%n more of the same kind are not listed here.", nullptr, more);
    }
    m_report->setText(lines.join(u'\n'));
    m_report->setVisible(!lines.isEmpty());
}

} // namespace indaro::ui::pages
