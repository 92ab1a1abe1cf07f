// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/form_preview_panel.h"

#include "ui/forms/form_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

namespace {
constexpr int PreviewHeight = 460;
}

FormPreviewPanel::FormPreviewPanel(const base::Clock &clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_text(kit::makeLabel(kit::TextRole::Body, this)), m_close(new kit::PushButton(this)),
      m_view(new forms::FormView(this))
{
    m_close->setObjectName(QStringLiteral("closePreview"));
    m_view->setMinimumHeight(PreviewHeight);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_text);
    column->addWidget(m_close, 0, Qt::AlignLeft);
    column->addWidget(m_view, 1);
    connect(m_close, &QPushButton::clicked, this, &FormPreviewPanel::closed);
    connect(m_view, &forms::FormView::finished, this, &FormPreviewPanel::closed);
    retranslate();
}

FormPreviewPanel::~FormPreviewPanel()
{
    m_view->setInstance(nullptr, {}); // it points into the instance
}

void FormPreviewPanel::show(std::shared_ptr<const indaro::forms::FormDefinition> definition)
{
    clear();
    indaro::forms::FormEnvironment environment;
    environment.clock = &m_clock;
    m_instance = std::make_unique<indaro::forms::FormInstance>(std::move(definition), environment);
    m_view->setInstance(m_instance.get(), {});
}

void FormPreviewPanel::clear()
{
    m_view->setInstance(nullptr, {});
    m_instance.reset();
}

void FormPreviewPanel::retranslate()
{
    m_text->setText(tr("Fill it in as you like: nothing of it is kept."));
    m_close->setText(tr("Back to the forms"));
}

void FormPreviewPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
