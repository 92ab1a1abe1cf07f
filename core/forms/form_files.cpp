// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/expression_syntax.h"
#include "core/forms/form_builder.h"
#include "core/forms/search_call.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr int MaxDuplicates = 20; ///< codes of a file worth a line each

bool isGeoJson(const QString &fileName)
{
    return fileName.endsWith(".geojson"_L1, Qt::CaseInsensitive);
}

/// A list the form itself writes comes from the house, not with the form.
bool isOwnEntityList(const Workbook &workbook, const QString &name)
{
    const Sheet *sheet = workbook.findSheet(u"entities"_s);
    const SheetTable table = sheet == nullptr ? SheetTable() : SheetTable(*sheet);
    return std::any_of(table.rows().begin(), table.rows().end(),
                       [&](const SheetRow &row) { return table.text(row, "list_name"_L1) == name; });
}

bool isListName(const FormDefinition &form, const QString &id)
{
    return form.findChoiceList(id) != nullptr;
}

} // namespace

QString valueColumnOf(const FormItem &item)
{
    return item.parameters.value(u"value"_s, isGeoJson(item.choicesFile) ? u"id"_s : u"name"_s);
}

QString labelColumnOf(const FormItem &item)
{
    return item.parameters.value(u"label"_s, isGeoJson(item.choicesFile) ? u"title"_s : u"label"_s);
}

void FormDefinitionBuilder::readsList(const QString &id)
{
    if (!m_form.m_entityListsRead.contains(id))
        m_form.m_entityListsRead << id;
}

bool FormDefinitionBuilder::nameFile(const QString &name, NamedFile::Kind kind, const QString &sheet, int row,
                                     const QString &column)
{
    const QString plain = plainFileName(name);
    const QString key = m_files.keyOf(plain);
    const bool isThere = !key.isNull();
    if (kind != NamedFile::Kind::Media)
        readsList(instanceIdOf(plain));
    if (m_seenFiles.contains(isThere ? key : plain))
        return isThere;
    m_seenFiles.insert(isThere ? key : plain);
    m_form.m_namedFiles.push_back({plain, kind, sheet, row, column, isThere});
    const bool isMedia = kind == NamedFile::Kind::Media;
    if (!isThere && (isMedia || !isOwnEntityList(m_workbook, instanceIdOf(plain)))) {
        note(isMedia ? FindingCode::MissingMedia : FindingCode::MissingFile, sheet, row, column, plain).suggestion =
            nearest(plain, m_files.files.keys());
    } else if (isThere && isMedia) {
        m_form.m_media.files.insert(key, m_files.files.value(key));
    }
    return isThere;
}

int FormDefinitionBuilder::loadFile(const QString &name, NamedFile::Kind kind, const QString &sheet, int row,
                                    const QString &column)
{
    if (!nameFile(name, kind, sheet, row, column))
        return -1;
    const QString key = m_files.keyOf(name);
    if (const auto known = m_placeOfFile.constFind(key); known != m_placeOfFile.constEnd())
        return *known;
    const Finding namedAt{FindingCode::BadFile, sheet, row, column, key, -1, {}, 0};
    const int place = static_cast<int>(m_form.m_externalData.size());
    m_form.m_externalData.push_back(readExternalData(key, m_files.files.value(key), namedAt, m_form.m_findings));
    m_placeOfFile.insert(key, place);
    return place;
}

void FormDefinitionBuilder::nameMedia(const LabelMedia &media, const QString &sheet, const SheetTable &table, int row)
{
    const auto name = [&](const LocalizedText &files, QLatin1StringView base) {
        for (auto one = files.byLanguage.begin(); one != files.byLanguage.end(); ++one) {
            if (one->contains(u"${"_s)) // known only while the form is filled
                continue;
            QString header(base);
            for (const SheetColumn &column : table.columns()) {
                const bool isOfKind = column.base == base || u"media::"_s + column.base == base;
                if (isOfKind && column.language == one.key())
                    header = column.header;
            }
            nameFile(*one, NamedFile::Kind::Media, sheet, row, header);
        }
    };
    name(media.image, "media::image"_L1);
    name(media.bigImage, "media::big-image"_L1);
    name(media.audio, "media::audio"_L1);
    name(media.video, "media::video"_L1);
}

