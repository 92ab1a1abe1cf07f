// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/manual/manual.h"
#include "core/manual/manual_search.h"

#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace indaro;
using namespace indaro::manual;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

QString upper(const QString &english, const QString &language)
{
    return english.toUpper() + u'/' + language;
}

/// A manual of two tasks, as files.
QHash<QString, QByteArray> smallFiles()
{
    return {{u"index.csv"_s, "id,group,pages\nnight,arrival,people admit\nbeds,house,house_tonight\n"},
            {u"night.fr.markdown"_s,
             "# Une femme arrive la nuit\nkeywords: portail\n\nElle dort d’abord. Voir [](task:beds).\n"},
            {u"night.en.markdown"_s, "# A woman arrives at night\nkeywords: gate\n\nShe sleeps first. See [](task:beds).\n"},
            {u"night.rn.markdown"_s,
             "# Kwakira umuntu mw’ijoro\nkeywords: ijoro\n\n- Murashaka amazi? | Voulez-vous de l’eau ?\n"},
            {u"beds.fr.markdown"_s, "# Les lits\nkeywords: chambre\n\n1. Donnez une place pour la nuit.\n"},
            {u"beds.en.markdown"_s, "# Beds\nkeywords: room\n\n1. Give a place for the night.\n"}};
}

base::Result<Manual> loadFrom(const QHash<QString, QByteArray> &files)
{
    return Manual::load([&files](const QString &name) { return files.value(name); }, upper);
}

QStringList idsOf(const std::vector<const Task *> &tasks)
{
    QStringList ids;
    for (const Task *task : tasks)
        ids.append(task->id);
    return ids;
}

/// The names of all pages, as the screens write them down.
QStringList pageIds()
{
    QStringList ids;
    static const QRegularExpression Id(u"PageId(?: \\w+)?\\{\"([a-z_]+)\"\\}"_s);
    for (const char *path : {"/ui/pages/page_ids.h", "/ui/roads/sync_page.h", "/ui/pages/sign_in/sign_in_page.cpp",
                             "/ui/pages/first_run/first_run_page.cpp"}) {
        QFile file(QStringLiteral(INDARO_SOURCE_DIR) + QLatin1String(path));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", path);
        for (auto found = Id.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();)
            ids.append(found.next().captured(1));
    }
    return ids;
}

} // namespace

