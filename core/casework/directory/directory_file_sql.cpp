// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory_file.h"

#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr auto DirectoryFormat = "indaro/directory"_L1;

/// What is given out of an entry.
struct GivenField
{
    sync::FieldId field;
    QLatin1StringView name;
    QString (*value)(const DirectoryEntry &);
};
constexpr GivenField GivenFields[] = {
    {fields::directory_entry::Name, "name"_L1, [](const DirectoryEntry &e) { return e.name; }},
    {fields::directory_entry::Category, "category"_L1, [](const DirectoryEntry &e) { return e.category; }},
    {fields::directory_entry::Place, "place"_L1, [](const DirectoryEntry &e) { return e.place; }},
    {fields::directory_entry::Area, "area"_L1, [](const DirectoryEntry &e) { return e.area; }},
    {fields::directory_entry::Services, "services"_L1, [](const DirectoryEntry &e) { return e.services.join(u' '); }},
    {fields::directory_entry::Hours, "hours"_L1, [](const DirectoryEntry &e) { return e.hours; }},
    {fields::directory_entry::Cost, "cost"_L1, [](const DirectoryEntry &e) { return e.cost; }},
    {fields::directory_entry::Phone, "phone"_L1, [](const DirectoryEntry &e) { return e.phone; }},
    {fields::directory_entry::Email, "email"_L1, [](const DirectoryEntry &e) { return e.email; }},
    {fields::directory_entry::Contact, "contact"_L1, [](const DirectoryEntry &e) { return e.contact; }},
    {fields::directory_entry::Consent, "consent"_L1, [](const DirectoryEntry &e) { return e.consent; }},
};

/// Where a shelter is, and who leads there, goes from mouth to mouth.
bool leadsToAShelter(const GivenField &given)
{
    return given.field == fields::directory_entry::Place || given.field == fields::directory_entry::Contact ||
           given.field == fields::directory_entry::Phone;
}

QString sortedCodes(const QString &codes)
{
    QStringList all = codes.split(u' ', Qt::SkipEmptyParts);
    all.sort();
    return all.join(u' ');
}

bool isSameGiven(const GivenField &given, const QString &one, const QString &other)
{
    const bool isSet = given.field == fields::directory_entry::Services;
    return isSet ? sortedCodes(one) == sortedCodes(other) : one.trimmed() == other.trimmed();
}

Result<QJsonArray> entriesIn(const base::Bytes &content)
{
    const auto text = base::asText(content);
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
    if (object.value("format"_L1).toString() != DirectoryFormat)
        return Error(Errc::InvalidArgument, {{"field", std::string("content")}});
    return object.value("entries"_L1).toArray();
}

/// Who has signed it: somebody whose key was compared, or this house.
Result<QString> directorySigner(Desk &desk, const wire::OrganisationKey &key)
{
    INDARO_TRY_ASSIGN(const auto own, ownOrganisationKey(desk));
    if (own && own->key == key)
        return QString();
    INDARO_TRY_ASSIGN(const auto partners, listPartnerKeys(desk));
    for (const PartnerKey &partner : partners) {
        if (partner.isCompared && partner.key == key)
            return partner.name;
    }
    return Error(Errc::PackageSenderUnknown, {{"digits", wire::comparisonCodeOf(key)}});
}

/// The entry of this house that is meant: by its id, or by its name.
const DirectoryEntry *entryMeantBy(const std::vector<DirectoryEntry> &here, DirectoryId id, const QString &name)
{
    auto found = std::ranges::find(here, id, &DirectoryEntry::id);
    if (found == here.end())
        found = std::ranges::find_if(
            here, [&](const DirectoryEntry &each) { return model::foldName(each.name) == model::foldName(name); });
    return found == here.end() ? nullptr : &*found;
}

Result<QString> keyLineOf(Desk &desk, DirectoryId entry)
{
    INDARO_TRY_ASSIGN(const auto key, partnerKeyOf(desk, entry));
    return key ? QString::fromStdString(wire::organisationKeyText(key->key)) : QString();
}

