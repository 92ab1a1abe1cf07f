// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"

#include "core/casework/consents/use_rule.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/clean_text.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;
using namespace Qt::StringLiterals;

namespace {

// The four tables of a kind have one shape, so the case table's field numbers stand for all.
namespace whole = fields::attachment_case;
namespace piece = fields::attachment_part_case;

/// As of forms: small enough that a cut line costs little.
constexpr qint64 AttachmentPartBytes = qint64{32} * 1024;
/// A column takes a blob of one byte for a reason why there is no value; nothing that is kept is that short.
constexpr qint64 SmallestAttachment = 16;

struct AttachmentTables
{
    sync::Compartment compartment;
    std::uint16_t whole;
    std::uint16_t parts;
    std::string_view name;
    std::string_view partName;
    std::string_view answers;
};
constexpr std::array AllTables{
    AttachmentTables{sync::Compartment::Case, fields::attachment_case::Table, fields::attachment_part_case::Table,
                     "attachment_case", "attachment_part_case", "answer_case"},
    AttachmentTables{sync::Compartment::Identity, fields::attachment_identity::Table,
                     fields::attachment_part_identity::Table, "attachment_identity", "attachment_part_identity",
                     "answer_identity"},
    AttachmentTables{sync::Compartment::Health, fields::attachment_health::Table, fields::attachment_part_health::Table,
                     "attachment_health", "attachment_part_health", "answer_health"},
    AttachmentTables{sync::Compartment::Perpetrator, fields::attachment_perpetrator::Table,
                     fields::attachment_part_perpetrator::Table, "attachment_perpetrator", "attachment_part_perpetrator",
                     "answer_perpetrator"}};

const AttachmentTables &tablesOf(sync::Compartment compartment)
{
    return *std::find_if(AllTables.begin(), AllTables.end(),
                         [compartment](const AttachmentTables &tables) { return tables.compartment == compartment; });
}

const AttachmentTables *tablesOf(std::uint16_t table)
{
    const auto *found = std::find_if(AllTables.begin(), AllTables.end(),
                                     [table](const AttachmentTables &each) { return each.whole == table; });
    return found != AllTables.end() ? found : nullptr;
}

std::string sql(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const std::string_view part : parts)
        text += part;
    return text;
}

base::ByteView bytesIn(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// A name that is safe in every archive and file system: letters without marks, digits, - and _.
QString safeStem(const QString &stem, AttachmentKind kind)
{
    QString safe;
    for (const QChar letter : stem.left(40)) {
        const bool isPlain = letter.unicode() < 128 && (letter.isLetterOrNumber() || letter == u'_' || letter == u'-');
        safe += isPlain ? letter : QChar(u'_');
    }
    return safe.isEmpty() ? QString(toString(kind)) : safe;
}

/// Errors: UnknownRecord, WrongState.
Result<void> mustTakeAttachments(Desk &desk, const NewAttachment &attachment, bool mustBeDraft)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, attachment.caseFile}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    if (!attachment.interview)
        return {};
    INDARO_TRY_ASSIGN(const Value owner, desk.log.load(fields::interview::CaseFile, *attachment.interview));
    if (owner != idValue(attachment.caseFile))
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(const Value status, desk.log.load(fields::interview::Status, *attachment.interview));
    if (mustBeDraft && status != Value("draft"))
        return Error(Errc::WrongState);
    return {};
}

Result<MediaType> examine(const NewAttachment &attachment)
{
    if (attachment.content.size() < SmallestAttachment)
        return Error(Errc::InvalidArgument);
    if (attachment.content.size() > LargestAttachment)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestAttachment}}});
    const MediaType type = mediaTypeOf(attachment.content);
    if (!isAccepted(attachment.kind, type))
        return Error(Errc::MediaTypeRefused, {{"wanted", toString(attachment.kind).data()}, {"type", type.name.data()}});
    if (type.family != MediaFamily::Picture)
        return type;
    if (!isWholePicture(attachment.content))
        return Error(Errc::PictureDamaged);
    if (!isBarePicture(attachment.content)) // whoever adds it has to draw it anew first
        return Error(Errc::InvalidArgument);
    return type;
}

