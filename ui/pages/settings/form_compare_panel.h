// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_comparison.h"

#include <QtWidgets/QWidget>

#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Two versions of a form side by side: what came, what went, and the old and the new of everything that changed.
class FormComparePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FormComparePanel(QWidget *parent);
    void show(const QString &title, const QString &older, const QString &newer,
              std::vector<indaro::forms::ItemChange> changes);

Q_SIGNALS:
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();
    [[nodiscard]] QString htmlOf(const indaro::forms::ItemChange &change) const;
    [[nodiscard]] static QString aspectText(const indaro::forms::AspectChange &change);
    QString m_formTitle, m_older, m_newer;
    std::vector<indaro::forms::ItemChange> m_changes;
    QLabel *m_title, *m_summary;
    QPushButton *m_close;
    QTextBrowser *m_list;
};

} // namespace indaro::ui::pages