/// Nothing: it says nothing that is not here.
Result<std::optional<DirectoryChange>> directoryChangeOf(Desk &desk, const QJsonObject &line,
                                                         const std::vector<DirectoryEntry> &here)
{
    const QByteArray bytes = QByteArray::fromHex(line.value("id"_L1).toString().toLatin1());
    const auto id = DirectoryId::fromBytes(base::asBytes({bytes.constData(), std::size_t(bytes.size())}));
    const QString name = line.value("name"_L1).toString().trimmed();
    if (!id || name.isEmpty() || line.value("category"_L1).toString().isEmpty())
        return std::optional<DirectoryChange>();
    const DirectoryEntry *present = entryMeantBy(here, *id, name);
    DirectoryChange change{.entry = present != nullptr ? present->id : *id, .name = name, .isNew = present == nullptr};
    for (const GivenField &given : GivenFields) {
        const QString after = line.value(given.name).toString().trimmed();
        const QString before = present != nullptr ? given.value(*present) : QString();
        if (!after.isEmpty() && !isSameGiven(given, before, after))
            change.fields.push_back({given.field, before, after});
    }
    const QString key = line.value("key"_L1).toString();
    if (wire::parseOrganisationKeyText(key.toStdString())) {
        INDARO_TRY_ASSIGN(const QString known, keyLineOf(desk, change.entry));
        INDARO_TRY_ASSIGN(const auto own, ownOrganisationKey(desk));
        if (key != known && (!own || own->text != key))
            change.key = key;
    }
    if (!change.key.isEmpty()) // the number by which a key is compared never comes with the key
        std::erase_if(change.fields, [](const auto &field) { return field.field == fields::directory_entry::Phone; });
    const bool isNothing = change.fields.empty() && change.key.isEmpty();
    return isNothing ? std::nullopt : std::optional(std::move(change));
}

/// In the caller's transaction.
Result<void> writeDirectoryChange(Desk &desk, const DirectoryChange &change)
{
    sync::FieldValues said;
    for (const DirectoryChange::Field &field : change.fields)
        said.emplace_back(field.field, model::toValue(field.after));
    if (!change.isNew) {
        INDARO_TRY(changeRecord(desk, change.entry, said));
        return {};
    }
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : said)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth({fields::directory_entry::Table, change.entry}, values.values()));
    return {};
}

} // namespace

Result<base::Bytes> signedDirectory(Desk &desk)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents)); // it speaks in the name of the house
    INDARO_TRY_ASSIGN(const auto own, rows::organisationSecrets(desk));
    INDARO_TRY_ASSIGN(const auto entries, listDirectory(desk));
    QJsonArray lines;
    for (const DirectoryEntry &entry : entries) {
        if (entry.isClosed)
            continue;
        QJsonObject line{{u"id"_s, QString::fromStdString(base::toHex(entry.id.bytes()))}};
        for (const GivenField &given : GivenFields) {
            const QString value = given.value(entry);
            if (!value.isEmpty() && !(entry.category == "shelter"_L1 && leadsToAShelter(given)))
                line.insert(given.name, value);
        }
        INDARO_TRY_ASSIGN(const QString key, keyLineOf(desk, entry.id));
        if (!key.isEmpty())
            line.insert("key"_L1, key);
        lines.append(line);
    }
    INDARO_TRY(recordAuditNow(desk, AuditVerb::DirectoryWritten, std::nullopt, std::to_string(lines.size())));
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"format"_s, DirectoryFormat}, {u"entries"_s, lines}}).toJson(QJsonDocument::Compact);
    return wire::signDirectory(desk.clock.nowUtc(), base::asBytes({text.constData(), static_cast<std::size_t>(text.size())}),
                               own.front());
}

Result<DirectoryNews> readDirectoryFile(Desk &desk, base::ByteView file)
{
    INDARO_TRY_ASSIGN(const auto opened, wire::readSignedDirectory(file));
    DirectoryNews news{.madeAt = opened.madeAt};
    news.digits = QString::fromStdString(wire::comparisonCodeOf(opened.signer));
    INDARO_TRY_ASSIGN(news.signer, directorySigner(desk, opened.signer));
    INDARO_TRY_ASSIGN(const QJsonArray lines, entriesIn(opened.content));
    INDARO_TRY_ASSIGN(const auto here, listDirectory(desk));
    for (const QJsonValue &line : lines) {
        INDARO_TRY_ASSIGN(auto change, directoryChangeOf(desk, line.toObject(), here));
        const auto isAgain = [&](const DirectoryChange &each) { return each.entry == change->entry; };
        if (change && std::ranges::none_of(news.changes, isAgain))
            news.changes.push_back(std::move(*change));
    }
    return news;
}

Result<int> takeInDirectoryFile(Desk &desk, base::ByteView file, const std::vector<DirectoryId> &wanted)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    INDARO_TRY_ASSIGN(const DirectoryNews news, readDirectoryFile(desk, file));
    int taken = 0;
    for (const DirectoryChange &change : news.changes) {
        if (std::ranges::find(wanted, change.entry) == wanted.end())
            continue;
        if (!change.isNew)
            INDARO_TRY(adoptDirectoryEntry(desk, change.entry));
        INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
        INDARO_TRY(writeDirectoryChange(desk, change));
        INDARO_TRY(transaction.commit());
        if (!change.key.isEmpty())
            INDARO_TRY(setPartnerKey(desk, change.entry, change.key));
        ++taken;
    }
    if (taken > 0)
        INDARO_TRY(recordAuditNow(desk, AuditVerb::DirectoryTakenIn, std::nullopt,
                                  news.digits.toStdString() + ": " + std::to_string(taken)));
    return taken;
}

} // namespace indaro::casework
