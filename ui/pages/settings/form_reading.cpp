// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_reading.h"

#include "ui/pages/intake/form_library.h"

#include <QtCore/QFile>

namespace indaro::ui::pages {

base::Result<ReadForm> readForm(const QByteArray &content, const QString &fileName)
{
    const QString name = fileName.section(u'.', 0, -2);
    INDARO_TRY_ASSIGN(const auto workbook, indaro::forms::Workbook::read(content));
    INDARO_TRY_ASSIGN(auto definition, indaro::forms::FormDefinition::fromWorkbook(workbook, name));
    ReadForm read;
    read.report = indaro::forms::makeReport(workbook, definition);
    read.form = {casework::factsOf(definition, name), fileName, content};
    read.definition = std::make_shared<const indaro::forms::FormDefinition>(std::move(definition));
    const std::vector<FormEntry> shipped = loadForms();
    const FormEntry *same = findForm(shipped, read.form.facts.formId);
    read.isShipped = same != nullptr && same->version == read.form.facts.version;
    return read;
}

base::Result<ReadForm> readForm(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error(base::Errc::FileNotReadable);
    if (file.size() > casework::LargestForm)
        return base::Error(base::Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestForm}}});
    return readForm(file.readAll(), path.section(u'/', -1));
}

} // namespace indaro::ui::pages
