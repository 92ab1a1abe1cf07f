// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/forms/form_report.h"
#include "ui/words/finding_words.h"

#include <QFileInfo>
#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// "5-9, 12"
QString spans(const std::vector<int> &rows)
{
    QStringList out;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
            ++last;
        out.append(rows[i] == rows[last] ? QString::number(rows[i]) : u"%1-%2"_s.arg(rows[i]).arg(rows[last]));
        i = last + 1;
    }
    return out.join(u", "_s);
}

QString head(const forms::FormReport &report)
{
    QString text = u"%1 %2 (%3)\n"_s.arg(report.formId, report.version, report.title);
    text += u"rows %1, questions %2, notes %3, groups %4, repeats %5\n"_s.arg(report.rows)
                .arg(report.questions)
                .arg(report.notes)
                .arg(report.groups)
                .arg(report.repeats);
    text += u"choice lists %1, choices %2, expressions %3 understood and %4 not\n"_s.arg(report.choiceLists)
                .arg(report.choices)
                .arg(report.expressions)
                .arg(report.expressionsFailed);
    if (!report.files.empty()) {
        const auto there =
            std::count_if(report.files.begin(), report.files.end(), [](const auto &one) { return one.isThere; });
        text += u"files named %1, of them %2 came with the form\n"_s.arg(report.files.size()).arg(there);
    }
    for (const forms::LanguageReport &one : report.languages) {
        text += u"language %1: "_s.arg(one.language.header.isEmpty() ? u"(unnamed)"_s : one.language.header);
        if (one.missing == 0) {
            text += u"complete\n"_s;
            continue;
        }
        text += u"%1 texts missing, %2 of them known to wait"_s.arg(one.missing).arg(one.awaited);
        if (!one.surveyRows.empty())
            text += u"; survey rows %1"_s.arg(spans(one.surveyRows));
        if (!one.choiceRows.empty())
            text += u"; choices rows %1"_s.arg(spans(one.choiceRows));
        text += u'\n';
    }
    return text;
}

/// Missing texts are already listed by language: a line for each would hide the rest.
bool isInHead(const forms::Finding &finding)
{
    return finding.code == forms::FindingCode::MissingTranslation || finding.code == forms::FindingCode::TranslationAwaited;
}

QString lines(const forms::Finding &finding, const QStringList &languages)
{
    QString where = finding.sheet;
    if (finding.row > 0)
        where += u" row %1"_s.arg(finding.row);
    if (!finding.column.isEmpty())
        where += u", "_s + finding.column;
    if (finding.position >= 0)
        where += u", character %1"_s.arg(finding.position + 1);
    QString text =
        u"%1 %2: %3\n"_s.arg(forms::toString(forms::severityOf(finding.code)), forms::toString(finding.code), where);
    for (const QString &language : languages) {
        const auto words = ui::words::textOf(finding, language);
        text += u"    "_s + words.what + u' ' + words.advice + u'\n';
    }
    return text;
}

QJsonObject toJson(const forms::FormReport &report)
{
    QJsonObject json = report.toJson();
    QJsonArray findings = json.value(u"findings"_s).toArray();
    for (qsizetype i = 0; i < findings.size(); ++i) {
        QJsonObject one = findings.at(i).toObject();
        for (const QString &language : {u"en"_s, u"fr"_s}) {
            const auto words = ui::words::textOf(report.findings[static_cast<std::size_t>(i)], language);
            one.insert(u"text_"_s + language, words.what);
            one.insert(u"advice_"_s + language, words.advice);
        }
        findings.replace(i, one);
    }
    json.insert(u"findings"_s, findings);
    json.insert(u"ok"_s, true);
    return json;
}

/// 0 clean, 1 warnings, 2 errors: what scripts ask.
int exitCodeOf(forms::Severity worst)
{
    return worst == forms::Severity::Error ? 2 : worst == forms::Severity::Warning ? 1 : 0;
}

base::Result<forms::FormReport> check(const QString &path)
{
    INDARO_TRY_ASSIGN(const forms::FormPackage package, forms::FormPackage::fromFile(path.toStdU16String()));
    INDARO_TRY_ASSIGN(const auto workbook, forms::Workbook::read(package.workbook));
    INDARO_TRY_ASSIGN(const auto form,
                      forms::FormDefinition::fromWorkbook(workbook, QFileInfo(path).completeBaseName(), package));
    return forms::makeReport(workbook, form);
}

} // namespace

VerbResult formCheck(Program &program)
{
    const auto report = check(program.arguments.rest.front());
    Reply reply;
    if (!report) {
        reply.failure = report.error();
        reply.exitCode = exitCodeOf(forms::Severity::Error);
        return reply;
    }
    const QString asked = program.arguments.value(u"lang"_s);
    const QStringList languages = asked.isEmpty() ? QStringList{u"en"_s, u"fr"_s} : QStringList{asked};
    if (asked != u"fr"_s && asked != u"en"_s && !asked.isEmpty())
        return base::Error(base::Errc::InvalidArgument, {{"option", std::string("lang")}});
    std::array<int, 3> counts{};
    QString text;
    for (const forms::Finding &finding : report->findings) {
        ++counts.at(static_cast<std::size_t>(forms::severityOf(finding.code)));
        text += isInHead(finding) ? QString() : lines(finding, languages);
    }
    reply.text = head(*report) + text + u"errors %1, warnings %2, notes %3\n"_s.arg(counts[2]).arg(counts[1]).arg(counts[0]);
    reply.json = toJson(*report);
    reply.exitCode = exitCodeOf(report->worst());
    return reply;
}

} // namespace indaro::cli
