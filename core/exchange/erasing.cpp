// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/erasing.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/house/house.h"
#include "core/casework/retention/kept_numbers.h"
#include "core/casework/retention/retention.h"
#include "core/model/field_table.h"
#include "core/sync/news.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

namespace {

/// The place of the Erase in its laptop's log is the same number everywhere; orders given alone have none.
QString orderName(const sync::Dot &operation, std::size_t placeAlone)
{
    const QString series = seriesText(operation.device);
    return operation.sequence == 0 ? u"E-%1-A%2"_s.arg(series).arg(placeAlone)
                                   : u"E-%1-%2"_s.arg(series).arg(operation.sequence);
}

bool isIn(const std::vector<sync::DeviceId> &devices, const sync::DeviceId &device)
{
    return std::ranges::find(devices, device) != devices.end();
}

/// Ends the line of an order after which numbers alone are kept.
constexpr QLatin1StringView NumbersKept("numbers");

/// What an order's line in the audit says after its name: "with <user> reason asked", "… reason term_over numbers".
void readAudit(Erasure &erasure, const std::vector<casework::AuditEntry> &lines, std::optional<sync::UserId> &second)
{
    const std::string start = erasure.name.toStdString() + " ";
    for (const auto &line : lines) {
        if (!line.detail.starts_with(start))
            continue;
        const QStringList words = QString::fromStdString(line.detail).split(u' ');
        const auto after = [&words](const QString &word) {
            const auto at = words.indexOf(word);
            return at > 0 ? words.value(at + 1).toStdString() : std::string();
        };
        erasure.author = line.user;
        erasure.isByOneAlone = words.value(1) == "alone"_L1;
        second = sync::UserId::fromText(after(u"with"_s));
        erasure.reason = erasureReason(after(u"reason"_s));
        erasure.hasKeptNumbers = words.last() == NumbersKept;
    }
}

Result<QString> staffName(casework::Desk &desk, const std::optional<sync::UserId> &user)
{
    if (!user)
        return QString();
    INDARO_TRY_ASSIGN(const auto member, casework::findStaff(desk, *user));
    return member ? member->name : QString();
}

Result<QString> nameOfLaptop(casework::Desk &desk, const sync::DeviceId &device)
{
    INDARO_TRY_ASSIGN(const QString given, casework::laptopName(desk, device));
    return given.isEmpty() ? seriesText(device) : given;
}

Result<void> listLaptops(casework::Desk &desk, Erasure &erasure)
{
    using State = ErasureLaptop::State;
    INDARO_TRY_ASSIGN(const auto confirmations, sync::confirmationsOf(desk.log.connection(), erasure.order));
    INDARO_TRY_ASSIGN(const auto news, sync::lastNews(desk.log.connection()));
    std::map<sync::DeviceId, State> states;
    const auto &progress = erasure.certificate.progress;
    for (const auto &[devices, state] :
         {std::pair(&progress.confirmed, State::Confirmed), std::pair(&progress.waiting, State::Waiting),
          std::pair(&progress.behind, State::Behind), std::pair(&std::as_const(erasure.unreachable), State::OutOfReach)}) {
        for (const auto &device : *devices)
            states.insert_or_assign(device, state); // who is behind has confirmed as well
    }
    for (const auto &[device, state] : states) {
        ErasureLaptop laptop{state, device, {}, seriesText(device), device == desk.log.device(), {}, {}};
        INDARO_TRY_ASSIGN(laptop.name, nameOfLaptop(desk, device));
        const auto word = confirmations.find(device);
        if (word != confirmations.end() && (state == State::Confirmed || state == State::Behind))
            laptop.confirmedAt = word->second;
        if (const auto heard = news.find(device); heard != news.end() && !laptop.isThis)
            laptop.lastNews = heard->second;
        erasure.laptops.push_back(std::move(laptop));
    }
    std::ranges::sort(erasure.laptops, [](const ErasureLaptop &one, const ErasureLaptop &other) {
        return std::tuple(!one.isThis, one.name) < std::tuple(!other.isThis, other.name);
    });
    return {};
}

Result<Erasure> describe(casework::Desk &desk, sync::Trust &trust, const sync::ErasureOrder &order, QString name,
                         const std::vector<casework::AuditEntry> &audit)
{
    INDARO_TRY_ASSIGN(auto certificate, casework::certificateOf(desk, trust, order));
    Erasure erasure{.name = std::move(name), .order = order, .certificate = std::move(certificate)};
    std::optional<sync::UserId> second;
    readAudit(erasure, audit, second);
    const auto &dot = order.operation;
    if (!order.isAlone()) {
        INDARO_TRY_ASSIGN(const auto written, desk.log.rows().ofDevice(dot.device, dot.stream, dot.sequence, 1));
        if (!written.empty() && written.front().dot == dot)
            erasure.author = written.front().user;
        for (const auto &device : trust.state().devices) {
            if (device.isRevoked && !isIn(erasure.certificate.progress.confirmed, device.id))
                erasure.unreachable.push_back(device.id);
        }
    }
    INDARO_TRY_ASSIGN(erasure.authorName, staffName(desk, erasure.author));
    INDARO_TRY_ASSIGN(erasure.secondName, staffName(desk, second));
    INDARO_TRY_ASSIGN(erasure.orderedOn, nameOfLaptop(desk, dot.device));
    INDARO_TRY(listLaptops(desk, erasure));
    return erasure;
}

/// Those ordered here and those that came, by time, each with its name.
Result<std::vector<std::pair<sync::ErasureOrder, QString>>> everyOrder(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(auto orders, sync::erasureOrders(desk.log.connection()));
    INDARO_TRY_ASSIGN(const auto heard, sync::heardErasures(desk.log.connection()));
    orders.insert(orders.end(), heard.begin(), heard.end());
    std::vector<std::pair<sync::ErasureOrder, QString>> named;
    std::map<sync::DeviceId, std::size_t> alone;
    for (const auto &order : orders) {
        const std::size_t place = order.isAlone() ? ++alone[order.operation.device] : 0;
        named.emplace_back(order, orderName(order.operation, place));
    }
    std::ranges::stable_sort(named, {}, [](const auto &each) { return each.first.at; });
    return named;
}

/// Which orders nobody will finish, and which later one stands for them.
Result<void> findStuck(casework::Desk &desk, sync::Trust &trust, std::vector<Erasure> &erasures)
{
    std::vector<std::optional<sync::RecordKey>> people;
    for (Erasure &erasure : erasures) {
        INDARO_TRY_ASSIGN(const auto person, sync::personOf(desk.log, erasure.order));
        people.push_back(person);
        if (erasure.order.isAlone() || erasure.order.finishedAt || !trust.isMember())
            continue;
        INDARO_TRY_ASSIGN(const bool mayStill, sync::mayStillErase(desk.log, trust, erasure.order));
        const auto state = trust.state();
        const auto *device = state.device(erasure.order.operation.device);
        erasure.mustBeOrderedAgain = !mayStill || device == nullptr || device->isRevoked;
    }
    for (std::size_t i = 0; i < erasures.size(); ++i) {
        for (std::size_t later = 0; later < erasures.size() && erasures[i].mustBeOrderedAgain && people[i]; ++later) {
            const bool standsForIt = later != i && !erasures[later].mustBeOrderedAgain && people[later] == people[i];
            if (standsForIt)
                erasures[i].orderedAgainAs = erasures[later].name;
        }
    }
    for (Erasure &erasure : erasures)
        erasure.mustBeOrderedAgain = erasure.mustBeOrderedAgain && erasure.orderedAgainAs.isEmpty();
    return {};
}

/// What the next order of this laptop will be called.
Result<QString> nextName(casework::Desk &desk, sync::Trust &trust)
{
    const sync::DeviceId &self = desk.log.device();
    if (trust.isMember())
        return orderName({self, sync::Stream::General, desk.log.lastSequence(sync::Stream::General) + 1}, 0);
    INDARO_TRY_ASSIGN(const auto before, sync::erasureOrders(desk.log.connection()));
    const auto alone = std::ranges::count_if(
        before, [&self](const auto &order) { return order.isAlone() && order.operation.device == self; });
    return orderName({self, sync::Stream::General, 0}, static_cast<std::size_t>(alone) + 1);
}

Result<Erasure> giveOrder(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person, std::string_view agreed,
                          std::optional<ErasureReason> reason, bool keepsNumbers)
{
    INDARO_TRY_ASSIGN(const QString name, nextName(desk, exchange.trust()));
    std::string detail = name.toStdString() + " " + std::string(agreed);
    if (reason)
        detail.append(" reason ").append(erasureReasonName(*reason));
    if (keepsNumbers)
        detail.append(" ").append(NumbersKept.data());
    INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::PersonErased, std::nullopt, detail));
    INDARO_TRY_ASSIGN(const auto order, sync::orderErasure(desk.log, exchange.trust(), exchange.engine(),
                                                           {model::fields::case_file::Table, person}, {}));
    INDARO_TRY(casework::followErasures(desk));
    INDARO_TRY_ASSIGN(const auto audit, casework::listAuditOf(desk, casework::AuditVerb::PersonErased));
    return describe(desk, exchange.trust(), order, name, audit);
}

