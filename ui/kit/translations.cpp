// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QMutex>
#include <QtCore/QRegularExpression>
#include <QtCore/QTranslator>

#include <algorithm>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

/// Our own texts stand under one context, whichever class they are in, so that each is translated once;
/// what is not there is Qt's own (file dialog, context menus) and stands under Qt's contexts.
/// translations/update_ts.py writes the catalogues so.
constexpr const char *OurContext = "indaro";

QString lookUp(const QTranslator &catalogue, const char *context, const char *source, int n)
{
    const QString ours = catalogue.translate(OurContext, source, nullptr, n);
    return ours.isEmpty() ? catalogue.translate(context, source, nullptr, n) : ours;
}

} // namespace

class Translations::Catalogue final : public QTranslator
{
public:
    Catalogue(const QString &folder, Language language, QHash<QString, QString> corrections, bool isRecording)
        : m_isKirundi(language == Language::Kirundi), m_isRecording(isRecording), m_corrections(std::move(corrections))
    {
        if (language == Language::English) { // of what counts something, its two forms; all else stands in the source
            m_hasEnglish = m_english.load(u"indaro_en.qm"_s, folder);
            return;
        }
        // A missing catalogue is no error: the next language in the order stands in.
        m_hasFrench = m_french.load(u"indaro_fr.qm"_s, folder);
        if (m_isKirundi) {
            m_hasReviewed = m_reviewed.load(u"indaro_rn_reviewed.qm"_s, folder);
            m_hasDraft = m_draft.load(u"indaro_rn.qm"_s, folder);
        }
    }

    [[nodiscard]] bool isEmpty() const override { return !m_hasEnglish && !m_hasFrench && !m_hasReviewed && !m_hasDraft; }

    [[nodiscard]] QString translate(const char *context, const char *source, const char * /*disambiguation*/,
                                    int n) const override
    {
        const QString text = find(context, source, n);
        if (m_isRecording) {
            const QString english = QString::fromUtf8(source);
            const QMutexLocker lock(&m_mutex); // papers are laid out beside the screens
            m_seen.insert(text.isEmpty() ? english : text, english);
        }
        return text;
    }

    /// By what stands on the screen before anything is put in.
    [[nodiscard]] QHash<QString, QString> seen() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_seen;
    }

private:
    [[nodiscard]] QString find(const char *context, const char *source, int n) const
    {
        if (m_hasEnglish)
            return lookUp(m_english, context, source, n);
        if (m_isKirundi) {
            const QString reviewed = lookUp(m_reviewed, context, source, n);
            if (!reviewed.isEmpty())
                return reviewed;
        }
        const QString french = lookUp(m_french, context, source, n);
        if (!m_isKirundi)
            return french;
        const QString draft = draftOf(context, source, n);
        if (draft.isEmpty() || draft == french)
            return french;
        const QString marked = draft + UnreviewedMark;
        if (french.isEmpty())
            return marked;
        // Only a sentence may take two lines: a button or a menu has one.
        const bool isSentence = QLatin1StringView(source).endsWith('.'_L1);
        return marked + (isSentence && draft.size() + french.size() > 60 ? u"\n"_s : u" · "_s) + french;
    }

    [[nodiscard]] QString draftOf(const char *context, const char *source, int n) const
    {
        if (!m_corrections.isEmpty()) {
            if (const auto found = m_corrections.constFind(QString::fromUtf8(source)); found != m_corrections.cend())
                return n < 0 ? *found : found->section(u"||"_s, n == 1 ? 0 : -1, n == 1 ? 0 : -1);
        }
        return lookUp(m_draft, context, source, n);
    }

    bool m_isKirundi, m_isRecording;
    QHash<QString, QString> m_corrections;
    mutable QMutex m_mutex;
    mutable QHash<QString, QString> m_seen;
    bool m_hasEnglish = false, m_hasFrench = false, m_hasReviewed = false, m_hasDraft = false;
    QTranslator m_english, m_french, m_reviewed, m_draft;
};

Translations::Translations(QString folder, QObject *parent) : QObject(parent), m_folder(std::move(folder)) {}

