// SPDX-License-Identifier: GPL-3.0-or-later
// What is given, typed, taken back, and the rows of repeats.
#include "ui/forms/form_view.h"

#include "ui/forms/answer_check.h"
#include "ui/forms/section_page.h"

#include <QtWidgets/QPushButton>

#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

/// Texts of a removed row go with it; those of the rows after it move up as their answers do.
QMap<QString, QString> withoutRow(const QMap<QString, QString> &texts, const QString &rowPath)
{
    const qsizetype open = rowPath.lastIndexOf(u'[');
    const QString repeat = rowPath.left(open + 1);
    const int removed = rowPath.mid(open + 1).chopped(1).toInt();
    QMap<QString, QString> left;
    for (auto it = texts.cbegin(); it != texts.cend(); ++it) {
        const qsizetype close = it.key().indexOf(u']', repeat.size());
        const int row = it.key().startsWith(repeat) ? it.key().mid(repeat.size(), close - repeat.size()).toInt() : 0;
        if (row == 0 || row < removed)
            left.insert(it.key(), it.value());
        else if (row > removed)
            left.insert(repeat + QString::number(row - 1) + it.key().mid(close), it.value());
    }
    return left;
}

} // namespace

void FormView::dropTyped(const QString &path)
{
    m_unfinished.remove(path);
    QuestionWidget *question = findQuestion(path);
    if (question == nullptr || m_instance == nullptr)
        return;
    question->showRefusal({});
    if (const auto state = m_instance->state(path))
        question->refresh(*state);
}

bool FormView::commitTyped()
{
    if (m_page == nullptr)
        return true;
    bool isAccepted = true;
    for (QuestionWidget *question : m_page->openQuestions()) {
        question->commitTyped();
        isAccepted = isAccepted && !question->isRefused();
    }
    return isAccepted;
}

void FormView::restoreTyping(const QString &path, const QString &text)
{
    if (m_instance != nullptr && !m_texts->isReadOnly() && findItem(*m_instance, path) != nullptr)
        commit(path, text);
}

void FormView::commit(const QString &path, const QString &value)
{
    if (m_instance == nullptr)
        return;
    const FormItem *item = findItem(*m_instance, path);
    const QString why = item != nullptr ? whyRefused(*item, value) : QString();
    auto changes = why.isEmpty() ? m_instance->setAnswer(path, value) : base::Error(base::Errc::ValueOutOfRange);
    QuestionWidget *question = findQuestion(path);
    if (!changes && changes.error().code != base::Errc::ValueOutOfRange) {
        if (question != nullptr)
            question->showRefusal(tr("This question is no longer part of the form."));
        return;
    }
    if (!changes) {
        m_unfinished.insert(path, value);
        if (question != nullptr)
            question->showUnfinished(value, whyNot(path, value));
        Q_EMIT typed(path, value);
        return;
    }
    m_unfinished.remove(path);
    if (question != nullptr)
        question->showRefusal({});
    settle(path, !changes->restructured.isEmpty() || !changes->removed.isEmpty());
}

QString FormView::whyNot(const QString &path, const QString &value) const
{
    const FormItem &item = *findItem(*m_instance, path); // it has a question
    const QString why = whyRefused(item, value);
    return why.isEmpty() ? refusalText(item, value) : why;
}

void FormView::setMissing(const QString &path, base::Missing reason)
{
    if (m_instance == nullptr || path.isEmpty() || m_texts->isReadOnly())
        return;
    m_unfinished.remove(path);
    if (auto *question = findQuestion(path))
        question->showRefusal({});
    if (const auto changes = m_instance->setMissing(path, reason))
        settle(path, !changes.value().restructured.isEmpty());
}

void FormView::clear(const QString &path)
{
    if (m_instance == nullptr || path.isEmpty() || m_texts->isReadOnly())
        return;
    m_unfinished.remove(path);
    if (auto *question = findQuestion(path))
        question->showRefusal({});
    if (const auto changes = m_instance->clearAnswer(path))
        settle(path, !changes.value().restructured.isEmpty());
}

