// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/translations.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

/// Our own texts stand under one context, whichever class they are in, so that each is translated once;
/// what is not there is Qt's own (file dialog, context menus) and stands under Qt's contexts.
/// translations/update_ts.py writes the catalogues so.
constexpr const char *OurContext = "indaro";

QString find(const QTranslator &catalogue, const char *context, const char *source, int n)
{
    const QString ours = catalogue.translate(OurContext, source, nullptr, n);
    return ours.isEmpty() ? catalogue.translate(context, source, nullptr, n) : ours;
}

} // namespace

class Translations::Catalogue final : public QTranslator
{
public:
    Catalogue(const QString &folder, Language language) : m_isKirundi(language == Language::Kirundi)
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
        if (m_hasEnglish)
            return find(m_english, context, source, n);
        if (m_isKirundi) {
            const QString reviewed = find(m_reviewed, context, source, n);
            if (!reviewed.isEmpty())
                return reviewed;
        }
        const QString french = find(m_french, context, source, n);
        if (!m_isKirundi)
            return french;
        const QString draft = find(m_draft, context, source, n);
        if (draft.isEmpty() || draft == french)
            return french;
        const QString marked = draft + UnreviewedMark;
        if (french.isEmpty())
            return marked;
        // Only a sentence may take two lines: a button or a menu has one.
        const bool isSentence = QLatin1StringView(source).endsWith('.'_L1);
        return marked + (isSentence && draft.size() + french.size() > 60 ? u"\n"_s : u" · "_s) + french;
    }

private:
    bool m_isKirundi;
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
    static constexpr const char *Locales[] = {"fr_BI", "rn_BI", "en_GB"};
    QLocale::setDefault(QLocale(QString::fromLatin1(Locales[static_cast<std::size_t>(language)])));
    if (m_catalogue)
        QCoreApplication::removeTranslator(m_catalogue.get());
    m_catalogue.reset();
    m_catalogue = std::make_unique<Catalogue>(m_folder, language);
    QCoreApplication::installTranslator(m_catalogue.get());
    Q_EMIT languageChanged();
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
