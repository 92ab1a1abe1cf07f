// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_texts.h"

#include "ui/forms/label_markup.h"
#include "ui/forms/partial_dates.h"
#include "ui/kit/date_text.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"

#include <QtCore/QRegularExpression>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

const FormLanguage *findAny(const FormDefinition &definition, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const FormLanguage *language = definition.findLanguage(name))
            return language;
    }
    return nullptr;
}

bool isWrittenFromRight(const FormLanguage &language)
{
    static const QStringList Codes = {u"ar"_s, u"dv"_s, u"fa"_s, u"he"_s, u"ku"_s, u"ps"_s, u"sd"_s, u"ur"_s, u"yi"_s};
    const QString code = language.code.isEmpty() ? language.name : language.code;
    return Codes.contains(code.left(2).toLower()) && (code.size() == 2 || code.at(2) == u'-' || code.at(2) == u'_');
}

constexpr QChar RightToLeftIsolate(0x2067);
constexpr QChar EndOfIsolate(0x2069);

/// The other language of the form stands in for French: its words are the second line already.
bool isSaidTwice(const Bilingual &text)
{
    return text.french.mark == Line::Mark::Borrowed && text.french.text == text.kirundi.text;
}

} // namespace

FormTexts::FormTexts(const FormInstance &instance, ChoiceOverlay overlay)
    : m_instance(instance), m_overlay(std::move(overlay))
{
    const FormDefinition &definition = instance.definition();
    const auto &languages = definition.languages();
    const FormLanguage *first = findAny(definition, {"fr"_L1, "french"_L1, "français"_L1});
    const FormLanguage *second = findAny(definition, {"rn"_L1, "kirundi"_L1, "ikirundi"_L1});
    m_hasFrench = first != nullptr;
    m_hasKirundi = second != nullptr;
    if (first == nullptr)
        first = definition.findLanguage(definition.settings().defaultLanguage);
    if (first == nullptr || first == second) {
        const auto other =
            std::find_if(languages.begin(), languages.end(), [second](const auto &each) { return &each != second; });
        first = other != languages.end() ? &*other : second;
    }
    if (first != nullptr)
        m_first = *first;
    if (second == nullptr) {
        const auto other = std::find_if(languages.begin(), languages.end(),
                                        [this](const auto &each) { return each.header != m_first.header; });
        second = other != languages.end() ? &*other : nullptr;
    }
    m_hasSecond = second != nullptr;
    if (second != nullptr)
        m_second = *second;
}

Line FormTexts::lineOf(const QString &path, const LocalizedText &text, const FormLanguage &language) const
{
    Line line;
    line.text = text.text(language.header);
    line.isRightToLeft = isWrittenFromRight(language) || line.text.isRightToLeft();
    if (!line.text.contains("${"_L1))
        return line;
    static const QRegularExpression Reference(u"\\$\\{[^}]*\\}"_s);
    QString filled;
    qsizetype last = 0;
    auto matches = Reference.globalMatch(line.text);
    while (matches.hasNext()) { // an answer with a star or a "<" in it is no markup
        const auto match = matches.next();
        filled += line.text.mid(last, match.capturedStart() - last);
        filled += shielded(m_instance.fillReferences(path, match.captured()));
        last = match.capturedEnd();
    }
    line.text = filled + line.text.mid(last);
    return line;
}

Bilingual FormTexts::resolve(const QString &path, const LocalizedText &text, const QString &kirundiStatus) const
{
    if (text.isEmpty())
        return {};
    Bilingual both{lineOf(path, text, m_first), m_hasSecond ? lineOf(path, text, m_second) : Line{}};
    if (both.french.text.isEmpty()) {
        const auto &all = text.byLanguage;
        const auto any = std::find_if(all.cbegin(), all.cend(), [](const QString &each) { return !each.isEmpty(); });
        if (any != all.cend())
            both.french = lineOf(path, text, {any.key(), {}, {}});
        both.french.mark = Line::Mark::Borrowed;
    } else if (!m_hasFrench) {
        both.french.mark = Line::Mark::Borrowed;
    }
    if (both.kirundi.text.isEmpty())
        both.kirundi.mark = Line::Mark::Missing;
    else if (!m_hasKirundi)
        both.kirundi.mark = Line::Mark::Borrowed;
    else if (!kirundiStatus.startsWith("attested"_L1))
        both.kirundi.mark = Line::Mark::Unreviewed;
    return both;
}

Bilingual FormTexts::label(const QString &path, const FormItem &item) const
{
    return resolve(path, item.label, item.extra.value(u"indaro::kirundi_status"_s));
}

Bilingual FormTexts::hint(const QString &path, const FormItem &item) const
{
    return resolve(path, item.hint, item.extra.value(u"indaro::kirundi_hint_status"_s));
}

Bilingual FormTexts::guidance(const QString &path, const FormItem &item) const
{
    return resolve(path, item.guidanceHint, item.extra.value(u"indaro::kirundi_hint_status"_s));
}

