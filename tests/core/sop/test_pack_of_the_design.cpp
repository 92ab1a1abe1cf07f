// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack.h"

#include <QFile>
#include <QHash>
#include <QTest>

#include <algorithm>

using namespace indaro::sop;
using namespace Qt::StringLiterals;

namespace {

using Row = QHash<QString, QString>;

/// One line of a CSV file whose fields hold no line break.
QStringList cellsOf(const QString &line)
{
    QStringList cells{QString()};
    bool isQuoted = false;
    for (const QChar each : line) {
        if (each == u'"')
            isQuoted = !isQuoted;
        else if (each == u',' && !isQuoted)
            cells.append(QString());
        else
            cells.last() += each;
    }
    return cells;
}

/// What was written down from the design by reading it, line by line: who, until when, what it holds back, what proves it
/// and where it comes from. "*": the design gives no number.
std::vector<Row> designRows()
{
    QFile file(QStringLiteral(INDARO_SOURCE_DIR "/tests/core/sop/domain_5.csv"));
    std::vector<Row> rows;
    if (!file.open(QIODevice::ReadOnly))
        return rows;
    QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    const QStringList header = cellsOf(lines.takeFirst());
    for (const QString &line : lines) {
        const QStringList cells = cellsOf(line);
        Row row;
        for (qsizetype i = 0; i < header.size(); ++i)
            row.insert(header[i], cells.value(i));
        rows.push_back(row);
    }
    return rows;
}

QStringList wordsOf(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

QString spansText(const std::vector<Span> &spans)
{
    QStringList texts;
    for (const Span &span : spans)
        texts.append(toString(span));
    return texts.join(u' ');
}

/// A deadline as the table writes it: "after exit 1 week 1 month", "before hearing 7 days", "every 1 month".
QString dueText(const Step &step, Track track)
{
    if (!step.due)
        return u"none"_s;
    const QString repeat = step.repeat ? "every "_L1 + toString(*step.repeat) : QString();
    if (track == Track::House)
        return repeat;
    const QString event = step.due->step.isEmpty() ? toString(step.due->event) : "step:"_L1 + step.due->step;
    QStringList parts{step.due->isBefore ? u"before"_s : u"after"_s, event, spansText(step.due->spans), repeat};
    parts.removeAll(QString());
    return parts.join(u' ');
}

/// A star stands for any number and unit.
bool isSameDue(const QString &wanted, const QString &found)
{
    const QString pattern = QRegularExpression::escape(wanted).replace("\\*"_L1, "\\d+ [a-z]+"_L1);
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(found).hasMatch();
}

struct Found
{
    const Step *step;
    Track track;
};

} // namespace

/// The procedure that ships against the design it was written from [domain.md 5]: nothing in it is later, asked of somebody
/// else, or held back less than the design says.
class TestPackOfTheDesign : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const auto reading = readShippedPack();
        QVERIFY(reading && reading->isUsable());
        m_pack = reading->pack;
        QCOMPARE(designRows().size(), std::size_t{96});
    }

    void everyLineIsThere_data()
    {
        QTest::addColumn<Row>("row");
        for (const Row &row : designRows())
            QTest::newRow(qPrintable(row[u"line"_s])) << row;
    }

    void everyLineIsThere()
    {
        QFETCH(const Row, row);
        std::vector<Found> found;
        for (const QString &id : wordsOf(row[u"steps"_s])) {
            const Found step = find(id);
            QVERIFY2(step.step != nullptr, qPrintable(id));
            found.push_back(step);
        }
        checkRoles(row, found);
        checkDues(row, found);
        checkWords(row, found);
        checkConfirmed(row, found);
    }

    /// A step the design does not have may be added to the pack, but none with an id of the design.
    void noStepTakesAnIdOfTheDesign()
    {
        QStringList known;
        for (const Row &row : designRows())
            known += wordsOf(row[u"steps"_s]);
        static const QRegularExpression ofTheDesign(u"^(0\\.[1-8]|1\\.[1-6]|2\\.\\d+|3\\.[1-8]|4\\.[1-7]|5\\.[1-6]|6\\.[1-8]"
                                                    u"|7\\.[1-8]|8\\.[1-6]|9\\.[1-8]|10\\.[1-5]|C\\d+)"
                                                    u"[a-z]?$"_s);
        const QStringList ours{u"6.6b"_s, u"6.6c"_s, u"C11"_s}; // answers to complaints, and coming of age
        for (const Phase &phase : m_pack.phases) {
            for (const Step &step : phase.steps) {
                if (ofTheDesign.match(step.id).hasMatch() && !ours.contains(step.id))
                    QVERIFY2(known.contains(step.id), qPrintable(step.id));
            }
        }
    }

