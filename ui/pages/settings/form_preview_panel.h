// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/forms/form_instance.h"

#include <QtWidgets/QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::forms {
class FormView;
}

namespace indaro::ui::pages {

/// A form to fill in for a try: every rule works, and nothing is written anywhere.
class FormPreviewPanel final : public QWidget
{
    Q_OBJECT
public:
    FormPreviewPanel(const base::Clock &clock, QWidget *parent);
    ~FormPreviewPanel() override;
    void show(std::shared_ptr<const indaro::forms::FormDefinition> definition);
    /// Forgets what was filled in.
    void clear();

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    const base::Clock &m_clock;
    std::unique_ptr<indaro::forms::FormInstance> m_instance;
    QLabel *m_text;
    QPushButton *m_close;
    forms::FormView *m_view;
};

} // namespace indaro::ui::pages
