// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/case_code.h"
#include "core/model/clean_text.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/gazetteer.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/model/place_text.h"
#include "tests/support/fakes.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace indaro::model;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

QString keysOf(const QString &name)
{
    QStringList keys;
    for (const QString &word : foldWords(name))
        keys.append(phoneticKey(word));
    return keys.join(u' ');
}

const QDate Today(2026, 11, 24);

} // namespace

class TestModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesFoldWithoutAccentsCaseAndApostrophes()
    {
        QCOMPARE(foldName(u"  ÉSPÉRANCE  Ndâyizéye "), QStringLiteral("esperance ndayizeye"));
        for (const char16_t *apostrophe : {u"'", u"\u2019", u"\u02BC", u"`", u"\u2018"})
            QCOMPARE(foldName(QStringLiteral("w%1Imana").arg(QString::fromUtf16(apostrophe))), QStringLiteral("wimana"));
        QCOMPARE(foldWords(u"Jean-Bosco  Cœur"),
                 (QStringList{QStringLiteral("jean"), QStringLiteral("bosco"), QStringLiteral("coeur")}));
        QCOMPARE(foldName(u""), QString());
    }

    void spellingVariantsShareAKey_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        const std::pair<const char *, const char *> pairs[] = {{"Irakoze", "Ilakoze"},      {"Niyonzima", "Nionzima"},
                                                               {"Bwakira", "Bakira"},       {"Mwamikazi", "Mamikazi"},
                                                               {"Consolatte", "Consolate"}, {"Hakizimana", "Akizimana"},
                                                               {"Agnès", "Anyes"},          {"Nshimirimana", "Nsimilimana"},
                                                               {"Tsarina", "Carina"},       {"Vyukusenge", "Vukusenge"},
                                                               {"Joseph", "Josef"},         {"Ndayishimiye", "Ndaishimiye"}};
        for (const auto &[one, other] : pairs)
            QTest::newRow(one) << QString::fromUtf8(one) << QString::fromUtf8(other);
    }
    void spellingVariantsShareAKey()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QCOMPARE(keysOf(one), keysOf(other));
    }
    void differentNamesKeepDifferentKeys()
    {
        for (const auto &[one, other] : std::initializer_list<std::pair<const char *, const char *>>{
                 {"Niyonzima", "Niyongabo"}, {"Aline", "Alice"}, {"Minani", "Mugisha"}, {"Claude", "Claudine"}})
            QVERIFY(keysOf(QString::fromUtf8(one)) != keysOf(QString::fromUtf8(other)));
    }

    void pastedTextIsCleanedAndNothingIsCutSilently()
    {
        QCOMPARE(cleanText(u"  Aline\r\n\tNshimirimana \u0007", TextShape::OneLine), QStringLiteral("Aline Nshimirimana"));
        QCOMPARE(cleanText(u"Ali\u202Ene\u2066", TextShape::OneLine), QStringLiteral("Aline"));
        QCOMPARE(cleanText(u"a\r\nb\u2028c", TextShape::Several), QStringLiteral("a\nb\nc"));
        QCOMPARE(cleanText(u"e\u0301", TextShape::OneLine), QStringLiteral("\u00e9"));
        QCOMPARE(cleanText(u"سارة \U0001F600", TextShape::OneLine), QStringLiteral("سارة \U0001F600"));
        const char16_t half[] = {u'a', 0xD83D, u'b'};
        QCOMPARE(cleanText(QStringView(half, 3), TextShape::OneLine), QStringLiteral("ab"));
        const auto tooLong = cleanTextWithin(QString(10'000, u'x'), TextShape::OneLine, NameLimit);
        QVERIFY(!tooLong && tooLong.error().code == Errc::TextTooLong);
        QCOMPARE(tooLong.error().number("length"), 10'000);
    }

    void partialDatesSayWhatIsKnown()
    {
        QCOMPARE(PartialDate::parse(u"2009").value().toIso(), QStringLiteral("2009"));
        QCOMPARE(PartialDate::parse(u"2009-02").value().latest(), QDate(2009, 2, 28));
        QCOMPARE(PartialDate::parse(u"22/2/2009").value().toIso(), QStringLiteral("2009-02-22"));
        QCOMPARE(PartialDate::parse(u"2/2009").value().toIso(), QStringLiteral("2009-02"));
        for (const char16_t *bad :
             {u"", u"abc", u"2009-13", u"2009-02-30", u"2009-00-01", u"+209-01-01", u"1-2-3", u"2009-1-1-1", u"٢٠٠٩"})
            QVERIFY2(!PartialDate::parse(QString::fromUtf16(bad)), qPrintable(QString::fromUtf16(bad)));
        QVERIFY(PartialDate::parse(u"0200-01-01").error().code == Errc::ValueOutOfRange);
    }

    void agesCountWholeYears()
    {
        QCOMPARE(ageOn(PartialDate::parse(u"2008-11-24").value(), Today), 18);
        QCOMPARE(ageOn(PartialDate::parse(u"2008-11-25").value(), Today), 17);
        QCOMPARE(ageOn(PartialDate::parse(u"2008").value(), Today), 17);
        QCOMPARE(ageOn(PartialDate::parse(u"2008-02-29").value(), QDate(2026, 2, 28)), 17);
        QCOMPARE(ageOn(16, QDate(2024, 11, 24), Today), 18);
        QCOMPARE(ageOn(16, QDate(2030, 1, 1), Today), 16);
    }

    void momentsAreLocal()
    {
        QCOMPARE(localIsoMinute(1'795'478'400'000), QStringLiteral("2026-11-24T02:00"));
        QCOMPARE(parseLocalMoment(u"24/11/2026 21:40").value(), QStringLiteral("2026-11-24T21:40"));
        for (const char16_t *bad : {u"2026-11-24T24:00", u"2026-11T10:00", u"2026-11-24T1", u"T10:00"})
            QVERIFY(!parseLocalMoment(QString::fromUtf16(bad)));
    }

    void caseCodesTellNothingAndFindSlips()
    {
        tests::SeededRandom random(1);
        std::set<std::string> codes;
        for (int i = 0; i < 2000; ++i)
            codes.insert(makeCaseCode(random));
        QCOMPARE(codes.size(), std::size_t(2000));
        const std::string code = *codes.begin();
        QCOMPARE(code.size(), std::size_t(11));
        QCOMPARE(parseCaseCode(code).value(), code);
        std::string lower;
        for (const char c : code)
            lower += c == '-' ? ' ' : static_cast<char>(std::tolower(c));
        QCOMPARE(parseCaseCode(lower).value(), code);
        QVERIFY(!parseCaseCode("") && !parseCaseCode("ABCD") && !parseCaseCode(code + "0"));
        for (std::size_t i = 0; i < code.size(); ++i) {
            for (const char other : std::string_view("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
                std::string wrong = code;
                if (code[i] == '-' || code[i] == other)
                    continue;
                wrong[i] = other;
                QVERIFY(!parseCaseCode(wrong));
            }
        }
        for (const std::string &other : codes) {
            std::string swapped = other;
            std::swap(swapped[1], swapped[2]);
            QVERIFY(swapped == other || !parseCaseCode(swapped));
        }
    }

    void fieldsRefuseWhatCannotBe()
    {
        const auto error = [](sync::FieldId field, const Value &value) { return checkField(field, value, Today).error(); };
        QVERIFY(error(f::identity::BirthDate, "2027-01-01").code == Errc::DateInFuture);
        QVERIFY(error(f::stay::ArrivedAt, "2026-11-25T00:10").code == Errc::DateInFuture);
        QVERIFY(error(f::case_file::EstimatedAge, 200).code == Errc::ValueOutOfRange);
        QVERIFY(error(f::case_file::EstimatedAge, -1).code == Errc::ValueOutOfRange);
        QVERIFY(error(f::case_file::EstimatedAge, "12").code == Errc::InvalidArgument);
        QVERIFY(error(f::identity::FamilyName, std::string(10'000, 'x')).code == Errc::TextTooLong);
        QVERIFY(error({99, 1}, 1).code == Errc::UnknownField);
        QCOMPARE(error(f::identity::BirthDate, "x").number("field"), std::int64_t(f::identity::BirthDate.field));
        QVERIFY(checkField(f::identity::FamilyName, " \n ", Today).value().isNull());
        QVERIFY(checkField(f::identity::BirthDate, base::Missing::Refused, Today).value() == Value(base::Missing::Refused));
        QVERIFY(checkField(f::identity::BirthDate, "3/4/1999", Today).value() == Value("1999-04-03"));
        QVERIFY(checkField(f::stay::ArrivedAt, "2026-11-24T21:40", Today).hasValue());
    }

    void gasorweIsFoundInBothDivisionsWithTheMapping()
    {
        const auto found = Gazetteer::burundi().findPlaces(u"gasorwé");
        const auto commune = std::find_if(found.begin(), found.end(), [](const PlaceMatch &m) {
            return m.place.division == Division::Old && m.place.level == PlaceLevel::Commune;
        });
        QVERIFY(commune != found.end());
        QCOMPARE(commune->place.province, QStringLiteral("Muyinga"));
        QCOMPARE(commune->today.size(), std::size_t(1));
        QCOMPARE(commune->today.front().province, QStringLiteral("Buhumuza"));
        QCOMPARE(commune->today.front().commune, QStringLiteral("Muyinga"));
        const auto isNew = [](const PlaceMatch &m) {
            return m.place.division == Division::New && m.place.level == PlaceLevel::Zone;
        };
        QVERIFY(std::any_of(found.begin(), found.end(), isNew));
        QVERIFY(Gazetteer::burundi().findPlaces(u"Gasolwe").size() == found.size());
        QCOMPARE(Gazetteer::burundi().findByCode(u"BDI012004")->place.name, QStringLiteral("Gasorwe"));
        QCOMPARE(Gazetteer::burundi().size(), std::size_t(6587));
        QVERIFY(Gazetteer::burundi().findPlaces(u"").empty() && Gazetteer::burundi().findPlaces(u"qxqx").empty());
        const auto divided = Gazetteer::burundi().findPlaces(u"Isale");
        QVERIFY(std::any_of(divided.begin(), divided.end(), [](const PlaceMatch &m) { return m.today.size() > 1; }));
    }

    void aPlaceIsFoundByTheNamesOfThePlacesAroundItInAnyOrder()
    {
        const auto &places = Gazetteer::burundi();
        for (const QStringView typed :
             {u"Gasorwe, Muyinga", u"Gasorwe Muyinga", u"Muyinga Gasorwe", u"muyinga,gasolwe", u"Muyinga / Gasorwe"}) {
            const auto found = places.findPlaces(typed);
            QVERIFY2(!found.empty(), qPrintable(typed.toString()));
            QCOMPARE(found.front().place.code, QStringLiteral("BDI012004"));
            for (const PlaceMatch &match : found)
                QVERIFY(placeName(match.place).contains(u"gasorwe", Qt::CaseInsensitive));
        }
        // As a place is written once it was chosen, colline first; in the new division too.
        for (const QString &text :
             {QStringLiteral("Bihogo, Gasorwe, Muyinga"), QStringLiteral("Gasorwe, Muyinga, Buhumuza")}) {
            const auto found = places.findPlaces(text);
            QVERIFY(
                std::any_of(found.begin(), found.end(), [&](const PlaceMatch &m) { return placeName(m.place) == text; }));
        }
        const auto begun = places.findPlaces(u"gasor muyi"); // while it is being typed
        QVERIFY(!begun.empty() && begun.front().place.code == QStringLiteral("BDI012004"));
        QVERIFY(places.findPlaces(u"Gasorwe, Bururi").empty());
        // The order of one word is as it was: a name with the whole text before those with it around them.
        QCOMPARE(places.findPlaces(u"Muyinga").front().place.level, PlaceLevel::Province);
    }

    void aChosenPlaceIsReadAgainAndATypedOneStaysAText()
    {
        const Place gasorwe = Gazetteer::burundi().findByCode(u"BDI012004")->place;
        QCOMPARE(placeAnswer(gasorwe), QStringLiteral("Gasorwe, Muyinga [BDI012004]"));
        const PlaceAnswer chosen = readPlaceAnswer(placeAnswer(gasorwe));
        QCOMPARE(chosen.text, QStringLiteral("Gasorwe, Muyinga"));
        QCOMPARE(chosen.known->place.code, gasorwe.code);
        for (const QString &typed :
             {QStringLiteral("Bukavu"), QStringLiteral("Gitega [BDI012004]"), QStringLiteral("x [nowhere]"), QString()}) {
            QCOMPARE(readPlaceAnswer(typed).text, typed);
            QVERIFY(!readPlaceAnswer(typed).known);
        }
        // Every place comes back as itself: no two share a code.
        for (const PlaceMatch &match : Gazetteer::burundi().findPlaces(u"m", 500))
            QCOMPARE(placeName(readPlaceAnswer(placeAnswer(match.place)).known->place), placeName(match.place));
    }

    void everyCodeListOfAFieldExists()
    {
        for (const auto &table : schema().tables()) {
            for (const auto &field : table.fields) {
                if (const QString list = codeListOf({table.table, field.field}); !list.isEmpty())
                    QVERIFY(!CodeList::byName(list).codes().empty());
            }
        }
        QCOMPARE(CodeList::byName(QStringLiteral("exit_reason")).codes().size(), std::size_t(11));
        for (const QString &name : CodeList::names()) {
            std::set<QString> codes;
            for (const Code &code : CodeList::byName(name).codes()) {
                QVERIFY(codes.insert(code.code).second);
                QVERIFY(!code.english.isEmpty() && !code.french.isEmpty());
                QVERIFY(code.kirundi.isEmpty() || !code.kirundiStatus.isEmpty());
            }
        }
        const CodeList &sex = CodeList::byName(QStringLiteral("sex"));
        QCOMPARE(sex.label(u"F", u"rn"), QStringLiteral("igitsina gore"));
        QCOMPARE(sex.label(u"X", u"rn"), QStringLiteral("autre"));
        QCOMPARE(sex.label(u"imported", u"fr"), QStringLiteral("imported"));
    }
};

QTEST_APPLESS_MAIN(TestModel)
#include "test_model.moc"
