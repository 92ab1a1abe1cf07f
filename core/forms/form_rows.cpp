// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_builder.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr std::size_t MaxGroupDepth = 64; ///< of groups inside groups; no form at hand comes near

const QStringList &knownSurveyColumns()
{
    static const QStringList known{
        u"type"_s,         u"name"_s,     u"label"_s,       u"hint"_s,          u"guidance_hint"_s,
        u"constraint"_s,   u"relevant"_s, u"calculation"_s, u"required"_s,      u"constraint_message"_s,
        u"readonly"_s,     u"default"_s,  u"appearance"_s,  u"choice_filter"_s, u"required_message"_s,
        u"repeat_count"_s, u"save_to"_s,  u"trigger"_s,     u"parameters"_s,    u"disabled"_s};
    return known;
}

struct TypeName
{
    QLatin1StringView name;
    QuestionType type;
};
constexpr TypeName TypeNames[]{{"text"_L1, QuestionType::Text},
                               {"string"_L1, QuestionType::Text},
                               {"integer"_L1, QuestionType::Integer},
                               {"int"_L1, QuestionType::Integer},
                               {"decimal"_L1, QuestionType::Decimal},
                               {"range"_L1, QuestionType::Range},
                               {"note"_L1, QuestionType::Note},
                               {"date"_L1, QuestionType::Date},
                               {"time"_L1, QuestionType::Time},
                               {"datetime"_L1, QuestionType::DateTime},
                               {"date time"_L1, QuestionType::DateTime},
                               {"location"_L1, QuestionType::GeoPoint},
                               {"geopoint"_L1, QuestionType::GeoPoint},
                               {"gps"_L1, QuestionType::GeoPoint},
                               {"geotrace"_L1, QuestionType::GeoTrace},
                               {"geoshape"_L1, QuestionType::GeoShape},
                               {"image"_L1, QuestionType::Image},
                               {"photo"_L1, QuestionType::Image},
                               {"audio"_L1, QuestionType::Audio},
                               {"background-audio"_L1, QuestionType::Metadata},
                               {"video"_L1, QuestionType::Video},
                               {"file"_L1, QuestionType::File},
                               {"barcode"_L1, QuestionType::Barcode},
                               {"calculate"_L1, QuestionType::Calculate},
                               {"acknowledge"_L1, QuestionType::Acknowledge},
                               {"trigger"_L1, QuestionType::Acknowledge},
                               {"hidden"_L1, QuestionType::Hidden},
                               {"xml-external"_L1, QuestionType::Hidden},
                               {"csv-external"_L1, QuestionType::Hidden},
                               {"start"_L1, QuestionType::Metadata},
                               {"end"_L1, QuestionType::Metadata},
                               {"today"_L1, QuestionType::Metadata},
                               {"deviceid"_L1, QuestionType::Metadata},
                               {"imei"_L1, QuestionType::Metadata},
                               {"subscriberid"_L1, QuestionType::Metadata},
                               {"simserial"_L1, QuestionType::Metadata},
                               {"username"_L1, QuestionType::Metadata},
                               {"phonenumber"_L1, QuestionType::Metadata},
                               {"email"_L1, QuestionType::Metadata},
                               {"start-geopoint"_L1, QuestionType::Metadata},
                               {"audit"_L1, QuestionType::Metadata}};

const QStringList &typeNames()
{
    static const QStringList names = [] {
        QStringList list{u"select_one"_s,  u"select_multiple"_s, u"select_one_from_file"_s, u"select_multiple_from_file"_s,
                         u"begin_group"_s, u"end_group"_s,       u"begin_repeat"_s,         u"end_repeat"_s,
                         u"rank"_s,        u"csv-external"_s,    u"xml-external"_s,         u"select_one_external"_s};
        for (const TypeName &known : TypeNames)
            list.append(QString(known.name));
        return list;
    }();
    return names;
}

bool isXmlName(const QString &name)
{
    static const QRegularExpression pattern(u"^[\\p{L}_][\\p{L}\\p{N}_.-]*$"_s);
    return pattern.match(name).hasMatch();
}

