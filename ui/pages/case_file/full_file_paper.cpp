// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/full_file_paper.h"

#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr qsizetype LongText = 60; ///< characters: more take a line of their own
constexpr qsizetype FactsInRow = 3;

QString fullFileText(const char *text)
{
    return QCoreApplication::translate("FullFilePaper", text);
}

/// In one language: the paper stays inside, with who asked for it.
documents::Label oneLanguage(const QString &text)
{
    return {text, text, text, documents::KirundiStatus::Attested};
}

bool isAnswer(std::uint16_t table)
{
    return table == fields::answer_case::Table || table == fields::answer_identity::Table ||
           table == fields::answer_health::Table || table == fields::answer_perpetrator::Table;
}

class FullFileSheet
{
public:
    FullFileSheet(const casework::FullFile &file, const QString &language, base::UtcMs now) : m_language(language)
    {
        m_form.name = u"full_file"_s;
        documents::Part part;
        part.name = u"full_file"_s;
        part.numbered = false;
        part.internal = true;
        part.title = oneLanguage(fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "The whole file")));
        m_form.parts.append(part);
        m_form.parts.last().sections.append(documents::Section());
        addFacts({{fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Case code")), file.caseCode},
                  {fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Name shown in the house")), file.displayName},
                  {fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Printed on")), kit::dateTimeText(now)}});
    }
    void add(const casework::Record &record)
    {
        const auto facts = isAnswer(record.table) ? answerFacts(record) : factsOf(record);
        if (facts.isEmpty())
            return;
        const QString label = models::tableLabel(record.table);
        if (m_table != record.table || !isAnswer(record.table)) { // the answers follow each other in one box
            documents::Section section;
            section.title =
                oneLanguage(label.isEmpty() ? fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Other records")) : label);
            m_form.parts.last().sections.append(section);
        }
        m_table = record.table;
        addFacts(facts);
    }
    [[nodiscard]] base::Result<QList<print::Page>> pages() const
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        return print::layOutAllCopies(m_form, styles, m_data);
    }

private:
    using Facts = QList<std::pair<QString, QString>>;

    [[nodiscard]] Facts factsOf(const casework::Record &record) const
    {
        Facts facts;
        for (const sync::FieldDefinition &field : model::schema().findTable(record.table)->fields) {
            const sync::FieldId id{record.table, field.field};
            QString label = models::fieldLabel(id);
            if (label.isEmpty()) // no screen shows it alone; nothing that is kept is left out
                label = QString::fromUtf8(field.column.data(), qsizetype(field.column.size())).replace(u'_', u' ');
            const base::Value value = record.value(id);
            if (!value.isNull() && value.bytes() == nullptr)
                facts.append({label, models::valueText(id, value, m_language)});
        }
        return facts;
    }
    /// Its question by the last name of its path.
    [[nodiscard]] Facts answerFacts(const casework::Record &record) const
    {
        const QString path = record.text({record.table, fields::answer_case::Path.field});
        QStringList texts;
        for (const sync::FieldId field :
             {fields::answer_case::Text, fields::answer_case::Number, fields::answer_case::Codes}) {
            const sync::FieldId id{record.table, field.field};
            if (const base::Value value = record.value(id); !value.isNull())
                texts.append(models::valueText(id, value, m_language));
        }
        return texts.isEmpty() ? Facts() : Facts{{path.section(u'/', -1), texts.join(u' ')}};
    }
    void addFacts(const Facts &facts)
    {
        auto &rows = m_form.parts.last().sections.last().rows;
        documents::Row row;
        const auto end = [&rows, &row] {
            if (!row.fields.isEmpty())
                rows.append(row);
            row = {};
        };
        for (const auto &[label, text] : facts) {
            const bool isLong = text.size() > LongText || text.contains(u'\n');
            if (isLong || row.fields.size() == FactsInRow)
                end();
            documents::Field field;
            field.name = u"fact_%1"_s.arg(m_data.fields.size());
            field.label = oneLanguage(label);
            field.kind = isLong ? documents::FieldKind::Multiline : documents::FieldKind::Text;
            m_data.set(field.name, text);
            row.fields.append(field);
            if (isLong)
                end();
        }
        end();
    }

    QString m_language;
    documents::Template m_form;
    documents::DocumentData m_data;
    std::uint16_t m_table = 0;
};

} // namespace

base::Result<QList<print::Page>> fullFilePaper(const casework::FullFile &file, const QString &language, base::UtcMs now)
{
    FullFileSheet sheet(file, language, now);
    for (const casework::Record &record : file.records)
        sheet.add(record);
    return sheet.pages();
}

} // namespace indaro::ui::pages
