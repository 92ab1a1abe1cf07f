// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_map.h"

#include "core/model/code_list.h"
#include "core/model/csv.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

#include <QHash>

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

struct CodePair
{
    QString ours;
    QString standard;
    bool goesOut;
    bool comesIn;
};

struct HtcdsTables
{
    std::vector<HtcdsField> fields;
    QHash<QString, std::size_t> byName;            ///< name in small letters
    QHash<QString, QString> columnByHeading;       ///< alias and label, in small letters
    QHash<QString, std::vector<CodePair>> maps;    ///< by the map's name
    QHash<QString, QHash<QString, QString>> codes; ///< list -> code or label in small letters -> code
    QHash<QString, QString> alpha3;
};

QString headingKey(const QString &text)
{
    return text.simplified().toLower();
}

HtcdsConversion conversionNamed(const QString &name)
{
    static const QHash<QString, HtcdsConversion> names{
        {u"text"_s, HtcdsConversion::Text},           {u"date"_s, HtcdsConversion::Date},
        {u"number"_s, HtcdsConversion::Number},       {u"code"_s, HtcdsConversion::Code},
        {u"codes"_s, HtcdsConversion::Codes},         {u"country"_s, HtcdsConversion::Country},
        {u"languages"_s, HtcdsConversion::Languages}, {u"types"_s, HtcdsConversion::Types},
        {u"methods"_s, HtcdsConversion::Methods},     {u"controls"_s, HtcdsConversion::Controls},
        {u"status"_s, HtcdsConversion::Status},       {u"organ"_s, HtcdsConversion::Organ},
        {u"comment"_s, HtcdsConversion::Comment},     {u"derived"_s, HtcdsConversion::Derived},
        {u"lines"_s, HtcdsConversion::Lines},         {u"kept"_s, HtcdsConversion::Kept}};
    const auto found = names.constFind(name);
    INDARO_CHECK(found != names.constEnd());
    return *found;
}

sync::FieldId homeNamed(const QString &table, const QString &column)
{
    const sync::TableDefinition *definition = model::schema().findTable(table.toStdString());
    INDARO_CHECK(definition != nullptr);
    const auto field = std::ranges::find(definition->fields, column.toStdString(), &sync::FieldDefinition::column);
    INDARO_CHECK(field != definition->fields.end());
    return {definition->table, field->field};
}

sync::FieldId keptNamed(const QString &compartment)
{
    if (compartment == "identity"_L1)
        return model::fields::kept_value_identity::Value;
    if (compartment == "perpetrator"_L1)
        return model::fields::kept_value_perpetrator::Value;
    return model::fields::kept_value::Value;
}

HtcdsTables readHtcdsTables()
{
    HtcdsTables tables;
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-map.csv"_s)) {
        INDARO_CHECK(row.size() == 12);
        tables.byName.insert(headingKey(row.at(0)), tables.fields.size());
        tables.fields.push_back({row.at(0), row.at(1), homeNamed(row.at(2), row.at(3)), conversionNamed(row.at(4)),
                                 row.at(5), row.at(6), row.at(8), keptNamed(row.at(9))});
    }
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-aliases.csv"_s))
        tables.columnByHeading.insert(headingKey(row.at(0)), row.at(1));
    for (const QString &own : {HtcdsCaseCode.toString(), HtcdsExternalNumber.toString(), HtcdsSubmission.toString()})
        tables.columnByHeading.insert(headingKey(own), own);
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-code-map.csv"_s))
        tables.maps[row.at(0)].push_back({row.at(1), row.at(2), row.at(3) != "in"_L1, row.at(3) != "out"_L1});
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/htcds-codes.csv"_s)) {
        QHash<QString, QString> &list = tables.codes[row.at(0)];
        if (row.at(1).isEmpty())
            continue;
        list.insert(headingKey(row.at(1)), row.at(1));
        for (const QString &label : {row.at(2), row.at(3), row.at(4)}) {
            if (!label.isEmpty() && !list.contains(headingKey(label)))
                list.insert(headingKey(label), row.at(1));
        }
    }
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/ctdc-countries.csv"_s))
        tables.alpha3.insert(row.at(0), row.at(1));
    return tables;
}

