// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/code_label.h"

#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/reason_button.h"

#include <QStringList>

namespace indaro::ui::models {

namespace {

constexpr char16_t UnreviewedMark = u'°';

bool isMoment(const QString &column)
{
    return column.endsWith(QLatin1String("_at"));
}

bool isAmount(sync::FieldId field)
{
    return field == model::fields::episode::PayPromised || field == model::fields::episode::PayReceived;
}

} // namespace

QString codeLabel(const QString &listName, const QString &code, const QString &language)
{
    const auto &list = model::CodeList::byName(listName);
    const model::Code *entry = list.find(code);
    if (entry == nullptr || language != QLatin1String("rn") || entry->kirundi.isEmpty())
        return list.label(code, language);
    if (entry->kirundiStatus == QLatin1String("reviewed"))
        return entry->kirundi;
    return entry->kirundi + QChar(UnreviewedMark) + QStringLiteral(" · ") + entry->french;
}

QString codeLabels(const QString &listName, const QString &codes, const QString &language)
{
    QStringList labels;
    for (const QString &code : codes.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        labels << (listName.isEmpty() ? code : codeLabel(listName, code, language));
    return labels.join(QStringLiteral(", "));
}

QString valueText(sync::FieldId field, const base::Value &value, const QString &language)
{
    if (const auto *reason = value.missing())
        return kit::missingText(*reason);
    if (!value.isKnown() || value.bytes() != nullptr)
        return QStringLiteral("—");
    const auto *table = model::schema().findTable(field.table);
    const auto *definition = table != nullptr ? table->findField(field.field) : nullptr;
    if (const auto *number = value.integer()) {
        if (isAmount(field))
            return kit::amountText(*number);
        const bool moment = definition != nullptr &&
                            isMoment(QString::fromUtf8(definition->column.data(), qsizetype(definition->column.size())));
        return moment ? kit::dateText(model::localIsoMinute(*number)) : QString::number(*number);
    }
    if (const auto *number = value.real())
        return QString::number(*number).replace(QLatin1Char('.'), QLatin1Char(','));
    const QString text = model::toText(value);
    const QString list = model::codeListOf(field);
    if (!list.isEmpty())
        return codeLabels(list, text, language);
    return text.isEmpty() ? QStringLiteral("—") : kit::dateText(text);
}

} // namespace indaro::ui::models
