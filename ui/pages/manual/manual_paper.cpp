// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/manual/manual_paper.h"

#include "core/model/code_list.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double ReadingPoints = 9.5; // of a text that is read, not filled in

/// A text that stands alone, across the whole width.
documents::Label alone(const QString &text)
{
    return {text, text, text, documents::KirundiStatus::Attested};
}

QString quoted(const QString &name, const QString &language)
{
    return language == u"en"_s ? u"“%1”"_s.arg(name) : u"« %1 »"_s.arg(name);
}

class ManualPaper
{
public:
    explicit ManualPaper(const manual::Manual &manual) : m_manual(manual) { form.name = u"manual"_s; }

    void add(const manual::Task &task, const QString &language)
    {
        documents::Part part;
        part.name = task.id;
        part.numbered = false;
        const QStringList languages = manual::shownLanguages(task, language);
        const QString &last = languages.last();
        part.title = alone(task.text(last).title);
        if (languages.size() > 1) // Kirundi and French
            part.title = {
                task.text(last).title, task.text(languages.first()).title, {}, documents::KirundiStatus::Unreviewed};
        for (const QString &each : languages)
            addBlocks(part, task.text(each), each);
        form.parts.append(part);
    }

    /// What is in it, group by group: the first page of several tasks.
    void addContents(const std::vector<const manual::Task *> &tasks, const QString &language)
    {
        documents::Part part;
        part.name = u"contents"_s;
        part.numbered = false;
        part.title = alone(language == u"en"_s ? u"Manual"_s : u"Manuel"_s);
        const auto &groups = model::CodeList::byName(u"manual_group"_s);
        QString group;
        for (const manual::Task *task : tasks) {
            const QString last = manual::shownLanguages(*task, language).last();
            if (part.sections.isEmpty() || task->group != group) {
                group = task->group;
                documents::Section section;
                section.title = alone(groups.label(group, last));
                section.together = true;
                part.sections.append(section);
            }
            part.sections.last().rows.append({{note(alone(u"•  "_s + task->text(last).title))}});
        }
        form.parts.append(part);
    }

    documents::Template form;

private:
    void addBlocks(documents::Part &part, const manual::TaskText &text, const QString &language)
    {
        documents::Section section;
        const auto close = [&part, &section](const documents::Label &next) {
            if (!section.rows.isEmpty())
                part.sections.append(section);
            section = {};
            section.title = next;
        };
        for (const manual::Block &block : text.blocks) {
            if (block.kind == manual::BlockKind::Heading)
                close(alone(words(block.spans, language)));
            else if (block.kind != manual::BlockKind::Picture)
                section.rows.append({{note(label(block, language))}});
        }
        close({});
    }

    [[nodiscard]] documents::Label label(const manual::Block &block, const QString &language) const
    {
        const QString text = words(block.spans, language);
        switch (block.kind) {
        case manual::BlockKind::Step:
            return alone(u"%1.  %2"_s.arg(QString::number(block.number), text));
        case manual::BlockKind::Point:
            return alone(u"•  "_s + text);
        case manual::BlockKind::Warning:
            return alone(u"!  "_s + text);
        case manual::BlockKind::Says:
            return {words(block.french, u"fr"_s), text, {}, documents::KirundiStatus::Unreviewed};
        default:
            return alone(text);
        }
    }

    [[nodiscard]] static documents::Field note(documents::Label words)
    {
        documents::Field field;
        field.kind = documents::FieldKind::Note;
        field.points = ReadingPoints;
        field.label = std::move(words);
        return field;
    }

    [[nodiscard]] QString words(const QList<manual::Span> &spans, const QString &language) const
    {
        QString text;
        for (const manual::Span &span : spans) {
            if (span.kind == manual::SpanKind::Text)
                text += span.text;
            else
                text +=
                    quoted(span.kind == manual::SpanKind::Link ? m_manual.linkText(span, language) : span.text, language);
        }
        return text;
    }

    const manual::Manual &m_manual;
};

} // namespace

base::Result<print::Paper> manualPaper(const manual::Manual &manual, const std::vector<const manual::Task *> &tasks,
                                       const QString &language)
{
    print::Paper paper;
    INDARO_TRY_ASSIGN(paper.styles, documents::loadBuiltinStyles());
    ManualPaper made(manual);
    if (tasks.size() > 1)
        made.addContents(tasks, language);
    for (const manual::Task *task : tasks)
        made.add(*task, language);
    paper.form = std::move(made.form);
    return paper;
}

} // namespace indaro::ui::pages
