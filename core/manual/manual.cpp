// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/manual/manual.h"

#include "core/model/csv.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::manual {

using base::Errc;
using base::Error;
using base::Result;

namespace {

const QString Folder = u":/indaro/manual/"_s;
const QString French = u"fr"_s;
const QString Kirundi = u"rn"_s;

Error damaged(const QString &where, const char *what)
{
    return Error(Errc::TemplateDamaged, {{"at", where.toStdString()}, {"what", std::string(what)}});
}

/// `[[Name]]` and `[words](task:id)`; everything else is text.
Result<QList<Span>> parseSpans(const QString &line, const QString &language, const NameText &names)
{
    static const QRegularExpression Mark(u"\\[\\[([^\\]]+)\\]\\]|\\[([^\\]]*)\\]\\(task:([a-z0-9-]+)\\)"_s);
    QList<Span> spans;
    qsizetype at = 0;
    const auto addText = [&spans](const QString &text) {
        if (!text.isEmpty())
            spans.append({SpanKind::Text, text, {}});
    };
    for (auto marks = Mark.globalMatch(line); marks.hasNext();) {
        const auto mark = marks.next();
        addText(line.mid(at, mark.capturedStart() - at));
        if (mark.hasCaptured(1))
            spans.append({SpanKind::Name, names ? names(mark.captured(1), language) : mark.captured(1), {}});
        else
            spans.append({SpanKind::Link, mark.captured(2), mark.captured(3)});
        at = mark.capturedEnd();
    }
    addText(line.mid(at));
    for (qsizetype i = 0; i + 1 < spans.size(); ++i) { // "Make new…." is a stutter
        if (spans[i].kind == SpanKind::Name && spans[i].text.endsWith(u'…') && spans[i + 1].text.startsWith(u'.'))
            spans[i].text.chop(1);
    }
    for (const Span &span : spans) {
        if (span.kind == SpanKind::Text && (span.text.contains(u"[["_s) || span.text.contains(u"]("_s)))
            return damaged(line.left(40), "an open mark");
    }
    return spans;
}

/// Reads the lines of a text one after the other.
class TaskParser
{
public:
    TaskParser(QString language, const NameText &names) : m_language(std::move(language)), m_names(names) {}

    Result<TaskText> parse(const QString &content)
    {
        const QStringList lines = content.split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const auto read = take(lines[i].trimmed());
            if (!read) {
                const std::string what = "line " + std::to_string(i + 1) + ": " + read.error().toString();
                return Error(Errc::TemplateDamaged, {{"at", std::int64_t(i + 1)}, {"what", what}});
            }
        }
        if (m_text.title.isEmpty())
            return damaged(u"1"_s, "no title");
        if (m_text.blocks.isEmpty())
            return damaged(m_text.title, "nothing is said");
        return std::move(m_text);
    }

private:
    Result<void> take(const QString &line)
    {
        static const QRegularExpression Step(u"^(\\d+)\\. (.+)$"_s);
        static const QRegularExpression Picture(u"^!\\[([^\\]]+)\\]\\(picture:([a-z0-9-]+)\\)$"_s);
        if (line.isEmpty()) {
            m_isGoingOn = false;
            return {};
        }
        if (line.startsWith(u"# "_s)) {
            if (!m_text.title.isEmpty())
                return damaged(line, "a second title");
            m_text.title = line.mid(2);
            return {};
        }
        if (m_text.title.isEmpty())
            return damaged(line, "the title comes first");
        if (line.startsWith(u"keywords:"_s)) {
            for (const QString &word : line.mid(9).split(u','))
                m_text.keywords.append(word.trimmed());
            return {};
        }
        if (line.startsWith(u"## "_s)) {
            m_step = 0;
            return add(BlockKind::Heading, line.mid(3));
        }
        if (const auto step = Step.match(line); step.hasMatch()) {
            if (step.captured(1).toInt() != ++m_step)
                return damaged(line, "a step is out of order");
            return add(BlockKind::Step, step.captured(2));
        }
        if (const auto picture = Picture.match(line); picture.hasMatch()) {
            INDARO_TRY(add(BlockKind::Picture, picture.captured(1)));
            m_text.blocks.last().picture = picture.captured(2);
            return {};
        }
        if (line.startsWith(u"- "_s))
            return add(line.contains(u" | "_s) ? BlockKind::Says : BlockKind::Point, line.mid(2));
        if (line.startsWith(u"> "_s))
            return add(BlockKind::Warning, line.mid(2));
        if (!m_isGoingOn)
            return add(BlockKind::Paragraph, line);
        // A paragraph, a step or a point is written over several lines.
        INDARO_TRY_ASSIGN(const auto spans, parseSpans(u' ' + line, m_language, m_names));
        m_text.blocks.last().spans += spans;
        return {};
    }