/// Files that were put together with hers are hers as well, each with an order of its own. First: whoever has to try again
/// asks for the file that was kept, which still knows of them until it goes itself.
Result<void> eraseMergedFiles(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person, std::string_view agreed,
                              std::optional<ErasureReason> reason, bool keepsNumbers)
{
    INDARO_TRY_ASSIGN(const auto files, casework::filesOfPerson(desk, person));
    for (const casework::CaseId &file : files) {
        if (file != person)
            INDARO_TRY(giveOrder(desk, exchange, file, agreed, reason, keepsNumbers));
    }
    return {};
}

} // namespace

std::string_view erasureReasonName(ErasureReason reason) noexcept
{
    switch (reason) {
    case ErasureReason::Asked:
        return "asked";
    case ErasureReason::TermOver:
        return "term_over";
    case ErasureReason::Mistake:
        return "mistake";
    case ErasureReason::Ordered:
        return "ordered";
    case ErasureReason::Other:
        break;
    }
    return "other";
}

std::optional<ErasureReason> erasureReason(std::string_view name) noexcept
{
    const auto found = std::ranges::find(ErasureReasons, name, erasureReasonName);
    return found == ErasureReasons.end() ? std::nullopt : std::optional(*found);
}

Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange)
{
    INDARO_TRY(desk.access.mustDo(casework::Thing::Erasure));
    if (!exchange.trust().isMember())
        return {};
    const auto state = exchange.trust().state();
    const auto *author = state.user(desk.log.user());
    if (author == nullptr || (author->rights & wire::rights::Erase) == 0)
        return Error(Errc::RosterRefused, {{"why", std::string("the author lacks the right")}});
    // An order starts new keys, and those only an administrator's laptop hands out.
    const auto self = exchange.trust().self();
    if (!self || !self->isAdmin || self->isRevoked)
        return Error(Errc::RosterRefused, {{"why", std::string("the issuer is no admin")}});
    return {};
}

