// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/answer_text.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/forms/partial_dates.h"
#include "ui/kit/reason_button.h"

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

QString answerText(const forms::FormTexts &texts, const QString &path, const QString &value,
                   const std::optional<base::Missing> &missing)
{
    if (const auto *item = forms::findItem(texts.filled(), path))
        return texts.answer(path, *item, value, missing);
    return missing           ? kit::missingText(*missing)
           : value.isEmpty() ? u"—"_s
                             : forms::shownDateAnswer(value, forms::DatePrecision::Day);
}

} // namespace indaro::ui::pages