class TestManual : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aTextIsReadIntoBlocks()
    {
        const auto text =
            parseTask(u"# Beds\nkeywords: room, place\n\nFirst look\nat the board.\n\n1. Press [[Give this place]].\n"
                      "2. See [](task:night) or [that](task:night).\n\n## Later\n\n1. Print.\n- A point\n> Careful\n"
                      "![The board](picture:house-board)\n"_s,
                      u"en"_s, upper)
                .value();
        QCOMPARE(text.title, u"Beds"_s);
        QCOMPARE(text.keywords, (QStringList{u"room"_s, u"place"_s}));
        QCOMPARE(text.blocks.size(), 8);
        QCOMPARE(text.blocks[0].kind, BlockKind::Paragraph); // over two lines
        QCOMPARE(text.blocks[0].spans.size(), 2);
        QCOMPARE(text.blocks[0].spans[1].text, u" at the board."_s);
        QCOMPARE(text.blocks[1].kind, BlockKind::Step);
        QCOMPARE(text.blocks[1].number, 1);
        QCOMPARE(text.blocks[1].spans, (QList<Span>{{SpanKind::Text, u"Press "_s, {}},
                                                    {SpanKind::Name, u"GIVE THIS PLACE/en"_s, {}},
                                                    {SpanKind::Text, u"."_s, {}}}));
        QCOMPARE(text.blocks[2].spans[1], (Span{SpanKind::Link, {}, u"night"_s}));
        QCOMPARE(text.blocks[2].spans[3], (Span{SpanKind::Link, u"that"_s, u"night"_s}));
        QCOMPARE(text.blocks[3].kind, BlockKind::Heading);
        QCOMPARE(text.blocks[4].number, 1); // they count anew
        QCOMPARE(text.blocks[5].kind, BlockKind::Point);
        QCOMPARE(text.blocks[6].kind, BlockKind::Warning);
        QCOMPARE(text.blocks[7].kind, BlockKind::Picture);
        QCOMPARE(text.blocks[7].picture, u"house-board"_s);
    }

    void theDotsOfAButtonDoNotStandBeforeAFullStop()
    {
        const auto names = [](const QString &name, const QString &) { return name; };
        const auto text =
            parseTask(u"# A\nkeywords: a\n\nPress [[Make new…]].\n\nPress [[Make new…]] now [[Go]].\n"_s, u"en"_s, names);
        QVERIFY(text);
        QCOMPARE(text->blocks[0].spans[1].text, u"Make new"_s);
        QCOMPARE(text->blocks[1].spans[1].text, u"Make new…"_s);
        QCOMPARE(text->blocks[1].spans[3].text, u"Go"_s);
    }

    void kirundiStandsWithItsFrench()
    {
        const auto text =
            parseTask(u"# Uburiri\nkeywords: uburiri\n\n- Murashaka amazi? | Voulez-vous de l’eau ?\n"_s, u"rn"_s, upper)
                .value();
        QCOMPARE(text.blocks.front().kind, BlockKind::Says);
        QCOMPARE(text.blocks.front().spans.front().text, u"Murashaka amazi?"_s);
        QCOMPARE(text.blocks.front().french.front().text, u"Voulez-vous de l’eau ?"_s);
    }

    void whatIsWrittenWrongIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("content");
        QTest::addColumn<int>("line");
        QTest::newRow("no title") << u"Text\n"_s << 1;
        QTest::newRow("a second title") << u"# One\n# Two\n"_s << 2;
        QTest::newRow("a step out of order") << u"# One\n\n1. A\n3. B\n"_s << 4;
        QTest::newRow("an open name") << u"# One\n\nPress [[Print\n"_s << 3;
        QTest::newRow("a link to no task") << u"# One\n\nSee [it](http://example.org)\n"_s << 3;
    }
    void whatIsWrittenWrongIsToldWithItsLine()
    {
        QFETCH(const QString, content);
        QFETCH(const int, line);
        const auto text = parseTask(content, u"en"_s, upper);
        QVERIFY(!text);
        QCOMPARE(text.error().code, Errc::TemplateDamaged);
        QCOMPARE(text.error().number("at"), std::int64_t(line));
    }

    void whatIsMissingIsRefused()
    {
        QVERIFY(loadFrom(smallFiles()).hasValue());
        auto files = smallFiles();
        files.remove(u"beds.fr.markdown"_s);
        QCOMPARE(loadFrom(files).error().code, Errc::TemplateDamaged);
        files = smallFiles();
        files[u"index.csv"_s] += "beds,house,\n";
        QCOMPARE(loadFrom(files).error().code, Errc::TemplateDamaged); // twice
        files.clear();
        QCOMPARE(loadFrom(files).error().code, Errc::FileNotFound);
    }

    void aPageLeadsToItsTaskAndALinkSaysItsTitle()
    {
        const auto manual = loadFrom(smallFiles()).value();
        QCOMPARE(manual.forPage("admit")->id, u"night"_s);
        QVERIFY(manual.forPage("nowhere") == nullptr);
        const Task &night = *manual.find(u"night"_s);
        QCOMPARE(manual.plainText(night, u"fr"_s), u"Une femme arrive la nuit\nElle dort d’abord. Voir Les lits."_s);
        QCOMPARE(manual.plainText(night, u"rn"_s), u"Kwakira umuntu mw’ijoro\nMurashaka amazi?\nVoulez-vous de l’eau ?"_s);
        QCOMPARE(shownLanguages(night, u"rn"_s), (QStringList{u"rn"_s, u"fr"_s})); // never Kirundi alone
        QCOMPARE(shownLanguages(*manual.find(u"beds"_s), u"rn"_s), QStringList{u"fr"_s});
        QCOMPARE(shownLanguages(night, u"en"_s), QStringList{u"en"_s});
    }

    void theSearchIsBlindToCaseAndAccentsAndPutsTitlesFirst()
    {
        const auto manual = loadFrom(smallFiles()).value();
        const ManualIndex french(manual, u"fr"_s);
        QCOMPARE(idsOf(french.find({})), (QStringList{u"night"_s, u"beds"_s}));
        QCOMPARE(idsOf(french.find(u"LITS"_s)), (QStringList{u"beds"_s, u"night"_s})); // the title before a link in a text
        QCOMPARE(idsOf(french.find(u"nuit"_s)), (QStringList{u"night"_s, u"beds"_s}));
        QCOMPARE(idsOf(french.find(u"d'abord"_s)), QStringList{u"night"_s}); // whatever the apostrophe
        QCOMPARE(idsOf(french.find(u"cham"_s)), QStringList{u"beds"_s});     // a keyword, by its beginning
        QCOMPARE(idsOf(french.find(u"place chambre"_s)), QStringList{u"beds"_s});
        QVERIFY(french.find(u"place portail"_s).empty()); // all words, in one task
        QVERIFY(french.find(u"gate"_s).empty());          // English is not shown
        QVERIFY(french.find(u"amazi"_s).empty());
        const ManualIndex kirundi(manual, u"rn"_s);
        QCOMPARE(idsOf(kirundi.find(u"amazi"_s)), QStringList{u"night"_s});
        QCOMPARE(idsOf(kirundi.find(u"portail"_s)), QStringList{u"night"_s}); // the French stands beside it
    }

    void theManualOfTheProgramIsWhole()
    {
        int names = 0;
        const auto read = Manual::builtin([&names](const QString &english, const QString &) {
            ++names;
            return english;
        });
        QVERIFY2(read.hasValue(), read ? "" : read.error().toString().c_str());
        QVERIFY(names > 200); // it speaks of the program
        QVERIFY(read->tasks().size() >= 30);
        QSet<QString> titles;
        for (const Task &task : read->tasks()) {
            for (const QString &language : task.texts.keys()) {
                const TaskText &text = task.text(language);
                QVERIFY2(!titles.contains(text.title), qPrintable(text.title));
                titles.insert(text.title);
                QVERIFY2(!text.keywords.isEmpty() && !text.keywords.contains(QString()), qPrintable(task.id));
                for (const Block &block : text.blocks) {
                    for (const Span &span : block.spans)
                        QVERIFY2(span.kind != SpanKind::Link || read->find(span.target) != nullptr, qPrintable(span.target));
                    QVERIFY2(block.kind == BlockKind::Says || block.kind == BlockKind::Heading || language != u"rn"_s,
                             qPrintable(task.id)); // unreviewed Kirundi always has its French beside it
                    QCOMPARE(block.kind == BlockKind::Says, !block.french.isEmpty());
                }
            }
        }
    }

    void everyPageHasATaskThatHelps()
    {
        const auto manual = Manual::builtin({}).value();
        const QStringList pages = pageIds();
        QVERIFY(pages.size() > 50 && pages.contains(u"sign_in"_s) && pages.contains(u"lost_laptop"_s));
        for (const QString &page : pages)
            QVERIFY2(manual.forPage(page.toStdString()) != nullptr, qPrintable(page));
        for (const char *task : {"night-arrival",
                                 "child-arrival",
                                 "interview",
                                 "checklist",
                                 "consent",
                                 "beds",
                                 "roll-call",
                                 "referral",
                                 "answer-on-paper",
                                 "sealed-package",
                                 "paper-days",
                                 "power-fails",
                                 "laptop-stolen",
                                 "server-unreachable",
                                 "forgot-passphrase",
                                 "colleagues",
                                 "conflicts",
                                 "two-laptops",
                                 "usb-stick",
                                 "backup",
                                 "duplicates",
                                 "registry",
                                 "proceedings",
                                 "statistics",
                                 "library",
                                 "closing",
                                 "erasure",
                                 "exercises",
                                 "update",
                                 "caretaker"})
            QVERIFY2(manual.find(QLatin1String(task)) != nullptr, task);
        QVERIFY(!manual.pictures().isEmpty());
    }

    void whatPeopleTypeInHasteFindsTheTask_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("task");
        QTest::newRow("password") << u"en"_s << u"password"_s << u"forgot-passphrase"_s;
        QTest::newRow("mot de passe") << u"fr"_s << u"mot de passe"_s << u"forgot-passphrase"_s;
        QTest::newRow("vole") << u"fr"_s << u"vole"_s << u"laptop-stolen"_s;
        QTest::newRow("electricite") << u"fr"_s << u"ELECTRICITE"_s << u"power-fails"_s;
        QTest::newRow("doublon") << u"fr"_s << u"doublon"_s << u"duplicates"_s;
        QTest::newRow("ijoro") << u"rn"_s << u"ijoro"_s << u"night-arrival"_s;
        QTest::newRow("evacuation") << u"en"_s << u"fire"_s << u"roll-call"_s;
    }
    void whatPeopleTypeInHasteFindsTheTask()
    {
        QFETCH(const QString, language);
        QFETCH(const QString, words);
        QFETCH(const QString, task);
        const auto manual = Manual::builtin({}).value();
        const QStringList found = idsOf(ManualIndex(manual, language).find(words));
        QVERIFY2(found.contains(task), qPrintable(found.join(u' ')));
        QVERIFY2(found.indexOf(task) < 3, qPrintable(found.join(u' '))); // among the first that are read
    }
};

QTEST_APPLESS_MAIN(TestManual)
#include "test_manual.moc"
