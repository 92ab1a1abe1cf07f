// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/person_draft.h"
#include "core/forms/form_definition.h"
#include "tests/support/fakes.h"

#include <functional>
#include <random>

namespace indaro::casework {
struct Desk;
}

namespace indaro::bench {

/// Where the invented words of a day come from; the trainer and the tests have different ones.
struct Words
{
    std::function<std::string()> familyName, givenName, place, sentence;
};

/// What happens in a house on a day, through the same commands the pages call. The clock moves as people type.
class InventedDay
{
public:
    InventedDay(casework::Desk &desk, tests::FakeClock &clock, Words words, std::uint64_t seed)
        : m_desk(desk), m_clock(clock), m_words(std::move(words)), m_engine(seed)
    {
    }
    [[nodiscard]] casework::CaseId admit();
    /// Holds an interview with the form, question by question, and signs it; at most `most` answers. How many it was.
    int interview(casework::CaseId person, const forms::FormDefinition &form, int most);
    /// A few corrections and a note, as after a telephone call.
    void correct(casework::CaseId person);
    [[nodiscard]] int number(int from, int to); ///< both ends included

private:
    [[nodiscard]] QString answerTo(const forms::FormDefinition &form, const forms::FormItem &item);
    [[nodiscard]] std::string day(int fromYear, int toYear);
    void pause(int fromSeconds, int toSeconds);

    casework::Desk &m_desk;
    tests::FakeClock &m_clock;
    Words m_words;
    std::mt19937_64 m_engine;
};

/// The forms that ship, read from resources/forms.
[[nodiscard]] std::vector<forms::FormDefinition> shippedForms();

} // namespace indaro::bench
