// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/form_mapping.h"

#include <QHash>

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

std::optional<sync::Compartment> parseCompartment(const QString &text)
{
    if (text == "case"_L1)
        return sync::Compartment::Case;
    if (text == "identity"_L1)
        return sync::Compartment::Identity;
    if (text == "health"_L1)
        return sync::Compartment::Health;
    if (text == "perpetrator"_L1)
        return sync::Compartment::Perpetrator;
    return std::nullopt;
}

QString compartmentText(const forms::FormItem &item)
{
    return item.extra.value(u"indaro::compartment"_s).trimmed().toLower();
}

const QString ConsentPrefix = u"consent_"_s;

/// Relevant answers of questions outside repeats, by name.
QHash<QString, forms::NodeState> answersByName(const forms::FormInstance &instance)
{
    QHash<QString, forms::NodeState> answers;
    for (const forms::NodeState &node : instance.allStates()) {
        const forms::FormItem &item = instance.definition().item(node.item);
        if (item.isQuestion() && item.repeatDepth == 0 && node.relevant)
            answers.insert(item.name, node);
    }
    return answers;
}

/// Who speaks for a child, and what it says itself [domain.md 3.3].
struct ChildVoices
{
    QString givenBy{};
    QString link{};
    QString assent{};
    QString words{};
};

/// The words of the house, as the page of consents keeps them. "Other" stays that: what was written beside it may be a
/// name, which is kept as identity.
QString linkInWords(const forms::FormDefinition &definition, const QString &code)
{
    const forms::FormItem *item = definition.findByName(u"guardian_link"_s);
    const forms::ChoiceList *list = item == nullptr ? nullptr : definition.findChoiceList(item->listName);
    const forms::Choice *choice = list == nullptr ? nullptr : list->findChoice(code);
    const forms::FormLanguage *french = definition.findLanguage(u"fr"_s);
    return choice == nullptr ? code : choice->label.textOrFallback(french == nullptr ? QString() : french->header);
}

ChildVoices voicesOf(const forms::FormDefinition &definition, const QHash<QString, forms::NodeState> &answers)
{
    const auto answer = [&](QLatin1StringView name) { return answers.value(QString(name)).value; };
    if (answer("is_child"_L1) != "yes"_L1)
        return {.givenBy = u"person"_s};
    ChildVoices voices;
    const QString consent = answer("guardian_consent"_L1);
    const QString link = answer("guardian_link"_L1);
    if (answer("guardian_present"_L1) == "yes"_L1 && consent == "yes"_L1) {
        voices.givenBy = link == "authority"_L1 ? u"authority"_s : u"guardian"_s;
        voices.link = linkInWords(definition, link);
    } else if (answer("guardian_present"_L1) == "no"_L1 || !consent.isEmpty()) {
        voices.givenBy = u"person"_s; // a supervisor lets the interview go on, and stands in for no guardian
    }
    if (const QString assent = answer("child_assent"_L1); assent == "yes"_L1 || assent == "no"_L1)
        voices.assent = assent; // "later" is no answer yet
    voices.words = answer("child_assent_words"_L1);
    return voices;
}

} // namespace

sync::Compartment compartmentOf(const forms::FormDefinition &definition, const forms::FormItem &item)
{
    for (const forms::FormItem *at = &item;; at = &definition.item(at->parent)) {
        if (const auto own = parseCompartment(compartmentText(*at)))
            return *own;
        if (at->parent < 0)
            break;
    }
    const bool isOurs = std::any_of(definition.items().begin(), definition.items().end(),
                                    [](const forms::FormItem &any) { return !compartmentText(any).isEmpty(); });
    return isOurs ? sync::Compartment::Case : sync::Compartment::Identity;
}

AnswerDraft answerDraft(const forms::FormDefinition &definition, const forms::NodeState &node)
{
    const forms::FormItem &item = definition.item(node.item);
    return {node.path, forms::toString(item.type), node.answer == forms::AnswerState::Answered ? node.whole() : QString(),
            node.answer == forms::AnswerState::Missing ? node.missing : std::nullopt, compartmentOf(definition, item)};
}

