// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/full_file_paper.h"

#include "core/base/clock.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/file_words.h"
#include "ui/pages/intake/interview_paper.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/registry/registry_texts.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr qsizetype LongText = 60; ///< characters: more take a line of their own
constexpr qsizetype FactsInRow = 3;
constexpr double LineHeight = 4.9; // mm

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

/// What stands on the paper of the interview itself.
bool isOfInterview(const casework::Record &record, const std::vector<HeldInterview> &held)
{
    const bool isSitting = record.table == fields::sitting::Table;
    if (!isAnswer(record.table) && !isSitting)
        return false;
    const base::Value of =
        record.value({record.table, isSitting ? fields::sitting::Interview.field : fields::answer_case::Interview.field});
    return std::ranges::any_of(held, [&of](const HeldInterview &one) {
        return of.bytes() != nullptr && std::ranges::equal(*of.bytes(), one.interview.id.bytes());
    });
}

class FullFileSheet
{
public:
    FullFileSheet(const WholeFile &whole, const QString &language, base::UtcMs now)
        : m_language(language), m_words(language, whole.pack)
    {
        m_form.name = u"full_file"_s;
        documents::Part part;
        part.name = u"full_file"_s;
        part.internal = true;
        part.title = oneLanguage(fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "The whole file")));
        m_form.parts.append(part);
        if (const auto serial = documents::Serial::fromText(whole.serial))
            m_data.serials.insert(part.name, *serial);
        m_form.parts.last().sections.append(documents::Section());
        addFacts({{fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Case code")), whole.file.caseCode},
                  {fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Name shown in the house")), whole.file.displayName},
                  {fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Printed on")), kit::dateTimeText(now)}});
    }
    void add(const casework::Record &record)
    {
        const auto facts = isAnswer(record.table) ? answerFacts(record) : m_words.facts(record);
        if (facts.isEmpty())
            return;
        if (!isAnswer(record.table) || !isAnswer(m_table)) // the answers follow each other in one box
            begin(isAnswer(record.table)
                      ? fullFileText(QT_TRANSLATE_NOOP("FullFilePaper",
                                                       "Answers whose form is not on this computer, as they are kept"))
                      : FileWords::title(record.table));
        m_table = record.table;
        addFacts(facts);
    }
    /// What is worked out from the records of the registry: the records themselves stand before it.
    void addRegistry(const WholeFile &whole)
    {
        Facts facts;
        if (whole.elements)
            facts.append({fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "The elements of trafficking in the law")),
                          RegistryTexts::elements(*whole.elements, m_language).join(u'\n') + u'\n' +
                              RegistryTexts::conclusion(*whole.elements)});
        if (whole.qualifications.initial() != nullptr)
            facts.append({fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Legal qualification")),
                          RegistryTexts::summary(whole.qualifications, m_language)});
        QStringList numbers;
        for (const casework::TraffickingCaseLine &line : whole.traffickingCases)
            numbers << line.number;
        if (!numbers.isEmpty())
            facts.append({fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Trafficking cases this person is in")),
                          numbers.join(u", "_s)});
        if (facts.isEmpty())
            return;
        begin(fullFileText(QT_TRANSLATE_NOOP("FullFilePaper", "Registry")));
        m_table = 0;
        addFacts(facts);
    }
    [[nodiscard]] base::Result<print::Paper> paper() const
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        return print::Paper{m_form, styles, m_data};
    }

private:
    using Facts = FileWords::Facts;

    void begin(const QString &title)
    {
        documents::Section section;
        section.title = oneLanguage(title);
        m_form.parts.last().sections.append(section);
    }
    /// Its question by the last name of its path: nothing here knows its words.
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
            if (isLong)
                field.height = LineHeight; // and no more than what is said
            m_data.set(field.name, text);
            row.fields.append(field);
            if (isLong)
                end();
        }
        end();
    }

    QString m_language;
    FileWords m_words;
    documents::Template m_form;
    documents::DocumentData m_data;
    std::uint16_t m_table = 0;
};

base::Result<print::Paper> paperOfInterview(const WholeFile &whole, const HeldInterview &held,
                                            casework::Workspace &workspace, const base::Clock &clock)
{
    InterviewSession session(workspace, clock, held.form.definition, held.interview, held.lists, {}, nullptr);
    const forms::FormTexts texts(session.form(), frenchOverlay());
    casework::InterviewRelease release;
    release.withheld = whole.withheld;
    return interviewPaper({texts, held.interview, whole.file.caseCode, held.form.title, held.versions, release,
                           session.unknownPaths(), model::localDay(clock.nowUtc())});
}

} // namespace

base::Result<QList<print::Paper>> fullFilePaper(const WholeFile &whole, const QString &language,
                                                casework::Workspace &workspace, const base::Clock &clock)
{
    FullFileSheet sheet(whole, language, clock.nowUtc());
    for (const casework::Record &record : whole.file.records) {
        if (!isOfInterview(record, whole.interviews))
            sheet.add(record);
    }
    sheet.addRegistry(whole);
    QList<print::Paper> papers;
    INDARO_TRY_ASSIGN(auto first, sheet.paper());
    papers.append(std::move(first));
    for (const HeldInterview &held : whole.interviews) {
        INDARO_TRY_ASSIGN(auto more, paperOfInterview(whole, held, workspace, clock));
        papers.append(std::move(more));
    }
    return papers;
}

} // namespace indaro::ui::pages
