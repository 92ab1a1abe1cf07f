// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/library/library.h"

#include "core/casework/attachments/media_type.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/first_values.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"
#include "core/wire/signed_directory.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>

#include <algorithm>
#include <map>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

constexpr qint64 LibraryPartBytes = qint64{32} * 1024;
/// A column takes a blob of one byte for a reason why there is no value; nothing that is kept is that short.
constexpr qint64 SmallestLibraryFile = 16;
constexpr auto LibraryFormat = "indaro/library"_L1;

base::ByteView libraryBytes(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

qint64 partsOf(qint64 size)
{
    return (size + LibraryPartBytes - 1) / LibraryPartBytes;
}

bool isPlainText(const QByteArray &content)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(content);
    return !decoder.hasError() && !text.contains(QChar(u'\0'));
}

Error refusedMedia(QLatin1StringView type)
{
    return {Errc::MediaTypeRefused, {{"wanted", std::string("document")}, {"type", type.data()}}};
}

/// The media type it is kept with. Errors: as addToLibrary.
Result<std::string> examineFile(const QByteArray &content)
{
    if (content.size() < SmallestLibraryFile)
        return Error(Errc::InvalidArgument, {{"field", std::string("content")}});
    if (content.size() > LargestLibraryFile)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestLibraryFile}}});
    const MediaType type = mediaTypeOf(content);
    if (type.name == "application/pdf"_L1)
        return std::string(type.name.data());
    if ((type.family == MediaFamily::Unknown || type.name == "text/plain"_L1) && isPlainText(content))
        return std::string("text/plain");
    if (type.name != "image/jpeg"_L1 && type.name != "image/png"_L1)
        return refusedMedia(type.name);
    if (!isWholePicture(content))
        return Error(Errc::PictureDamaged);
    if (!isBarePicture(content)) // it would say where it was taken
        return Error(Errc::InvalidArgument, {{"field", std::string("content")}});
    return std::string(type.name.data());
}

Result<std::optional<LibraryId>> findByHash(Desk &desk, const crypto::Digest &hash)
{
    INDARO_TRY_ASSIGN(auto row, desk.db.prepare("SELECT id FROM library_document WHERE hash = ?1 ORDER BY added_at, id"));
    row.bind(1, base::ByteView(hash));
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? row.id<sync::RecordTag>(0) : std::nullopt;
}

Result<void> checkReplaced(Desk &desk, LibraryId before)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::library_document::Table, before}));
    if (!isThere)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::library_document::Table)}});
    INDARO_TRY_ASSIGN(auto row, desk.db.prepare("SELECT 1 FROM library_document WHERE replaces = ?1"));
    row.bind(1, before);
    INDARO_TRY_ASSIGN(const bool isReplaced, row.step());
    return isReplaced ? Error(Errc::WrongState) : Result<void>();
}

/// In every language, for somebody who looks for "anglais" as for "icongereza".
QString codeNames(const QString &list, const QString &code)
{
    const model::Code *found = model::CodeList::byName(list).find(code);
    return found == nullptr ? code : QStringList{found->french, found->kirundi, found->english}.join(u' ');
}

