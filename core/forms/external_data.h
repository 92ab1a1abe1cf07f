// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/finding.h"
#include "core/forms/node.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace indaro::forms {

/// Rows of texts under named columns, as a CSV file holds them.
struct TextTable
{
    QStringList columns;
    std::vector<QStringList> rows; ///< as many cells as columns
    std::vector<int> lines;        ///< of each row, 1-based, in the file; empty when there is no file
};

/// A file (or an entity list) as a secondary instance [forms.md 1.2]: instance('ID')/root/item[…]. Immutable; copies share
/// the tree. Thread: any.
struct ExternalData
{
    QString id;                       ///< the file's name without its ending: what instance() and pulldata() say
    QString fileName;                 ///< as in the package; empty for an entity list
    QStringList columns;              ///< the elements below the items, in order of appearance
    std::shared_ptr<const Node> tree; ///< the element "instance"
    std::vector<const Node *> items;  ///< inside the tree
    std::vector<int> lines;           ///< of each item in the file; empty where that says nothing (XML, GeoJSON)

    /// The text below an item, or empty.
    [[nodiscard]] static QString textOf(const Node &item, const QString &column);
};

/// Reads CSV (comma, semicolon or tab; UTF-8, UTF-16, or Windows-1252 with a finding), XML (the items are the children of
/// its outermost element) and GeoJSON (id, geometry as ODK writes it, properties) by the ending of the name. What is not
/// understood becomes a finding of `sheet`/`row`, where the form names the file, or of the file itself with its line; it
/// then has no items. At most 100,000 items and 500,000 cells.
[[nodiscard]] ExternalData readExternalData(const QString &fileName, const QByteArray &content, const Finding &namedAt,
                                            std::vector<Finding> &findings);
/// The same of rows that are at hand.
[[nodiscard]] ExternalData externalDataOf(const QString &id, const TextTable &table);

/// "folder/places.csv" → "places".
[[nodiscard]] QString instanceIdOf(const QString &fileName);

} // namespace indaro::forms