Translations::~Translations()
{
    if (m_catalogue)
        QCoreApplication::removeTranslator(m_catalogue.get());
}

void Translations::setLanguage(Language language)
{
    m_language = language;
    install();
}

void Translations::setCorrections(QHash<QString, QString> corrections)
{
    if (corrections == m_corrections)
        return;
    m_corrections = std::move(corrections);
    install();
}

void Translations::setRecording(bool isRecording)
{
    if (isRecording == m_isRecording)
        return;
    m_isRecording = isRecording;
    install();
}

void Translations::install()
{
    const Language language = m_language;
    static constexpr const char *Locales[] = {"fr_BI", "rn_BI", "en_GB"};
    QLocale::setDefault(QLocale(QString::fromLatin1(Locales[static_cast<std::size_t>(language)])));
    if (m_catalogue)
        QCoreApplication::removeTranslator(m_catalogue.get());
    m_catalogue.reset();
    m_catalogue = std::make_unique<Catalogue>(m_folder, language, m_corrections, m_isRecording);
    QCoreApplication::installTranslator(m_catalogue.get());
    Q_EMIT languageChanged();
}

TextsOf::TextsOf(Language language, const QString &folder)
    : m_catalogue(std::make_unique<Translations::Catalogue>(folder, language, QHash<QString, QString>(), false))
{
}

TextsOf::~TextsOf() = default;

QString TextsOf::of(const QString &english) const
{
    QString text = m_catalogue->translate(OurContext, english.toUtf8().constData(), nullptr, -1);
    if (text.isEmpty())
        text = english;
    return text.remove(u'&');
}

QStringList Translations::sourcesOf(const QStringList &shown) const
{
    QStringList found;
    if (!m_catalogue || !m_isRecording)
        return found;
    // Buttons part long texts into lines, and a draft from its French.
    const auto plain = [](QString text) { return text.remove(u'&').replace(u" · "_s, u" "_s).simplified(); };
    const QHash<QString, QString> seen = m_catalogue->seen();
    QHash<QString, QString> whole;
    std::vector<std::pair<QRegularExpression, QString>> patterns;
    static const QRegularExpression holder(u"%(?:L?[0-9]|n)"_s);
    for (auto one = seen.cbegin(); one != seen.cend(); ++one) {
        const QString text = plain(one.key());
        if (!text.contains(holder)) {
            whole.insert(text, one.value());
            continue;
        }
        const QStringList parts = text.split(holder);
        // "%1: %2" fits everything and says nothing.
        if (std::none_of(parts.begin(), parts.end(), [](const QString &part) {
                return std::any_of(part.begin(), part.end(), [](QChar letter) { return letter.isLetter(); });
            }))
            continue;
        QStringList escaped;
        for (const QString &part : parts)
            escaped.append(QRegularExpression::escape(part));
        const QString pattern = escaped.join(u".*"_s);
        patterns.emplace_back(
            QRegularExpression(QRegularExpression::anchoredPattern(pattern), QRegularExpression::DotMatchesEverythingOption),
            one.value());
    }
    for (const QString &raw : shown) {
        const QString text = plain(raw);
        QString source = whole.value(text);
        for (std::size_t i = 0; source.isEmpty() && !text.isEmpty() && i < patterns.size(); ++i) {
            if (patterns[i].first.match(text).hasMatch())
                source = patterns[i].second;
        }
        if (!source.isEmpty() && !found.contains(source))
            found.append(source);
    }
    return found;
}

QString Translations::code(Language language)
{
    static constexpr const char *Codes[] = {"fr", "rn", "en"};
    return QString::fromLatin1(Codes[static_cast<std::size_t>(language)]);
}

Language Translations::fromCode(const QString &code)
{
    return code == u"rn" ? Language::Kirundi : code == u"en" ? Language::English : Language::French;
}

QString Translations::nativeName(Language language)
{
    switch (language) {
    case Language::French:
        return u"Français"_s;
    case Language::Kirundi:
        return u"Ikirundi"_s;
    case Language::English:
        return u"English"_s;
    }
    return {};
}

} // namespace indaro::ui::kit
