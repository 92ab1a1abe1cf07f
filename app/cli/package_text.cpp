// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/package_text.h"

#include "core/documents/document.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

QString inWords(const documents::Label &label, const QString &language)
{
    return language == "rn"_L1 && !label.kirundi.isEmpty() ? label.kirundi : label.french;
}

/// A choice is kept as codes; one the form does not know stays as it came.
QString valueInWords(const documents::Field &field, const QString &value, const QString &language)
{
    if (field.kind != documents::FieldKind::Choice && field.kind != documents::FieldKind::MultiChoice)
        return value;
    QStringList words;
    for (const QString &code : value.split(u' ', Qt::SkipEmptyParts)) {
        const auto option = std::ranges::find(field.options, code, &documents::Option::name);
        words << (option == field.options.end() ? code : inWords(option->label, language));
    }
    return words.join(u", "_s);
}

QString printedLine(const QString &label, const QString &value)
{
    // A value of several lines is set in, so that none of it can pass for a line of the form.
    return label + u": "_s + QString(value).replace(u'\n', u"\n    "_s) + u'\n';
}

} // namespace

base::Result<QString> packageText(const QMap<QString, QString> &lines, const QString &language)
{
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(u"referral"_s));
    QMap<QString, QString> left = lines;
    QString text;
    const auto put = [&](const documents::Field &field) {
        if (const QString value = left.take(field.name); !value.isEmpty())
            text += printedLine(inWords(field.label, language), valueInWords(field, value, language));
    };
    for (const documents::Part &part : form.parts) {
        for (const documents::Section &section : part.sections) {
            for (const documents::Row &row : section.rows)
                std::ranges::for_each(row.fields, put);
        }
    }
    for (auto line = left.begin(); line != left.end(); ++line) {
        if (!line.value().isEmpty())
            text += printedLine(line.key(), line.value());
    }
    return text;
}

} // namespace indaro::cli
