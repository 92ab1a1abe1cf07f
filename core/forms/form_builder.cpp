// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_builder.h"

#include "core/forms/expression_syntax.h"
#include "core/forms/function_table.h"
#include "core/forms/nearest_name.h"
#include "core/forms/whole_pattern.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

/// Every element name a path of the expression mentions.
void collectNames(const SyntaxNode &node, QStringList &names)
{
    for (const SyntaxStep &step : node.steps) {
        if (step.test == NodeTest::Name && !names.contains(step.name))
            names.append(step.name);
        for (const SyntaxNode &predicate : step.predicates)
            collectNames(predicate, names);
    }
    for (const SyntaxNode &operand : node.operands)
        collectNames(operand, names);
    for (const SyntaxNode &predicate : node.startPredicates)
        collectNames(predicate, names);
}

bool anyNode(const SyntaxNode &node, bool (*test)(const SyntaxNode &))
{
    if (test(node))
        return true;
    const auto inside = [&](const std::vector<SyntaxNode> &list) {
        return std::any_of(list.begin(), list.end(), [&](const SyntaxNode &one) { return anyNode(one, test); });
    };
    return inside(node.operands) || inside(node.startPredicates) ||
           std::any_of(node.steps.begin(), node.steps.end(),
                       [&](const SyntaxStep &step) { return inside(step.predicates); });
}

/// XPath 1.0 takes the node itself where nothing is given; ODK promises these with an argument only.
bool isCallOfNothing(const SyntaxNode &node)
{
    return node.kind == SyntaxKind::Call && node.operands.empty() &&
           (node.text == "number"_L1 || node.text == "string"_L1 || node.text == "string-length"_L1 ||
            node.text == "normalize-space"_L1);
}

bool isUnpromised(const SyntaxNode &node)
{
    if (isCallOfNothing(node))
        return true;
    if (node.kind == SyntaxKind::Binary)
        return node.op == Operator::Union;
    return std::any_of(node.steps.begin(), node.steps.end(), [](const SyntaxStep &step) {
        return (step.axis != Axis::Child && step.axis != Axis::Parent && step.axis != Axis::Self) ||
               step.test == NodeTest::Text || step.test == NodeTest::Comment;
    });
}

/// The pattern of regex(), when it is written out.
const QString *patternOf(const SyntaxNode &node)
{
    const bool isPattern = node.kind == SyntaxKind::Call && node.text == "regex"_L1 && node.operands.size() == 2 &&
                           node.operands[1].kind == SyntaxKind::Text;
    return isPattern ? &node.operands[1].text : nullptr;
}

/// Was probably meant as a search; here the whole text must match.
bool isUnanchored(const SyntaxNode &node)
{
    const QString *pattern = patternOf(node);
    return pattern != nullptr && (!pattern->startsWith(u'^') || !pattern->endsWith(u'$'));
}

bool isBadPattern(const SyntaxNode &node)
{
    const QString *pattern = patternOf(node);
    return pattern != nullptr && !wholePattern(*pattern).isValid();
}

bool isDateSum(const SyntaxNode &node)
{
    const auto isDate = [](const SyntaxNode &operand) {
        return operand.kind == SyntaxKind::Call &&
               (operand.text == "today"_L1 || operand.text == "now"_L1 || operand.text == "date"_L1);
    };
    const auto isNumber = [](const SyntaxNode &operand) { return operand.kind == SyntaxKind::Number; };
    return node.kind == SyntaxKind::Binary && (node.op == Operator::Add || node.op == Operator::Subtract) &&
           ((isDate(node.operands[0]) && isNumber(node.operands[1])) ||
            (isNumber(node.operands[0]) && isDate(node.operands[1])));
}

} // namespace

FormDefinitionBuilder::FormDefinitionBuilder(const Workbook &workbook, const QString &name, const FormPackage &files)
    : m_workbook(workbook), m_files(files)
{
    m_form.m_settings.formId = name;
}

