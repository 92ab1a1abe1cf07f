// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace indaro::casework {

using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

const QString NameColumn = u"name"_s;
const QString LabelColumn = u"label"_s;
const QString VersionColumn = u"__version"_s;

/// A table whose rows are found by their name and take new columns as they come.
class GrowingTable
{
public:
    GrowingTable() { m_table.columns = {NameColumn, LabelColumn, VersionColumn}; }
    [[nodiscard]] bool has(const QString &name) const { return m_rowOf.contains(name); }
    void set(const QString &name, const QString &column, const QString &value)
    {
        QStringList &row = rowNamed(name);
        qsizetype place = m_table.columns.indexOf(column);
        if (place < 0) {
            place = m_table.columns.size();
            m_table.columns << column;
        }
        while (row.size() <= place)
            row << QString();
        row[place] = value;
        ++m_writes;
    }
    /// How often something was set: whether a step changed anything.
    [[nodiscard]] qsizetype writes() const { return m_writes; }
    [[nodiscard]] QString value(const QString &name, const QString &column) const
    {
        const auto row = m_rowOf.constFind(name);
        return row == m_rowOf.constEnd() ? QString() : m_table.rows[*row].value(m_table.columns.indexOf(column));
    }
    [[nodiscard]] bool hasColumn(const QString &column) const { return m_table.columns.contains(column); }
    [[nodiscard]] bool isEmpty() const { return m_table.rows.empty(); }
    forms::TextTable take()
    {
        for (QStringList &row : m_table.rows) {
            while (row.size() < m_table.columns.size())
                row << QString();
        }
        return std::move(m_table);
    }

private:
    QStringList &rowNamed(const QString &name)
    {
        auto row = m_rowOf.find(name);
        if (row == m_rowOf.end()) {
            row = m_rowOf.insert(name, m_table.rows.size());
            m_table.rows.push_back({name});
        }
        return m_table.rows[*row];
    }

    forms::TextTable m_table;
    QHash<QString, std::size_t> m_rowOf;
    qsizetype m_writes = 0;
};

/// The columns of a table of the register that a list may show: no ids and nothing the program notes for itself.
std::vector<const sync::FieldDefinition *> shownColumns(std::uint16_t table)
{
    std::vector<const sync::FieldDefinition *> shown;
    for (const sync::FieldDefinition &field : model::schema().findTable(table)->fields) {
        const sync::FieldId id{table, field.field};
        if (field.type != sync::FieldType::Blob && id != fields::case_file::OpenedAt &&
            id != fields::case_file::ConsentSharing)
            shown.push_back(&field);
    }
    return shown;
}

QString cellText(const base::Value &value)
{
    if (const std::int64_t *number = value.integer())
        return QString::number(*number);
    return model::toText(value);
}

/// One table of the register, by the ids of the files.
Result<void> addColumns(Desk &desk, std::uint16_t table, GrowingTable &out)
{
    const auto columns = shownColumns(table);
    std::string sql = "SELECT t.id";
    for (const auto *column : columns)
        sql += ", t." + std::string(column->column);
    // everybody of the register, in the order of the list of people
    sql += " FROM case_file c JOIN " + std::string(model::schema().findTable(table)->name) +
           " t ON t.id = c.id ORDER BY c.display_name, c.case_code, c.id";
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare(sql));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        const QString name = QString::fromStdString(select.id<sync::RecordTag>(0)->toText());
        for (std::size_t i = 0; i < columns.size(); ++i)
            out.set(name, QString::fromUtf8(columns[i]->column.data(), static_cast<qsizetype>(columns[i]->column.size())),
                    cellText(select.value(static_cast<int>(i) + 1)));
    }
}

/// When the file last changed: greater with every change.
Result<void> addVersions(Desk &desk, GrowingTable &out)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT c.id, c.display_name, c.case_code, (SELECT max(o.time) FROM "
                                                   "operation o WHERE o.record = c.id) FROM case_file c"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        const QString name = QString::fromStdString(select.id<sync::RecordTag>(0)->toText());
        out.set(name, LabelColumn, (toText(select, 1) + u' ' + toText(select, 2)).trimmed());
        out.set(name, VersionColumn, QString::number(select.integer(3)));
    }
}

