// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_script.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <random>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

/// A year is never even: a convoy in July, hardly anybody in April.
constexpr std::array<int, 12> AdmissionsOf{12, 18, 40, 9, 31, 22, 55, 14, 28, 19, 37, 15};
static_assert(std::accumulate(AdmissionsOf.begin(), AdmissionsOf.end(), 0) == AdmissionsOfYear);

constexpr std::array Given{"Claudine",  "Divine",  "Rose",   "Aline", "Jeanne", "Odette",   "Ange",
                           "Espérance", "Fabiola", "Joseph", "Eric",  "Jean",   "Innocent", "Bella"};
constexpr std::array Sources{"police", "iom", "ngo", "hospital", "self", "family", "hotline"};
constexpr std::array Reasons{"planned_reintegration", "family_reunification", "transfer_shelter", "own_choice",
                             "left_without_notice"};
constexpr std::array Safeties{"assessed_safe", "assessed_safe", "assessed_risk", "not_assessed"};
constexpr std::array Destinations{"family", "relatives", "own_home", "other_shelter", "unknown"};
constexpr std::array Places{"BDI012004", "BDI001001", ""};
constexpr std::array Services{"health", "legal_aid", "mhpss", "identity_papers", "education", "livelihood"};
constexpr std::array Priorities{"normal", "normal", "urgent", "emergency"};
constexpr std::array Steps{"2.1", "2.6", "2.13", "2.14"};

/// Made of syllables, another one for each: nobody is taken for somebody else by chance.
std::string inventedFamily(std::size_t index)
{
    static constexpr std::array Syllables{"ba", "ci", "de", "fu", "ga", "hi", "jo", "ku",
                                          "li", "mo", "ne", "ri", "sa", "ta", "vu", "ze"};
    std::string name = "N";
    for (std::size_t rest = index * 37 + 4096; rest > 0; rest /= Syllables.size())
        name += Syllables[rest % Syllables.size()];
    return name + "mana";
}

class Writer
{
public:
    explicit Writer(std::uint64_t seed) : m_dice(seed)
    {
        m_script.days.resize(std::size_t(QDate(YearOfScript, 1, 1).daysInYear()));
    }

