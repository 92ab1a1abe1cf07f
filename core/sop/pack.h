// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sop/pack_fault.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::sop {

/// A standard operating procedure as data: phases of steps, read from one file (resources/sop/README.md says how it is
/// written). Plain values, copied freely. Thread: any.

/// One text in the languages of the house. Kirundi may be empty: then the French stands with a mark.
struct Words
{
    QString en;
    QString fr;
    QString rn;
    friend bool operator==(const Words &, const Words &) = default;
};

/// How sure the Kirundi of a text is.
enum class Kirundi { Unreviewed, Reviewed, Attested, Missing };

/// What may happen to a person, to her file, or to the house. Deadlines count from it. `each`: it can happen several times,
/// and a step that counts from it comes back each time.
#define INDARO_SOP_EVENT_LIST(X)                                                                                            \
    X(Announcement, "announcement", false)                                                                                  \
    X(Arrival, "arrival", false)                                                                                            \
    X(Admission, "admission", false)                                                                                        \
    X(Disclosure, "disclosure", false) /* of sexual violence */                                                             \
    X(ConsentData, "consent-data", false)                                                                                   \
    X(Interview, "interview", false) /* signed */                                                                           \
    X(StatusDecision, "status-decision", false)                                                                             \
    X(Presumption, "presumption", false)                                                                                    \
    X(Identification, "identification", false)                                                                              \
    X(NotVictim, "not-victim", false) /* what was concluded: no trafficking */                                              \
    X(ReflectionStart, "reflection-start", false)                                                                           \
    X(ReflectionEnd, "reflection-end", false)                                                                               \
    X(Plan, "plan", false)                                                                                                  \
    X(ReferralDraft, "referral-draft", true) /* begun, on no paper yet */                                                   \
    X(ReferralSent, "referral-sent", true)                                                                                  \
    X(ReferralAnswered, "referral-answered", true)                                                                          \
    X(Hearing, "hearing", true)                                                                                             \
    X(Judgment, "judgment", true)                                                                                           \
    X(AccusedFree, "accused-free", true) /* released, or escaped */                                                         \
    X(Complaint, "complaint", false)                                                                                        \
    X(Incident, "incident", true)                                                                                           \
    X(RiskAssessment, "risk-assessment", true)                                                                              \
    X(ExitPlanned, "exit-planned", false)                                                                                   \
    X(Exit, "exit", false)                                                                                                  \
    X(Closure, "closure", false)                                                                                            \
    X(Birthday18, "birthday-18", false)                                                                                     \
    X(House, "house", false)   /* the day the house began to use the pack */                                                \
    X(Always, "always", false) /* the day the checklist was begun */

enum class Event {
#define INDARO_X(name, text, each) name,
    INDARO_SOP_EVENT_LIST(INDARO_X)
#undef INDARO_X
};
[[nodiscard]] QString toString(Event event);
[[nodiscard]] std::optional<Event> findEvent(QStringView text);
[[nodiscard]] bool happensOften(Event event);
[[nodiscard]] const std::vector<Event> &allEvents();

/// What a step may hold back until it is closed (casework::checkGuards). The list is fixed.
#define INDARO_SOP_ACTION_LIST(X)                                                                                           \
    X(Registration, "registration")                                                                                         \
    X(Allocation, "allocation")                                                                                             \
    X(InterviewStart, "interview-start")                                                                                    \
    X(InterviewSign, "interview-sign")                                                                                      \
    X(ReferralPrint, "referral-print")                                                                                      \
    X(ReferralSend, "referral-send")                                                                                        \
    X(PlanApprove, "plan-approve")                                                                                          \
    X(FamilyContact, "family-contact")                                                                                      \
    X(JusticeComplaint, "justice-complaint")                                                                                \
    X(IdentificationRefer, "identification-refer")                                                                          \
    X(Exit, "exit")                                                                                                         \
    X(Closure, "closure")                                                                                                   \
    X(Erasure, "erasure")

enum class Action {
#define INDARO_X(name, text) name,
    INDARO_SOP_ACTION_LIST(INDARO_X)
#undef INDARO_X
};
[[nodiscard]] QString toString(Action action);
[[nodiscard]] std::optional<Action> findAction(QStringView text);
[[nodiscard]] const std::vector<Action> &allActions();

/// "3 days": calendar units from days on, so that a month ends on the same day of the next one.
struct Span
{
    enum class Unit { Minutes, Hours, Days, Weeks, Months };
    int count = 0;
    Unit unit = Unit::Days;
    friend bool operator==(const Span &, const Span &) = default;
};
/// "1 day", "24 hours"; 0 to 9999. Empty when it is none.
[[nodiscard]] std::optional<Span> findSpan(QStringView text);
[[nodiscard]] QString toString(const Span &span);

