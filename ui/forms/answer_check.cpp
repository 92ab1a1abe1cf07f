// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/answer_check.h"

#include "ui/forms/partial_dates.h"
#include "ui/kit/date_text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <cmath>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

struct AnswerCheck
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::forms::AnswerCheck)
};

QString shownNumber(double number)
{
    return QString::number(number, 'g', 10).replace(u'.', u',');
}

/// "latitude longitude [altitude [accuracy]]" in degrees, as ODK writes a place.
bool isOnTheGlobe(const QString &point)
{
    const QStringList parts = point.split(u' ', Qt::SkipEmptyParts);
    if (parts.size() < 2 || parts.size() > 4)
        return false;
    const bool areNumbers = std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        bool isNumber = false;
        return std::isfinite(part.toDouble(&isNumber)) && isNumber;
    });
    return areNumbers && std::abs(parts[0].toDouble()) <= 90 && std::abs(parts[1].toDouble()) <= 180;
}

} // namespace

RangeScale rangeScale(const FormItem &item)
{
    RangeScale scale;
    const auto read = [&item](const QString &name, double &number) {
        bool isNumber = false;
        const double given = item.parameters.value(name).toDouble(&isNumber);
        number = isNumber && std::isfinite(given) ? given : number;
    };
    read(u"start"_s, scale.start);
    read(u"end"_s, scale.end);
    read(u"step"_s, scale.step);
    scale.step = std::abs(scale.step);
    if (scale.step <= 0)
        scale.step = 1;
    return scale;
}

QString whyRefused(const FormItem &item, const QString &value)
{
    if (value.isEmpty())
        return {};
    if (item.type == QuestionType::Range) {
        const RangeScale scale = rangeScale(item);
        bool isNumber = false;
        const double number = QString(value).replace(u',', u'.').toDouble(&isNumber);
        const double steps = (number - scale.start) / scale.step;
        const bool isOn = number >= std::min(scale.start, scale.end) && number <= std::max(scale.start, scale.end) &&
                          std::abs(steps - std::round(steps)) < 1e-6;
        if (isNumber && !isOn)
            return AnswerCheck::tr("Only from %1 to %2, in steps of %3. What you typed is kept until you correct it.")
                .arg(shownNumber(scale.start), shownNumber(scale.end), shownNumber(scale.step));
    }
    const bool isLine = item.type == QuestionType::GeoTrace || item.type == QuestionType::GeoShape;
    if (item.type == QuestionType::GeoPoint && !isOnTheGlobe(value))
        return AnswerCheck::tr("The latitude is between 90 south and 90 north, the longitude between 180 west and 180 east; "
                               "both are needed. What you typed is kept until you correct it.");
    if (isLine) {
        const QStringList points = value.split(u';', Qt::SkipEmptyParts);
        if (!std::all_of(points.begin(), points.end(), isOnTheGlobe))
            return AnswerCheck::tr("One point on each line: latitude, a blank, longitude. What you typed is kept until you "
                                   "correct it.");
    }
    return {};
}

QString refusalText(const FormItem &item, const QString &value)
{
    if (item.type == QuestionType::Date && datePrecision(item) != DatePrecision::Day)
        return AnswerCheck::tr(
            "A year, a month with its year, a whole date, or words like “17 years”. What you typed is kept "
            "until you correct it.");
    constexpr qsizetype WholeDate = 10;
    if (item.type == QuestionType::Date && value.size() < WholeDate && kit::parsePartialDate(value))
        return AnswerCheck::tr(
            "This form wants day, month and year here. If they are not known, say so at the right; the year "
            "fits into the notes. What you typed is kept until you correct it.");
    return AnswerCheck::tr("This cannot be read as an answer of this kind. It is kept until you correct it.");
}

} // namespace indaro::ui::forms
