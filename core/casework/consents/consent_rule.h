// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/desk.h"

#include <QDate>

#include <map>

namespace indaro::casework {

/// Consent as a rule [domain.md 3.3, 4.6; contracts.md 3, 9]: what may be passed to whom, for what, until when. Every way
/// out of the house asks it: core/casework/consents/ways_out.csv lists them all.

/// One act of the person, from an interview, a paper, the page of a referral or of consents, or imported with the register.
/// Days are ISO; empty where nothing was noted.
struct RecordedConsent
{
    sync::RecordId id;
    QString purpose{};        ///< a code of consent_purpose or consent_use, or an imported one
    QString recipientKind{};  ///< codelist consent_recipient; empty: what the purpose or the name says
    QString recipient{};      ///< as it was written; empty: whoever the purpose names
    QString decision{};       ///< yes, no, later
    QStringList dataGroups{}; ///< codelist consent_data_group; empty: none was named
    QStringList withheldItems{};
    QString withheld{}; ///< the same in words, for people
    QString explainedBy{};
    QString language{};
    QString readAloud{};
    QString interpreter{};
    QString givenBy{};
    QString giverLink{};
    QString givenHow{};
    QString witness{};
    QString childAssent{};
    QString assentWords{};
    QString givenOn{};
    QString expiresOn{};
    QString withdrawnOn{};
    std::optional<sync::RecordId> interview{};

    /// The day of the last act: given, or taken back. Empty when neither is known.
    [[nodiscard]] QString day() const;
};

/// Which of the acts still holds on a given day.
enum class ConsentStanding { Given, Refused, Undecided, Withdrawn, Expired };
/// A date that cannot be read is taken as passed: a doubtful consent is none. "Valid until" includes its day.
[[nodiscard]] ConsentStanding standingOf(const RecordedConsent &consent, QDate today);
/// "given", "refused", "undecided", "withdrawn", "expired".
[[nodiscard]] QString toCode(ConsentStanding standing);

/// Everything outside a paper that decides whether it may leave the house.
struct ConsentFacts
{
    std::vector<RecordedConsent> consents;   ///< about passing things on; oldest act first
    std::vector<RecordedConsent> uses{};     ///< about everything else, oldest act first
    std::map<QString, WithheldItem> items{}; ///< what the consents withhold, by its code
    bool isChild = false;                    ///< also in doubt [domain.md 5.C C1]
    bool isNameWithheld = false;             ///< the register says "yes, without the name"
    QDate today;
};
/// For the screens: what the role of who asks may read of it. Errors: UnknownRecord, and the store's. Thread: the store's.
[[nodiscard]] base::Result<ConsentFacts> loadConsentFacts(Desk &desk, sync::RecordId caseFile);
namespace rows {
/// The same for a decision, whatever the role of who asks: never shown to anybody.
[[nodiscard]] base::Result<ConsentFacts> loadFactsForRule(Desk &desk, sync::RecordId caseFile);
} // namespace rows

/// Somebody something may be passed to. Nobody named: a file for the house itself, which may end anywhere.
struct Receiver
{
    QString kind{}; ///< codelist consent_recipient
    QString name{};
    [[nodiscard]] bool isHouse() const { return kind.isEmpty() && name.isEmpty(); }
    friend bool operator==(const Receiver &, const Receiver &) = default;
};

namespace consent_purposes {
inline constexpr char Referral[] = "referral";
inline constexpr char Share[] = "share";       ///< anything else that is passed on
inline constexpr char Withhold[] = "withhold"; ///< an act that names what nobody may have
} // namespace consent_purposes

struct ConsentRequest
{
    QString purpose = QString::fromLatin1(consent_purposes::Share); ///< Referral, Share or a code of consent_use
    Receiver receiver{};
    QString group{}; ///< codelist consent_data_group; empty: anything at all
    QString item{};  ///< withheldField() and its like; empty: no single thing
};

/// Null when no act speaks about this; a "later" decides nothing. Points into `facts`.
[[nodiscard]] const RecordedConsent *decisiveConsent(const ConsentFacts &facts, const ConsentRequest &asked);

/// Whether an act about passing on is about this receiver and purpose at all. A receiver without a name may be any of its
/// kind: a no to one of them is a no.
[[nodiscard]] bool speaksAbout(const RecordedConsent &consent, const ConsentRequest &asked);
/// Whether an act, given by whomever, is about this group of data.
[[nodiscard]] bool coversGroup(const RecordedConsent &consent, const ConsentRequest &asked);
/// The last act about each receiver and each use she was asked about. Points into `facts`.
[[nodiscard]] std::vector<const RecordedConsent *> lastActs(const ConsentFacts &facts);

enum class ConsentWhy {
    None,
    NotAsked, ///< no act speaks about this
    Refused,
    Withdrawn,
    Expired,
    Guardian, ///< of a child: no guardian and no authority gave it
    Child,    ///< the child itself does not agree, or nobody noted that it does
    Group,    ///< agreed, but not to this group of data
    Item,     ///< this very thing is withheld
};
struct ConsentAnswer
{
    ConsentWhy why = ConsentWhy::None;
    const RecordedConsent *by = nullptr; ///< the act that decided
    [[nodiscard]] bool isYes() const { return why == ConsentWhy::None; }
};
/// The rule. An act that names no groups lets a referral say what its form shows, which was agreed line by line; anything
/// else gets what its receiver is offered at once (Offer::First). The house itself needs nobody's leave, and gets no item
/// that is withheld from anybody.
[[nodiscard]] ConsentAnswer may(const ConsentFacts &facts, const ConsentRequest &asked);
/// The word of the error (Errc::ConsentMissing, standing=): "missing", "refused", "withdrawn", "expired", "guardian",
/// "child", "group", "withheld".
[[nodiscard]] QString toCode(ConsentWhy why);

/// What this receiver must not get: what the last act about them withholds and what nobody may have. Of the house: what any
/// last act about anybody withholds.
[[nodiscard]] Withheld withheldFrom(const ConsentFacts &facts, const ConsentRequest &asked);
[[nodiscard]] base::Result<Withheld> loadWithheld(Desk &desk, sync::RecordId caseFile, const Receiver &receiver = {});

/// Whose items are withheld from a file for the house itself: those with something alone. Errors: the store's.
[[nodiscard]] base::Result<std::map<sync::RecordId, Withheld>> loadAllWithheld(Desk &desk);

} // namespace indaro::casework
