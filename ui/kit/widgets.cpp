// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/widgets.h"

#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtGui/QAccessible>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>
#include <QtWidgets/QProgressBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

/// What the row of digits sends without Shift on a French keyboard, 0 first.
constexpr std::array FrenchDigits = {Qt::Key_Agrave,     Qt::Key_Ampersand, Qt::Key_Eacute, Qt::Key_QuoteDbl,
                                     Qt::Key_Apostrophe, Qt::Key_ParenLeft, Qt::Key_Minus,  Qt::Key_Egrave,
                                     Qt::Key_Underscore, Qt::Key_Ccedilla};

void setMark(QWidget *widget, const char *property, const QVariant &value)
{
    if (widget->property(property) == value)
        return;
    widget->setProperty(property, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

/// Puts what stands beside each other below each other where the words would have too little room.
class TurnsWhenNarrow final : public QObject
{
public:
    TurnsWhenNarrow(QWidget *widget, QBoxLayout *box) : QObject(widget), m_box(box) { widget->installEventFilter(this); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        constexpr int Narrow = 700;
        if (event->type() == QEvent::Resize)
            m_box->setDirection(static_cast<QResizeEvent *>(event)->size().width() < Narrow ? QBoxLayout::TopToBottom
                                                                                            : QBoxLayout::LeftToRight);
        return QObject::eventFilter(watched, event);
    }

private:
    QBoxLayout *m_box;
};

} // namespace

FormRow::FormRow(QWidget *editor, QWidget *parent)
    : QWidget(parent), m_label(makeLabel(TextRole::FieldLabel, this)), m_line(makeLabel(TextRole::Muted, this)),
      m_editor(editor)
{
    m_label->setBuddy(editor);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, space::One);
    layout->setSpacing(space::Half);
    layout->addWidget(m_label);
    layout->addWidget(editor);
    layout->addWidget(m_line);
    m_line->hide();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QSize FormRow::sizeHint() const
{
    const QSize hint = QWidget::sizeHint();
    return {hint.width(), isVisible() ? std::max(hint.height(), heightForWidth(width())) : hint.height()};
}

void FormRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

void FormRow::setLabel(const QString &text)
{
    m_label->setText(text);
    m_editor->setAccessibleName(QString(text).remove(u'&'));
}

void FormRow::setHint(const QString &text)
{
    m_hintText = text;
    showLine();
}

void FormRow::setMessage(const QString &text)
{
    m_messageText = text;
    showLine();
}

void FormRow::showLine()
{
    const bool isWrong = !m_messageText.isEmpty();
    m_line->setText(isWrong ? m_messageText : m_hintText);
    setMark(m_line, "message", isWrong ? u"error"_s : u"hint"_s);
    setMark(m_editor, "invalid", isWrong);
    m_line->setVisible(isWrong || !m_hintText.isEmpty());
    m_editor->setAccessibleDescription(m_line->text());
}

BilingualLabel::BilingualLabel(QWidget *parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_french(makeLabel(TextRole::Body, this)),
      m_kirundi(makeLabel(TextRole::Body, this)), m_mark(new QLabel(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(space::Half);
    m_mark->setProperty("mark", u"unreviewed"_s);
    m_mark->setTextFormat(Qt::PlainText);
    m_layout->addWidget(m_french);
    m_layout->addWidget(m_kirundi);
    m_layout->addWidget(m_mark, 0, Qt::AlignLeft);
    arrange();
}

void BilingualLabel::setTexts(const QString &french, const QString &kirundi, bool isKirundiReviewed)
{
    m_frenchText = french;
    m_kirundiText = kirundi;
    m_reviewed = isKirundiReviewed;
    arrange();
}

void BilingualLabel::setLarge(Large large)
{
    m_large = large;
    arrange();
}

void BilingualLabel::arrange()
{
    const bool isMissing = m_kirundiText.isEmpty();
    m_french->setText(m_frenchText);
    m_kirundi->setText(m_kirundiText);
    m_kirundi->setVisible(!isMissing);
    m_mark->setText(isMissing ? tr("Kirundi: to be translated") : tr("Kirundi not reviewed yet"));
    m_mark->setVisible((isMissing || !m_reviewed) && !m_frenchText.isEmpty());
    // A missing Kirundi text cannot be the large one.
    const bool isKirundiLarge = m_large == Large::Kirundi && !isMissing;
    setTextRole(m_french, isKirundiLarge ? TextRole::Muted : TextRole::Heading);
    setTextRole(m_kirundi, isKirundiLarge ? TextRole::Heading : TextRole::Muted);
    m_layout->removeWidget(m_kirundi);
    m_layout->insertWidget(isKirundiLarge ? 0 : 1, m_kirundi);
}

void BilingualLabel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        arrange();
}

Banner::Banner(QWidget *parent)
    : QFrame(parent), m_icon(new QLabel(this)), m_text(makeLabel(TextRole::Body, this)), m_button(new PushButton(this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(space::Two, space::One, space::Two, space::One);
    layout->setSpacing(space::Two);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    auto *words = new QBoxLayout(QBoxLayout::LeftToRight);
    words->setSpacing(space::One);
    words->addWidget(m_text, 1);
    words->addWidget(m_button, 0, Qt::AlignVCenter);
    layout->addLayout(words, 1);
    new TurnsWhenNarrow(this, words);
    auto *close = new QToolButton(this); // at 200 % a banner takes half of the screen
    close->setObjectName(u"close"_s);
    close->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &Banner::dismiss);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_button, &QPushButton::clicked, this, [this] {
        const auto action = m_action; // the action may replace this banner
        if (action)
            action();
    });
    hide();
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon != nullptr && isVisible())
        setKind(m_kind);
    if (event->type() == QEvent::LanguageChange && m_again && !isHidden())
        keepSaying(std::function(m_again)); // a copy: what it shows forgets this one
}