/// Where a record has its id from: chance, or what it is of, so that two laptops write the same one.
enum class Ids { Random, Derived };

Result<void> writeParts(Desk &desk, const NewAttachment &attachment, const Value &owner, const sync::RecordId &id,
                        qint64 parts, Ids ids)
{
    const std::uint16_t table = tablesOf(attachment.compartment).parts;
    const qint64 size = attachment.content.size();
    const base::ByteView bytes = bytesIn(attachment.content);
    for (qint64 part = 0; part < parts; ++part) { // all about as long: none is of one byte
        const auto from = static_cast<std::size_t>(size * part / parts);
        const auto cut = bytes.subspan(from, static_cast<std::size_t>(size * (part + 1) / parts) - from);
        const sync::RecordId partId = ids == Ids::Random
                                          ? sync::RecordId::make(desk.random)
                                          : sync::derivedId({"submitted_part", rows::idText(id), std::to_string(part)});
        INDARO_TRY(desk.log.birth({table, partId}, {{{table, piece::CaseFile.field}, owner},
                                                    {{table, piece::Attachment.field}, idValue(id)},
                                                    {{table, piece::Number.field}, std::int64_t{part}},
                                                    {{table, piece::Content.field}, base::Bytes(cut.begin(), cut.end())}}));
    }
    return {};
}

/// `owner`: the file it is of; Null while nobody has said whose it is.
Result<KeptAttachment> keepWithin(Desk &desk, const NewAttachment &attachment, const Value &owner, const MediaType &type,
                                  const sync::RecordId &id, const QString &fileName, Ids ids)
{
    INDARO_TRY_ASSIGN(const QString title,
                      model::cleanTextWithin(attachment.title, model::TextShape::OneLine, model::LineLimit));
    const crypto::Digest hash = crypto::hash(bytesIn(attachment.content));
    const qint64 size = attachment.content.size();
    const qint64 parts = (size + AttachmentPartBytes - 1) / AttachmentPartBytes;
    const std::uint16_t table = tablesOf(attachment.compartment).whole;
    const auto user = desk.log.user();
    const auto field = [table](sync::FieldId each) { return sync::FieldId{table, each.field}; };
    INDARO_TRY(desk.log.birth({table, id},
                              {{field(whole::CaseFile), owner},
                               {field(whole::Interview), attachment.interview ? idValue(*attachment.interview) : Value()},
                               {field(whole::Path), rows::textValue(attachment.path)},
                               {field(whole::Kind), Value(toString(attachment.kind).data())},
                               {field(whole::MediaType), Value(type.name.data())},
                               {field(whole::Title), rows::textValue(title)},
                               {field(whole::FileName), rows::textValue(fileName)},
                               {field(whole::Size), std::int64_t{size}},
                               {field(whole::Hash), base::Bytes(hash.begin(), hash.end())},
                               {field(whole::Parts), std::int64_t{parts}},
                               {field(whole::AddedAt), desk.clock.nowUtc()},
                               {field(whole::AddedBy), base::Bytes(user.bytes().begin(), user.bytes().end())}}));
    INDARO_TRY(writeParts(desk, attachment, owner, id, parts, ids));
    return KeptAttachment{{table, id}, fileName};
}

/// The same under a name of its own.
Result<KeptAttachment> keepNamed(Desk &desk, const NewAttachment &attachment, const Value &owner, const MediaType &type)
{
    const sync::RecordId id = sync::RecordId::make(desk.random);
    const QString fileName = safeStem(attachment.stem, attachment.kind) + u'-' +
                             QString::fromStdString(base::toHex(id.bytes())).left(8) + QString(type.suffix);
    return keepWithin(desk, attachment, owner, type, id, fileName, Ids::Random);
}

/// What an answer names, in whatever compartment, also one that is not for whoever asks: it must not be dropped.
Result<bool> isNamed(Desk &desk, const InterviewId &interview, std::string_view fileName)
{
    for (const AttachmentTables &tables : AllTables) {
        INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare(
                                           sql({"SELECT 1 FROM ", tables.answers, " WHERE interview = ?1 AND text = ?2"})));
        select.bind(1, interview);
        select.bind(2, fileName);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (found)
            return true;
    }
    return false;
}

