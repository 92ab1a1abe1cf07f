// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/due_consents.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What consents ask for by now, on the first page: letters to print, answers that do not come, agreements that end. Hidden
/// while there is nothing. A line leads to the consents of that person.
class ConsentsCard final : public QFrame
{
    Q_OBJECT
public:
    explicit ConsentsCard(const kit::PageContext &context, QWidget *parent = nullptr);
    /// Reads anew; what stood there stays until then.
    void refresh();
    /// After a change of language.
    void retranslate();

private:
    void show(const std::vector<casework::DueOfConsent> &due);
    kit::PageContext m_context;
    QLabel *m_title;
    QVBoxLayout *m_lines;
    std::shared_ptr<const std::vector<casework::DueOfConsent>> m_due;
};

} // namespace indaro::ui::pages
