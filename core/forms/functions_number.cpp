// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"
#include "core/forms/function_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

using E = Evaluator;
using S = SyntaxNode;
constexpr double NaN = std::numeric_limits<double>::quiet_NaN();

template <double (*F)(double)> XValue unary(E &e, const S &c)
{
    return F(e.number(c, 0));
}
double exp10Of(double x)
{
    return std::pow(10.0, x);
}
double absolute(double x)
{
    return std::fabs(x);
}
#define INDARO_MATH(name)                                                                                                   \
    double name##Of(double x)                                                                                               \
    {                                                                                                                       \
        return std::name(x);                                                                                                \
    }
INDARO_MATH(floor)
INDARO_MATH(ceil)
INDARO_MATH(trunc)
INDARO_MATH(sqrt)
INDARO_MATH(exp)
INDARO_MATH(log)
INDARO_MATH(log10)
INDARO_MATH(sin)
INDARO_MATH(cos)
INDARO_MATH(tan)
INDARO_MATH(asin)
INDARO_MATH(acos)
INDARO_MATH(atan)
#undef INDARO_MATH

XValue number(E &e, const S &c)
{
    return c.operands.empty() ? textToNumber(e.node().stringValue(), e.host().zone) : e.number(c, 0);
}
/// Halves go away from zero, as both reference evaluators do; places may be negative (ODK).
XValue roundTo(E &e, const S &c)
{
    const double x = e.number(c, 0);
    const double places = c.operands.size() > 1 ? std::trunc(e.number(c, 1)) : 0;
    if (std::isnan(x) || std::isnan(places) || std::isinf(x) || std::abs(places) > 300)
        return std::isnan(places) ? NaN : x;
    const double scale = std::pow(10.0, std::abs(places));
    return places >= 0 ? std::round(x * scale) / scale : std::round(x / scale) * scale;
}
XValue power(E &e, const S &c)
{
    return std::pow(e.number(c, 0), e.number(c, 1));
}
XValue atan2Of(E &e, const S &c)
{
    return std::atan2(e.number(c, 0), e.number(c, 1));
}
XValue pi(E &, const S &)
{
    return std::numbers::pi;
}
XValue sum(E &e, const S &c)
{
    double total = 0;
    for (const Node *node : e.nodes(c, 0))
        total += textToNumber(node->stringValue(), e.host().zone);
    return total;
}
template <bool Largest> XValue extreme(E &e, const S &c)
{
    double best = NaN;
    bool first = true;
    for (const QString &one : e.spread(c, 0)) {
        const double x = textToNumber(one, e.host().zone);
        if (std::isnan(x))
            return NaN;
        if (first || (Largest ? x > best : x < best))
            best = x;
        first = false;
    }
    return best;
}
/// Points "lat lon [altitude accuracy]" from one text or one node each.
std::vector<std::pair<double, double>> pointsOf(const std::vector<QString> &texts)
{
    std::vector<std::pair<double, double>> out;
    for (const QString &text : texts) {
        for (const QString &one : text.split(u';', Qt::SkipEmptyParts)) {
            const QStringList parts = one.simplified().split(u' ');
            bool okLat = false;
            bool okLon = false;
            const double lat = parts.value(0).toDouble(&okLat);
            const double lon = parts.value(1).toDouble(&okLon);
            if (!okLat || !okLon || std::abs(lat) > 90 || std::abs(lon) > 180)
                return {};
            out.emplace_back(lat * std::numbers::pi / 180, lon * std::numbers::pi / 180);
        }
    }
    return out;
}
constexpr double EarthRadius = 6'378'100; // metres, as in the ODK clients
double centimetres(double x)
{
    return std::round(x * 100) / 100;
}
XValue distance(E &e, const S &c)
{
    const auto list = pointsOf(e.spread(c, 0));
    if (list.empty())
        return NaN;
    double total = 0;
    for (std::size_t i = 1; i < list.size(); ++i) {
        const auto [latA, lonA] = list[i - 1];
        const auto [latB, lonB] = list[i];
        const double cosine = std::sin(latA) * std::sin(latB) + std::cos(latA) * std::cos(latB) * std::cos(lonB - lonA);
        total += std::acos(std::clamp(cosine, -1.0, 1.0)) * EarthRadius;
    }
    return centimetres(total);
}
XValue area(E &e, const S &c)
{
    const auto list = pointsOf(e.spread(c, 0));
    if (list.empty())
        return NaN;
    double total = 0;
    for (std::size_t i = 0; i < list.size() && list.size() > 2; ++i) {
        const auto [latA, lonA] = list[i];
        const auto [latB, lonB] = list[(i + 1) % list.size()];
        total += (lonB - lonA) * (2 + std::sin(latA) + std::sin(latB));
    }
    return centimetres(std::abs(total * EarthRadius * EarthRadius / 2));
}

