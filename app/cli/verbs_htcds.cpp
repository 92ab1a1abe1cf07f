// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of the Human Trafficking Case Data Standard, out and in, and the anonymous one for CTDC.
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/htcds/ctdc_export.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_import.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

using base::Result;

constexpr std::size_t LargestManifest = 1024 * 1024;

Result<QByteArray> readExchangeFile(const std::filesystem::path &path, std::size_t limit)
{
    INDARO_TRY_ASSIGN(const base::Bytes content, base::readFile(path, limit));
    return QByteArray(reinterpret_cast<const char *>(content.data()), static_cast<qsizetype>(content.size()));
}

/// Empty: not given. Errors: InvalidArgument (field=).
Result<std::optional<QDate>> dayOption(const Program &program, const QString &option)
{
    const QString given = program.arguments.value(option);
    if (given.isEmpty())
        return std::optional<QDate>();
    const QDate day = QDate::fromString(given, Qt::ISODate);
    if (!day.isValid())
        return base::Error(base::Errc::InvalidArgument, {{"field", option.toStdString()}});
    return std::optional(day);
}

Result<casework::ExchangeOrder> exchangeOrder(const Program &program)
{
    casework::ExchangeOrder order;
    INDARO_TRY_ASSIGN(order.receiver, receiverOf(program));
    INDARO_TRY_ASSIGN(order.from, dayOption(program, u"from"_s));
    INDARO_TRY_ASSIGN(order.until, dayOption(program, u"until"_s));
    order.agreement = program.arguments.value(u"agreement"_s);
    if (program.arguments.has(u"xlsx"_s) && program.arguments.has(u"csv"_s))
        return base::Error(base::Errc::InvalidArgument, {{"field", std::string("csv")}});
    if (program.arguments.has(u"xlsx"_s))
        order.format = casework::ExchangeFormat::Xlsx;
    return order;
}

QString leftOutText(const casework::ExchangePreview &counts)
{
    QString text;
    if (counts.houseOnly > 0)
        text += u"%1 said no to copies outside the house: left out\n"_s.arg(counts.houseOnly);
    if (counts.withoutConsent > 0)
        text += u"%1 did not agree to this receiver: left out\n"_s.arg(counts.withoutConsent);
    if (counts.outsidePeriod > 0)
        text += u"%1 outside the period: left out\n"_s.arg(counts.outsidePeriod);
    if (counts.cellsLeftOut > 0)
        text += u"%1 withheld or not agreed to: left empty\n"_s.arg(counted(counts.cellsLeftOut, u"cell"_s));
    return text;
}

QJsonObject toJson(const casework::ExchangePreview &counts)
{
    return {{u"ok"_s, true},
            {u"rows"_s, counts.rows},
            {u"withheld"_s, counts.houseOnly},
            {u"without_consent"_s, counts.withoutConsent},
            {u"outside_period"_s, counts.outsidePeriod},
            {u"cells_left_out"_s, counts.cellsLeftOut}};
}

QJsonArray toJson(const std::vector<casework::ExchangeFinding> &findings)
{
    QJsonArray array;
    for (const casework::ExchangeFinding &one : findings)
        array.append(QJsonObject{{u"line"_s, one.line}, {u"column"_s, one.column}, {u"reason"_s, one.reason}});
    return array;
}

const QString NotEncrypted = u"This file is not encrypted: delete it as soon as it has done its work."_s;

} // namespace

VerbResult exportHtcds(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const casework::ExchangeOrder order, exchangeOrder(program));
    const QString path = program.arguments.rest.front();
    INDARO_TRY_ASSIGN(const auto done, casework::exportHtcds(open->desk(), order, agreed));
    INDARO_TRY(casework::writeWithManifest(path.toStdU16String(), done.file, done.manifest));
    QJsonObject json = toJson(done.counts);
    json.insert(u"file"_s, path);
    return Reply{u"%1 written to %2\n"_s.arg(counted(done.counts.rows, u"row"_s), path) + leftOutText(done.counts), json,
                 NotEncrypted};
}

