// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/value_json.h"

#include "core/casework/import_export/record_map.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace indaro::cli {

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue toJson(const base::Value &value)
{
    if (const auto *text = value.text())
        return fromView(*text);
    if (const auto *number = value.integer())
        return qint64(*number);
    if (const auto *real = value.real())
        return *real;
    if (const auto *bytes = value.bytes())
        return fromView(base::toBase64Url(*bytes));
    if (const auto *reason = value.missing())
        return QJsonObject{{u"missing"_s, fromView(casework::missingName(*reason))}};
    return {};
}

} // namespace indaro::cli
