// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_instance.h"

#include "core/forms/form_private.h"
#include "core/model/said_age.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

FormInstance::FormInstance(std::shared_ptr<const FormDefinition> definition, FormEnvironment environment)
    : d(std::make_unique<Private>(std::move(definition), std::move(environment)))
{
    d->build(true);
    static_cast<void>(d->finish());
}
FormInstance::FormInstance(FormInstance &&) noexcept = default;
FormInstance &FormInstance::operator=(FormInstance &&) noexcept = default;
FormInstance::~FormInstance() = default;

QString NodeState::whole() const
{
    return model::KeptAnswer{value, remark}.whole();
}

const FormDefinition &FormInstance::definition() const
{
    return *d->definition;
}

Changes FormInstance::setLanguage(const QString &languageHeader)
{
    d->settings.language = languageHeader;
    const FormLanguage *language = d->definition->findLanguage(languageHeader);
    d->languageCode = language != nullptr ? language->code : QString();
    d->instances.clear(); // their labels are in the old language
    return d->finish();
}

NodeState FormInstance::Private::stateOf(const Node &node) const
{
    const Slot &own = slot(node);
    return {pathOf(node),        node.item,         node.isRelevant(), own.readOnly, own.required,
            own.constraintHolds, own.requiredHolds, own.answer,        own.missing,  node.value,
            own.choiceCount,     own.notOffered,    own.remark};
}

void FormInstance::Private::collect(const Node &node, std::vector<NodeState> &out) const
{
    out.push_back(stateOf(node));
    for (const auto &child : node.children)
        collect(*child, out);
}

Changes FormInstance::Private::finish(const QStringList &restructured)
{
    settle();
    Changes changes;
    changes.restructured = restructured;
    std::vector<NodeState> all;
    collect(*data, all);
    QHash<QString, NodeState> now;
    now.reserve(static_cast<qsizetype>(all.size()));
    for (const NodeState &state : all) {
        const auto before = previous.constFind(state.path);
        if (before == previous.constEnd() || !(*before == state))
            changes.changed.push_back(state);
        if (before == previous.constEnd() && definition->item(state.item).kind == ItemKind::Repeat) {
            const QString repeat = state.path.left(state.path.lastIndexOf(u'['));
            if (!changes.restructured.contains(repeat))
                changes.restructured.append(repeat);
        }
        now.insert(state.path, state);
    }
    for (auto old = previous.constBegin(); old != previous.constEnd(); ++old) {
        if (!now.contains(old.key()))
            changes.removed.append(old.key());
    }
    changes.removed.sort();
    previous = std::move(now);
    return changes;
}

std::vector<NodeState> FormInstance::allStates() const
{
    std::vector<NodeState> out;
    d->collect(*d->data, out);
    return out;
}

std::optional<NodeState> FormInstance::state(const QString &path) const
{
    const Node *node = d->findNode(path);
    return node == nullptr ? std::nullopt : std::optional(d->stateOf(*node));
}

QStringList FormInstance::childPaths(const QString &path) const
{
    QStringList out;
    int repeat = 0;
    if (const Node *parent = d->findRepeat(path, repeat)) {
        for (const Node *row : d->rows(*parent, repeat))
            out.append(d->pathOf(*row));
        return out;
    }
    const Node *node = d->findNode(path);
    if (node == nullptr)
        return out;
    const QString base = d->pathOf(*node);
    for (const int child : d->definition->item(node->item).children)
        out.append(base + u'/' + d->definition->item(child).name);
    return out;
}

std::optional<int> FormInstance::countedRows(const QString &repeatPath) const
{
    int item = 0;
    Node *parent = d->findRepeat(repeatPath, item);
    if (parent == nullptr || !d->definition->item(item).repeatCount)
        return std::nullopt;
    return d->wantedRows(*parent, d->definition->item(item));
}

namespace {

base::Error notANumber(const FormItem &item)
{
    return {base::Errc::ValueOutOfRange, {{"question", item.name.toStdString()}}};
}

QString inListOrder(const QString &value, const ChoiceList *list)
{
    const QStringList chosen = value.simplified().split(u' ', Qt::SkipEmptyParts);
    QStringList ordered;
    for (std::size_t i = 0; list != nullptr && i < list->choices.size(); ++i) {
        const QString &code = list->choices[i].name;
        if (chosen.contains(code) && !ordered.contains(code))
            ordered.append(code);
    }
    for (const QString &code : chosen) { // a code of an older version of the form is kept
        if (!ordered.contains(code))
            ordered.append(code);
    }
    return ordered.join(u' ');
}

} // namespace