Result<std::optional<sync::RecordKey>> findNamed(Desk &desk, const InterviewId &interview, const QString &fileName)
{
    for (const AttachmentTables &tables : AllTables) {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare(sql({"SELECT a.id FROM interview i JOIN ", tables.name,
                                                            " a ON a.case_file = i.case_file WHERE i.id = ?1 AND "
                                                            "a.interview = ?1 AND a.file_name = ?2"})));
        select.bind(1, interview);
        select.bind(2, fileName.toStdString());
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (found)
            return std::optional(sync::RecordKey{tables.whole, *select.id<sync::RecordTag>(0)});
    }
    return std::optional<sync::RecordKey>();
}

/// The versions a correction was made from, one after the other: what they named is theirs, and is copied nowhere.
Result<std::vector<InterviewId>> correctedBy(Desk &desk, const InterviewId &correction)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare("WITH RECURSIVE before (id) AS (SELECT corrects FROM interview WHERE id = ?1 UNION "
                                      "SELECT i.corrects FROM interview i JOIN before b ON i.id = b.id) "
                                      "SELECT id FROM before WHERE id IS NOT NULL"));
    select.bind(1, correction);
    std::vector<InterviewId> versions;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return versions;
        if (const auto id = select.id<sync::RecordTag>(0))
            versions.push_back(*id);
    }
}

Result<void> mustRead(Desk &desk, std::uint16_t table)
{
    const auto &definition = *model::schema().findTable(table);
    return desk.access.mustRead(thingOf(definition, definition.fields.front()).value_or(Thing::Story));
}

struct ListedRow
{
    StoredAttachment attachment;
    std::optional<sync::UserId> adder{};
};

Result<void> readRows(Desk &desk, const AttachmentTables &tables, const sync::RecordId &caseFile,
                      std::vector<ListedRow> &rows)
{
    INDARO_TRY_ASSIGN(
        auto select,
        desk.db.prepare(sql(
            {"SELECT a.id, a.interview, a.path, a.kind, a.media_type, a.title, a.file_name, a.size, a.parts, a.added_at, "
             "a.added_by, (SELECT count(DISTINCT p.number) FROM ",
             tables.partName, " p WHERE p.attachment = a.id), i.form_id, f.title, ifnull(i.status, '') = 'signed' FROM ",
             tables.name,
             " a LEFT JOIN interview i ON i.id = a.interview LEFT JOIN form f ON f.id = i.form WHERE a.case_file = "
             "?1"})));
    select.bind(1, caseFile);
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        ListedRow row{{{tables.whole, *select.id<sync::RecordTag>(0)}, tables.compartment}};
        StoredAttachment &attachment = row.attachment;
        if (const auto interview = select.blob(1); interview.size() == InterviewId::Size)
            attachment.interview = InterviewId::fromBytes(interview);
        attachment.path = toText(select, 2);
        attachment.kind = attachmentKindOf(toText(select, 3));
        attachment.mediaType = toText(select, 4);
        attachment.title = toText(select, 5);
        attachment.fileName = toText(select, 6);
        attachment.size = select.integer(7);
        attachment.parts = select.integer(8);
        attachment.addedAt = select.integer(9);
        if (const auto by = select.blob(10); by.size() == sync::UserId::Size)
            row.adder = sync::UserId::fromBytes(by);
        attachment.partsHere = select.integer(11);
        attachment.formId = toText(select, 12);
        attachment.formTitle = toText(select, 13);
        attachment.isOfSigned = select.integer(14) != 0;
        rows.push_back(std::move(row));
    }
}

} // namespace

QLatin1StringView toString(AttachmentKind kind) noexcept
{
    switch (kind) {
    case AttachmentKind::Image:
        return "image"_L1;
    case AttachmentKind::Signature:
        return "signature"_L1;
    case AttachmentKind::Audio:
        return "audio"_L1;
    case AttachmentKind::Video:
        return "video"_L1;
    case AttachmentKind::File:
        break;
    }
    return "file"_L1;
}