Bilingual FormTexts::constraintMessage(const QString &path, const FormItem &item) const
{
    return resolve(path, item.constraintMessage, item.extra.value(u"indaro::kirundi_message_status"_s));
}

Bilingual FormTexts::requiredMessage(const QString &path, const FormItem &item) const
{
    return resolve(path, item.requiredMessage, item.extra.value(u"indaro::kirundi_hint_status"_s));
}

Bilingual FormTexts::choice(const QString &path, const FormItem &item, const Choice &choice) const
{
    Bilingual both = resolve(path, choice.label, choice.extra.value(u"indaro::kirundi_status"_s));
    if (both.isEmpty())
        both.french = {shielded(choice.name), Line::Mark::Borrowed, false};
    if (both.french.mark == Line::Mark::Borrowed) {
        if (const auto *label = m_overlay.find(item.listName, choice.name))
            both.french = {label->text, label->isDraft ? Line::Mark::Unreviewed : Line::Mark::None, false};
    }
    if (both.kirundi.text.isEmpty())
        both.kirundi.mark = Line::Mark::Missing;
    return both;
}

QString FormTexts::answer(const QString &path, const FormItem &item, const QString &value,
                          const std::optional<base::Missing> &missing) const
{
    if (missing)
        return kit::missingText(*missing);
    if (value.isEmpty())
        return u"—"_s;
    const auto *list = item.listName.isEmpty() ? nullptr : m_instance.definition().findChoiceList(item.listName);
    if (list == nullptr)
        return item.type == QuestionType::Date ? shownDateAnswer(value, datePrecision(item)) : kit::dateText(value);
    const bool isOne = item.type == QuestionType::SelectOne;
    QStringList words;
    for (const QString &code : isOne ? QStringList{value} : value.split(u' ', Qt::SkipEmptyParts)) {
        const Choice *found = list->findChoice(code);
        words << (found != nullptr ? plain(choice(path, item, *found)) : code);
    }
    return words.join(u", "_s);
}

QString FormTexts::mediaName(const LocalizedText &names) const
{
    for (const QString &header : {m_first.header, m_second.header}) {
        if (const QString name = names.text(header); !name.isEmpty())
            return name;
    }
    return names.textOrFallback({});
}

QString FormTexts::html(const Bilingual &text, bool isStrong) const
{
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    // Where a form has neither language each question says so, but not again its hint and every choice.
    const bool saysMissing = isStrong || m_hasFrench || m_hasKirundi;
    const auto line = [&](const Line &l, const QString &style) {
        QString out = markupToHtml(l.text);
        if (l.mark == Line::Mark::Unreviewed)
            out += kit::UnreviewedMark;
        if (saysMissing && (l.mark == Line::Mark::Borrowed || l.mark == Line::Mark::Missing))
            out += u" <i style='color:%1'>[%2]</i>"_s.arg(colors.warningText.name(), tr("to be translated").toHtmlEscaped());
        const QString direction = l.isRightToLeft ? u" dir='rtl'"_s : QString();
        return QString(u"<div style='"_s + style + u'\'' + direction + u'>' + out + u"</div>"_s); // the text may hold a "%1"
    };
    const bool isFrenchLarge = m_large == LargeLanguage::French;
    const bool isKirundiMissing = text.kirundi.mark == Line::Mark::Missing;
    if (isSaidTwice(text) || (text.french.mark == Line::Mark::Borrowed && isKirundiMissing)) // one mark says both
        return line(text.french, isStrong ? u"font-weight:600;"_s : QString());
    return line(isFrenchLarge ? text.french : text.kirundi, isStrong ? u"font-weight:600;"_s : QString()) +
           line(isFrenchLarge ? text.kirundi : text.french, u"color:"_s + colors.muted.name());
}

QString FormTexts::plain(const Bilingual &text) const
{
    const auto line = [](const Line &l) {
        if (l.mark == Line::Mark::Missing)
            return QString(u'[' + tr("to be translated") + u']');
        QString words = markupToPlain(l.text);
        if (l.mark == Line::Mark::Unreviewed)
            words += kit::UnreviewedMark;
        return l.isRightToLeft ? RightToLeftIsolate + words + EndOfIsolate : words;
    };
    if (isSaidTwice(text))
        return line(text.kirundi) + u" · "_s + line(Line{{}, Line::Mark::Missing, false});
    const bool isFrenchLarge = m_large == LargeLanguage::French;
    return line(isFrenchLarge ? text.french : text.kirundi) + u" · "_s + line(isFrenchLarge ? text.kirundi : text.french);
}

QString FormTexts::stamp() const
{
    return plain({Line(), Line{{}, Line::Mark::Missing, false}});
}

QString FormTexts::largeLine(const Bilingual &text) const
{
    const Line &large = m_large == LargeLanguage::French || text.kirundi.text.isEmpty() ? text.french : text.kirundi;
    const QString words = markupToPlain(large.text);
    return large.mark == Line::Mark::Unreviewed ? words + kit::UnreviewedMark : words;
}

} // namespace indaro::ui::forms
