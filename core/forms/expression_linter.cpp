// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/dependency_cycles.h"
#include "core/forms/expression_syntax.h"
#include "core/forms/form_linter.h"
#include "core/forms/nearest_name.h"

#include <QRegularExpression>
#include <QSet>

#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr qsizetype NamesToCompare = 200'000; ///< a hostile workbook must not make anybody wait for suggestions

/// Where an expression stands.
struct Spot
{
    QString sheet;
    int row = 0;
    QString column;
    const FormItem *item = nullptr;
    bool isFilter = false;    ///< relative names are columns of the choices
    bool isPredicate = false; ///< relative names are of something else than the item
};

std::optional<QString> literal(const SyntaxNode &node)
{
    if (node.kind == SyntaxKind::Text)
        return node.text;
    if (node.kind == SyntaxKind::Number)
        return QString::number(node.number, 'g', 15);
    return {};
}

QString pathText(const SyntaxNode &path)
{
    QString text = path.absolute ? u"/"_s : QString();
    for (std::size_t i = 0; i < path.steps.size(); ++i) {
        const SyntaxStep &step = path.steps[i];
        text += i == 0 ? QString() : u"/"_s;
        text += step.test == NodeTest::Name ? step.name : step.axis == Axis::Parent ? u".."_s : u"."_s;
    }
    return text;
}