Result<void> addRegister(Desk &desk, bool withIdentity, GrowingTable &out)
{
    INDARO_TRY(addColumns(desk, fields::case_file::Table, out));
    if (withIdentity)
        INDARO_TRY(addColumns(desk, fields::identity::Table, out));
    return addVersions(desk, out);
}

void addFile(const forms::ExternalData &file, GrowingTable &out)
{
    for (const forms::Node *item : file.items) {
        const QString name = forms::ExternalData::textOf(*item, NameColumn);
        if (name.isEmpty())
            continue;
        for (const QString &column : file.columns)
            out.set(name, column, forms::ExternalData::textOf(*item, column));
    }
}

/// What interviews said of the entities of a list, in the order they first said it. Of who is in the register only what the
/// register has no column for.
Result<void> addWritten(Desk &desk, const QString &dataset, const GrowingTable &registered, GrowingTable &out)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT entity, action, label, properties, version FROM entity "
                                                   "WHERE dataset = ?1 ORDER BY written_at, id"));
    select.bind(1, dataset.toStdString());
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        const QString name = toText(select, 0);
        if (name.isEmpty() || (toText(select, 1) == "update"_L1 && !out.has(name)))
            continue;
        const bool isRegistered = registered.has(name);
        const qint64 before = out.value(name, VersionColumn).toLongLong();
        out.set(name, VersionColumn, QString::number(before + select.integer(4)));
        if (const QString label = toText(select, 2); !label.isEmpty() && !isRegistered)
            out.set(name, LabelColumn, label);
        const QJsonObject properties = QJsonDocument::fromJson(toText(select, 3).toUtf8()).object();
        for (auto one = properties.begin(); one != properties.end(); ++one) {
            if (!isRegistered || !registered.hasColumn(one.key()))
                out.set(name, one.key(), one.value().toString());
        }
    }
}

bool keepsEverythingAsIdentity(const forms::FormDefinition &form)
{
    return std::all_of(form.items().begin(), form.items().end(), [&form](const forms::FormItem &item) {
        return compartmentOf(form, item) == sync::Compartment::Identity;
    });
}

/// Nothing when the house has no such list.
Result<std::optional<forms::TextTable>> loadList(Desk &desk, const QString &dataset, const forms::FormDefinition &form,
                                                 const Readable &readable)
{
    const bool mayReadIdentity = readable.allows(fields::identity::Table);
    const forms::ExternalData *file = form.findExternalData(dataset);
    GrowingTable list;
    GrowingTable registered;
    if (file != nullptr)
        addFile(*file, list);
    else if (isRegisterList(dataset))
        INDARO_TRY(addRegister(desk, mayReadIdentity && keepsEverythingAsIdentity(form), list));
    if (file == nullptr)
        registered = list;
    const qsizetype before = list.writes();
    if (mayReadIdentity)
        INDARO_TRY(addWritten(desk, dataset, registered, list));
    const bool isOnlyFile = file != nullptr && list.writes() == before;
    return list.isEmpty() || isOnlyFile ? std::nullopt : std::optional(list.take());
}

} // namespace

Result<std::shared_ptr<const HouseLists>> loadEntityLists(Desk &desk, const forms::FormDefinition &form)
{
    auto lists = std::make_shared<HouseLists>();
    if (form.entityListsRead().isEmpty())
        return std::shared_ptr<const HouseLists>(std::move(lists));
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    for (const QString &dataset : form.entityListsRead()) {
        INDARO_TRY_ASSIGN(auto list, loadList(desk, dataset, form, readable));
        if (list)
            lists->add(dataset, *std::move(list));
    }
    return std::shared_ptr<const HouseLists>(std::move(lists));
}

} // namespace indaro::casework
