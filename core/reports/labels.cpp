// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/justice/justice_course.h"
#include "core/model/code_list.h"
#include "core/model/gazetteer.h"
#include "core/reports/indicators.h"

#include <algorithm>

namespace indaro::reports {

using model::CodeList;
using namespace Qt::StringLiterals;

namespace {

/// Nothing where there is no such list.
const CodeList *findList(QLatin1String name)
{
    const auto &names = CodeList::names();
    const bool isThere = !name.isEmpty() && std::ranges::find(names, QString(name)) != names.end();
    return isThere ? &CodeList::byName(QString(name)) : nullptr;
}

QString labelIn(const QString &list, QLatin1String code, QStringView language)
{
    return CodeList::byName(list).label(QString(code), language);
}

/// Names of the provinces of one division, as the gazetteer has them.
std::vector<QString> provincesOf(model::Division division)
{
    const auto &places = model::Gazetteer::burundi();
    std::vector<QString> names;
    for (int number = 1; number <= 99; ++number) {
        const QString code = division == model::Division::Old ? u"BDI%1"_s.arg(number, 3, 10, QChar(u'0'))
                                                              : u"BI-PR-%1"_s.arg(number, 2, 10, QChar(u'0'));
        const auto place = places.findByCode(code);
        if (!place)
            break;
        names.push_back(place->place.name);
    }
    std::ranges::sort(names);
    return names;
}

const char *nameOf(Unit unit)
{
    switch (unit) {
    case Unit::Nights:
        return "nights";
    case Unit::Stays:
        return "stays";
    case Unit::People:
        return "people";
    case Unit::Requests:
        return "requests";
    case Unit::Referrals:
        return "referrals";
    case Unit::Needs:
        return "needs";
    case Unit::Steps:
        return "steps";
    case Unit::Contacts:
        return "contacts";
    case Unit::Events:
        return "events";
    case Unit::Incidents:
        return "incidents";
    case Unit::Files:
        return "files";
    }
    return "";
}

const char *nameOf(Measure measure)
{
    switch (measure) {
    case Measure::None:
        return "none";
    case Measure::AverageANight:
        return "average_a_night";
    case Measure::AverageDays:
        return "average_days";
    case Measure::MedianDays:
        return "median_days";
    case Measure::MedianHours:
        return "median_hours";
    }
    return "";
}

} // namespace

QString titleOf(Indicator indicator, QStringView language)
{
    return labelIn(u"report_indicator"_s, infoOf(indicator).code, language);
}

QString titleOf(Dimension dimension, QStringView language)
{
    return dimension == Dimension::None ? QString() : labelIn(u"report_dimension"_s, infoOf(dimension).code, language);
}

QString definitionOf(Indicator indicator, QStringView language)
{
    return labelIn(u"report_definition"_s, infoOf(indicator).code, language);
}

QString titleOf(Unit unit, QStringView language)
{
    return labelIn(u"report_unit"_s, QLatin1String(nameOf(unit)), language);
}

QString titleOf(Measure measure, QStringView language)
{
    return measure == Measure::None ? QString() : labelIn(u"report_unit"_s, QLatin1String(nameOf(measure)), language);
}

QString labelOf(Dimension dimension, QStringView code, QStringView language)
{
    const CodeList *list = findList(infoOf(dimension).codeList);
    if (list != nullptr && list->find(code) != nullptr)
        return list->label(code, language);
    for (const auto *common : {"report_rest", "missing"}) {
        const CodeList &rest = CodeList::byName(QString::fromLatin1(common));
        if (rest.find(code) != nullptr)
            return rest.label(code, language);
    }
    return code.toString(); // a day, a month, a province, a code that came from elsewhere
}

std::vector<QString> codesOf(Dimension dimension)
{
    std::vector<QString> codes;
    if (dimension == Dimension::ProvinceOld || dimension == Dimension::ProvinceNew) {
        codes = provincesOf(dimension == Dimension::ProvinceOld ? model::Division::Old : model::Division::New);
    } else if (const CodeList *list = findList(infoOf(dimension).codeList); list && dimension != Dimension::Country) {
        for (const auto &code : list->codes())
            codes.push_back(code.code);
    }
    if (codes.empty())
        return codes;
    std::erase(codes, QString(UnknownCode));
    if (dimension == Dimension::JusticeKind) { // neither happened before justice, and neither is counted
        std::erase(codes, QString(casework::justice_kinds::NoConsent));
        std::erase(codes, QString(casework::justice_kinds::WrittenInError));
    }
    codes.push_back(QString(UnknownCode));
    return codes;
}

} // namespace indaro::reports
