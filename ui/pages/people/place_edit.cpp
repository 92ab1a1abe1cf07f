// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/people/place_edit.h"

#include "ui/forms/place_suggestions.h"
#include "ui/kit/hint.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace indaro::ui::pages {

PlaceEdit::PlaceEdit(QWidget *parent) : QWidget(parent), m_label(new QLabel(this)), m_line(new QLineEdit(this))
{
    kit::setTextRole(m_label, kit::TextRole::FieldLabel);
    m_label->setBuddy(m_line);
    auto *found = new forms::PlaceSuggestions(m_line, forms::PlaceSuggestions::Enter::TakesFirst, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    column->addWidget(m_label);
    column->addWidget(m_line);
    column->addWidget(found);
    connect(found, &forms::PlaceSuggestions::chosen, this, [this](const model::Place &place) {
        m_line->clear();
        Q_EMIT placeChosen(place);
    });
    retranslate();
}

void PlaceEdit::retranslate()
{
    m_label->setText(tr("Find a place in Burundi"));
    kit::setHint(m_line, tr("Type a colline, a commune or a province"));
    m_line->setAccessibleName(m_label->text());
}

} // namespace indaro::ui::pages
