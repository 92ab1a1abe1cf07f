// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/external_data.h"

#include "core/forms/expression_value.h"
#include "core/forms/form_package.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QStringConverter>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr std::size_t MaxFileItems = 100'000;
constexpr qsizetype MaxFileCells = 500'000;
constexpr qsizetype MaxFileColumns = 1'000;

/// Excel in French writes the code page of Windows unless asked otherwise.
QString decoded(const QByteArray &content, bool &isGuessed)
{
    const auto marked = QStringConverter::encodingForData(content);
    QStringDecoder decoder(marked.value_or(QStringConverter::Utf8));
    QString text = decoder.decode(content);
    isGuessed = decoder.hasError();
    if (isGuessed)
        text = QString::fromLatin1(content);
    if (text.startsWith(QChar(0xFEFF)))
        text.remove(0, 1);
    return text;
}

QChar separatorOf(const QString &text)
{
    const QString head = text.section(u'\n', 0, 0);
    QChar best = u',';
    for (const QChar one : {u';', u'\t'})
        best = head.count(one) > head.count(best) ? one : best;
    return best;
}

/// The record that starts at `at`, which moves behind it; `line` counts the lines passed.
QStringList nextRecord(const QString &text, QChar separator, qsizetype &at, int &line)
{
    QStringList cells;
    QString cell;
    bool isQuoted = false;
    for (; at < text.size(); ++at) {
        const QChar c = text.at(at);
        line += c == u'\n' ? 1 : 0;
        if (isQuoted) {
            const bool isDouble = c == u'"' && at + 1 < text.size() && text.at(at + 1) == u'"';
            if (c != u'"' || isDouble)
                cell += c;
            else
                isQuoted = false;
            at += isDouble ? 1 : 0;
        } else if (c == u'"' && cell.trimmed().isEmpty()) {
            isQuoted = true;
            cell.clear();
        } else if (c == separator) {
            cells.append(cell.trimmed());
            cell.clear();
        } else if (c == u'\n') {
            ++at;
            break;
        } else if (c != u'\r') {
            cell += c;
        }
    }
    cells.append(cell.trimmed());
    return cells;
}

/// Empty when it has no header or is too large.
std::optional<TextTable> readTable(const QString &text)
{
    TextTable table;
    const QChar separator = separatorOf(text);
    qsizetype at = 0;
    int line = 1;
    table.columns = nextRecord(text, separator, at, line);
    while (!table.columns.isEmpty() && table.columns.last().isEmpty())
        table.columns.removeLast();
    if (table.columns.isEmpty() || table.columns.size() > MaxFileColumns)
        return {};
    qsizetype cells = 0;
    while (at < text.size()) {
        const int first = line;
        QStringList row = nextRecord(text, separator, at, line);
        if (row.size() == 1 && row.front().isEmpty())
            continue;
        while (row.size() < table.columns.size())
            row.append(QString());
        row.resize(table.columns.size());
        cells += row.size();
        if (table.rows.size() >= MaxFileItems || cells > MaxFileCells)
            return {};
        table.rows.push_back(std::move(row));
        table.lines.push_back(first);
    }
    return table;
}

/// "lat lon altitude accuracy", the points of lines and areas behind semicolons [docs.getodk.org, form-datasets].
QString odkPoint(const QJsonArray &position)
{
    return u"%1 %2 %3 0"_s.arg(numberToText(position.at(1).toDouble()), numberToText(position.at(0).toDouble()),
                               numberToText(position.at(2).toDouble()));
}

QString odkGeometry(const QJsonObject &geometry)
{
    const QString type = geometry.value("type"_L1).toString();
    QJsonArray points = geometry.value("coordinates"_L1).toArray();
    if (type == "Point"_L1)
        return odkPoint(points);
    if (type == "Polygon"_L1)
        points = points.at(0).toArray();
    else if (type != "LineString"_L1)
        return {};
    QStringList out;
    for (const QJsonValue &point : points)
        out.append(odkPoint(point.toArray()));
    return out.join(u"; "_s);
}

QString jsonText(const QJsonValue &value)
{
    if (value.isDouble())
        return numberToText(value.toDouble());
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return value.toString();
}

