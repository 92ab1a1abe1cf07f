// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_private.h"
#include "core/model/said_age.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {
constexpr int MaxPasses = 12; ///< a cycle the order could not see must not hang the page
constexpr int MaxRows = 1000;

/// The element of a path such as "/data/child[2]/name", made on the way.
Node *elementAt(Node &root, const QString &path)
{
    static const QRegularExpression segment(u"^([^\\[]+)(?:\\[(\\d{1,4})\\])?$"_s);
    Node *at = &root;
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        const auto match = segment.match(part);
        const int wanted = match.hasMatch() && match.hasCaptured(2) ? match.captured(2).toInt() : 1;
        if (!match.hasMatch() || wanted < 1 || wanted > MaxRows)
            return nullptr;
        std::vector<Node *> same;
        for (const auto &child : at->children) {
            if (child->name == match.captured(1))
                same.push_back(child.get());
        }
        while (static_cast<int>(same.size()) < wanted)
            same.push_back(at->addElement(match.captured(1)));
        at = same[static_cast<std::size_t>(wanted - 1)];
    }
    return at;
}

std::shared_ptr<Node> lastSavedTree(const FormDefinition &form, const std::vector<StoredAnswer> *answers)
{
    auto tree = std::make_shared<Node>();
    tree->name = u"instance"_s;
    tree->addElement(form.item(0).name);
    for (const StoredAnswer &answer : answers != nullptr ? *answers : std::vector<StoredAnswer>()) {
        if (Node *element = answer.state == AnswerState::Answered ? elementAt(*tree, answer.path) : nullptr)
            element->value = model::KeptAnswer::of(answer.value).value;
    }
    renumber(*tree);
    return tree;
}
} // namespace

FormInstance::Private::Private(std::shared_ptr<const FormDefinition> form, FormEnvironment environment)
    : definition(std::move(form)), settings(std::move(environment))
{
    zone = QTimeZone(settings.timeZone);
    clock = settings.clock;
    random = settings.random;
    startedAt = clock != nullptr ? clock->nowUtc() : 0;
    if (settings.language.isEmpty())
        settings.language = definition->settings().defaultLanguage;
    const FormLanguage *language = definition->findLanguage(settings.language);
    languageCode = language != nullptr ? language->code : QString();
}

const Node *FormInstance::Private::findInstance(const QString &id) const
{
    if (const auto found = instances.constFind(id); found != instances.constEnd())
        return found->get();
    if (id == LastSavedInstance) {
        const auto tree = lastSavedTree(*definition, settings.lastSaved);
        instances.insert(id, tree);
        return tree.get();
    }
    if (const ExternalData *external = externalData(id))
        return external->tree.get();
    const ChoiceList *list = definition->findChoiceList(id);
    if (list == nullptr)
        return nullptr;
    auto tree = std::make_shared<Node>();
    tree->name = u"instance"_s;
    Node *root = tree->addElement(u"root"_s);
    for (const Choice &choice : list->choices) {
        Node *item = root->addElement(u"item"_s);
        item->addElement(u"name"_s, choice.name);
        item->addElement(u"label"_s, choice.label.textOrFallback(settings.language));
        item->addElement(u"itextId"_s, u"%1-%2"_s.arg(id).arg(root->children.size() - 1));
        for (auto extra = choice.extra.begin(); extra != choice.extra.end(); ++extra)
            item->addElement(extra.key(), extra.value());
    }
    renumber(*tree);
    instances.insert(id, tree);
    return tree.get();
}

NodeSet FormInstance::Private::findItext(const QString &id) const
{
    const Node *tree = findInstance(id.section(u'-', 0, -2));
    bool ok = false;
    const std::size_t place = id.section(u'-', -1).toUInt(&ok);
    if (tree == nullptr || !ok || place >= tree->children.front()->children.size())
        return {};
    return {tree->children.front()->children[place]->children[1].get()}; // name, label, …
}

QString FormInstance::Private::choiceName(const QString &code, const QString &path, const Node &) const
{
    QString name = path.section(u'/', -1).trimmed();
    name.remove(u"${"_s).remove(u'}');
    const FormItem *item = definition->findByName(name);
    const ChoiceList *list = item == nullptr ? nullptr : listOf(*item);
    const Choice *choice = list == nullptr ? nullptr : choiceOf(*list, code);
    return choice == nullptr ? QString() : choice->label.textOrFallback(settings.language);
}