/// In the caller's transaction.
Result<void> bearDocument(Desk &desk, LibraryId id, const NewLibraryDocument &document, const std::string &mediaType,
                          const crypto::Digest &hash)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.addAll({{fields::library_document::Title, &document.title},
                              {fields::library_document::Kind, &document.kind},
                              {fields::library_document::Language, &document.language},
                              {fields::library_document::Version, &document.version},
                              {fields::library_document::PublishedOn, &document.publishedOn},
                              {fields::library_document::Issuer, &document.issuer},
                              {fields::library_document::Source, &document.source},
                              {fields::library_document::Words, &document.words}}));
    sync::FieldValues all = values.values();
    all.emplace_back(fields::library_document::MediaType, mediaType);
    all.emplace_back(fields::library_document::Size, std::int64_t{document.content.size()});
    all.emplace_back(fields::library_document::Hash, base::Bytes(hash.begin(), hash.end()));
    if (document.replaces)
        all.emplace_back(fields::library_document::Replaces, idValue(*document.replaces));
    all.emplace_back(fields::library_document::AddedAt, desk.clock.nowUtc());
    all.emplace_back(fields::library_document::AddedBy, ownAccount(desk));
    INDARO_TRY(desk.log.birth({fields::library_document::Table, id}, all));
    const qint64 size = document.content.size();
    const qint64 parts = partsOf(size);
    const base::ByteView bytes = libraryBytes(document.content);
    for (qint64 part = 0; part < parts; ++part) { // all about as long: none is of one byte
        const auto from = static_cast<std::size_t>(size * part / parts);
        const auto cut = bytes.subspan(from, static_cast<std::size_t>(size * (part + 1) / parts) - from);
        // From what it is of: two laptops that take in the same bundle write the same parts.
        INDARO_TRY(desk.log.birth(
            {fields::library_part::Table, sync::derivedId({"library_part", rows::idText(id), std::to_string(part)})},
            {{fields::library_part::Document, idValue(id)},
             {fields::library_part::Number, std::int64_t{part}},
             {fields::library_part::Bytes, base::Bytes(cut.begin(), cut.end())}}));
    }
    return {};
}

Result<KeptDocument> keepDocument(Desk &desk, LibraryId id, const NewLibraryDocument &document)
{
    if (model::toText(document.title).trimmed().isEmpty())
        return neededField(fields::library_document::Title);
    if (model::CodeList::byName(u"library_kind"_s).find(model::toText(document.kind)) == nullptr)
        return neededField(fields::library_document::Kind);
    INDARO_TRY_ASSIGN(const std::string mediaType, examineFile(document.content));
    const crypto::Digest hash = crypto::hash(libraryBytes(document.content));
    INDARO_TRY_ASSIGN(const auto known, findByHash(desk, hash));
    if (known)
        return KeptDocument{*known, true};
    if (document.replaces)
        INDARO_TRY(checkReplaced(desk, *document.replaces));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearDocument(desk, id, document, mediaType, hash));
    INDARO_TRY(transaction.commit());
    return KeptDocument{id, false};
}

/// What is given out of a document.
struct GivenLine
{
    QLatin1StringView name;
    QString LibraryDocument::*value;
    Value NewLibraryDocument::*taken;
};
constexpr GivenLine GivenLines[] = {
    {"title"_L1, &LibraryDocument::title, &NewLibraryDocument::title},
    {"kind"_L1, &LibraryDocument::kind, &NewLibraryDocument::kind},
    {"language"_L1, &LibraryDocument::language, &NewLibraryDocument::language},
    {"version"_L1, &LibraryDocument::version, &NewLibraryDocument::version},
    {"published_on"_L1, &LibraryDocument::publishedOn, &NewLibraryDocument::publishedOn},
    {"issuer"_L1, &LibraryDocument::issuer, &NewLibraryDocument::issuer},
    {"source"_L1, &LibraryDocument::source, &NewLibraryDocument::source},
    {"words"_L1, &LibraryDocument::words, &NewLibraryDocument::words},
};

QString hexOf(base::ByteView bytes)
{
    return QString::fromStdString(base::toHex(bytes));
}

std::optional<LibraryId> idIn(const QJsonValue &text)
{
    const QByteArray bytes = QByteArray::fromHex(text.toString().toLatin1());
    return LibraryId::fromBytes(libraryBytes(bytes));
}

Error damagedBundle(const char *what)
{
    return {Errc::WireDamaged, {{"what", std::string(what)}}};
}

/// One document of a bundle with its bytes, which are those that were signed.
struct BundledDocument
{
    QJsonObject line;
    LibraryId id;
    base::ByteView content;
};
struct OpenedBundle
{
    wire::SignedDirectory head;
    std::vector<BundledDocument> documents;
};

