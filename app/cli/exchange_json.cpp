// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_json.h"

#include "core/sync/alarms.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

base::Result<QJsonObject> standing(OpenVault &open, exchange::ExchangeDesk &exchange)
{
    INDARO_TRY_ASSIGN(const auto conflicts, open.desk().log.conflictCount());
    INDARO_TRY_ASSIGN(const auto aside, exchange.engine().quarantine());
    INDARO_TRY_ASSIGN(const auto alarms, sync::openAlarms(open.db()));
    QJsonArray asideJson, alarmsJson;
    for (const auto &line : aside)
        asideJson.append(QJsonObject{{u"id"_s, qint64(line.id)},
                                     {u"reason"_s, QString::fromStdString(line.reason)},
                                     {u"detail"_s, QString::fromStdString(line.detail)},
                                     {u"number"_s, qint64(line.number)}});
    for (const auto &alarm : alarms) {
        const auto name = sync::alarmName(alarm.kind);
        alarmsJson.append(QJsonObject{{u"id"_s, qint64(alarm.id)},
                                      {u"kind"_s, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))},
                                      {u"detail"_s, QString::fromStdString(alarm.detail)}});
    }
    return QJsonObject{{u"conflicts"_s, qint64(conflicts)}, {u"quarantine"_s, asideJson}, {u"alarms"_s, alarmsJson}};
}

} // namespace indaro::cli