void FormInstance::Private::build(bool withDefaults)
{
    slots.clear();
    document = std::make_unique<Node>();
    document->kind = NodeKind::Document;
    data = addNode(*document, 0, withDefaults);
    index();
}

Node *FormInstance::Private::addNode(Node &parent, int itemIndex, bool withDefaults)
{
    const FormItem &item = definition->item(itemIndex);
    Node *node = parent.addElement(item.name);
    node->item = itemIndex;
    node->slot = static_cast<int>(slots.size());
    Slot state;
    state.node = node;
    state.item = itemIndex;
    state.defaultDone = !withDefaults;
    if (withDefaults && item.isQuestion() && !item.defaultText.isEmpty()) {
        const auto value = normalized(item.defaultText, item);
        node->value = value ? *value : item.defaultText;
        state.answer = AnswerState::Answered;
    }
    slots.push_back(state);
    for (const int child : item.children) {
        // A repeat with a count starts empty and grows by it; any other starts with one row, as ODK clients do.
        if (definition->item(child).kind != ItemKind::Repeat || !definition->item(child).repeatCount)
            addNode(*node, child, withDefaults);
    }
    return node;
}

std::vector<Node *> FormInstance::Private::rows(const Node &parent, int item) const
{
    std::vector<Node *> out;
    for (const auto &child : parent.children) {
        if (child->item == item)
            out.push_back(child.get());
    }
    return out;
}

Node *FormInstance::Private::addRow(Node &parent, int item)
{
    addNode(parent, item, true);
    // Keep the rows together: move the new one behind the last item that does not come after it.
    auto &children = parent.children;
    parent.placeByName.clear();
    const auto place = std::upper_bound(children.begin(), children.end() - 1, item,
                                        [](int wanted, const auto &child) { return wanted < child->item; });
    std::rotate(place, children.end() - 1, children.end());
    return rows(parent, item).back();
}

void FormInstance::Private::index()
{
    nodesByItem.assign(definition->items().size(), {});
    renumber(*document);
    for (const Slot &state : slots) {
        if (state.node != nullptr)
            nodesByItem[static_cast<std::size_t>(state.item)].push_back(state.node);
    }
}

QString FormInstance::Private::pathOf(const Node &node) const
{
    if (node.parent == nullptr)
        return {};
    QString own = u"/"_s + node.name;
    if (definition->item(node.item).kind == ItemKind::Repeat) {
        int place = 0;
        for (const auto &sibling : node.parent->children) {
            place += sibling->item == node.item ? 1 : 0;
            if (sibling.get() == &node)
                break;
        }
        own += u"[%1]"_s.arg(place);
    }
    return pathOf(*node.parent) + own;
}

Node *FormInstance::Private::findNode(const QString &path, bool make)
{
    const QStringList parts = path.split(u'/', Qt::SkipEmptyParts);
    if (parts.isEmpty() || parts.front() != data->name)
        return nullptr;
    Node *node = data;
    for (qsizetype i = 1; i < parts.size(); ++i) {
        const QString name = parts.at(i).section(u'[', 0, 0);
        const FormItem *item = definition->findByPath(definition->item(node->item).path + u'/' + name);
        if (item == nullptr)
            return nullptr;
        const QString place = parts.at(i).section(u'[', 1).chopped(parts.at(i).contains(u'[') ? 1 : 0);
        if ((item->kind == ItemKind::Repeat) == place.isEmpty())
            return nullptr;
        const int wanted = place.isEmpty() ? 1 : place.toInt();
        auto found = rows(*node, item->index);
        while (make && item->kind == ItemKind::Repeat && static_cast<int>(found.size()) < wanted && wanted <= MaxRows) {
            addRow(*node, item->index);
            found = rows(*node, item->index);
        }
        if (wanted < 1 || wanted > static_cast<int>(found.size()))
            return nullptr;
        node = found[static_cast<std::size_t>(wanted - 1)];
    }
    return node;
}

Node *FormInstance::Private::findRepeat(const QString &path, int &item)
{
    const qsizetype cut = path.lastIndexOf(u'/');
    Node *parent = cut > 0 ? findNode(path.left(cut)) : nullptr;
    const FormItem *found =
        parent == nullptr ? nullptr : definition->findByPath(definition->item(parent->item).path + path.mid(cut));
    if (found == nullptr || found->kind != ItemKind::Repeat)
        return nullptr;
    item = found->index;
    return parent;
}

