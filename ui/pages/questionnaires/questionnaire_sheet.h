// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/condition_words.h"
#include "core/documents/question_numbers.h"
#include "ui/forms/form_texts.h"

#include <QHash>
#include <QSet>

#include <optional>

namespace indaro::ui::pages {

/// What stands at one question of a filled questionnaire.
struct SheetAnswer
{
    QStringList ticked{};  ///< codes, of a question with boxes
    QString words{};       ///< the answer in words, for where there are no boxes
    QString remark{};      ///< why there is none, or what is wrong with it
    bool isHidden = false; ///< the remark alone is said: an empty box would look like no answer
};

/// What a questionnaire is made of beside its form.
class SheetContent
{
public:
    SheetContent() = default;
    SheetContent(const SheetContent &) = delete;
    SheetContent &operator=(const SheetContent &) = delete;
    virtual ~SheetContent() = default;

    /// For the pen: how to go on stands in words, and every question is there.
    [[nodiscard]] virtual bool isBlank() const = 0;
    /// Blocks of a repeat ("/data/child").
    [[nodiscard]] virtual int rows(const QString &repeatPath, const indaro::forms::FormItem &repeat) const = 0;
    [[nodiscard]] virtual bool isRelevant(const QString &path) const = 0;
    /// Left out with all it holds, as if the form had no such question; its number stays its own.
    [[nodiscard]] virtual bool isHidden(const indaro::forms::FormItem &) const { return false; }
    /// Whether the questions that were not asked are named at the end of each part.
    [[nodiscard]] virtual bool saysWhatWasNotAsked() const { return true; }
    [[nodiscard]] virtual SheetAnswer answer(const QString &path, const indaro::forms::FormItem &item) const = 0;
    /// A question may say an earlier answer again.
    [[nodiscard]] virtual documents::Label allowed(const documents::Label &words) const { return words; }
};

/// Lays the questions of a form out for paper, blank and filled alike: their numbers, their words in both languages, when
/// they are asked, boxes to tick, lines to write on, what an answer must be, the blocks of repeats. GUI thread.
class QuestionnaireSheet
{
public:
    /// Everything must outlive it.
    QuestionnaireSheet(const forms::FormTexts &texts, const SheetContent &content);
    /// Adds its sections to a part, and what is filled in to the data.
    void addTo(documents::Part &part, documents::DocumentData &data);

    /// Words of a form as a paper has them. A form with neither French nor Kirundi stands in the language it has.
    [[nodiscard]] documents::Label labelOf(const forms::Bilingual &text) const;

private:
    using Item = indaro::forms::FormItem;
    void addChildren(const Item &parent, const QString &path);
    void addItem(const Item &item, const QString &path);
    void addRepeat(const Item &repeat, const QString &path);
    void addQuestion(const Item &item, const QString &path);
    void addSkip(const Item &first, const Item &last, const QString &path);
    void addHeading(documents::Label words);
    void addNote(const documents::Label &words, double points);
    void addAnswer(const Item &item, const QString &path, const documents::Label &hint);
    void addWritten(const Item &item, const QString &path, const documents::Label &hint, const SheetAnswer &answer);
    void addBoxes(const Item &item, const QString &path, const documents::Label &hint, const SheetAnswer &answer,
                  QList<documents::Option> options);
    void addRow(const documents::Row &row);
    void begin(const documents::Label &title);
    void endSection();
    /// Of each child that begins a run of neighbours with the same condition, the last of them.
    [[nodiscard]] QHash<int, int> runsOf(const Item &parent) const;
    [[nodiscard]] bool isOnPaper(const Item &item) const;
    [[nodiscard]] QList<documents::Option> boxesOf(const Item &item, const QString &path) const;
    [[nodiscard]] documents::Label choiceWords(const Item &item, const QString &path,
                                               const indaro::forms::Choice &choice) const;
    [[nodiscard]] documents::Label hintOf(const Item &item, const QString &path) const;
    [[nodiscard]] documents::Label ruleOf(const Item &item, const QString &path) const;
    [[nodiscard]] documents::Label words(const Item &item, const QString &path) const;
    [[nodiscard]] indaro::forms::LocalizedText forThePen(indaro::forms::LocalizedText text) const;

    const forms::FormTexts &m_texts;
    const SheetContent &m_content;
    const indaro::forms::FormDefinition &m_form;
    documents::QuestionNumbers m_numbers;
    documents::Part *m_part = nullptr;
    documents::DocumentData *m_data = nullptr;
    std::optional<documents::Section> m_pending{}; ///< a section without a line is none
    QStringList m_notAsked;                        ///< of the section at hand
    QSet<int> m_onPaper;
    bool m_hasKirundi = false;
};

/// The words of a paper itself, where the form has none.
[[nodiscard]] documents::Label sheetWords(const QString &french, const QString &kirundi = {});
/// The same words in whatever language.
[[nodiscard]] documents::Label sheetText(const QString &text);
/// Cut where a line or a word ends, so that a page can hold each piece.
[[nodiscard]] QStringList sheetPieces(QString text);

} // namespace indaro::ui::pages
