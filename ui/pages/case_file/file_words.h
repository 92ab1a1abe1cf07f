// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "core/sop/pack.h"

#include <QList>
#include <QString>

#include <memory>
#include <utility>

namespace indaro::ui::pages {

/// How the whole file on paper says a record: every field by a label, every code by its words. What only the program needs
/// (ids, checksums, where a page reopens) is not said at all. GUI thread.
class FileWords
{
public:
    using Facts = QList<std::pair<QString, QString>>;

    /// `pack`: the procedure of the file, whose steps and periods the records name; null: they stay without their titles.
    FileWords(QString language, std::shared_ptr<const sop::Pack> pack);

    /// "File", "Note"; what several tables are called together where one has no name of its own.
    [[nodiscard]] static QString title(std::uint16_t table);
    /// What a field is called; empty: it is not for readers.
    [[nodiscard]] static QString label(sync::FieldId field);
    /// Label and value, for each field in which something stands.
    [[nodiscard]] Facts facts(const casework::Record &record) const;

private:
    [[nodiscard]] QString text(const casework::Record &record, sync::FieldId field, const base::Value &value) const;
    [[nodiscard]] QString codeText(const casework::Record &record, sync::FieldId field, const QString &code) const;
    [[nodiscard]] QString stepText(const QString &step) const;
    [[nodiscard]] QString withheldText(const QString &code) const;
    [[nodiscard]] Facts referralFacts(const QString &json) const;
    QString m_language;
    std::shared_ptr<const sop::Pack> m_pack;
};

} // namespace indaro::ui::pages
