// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/things.h"
#include "core/sync/schema.h"

#include <QLatin1String>
#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace indaro::reports {

/// Every number the house can be asked for, as data [domain.md 3.9, 4.22]: what is counted, from which tables, by what it
/// may be divided. What it is called and how it is counted stand in resources/codelists/report_indicator.csv and
/// report_definition.csv (English, French, Kirundi where attested), so that a report can be French on an English screen.
/// Thread of all here: any.

enum class Indicator : std::uint8_t {
    // The house
    Occupancy, ///< persons a night: count = bed-nights, measure = their average a night
    BedNights,
    StayLength, ///< of the stays that ended: count = stays, measure = average days
    StayMedian, ///< the same with the median
    Admissions,
    Exits,
    Refusals, ///< calls that were refused; sum = people they asked for
    // The people
    People,    ///< who were in the house on a day of the period, each once
    NewPeople, ///< whose first stay began in it
    // Help
    ServicesGiven, ///< people who were given a service
    ReferralsOut,  ///< referrals that left the house; by service each once for each service
    ReferralWait,  ///< of those with an answer: measure = median hours until it was heard
    UnmetNeeds,    ///< what nobody could do [domain.md 5: 7.8]
    // The procedure: of the stays that began in the period; measure = median hours
    FirstMeal,
    ConsentData,
    MedicalCheck,
    NeedsAssessment,
    OverdueSteps, ///< steps that are late now, whatever the period
    // What became of them
    FollowUps,   ///< contacts that were due in the period: done or not
    ClosedFiles, ///< files that were closed in the period, but by mistake
    // Justice
    JusticePeople, ///< people with a step of this kind in the period, each once
    JusticeEvents,
    // The house's own work
    Incidents,
    Training, ///< people trained, each once for a subject
};
inline constexpr std::size_t IndicatorCount = 24;

/// What a number may be divided by.
enum class Dimension : std::uint8_t {
    None,
    // Time; of the event that is counted
    Day,
    Month,
    Quarter,
    Year,
    // Of the person
    Sex,
    AgeBand,     ///< at the event
    ProvinceOld, ///< of origin, the 18 until 2025
    ProvinceNew, ///< of origin, the 5 since
    Country,     ///< of destination; several
    RecruiterRelation,
    RecruitmentMethod, ///< several
    Exploitation,      ///< several
    Control,           ///< several
    Sector,            ///< ISIC section; several
    Status,            ///< what an authority decided last, else the house; on the last day of the period
    // Of the stay
    ReferralSource,
    StayBand,
    ExitReason,
    ExitDestination,
    ExitSafety,
    // Of the event itself
    RefusalReason,
    Service,        ///< several
    ReferralAnswer, ///< what was answered to a referral, or that nothing was
    Urgency,
    AnswerTime, ///< how long the answer took, in bands
    UnmetReason,
    Met,        ///< whether somebody was found after all
    Timeliness, ///< of a step: in time, late, not yet, missed, does not apply
    Step,       ///< of the procedure
    FollowUpNumber,
    FollowUpResult,
    ClosingReason,
    JusticeKind,
    JusticeResult,
    IncidentKind, ///< several
    IncidentSeverity,
    TrainingKind,
};
inline constexpr std::size_t DimensionCount = 38;

/// What one of `count` is.
enum class Unit : std::uint8_t {
    Nights,
    Stays,
    People,
    Requests,
    Referrals,
    Needs,
    Steps,
    Contacts,
    Events,
    Incidents,
    Files
};
/// What Cell::measure is; None: there is none.
enum class Measure : std::uint8_t { None, AverageANight, AverageDays, MedianDays, MedianHours };

struct IndicatorInfo
{
    Indicator indicator;
    QLatin1String code; ///< of codelists report_indicator and report_definition; "people"
    Unit unit;
    Measure measure;
    std::span<const Dimension> dimensions;
    std::span<const std::uint16_t> tables;   ///< it is counted from, besides those of the dimensions
    std::span<const casework::Thing> behind; ///< what a role must read to see who is behind a number
    bool isOfPersons;                        ///< Cell::persons is known, and a person can be behind it
    bool isPublishable;                      ///< with dimensions; else only its total is ever published
    bool isAdditive;                         ///< the quarters of a year add up to the year
    bool countsKept;                         ///< people who were erased are in it (casework/retention/kept_numbers.h)
};
[[nodiscard]] const IndicatorInfo &infoOf(Indicator indicator) noexcept;
[[nodiscard]] std::span<const Indicator> allIndicators() noexcept;
[[nodiscard]] std::optional<Indicator> findIndicator(QStringView code) noexcept;

struct DimensionInfo
{
    Dimension dimension;
    QLatin1String code;     ///< of codelist report_dimension; "age_band"
    QLatin1String codeList; ///< its codes are of; empty: days, months, provinces, steps
    bool isSeveral;         ///< one person or event may be in several of its rows: rows do not add up to the total
    bool isPersonal;        ///< of the person: any indicator about persons may be divided by it
    bool isPublishable;     ///< nothing below a province, nothing of one day, one step or one closing
    std::span<const std::uint16_t> tables;
    std::span<const casework::Thing> behind;
};
[[nodiscard]] const DimensionInfo &infoOf(Dimension dimension) noexcept;
[[nodiscard]] std::span<const Dimension> allDimensions() noexcept;
[[nodiscard]] std::optional<Dimension> findDimension(QStringView code) noexcept;
[[nodiscard]] bool allows(Indicator indicator, Dimension dimension) noexcept;

/// Codes that stand in a row where there is no value, beside those of codelist `missing` (not_asked, refused, …).
inline constexpr QLatin1String UnknownCode{"unknown"}; ///< nothing was recorded, or it cannot be read as this dimension
inline constexpr QLatin1String OtherCode{"other"};

/// What a screen or a report calls them; `language`: en, fr, rn. Kirundi that is not attested is the French.
[[nodiscard]] QString titleOf(Indicator indicator, QStringView language);
[[nodiscard]] QString titleOf(Dimension dimension, QStringView language);
/// "How is this counted?"
[[nodiscard]] QString definitionOf(Indicator indicator, QStringView language);
/// One code of a dimension: "F" → "female"; days, months and provinces as they are; countries by their name.
[[nodiscard]] QString labelOf(Dimension dimension, QStringView code, QStringView language);
[[nodiscard]] QString titleOf(Unit unit, QStringView language);
[[nodiscard]] QString titleOf(Measure measure, QStringView language);

/// The codes a dimension has by itself, in the order people know, UnknownCode last. Empty where they come with the data
/// (countries, days, steps).
[[nodiscard]] std::vector<QString> codesOf(Dimension dimension);

/// Whether it is a number of the day it is counted, whatever the period: a report tells it only where its period holds that
/// day, and says the day.
[[nodiscard]] bool isOfToday(Indicator indicator) noexcept;
/// Every table a number with these dimensions is counted from, and the parts of the data a laptop must have for it.
[[nodiscard]] std::vector<std::uint16_t> tablesOf(Indicator indicator, std::span<const Dimension> dimensions);
[[nodiscard]] std::vector<sync::Compartment> compartmentsOf(Indicator indicator, std::span<const Dimension> dimensions);

} // namespace indaro::reports
