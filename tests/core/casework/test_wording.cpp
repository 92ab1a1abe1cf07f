// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/wording/wording.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

WordingRemark correction()
{
    return {.kind = u"screens"_s,
            .key = u"Saved by %1"_s,
            .verdict = WordingVerdict::Changed,
            .kirundi = u" Vyabitswe: %1 "_s,
            .note = u"Kare"_s,
            .reviewer = u"Odette"_s};
}

} // namespace

class TestWording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRemarkIsKeptInPlaceOfTheOneBefore()
    {
        tests::DeskFixture house;
        QVERIFY(keepWordingRemark(*house.desk, correction()));
        WordingRemark other = correction();
        other.kind = u"code lists"_s;
        other.key = u"sex/F"_s;
        other.verdict = WordingVerdict::Wrong;
        QVERIFY(keepWordingRemark(*house.desk, other));
        WordingRemark second = correction();
        second.kirundi = u"Vyanditswe: %1"_s;
        second.at = 1; // set when it is kept, whatever was asked
        QVERIFY(keepWordingRemark(*house.desk, second));
        const auto kept = listWordingRemarks(*house.desk);
        QVERIFY(kept);
        QCOMPARE(kept->size(), std::size_t{2});
        QCOMPARE(kept->at(0).key, u"sex/F"_s);
        QCOMPARE(kept->at(0).verdict, WordingVerdict::Wrong);
        QCOMPARE(kept->at(0).kirundi, QString()); // what should not be said is not kept as if it were said
        QCOMPARE(kept->at(1).kirundi, u"Vyanditswe: %1"_s);
        QCOMPARE(kept->at(1).note, u"Kare"_s);
        QCOMPARE(kept->at(1).reviewer, u"Odette"_s);
        QCOMPARE(kept->at(1).at, house.clock.nowUtc());
    }

    void aRemarkIsTakenBackAlone()
    {
        tests::DeskFixture house;
        QVERIFY(keepWordingRemark(*house.desk, correction()));
        WordingRemark other = correction();
        other.key = u"Saved by %1 and others"_s; // its key begins with the other's
        QVERIFY(keepWordingRemark(*house.desk, other));
        QVERIFY(dropWordingRemark(*house.desk, correction().kind, correction().key));
        const auto kept = listWordingRemarks(*house.desk);
        QVERIFY(kept);
        QCOMPARE(kept->size(), std::size_t{1});
        QCOMPARE(kept->front().key, other.key);
        QVERIFY(dropWordingRemark(*house.desk, u"screens"_s, u"never said"_s)); // nothing to take back
    }

    void whatCannotStandOnAScreenIsRefused_data()
    {
        QTest::addColumn<WordingRemark>("remark");
        QTest::addColumn<std::string>("field");
        const auto row = [](const char *name, auto change, const char *field) {
            WordingRemark remark = correction();
            change(remark);
            QTest::newRow(name) << remark << std::string(field);
        };
        row(
            "no text is named", [](WordingRemark &r) { r.key.clear(); }, "key");
        row(
            "nobody says so", [](WordingRemark &r) { r.reviewer = u"  "_s; }, "reviewer");
        row(
            "nothing instead", [](WordingRemark &r) { r.kirundi = u" "_s; }, "kirundi");
        row(
            "a name is lost", [](WordingRemark &r) { r.kirundi = u"Vyabitswe"_s; }, "placeholders");
        row(
            "a name too many", [](WordingRemark &r) { r.kirundi = u"Vyabitswe: %1 %2"_s; }, "placeholders");
        row(
            "two forms of what is not counted", [](WordingRemark &r) { r.kirundi = u"%1||%1"_s; }, "plural");
        row(
            "one form of what is counted",
            [](WordingRemark &r) {
                r.key = u"%n person(s)"_s;
                r.kirundi = u"Abantu %n"_s;
            },
            "plural");
        row(
            "a form without its number",
            [](WordingRemark &r) {
                r.key = u"%n person(s)"_s;
                r.kirundi = u"Umuntu||Abantu %n"_s;
            },
            "placeholders");
    }

    void whatCannotStandOnAScreenIsRefused()
    {
        QFETCH(const WordingRemark, remark);
        QFETCH(const std::string, field);
        tests::DeskFixture house;
        const auto kept = keepWordingRemark(*house.desk, remark);
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, Errc::InvalidArgument);
        QCOMPARE(kept.error().text("field"), field);
        QVERIFY(listWordingRemarks(*house.desk)->empty());
    }

    void aTextOfTooManyLettersIsRefused()
    {
        tests::DeskFixture house;
        WordingRemark remark = correction();
        remark.note = QString(WordingLimit + 1, u'a');
        const auto kept = keepWordingRemark(*house.desk, remark);
        QVERIFY(!kept);
        QCOMPARE(kept.error().code, Errc::TextTooLong);
        remark.note.chop(1);
        QVERIFY(keepWordingRemark(*house.desk, remark));
    }

    /// A code list has words of its own: no place holders, no counted forms.
    void aChoiceIsNotMeasuredByTheRulesOfScreens()
    {
        tests::DeskFixture house;
        WordingRemark remark = correction();
        remark.kind = u"code lists"_s;
        remark.key = u"sex/F"_s;
        remark.kirundi = u"Umugore"_s;
        QVERIFY(keepWordingRemark(*house.desk, remark));
    }

    /// Whatever is typed, a remark stays one line of its columns.
    void theFileHasOneLineForEachRemark()
    {
        WordingRemark remark = correction();
        remark.kirundi = u"Vya\tbitswe:\n%1\r"_s;
        remark.at = 1'764'288'000'000;
        const QList<QByteArray> lines = wordingFile({remark, remark}).split('\n');
        QCOMPARE(lines.size(), 4); // the head, two, and the end of the last
        QCOMPARE(lines[0], QByteArray("kind\tkey\tverdict\tkirundi\tnote\treviewer\tat"));
        QCOMPARE(lines[1], QByteArray("screens\tSaved by %1\tchanged\tVya bitswe:\\n%1 \tKare\tOdette\t1764288000000"));
        QCOMPARE(lines[3], QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestWording)
#include "test_wording.moc"