VerbResult exportCtdc(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const casework::ExchangeOrder order, exchangeOrder(program));
    const QString path = program.arguments.rest.front();
    INDARO_TRY_ASSIGN(const auto done, casework::exportCtdc(open->desk(), order, agreed));
    INDARO_TRY(casework::writeWithManifest(path.toStdU16String(), done.file, done.manifest));
    QJsonObject json = toJson(done.counts);
    json.insert(u"file"_s, path);
    json.insert(u"not_victims"_s, done.notVictims);
    json.insert(u"rows_left_out"_s, done.rowsLeftOut);
    json.insert(u"cells_suppressed"_s, done.cellsLeftOut);
    return Reply{u"%1 written to %2; %3 and %4 left out because they would stand out\n"_s.arg(
                     counted(done.counts.rows, u"row"_s), path, counted(done.rowsLeftOut, u"row"_s),
                     counted(done.cellsLeftOut, u"cell"_s)) +
                     leftOutText(done.counts),
                 json, NotEncrypted};
}

VerbResult importHtcds(Program &program)
{
    INDARO_TRY_ASSIGN(const QByteArray bytes, readExchangeFile(program.arguments.rest.front().toStdU16String(),
                                                               static_cast<std::size_t>(casework::LargestExchange)));
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const casework::HtcdsImportReport report, casework::importHtcds(open->desk(), bytes));
    if (const QString out = program.arguments.value(u"out"_s); !out.isEmpty()) {
        const QByteArray csv = casework::toCsv(report);
        INDARO_TRY(base::writeFileDurably(out.toStdU16String(),
                                          base::asBytes({csv.constData(), static_cast<std::size_t>(csv.size())})));
    }
    QString text = u"%1: %2 taken in, %3 merged, %4 not taken\n"_s.arg(counted(report.rows, u"row"_s))
                       .arg(report.imported)
                       .arg(report.merged)
                       .arg(report.notTaken.size());
    // A template brings a thousand numbered lines with nothing in them: said once.
    int empty = 0;
    for (const casework::ExchangeFinding &one : report.notTaken) {
        if (one.reason == "nothing"_L1)
            ++empty;
        else
            text += u"line %1: not taken (%2)\n"_s.arg(one.line).arg(one.reason);
    }
    if (empty > 0)
        text += u"%1 lines with nothing that is read\n"_s.arg(empty);
    for (const casework::ExchangeFinding &one : report.cells)
        text += one.column.isEmpty() ? u"line %1: %2\n"_s.arg(one.line).arg(one.reason)
                                     : u"line %1, %2: %3\n"_s.arg(one.line).arg(one.column, one.reason);
    for (const QString &column : report.columnsNotRead)
        text += u"column not read: %1\n"_s.arg(column);
    return Reply{text,
                 {{u"ok"_s, true},
                  {u"rows"_s, report.rows},
                  {u"imported"_s, report.imported},
                  {u"merged"_s, report.merged},
                  {u"not_taken"_s, toJson(report.notTaken)},
                  {u"cells"_s, toJson(report.cells)},
                  {u"columns_not_read"_s, QJsonArray::fromStringList(report.columnsNotRead)},
                  {u"labels_that_disagree"_s, QJsonArray::fromStringList(report.labelsThatDisagree)},
                  {u"encoding"_s, report.encoding}},
                 {}};
}

VerbResult verifyExport(Program &program)
{
    const std::filesystem::path path = program.arguments.rest.front().toStdU16String();
    const QString given = program.arguments.value(u"manifest"_s);
    const std::filesystem::path manifest =
        given.isEmpty() ? casework::manifestPath(path) : std::filesystem::path(given.toStdU16String());
    INDARO_TRY_ASSIGN(const QByteArray file, readExchangeFile(path, static_cast<std::size_t>(casework::LargestExchange)));
    INDARO_TRY_ASSIGN(const QByteArray said, readExchangeFile(manifest, LargestManifest));
    INDARO_TRY_ASSIGN(const casework::ManifestFacts facts, casework::verifyManifest(file, said));
    return Reply{u"%1, %2, made %3: as it was signed. The key's digits, to compare with the house: %4\n"_s.arg(
                     facts.standard, counted(facts.rows, u"row"_s), facts.madeAt, facts.keyDigits),
                 {{u"ok"_s, true},
                  {u"standard"_s, facts.standard},
                  {u"rows"_s, facts.rows},
                  {u"columns"_s, QJsonArray::fromStringList(facts.columns)},
                  {u"from"_s, facts.from},
                  {u"until"_s, facts.until},
                  {u"receiver_kind"_s, facts.receiver.kind},
                  {u"receiver"_s, facts.receiver.name},
                  {u"made_at"_s, facts.madeAt},
                  {u"k"_s, facts.k},
                  {u"digits"_s, facts.keyDigits}},
                 {}};
}

} // namespace indaro::cli
