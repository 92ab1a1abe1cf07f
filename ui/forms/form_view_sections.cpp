// SPDX-License-Identifier: GPL-3.0-or-later
// Which section is shown, and where the keyboard goes from a question.
#include "ui/forms/form_view.h"

#include "ui/forms/section_page.h"
#include "ui/kit/theme.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>

#include <algorithm>
#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

/// The row after the innermost one a path is in; empty when there is none.
QString nextRow(const FormInstance &instance, const QString &path)
{
    const QString row = path.left(path.lastIndexOf(u']') + 1);
    if (row.isEmpty())
        return {};
    const QStringList rows = instance.childPaths(row.left(row.lastIndexOf(u'[')));
    return rows.value(rows.indexOf(row) + 1);
}

} // namespace

void FormView::showSection(int index)
{
    if (index < 0 || index >= static_cast<int>(m_sections.size()) || m_sections[static_cast<std::size_t>(index)].isBlocked) {
        refreshRail();
        return;
    }
    if (index != m_section || m_page == nullptr) {
        m_section = index;
        rebuildSection();
        m_currentPath.clear();
        const auto open = m_page->openQuestions();
        if (!open.isEmpty()) {
            open.front()->focusEditor();
            m_currentPath = open.front()->path();
            Q_EMIT placeChanged(m_currentPath);
            // Whether it is on the screen is known only after the layout, in the next turn of the event loop.
            QMetaObject::invokeMethod(
                m_page, [this] { readFirst(); }, Qt::QueuedConnection);
        }
        m_scroll->ensureVisible(0, 0);
    }
    refreshRail();
}

/// A section may begin with what is to be read out, longer than the screen. The keyboard then waits there: a key would
/// answer a question that nobody sees, and the first one is the person's consent.
void FormView::readFirst()
{
    constexpr int LeastSeen = 24;
    const QWidget *field = QApplication::focusWidget();
    if (m_page == nullptr || field == nullptr || !m_page->isAncestorOf(field) || !m_page->isVisible())
        return;
    const int top = field->mapTo(m_scroll->viewport(), QPoint(0, 0)).y();
    if (top + std::min(field->height(), LeastSeen) <= m_scroll->viewport()->height())
        return;
    m_currentPath.clear();
    m_page->setFocus(Qt::OtherFocusReason);
}

void FormView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const auto open = m_page != nullptr ? m_page->openQuestions() : QList<QuestionWidget *>();
    if (isEnter && m_page != nullptr && m_page->hasFocus() && !open.isEmpty())
        goTo(open.front()->path());
    else
        QWidget::keyPressEvent(event);
}

void FormView::rebuildSection()
{
    const int scrolled = m_scroll->verticalScrollBar() != nullptr ? m_scroll->verticalScrollBar()->value() : 0;
    if (m_page != nullptr) {
        // The page may be in the middle of telling us something.
        m_page->disconnect(this);
        m_scroll->takeWidget();
        m_page->hide();
        m_page->deleteLater();
    }
    m_page = new SectionPage(*m_texts, m_sections[static_cast<std::size_t>(m_section)].paths, m_openRows, m_scroll);
    connect(m_page, &SectionPage::committed, this, &FormView::commit);
    connect(m_page, &SectionPage::typed, this, &FormView::typed);
    connect(m_page, &SectionPage::missingChosen, this, &FormView::setMissing);
    connect(m_page, &SectionPage::clearRequested, this, &FormView::clear);
    connect(m_page, &SectionPage::finished, this, &FormView::focusAfter);
    connect(m_page, &SectionPage::addRowRequested, this, &FormView::addRow, Qt::QueuedConnection);
    connect(m_page, &SectionPage::removeRowRequested, this, &FormView::removeRow, Qt::QueuedConnection);
    connect(m_page, &SectionPage::openRowRequested, this, &FormView::openRow, Qt::QueuedConnection);
    connect(m_page, &SectionPage::otherTaken, this, &FormView::otherTaken);
    connect(m_page, &SectionPage::ownKept, this, &FormView::ownKept);
    for (auto it = m_elsewhere.cbegin(); it != m_elsewhere.cend(); ++it) {
        if (QuestionWidget *question = m_page->findQuestion(it.key()))
            question->showElsewhere(it.value());
    }
    for (auto it = m_unfinished.cbegin(); it != m_unfinished.cend(); ++it) {
        if (QuestionWidget *question = m_page->findQuestion(it.key()))
            question->showUnfinished(it.value(), whyNot(it.key(), it.value()));
    }
    m_scroll->setWidget(m_page);
    m_scroll->verticalScrollBar()->setValue(scrolled);
    if (QuestionWidget *question = m_page->findQuestion(m_currentPath))
        question->focusEditor();
}

int FormView::nextOpenSection(int from, int by) const
{
    for (int i = from + by; i >= 0 && i < static_cast<int>(m_sections.size()); i += by) {
        const Section &section = m_sections[static_cast<std::size_t>(i)];
        if (section.isBlocked)
            return -1;
        if (section.isRelevant)
            return i;
    }
    return -1;
}

void FormView::step(int by)
{
    commitTyped();
    const int next = nextOpenSection(m_section, by);
    if (next >= 0)
        return showSection(next);
    if (by < 0)
        return;
    const auto blocked = std::find_if(m_sections.begin(), m_sections.end(), [](const Section &s) { return s.isBlocked; });
    if (blocked == m_sections.end()) {
        Q_EMIT finished();
        return;
    }
    for (const Gate &gate : m_instance->gates()) { // straight to what holds the next section back
        if (!gate.satisfied) {
            goTo(gate.path);
            return;
        }
    }
}

void FormView::focusAfter(const QString &path)
{
    if (m_page == nullptr)
        return;
    const auto open = m_page->openQuestions();
    const auto found = std::find_if(open.begin(), open.end(), [&path](QuestionWidget *q) { return q->path() == path; });
    if (const QString next = nextRow(*m_instance, path);
        !next.isEmpty() && found != open.end() &&
        (found + 1 == open.end() || !isWithin((*(found + 1))->path(), path.left(path.lastIndexOf(u']') + 1))))
        return openRow(next);
    if (found == open.end() || found + 1 == open.end()) {
        m_next->setFocus(Qt::TabFocusReason);
        return;
    }
    goTo((*(found + 1))->path());
}

void FormView::watchFocus(QWidget *now)
{
    QString focused;
    for (QWidget *at = now; at != nullptr && m_page != nullptr && at != m_page; at = at->parentWidget()) {
        if (const auto *question = qobject_cast<QuestionWidget *>(at); question != nullptr && m_page->isAncestorOf(at))
            focused = question->path();
    }
    if (const QString before = std::exchange(m_focusedPath, focused); !before.isEmpty() && before != focused)
        Q_EMIT left(before);
    if (m_page == nullptr || now == nullptr || !m_page->isAncestorOf(now))
        return;
    for (QWidget *at = now; at != nullptr && at != m_page; at = at->parentWidget()) {
        const auto *question = qobject_cast<QuestionWidget *>(at);
        if (question == nullptr)
            continue;
        m_scroll->ensureWidgetVisible(now, 0, kit::space::Six);
        if (question->path() != m_currentPath) {
            m_currentPath = question->path();
            Q_EMIT placeChanged(m_currentPath);
        }
        return;
    }
}

} // namespace indaro::ui::forms
