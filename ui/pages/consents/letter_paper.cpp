// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/letter_paper.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString frenchOf(const QString &list, const QString &code)
{
    const model::Code *found = model::CodeList::byName(list).find(code);
    return found == nullptr ? code : found->french;
}

} // namespace

base::Result<print::Paper> letterPaper(const casework::WithdrawalLetter &letter, const casework::HouseDetails &house)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    const QString name = letter.wish == "return"_L1 ? u"withdrawal_return"_s : u"withdrawal_letter"_s;
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(name));
    documents::DocumentData data;
    const model::Code *kind = model::CodeList::byName(u"consent_recipient"_s).find(letter.receiver.kind);
    const QString body = letter.receiver.name.isEmpty() && kind != nullptr ? kind->french : letter.receiver.name;
    data.set(u"to"_s, body);
    data.set(u"from"_s, house.name);
    data.set(u"phone"_s, house.callBackPhone);
    data.set(u"day"_s, kit::dateText(model::localDay(letter.writtenAt)));
    data.set(u"answer_serial"_s, letter.serial);
    QList<QStringList> rows;
    for (const casework::SentItem &sent : letter.sent)
        rows.append({sent.serial.isEmpty() ? u"–"_s : sent.serial, frenchOf(u"disclosure_kind"_s, sent.kind),
                     kit::dateText(model::localDay(sent.sentAt))});
    data.fields[u"sent"_s] = {{}, rows, true};
    if (const auto serial = documents::Serial::fromText(letter.serial)) {
        for (const auto &part : form.parts)
            data.serials.insert(part.name, *serial);
    }
    return print::Paper{form, styles, data};
}

} // namespace indaro::ui::pages
