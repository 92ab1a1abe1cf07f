// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_reading.h"

#include "core/forms/form_package.h"
#include "ui/pages/intake/form_library.h"

#include <QtCore/QFileInfo>

namespace indaro::ui::pages {

base::Result<ReadForm> readForm(const QString &path)
{
    if (QFileInfo(path).size() > casework::LargestForm)
        return base::Error(base::Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestForm}}});
    INDARO_TRY_ASSIGN(const auto package, indaro::forms::FormPackage::fromFile(path.toStdU16String()));
    INDARO_TRY_ASSIGN(const QByteArray content, package.toBytes());
    if (content.size() > casework::LargestForm) // with the files beside the workbook
        return base::Error(base::Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestForm}}});
    const QString fileName = path.section(u'/', -1);
    const QString name = fileName.section(u'.', 0, -2);
    INDARO_TRY_ASSIGN(const auto workbook, indaro::forms::Workbook::read(package.workbook));
    INDARO_TRY_ASSIGN(auto definition, indaro::forms::FormDefinition::fromWorkbook(workbook, name, package));
    ReadForm read;
    read.report = indaro::forms::makeReport(workbook, definition);
    read.form = {casework::factsOf(definition, name), fileName, content};
    read.definition = std::make_shared<const indaro::forms::FormDefinition>(std::move(definition));
    const FormEntry *same = findForm(shippedForms(), read.form.facts.formId);
    read.isShipped = same != nullptr && same->version == read.form.facts.version;
    return read;
}

base::Result<UsedForm> findUsedForm(casework::Desk &desk, const QString &formId)
{
    const FormEntry *own = findForm(shippedForms(), formId);
    INDARO_TRY_ASSIGN(const auto stored, casework::listForms(desk));
    for (const casework::StoredForm &form : stored) { // the newest version of each first
        if (form.facts.formId != formId || !form.isWhole())
            continue;
        if (own != nullptr && casework::compareVersions(own->version, form.facts.version) > 0)
            break; // an older one, kept for the interviews that were held with it
        INDARO_TRY_ASSIGN(const QByteArray content, casework::loadFormContent(desk, form.id));
        INDARO_TRY_ASSIGN(auto definition, indaro::forms::FormDefinition::fromBytes(content, formId));
        return UsedForm{form.id, form.facts, std::make_shared<const indaro::forms::FormDefinition>(std::move(definition))};
    }
    if (own == nullptr)
        return base::Error(base::Errc::NotFound);
    return UsedForm{std::nullopt, casework::factsOf(*own->definition, formId), own->definition};
}

} // namespace indaro::ui::pages
