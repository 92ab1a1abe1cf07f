// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_definition.h"

#include "core/forms/form_builder.h"
#include "core/forms/workbook.h"

using namespace Qt::StringLiterals;

namespace indaro::forms {

QString toString(QuestionType type)
{
    static const QStringList names{
        u"text"_s,     u"integer"_s,   u"decimal"_s,     u"range"_s,  u"select_one"_s, u"select_multiple"_s,
        u"rank"_s,     u"note"_s,      u"date"_s,        u"time"_s,   u"datetime"_s,   u"geopoint"_s,
        u"geotrace"_s, u"geoshape"_s,  u"image"_s,       u"audio"_s,  u"video"_s,      u"file"_s,
        u"barcode"_s,  u"calculate"_s, u"acknowledge"_s, u"hidden"_s, u"metadata"_s};
    return names.value(static_cast<qsizetype>(type));
}

QString LocalizedText::textOrFallback(const QString &languageHeader) const
{
    for (const QString &header : {languageHeader, QString()}) {
        if (const QString found = byLanguage.value(header); !found.isEmpty())
            return found;
    }
    return byLanguage.isEmpty() ? QString() : byLanguage.first();
}

const Choice *ChoiceList::findChoice(const QString &code) const
{
    for (const Choice &choice : choices) {
        if (choice.name == code)
            return &choice;
    }
    return nullptr;
}

bool FormItem::isAsked() const
{
    return kind == ItemKind::Question && type != QuestionType::Note && type != QuestionType::Calculate &&
           type != QuestionType::Hidden && type != QuestionType::Metadata;
}

bool FormItem::hasChoices() const
{
    return type == QuestionType::SelectOne || type == QuestionType::SelectMultiple || type == QuestionType::Rank;
}

bool FormItem::hasAppearance(const QString &word) const
{
    return appearance.simplified().split(u' ').contains(word, Qt::CaseInsensitive);
}

base::Result<FormDefinition> FormDefinition::load(const std::filesystem::path &path)
{
    INDARO_TRY_ASSIGN(const FormPackage package, FormPackage::fromFile(path));
    return fromPackage(package, QString::fromStdU16String(path.stem().u16string()));
}

base::Result<FormDefinition> FormDefinition::fromBytes(const QByteArray &bytes, const QString &name)
{
    INDARO_TRY_ASSIGN(const FormPackage package, FormPackage::read(bytes));
    return fromPackage(package, name);
}

base::Result<FormDefinition> FormDefinition::fromPackage(const FormPackage &package, const QString &name)
{
    INDARO_TRY_ASSIGN(const Workbook workbook, Workbook::read(package.workbook));
    return fromWorkbook(workbook, name, package);
}

base::Result<FormDefinition> FormDefinition::fromWorkbook(const Workbook &workbook, const QString &name,
                                                          const FormPackage &files)
{
    return FormDefinitionBuilder(workbook, name, files).build();
}

const FormItem *FormDefinition::findByName(const QString &name) const
{
    const auto found = m_indexByName.constFind(name);
    return found == m_indexByName.constEnd() ? nullptr : &item(*found);
}

const FormItem *FormDefinition::findByPath(const QString &path) const
{
    if (path == item(0).path)
        return &item(0);
    const auto found = m_indexByPath.constFind(path);
    return found == m_indexByPath.constEnd() ? nullptr : &item(*found);
}

const ChoiceList *FormDefinition::findChoiceList(const QString &name) const
{
    for (const auto *lists : {&m_choiceLists, &m_externalLists}) {
        for (const ChoiceList &list : *lists) {
            if (list.name == name)
                return &list;
        }
    }
    return nullptr;
}

const ExternalData *FormDefinition::findExternalData(const QString &id) const
{
    for (const ExternalData &data : m_externalData) {
        if (data.id == id || (!data.fileName.isEmpty() && data.fileName == id))
            return &data;
    }
    return nullptr;
}

const FormLanguage *FormDefinition::findLanguage(const QString &codeOrName) const
{
    const FormLanguage wanted = languageFromHeader(codeOrName);
    const auto same = [](const QString &a, const QString &b) {
        return !a.isEmpty() && a.compare(b, Qt::CaseInsensitive) == 0;
    };
    for (const FormLanguage &language : m_languages) {
        if (same(language.code, wanted.code))
            return &language;
    }
    for (const FormLanguage &language : m_languages) {
        if (same(language.name, wanted.name) || same(language.header, codeOrName))
            return &language;
    }
    return nullptr;
}

} // namespace indaro::forms
