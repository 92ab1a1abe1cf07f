// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_linter.h"

#include "core/forms/nearest_name.h"

#include <QRegularExpression>
#include <QSet>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

const QStringList TextColumns{u"label"_s, u"hint"_s, u"guidance_hint"_s, u"constraint_message"_s, u"required_message"_s};

SheetTable tableOf(const Workbook &workbook, const QString &name)
{
    const Sheet *sheet = workbook.findSheet(name);
    return sheet == nullptr ? SheetTable() : SheetTable(*sheet);
}

int headRowOf(const Workbook &workbook, const QString &name)
{
    const Sheet *sheet = workbook.findSheet(name);
    return sheet == nullptr || sheet->rows.empty() ? 0 : sheet->rows.front().number;
}

QString headerOf(const SheetTable &table, const QString &base, const QString &language)
{
    for (const SheetColumn &column : table.columns()) {
        if (column.base == base && column.language == language)
            return column.header;
    }
    return language.isEmpty() ? base : base + u"::"_s + language;
}

/// Columns that are read here or are known to other programs that read the same workbooks [pyxform, Kobo, SurveyCTO].
const QStringList &surveyColumns()
{
    static const QStringList known{u"type"_s,
                                   u"name"_s,
                                   u"label"_s,
                                   u"hint"_s,
                                   u"guidance_hint"_s,
                                   u"constraint"_s,
                                   u"relevant"_s,
                                   u"calculation"_s,
                                   u"required"_s,
                                   u"constraint_message"_s,
                                   u"readonly"_s,
                                   u"default"_s,
                                   u"appearance"_s,
                                   u"choice_filter"_s,
                                   u"required_message"_s,
                                   u"repeat_count"_s,
                                   u"save_to"_s,
                                   u"trigger"_s,
                                   u"parameters"_s,
                                   u"disabled"_s,
                                   u"image"_s,
                                   u"audio"_s,
                                   u"video"_s,
                                   u"big-image"_s,
                                   u"autoplay"_s,
                                   u"accuracythreshold"_s,
                                   u"intent"_s,
                                   u"query"_s,
                                   u"rows"_s,
                                   u"saveincomplete"_s,
                                   u"noapperrorstring"_s,
                                   u"no_app_error_string"_s,
                                   u"$kuid"_s,
                                   u"kuid"_s,
                                   u"$autoname"_s,
                                   u"sms_field"_s,
                                   u"sms_option"_s,
                                   u"requiredmsg"_s,
                                   u"response_note"_s,
                                   u"publishable"_s,
                                   u"minimum_seconds"_s};
    return known;
}

const QStringList &settingsColumns()
{
    static const QStringList known{u"title"_s,
                                   u"form_id"_s,
                                   u"version"_s,
                                   u"default_language"_s,
                                   u"style"_s,
                                   u"instance_name"_s,
                                   u"public_key"_s,
                                   u"submission_url"_s,
                                   u"auto_send"_s,
                                   u"auto_delete"_s,
                                   u"name"_s,
                                   u"allow_choice_duplicates"_s,
                                   u"namespaces"_s,
                                   u"instance_xmlns"_s,
                                   u"clean_text_values"_s,
                                   u"client_editable"_s,
                                   u"instance_id"_s,
                                   u"prefix"_s,
                                   u"delimiter"_s,
                                   u"sms_keyword"_s,
                                   u"sms_separator"_s,
                                   u"sms_allow_media"_s,
                                   u"sms_date_format"_s,
                                   u"sms_datetime_format"_s,
                                   u"sms_response"_s,
                                   u"compact_prefix"_s,
                                   u"compact_delimiter"_s,
                                   u"omit_instanceid"_s,
                                   u"entities_version"_s,
                                   u"attribute"_s};
    return known;
}

bool passesThrough(const SheetColumn &column)
{
    static const QRegularExpression prefix(u"^(bind|body|control|instance|indaro|media|attribute|meta)\\s*::?"_s);
    return prefix.match(column.key).hasMatch() || column.base.startsWith("media::"_L1);
}

