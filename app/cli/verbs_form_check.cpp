// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/form_check_text.h"
#include "app/cli/verbs.h"
#include "core/forms/form_report.h"
#include "ui/words/form_fault_words.h"

#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

QStringList bothLanguages()
{
    return {u"en"_s, u"fr"_s};
}

void insertWords(QJsonObject &json, const QString &language, const ui::words::FindingWords &words)
{
    json.insert(u"text_"_s + language, words.what);
    json.insert(u"advice_"_s + language, words.advice);
}

QJsonObject toJson(const forms::FormReport &report)
{
    QJsonObject json = report.toJson();
    QJsonArray findings = json.value(u"findings"_s).toArray();
    for (qsizetype i = 0; i < findings.size(); ++i) {
        QJsonObject one = findings.at(i).toObject();
        for (const QString &language : bothLanguages())
            insertWords(one, language, ui::words::textOf(report.findings[static_cast<std::size_t>(i)], language));
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

Reply noForm(const base::Error &error, const QStringList &languages)
{
    Reply reply;
    reply.text = formFaultLines(error, languages);
    for (const QString &language : bothLanguages()) {
        if (const auto words = ui::words::formFaultText(error, language))
            insertWords(reply.json, language, *words);
    }
    reply.failure = error;
    reply.exitCode = exitCodeOf(forms::Severity::Error);
    return reply;
}

} // namespace

VerbResult formCheck(Program &program)
{
    const QString asked = program.arguments.value(u"lang"_s);
    if (!asked.isEmpty() && !bothLanguages().contains(asked))
        return base::Error(base::Errc::InvalidArgument, {{"option", std::string("lang")}});
    const QStringList languages = asked.isEmpty() ? bothLanguages() : QStringList{asked};
    const auto report = check(program.arguments.rest.front());
    if (!report)
        return noForm(report.error(), languages);
    Reply reply;
    reply.text = formCheckText(*report, languages);
    reply.json = toJson(*report);
    reply.exitCode = exitCodeOf(report->worst());
    return reply;
}

} // namespace indaro::cli