    YearScript write()
    {
        for (int month = 1; month <= 12; ++month)
            writeMonth(month);
        for (std::size_t person = 0; person < truth().people.size(); ++person)
            writeFile(person);
        for (int month = 1; month <= 12; ++month)
            writeReferrals(month);
        return std::move(m_script);
    }

private:
    Truth &truth() { return m_script.truth; }
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_dice); }
    bool chance(int percent) { return upTo(99) < percent; }
    template <class List> std::string oneOf(const List &list) { return list[std::size_t(upTo(int(list.size()) - 1))]; }
    static std::size_t indexOf(QDate day) { return std::size_t(QDate(YearOfScript, 1, 1).daysTo(day)); }
    static QDate lastDay() { return {YearOfScript, 12, 31}; }
    void add(QDate day, Deed deed, std::size_t person, std::size_t item = 0)
    {
        m_script.days[indexOf(day)].push_back({deed, person, item});
    }

    /// Of somebody who arrives on that day; who leaves has the exit in the script.
    void addStay(std::size_t person, QDate arrived, const TrueStay *like = nullptr)
    {
        TruePerson &who = truth().people[person];
        TrueStay stay;
        if (like != nullptr)
            stay = *like;
        stay.arrived = arrived;
        if (like == nullptr) {
            stay.referredBy = oneOf(Sources);
            const QDate left = arrived.addDays(3 + upTo(chance(70) ? 40 : 150));
            if (left <= lastDay() && !chance(5)) {
                stay.left = left;
                stay.exitReason = oneOf(Reasons);
                stay.exitSafety = oneOf(Safeties);
                stay.exitDestination = oneOf(Destinations);
            }
        }
        who.stays.push_back(stay);
        if (stay.left)
            add(*stay.left, Deed::Leave, person, who.stays.size() - 1);
    }
    std::size_t addPerson(QDate arrived, int age, const std::string &sex)
    {
        TruePerson person;
        const std::size_t index = truth().people.size();
        person.displayName = "P" + std::to_string(1000 + index);
        person.familyName = inventedFamily(index);
        person.givenNames = oneOf(Given);
        person.sex = sex;
        person.age = age;
        person.place = oneOf(Places);
        person.slot = upTo(1);
        truth().people.push_back(person);
        addStay(index, arrived);
        return index;
    }
    std::string someSex() { return chance(70) ? "F" : chance(92) ? "M" : "X"; }

    void writeMonth(int month)
    {
        const QDate first(YearOfScript, month, 1);
        for (int left = AdmissionsOf[std::size_t(month - 1)]; left > 0;)
            left -= writeArrival(first.addDays(upTo(first.daysInMonth() - 1)), left);
    }
    /// How many lines of the register it made, at most `most`.
    int writeArrival(QDate day, int most)
    {
        const int luck = upTo(99);
        if (luck < 9) {
            if (const auto back = whoMayComeBack(day)) {
                addStay(*back, day);
                add(day, Deed::Readmit, *back, truth().people[*back].stays.size() - 1);
                return 1;
            }
        }
        if (luck >= 9 && luck < 14) {
            if (const auto twin = whoMayComeBack(day))
                return writeTwice(*twin, day);
        }
        if (luck >= 14 && luck < 26 && most >= 3) {
            const std::size_t mother = addPerson(day, 18 + upTo(20), "F");
            const int children = 1 + upTo(std::min(most - 2, 2));
            for (int child = 0; child < children; ++child)
                addChild(mother, day);
            add(day, Deed::Admit, mother);
            return 1 + children;
        }
        const std::size_t person = addPerson(day, luck >= 88 ? 10 + upTo(7) : 18 + upTo(40), someSex());
        add(day, Deed::Admit, person);
        return 1;
    }
    /// Children come and leave with their mother.
    void addChild(std::size_t mother, QDate day)
    {
        const std::size_t index = addPerson(day, 1 + upTo(13), someSex());
        TruePerson &child = truth().people[index];
        auto &planned = m_script.days;
        if (child.stays[0].left) // the exit that was planned for it alone
            std::erase_if(planned[indexOf(*child.stays[0].left)],
                          [index](const Entry &entry) { return entry.person == index && entry.deed == Deed::Leave; });
        const TrueStay like = truth().people[mother].stays[0];
        child.stays.clear();
        addStay(index, day, &like);
        child.parent = mother;
        child.slot = truth().people[mother].slot;
        child.familyName = truth().people[mother].familyName;
    }
    /// Somebody grown up who left at least a fortnight ago and has not been back.
    std::optional<std::size_t> whoMayComeBack(QDate day)
    {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < truth().people.size(); ++i) {
            const TruePerson &person = truth().people[i];
            const bool isAlone = std::ranges::none_of(truth().people, [i](const auto &each) { return each.parent == i; });
            if (isAlone && person.stays.size() == 1 && person.stays[0].left && person.stays[0].left->addDays(14) <= day &&
                person.age >= 18 && !person.sameAs && !m_again.contains(i))
                found.push_back(i);
        }
        if (found.empty())
            return {};
        const std::size_t who = found[std::size_t(upTo(int(found.size()) - 1))];
        m_again[who] = true;
        return who;
    }
    /// She is not recognised and gets a second file, which is found when she has left again.
    int writeTwice(std::size_t first, QDate day)
    {
        const std::size_t again = addPerson(day, truth().people[first].age, truth().people[first].sex);
        TruePerson &second = truth().people[again];
        const TruePerson &one = truth().people[first];
        second.familyName = one.familyName;
        second.givenNames = one.givenNames;
        second.place = one.place;
        second.slot = one.slot;
        second.sameAs = first;
        add(day, Deed::Admit, again);
        if (const auto left = second.stays[0].left; left && left->addDays(3) <= lastDay()) {
            truth().merges.push_back({first, again, false});
            add(left->addDays(3), Deed::Merge, first, truth().merges.size() - 1);
        } else {
            second.sameAs.reset(); // not found in this year: for the house she is two people
        }
        return 1;
    }

    /// What is written in a file while she is there.
    void writeFile(std::size_t index)
    {
        const TruePerson &person = truth().people[index];
        for (const TrueStay &stay : person.stays) {
            const QDate until = stay.left.value_or(lastDay());
            const int days = int(stay.arrived.daysTo(until));
            for (int notes = 1 + upTo(2); notes > 0; --notes) {
                TrueNote note;
                note.person = index;
                note.title = "N" + std::to_string(10000 + truth().notes.size());
                note.body = "Observation " + std::to_string(m_dice() % 100000) + ", dite par elle-même.";
                truth().notes.push_back(note);
                add(stay.arrived.addDays(upTo(std::min(days, 60))), Deed::Note, index, truth().notes.size() - 1);
            }
            for (int steps = upTo(2); steps > 0; --steps) {
                truth().steps.push_back(
                    {index, QString::fromStdString(oneOf(Steps)), u"S%1"_s.arg(10000 + truth().steps.size()), false});
                add(stay.arrived.addDays(upTo(std::min(days, 3))), Deed::Tick, index, truth().steps.size() - 1);
            }
        }
        if (chance(4))
            addRefusal(index);
        if (person.age >= 10 && person.stays[0].arrived.addDays(8) <= person.stays[0].left.value_or(lastDay()))
            writeInterview(index, person.stays[0].arrived);
    }
    void addRefusal(std::size_t index)
    {
        TruePerson &person = truth().people[index];
        if (person.sameAs || m_again.contains(index) || person.age < 18)
            return;
        person.saysNoToNumbers = true;
        add(person.stays[0].arrived.addDays(1) <= lastDay() ? person.stays[0].arrived.addDays(1) : lastDay(), Deed::Refuse,
            index);
    }
    void writeInterview(std::size_t index, QDate arrived)
    {
        TrueInterview interview;
        interview.person = index;
        const std::size_t item = truth().interviews.size();
        for (int i = 4 + upTo(4); i > 0; --i)
            interview.answers[u"/data/q%1"_s.arg(i)] = u"réponse %1 de l’entretien %2"_s.arg(i).arg(item);
        interview.isSigned = chance(85);
        interview.sittings = 1 + upTo(1);
        truth().interviews.push_back(interview);
        add(arrived.addDays(1), Deed::BeginInterview, index, item);
        for (int sitting = 0; sitting < interview.sittings; ++sitting)
            add(arrived.addDays(2 + sitting), Deed::AnswerQuestions, index, item);
        if (interview.isSigned)
            add(arrived.addDays(6), Deed::SignInterview, index, item);
    }

    void writeReferrals(int month)
    {
        const QDate first(YearOfScript, month, 1);
        for (int left = ReferralsOfMonth; left > 0; --left) {
            QDate day;
            std::vector<std::size_t> there;
            // On a day on which an adult is in the house; in the first days of the year perhaps nobody is.
            for (int tries = 0; there.empty(); ++tries) {
                day = first.addDays(upTo(first.daysInMonth() - 1));
                for (std::size_t i = 0; i < truth().people.size(); ++i) {
                    const TruePerson &person = truth().people[i];
                    if (person.age < 18 || person.sameAs)
                        continue;
                    for (const TrueStay &stay : person.stays) {
                        if (stay.arrived < day && day <= stay.left.value_or(lastDay()))
                            there.push_back(i);
                    }
                }
            }
            writeReferral(there[std::size_t(upTo(int(there.size()) - 1))], day);
        }
    }
    void writeReferral(std::size_t person, QDate day)
    {
        const std::size_t item = truth().referrals.size();
        TrueReferral referral;
        referral.person = person;
        const int luck = upTo(99);
        referral.reply = luck < 45 ? Reply::Slip : luck < 70 ? Reply::Package : Reply::None;
        referral.agency = referral.reply == Reply::Package ? u"Foyer Ubuntu"_s : u"Centre intégré de Muyinga"_s;
        referral.services = QString::fromStdString(oneOf(Services));
        referral.priority = QString::fromStdString(oneOf(Priorities));
        referral.isRefused = chance(15);
        referral.printedOn = day;
        const QDate answered = day.addDays(1 + upTo(20));
        if (referral.reply != Reply::None && answered <= lastDay())
            referral.answeredOn = answered;
        truth().referrals.push_back(referral);
        add(day, Deed::WriteReferral, person, item);
        add(day, Deed::SendReferral, person, item);
        if (referral.answeredOn.isValid())
            add(referral.answeredOn, Deed::HearOfReferral, person, item);
    }

    std::mt19937_64 m_dice;
    YearScript m_script;
    std::map<std::size_t, bool> m_again;
};

/// On one day she is first admitted, then written about, and leaves last.
int placeOf(Deed deed)
{
    switch (deed) {
    case Deed::Admit:
    case Deed::Readmit:
        return 0;
    case Deed::Leave:
        return 2;
    case Deed::Merge:
        return 3;
    default:
        return 1;
    }
}

} // namespace

YearScript YearScript::make(std::uint64_t seed)
{
    YearScript script = Writer(seed).write();
    for (auto &day : script.days)
        std::ranges::stable_sort(day, {}, [](const Entry &entry) { return placeOf(entry.deed); });
    return script;
}

} // namespace indaro::tests
