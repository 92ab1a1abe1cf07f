// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/secret_field.h"

#include "core/base/error.h"
#include "ui/kit/theme.h"

#include <QtGui/QAccessible>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QAccessibleWidget>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>

#include <algorithm>
#include <cstring>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

constexpr int Padding = 10;
constexpr int DotWidth = 11;

void wipe(char *memory, std::size_t size)
{
    volatile char *at = memory; // volatile: the compiler may not leave it out
    while (size-- > 0)
        *at++ = 0;
}

/// Writes one code point as UTF-8; returns how many bytes.
std::size_t encode(char32_t c, char *out)
{
    if (c < 0x80) {
        out[0] = static_cast<char>(c);
        return 1;
    }
    if (c < 0x800) {
        out[0] = static_cast<char>(0xC0U | (c >> 6U));
        out[1] = static_cast<char>(0x80U | (c & 0x3FU));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = static_cast<char>(0xE0U | (c >> 12U));
        out[1] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
        out[2] = static_cast<char>(0x80U | (c & 0x3FU));
        return 3;
    }
    out[0] = static_cast<char>(0xF0U | (c >> 18U));
    out[1] = static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
    out[2] = static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    out[3] = static_cast<char>(0x80U | (c & 0x3FU));
    return 4;
}

/// A reader says "passphrase field" and how many characters stand there, and never which.
class SecretSpoken final : public QAccessibleWidget
{
public:
    explicit SecretSpoken(SecretField *field) : QAccessibleWidget(field, QAccessible::EditableText) {}

    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.passwordEdit = true;
        state.editable = true;
        return state;
    }
    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        const auto *field = qobject_cast<const SecretField *>(object());
        if (what == QAccessible::Value)
            return field != nullptr ? QString(static_cast<qsizetype>(field->characters()), QChar(0x2022)) : QString();
        return QAccessibleWidget::text(what);
    }
};

QAccessibleInterface *secretForReaders(const QString &, QObject *object)
{
    auto *field = qobject_cast<SecretField *>(object);
    return field != nullptr ? new SecretSpoken(field) : nullptr;
}

} // namespace

SecretField::SecretField(QWidget *parent) : QWidget(parent), m_buffer(Capacity), m_eye(new QToolButton(this))
{
    QAccessible::installFactory(secretForReaders); // once more does nothing
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_InputMethodEnabled, false);
    setCursor(Qt::IBeamCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_eye->setIcon(icon(u"view-visible"_s));
    m_eye->setFocusPolicy(Qt::TabFocus); // the space bar is held down as the mouse is
    m_eye->setCursor(Qt::ArrowCursor);
    connect(m_eye, &QToolButton::pressed, this, [this] {
        m_isRevealed = true;
        update();
    });
    connect(m_eye, &QToolButton::released, this, [this] {
        m_isRevealed = false;
        update();
    });
    retranslate();
}

base::SecretBytes SecretField::secret() const
{
    return base::SecretBytes::copyOf(m_buffer.view().first(m_length));
}

base::SecretBytes SecretField::takeSecret()
{
    base::SecretBytes out = secret();
    clear();
    return out;
}

void SecretField::setSecret(const base::SecretBytes &secret)
{
    INDARO_CHECK(secret.size() <= Capacity);
    clear();
    std::copy(secret.view().begin(), secret.view().end(), m_buffer.span().begin());
    m_length = secret.size();
    m_caret = m_length;
    update();
    Q_EMIT edited();
}

void SecretField::clear()
{
    wipe(reinterpret_cast<char *>(m_buffer.data()), Capacity);
    m_length = 0;
    m_caret = 0;
    update();
    Q_EMIT edited();
}

void SecretField::setShown(bool isShown)
{
    m_isShown = isShown;
    m_eye->setVisible(!isShown);
    update();
}

std::size_t SecretField::characters() const noexcept
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < m_length; at += characterLength(at))
        ++count;
    return count;
}

QSize SecretField::sizeHint() const
{
    return {320, std::max(38, fontMetrics().height() + 16)};
}

QSize SecretField::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

std::size_t SecretField::characterLength(std::size_t at) const noexcept
{
    std::size_t count = 1;
    while (at + count < m_length && (static_cast<unsigned char>(bytes()[at + count]) & 0xC0U) == 0x80U)
        ++count;
    return count;
}

std::size_t SecretField::before(std::size_t at) const noexcept
{
    if (at == 0)
        return 0;
    do {
        --at;
    } while (at > 0 && (static_cast<unsigned char>(bytes()[at]) & 0xC0U) == 0x80U);
    return at;
}

void SecretField::insert(const char *utf8, std::size_t count)
{
    if (m_length + count > Capacity)
        return;
    auto *storage = reinterpret_cast<char *>(m_buffer.data());
    std::memmove(storage + m_caret + count, storage + m_caret, m_length - m_caret);
    std::memcpy(storage + m_caret, utf8, count);
    m_length += count;
    m_caret += count;
}

void SecretField::removeRange(std::size_t from, std::size_t to)
{
    auto *storage = reinterpret_cast<char *>(m_buffer.data());
    std::memmove(storage + from, storage + to, m_length - to);
    wipe(storage + m_length - (to - from), to - from);
    m_length -= to - from;
    m_caret = from;
}

