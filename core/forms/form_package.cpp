// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_package.h"

#include "core/base/file.h"
#include "core/forms/form_definition.h"
#include "core/forms/zip_archive.h"

#include <quazipfile.h>
#include <quazipnewinfo.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::forms {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t MaxFormFile = 64u * 1024 * 1024;
constexpr qint64 MaxPackage = 128LL * 1024 * 1024;
constexpr int MaxEntries = 2'000;

/// An archive that was made to write outside of where it is unpacked. Nothing here is unpacked to disk, but whoever made it
/// meant harm, and other programs on this laptop may be less careful.
bool isUnsafe(const QString &path)
{
    const bool isAbsolute = path.startsWith(u'/') || (path.size() > 1 && path.at(1) == u':');
    const bool hasControl = std::any_of(path.begin(), path.end(), [](QChar c) { return c.unicode() < 0x20; });
    return isAbsolute || hasControl || path.split(u'/').contains(u".."_s);
}

/// What desktop programs leave behind.
bool isClutter(const QString &path, const QString &name)
{
    return path.startsWith("__MACOSX/"_L1) || name.startsWith("._"_L1) || name.startsWith("~$"_L1) ||
           name.startsWith(".~lock."_L1) || name == ".DS_Store"_L1 || name.toLower() == "thumbs.db"_L1;
}

bool isWorkbookName(const QString &name)
{
    const QString lower = name.toLower();
    return lower.endsWith(".xlsx"_L1) || lower.endsWith(".xlsm"_L1) || lower.endsWith(".xls"_L1);
}

Result<QByteArray> readAll(const std::filesystem::path &path)
{
    auto content = base::readFile(path, MaxFormFile);
    if (!content)
        return content.error().code == Errc::FileTooLarge ? Error(Errc::FormTooLarge) : content.error();
    return QByteArray(reinterpret_cast<const char *>(content->data()), static_cast<qsizetype>(content->size()));
}

} // namespace

QString plainFileName(const QString &path)
{
    return path.mid(std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\')) + 1).trimmed();
}

Result<FormPackage> FormPackage::read(const QByteArray &bytes)
{
    FormPackage package;
    package.workbook = bytes;
    if (!bytes.startsWith("PK"))
        return package;
    ZipArchive archive(bytes, MaxPackage);
    if (!archive.isOpen())
        return Error(Errc::FormDamaged);
    if (archive.has(u"xl/workbook.xml"_s))
        return package;
    INDARO_TRY_ASSIGN(QStringList names, archive.names(MaxEntries));
    // The file nearest to the top stands for others of the same name.
    std::stable_sort(names.begin(), names.end(),
                     [](const QString &a, const QString &b) { return a.count(u'/') < b.count(u'/'); });
    package.workbook.clear();
    for (const QString &entry : names) {
        const QString path = QString(entry).replace(u'\\', u'/');
        if (isUnsafe(path))
            return Error(Errc::FormUnsafeName);
        const QString name = plainFileName(path);
        if (name.isEmpty() || isClutter(path, name))
            continue;
        if (package.files.contains(name)) {
            package.leftOut.append(path);
            continue;
        }
        if (isWorkbookName(name) && !package.workbookName.isEmpty())
            return Error(Errc::FormSeveralWorkbooks);
        INDARO_TRY_ASSIGN(QByteArray content, archive.read(entry));
        if (isWorkbookName(name)) {
            package.workbook = std::move(content);
            package.workbookName = name;
        } else {
            package.files.insert(name, std::move(content));
        }
    }
    if (package.workbookName.isEmpty())
        return Error(Errc::FormNotXlsx);
    return package;
}

Result<FormPackage> FormPackage::fromFile(const std::filesystem::path &path)
{
    INDARO_TRY_ASSIGN(const QByteArray bytes, readAll(path));
    INDARO_TRY_ASSIGN(FormPackage package, read(bytes));
    if (!package.workbookName.isEmpty())
        return package;
    package.workbookName = QString::fromStdU16String(path.filename().u16string());
    const auto form = FormDefinition::fromPackage(package, package.workbookName);
    if (!form) // whoever reads the package is told why
        return package;
    std::filesystem::path media = path;
    media.replace_filename(path.stem().u16string() + u"-media");
    qsizetype total = 0;
    for (const NamedFile &named : form->namedFiles()) {
        const QString name = plainFileName(named.name);
        if (name.isEmpty() || name == ".."_L1 || package.files.contains(name))
            continue;
        for (const std::filesystem::path &folder : {media, path.parent_path()}) {
            auto content = readAll(folder / name.toStdU16String());
            if (!content && content.error().code == Errc::FormTooLarge)
                return content.error();
            if (!content)
                continue;
            total += content->size();
            if (total > MaxPackage)
                return Error(Errc::FormTooLarge);
            package.files.insert(name, std::move(content).value());
            break;
        }
    }
    return package;
}

Result<QByteArray> FormPackage::toBytes() const
{
    if (files.isEmpty())
        return workbook;
    qsizetype total = workbook.size();
    for (const QByteArray &content : files)
        total += content.size();
    if (total > MaxPackage || files.size() >= MaxEntries)
        return Error(Errc::FormTooLarge);
    QBuffer buffer;
    QuaZip zip(&buffer);
    zip.setUtf8Enabled(true);
    bool written = zip.open(QuaZip::mdCreate);
    const auto add = [&](const QString &name, const QByteArray &content) {
        QuaZipNewInfo info(name);
        info.dateTime = QDateTime(QDate(1980, 1, 1), QTime(0, 0)); // the same bytes each time
        QuaZipFile file(&zip);
        written = written && file.open(QIODevice::WriteOnly, info) && file.write(content) == content.size();
        file.close();
    };
    add(workbookName.isEmpty() ? u"form.xlsx"_s : workbookName, workbook);
    for (auto file = files.begin(); file != files.end(); ++file)
        add(file.key(), file.value());
    zip.close();
    if (!written || zip.getZipError() != ZIP_OK || static_cast<std::size_t>(buffer.data().size()) > MaxFormFile)
        return Error(Errc::FormTooLarge);
    return buffer.data();
}

QString FormPackage::keyOf(const QString &name) const
{
    const QString plain = plainFileName(name);
    if (plain.isEmpty())
        return {};
    if (const auto exact = files.constFind(plain); exact != files.constEnd())
        return exact.key();
    for (auto file = files.begin(); file != files.end(); ++file) {
        if (file.key().compare(plain, Qt::CaseInsensitive) == 0)
            return file.key();
    }
    return {};
}

QByteArray FormPackage::file(const QString &name) const
{
    return files.value(keyOf(name));
}

} // namespace indaro::forms
