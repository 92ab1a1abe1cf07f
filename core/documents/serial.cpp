// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/serial.h"

#include <algorithm>

namespace indaro::documents {

using namespace Qt::StringLiterals;

namespace {

constexpr int kModulus = 1271;
constexpr int kRadix = 36;
constexpr int kSeriesLength = 4;
constexpr int kYearLength = 4;
constexpr int kCheckLength = 2;

int valueOf(QChar c)
{
    if (c >= u'0' && c <= u'9')
        return c.unicode() - u'0';
    if (c >= u'A' && c <= u'Z')
        return c.unicode() - u'A' + 10;
    return -1;
}

QChar characterOf(int value)
{
    return QChar(static_cast<char16_t>(value < 10 ? u'0' + value : u'A' + value - 10));
}

int remainder(const QString &characters)
{
    int sum = 0;
    for (const QChar c : characters)
        sum = (sum * kRadix + valueOf(c)) % kModulus;
    return sum;
}

/// Upper case, without what people put between the parts; nothing else is forgiven.
QString bare(const QString &typed)
{
    QString out;
    for (const QChar c : typed.toUpper()) {
        if (c.isSpace() || c == u'-' || c == u'/' || c == u':' || c == u'.')
            continue;
        out += c;
    }
    return out;
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

base::Error refused()
{
    return base::Error(base::Errc::InvalidArgument, {{"field", "serial"}});
}

base::Result<Serial> fromBare(QStringView text)
{
    const QStringView series = text.left(kSeriesLength);
    const QStringView year = text.mid(kSeriesLength, kYearLength);
    const QStringView number = text.mid(kSeriesLength + kYearLength);
    const bool letters = std::all_of(series.begin(), series.end(), [](QChar c) { return c >= u'A' && c <= u'Z'; });
    if (series.size() != kSeriesLength || !letters || year.size() != kYearLength || !isDigits(year) || number.size() < 4 ||
        number.size() > 6 || !isDigits(number) || (number.size() > 4 && number.front() == u'0'))
        return refused();
    const Serial serial{series.toString(), year.toInt(), number.toInt()};
    if (serial.number == 0 || serial.year < 1000)
        return refused();
    return serial;
}

} // namespace

QString Serial::toText() const
{
    return u"%1-%2-%3"_s.arg(series).arg(year, kYearLength, 10, QChar(u'0')).arg(number, 4, 10, QChar(u'0'));
}

base::Result<Serial> Serial::fromText(const QString &typed)
{
    return fromBare(bare(typed));
}

QString checkCode(const Serial &serial)
{
    const int rest = remainder(bare(serial.toText()) + u"00"_s);
    const int check = (kModulus + 1 - rest) % kModulus;
    return QString(characterOf(check / kRadix)) + QString(characterOf(check % kRadix));
}

QString qrPayload(const Serial &serial)
{
    return u"INDARO1:%1:%2"_s.arg(serial.toText(), checkCode(serial));
}

base::Result<Serial> readSerial(const QString &scannedOrTyped)
{
    const QString prefix = u"INDARO1:"_s;
    const QString trimmed = scannedOrTyped.trimmed();
    const QString text = bare(trimmed.startsWith(prefix, Qt::CaseInsensitive) ? trimmed.mid(prefix.size()) : trimmed);
    if (text.size() <= kCheckLength)
        return refused();
    INDARO_TRY_ASSIGN(Serial serial, fromBare(QStringView(text).chopped(kCheckLength)));
    if (remainder(text) != 1)
        return refused();
    return serial;
}

} // namespace indaro::documents