Result<OpenedBundle> openBundle(base::ByteView file)
{
    if (file.size() > static_cast<std::size_t>(LargestLibraryBundle))
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestLibraryBundle}}});
    base::ByteReader reader(file);
    const std::size_t headSize = reader.u32();
    if (!reader.isValid() || headSize > wire::MostDirectoryBytes || headSize > reader.remaining())
        return damagedBundle("magic");
    OpenedBundle opened;
    INDARO_TRY_ASSIGN(opened.head, wire::readSignedDirectory(reader.raw(headSize)));
    const auto text = base::asText(opened.head.content);
    const QJsonObject object =
        QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
    if (object.value("format"_L1).toString() != LibraryFormat)
        return Error(Errc::InvalidArgument, {{"field", std::string("content")}});
    for (const QJsonValue &value : object.value("documents"_L1).toArray()) {
        const QJsonObject line = value.toObject();
        const auto id = idIn(line.value("id"_L1));
        const auto size = static_cast<qint64>(line.value("size"_L1).toDouble());
        if (!id || size < SmallestLibraryFile || size > LargestLibraryFile ||
            static_cast<std::size_t>(size) > reader.remaining())
            return damagedBundle("length");
        const base::ByteView content = reader.raw(static_cast<std::size_t>(size));
        if (hexOf(crypto::hash(content)) != line.value("hash"_L1).toString())
            return damagedBundle("hash");
        opened.documents.push_back({line, *id, content});
    }
    return reader.atEnd() ? Result<OpenedBundle>(std::move(opened)) : damagedBundle("length");
}

/// Whoever signed it: somebody whose key was compared, or this house.
Result<QString> bundleSigner(Desk &desk, const wire::OrganisationKey &key)
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

NewLibraryDocument documentIn(const BundledDocument &bundled)
{
    NewLibraryDocument document;
    for (const GivenLine &given : GivenLines)
        document.*given.taken = model::toValue(bundled.line.value(given.name).toString());
    const auto text = base::asText(bundled.content);
    document.content = QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    document.replaces = idIn(bundled.line.value("replaces"_L1));
    return document;
}

} // namespace

Result<KeptDocument> addToLibrary(Desk &desk, const NewLibraryDocument &document)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    return keepDocument(desk, LibraryId::make(desk.random), document);
}

Result<std::vector<LibraryDocument>> listLibrary(Desk &desk)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT d.id, d.title, d.kind, d.language, d.version, d.published_on, d.issuer, "
                                   "d.media_type, d.source, d.words, d.size, (SELECT count(DISTINCT p.number) FROM "
                                   "library_part p WHERE p.document = d.id), d.replaces, (SELECT n.id FROM "
                                   "library_document n WHERE n.replaces = d.id ORDER BY n.added_at DESC, n.id LIMIT 1), "
                                   "d.added_at, s.name, d.withdrawn_at FROM library_document d LEFT JOIN staff s ON s.id = "
                                   "d.added_by"));
    std::vector<LibraryDocument> all;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        LibraryDocument one{.id = *id};
        QString LibraryDocument::*const texts[] = {
            &LibraryDocument::title,     &LibraryDocument::kind,        &LibraryDocument::language,
            &LibraryDocument::version,   &LibraryDocument::publishedOn, &LibraryDocument::issuer,
            &LibraryDocument::mediaType, &LibraryDocument::source,      &LibraryDocument::words};
        int column = 1;
        for (QString LibraryDocument::*const text : texts)
            one.*text = toText(rows, column++);
        one.size = rows.value(10).integerOr(0);
        one.parts = partsOf(one.size);
        one.partsHere = rows.integer(11);
        one.replaces = rows.id<sync::RecordTag>(12);
        one.replacedBy = rows.id<sync::RecordTag>(13);
        one.addedAt = rows.value(14).integerOr(0);
        one.addedBy = toText(rows, 15);
        if (const base::UtcMs at = rows.value(16).integerOr(0); at > 0)
            one.withdrawnAt = at;
        all.push_back(std::move(one));
        return {};
    }));
    // A version stands below the one that replaced it, whatever its title was.
    std::map<LibraryId, const LibraryDocument *> byId;
    for (const LibraryDocument &one : all)
        byId.emplace(one.id, &one);
    std::map<LibraryId, std::pair<QString, LibraryId>> newest;
    for (const LibraryDocument &one : all) {
        const LibraryDocument *at = &one;
        for (std::size_t steps = 0; at->replacedBy && byId.contains(*at->replacedBy) && steps < all.size(); ++steps)
            at = byId.at(*at->replacedBy);
        newest.emplace(one.id, std::pair(model::foldName(at->title), at->id));
    }
    std::ranges::stable_sort(all, {}, [&](const LibraryDocument &one) {
        const auto &[title, top] = newest.at(one.id);
        return std::tuple(title, top, -one.addedAt, one.id);
    });
    return all;
}

