// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_desk.h"

#include "core/session/vault.h"
#include "core/sync/alarms.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

using base::Errc;
using base::Error;
using base::Result;

Result<std::unique_ptr<ExchangeDesk>> ExchangeDesk::over(OpenVault &open)
{
    std::unique_ptr<ExchangeDesk> exchange(new ExchangeDesk);
    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(open.db(), open.desk().clock));
    exchange->m_trust.emplace(std::move(trust));
    exchange->m_engine.emplace(open.desk().log, *exchange->m_trust);
    exchange->m_desk.emplace(transport::SyncDesk{open.db(), *exchange->m_trust, *exchange->m_engine, open.desk().clock});
    return exchange;
}

Result<wire::RosterDevice> ExchangeDesk::findDevice(const QString &name)
{
    if (!m_trust->isMember())
        return Error(Errc::NotEnrolled);
    for (const auto &device : m_trust->state().devices) {
        if (hex(device.id.bytes()) == name.toLower() || seriesText(device.id) == name.toUpper())
            return device;
    }
    return Error(Errc::NotFound);
}

QString hex(base::ByteView bytes)
{
    return QString::fromStdString(base::toHex(bytes));
}

QString seriesText(const wire::DeviceId &device)
{
    return QString::fromStdString(session::seriesOf(device.bytes()));
}

Result<QJsonObject> standing(OpenVault &open, ExchangeDesk &exchange)
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
