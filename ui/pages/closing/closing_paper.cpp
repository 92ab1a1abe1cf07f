// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closing_paper.h"

#include "core/casework/retention/retention_rules.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// Who signs reads that the length is nobody's law.
QString basisInWords(const casework::Closing &closing)
{
    const bool isToConfirm = closing.basis == "rule"_L1 && casework::isRetentionToConfirm();
    if (!isToConfirm)
        return closing.basisNote;
    const QString words = u"(à confirmer par la CCSPRTP)"_s;
    return closing.basisNote.isEmpty() ? words : closing.basisNote + u' ' + words;
}

} // namespace

base::Result<print::Paper> closingPaper(const casework::Closing &closing, const QString &caseCode)
{
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(u"closure"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::DocumentData data;
    const auto set = [&data](const char16_t *field, const QString &text) {
        if (!text.isEmpty())
            data.set(QString::fromUtf16(field), text);
    };
    const auto tick = [&data](const char16_t *field, const QString &code) {
        if (!code.isEmpty())
            data.choose(QString::fromUtf16(field), {code});
    };
    set(u"case_file.case_code", caseCode);
    set(u"retention.closed_at", kit::dateText(model::localDay(closing.closedAt)));
    tick(u"retention.reason", closing.reason);
    set(u"retention.note", closing.note);
    set(u"retention.keep_until", closing.keepUntil ? kit::dateText(*closing.keepUntil) : QString());
    tick(u"retention.basis", closing.basis);
    set(u"retention.basis_note", basisInWords(closing));
    tick(u"retention.at_end", closing.atEnd);
    return print::Paper{form, styles, data};
}

} // namespace indaro::ui::pages
