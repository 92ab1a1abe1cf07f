// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/forms/form_store.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <map>
#include <set>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;

namespace {

/// Small enough that a cut line costs little, and an envelope may hold a few.
constexpr qint64 PartBytes = qint64{32} * 1024;
/// A column takes a blob of one byte for a reason why there is no value; no file is that short.
constexpr qint64 SmallestForm = 16;

constexpr char FormRows[] =
    "SELECT f.id, f.form_id, f.version, f.title, f.languages, f.questions, f.file_name, f.size, f.parts, "
    "(SELECT count(*) FROM form_part p WHERE p.form = f.id), ifnull(f.retired, '') = 'yes', f.imported_at, f.imported_by, "
    "f.hash FROM form f WHERE f.hash IS NOT NULL ORDER BY f.imported_at, f.id";

struct Row
{
    StoredForm form;
    std::optional<sync::UserId> importer{};
    base::Bytes hash{};
};

base::ByteView viewOf(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

Value text(const QString &text)
{
    return Value(text.toStdString());
}

/// Every record of a form, copies of one content too, the one kept first in front.
Result<std::vector<Row>> readRows(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare(FormRows));
    std::vector<Row> rows;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return rows;
        Row row{{*select.id<sync::RecordTag>(0)}};
        StoredForm &form = row.form;
        form.facts = {toText(select, 1), toText(select, 2), toText(select, 3),
                      toText(select, 4).split(u'\n', Qt::SkipEmptyParts), static_cast<int>(select.integer(5))};
        form.fileName = toText(select, 6);
        form.size = select.integer(7);
        form.parts = static_cast<int>(select.integer(8));
        form.partsHere = static_cast<int>(select.integer(9));
        form.isRetired = select.integer(10) != 0;
        form.importedAt = select.integer(11);
        if (const auto by = select.blob(12); by.size() == sync::UserId::Size)
            row.importer = sync::UserId::fromBytes(by);
        const auto hash = select.blob(13);
        row.hash.assign(hash.begin(), hash.end());
        rows.push_back(std::move(row));
    }
}

bool isSameVersion(const Row &row, const FormFacts &facts)
{
    return row.form.facts.formId == facts.formId && row.form.facts.version == facts.version;
}

struct SameVersion
{
    const Row *whole = nullptr; ///< with the same content
    bool isTaken = false;       ///< there is another content
};

SameVersion compareWith(const std::vector<Row> &rows, const FormFacts &facts, const crypto::Digest &hash)
{
    SameVersion same;
    for (const Row &row : rows) {
        if (!isSameVersion(row, facts))
            continue;
        const bool isSame = std::equal(hash.begin(), hash.end(), row.hash.begin(), row.hash.end());
        if (isSame && row.form.isWhole() && same.whole == nullptr)
            same.whole = &row;
        same.isTaken = same.isTaken || !isSame;
    }
    return same;
}

/// The records that hold the same content as one of them.
Result<std::vector<Row>> copiesOf(Desk &desk, FormRecordId form)
{
    INDARO_TRY_ASSIGN(auto rows, readRows(desk));
    const auto own = std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.form.id == form; });
    if (own == rows.end())
        return Error(Errc::UnknownRecord);
    const Row like = *own;
    std::erase_if(rows, [&](const Row &row) { return row.hash != like.hash || !isSameVersion(row, like.form.facts); });
    return rows;
}

/// How often each form is used: id → drafts, signed.
Result<std::map<FormRecordId, std::pair<int, int>>> countUses(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT form, sum(status = 'draft'), sum(status = 'signed') FROM "
                                                   "interview WHERE form IS NOT NULL GROUP BY form"));
    std::map<FormRecordId, std::pair<int, int>> uses;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return uses;
        if (const auto id = select.id<sync::RecordTag>(0))
            uses[*id] = {static_cast<int>(select.integer(1)), static_cast<int>(select.integer(2))};
    }
}

Result<QByteArray> joinParts(Desk &desk, const Row &row)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT content FROM form_part WHERE form = ?1 ORDER BY number"));
    select.bind(1, row.form.id);
    QByteArray content;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            break;
        const std::string_view part = base::asText(select.blob(0));
        content.append(part.data(), static_cast<qsizetype>(part.size()));
        if (content.size() > LargestForm)
            return Error(Errc::FormDamaged);
    }
    const crypto::Digest digest = crypto::hash(viewOf(content));
    if (!std::equal(digest.begin(), digest.end(), row.hash.begin(), row.hash.end()))
        return Error(Errc::FormDamaged);
    return content;
}

