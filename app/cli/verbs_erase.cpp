// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/erasure_text.h"
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/house/house.h"
#include "core/casework/people/queries.h"
#include "core/model/case_code.h"

#include <QJsonArray>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// How much goes, by what it is; nothing of what it says.
QJsonObject countsOf(const casework::CaseFile &file)
{
    return {{u"stays"_s, qint64(file.stays.size())},
            {u"episodes"_s, qint64(file.episodes.size())},
            {u"perpetrators"_s, qint64(file.perpetrators.size())},
            {u"interviews"_s, qint64(file.interviews.size())},
            {u"consents"_s, qint64(file.consents.size())},
            {u"referrals"_s, qint64(file.referrals.size())},
            {u"notes"_s, qint64(file.notes.size())},
            {u"tasks"_s, qint64(file.tasks.size())}};
}

QString tellWhatGoes(const QString &code, const QJsonObject &counts, std::size_t family)
{
    QStringList parts{u"who she is"_s, u"her health"_s};
    for (auto it = counts.begin(); it != counts.end(); ++it) {
        if (it.value().toInt() > 0)
            parts << u"%1 %2"_s.arg(it.value().toInt()).arg(it.key());
    }
    QString text = u"File %1 goes for ever from this laptop and from every laptop of the house: %2.\n"
                   "Nobody can bring it back. What is on paper and in backups stays until somebody destroys it.\n"_s.arg(
                       code, parts.join(u", "_s));
    if (family > 0)
        text += u"Her family has %1 more; none of that goes: it takes a command of its own.\n"_s.arg(
            counted(qint64(family), u"file"_s));
    return text;
}

/// True with --yes, or when the code was typed once more after the passphrases; false at the end of input.
/// Errors: InvalidArgument when something else was typed.
base::Result<bool> isConfirmed(const Program &program, const std::string &code)
{
    if (program.arguments.has(u"yes"_s))
        return true;
    const auto line = readSecretLine();
    if (!line)
        return false;
    const auto typed = model::parseCaseCode(base::asText(line->view()));
    const auto asked = model::parseCaseCode(code);
    if (!typed || !asked || *typed != *asked)
        return base::Error(base::Errc::InvalidArgument, {{"what", std::string("the case code typed to confirm")}});
    return true;
}

/// Errors: InvalidArgument for a word that is no reason.
base::Result<std::optional<exchange::ErasureReason>> reasonOf(const Program &program)
{
    if (!program.arguments.has(u"reason"_s))
        return std::optional<exchange::ErasureReason>();
    const auto reason = exchange::erasureReason(program.arguments.value(u"reason"_s).toStdString());
    if (!reason)
        return base::Error(base::Errc::InvalidArgument, {{"what", std::string("--reason")}});
    return reason;
}

base::Result<ErasureView> viewOf(OpenVault &open, const exchange::Erasure &erasure)
{
    ErasureView view{&erasure, {}, {}, {}, {}, {}};
    const auto name = [&open](const sync::DeviceId &device) -> base::Result<QString> {
        INDARO_TRY_ASSIGN(const QString given, casework::laptopName(open.desk(), device));
        const QString series = exchange::seriesText(device);
        return given.isEmpty() || given == series ? series : u"%1 (%2)"_s.arg(series, given);
    };
    const auto names = [&name](const std::vector<sync::DeviceId> &devices, QStringList &out) -> base::Result<void> {
        for (const auto &device : devices) {
            INDARO_TRY_ASSIGN(QString one, name(device));
            out << std::move(one);
        }
        return {};
    };
    const auto &progress = erasure.certificate.progress;
    INDARO_TRY_ASSIGN(view.orderedOn, name(erasure.order.operation.device));
    INDARO_TRY(names(progress.confirmed, view.confirmed));
    INDARO_TRY(names(progress.waiting, view.waiting));
    INDARO_TRY(names(progress.behind, view.behind));
    INDARO_TRY(names(erasure.unreachable, view.unreachable));
    return view;
}

