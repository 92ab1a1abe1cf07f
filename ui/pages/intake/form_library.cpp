// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/form_library.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

base::Result<FormEntry> loadForm(const QByteArray &content, const QString &name)
{
    INDARO_TRY_ASSIGN(auto definition, indaro::forms::FormDefinition::fromBytes(content, name));
    FormEntry entry;
    const casework::FormFacts facts = casework::factsOf(definition, name);
    entry.id = facts.formId;
    entry.version = facts.version;
    entry.title = facts.title;
    entry.fileName = name;
    entry.isShipped = false;
    entry.content = content;
    entry.definition = std::make_shared<const indaro::forms::FormDefinition>(std::move(definition));
    return entry;
}

std::vector<FormEntry> loadForms(const QString &folder)
{
    std::vector<FormEntry> entries;
    const QDir root(folder);
    for (const QString &name : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir sub(root.filePath(name));
        for (const QString &fileName : sub.entryList({u"*.xlsx"_s}, QDir::Files, QDir::Name)) {
            QFile file(sub.filePath(fileName));
            if (!file.open(QIODevice::ReadOnly))
                continue;
            if (auto entry = loadForm(file.readAll(), fileName.chopped(5))) {
                entry->isShipped = true;
                entries.push_back(std::move(entry).value());
            }
        }
    }
    std::stable_partition(entries.begin(), entries.end(), [](const FormEntry &e) { return e.id.contains("intake"_L1); });
    return entries;
}

const std::vector<FormEntry> &shippedForms()
{
    static const std::vector<FormEntry> forms = loadForms();
    return forms;
}

bool cameWithProgram(const casework::StoredForm &form)
{
    const FormEntry *shipped = findForm(shippedForms(), form.facts.formId);
    return shipped != nullptr && shipped->fileName == form.fileName;
}

base::Result<std::optional<casework::FormRecordId>> keepForInterviews(casework::Desk &desk, const FormEntry &form)
{
    if (form.record || form.content.isEmpty())
        return form.record;
    const auto kept = casework::keepForm(desk, {casework::factsOf(*form.definition, form.id), form.fileName, form.content});
    if (kept)
        return std::optional(kept->id);
    if (form.isShipped && kept.error().code == base::Errc::FormVersionTaken)
        return std::optional<casework::FormRecordId>();
    return kept.error();
}

ui::forms::ChoiceOverlay frenchOverlay()
{
    QFile csv(u":/indaro/codelists/htcds-codes.csv"_s);
    if (!csv.open(QIODevice::ReadOnly))
        return {};
    return ui::forms::ChoiceOverlay::parse(csv);
}

const FormEntry *findForm(const std::vector<FormEntry> &entries, const QString &formId)
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&formId](const FormEntry &e) { return e.id == formId; });
    return found == entries.end() ? nullptr : &*found;
}

} // namespace indaro::ui::pages
