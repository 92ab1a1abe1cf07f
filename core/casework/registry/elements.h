// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace indaro::casework {

/// Trafficking is an act, done by some means, for the purpose of exploitation [domain.md 1: law art. 4]. Of a child the
/// means are legally irrelevant [R: Palermo Protocol art. 3(c)], and a doubtful age is a child's [domain.md 5.C].
enum class Element : std::uint8_t { Act, Means, Purpose };
inline constexpr std::array<Element, 3> AllElements{Element::Act, Element::Means, Element::Purpose};

enum class ElementState : std::uint8_t {
    Present,   ///< at least one code is written
    InWords,   ///< told in words, and no code is chosen yet
    Missing,   ///< nothing of it is written
    NotNeeded, ///< the means, of a child, where none is written
};

/// How old she was when it happened.
enum class AgeThen : std::uint8_t {
    Adult,
    AdultNow, ///< an adult today, and nobody has written how old she was then: counts as an adult until somebody asks
    Child,
    Doubtful, ///< counts as a child
};

/// What the file holds, for elementsOf(). Codes of trafficking_act, trafficking_means, trafficking_purpose.
struct ElementFacts
{
    QStringList acts{}, means{}, purposes{};
    bool hasActWords = false, hasMeansWords = false, hasPurposeWords = false;
    std::optional<int> ageWhenTrafficked{};
    QString isMinor{};   ///< codelist is_minor, of today; empty: nobody has said
    QString birthDate{}; ///< ISO, whole or partial
    std::optional<int> estimatedAge{};
    QString estimatedOn{};
    QString beganOn{}; ///< the first day any episode or leg of the route tells; ISO, whole or partial
    // What the episodes tell, in their own codes.
    QStringList exploitationTypes{};  ///< exploitation_type
    QStringList controls{};           ///< control_method
    QStringList recruitmentMethods{}; ///< recruitment_method
    bool arePapersWithheld = false;
};

struct ElementReading
{
    Element element = Element::Act;
    ElementState state = ElementState::Missing;
    QStringList codes{};
    /// Codes the episodes speak for that are not written here: for somebody to look at, never taken over by themselves.
    QStringList told{};
};

/// What is there and what is missing, for a screen to explain.
struct Elements
{
    std::array<ElementReading, 3> readings{};
    AgeThen ageThen = AgeThen::Doubtful;
    bool isAgeMissing = false;   ///< how old she was then is not written, and the means hang on it
    bool agesContradict = false; ///< an adult then and a child today: one of the two is wrong

    [[nodiscard]] const ElementReading &of(Element element) const { return readings[static_cast<std::size_t>(element)]; }
    /// The means are not needed.
    [[nodiscard]] bool isChild() const { return ageThen == AgeThen::Child || ageThen == AgeThen::Doubtful; }
    /// Act and purpose are written, and the means where they are needed. It is what stands in the file, no finding.
    [[nodiscard]] bool isComplete() const { return missing().empty(); }
    /// Those without a code that need one, in their order.
    [[nodiscard]] std::vector<Element> missing() const;
};

/// Pure: the same facts give the same answer on every laptop. Thread: any.
[[nodiscard]] Elements elementsOf(const ElementFacts &facts);

/// By a birth date and the first day of it, both whole or partial; nothing when one of them is no date.
[[nodiscard]] std::optional<AgeThen> ageThenByBirth(const QString &birthDate, const QString &beganOn);
/// By an age somebody estimated: near 18 it is a doubt [domain.md 5.C], as when she is admitted.
[[nodiscard]] std::optional<AgeThen> ageThenByEstimate(std::optional<int> age, const QString &estimatedOn,
                                                       const QString &beganOn);

} // namespace indaro::casework
