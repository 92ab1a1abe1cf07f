// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/casework/people/person_draft.h"
#include "core/sync/operation.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace indaro::casework {

/// The proceedings of one person, from the complaint to the compensation in her hands [domain.md 3.7; 5: phase 8]: each act
/// with its day, authority, number and result. What follows from them is worked out here and never remembered. Thread: any.

/// Codes of justice_event the program knows more of than their label.
namespace justice_kinds {
inline constexpr QLatin1StringView Complaint{"complaint"};
inline constexpr QLatin1StringView Statement{"statement"};
inline constexpr QLatin1StringView Investigation{"investigation"};
inline constexpr QLatin1StringView Prosecution{"prosecution"};
inline constexpr QLatin1StringView Hearing{"hearing"};
inline constexpr QLatin1StringView Judgment{"judgment"};
inline constexpr QLatin1StringView AppealOwn{"appeal_own"};
inline constexpr QLatin1StringView Appeal{"appeal"};
inline constexpr QLatin1StringView Final{"final"};
inline constexpr QLatin1StringView Dismissed{"dismissed"};
inline constexpr QLatin1StringView Claimed{"compensation_claimed"};
inline constexpr QLatin1StringView Awarded{"compensation_awarded"};
inline constexpr QLatin1StringView Paid{"compensation_paid"};
inline constexpr QLatin1StringView ProtectionRequested{"protection_requested"};
inline constexpr QLatin1StringView ProtectionGranted{"protection_granted"};
inline constexpr QLatin1StringView ProtectionRefused{"protection_refused"};
inline constexpr QLatin1StringView LegalAid{"legal_aid"};
inline constexpr QLatin1StringView Arrested{"accused_arrested"};
inline constexpr QLatin1StringView Released{"accused_released"};
inline constexpr QLatin1StringView Escaped{"accused_escaped"};
inline constexpr QLatin1StringView NoConsent{"no_consent"};            ///< why an act was done without her agreement
inline constexpr QLatin1StringView WrittenInError{"written_in_error"}; ///< stands in place of what never happened
} // namespace justice_kinds

/// Codes of hearing_state.
namespace hearing_states {
inline constexpr QLatin1StringView Planned{"planned"};
inline constexpr QLatin1StringView Prepared{"prepared"};
inline constexpr QLatin1StringView Held{"held"};
inline constexpr QLatin1StringView NotAttended{"not_attended"};
inline constexpr QLatin1StringView Adjourned{"adjourned"};
inline constexpr QLatin1StringView Cancelled{"cancelled"};
} // namespace hearing_states

/// One act of the proceedings, as it stands in the file.
struct JusticeEvent
{
    sync::RecordId id;
    sync::RecordId root; ///< the first that was written of it: the same however often it was corrected
    CaseId person;
    std::optional<sync::RecordId> traffickingCase{};
    QString kind{};
    QString happenedOn{}; ///< ISO, may be partial; of an appointment a whole day
    QString happenedAt{}; ///< local, HH:mm; empty: not known
    QString authority{};
    QString authorityName{};
    QString reference{};
    QString state{}; ///< codelist hearing_state; empty: it is no appointment
    QString result{};
    QString what{};
    QStringList protection{};
    QString legalAid{};
    std::optional<std::int64_t> amount{}; ///< FBu
    std::optional<sync::RecordId> follows{};
    std::optional<sync::RecordId> corrects{};
    base::UtcMs recordedAt = 0;
    base::UtcMs firstRecordedAt = 0; ///< the root's, where it is still there (settleCorrections)
    std::optional<sync::UserId> recordedBy{};
    QString staffName{};
    std::optional<base::UtcMs> closedAt{};
    bool isReplaced = false;     ///< another was written in its place, or it was written in error
    QString whyWithoutConsent{}; ///< the reason that was given when she had not agreed
    QString caseCode{}, displayName{};

    /// Where she is to be on a day: a hearing, or a statement.
    [[nodiscard]] bool isAppointment() const;
    /// An appointment that is still to come, or of which nobody has written yet what became of it.
    [[nodiscard]] bool isOpen() const;
    /// Invalid when it is not a whole day.
    [[nodiscard]] QDate day() const { return QDate::fromString(happenedOn, Qt::ISODate); }
};