/// pulldata() and instance() name files by their instance: the name without its ending.
void FormDefinitionBuilder::readCalls(const SyntaxNode &node, int row, const QString &column)
{
    const bool isPull = node.text == "pulldata"_L1;
    if (node.kind == SyntaxKind::Call && (isPull || node.text == "instance"_L1) && !node.operands.empty() &&
        node.operands[0].kind == SyntaxKind::Text) {
        const QString id = node.operands[0].text;
        if (!isListName(m_form, id) && m_form.findExternalData(id) == nullptr) {
            QString found = m_files.has(id) ? id : QString();
            for (const QString &ending : {u".csv"_s, u".xml"_s, u".geojson"_s}) {
                if (found.isEmpty() && m_files.has(id + ending))
                    found = id + ending;
            }
            if (found.isEmpty() && isPull)
                found = id.contains(u'.') ? id : id + u".csv"_s;
            if (!found.isEmpty())
                loadFile(found, NamedFile::Kind::Data, u"survey"_s, row, column);
            else
                readsList(id);
        }
    }
    const auto inside = [&](const std::vector<SyntaxNode> &nodes) {
        for (const SyntaxNode &one : nodes)
            readCalls(one, row, column);
    };
    inside(node.operands);
    inside(node.startPredicates);
    for (const SyntaxStep &step : node.steps)
        inside(step.predicates);
}

QString FormDefinitionBuilder::columnOf(const ExternalData &data, const QString &wanted, int row, const QString &column)
{
    if (data.columns.contains(wanted) || data.items.empty()) // of an empty file enough was said
        return wanted;
    note(FindingCode::UnknownFileColumn, u"survey"_s, row, column, wanted).suggestion = nearest(wanted, data.columns);
    return {};
}

ChoiceList choiceListOf(const FormDefinition &form, const ExternalData &data, const QString &value,
                        const QStringList &labels)
{
    // "label::French (fr)" beside "label": the same column in another language.
    std::vector<std::pair<QString, QString>> headerOfLanguage;
    for (const QString &column : data.columns) {
        if (labels.size() != 1 || !column.startsWith(labels.front() + u':'))
            continue;
        const QString written = column.mid(column.lastIndexOf(u':') + 1).trimmed();
        const FormLanguage *language = form.findLanguage(written);
        headerOfLanguage.emplace_back(column, language != nullptr ? language->header : written);
    }
    ChoiceList list;
    list.fileName = data.fileName;
    for (std::size_t i = 0; i < data.items.size(); ++i) {
        const Node &item = *data.items[i];
        Choice choice;
        choice.name = ExternalData::textOf(item, value);
        choice.row = i < data.lines.size() ? data.lines[i] : static_cast<int>(i) + 1;
        if (choice.name.isEmpty())
            continue;
        QStringList parts;
        for (const QString &label : labels)
            parts.append(ExternalData::textOf(item, label));
        for (const auto &[column, header] : headerOfLanguage) {
            if (const QString text = ExternalData::textOf(item, column); !text.isEmpty())
                choice.label.byLanguage.insert(header, text);
        }
        if (const QString text = parts.join(u", "_s); !text.isEmpty() || choice.label.isEmpty())
            choice.label.byLanguage.insert(QString(), text);
        list.choices.push_back(std::move(choice));
        list.nodes.push_back(&item);
    }
    return list;
}

ChoiceList FormDefinitionBuilder::choicesOf(const ExternalData &data, const QString &value, const QStringList &labels)
{
    ChoiceList list = choiceListOf(m_form, data, value, labels);
    QHash<QString, int> lineOfCode;
    int duplicates = 0;
    for (const Choice &choice : list.choices) {
        if (const int first = lineOfCode.value(choice.name); first == 0)
            lineOfCode.insert(choice.name, choice.row);
        else if (!allowsSameCodes() && ++duplicates <= MaxDuplicates)
            note(FindingCode::DuplicateChoice, data.fileName, choice.row, value, choice.name).other = first;
    }
    return list;
}

void FormDefinitionBuilder::readChoicesOf(FormItem &item)
{
    const QString typeColumn = m_survey.headerOf("type"_L1);
    const int place = loadFile(item.choicesFile, NamedFile::Kind::Choices, u"survey"_s, item.row, typeColumn);
    item.listName = plainFileName(item.choicesFile);
    if (place < 0)
        return;
    const ExternalData &data = m_form.m_externalData[static_cast<std::size_t>(place)];
    const auto column = [&](const QString &parameter, const QString &name) {
        const bool isNamed = item.parameters.contains(parameter);
        return columnOf(data, name, item.row, isNamed ? m_survey.headerOf("parameters"_L1) : typeColumn);
    };
    const QString value = column(u"value"_s, valueColumnOf(item));
    QString label = labelColumnOf(item);
    const bool isTranslated = std::any_of(data.columns.begin(), data.columns.end(),
                                          [&](const QString &one) { return one.startsWith(label + u':'); });
    if (!isTranslated)
        label = column(u"label"_s, label);
    if (value.isEmpty())
        return;
    item.listName = u"%1 %2 %3"_s.arg(data.fileName, value, label);
    if (m_form.findChoiceList(item.listName) != nullptr)
        return;
    ChoiceList list = choicesOf(data, value, {label.isEmpty() ? value : label});
    list.name = item.listName;
    m_form.m_externalLists.push_back(std::move(list));
}

