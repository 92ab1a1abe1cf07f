// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/journal_paper.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostOutside = 4; // one page: what does not fit is counted, and stands in the journal
constexpr std::size_t MostGlasses = 2;
constexpr std::size_t MostAccounts = 7;
constexpr double CountWidth = 16; // mm
constexpr double WhenWidth = 30;
constexpr double WhoWidth = 46;
constexpr qsizetype LongestReason = 52; ///< characters; the rest stands in the journal
constexpr double CodeWidth = 26;

/// The page is the director's own: in French alone.
documents::Label words(const char *french, const char *english)
{
    const QString text = QString::fromUtf8(french);
    return {text, text, QString::fromUtf8(english), documents::KirundiStatus::Attested};
}

documents::TableColumn column(const char *name, documents::Label label, double width = 0)
{
    return {QString::fromLatin1(name), std::move(label), width, false};
}

struct WeekPaper
{
    documents::Template form;
    documents::DocumentData data;

    WeekPaper()
    {
        form.name = u"journal_week"_s;
        documents::Part part;
        part.name = u"journal_week"_s;
        part.numbered = false;
        part.internal = true;
        part.title = words("Journal de la semaine", "The journal of the week");
        part.title.kirundi.clear(); // else it stands there twice
        part.subtitle =
            words("Chiffres exacts\u00a0: cette page reste dans la maison", "Exact numbers: it stays in the house");
        form.parts.append(part);
    }
    documents::Section &add(documents::Label title)
    {
        documents::Section section;
        section.title = std::move(title);
        form.parts.last().sections.append(section);
        return form.parts.last().sections.last();
    }
    void addFacts(documents::Label title, const QList<std::pair<documents::Label, QString>> &facts)
    {
        documents::Row row;
        for (const auto &[label, text] : facts) {
            documents::Field field;
            field.name = u"fact_%1"_s.arg(data.fields.size());
            field.label = label;
            data.set(field.name, text);
            row.fields.append(field);
        }
        add(std::move(title)).rows.append(row);
    }
    void addTable(documents::Label title, const QList<documents::TableColumn> &columns, const QList<QStringList> &rows)
    {
        documents::Field table;
        table.name = u"table_%1"_s.arg(data.fields.size());
        table.kind = documents::FieldKind::Table;
        table.tableColumns = columns;
        data.fields[table.name] = {{}, rows, true};
        add(std::move(title)).rows.append({{table}});
    }
};

QString nameOf(const QString &name)
{
    return name.isEmpty() ? u"(sans nom)"_s : name;
}

QString reasonOf(const casework::OpeningReason &reason)
{
    const QString label = model::CodeList::byName(u"file_access_reason"_s).label(reason.code, u"fr");
    const QString text = reason.words.isEmpty() ? label : label + u"\u00a0: "_s + reason.words;
    return text.size() <= LongestReason ? text : text.left(LongestReason).trimmed() + u"…"_s;
}

QString compartmentsOf(casework::Compartments compartments)
{
    QStringList names;
    if ((compartments & casework::bitOf(sync::Compartment::Identity)) != 0)
        names.append(u"identité"_s);
    if ((compartments & casework::bitOf(sync::Compartment::Health)) != 0)
        names.append(u"santé"_s);
    if ((compartments & casework::bitOf(sync::Compartment::Perpetrator)) != 0)
        names.append(u"auteurs"_s);
    return names.join(u", "_s);
}

QStringList countsOf(const QString &who, const casework::AccountWeek &each)
{
    return {who,
            QString::number(each.signIns),
            QString::number(each.failures),
            QString::number(each.openings),
            QString::number(each.outside),
            QString::number(each.glasses),
            QString::number(each.overrides),
            QString::number(each.prints),
            QString::number(each.exports)};
}

QList<QStringList> accountRows(const casework::JournalWeek &week)
{
    QList<QStringList> rows;
    const std::size_t named = std::min(week.accounts.size(), MostAccounts);
    for (std::size_t i = 0; i < named; ++i)
        rows.append(countsOf(nameOf(week.accounts[i].name), week.accounts[i]));
    if (week.accounts.size() == named)
        return rows;
    casework::AccountWeek rest = week.accounts[named];
    for (std::size_t i = named + 1; i < week.accounts.size(); ++i) {
        const casework::AccountWeek &each = week.accounts[i];
        rest.signIns += each.signIns;
        rest.failures += each.failures;
        rest.openings += each.openings;
        rest.outside += each.outside;
        rest.glasses += each.glasses;
        rest.overrides += each.overrides;
        rest.prints += each.prints;
        rest.exports += each.exports;
    }
    rows.append(countsOf(u"%1 autres comptes"_s.arg(week.accounts.size() - named), rest));
    return rows;
}

QList<QStringList> openingRows(const std::vector<casework::ReasonedOpening> &openings, std::size_t most, bool isGlass)
{
    QList<QStringList> rows;
    for (std::size_t i = 0; i < openings.size() && i < most; ++i) {
        const casework::ReasonedOpening &each = openings[i];
        QStringList row{kit::dateTimeText(each.at), nameOf(each.by), each.caseCode, reasonOf(each.reason)};
        if (isGlass) {
            row.insert(3, compartmentsOf(each.compartments));
            row.append(each.seenAt ? kit::dateText(model::localDay(*each.seenAt)) : u"non"_s);
        }
        rows.append(row);
    }
    if (openings.size() > most) {
        QStringList row{u"et %1 autres"_s.arg(openings.size() - most), QString(), QString(), u"voir le journal"_s};
        if (isGlass) {
            row.insert(3, QString());
            row.append(QString());
        }
        rows.append(row);
    }
    return rows;
}

