// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/consent_texts.h"

#include "core/casework/people/queries.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

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
        const bool isUnder = std::ranges::any_of(facts.consents, [&](const casework::RecordedConsent &consent) {
            return std::ranges::find(consents, consent.id) != consents.end() && casework::isAbout(consent, item);
        });
        if (isUnder)
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
                        models::codeLabel(u"disclosure_kind"_s, item.kind, language), item.serial,
                        models::codeLabels(u"consent_data_group"_s, item.dataGroups.join(u' '), language)},
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

QString ConsentTexts::withholdable(const casework::Withholdable &item)
{
    if (item.field) {
        const QString label = models::fieldLabel(*item.field);
        return label.isEmpty() ? item.code : label;
    }
    return item.table == 0 ? item.title : tr("%1: %2").arg(models::tableLabel(item.table), item.title);
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
