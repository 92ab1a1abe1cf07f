// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/consent_texts.h"

#include "core/casework/people/queries.h"
#include "core/documents/document.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/pages/intake/form_library.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString partsJoined(QStringList parts, const QString &between)
{
    parts.removeAll(QString());
    return parts.join(between);
}

/// The interview stores it by this name.
constexpr auto kCopyOutside = "copy_outside"_L1;

constexpr qsizetype MostOfAnswer = 60; ///< characters, to know it again by

/// The words of the questions these answers belong to, of forms that came with the program.
std::map<QString, QMap<QString, QString>> questionsOf(const std::vector<casework::Withholdable> &items)
{
    std::map<QString, QMap<QString, QString>> questions;
    for (const casework::Withholdable &item : items) {
        const FormEntry *form = item.path.isEmpty() ? nullptr : findForm(shippedForms(), item.formId);
        if (form == nullptr || form->definition == nullptr)
            continue;
        const auto &all = form->definition->items();
        const auto asked = std::ranges::find(all, item.path, &indaro::forms::FormItem::path);
        if (asked == all.end())
            continue;
        for (const indaro::forms::FormLanguage &language : form->definition->languages())
            questions[item.code].insert(language.code, asked->label.text(language.header));
    }
    return questions;
}

/// What a paper form is called; nothing: the kind says it.
QString paperTitle(const QString &form, const QString &language)
{
    const auto paper = form.isEmpty() ? base::Result<documents::Template>(base::Error(base::Errc::FileNotFound))
                                      : documents::loadBuiltinTemplate(form);
    if (!paper)
        return {};
    const documents::Label &title = paper->parts.first().title;
    return language == "en"_L1 ? title.english : title.french;
}

QString knownBy(const QString &text)
{
    return text.size() <= MostOfAnswer ? text : text.left(MostOfAnswer) + u'…';
}

bool isUseOfHouse(const QString &purpose)
{
    return purpose == kCopyOutside || model::CodeList::byName(u"consent_use"_s).find(purpose) != nullptr;
}

} // namespace

base::Result<ConsentsOfPerson> loadConsentsOfPerson(casework::Desk &desk, sync::RecordId person)
{
    ConsentsOfPerson whole{.person = person};
    INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, model::fields::case_file::Table, person));
    whole.displayName = file.text(model::fields::case_file::DisplayName);
    whole.caseCode = file.text(model::fields::case_file::CaseCode);
    INDARO_TRY_ASSIGN(whole.facts, casework::loadConsentFacts(desk, person));
    INDARO_TRY_ASSIGN(whole.sent, casework::listSentOf(desk, person));
    INDARO_TRY_ASSIGN(whole.letters, casework::listLettersOf(desk, person));
    INDARO_TRY_ASSIGN(whole.withholdable, casework::listWithholdable(desk, person));
    whole.questions = questionsOf(whole.withholdable);
    INDARO_TRY_ASSIGN(whole.house, casework::loadHouse(desk));
    return whole;
}

std::vector<const casework::RecordedConsent *> ConsentsOfPerson::standing() const
{
    std::vector<const casework::RecordedConsent *> holding;
    for (const auto *all : {&facts.consents, &facts.uses}) {
        for (const casework::RecordedConsent &consent : *all) {
            if (consent.decision == "yes"_L1 && consent.withdrawnOn.isEmpty())
                holding.push_back(&consent);
        }
    }
    return holding;
}

std::vector<casework::SentItem> ConsentsOfPerson::sentUnder(const std::vector<sync::RecordId> &consents) const
{
    std::vector<casework::SentItem> under;
    for (const casework::SentItem &item : sent) {
        const auto isUnder = [&](const casework::RecordedConsent &consent) {
            return std::ranges::find(consents, consent.id) != consents.end() && casework::isAbout(consent, item);
        };
        if (std::ranges::any_of(facts.consents, isUnder) || std::ranges::any_of(facts.uses, isUnder))
            under.push_back(item);
    }
    return under;
}

QString ConsentTexts::receiver(const casework::Receiver &receiver, const QString &language)
{
    const QString kind =
        receiver.kind.isEmpty() ? QString() : models::codeLabel(u"consent_recipient"_s, receiver.kind, language);
    if (receiver.name.isEmpty() || receiver.name == receiver.kind)
        return kind;
    return kind.isEmpty() ? receiver.name : tr("%1 (%2)").arg(receiver.name, kind);
}

QString ConsentTexts::purpose(const casework::RecordedConsent &consent, const QString &language)
{
    const QString words = purposeWords(consent.purpose, language);
    const bool isOfHouse = isUseOfHouse(consent.purpose);
    const bool isNamed = !isOfHouse && !consent.recipient.isEmpty() && !consent.purpose.endsWith(consent.recipient);
    return isNamed ? tr("%1: %2").arg(words, consent.recipient) : words;
}

