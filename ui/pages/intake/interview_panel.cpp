// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_panel.h"

#include "ui/forms/form_texts.h"
#include "ui/forms/form_view.h"
#include "ui/kit/action_row.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

namespace {

constexpr int NotesWidth = 260;
constexpr int RoomForBoth = 900; ///< less, and the questions beside the notes would scroll sideways

} // namespace

InterviewPanel::InterviewPanel(QWidget *parent)
    : QWidget(parent), m_view(new forms::FormView(this)), m_head(kit::makeLabel(kit::TextRole::Muted, this)),
      m_notesPart(new QWidget(this)), m_notesTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_notes(new QPlainTextEdit(this)), m_swap(new QAction(this)), m_notesAction(new QAction(this))
{
    build();
    m_swap->setShortcut(QKeySequence(Qt::Key_F8));
    m_swap->setCheckable(true);
    m_notesAction->setShortcut(QKeySequence(Qt::Key_F7));
    m_notesAction->setCheckable(true);
    connect(m_swap, &QAction::toggled, this, [this](bool isKirundi) {
        m_view->setLarge(isKirundi ? forms::LargeLanguage::Kirundi : forms::LargeLanguage::French);
    });
    connect(m_notesAction, &QAction::toggled, this, [this](bool isOn) {
        arrange();
        if (isOn)
            m_notes->setFocus();
        else
            m_view->goTo(m_view->currentPath());
    });
    connect(m_notes, &QPlainTextEdit::textChanged, &m_notesPause, &kit::TypingPause::touch);
    connect(&m_notesPause, &QTimer::timeout, this, &InterviewPanel::flushNotes);
    retranslate();
}

void InterviewPanel::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_head->setContentsMargins(kit::space::Two, kit::space::Half, kit::space::Two, 0);
    m_headRow = new QBoxLayout(QBoxLayout::LeftToRight);
    m_headRow->setContentsMargins(0, 0, kit::space::One, 0);
    m_headRow->setSpacing(0);
    m_headRow->addWidget(m_head, 1);
    auto *actions = new kit::ActionRow(this);
    actions->setActions({m_swap, m_notesAction});
    addActions({m_swap, m_notesAction}); // their keys work where the row has no room for them
    m_headRow->addWidget(actions);
    column->addLayout(m_headRow);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    auto *notes = new QVBoxLayout(m_notesPart);
    notes->addWidget(m_notesTitle);
    notes->addWidget(m_notes, 1);
    m_notesPart->hide();
    m_notes->setObjectName(QStringLiteral("interviewerNotes"));
    m_notes->setTabChangesFocus(true);
    row->addWidget(m_notesPart);
    column->addLayout(row, 1);
}

bool InterviewPanel::isNarrow() const
{
    return width() < RoomForBoth;
}

void InterviewPanel::arrange()
{
    // Beside the buttons there is no room for when it began, in two languages.
    m_headRow->setDirection(isNarrow() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    const bool isOn = m_notesAction->isChecked();
    m_notesPart->setMaximumWidth(isNarrow() ? QWIDGETSIZE_MAX : NotesWidth);
    m_notesPart->setMinimumWidth(isNarrow() ? 0 : NotesWidth);
    m_notesPart->setVisible(isOn);
    const bool isCovered = isOn && isNarrow();
    if (m_view->isHidden() != isCovered) // showing it before it is polished would cost its title the margins
        m_view->setVisible(!isCovered);
    m_notesAction->setText(isOn && isNarrow() ? tr("Back to the questions") : tr("My notes"));
}

void InterviewPanel::setHead(const QString &text)
{
    m_head->setText(text);
}

void InterviewPanel::setKirundiLarge(bool isKirundi)
{
    m_swap->setChecked(isKirundi);
}

void InterviewPanel::followForm()
{
    const forms::FormTexts *texts = m_view->texts();
    if (texts == nullptr || texts->hasKirundi()) {
        m_swap->setText(tr("Kirundi large"));
        m_swap->setToolTip(tr("Show Kirundi as the large line (F8)"));
        m_swap->setVisible(true);
        return;
    }
    const QString other = texts->secondLanguage(); // of a partner's form
    m_swap->setText(tr("%1 large").arg(other));
    m_swap->setToolTip(tr("Show %1 as the large line (F8)").arg(other));
    m_swap->setVisible(!other.isEmpty());
}

void InterviewPanel::setNotes(const QString &text, bool isReadOnly)
{
    const QSignalBlocker quiet(m_notes);
    m_notesPause.stop();
    m_notes->setPlainText(text);
    m_notes->setReadOnly(isReadOnly);
    if (isNarrow())
        m_notesAction->setChecked(false); // an interview begins with its questions
}

void InterviewPanel::flushNotes()
{
    m_notesPause.stop();
    Q_EMIT notesEdited(m_notes->toPlainText().trimmed());
}

void InterviewPanel::retranslate()
{
    followForm();
    m_notesAction->setToolTip(tr("What you see and think, apart from her words (F7)"));
    m_notesTitle->setText(tr("Interviewer's view, kept apart from her words"));
    m_notes->setAccessibleName(m_notesTitle->text());
    arrange();
}

void InterviewPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void InterviewPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace indaro::ui::pages
