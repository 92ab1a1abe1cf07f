// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <functional>
#include <string_view>
#include <vector>

/// The manual of the program as data: a text a task and language, read from `:/indaro/manual` [domain.md 3.9]. It holds no
/// data of anybody and needs no vault, so it may be read before somebody signs in. resources/manual/README.md says how a
/// text is written. Thread: any.
namespace indaro::manual {

enum class SpanKind { Text, Name, Link };

/// A piece of a line. Name: what a button, a page or a field is called on the screen, in the language of the text. Link: to
/// the task `target`; without words of its own it says that task's title.
struct Span
{
    SpanKind kind = SpanKind::Text;
    QString text{};
    QString target{};
    friend bool operator==(const Span &, const Span &) = default;
};

/// Says: something to say in Kirundi, with what it means in French. Picture: of a screen, by the name the guided tour gave
/// it.
enum class BlockKind { Heading, Paragraph, Step, Point, Warning, Says, Picture };

struct Block
{
    BlockKind kind = BlockKind::Paragraph;
    int number = 0; ///< of a step, from 1 after each heading
    QList<Span> spans{};
    QList<Span> french{}; ///< of Says: what it means
    QString picture{};
    friend bool operator==(const Block &, const Block &) = default;
};

/// A task in one language.
struct TaskText
{
    QString title{};
    QStringList keywords{};
    QList<Block> blocks{};
};

/// The texts of a task by language: "fr" and "en" always, "rn" as far as there is Kirundi. Kirundi is a draft no native
/// speaker has reviewed, and never stands without the French.
struct Task
{
    QString id{};
    QString group{};     ///< code of the list manual_group
    QStringList pages{}; ///< the page ids it helps with (ui/pages/page_ids.h)
    QMap<QString, TaskText> texts{};

    /// In French where the language has none.
    [[nodiscard]] const TaskText &text(const QString &language) const;
};

/// What a name of the catalogue is called in a language: English words in, the words of the screen out.
using NameText = std::function<QString(const QString &english, const QString &language)>;

class Manual
{
public:
    /// The built-in one. Errors: FileNotFound, TemplateDamaged (at=, what=).
    [[nodiscard]] static base::Result<Manual> builtin(const NameText &names);
    /// `read` gives a file by its name below the folder; empty: there is none. Errors: as builtin.
    [[nodiscard]] static base::Result<Manual> load(const std::function<QByteArray(const QString &)> &read,
                                                   const NameText &names);

    /// In the order of the index, which is that of the groups.
    [[nodiscard]] const std::vector<Task> &tasks() const noexcept { return m_tasks; }
    /// Null when there is none.
    [[nodiscard]] const Task *find(const QString &id) const noexcept;
    /// What helps with a page; null when nobody wrote that.
    [[nodiscard]] const Task *forPage(std::string_view page) const noexcept;
    /// The pictures any text refers to, each once.
    [[nodiscard]] QStringList pictures() const;
    /// What a link says.
    [[nodiscard]] QString linkText(const Span &link, const QString &language) const;
    /// A text without marks, a line a block: for the search and for who listens to the screen.
    [[nodiscard]] QString plainText(const Task &task, const QString &language) const;

private:
    std::vector<Task> m_tasks;
};

/// One text. `language`: for the names. Errors: TemplateDamaged (at= line, what=).
[[nodiscard]] base::Result<TaskText> parseTask(const QString &content, const QString &language, const NameText &names);

/// The languages in which a task is shown where the screens are in `language`: Kirundi is followed by French.
[[nodiscard]] QStringList shownLanguages(const Task &task, const QString &language);

} // namespace indaro::manual
