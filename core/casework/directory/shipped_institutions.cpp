// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/shipped_institutions.h"

#include "core/model/csv.h"
#include "core/sync/derived_id.h"

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace {

enum Column { Id, Category, Name, Place, Services, Hours, Cost, Phone, Contact, Source, VerifiedOn, Note, Columns };

/// The mark each line of the file bears for its readers; in the program the day it was verified says it, and goes on saying
/// it.
QString withoutMark(const QString &note)
{
    constexpr QLatin1StringView Mark("(to be verified)");
    const qsizetype at = note.indexOf(Mark);
    INDARO_CHECK(at >= 0);
    return note.mid(at + Mark.size()).remove(0, 1).trimmed(); // and its full stop
}

ShippedInstitution readInstitution(const QStringList &row)
{
    INDARO_CHECK(row.size() == Columns);
    INDARO_CHECK(row[VerifiedOn].isEmpty()); // nobody of the house has asked anybody yet
    std::string shipped = row[Id].toStdString();
    // As derivedIdOf() makes it from the record: two laptops that adopt the same line have one record.
    DirectoryEntry entry{.id = sync::derivedId({"directory_entry", shipped}), .isAsShipped = true};
    entry.category = row[Category];
    entry.name = row[Name];
    entry.place = row[Place];
    entry.services = row[Services].split(u' ', Qt::SkipEmptyParts);
    entry.hours = row[Hours];
    entry.cost = row[Cost];
    entry.phone = row[Phone];
    entry.contact = row[Contact];
    entry.source = row[Source];
    entry.note = withoutMark(row[Note]);
    return {std::move(shipped), std::move(entry)};
}

} // namespace

const std::vector<ShippedInstitution> &shippedInstitutions()
{
    static const std::vector<ShippedInstitution> institutions = [] {
        std::vector<ShippedInstitution> all;
        for (const QStringList &row : model::readCsvResource(u":/indaro/directory/institutions.csv"_s))
            all.push_back(readInstitution(row));
        return all;
    }();
    return institutions;
}

} // namespace indaro::casework
