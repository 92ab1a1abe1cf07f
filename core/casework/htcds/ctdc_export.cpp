// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/ctdc_export.h"

#include "core/casework/consents/use_rule.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_map.h"
#include "core/model/csv.h"
#include "core/model/partial_date.h"

#include <QHash>
#include <QSet>

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr QStringView CtdcDataset = u"GlobalSynthetic_2024";

struct CtdcTables
{
    QStringList columns;
    /// "vic_MethodsOfControl=DebtBondage" -> the flag of 2024.
    QHash<QString, QString> flags;
};

/// The first name in "recruiterRelationFamily (cannot separate …)" or "isForcedLabour or isOtherExploit (…)".
QString flagIn(const QString &text)
{
    return text.section(u' ', 0, 0);
}

const CtdcTables &ctdcTables()
{
    static const CtdcTables tables = [] {
        CtdcTables read;
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/ctdc-codebook.csv"_s)) {
            if (row.at(0) == CtdcDataset)
                read.columns << row.at(2);
        }
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-ctdc-map.csv"_s)) {
            if (const QString flag = flagIn(row.at(2)); !row.at(1).isEmpty() && read.columns.contains(flag))
                read.flags.insert(row.at(0) + u'=' + row.at(1), flag);
        }
        return read;
    }();
    return tables;
}

QString cellIn(const ExchangePerson &person, QStringView field)
{
    static const QStringList columns = htcdsColumns();
    return person.cells.value(columns.indexOf(field.toString()));
}

QString genderOf(const QString &code)
{
    if (code == "Feminine"_L1)
        return u"Woman"_s;
    if (code == "Masculine"_L1)
        return u"Man"_s;
    static const QSet<QString> others{u"TransgenderFeminine"_s, u"TransgenderMasculine"_s, u"NonConforming"_s};
    return others.contains(code) ? u"Trans/Transgender/NonConforming"_s : QString();
}

struct CtdcBand
{
    int last;
    const char16_t *name;
};

QString bandOf(int number, std::initializer_list<CtdcBand> bands)
{
    for (const CtdcBand &band : bands) {
        if (number <= band.last)
            return QStringView(band.name).toString();
    }
    return {};
}

QString ageBand(const ExchangePerson &person)
{
    int age = person.estimatedAge;
    const auto born = model::PartialDate::parse(cellIn(person, u"prs_Birthdate"));
    const QDate on = QDate::fromString(person.registeredOn, Qt::ISODate);
    if (born && on.isValid() && born->earliest() <= on)
        age = model::ageOn(*born, on);
    if (age < 0)
        return {};
    return bandOf(age, {{8, u"0--8"},
                        {17, u"9--17"},
                        {20, u"18--20"},
                        {23, u"21--23"},
                        {26, u"24--26"},
                        {29, u"27--29"},
                        {38, u"30--38"},
                        {47, u"39--47"},
                        {200, u"48+"}});
}

QString durationBand(const QString &months)
{
    bool isNumber = false;
    const int number = months.toInt(&isNumber);
    if (!isNumber)
        return {};
    return bandOf(number, {{12, u"0--12 (0-1 yr)"}, {24, u"13--24 (1-2 yrs)"}, {1'000'000, u"25+ (2+ yrs)"}});
}

/// The country of the last exploitation that names one.
QString countryOfExploitation(const ExchangePerson &person)
{
    const QStringList types = cellIn(person, u"hte_Type").split(u'\n');
    const QStringList countries = cellIn(person, u"hte_Country").split(u'\n');
    QString last;
    for (qsizetype i = 0; i < types.size(); ++i) {
        if (const QString code = alpha3Of(countries.value(i).trimmed()); types.at(i) == "Exploitation"_L1 && !code.isEmpty())
            last = code;
    }
    return last;
}

bool isVictim(const QString &status)
{
    return status == "PossibleVictimOfTrafficking"_L1 || status == "ActualVictimOfTrafficking"_L1;
}

} // namespace

const QStringList &ctdcColumns()
{
    return ctdcTables().columns;
}

qsizetype ctdcQuasiIdentifiers()
{
    return ctdcColumns().indexOf(u"traffickMonths"_s) + 1;
}

