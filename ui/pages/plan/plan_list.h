// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/plan/plan_texts.h"

#include <QTreeWidget>

#include <optional>

namespace indaro::ui::pages {

/// Everything of a plan as one list: needs with their actions, services, conferences, risks, safety plans, and of a child
/// its best interests heading by heading and what speaks for its age. GUI thread.
class PlanList final : public QTreeWidget
{
    Q_OBJECT
public:
    enum class Kind { None, Need, Action, Meeting, Interests, Heading };
    /// What a line stands for. Hidden and closed records are None: nothing can be done with them.
    struct Line
    {
        Kind kind = Kind::None;
        std::optional<sync::RecordId> id{}; ///< of a heading: its assessment
        QString heading{};                  ///< codelist bia_item
    };
    explicit PlanList(QWidget *parent);
    /// The line that was chosen stays chosen.
    void fill(const PlanOfPerson &whole, const QString &language);
    [[nodiscard]] Line chosen() const;
    void retranslate();

private:
    QTreeWidgetItem *addGroup(const QString &title);
    QTreeWidgetItem *addLine(QTreeWidgetItem *parent, const QStringList &texts, const Line &line);
    void fillNeeds(const PlanOfPerson &whole, const QString &language);
    void fillServices(const PlanOfPerson &whole, const QString &language);
    void fillRisks(const PlanOfPerson &whole, const QString &language);
    void fillChild(const PlanOfPerson &whole, const QString &language);
    void fillHeadings(QTreeWidgetItem *item, const casework::BestInterests &interests, const QString &language);
};

} // namespace indaro::ui::pages
