// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_builder.h"

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {
const QString ExternalPrefix = u"external_choices/"_s;
}

void FormDefinitionBuilder::readLanguages()
{
    QStringList seen;
    const auto add = [&](const SheetTable &table) {
        for (const SheetColumn &column : table.columns()) {
            const bool isText = column.base == "label"_L1 || column.base == "hint"_L1 || column.base == "guidance_hint"_L1 ||
                                column.base == "constraint_message"_L1 || column.base == "required_message"_L1;
            if (!isText || column.language.isEmpty() || seen.contains(column.language))
                continue;
            seen.append(column.language);
            m_form.m_languages.push_back(languageFromHeader(column.language));
        }
    };
    add(m_survey);
    if (const Sheet *sheet = m_workbook.findSheet(u"choices"_s))
        add(SheetTable(*sheet));
    if (m_form.m_languages.empty())
        m_form.m_languages.push_back({});
}

void FormDefinitionBuilder::readChoices(const Sheet &sheet, std::vector<ChoiceList> &lists)
{
    const SheetTable table(sheet);
    const QStringList known{u"list_name"_s, u"name"_s, u"label"_s};
    const bool sameCodes = allowsSameCodes();
    QHash<QString, std::size_t> placeOfList;
    QHash<std::pair<QString, QString>, int> rowOfCode;
    for (const SheetRow &row : table.rows()) {
        const QString listName = table.text(row, "list_name"_L1);
        if (listName.isEmpty())
            continue;
        Choice choice;
        choice.name = table.text(row, "name"_L1);
        choice.row = row.number;
        if (choice.name.isEmpty()) {
            note(FindingCode::EmptyChoiceName, sheet.name, row.number, table.headerOf("name"_L1), listName);
            continue;
        }
        choice.label = table.localized(row, "label"_L1);
        choice.media = mediaOf(table, row);
        choice.extra = table.extraAsWritten(row, known);
        const auto place = placeOfList.constFind(listName);
        const std::size_t at = place != placeOfList.constEnd() ? *place : lists.size();
        if (at == lists.size()) {
            lists.push_back({listName, {}, {}, {}});
            placeOfList.insert(listName, at);
        }
        if (const int first = rowOfCode.value({listName, choice.name}); first == 0)
            rowOfCode.insert({listName, choice.name}, row.number);
        else if (!sameCodes)
            note(FindingCode::DuplicateChoice, sheet.name, row.number, table.headerOf("name"_L1), choice.name).other = first;
        lists[at].choices.push_back(std::move(choice));
    }
}

bool FormDefinitionBuilder::allowsSameCodes() const
{
    const Sheet *sheet = m_workbook.findSheet(u"settings"_s);
    const SheetTable table = sheet == nullptr ? SheetTable() : SheetTable(*sheet);
    const QString word =
        table.rows().empty() ? QString() : table.text(table.rows().front(), "allow_choice_duplicates"_L1).toLower();
    return word == "yes"_L1 || word == "true"_L1 || word == "true()"_L1;
}

LabelMedia FormDefinitionBuilder::mediaOf(const SheetTable &table, const SheetRow &row)
{
    const auto read = [&](QLatin1StringView full, QLatin1StringView bare) {
        LocalizedText text = table.localized(row, full);
        const LocalizedText plain = table.localized(row, bare);
        for (auto one = plain.byLanguage.begin(); one != plain.byLanguage.end(); ++one) {
            if (!text.byLanguage.contains(one.key()))
                text.byLanguage.insert(one.key(), one.value());
        }
        return text;
    };
    return {read("media::image"_L1, "image"_L1), read("media::big-image"_L1, "big-image"_L1),
            read("media::audio"_L1, "audio"_L1), read("media::video"_L1, "video"_L1)};
}

/// The lists of select_one_external: a sheet of their own, so that they may have the names of others; ODK clients get them
/// as itemsets.csv, which a package may hold instead.
void FormDefinitionBuilder::readExternalChoices()
{
    if (const Sheet *own = m_workbook.findSheet(u"external_choices"_s)) {
        readChoices(*own, m_form.m_externalLists);
    } else if (const QString file = m_files.keyOf(u"itemsets.csv"_s); !file.isNull()) {
        const ExternalData data = readExternalData(file, m_files.file(file),
                                                   {FindingCode::BadFile, file, 0, {}, {}, -1, {}, 0}, m_form.m_findings);
        Sheet sheet{file, {{1, data.columns}}, {}};
        for (std::size_t i = 0; i < data.items.size(); ++i) {
            SheetRow row{data.lines.at(i), {}};
            for (const QString &column : data.columns)
                row.cells.append(ExternalData::textOf(*data.items[i], column));
            sheet.rows.push_back(std::move(row));
        }
        readChoices(sheet, m_form.m_externalLists);
        m_seenFiles.insert(file);
        m_form.m_namedFiles.push_back({file, NamedFile::Kind::Choices, file, 0, {}, true});
    }
    for (ChoiceList &list : m_form.m_externalLists) {
        if (m_form.findChoiceList(list.name) != &list)
            list.name = ExternalPrefix + list.name;
    }
}

QString FormDefinitionBuilder::externalListName(const QString &name) const
{
    return m_form.findChoiceList(ExternalPrefix + name) != nullptr ? ExternalPrefix + name : name;
}

} // namespace indaro::forms