Result<FormRecordId> writeForm(Desk &desk, const NewForm &form, const crypto::Digest &hash)
{
    const qint64 size = form.content.size();
    const qint64 parts = (size + PartBytes - 1) / PartBytes;
    const FormRecordId id = FormRecordId::make(desk.random);
    const auto user = desk.log.user();
    INDARO_TRY(desk.log.birth({fields::form::Table, id},
                              {{fields::form::FormId, text(form.facts.formId)},
                               {fields::form::Version, text(form.facts.version)},
                               {fields::form::Title, text(form.facts.title)},
                               {fields::form::FileName, text(form.fileName)},
                               {fields::form::Languages, text(form.facts.languages.join(u'\n'))},
                               {fields::form::Questions, form.facts.questions},
                               {fields::form::Size, static_cast<std::int64_t>(size)},
                               {fields::form::Hash, base::Bytes(hash.begin(), hash.end())},
                               {fields::form::Parts, static_cast<std::int64_t>(parts)},
                               {fields::form::ImportedAt, desk.clock.nowUtc()},
                               {fields::form::ImportedBy, base::Bytes(user.bytes().begin(), user.bytes().end())}}));
    const base::ByteView bytes = viewOf(form.content);
    for (qint64 part = 0; part < parts; ++part) { // all about as long: none is of one byte
        const auto from = static_cast<std::size_t>(size * part / parts);
        const auto cut = bytes.subspan(from, static_cast<std::size_t>(size * (part + 1) / parts) - from);
        INDARO_TRY(desk.log.birth({fields::form_part::Table, sync::RecordId::make(desk.random)},
                                  {{fields::form_part::Form, idValue(id)},
                                   {fields::form_part::Number, static_cast<std::int64_t>(part)},
                                   {fields::form_part::Content, base::Bytes(cut.begin(), cut.end())}}));
    }
    return id;
}

/// The versions of a form together, the forms by their newest titles.
void sortForList(std::vector<StoredForm> &forms)
{
    const auto isNewer = [](const StoredForm &left, const StoredForm &right) {
        const int order = compareVersions(left.facts.version, right.facts.version);
        return order != 0 ? order > 0 : left.importedAt > right.importedAt;
    };
    std::sort(forms.begin(), forms.end(), isNewer);
    std::map<QString, QString> titles;
    for (const StoredForm &form : forms)
        titles.emplace(form.facts.formId, form.facts.title);
    std::stable_sort(forms.begin(), forms.end(), [&](const StoredForm &left, const StoredForm &right) {
        const int title = QString::localeAwareCompare(titles[left.facts.formId], titles[right.facts.formId]);
        return title != 0 ? title < 0 : left.facts.formId < right.facts.formId;
    });
}

} // namespace

FormFacts factsOf(const forms::FormDefinition &form, const QString &name)
{
    FormFacts facts{form.settings().formId.isEmpty() ? name : form.settings().formId,
                    form.settings().version,
                    form.settings().title,
                    {},
                    0};
    if (facts.title.isEmpty())
        facts.title = facts.formId;
    for (const forms::FormLanguage &language : form.languages()) {
        if (!language.name.isEmpty())
            facts.languages << language.name;
    }
    facts.questions = static_cast<int>(
        std::count_if(form.items().begin(), form.items().end(), [](const forms::FormItem &item) { return item.isAsked(); }));
    return facts;
}

Result<KeptForm> keepForm(Desk &desk, const NewForm &form)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    if (form.facts.formId.isEmpty() || form.content.size() < SmallestForm)
        return Error(Errc::InvalidArgument);
    if (form.content.size() > LargestForm)
        return Error(Errc::FileTooLarge, {{"limit", static_cast<std::int64_t>(LargestForm)}});
    const crypto::Digest hash = crypto::hash(viewOf(form.content));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto rows, readRows(desk));
    const SameVersion same = compareWith(rows, form.facts, hash);
    if (same.whole != nullptr)
        return KeptForm{same.whole->form.id, true};
    if (same.isTaken)
        return Error(Errc::FormVersionTaken,
                     {{"form", form.facts.formId.toStdString()}, {"version", form.facts.version.toStdString()}});
    INDARO_TRY_ASSIGN(const FormRecordId id, writeForm(desk, form, hash));
    INDARO_TRY(transaction.commit());
    return KeptForm{id, false};
}

Result<FormWeighing> weighForm(Desk &desk, const NewForm &form)
{
    INDARO_TRY_ASSIGN(const auto rows, readRows(desk));
    const SameVersion same = compareWith(rows, form.facts, crypto::hash(viewOf(form.content)));
    FormWeighing weighing;
    if (same.whole != nullptr)
        weighing.standing = FormWeighing::Standing::AlreadyHere;
    else if (same.isTaken)
        weighing.standing = FormWeighing::Standing::VersionTaken;
    for (const Row &row : rows) {
        const FormFacts &facts = row.form.facts;
        if (facts.formId == form.facts.formId &&
            (!weighing.newestVersion || compareVersions(*weighing.newestVersion, facts.version) < 0))
            weighing.newestVersion = facts.version;
    }
    return weighing;
}