AttachmentKind attachmentKindOf(QStringView name) noexcept
{
    for (const AttachmentKind kind :
         {AttachmentKind::Image, AttachmentKind::Signature, AttachmentKind::Audio, AttachmentKind::Video}) {
        if (name == toString(kind))
            return kind;
    }
    return AttachmentKind::File;
}

bool isMediaAnswer(QStringView type) noexcept
{
    return type == "image"_L1 || type == "audio"_L1 || type == "video"_L1 || type == "file"_L1;
}

bool isAccepted(AttachmentKind kind, const MediaType &type) noexcept
{
    switch (kind) {
    case AttachmentKind::Image:
    case AttachmentKind::Signature:
        return type.family == MediaFamily::Picture;
    case AttachmentKind::Audio:
        return type.family == MediaFamily::Audio;
    case AttachmentKind::Video:
        return type.family == MediaFamily::Video;
    case AttachmentKind::File:
        break;
    }
    return type.family != MediaFamily::OtherPicture; // it would keep where it was taken
}

Result<KeptAttachment> addAttachment(Desk &desk, const NewAttachment &attachment)
{
    INDARO_TRY_ASSIGN(const MediaType type, examine(attachment));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(mustTakeAttachments(desk, attachment, true));
    INDARO_TRY_ASSIGN(auto kept, keepNamed(desk, attachment, idValue(attachment.caseFile), type));
    if (isPhotograph(attachment.kind) && !attachment.isOfOthers)
        INDARO_TRY(rows::noteUse(desk, attachment.caseFile, consent_uses::Photo));
    INDARO_TRY(transaction.commit());
    return kept;
}

Result<KeptAttachment> rows::keepUnfiled(Desk &desk, const NewAttachment &attachment)
{
    INDARO_TRY_ASSIGN(const MediaType type, examine(attachment));
    return keepNamed(desk, attachment, Value(), type);
}

Result<KeptAttachment> addSubmittedAttachment(Desk &desk, const NewAttachment &attachment, const QString &fileName)
{
    INDARO_TRY_ASSIGN(const MediaType type, examine(attachment));
    INDARO_TRY(mustTakeAttachments(desk, attachment, false));
    if (!attachment.interview)
        return Error(Errc::UnknownRecord);
    const auto id = sync::derivedId({"submitted", rows::idText(*attachment.interview), attachment.path.toStdString()});
    return keepWithin(desk, attachment, idValue(attachment.caseFile), type, id, fileName, Ids::Derived);
}

Result<std::vector<StoredAttachment>> listAttachments(Desk &desk, sync::RecordId caseFile)
{
    std::vector<ListedRow> rows;
    for (const AttachmentTables &tables : AllTables)
        INDARO_TRY(readRows(desk, tables, caseFile, rows));
    std::map<sync::UserId, QString> names;
    std::vector<StoredAttachment> list;
    for (ListedRow &row : rows) {
        StoredAttachment &attachment = row.attachment;
        if (row.adder && !names.contains(*row.adder)) {
            INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *row.adder));
            names[*row.adder] = member ? member->name : QString();
        }
        attachment.addedBy = row.adder ? names[*row.adder] : QString();
        if (attachment.interview) {
            INDARO_TRY_ASSIGN(attachment.isAnswer, isNamed(desk, *attachment.interview, attachment.fileName.toStdString()));
        }
        list.push_back(std::move(attachment));
    }
    std::stable_sort(list.begin(), list.end(), [](const StoredAttachment &left, const StoredAttachment &right) {
        return left.addedAt > right.addedAt;
    });
    return list;
}

