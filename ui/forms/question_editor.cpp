// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/question_editor.h"

#include "ui/forms/choice_editors.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/image_map.h"
#include "ui/forms/list_editors.h"
#include "ui/forms/media_editor.h"
#include "ui/forms/other_editors.h"
#include "ui/forms/place_editor.h"
#include "ui/forms/typed_editors.h"

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

bool isSearched(const FormItem &item)
{
    return item.hasAppearance(u"minimal"_s) || item.hasAppearance(u"autocomplete"_s) || item.hasAppearance(u"search"_s) ||
           item.appearance.contains("search("_L1);
}

LineEditor *makeLine(LineEditor::Kind kind, const FormItem &item, QWidget *parent)
{
    auto *editor = new LineEditor(kind, parent);
    editor->setGrouped(item.hasAppearance(u"thousands-sep"_s));
    if (kind == LineEditor::Kind::Text && item.hasAppearance(u"numbers"_s))
        editor->expectDigits();
    if (kind == LineEditor::Kind::Text && item.hasAppearance(u"masked"_s))
        editor->setMasked();
    return editor;
}

} // namespace

QuestionEditor *makeEditor(const FormTexts &texts, const QString &path, QWidget *parent)
{
    const FormItem *item = findItem(texts.filled(), path);
    if (item == nullptr || !item->isAsked())
        return nullptr;
    if (const QByteArray map = imageMapOf(texts, *item); !map.isEmpty()) {
        auto *list = item->type == QuestionType::SelectOne
                         ? static_cast<QuestionEditor *>(new SelectOneEditor(texts, path, parent))
                         : new SelectMultipleEditor(texts, path, parent);
        return new ImageMapEditor(texts, path, list, map, parent);
    }
    switch (item->type) {
    case QuestionType::SelectOne:
        if (isSearched(*item) || texts.filled().choices(path).size() > LongList)
            return new DropDownEditor(texts, path, parent);
        return new SelectOneEditor(texts, path, parent);
    case QuestionType::SelectMultiple:
        return new SelectMultipleEditor(texts, path, parent);
    case QuestionType::Rank:
        return new RankEditor(texts, path, parent);
    case QuestionType::Acknowledge:
        return new AcknowledgeEditor(parent);
    case QuestionType::Integer:
        return makeLine(LineEditor::Kind::Integer, *item, parent);
    case QuestionType::Decimal:
        return makeLine(LineEditor::Kind::Decimal, *item, parent);
    case QuestionType::Range:
        return new RangeEditor(*item, parent);
    case QuestionType::Date:
        return new DateEditor(DateEditor::optionsFor(texts, *item), parent);
    case QuestionType::Time:
        return new LineEditor(LineEditor::Kind::Time, parent);
    case QuestionType::DateTime:
        return new DateTimeEditor(DateEditor::optionsFor(texts, *item), parent);
    case QuestionType::GeoPoint:
        return new GeoPointEditor(parent);
    case QuestionType::GeoTrace:
    case QuestionType::GeoShape:
        return new GeoLineEditor(parent);
    case QuestionType::Image:
    case QuestionType::Audio:
    case QuestionType::Video:
    case QuestionType::File:
        return new MediaEditor(texts, path, parent);
    case QuestionType::Text:
        if (item->hasAppearance(u"indaro-place"_s))
            return new PlaceEditor(parent);
        if (item->hasAppearance(u"multiline"_s))
            return new MultilineEditor(parent);
        [[fallthrough]];
    default:
        return makeLine(LineEditor::Kind::Text, *item, parent);
    }
}

} // namespace indaro::ui::forms
