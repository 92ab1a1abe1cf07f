// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/question_editor.h"

#include "ui/forms/choice_editors.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/place_editor.h"
#include "ui/forms/typed_editors.h"

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

QuestionEditor *makeEditor(const FormTexts &texts, const QString &path, QWidget *parent)
{
    const FormItem *item = findItem(texts.filled(), path);
    if (item == nullptr || !item->isAsked())
        return nullptr;
    switch (item->type) {
    case QuestionType::SelectOne:
        if (item->hasAppearance(u"minimal"_s) || texts.filled().choices(path).size() > 14)
            return new DropDownEditor(texts, path, parent);
        return new SelectOneEditor(texts, path, parent);
    case QuestionType::SelectMultiple:
        return new SelectMultipleEditor(texts, path, parent);
    case QuestionType::Rank:
        return new RankEditor(texts, path, parent);
    case QuestionType::Acknowledge:
        return new AcknowledgeEditor(parent);
    case QuestionType::Integer:
        return new LineEditor(LineEditor::Kind::Integer, parent);
    case QuestionType::Decimal:
        return new LineEditor(LineEditor::Kind::Decimal, parent);
    case QuestionType::Range:
        return new RangeEditor(*item, parent);
    case QuestionType::Date:
        return new DateEditor(parent);
    case QuestionType::Time:
        return new LineEditor(LineEditor::Kind::Time, parent);
    case QuestionType::DateTime:
        return new DateTimeEditor(parent);
    case QuestionType::Text:
        if (item->hasAppearance(u"indaro-place"_s))
            return new PlaceEditor(parent);
        if (item->hasAppearance(u"multiline"_s))
            return new MultilineEditor(parent);
        [[fallthrough]];
    default:
        return new LineEditor(LineEditor::Kind::Text, parent);
    }
}

} // namespace indaro::ui::forms