private:
    Found find(const QString &id) const
    {
        for (const Phase &phase : m_pack.phases) {
            for (const Step &step : phase.steps) {
                if (step.id == id)
                    return {&step, phase.track};
            }
        }
        return {nullptr, Track::Person};
    }

    /// The first of the design answers for the first of the steps; each of the others has a part in one, and "-SW" in none.
    static void checkRoles(const Row &row, const std::vector<Found> &found)
    {
        const QStringList wanted = wordsOf(row[u"who"_s]);
        QStringList roles;
        for (const Found &each : found)
            roles += each.step->who;
        QVERIFY(!roles.isEmpty());
        if (!wanted.isEmpty() && !wanted.front().startsWith(u'-'))
            QCOMPARE(found.front().step->who.front(), wanted.front());
        for (const QString &role : wanted)
            QVERIFY2(role.startsWith(u'-') ? !roles.contains(role.mid(1)) : roles.contains(role), qPrintable(role));
    }

    static void checkDues(const Row &row, const std::vector<Found> &found)
    {
        const QStringList wanted = row[u"due"_s].split(u';');
        QCOMPARE(std::size_t(wanted.size()), found.size());
        for (std::size_t i = 0; i < found.size(); ++i) {
            const QString due = dueText(*found[i].step, found[i].track);
            QVERIFY2(isSameDue(wanted[qsizetype(i)], due), qPrintable(found[i].step->id + u": "_s + due));
        }
    }

    static void checkWords(const Row &row, const std::vector<Found> &found)
    {
        QStringList guards;
        QStringList evidence;
        QStringList forms;
        QStringList sources;
        bool isBlocking = false;
        for (const Found &each : found) {
            for (const Action action : each.step->guards)
                guards.append(toString(action));
            evidence += each.step->evidence;
            forms.append(each.step->form);
            sources += each.step->sources;
            isBlocking = isBlocking || each.step->blocks;
        }
        QCOMPARE(isBlocking, row[u"blocks"_s] == "B"_L1);
        const std::pair<QString, QStringList> columns[] = {
            {u"guards"_s, guards}, {u"evidence"_s, evidence}, {u"form"_s, forms}, {u"sources"_s, sources}};
        for (const auto &[name, there] : columns) {
            for (const QString &wanted : wordsOf(row[name]))
                QVERIFY2(there.contains(wanted), qPrintable(name + u": "_s + wanted));
        }
    }

    /// What the design proposes itself or remembers is to be confirmed; what has a source that binds is not marked.
    static void checkConfirmed(const Row &row, const std::vector<Found> &found)
    {
        const QString wanted = row[u"confirm"_s];
        const auto isMarked = [](const Found &each) { return each.step->isToConfirm; };
        if (wanted == "yes"_L1)
            QVERIFY(std::ranges::any_of(found, isMarked));
        if (wanted == "no"_L1)
            QVERIFY(std::ranges::none_of(found, isMarked));
    }

    Pack m_pack;
};

QTEST_GUILESS_MAIN(TestPackOfTheDesign)
#include "test_pack_of_the_design.moc"
