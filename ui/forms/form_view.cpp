// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_view.h"

#include "ui/forms/answer_check.h"
#include "ui/forms/missing_list.h"
#include "ui/forms/progress_rail.h"
#include "ui/forms/section_page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr int MissingHeight = 168;
constexpr int LeastForQuestions = 480; ///< less, and they would scroll sideways

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

FormView::FormView(QWidget *parent)
    : QWidget(parent), m_left(new QWidget(this)), m_rail(new ProgressRail(m_left)),
      m_missingTitle(kit::makeLabel(kit::TextRole::FieldLabel, m_left)), m_missing(new MissingList(m_left)),
      m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_undoBar(new QWidget(this)), m_undoText(new QLabel(m_undoBar)),
      m_undo(new kit::PushButton(m_undoBar)), m_scroll(new QScrollArea(this)), m_previous(new kit::PushButton(this)),
      m_next(new kit::PushButton(this))
{
    build();
    const auto shortcut = [this](const QKeySequence &keys, auto action) {
        auto *made = new QShortcut(keys, this);
        made->setContext(Qt::WidgetWithChildrenShortcut);
        connect(made, &QShortcut::activated, this, action);
    };
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_PageDown), [this] { step(1); });
    shortcut(QKeySequence(Qt::CTRL | Qt::Key_PageUp), [this] { step(-1); });
    const auto digit = [shortcut](int number, auto action) {
        for (const QKeySequence &keys : kit::digitSequences(Qt::AltModifier, number))
            shortcut(keys, action);
    };
    int number = 0;
    for (const auto reason :
         {base::Missing::Refused, base::Missing::DoesNotKnow, base::Missing::NotAsked, base::Missing::Stopped}) {
        digit(++number, [this, reason] {
            const QString path = m_currentPath;
            if (path.isEmpty())
                return; // nothing is asked: what stands in front is read out first
            setMissing(path, reason);
            focusAfter(path);
        });
    }
    digit(0, [this] { clear(m_currentPath); });
    connect(m_rail, &ProgressRail::sectionChosen, this, [this](int index) {
        commitTyped();
        showSection(index);
    });
    connect(m_missing, &MissingList::questionChosen, this, [this](const QString &path) {
        commitTyped();
        goTo(path);
    });
    connect(m_undo, &QPushButton::clicked, this, [this] { undoRemoval(); });
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { watchFocus(now); });
    retranslate();
}

FormView::~FormView()
{
    dropPage();
}

void FormView::dropPage()
{
    if (m_page == nullptr)
        return;
    m_page->disconnect(this); // a field losing the keyboard on the way out has nobody to tell
    delete std::exchange(m_page, nullptr);
}

void FormView::build()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_rail, 1);
    m_missingTitle->setContentsMargins(kit::space::Two, kit::space::One, kit::space::One, kit::space::Half);
    left->addWidget(m_missingTitle);
    m_missing->setFixedHeight(MissingHeight);
    left->addWidget(m_missing);
    m_left->setFixedWidth(m_rail->width());
    columns->addWidget(m_left);
    auto *right = new QVBoxLayout;
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(0);
    m_title->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::One);
    right->addWidget(m_title);
    auto *undoRow = new QHBoxLayout(m_undoBar);
    undoRow->setContentsMargins(kit::space::Three, 0, kit::space::Three, 0);
    undoRow->addWidget(m_undoText);
    undoRow->addWidget(m_undo);
    undoRow->addStretch();
    m_undoBar->hide();
    right->addWidget(m_undoBar);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    right->addWidget(m_scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(kit::space::Three, kit::space::One, kit::space::Three, kit::space::One);
    foot->addWidget(m_previous);
    foot->addStretch();
    foot->addWidget(m_next);
    m_next->setObjectName(u"nextSection"_s);
    m_previous->setObjectName(u"previousSection"_s);
    kit::setButtonRole(m_next, kit::ButtonRole::Primary);
    right->addLayout(foot);
    columns->addLayout(right, 1);
}

void FormView::setInterviewer(const QString &name)
{
    m_interviewer = name;
    if (m_texts)
        m_texts->setInterviewer(name);
}

void FormView::setInstance(FormInstance *instance, ChoiceOverlay overlay, bool isReadOnly)
{
    dropPage(); // it points into the texts
    m_section = -1;
    m_currentPath.clear();
    m_beforeRemoval.reset();
    m_unfinished.clear();
    m_elsewhere.clear();
    m_focusedPath.clear();
    m_openRows.clear();
    m_undoBar->hide();
    m_instance = instance;
    m_texts = instance != nullptr ? std::make_unique<FormTexts>(*instance, std::move(overlay)) : nullptr;
    m_sections.clear();
    if (instance == nullptr)
        return;
    m_texts->setLarge(m_large);
    m_texts->setReadOnly(isReadOnly);
    m_texts->setShelf(m_shelf);
    m_texts->setInterviewer(m_interviewer);
    m_sections = sectionsOf(*instance);
    showSection(nextOpenSection(-1, 1));
}

