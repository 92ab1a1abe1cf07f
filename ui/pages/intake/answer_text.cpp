// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/answer_text.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/kit/date_text.h"
#include "ui/kit/reason_button.h"

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

QString answerText(const forms::FormTexts &texts, const QString &path, const QString &value,
                   const std::optional<base::Missing> &missing)
{
    if (missing)
        return kit::missingText(*missing);
    const auto *item = forms::findItem(texts.filled(), path);
    const auto *list =
        item != nullptr && !item->listName.isEmpty() ? texts.filled().definition().findChoiceList(item->listName) : nullptr;
    if (list == nullptr)
        return value.isEmpty() ? u"—"_s : kit::dateText(value);
    QStringList words;
    for (const QString &code : value.split(u' ', Qt::SkipEmptyParts)) {
        const auto choice = std::find_if(list->choices.begin(), list->choices.end(),
                                         [&code](const auto &each) { return each.name == code; });
        words << (choice != list->choices.end() ? texts.plain(texts.choice(path, *item, *choice)) : code);
    }
    return words.isEmpty() ? u"—"_s : words.join(u", "_s);
}

} // namespace indaro::ui::pages
