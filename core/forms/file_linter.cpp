// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/expression_syntax.h"
#include "core/forms/form_linter.h"
#include "core/forms/nearest_name.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

/// What expressions read of secondary instances: lists, files.
class InstanceReads
{
public:
    InstanceReads(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
        : m_form(form), m_findings(findings)
    {
        if (const Sheet *sheet = workbook.findSheet(u"survey"_s))
            m_survey = SheetTable(*sheet);
        if (const Sheet *sheet = workbook.findSheet(u"choices"_s)) {
            const SheetTable choices(*sheet);
            for (const SheetColumn &column : choices.columns())
                m_listColumns.append(column.header.trimmed());
        }
        m_listColumns += {u"name"_s, u"label"_s, u"itextId"_s};
        for (const ChoiceList &list : form.choiceLists())
            m_ids.append(list.name);
        for (const NamedFile &file : form.namedFiles()) // one that is missing was noted where it is named
            m_ids.append(instanceIdOf(file.name));
    }

    void run()
    {
        for (const FormItem &item : m_form.items()) {
            if (item.row == 0)
                continue;
            m_row = item.row;
            const std::pair<const std::optional<Expression> *, QLatin1StringView> all[]{
                {&item.relevant, "relevant"_L1},        {&item.constraint, "constraint"_L1},
                {&item.calculation, "calculation"_L1},  {&item.required, "required"_L1},
                {&item.readOnly, "readonly"_L1},        {&item.choiceFilter, "choice_filter"_L1},
                {&item.repeatCount, "repeat_count"_L1}, {&item.dynamicDefault, "default"_L1}};
            for (const auto &[expression, base] : all) {
                if (!*expression)
                    continue;
                m_column = m_survey.headerOf(base);
                walk((*expression)->root());
            }
            filter(item);
        }
    }

private:
    void note(FindingCode code, const QString &argument, int position, const QStringList &names)
    {
        m_namesToCompare -= names.size();
        const QString suggestion = m_namesToCompare < 0 ? QString() : nearestName(argument, names);
        m_findings.push_back({code, u"survey"_s, m_row, m_column, argument.left(200), position, suggestion, 0});
    }

    /// Columns of an instance; empty when nothing can be said of it.
    QStringList columnsOf(const QString &id) const
    {
        if (const ExternalData *data = m_form.findExternalData(id))
            return data->columns;
        const auto &lists = m_form.choiceLists();
        const bool isList = std::any_of(lists.begin(), lists.end(), [&](const ChoiceList &one) { return one.name == id; });
        return isList ? m_listColumns : QStringList();
    }

    /// The text of the first argument of instance() or pulldata(), or a null text.
    static QString idOf(const SyntaxNode &call, QLatin1StringView function)
    {
        const bool isCall = call.kind == SyntaxKind::Call && call.text == function && !call.operands.empty() &&
                            call.operands[0].kind == SyntaxKind::Text;
        return isCall ? call.operands[0].text : QString();
    }

    void column(const QString &id, const QString &name, int position)
    {
        const QStringList columns = columnsOf(id);
        if (!columns.isEmpty() && !columns.contains(name))
            note(FindingCode::UnknownFileColumn, name, position, columns);
    }

    void call(const SyntaxNode &node)
    {
        const QString id = idOf(node, "instance"_L1);
        if (!id.isNull() && !id.startsWith("__"_L1) && !m_ids.contains(id) && m_form.findExternalData(id) == nullptr &&
            m_form.findChoiceList(id) == nullptr)
            note(FindingCode::UnknownInstance, id, node.position, m_ids);
        const QString pulled = idOf(node, "pulldata"_L1);
        for (std::size_t i = 1; !pulled.isNull() && i < 3 && i < node.operands.size(); ++i) {
            if (node.operands[i].kind == SyntaxKind::Text)
                column(pulled, node.operands[i].text, node.operands[i].position);
        }
    }

    /// instance('places')/root/item[code = …]/name: the columns in the predicates of the item, and the one taken.
    void path(const SyntaxNode &node)
    {
        const QString id = node.operands.empty() ? QString() : idOf(node.operands.front(), "instance"_L1);
        if (id.isNull() || node.steps.size() < 2)
            return;
        for (const SyntaxNode &predicate : node.steps[1].predicates)
            relativeNames(predicate, id);
        if (node.steps.size() == 3 && node.steps[2].axis == Axis::Child && node.steps[2].test == NodeTest::Name)
            column(id, node.steps[2].name, node.position);
    }

    void relativeNames(const SyntaxNode &node, const QString &id)
    {
        const bool isPlain =
            node.kind == SyntaxKind::Path && node.operands.empty() && !node.absolute && node.steps.size() == 1;
        if (isPlain && node.steps[0].axis == Axis::Child && node.steps[0].test == NodeTest::Name &&
            node.steps[0].prefix.isEmpty())
            column(id, node.steps[0].name, node.position);
        if (node.kind != SyntaxKind::Path) {
            for (const SyntaxNode &operand : node.operands)
                relativeNames(operand, id);
        }
    }

    void walk(const SyntaxNode &node)
    {
        if (node.kind == SyntaxKind::Call)
            call(node);
        if (node.kind == SyntaxKind::Path)
            path(node);
        const auto inside = [&](const std::vector<SyntaxNode> &nodes) {
            for (const SyntaxNode &one : nodes)
                walk(one);
        };
        inside(node.operands);
        inside(node.startPredicates);
        for (const SyntaxStep &step : node.steps)
            inside(step.predicates);
    }

    /// The choice filter of a list that comes from a file reads the columns of that file.
    void filter(const FormItem &item)
    {
        const ChoiceList *list = item.choiceFilter ? m_form.findChoiceList(item.listName) : nullptr;
        if (list == nullptr || list->fileName.isEmpty() || !item.templateList.isEmpty()) // of search() it was said already
            return;
        m_column = m_survey.headerOf("choice_filter"_L1);
        relativeNames(item.choiceFilter->root(), list->fileName);
    }

    const FormDefinition &m_form;
    std::vector<Finding> &m_findings;
    SheetTable m_survey;
    QStringList m_listColumns;
    QStringList m_ids;
    int m_row = 0;
    QString m_column;
    qsizetype m_namesToCompare = 200'000; ///< a hostile workbook must not make anybody wait for suggestions
};

} // namespace

void lintFiles(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
{
    InstanceReads(workbook, form, findings).run();
}

} // namespace indaro::forms
