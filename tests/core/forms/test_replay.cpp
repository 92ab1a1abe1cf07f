// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_replay.h"
#include "core/forms/sheet_columns.h"
#include "core/forms/workbook.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <quazip.h>
#include <quazipfile.h>

using namespace Qt::StringLiterals;
using namespace indaro::forms;

namespace {

const QString Fixtures = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/"_s;

class FixedClock final : public indaro::base::Clock
{
public:
    [[nodiscard]] indaro::base::UtcMs nowUtc() const override
    {
        return QDateTime::fromString(u"2026-01-15T12:34:56-07:00"_s, Qt::ISODate).toMSecsSinceEpoch();
    }
    [[nodiscard]] std::int64_t monotonicMs() const override { return 0; }
};

using States = QHash<QString, QJsonObject>;

void merge(States &states, const QJsonObject &changed)
{
    for (auto state = changed.begin(); state != changed.end(); ++state) {
        if (state.value().isNull())
            states.remove(state.key());
        else
            states.insert(state.key(), state.value().toObject());
    }
}

/// A difference we stand by, from trace-rules.tsv: form, path without positions (a pattern), member, theirs, ours
/// (patterns).
struct Rule
{
    QString form;
    QRegularExpression path;
    QString member;
    QRegularExpression theirs;
    QRegularExpression ours;
    bool isUsed = false;
};

QRegularExpression whole(const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

} // namespace

/// What the reference engine of ODK did with the same answers [forms.md 4.3].
class TestReplay : public QObject
{
    Q_OBJECT

    FixedClock m_clock;
    std::vector<Rule> m_rules;

    FormEnvironment environment() const
    {
        FormEnvironment made;
        made.clock = &m_clock;
        made.timeZone = "America/Phoenix";
        return made;
    }

    static std::shared_ptr<const FormDefinition> open(const QString &name)
    {
        auto form = FormDefinition::load((Fixtures + u"open/"_s + name).toStdU16String());
        return form ? std::make_shared<const FormDefinition>(std::move(form).value()) : nullptr;
    }

    /// Names of the questions whose state hangs on random(): what they read, and what is inside of what they show.
    static QSet<int> randomItems(const FormDefinition &form)
    {
        QSet<int> random;
        for (bool moved = true; moved;) {
            moved = false;
            for (const FormItem &item : form.items()) {
                bool hangs = item.parent >= 0 && random.contains(item.parent);
                for (const auto *one : {&item.relevant, &item.calculation, &item.dynamicDefault, &item.choiceFilter,
                                        &item.repeatCount, &item.constraint}) {
                    if (!*one)
                        continue;
                    hangs = hangs || (*one)->functions().contains(u"random"_s) || (*one)->functions().contains(u"uuid"_s);
                    for (const QString &name : (*one)->references()) {
                        const FormItem *read = form.findByName(name);
                        hangs = hangs || (read != nullptr && random.contains(read->index));
                    }
                }
                if (hangs && !random.contains(item.index)) {
                    random.insert(item.index);
                    moved = true;
                }
            }
        }
        return random;
    }

    bool isRuled(const QString &form, const QString &path, const QString &member, const QString &theirs, const QString &ours)
    {
        for (Rule &rule : m_rules) {
            if ((rule.form == "*"_L1 || rule.form == form) && rule.member == member && rule.path.match(path).hasMatch() &&
                rule.theirs.match(theirs).hasMatch() && rule.ours.match(ours).hasMatch()) {
                rule.isUsed = true;
                return true;
            }
        }
        return false;
    }

