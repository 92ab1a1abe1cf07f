// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <cstdint>

namespace indaro::ui::roads {

/// What to do, drawn: for people who do not read every sentence. Follows the theme, sharp at any scale.
class Picture final : public QWidget
{
    Q_OBJECT
public:
    enum class Scene : std::uint8_t {
        NewToStick,   ///< the new laptop writes onto the stick
        StickToAdmin, ///< the stick goes into the administrator's laptop
        ReadAtNew,    ///< one reads at the new laptop, one types at the administrator's
        AdminToStick, ///< the administrator's laptop writes onto the stick
        StickToNew,
        ReadAtAdmin, ///< the other way round
        Together,    ///< both belong to the house
        Lost         ///< a laptop outside, its way in crossed out
    };
    explicit Picture(QWidget *parent = nullptr);
    void setScene(Scene scene);
    [[nodiscard]] Scene scene() const noexcept { return m_scene; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Scene m_scene = Scene::NewToStick;
};

} // namespace indaro::ui::roads
