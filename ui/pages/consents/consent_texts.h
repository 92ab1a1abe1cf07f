// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consents.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/house.h"

#include <QCoreApplication>
#include <QMap>

#include <map>

namespace indaro::ui::pages {

/// Everything the page about consents shows of one person.
struct ConsentsOfPerson
{
    sync::RecordId person;
    QString displayName{};
    QString caseCode{};
    casework::ConsentFacts facts{};
    std::vector<casework::SentItem> sent{}; ///< newest first
    std::vector<casework::WithdrawalLetter> letters{};
    std::vector<casework::Withholdable> withholdable{};
    casework::HouseDetails house{};
    /// What the questions of these answers (casework::withheldAnswer) are called, by language ("fr").
    std::map<QString, QMap<QString, QString>> questions{};
    /// An agreement that holds and can be taken back.
    [[nodiscard]] std::vector<const casework::RecordedConsent *> standing() const;
    /// What those who were sent something by one of these acts have.
    [[nodiscard]] std::vector<casework::SentItem> sentUnder(const std::vector<sync::RecordId> &consents) const;
};
/// Store thread. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<ConsentsOfPerson> loadConsentsOfPerson(casework::Desk &desk, sync::RecordId person);

/// Sentences about consents in the language of the screens ("fr", "rn", "en"). GUI thread.
class ConsentTexts
{
    Q_DECLARE_TR_FUNCTIONS(ConsentTexts)
public:
    /// "IOM", "health centre or hospital (Hôpital de Muyinga)"; of the house itself, nothing.
    [[nodiscard]] static QString receiver(const casework::Receiver &receiver, const QString &language);
    [[nodiscard]] static QString purpose(const casework::RecordedConsent &consent, const QString &language);
    /// The words of a stored purpose: those of the house's own uses, else those of what is shared.
    [[nodiscard]] static QString purposeWords(const QString &purpose, const QString &language);
    [[nodiscard]] static QString standing(casework::ConsentStanding standing);
    /// By whom and how, with the witness and the child's own word.
    [[nodiscard]] static QString how(const casework::RecordedConsent &consent, const QString &language);
    [[nodiscard]] static QString sent(const casework::SentItem &item, const QString &language);
    [[nodiscard]] static QString letter(const casework::WithdrawalLetter &letter, const QString &language);
    [[nodiscard]] static QString withholdable(const casework::Withholdable &item, const ConsentsOfPerson &whole,
                                              const QString &language);
    /// After what was told outside was written down; nothing to say: it was agreed to.
    [[nodiscard]] static QString told(casework::ConsentWhy why);
    /// What is read aloud before she answers, French and Kirundi.
    [[nodiscard]] static QString toReadAloud(const casework::Receiver &receiver);
};

} // namespace indaro::ui::pages