/// When a step is due: so long after its anchor, or so long before it.
struct Due
{
    Event event = Event::Always;
    QString step{}; ///< the step it counts from instead of `event`; empty otherwise
    bool isBefore = false;
    std::vector<Span> spans{}; ///< at least one; several: the step comes back at each
    friend bool operator==(const Due &, const Due &) = default;
};

struct Step
{
    QString id;
    Words title;
    Words why;       ///< how and why: what somebody new reads
    QStringList who; ///< role codes, the responsible one first
    std::optional<Due> due;
    std::optional<Span> repeat; ///< comes back that long after it was due
    std::optional<Event> until; ///< ends the repeating
    QStringList evidence;
    QString form; ///< document code, or empty
    bool blocks = false;
    std::vector<Action> guards;
    bool allowsUrgentWaiver = false; ///< whoever is on duty may go on without it, with a reason
    QString applies;                 ///< an expression over the case; empty: always
    QStringList sources;
    bool isToConfirm = false; ///< not from a source that binds the house: "to be confirmed by CCSPRTP"
    Kirundi kirundi = Kirundi::Unreviewed;
    int line = 0; ///< of the file, from 1
};

enum class Track { Person, House };

struct Phase
{
    QString id;
    Track track = Track::Person;
    Words title;
    QString applies;
    std::vector<Step> steps;
    int line = 0;
};

struct Role
{
    QString code;
    Words title;
};

struct Source
{
    QString key;
    QString title;
};

/// A clock of a resident: how long she may think it over, how long she is expected to stay.
struct ClockRule
{
    QString name; ///< "reflection", "stay"
    Words title;
    Event starts = Event::Admission;
    Span length;
    Span warn; ///< before its end
    QString applies;
    QStringList sources;
    bool isToConfirm = false;
};

/// How soon a risk assessment is looked at again, by its overall level [7.C].
struct RiskReview
{
    Span high{24, Span::Unit::Hours};
    Span medium{7, Span::Unit::Days};
    Span low{30, Span::Unit::Days};
};

struct Pack
{
    QString id;
    int revision = 0; ///< greater is newer
    Words title;
    Words about;
    QString issuer;
    QString issuedOn; ///< ISO date
    Kirundi kirundi = Kirundi::Unreviewed;
    std::vector<Source> sources;
    std::vector<Role> roles;
    std::vector<ClockRule> clocks;
    RiskReview risk;
    std::vector<Phase> phases;

    [[nodiscard]] const Step *findStep(QStringView id) const;
    [[nodiscard]] const Role *findRole(QStringView code) const;
    [[nodiscard]] const Source *findSource(QStringView key) const;
    [[nodiscard]] const ClockRule *findClock(QStringView name) const;
    [[nodiscard]] std::size_t stepCount() const;
};

/// The largest file that is read; the pack that ships has a fifth of it.
inline constexpr qint64 LargestPack = qint64{1024} * 1024;

/// What could be read, and everything that is wrong with it.
struct PackReading
{
    Pack pack;
    std::vector<PackFault> faults; ///< by line

    /// Nothing in it keeps the house from using it.
    [[nodiscard]] bool isUsable() const;
};

/// Reads a pack, signed or not; who signed it is pack_signature.h. Never stops at the first fault.
/// Errors: FileTooLarge (limit= bytes), SopPackDamaged (line=, column=: not TOML, or not UTF-8), SopPackTooNew (format=).
[[nodiscard]] base::Result<PackReading> readPack(const QByteArray &file);

/// The pack as a file, unsigned, in the order and with the keys of the format; readPack reads the same from it.
[[nodiscard]] QByteArray writePack(const Pack &pack);

/// The pack that comes with the program. Errors: as readPack (a build fault).
[[nodiscard]] base::Result<PackReading> readShippedPack();
[[nodiscard]] QByteArray shippedPackFile();
/// A revision of it that came with an earlier program, for those who began with it; empty when there is none of that number.
[[nodiscard]] QByteArray earlierShippedPackFile(int revision);

/// Whether a step is only there for some because of what their health record says (violence, pregnancy, disability): by its
/// condition or its phase's, or because it counts from a disclosure or from such a step. That she has it says what she has,
/// so only who may read her health record sees it.
[[nodiscard]] bool isHealthStep(const Pack &pack, const Phase &phase, const Step &step);
[[nodiscard]] bool isHealthStep(const Pack &pack, QStringView id);

} // namespace indaro::sop
