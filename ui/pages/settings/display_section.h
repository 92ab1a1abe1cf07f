// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/section.h"

#include <functional>

QT_BEGIN_NAMESPACE
class QPushButton;
class QRadioButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Language of the screens, light or dark.
class DisplaySection final : public Section
{
    Q_OBJECT
public:
    DisplaySection(const kit::PageContext &context, std::function<void(kit::ThemeKind)> themeChosen, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    QLabel *m_languageLabel, *m_themeLabel;
    QList<QRadioButton *> m_languages;
    QRadioButton *m_light, *m_dark;
    QPushButton *m_wording; ///< to the review of the Kirundi
};

/// What this program is, its licence, what it does not protect from.
class AboutSection final : public Section
{
    Q_OBJECT
public:
    AboutSection(const kit::PageContext &context, QWidget *parent);

protected:
    void retranslate() override;
};

} // namespace indaro::ui::pages