std::vector<LibraryDocument> searchLibrary(const std::vector<LibraryDocument> &all, const QString &words)
{
    const QStringList wanted = model::foldName(words).split(u' ', Qt::SkipEmptyParts);
    std::vector<LibraryDocument> found;
    std::ranges::copy_if(all, std::back_inserter(found), [&](const LibraryDocument &one) {
        const QString said =
            model::foldName(QStringList{one.title, one.words, one.issuer, one.version, one.publishedOn,
                                        codeNames(u"language"_s, one.language), codeNames(u"library_kind"_s, one.kind)}
                                .join(u' '));
        return std::ranges::all_of(wanted, [&](const QString &word) { return said.contains(word); });
    });
    return found;
}

Result<QByteArray> loadLibraryFile(Desk &desk, LibraryId id)
{
    INDARO_TRY(desk.access.mustRead(Thing::Forms));
    INDARO_TRY_ASSIGN(auto head, desk.db.prepare("SELECT size, hash FROM library_document WHERE id = ?1"));
    head.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, head.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::library_document::Table)}});
    const std::int64_t size = head.value(0).integerOr(0);
    const auto blob = head.blob(1);
    const base::Bytes expected(blob.begin(), blob.end());
    if (size < SmallestLibraryFile || size > LargestLibraryFile)
        return Error(Errc::AttachmentDamaged); // written by no laptop of ours
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT bytes, number FROM library_part WHERE document = ?1 ORDER BY number, id"));
    rows.bind(1, id);
    QByteArray content;
    content.reserve(size);
    std::int64_t here = 0;
    std::int64_t last = -1;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (rows.integer(1) == last) // read already: an older program gave the same part an id of its own on each laptop
            return {};
        last = rows.integer(1);
        const std::string_view part = base::asText(rows.blob(0));
        if (content.size() + static_cast<qint64>(part.size()) > size)
            return Error(Errc::AttachmentDamaged);
        content.append(part.data(), static_cast<qsizetype>(part.size()));
        ++here;
        return {};
    }));
    if (here < partsOf(size))
        return Error(Errc::AttachmentStillComing, {{"here", here}, {"parts", std::int64_t{partsOf(size)}}});
    const crypto::Digest digest = crypto::hash(libraryBytes(content));
    if (content.size() != size || !std::ranges::equal(digest, expected))
        return Error(Errc::AttachmentDamaged);
    return content;
}

Result<void> setWithdrawn(Desk &desk, LibraryId id, bool isWithdrawn)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY(findRecord(desk, id, {fields::library_document::Table}));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id,
                            {{fields::library_document::WithdrawnAt, isWithdrawn ? Value(desk.clock.nowUtc()) : Value()}}));
    return transaction.commit();
}