std::optional<TextTable> readGeoJson(const QByteArray &content)
{
    const QJsonObject collection = QJsonDocument::fromJson(content).object();
    const QJsonArray features = collection.value("features"_L1).toArray();
    if (collection.value("type"_L1) != "FeatureCollection"_L1 || features.size() > qsizetype(MaxFileItems))
        return {};
    TextTable table;
    table.columns = {u"id"_s, u"geometry"_s};
    QHash<QString, qsizetype> placeOfColumn{{u"id"_s, 0}, {u"geometry"_s, 1}};
    qsizetype cells = 0;
    for (const QJsonValue &one : features) {
        const QJsonObject feature = one.toObject();
        QStringList row{jsonText(feature.value("id"_L1)), odkGeometry(feature.value("geometry"_L1).toObject())};
        const QJsonObject properties = feature.value("properties"_L1).toObject();
        for (auto property = properties.begin(); property != properties.end(); ++property) {
            if (!placeOfColumn.contains(property.key())) {
                placeOfColumn.insert(property.key(), table.columns.size());
                table.columns.append(property.key());
            }
            const qsizetype place = placeOfColumn.value(property.key());
            while (row.size() <= place)
                row.append(QString());
            if (row.at(place).isEmpty()) // the feature's own id comes first
                row[place] = jsonText(property.value());
        }
        cells += row.size();
        if (cells > MaxFileCells || table.columns.size() > MaxFileColumns)
            return {};
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// False when it is not well-formed, with the line.
bool readXml(const QString &text, ExternalData &data, int &line)
{
    auto document = XmlDocument::parse(text);
    if (!document) {
        line = static_cast<int>(document.error().number("line"));
        return false;
    }
    auto tree = std::make_shared<Node>();
    tree->name = u"instance"_s;
    for (auto &child : document->root->children) {
        if (child->kind == NodeKind::Element) {
            child->parent = tree.get();
            tree->children.push_back(std::move(child));
        }
    }
    renumber(*tree);
    QSet<QString> seen;
    for (const auto &item : tree->children.front()->children) {
        if (item->kind != NodeKind::Element)
            continue;
        data.items.push_back(item.get());
        for (const auto &cell : item->children) {
            if (cell->kind != NodeKind::Element || seen.contains(cell->name))
                continue;
            seen.insert(cell->name);
            data.columns.append(cell->name);
        }
    }
    data.tree = std::move(tree);
    return data.items.size() <= MaxFileItems;
}

std::shared_ptr<Node> emptyTree()
{
    auto tree = std::make_shared<Node>();
    tree->name = u"instance"_s;
    tree->addElement(u"root"_s);
    return tree;
}

} // namespace

QString ExternalData::textOf(const Node &item, const QString &column)
{
    for (const auto &cell : item.children) {
        if (cell->name == column)
            return cell->stringValue();
    }
    return {};
}

QString instanceIdOf(const QString &fileName)
{
    const QString plain = plainFileName(fileName);
    const qsizetype dot = plain.lastIndexOf(u'.');
    return dot > 0 ? plain.left(dot) : plain;
}

ExternalData externalDataOf(const QString &id, const TextTable &table)
{
    ExternalData data;
    data.id = id;
    data.columns = table.columns;
    data.lines = table.lines;
    auto tree = emptyTree();
    Node *root = tree->children.front().get();
    for (const QStringList &row : table.rows) {
        Node *item = root->addElement(u"item"_s);
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            if (!table.columns.at(i).isEmpty())
                item->addElement(table.columns.at(i), row.value(i));
        }
        data.items.push_back(item);
    }
    renumber(*tree);
    data.tree = std::move(tree);
    return data;
}

ExternalData readExternalData(const QString &fileName, const QByteArray &content, const Finding &namedAt,
                              std::vector<Finding> &findings)
{
    ExternalData data;
    const QString lower = fileName.toLower();
    int line = 0;
    bool isRead = false;
    bool isGuessed = false;
    if (lower.endsWith(".xml"_L1)) {
        isRead = readXml(decoded(content, isGuessed), data, line);
    } else {
        const auto table = lower.endsWith(".geojson"_L1) || lower.endsWith(".json"_L1)
                               ? readGeoJson(content)
                               : readTable(decoded(content, isGuessed));
        isRead = table.has_value();
        if (table)
            data = externalDataOf({}, *table);
    }
    data.id = instanceIdOf(fileName);
    data.fileName = fileName;
    if (!isRead) {
        Finding bad = namedAt;
        bad.code = FindingCode::BadFile;
        bad.argument = fileName;
        bad.other = line;
        findings.push_back(std::move(bad));
        data.items.clear();
        data.columns.clear();
        data.tree = emptyTree();
    } else if (isGuessed) {
        Finding guessed = namedAt;
        guessed.code = FindingCode::FileNotUtf8;
        guessed.argument = fileName;
        findings.push_back(std::move(guessed));
    }
    return data;
}

} // namespace indaro::forms
