// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/place_editor.h"

#include "core/model/place_text.h"
#include "ui/forms/place_suggestions.h"
#include "ui/kit/hint.h"
#include "ui/kit/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::forms {

PlaceEditor::PlaceEditor(QWidget *parent)
    : TypedEditor(parent), m_field(new QLineEdit(this)),
      m_suggestions(new PlaceSuggestions(m_field, PlaceSuggestions::Enter::TakesTyped, this)),
      m_meaning(kit::makeLabel(kit::TextRole::Muted, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    column->addWidget(m_field);
    column->addWidget(m_suggestions);
    column->addWidget(m_meaning);
    m_field->setMaxLength(10'000);
    m_meaning->hide();
    connect(m_field, &QLineEdit::textEdited, this, [this] {
        showMeaning();
        touched();
    });
    connect(m_field, &QLineEdit::editingFinished, this, [this] { commitTyped(); });
    connect(m_suggestions, &PlaceSuggestions::chosen, this, &PlaceEditor::take);
    refreshTexts();
}

void PlaceEditor::take(const model::Place &place)
{
    m_known = model::Gazetteer::burundi().findByCode(place.code);
    m_field->setText(model::placeName(place));
    showMeaning();
    commitTyped();
}

QString PlaceEditor::currentValue() const
{
    const QString typed = m_field->text().trimmed();
    return m_known && typed == model::placeName(m_known->place) ? model::placeAnswer(m_known->place) : typed;
}

void PlaceEditor::setValue(const QString &value)
{
    if (value != currentValue() || value.isEmpty()) {
        const model::PlaceAnswer read = model::readPlaceAnswer(value);
        m_known = read.known;
        if (m_field->text() != read.text)
            m_field->setText(read.text);
    }
    shown(value);
    showMeaning();
}

void PlaceEditor::showMeaning()
{
    const bool isKnown = m_known && m_field->text().trimmed() == model::placeName(m_known->place);
    m_meaning->setText(isKnown ? placeText(*m_known) : QString());
    m_meaning->setVisible(isKnown);
}

void PlaceEditor::refreshTexts()
{
    kit::setHint(m_field, tr("Type a colline, a commune or a province"));
    showMeaning();
}

void PlaceEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
}

QWidget *PlaceEditor::firstField()
{
    return m_field;
}

} // namespace indaro::ui::forms
