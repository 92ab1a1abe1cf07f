// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <cstdint>
#include <memory>

namespace indaro::ui::kit {

/// The languages of the screens. English is the source text.
enum class Language : std::uint8_t { French, Kirundi, English };

/// Switches the language of every screen at run time: installs the translators, sets QLocale's default
/// (fr_BI, rn_BI, en_GB; never the system's) and lets Qt send LanguageChange to all widgets. One per program,
/// GUI thread.
///
/// In Kirundi a text is shown, in this order: the reviewed Kirundi text alone; an unreviewed one marked and
/// together with the French ("Bika° · Enregistrer"), since a doubtful line never stands alone; the French;
/// the English source.
class Translations final : public QObject
{
    Q_OBJECT
public:
    /// `folder` holds indaro_fr.qm, indaro_rn.qm (unreviewed), indaro_rn_reviewed.qm and indaro_en.qm (what counts
    /// something); missing files are empty.
    explicit Translations(QString folder = QStringLiteral(":/indaro/i18n"), QObject *parent = nullptr);
    ~Translations() override;

    [[nodiscard]] Language language() const noexcept { return m_language; }
    void setLanguage(Language language);
    /// "fr", "rn", "en": what is kept in the settings.
    [[nodiscard]] static QString code(Language language);
    /// French for anything unknown.
    [[nodiscard]] static Language fromCode(const QString &code);
    /// In itself: Français, Ikirundi, English.
    [[nodiscard]] static QString nativeName(Language language);

Q_SIGNALS:
    /// After the texts have changed.
    void languageChanged();

private:
    class Catalogue;
    QString m_folder;
    Language m_language = Language::English;
    std::unique_ptr<Catalogue> m_catalogue;
};

/// Put after Kirundi that no native speaker has reviewed yet.
inline constexpr char16_t UnreviewedMark = u'°';

} // namespace indaro::ui::kit
