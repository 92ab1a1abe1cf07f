// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// A search field above the fields of an origin: the place taken from its suggestions fills them.
class PlaceEdit final : public QWidget
{
    Q_OBJECT
public:
    explicit PlaceEdit(QWidget *parent = nullptr);
    void retranslate();

Q_SIGNALS:
    void placeChosen(const indaro::model::Place &place);

private:
    QLabel *m_label;
    QLineEdit *m_line;
};

} // namespace indaro::ui::pages
