// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

namespace indaro::ui::kit {

/// A button whose words go on in a second line where there is no room for one: Kirundi and French together are wider than
/// the screen at 200 %. Words of up to 200 points are never parted. Use PushButton, CheckBox and RadioButton below in the
/// place of Qt's. GUI thread.
template <class Button> class Wrapping : public Button
{
public:
    explicit Wrapping(QWidget *parent = nullptr);
    explicit Wrapping(const QString &text, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    void initStyleOption(QStyleOptionButton *option) const override;
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setUp();
    void countLines();
    /// Of everything around the words.
    [[nodiscard]] int edges() const;
    [[nodiscard]] QString parted(int width) const;
    mutable qsizetype m_lines = 1; ///< that the layout was told of
    QString m_painted;             ///< in lines, while it is being painted
};

extern template class Wrapping<QPushButton>;
extern template class Wrapping<QCheckBox>;
extern template class Wrapping<QRadioButton>;

using PushButton = Wrapping<QPushButton>;
using CheckBox = Wrapping<QCheckBox>;
using RadioButton = Wrapping<QRadioButton>;

} // namespace indaro::ui::kit
