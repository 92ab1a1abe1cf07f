// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/person_list_model.h"

#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"

namespace indaro::ui::models {

PersonListModel::PersonListModel(PeopleDirectory *directory, QObject *parent)
    : QAbstractTableModel(parent), m_directory(directory), m_language(QStringLiteral("fr"))
{
    connect(directory, &PeopleDirectory::changed, this, &PersonListModel::searchAgain);
    searchAgain();
}

void PersonListModel::setSearch(const QString &text, const casework::PersonFilter &filter, casework::PersonOrder order)
{
    m_text = text;
    m_filter = filter;
    m_order = order;
    searchAgain();
}

void PersonListModel::setLanguage(const QString &language)
{
    m_language = language;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void PersonListModel::setMark(std::function<QString()> heading, std::function<QString(const casework::CaseId &)> textOf)
{
    m_markHeading = std::move(heading);
    m_markOf = std::move(textOf);
    markChanged();
}

void PersonListModel::markChanged()
{
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, Mark), index(rowCount() - 1, Mark));
    Q_EMIT headerDataChanged(Qt::Horizontal, Mark, Mark);
}

void PersonListModel::searchAgain()
{
    beginResetModel();
    m_rows = m_directory->index() != nullptr ? m_directory->index()->search(m_text, m_filter, m_order)
                                             : std::vector<casework::PersonRowId>();
    endResetModel();
}

std::optional<casework::CaseId> PersonListModel::personAt(int row) const
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_rows.size() || m_directory->index() == nullptr)
        return std::nullopt;
    return m_directory->index()->row(m_rows[static_cast<std::size_t>(row)]).id;
}

int PersonListModel::rowOf(const casework::CaseId &person) const
{
    const auto id = m_directory->index() != nullptr ? m_directory->index()->findRow(person) : std::nullopt;
    const auto at = id ? std::ranges::find(m_rows, *id) : m_rows.end();
    return at == m_rows.end() ? -1 : static_cast<int>(at - m_rows.begin());
}

int PersonListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int PersonListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant PersonListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_directory->index() == nullptr || static_cast<std::size_t>(index.row()) >= m_rows.size())
        return {};
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    const casework::PersonRow row = m_directory->index()->row(m_rows[static_cast<std::size_t>(index.row())]);
    switch (index.column()) {
    case Name:
        return row.fullName.isEmpty() ? row.displayName : row.fullName;
    case CaseCode:
        return row.caseCode;
    case Sex:
        return row.sex.isEmpty() ? QVariant() : codeLabel(QStringLiteral("sex"), row.sex, m_language);
    case Age:
        if (row.age)
            return row.isMinor ? tr("%1 (minor)").arg(*row.age) : QString::number(*row.age);
        return row.isMinor ? tr("minor") : QString();
    case ArrivedOn:
        return kit::dateText(row.arrivedAt);
    case Presence:
        return row.isPresent ? tr("In the house") : QString();
    case Mark:
        return m_markOf ? m_markOf(row.id) : QString();
    default:
        return {};
    }
}

QVariant PersonListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case CaseCode:
        return tr("Case code");
    case Sex:
        return tr("Sex");
    case Age:
        return tr("Age");
    case ArrivedOn:
        return tr("Arrived");
    case Presence:
        return tr("Now");
    case Mark:
        return m_markHeading ? m_markHeading() : QString();
    default:
        return {};
    }
}

} // namespace indaro::ui::models
