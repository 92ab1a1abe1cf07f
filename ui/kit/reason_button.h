// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "ui/kit/theme.h"

#include <QtWidgets/QToolButton>

#include <optional>

namespace indaro::ui::kit {

/// "Refused to answer", "Does not know", "Not asked", "Interview stopped" in the current language.
[[nodiscard]] QString missingText(base::Missing reason);

/// Stands beside an editor and says why there is no answer, with the menu to say so. The only one of its kind: questions
/// of an interview and fields of a file use it. Chosen reasons are told and not shown before setReason().
class ReasonButton final : public QToolButton
{
    Q_OBJECT
public:
    enum class Place {
        Interview, ///< in words, with "stopped"; the menu shows Alt+1 … Alt+4, which the form acts on
        Register   ///< a "?" while there is no reason; in the order of Tab
    };
    ReasonButton(Place place, QWidget *parent);
    void setReason(std::optional<base::Missing> reason);
    [[nodiscard]] std::optional<base::Missing> reason() const noexcept { return m_reason; }

Q_SIGNALS:
    void reasonChosen(indaro::base::Missing reason);
    /// Neither an answer nor a reason.
    void clearChosen();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showReason();
    Place m_place;
    std::optional<base::Missing> m_reason;
    ThemeKind m_theme = currentTheme(); ///< whose colours it was painted with
};

} // namespace indaro::ui::kit
