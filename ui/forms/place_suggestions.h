// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"
#include "ui/kit/line_suggestions.h"

namespace indaro::ui::forms {

/// The places of Burundi that begin like what is being typed in a line, in the division of 18 provinces and in that of
/// 5, with what became of each ("Gasorwe" gives both).
class PlaceSuggestions final : public kit::LineSuggestions
{
    Q_OBJECT
public:
    using kit::LineSuggestions::LineSuggestions;

Q_SIGNALS:
    void chosen(const indaro::model::Place &place);

protected:
    [[nodiscard]] QStringList look(const QString &typed) override;
    void take(int row) override;

private:
    std::vector<model::PlaceMatch> m_matches;
};

/// "Gasorwe, Muyinga (18 provinces), today: Muyinga, Buhumuza": the place and the other division's names for it.
[[nodiscard]] QString placeText(const model::PlaceMatch &match);

} // namespace indaro::ui::forms