/// Her own wish, what a court ordered and the cure of a mistake stand above what the procedure wants done first.
Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                      std::optional<ErasureReason> reason)
{
    INDARO_TRY(mayErase(desk, exchange));
    if (reason == ErasureReason::Asked || reason == ErasureReason::Mistake || reason == ErasureReason::Ordered)
        return {};
    return casework::checkGuards(desk, {sop::Action::Erasure, person});
}

Result<Erasure> erasePerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person, std::string_view agreed,
                            std::optional<ErasureReason> reason)
{
    INDARO_TRY(mayErase(desk, exchange, person, reason)); // again: much may have happened since it was asked
    INDARO_TRY(casework::dropNumbers(desk, person));      // of an order to keep them that failed before
    INDARO_TRY(eraseMergedFiles(desk, exchange, person, agreed, reason, false));
    return giveOrder(desk, exchange, person, agreed, reason, false);
}

Result<Erasure> deidentifyPerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                 std::string_view agreed)
{
    INDARO_TRY(mayErase(desk, exchange)); // before anything is counted
    INDARO_TRY_ASSIGN(const auto closing, casework::lastClosing(desk, person));
    if (!closing || !closing->isClosed())
        return Error(Errc::WrongState);
    INDARO_TRY(mayErase(desk, exchange, person, ErasureReason::TermOver));
    INDARO_TRY(casework::keepNumbers(desk, person));
    INDARO_TRY(eraseMergedFiles(desk, exchange, person, agreed, ErasureReason::TermOver, true));
    INDARO_TRY_ASSIGN(auto erasure, giveOrder(desk, exchange, person, agreed, ErasureReason::TermOver, true));
    INDARO_TRY(casework::forgetWhose(desk, person));
    return erasure;
}

