// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/hint.h"

#include "ui/kit/two_lines.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStyle>
#include <QtWidgets/QStyleOptionFrame>

namespace indaro::ui::kit {

namespace {

constexpr int TextMargin = 2; ///< QLineEdit's own, on each side

/// Follows the width of one field, which owns it.
class Hint final : public QObject
{
public:
    explicit Hint(QLineEdit *field) : QObject(field), m_field(field) { field->installEventFilter(this); }

    void setText(const QString &text)
    {
        m_text = text;
        fit();
    }
    [[nodiscard]] const QString &text() const { return m_text; }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Resize || event->type() == QEvent::StyleChange || event->type() == QEvent::FontChange)
            fit();
        return QObject::eventFilter(watched, event);
    }

private:
    void fit()
    {
        QStyleOptionFrame option;
        option.initFrom(m_field);
        const QMargins edges = m_field->textMargins();
        const int room = m_field->style()->subElementRect(QStyle::SE_LineEditContents, &option, m_field).width() -
                         edges.left() - edges.right() - 2 * TextMargin;
        const bool fits = m_field->fontMetrics().horizontalAdvance(m_text) <= room;
        m_field->setPlaceholderText(fits ? m_text : withoutDraft(m_text));
    }

    QLineEdit *m_field;
    QString m_text;
};

Hint *hintIn(const QLineEdit *field)
{
    for (QObject *child : field->children()) {
        if (auto *hint = dynamic_cast<Hint *>(child))
            return hint;
    }
    return nullptr;
}

} // namespace

void setHint(QLineEdit *field, const QString &text)
{
    Hint *hint = hintIn(field);
    if (hint == nullptr)
        hint = new Hint(field);
    hint->setText(text);
}

QString hintOf(const QLineEdit *field)
{
    const Hint *hint = hintIn(field);
    return hint != nullptr ? hint->text() : field->placeholderText();
}

} // namespace indaro::ui::kit
