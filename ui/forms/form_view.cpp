// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/form_view.h"

#include "ui/forms/missing_list.h"
#include "ui/forms/progress_rail.h"
#include "ui/forms/section_page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtCore/QTimer>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr int MissingHeight = 168;
constexpr int LeastForQuestions = 480; ///< less, and they would scroll sideways

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
    m_title->setContentsMargins(kit::space::Three, kit::space::One, kit::space::Three, kit::space::Half);
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