const Node *FormInstance::Private::nearest(const Node &from, int item) const
{
    const auto &candidates = nodesByItem[static_cast<std::size_t>(item)];
    for (const Node *around = &from; around != nullptr; around = around->parent) {
        for (const Node *candidate : candidates) {
            for (const Node *up = candidate; up != nullptr; up = up->parent) {
                if (up == around)
                    return candidate;
            }
        }
    }
    return nullptr;
}

XValue FormInstance::Private::evaluate(const Expression &expression, const Node &node) const
{
    auto value = Evaluator(*this, node, *document).evaluate(expression);
    return value ? std::move(value).value() : XValue(QString()); // an expression that fails reads as empty
}

bool FormInstance::Private::isTrue(const Expression &expression, const Node &node) const
{
    return toBoolean(evaluate(expression, node));
}

QString FormInstance::Private::asStored(const XValue &value, const FormItem &item) const
{
    switch (item.type) {
    case QuestionType::Integer: {
        const double number = toNumber(value, zone);
        return std::isfinite(number) ? numberToText(std::trunc(number)) : toText(value, zone);
    }
    case QuestionType::Date: {
        auto date = std::holds_alternative<Temporal>(value) ? std::get<Temporal>(value)
                                                            : Temporal::fromText(toText(value, zone), zone);
        if (const auto *days = std::get_if<double>(&value))
            date = Temporal::fromDays(*days, zone);
        if (!date)
            return toText(value, zone);
        Temporal day;
        day.day = date->localDay(zone);
        return day.toText(zone);
    }
    default:
        return toText(value, zone);
    }
}

bool FormInstance::Private::store(Node &node, const QString &value)
{
    Slot &state = slot(node);
    const AnswerState answer = value.isEmpty() ? AnswerState::Unanswered : AnswerState::Answered;
    const bool isWithheld = !value.isEmpty() && state.notOffered == value;
    if (isWithheld || (node.value == value && state.answer == answer))
        return false;
    node.value = value;
    state.answer = answer;
    state.missing.reset();
    state.notOffered.clear();
    state.remark.clear(); // it was about the value before
    return true;
}

bool FormInstance::Private::withhold(Node &node, Slot &state, const FormItem &item)
{
    const QString given = state.notOffered.isEmpty() ? node.value : state.notOffered;
    const ChoiceList *list = given.isEmpty() || !item.choiceFilter ? nullptr : listOf(item);
    const bool isElsewhere = item.templateList.isEmpty() && item.appearance.contains("search("_L1);
    if (list == nullptr || isElsewhere)
        return false;
    QSet<QString> offered;
    for (const Choice *choice : choices(node, item))
        offered.insert(choice->name);
    const bool isOne = item.type == QuestionType::SelectOne;
    const QStringList codes = isOne ? QStringList{given} : given.split(u' ', Qt::SkipEmptyParts);
    QStringList counted;
    for (const QString &code : codes) {
        if (offered.contains(code) || choiceOf(*list, code) == nullptr) // a code of another version of the form is kept
            counted.append(code);
    }
    const QString value = counted.size() == codes.size() ? given : counted.join(u' ');
    const bool changed = value != node.value;
    node.value = value;
    state.notOffered = value == given ? QString() : given;
    if (changed)
        state.answer = value.isEmpty() ? AnswerState::Unanswered : AnswerState::Answered;
    return changed;
}

namespace {

QString metadata(const FormItem &item, const FormEnvironment &settings, base::UtcMs startedAt, const QTimeZone &zone,
                 const ExpressionHost &host, const Node &node)
{
    Temporal start;
    start.wholeDay = false;
    start.momentMs = startedAt;
    const QString type = item.typeText.toLower();
    if (type == "start"_L1)
        return start.toText(zone);
    if (type == "today"_L1) {
        Temporal day;
        day.day = start.localDay(zone);
        return day.toText(zone);
    }
    if (type == "username"_L1)
        return settings.userName;
    if (type == "deviceid"_L1)
        return settings.deviceId;
    if ((type == "instanceid"_L1 || type == "entity"_L1) && host.random != nullptr) {
        const auto expression = Expression::parse(type == "entity"_L1 ? u"uuid()"_s : u"concat('uuid:', uuid())"_s);
        const auto value = Evaluator(host, node, node).evaluate(*expression);
        return value ? toText(*value, zone) : QString();
    }
    return {};
}

} // namespace