void Banner::setKind(Kind kind)
{
    m_kind = kind;
    static constexpr const char *Names[] = {"info", "warning", "error", "good"};
    static constexpr const char *Icons[] = {"data-information", "data-warning", "data-error", "checkmark"};
    const auto at = static_cast<std::size_t>(kind);
    const Colors &c = colors(currentTheme());
    const QColor text[] = {c.infoText, c.warningText, c.errorText, c.goodText};
    setMark(this, "banner", QString::fromLatin1(Names[at]));
    for (QWidget *child : {static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_button)}) {
        child->style()->unpolish(child);
        child->style()->polish(child);
    }
    m_icon->setPixmap(icon(QString::fromLatin1(Icons[at]), text[at]).pixmap(QSize(22, 22), devicePixelRatioF()));
    const QString kinds[] = {tr("For your information"), tr("Attention"), tr("Something went wrong"), tr("This worked")};
    m_icon->setAccessibleName(kinds[at]); // the picture and the colour say it to those who see them
    auto *close = findChild<QToolButton *>(u"close"_s);
    close->setIcon(icon(u"dialog-close"_s, text[at]));
    close->setAccessibleName(tr("Close"));
    close->setToolTip(tr("Close"));
    close->setVisible(kind == Kind::Info || kind == Kind::Good); // a warning goes when its cause does
}

void Banner::showMessage(Kind kind, const QString &text)
{
    showAction(kind, text, {}, {});
}

void Banner::showError(const base::Error &error)
{
    showMessage(Kind::Error, errorText(error).whole());
    m_again = [this, error] { showError(error); };
}

void Banner::keepSaying(std::function<void()> how)
{
    const int before = m_messages;
    how();
    if (m_messages != before)
        m_again = std::move(how);
}

void Banner::showAction(Kind kind, const QString &text, const QString &actionText, std::function<void()> action)
{
    setKind(kind);
    m_text->setText(text);
    m_button->setText(actionText);
    m_button->setVisible(!actionText.isEmpty());
    m_action = std::move(action);
    m_again = nullptr;
    ++m_messages;
    setAccessibleName(text);
    show();
    QAccessibleEvent said(this, QAccessible::Alert); // the keyboard stays where it is
    QAccessible::updateAccessibility(&said);
}

void Banner::dismiss()
{
    hide();
    m_text->clear();
    m_action = nullptr;
    m_again = nullptr;
}

QString Banner::text() const
{
    return m_text->text();
}