VerbResult writeCertificate(OpenVault &open, const Program &program, const std::vector<exchange::Erasure> &erasures)
{
    if (!program.arguments.has(u"out"_s))
        return base::Error(base::Errc::InvalidArgument, {{"what", std::string("--certificate needs --out FILE.txt")}});
    const QString name = program.arguments.value(u"certificate"_s).toUpper();
    const auto found = std::ranges::find(erasures, name, &exchange::Erasure::name);
    if (found == erasures.end())
        return base::Error(base::Errc::NotFound);
    INDARO_TRY_ASSIGN(const ErasureView view, viewOf(open, *found));
    const std::string text = certificateText(view, program.clock.nowUtc()).toStdString();
    INDARO_TRY(base::writeFileDurably(program.path(u"out"_s), base::asBytes(text)));
    const QString file = program.arguments.value(u"out"_s);
    return Reply{u"The certificate of %1 is in %2\n"_s.arg(name, file),
                 {{u"ok"_s, true}, {u"erasure"_s, name}, {u"file"_s, file}},
                 view.waiting.isEmpty()
                     ? QString()
                     : u"Not every laptop has confirmed yet: the certificate says so. Write it again later."_s};
}

VerbResult tellOrdered(OpenVault &open, const exchange::Erasure &erasure, QJsonObject more)
{
    INDARO_TRY_ASSIGN(const ErasureView view, viewOf(open, erasure));
    QJsonObject json = toJson(view);
    json.insert(u"ok"_s, true);
    json.insert(u"erased"_s, true);
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return Reply{
        u"Erased here. Order %1.\n"_s.arg(erasure.name), json,
        view.waiting.isEmpty()
            ? QString()
            : u"Not confirmed yet by %1: it happens at the next exchange there; indaro-cli erasures says who has."_s.arg(
                  view.waiting.join(u", "_s))};
}

VerbResult orderAgain(OpenVault &open, exchange::ExchangeDesk &exchange, Program &program)
{
    INDARO_TRY(exchange::mayErase(open.desk(), exchange));
    INDARO_TRY_ASSIGN(const std::string agreed, open.secondPerson(program));
    const QString name = program.arguments.value(u"again"_s).toUpper();
    INDARO_TRY_ASSIGN(const auto erasure, exchange::orderAgain(open.desk(), exchange, name, agreed));
    return tellOrdered(open, erasure, {});
}

} // namespace

VerbResult erase(Program &program)
{
    INDARO_TRY_ASSIGN(const auto reason, reasonOf(program));
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    INDARO_TRY(exchange::mayErase(open->desk(), *exchange));
    // What the procedure holds back is refused before a second person is asked for nothing. That a code is no file's is said
    // after it, as ever.
    const QString code = program.arguments.rest.front();
    const auto person = casework::loadPersonByCode(open->desk(), code);
    if (person)
        INDARO_TRY(exchange::mayErase(open->desk(), *exchange, *person, reason));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const casework::CaseId id, person);
    INDARO_TRY_ASSIGN(const casework::CaseFile file, casework::loadCaseFile(open->desk(), id));
    const QJsonObject counts = countsOf(file);
    // Before the question, and not at the end: whoever types has to read it.
    std::fprintf(stderr, "%s", tellWhatGoes(code, counts, file.family.size()).toUtf8().constData());
    INDARO_TRY_ASSIGN(const bool goesOn, isConfirmed(program, code.toStdString()));
    if (!goesOn)
        return Reply{u"Nothing was erased.\n"_s,
                     {{u"ok"_s, true}, {u"erased"_s, false}, {u"goes"_s, counts}},
                     u"To erase, repeat with --yes, or with the case code once more on a line after the passphrases."_s};
    INDARO_TRY_ASSIGN(const auto erasure, exchange::erasePerson(open->desk(), *exchange, id, agreed, reason));
    return tellOrdered(*open, erasure, {{u"goes"_s, counts}});
}

VerbResult erasures(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    if (program.arguments.has(u"again"_s))
        return orderAgain(*open, *exchange, program);
    INDARO_TRY_ASSIGN(const auto all, exchange::loadErasures(open->desk(), *exchange));
    if (program.arguments.has(u"certificate"_s))
        return writeCertificate(*open, program, all);
    QString text;
    QJsonArray list;
    for (const auto &erasure : all) {
        INDARO_TRY_ASSIGN(const ErasureView view, viewOf(*open, erasure));
        list.append(toJson(view));
        text += erasureLines(view);
    }
    return Reply{text.isEmpty() ? u"No erasure is known on this laptop.\n"_s : text,
                 {{u"ok"_s, true}, {u"count"_s, list.size()}, {u"erasures"_s, list}},
                 {}};
}

} // namespace indaro::cli
