// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/display_section.h"

#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

namespace indaro::ui::pages {

DisplaySection::DisplaySection(const kit::PageContext &context, std::function<void(kit::ThemeKind)> themeChosen,
                               QWidget *parent)
    : Section(context, parent), m_languageLabel(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_themeLabel(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_light(new kit::RadioButton),
      m_dark(new kit::RadioButton), m_wording(new kit::PushButton(this))
{
    m_rows->addWidget(m_languageLabel);
    auto *languages = new QWidget(this);
    auto *languageRows = new QVBoxLayout(languages);
    for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English}) {
        auto *choice = new kit::RadioButton(kit::Translations::nativeName(language), languages);
        connect(choice, &QRadioButton::clicked, this, [this, language] { m_context.translations->setLanguage(language); });
        languageRows->addWidget(choice);
        m_languages.append(choice);
    }
    m_rows->addWidget(languages);
    m_rows->addWidget(m_themeLabel);
    auto *themes = new QWidget(this);
    auto *themeRows = new QVBoxLayout(themes);
    themeRows->addWidget(m_light);
    themeRows->addWidget(m_dark);
    m_rows->addWidget(themes);
    kit::setButtonRole(m_wording, kit::ButtonRole::Quiet);
    m_rows->addWidget(m_wording, 0, Qt::AlignLeft);
    connect(m_wording, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(WordingPageId); });
    connect(m_light, &QRadioButton::clicked, this, [themeChosen] { themeChosen(kit::ThemeKind::Light); });
    connect(m_dark, &QRadioButton::clicked, this, [themeChosen] { themeChosen(kit::ThemeKind::Dark); });
    retranslate();
    refresh();
}

void DisplaySection::refresh()
{
    m_languages.at(static_cast<int>(m_context.translations->language()))->setChecked(true);
    (kit::currentTheme() == kit::ThemeKind::Dark ? m_dark : m_light)->setChecked(true);
}

void DisplaySection::retranslate()
{
    m_title->setText(tr("Language and display"));
    m_text->setText(tr("Kirundi that no native speaker has reviewed is marked ° and shown together with the French."));
    m_languageLabel->setText(tr("Language of the screens"));
    m_themeLabel->setText(tr("Colours"));
    m_light->setText(tr("Light"));
    m_dark->setText(tr("Dark"));
    m_wording->setText(tr("Review the Kirundi…"));
    refresh(); // the language may have been chosen in the header
}

AboutSection::AboutSection(const kit::PageContext &context, QWidget *parent) : Section(context, parent)
{
    retranslate();
}

void AboutSection::retranslate()
{
    m_title->setText(tr("Indaro %1").arg(QCoreApplication::applicationVersion()));
    m_text->setText(tr("Free software under the GNU General Public License, version 3 or later. It comes without any "
                       "warranty.\n\nIndaro protects what it stores against theft of the computer. It cannot protect "
                       "against a program that spies on an open session, a camera over the shoulder, or somebody who is "
                       "forced to unlock it.\n\nThe icons are from KDE Breeze (LGPL 3)."));
}

} // namespace indaro::ui::pages