std::vector<forms::StoredAnswer> restorable(const forms::FormDefinition &definition, const std::vector<SavedAnswer> &answers)
{
    std::vector<forms::StoredAnswer> restored;
    restored.reserve(answers.size());
    for (const SavedAnswer &answer : answers) {
        QString plain = answer.path;
        for (qsizetype open = plain.indexOf(u'['); open >= 0; open = plain.indexOf(u'['))
            plain.remove(open, plain.indexOf(u']', open) - open + 1);
        const forms::FormItem *item = definition.findByPath(plain);
        restored.push_back({answer.path, item != nullptr ? item->type : forms::QuestionType::Text,
                            answer.missing ? forms::AnswerState::Missing : forms::AnswerState::Answered, answer.missing,
                            answer.value, true});
    }
    return restored;
}

std::vector<ConsentDraft> consentsOf(const forms::FormInstance &instance)
{
    const auto answers = answersByName(instance);
    const ChildVoices voices = voicesOf(instance.definition(), answers);
    std::vector<ConsentDraft> consents;
    for (const forms::FormItem &item : instance.definition().items()) {
        if (item.type != forms::QuestionType::SelectOne || !item.isQuestion() || item.listName != "yes_no_later"_L1 ||
            !item.name.startsWith(ConsentPrefix))
            continue;
        const forms::NodeState decision = answers.value(item.name);
        ConsentDraft consent;
        consent.purpose = item.name.mid(ConsentPrefix.size());
        const bool isShared = consent.purpose.startsWith("share_"_L1); // its details are asked once for all bodies
        const auto own = [&](QLatin1StringView what) {
            const QString given = answers.value(item.name + u'_' + what).value;
            return given.isEmpty() && isShared ? answers.value(ConsentPrefix + "share_"_L1 + what).value : given;
        };
        const auto detail = [&](QLatin1StringView what) {
            const QString given = own(what);
            return given.isEmpty() ? answers.value(ConsentPrefix + what).value : given;
        };
        consent.missing = decision.missing;
        consent.decision = decision.missing ? QString() : decision.value;
        if (isShared)
            consent.recipient = consent.purpose.mid(6);
        if (const QString named = answers.value(u"consent_share_other_name"_s).value;
            consent.purpose == "share_other_ngo"_L1 && !named.isEmpty())
            consent.recipient = named;
        consent.explainedBy = detail("explained_by"_L1);
        consent.language = detail("language"_L1);
        consent.readAloud = detail("read_aloud"_L1);
        consent.givenHow = detail("way"_L1);
        // A witness belongs to the way it was given.
        consent.witness = own("way"_L1).isEmpty() ? detail("witness"_L1) : own("witness"_L1);
        consent.givenBy = voices.givenBy;
        consent.giverLink = voices.link;
        consent.childAssent = voices.assent;
        consent.assentWords = voices.words;
        consent.givenOn = answers.value(u"consent_date"_s).value;
        consent.expiresOn = own("expires"_L1);
        consent.withheld = own("withheld"_L1);
        consent.withdrawnOn = own("withdrawn_on"_L1);
        consents.push_back(std::move(consent));
    }
    return consents;
}

std::vector<std::pair<QString, QString>> registerAnswers(const forms::FormInstance &instance, sync::RecordId caseFile)
{
    const QString self = QString::fromStdString(caseFile.toText());
    const auto &items = instance.definition().items();
    QHash<QString, QString> estimated; // property → what was said, of dates that were an age
    for (const forms::NodeState &node : instance.allStates()) {
        if (!node.remark.isEmpty())
            estimated.insert(items[static_cast<std::size_t>(node.item)].saveTo, node.whole());
    }
    std::vector<std::pair<QString, QString>> answers;
    for (const forms::EntityAction &action : forms::entityActions(instance)) {
        const bool isNew = action.kind == forms::EntityAction::Kind::Create;
        if (action.repeatPath.isEmpty() && (isNew || action.id == self))
            answers.insert(answers.end(), action.properties.begin(), action.properties.end());
    }
    for (auto &[property, value] : answers)
        value = estimated.value(property, value);
    return answers;
}

} // namespace indaro::casework