Result<base::Bytes> libraryBundle(Desk &desk, const std::vector<LibraryId> &documents)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY(desk.access.mustDo(Thing::Consents)); // it speaks in the name of the house
    INDARO_TRY_ASSIGN(const auto own, rows::organisationSecrets(desk));
    INDARO_TRY_ASSIGN(const auto all, listLibrary(desk));
    QJsonArray lines;
    base::Bytes contents;
    for (const LibraryId &wanted : documents) {
        const auto one = std::ranges::find(all, wanted, &LibraryDocument::id);
        if (one == all.end())
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::library_document::Table)}});
        INDARO_TRY_ASSIGN(const QByteArray content, loadLibraryFile(desk, wanted));
        QJsonObject line{{u"id"_s, hexOf(wanted.bytes())},
                         {u"size"_s, double(content.size())},
                         {u"hash"_s, hexOf(crypto::hash(libraryBytes(content)))}};
        for (const GivenLine &given : GivenLines) {
            if (const QString &value = (*one).*given.value; !value.isEmpty())
                line.insert(given.name, value);
        }
        if (one->replaces)
            line.insert(u"replaces"_s, hexOf(one->replaces->bytes()));
        lines.append(line);
        const base::ByteView bytes = libraryBytes(content);
        contents.insert(contents.end(), bytes.begin(), bytes.end());
        if (contents.size() > static_cast<std::size_t>(LargestLibraryBundle) - wire::MostDirectoryBytes)
            return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestLibraryBundle}}});
    }
    const QByteArray text =
        QJsonDocument(QJsonObject{{u"format"_s, LibraryFormat}, {u"documents"_s, lines}}).toJson(QJsonDocument::Compact);
    INDARO_TRY_ASSIGN(const base::Bytes head, wire::signDirectory(desk.clock.nowUtc(), libraryBytes(text), own.front()));
    base::ByteWriter file;
    file.u32(static_cast<std::uint32_t>(head.size()));
    file.raw(head);
    file.raw(contents);
    return std::move(file).take();
}

Result<LibraryNews> readLibraryBundle(Desk &desk, base::ByteView file)
{
    INDARO_TRY_ASSIGN(const OpenedBundle opened, openBundle(file));
    LibraryNews news{.madeAt = opened.head.madeAt};
    INDARO_TRY_ASSIGN(news.signer, bundleSigner(desk, opened.head.signer));
    for (const BundledDocument &bundled : opened.documents) {
        INDARO_TRY_ASSIGN(const auto known, findByHash(desk, crypto::hash(bundled.content)));
        const auto said = [&](QLatin1StringView name) { return bundled.line.value(name).toString(); };
        news.documents.push_back({.id = bundled.id,
                                  .title = said("title"_L1),
                                  .kind = said("kind"_L1),
                                  .version = said("version"_L1),
                                  .issuer = said("issuer"_L1),
                                  .size = static_cast<qint64>(bundled.content.size()),
                                  .isHere = known.has_value()});
    }
    return news;
}

Result<int> takeInLibraryBundle(Desk &desk, base::ByteView file, const std::vector<LibraryId> &wanted)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY_ASSIGN(const OpenedBundle opened, openBundle(file));
    INDARO_TRY(bundleSigner(desk, opened.head.signer));
    int taken = 0;
    for (const BundledDocument &bundled : opened.documents) {
        if (std::ranges::find(wanted, bundled.id) == wanted.end())
            continue;
        NewLibraryDocument document = documentIn(bundled);
        if (document.replaces && !checkReplaced(desk, *document.replaces))
            document.replaces.reset(); // what it replaced is not here, or was replaced otherwise: both stand
        INDARO_TRY_ASSIGN(const bool isTaken, desk.log.exists({fields::library_document::Table, bundled.id}));
        INDARO_TRY_ASSIGN(const KeptDocument kept,
                          keepDocument(desk, isTaken ? LibraryId::make(desk.random) : bundled.id, document));
        taken += kept.wasThere ? 0 : 1;
    }
    return taken;
}

} // namespace indaro::casework
