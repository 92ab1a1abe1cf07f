// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/registry_texts.h"

#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using casework::AgeThen;
using casework::Element;
using casework::ElementState;

namespace {

QString listOf(Element element)
{
    switch (element) {
    case Element::Act:
        return u"trafficking_act"_s;
    case Element::Means:
        return u"trafficking_means"_s;
    case Element::Purpose:
        break;
    }
    return u"trafficking_purpose"_s;
}

QString placeOf(const casework::Record &leg, sync::FieldId place, sync::FieldId country, const QString &language)
{
    const QString code = leg.text(country);
    QStringList parts{leg.text(place), code.isEmpty() ? QString() : models::codeLabel(u"country"_s, code, language)};
    parts.removeAll(QString());
    return parts.isEmpty() ? u"?"_s : parts.join(u", "_s);
}

} // namespace

QStringList RegistryTexts::elements(const casework::Elements &elements, const QString &language)
{
    QStringList lines;
    for (const Element element : casework::AllElements) {
        const casework::ElementReading &reading = elements.of(element);
        const QString codes = models::codeLabels(listOf(element), reading.codes.join(u' '), language);
        QString said;
        switch (reading.state) {
        case ElementState::Present:
            said = codes;
            break;
        case ElementState::InWords:
            said = tr("told in words; no code is chosen yet");
            break;
        case ElementState::Missing:
            said = tr("nothing is written yet");
            break;
        case ElementState::NotNeeded:
            said = elements.ageThen == AgeThen::Child
                       ? tr("not needed: this person was a child then, and of a child the law asks for no means")
                       : tr("not needed: the age then is in doubt, and a doubt counts as a child, of whom the law asks for "
                            "no means");
            break;
        }
        switch (element) {
        case Element::Act:
            lines << tr("Act: %1").arg(said);
            break;
        case Element::Means:
            lines << tr("Means: %1").arg(said);
            break;
        case Element::Purpose:
            lines << tr("Purpose: %1").arg(said);
            break;
        }
    }
    return lines;
}

QString RegistryTexts::conclusion(const casework::Elements &elements)
{
    QStringList missing;
    for (const Element element : elements.missing()) {
        switch (element) {
        case Element::Act:
            missing << tr("the act");
            break;
        case Element::Means:
            missing << tr("the means");
            break;
        case Element::Purpose:
            missing << tr("the purpose");
            break;
        }
    }
    const QString said = missing.isEmpty() ? tr("What stands here has every element the law asks for.")
                                           : tr("Still to be written, or not there: %1.").arg(missing.join(u", "_s));
    return said + u' ' + tr("It is what the file holds and no finding: the house presumes, an authority identifies.");
}

QString RegistryTexts::age(const casework::Elements &elements)
{
    if (elements.agesContradict)
        return tr(
            "The age does not fit: an adult then, and a child today. One of the two is wrong; until it is settled, this "
            "person counts as a child.");
    if (!elements.isAgeMissing)
        return {};
    return elements.ageThen == AgeThen::Doubtful
               ? tr("How old this person was then is not known for sure. Write the age below as soon as it is.")
               : tr("This person is an adult today, and nobody has written how old she or he was then. Write the age below: "
                    "of "
                    "a child no means are needed.");
}

QString RegistryTexts::told(const casework::Elements &elements, const QString &language)
{
    QStringList said;
    for (const Element element : {Element::Means, Element::Purpose}) {
        const QStringList &codes = elements.of(element).told;
        if (!codes.isEmpty())
            said << models::codeLabels(listOf(element), codes.join(u' '), language);
    }
    if (said.isEmpty())
        return {};
    return tr("The episodes also speak of: %1. Tick it below where it is so.").arg(said.join(u", "_s));
}

QString RegistryTexts::current(const casework::StatusHistory &history, casework::StatusAuthor author,
                               const QString &language)
{
    const casework::StatusDecision *decision = history.current(author);
    const bool isHouse = author == casework::StatusAuthor::House;
    if (decision == nullptr)
        return isHouse ? tr("The house: nothing concluded yet") : tr("An authority: nothing decided yet");
    QStringList parts{models::codeLabel(u"trafficking_status"_s, QString(casework::toCode(*decision->status)), language),
                      kit::dateText(decision->decidedOn)};
    if (!isHouse && !decision->organ.isEmpty())
        parts << models::codeLabel(u"status_organ"_s, decision->organ, language);
    parts << decision->organName;
    parts.removeAll(QString());
    return (isHouse ? tr("The house: %1") : tr("An authority: %1")).arg(parts.join(u"  ·  "_s));
}

