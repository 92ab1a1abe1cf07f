// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QComboBox>

namespace indaro::ui::kit {

/// A combo box that may be narrower than its entries. By itself one asks for the width of its longest entry, and an entry in
/// Kirundi and French together is wider than a small window at 200 %. Closed it says the French alone where the pair finds
/// no room (CutTextTips says both); its list is as wide as it needs. GUI thread.
class NarrowBox final : public QComboBox
{
    Q_OBJECT
public:
    /// `characters`: of the chosen entry, for which there is room at least.
    explicit NarrowBox(QWidget *parent = nullptr, int characters = 12);
    /// What stands in the closed box: the chosen entry, or its French alone.
    [[nodiscard]] QString shownText() const;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showPopup() override;
};

/// `parent` owns it.
[[nodiscard]] inline QComboBox *makeNarrowBox(QWidget *parent, int characters = 12)
{
    return new NarrowBox(parent, characters);
}

} // namespace indaro::ui::kit