bool FormInstance::Private::updateValue(Node &node, Slot &state, const FormItem &item)
{
    bool changed = false;
    if (!state.defaultDone) {
        state.defaultDone = true;
        if (item.type == QuestionType::Metadata)
            changed = store(node, metadata(item, settings, startedAt, zone, *this, node)) || changed;
        else if (item.dynamicDefault && node.value.isEmpty())
            changed = store(node, asStored(evaluate(*item.dynamicDefault, node), item)) || changed;
    }
    if (!item.calculation)
        return changed;
    if (!item.trigger.isEmpty()) {
        const FormItem *source = definition->findByName(item.trigger);
        const Node *from = source == nullptr ? nullptr : nearest(node, source->index);
        const QString now = from == nullptr ? QString() : from->stringValue();
        const bool moved = state.lastTrigger ? *state.lastTrigger != now : !now.isEmpty() && !state.restored;
        state.lastTrigger = now;
        return moved ? store(node, asStored(evaluate(*item.calculation, node), item)) || changed : changed;
    }
    const QString result = asStored(evaluate(*item.calculation, node), item);
    const bool isAnswerOfPerson = item.isAsked();
    const bool moved = !state.lastCalculated || *state.lastCalculated != result;
    const bool keep = isAnswerOfPerson && (!moved || (state.restored && !state.lastCalculated));
    state.lastCalculated = result;
    return keep ? changed : store(node, result) || changed;
}

int FormInstance::Private::wantedRows(Node &parent, const FormItem &item) const
{
    // The count is written as seen from a row; a child of the parent stands in while there is none.
    Node probe;
    probe.parent = &parent;
    probe.name = item.name;
    const double wanted = toNumber(evaluate(*item.repeatCount, probe), zone);
    return std::isnan(wanted) ? 0 : static_cast<int>(std::clamp(wanted, 0.0, double{MaxRows}));
}

bool FormInstance::Private::updateRows()
{
    bool changed = false;
    for (const FormItem &item : definition->items()) {
        if (item.kind != ItemKind::Repeat || !item.repeatCount)
            continue;
        const auto parents = nodesByItem[static_cast<std::size_t>(item.parent)];
        for (Node *parent : parents) {
            int have = static_cast<int>(rows(*parent, item.index).size());
            const int target = wantedRows(*parent, item);
            for (; have < target; ++have, changed = true)
                addRow(*parent, item.index);
            // A smaller count takes back empty rows only: answered ones stay until a person removes them.
            while (have > target) {
                Node *lastRow = rows(*parent, item.index).back();
                const bool answered = std::any_of(slots.begin(), slots.end(), [&](const Slot &state) {
                    const bool isEmpty = state.answer == AnswerState::Unanswered && state.notOffered.isEmpty();
                    if (state.node == nullptr || isEmpty || !definition->item(state.item).isAsked())
                        return false;
                    for (const Node *up = state.node; up != nullptr; up = up->parent) {
                        if (up == lastRow)
                            return true;
                    }
                    return false;
                });
                if (answered)
                    break;
                removeBranch(*lastRow);
                --have;
                changed = true;
            }
        }
    }
    if (changed)
        index();
    return changed;
}

void FormInstance::Private::removeBranch(Node &branch)
{
    for (Slot &state : slots) {
        for (const Node *up = state.node; up != nullptr; up = up->parent) {
            if (up == &branch) {
                state.node = nullptr;
                break;
            }
        }
    }
    auto &siblings = branch.parent->children;
    branch.parent->placeByName.clear();
    siblings.erase(std::find_if(siblings.begin(), siblings.end(), [&](const auto &s) { return s.get() == &branch; }));
}

bool FormInstance::Private::pass()
{
    bool changed = false;
    for (const int itemIndex : definition->evaluationOrder()) {
        const FormItem &item = definition->item(itemIndex);
        for (Node *node : nodesByItem[static_cast<std::size_t>(itemIndex)]) {
            const bool relevant = !item.relevant || isTrue(*item.relevant, *node);
            changed = changed || relevant != node->relevant;
            node->relevant = relevant;
            if (item.isQuestion() && node->isRelevant()) {
                changed = updateValue(*node, slot(*node), item) || changed;
                changed = withhold(*node, slot(*node), item) || changed;
            }
        }
    }
    return updateRows() || changed;
}

