// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Finds a place of Burundi while its name is typed, in the division of 18 provinces and in that of 5, and shows what
/// became of it ("Gasorwe" gives both). Enter or a click takes the place.
class PlaceEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit PlaceEdit(QWidget *parent = nullptr);
    void retranslate();

Q_SIGNALS:
    void placeChosen(const indaro::model::Place &place);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void search(const QString &text);
    void take(int row);
    QLabel *m_label;
    QLineEdit *m_line;
    QListWidget *m_list;
    std::vector<model::PlaceMatch> m_matches;
};

/// "Rugari, Gasorwe, Muyinga (18 provinces) — today: Muyinga, Buhumuza": one line of the list, also for printing.
[[nodiscard]] QString placeText(const model::PlaceMatch &match);

} // namespace indaro::ui::pages