void FormView::setLarge(LargeLanguage large)
{
    m_large = large;
    if (!m_texts)
        return;
    m_texts->setLarge(large);
    if (m_page != nullptr)
        m_page->refreshTexts();
    refreshRail();
}

void FormView::goTo(const QString &path)
{
    if (m_instance == nullptr)
        return;
    const int index = sectionIndexOf(m_sections, path);
    if (index >= 0 && !m_sections[static_cast<std::size_t>(index)].isBlocked)
        showSection(index);
    if (m_page == nullptr)
        return;
    (void)reveal(path);
    QuestionWidget *question = m_page->findQuestion(path);
    if (question == nullptr || !question->takesAnswer())
        return;
    question->focusEditor();
    m_currentPath = path;
    // The layout has its sizes only after the next turn of the event loop.
    QMetaObject::invokeMethod(
        question,
        [this, question] {
            if (m_page != nullptr && m_page->isAncestorOf(question)) // not of a page that was replaced meanwhile
                m_scroll->ensureWidgetVisible(question, 0, kit::space::Six);
        },
        Qt::QueuedConnection);
}

QuestionWidget *FormView::findQuestion(const QString &path) const
{
    return m_page != nullptr ? m_page->findQuestion(path) : nullptr;
}

bool FormView::isBeingEdited(const QString &path) const
{
    const QuestionWidget *question = findQuestion(path);
    return m_unfinished.contains(path) || (question != nullptr && question->isBeingEdited());
}

void FormView::showChanges(bool isRestructured)
{
    if (m_instance == nullptr || m_page == nullptr)
        return;
    if (isRestructured)
        (void)commitTyped(); // the rows are built anew
    m_sections = sectionsOf(*m_instance);
    if (isRestructured)
        rebuildSection();
    else
        m_page->refreshAll(isBeingEdited(m_focusedPath) ? m_focusedPath : QString());
    refreshRail();
}

void FormView::showElsewhere(const QString &path, const Elsewhere &elsewhere)
{
    if (elsewhere.isEmpty())
        m_elsewhere.remove(path);
    else
        m_elsewhere.insert(path, elsewhere);
    if (QuestionWidget *question = findQuestion(path))
        question->showElsewhere(elsewhere);
}

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

void FormView::refreshRail()
{
    QStringList titles;
    for (const Section &section : m_sections) {
        if (section.groupItem < 0) {
            const QString &title = m_instance->definition().settings().title;
            titles.push_back(title.isEmpty() ? tr("Questions") : title);
            continue;
        }
        const FormItem &item = m_instance->definition().item(section.groupItem);
        titles.push_back(m_texts->largeLine(m_texts->label(section.paths.front(), item)));
    }
    m_rail->show(m_sections, titles, m_section);
    m_missing->show(*m_texts, m_sections, m_section);
    m_missingTitle->setVisible(m_missing->count() > 0);
    m_missing->setVisible(m_missing->count() > 0);
    m_rail->setAccessibleName(m_instance->definition().settings().title);
    if (m_section < 0)
        return;
    const Section &section = m_sections[static_cast<std::size_t>(m_section)];
    m_title->setText(section.groupItem < 0 ? titles.value(m_section)
                                           : m_texts->plain(m_texts->label(
                                                 section.paths.front(), m_instance->definition().item(section.groupItem))));
    m_previous->setEnabled(nextOpenSection(m_section, -1) >= 0);
}

void FormView::retranslate()
{
    m_undoText->setText(tr("A line was removed with its answers."));
    m_undo->setText(tr("Undo"));
    m_missingTitle->setText(tr("What is missing"));
    m_previous->setText(tr("Previous section"));
    m_next->setText(tr("Next section"));
    if (m_page != nullptr)
        m_page->refreshTexts();
    if (m_instance != nullptr)
        refreshRail();
}

void FormView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::PaletteChange && m_theme != kit::currentTheme()) {
        m_theme = kit::currentTheme();
        // Later: whoever tells all widgets of the new colours still holds a list of those this would delete.
        QTimer::singleShot(0, this, [this] {
            if (m_instance == nullptr || m_page == nullptr)
                return;
            (void)commitTyped();
            rebuildSection();
            refreshRail();
        });
    }
    QWidget::changeEvent(event);
}

void FormView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // At 200 % on a small screen the questions come first; Ctrl+PageDown still leads through the sections.
    m_left->setVisible(width() >= m_left->width() + LeastForQuestions);
}

} // namespace indaro::ui::forms
