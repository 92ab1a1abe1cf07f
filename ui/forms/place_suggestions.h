// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"

#include <QtWidgets/QListWidget>

QT_BEGIN_NAMESPACE
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// The places of Burundi that begin like what is being typed in a line, in the division of 18 provinces and in that of
/// 5, with what became of each ("Gasorwe" gives both). Arrow keys move in it while the keyboard stays in the line; Enter
/// or a click takes a place, Escape closes it. Hidden while there is nothing to suggest.
class PlaceSuggestions final : public QListWidget
{
    Q_OBJECT
public:
    enum class Enter {
        TakesFirst, ///< the line only searches
        TakesTyped  ///< what is typed may stand as it is: only a place the arrows went to is taken
    };
    /// `line` must outlive it.
    PlaceSuggestions(QLineEdit *line, Enter enter, QWidget *parent);
    void dismiss();

Q_SIGNALS:
    void chosen(const indaro::model::Place &place);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void take(int row);
    QLineEdit *m_line;
    Enter m_enter;
    std::vector<model::PlaceMatch> m_matches;
};

/// "Gasorwe, Muyinga (18 provinces), today: Muyinga, Buhumuza": the place and the other division's names for it.
[[nodiscard]] QString placeText(const model::PlaceMatch &match);

} // namespace indaro::ui::forms
