// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/people_directory.h"

#include <QAbstractTableModel>

#include <functional>

namespace indaro::ui::models {

/// The people list as a table. Searching and scrolling read only memory: no query runs while a row is painted.
class PersonListModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, CaseCode, Sex, Age, ArrivedOn, Presence, Mark, ColumnCount };

    PersonListModel(PeopleDirectory *directory, QObject *parent);

    void setSearch(const QString &text, const casework::PersonFilter &filter, casework::PersonOrder order);
    void setLanguage(const QString &language);
    /// The last column: what another part of the program says of somebody, from memory. Empty without it.
    void setMark(std::function<QString()> heading, std::function<QString(const casework::CaseId &)> textOf);
    /// It says something else now.
    void markChanged();
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
    std::function<QString()> m_markHeading;
    std::function<QString(const casework::CaseId &)> m_markOf;
};

} // namespace indaro::ui::models