QMap<QString, QString> readParameters(const QString &text)
{
    static const QRegularExpression pattern(u"([A-Za-z_-]+)\\s*=\\s*([^\\s;,]+)"_s);
    QMap<QString, QString> out;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const auto match = matches.next();
        out.insert(match.captured(1).toLower(), match.captured(2));
    }
    return out;
}

} // namespace

QString FormDefinitionBuilder::rootName() const
{
    static const QRegularExpression xmlName(u"^[\\p{L}_][\\p{L}\\p{N}_.-]*$"_s);
    const Sheet *sheet = m_workbook.findSheet(u"settings"_s);
    const SheetTable table = sheet == nullptr ? SheetTable() : SheetTable(*sheet);
    const QString name = table.rows().empty() ? QString() : table.text(table.rows().front(), "name"_L1);
    return xmlName.match(name).hasMatch() ? name : u"data"_s;
}

void FormDefinitionBuilder::readSurvey()
{
    FormItem root;
    root.kind = ItemKind::Root;
    root.name = rootName();
    root.path = u'/' + root.name;
    m_form.m_items.push_back(root);
    m_open = {0};
    for (const SheetRow &row : m_survey.rows())
        readRow(row);
    for (std::size_t i = 1; i < m_open.size(); ++i) {
        const FormItem &item = m_form.item(m_open[i]);
        note(FindingCode::UnbalancedGroup, u"survey"_s, item.row, m_survey.headerOf("type"_L1), item.name);
    }
    m_open = {0};
    addMeta();
}

QString FormDefinitionBuilder::uniqueName(int parent, const QString &wanted, int row)
{
    QString name = wanted;
    for (int suffix = 2; m_form.m_indexByPath.contains(m_form.item(parent).path + u'/' + name); ++suffix) {
        if (suffix == 2)
            note(FindingCode::DuplicateName, u"survey"_s, row, m_survey.headerOf("name"_L1), wanted).other =
                m_form.findByPath(m_form.item(parent).path + u'/' + name)->row;
        name = u"%1_%2"_s.arg(wanted).arg(suffix);
    }
    return name;
}

int FormDefinitionBuilder::addItem(ItemKind kind, const QString &name, int row)
{
    FormItem item;
    item.index = static_cast<int>(m_form.m_items.size());
    item.kind = kind;
    item.parent = m_open.back();
    item.row = row;
    item.name = uniqueName(item.parent, name, row);
    item.path = m_form.item(item.parent).path + u'/' + item.name;
    item.repeatDepth = m_form.item(item.parent).repeatDepth + (kind == ItemKind::Repeat ? 1 : 0);
    m_form.m_items[static_cast<std::size_t>(item.parent)].children.push_back(item.index);
    m_form.m_indexByPath.insert(item.path, item.index);
    if (!m_form.m_indexByName.contains(item.name))
        m_form.m_indexByName.insert(item.name, item.index);
    m_form.m_items.push_back(item);
    return item.index;
}

bool FormDefinitionBuilder::readEdge(const SheetRow &row, const QString &type)
{
    static const QRegularExpression edge(u"^(begin|end)[ _]*(group|repeat|looped group)$"_s);
    const auto match = edge.match(type);
    if (!match.hasMatch())
        return false;
    const ItemKind kind = match.captured(2) == "group"_L1 ? ItemKind::Group : ItemKind::Repeat;
    const QString name = m_survey.text(row, "name"_L1);
    if (match.captured(1) == "begin"_L1) {
        if (m_open.size() > MaxGroupDepth) { // each level makes the paths of all below it longer
            note(FindingCode::TooDeep, u"survey"_s, row.number, m_survey.headerOf("type"_L1), name);
            m_tooDeep.push_back(kind);
            return true;
        }
        if (kind == ItemKind::Repeat)
            addCount(row, name);
        const int index = addItem(kind, name.isEmpty() ? u"generated_group_%1"_s.arg(row.number) : name, row.number);
        FormItem &item = m_form.m_items[static_cast<std::size_t>(index)];
        item.typeText = type;
        readTexts(item, row);
        m_open.push_back(index);
        m_rowOfItem.emplace_back(index, row);
        return true;
    }
    if (!m_tooDeep.empty() && m_tooDeep.back() == kind)
        m_tooDeep.pop_back();
    else if (m_open.size() > 1 && m_form.item(m_open.back()).kind == kind)
        m_open.pop_back();
    else
        note(FindingCode::UnbalancedGroup, u"survey"_s, row.number, m_survey.headerOf("type"_L1), type);
    return true;
}

