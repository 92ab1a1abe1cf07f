// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/data_groups.h"

#include "core/model/field_name.h"
#include "core/model/csv.h"
#include "core/model/field_table.h"

#include <QHash>

#include <algorithm>
#include <map>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

const std::map<sync::FieldId, QString> &groupByField()
{
    static const auto groups = [] {
        std::map<sync::FieldId, QString> read;
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/field-groups.csv"_s)) {
            const auto field = model::fieldNamed(row.at(0) + u'.' + row.at(1));
            INDARO_CHECK(field.has_value());
            read.emplace(*field, row.at(2));
        }
        return read;
    }();
    return groups;
}

const QHash<QString, ReferralLine> &lineByName()
{
    static const auto lines = [] {
        QHash<QString, ReferralLine> read;
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/referral-groups.csv"_s)) {
            ReferralLine line{row.at(0), row.at(1), {}};
            for (const QString &name : row.at(2).split(u' ', Qt::SkipEmptyParts)) {
                const auto field = model::fieldNamed(name);
                INDARO_CHECK(field.has_value());
                line.fields.push_back(*field);
            }
            read.insert(line.name, std::move(line));
        }
        return read;
    }();
    return lines;
}

} // namespace

QString groupOf(sync::FieldId field)
{
    const auto found = groupByField().find(field);
    return found == groupByField().end() ? QString::fromLatin1(NoGroup) : found->second;
}

std::vector<sync::FieldId> fieldsOf(const QString &group)
{
    std::vector<sync::FieldId> fields;
    for (const auto &[field, itsGroup] : groupByField()) {
        if (itsGroup == group)
            fields.push_back(field);
    }
    return fields;
}

ReferralLine referralLine(const QString &name)
{
    return lineByName().value(name, {.name = name});
}

QStringList referralLineNames()
{
    return lineByName().keys();
}

QStringList offeredGroups(const QString &recipientKind, Offer offer)
{
    QStringList groups;
    for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/consent-offer.csv"_s)) {
        if (row.at(0) == recipientKind && (row.at(2) == "first"_L1) == (offer == Offer::First))
            groups << row.at(1);
    }
    return groups;
}

} // namespace indaro::casework
