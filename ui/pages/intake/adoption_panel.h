// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/forms/adoption.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What would become of the answers of a draft if a newer version of its form took it over. Nothing is done before somebody
/// says so.
class AdoptionPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit AdoptionPanel(QWidget *parent);
    /// The definitions are only read here.
    void show(const casework::AdoptionPlan &plan, const QString &oldVersion, const QString &newVersion,
              const indaro::forms::FormDefinition &older, const indaro::forms::FormDefinition &newer);

Q_SIGNALS:
    void accepted();
    void refused();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    QString m_oldVersion, m_newVersion;
    QLabel *m_title;
    QTextBrowser *m_list;
    QPushButton *m_accept, *m_refuse;
};

} // namespace indaro::ui::pages
