// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/role_store.h"
#include "core/model/gazetteer.h"
#include "tests/core/casework/two_files.h"

#include <QTest>

#include <random>
#include <span>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
using tests::TwoFiles;
namespace f = model::fields;

namespace {

struct NamePair
{
    QStringView one, other;
};

/// One person's name as two people wrote it down. Invented persons.
constexpr NamePair Alike[] = {{u"Niyonzima Claudine", u"Nionzima Klodine"},
                              {u"Niyonzima Claudine", u"Claudine NIYONZIMA"},
                              {u"Hakizimana Espérance", u"Akizimana Esperence"},
                              {u"Ntahomvukiye Aline", u"Ntahomvukile Alinne"},
                              {u"Bwiza Rose", u"Buiza Rose"},
                              {u"Bwiza Rose", u"Biza Rose"},
                              {u"Nduwimana Chantal", u"Nduimana Shantal"},
                              {u"Nkurunziza Pascasie", u"Kurunziza Paskasie"},
                              {u"Nkurunziza Pascasie", u"Ncurunziza Pascasie"},
                              {u"Cishahayo Odette", u"Tshishahayo Odete"},
                              {u"Mukamwezi Béatrice", u"Mukamezi Beatrise"},
                              {u"Ndayizeye Francine", u"Ndaizeye Fransine"},
                              {u"Ndayizeye Francine", u"Ndayi Zeye Francine"},
                              {u"Irakoze Joséphine", u"Irakoze Josefine"},
                              {u"Rwasa Nadine", u"Ruasa Nadine"},
                              {u"Habonimana Agnès", u"Habonimana Anyes"},
                              {u"Kaneza Nkoondo", u"Kaneza Nkondo"},
                              {u"Uwimana w’Imana", u"Uwimana Wimana"},
                              {u"Ndikumana Evelyne", u"Ndikumana Ivelyne"},
                              {u"Manirakiza Médiatrice", u"Manilakiza Mediatrise"},
                              {u"Cakudya Cécile", u"Tshakudia Sesile"},
                              {u"Nsabimana Jeanne d’Arc", u"Nsabimana Jeanne Darc"},
                              {u"Bizimana Louise", u"Bizimana Luise"},
                              {u"Nzeyimana Gloriose", u"Zeyimana Glolioze"},
                              {u"Nijimbere Divine", u"Nidjimbere Divine"}};

/// Two persons whose names begin or end alike, as many do.
constexpr NamePair Others[] = {{u"Niyonzima Claudine", u"Niyonkuru Claudette"}, {u"Hakizimana Aline", u"Havyarimana Alice"},
                               {u"Ndayizeye Rose", u"Ndayishimiye Ruth"},       {u"Irakoze Divine", u"Iradukunda Diane"},
                               {u"Nkurunziza Jean", u"Nkengurutse Joseph"},     {u"Bizimana Aline", u"Bizimungu Alexis"},
                               {u"Manirakiza Odile", u"Manirambona Odette"},    {u"Kaneza Rose", u"Kanyana Grace"},
                               {u"Nduwimana Chantal", u"Nduwayo Charles"},      {u"Uwimana Marie", u"Uwineza Marthe"}};

NameLikeness likenessOf(QStringView one, QStringView other)
{
    return likeness(nameWords(one), nameWords(other));
}

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

MatchFacts person(QStringView names, int age, std::uint32_t commune = 7)
{
    MatchFacts facts;
    facts.names = nameWords(names);
    facts.sex = "F";
    std::tie(facts.bornFrom, facts.bornUntil) = birthRange({}, age, QDate(2026, 11, 28));
    facts.isEstimate = true;
    facts.communes = {commune};
    facts.provinces = {1};
    return facts;
}

} // namespace