    Result<void> add(BlockKind kind, const QString &line)
    {
        Block block{.kind = kind, .number = kind == BlockKind::Step ? m_step : 0};
        QString words = line;
        if (kind == BlockKind::Says) {
            const qsizetype bar = line.indexOf(u" | "_s);
            words = line.left(bar);
            INDARO_TRY_ASSIGN(block.french, parseSpans(line.mid(bar + 3), French, m_names));
        }
        INDARO_TRY_ASSIGN(block.spans, parseSpans(words, m_language, m_names));
        m_text.blocks.append(block);
        m_isGoingOn = kind != BlockKind::Heading && kind != BlockKind::Picture && kind != BlockKind::Says;
        return {};
    }

    QString m_language;
    const NameText &m_names;
    TaskText m_text;
    int m_step = 0;
    bool m_isGoingOn = false; ///< the next line belongs to the last block
};

QByteArray readBuiltin(const QString &name)
{
    QFile file(Folder + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString spansText(const Manual &manual, const QList<Span> &spans, const QString &language)
{
    QString text;
    for (const Span &span : spans)
        text += span.kind == SpanKind::Link ? manual.linkText(span, language) : span.text;
    return text;
}

} // namespace

Result<TaskText> parseTask(const QString &content, const QString &language, const NameText &names)
{
    return TaskParser(language, names).parse(content);
}

const TaskText &Task::text(const QString &language) const
{
    static const TaskText Nothing;
    for (const QString &each : {language, French}) {
        if (const auto found = texts.constFind(each); found != texts.constEnd())
            return *found;
    }
    return Nothing;
}

Result<Manual> Manual::builtin(const NameText &names)
{
    return load(readBuiltin, names);
}

Result<Manual> Manual::load(const std::function<QByteArray(const QString &)> &read, const NameText &names)
{
    Manual manual;
    const QByteArray index = read(u"index.csv"_s);
    if (index.isEmpty())
        return Error(Errc::FileNotFound);
    for (const QStringList &cells : model::parseCsv(index)) {
        if (cells.size() != 3)
            return damaged(u"index.csv: "_s + cells.value(0), "three cells");
        Task task{.id = cells[0], .group = cells[1], .pages = cells[2].split(u' ', Qt::SkipEmptyParts)};
        if (manual.find(task.id) != nullptr)
            return damaged(task.id, "twice");
        for (const QString &language : {French, u"en"_s, Kirundi}) {
            const QByteArray content = read(u"%1.%2.markdown"_s.arg(task.id, language));
            if (content.isEmpty() && language == Kirundi)
                continue;
            if (content.isEmpty())
                return damaged(task.id + u'.' + language, "no text");
            INDARO_TRY_ASSIGN(auto text, parseTask(QString::fromUtf8(content), language, names));
            task.texts.insert(language, std::move(text));
        }
        manual.m_tasks.push_back(std::move(task));
    }
    return manual;
}

const Task *Manual::find(const QString &id) const noexcept
{
    const auto found = std::ranges::find(m_tasks, id, &Task::id);
    return found == m_tasks.end() ? nullptr : &*found;
}

const Task *Manual::forPage(std::string_view page) const noexcept
{
    const auto name = QLatin1StringView(page.data(), qsizetype(page.size()));
    const auto found = std::ranges::find_if(m_tasks, [name](const Task &task) { return task.pages.contains(name); });
    return found == m_tasks.end() ? nullptr : &*found;
}

QStringList Manual::pictures() const
{
    QStringList names;
    for (const Task &task : m_tasks) {
        for (const TaskText &text : task.texts) {
            for (const Block &block : text.blocks) {
                if (block.kind == BlockKind::Picture && !names.contains(block.picture))
                    names.append(block.picture);
            }
        }
    }
    return names;
}

QString Manual::linkText(const Span &link, const QString &language) const
{
    if (!link.text.isEmpty())
        return link.text;
    const Task *task = find(link.target);
    return task != nullptr ? task->text(language).title : QString();
}

QString Manual::plainText(const Task &task, const QString &language) const
{
    const TaskText &text = task.text(language);
    QStringList lines{text.title};
    for (const Block &block : text.blocks) {
        lines.append(spansText(*this, block.spans, language));
        if (block.kind == BlockKind::Says)
            lines.append(spansText(*this, block.french, French));
    }
    return lines.join(u'\n');
}

QStringList shownLanguages(const Task &task, const QString &language)
{
    if (language == Kirundi)
        return task.texts.contains(Kirundi) ? QStringList{Kirundi, French} : QStringList{French};
    return {task.texts.contains(language) ? language : French};
}

} // namespace indaro::manual
