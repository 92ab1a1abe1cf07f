// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/wizard_page.h"

#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/roads/sync_page.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::roads {

namespace {

constexpr int Digits = 30;
constexpr int Group = 5;

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar character : text) {
        if (character.isDigit() && digits.size() < Digits)
            digits.append(character);
    }
    return digits;
}

QString grouped(const QString &digits)
{
    QString out;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && i % Group == 0)
            out.append(u' ');
        out.append(digits[i]);
    }
    return out;
}

} // namespace

WizardPage::WizardPage(const kit::PageContext &context, QWidget *parent)
    : Page(context, parent), m_banner(new kit::Banner(this)), m_next(new kit::PushButton(this)),
      m_leave(new kit::PushButton(this)), m_scroll(new QScrollArea(this)), m_column(new QWidget),
      m_where(kit::makeLabel(kit::TextRole::Muted, m_column)), m_heading(kit::makeLabel(kit::TextRole::Title, m_column)),
      m_text(kit::makeLabel(kit::TextRole::Body, m_column)), m_picture(new Picture(m_column))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll);
    kit::setButtonRole(m_next, kit::ButtonRole::Primary);
    kit::setButtonRole(m_leave, kit::ButtonRole::Quiet);
    connect(m_next, &QPushButton::clicked, this, [this] { next(); });
    connect(m_leave, &QPushButton::clicked, this, [this] { this->context().navigator->openPage(SyncPageId); });
}

void WizardPage::setSteps(std::vector<Step> steps)
{
    m_steps = std::move(steps);
    m_column->setMaximumWidth(kit::space::ReadingWidth);
    auto *rows = new QVBoxLayout(m_column);
    rows->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    rows->setSpacing(kit::space::Two);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_where, m_picture, m_heading, m_text})
        rows->addWidget(widget);
    for (const Step &step : m_steps) {
        if (step.content != nullptr)
            rows->addWidget(step.content);
    }
    rows->addWidget(m_banner);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    rows->addLayout(buttons);
    rows->addStretch(1);
    auto *middle = new QWidget;
    auto *sides = new QHBoxLayout(middle);
    sides->setContentsMargins(0, 0, 0, 0);
    sides->addStretch(1);
    sides->addWidget(m_column, 1000); // up to its greatest width
    sides->addStretch(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus); // as on the page about the exchange
    m_scroll->setWidget(middle);
}

void WizardPage::showStep(int step)
{
    m_step = step;
    for (int i = 0; i < static_cast<int>(m_steps.size()); ++i) {
        if (QWidget *content = m_steps[static_cast<std::size_t>(i)].content; content != nullptr)
            content->setVisible(i == step);
    }
    m_picture->setScene(m_steps[static_cast<std::size_t>(step)].scene);
    m_next->setEnabled(true);
    retranslate();
    m_scroll->ensureVisible(0, 0);
}

kit::IdleRule WizardPage::idleRule() const
{
    return {std::chrono::minutes(15), {}};
}

void WizardPage::setTexts(const QString &heading, const QString &text, const QString &nextText)
{
    m_heading->setText(heading);
    m_text->setText(text);
    m_next->setText(nextText);
    m_picture->setAccessibleName(heading);
}

void WizardPage::setBusy(bool isBusy)
{
    m_next->setEnabled(!isBusy);
    m_leave->setEnabled(!isBusy);
}

void WizardPage::retranslate()
{
    m_where->setText(tr("Step %1 of %2").arg(m_step + 1).arg(m_steps.size()));
    m_leave->setText(tr("Back to the exchange"));
    retranslateStep();
}

CodeView::CodeView(QWidget *parent) : QWidget(parent), m_lines(kit::makeLabel(kit::TextRole::Code, this))
{
    QFont font = m_lines->font();
    font.setPixelSize(34);
    m_lines->setFont(font);
    m_lines->setStyleSheet(QStringLiteral("font-size: 34px;"));
    m_lines->setWordWrap(false);
    m_lines->setAlignment(Qt::AlignCenter);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_lines);
    kit::setCard(this);
}

void CodeView::setCode(const QString &code)
{
    const QString text = grouped(digitsOf(code));
    const qsizetype half = (Digits + Group) / 2 + 1; // three groups and their blanks
    m_lines->setText(text.left(half - 1).trimmed() + u'\n' + text.mid(half - 1).trimmed());
    m_lines->setAccessibleName(text);
}

QString CodeView::code() const
{
    return grouped(digitsOf(m_lines->text()));
}

QWidget *codeToRead(CodeView *code, QPushButton *again, QWidget *parent)
{
    auto *widget = new QWidget(parent);
    auto *rows = new QVBoxLayout(widget);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(code);
    rows->addWidget(again, 0, Qt::AlignLeft);
    kit::setButtonRole(again, kit::ButtonRole::Quiet);
    return widget;
}

CodeEdit::CodeEdit(QWidget *parent) : QWidget(parent), m_line(new QLineEdit(this)), m_row(new kit::FormRow(m_line, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_row);
    kit::setTextRole(m_line, kit::TextRole::Code);
    m_line->setStyleSheet(QStringLiteral("font-size: 24px;"));
    m_line->setInputMethodHints(Qt::ImhDigitsOnly);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &CodeEdit::regroup);
    connect(m_line, &QLineEdit::returnPressed, this, [this] {
        if (isComplete())
            Q_EMIT submitted();
    });
}

void CodeEdit::regroup()
{
    const QString text = grouped(digitsOf(m_line->text()));
    const bool isAtEnd = m_line->cursorPosition() == m_line->text().size();
    const int position = m_line->cursorPosition();
    m_line->setText(text);
    m_line->setCursorPosition(isAtEnd ? static_cast<int>(text.size()) : position);
    Q_EMIT edited();
}

QString CodeEdit::code() const
{
    return digitsOf(m_line->text());
}

bool CodeEdit::isComplete() const
{
    return code().size() == Digits;
}

void CodeEdit::clear()
{
    m_line->clear();
}

void CodeEdit::setLabel(const QString &text)
{
    m_row->setLabel(text);
}

} // namespace indaro::ui::roads
