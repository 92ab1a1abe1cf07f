// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/reminder_paper.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// As the letter's boxes are called.
QString periodOf(const QString &priority)
{
    constexpr base::UtcMs HourMs = base::UtcMs(3600) * 1000;
    const base::UtcMs period = casework::answerPeriod(priority);
    return period <= 24 * HourMs ? u"24h"_s : period <= 72 * HourMs ? u"72h"_s : u"2w"_s;
}

} // namespace

base::Result<print::Paper> reminderPaper(const casework::Referral &referral, const casework::HouseDetails &house,
                                         QDate today)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    INDARO_TRY_ASSIGN(documents::Template form, documents::loadBuiltinTemplate(u"reminder_letter"_s));
    INDARO_TRY_ASSIGN(const documents::Template whole, documents::loadBuiltinTemplate(u"referral"_s));
    const auto slip = std::ranges::find(whole.parts, u"slip"_s, &documents::Part::name);
    if (slip != whole.parts.end())
        form.parts.append(*slip);
    documents::DocumentData data;
    const auto set = [&data](const QString &field, const QString &text) {
        if (!text.isEmpty()) // else it is for the pen
            data.set(field, text);
    };
    const auto said = [&referral](const QString &field) { return referral.content.form.value(field); };
    set(u"from_org"_s, house.name);
    set(u"from_phone"_s, house.callBackPhone);
    set(u"to_org"_s, said(u"to_agency"_s));
    set(u"to_who"_s, said(u"to_worker"_s));
    set(u"to_phone"_s, said(u"to_phone"_s));
    set(u"serial"_s, referral.serial);
    set(u"letter_day"_s, kit::dateText(today));
    const QString priority = said(u"priority"_s);
    data.choose(u"priority"_s, {periodOf(priority)});
    constexpr base::UtcMs DayMs = base::UtcMs(24) * 3600 * 1000;
    set(u"answer_by"_s, kit::dateText(today.addDays(casework::answerPeriod(priority) / DayMs)));
    if (referral.printedAt)
        set(u"sent_on"_s, kit::dateText(model::localDay(*referral.printedAt)));
    set(u"slip_referral_serial"_s, referral.serial);
    if (const auto serial = documents::Serial::fromText(referral.serial)) {
        for (const auto &part : form.parts)
            data.serials.insert(part.name, *serial);
    }
    return print::Paper{form, styles, data, 1};
}

} // namespace indaro::ui::pages
