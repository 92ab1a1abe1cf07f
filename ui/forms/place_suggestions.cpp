// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/place_suggestions.h"

#include "core/model/place_text.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

QString placeText(const model::PlaceMatch &match)
{
    const QString where = model::placeName(match.place);
    QStringList others;
    for (const model::PlaceMapping &today : match.today)
        others.push_back(model::placeName({{},
                                           model::Division::New,
                                           model::PlaceLevel::Colline,
                                           {},
                                           today.province,
                                           today.commune,
                                           today.zone,
                                           today.colline}));
    if (match.place.division == model::Division::Old) {
        if (others.isEmpty())
            return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces)").arg(where);
        return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces), today: %2").arg(where, others.join(u" / "_s));
    }
    for (const QString &former : match.formerly)
        others.push_back(former);
    if (others.isEmpty())
        return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces)").arg(where);
    return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces), before: %2").arg(where, others.join(u" / "_s));
}

QStringList PlaceSuggestions::look(const QString &typed)
{
    constexpr int Shortest = 2;
    constexpr int Longest = 12;
    m_matches = typed.trimmed().size() < Shortest ? std::vector<model::PlaceMatch>()
                                                  : model::Gazetteer::burundi().findPlaces(typed, Longest);
    QStringList texts;
    for (const model::PlaceMatch &match : m_matches)
        texts << placeText(match);
    return texts;
}

void PlaceSuggestions::take(int row)
{
    const model::Place place = m_matches[static_cast<std::size_t>(row)].place;
    Q_EMIT chosen(place);
}

} // namespace indaro::ui::forms
