// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_texts.h"

#include "ui/kit/theme.h"
#include "ui/kit/translations.h"

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

QString findHeader(const FormDefinition &definition, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const FormLanguage *language = definition.findLanguage(name))
            return language->header;
    }
    return {};
}

} // namespace

FormTexts::FormTexts(const FormInstance &instance, ChoiceOverlay overlay)
    : m_instance(instance), m_overlay(std::move(overlay)),
      m_frenchHeader(findHeader(instance.definition(), {"fr"_L1, "french"_L1, "français"_L1})),
      m_kirundiHeader(findHeader(instance.definition(), {"rn"_L1, "kirundi"_L1, "ikirundi"_L1}))
{
}

Bilingual FormTexts::resolve(const QString &path, const LocalizedText &text, const QString &kirundiStatus) const
{
    if (text.isEmpty())
        return {};
    Bilingual both;
    if (!m_frenchHeader.isEmpty())
        both.french.text = m_instance.textOf(path, text, m_frenchHeader);
    if (!m_kirundiHeader.isEmpty())
        both.kirundi.text = m_instance.textOf(path, text, m_kirundiHeader);
    if (both.french.text.isEmpty()) {
        both.french.text = m_instance.fillReferences(path, text.textOrFallback(m_frenchHeader));
        both.french.mark = Line::Mark::Borrowed;
    }
    if (both.kirundi.text.isEmpty())
        both.kirundi.mark = Line::Mark::Missing;
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

Bilingual FormTexts::choice(const QString &path, const FormItem &item, const Choice &choice) const
{
    Bilingual both = resolve(path, choice.label, choice.extra.value(u"indaro::kirundi_status"_s));
    if (both.isEmpty())
        both.french = {choice.name, Line::Mark::Borrowed};
    if (both.french.mark == Line::Mark::Borrowed) {
        if (const auto *label = m_overlay.find(item.listName, choice.name))
            both.french = {label->text, label->isDraft ? Line::Mark::Unreviewed : Line::Mark::None};
    }
    if (both.kirundi.text.isEmpty())
        both.kirundi.mark = Line::Mark::Missing;
    return both;
}

QString FormTexts::html(const Bilingual &text, bool isStrong) const
{
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    const auto line = [&](const Line &l) {
        QString out = l.text.toHtmlEscaped().replace(u'\n', "<br>"_L1);
        if (l.mark == Line::Mark::Unreviewed)
            out += kit::UnreviewedMark;
        if (l.mark == Line::Mark::Borrowed || l.mark == Line::Mark::Missing)
            out += u" <i style='color:%1'>[%2]</i>"_s.arg(colors.warningText.name(), tr("to be translated").toHtmlEscaped());
        return out;
    };
    const bool isFrenchLarge = m_large == LargeLanguage::French;
    const QString large = line(isFrenchLarge ? text.french : text.kirundi);
    const QString small = line(isFrenchLarge ? text.kirundi : text.french);
    const QString weight = isStrong ? u"font-weight:600;"_s : QString();
    return u"<div style='%1'>%2</div><div style='color:%3'>%4</div>"_s.arg(weight, large, colors.muted.name(), small);
}

QString FormTexts::plain(const Bilingual &text) const
{
    const auto line = [](const Line &l) {
        return l.mark == Line::Mark::Missing      ? u"[%1]"_s.arg(tr("to be translated"))
               : l.mark == Line::Mark::Unreviewed ? l.text + kit::UnreviewedMark
                                                  : l.text;
    };
    const bool isFrenchLarge = m_large == LargeLanguage::French;
    return line(isFrenchLarge ? text.french : text.kirundi) + u" · "_s + line(isFrenchLarge ? text.kirundi : text.french);
}

QString FormTexts::largeLine(const Bilingual &text) const
{
    const Line &large = m_large == LargeLanguage::French || text.kirundi.text.isEmpty() ? text.french : text.kirundi;
    return large.mark == Line::Mark::Unreviewed ? large.text + kit::UnreviewedMark : large.text;
}

} // namespace indaro::ui::forms
