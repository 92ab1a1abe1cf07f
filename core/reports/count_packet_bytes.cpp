// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/count_packet.h"
#include "core/reports/report_plans.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int PacketVersion = 1;

Error strange(const char *what)
{
    return {Errc::WireDamaged, {{"what", std::string(what)}}};
}

} // namespace

base::Bytes CountPacket::toBytes() const
{
    QJsonArray all;
    for (const Table &table : tables)
        all.append(toJson(table));
    const QJsonObject json{
        {u"counts"_s, PacketVersion}, {u"period"_s, period.code()}, {u"revision"_s, revision}, {u"tables"_s, all}};
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    const auto bytes = base::asBytes(std::string_view(text.constData(), std::size_t(text.size())));
    return {bytes.begin(), bytes.end()};
}

Result<CountPacket> CountPacket::fromBytes(base::ByteView bytes)
{
    const auto text = base::asText(bytes);
    const auto document = QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size())));
    const int version = document.object()[u"counts"_s].toInt();
    if (version <= 0)
        return strange("counts");
    if (version > PacketVersion)
        return Error(Errc::PackageTooNew, {{"version", std::int64_t(version)}});
    CountPacket packet;
    const auto period = Period::parse(document.object()[u"period"_s].toString());
    const auto questions = period ? releaseQuestions(*period) : period.error();
    if (!questions)
        return strange("period");
    packet.period = *period;
    packet.revision = document.object()[u"revision"_s].toInt(1);
    if (packet.revision < 1)
        return strange("revision");
    for (const QJsonValue &each : document.object()[u"tables"_s].toArray()) {
        auto table = tableFromJson(each.toObject());
        if (!table)
            return strange("tables");
        packet.tables.push_back(std::move(*table));
    }
    // Exactly the tables that are published, in their order: another cut could be compared with them.
    if (packet.tables.size() != questions->size())
        return strange("tables");
    for (std::size_t i = 0; i < packet.tables.size(); ++i) {
        if (packet.tables[i].question != (*questions)[i])
            return strange("tables");
    }
    return packet;
}

} // namespace indaro::reports
