// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_report.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace indaro::forms {

FormReport makeReport(const FormDefinition &form)
{
    FormReport report;
    report.formId = form.settings().formId;
    report.title = form.settings().title;
    report.version = form.settings().version;
    report.languages = form.languages();
    report.findings = form.findings();
    report.choiceLists = static_cast<int>(form.choiceLists().size());
    for (const ChoiceList &list : form.choiceLists())
        report.choices += static_cast<int>(list.choices.size());
    for (const FormItem &item : form.items()) {
        report.rows += item.row > 0 ? 1 : 0;
        report.groups += item.kind == ItemKind::Group && !item.isMeta ? 1 : 0;
        report.repeats += item.kind == ItemKind::Repeat ? 1 : 0;
        const bool isNote = item.type == QuestionType::Note;
        report.notes += item.isQuestion() && isNote ? 1 : 0;
        report.questions += item.isQuestion() && !isNote && item.row > 0 ? 1 : 0;
        for (const auto *one : {&item.relevant, &item.constraint, &item.calculation, &item.choiceFilter, &item.repeatCount,
                                &item.dynamicDefault})
            report.expressions += one->has_value() ? 1 : 0;
    }
    return report;
}

QByteArray FormReport::toJson() const
{
    QJsonArray languageList;
    for (const FormLanguage &language : languages) {
        languageList.append(
            QJsonObject{{u"header"_s, language.header}, {u"name"_s, language.name}, {u"code"_s, language.code}});
    }
    QJsonArray findingList;
    for (const Finding &finding : findings) {
        QJsonObject one{{u"code"_s, toString(finding.code)},
                        {u"sheet"_s, finding.sheet},
                        {u"row"_s, finding.row},
                        {u"column"_s, finding.column},
                        {u"argument"_s, finding.argument}};
        if (finding.position >= 0)
            one.insert(u"position"_s, finding.position);
        findingList.append(one);
    }
    const QJsonObject object{{u"form_id"_s, formId},
                             {u"title"_s, title},
                             {u"version"_s, version},
                             {u"rows"_s, rows},
                             {u"questions"_s, questions},
                             {u"notes"_s, notes},
                             {u"groups"_s, groups},
                             {u"repeats"_s, repeats},
                             {u"choice_lists"_s, choiceLists},
                             {u"choices"_s, choices},
                             {u"expressions"_s, expressions},
                             {u"languages"_s, languageList},
                             {u"findings"_s, findingList}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace indaro::forms