void FormInstance::Private::settle()
{
    for (int i = 0; i < MaxPasses && pass(); ++i) {
    }
    check();
}

void FormInstance::Private::check()
{
    for (Slot &state : slots) {
        if (state.node == nullptr)
            continue;
        const FormItem &item = definition->item(state.item);
        const Node &node = *state.node;
        const bool relevant = node.isRelevant();
        const bool empty = node.value.isEmpty();
        state.readOnly = item.type == QuestionType::Note || (item.readOnly && isTrue(*item.readOnly, node)) ||
                         (item.kind == ItemKind::Question && node.parent->slot >= 0 && slot(*node.parent).readOnly);
        state.required = item.required && isTrue(*item.required, node);
        state.constraintHolds = !item.constraint || !relevant || empty || isTrue(*item.constraint, node);
        state.requiredHolds = !state.required || !relevant || !empty || state.answer == AnswerState::Missing;
        const bool isListed = item.hasChoices() && (!item.choicesFile.isEmpty() || listOf(item) != nullptr);
        state.choiceCount = isListed ? static_cast<int>(choices(node, item).size()) : -1;
    }
}

std::optional<std::vector<std::size_t>> FormInstance::Private::placesToLookAt(const ChoiceList &list, const FormItem &item,
                                                                              const Node &node, const Node *rows) const
{
    const bool isSearch = !item.templateList.isEmpty(); // its rows may stand for several choices
    if (!item.choiceFilter || isSearch || rows == nullptr || rows->children.size() < list.choices.size())
        return std::nullopt;
    const auto key = Evaluator(*this, node, *document).keyOf(item.choiceFilter->root());
    const NodeSet *found = key ? rowsWhere(*rows, key->column, key->text) : nullptr;
    if (found == nullptr)
        return std::nullopt;
    auto places = placesOfRows.find(&list);
    if (places == placesOfRows.end()) {
        places = placesOfRows.insert(&list, {});
        for (std::size_t i = 0; i < list.choices.size(); ++i)
            places->insert(list.nodes.empty() ? rows->children[i].get() : list.nodes[i], i);
    }
    std::vector<std::size_t> out;
    for (const Node *row : *found) {
        if (const auto place = places->constFind(row); place != places->constEnd())
            out.push_back(*place);
    }
    return out;
}

std::vector<const Choice *> FormInstance::Private::choices(const Node &node, const FormItem &item) const
{
    std::vector<const Choice *> out;
    const ChoiceList *list = listOf(item);
    if (list == nullptr)
        return out;
    const bool isOfFile = !list->nodes.empty();
    const Node *tree = item.choiceFilter && !isOfFile ? findInstance(item.listName) : nullptr;
    const auto take = [&](std::size_t i) {
        const Node *row = isOfFile ? list->nodes[i] : tree == nullptr ? nullptr : tree->children.front()->children[i].get();
        if (!item.choiceFilter || row == nullptr ||
            toBoolean(Evaluator(*this, node, *document).evaluateAt(*item.choiceFilter, *row)))
            out.push_back(&list->choices[i]);
    };
    const Node *rows = tree != nullptr                              ? tree->children.front().get()
                       : isOfFile && list->nodes.front() != nullptr ? list->nodes.front()->parent
                                                                    : nullptr;
    if (const auto places = placesToLookAt(*list, item, node, rows)) {
        for (const std::size_t place : *places)
            take(place);
        return out;
    }
    for (std::size_t i = 0; i < list->choices.size(); ++i)
        take(i);
    return out;
}

const Choice *FormInstance::Private::choiceOf(const ChoiceList &list, const QString &code) const
{
    constexpr std::size_t Long = 64;
    if (list.choices.size() < Long)
        return list.findChoice(code);
    auto index = choicesByCode.find(&list);
    if (index == choicesByCode.end()) {
        index = choicesByCode.insert(&list, {});
        for (auto choice = list.choices.rbegin(); choice != list.choices.rend(); ++choice) // of two with one code the first
            index->insert(choice->name, &*choice);
    }
    return index->value(code);
}

const NodeSet *FormInstance::Private::rowsWhere(const Node &rows, const QString &column, const QString &key) const
{
    return rows.root() == document.get() ? nullptr : rowIndexes.find(rows, column, key);
}

} // namespace indaro::forms
