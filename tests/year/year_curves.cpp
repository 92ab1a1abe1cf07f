// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_curves.h"

#include <QFile>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

const std::vector<QString> &heads()
{
    static const std::vector<QString> all{u"month"_s,     u"admissions"_s, u"referrals"_s,   u"operations"_s,
                                          u"vault_kib"_s, u"log_kib"_s,    u"server_kib"_s,  u"open_ms"_s,
                                          u"admit_ms"_s,  u"sync_kib"_s,   u"sync_seconds"_s};
    return all;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::nth_element(values, values.begin() + std::ptrdiff_t(values.size() / 2));
    return values[values.size() / 2];
}

QString kib(std::uint64_t bytes)
{
    return QString::number((bytes + 512) / 1024);
}

} // namespace

void YearCurves::measure(YearHouse &house, YearServer &server)
{
    const MonthCurve &month = house.month();
    YearLaptop &laptop = *house.slots[0];
    m_months.push_back(
        {house.today.toString(u"yyyy-MM"), QString::number(month.admissions), QString::number(month.referrals),
         QString::number(laptop.number("SELECT count(*) FROM operation")), kib(laptop.vaultBytes()),
         kib(std::uint64_t(laptop.number("SELECT coalesce(sum(length(content)), 0) FROM operation"))), kib(server.bytes()),
         QString::number(median(month.openMs), 'f', 1), QString::number(median(month.admissionMs), 'f', 1),
         kib(month.syncBytes), QString::number(month.syncSeconds, 'f', 2)});
}

QString YearCurves::lines(QChar separator, int width) const
{
    QString out;
    const auto line = [&](const std::vector<QString> &cells) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            out +=
                (i == 0 ? QString() : QString(separator)) + cells[i].rightJustified(width > 0 ? int(heads()[i].size()) : 0);
        out += u'\n';
    };
    line(heads());
    for (const auto &month : m_months)
        line(month);
    return out;
}

void YearCurves::print() const
{
    std::printf("%s", qPrintable(lines(u' ', 1)));
    std::fflush(stdout);
}

bool YearCurves::write(const QString &path) const
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(lines(u',', 0).toUtf8()) > 0;
}

} // namespace indaro::tests