Finding &FormDefinitionBuilder::note(FindingCode code, const QString &sheet, int row, const QString &column,
                                     const QString &argument, int position)
{
    return m_form.m_findings.emplace_back(Finding{code, sheet, row, column, argument.left(200), position, {}, 0});
}

QString FormDefinitionBuilder::nearest(const QString &wanted, const QStringList &names)
{
    m_namesToCompare -= names.size();
    return m_namesToCompare < 0 ? QString() : nearestName(wanted, names);
}

const QStringList &FormDefinitionBuilder::itemNames()
{
    if (static_cast<std::size_t>(m_itemNames.size()) != m_form.m_items.size()) {
        m_itemNames.clear();
        for (const FormItem &item : m_form.m_items)
            m_itemNames.append(item.name);
    }
    return m_itemNames;
}

base::Result<FormDefinition> FormDefinitionBuilder::build()
{
    const Sheet *survey = m_workbook.findSheet(u"survey"_s);
    if (survey == nullptr || survey->rows.size() < 2)
        return base::Error(base::Errc::FormNoSurvey);
    m_survey = SheetTable(*survey);
    const auto &columns = m_survey.columns();
    if (std::none_of(columns.begin(), columns.end(), [](const SheetColumn &c) { return c.base == "type"_L1; }))
        return base::Error(base::Errc::FormNoSurvey);
    for (const Sheet &sheet : m_workbook.sheets()) {
        const QStringList headers = sheet.rows.empty() ? QStringList() : sheet.rows.front().cells;
        for (const BrokenCell &cell : sheet.brokenCells)
            note(FindingCode::ErrorCell, sheet.name, cell.row, headers.value(cell.column), cell.name());
    }
    readLanguages();
    if (const Sheet *choices = m_workbook.findSheet(u"choices"_s))
        readChoices(*choices, m_form.m_choiceLists);
    readExternalChoices();
    readSurvey();
    readSettings();
    parseAll();
    readFiles();
    readEntities();
    checkLists();
    orderItems();
    std::stable_sort(m_form.m_findings.begin(), m_form.m_findings.end(),
                     [](const Finding &a, const Finding &b) { return a.sheet == b.sheet && a.row < b.row; });
    return std::move(m_form);
}

QString FormDefinitionBuilder::pathTo(const QString &name, int context) const
{
    if (name.startsWith(LastSaved)) {
        const FormItem *before = m_form.findByName(name.mid(LastSaved.size()));
        return before != nullptr ? u"instance('%1')"_s.arg(LastSavedInstance) + before->path : QString();
    }
    const FormItem *target = m_form.findByName(name);
    if (target == nullptr)
        return {};
    // The innermost repeat around both: inside it the reference means the same row.
    int shared = -1;
    for (int up = context; up > 0; up = m_form.item(up).parent) {
        const FormItem &around = m_form.item(up);
        if (around.kind == ItemKind::Repeat && target->path.startsWith(around.path + u'/')) {
            shared = up;
            break;
        }
    }
    if (shared < 0)
        return target->path;
    QString path = u"current()"_s;
    for (int up = context; up != shared; up = m_form.item(up).parent)
        path += u"/.."_s;
    return path + target->path.mid(m_form.item(shared).path.size());
}

FormDefinitionBuilder::Optional FormDefinitionBuilder::parseExpression(const QString &text, const QString &sheet, int row,
                                                                       const QString &column, int context)
{
    if (text.isEmpty())
        return {};
    auto parsed = Expression::parse(text, [&](const QString &name) { return pathTo(name, context); });
    if (!parsed) {
        note(FindingCode::ExpressionSyntax, sheet, row, column, text, static_cast<int>(parsed.error().number("position")));
        return {};
    }
    remark(*parsed, sheet, row, column);
    return std::move(parsed).value();
}