Result<QByteArray> loadAttachment(Desk &desk, sync::RecordKey key)
{
    const AttachmentTables *tables = tablesOf(key.table);
    if (tables == nullptr)
        return Error(Errc::UnknownRecord);
    INDARO_TRY(mustRead(desk, key.table));
    INDARO_TRY_ASSIGN(auto head, desk.db.prepare(sql({"SELECT size, parts, hash FROM ", tables->name, " WHERE id = ?1"})));
    head.bind(1, key.record);
    INDARO_TRY_ASSIGN(const bool found, head.step());
    if (!found)
        return Error(Errc::UnknownRecord);
    const std::int64_t size = head.integer(0);
    const std::int64_t parts = head.integer(1);
    const auto expected = head.blob(2);
    if (size < SmallestAttachment || size > LargestAttachment || parts < 1 || parts > size)
        return Error(Errc::AttachmentDamaged); // written by no laptop of ours
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare(sql({"SELECT content FROM ", tables->partName,
                                                        " WHERE attachment = ?1 ORDER BY number"})));
    select.bind(1, key.record);
    QByteArray content;
    content.reserve(size);
    std::int64_t here = 0;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasPart, select.step());
        if (!hasPart)
            break;
        const std::string_view part = base::asText(select.blob(0));
        if (content.size() + static_cast<qint64>(part.size()) > size)
            return Error(Errc::AttachmentDamaged);
        content.append(part.data(), static_cast<qsizetype>(part.size()));
        ++here;
    }
    if (here < parts)
        return Error(Errc::AttachmentStillComing, {{"here", here}, {"parts", parts}});
    const crypto::Digest digest = crypto::hash(bytesIn(content));
    if (content.size() != size || !std::equal(digest.begin(), digest.end(), expected.begin(), expected.end()))
        return Error(Errc::AttachmentDamaged);
    return content;
}

Result<QByteArray> loadAttachment(Desk &desk, InterviewId interview, const QString &fileName)
{
    INDARO_TRY_ASSIGN(const auto key, findNamed(desk, interview, fileName));
    if (key)
        return loadAttachment(desk, *key);
    INDARO_TRY_ASSIGN(const auto before, correctedBy(desk, interview));
    for (const InterviewId &version : before) {
        INDARO_TRY_ASSIGN(const auto kept, findNamed(desk, version, fileName));
        if (kept)
            return loadAttachment(desk, *kept);
    }
    return Error(Errc::UnknownRecord);
}

Result<void> removeAttachment(Desk &desk, sync::RecordKey key)
{
    INDARO_TRY(desk.access.checkWrite(key.table));
    const AttachmentTables *tables = tablesOf(key.table);
    if (tables == nullptr)
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    {
        INDARO_TRY_ASSIGN(auto select,
                          desk.db.prepare(sql({"SELECT interview, file_name FROM ", tables->name, " WHERE id = ?1"})));
        select.bind(1, key.record);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return Error(Errc::UnknownRecord);
        if (const auto interview = select.id<sync::RecordTag>(0)) {
            INDARO_TRY_ASSIGN(const bool isAnswer, isNamed(desk, *interview, toText(select, 1).toStdString()));
            if (isAnswer)
                return Error(Errc::WrongState);
        }
    }
    INDARO_TRY(desk.log.remove(key));
    return transaction.commit();
}

Result<void> putBackAttachment(Desk &desk, sync::RecordKey key)
{
    INDARO_TRY(desk.access.checkWrite(key.table));
    if (tablesOf(key.table) == nullptr)
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto state, desk.log.state(key));
    INDARO_TRY(desk.log.resolveDeletion(key, sync::ChangeLog::Keep::Record, state.operations));
    return transaction.commit();
}

Result<void> dropUnnamedAttachments(Desk &desk, InterviewId interview, const QStringList &fileNames)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::interview::Table, interview}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    INDARO_TRY(dropUnnamedAttachmentsWithin(desk, interview, fileNames));
    return transaction.commit();
}

Result<void> dropUnnamedAttachmentsWithin(Desk &desk, InterviewId interview, const QStringList &fileNames)
{
    for (const QString &fileName : fileNames) {
        INDARO_TRY_ASSIGN(const auto key, findNamed(desk, interview, fileName));
        if (!key)
            continue;
        INDARO_TRY_ASSIGN(const bool isAnswer, isNamed(desk, interview, fileName.toStdString()));
        if (!isAnswer)
            INDARO_TRY(desk.log.remove(*key));
    }
    return {};
}

} // namespace indaro::casework