/// Acts that are hers, or are done in her name: they rest on her agreement to cooperate [domain.md 5: 8.1]. What
/// authorities decide and what an accused does is written down whatever she said.
[[nodiscard]] bool isInHerName(QStringView kind) noexcept;
[[nodiscard]] bool isAppointmentKind(QStringView kind) noexcept;
/// Of an accused who can come near her again [domain.md 5: 8.6].
[[nodiscard]] bool isAccusedFree(QStringView kind) noexcept;

/// Of all that was written of one person or several: which holds, who stands in whose place, and why what was done without
/// her agreement. Of two corrections of one act the later one holds, on every laptop the same.
void settleCorrections(std::vector<JusticeEvent> &events);
/// Those that hold, by day, in each the first written first.
[[nodiscard]] std::vector<JusticeEvent> standingOf(const std::vector<JusticeEvent> &events);

enum class JusticeStage : std::uint8_t {
    None,
    Complaint,
    Investigation,
    Prosecution,
    Hearings,
    Judgment,
    Appeal,
    Ended,
    Dismissed
};

/// What somebody has to see to next.
enum class JusticeNextKind : std::uint8_t {
    AskReference,     ///< a complaint without a number cannot be followed [domain.md 5: 8.2]
    AskInvestigation, ///< complaint lodged: what does the prosecutor do?
    AskProsecution,   ///< investigation open: prosecuted, or closed?
    AskHearing,       ///< prosecuted, or appealed, and no day is known
    Hearing,          ///< a day is known
    NoteOutcome,      ///< that day is over
    AskJudgment,      ///< heard, and neither a new day nor a judgment is known
    ExplainJudgment,  ///< explain it, and ask the lawyer for the last day of an appeal [domain.md 5: 8.5]
    ClaimCompensation,
    AskAward,
    FollowPayment,
    AskProtection, ///< requested, and nobody answered
    TellOfAccused, ///< an accused is free: tell her, assess risks anew [domain.md 5: 8.6]
};
struct JusticeNext
{
    JusticeNextKind kind{};
    sync::RecordId event; ///< what it follows from
    QString day{};        ///< of that event, or of the hearing, ISO
    friend bool operator==(const JusticeNext &, const JusticeNext &) = default;
};

/// Where the proceedings stand.
struct JusticeCourse
{
    JusticeStage stage = JusticeStage::None;
    QString since{};                                   ///< the day of what brought them there
    QString authority{}, authorityName{}, reference{}; ///< that have it now, as far as anybody wrote it
    QString result{};                                  ///< of the last judgment
    std::int64_t claimed = 0, awarded = 0, paid = 0;   ///< FBu; of the claim and the award the last one, of payments all
    bool hasClaim = false, hasAward = false;
    QStringList protectionAsked{}; ///< and not answered
    QStringList protectionGranted{};
    QStringList protectionRefused{};
    bool hasLegalAid = false;
    QString accused{}; ///< codelist justice_event: what was last known of one; empty: nothing
    QString accusedOn{};
    std::vector<JusticeNext> next{}; ///< the most urgent first

    [[nodiscard]] std::int64_t owed() const { return awarded > paid ? awarded - paid : 0; }
};
/// `standing`: of standingOf. `risksOn`: the day her risks were last assessed, ISO: what was known of an accused by then is
/// in it.
[[nodiscard]] JusticeCourse courseOf(const std::vector<JusticeEvent> &standing, QDate today, const QString &risksOn = {});

/// What an appointment asks for [domain.md 5: 8.4].
enum class HearingStage : std::uint8_t {
    Prepare,   ///< seven days before
    Accompany, ///< on the day; from then on: what came of it
    Debrief,   ///< the day after
    Withdrawn, ///< she no longer agrees: what becomes of it
};
struct HearingReminder
{
    HearingStage stage{};
    QDate due;
    friend bool operator==(const HearingReminder &, const HearingReminder &) = default;
};
/// What one appointment asks for at present, however far away: a pure function of what is written and of the day, so that a
/// laptop that slept loses none and none is asked for again. Nothing of what is over or was replaced.
[[nodiscard]] std::vector<HearingReminder> remindersOf(const JusticeEvent &event, QDate today);

} // namespace indaro::casework
