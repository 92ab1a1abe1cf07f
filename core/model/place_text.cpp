// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/place_text.h"

#include <QStringList>

namespace indaro::model {

using namespace Qt::StringLiterals;

QString placeName(const Place &place)
{
    QStringList parts;
    for (const QString &part : {place.colline, place.zone, place.commune, place.province}) {
        if (!part.isEmpty())
            parts.push_back(part);
    }
    return parts.join(u", "_s);
}

QString placeAnswer(const Place &place)
{
    return placeName(place) + u" ["_s + place.code + u']';
}

PlaceAnswer readPlaceAnswer(const QString &answer)
{
    const qsizetype open = answer.lastIndexOf(u" ["_s);
    if (open < 0 || !answer.endsWith(u']'))
        return {answer, std::nullopt};
    const QString text = answer.left(open);
    auto known = Gazetteer::burundi().findByCode(QStringView(answer).sliced(open + 2).chopped(1));
    if (!known || placeName(known->place) != text)
        return {answer, std::nullopt};
    return {text, std::move(known)};
}

} // namespace indaro::model