/// Words of the appearance column [docs.getodk.org form-question-types, xlsform.org, Enketo].
const QStringList &appearanceWords()
{
    static const QStringList words{u"multiline"_s,    u"numbers"_s,       u"minimal"_s,       u"quick"_s,
                                   u"quickcompact"_s, u"compact"_s,       u"horizontal"_s,    u"horizontal-compact"_s,
                                   u"columns"_s,      u"columns-pack"_s,  u"columns-flex"_s,  u"likert"_s,
                                   u"label"_s,        u"list-nolabel"_s,  u"list"_s,          u"table-list"_s,
                                   u"autocomplete"_s, u"autoadvance"_s,   u"image-map"_s,     u"map"_s,
                                   u"no-buttons"_s,   u"no-ticks"_s,      u"no-calendar"_s,   u"month-year"_s,
                                   u"year"_s,         u"day"_s,           u"week-number"_s,   u"ethiopian"_s,
                                   u"coptic"_s,       u"islamic"_s,       u"bikram-sambat"_s, u"myanmar"_s,
                                   u"persian"_s,      u"buddhist"_s,      u"gregorian"_s,     u"signature"_s,
                                   u"draw"_s,         u"annotate"_s,      u"new"_s,           u"new-front"_s,
                                   u"front"_s,        u"selfie"_s,        u"picker"_s,        u"rating"_s,
                                   u"vertical"_s,     u"distress"_s,      u"distressed"_s,    u"field-list"_s,
                                   u"summary"_s,      u"pages"_s,         u"theme-grid"_s,    u"theme-formhub"_s,
                                   u"maps"_s,         u"placement-map"_s, u"hide-input"_s,    u"streets"_s,
                                   u"satellite"_s,    u"url"_s,           u"printer"_s,       u"thousands-sep"_s,
                                   u"thousand-sep"_s, u"bearing"_s,       u"masked"_s,        u"random"_s,
                                   u"counter"_s,      u"hidden"_s,        u"no-collapse"_s,   u"other"_s,
                                   u"randomize"_s,    u"textarea"_s,      u"search"_s,        u"intent"_s,
                                   u"geopoint"_s};
    return words;
}

const QStringList &parameterWords()
{
    static const QStringList words{u"start"_s,
                                   u"end"_s,
                                   u"step"_s,
                                   u"tick_interval"_s,
                                   u"tick-interval"_s,
                                   u"placeholder"_s,
                                   u"tick-labelset"_s,
                                   u"tick_labelset"_s,
                                   u"randomize"_s,
                                   u"seed"_s,
                                   u"value"_s,
                                   u"label"_s,
                                   u"max-pixels"_s,
                                   u"quality"_s,
                                   u"capture-accuracy"_s,
                                   u"warning-accuracy"_s,
                                   u"allow-mock-accuracy"_s,
                                   u"incremental"_s,
                                   u"rows"_s,
                                   u"app"_s,
                                   u"location-priority"_s,
                                   u"location-min-interval"_s,
                                   u"location-max-age"_s,
                                   u"track-changes"_s,
                                   u"track-changes-reasons"_s,
                                   u"identify-user"_s};
    return words;
}