/// search('file', …) fills the list of a select from a file: the codes of the list are columns, but for numbers, which are
/// choices of their own [docs.getodk.org and SurveyCTO, search()].
void FormDefinitionBuilder::readSearch(FormItem &item)
{
    const QString column = m_survey.headerOf("appearance"_L1);
    const auto call = SearchCall::find(item.appearance);
    const ChoiceList *given = m_form.findChoiceList(item.listName);
    if (!call || given == nullptr) {
        note(FindingCode::SearchNotUnderstood, u"survey"_s, item.row, column, item.appearance);
        return;
    }
    const ChoiceList pattern = *given;
    const QString file = call->file.contains(u'.') ? call->file : call->file + u".csv"_s;
    const int place = loadFile(file, NamedFile::Kind::Choices, u"survey"_s, item.row, column);
    if (place < 0)
        return;
    const ExternalData &data = m_form.m_externalData[static_cast<std::size_t>(place)];
    ChoiceList filled;
    for (const Choice &choice : pattern.choices) {
        bool isNumber = false;
        static_cast<void>(choice.name.toInt(&isNumber));
        if (isNumber) {
            filled.choices.push_back(choice);
            filled.nodes.push_back(nullptr);
            continue;
        }
        QStringList labels;
        static const QRegularExpression comma(u"\\s*,\\s*"_s);
        for (const QString &one : choice.label.textOrFallback(QString()).split(comma, Qt::SkipEmptyParts)) {
            if (const QString known = columnOf(data, one, item.row, column); !known.isEmpty())
                labels.append(known);
        }
        const QString value = columnOf(data, choice.name, item.row, column);
        if (value.isEmpty())
            continue;
        ChoiceList rows = choicesOf(data, value, labels.isEmpty() ? QStringList{value} : labels);
        std::move(rows.choices.begin(), rows.choices.end(), std::back_inserter(filled.choices));
        filled.nodes.insert(filled.nodes.end(), rows.nodes.begin(), rows.nodes.end());
    }
    for (const QString &one : call->columns)
        static_cast<void>(columnOf(data, one, item.row, column));
    const QString own = item.choiceFilter ? u"(%1) and "_s.arg(item.choiceFilter->text()) : QString();
    if (!call->filter.isEmpty())
        item.choiceFilter = parseExpression(own + call->filter, u"survey"_s, item.row, column, item.index);
    item.templateList = item.listName;
    item.listName = u"%1 for %2"_s.arg(data.fileName, item.path);
    filled.name = item.listName;
    filled.fileName = data.fileName;
    m_form.m_externalLists.push_back(std::move(filled));
}

void FormDefinitionBuilder::readFiles()
{
    for (const QString &entry : m_files.leftOut)
        note(FindingCode::SameFileTwice, QString(), 0, QString(), entry);
    const QString typeColumn = m_survey.headerOf("type"_L1);
    for (const auto &[file, row] : m_dataRows)
        loadFile(file, NamedFile::Kind::Data, u"survey"_s, row, typeColumn);
    for (FormItem &item : m_form.m_items) {
        if (!item.choicesFile.isEmpty())
            readChoicesOf(item);
        else if (item.hasChoices() && SearchCall::isIn(item.appearance))
            readSearch(item);
        nameMedia(item.media, u"survey"_s, m_survey, item.row);
    }
    for (const FormItem &item : m_form.m_items) {
        visitExpressions(item, [&](const Optional &expression, const char *base) {
            if (expression && item.row > 0)
                readCalls(expression->root(), item.row, m_survey.headerOf(QLatin1StringView(base)));
        });
    }
    const Sheet *sheet = m_workbook.findSheet(u"choices"_s);
    const SheetTable choices = sheet == nullptr ? SheetTable() : SheetTable(*sheet);
    for (const ChoiceList &list : m_form.m_choiceLists) {
        for (const Choice &choice : list.choices)
            nameMedia(choice.media, u"choices"_s, choices, choice.row);
    }
    for (auto file = m_files.files.begin(); file != m_files.files.end(); ++file) {
        if (!m_seenFiles.contains(file.key()))
            note(FindingCode::UnusedFile, QString(), 0, QString(), file.key());
    }
}

} // namespace indaro::forms
