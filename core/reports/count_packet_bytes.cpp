// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/count_packet.h"
#include "core/reports/report_plans.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int PacketVersion = 1;
constexpr int FirstList = 1;

Error strange(const char *what)
{
    return {Errc::WireDamaged, {{"what", std::string(what)}}};
}

} // namespace

std::vector<Question> CountPacket::missing() const
{
    std::vector<Question> all;
    const auto questions = releaseQuestions(period);
    for (const Question &question : questions ? *questions : std::vector<Question>()) {
        if (std::ranges::find(tables, question, &Table::question) == tables.end())
            all.push_back(question);
    }
    return all;
}

base::Bytes CountPacket::toBytes() const
{
    QJsonArray all;
    for (const Table &table : tables)
        all.append(toJson(table));
    for (const QJsonValue &other : unknown)
        all.append(other);
    const QJsonObject json{{u"counts"_s, PacketVersion},
                           {u"list"_s, list},
                           {u"period"_s, period.code()},
                           {u"revision"_s, revision},
                           {u"tables"_s, all}};
    const QByteArray text = QJsonDocument(json).toJson(QJsonDocument::Compact);
    const auto bytes = base::asBytes(std::string_view(text.constData(), std::size_t(text.size())));
    return {bytes.begin(), bytes.end()};
}

Result<CountPacket> CountPacket::fromBytes(base::ByteView bytes)
{
    const auto text = base::asText(bytes);
    const QJsonObject json = QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size()))).object();
    const int version = json[u"counts"_s].toInt();
    if (version <= 0)
        return strange("counts");
    if (version > PacketVersion)
        return Error(Errc::PackageTooNew, {{"version", std::int64_t(version)}});
    CountPacket packet;
    const auto period = Period::parse(json[u"period"_s].toString());
    const auto questions = period ? releaseQuestions(*period) : period.error();
    if (!questions)
        return strange("period");
    packet.period = *period;
    packet.revision = json[u"revision"_s].toInt(1);
    packet.list = json[u"list"_s].toInt(FirstList); // the first programs did not write it
    if (packet.revision < 1 || packet.list < 1)
        return strange("revision");
    if (!json[u"tables"_s].isArray())
        return strange("tables");
    // In the order of today's list, and nothing else is counted: another cut could be compared with what is published.
    std::vector<std::optional<Table>> found(questions->size());
    for (const QJsonValue &each : json[u"tables"_s].toArray()) {
        const auto question = questionFromJson(each.toObject()[u"question"_s].toObject());
        const auto asked = question ? std::ranges::find(*questions, *question) : questions->end();
        if (asked == questions->end()) {
            packet.unknown.append(each);
            continue;
        }
        auto table = tableFromJson(each.toObject());
        auto &place = found[std::size_t(asked - questions->begin())];
        if (!table || place)
            return strange("tables");
        place = std::move(*table);
    }
    for (auto &table : found) {
        if (table)
            packet.tables.push_back(std::move(*table));
    }
    return packet;
}

} // namespace indaro::reports