void FormDefinitionBuilder::addCount(const SheetRow &row, const QString &repeat)
{
    static const QRegularExpression reference(u"^\\$\\{[^}]*\\}$"_s);
    const QString count = m_survey.text(row, "repeat_count"_L1).trimmed();
    const QString name = repeat + u"_count"_s;
    if (repeat.isEmpty() || count.isEmpty() || reference.match(count).hasMatch() || m_form.findByName(name) != nullptr)
        return;
    const int made = addItem(ItemKind::Question, name, row.number);
    FormItem &item = m_form.m_items[static_cast<std::size_t>(made)];
    item.typeText = u"calculate"_s;
    item.type = QuestionType::Calculate;
    m_countOfRepeat.insert(made + 1, made);
}

void FormDefinitionBuilder::readRow(const SheetRow &row)
{
    const QString typeText = m_survey.text(row, "type"_L1);
    const QString name = m_survey.text(row, "name"_L1);
    const QString disabled = m_survey.text(row, "disabled"_L1).toLower();
    if (disabled == "yes"_L1 || disabled == "true"_L1)
        return;
    if (typeText.isEmpty()) {
        if (!name.isEmpty())
            note(FindingCode::NameWithoutType, u"survey"_s, row.number, m_survey.headerOf("type"_L1), name);
        return;
    }
    if (readEdge(row, typeText.toLower().simplified()))
        return;
    if (const QString kind = typeText.toLower(); kind == "csv-external"_L1 || kind == "xml-external"_L1) {
        if (name.isEmpty())
            note(FindingCode::MissingName, u"survey"_s, row.number, m_survey.headerOf("name"_L1), typeText);
        else
            m_dataRows.emplace_back(name + u'.' + kind.left(3), row.number);
        return;
    }
    QString used = name;
    if (name.isEmpty()) {
        const bool isNote = typeText.compare("note"_L1, Qt::CaseInsensitive) == 0; // as pyxform names it
        used = (isNote ? u"generated_note_name_%1"_s : u"generated_row_%1"_s).arg(row.number);
        note(FindingCode::MissingName, u"survey"_s, row.number, m_survey.headerOf("name"_L1), typeText);
    } else if (!isXmlName(name)) {
        Finding &invalid = note(FindingCode::InvalidName, u"survey"_s, row.number, m_survey.headerOf("name"_L1), name);
        static const QRegularExpression outside(u"[^\\p{L}\\p{N}_.-]"_s);
        used = u"_"_s + QString(name).replace(outside, u"_"_s);
        invalid.suggestion = used;
        m_form.m_indexByName.insert(name, static_cast<int>(m_form.m_items.size()));
    }
    const int index = addItem(ItemKind::Question, used, row.number);
    FormItem &item = m_form.m_items[static_cast<std::size_t>(index)];
    readType(item, typeText);
    readTexts(item, row);
    if (item.label.isEmpty() && item.isAsked())
        note(FindingCode::MissingLabel, u"survey"_s, row.number, m_survey.headerOf("label"_L1), item.name);
    m_rowOfItem.emplace_back(index, row);
    if (item.orOther)
        addOther(index);
}