class RowLinter
{
public:
    RowLinter(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
        : m_workbook(workbook), m_form(form), m_survey(tableOf(workbook, u"survey"_s)),
          m_choices(tableOf(workbook, u"choices"_s)), m_findings(findings)
    {
    }

    void run()
    {
        columns(u"survey"_s, surveyColumns(), true);
        columns(u"choices"_s, {u"list_name"_s, u"name"_s, u"label"_s}, false);
        columns(u"external_choices"_s, {u"list_name"_s, u"name"_s, u"label"_s}, false);
        columns(u"settings"_s, settingsColumns(), true);
        columns(u"entities"_s, {u"list_name"_s, u"label"_s, u"entity_id"_s, u"create_if"_s, u"update_if"_s, u"repeat"_s},
                true);
        for (const FormItem &item : m_form.items()) {
            if (item.row == 0)
                continue;
            appearance(item);
            parameters(item);
            required(item);
        }
        lists();
        languages();
    }

private:
    Finding &note(FindingCode code, const QString &sheet, int row, const QString &column, const QString &argument)
    {
        return m_findings.emplace_back(Finding{code, sheet, row, column, argument.left(200), -1, {}, 0});
    }

    /// In the choices sheet any further column may be read by a filter: only slips of the known ones are worth a word.
    void columns(const QString &sheet, const QStringList &known, bool noteUnknown)
    {
        const int row = headRowOf(m_workbook, sheet);
        const SheetTable table = tableOf(m_workbook, sheet);
        QHash<std::pair<QString, QString>, QString> headerByMeaning;
        for (const SheetColumn &column : table.columns()) {
            if (column.key.isEmpty())
                continue;
            const auto meaning = std::pair(column.base, column.language);
            if (headerByMeaning.contains(meaning) && (known.contains(column.base) || passesThrough(column)))
                note(FindingCode::DuplicateColumn, sheet, row, column.header, column.header).suggestion =
                    headerByMeaning.value(meaning);
            headerByMeaning.insert(meaning, column.header);
            if (known.contains(column.base) || passesThrough(column))
                continue;
            const QString nearest = nearestName(column.base, known);
            if (!nearest.isEmpty())
                note(FindingCode::MistypedColumn, sheet, row, column.header, column.header).suggestion = nearest;
            else if (noteUnknown)
                note(FindingCode::UnknownColumn, sheet, row, column.header, column.header);
        }
    }

    void appearance(const FormItem &item)
    {
        static const QRegularExpression call(u"[A-Za-z_.:-]+\\s*\\([^)]*\\)+"_s); // search('x'), ex:app.name(…)
        static const QRegularExpression numbered(u"^(w\\d+|columns-\\d+|col-?\\d+|h\\d+)$"_s);
        static const QRegularExpression named(u"^(ex|printer|bearing|indaro)[:-]"_s);
        QString words = item.appearance;
        if (words.contains(u"${"_s)) // worked out while the form is filled
            return;
        words.remove(call);
        for (const QString &word : words.split(QRegularExpression(u"[\\s,]+"_s), Qt::SkipEmptyParts)) {
            const QString lower = word.toLower();
            if (appearanceWords().contains(lower) || numbered.match(lower).hasMatch() || named.match(lower).hasMatch())
                continue;
            note(FindingCode::UnknownAppearance, u"survey"_s, item.row, m_survey.headerOf("appearance"_L1), word)
                .suggestion = nearestName(lower, appearanceWords());
        }
    }

    void parameters(const FormItem &item)
    {
        const auto bad = [&](const QString &what) -> Finding & {
            return note(FindingCode::BadParameter, u"survey"_s, item.row, m_survey.headerOf("parameters"_L1), what);
        };
        for (auto one = item.parameters.begin(); one != item.parameters.end(); ++one) {
            if (!parameterWords().contains(one.key()))
                bad(one.key() + u'=' + one.value()).suggestion = nearestName(one.key(), parameterWords());
        }
        if (item.type != QuestionType::Range)
            return;
        for (const QString &key : {u"start"_s, u"end"_s, u"step"_s}) {
            bool isNumber = true;
            if (item.parameters.contains(key))
                static_cast<void>(item.parameters.value(key).toDouble(&isNumber));
            if (!isNumber)
                bad(key + u'=' + item.parameters.value(key));
        }
    }

    /// A note, or what is only shown and nothing fills, cannot be answered: nobody would get past it.
    void required(const FormItem &item)
    {
        if (!item.isQuestion() || !item.required)
            return;
        const bool isOnlyShown = item.readOnly && item.readOnly->text() == "true()"_L1 && !item.calculation &&
                                 !item.dynamicDefault && item.defaultText.isEmpty();
        if (item.type == QuestionType::Note || (item.isAsked() && isOnlyShown))
            note(FindingCode::RequiredNote, u"survey"_s, item.row, m_survey.headerOf("required"_L1), item.name);
    }

    void lists()
    {
        QSet<QString> used{m_form.settings().extra.value(u"indaro::no_answer_list"_s)};
        QSet<QString> several;
        for (const FormItem &item : m_form.items()) {
            const QString &list = item.templateList.isEmpty() ? item.listName : item.templateList;
            used.insert(list);
            if (item.type == QuestionType::SelectMultiple || item.type == QuestionType::Rank)
                several.insert(list);
        }
        const QString text = everyExpression();
        for (const ChoiceList &list : m_form.choiceLists()) {
            const bool isNamed = text.contains(u'\'' + list.name + u'\'') || text.contains(u'"' + list.name + u'"');
            if (!used.contains(list.name) && !isNamed)
                note(FindingCode::UnusedChoiceList, u"choices"_s, list.choices.front().row,
                     m_choices.headerOf("list_name"_L1), list.name)
                    .other = static_cast<int>(list.choices.size());
            for (const Choice &choice : list.choices)
                this->choice(choice, several.contains(list.name));
        }
    }

    void choice(const Choice &choice, bool isOneOfSeveral)
    {
        if (choice.row == 0)
            return;
        if (choice.name.contains(u' ')) {
            note(isOneOfSeveral ? FindingCode::ChoiceFallsApart : FindingCode::ChoiceNameWithSpace, u"choices"_s, choice.row,
                 m_choices.headerOf("name"_L1), choice.name)
                .suggestion = QString(choice.name).replace(u' ', u'_');
        }
        if (choice.label.isEmpty())
            note(FindingCode::MissingLabel, u"choices"_s, choice.row, m_choices.headerOf("label"_L1), choice.name);
    }

    /// What may name a list as a text: instance('list'), pulldata('list', …), search('list').
    QString everyExpression() const
    {
        QString text;
        for (const FormItem &item : m_form.items()) {
            text += item.appearance + u'\n';
            for (const auto *one : {&item.relevant, &item.constraint, &item.calculation, &item.required, &item.readOnly,
                                    &item.choiceFilter, &item.repeatCount, &item.dynamicDefault, &item.alertWhen}) {
                if (one->has_value())
                    text += (*one)->text() + u'\n';
            }
        }
        return text;
    }

    void languages()
    {
        for (const QString &code : {u"fr"_s, u"rn"_s}) {
            if (m_form.findLanguage(code) == nullptr)
                note(FindingCode::MissingLanguage, u"survey"_s, headRowOf(m_workbook, u"survey"_s),
                     m_survey.headerOf("label"_L1), code);
        }
        for (const TranslationGap &gap : translationGaps(m_workbook, m_form)) {
            note(gap.isAwaited ? FindingCode::TranslationAwaited : FindingCode::MissingTranslation, gap.sheet, gap.row,
                 gap.column, gap.name);
        }
    }

    const Workbook &m_workbook;
    const FormDefinition &m_form;
    const SheetTable m_survey;
    const SheetTable m_choices;
    std::vector<Finding> &m_findings;
};

} // namespace

