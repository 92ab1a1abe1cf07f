// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/consents/consent_texts.h"

#include <QTableWidget>

namespace indaro::ui::pages {

/// What is allowed to whom, at a glance: a line for each group of data, a column for each receiver she was asked about.
/// Every cell is what the rule says today (casework::may), so that the picture and the papers never differ.
class ConsentMatrix final : public QTableWidget
{
    Q_OBJECT
public:
    explicit ConsentMatrix(QWidget *parent = nullptr);
    void show(const ConsentsOfPerson &whole, const QString &language);
    [[nodiscard]] bool isEmpty() const { return columnCount() == 0; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Widths by the room there is, and as high as that makes it.
    void arrange();
    /// Whom the acts are about, in the order they were first asked.
    [[nodiscard]] static std::vector<casework::Receiver> receiversOf(const casework::ConsentFacts &facts);
    [[nodiscard]] QTableWidgetItem *cell(const ConsentsOfPerson &whole, const casework::Receiver &receiver,
                                         const QString &group, const QString &language) const;
};

} // namespace indaro::ui::pages
