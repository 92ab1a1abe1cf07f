// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <filesystem>

namespace indaro::forms {

/// A form with the files it needs. As bytes it is either the workbook alone or a zip: one workbook, and beside it or in any
/// folder the pictures, sounds and data files that the workbook names (ODK: in NAME-media). Copies share their content.
/// Thread: any.
struct FormPackage
{
    QByteArray workbook;
    QString workbookName;            ///< "survey.xlsx"; empty when only its bytes came
    QMap<QString, QByteArray> files; ///< by name without a folder, as forms name them
    QStringList leftOut;             ///< entries of the zip that another file of the same name stands before

    /// Takes a workbook as it is, and unpacks a package. What spreadsheet and desktop programs leave behind (__MACOSX,
    /// locks) is passed over. Nothing is written to disk. Errors: FormNotXlsx (a zip without a workbook),
    /// FormSeveralWorkbooks, FormUnsafeName (a path that leads out of the package), FormDamaged, FormTooLarge (more than 128
    /// MiB unpacked, or 2,000 entries). What is no zip at all is taken for a workbook: reading that says what is wrong with
    /// it.
    [[nodiscard]] static base::Result<FormPackage> read(const QByteArray &bytes);
    /// The same from disk. Beside a workbook that stands alone, the files that it names are taken from the folder
    /// NAME-media, else from its own folder; what is not there is left to the form report. Errors: as read(); FileNotFound,
    /// FileNotReadable.
    [[nodiscard]] static base::Result<FormPackage> fromFile(const std::filesystem::path &path);

    /// What is stored and handed on: the workbook's own bytes when it has no files, else a zip that is the same each time.
    /// Errors: FormTooLarge (it could not be read again).
    [[nodiscard]] base::Result<QByteArray> toBytes() const;

    /// Looks for a name as a form writes it: without its folders, and without regard to case when nothing fits exactly.
    /// Empty (null) when there is no such file.
    [[nodiscard]] QByteArray file(const QString &name) const;
    [[nodiscard]] bool has(const QString &name) const { return !keyOf(name).isNull(); }
    /// The key in `files`, or a null text.
    [[nodiscard]] QString keyOf(const QString &name) const;
};

/// The last part of a path with either kind of slash.
[[nodiscard]] QString plainFileName(const QString &path);

} // namespace indaro::forms
