// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/exchange_words.h"

#include "ui/pages/settings/exchange_section.h"

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int MostFindings = 40;

QString reasonWords(const QString &reason)
{
    if (reason == "row"_L1)
        return ExchangeSection::tr("it is no whole line of text");
    if (reason == "columns"_L1)
        return ExchangeSection::tr("it has more cells than the table has headings");
    if (reason == "nothing"_L1)
        return ExchangeSection::tr("it says nothing that is read");
    if (reason == "case-code"_L1)
        return ExchangeSection::tr("its case code is mistyped");
    if (reason == "two-files"_L1)
        return ExchangeSection::tr("several files have its number");
    if (reason == "closed"_L1)
        return ExchangeSection::tr("that file is closed");
    if (reason == "too-long"_L1)
        return ExchangeSection::tr("too long");
    if (reason == "code"_L1)
        return ExchangeSection::tr("a code the standard does not know, kept as it came");
    if (reason == "date"_L1)
        return ExchangeSection::tr("no date, kept as it came");
    if (reason == "date-future"_L1)
        return ExchangeSection::tr("a day that has not come yet, kept as it came");
    if (reason == "number"_L1 || reason == "range"_L1)
        return ExchangeSection::tr("no number that can be, kept as it came");
    if (reason == "characters"_L1)
        return ExchangeSection::tr("signs a text may not have, kept as it came");
    if (reason == "author"_L1)
        return ExchangeSection::tr("only an authority decides this, kept as it came");
    if (reason == "encoding"_L1)
        return ExchangeSection::tr("its letters are coded otherwise than those of other lines: look at the accents");
    if (reason == "formula"_L1)
        return ExchangeSection::tr("a formula, kept as text");
    if (reason == "referral"_L1)
        return ExchangeSection::tr("a referral that is not complete enough to become one of ours, kept as it came");
    if (reason == "plan"_L1)
        return ExchangeSection::tr("a step of a plan that has not ended or is not complete, kept as it came");
    return ExchangeSection::tr("the file here says something else, which stands");
}

} // namespace

Result<WrittenTable> writeTable(casework::Desk &desk, const casework::ExchangeOrder &order, bool isCtdc, const QString &path,
                                const std::string &agreed)
{
    if (isCtdc) {
        INDARO_TRY_ASSIGN(const auto done, casework::exportCtdc(desk, order, agreed));
        INDARO_TRY(casework::writeWithManifest(path.toStdU16String(), done.file, done.manifest));
        return WrittenTable{done.counts, done.notVictims, done.rowsLeftOut, done.cellsLeftOut};
    }
    INDARO_TRY_ASSIGN(const auto done, casework::exportHtcds(desk, order, agreed));
    INDARO_TRY(casework::writeWithManifest(path.toStdU16String(), done.file, done.manifest));
    return WrittenTable{done.counts};
}

QString previewWords(const casework::ExchangePreview &counts)
{
    QStringList said{ExchangeSection::tr("%n people would be in this table.", nullptr, counts.rows)};
    if (counts.outsidePeriod > 0)
        said << ExchangeSection::tr("%n came outside the period.", nullptr, counts.outsidePeriod);
    if (counts.houseOnly > 0)
        said << ExchangeSection::tr("%n said no to copies outside the house.", nullptr, counts.houseOnly);
    if (counts.withoutConsent > 0)
        said << ExchangeSection::tr("%n did not agree to this receiver.", nullptr, counts.withoutConsent);
    if (counts.cellsLeftOut > 0)
        said << ExchangeSection::tr("%n cells stay empty, because they are withheld or were not agreed to.", nullptr,
                                    counts.cellsLeftOut);
    return said.join(u' ');
}

QString writtenWords(const WrittenTable &written)
{
    QStringList said{ExchangeSection::tr("%n people are in the table, and a signed file beside it proves it.", nullptr,
                                         written.counts.rows)};
    if (written.rowsLeftOut > 0)
        said << ExchangeSection::tr("%n would have stood out and were left out.", nullptr, written.rowsLeftOut);
    if (written.cellsEmptied > 0)
        said << ExchangeSection::tr("%n cells were emptied, so that nobody stands out.", nullptr, written.cellsEmptied);
    if (written.notVictims > 0)
        said << ExchangeSection::tr("%n are not presumed or identified and are not in it.", nullptr, written.notVictims);
    said << ExchangeSection::tr("The table is not encrypted: delete it as soon as it has done its work.");
    return said.join(u' ');
}

QString takenWords(const casework::HtcdsImportReport &report)
{
    QStringList said{ExchangeSection::tr("%n lines read.", nullptr, report.rows),
                     ExchangeSection::tr("%n new files.", nullptr, report.imported),
                     ExchangeSection::tr("%n merged into files that were here.", nullptr, report.merged - report.unchanged),
                     ExchangeSection::tr("%n not taken.", nullptr, static_cast<int>(report.notTaken.size()))};
    if (report.unchanged > 0)
        said << ExchangeSection::tr("%n were here already and changed nothing.", nullptr, report.unchanged);
    return said.join(u' ');
}

QString findingWords(const casework::HtcdsImportReport &report)
{
    QStringList lines;
    qsizetype more = 0;
    const auto add = [&](const QString &line) {
        if (lines.size() < MostFindings)
            lines << line;
        else
            ++more;
    };
    // A template brings a thousand numbered lines with nothing in them: said once.
    const auto isEmpty = [](const casework::ExchangeFinding &one) { return one.reason == "nothing"_L1; };
    const auto empty = static_cast<int>(std::ranges::count_if(report.notTaken, isEmpty));
    if (empty > 1)
        add(ExchangeSection::tr("%n lines say nothing that is read.", nullptr, empty));
    for (const casework::ExchangeFinding &one : report.notTaken) {
        if (empty <= 1 || !isEmpty(one))
            add(ExchangeSection::tr("Line %1 was not taken: %2.").arg(one.line).arg(reasonWords(one.reason)));
    }
    for (const QString &column : report.columnsNotRead)
        add(ExchangeSection::tr("The column “%1” is not of the standard and was not read.").arg(column));
    for (const QString &column : report.labelsThatDisagree)
        add(ExchangeSection::tr("Under the heading “%1” stands the label of another field; the heading counts.")
                .arg(column));
    for (const casework::ExchangeFinding &one : report.cells) {
        if (one.column.isEmpty())
            add(ExchangeSection::tr("Line %1: %2.").arg(one.line).arg(reasonWords(one.reason)));
        else
            add(ExchangeSection::tr("Line %1, %2: %3.").arg(one.line).arg(one.column, reasonWords(one.reason)));
    }
    if (more > 0)
        lines << ExchangeSection::tr("And %n more, which the saved report tells.", nullptr, static_cast<int>(more));
    return lines.join(u'\n');
}

} // namespace indaro::ui::pages
