// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_comparison.h"

#include <QSet>

namespace indaro::forms {

namespace {

/// name → its only item; names that several have are left out.
QHash<QString, const FormItem *> onlyNames(const FormDefinition &form)
{
    QHash<QString, const FormItem *> names;
    QSet<QString> repeated;
    for (const FormItem &item : form.items()) {
        if (item.kind == ItemKind::Root || item.isMeta)
            continue;
        if (names.contains(item.name))
            repeated.insert(item.name);
        names.insert(item.name, &item);
    }
    for (const QString &name : repeated)
        names.remove(name);
    return names;
}

QString textOf(const std::optional<Expression> &expression)
{
    return expression ? expression->text() : QString();
}

void compare(std::vector<AspectChange> &changes, Aspect aspect, const QString &before, const QString &after)
{
    if (before != after)
        changes.push_back({aspect, {}, before, after});
}

/// The languages of the newer version, each beside the one of the older that means the same.
class Languages
{
public:
    Languages(const FormDefinition &older, const FormDefinition &newer)
    {
        for (const FormLanguage &language : newer.languages()) {
            const FormLanguage *same = nullptr;
            for (const QString &key : {language.code, language.name, language.header}) {
                if (same == nullptr && !key.isEmpty())
                    same = older.findLanguage(key);
            }
            if (same != nullptr || language.header.isEmpty())
                m_pairs.append({same != nullptr ? same->header : QString(), language.header});
        }
        // One version has unnamed texts, the other names its only language: they are compared as they are.
        if (m_pairs.isEmpty() && !newer.languages().empty() && !older.languages().empty())
            m_pairs.append({older.languages().front().header, newer.languages().front().header});
    }
    void compare(std::vector<AspectChange> &changes, Aspect aspect, const LocalizedText &before,
                 const LocalizedText &after) const
    {
        for (const auto &[old, now] : m_pairs) {
            if (before.text(old) != after.text(now))
                changes.push_back({aspect, now, before.text(old), after.text(now)});
        }
    }

    /// The choices of a question with their words in every language both versions have.
    [[nodiscard]] QStringList linesOf(const FormDefinition &form, const FormItem &item, bool isNewer) const
    {
        QStringList lines;
        const ChoiceList *list = form.findChoiceList(item.listName);
        if (list == nullptr)
            return lines;
        for (const Choice &choice : list->choices) {
            QStringList words;
            for (const auto &[old, now] : m_pairs)
                words << choice.label.text(isNewer ? now : old);
            words.removeAll(QString());
            lines << choice.name + QStringLiteral(": ") + words.join(QStringLiteral(" · "));
        }
        return lines;
    }

private:
    QList<std::pair<QString, QString>> m_pairs;
};

void compareChoices(std::vector<AspectChange> &changes, const QStringList &before, const QStringList &after)
{
    const QSet<QString> had(before.begin(), before.end());
    const QSet<QString> has(after.begin(), after.end());
    QStringList went;
    QStringList came;
    for (const QString &line : before) {
        if (!has.contains(line))
            went << line;
    }
    for (const QString &line : after) {
        if (!had.contains(line))
            came << line;
    }
    compare(changes, Aspect::Choices, went.join(u'\n'), came.join(u'\n'));
}

std::vector<AspectChange> differences(const Languages &languages, const FormDefinition &older, const FormItem &before,
                                      const FormDefinition &newer, const FormItem &after)
{
    std::vector<AspectChange> changes;
    compare(changes, Aspect::Place, before.path, after.path);
    if (before.kind != after.kind || before.type != after.type)
        compare(changes, Aspect::Type, before.typeText, after.typeText);
    languages.compare(changes, Aspect::Label, before.label, after.label);
    languages.compare(changes, Aspect::Hint, before.hint, after.hint);
    compareChoices(changes, languages.linesOf(older, before, false), languages.linesOf(newer, after, true));
    compare(changes, Aspect::ChoiceFilter, textOf(before.choiceFilter), textOf(after.choiceFilter));
    compare(changes, Aspect::Relevant, textOf(before.relevant), textOf(after.relevant));
    compare(changes, Aspect::Constraint, textOf(before.constraint), textOf(after.constraint));
    languages.compare(changes, Aspect::ConstraintMessage, before.constraintMessage, after.constraintMessage);
    compare(changes, Aspect::Calculation, textOf(before.calculation), textOf(after.calculation));
    compare(changes, Aspect::Required, textOf(before.required), textOf(after.required));
    compare(changes, Aspect::ReadOnly, textOf(before.readOnly), textOf(after.readOnly));
    compare(changes, Aspect::Default, before.defaultText + textOf(before.dynamicDefault),
            after.defaultText + textOf(after.dynamicDefault));
    compare(changes, Aspect::Appearance, before.appearance, after.appearance);
    compare(changes, Aspect::RepeatCount, textOf(before.repeatCount), textOf(after.repeatCount));
    return changes;
}

/// In French where the form has it.
QString titleOf(const FormDefinition &form, const FormItem &item)
{
    const FormLanguage *french = form.findLanguage(QStringLiteral("fr"));
    if (french == nullptr)
        french = form.findLanguage(QStringLiteral("french"));
    const QString label = item.label.textOrFallback(french != nullptr ? french->header : form.settings().defaultLanguage);
    return label.isEmpty() ? item.name : label;
}

} // namespace

QHash<QString, QString> matchPaths(const FormDefinition &older, const FormDefinition &newer)
{
    QHash<QString, QString> matched;
    QSet<QString> taken;
    for (const FormItem &item : older.items()) {
        if (const FormItem *same = newer.findByPath(item.path); same != nullptr && same->kind == item.kind) {
            matched.insert(item.path, same->path);
            taken.insert(same->path);
        }
    }
    const auto before = onlyNames(older);
    const auto after = onlyNames(newer);
    for (const FormItem &item : older.items()) {
        const FormItem *moved = before.contains(item.name) ? after.value(item.name) : nullptr;
        if (!matched.contains(item.path) && moved != nullptr && moved->kind == item.kind && !taken.contains(moved->path)) {
            matched.insert(item.path, moved->path);
            taken.insert(moved->path);
        }
    }
    return matched;
}

std::vector<ItemChange> compareForms(const FormDefinition &older, const FormDefinition &newer)
{
    const auto matched = matchPaths(older, newer);
    QHash<QString, QString> cameFrom;
    for (auto each = matched.begin(); each != matched.end(); ++each)
        cameFrom.insert(each.value(), each.key());
    const Languages languages(older, newer);
    std::vector<ItemChange> changes;
    for (const FormItem &item : newer.items()) {
        if (item.kind == ItemKind::Root || item.isMeta)
            continue;
        const FormItem *before = older.findByPath(cameFrom.value(item.path));
        if (before == nullptr) {
            changes.push_back({ItemChange::Kind::Added, item.path, titleOf(newer, item)});
            continue;
        }
        auto aspects = differences(languages, older, *before, newer, item);
        if (!aspects.empty())
            changes.push_back({ItemChange::Kind::Changed, item.path, titleOf(newer, item), std::move(aspects)});
    }
    for (const FormItem &item : older.items()) {
        if (item.kind != ItemKind::Root && !item.isMeta && !matched.contains(item.path))
            changes.push_back({ItemChange::Kind::Removed, item.path, titleOf(older, item)});
    }
    return changes;
}

} // namespace indaro::forms