const HtcdsTables &htcdsTables()
{
    static const HtcdsTables tables = readHtcdsTables(); // read-only after the first use
    return tables;
}

/// Our own codes of the field the standard's field is kept in.
bool isOurCode(const HtcdsField &field, const QString &written)
{
    const QString list = model::codeListOf(field.home);
    return !list.isEmpty() && model::CodeList::byName(list).find(written) != nullptr;
}

} // namespace

const std::vector<HtcdsField> &htcdsFields()
{
    return htcdsTables().fields;
}

const HtcdsField *findHtcdsField(QStringView name)
{
    const HtcdsTables &tables = htcdsTables();
    const auto found = tables.byName.constFind(headingKey(name.toString()));
    return found == tables.byName.constEnd() ? nullptr : &tables.fields[*found];
}

QStringList htcdsColumns()
{
    QStringList columns{HtcdsCaseCode.toString(), HtcdsExternalNumber.toString()};
    for (const HtcdsField &field : htcdsFields())
        columns << field.name;
    return columns;
}

QString htcdsColumnNamed(const QString &heading)
{
    const HtcdsTables &tables = htcdsTables();
    const QString whole = headingKey(heading);
    for (const QString &key : {whole, whole.section(u'/', -1), whole.section(u'-', -1)}) {
        if (key.isEmpty())
            continue;
        if (const auto found = tables.byName.constFind(key); found != tables.byName.constEnd())
            return tables.fields[*found].name;
        if (const auto found = tables.columnByHeading.constFind(key); found != tables.columnByHeading.constEnd())
            return *found;
    }
    return {};
}

QString toStandardCode(const HtcdsField &field, const QString &ours)
{
    const auto map = htcdsTables().maps.constFind(field.codeMap);
    if (map != htcdsTables().maps.constEnd()) {
        const auto pair = std::ranges::find_if(*map, [&](const CodePair &one) { return one.goesOut && one.ours == ours; });
        if (pair != map->end())
            return pair->standard;
    }
    return ours;
}

std::optional<HtcdsCode> readHtcdsCode(const HtcdsField &field, const QString &written)
{
    const QString key = headingKey(written);
    const HtcdsTables &tables = htcdsTables();
    const auto list = tables.codes.constFind(field.codeList);
    const auto map = tables.maps.constFind(field.codeMap);
    QString standard = list == tables.codes.constEnd() ? QString() : list->value(key);
    if (standard.isEmpty() && map != tables.maps.constEnd()) { // a language the standard's list does not name
        const auto pair =
            std::ranges::find_if(*map, [&](const CodePair &one) { return one.comesIn && headingKey(one.standard) == key; });
        standard = pair == map->end() ? QString() : pair->standard;
    }
    // Labels begin with a capital letter: in small letters it is a code of somebody, which is kept to the letter.
    if (!standard.isEmpty() && headingKey(standard) != key && !written.trimmed().isEmpty() && written == written.toLower())
        standard.clear();
    if (!standard.isEmpty()) {
        if (map == tables.maps.constEnd())
            return HtcdsCode{standard, standard};
        const auto pair =
            std::ranges::find_if(*map, [&](const CodePair &one) { return one.comesIn && one.standard == standard; });
        if (pair != map->end())
            return HtcdsCode{standard, pair->ours};
        // A code the register has no word for: stored as the standard writes it where it takes any code.
        const bool isOpen = field.conversion == HtcdsConversion::Types || field.conversion == HtcdsConversion::Methods ||
                            field.codeMap == "sector"_L1;
        return HtcdsCode{standard, isOpen ? standard : QString()};
    }
    const QString plain = written.trimmed();
    if (isOurCode(field, plain))
        return HtcdsCode{toStandardCode(field, plain), plain};
    return std::nullopt;
}

QString alpha3Of(const QString &alpha2)
{
    return htcdsTables().alpha3.value(alpha2.toUpper());
}

} // namespace indaro::casework
