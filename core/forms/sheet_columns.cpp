// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/sheet_columns.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

QString canonical(QString base)
{
    static const QHash<QString, QString> canonicalByAlias{{u"relevance"_s, u"relevant"_s},
                                                          {u"calculate"_s, u"calculation"_s},
                                                          {u"read_only"_s, u"readonly"_s},
                                                          {u"caption"_s, u"label"_s},
                                                          {u"value"_s, u"name"_s},
                                                          {u"constraining_message"_s, u"constraint_message"_s},
                                                          {u"constraint_msg"_s, u"constraint_message"_s},
                                                          {u"jr:constraintmsg"_s, u"constraint_message"_s},
                                                          {u"requiredmsg"_s, u"required_message"_s},
                                                          {u"required_msg"_s, u"required_message"_s},
                                                          {u"jr:requiredmsg"_s, u"required_message"_s},
                                                          {u"count"_s, u"repeat_count"_s},
                                                          {u"jr:count"_s, u"repeat_count"_s},
                                                          {u"jr_count"_s, u"repeat_count"_s},
                                                          {u"listname"_s, u"list_name"_s},
                                                          {u"dataset"_s, u"list_name"_s},
                                                          {u"form_title"_s, u"title"_s},
                                                          {u"set_form_title"_s, u"title"_s},
                                                          {u"id_string"_s, u"form_id"_s},
                                                          {u"set_form_id"_s, u"form_id"_s},
                                                          {u"saveto"_s, u"save_to"_s}};
    base = base.toLower().simplified().replace(u' ', u'_');
    return canonicalByAlias.value(base, base);
}

SheetColumn understand(const QString &header)
{
    SheetColumn column;
    column.header = header;
    column.key = header.trimmed().toLower();
    QStringList parts;
    if (header.contains("::"_L1))
        parts = header.split(u"::"_s);
    else if (header.contains(u'#') && !header.startsWith(u'#')) // label#French, an older dialect
        parts = header.split(u'#');
    else if (column.key.startsWith("jr:"_L1))
        parts = {header};
    else
        parts = header.split(u':');
    for (QString &part : parts)
        part = part.trimmed();
    QString first = parts.front().toLower();
    if (parts.size() > 1 && (first == "bind"_L1 || first == "body"_L1 || first == "control"_L1)) {
        parts.removeFirst();
        first = parts.front().toLower();
    }
    if (first == "media"_L1 && parts.size() > 1) {
        column.base = u"media::"_s + parts.at(1).toLower();
        column.language = parts.value(2);
        return column;
    }
    if (first == "indaro"_L1 || first == "instance"_L1) {
        column.base = column.key;
        return column;
    }
    column.base = canonical(parts.front());
    column.language = parts.value(1);
    return column;
}

} // namespace

SheetTable::SheetTable(const Sheet &sheet)
{
    if (sheet.rows.empty())
        return;
    for (const QString &header : sheet.rows.front().cells) {
        m_columns.push_back(understand(header));
        QString &language = m_columns.back().language;
        language = sheet.spellings.value(language, language);
    }
    m_rows.assign(sheet.rows.begin() + 1, sheet.rows.end());
}

QString SheetTable::text(const SheetRow &row, QLatin1StringView base) const
{
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].base == base && m_columns[i].language.isEmpty()) {
            if (const QString cell = row.cell(static_cast<qsizetype>(i)); !cell.isEmpty())
                return cell;
        }
    }
    return {};
}

QString SheetTable::headerOf(QLatin1StringView base) const
{
    for (const SheetColumn &column : m_columns) {
        if (column.base == base)
            return column.header;
    }
    return QString(base);
}

LocalizedText SheetTable::localized(const SheetRow &row, QLatin1StringView base) const
{
    LocalizedText text;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QString cell = m_columns[i].base == base ? row.cell(static_cast<qsizetype>(i)) : QString();
        if (!cell.isEmpty() && !text.byLanguage.contains(m_columns[i].language))
            text.byLanguage.insert(m_columns[i].language, cell);
    }
    return text;
}