void FormDefinitionBuilder::remark(const Expression &expression, const QString &sheet, int row, const QString &column)
{
    for (const QString &name : expression.references()) {
        const QString target = name.startsWith(LastSaved) ? name.mid(LastSaved.size()) : name;
        if (m_form.findByName(target) == nullptr)
            note(FindingCode::UnknownReference, sheet, row, column, target).suggestion = nearest(target, itemNames());
    }
    QStringList unknown;
    for (const QString &function : expression.functions()) {
        auto probe = Expression::parse(function + u"()"_s);
        if (probe && probe->root().function < 0)
            note(FindingCode::UnknownFunction, sheet, row, column, function).suggestion = nearest(function, functionNames());
    }
    if (anyNode(expression.root(), isUnpromised))
        note(FindingCode::UnpromisedPath, sheet, row, column, expression.text());
    if (anyNode(expression.root(), isUnanchored))
        note(FindingCode::UnanchoredPattern, sheet, row, column, expression.text());
    if (anyNode(expression.root(), isBadPattern))
        note(FindingCode::BadPattern, sheet, row, column, expression.text());
    if (isDateSum(expression.root()))
        note(FindingCode::DateStoredAsNumber, sheet, row, column, expression.text());
}

FormDefinitionBuilder::Optional FormDefinitionBuilder::parseYesNo(const QString &text, int row, const QString &column,
                                                                  int context)
{
    const QString word = text.toLower();
    if (word.isEmpty() || word == "no"_L1 || word == "false"_L1 || word == "false()"_L1 || word == "0"_L1)
        return {};
    if (word == "yes"_L1 || word == "true"_L1 || word == "true()"_L1 || word == "1"_L1 || word == "required"_L1)
        return parseExpression(u"true()"_s, u"survey"_s, row, column, context);
    static const QRegularExpression bareWord(u"^[a-z]+$"_s);
    if (bareWord.match(word).hasMatch()) {
        note(FindingCode::BadYesNo, u"survey"_s, row, column, text);
        return {};
    }
    return parseExpression(text, u"survey"_s, row, column, context);
}

void FormDefinitionBuilder::parseAll()
{
    for (const auto &[index, row] : m_rowOfItem)
        parseItem(m_form.m_items[static_cast<std::size_t>(index)], row);
}

void FormDefinitionBuilder::parseItem(FormItem &item, const SheetRow &row)
{
    const auto parse = [&](QLatin1StringView base) {
        return parseExpression(m_survey.text(row, base), u"survey"_s, row.number, m_survey.headerOf(base), item.index);
    };
    item.relevant = parse("relevant"_L1);
    item.constraint = parse("constraint"_L1);
    item.choiceFilter = parse("choice_filter"_L1);
    item.repeatCount = parse("repeat_count"_L1);
    if (const auto made = m_countOfRepeat.constFind(item.index); made != m_countOfRepeat.constEnd()) {
        FormItem &count = m_form.m_items[static_cast<std::size_t>(*made)];
        const QString column = m_survey.headerOf("repeat_count"_L1);
        count.calculation =
            parseExpression(m_survey.text(row, "repeat_count"_L1), u"survey"_s, row.number, column, count.index);
        count.readOnly = parseYesNo(u"yes"_s, row.number, column, count.index);
        item.repeatCount = parseExpression(u"../"_s + count.name, u"survey"_s, row.number, column, item.index);
    }
    item.calculation = parse("calculation"_L1);
    item.required = parseYesNo(m_survey.text(row, "required"_L1), row.number, m_survey.headerOf("required"_L1), item.index);
    item.readOnly = parseYesNo(m_survey.text(row, "readonly"_L1), row.number, m_survey.headerOf("readonly"_L1), item.index);
    item.alertWhen = parseExpression(item.extra.value(u"indaro::alert_when"_s), u"survey"_s, row.number,
                                     u"indaro::alert_when"_s, item.index);
    const QString fallback = m_survey.text(row, "default"_L1);
    static const QRegularExpression dynamic(u"\\$\\{|[a-z-]+\\s*\\(.*\\)"_s);
    if (dynamic.match(fallback).hasMatch())
        item.dynamicDefault = parse("default"_L1);
    else
        item.defaultText = fallback;
    if (!item.trigger.isEmpty() && m_form.findByName(item.trigger) == nullptr)
        note(FindingCode::UnknownTrigger, u"survey"_s, row.number, m_survey.headerOf("trigger"_L1), item.trigger)
            .suggestion = nearest(item.trigger, itemNames());
}