Result<std::vector<StoredForm>> listForms(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto rows, readRows(desk));
    INDARO_TRY_ASSIGN(const auto uses, countUses(desk));
    std::map<sync::UserId, QString> names;
    std::vector<StoredForm> forms;
    std::vector<base::Bytes> hashes;
    for (const Row &row : rows) {
        StoredForm form = row.form;
        if (const auto used = uses.find(form.id); used != uses.end())
            std::tie(form.drafts, form.signedInterviews) = used->second;
        std::size_t copy = 0;
        while (copy < forms.size() && (hashes[copy] != row.hash || !isSameVersion(row, forms[copy].facts)))
            ++copy;
        if (copy < forms.size()) { // brought in on two laptops
            StoredForm &first = forms[copy];
            first.drafts += form.drafts;
            first.signedInterviews += form.signedInterviews;
            first.isRetired = first.isRetired || form.isRetired;
            if (!first.isWhole() && form.isWhole())
                std::tie(first.id, first.parts, first.partsHere) = std::tuple(form.id, form.parts, form.partsHere);
            continue;
        }
        if (row.importer && !names.contains(*row.importer)) {
            INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *row.importer));
            names[*row.importer] = member ? member->name : QString();
        }
        form.importedBy = row.importer ? names[*row.importer] : QString();
        for (StoredForm &other : forms) {
            if (isSameVersion(row, other.facts))
                other.hasTwin = form.hasTwin = true;
        }
        forms.push_back(std::move(form));
        hashes.push_back(row.hash);
    }
    sortForList(forms);
    return forms;
}

std::vector<StoredForm> offeredForms(const std::vector<StoredForm> &forms)
{
    std::vector<StoredForm> offered;
    for (const StoredForm &form : forms) {
        if (form.isRetired || !form.isWhole())
            continue;
        const auto known = std::find_if(offered.begin(), offered.end(),
                                        [&](const StoredForm &each) { return each.facts.formId == form.facts.formId; });
        if (known == offered.end())
            offered.push_back(form);
        else if (compareVersions(known->facts.version, form.facts.version) < 0)
            *known = form; // its title has changed
    }
    return offered;
}

int compareVersions(const QString &left, const QString &right)
{
    qsizetype l = 0;
    qsizetype r = 0;
    const auto number = [](const QString &text, qsizetype &at) {
        while (at < text.size() && text[at] == u'0')
            ++at;
        const qsizetype from = at;
        while (at < text.size() && text[at].isDigit())
            ++at;
        return QStringView(text).mid(from, at - from);
    };
    while (l < left.size() && r < right.size()) {
        if (left[l].isDigit() && right[r].isDigit()) {
            const QStringView a = number(left, l);
            const QStringView b = number(right, r);
            if (a.size() != b.size())
                return a.size() < b.size() ? -1 : 1;
            if (const int order = a.compare(b); order != 0)
                return order;
        } else if (left[l] != right[r]) {
            return left[l] < right[r] ? -1 : 1;
        } else {
            ++l;
            ++r;
        }
    }
    return static_cast<int>(l < left.size()) - static_cast<int>(r < right.size());
}

Result<QByteArray> loadFormContent(Desk &desk, FormRecordId form)
{
    INDARO_TRY_ASSIGN(const auto copies, copiesOf(desk, form));
    const StoredForm *best = &copies.front().form;
    for (const Row &copy : copies) {
        if (copy.form.isWhole())
            return joinParts(desk, copy);
        if (copy.form.partsHere > best->partsHere)
            best = &copy.form;
    }
    return Error(Errc::FormStillComing, {{"here", std::int64_t{best->partsHere}}, {"parts", std::int64_t{best->parts}}});
}

Result<std::optional<FormRecordId>> findForm(Desk &desk, const QString &formId, const QString &version)
{
    INDARO_TRY_ASSIGN(const auto rows, readRows(desk));
    for (const Row &row : rows) {
        if (row.form.facts.formId == formId && row.form.facts.version == version && row.form.isWhole())
            return std::optional(row.form.id);
    }
    return std::optional<FormRecordId>();
}

Result<void> setFormRetired(Desk &desk, FormRecordId form, bool isRetired)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto copies, copiesOf(desk, form));
    for (const Row &copy : copies)
        INDARO_TRY(desk.log.edit(fields::form::Retired, copy.form.id, isRetired ? Value("yes") : Value()));
    return transaction.commit();
}

} // namespace indaro::casework