QStringList ctdcRow(const ExchangePerson &person)
{
    if (!isVictim(cellIn(person, u"vic_TraffickingStatus")))
        return {};
    QHash<QString, QString> said;
    const QString referred = cellIn(person, u"cas_IncomingReferralDate");
    said.insert(u"yearOfRegistration"_s, (person.registeredOn.isEmpty() ? referred : person.registeredOn).left(4));
    said.insert(u"gender"_s, genderOf(cellIn(person, u"prs_Gender")));
    said.insert(u"ageBroad"_s, ageBand(person));
    said.insert(u"citizenship"_s, alpha3Of(cellIn(person, u"prs_Citizenship").section(u';', 0, 0).trimmed()));
    said.insert(u"CountryOfExploitation"_s, countryOfExploitation(person));
    said.insert(u"traffickMonths"_s, durationBand(person.durationMonths));
    for (const QStringView field : {QStringView(u"vic_MethodsOfControl"), QStringView(u"vic_TypeOfExploitation"),
                                    QStringView(u"vic_ForcedLabourIndustry"), QStringView(u"vic_TypeOfSexExploitation"),
                                    QStringView(u"vic_RelationshipToTrafficker")}) {
        for (const QString &code : cellIn(person, field).split(u';', Qt::SkipEmptyParts)) {
            const QString flag = ctdcTables().flags.value(field.toString() + u'=' + code.trimmed());
            if (!flag.isEmpty())
                said.insert(flag, u"1"_s);
        }
    }
    QStringList row;
    for (const QString &column : ctdcColumns())
        row << said.value(column);
    return row;
}

Result<CtdcExport> exportCtdc(Desk &desk, const ExchangeOrder &order, std::string_view agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    if (!rows::saysWhoAgreed(agreed))
        return Error(Errc::SecondPersonNeeded);
    if (order.receiver.kind.isEmpty() || order.receiver.name.trimmed().isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("receiver")}});
    if (order.agreement.trimmed().isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("agreement")}});
    INDARO_TRY_ASSIGN(rows::ChosenPeople chosen, rows::choosePeople(desk, order));
    CtdcExport out{.counts = chosen.counts};
    std::vector<QStringList> table;
    for (const ExchangePerson &person : chosen.people) {
        INDARO_TRY_ASSIGN(const UseAnswer use, askUse(desk, person.id, u"statistics"_s));
        if (use.isNo()) { // a table of numbers about people is no less
            ++out.counts.withoutConsent;
            chosen.groups.erase(person.id);
            continue;
        }
        if (QStringList row = ctdcRow(person); !row.isEmpty()) {
            table.push_back(std::move(row));
        } else {
            ++out.notVictims;
            chosen.groups.erase(person.id);
        }
    }
    AnonymousRows anonymous = makeAnonymous(std::move(table), ctdcQuasiIdentifiers(), CtdcK);
    if (anonymous.rows.empty())
        return Error(Errc::ValueOutOfRange, {{"min", std::int64_t{CtdcK}}});
    out.rowsLeftOut = anonymous.rowsLeftOut;
    out.cellsLeftOut = anonymous.cellsLeftOut;
    out.counts.rows = static_cast<int>(anonymous.rows.size());
    out.file = toExchangeCsv(ctdcColumns(), anonymous.rows);
    ManifestFacts facts{.standard = u"CTDC 2024"_s,
                        .rows = out.counts.rows,
                        .columns = ctdcColumns(),
                        .from = order.from ? order.from->toString(Qt::ISODate) : QString(),
                        .until = order.until ? order.until->toString(Qt::ISODate) : QString(),
                        .receiver = order.receiver,
                        .agreement = order.agreement,
                        .secondPerson = QString::fromUtf8(agreed.data(), static_cast<qsizetype>(agreed.size())),
                        .k = CtdcK};
    INDARO_TRY_ASSIGN(out.manifest, rows::signManifest(desk, std::move(facts), out.file));
    INDARO_TRY(rows::noteExchange(desk, chosen, order, "ctdc", agreed));
    return out;
}

} // namespace indaro::casework