QString chainText(const casework::ChainCheck &check)
{
    if (!check.fault)
        return u"intact, %1 lignes"_s.arg(check.lines);
    return check.fault->line == 0 ? u"ALTÉRÉ\u00a0: ajout étranger"_s : u"ALTÉRÉ à la ligne %1"_s.arg(check.fault->line);
}

} // namespace

base::Result<print::Paper> journalWeekPaper(const casework::JournalWeek &week, base::UtcMs now)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    WeekPaper paper;
    paper.addFacts({}, {{words("Du lundi", "From Monday"), kit::dateText(week.monday)},
                        {words("au dimanche", "to Sunday"), kit::dateText(week.monday.addDays(6))},
                        {words("Ordinateur", "Computer"),
                         week.laptop == week.series ? week.series : week.laptop + u" ("_s + week.series + u')'},
                        {words("Imprimé le", "Printed on"), kit::dateTimeText(now)}});
    paper.addTable(words("Par compte, sur cet ordinateur", "By account, on this computer"),
                   {column("who", words("Compte", "Account")), column("in", words("Entrées", "Sign-ins"), CountWidth),
                    column("wrong", words("Phrases secrètes fausses", "Wrong passphrases"), CountWidth + 3),
                    column("open", words("Dossiers ouverts", "Files opened"), CountWidth + 2),
                    column("outside", words("hors de ses dossiers", "not own cases"), CountWidth + 3),
                    column("glass", words("en urgence", "in an emergency"), CountWidth),
                    column("over", words("Règles non suivies", "Passed over"), CountWidth + 3),
                    column("print", words("Impressions", "Prints"), CountWidth + 4),
                    column("export", words("Exports", "Exports"), CountWidth)},
                   accountRows(week));
    paper.addTable(
        words("Dossiers ouverts hors de ses propres dossiers, tous les ordinateurs connus", "Files that are not own cases"),
        {column("when", words("Quand", "When"), WhenWidth), column("who", words("Qui", "Who"), WhoWidth),
         column("code", words("Dossier", "File"), CodeWidth), column("why", words("Raison", "Reason"))},
        week.outside.empty() ? QList<QStringList>{{u"aucun"_s, QString(), QString(), QString()}}
                             : openingRows(week.outside, MostOutside, false));
    paper.addTable(words("Ouvertures d’urgence (ce que le rôle ne voit pas)", "Emergency openings"),
                   {column("when", words("Quand", "When"), WhenWidth), column("who", words("Qui", "Who"), WhoWidth),
                    column("code", words("Dossier", "File"), CodeWidth), column("what", words("Partie", "Part"), 30),
                    column("why", words("Raison", "Reason")), column("seen", words("Vu le", "Seen"), 20)},
                   week.glasses.empty()
                       ? QList<QStringList>{{u"aucune"_s, QString(), QString(), QString(), QString(), QString()}}
                       : openingRows(week.glasses, MostGlasses, true));
    paper.addFacts(
        words("Règles non suivies", "Passed over"),
        {{words("Places malgré un avertissement", "Places in spite of a warning"), QString::number(week.overrides)},
         {words("Dispenses d’étapes", "Steps waived"), QString::number(week.waivers)},
         {words("dans l’urgence", "in haste"), QString::number(week.urgentWaivers)},
         {words("Fait avant les étapes", "Done before the steps"), QString::number(week.actionsWithoutSteps)}});
    paper.addFacts(
        words("Ordinateurs et dossiers", "Computers and files"),
        {{words("Ordinateurs admis", "Computers let in"), QString::number(week.laptopsLetIn)},
         {words("exclus", "shut out"), QString::number(week.laptopsShutOut)},
         {words("Coffre d’une autre date ou copié", "Vault older or copied"), QString::number(week.anchorFindings)},
         {words("Dossiers supprimés", "Files deleted"), QString::number(week.deletions)},
         {words("effacés", "erased"), QString::number(week.erasures)}});
    paper.addFacts(words("Le journal tient-il ?", "Does the journal hold?"),
                   {{words("Journal", "Journal"), chainText(week.audit)},
                    {words("Historique", "History of changes"), chainText(week.log)},
                    {words("Dernière ligne de la semaine", "Last line of the week"), QString::number(week.lastLine)},
                    {words("Chiffres à comparer", "Digits to compare"),
                     QString::fromStdString(week.digits.substr(0, 5) + " " + week.digits.substr(5))}});
    documents::Row sign;
    for (const auto &label :
         {words("Lu par la direction, le", "Read by the director, on"), words("Signature", "Signature")}) {
        documents::Field area;
        area.name = u"sign_%1"_s.arg(sign.fields.size());
        area.kind = documents::FieldKind::Area;
        area.label = label;
        area.height = 10;
        sign.fields.append(area);
    }
    paper.add({}).rows.append(sign);
    return print::Paper{paper.form, styles, paper.data};
}

} // namespace indaro::ui::pages