/// Whether a point lies in a shape: how many of its sides a line to the north crosses. False when one of the two cannot be
/// read.
XValue geofence(E &e, const S &c)
{
    const auto point = pointsOf({e.text(c, 0)});
    const auto shape = pointsOf(e.spread(c, 1));
    if (point.size() != 1 || shape.size() < 3)
        return false;
    const auto [lat, lon] = point.front();
    bool isInside = false;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const auto [latA, lonA] = shape[i];
        const auto [latB, lonB] = shape[(i + 1) % shape.size()];
        const bool isBetween = (lonA > lon) != (lonB > lon);
        if (isBetween && lat < latA + (lon - lonA) / (lonB - lonA) * (latB - latA))
            isInside = !isInside;
    }
    return isInside;
}
XValue boolean(E &e, const S &c)
{
    return e.truth(c, 0);
}
XValue negation(E &e, const S &c)
{
    return !e.truth(c, 0);
}
XValue yes(E &, const S &)
{
    return true;
}
XValue no(E &, const S &)
{
    return false;
}
XValue booleanFromString(E &e, const S &c)
{
    const XValue value = e.argument(c, 0);
    if (const auto *b = std::get_if<bool>(&value))
        return *b;
    const QString text = e.text(value);
    return text == "1"_L1 || text == "true"_L1;
}
XValue choose(E &e, const S &c)
{
    return e.argument(c, e.truth(c, 0) ? 1 : 2);
}
XValue coalesce(E &e, const S &c)
{
    for (std::size_t i = 0; i < c.operands.size(); ++i) {
        XValue value = e.argument(c, i);
        if (!e.text(value).isEmpty())
            return value;
    }
    return QString();
}
bool within(double count, double least, double most)
{
    return (least < 0 || count >= least) && (most < 0 || count <= most);
}
/// The truth of every argument from `first` on; a node counts when it holds a text.
std::vector<bool> truths(E &e, const S &c, std::size_t first, std::size_t stride)
{
    std::vector<bool> out;
    for (std::size_t i = first; i < c.operands.size(); i += stride) {
        const XValue value = e.argument(c, i);
        if (const auto *set = std::get_if<NodeSet>(&value)) {
            for (const Node *node : *set)
                out.push_back(!node->stringValue().isEmpty());
        } else {
            out.push_back(toBoolean(value));
        }
    }
    return out;
}
XValue checklist(E &e, const S &c)
{
    double count = 0;
    for (const bool one : truths(e, c, 2, 1))
        count += one ? 1 : 0;
    return within(count, e.number(c, 0), e.number(c, 1));
}
XValue weightedChecklist(E &e, const S &c)
{
    if (c.operands.size() % 2 != 0)
        return e.fail(c);
    const std::vector<bool> checks = truths(e, c, 2, 2);
    std::vector<double> weights;
    for (std::size_t i = 3; i < c.operands.size(); i += 2) {
        const XValue value = e.argument(c, i);
        if (const auto *set = std::get_if<NodeSet>(&value)) {
            for (const Node *node : *set)
                weights.push_back(textToNumber(node->stringValue(), e.host().zone));
        } else {
            weights.push_back(e.number(value));
        }
    }
    double total = 0;
    for (std::size_t i = 0; i < checks.size() && i < weights.size(); ++i)
        total += checks[i] ? weights[i] : 0;
    return within(total, e.number(c, 0), e.number(c, 1));
}
XValue random(E &e, const S &c)
{
    if (e.host().random == nullptr)
        return e.fail(c);
    std::array<std::byte, 7> bytes{};
    e.host().random->fill(bytes);
    double x = 0;
    for (const std::byte one : bytes)
        x = (x + std::to_integer<int>(one)) / 256;
    return x;
}
XValue uuid(E &e, const S &c)
{
    if (e.host().random == nullptr)
        return e.fail(c);
    std::array<std::byte, 16> bytes{};
    e.host().random->fill(bytes);
    bytes[6] = (bytes[6] & std::byte{0x0f}) | std::byte{0x40};
    bytes[8] = (bytes[8] & std::byte{0x3f}) | std::byte{0x80};
    QString hex = QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bytes.data()), 16).toHex());
    if (!c.operands.empty()) {
        const double length = e.number(c, 0);
        if (!(length >= 0 && length <= 1000))
            return e.fail(c);
        while (hex.size() < static_cast<qsizetype>(length)) {
            e.host().random->fill(bytes);
            hex += QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(bytes.data()), 16).toHex());
        }
        return hex.left(static_cast<qsizetype>(length));
    }
    for (const int at : {20, 16, 12, 8})
        hex.insert(at, u'-');
    return hex;
}

constexpr Function Table[]{{"number", 0, 1, number},
                           {"int", 1, 1, unary<truncOf>},
                           {"floor", 1, 1, unary<floorOf>},
                           {"ceiling", 1, 1, unary<ceilOf>},
                           {"abs", 1, 1, unary<absolute>},
                           {"sqrt", 1, 1, unary<sqrtOf>},
                           {"exp", 1, 1, unary<expOf>},
                           {"exp10", 1, 1, unary<exp10Of>},
                           {"log", 1, 1, unary<logOf>},
                           {"log10", 1, 1, unary<log10Of>},
                           {"sin", 1, 1, unary<sinOf>},
                           {"cos", 1, 1, unary<cosOf>},
                           {"tan", 1, 1, unary<tanOf>},
                           {"asin", 1, 1, unary<asinOf>},
                           {"acos", 1, 1, unary<acosOf>},
                           {"atan", 1, 1, unary<atanOf>},
                           {"atan2", 2, 2, atan2Of},
                           {"pi", 0, 0, pi},
                           {"pow", 2, 2, power},
                           {"round", 1, 2, roundTo},
                           {"sum", 1, 1, sum},
                           {"min", 1, -1, extreme<false>},
                           {"max", 1, -1, extreme<true>},
                           {"distance", 1, -1, distance},
                           {"area", 1, -1, area},
                           {"geofence", 2, 2, geofence},
                           {"boolean", 1, 1, boolean},
                           {"not", 1, 1, negation},
                           {"true", 0, 0, yes},
                           {"false", 0, 0, no},
                           {"boolean-from-string", 1, 1, booleanFromString},
                           {"if", 3, 3, choose},
                           {"coalesce", 1, -1, coalesce},
                           {"checklist", 2, -1, checklist},
                           {"weighted-checklist", 2, -1, weightedChecklist},
                           {"random", 0, 0, random},
                           {"uuid", 0, 1, uuid}};

} // namespace

std::span<const Function> numberFunctions()
{
    return Table;
}

} // namespace indaro::forms