    /// Every difference without a rule: "step path member: theirs | ours".
    QStringList replay(const QByteArray &trace)
    {
        static const QRegularExpression position(u"\\[\\d+\\]"_s);
        const QList<QByteArray> lines = trace.split('\n');
        const QJsonObject head = QJsonDocument::fromJson(lines.front()).object();
        const QString name = head.value("form"_L1).toString();
        const auto definition = open(name);
        if (!definition)
            return {u"does not open"_s};
        const QSet<int> random = randomItems(*definition);
        FormReplay replay(definition, environment());
        States theirs;
        States ours;
        QStringList out;
        const auto compare = [&](int step, const QStringList &paths) {
            for (const QString &path : paths) {
                const QString plain = QString(path).remove(position);
                const FormItem *item = definition->findByPath(plain);
                if (plain.contains("/meta"_L1) || (item != nullptr && random.contains(item->index)))
                    continue;
                const auto differs = [&](const QString &member, const QString &a, const QString &b) {
                    if (a != b && !isRuled(name.chopped(5), plain, member, a, b))
                        out.append(u"%1 %2 %3: %4 | %5"_s.arg(step).arg(path, member, a, b));
                };
                if (!theirs.contains(path) || !ours.contains(path)) {
                    differs(u"node"_s, theirs.contains(path) ? u"+"_s : u"-"_s, ours.contains(path) ? u"+"_s : u"-"_s);
                    continue;
                }
                for (const QString &member : {u"r"_s, u"v"_s, u"c"_s, u"q"_s, u"ro"_s, u"rq"_s, u"n"_s})
                    differs(member, theirs[path].value(member).toVariant().toString(),
                            ours[path].value(member).toVariant().toString());
            }
        };
        merge(theirs, head.value("initial"_L1).toObject());
        merge(ours, replay.initial().value("initial"_L1).toObject());
        compare(0, theirs.keys() + ours.keys());
        for (qsizetype i = 1; i < lines.size(); ++i) {
            const QJsonObject recorded = QJsonDocument::fromJson(lines.at(i)).object();
            if (recorded.isEmpty())
                continue;
            QJsonObject step = recorded;
            const QJsonObject theirChanges = step.take(u"changed"_s).toObject();
            const auto done = replay.step(step);
            if (!done)
                out.append(u"%1 %2 refused"_s.arg(i).arg(step.value("ref"_L1).toString()));
            const QJsonObject ourChanges = done ? done->value("changed"_L1).toObject() : QJsonObject();
            merge(theirs, theirChanges);
            merge(ours, ourChanges);
            compare(static_cast<int>(i), theirChanges.keys() + ourChanges.keys());
        }
        compare(static_cast<int>(lines.size()), theirs.keys() + ours.keys());
        return out;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(Fixtures + u"trace-rules.tsv"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        file.readLine(); // the head
        while (!file.atEnd()) {
            const QStringList cells = QString::fromUtf8(file.readLine()).chopped(1).split(u'\t');
            QCOMPARE(cells.size(), 6);
            QVERIFY2(!cells.at(5).isEmpty(), "a difference needs its rule");
            m_rules.push_back({cells.at(0), whole(cells.at(1)), cells.at(2), whole(cells.at(3)), whole(cells.at(4))});
        }
    }

    void everyFormOpensAndEveryRowIsShownOrListed_data()
    {
        QTest::addColumn<QString>("form");
        for (const QString &form : QDir(Fixtures + u"open"_s).entryList({u"*.xlsx"_s}))
            QTest::newRow(qPrintable(form)) << form;
    }
    void everyFormOpensAndEveryRowIsShownOrListed()
    {
        QFETCH(QString, form);
        const auto definition = open(form);
        QVERIFY(definition);
        QSet<int> known;
        for (const FormItem &item : definition->items())
            known.insert(item.row);
        for (const Finding &finding : definition->findings()) {
            if (finding.sheet == "survey"_L1)
                known.insert(finding.row);
        }
        QFile file(Fixtures + u"open/"_s + form);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto workbook = Workbook::read(file.readAll());
        QVERIFY(workbook.hasValue());
        const Sheet *survey = workbook->findSheet(u"survey"_s);
        QVERIFY(survey != nullptr);
        QStringList lost;
        static const QRegularExpression edge(u"^end[ _]"_s, QRegularExpression::CaseInsensitiveOption);
        const SheetTable table(*survey);
        for (const SheetRow &row : table.rows()) {
            const QString type = table.text(row, "type"_L1);
            const QString disabled = table.text(row, "disabled"_L1).toLower();
            if (!type.isEmpty() && !edge.match(type).hasMatch() && disabled.isEmpty() && !known.contains(row.number))
                lost.append(QString::number(row.number));
        }
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u' ')));
    }

    void recordedSessionsAreReplayed_data()
    {
        QTest::addColumn<QByteArray>("trace");
        QuaZip zip(Fixtures + u"traces.zip"_s);
        QVERIFY(zip.open(QuaZip::mdUnzip));
        for (bool more = zip.goToFirstFile(); more; more = zip.goToNextFile()) {
            QuaZipFile file(&zip);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QTest::newRow(qPrintable(zip.getCurrentFileName())) << file.readAll();
        }
    }
    void recordedSessionsAreReplayed()
    {
        QFETCH(QByteArray, trace);
        const QStringList surprises = replay(trace);
        QVERIFY2(surprises.isEmpty(), qPrintable(surprises.mid(0, 40).join(u'\n')));
    }

    void everyRuleIsNeeded()
    {
        QStringList idle;
        for (const Rule &rule : m_rules) {
            if (!rule.isUsed)
                idle.append(rule.form + u' ' + rule.path.pattern());
        }
        QVERIFY2(idle.isEmpty(), qPrintable(idle.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "test_replay.moc"