void FormView::addRow(const QString &repeatPath)
{
    if (m_texts->isReadOnly())
        return;
    (void)commitTyped(); // the rows are built anew
    if (!m_instance->addRepeat(repeatPath))
        return;
    const QStringList rows = m_instance->childPaths(repeatPath);
    m_openRows.insert(repeatPath, rows.back());
    settle(repeatPath, true);
    for (QuestionWidget *question : m_page->openQuestions()) {
        if (!rows.isEmpty() && isWithin(question->path(), rows.back())) {
            goTo(question->path());
            return;
        }
    }
}

void FormView::removeRow(const QString &rowPath)
{
    if (m_texts->isReadOnly())
        return;
    (void)commitTyped();
    const QString repeat = rowPath.left(rowPath.lastIndexOf(u'['));
    BeforeRemoval before{m_instance->answers(), m_unfinished, m_instance->childPaths(repeat).size()};
    if (!m_instance->removeRepeat(rowPath))
        return;
    keepUnfinished(withoutRow(m_unfinished, rowPath));
    if (const QStringList rows = m_instance->childPaths(repeat); !rows.isEmpty() && !rows.contains(rowPath))
        m_openRows.insert(repeat, rows.back()); // the last one went
    settle(rowPath, true);
    m_beforeRemoval = std::move(before);
    m_removedRow = rowPath;
    m_undoBar->show();
    m_undo->setFocus();
}

void FormView::openRow(const QString &rowPath)
{
    (void)commitTyped();
    if (!reveal(rowPath + u"/x"_s))
        return; // it is open
    for (const QuestionWidget *question : m_page->openQuestions()) {
        if (isWithin(question->path(), rowPath)) {
            goTo(question->path());
            return;
        }
    }
}

bool FormView::reveal(const QString &path)
{
    bool isOther = false;
    for (qsizetype close = path.indexOf(u']'); close >= 0; close = path.indexOf(u']', close + 1)) {
        const QString row = path.left(close + 1);
        const QString repeat = row.left(row.lastIndexOf(u'['));
        const QString open = m_openRows.value(repeat, repeat + u"[1]"_s);
        isOther = isOther || open != row;
        m_openRows.insert(repeat, row);
    }
    if (isOther && m_page != nullptr)
        rebuildSection();
    return isOther;
}

void FormView::undoRemoval()
{
    if (const auto before = std::exchange(m_beforeRemoval, std::nullopt)) {
        const QString repeat = m_removedRow.left(m_removedRow.lastIndexOf(u'['));
        (void)m_instance->restore(before->answers); // its own answers a moment ago: every path exists
        while (m_instance->childPaths(repeat).size() < before->rows && m_instance->addRepeat(repeat)) {
        } // rows without an answer
        keepUnfinished(before->unfinished);
        m_openRows.insert(repeat, m_removedRow);
    }
    settle(m_currentPath, true);
}

/// The vault follows: texts whose rows went or moved are kept under the paths they have now.
void FormView::keepUnfinished(QMap<QString, QString> texts)
{
    const QMap<QString, QString> before = std::exchange(m_unfinished, std::move(texts));
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        if (!m_unfinished.contains(it.key()))
            Q_EMIT forgotten(it.key());
    }
    for (auto it = m_unfinished.cbegin(); it != m_unfinished.cend(); ++it) {
        if (before.value(it.key()) != it.value())
            Q_EMIT typed(it.key(), it.value());
    }
}

void FormView::settle(const QString &path, bool isRestructured)
{
    m_beforeRemoval.reset();
    m_undoBar->hide();
    m_sections = sectionsOf(*m_instance);
    if (isRestructured)
        rebuildSection();
    else if (m_page != nullptr)
        m_page->refreshAll();
    refreshRail();
    Q_EMIT answered(path);
}

} // namespace indaro::ui::forms
