// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/risk_sheet.h"

#include "core/documents/document.h"
#include "ui/kit/date_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

constexpr qsizetype CodesInARow = 42; // about as many as a third of a page holds: pages break between rows only

QStringList codes(const exchange::RiskReport &report, bool isCertain)
{
    QStringList out;
    for (const auto &person : report.people) {
        if (person.isCertain == isCertain)
            out.append(person.isMinor ? person.caseCode + u" *"_s : person.caseCode);
    }
    return out;
}

/// The codes in as many rows like the one that holds `first` as they need.
void writeCodes(documents::Template &form, documents::DocumentData &data, const QString &first, const QStringList &all)
{
    const QString stem = first.chopped(1);
    for (documents::Section &section : form.parts.front().sections) {
        for (qsizetype i = 0; i < section.rows.size(); ++i) {
            if (section.rows[i].fields.front().name != first)
                continue;
            const documents::Row row = section.rows[i];
            for (qsizetype part = 0; part == 0 || part * CodesInARow < all.size(); ++part) {
                const QString name = stem + QString::number(part + 1);
                if (part > 0) {
                    documents::Row next = row;
                    next.fields.front().name = name;
                    section.rows.insert(i + part, next);
                }
                data.set(name, all.isEmpty() ? u"–"_s : all.mid(part * CodesInARow, CodesInARow).join(u"   "_s));
            }
            return;
        }
    }
}

} // namespace

base::Result<print::Paper> riskSheet(const exchange::RiskReport &report, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(auto form, documents::loadBuiltinTemplate(u"risk_sheet"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::DocumentData data;
    data.set(u"laptop"_s, report.name.isEmpty() ? report.series : report.name);
    data.set(u"series"_s, report.series);
    data.set(u"last_news"_s, report.lastNews ? kit::dateTimeText(*report.lastNews) : u"–"_s);
    if (report.isShutOut)
        data.set(u"shut_out_at"_s, kit::dateTimeText(now));
    QStringList users;
    for (const auto &user : report.users) {
        if (!user.name.isEmpty())
            users.append(user.name);
    }
    data.set(u"users"_s, users.isEmpty() ? u"–"_s : users.join(u", "_s));
    const QStringList certain = codes(report, true);
    const QStringList possible = codes(report, false);
    const auto children = std::ranges::count_if(report.people, &exchange::PersonAtRisk::isMinor);
    data.set(u"certain_count"_s, QString::number(certain.size()));
    data.set(u"possible_count"_s, QString::number(possible.size()));
    data.set(u"children_count"_s, u"%1 (*)"_s.arg(children));
    writeCodes(form, data, u"certain_1"_s, certain);
    writeCodes(form, data, u"possible_1"_s, possible);
    return print::Paper{form, styles, data};
}

} // namespace indaro::ui::roads