class ExpressionLinter
{
public:
    ExpressionLinter(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
        : m_form(form), m_findings(findings)
    {
        const Sheet *survey = workbook.findSheet(u"survey"_s);
        const Sheet *choices = workbook.findSheet(u"choices"_s);
        m_survey = survey == nullptr ? SheetTable() : SheetTable(*survey);
        m_choices = choices == nullptr ? SheetTable() : SheetTable(*choices);
        for (const SheetColumn &column : m_choices.columns())
            m_filterColumns.append(column.header.trimmed());
        m_filterColumns += {u"name"_s, u"label"_s, u"itextId"_s};
        for (const FormItem &item : form.items()) {
            m_names.append(item.name);
            if (item.row > 0)
                ++m_countByName[item.name];
        }
        for (const ChoiceList &list : form.choiceLists()) {
            for (const Choice &choice : list.choices)
                m_codesOfList[list.name].insert(choice.name);
        }
    }

    void run()
    {
        std::vector<Reads> graph(m_form.items().size());
        for (const FormItem &item : m_form.items()) {
            graph[static_cast<std::size_t>(item.index)] = readsOf(item);
            if (item.row > 0)
                look(item);
        }
        for (const ChoiceList &list : m_form.choiceLists()) {
            for (const Choice &choice : list.choices)
                lookAtText(choice.label, u"choices"_s, choice.row, m_choices, u"label"_s);
        }
        for (const EntityDeclaration &entity : m_form.entities()) {
            const FormItem &context = m_form.item(entity.context);
            for (const auto &[one, column] :
                 {std::pair(&entity.label, "label"), std::pair(&entity.entityId, "entity_id"),
                  std::pair(&entity.createIf, "create_if"), std::pair(&entity.updateIf, "update_if")})
                look(*one, {u"entities"_s, entity.row, QString::fromLatin1(column), &context, false, false});
        }
        cycles(graph);
    }

private:
    Finding &note(FindingCode code, const Spot &spot, const QString &argument, int position = -1)
    {
        const Finding made{code, spot.sheet, spot.row, spot.column, argument.left(200), position, {}, 0};
        return m_findings.emplace_back(made);
    }

    QString nearest(const QString &wanted, const QStringList &names)
    {
        m_namesToCompare -= names.size();
        return m_namesToCompare < 0 ? QString() : nearestName(wanted, names);
    }

    void look(const FormItem &item)
    {
        const auto at = [&](QLatin1StringView base) {
            return Spot{u"survey"_s, item.row, m_survey.headerOf(base), &item, base == "choice_filter"_L1, false};
        };
        look(item.relevant, at("relevant"_L1));
        look(item.constraint, at("constraint"_L1));
        look(item.calculation, at("calculation"_L1));
        look(item.required, at("required"_L1));
        look(item.readOnly, at("readonly"_L1));
        look(item.choiceFilter, at("choice_filter"_L1));
        look(item.repeatCount, at("repeat_count"_L1));
        look(item.dynamicDefault, at("default"_L1));
        look(item.alertWhen, at("indaro::alert_when"_L1));
        lookAtText(item.label, u"survey"_s, item.row, m_survey, u"label"_s);
        lookAtText(item.hint, u"survey"_s, item.row, m_survey, u"hint"_s);
        lookAtText(item.guidanceHint, u"survey"_s, item.row, m_survey, u"guidance_hint"_s);
        lookAtText(item.constraintMessage, u"survey"_s, item.row, m_survey, u"constraint_message"_s);
        lookAtText(item.requiredMessage, u"survey"_s, item.row, m_survey, u"required_message"_s);
        if (item.hasChoices() && !item.defaultText.isEmpty())
            judgeCode(item, item.defaultText, at("default"_L1), -1);
        if (item.relevant && !isBelowHidden(item) && truth(item.relevant->root(), item) == std::optional(false)) {
            m_hidden.insert(item.index);
            note(FindingCode::NeverShown, at("relevant"_L1), item.name);
        }
    }

    /// Items come after what is around them: only the outermost is worth a word.
    bool isBelowHidden(const FormItem &item) const
    {
        for (int up = item.parent; up > 0; up = m_form.item(up).parent) {
            if (m_hidden.contains(up))
                return true;
        }
        return false;
    }

    void look(const std::optional<Expression> &expression, const Spot &spot)
    {
        if (!expression)
            return;
        for (const QString &name : expression->references())
            judgeAmbiguous(name, spot);
        walk(expression->root(), spot);
    }

    void judgeAmbiguous(const QString &name, const Spot &spot)
    {
        if (m_countByName.value(name) > 1)
            note(FindingCode::AmbiguousReference, spot, name).suggestion = m_form.findByName(name)->path;
    }

    void lookAtText(const LocalizedText &text, const QString &sheet, int row, const SheetTable &table, const QString &base)
    {
        static const QRegularExpression reference(u"\\$\\{\\s*([^}]*?)\\s*\\}"_s);
        for (auto one = text.byLanguage.begin(); one != text.byLanguage.end(); ++one) {
            if (!one->contains(u"${"_s))
                continue;
            Spot spot{sheet, row, base, nullptr, false, false};
            for (const SheetColumn &column : table.columns()) {
                if (column.base == base && column.language == one.key())
                    spot.column = column.header;
            }
            auto matches = reference.globalMatch(*one);
            while (matches.hasNext()) {
                const QString name = matches.next().captured(1);
                if (name.startsWith(LastSaved))
                    continue;
                if (m_form.findByName(name) == nullptr)
                    note(FindingCode::UnknownReference, spot, name).suggestion = nearest(name, m_names);
                else
                    judgeAmbiguous(name, spot);
            }
        }
    }

    void walk(const SyntaxNode &node, const Spot &spot)
    {
        if (node.kind == SyntaxKind::Path)
            judgePath(node, spot);
        judgeComparison(node, spot);
        for (const SyntaxNode &operand : node.operands)
            walk(operand, spot);
        Spot inside = spot;
        inside.isPredicate = true;
        for (const SyntaxNode &predicate : node.startPredicates)
            walk(predicate, inside);
        for (const SyntaxStep &step : node.steps) {
            for (const SyntaxNode &predicate : step.predicates)
                walk(predicate, inside);
        }
    }

    /// The item a plain path leads to. `isOutside`: it leaves the form (another instance, attributes, wildcards), so that
    /// nothing can be said; null and not outside: it names nothing.
    const FormItem *follow(const SyntaxNode &path, const FormItem &from, bool &isOutside) const
    {
        isOutside = false;
        const FormItem *at = &from;
        std::size_t first = 0;
        if (!path.operands.empty()) {
            isOutside = path.operands.front().kind != SyntaxKind::Call || path.operands.front().text != "current"_L1;
        } else if (path.absolute) {
            at = &m_form.item(0);
            first = 1;
            isOutside = path.steps.empty();
            if (!isOutside && path.steps.front().test == NodeTest::Name && path.steps.front().name != at->name)
                return nullptr;
        }
        for (std::size_t i = first; i < path.steps.size() && at != nullptr && !isOutside; ++i) {
            const SyntaxStep &step = path.steps[i];
            if (step.axis == Axis::Self && step.test == NodeTest::AnyNode)
                continue;
            if (step.axis == Axis::Parent && step.test == NodeTest::AnyNode) {
                isOutside = at->parent < 0;
                at = isOutside ? nullptr : &m_form.item(at->parent);
                continue;
            }
            isOutside = step.axis != Axis::Child || step.test != NodeTest::Name || !step.prefix.isEmpty() || at->isMeta;
            at = isOutside ? nullptr : m_form.findByPath(at->path + u'/' + step.name);
        }
        return isOutside ? nullptr : at;
    }

    void judgePath(const SyntaxNode &path, const Spot &spot)
    {
        const bool isRelative = path.operands.empty() && !path.absolute;
        if (path.steps.empty() || (isRelative && spot.isPredicate))
            return;
        const SyntaxStep &first = path.steps.front();
        const bool isWord =
            isRelative && first.axis == Axis::Child && first.test == NodeTest::Name && first.prefix.isEmpty();
        if (spot.isFilter && isRelative) {
            if (isWord && isKnownList(*spot.item) && !m_filterColumns.contains(first.name))
                note(FindingCode::UnknownFilterColumn, spot, first.name, path.position).suggestion =
                    nearest(first.name, m_filterColumns);
            return;
        }
        bool isOutside = false;
        if (follow(path, *spot.item, isOutside) != nullptr || isOutside)
            return;
        if (isWord && path.steps.size() == 1)
            note(FindingCode::BareWord, spot, first.name, path.position).suggestion = meantBy(first.name);
        else
            note(FindingCode::UnknownReference, spot, pathText(path), path.position).suggestion =
                nearest(path.steps.back().name, m_names);
    }

    /// A cell that a spreadsheet took for a truth value, a question, or a text.
    QString meantBy(const QString &word) const
    {
        const QString lower = word.toLower();
        if (lower == "true"_L1 || lower == "false"_L1)
            return lower + u"()"_s;
        return m_form.findByName(word) != nullptr ? u"${%1}"_s.arg(word) : u"'%1'"_s.arg(word);
    }

    bool isKnownList(const FormItem &item) const { return m_codesOfList.contains(item.listName); }

    /// The select a path leads to, when all the codes it can hold are in the workbook.
    const FormItem *closedSelect(const SyntaxNode &node, const FormItem &from) const
    {
        if (node.kind != SyntaxKind::Path || (node.operands.empty() && !node.absolute && node.steps.empty()))
            return nullptr;
        bool isOutside = false;
        const FormItem *item = follow(node, from, isOutside);
        const bool isClosed = item != nullptr && item->hasChoices() && item->choicesFile.isEmpty() && isKnownList(*item) &&
                              !item->calculation && !item->dynamicDefault &&
                              !item->appearance.contains("search"_L1, Qt::CaseInsensitive);
        return isClosed ? item : nullptr;
    }

    bool hasCodes(const FormItem &select, const QString &text) const
    {
        const QSet<QString> &codes = *m_codesOfList.constFind(select.listName);
        if (text.isEmpty() || codes.contains(text))
            return true;
        if (select.type == QuestionType::SelectOne)
            return false;
        for (const QString &code : text.split(u' ', Qt::SkipEmptyParts)) {
            if (!codes.contains(code))
                return false;
        }
        return true;
    }

    void judgeCode(const FormItem &select, const QString &code, const Spot &spot, int position)
    {
        // 'NaN' is how some ask whether a question was answered.
        if (!select.choicesFile.isEmpty() || !isKnownList(select) || hasCodes(select, code) || code.contains(u"${"_s) ||
            code == "NaN"_L1)
            return;
        const QSet<QString> &codes = *m_codesOfList.constFind(select.listName);
        QStringList sorted(codes.begin(), codes.end());
        sorted.sort();
        note(FindingCode::UnknownCode, spot, code, position).suggestion = nearest(code, sorted);
    }

    /// `${select} = 'code'` and selected(${select}, 'code').
    struct Comparison
    {
        const FormItem *select = nullptr;
        QString code;
        int position = 0;
    };
    std::optional<Comparison> comparison(const SyntaxNode &node, const FormItem &from) const
    {
        const bool isEquation =
            node.kind == SyntaxKind::Binary && (node.op == Operator::Equal || node.op == Operator::NotEqual);
        const bool isSelected = node.kind == SyntaxKind::Call && node.text == "selected"_L1 && node.operands.size() == 2;
        if (!isEquation && !isSelected)
            return {};
        for (const bool swapped : {false, true}) {
            const SyntaxNode &left = node.operands[swapped ? 1 : 0];
            const SyntaxNode &right = node.operands[swapped ? 0 : 1];
            const auto code = literal(right);
            const FormItem *select = code ? closedSelect(left, from) : nullptr;
            if (select != nullptr)
                return Comparison{select, *code, right.position};
            if (isSelected)
                break;
        }
        return {};
    }

    void judgeComparison(const SyntaxNode &node, const Spot &spot)
    {
        if (spot.isPredicate || spot.isFilter)
            return;
        if (const auto found = comparison(node, *spot.item))
            judgeCode(*found->select, found->code, spot, found->position);
    }

    /// What an expression always is, whatever is answered; empty when that depends.
    std::optional<bool> truth(const SyntaxNode &node, const FormItem &from) const
    {
        switch (node.kind) {
        case SyntaxKind::Number:
            return node.number != 0 && !std::isnan(node.number);
        case SyntaxKind::Text:
            return !node.text.isEmpty();
        case SyntaxKind::Call:
            return truthOfCall(node, from);
        case SyntaxKind::Binary:
            return truthOfPair(node, from);
        default:
            return {};
        }
    }

    std::optional<bool> truthOfCall(const SyntaxNode &node, const FormItem &from) const
    {
        if (node.operands.empty() && (node.text == "true"_L1 || node.text == "false"_L1))
            return node.text == "true"_L1;
        if (node.operands.size() == 1 && node.text == "not"_L1) {
            const auto inner = truth(node.operands.front(), from);
            return inner ? std::optional(!*inner) : std::nullopt;
        }
        const auto found = comparison(node, from);
        return found && !found->code.isEmpty() && !hasCodes(*found->select, found->code) ? std::optional(false)
                                                                                         : std::nullopt;
    }

    std::optional<bool> truthOfPair(const SyntaxNode &node, const FormItem &from) const
    {
        if (node.op == Operator::And || node.op == Operator::Or) {
            const bool decisive = node.op == Operator::Or;
            const auto left = truth(node.operands[0], from);
            const auto right = truth(node.operands[1], from);
            if (left == std::optional(decisive) || right == std::optional(decisive))
                return decisive;
            return left && right ? std::optional(!decisive) : std::nullopt;
        }
        if (node.op != Operator::Equal && node.op != Operator::NotEqual)
            return {};
        const auto left = literal(node.operands[0]);
        const auto right = literal(node.operands[1]);
        if (left && right && node.operands[0].kind == node.operands[1].kind)
            return (*left == *right) == (node.op == Operator::Equal);
        const auto found = comparison(node, from);
        const bool never = found && node.op == Operator::Equal && !hasCodes(*found->select, found->code);
        return never ? std::optional(false) : std::nullopt;
    }

    /// What an item waits for: the group around, the condition, the calculation, the count. A calculation that reads its own
    /// value, or is done when another question changes, waits for nothing.
    Reads readsOf(const FormItem &item) const
    {
        Reads reads;
        if (item.parent > 0)
            reads.push_back({item.parent, {}});
        const auto add = [&](const std::optional<Expression> &one, QLatin1StringView base, bool mayReadItself) {
            if (one)
                collect(one->root(), item, base, mayReadItself, reads);
        };
        add(item.relevant, "relevant"_L1, false);
        add(item.repeatCount, "repeat_count"_L1, false);
        if (item.trigger.isEmpty())
            add(item.calculation, "calculation"_L1, true);
        return reads;
    }

    void collect(const SyntaxNode &node, const FormItem &item, QLatin1StringView base, bool mayReadItself,
                 Reads &reads) const
    {
        bool isOutside = false;
        const FormItem *target = node.kind == SyntaxKind::Path ? follow(node, item, isOutside) : nullptr;
        if (target != nullptr && target->isQuestion() && !(mayReadItself && target->index == item.index))
            reads.push_back({target->index, base});
        const auto inside = [&](const std::vector<SyntaxNode> &nodes) {
            for (const SyntaxNode &one : nodes)
                collect(one, item, base, mayReadItself, reads);
        };
        inside(node.operands);
        inside(node.startPredicates);
        for (const SyntaxStep &step : node.steps)
            inside(step.predicates);
    }

    void cycles(const std::vector<Reads> &graph)
    {
        for (const std::vector<int> &cycle : dependencyCycles(graph)) {
            constexpr std::size_t Shown = 12;
            QStringList names;
            for (std::size_t i = 0; i < cycle.size() && i < Shown; ++i)
                names.append(m_form.item(cycle[i]).name);
            names.append(cycle.size() > Shown ? u"…"_s : names.front());
            const FormItem &first = m_form.item(cycle.front());
            Spot spot{u"survey"_s, first.row, {}, &first, false, false};
            const int next = cycle.size() > 1 ? cycle[1] : cycle[0];
            for (const Read &read : graph[static_cast<std::size_t>(first.index)]) {
                if (read.item == next && !read.base.isEmpty())
                    spot.column = m_survey.headerOf(read.base);
            }
            note(FindingCode::DependencyCycle, spot, names.join(u" → "_s));
        }
    }

    const FormDefinition &m_form;
    std::vector<Finding> &m_findings;
    SheetTable m_survey;
    SheetTable m_choices;
    QStringList m_filterColumns;
    QStringList m_names;
    QHash<QString, int> m_countByName;
    QHash<QString, QSet<QString>> m_codesOfList;
    QSet<int> m_hidden;
    qsizetype m_namesToCompare = NamesToCompare;
};

} // namespace

void lintExpressions(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings)
{
    ExpressionLinter(workbook, form, findings).run();
}

} // namespace indaro::forms
