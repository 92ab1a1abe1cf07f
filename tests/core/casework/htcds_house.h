// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_cells.h"
#include "core/casework/htcds/htcds_export.h"
#include "core/casework/htcds/htcds_import.h"
#include "core/casework/row_values.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <random>

/// What both tests of exchanged tables use: a house with people of whom much and odd things are known.
namespace indaro::tests::htcds {

using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

inline constexpr unsigned Seed = 20261127;

/// Chance that can be told again.
struct Dice
{
    std::mt19937 engine;
    int below(int bound) { return static_cast<int>(engine() % static_cast<unsigned>(bound)); }
    template <class List> auto of(const List &list) { return list[static_cast<std::size_t>(below(int(std::size(list))))]; }
    QString of(const QStringList &list) { return list.at(below(int(list.size()))); }
    bool chance(int percent) { return below(100) < percent; }
};

inline const QStringList &oddTexts()
{
    static const QStringList texts{u"Ndayishimiye"_s,
                                   u"w’Imana d'Arc"_s,
                                   u"=SUM(A1)"_s,
                                   u"'=quoted"_s,
                                   u"''+two"_s,
                                   u"+257 79 55 31 20"_s,
                                   u"-1"_s,
                                   u"@name"_s,
                                   u"\ttab first"_s,
                                   u"Égide \"Zéphyrin\""_s,
                                   u"line\nbreak, comma; semicolon"_s,
                                   u" spaces kept "_s,
                                   u"كريمة"_s,
                                   u"😀 back\\slash"_s,
                                   u"007"_s,
                                   u"TRUE"_s};
    return texts;
}

inline sync::FieldValues owned(const sync::RecordId &file, sync::FieldId owner, sync::FieldValues values)
{
    values.emplace_back(owner, idValue(file));
    return values;
}

struct House : tests::DeskFixture
{
    explicit House(unsigned seed = 1) : DeskFixture(seed) {}

    void bearIn(std::uint16_t table, const sync::RecordId &id, const sync::FieldValues &values)
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->birth({table, id}, values).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    sync::RecordId bearNew(std::uint16_t table, const sync::FieldValues &values)
    {
        const auto id = sync::RecordId::make(random);
        bearIn(table, id, values);
        return id;
    }
    void edit(sync::FieldId field, const sync::RecordId &record, const base::Value &value)
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->edit(field, record, value).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }

    /// A person of whom everything the table can say may be known, in odd words and unknown codes too.
    sync::RecordId anybody(Dice &dice)
    {
        const auto text = [&]() -> base::Value {
            return dice.chance(25) ? base::Value() : base::Value(dice.of(oddTexts()).toStdString());
        };
        const auto oneOf = [&](const QStringList &codes) -> base::Value {
            return dice.chance(25) ? base::Value() : base::Value(dice.of(codes).toStdString());
        };
        const auto set = [&](const QStringList &codes) -> base::Value {
            QStringList some;
            for (const QString &code : codes) {
                if (dice.chance(30))
                    some << code;
            }
            return some.isEmpty() ? base::Value() : base::Value(sync::canonicalSet(some.join(u' ').toStdString()));
        };
        const QStringList days{u"2001"_s, u"2009-02"_s, u"2004-02-29"_s, u"2025-12-31"_s};
        const QStringList controls{u"DebtBondage"_s, u"PhysicalThreats"_s, u"code_inconnu"_s, u"Other"_s};
        const sync::RecordId file =
            bear({{fields::case_file::CaseCode, model::makeCaseCode(random)},
                  {fields::case_file::ExternalNumber, text()},
                  {fields::case_file::Status, dice.chance(50) ? "registered" : "left"},
                  {fields::case_file::Sex, oneOf({u"F"_s, u"M"_s, u"X"_s, u"code_inconnu"_s})},
                  {fields::case_file::Languages, set({u"rn"_s, u"fr"_s, u"sw"_s, u"other"_s})},
                  {fields::case_file::OpenedAt, std::int64_t{clock.nowUtc()}}},
                 {{fields::identity::GivenNames, text()},
                  {fields::identity::FamilyName, text()},
                  {fields::identity::BirthDate, oneOf(days)},
                  {fields::identity::Nationality, oneOf({u"BI"_s, u"CD"_s, u"Burundaise"_s, u"Congo, rép."_s})},
                  {fields::identity::MainLanguage, oneOf({u"rn"_s, u"fr"_s, u"klingon"_s})},
                  {fields::identity::MaritalStatus, oneOf({u"celibataire"_s, u"union_libre"_s, u"marie_legal"_s})},
                  {fields::identity::ChildrenCount, std::int64_t{dice.below(9)}},
                  {fields::identity::Education, oneOf({u"aucun"_s, u"universitaire"_s, u"primaire_incomplet"_s})},
                  {fields::identity::Phone, text()},
                  {fields::identity::OriginProvince, text()},
                  {fields::identity::OriginCommune, text()}});
        for (int i = dice.below(3); i > 0; --i) {
            const auto episode = bearNew(
                fields::episode::Table,
                owned(file, fields::episode::CaseFile,
                      {{fields::episode::ExploitationType,
                        oneOf({u"travail_force"_s, u"servitude_domestique"_s, u"activite_criminelle_forcee"_s, u"neuf"_s})},
                       {fields::episode::RecruitmentMethod, oneOf({u"agence_recrutement"_s, u"enlevement"_s, u"autre"_s})},
                       {fields::episode::RecruitmentPlace, text()},
                       {fields::episode::Place, text()},
                       {fields::episode::LeftOn, oneOf(days)},
                       {fields::episode::StartedOn, oneOf(days)},
                       {fields::episode::DestinationCountry, oneOf({u"OM"_s, u"TZ"_s})},
                       {fields::episode::DocumentsWithheld, oneOf({u"oui"_s, u"non"_s})},
                       {fields::episode::Sector, oneOf({u"A"_s, u"T_ActivitiesOfHouseholdsAsEmployers"_s})},
                       {fields::episode::Controls, set(controls)},
                       {fields::episode::SexExploitation, set({u"Prostitution"_s, u"Pornography"_s})}}));
            if (dice.chance(50))
                bearNew(fields::route_leg::Table, owned(file, fields::route_leg::CaseFile,
                                                        {{fields::route_leg::Episode, idValue(episode)},
                                                         {fields::route_leg::Number, std::int64_t{1}},
                                                         {fields::route_leg::ToPlace, text()},
                                                         {fields::route_leg::ToCountry, oneOf({u"KE"_s, u"UG"_s})}}));
        }
        if (dice.chance(60))
            bearIn(fields::registry::Table, file,
                   owned(file, fields::registry::CaseFile,
                         {{fields::registry::RelationToTrafficker, oneOf({u"Familial"_s, u"Unaquainted"_s, u"voisin"_s})},
                          {fields::registry::AgeWhenTrafficked, std::int64_t{dice.below(60)}},
                          {fields::registry::RecruitmentSites, set({u"WhatsApp"_s, u"Facebook"_s})},
                          {fields::registry::RecruitmentMethods, set({u"AtWork"_s, u"Other"_s})}}));
        if (dice.chance(60))
            bearNew(fields::status_decision::Table,
                    owned(file, fields::status_decision::CaseFile,
                          {{fields::status_decision::Author, dice.chance(50) ? "house" : "authority"},
                           {fields::status_decision::Status, oneOf({u"presumed"_s, u"identified"_s, u"not_victim"_s})},
                           {fields::status_decision::Organ, oneOf({u"NGO"_s, u"Police"_s})},
                           {fields::status_decision::RecordedAt, std::int64_t{clock.nowUtc()}}}));
        for (int i = dice.below(3); i > 0; --i)
            bearNew(fields::perpetrator::Table, owned(file, fields::perpetrator::CaseFile,
                                                      {{fields::perpetrator::Role, set({u"Transporter"_s, u"Smuggler"_s})},
                                                       {fields::perpetrator::RoleDetails, text()}}));
        if (dice.chance(40))
            bearNew(fields::note::Table, owned(file, fields::note::CaseFile,
                                               {{fields::note::Kind, "observation"}, {fields::note::Body, text()}}));
        return file;
    }

