// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_report.h"

#include <QJsonArray>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

void countItem(const FormItem &item, FormReport &report)
{
    const bool isNote = item.type == QuestionType::Note;
    report.rows += item.row > 0 ? 1 : 0;
    report.groups += item.kind == ItemKind::Group && !item.isMeta ? 1 : 0;
    report.repeats += item.kind == ItemKind::Repeat ? 1 : 0;
    report.notes += item.isQuestion() && isNote ? 1 : 0;
    report.questions += item.isQuestion() && !isNote && item.row > 0 ? 1 : 0;
    for (const auto *one : {&item.relevant, &item.constraint, &item.calculation, &item.choiceFilter, &item.repeatCount,
                            &item.dynamicDefault, &item.required, &item.readOnly, &item.alertWhen})
        report.expressions += one->has_value() && (*one)->text() != "true()"_L1 ? 1 : 0;
}

std::vector<LanguageReport> reportLanguages(const Workbook &workbook, const FormDefinition &form)
{
    std::vector<LanguageReport> languages;
    for (const FormLanguage &language : form.languages())
        languages.push_back({language, 0, 0, {}, {}});
    for (const TranslationGap &gap : translationGaps(workbook, form)) {
        const auto found = std::find_if(languages.begin(), languages.end(),
                                        [&](const LanguageReport &one) { return one.language.header == gap.language; });
        if (found == languages.end())
            continue;
        ++found->missing;
        found->awaited += gap.isAwaited ? 1 : 0;
        std::vector<int> &rows = gap.sheet == "survey"_L1 ? found->surveyRows : found->choiceRows;
        if (rows.empty() || rows.back() != gap.row)
            rows.push_back(gap.row);
    }
    return languages;
}

QJsonArray numbers(const std::vector<int> &rows)
{
    QJsonArray out;
    for (const int row : rows)
        out.append(row);
    return out;
}

int orderOf(const QString &sheet)
{
    static const QStringList order{u"survey"_s, u"choices"_s, u"external_choices"_s, u"entities"_s, u"settings"_s};
    const auto place = order.indexOf(sheet.toLower());
    return static_cast<int>(place < 0 ? order.size() : place);
}

} // namespace

FormReport makeReport(const Workbook &workbook, const FormDefinition &form)
{
    FormReport report;
    report.formId = form.settings().formId;
    report.title = form.settings().title;
    report.version = form.settings().version;
    report.languages = reportLanguages(workbook, form);
    report.choiceLists = static_cast<int>(form.choiceLists().size());
    for (const ChoiceList &list : form.choiceLists())
        report.choices += static_cast<int>(list.choices.size());
    for (const FormItem &item : form.items())
        countItem(item, report);
    for (const EntityDeclaration &entity : form.entities()) {
        for (const auto *one : {&entity.label, &entity.entityId, &entity.createIf, &entity.updateIf})
            report.expressions += one->has_value() ? 1 : 0;
    }
    report.expressions += form.settings().instanceName ? 1 : 0;
    report.files = form.namedFiles();
    report.findings = form.findings();
    const std::vector<Finding> linted = lint(workbook, form);
    report.findings.insert(report.findings.end(), linted.begin(), linted.end());
    std::stable_sort(report.findings.begin(), report.findings.end(), [](const Finding &a, const Finding &b) {
        return std::tuple(orderOf(a.sheet), a.row) < std::tuple(orderOf(b.sheet), b.row);
    });
    for (const Finding &finding : report.findings)
        report.expressionsFailed += finding.code == FindingCode::ExpressionSyntax ? 1 : 0;
    return report;
}

Severity FormReport::worst() const
{
    Severity worst = Severity::Note;
    for (const Finding &finding : findings)
        worst = std::max(worst, severityOf(finding.code));
    return worst;
}

QJsonObject FormReport::toJson() const
{
    QJsonArray languageList;
    for (const LanguageReport &one : languages) {
        languageList.append(QJsonObject{{u"header"_s, one.language.header},
                                        {u"name"_s, one.language.name},
                                        {u"code"_s, one.language.code},
                                        {u"missing"_s, one.missing},
                                        {u"awaited"_s, one.awaited},
                                        {u"survey_rows"_s, numbers(one.surveyRows)},
                                        {u"choice_rows"_s, numbers(one.choiceRows)}});
    }
    QJsonArray fileList;
    static const QStringList kinds{u"choices"_s, u"data"_s, u"media"_s};
    for (const NamedFile &file : files) {
        fileList.append(QJsonObject{{u"name"_s, file.name},
                                    {u"kind"_s, kinds.value(static_cast<qsizetype>(file.kind))},
                                    {u"sheet"_s, file.sheet},
                                    {u"row"_s, file.row},
                                    {u"there"_s, file.isThere}});
    }
    QJsonArray findingList;
    for (const Finding &finding : findings) {
        QJsonObject one{{u"code"_s, toString(finding.code)}, {u"severity"_s, toString(severityOf(finding.code))},
                        {u"sheet"_s, finding.sheet},         {u"row"_s, finding.row},
                        {u"column"_s, finding.column},       {u"argument"_s, finding.argument}};
        if (finding.position >= 0)
            one.insert(u"position"_s, finding.position);
        if (!finding.suggestion.isEmpty())
            one.insert(u"suggestion"_s, finding.suggestion);
        if (finding.other != 0)
            one.insert(u"other"_s, finding.other);
        findingList.append(one);
    }
    return {{u"form_id"_s, formId},
            {u"title"_s, title},
            {u"version"_s, version},
            {u"rows"_s, rows},
            {u"questions"_s, questions},
            {u"notes"_s, notes},
            {u"groups"_s, groups},
            {u"repeats"_s, repeats},
            {u"choice_lists"_s, choiceLists},
            {u"choices"_s, choices},
            {u"expressions_parsed"_s, expressions},
            {u"expressions_failed"_s, expressionsFailed},
            {u"languages"_s, languageList},
            {u"files"_s, fileList},
            {u"findings"_s, findingList}};
}

} // namespace indaro::forms
