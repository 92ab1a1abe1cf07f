// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/report_document.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/pack_store.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/reports/report_maker.h"
#include "core/reports/report_words.h"
#include "core/reports/shown_table.h"
#include "core/reports/usable_places.h"

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using casework::Desk;
using casework::Thing;
using documents::Label;
using namespace Qt::StringLiterals;

namespace {

Error wrong(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

Result<std::vector<PublishedTable>> tablesIn(const Release &release, const std::vector<Question> &questions)
{
    std::vector<PublishedTable> tables;
    for (const Question &question : questions) {
        const PublishedTable *table = release.find(question);
        if (table == nullptr)
            return Error(Errc::NotFound); // a quarter no house had sent by then
        tables.push_back(*table);
    }
    return tables;
}

/// As the newest procedure calls them; a pack that cannot be read yet leaves the numbers.
StepNames stepNames(Desk &desk)
{
    StepNames names;
    const auto pack = casework::newestPack(desk);
    if (!pack || pack->pack == nullptr)
        return names;
    for (const sop::Phase &phase : pack->pack->phases) {
        for (const sop::Step &step : phase.steps) {
            const auto numbered = [&](const QString &words) -> QString { return step.id + u' ' + words; };
            Label label{numbered(step.title.fr), numbered(step.title.fr), numbered(step.title.en)};
            if (!step.title.rn.isEmpty() && step.kirundi != sop::Kirundi::Missing) {
                label.kirundi = numbered(step.title.rn);
                if (step.kirundi != sop::Kirundi::Unreviewed)
                    label.kirundiStatus = documents::KirundiStatus::Attested;
            }
            names.insert(step.id, label);
        }
    }
    return names;
}

} // namespace

Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                  const std::vector<Table> &exact, const StepNames &steps, const std::optional<int> &places)
{
    if (channelOf(name) != Channel::Inside)
        return wrong("report");
    if (period.kind() != periodKindOf(name))
        return wrong("period");
    ReportMaker maker(name, period, languages, steps);
    maker.setPlaces(places);
    for (const Table &table : exact)
        maker.add(shownOf(table));
    return maker.take();
}

Result<ReportDocument> makeReport(ReportName name, const Period &period, ReportLanguages languages,
                                  const std::vector<PublishedTable> &published, const std::vector<Suppressed> &suppressed,
                                  bool isLater)
{
    if (channelOf(name) != Channel::HandedOut)
        return wrong("report");
    if (period.kind() != periodKindOf(name))
        return wrong("period");
    ReportMaker maker(name, period, languages);
    std::vector<Question> questions;
    for (const PublishedTable &table : published) {
        maker.add(shownOf(table));
        questions.push_back(table.question);
    }
    maker.addSuppressed(suppressed, questions, isLater);
    return maker.take();
}

Result<ReportDocument> reportOf(const Release &seen, ReportName name, const Period &period, ReportLanguages languages,
                                bool isLater)
{
    INDARO_TRY_ASSIGN(const auto questions, questionsOf(name, period));
    INDARO_TRY_ASSIGN(const auto tables, tablesIn(seen, questions));
    INDARO_TRY_ASSIGN(ReportDocument report, makeReport(name, period, languages, tables, seen.suppressed, isLater));
    report.isProvisional = true;
    report.channelWords = ReportWords(languages).text(u"provisional"_s);
    return report;
}

Result<ReportDocument> loadReport(Desk &desk, ReportName name, const Period &period, ReportLanguages languages,
                                  CountCache *cache)
{
    if (channelOf(name) == Channel::Inside) {
        INDARO_TRY_ASSIGN(const auto tables, countReport(desk, name, period, cache));
        INDARO_TRY_ASSIGN(const auto places, usablePlaces(desk));
        return makeReport(name, period, languages, tables, stepNames(desk), places);
    }
    INDARO_TRY_ASSIGN(const auto tables, publishedReport(desk, name, period));
    INDARO_TRY_ASSIGN(const auto last, lastPublication(desk, Period::ofYear(period.from.year())));
    if (!last)
        return Error(Errc::NotFound);
    return makeReport(name, period, languages, tables, last->release.suppressed, last->number > 1);
}

Result<void> mayPrintReport(Desk &desk, ReportName name)
{
    INDARO_TRY(desk.access.mustRead(Thing::Numbers));
    if (channelOf(name) == Channel::HandedOut) {
        INDARO_TRY(desk.access.mustDo(Thing::Numbers));
        INDARO_TRY_ASSIGN(const HouseMode mode, houseMode(desk));
        if (mode != HouseMode::Commission)
            return Error(Errc::WrongState, {{"mode", std::string("shelter")}});
        return {};
    }
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    return {};
}

Result<void> noteReportPrinted(Desk &desk, ReportName name, const Period &period)
{
    INDARO_TRY(mayPrintReport(desk, name));
    const QString what = QString(toCode(name)) + u' ' + period.code();
    if (channelOf(name) == Channel::Inside)
        return noteNumbersPrinted(desk, what);
    return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, {}, what.toStdString());
}

Period lastPeriodOf(ReportName name, QDate today)
{
    const Period now = Period::around(today, periodKindOf(name));
    return Period::around(now.from.addDays(-1), periodKindOf(name));
}

} // namespace indaro::reports