void SecretField::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::SelectAll)) {
        m_isAllMarked = m_length > 0;
        m_caret = m_length;
        update();
        return;
    }
    if (m_isAllMarked && event->key() != Qt::Key_Shift && event->key() != Qt::Key_Control && event->key() != Qt::Key_AltGr) {
        m_isAllMarked = false;
        const bool deletes = event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete;
        const bool types = !event->text().isEmpty() && event->text().front() >= u' ' && !deletes;
        if (deletes || types)
            removeRange(0, m_length);
        if (deletes) {
            Q_EMIT edited();
            update();
            return;
        }
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT submitted();
        return;
    case Qt::Key_Left:
        m_caret = before(m_caret);
        break;
    case Qt::Key_Right:
        m_caret += m_caret < m_length ? characterLength(m_caret) : 0;
        break;
    case Qt::Key_Home:
        m_caret = 0;
        break;
    case Qt::Key_End:
        m_caret = m_length;
        break;
    case Qt::Key_Backspace:
        removeRange(event->modifiers() & Qt::ControlModifier ? 0 : before(m_caret), m_caret);
        Q_EMIT edited();
        break;
    case Qt::Key_Delete:
        if (m_caret < m_length)
            removeRange(m_caret, m_caret + characterLength(m_caret));
        Q_EMIT edited();
        break;
    default: {
        // Qt hands over one character at a time; the string it comes in never holds more of the secret than
        // that.
        const auto typed = event->text().toUcs4();
        if (typed.isEmpty() || typed.first() < 0x20 || typed.first() == 0x7F ||
            (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier) &&
             !(event->modifiers() & Qt::GroupSwitchModifier))) {
            QWidget::keyPressEvent(event);
            return;
        }
        for (const char32_t c : typed) {
            char utf8[4];
            insert(utf8, encode(c, utf8));
            wipe(utf8, sizeof utf8);
        }
        const char32_t c = typed.first();
        const bool isShift = event->modifiers() & Qt::ShiftModifier;
        if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'))
            m_capsHint = (c <= U'Z') != isShift;
        Q_EMIT edited();
    }
    }
    update();
}

void SecretField::paintEvent(QPaintEvent *)
{
    const Colors &c = colors(currentTheme());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isWrong = property("invalid").toBool();
    const qreal width = hasFocus() && isWrong ? 3 : hasFocus() || isWrong ? 2 : 1; // as the style sheet has it for fields
    painter.setPen(QPen(hasFocus() ? c.focus : isWrong ? c.errorText : c.border, width));
    painter.setBrush(isEnabled() ? c.surface : c.window);
    painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 6, 6);

    const bool isOpen = m_isRevealed || m_isShown;
    const int room = (m_isShown ? this->width() : m_eye->x()) - 2 * Padding;
    // Measure up to the caret first, so that a long secret scrolls to keep it in sight.
    const auto glyphWidth = [&](std::size_t at, std::size_t count) {
        return isOpen ? fontMetrics().horizontalAdvance(QString::fromUtf8(bytes() + at, static_cast<qsizetype>(count)))
                      : DotWidth;
    };
    int caretX = 0;
    for (std::size_t at = 0; at < m_caret; at += characterLength(at))
        caretX += glyphWidth(at, characterLength(at));
    const int shift = std::max(0, caretX - room);
    painter.setClipRect(QRect(Padding, 0, room + 2, height()));
    if (m_isAllMarked)
        painter.fillRect(QRect(Padding - shift, 7, caretX, height() - 14), c.selection);
    painter.setPen(c.text);
    int x = Padding - shift;
    for (std::size_t at = 0; at < m_length;) {
        const std::size_t count = characterLength(at);
        const int advance = glyphWidth(at, count);
        if (isOpen) {
            painter.drawText(QRect(x, 0, advance + 2, height()), Qt::AlignVCenter | Qt::AlignLeft,
                             QString::fromUtf8(bytes() + at, static_cast<qsizetype>(count)));
        } else {
            painter.setBrush(c.text);
            painter.drawEllipse(QPointF(x + DotWidth / 2.0, height() / 2.0), 3.2, 3.2);
        }
        x += advance;
        at += count;
    }
    if (hasFocus())
        painter.fillRect(QRect(Padding - shift + caretX, 9, 2, height() - 18), c.text);
    if (m_capsHint && hasFocus() && !m_isShown) {
        painter.setPen(c.warningText);
        QFont small = font();
        small.setPixelSize(12);
        painter.setFont(small);
        painter.drawText(QRect(Padding, 0, room, height()), Qt::AlignVCenter | Qt::AlignRight, tr("CAPS LOCK"));
    }
}

void SecretField::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QSize eye = m_eye->sizeHint();
    m_eye->setGeometry(width() - eye.width() - 3, (height() - eye.height()) / 2, eye.width(), eye.height());
}

void SecretField::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    update();
}

void SecretField::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    m_isRevealed = false;
    m_isAllMarked = false;
    update();
}

void SecretField::mousePressEvent(QMouseEvent *event)
{
    m_isAllMarked = false;
    m_caret = m_length;
    update();
    event->accept();
}

void SecretField::retranslate()
{
    m_eye->setToolTip(tr("Hold down to read what you typed"));
    m_eye->setAccessibleName(tr("Show while held down"));
}

void SecretField::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange)
        m_eye->setIcon(icon(u"view-visible"_s));
}

} // namespace indaro::ui::kit
