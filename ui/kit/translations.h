// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStringList>

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
    /// Kirundi that somebody has corrected on this laptop, by the English text ("singular||plural" where something is
    /// counted): shown in place of the draft, still marked and with the French, since one reader is not a review.
    void setCorrections(QHash<QString, QString> corrections);
    /// Remembers from now on which text of the sources each text on the screen came from. Sends the language to all widgets
    /// anew, so that what is shown already is known too. Nothing of what is put into a text is remembered.
    void setRecording(bool isRecording);
    [[nodiscard]] bool isRecording() const noexcept { return m_isRecording; }
    /// The texts of the sources (English) that these texts on the screen came from, in their order, each once; what is not
    /// from a catalogue (a name, a note) is left out. Empty unless recording.
    [[nodiscard]] QStringList sourcesOf(const QStringList &shown) const;
    /// In itself: Français, Ikirundi, English.
    [[nodiscard]] static QString nativeName(Language language);

Q_SIGNALS:
    /// After the texts have changed.
    void languageChanged();

private:
    class Catalogue;
    friend class TextsOf;
    void install();
    QString m_folder;
    QHash<QString, QString> m_corrections;
    bool m_isRecording = false;
    Language m_language = Language::English;
    std::unique_ptr<Catalogue> m_catalogue;
};

/// What the screens say in one language, whichever they are in now: what a manual written in French calls a button. GUI
/// thread.
class TextsOf final
{
public:
    explicit TextsOf(Language language, const QString &folder = QStringLiteral(":/indaro/i18n"));
    ~TextsOf();
    TextsOf(const TextsOf &) = delete;
    TextsOf &operator=(const TextsOf &) = delete;
    /// The text for the English one, without the mark of a mnemonic; that one where it has no translation.
    [[nodiscard]] QString of(const QString &english) const;

private:
    std::unique_ptr<Translations::Catalogue> m_catalogue;
};

/// Put after Kirundi that no native speaker has reviewed yet.
inline constexpr char16_t UnreviewedMark = u'°';

} // namespace indaro::ui::kit
