// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/unfiled_papers.h"

#include "core/casework/row_values.h"
#include "core/model/field_table.h"

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

Result<std::vector<KeptPaper>> listUnfiledPapers(Desk &desk, const QString &path)
{
    INDARO_TRY(desk.access.mustRead(Thing::Identity));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id, kind, title, file_name FROM attachment_identity "
                                                 "WHERE case_file IS NULL AND path = ?1 ORDER BY added_at, id"));
    rows.bind(1, path.toStdString());
    std::vector<KeptPaper> papers;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        papers.push_back({{fields::attachment_identity::Table, *id},
                          attachmentKindOf(toText(rows, 1)),
                          toText(rows, 2),
                          toText(rows, 3)});
        return {};
    }));
    return papers;
}

namespace {

/// Whatever the signed-in account may read: what is given or goes is all of them.
Result<std::vector<sync::RecordId>> unfiledUnder(Desk &desk, const QString &path)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT id FROM attachment_identity WHERE case_file IS NULL "
                                                               "AND path = ?1 ORDER BY added_at, id"));
    find.bind(1, path.toStdString());
    std::vector<sync::RecordId> found;
    INDARO_TRY(forEachRow(find, [&]() -> Result<void> {
        if (const auto id = find.id<sync::RecordTag>(0))
            found.push_back(*id);
        return {};
    }));
    return found;
}

} // namespace

Result<KeptAttachment> rows::addUnfiledPaper(Desk &desk, const QString &path, const UnfiledPaper &paper)
{
    const NewAttachment attachment{.caseFile = sync::RecordId::make(desk.random), // nobody's: none is written
                                   .path = path,
                                   .kind = paper.kind,
                                   .compartment = sync::Compartment::Identity,
                                   .title = paper.title,
                                   .stem = QStringLiteral("paper"),
                                   .content = paper.content,
                                   .isOfOthers = true};
    return rows::keepUnfiled(desk, attachment);
}

Result<std::optional<sync::RecordId>> rows::giveUnfiledPapers(Desk &desk, const QString &path, sync::RecordId caseFile)
{
    INDARO_TRY_ASSIGN(const auto papers, unfiledUnder(desk, path));
    for (const sync::RecordId &paper : papers) // its parts are of what they are parts of
        INDARO_TRY(desk.log.edit(fields::attachment_identity::CaseFile, paper, idValue(caseFile)));
    return papers.empty() ? std::optional<sync::RecordId>() : std::optional(papers.front());
}

Result<void> rows::dropUnfiledPapers(Desk &desk, const QString &path)
{
    INDARO_TRY_ASSIGN(const auto papers, unfiledUnder(desk, path));
    for (const sync::RecordId &paper : papers)
        INDARO_TRY(desk.log.remove({fields::attachment_identity::Table, paper}));
    return {};
}

} // namespace indaro::casework