void FormDefinitionBuilder::readSettings()
{
    const Sheet *sheet = m_workbook.findSheet(u"settings"_s);
    if (sheet == nullptr)
        return;
    const SheetTable table(*sheet);
    if (table.rows().empty())
        return;
    const SheetRow &row = table.rows().front();
    FormSettings &settings = m_form.m_settings;
    settings.title = table.text(row, "title"_L1);
    if (const QString id = table.text(row, "form_id"_L1); !id.isEmpty())
        settings.formId = id;
    settings.version = table.text(row, "version"_L1);
    settings.style = table.text(row, "style"_L1);
    settings.extra =
        table.extra(row, {u"title"_s, u"form_id"_s, u"version"_s, u"style"_s, u"default_language"_s, u"instance_name"_s});
    settings.instanceName =
        parseExpression(table.text(row, "instance_name"_L1), sheet->name, row.number, table.headerOf("instance_name"_L1), 0);
    const QString language = table.text(row, "default_language"_L1);
    if (language.isEmpty())
        return;
    if (const FormLanguage *found = m_form.findLanguage(language))
        settings.defaultLanguage = found->header;
    else
        note(FindingCode::UnknownLanguage, sheet->name, row.number, table.headerOf("default_language"_L1), language);
}

void FormDefinitionBuilder::checkLists()
{
    QStringList lists;
    for (const ChoiceList &list : m_form.m_choiceLists)
        lists.append(list.name);
    for (const FormItem &item : m_form.m_items) {
        if (item.choicesFile.isEmpty() && !item.listName.isEmpty() && m_form.findChoiceList(item.listName) == nullptr)
            note(FindingCode::UnknownChoiceList, u"survey"_s, item.row, m_survey.headerOf("type"_L1), item.listName)
                .suggestion = nearest(item.listName, lists);
    }
}

std::vector<int> FormDefinitionBuilder::readBefore(const FormItem &item) const
{
    std::vector<int> before;
    if (item.parent >= 0)
        before.push_back(item.parent);
    QStringList names;
    for (const Optional *one : {&item.relevant, &item.calculation, &item.dynamicDefault, &item.repeatCount}) {
        if (one->has_value())
            collectNames((*one)->root(), names);
    }
    for (const QString &name : names) {
        const FormItem *target = m_form.findByName(name);
        if (target != nullptr && target->index != item.index && target->kind == ItemKind::Question)
            before.push_back(target->index);
    }
    return before;
}

void FormDefinitionBuilder::orderItems()
{
    struct Visit
    {
        int index;
        std::vector<int> before;
        std::size_t next = 0;
    };
    std::vector<bool> isSeen(m_form.m_items.size(), false);
    // Not by recursion: a chain of calculations may be as long as the sheet.
    std::vector<Visit> open;
    const auto enter = [&](int index) {
        if (isSeen[static_cast<std::size_t>(index)]) // done, or part of a cycle, which the linter names
            return;
        isSeen[static_cast<std::size_t>(index)] = true;
        open.push_back({index, readBefore(m_form.item(index))});
    };
    for (const FormItem &item : m_form.m_items) {
        enter(item.index);
        while (!open.empty()) {
            Visit &visit = open.back();
            if (visit.next < visit.before.size()) {
                enter(visit.before[visit.next++]);
            } else {
                m_form.m_order.push_back(visit.index);
                open.pop_back();
            }
        }
    }
}

} // namespace indaro::forms
