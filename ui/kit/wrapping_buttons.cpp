// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/wrapping_buttons.h"

#include "ui/kit/two_lines.h"

#include <QtWidgets/QStyleOptionButton>

#include <algorithm>
#include <utility>

namespace indaro::ui::kit {

namespace {

constexpr int NeverParted = 200;

int widthOf(const QFontMetrics &metrics, const QString &text)
{
    return metrics.size(Qt::TextShowMnemonic, text).width();
}

} // namespace

template <class Button> Wrapping<Button>::Wrapping(QWidget *parent) : Button(parent)
{
    setUp();
}

template <class Button> Wrapping<Button>::Wrapping(const QString &text, QWidget *parent) : Button(text, parent)
{
    setUp();
}

template <class Button> void Wrapping<Button>::setUp()
{
    QSizePolicy policy = this->sizePolicy();
    policy.setHorizontalPolicy(QSizePolicy::Preferred); // may become narrower than its words
    policy.setHeightForWidth(true);
    this->setSizePolicy(policy);
}

template <class Button> int Wrapping<Button>::edges() const
{
    this->ensurePolished();
    return Button::sizeHint().width() - widthOf(this->fontMetrics(), this->text());
}

template <class Button> QString Wrapping<Button>::parted(int width) const
{
    return inLines(this->text(), this->fontMetrics(), width - edges());
}

template <class Button> QSize Wrapping<Button>::sizeHint() const
{
    const QSize whole = Button::sizeHint();
    // A layout gives no more height than this: that of the lines at the present width, also when the words are new.
    // Before anybody gave it a width it is as wide as its words.
    m_lines = this->testAttribute(Qt::WA_Resized) ? parted(this->width()).count(u'\n') + 1 : this->text().count(u'\n') + 1;
    return {whole.width(),
            whole.height() + static_cast<int>(m_lines - 1 - this->text().count(u'\n')) * this->fontMetrics().lineSpacing()};
}

template <class Button> QSize Wrapping<Button>::minimumSizeHint() const
{
    const QFontMetrics metrics = this->fontMetrics();
    int least = std::min(widthOf(metrics, this->text()), NeverParted);
    const QStringList words = QString(this->text()).replace(u'\n', u' ').split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        least = std::max(least, widthOf(metrics, word));
    return {least + edges(), sizeHint().height()}; // its lines are never pressed into one where a page is short of room
}

template <class Button> int Wrapping<Button>::heightForWidth(int width) const
{
    const auto more = static_cast<int>(parted(width).count(u'\n') - this->text().count(u'\n'));
    return Button::sizeHint().height() + more * this->fontMetrics().lineSpacing();
}

template <class Button> void Wrapping<Button>::initStyleOption(QStyleOptionButton *option) const
{
    Button::initStyleOption(option);
    if (!m_painted.isEmpty()) // to measure, Qt asks for the option too
        option->text = m_painted;
}

template <class Button> void Wrapping<Button>::countLines()
{
    if (parted(this->width()).count(u'\n') + 1 != m_lines)
        this->updateGeometry();
}

template <class Button> void Wrapping<Button>::resizeEvent(QResizeEvent *event)
{
    Button::resizeEvent(event);
    countLines();
}

template <class Button> void Wrapping<Button>::paintEvent(QPaintEvent *event)
{
    m_painted = parted(this->width());
    Button::paintEvent(event);
    m_painted.clear();
    countLines(); // nothing else tells of other words at the same width
}

template class Wrapping<QPushButton>;
template class Wrapping<QCheckBox>;
template class Wrapping<QRadioButton>;

} // namespace indaro::ui::kit