void FormDefinitionBuilder::readType(FormItem &item, const QString &text)
{
    item.typeText = text;
    static const QRegularExpression select(
        u"^(select_one_from_file|select_multiple_from_file|select_one_external|select_one|select_multiple|select one "
        "from|select one|select1|select all that apply from|select all that apply|select multiple from|select "
        "multiple|rank)\\s+(.+?)(\\s+or[ _]other)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString simple = text.simplified();
    const auto match = select.match(simple);
    if (match.hasMatch()) {
        const QString kind = match.captured(1).toLower();
        item.type = kind == "rank"_L1 ? QuestionType::Rank
                    : kind.startsWith("select_one"_L1) || kind.contains("one"_L1) || kind == "select1"_L1
                        ? QuestionType::SelectOne
                        : QuestionType::SelectMultiple;
        item.orOther = !match.captured(3).isEmpty();
        if (kind.endsWith("from_file"_L1))
            item.choicesFile = match.captured(2);
        else if (kind == "select_one_external"_L1)
            item.listName = externalListName(match.captured(2));
        else
            item.listName = match.captured(2);
        return;
    }
    const QString lower = simple.toLower();
    for (const TypeName &known : TypeNames) {
        if (lower == known.name) {
            item.type = known.type;
            return;
        }
    }
    if (lower.startsWith("hidden "_L1)) { // an older dialect: "hidden string"
        item.type = QuestionType::Hidden;
        return;
    }
    item.type = QuestionType::Text;
    note(lower.contains(u':') ? FindingCode::DialectType : FindingCode::UnknownType, u"survey"_s, item.row,
         m_survey.headerOf("type"_L1), text)
        .suggestion = nearest(lower.section(u' ', 0, 0), typeNames());
}

void FormDefinitionBuilder::readTexts(FormItem &item, const SheetRow &row)
{
    item.label = m_survey.localized(row, "label"_L1);
    item.hint = m_survey.localized(row, "hint"_L1);
    item.guidanceHint = m_survey.localized(row, "guidance_hint"_L1);
    item.constraintMessage = m_survey.localized(row, "constraint_message"_L1);
    item.requiredMessage = m_survey.localized(row, "required_message"_L1);
    item.media = mediaOf(m_survey, row);
    item.appearance = m_survey.text(row, "appearance"_L1).simplified();
    item.parameters = readParameters(m_survey.text(row, "parameters"_L1));
    item.saveTo = m_survey.text(row, "save_to"_L1);
    if (const qsizetype cut = item.saveTo.lastIndexOf(u'#'); cut >= 0) {
        item.saveToList = item.saveTo.left(cut);
        item.saveTo.remove(0, cut + 1);
    }
    item.trigger = m_survey.text(row, "trigger"_L1);
    item.trigger.remove(u"${"_s).remove(u'}');
    item.extra = m_survey.extra(row, knownSurveyColumns());
}

/// pyxform's rule: a choice "other" in the list, and a text question NAME_other shown when it is chosen.
void FormDefinitionBuilder::addOther(int index)
{
    const FormItem select = m_form.item(index);
    for (ChoiceList &list : m_form.m_choiceLists) {
        if (list.name != select.listName || list.findChoice(u"other"_s) != nullptr)
            continue;
        Choice other;
        other.name = u"other"_s;
        for (const FormLanguage &language : m_form.m_languages)
            other.label.byLanguage.insert(language.header, language.code == "fr"_L1 ? u"Autre"_s : u"Other"_s);
        list.choices.push_back(std::move(other));
    }
    const int made = addItem(ItemKind::Question, select.name + u"_other"_s, 0);
    FormItem &item = m_form.m_items[static_cast<std::size_t>(made)];
    item.typeText = u"text"_s;
    for (const FormLanguage &language : m_form.m_languages)
        item.label.byLanguage.insert(language.header, language.code == "fr"_L1 ? u"Préciser"_s : u"Specify other"_s);
    item.relevant =
        parseExpression(u"selected(../%1, 'other')"_s.arg(select.name), u"survey"_s, select.row, QString(), made);
}

void FormDefinitionBuilder::addMeta()
{
    if (m_form.m_indexByPath.contains(m_form.item(0).path + u"/meta"_s))
        return;
    const int meta = addItem(ItemKind::Group, u"meta"_s, 0);
    m_open.push_back(meta);
    const int instanceId = addItem(ItemKind::Question, u"instanceID"_s, 0);
    for (const int index : {meta, instanceId})
        m_form.m_items[static_cast<std::size_t>(index)].isMeta = true;
    m_form.m_items[static_cast<std::size_t>(instanceId)].type = QuestionType::Metadata;
    m_form.m_items[static_cast<std::size_t>(instanceId)].typeText = u"instanceID"_s;
    m_open.pop_back();
}

} // namespace indaro::forms