EmptyState::EmptyState(const QString &iconName, QWidget *parent)
    : QWidget(parent), m_title(makeLabel(TextRole::Heading, this)), m_text(makeLabel(TextRole::Muted, this)),
      m_button(new PushButton(this))
{
    auto *picture = new QLabel(this);
    picture->setProperty("isDecoration", true);
    picture->setPixmap(icon(iconName, colors(currentTheme()).muted).pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(space::One);
    layout->addStretch(1);
    layout->addWidget(picture, 0, Qt::AlignHCenter);
    for (QLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignHCenter);
        layout->addWidget(label);
    }
    layout->addSpacing(space::One);
    layout->addWidget(m_button, 0, Qt::AlignHCenter);
    layout->addStretch(2);
    setButtonRole(m_button, ButtonRole::Primary);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &EmptyState::started);
}

void EmptyState::setTexts(const QString &title, const QString &explanation)
{
    m_title->setText(title);
    m_text->setText(explanation);
}

void EmptyState::setActionText(const QString &text)
{
    m_button->setText(text);
    m_button->setVisible(!text.isEmpty());
}

ProgressPanel::ProgressPanel(QWidget *parent)
    : QWidget(parent), m_what(makeLabel(TextRole::Body, this)), m_bar(new QProgressBar(this)), m_cancel(new PushButton(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, space::One, 0, space::One);
    layout->addWidget(m_what);
    layout->addWidget(m_bar);
    layout->addWidget(m_cancel, 0, Qt::AlignLeft);
    m_bar->setTextVisible(false);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        Q_EMIT cancelled();
    });
    hide();
}

void ProgressPanel::start(const QString &what, bool canCancel)
{
    m_what->setText(what);
    m_bar->setAccessibleName(what);
    m_bar->setRange(0, 0);
    m_cancel->setText(tr("Cancel"));
    m_cancel->setEnabled(true);
    m_cancel->setVisible(canCancel);
    show();
}

void ProgressPanel::setPermille(int permille)
{
    m_bar->setRange(0, 1000);
    m_bar->setValue(permille);
}

void ProgressPanel::finish()
{
    hide();
}

void scrollTo(QWidget *what)
{
    const auto scroll = [what] {
        QCoreApplication::sendPostedEvents(nullptr,
                                           QEvent::LayoutRequest); // each layout tells the one around it by an event
        for (QWidget *at = what->parentWidget(); at != nullptr; at = at->parentWidget()) {
            auto *area = qobject_cast<QScrollArea *>(at);
            if (area == nullptr)
                continue;
            if (what->height() + space::Three <= area->viewport()->height())
                return area->ensureWidgetVisible(what, 0, space::Three);
            // Qt shows the middle of what is higher than the screen, and its title is gone.
            const int top = what->mapTo(area->widget(), QPoint()).y();
            return area->verticalScrollBar()->setValue(std::max(0, top - space::Two));
        }
    };
    QMetaObject::invokeMethod(what, scroll, Qt::QueuedConnection);
}

int digitOf(const QKeyEvent &event)
{
    if ((event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return 0;
    if (event.key() >= Qt::Key_1 && event.key() <= Qt::Key_9)
        return event.key() - Qt::Key_0;
    const auto *const found = std::find(std::begin(FrenchDigits) + 1, std::end(FrenchDigits), event.key());
    return found == std::end(FrenchDigits) ? 0 : static_cast<int>(found - std::begin(FrenchDigits));
}

QList<QKeySequence> digitSequences(Qt::KeyboardModifier modifier, int digit)
{
    return {QKeySequence(modifier | static_cast<Qt::Key>(Qt::Key_0 + digit)),
            QKeySequence(modifier | FrenchDigits[static_cast<std::size_t>(digit)])};
}

bool pressFocused(const QKeyEvent &event)
{
    const bool isEnter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    if (!isEnter || event.isAutoRepeat() || (event.modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    if (auto *push = qobject_cast<QPushButton *>(QApplication::focusWidget())) {
        push->click();
        return true;
    }
    auto *tool = qobject_cast<QToolButton *>(QApplication::focusWidget());
    if (tool == nullptr)
        return false;
    if (tool->popupMode() == QToolButton::InstantPopup && tool->menu() != nullptr)
        tool->menu()->popup(tool->mapToGlobal(QPoint(0, tool->height())));
    else
        tool->click();
    return true;
}

SearchField::SearchField(QWidget *parent) : QLineEdit(parent)
{
    setClearButtonEnabled(true);
    setMaxLength(200);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT movedOn();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace indaro::ui::kit
