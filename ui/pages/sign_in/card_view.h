// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"

#include <QtWidgets/QWidget>

namespace indaro::ui::pages {

/// A recovery card's digits on the screen, painted group by group straight from locked memory.
class CardView final : public QWidget
{
    Q_OBJECT
public:
    CardView(QString heading, base::SecretBytes digits, QWidget *parent = nullptr);
    void setHeading(const QString &heading);
    [[nodiscard]] const base::SecretBytes &digits() const noexcept { return m_digits; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_heading;
    base::SecretBytes m_digits;
};

} // namespace indaro::ui::pages