Result<std::vector<Erasure>> loadErasures(casework::Desk &desk, ExchangeDesk &exchange)
{
    INDARO_TRY(sync::noteConfirmations(desk.log, exchange.trust()));
    INDARO_TRY_ASSIGN(const auto orders, everyOrder(desk));
    std::vector<casework::AuditEntry> audit;
    if (!orders.empty()) {
        INDARO_TRY_ASSIGN(audit, casework::listAuditOf(desk, casework::AuditVerb::PersonErased));
    }
    INDARO_TRY_ASSIGN(const auto own, sync::erasureOrders(desk.log.connection()));
    std::vector<Erasure> erasures;
    for (const auto &[order, name] : orders) {
        INDARO_TRY_ASSIGN(auto erasure, describe(desk, exchange.trust(), order, name, audit));
        erasure.isFromHere = std::ranges::find(own, order.operation, &sync::ErasureOrder::operation) != own.end();
        erasures.push_back(std::move(erasure));
    }
    INDARO_TRY(findStuck(desk, exchange.trust(), erasures));
    return erasures;
}

Result<Erasure> orderAgain(casework::Desk &desk, ExchangeDesk &exchange, const QString &name, std::string_view agreed)
{
    INDARO_TRY(mayErase(desk, exchange));
    INDARO_TRY_ASSIGN(const auto erasures, loadErasures(desk, exchange));
    const auto former = std::ranges::find(erasures, name, &Erasure::name);
    if (former == erasures.end())
        return Error(Errc::NotFound);
    if (!former->mustBeOrderedAgain)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto person, sync::personOf(desk.log, former->order));
    if (!person)
        return Error(Errc::NotFound);
    // The procedure was asked when it was ordered first.
    INDARO_TRY(casework::dropNumbers(desk, person->record));
    return giveOrder(desk, exchange, person->record, std::string(agreed) + " again " + name.toStdString(), former->reason,
                     false);
}

Result<void> finishErasures(casework::Desk &desk, sync::Trust &trust)
{
    INDARO_TRY(sync::noteConfirmations(desk.log, trust));
    INDARO_TRY_ASSIGN(const auto orders, sync::erasureOrders(desk.log.connection()));
    for (const auto &order : orders) {
        const auto finished = sync::finishErasure(desk.log, trust, order);
        // WrongState: somebody has not confirmed.
        if (!finished && finished.error().code != Errc::WrongState && finished.error().code != Errc::RosterRefused)
            return finished.error();
    }
    return {};
}

} // namespace indaro::exchange