base::Result<QString> FormInstance::Private::normalized(const QString &value, const FormItem &item) const
{
    static const QRegularExpression integer(u"^[+-]?\\d{1,18}$"_s);
    static const QRegularExpression decimal(u"^[+-]?(\\d+([.,]\\d*)?|[.,]\\d+)$"_s);
    static const QRegularExpression time(u"^([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d([.]\\d+)?)?(Z|[+-]\\d{2}(:?\\d{2})?)?$"_s);
    static const QRegularExpression partial(u"^(\\d{4})(-\\d{1,2})?$"_s);
    const QString trimmed = value.trimmed();
    if (trimmed.isEmpty())
        return QString();
    switch (item.type) {
    case QuestionType::Integer:
        if (!integer.match(trimmed).hasMatch())
            return notANumber(item);
        return trimmed.startsWith(u'+') ? trimmed.mid(1) : trimmed;
    case QuestionType::Decimal:
    case QuestionType::Range:
        if (!decimal.match(trimmed).hasMatch())
            return notANumber(item);
        return numberToText(QString(trimmed).replace(u',', u'.').toDouble());
    case QuestionType::Time:
        if (!time.match(trimmed).hasMatch())
            return notANumber(item);
        return trimmed;
    case QuestionType::Date: {
        QString text = trimmed;
        if (const auto match = partial.match(text); match.hasMatch()) {
            const bool monthGiven = !match.captured(2).isEmpty();
            if (!item.hasAppearance(u"year"_s) && !(monthGiven && item.hasAppearance(u"month-year"_s)))
                return notANumber(item);
            text += monthGiven ? u"-01"_s : u"-01-01"_s;
        }
        const auto date = Temporal::fromText(text, zone);
        if (!date)
            return notANumber(item);
        return asStored(*date, item);
    }
    case QuestionType::DateTime: {
        const auto moment = Temporal::fromText(trimmed, zone);
        if (!moment)
            return notANumber(item);
        return trimmed;
    }
    case QuestionType::SelectMultiple:
        return inListOrder(trimmed, listOf(item));
    case QuestionType::SelectOne:
    case QuestionType::Rank:
        return trimmed;
    default:
        return value;
    }
}

base::Result<Changes> FormInstance::setAnswer(const QString &path, const QString &value)
{
    Node *node = d->findNode(path);
    if (node == nullptr || !d->definition->item(node->item).isQuestion())
        return base::Error(base::Errc::NotFound);
    const auto kept = model::KeptAnswer::of(value);
    INDARO_TRY_ASSIGN(const QString stored, d->normalized(kept.value, d->definition->item(node->item)));
    d->store(*node, stored);
    d->slot(*node).missing.reset();
    d->slot(*node).remark = stored.isEmpty() ? QString() : kept.remark;
    if (stored.isEmpty())
        d->slot(*node).notOffered.clear();
    return d->finish();
}

base::Result<Changes> FormInstance::setMissing(const QString &path, base::Missing reason)
{
    Node *node = d->findNode(path);
    if (node == nullptr || !d->definition->item(node->item).isQuestion())
        return base::Error(base::Errc::NotFound);
    node->value.clear();
    d->slot(*node).notOffered.clear();
    d->slot(*node).remark.clear();
    d->slot(*node).answer = AnswerState::Missing;
    d->slot(*node).missing = reason;
    return d->finish();
}

base::Result<Changes> FormInstance::clearAnswer(const QString &path)
{
    return setAnswer(path, QString());
}

base::Result<Changes> FormInstance::addRepeat(const QString &repeatPath)
{
    int item = 0;
    Node *parent = d->findRepeat(repeatPath, item);
    if (parent == nullptr)
        return base::Error(base::Errc::NotFound);
    d->addRow(*parent, item);
    d->index();
    return d->finish({repeatPath});
}

base::Result<Changes> FormInstance::removeRepeat(const QString &rowPath)
{
    Node *row = d->findNode(rowPath);
    if (row == nullptr || d->definition->item(row->item).kind != ItemKind::Repeat)
        return base::Error(base::Errc::NotFound);
    d->removeBranch(*row);
    d->index();
    return d->finish({rowPath.left(rowPath.lastIndexOf(u'['))});
}

