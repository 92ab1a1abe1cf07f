// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/retention.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// On the first page: closed files whose day has come or comes soon, and, for a director, how many of the staff were not
/// trained in the present procedure. Hidden while there is nothing. GUI thread.
class KeepingCard final : public QFrame
{
    Q_OBJECT
public:
    KeepingCard(const kit::PageContext &context, QWidget *parent);
    void refresh();
    void retranslate();

private:
    struct Loaded;
    void show();
    void addLine(const QString &text, std::function<void()> go);
    kit::PageContext m_context;
    std::shared_ptr<const Loaded> m_loaded;
    QLabel *m_title;
    QVBoxLayout *m_lines;
};

} // namespace indaro::ui::pages
