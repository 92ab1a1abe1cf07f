// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_sections.h"

#include <QtCore/QSet>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;

QString withoutPositions(const QString &path)
{
    QString plain = path;
    for (qsizetype open = plain.indexOf(u'['); open >= 0; open = plain.indexOf(u'[', open))
        plain.remove(open, plain.indexOf(u']', open) - open + 1);
    return plain;
}

bool isWithin(const QString &path, const QString &ancestor)
{
    return path.startsWith(ancestor) &&
           (path.size() == ancestor.size() || path.at(ancestor.size()) == u'/' || path.at(ancestor.size()) == u'[');
}

bool isAsked(const FormItem &item)
{
    return item.isAsked() && !isHeadOnly(item);
}

bool isHeadOnly(const FormItem &item)
{
    return item.hasChoices() && item.hasAppearance(QStringLiteral("label"));
}

const FormItem *findItem(const FormInstance &instance, const QString &path)
{
    return instance.definition().findByPath(withoutPositions(path));
}

int sectionIndexOf(const std::vector<Section> &sections, const QString &path)
{
    const auto found = std::find_if(sections.begin(), sections.end(), [&path](const Section &section) {
        return std::any_of(section.paths.begin(), section.paths.end(),
                           [&path](const QString &top) { return isWithin(path, top); });
    });
    return found == sections.end() ? -1 : static_cast<int>(found - sections.begin());
}

std::vector<Section> sectionsOf(const FormInstance &instance)
{
    const FormDefinition &definition = instance.definition();
    const FormItem &root = definition.item(0);
    std::vector<Section> sections;
    bool isLooseOpen = false;
    for (const QString &path : instance.childPaths(root.path)) {
        const FormItem *item = findItem(instance, path);
        if (item == nullptr || item->isMeta)
            continue;
        if (item->kind == ItemKind::Group) {
            const auto state = instance.state(path);
            sections.push_back({item->index, {path}, 0, 0, 0, {}, {}, !state || state->relevant, false});
            isLooseOpen = false;
        } else if (item->kind == ItemKind::Repeat || item->isAsked() || item->type == QuestionType::Note) {
            if (!isLooseOpen)
                sections.push_back({-1, {}, 0, 0, 0, {}, {}, true, false});
            sections.back().paths.push_back(path);
            isLooseOpen = true;
        }
    }
    for (const NodeState &node : instance.allStates()) {
        const FormItem &item = definition.item(node.item);
        if (!isAsked(item) || !node.relevant)
            continue;
        const int index = sectionIndexOf(sections, node.path);
        if (index < 0)
            continue;
        Section &section = sections[static_cast<std::size_t>(index)];
        ++section.asked;
        section.answered += node.answer != AnswerState::Unanswered ? 1 : 0;
        const bool isWrong = !node.constraintHolds || !node.requiredHolds;
        section.problems += isWrong ? 1 : 0;
        if (isWrong)
            section.wrong.push_back(node.path);
        else if (node.answer == AnswerState::Unanswered)
            section.open.push_back(node.path);
    }
    int lastOpen = static_cast<int>(sections.size());
    for (const Gate &gate : instance.gates()) {
        if (const int index = sectionIndexOf(sections, gate.path); !gate.satisfied && index >= 0)
            lastOpen = std::min(lastOpen, index);
    }
    for (int i = lastOpen + 1; i < static_cast<int>(sections.size()); ++i)
        sections[static_cast<std::size_t>(i)].isBlocked = true;
    return sections;
}

} // namespace indaro::ui::forms