    QByteArray exported(ExchangeFormat format = ExchangeFormat::Csv)
    {
        return exportHtcds(*desk, {.format = format}, "alone").value().file;
    }
    std::int64_t count(const std::string &table)
    {
        auto rows = db->prepare("SELECT count(*) FROM " + table).value();
        INDARO_CHECK(rows.step().value());
        return rows.integer(0);
    }
    void say(const sync::RecordId &file, const char *purpose, const char *decision, const sync::FieldValues &more = {})
    {
        sync::FieldValues values{{fields::consent::CaseFile, idValue(file)},
                                 {fields::consent::Purpose, purpose},
                                 {fields::consent::Decision, decision},
                                 {fields::consent::GivenOn, "2026-11-24"}};
        values.insert(values.end(), more.begin(), more.end());
        bearNew(fields::consent::Table, values);
    }
};

/// The cells of a table, by column and row.
struct Cells
{
    ExchangeTable table;
    explicit Cells(const QByteArray &bytes) : table(readExchangeTable(bytes).value()) {}
    QString at(int row, const QString &column) const
    {
        return table.rows.at(std::size_t(row)).cells.value(table.columns.indexOf(column));
    }
};

/// The first cell in which two exports differ.
inline QString whereTheyDiffer(const QByteArray &one, const QByteArray &other)
{
    const Cells left(one);
    const Cells right(other);
    if (left.table.rows.size() != right.table.rows.size())
        return u"%1 lines, %2 lines"_s.arg(left.table.rows.size()).arg(right.table.rows.size());
    for (int row = 0; row < int(left.table.rows.size()); ++row) {
        for (const QString &column : htcdsColumns()) {
            const QString was = left.at(row, column);
            const QString is = right.at(row, column);
            if (was != is)
                return u"line %1, %2: %3 -> %4"_s.arg(row).arg(column,
                                                               QString::fromLatin1(was.toUtf8().toPercentEncoding(" ,;")),
                                                               QString::fromLatin1(is.toUtf8().toPercentEncoding(" ,;")));
        }
    }
    return u"not in a cell"_s;
}

inline QByteArray lines(const QStringList &texts)
{
    return texts.join(u"\r\n"_s).toUtf8() + "\r\n";
}

inline QStringList reasonsIn(const std::vector<ExchangeFinding> &findings)
{
    QStringList all;
    for (const ExchangeFinding &one : findings)
        all << u"%1 %2 %3"_s.arg(one.line).arg(one.column, one.reason);
    return all;
}

} // namespace indaro::tests::htcds
