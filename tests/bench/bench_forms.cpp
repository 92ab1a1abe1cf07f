// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/forms/form_instance.h"
#include "core/forms/form_package.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "tests/bench/bench.h"
#include "tests/bench/libxml_floor.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;

namespace indaro::bench {

namespace {

using forms::FormDefinition;
using forms::FormInstance;

using Rows = std::vector<QStringList>;

forms::Sheet sheet(const QString &name, const Rows &rows)
{
    forms::Sheet made{name, {}, {}};
    for (const QStringList &cells : rows)
        made.rows.push_back({static_cast<int>(made.rows.size()) + 1, cells});
    return made;
}

std::shared_ptr<const FormDefinition> definitionOf(const Rows &survey)
{
    const Rows choices{{u"list_name"_s, u"name"_s, u"label"_s}, {u"yn"_s, u"yes"_s, u"Oui"_s}, {u"yn"_s, u"no"_s, u"Non"_s}};
    const auto workbook = forms::Workbook::fromSheets({sheet(u"survey"_s, survey), sheet(u"choices"_s, choices)});
    return std::make_shared<const FormDefinition>(must(FormDefinition::fromWorkbook(workbook, u"bench"_s)));
}

const QStringList Header{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s, u"constraint"_s, u"calculation"_s, u"required"_s};

/// As long forms in the field are [forms.md 2]: numbers with a limit, every fourth question a sum of those before, every
/// fifth asked only after a yes.
std::shared_ptr<const FormDefinition> longForm(int questions)
{
    Rows survey{Header};
    for (int i = 0; i < questions; ++i) {
        const QString name = u"q%1"_s.arg(i);
        if (i % 4 == 3)
            survey.push_back(
                {u"calculate"_s, name, {}, {}, {}, u"${q%1} + ${q%2} * 2"_s.arg(i - 1).arg(i >= 7 ? i - 4 : i - 2), {}});
        else if (i % 4 == 0)
            survey.push_back({u"select_one yn"_s, name, u"Question %1"_s.arg(i), {}, {}, {}, u"yes"_s});
        else
            survey.push_back({u"integer"_s,
                              name,
                              u"Question %1"_s.arg(i),
                              i % 5 == 0
                                  ? u"${q%1} = 'yes' and not(${q%2} > 90)"_s.arg(i - i % 4).arg(i >= 5 ? i - i % 4 - 2 : 1)
                                  : QString(),
                              u". >= 0 and . < 100"_s,
                              {},
                              {}});
    }
    return definitionOf(survey);
}

/// A table of children with an age, a sum outside and a limit that reads the row before.
std::shared_ptr<const FormDefinition> repeatedForm()
{
    return definitionOf({Header,
                         {u"begin repeat"_s, u"child"_s, u"Enfant"_s},
                         {u"text"_s, u"called"_s, u"Prénom"_s},
                         {u"integer"_s, u"age"_s, u"Âge"_s, {}, u". < 18"_s},
                         {u"calculate"_s, u"small"_s, {}, {}, {}, u"if(${age} < 5, 1, 0)"_s},
                         {u"select_one yn"_s, u"school"_s, u"École"_s, u"${age} >= 6"_s},
                         {u"end repeat"_s},
                         {u"calculate"_s, u"how_many"_s, {}, {}, {}, u"count(${child})"_s},
                         {u"calculate"_s, u"small_ones"_s, {}, {}, {}, u"sum(${small})"_s}});
}

QString answerFor(const forms::FormItem &item, const FormInstance &instance, const QString &path, int turn)
{
    if (item.hasChoices()) {
        const auto choices = instance.choices(path);
        return choices.empty() ? QString() : choices[static_cast<std::size_t>(turn) % choices.size()]->name;
    }
    switch (item.type) {
    case forms::QuestionType::Integer:
    case forms::QuestionType::Decimal:
    case forms::QuestionType::Range:
        return QString::number(1 + turn % 40);
    case forms::QuestionType::Date:
        return u"2026-01-%1"_s.arg(1 + turn % 28, 2, 10, QChar(u'0'));
    default:
        return item.type == forms::QuestionType::Text ? u"Kayanza %1"_s.arg(turn) : QString();
    }
}

/// Answers `count` questions here and there; each answer works the whole form out.
Samples answerHereAndThere(FormInstance &instance, int count)
{
    std::mt19937 chance(7);
    QStringList asked;
    for (const auto &state : instance.allStates()) {
        if (instance.definition().item(state.item).isAsked())
            asked << state.path;
    }
    Samples samples;
    for (int turn = 0; turn < count && !asked.isEmpty(); ++turn) {
        const QString path = asked.at(static_cast<qsizetype>(chance() % static_cast<std::size_t>(asked.size())));
        const auto state = instance.state(path);
        if (!state || !state->relevant)
            continue;
        const QString answer = answerFor(instance.definition().item(state->item), instance, path, turn);
        const Stopwatch watch;
        const auto changes = instance.setAnswer(path, answer);
        samples.add(watch.ms());
        static_cast<void>(changes);
    }
    return samples;
}

void measurePasses(const Options &options, const forms::FormEnvironment &environment,
                   std::shared_ptr<const FormDefinition> largest)
{
    FormInstance four(longForm(options.formQuestions), environment);
    const Samples passes = answerHereAndThere(four, options.keystrokes);
    print("forms: questions", options.formQuestions, "");
    print("forms: pass after an answer, median", passes.median(), "ms");
    print("forms: pass after an answer, p99", passes.quantile(0.99), "ms", 5.0);

    const int items = static_cast<int>(largest->items().size());
    FormInstance large(std::move(largest), environment);
    const Samples largePasses = answerHereAndThere(large, options.keystrokes);
    print("forms: largest form at hand, rows", items, "");
    print("forms: largest form, pass after an answer, median", largePasses.median(), "ms");
    print("forms: largest form, pass after an answer, p99", largePasses.quantile(0.99), "ms", 16.0);

    FormInstance table(repeatedForm(), environment);
    for (int row = 1; row < options.formRepeats; ++row)
        static_cast<void>(must(table.addRepeat(u"/data/child"_s)));
    const Samples rowPasses = answerHereAndThere(table, options.keystrokes);
    print("forms: repeat, rows", static_cast<double>(table.childPaths(u"/data/child"_s).size()), "");
    print("forms: repeat, pass after an answer, p99", rowPasses.quantile(0.99), "ms", 16.0);
}

/// A question that is narrowed by the one before, and look-ups, all in one list of villages.
void measureLookUps(const Options &options, const forms::FormEnvironment &environment)
{
    QByteArray csv = "name,label,commune\n";
    for (int i = 0; i < options.formVillages; ++i)
        csv += "v" + QByteArray::number(i) + ",Colline " + QByteArray::number(i) + ",c" + QByteArray::number(i % 119) + "\n";
    const std::vector<QStringList> survey{
        {u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s, u"calculation"_s},
        {u"text"_s, u"commune"_s, u"Commune"_s},
        {u"select_one_from_file villages.csv"_s, u"village"_s, u"Colline"_s, u"commune = ${commune}"_s},
        {u"calculate"_s, u"pulled"_s, {}, {}, u"pulldata('villages', 'label', 'name', ${village})"_s},
        {u"calculate"_s, u"named"_s, {}, {}, u"instance('villages')/root/item[name = ${village}]/label"_s}};
    forms::FormPackage package;
    package.workbook = must(forms::makeWorkbook({{u"survey"_s, survey}}));
    package.workbookName = u"villages.xlsx"_s;
    package.files.insert(u"villages.csv"_s, csv);
    FormInstance instance(std::make_shared<const FormDefinition>(must(FormDefinition::fromPackage(package, u"villages"_s))),
                          environment);
    Samples passes;
    for (int turn = 0; turn < options.keystrokes; ++turn) {
        const int commune = turn % 119;
        const Stopwatch watch;
        static_cast<void>(must(instance.setAnswer(u"/data/commune"_s, u"c%1"_s.arg(commune))));
        static_cast<void>(must(instance.setAnswer(u"/data/village"_s, u"v%1"_s.arg(commune))));
        passes.add(watch.ms() / 2);
    }
    print("forms: list beside the form, rows", options.formVillages, "");
    print("forms: look-ups in it, pass after an answer, median", passes.median(), "ms", 5.0);
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        fail(base::Error(base::Errc::FileNotReadable));
    return file.readAll();
}

} // namespace

int benchForms(const Options &options)
{
    const QDir folder(QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/forms/open"));
    QFileInfoList files = folder.entryInfoList({u"*.xlsx"_s}, QDir::Files, QDir::Size); // the largest first
    if (files.isEmpty())
        fail(base::Error(base::Errc::FileNotFound));
    Samples opening;
    const QByteArray largestFile = bytesOf(files.front().filePath());
    for (int i = 0; i < options.unlocks; ++i) {
        const double begun = threadCpuMs(); // all of it is work of this thread
        static_cast<void>(must(FormDefinition::fromBytes(largestFile, u"largest"_s)));
        opening.add(threadCpuMs() - begun);
    }
    print("forms: largest workbook", static_cast<double>(largestFile.size()) / 1024.0, "KiB");
    print("forms: opening it, median", opening.median(), "ms", 300.0);

    if (options.formFiles < files.size())
        files = files.mid(files.size() - options.formFiles); // small ones
    std::vector<std::shared_ptr<const FormDefinition>> all;
    for (const QFileInfo &file : files)
        all.push_back(std::make_shared<const FormDefinition>(
            must(FormDefinition::fromBytes(bytesOf(file.filePath()), file.baseName()))));
    const auto largest = *std::max_element(
        all.begin(), all.end(), [](const auto &a, const auto &b) { return a->items().size() < b->items().size(); });
    const base::SystemClock clock;
    forms::FormEnvironment environment;
    environment.clock = &clock;
    measurePasses(options, environment, largest);
    measureLookUps(options, environment);
    return compareWithLibxml(all, options.formRounds);
}

} // namespace indaro::bench
