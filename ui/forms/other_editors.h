// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/forms/typed_editors.h"

namespace indaro::ui::forms {

/// A place by its latitude and longitude in degrees, typed: with comma or point, a minus or the letter of the side ("3,38
/// S"). Altitude and accuracy of an answer from elsewhere are kept while the place is not changed.
class GeoPointEditor final : public TypedEditor
{
    Q_OBJECT
public:
    explicit GeoPointEditor(QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

private:
    [[nodiscard]] QString currentValue() const override;
    QLineEdit *m_latitude;
    QLineEdit *m_longitude;
    QString m_shown; ///< the whole answer the two fields were filled from
};

/// A way or an area: one point on each line.
class GeoLineEditor final : public TypedEditor
{
    Q_OBJECT
public:
    explicit GeoLineEditor(QWidget *parent);
    void setValue(const QString &value) override;
    void refreshTexts() override;
    void setReadOnly(bool readOnly) override;
    [[nodiscard]] QWidget *firstField() override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QString currentValue() const override;
    QPlainTextEdit *m_field;
};

} // namespace indaro::ui::forms
