// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/directory_paper.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double PlaceWidth = 24; // mm
constexpr double PhoneWidth = 40;
constexpr double HoursWidth = 34;
constexpr double AskedWidth = 24;

QString french(const QString &list, const QString &code)
{
    return model::CodeList::byName(list).label(code, u"fr");
}

QString lines(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QStringList rowOf(const casework::DirectoryEntry &entry, QDate today)
{
    QStringList services;
    for (const QString &service : entry.services)
        services << french(u"referral_service"_s, service);
    const QString asked = entry.verifiedOn ? kit::dateText(*entry.verifiedOn) : u"?"_s;
    return {
        lines({entry.name, services.isEmpty() ? french(u"directory_category"_s, entry.category) : services.join(u", "_s)}),
        lines({entry.place, entry.area}), lines({entry.phone, entry.contact, entry.email}), lines({entry.hours, entry.cost}),
        entry.isToCall(today) && entry.verifiedOn ? asked + u" ?"_s : asked};
}

} // namespace

base::Result<print::Paper> directoryPaper(const std::vector<casework::DirectoryEntry> &entries, QDate today)
{
    SimplePaper paper(u"directory"_s, paperWords("Qui peut aider", "Abashobora gufasha", "Who can help"));
    paper.addLine({{paperWords("Imprimé le", "Yasohowe itariki", "Printed on"), kit::dateText(today)}});
    paper.addNote(paperWords("« ? » : pas vérifié depuis trois mois. Téléphoner d’abord.",
                             "« ? » : hashize amezi atatu bitasuzumwe. Banza uhamagare.",
                             "“?”: not verified for three months. Ring first."));
    const QList<documents::TableColumn> columns{
        paperColumn(u"who"_s, paperWords("Organisation, services", "Ishirahamwe, ubufasha", "Organisation, services")),
        paperColumn(u"where"_s, paperWords("Lieu", "Aho riri", "Place"), PlaceWidth),
        paperColumn(u"phone"_s, paperWords("Téléphone, contact", "Terefone, uwo guhamagara", "Telephone, contact"),
                    PhoneWidth),
        paperColumn(u"hours"_s, paperWords("Heures, coût", "Amasaha, amahera", "Hours, cost"), HoursWidth),
        paperColumn(u"asked"_s, paperWords("Vérifié le", "Vyasuzumwe itariki", "Verified on"), AskedWidth)};
    QList<QStringList> rows;
    for (const casework::DirectoryEntry &entry : entries) {
        if (!entry.isClosed)
            rows.append(rowOf(entry, today));
    }
    paper.addTable({}, columns, rows);
    return paper.paper();
}

} // namespace indaro::ui::pages
