// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/people_directory.h"

#include <QAbstractTableModel>

namespace indaro::ui::models {

/// The people list as a table. Searching and scrolling read only memory: no query runs while a row is painted.
class PersonListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, CaseCode, Sex, Age, ArrivedOn, Presence, ColumnCount };

    PersonListModel(PeopleDirectory *directory, QObject *parent);

    void setSearch(const QString &text, const casework::PersonFilter &filter, casework::PersonOrder order);
    void setLanguage(const QString &language);
    [[nodiscard]] std::optional<casework::CaseId> personAt(int row) const;
    [[nodiscard]] int rowOf(const casework::CaseId &person) const; ///< -1 when not listed

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void searchAgain();
    PeopleDirectory *m_directory;
    QString m_text;
    QString m_language;
    casework::PersonFilter m_filter;
    casework::PersonOrder m_order = casework::PersonOrder::LastChange;
    std::vector<casework::PersonRowId> m_rows;
};

} // namespace indaro::ui::models