QStringList RegistryTexts::cells(const casework::StatusDecision &decision, const QString &language)
{
    const QString author = models::codeLabel(u"status_author"_s, QString(casework::toCode(decision.author)), language);
    const QString status =
        decision.status ? models::codeLabel(u"trafficking_status"_s, QString(casework::toCode(*decision.status)), language)
                        : tr("taken back");
    QStringList body{decision.author == casework::StatusAuthor::Authority && !decision.organ.isEmpty()
                         ? models::codeLabel(u"status_organ"_s, decision.organ, language)
                         : QString(),
                     decision.organName};
    body.removeAll(QString());
    const QString standing = decision.isWrong       ? tr("written down wrongly")
                             : decision.isTakenBack ? tr("says that the other never was")
                             : decision.isEvent     ? tr("recorded in the procedure")
                                                    : tr("holds");
    return {author, status, kit::dateText(decision.decidedOn), body.join(u", "_s), standing};
}

QString RegistryTexts::details(const casework::StatusDecision &decision)
{
    QStringList lines;
    if (!decision.reasons.isEmpty())
        lines << tr("Reasons: %1").arg(decision.reasons);
    if (!decision.reference.isEmpty())
        lines << tr("Reference: %1").arg(decision.reference);
    if (decision.recordedAt > 0)
        lines << tr("Written down on %1, by %2")
                     .arg(kit::dateTimeText(decision.recordedAt),
                          decision.recordedBy.isEmpty() ? tr("an account without a name") : decision.recordedBy);
    return lines.join(u'\n');
}

QString RegistryTexts::qualified(const casework::Qualification &one)
{
    if (one.isTakenBack)
        return tr("taken back");
    QStringList law;
    if (!one.offenceArticle.isEmpty())
        law << tr("art. %1").arg(one.offenceArticle);
    law << one.offenceWords;
    law.removeAll(QString());
    QString said = law.join(u": "_s);
    if (one.offence && !one.isOffenceVerified)
        said = tr("%1 (to be verified by a jurist)").arg(said);
    QStringList parts{said, one.words};
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

QString RegistryTexts::summary(const casework::Qualifications &all, const QString &language)
{
    const auto line = [&](const casework::Qualification &one) {
        return u"%1  ·  %2  ·  %3"_s.arg(qualified(one), kit::dateText(one.decidedOn),
                                         models::codeLabel(u"justice_authority"_s, one.authority, language));
    };
    if (all.initial() == nullptr)
        return tr("Nobody has qualified the facts yet. Write down the first qualification as soon as police or prosecution "
                  "name it: trafficking is easily written as abduction or theft.");
    if (!all.hasChanged())
        return tr("The first qualification still holds: %1").arg(line(*all.initial()));
    return tr("First: %1").arg(line(*all.initial())) + u'\n' + tr("Now: %1").arg(line(*all.current()));
}

QStringList RegistryTexts::cells(const casework::Qualification &one, const QString &language)
{
    QStringList body{models::codeLabel(u"justice_authority"_s, one.authority, language), one.authorityName};
    body.removeAll(QString());
    const QString standing = one.isWrong       ? tr("written down wrongly")
                             : one.isTakenBack ? tr("says that the other never was")
                                               : tr("holds");
    return {kit::dateText(one.decidedOn), qualified(one), body.join(u", "_s), standing};
}

QString RegistryTexts::details(const casework::Qualification &one)
{
    QStringList lines;
    if (!one.decidedBy.isEmpty())
        lines << tr("Decided by: %1").arg(one.decidedBy);
    if (!one.reference.isEmpty())
        lines << tr("Reference: %1").arg(one.reference);
    if (!one.note.isEmpty())
        lines << one.note;
    if (!one.person && one.traffickingCase)
        lines << tr("It is of the trafficking case, for all its persons.");
    if (one.recordedAt > 0)
        lines << tr("Written down on %1, by %2")
                     .arg(kit::dateTimeText(one.recordedAt),
                          one.recordedBy.isEmpty() ? tr("an account without a name") : one.recordedBy);
    return lines.join(u'\n');
}

QString RegistryTexts::leg(const casework::Record &leg, const QString &language)
{
    return u"%1 → %2"_s.arg(placeOf(leg, fields::route_leg::FromPlace, fields::route_leg::FromCountry, language),
                            placeOf(leg, fields::route_leg::ToPlace, fields::route_leg::ToCountry, language));
}

QString RegistryTexts::episode(const casework::Episode &episode, const QString &language)
{
    const QString began = casework::beganOn(episode);
    const QString type = episode.record.text(fields::episode::ExploitationType);
    QStringList parts{began.isEmpty() ? QString() : kit::dateText(began),
                      type.isEmpty() ? QString() : models::codeLabel(u"exploitation_type"_s, type, language),
                      episode.record.text(fields::episode::Place)};
    parts.removeAll(QString());
    return parts.isEmpty() ? tr("An episode of which nothing is written yet") : parts.join(u"  ·  "_s);
}

QString RegistryTexts::traffickingCase(const casework::TraffickingCaseLine &line)
{
    return line.title.isEmpty() ? line.number : u"%1  ·  %2"_s.arg(line.number, line.title);
}

} // namespace indaro::ui::pages
