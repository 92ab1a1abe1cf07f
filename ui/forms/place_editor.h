// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/gazetteer.h"
#include "ui/forms/typed_editors.h"

namespace indaro::ui::forms {

class PlaceSuggestions;

/// A place (appearance indaro-place): typed freely, or taken from the gazetteer, which then shows what the place is called
/// in the other division. The answer is a text either way (model::placeAnswer); a chosen place that is typed over is one
/// no more.
class PlaceEditor final : public TypedEditor
{
    Q_OBJECT
public:
    explicit PlaceEditor(QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    [[nodiscard]] QString currentValue() const override;
    void take(const model::Place &place);
    void showMeaning();
    QLineEdit *m_field;
    PlaceSuggestions *m_suggestions;
    QLabel *m_meaning;
    std::optional<model::PlaceMatch> m_known;
};

} // namespace indaro::ui::forms
