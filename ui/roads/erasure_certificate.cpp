// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/erasure_certificate.h"

#include "core/documents/document.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

QString timeOrDash(const std::optional<base::UtcMs> &at)
{
    return at ? kit::dateTimeText(*at) : u"–"_s;
}

QStringList rowOf(const exchange::ErasureLaptop &laptop)
{
    using State = exchange::ErasureLaptop::State;
    const auto tick = [](bool isOn) { return isOn ? u"1"_s : QString(); };
    const bool hasIt = laptop.state == State::Confirmed || laptop.state == State::Behind;
    return {laptop.name,
            laptop.series,
            tick(hasIt),
            hasIt ? timeOrDash(laptop.confirmedAt) : u"–"_s,
            tick(laptop.state == State::Behind),
            tick(laptop.state == State::OutOfReach),
            laptop.isThis ? QString() : timeOrDash(laptop.lastNews)};
}

void fillOrder(documents::DocumentData &data, const exchange::Erasure &erasure, const QString &caseCode)
{
    data.set(u"order"_s, erasure.name);
    data.set(u"ordered_at"_s, kit::dateTimeText(erasure.order.at));
    data.set(u"ordered_on"_s, erasure.orderedOn);
    // What is not known here is left for the pen.
    if (!erasure.authorName.isEmpty())
        data.set(u"ordered_by"_s, erasure.authorName);
    if (erasure.isByOneAlone)
        data.set(u"agreed_by"_s, u"–"_s);
    else if (!erasure.secondName.isEmpty())
        data.set(u"agreed_by"_s, erasure.secondName);
    if (erasure.reason)
        data.choose(u"reason"_s, {QString::fromLatin1(exchange::erasureReasonName(*erasure.reason))});
    if (erasure.isFromHere)
        data.set(u"numbers_kept_at"_s, erasure.hasKeptNumbers ? kit::dateTimeText(erasure.order.at) : u"–"_s);
    if (!caseCode.isEmpty())
        data.set(u"case_code"_s, caseCode);
}

} // namespace

base::Result<print::Paper> erasureCertificate(const exchange::Erasure &erasure, const QString &caseCode, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(const auto form, documents::loadBuiltinTemplate(u"erasure_certificate"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::DocumentData data;
    fillOrder(data, erasure, caseCode);
    data.set(u"as_of"_s, kit::dateTimeText(now));
    const auto &order = erasure.order;
    data.choose(u"state"_s, {order.isAlone() ? u"alone"_s : order.finishedAt ? u"done"_s : u"open"_s});
    data.set(u"keys_gone_at"_s, order.isAlone() ? u"–"_s : timeOrDash(order.finishedAt));
    data.set(u"backups_before"_s, kit::dateTimeText(erasure.certificate.backupsBefore));
    documents::FieldValue laptops;
    for (const auto &laptop : erasure.laptops)
        laptops.rows.append(rowOf(laptop));
    data.fields[u"laptops"_s] = laptops;
    return print::Paper{form, styles, data};
}

} // namespace indaro::ui::roads