QMap<QString, QString> SheetTable::extra(const SheetRow &row, const QStringList &known) const
{
    QMap<QString, QString> out;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const QString cell = row.cell(static_cast<qsizetype>(i));
        if (!cell.isEmpty() && !m_columns[i].key.isEmpty() && !known.contains(m_columns[i].base))
            out.insert(m_columns[i].key, cell);
    }
    return out;
}

QMap<QString, QString> SheetTable::extraAsWritten(const SheetRow &row, const QStringList &known) const
{
    QMap<QString, QString> out;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const SheetColumn &column = m_columns[i];
        const QString cell = row.cell(static_cast<qsizetype>(i));
        if (!cell.isEmpty() && !column.key.isEmpty() && !known.contains(column.base))
            out.insert(column.key.startsWith("indaro::"_L1) ? column.key : column.header.trimmed(), cell);
    }
    return out;
}

namespace {

/// Spellings of a language that mean the same [forms.md 2].
class Spellings
{
public:
    /// How the form wrote this language first. Match by code, then by name where one of the two has no code:
    /// "Português (pt-BR)" and "Português (pt-PT)" are two.
    QString firstOf(const QString &written)
    {
        const FormLanguage language = languageFromHeader(written);
        const QString name = language.name.toLower();
        QString first = language.code.isEmpty() ? m_byName.value(name) : m_byCode.value(language.code);
        if (first.isEmpty() && !language.code.isEmpty() && !name.isEmpty())
            first = m_byBareName.value(name);
        if (first.isEmpty())
            first = written;
        if (!language.code.isEmpty() && !m_byCode.contains(language.code))
            m_byCode.insert(language.code, first);
        if (!name.isEmpty() && !m_byName.contains(name))
            m_byName.insert(name, first);
        if (!name.isEmpty() && language.code.isEmpty())
            m_byBareName.insert(name, first);
        return first;
    }

private:
    QHash<QString, QString> m_byCode;
    QHash<QString, QString> m_byName;
    QHash<QString, QString> m_byBareName;
};

} // namespace

void findSpellings(std::vector<Sheet> &sheets)
{
    static const QStringList named{u"survey"_s, u"choices"_s, u"external_choices"_s};
    Spellings known;
    QHash<QString, QString> spellings;
    for (const QString &name : named) {
        for (const Sheet &sheet : sheets) {
            if (sheet.rows.empty() || sheet.name.trimmed().compare(name, Qt::CaseInsensitive) != 0)
                continue;
            for (const QString &header : sheet.rows.front().cells) {
                const QString written = understand(header).language;
                const QString first = written.isEmpty() ? written : known.firstOf(written);
                if (first != written)
                    spellings.insert(written, first);
            }
        }
    }
    for (Sheet &sheet : sheets)
        sheet.spellings = spellings;
}

FormLanguage languageFromHeader(const QString &header)
{
    static const QRegularExpression withCode(u"^(.*?)\\s*\\(\\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)?)\\s*\\)$"_s);
    static const QHash<QString, QString> codeByName{
        {u"french"_s, u"fr"_s},    {u"français"_s, u"fr"_s}, {u"francais"_s, u"fr"_s}, {u"english"_s, u"en"_s},
        {u"kirundi"_s, u"rn"_s},   {u"ikirundi"_s, u"rn"_s}, {u"rundi"_s, u"rn"_s},    {u"swahili"_s, u"sw"_s},
        {u"kiswahili"_s, u"sw"_s}, {u"spanish"_s, u"es"_s},  {u"español"_s, u"es"_s}};
    FormLanguage language;
    language.header = header;
    const auto match = withCode.match(header);
    if (match.hasMatch()) {
        language.name = match.captured(1);
        language.code = match.captured(2).toLower();
    } else if (header.size() <= 3) {
        language.code = header.toLower();
    } else {
        language.name = header;
        language.code = codeByName.value(header.toLower());
    }
    return language;
}

} // namespace indaro::forms