Changes FormInstance::reevaluate()
{
    return d->finish();
}

std::vector<const Choice *> FormInstance::choices(const QString &path) const
{
    const Node *node = d->findNode(path);
    if (node == nullptr)
        return {};
    return d->choices(*node, d->definition->item(node->item));
}

QString FormInstance::textOf(const QString &path, const LocalizedText &text, const QString &languageHeader) const
{
    return fillReferences(path, text.text(languageHeader));
}

QString FormInstance::fillReferences(const QString &path, const QString &text) const
{
    if (!text.contains("${"_L1))
        return text;
    static const QRegularExpression reference(u"\\$\\{\\s*([^}]*?)\\s*\\}"_s);
    const Node *from = d->findNode(path);
    QString out;
    qsizetype last = 0;
    auto matches = reference.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const FormItem *item = d->definition->findByName(match.captured(1));
        const Node *node = item == nullptr ? nullptr : d->nearest(from == nullptr ? *d->data : *from, item->index);
        out += QStringView(text).mid(last, match.capturedStart() - last);
        out += node == nullptr ? QString() : node->stringValue();
        last = match.capturedEnd();
    }
    out += QStringView(text).mid(last);
    return out;
}

std::vector<StoredAnswer> FormInstance::answers() const
{
    std::vector<StoredAnswer> out;
    for (const NodeState &state : allStates()) {
        const FormItem &item = d->definition->item(state.item);
        if (!item.isQuestion())
            continue;
        const bool isAnswered = state.answer != AnswerState::Unanswered;
        if (!state.notOffered.isEmpty()) // whole, so that it comes back after a power cut too
            out.push_back(
                {state.path, item.type, AnswerState::Answered, {}, state.notOffered, state.relevant && isAnswered});
        else if (isAnswered)
            out.push_back({state.path, item.type, state.answer, state.missing, state.whole(), state.relevant});
    }
    return out;
}

Changes FormInstance::dropNotOffered()
{
    for (Slot &state : d->slots)
        state.notOffered.clear();
    return d->finish();
}

QStringList FormInstance::restore(const std::vector<StoredAnswer> &answers)
{
    d->build(false);
    QStringList unknown;
    for (const StoredAnswer &stored : answers) {
        Node *node = d->findNode(stored.path, true);
        if (node == nullptr || !d->definition->item(node->item).isQuestion()) {
            unknown.append(stored.path);
            continue;
        }
        const auto kept = model::KeptAnswer::of(stored.value);
        node->value = stored.state == AnswerState::Answered ? kept.value : QString();
        d->slot(*node).remark = stored.state == AnswerState::Answered ? kept.remark : QString();
        d->slot(*node).answer = stored.state;
        d->slot(*node).missing = stored.missing;
    }
    for (Slot &state : d->slots) {
        state.defaultDone = true;
        state.restored = true;
    }
    d->index();
    static_cast<void>(d->finish());
    return unknown;
}

std::vector<Alert> FormInstance::alerts() const
{
    std::vector<Alert> out;
    for (const NodeState &state : allStates()) {
        const FormItem &item = d->definition->item(state.item);
        if (!item.alertWhen || !state.relevant)
            continue;
        const Node *node = d->findNode(state.path);
        if (node != nullptr && d->isTrue(*item.alertWhen, *node))
            out.push_back({state.path, item.extra.value(u"indaro::alert"_s)});
    }
    return out;
}

std::vector<Gate> FormInstance::gates() const
{
    std::vector<Gate> out;
    for (const NodeState &state : allStates()) {
        const QString gate = d->definition->item(state.item).extra.value(u"indaro::gate"_s);
        if (gate.isEmpty())
            continue;
        const bool answered = state.answer == AnswerState::Answered && state.constraintHolds;
        out.push_back({state.path, gate, !state.relevant || answered});
    }
    return out;
}

QDate FormInstance::today() const
{
    return d->clock == nullptr ? QDate() : QDateTime::fromMSecsSinceEpoch(d->clock->nowUtc(), d->zone).date();
}

QString FormInstance::instanceName() const
{
    const auto &name = d->definition->settings().instanceName;
    return name ? toText(d->evaluate(*name, *d->data), d->zone) : QString();
}

QStringList FormInstance::problems() const
{
    QStringList out;
    for (const NodeState &state : allStates()) {
        if (!state.constraintHolds || !state.requiredHolds)
            out.append(state.path);
    }
    return out;
}

} // namespace indaro::forms
