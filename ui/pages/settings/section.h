// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

/// One part of the settings: title, explanation, banner, its widgets.
class Section : public QWidget
{
public:
    Section(const kit::PageContext &context, QWidget *parent)
        : QWidget(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Title, this)),
          m_text(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)), m_rows(new QVBoxLayout(this))
    {
        setMaximumWidth(kit::space::ReadingWidth);
        m_rows->setSpacing(kit::space::Two);
        for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, m_banner})
            m_rows->addWidget(widget);
    }
    virtual void refresh() {}
    /// Saves what was typed; called before leaving and before a lock.
    virtual void flush() {}
    /// Recovery cards are on the screen, which are copied by hand.
    [[nodiscard]] virtual bool isShowingSecrets() const { return false; }

protected:
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override
    {
        QWidget::changeEvent(event);
        if (event->type() == QEvent::LanguageChange)
            retranslate();
    }

    kit::PageContext m_context;
    QLabel *m_title, *m_text;
    kit::Banner *m_banner;
    QVBoxLayout *m_rows;
};

} // namespace indaro::ui::pages