class TestDuplicates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onePersonsNamesAreAlike()
    {
        for (const NamePair &pair : Alike) {
            const NameLikeness like = likenessOf(pair.one, pair.other);
            const QString what =
                pair.one.toString() + u" / "_s + pair.other.toString() + u' ' + QString::number(like.percent);
            QVERIFY2(like.percent >= 85 && like.isWhole, qPrintable(what));
        }
    }

    void twoPersonsNamesAreNot()
    {
        for (const NamePair &pair : Others) {
            const NameLikeness like = likenessOf(pair.one, pair.other);
            const QString what =
                pair.one.toString() + u" / "_s + pair.other.toString() + u' ' + QString::number(like.percent);
            QVERIFY2(like.percent < 45 && !like.isWhole, qPrintable(what));
            // Not even with everything else alike.
            QVERIFY2(!scoreOf(person(pair.one, 19), person(pair.other, 19)).isMatch(), qPrintable(what));
        }
    }

    void whoeverIsAskedAboutWhomTheAnswerIsTheSame()
    {
        std::vector<QStringView> all;
        for (const auto &pairs : {std::span<const NamePair>(Alike), std::span<const NamePair>(Others)}) {
            for (const NamePair &pair : pairs) {
                all.push_back(pair.one);
                all.push_back(pair.other);
            }
        }
        for (const QStringView one : all) {
            for (const QStringView other : all) {
                const MatchScore score = scoreOf(person(one, 19), person(other, 23, 8));
                const MatchScore back = scoreOf(person(other, 23, 8), person(one, 19));
                QCOMPARE(score.points, back.points);
                QVERIFY(score.reasons == back.reasons);
                int sum = 0;
                for (const MatchReason &reason : score.reasons)
                    sum += reason.points;
                QCOMPARE(score.points, sum);
                QVERIFY(score.points == 0 || !score.reasons.empty());
                const auto match = matchOf(person(one, 19), person(other, 23, 8));
                QCOMPARE(match.has_value(), score.isMatch());
                QVERIFY(!match || match->reasons == score.reasons);
            }
        }
    }

    void eachReasonSpeaksForItself()
    {
        const auto has = [](const MatchFacts &one, const MatchFacts &other, MatchSign sign) {
            return scoreOf(one, other).has(sign);
        };
        const MatchFacts claudine = person(u"Niyonzima Claudine", 19);
        QVERIFY(has(claudine, person(u"Niyonzima Claudine", 19), MatchSign::SameNames));
        QVERIFY(has(claudine, person(u"Claudine Niyonzima", 19), MatchSign::OtherOrder));
        QVERIFY(has(claudine, person(u"Nionzima Klodine", 19), MatchSign::SoundAlike));
        QVERIFY(has(claudine, person(u"Claudine", 19), MatchSign::OneName));
        QVERIFY(has(claudine, person(u"Niyonzima Odile", 19), MatchSign::NearNames));
        QVERIFY(has(claudine, person(u"Niyonzima Claudine", 21), MatchSign::SameAge));
        QVERIFY(has(claudine, person(u"Niyonzima Claudine", 25), MatchSign::NearAge));
        QVERIFY(has(claudine, person(u"Niyonzima Claudine", 27), MatchSign::OtherAge));
        QVERIFY(has(claudine, person(u"Niyonzima Claudine", 40), MatchSign::FarAge));
        QVERIFY(!scoreOf(claudine, person(u"Niyonzima Claudine", 40)).isMatch());
        MatchFacts called = person(u"", 19);
        called.knownAs = nameWords(u"Klodine");
        QVERIFY(has(claudine, called, MatchSign::KnownAs));
        MatchFacts born = person(u"Niyonzima Claudine", 19);
        std::tie(born.bornFrom, born.bornUntil) = birthRange(u"2007-03-04"_s, {}, {});
        born.isBirthDay = true;
        born.isEstimate = false;
        QVERIFY(has(born, born, MatchSign::SameBirthDay));
        QVERIFY(has(born, claudine, MatchSign::SameAge)); // 19 or so in 2026
        MatchFacts man = claudine;
        man.sex = "M";
        QVERIFY(has(claudine, man, MatchSign::OtherSex) && !scoreOf(claudine, man).isMatch());
        MatchFacts sister = claudine;
        const auto unit = sync::RecordId::fromBytes(base::Bytes(16, std::byte{7}));
        sister.familyUnit = unit;
        MatchFacts other = sister;
        QVERIFY(has(sister, other, MatchSign::SameFamily) && !scoreOf(sister, other).isMatch());
        MatchFacts inside = claudine;
        inside.stays = {{QDate(2026, 1, 1), QDate(2026, 2, 1)}};
        MatchFacts beside = claudine;
        beside.stays = {{QDate(2026, 1, 31), {}}};
        QVERIFY(has(inside, beside, MatchSign::InHouseTogether) && !scoreOf(inside, beside).isMatch());
        beside.stays = {{QDate(2026, 2, 1), {}}}; // she left in the morning and came back at night
        QVERIFY(has(inside, beside, MatchSign::CameBack) && scoreOf(inside, beside).isMatch());
    }

    void theIndexFindsWhatEverybodyWithEverybodyFinds()
    {
        const unsigned seed = 20261128;
        qInfo() << "seed" << seed;
        std::mt19937 random(seed);
        std::vector<MatchFacts> facts;
        for (int i = 0; i < 600; ++i) {
            const NamePair &pair = Alike[random() % std::size(Alike)];
            const NamePair &given = Others[random() % std::size(Others)];
            const QString family = (random() % 2 == 0 ? pair.one : pair.other).toString().section(u' ', 0, 0);
            const QString second = (random() % 2 == 0 ? given.one : given.other).toString().section(u' ', 1);
            MatchFacts each = person(u"", 14 + int(random() % 20), std::uint32_t(random() % 12));
            const QString name = random() % 3 == 0 ? QString(second + u' ' + family) : QString(family + u' ' + second);
            each.names = nameWords(name);
            each.sex = random() % 8 == 0 ? "M" : "F";
            facts.push_back(std::move(each));
        }
        std::set<std::pair<std::size_t, std::size_t>> wanted;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            for (std::size_t j = i + 1; j < facts.size(); ++j) {
                if (scoreOf(facts[i], facts[j]).isMatch())
                    wanted.emplace(i, j);
            }
        }
        QVERIFY(wanted.size() > 200); // else it would prove nothing
        const MatchIndex index(facts);
        std::set<std::pair<std::size_t, std::size_t>> found;
        for (const FilePair &pair : index.pairs())
            QVERIFY(found.emplace(pair.one, pair.other).second);
        QStringList missing;
        for (const auto &pair : wanted) {
            if (!found.contains(pair))
                missing << u"%1-%2"_s.arg(pair.first).arg(pair.second);
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
        QCOMPARE(found.size(), wanted.size());
    }

    void whoIsTypedInMayBeSomebodyWhoLeft()
    {
        TwoFiles house;
        const CaseId her = house.left("Niyonzima", "Claudine");
        house.admit("Irakoze", "Divine");
        PersonDraft draft;
        draft.familyName = "Nionzima";
        draft.givenNames = "Klodine";
        draft.sex = "F";
        draft.estimatedAge = 20;
        const auto index = MatchIndex::load(*house.desk).value();
        auto matches = possibleMatches(*house.desk, *index, draft).value();
        QCOMPARE(matches.size(), std::size_t{1});
        QVERIFY(matches.front().file == her);
        QVERIFY(matches.front().isBack);
        QVERIFY(matches.front().score.has(MatchSign::SoundAlike));
        // Who may not read identities learns the code and nothing else.
        QVERIFY(saveStaff(*house.desk,
                          {.id = house.worker, .name = u"w"_s, .position = {}, .phone = {}, .role = u"night_guard"_s})
                    .hasValue());
        house.signIn(house.worker);
        QVERIFY(!house.access.mayRead(Thing::Identity));
        matches = possibleMatches(*house.desk, *index, draft).value();
        QCOMPARE(matches.size(), std::size_t{1});
        QVERIFY(!matches.front().caseCode.isEmpty());
        QVERIFY(matches.front().score.reasons.empty() && matches.front().score.points == 0 && !matches.front().isBack);
        QVERIFY(codeOf(answerDuplicate(*house.desk, her, her, "same", "x")) == Errc::AccessRefused);
    }

    void aPlaceIsOneByEitherDivision()
    {
        // Any commune of the old division that lies in one of today's with another name.
        std::optional<model::PlaceMatch> old;
        for (const model::PlaceMatch &match : model::Gazetteer::burundi().findPlaces(u"Muyinga", 50)) {
            if (!old && match.place.division == model::Division::Old && match.place.level == model::PlaceLevel::Commune &&
                !match.today.empty())
                old = match;
        }
        for (const char16_t *name : {u"Gasorwe", u"Giteranyi", u"Butihinda", u"Buhinyuza"}) {
            for (const model::PlaceMatch &match : model::Gazetteer::burundi().findPlaces(name, 20)) {
                if (match.place.division == model::Division::Old && match.place.level == model::PlaceLevel::Commune &&
                    !match.today.empty() && match.today.front().commune != match.place.commune)
                    old = match;
            }
        }
        QVERIFY(old.has_value());
        PersonDraft before;
        before.familyName = "Niyonzima";
        before.originProvince = old->place.province.toStdString();
        before.originCommune = old->place.commune.toStdString();
        PersonDraft today;
        today.familyName = "Niyonzima";
        today.originProvince = old->today.front().province.toStdString();
        today.originCommune = old->today.front().commune.toStdString();
        const QDate day(2026, 11, 28);
        QVERIFY(scoreOf(factsOf(before, day), factsOf(today, day)).has(MatchSign::SameCommune));
        today.originProvince = "Nulle part";
        today.originCommune = "Nulle part";
        QVERIFY(scoreOf(factsOf(before, day), factsOf(today, day)).has(MatchSign::OtherPlace));
    }

    void anAnswerIsRememberedUntilTheFactsChange()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        auto candidates = listDuplicateCandidates(*house.desk).value();
        QCOMPARE(candidates.size(), std::size_t{1});
        QVERIFY(candidates.front().one == std::min(one, other) && candidates.front().other == std::max(one, other));
        QVERIFY(!candidates.front().answer);
        QVERIFY(codeOf(answerDuplicate(*house.desk, one, other, "perhaps", "x")) == Errc::InvalidArgument);
        QVERIFY(codeOf(answerDuplicate(*house.desk, one, other, "different", {})) == Errc::InvalidArgument);
        QVERIFY(codeOf(answerDuplicate(*house.desk, one, one, "later", {})) == Errc::InvalidArgument);
        QVERIFY(answerDuplicate(*house.desk, other, one, "later", {}).hasValue());
        candidates = listDuplicateCandidates(*house.desk).value();
        QCOMPARE(candidates.size(), std::size_t{1});
        QCOMPARE(candidates.front().answer->answer, u"later"_s);
        house.clock.advance(TwoFiles::Day);
        QVERIFY(answerDuplicate(*house.desk, one, other, "different", "two sisters").hasValue());
        QVERIFY(listDuplicateCandidates(*house.desk).value().empty());
        QCOMPARE(duplicateAnswerOf(*house.desk, other, one).value()->reason, u"two sisters"_s);
        house.clock.advance(TwoFiles::Day);
        QVERIFY(setField(*house.desk, f::identity::PapersHeldBy, one, "her aunt").value());
        QVERIFY(listDuplicateCandidates(*house.desk).value().empty()); // nobody is compared by that
        QVERIFY(setField(*house.desk, f::identity::GivenNames, other, "Claudine").value());
        candidates = listDuplicateCandidates(*house.desk).value();
        QCOMPARE(candidates.size(), std::size_t{1});
        QVERIFY(candidates.front().isAskedAgain);
    }

    void whoCameBackIsAskedAboutOnce()
    {
        TwoFiles house;
        const CaseId her = house.left("Niyonzima", "Claudine");
        QVERIFY(listReturnedPeople(*house.desk).value().empty());
        QVERIFY(readmitPerson(*house.desk, her, {}).hasValue());
        const auto returned = listReturnedPeople(*house.desk).value();
        QCOMPARE(returned.size(), std::size_t{1});
        QVERIFY(returned.front().person == her && returned.front().leftOn < returned.front().cameOn);
        // A question only: nothing is written before somebody answers.
        QVERIFY(!house.log->exists({f::registry::Table, her}).value());
        QVERIFY(codeOf(answerRetrafficked(*house.desk, her, "perhaps")) == Errc::InvalidArgument);
        QVERIFY(answerRetrafficked(*house.desk, her, "no").hasValue());
        QVERIFY(listReturnedPeople(*house.desk).value().empty());
        QVERIFY(house.value(f::registry::Retrafficked, her) == Value("no"));
    }
};

QTEST_APPLESS_MAIN(TestDuplicates)
#include "test_duplicates.moc"