QString ConsentTexts::purposeWords(const QString &purpose, const QString &language)
{
    if (!isUseOfHouse(purpose))
        return models::codeLabel(u"consent_purpose"_s, purpose, language);
    return models::codeLabel(u"consent_use"_s, purpose == kCopyOutside ? u"sealed_copy"_s : purpose, language);
}

QString ConsentTexts::standing(casework::ConsentStanding standing)
{
    using casework::ConsentStanding;
    switch (standing) {
    case ConsentStanding::Given:
        return tr("agreed");
    case ConsentStanding::Refused:
        return tr("answered no");
    case ConsentStanding::Undecided:
        return tr("not decided yet");
    case ConsentStanding::Withdrawn:
        return tr("taken back");
    case ConsentStanding::Expired:
        return tr("no longer valid");
    }
    return {};
}

QString ConsentTexts::how(const casework::RecordedConsent &consent, const QString &language)
{
    const auto code = [&](const char16_t *list, const QString &value) {
        return value.isEmpty() ? QString() : models::codeLabel(QString::fromUtf16(list), value, language);
    };
    return partsJoined({code(u"consent_given_by", consent.givenBy), consent.giverLink,
                        code(u"child_assent", consent.childAssent), code(u"consent_way", consent.givenHow), consent.witness,
                        code(u"consent_language", consent.language)},
                       u"  ·  "_s);
}

QString ConsentTexts::sent(const casework::SentItem &item, const QString &language)
{
    return partsJoined({kit::dateText(model::localDay(item.sentAt)), receiver(item.receiver, language),
                        models::codeLabel(u"disclosure_kind"_s, item.kind, language),
                        item.way.isEmpty() ? QString() : models::codeLabel(u"disclosure_way"_s, item.way, language),
                        item.serial, models::codeLabels(u"consent_data_group"_s, item.dataGroups.join(u' '), language),
                        item.way.isEmpty() ? paperTitle(item.what, language) : item.what},
                       u"  ·  "_s);
}

QString ConsentTexts::letter(const casework::WithdrawalLetter &letter, const QString &language)
{
    const QString state = !letter.printedAt ? tr("to be printed and handed over")
                          : letter.answer == "asked"_L1 || letter.answer.isEmpty()
                              ? tr("printed on %1, no answer yet").arg(kit::dateText(model::localDay(*letter.printedAt)))
                              : models::codeLabel(u"consent_withdrawn_answer"_s, letter.answer, language);
    return partsJoined({letter.serial, receiver(letter.receiver, language), state}, u"  ·  "_s);
}

QString ConsentTexts::told(casework::ConsentWhy why)
{
    if (why == casework::ConsentWhy::None)
        return {};
    if (why == casework::ConsentWhy::NotAsked)
        return tr("Written down. Nobody asked the person about this receiver yet: ask, and write the answer down.");
    return tr(
        "Written down. It was not agreed to, and the journal says so: talk about it with the person and the direction.");
}

QString ConsentTexts::withholdable(const casework::Withholdable &item, const ConsentsOfPerson &whole,
                                   const QString &language)
{
    if (!item.path.isEmpty()) {
        const auto found = whole.questions.find(item.code);
        const QString asked = found == whole.questions.end() ? QString() : found->second.value(language);
        const QString question = !asked.isEmpty() || found == whole.questions.end() ? asked : found->second.value(u"fr"_s);
        return tr("Answer: %1")
            .arg(
                partsJoined({question.isEmpty() ? item.path.section(u'/', -1) : question, knownBy(item.title)}, u"  ·  "_s));
    }
    if (item.field) {
        const QString label = models::fieldLabel(*item.field);
        return label.isEmpty() ? item.code : label;
    }
    if (item.table == 0)
        return item.title;
    const QString words =
        partsJoined({item.codes.isEmpty() ? QString() : models::codeLabels(item.list, item.codes, language),
                     knownBy(item.title), item.day.isEmpty() ? QString() : kit::dateText(item.day)},
                    u"  ·  "_s);
    return tr("%1: %2").arg(models::tableLabel(item.table), words);
}

QString ConsentTexts::toReadAloud(const casework::Receiver &receiver)
{
    // The words of the intake form; its Kirundi is not reviewed, so it stands with the French.
    const auto *kind = model::CodeList::byName(u"consent_recipient"_s).find(receiver.kind);
    const QString french = receiver.name.isEmpty() ? (kind == nullptr ? u"…"_s : kind->french) : receiver.name;
    const QString kirundi =
        receiver.name.isEmpty() ? (kind == nullptr || kind->kirundi.isEmpty() ? u"…"_s : kind->kirundi) : receiver.name;
    return u"Rien ne vous y oblige. Vous pouvez changer d’avis. Acceptez-vous que nous donnions vos informations : %1 ?\n"
           "° Ntimutegetswe. Murashobora guhindura iciyumviro. Muremera ko duha %2 amakuru yanyu?"_s.arg(french, kirundi);
}

} // namespace indaro::ui::pages