std::vector<TranslationGap> translationGaps(const Workbook &workbook, const FormDefinition &form)
{
    std::vector<TranslationGap> gaps;
    if (form.languages().size() < 2)
        return gaps;
    const SheetTable survey = tableOf(workbook, u"survey"_s);
    const SheetTable choices = tableOf(workbook, u"choices"_s);
    const auto look = [&](const SheetTable &table, const QString &sheet, int row, const QString &name, const QString &column,
                          const LocalizedText &text, const QString &status) {
        for (const FormLanguage &language : form.languages()) {
            if (text.isEmpty() || !text.text(language.header).isEmpty())
                continue;
            gaps.push_back({language.header, sheet, row, headerOf(table, column, language.header), name,
                            language.code == "rn"_L1 && status == "to_translate"_L1});
        }
    };
    for (const FormItem &item : form.items()) {
        if (item.row == 0 || (item.isQuestion() && !item.isAsked() && item.type != QuestionType::Note)) // not shown
            continue;
        const QString status = item.extra.value(u"indaro::kirundi_status"_s);
        const QString hintStatus = item.extra.value(u"indaro::kirundi_hint_status"_s);
        const QString messageStatus = item.extra.value(u"indaro::kirundi_message_status"_s);
        const std::array statuses{status, hintStatus, hintStatus, messageStatus, messageStatus};
        const std::array texts{&item.label, &item.hint, &item.guidanceHint, &item.constraintMessage, &item.requiredMessage};
        for (std::size_t i = 0; i < texts.size(); ++i)
            look(survey, u"survey"_s, item.row, item.name, TextColumns.at(static_cast<qsizetype>(i)), *texts.at(i),
                 statuses.at(i));
    }
    for (const ChoiceList &list : form.choiceLists()) {
        for (const Choice &choice : list.choices) {
            if (choice.row > 0)
                look(choices, u"choices"_s, choice.row, choice.name, u"label"_s, choice.label,
                     choice.extra.value(u"indaro::kirundi_status"_s));
        }
    }
    return gaps;
}

void lintRows(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
{
    RowLinter(workbook, form, findings).run();
}

std::vector<Finding> lint(const Workbook &workbook, const FormDefinition &form)
{
    std::vector<Finding> findings;
    lintRows(workbook, form, findings);
    lintExpressions(workbook, form, findings);
    lintFiles(workbook, form, findings);
    return findings;
}

} // namespace indaro::forms
