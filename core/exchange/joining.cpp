// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/joining.h"

#include "core/base/file.h"
#include "core/base/path.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"
#include "core/transport/server_access.h"
#include "core/wire/limits.h"

#include <algorithm>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::string_view RequestKey = "enrolment_request"; // the answer belongs to these very bytes
constexpr std::string_view BegunKey = "enrolment_begun";
constexpr std::string_view LettingInKey = "enrolment_letting_in";
constexpr std::byte Begun{1};
constexpr std::size_t LargestFile = 8 * wire::MiB;
constexpr std::size_t LargestRequest = 64 * 1024;

/// A printed number must belong to one laptop [contracts.md 2].
Result<void> checkSeries(ExchangeDesk &exchange, const sync::EnrolmentRequest &request)
{
    for (const auto &device : exchange.trust().state().devices) {
        if (device.id != request.device && seriesText(device.id).toStdString() == request.series)
            return Error(Errc::RosterRefused, {{"why", std::string("series taken")}});
    }
    return {};
}

/// What the new laptop was told about its house while it was alone gives way to what the house says of itself.
Result<void> dropOwnHouse(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto records, casework::houseRecords(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    for (const auto &key : records) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
        if (isThere)
            INDARO_TRY(desk.log.remove(key));
    }
    return transaction.commit();
}

Result<void> keep(store::Connection &db, std::string_view key, base::ByteView value)
{
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::setMeta(db, key, value));
    return transaction.commit();
}

Result<void> keepLettingIn(casework::Desk &desk, base::ByteView request, const sync::EnrolmentAnswer &answer, bool hasAccess)
{
    base::ByteWriter out;
    out.blob(request);
    out.blob(answer.file);
    out.text(answer.code);
    out.u8(hasAccess ? 1 : 0);
    return keep(desk.log.connection(), LettingInKey, out.bytes());
}

bool arePossible(const LetIn &how)
{
    const auto of = [](sync::Compartment compartment) { return 1U << static_cast<unsigned>(compartment); };
    const bool isKnown = (how.groups & ~static_cast<unsigned>(wire::AllGroups)) == 0;
    return isKnown && (how.groups & of(sync::Compartment::Case)) != 0 && (!how.isAdmin || how.groups == wire::AllGroups);
}

/// Who works on the new laptop, and what of that is new in the roster.
std::vector<wire::RosterUser> usersOf(const wire::RosterState &state, const sync::UserId &author,
                                      const sync::EnrolmentRequest &asked, const LetIn &how)
{
    std::vector<sync::UserId> people = how.others;
    if (asked.person)
        people.push_back(*asked.person);
    const auto *giver = state.user(author);
    std::vector<wire::RosterUser> users;
    for (const auto &id : people) {
        const auto *known = state.user(id);
        wire::RosterUser user = known != nullptr ? *known : wire::RosterUser{id, 0, 0};
        if (giver != nullptr) {
            user.groups |= giver->groups & how.groups;
            if (how.mayDecide && id == asked.person)
                user.rights |= giver->rights;
        }
        users.push_back(user);
    }
    return users;
}

JoinRequest joinRequestOf(base::Bytes file, const sync::EnrolmentRequest &request)
{
    return {std::move(file), QString::fromStdString(request.code), QString::fromStdString(request.series), request.device};
}

} // namespace

Result<void> foundHouse(casework::Desk &desk, ExchangeDesk &exchange)
{
    INDARO_TRY(exchange.trust().found(desk.log.user(), std::nullopt));
    return casework::recordAuditNow(desk, casework::AuditVerb::ShelterJoined, std::nullopt,
                                    base::toHex(exchange.trust().shelter().bytes()));
}

Result<JoinRequest> requestToJoin(casework::Desk &desk, ExchangeDesk &exchange, const QString &laptopName)
{
    INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(desk));
    INDARO_TRY_ASSIGN(base::Bytes file, sync::makeEnrolmentRequest(exchange.trust(), series.toStdString(),
                                                                   laptopName.toStdString(), desk.log.user()));
    INDARO_TRY_ASSIGN(const auto request, sync::readEnrolmentRequest(file));
    if (!laptopName.isEmpty())
        INDARO_TRY(casework::saveThisLaptop(desk, laptopName)); // what the house will call it
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY(sync::setMeta(desk.log.connection(), RequestKey, file));
    INDARO_TRY(sync::setMeta(desk.log.connection(), BegunKey, base::ByteView(&Begun, 1)));
    INDARO_TRY(transaction.commit());
    return joinRequestOf(std::move(file), request);
}

Result<std::optional<Joining>> findJoining(casework::Desk &desk, ExchangeDesk &exchange)
{
    INDARO_TRY_ASSIGN(const auto begun, sync::findMeta(desk.log.connection(), BegunKey));
    if (exchange.trust().isMember() || !begun || begun->empty())
        return std::optional<Joining>();
    INDARO_TRY_ASSIGN(auto file, sync::findMeta(desk.log.connection(), RequestKey));
    if (!file)
        return std::optional(Joining{});
    INDARO_TRY_ASSIGN(const auto request, sync::readEnrolmentRequest(*file));
    if (request.device != desk.log.device()) // of the vault this one was restored from
        return std::optional(Joining{});
    return std::optional(Joining{joinRequestOf(std::move(*file), request)});
}

Result<void> beginJoining(casework::Desk &desk)
{
    INDARO_TRY(sync::refuseTraining(desk.log.connection()));
    return keep(desk.log.connection(), BegunKey, base::ByteView(&Begun, 1));
}

Result<void> giveUpJoining(casework::Desk &desk)
{
    return keep(desk.log.connection(), BegunKey, {});
}

Result<sync::EnrolmentAnswer> letLaptopIn(casework::Desk &desk, ExchangeDesk &exchange, base::ByteView request,
                                          const LetIn &how)
{
    INDARO_TRY(desk.access.mustDo(casework::Thing::House));
    INDARO_TRY(sync::refuseTraining(desk.log.connection())); // before anything is founded
    INDARO_TRY_ASSIGN(const auto asked, sync::readEnrolmentRequest(request));
    const std::string typed = how.typedCode.toStdString();
    if (!sync::isSameCode(asked.code, typed))
        return Error(Errc::EnrolmentCodeWrong);
    if (how.mayDecide && !asked.person)
        return Error(Errc::InvalidArgument, {{"what", std::string("person")}});
    if (!arePossible(how))
        return Error(Errc::InvalidArgument, {{"what", std::string("compartments")}});
    if (!exchange.trust().isMember())
        INDARO_TRY(foundHouse(desk, exchange));
    INDARO_TRY(checkSeries(exchange, asked));
    sync::Trust::Grant grant;
    grant.groups = how.groups;
    grant.isAdmin = how.isAdmin;
    grant.users = usersOf(exchange.trust().state(), desk.log.user(), asked, how);
    INDARO_TRY_ASSIGN(auto answer, sync::approveEnrolment(exchange.trust(), request, typed, grant, desk.log.user(), {}));
    std::string detail = base::toHex(asked.device.bytes()) + " " + how.agreed;
    if (how.groups != wire::AllGroups)
        detail += " compartments " + std::to_string(how.groups);
    INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::LaptopEnrolled, std::nullopt, detail));
    if (how.mayDecide)
        INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::LaptopRightsChanged, std::nullopt,
                                            asked.person->toText() + " may decide"));
    INDARO_TRY(keepLettingIn(desk, request, answer, false));
    return answer;
}

Result<sync::EnrolmentAnswer> addAccess(casework::Desk &desk, ExchangeDesk &exchange, base::ByteView request,
                                        base::ByteView secret)
{
    INDARO_TRY(desk.access.mustDo(casework::Thing::House));
    INDARO_TRY(sync::refuseTraining(desk.log.connection()));
    INDARO_TRY_ASSIGN(const auto asked, sync::readEnrolmentRequest(request));
    if (exchange.trust().state().device(asked.device) == nullptr)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto answer,
                      sync::approveEnrolment(exchange.trust(), request, asked.code, {}, desk.log.user(), secret));
    INDARO_TRY(keepLettingIn(desk, request, answer, true));
    return answer;
}

Result<std::optional<LettingIn>> findLettingIn(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto kept, sync::findMeta(desk.log.connection(), LettingInKey));
    if (!kept || kept->empty())
        return std::optional<LettingIn>();
    base::ByteReader in(*kept);
    const auto request = in.blob();
    const auto file = in.blob();
    std::string code = in.text();
    const bool hasAccess = in.u8() == 1;
    if (!in.isValid() || !in.atEnd())
        return Error(Errc::StoreDamaged);
    INDARO_TRY_ASSIGN(auto asked, sync::readEnrolmentRequest(request));
    return std::optional(LettingIn{
        {request.begin(), request.end()}, std::move(asked), {{file.begin(), file.end()}, std::move(code)}, hasAccess});
}

Result<void> endLettingIn(casework::Desk &desk)
{
    return keep(desk.log.connection(), LettingInKey, {});
}

Result<sync::PendingEnrolment> readAnswer(casework::Desk &desk, ExchangeDesk &exchange, base::ByteView answer)
{
    INDARO_TRY(sync::refuseTraining(desk.log.connection()));
    INDARO_TRY_ASSIGN(const auto request, sync::findMeta(desk.log.connection(), RequestKey));
    if (!request)
        return Error(Errc::EnrolmentNotForUs);
    return sync::readEnrolmentAnswer(exchange.trust(), *request, answer);
}

Result<std::string> finishJoining(casework::Desk &desk, ExchangeDesk &exchange, base::ByteView answer,
                                  const QString &typedCode)
{
    INDARO_TRY_ASSIGN(auto pending, readAnswer(desk, exchange, answer));
    if (!sync::isSameCode(pending.code, typedCode.toStdString()))
        return Error(Errc::EnrolmentCodeWrong);
    INDARO_TRY(dropOwnHouse(desk)); // before it belongs to the house: a power cut between the two loses a name at most
    const base::Bytes secret = std::move(pending.secret);
    INDARO_TRY(sync::finishEnrolment(exchange.trust(), std::move(pending), typedCode.toStdString()));
    INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::ShelterJoined, std::nullopt,
                                        base::toHex(exchange.trust().shelter().bytes())));
    // It belongs to the house: an access that cannot be used is one to be asked for again, and no failure.
    auto server = transport::keepAdmission(desk.log.connection(), exchange.trust(), secret);
    return server ? std::move(*server) : std::string();
}

std::filesystem::path requestFile(const std::filesystem::path &folder, const QString &series)
{
    return folder / ("q-" + series.toLower().toStdString() + ".dat");
}

std::filesystem::path answerFile(const std::filesystem::path &folder, const QString &series)
{
    return folder / ("a-" + series.toLower().toStdString() + ".dat");
}

Result<void> writeToStick(const std::filesystem::path &file, const base::Bytes &content)
{
    INDARO_TRY(base::writeFileDurably(file, content));
    INDARO_TRY_ASSIGN(const auto read, base::readFile(file, LargestFile));
    return read == content ? Result<void>() : Error(Errc::FolderUnreliable, {{"file", base::utf8Of(file.filename())}});
}

Result<std::vector<FoundRequest>> findRequests(const std::filesystem::path &folder)
{
    std::error_code failed;
    std::vector<FoundRequest> found;
    std::filesystem::directory_iterator files(folder, failed);
    if (failed)
        return Error(Errc::FileNotReadable);
    for (; files != std::filesystem::directory_iterator(); files.increment(failed)) {
        const auto name = base::utf8Of(files->path().filename());
        if (!name.starts_with("q-") || !name.ends_with(".dat"))
            continue;
        auto file = base::readFile(files->path(), LargestRequest);
        if (!file)
            continue;
        auto request = sync::readEnrolmentRequest(*file);
        if (request)
            found.push_back({files->path(), std::move(*file), std::move(*request)});
    }
    std::ranges::sort(found, {}, [](const FoundRequest &one) { return one.request.series; });
    return found.empty() ? Result<std::vector<FoundRequest>>(Error(Errc::FileNotFound)) : std::move(found);
}

Result<base::Bytes> findAnswer(const std::filesystem::path &folder, const QString &series)
{
    return base::readFile(answerFile(folder, series), LargestFile);
}

void tidyStick(const std::filesystem::path &folder, const QString &series)
{
    std::error_code failed;
    std::filesystem::remove(requestFile(folder, series), failed);
    std::filesystem::remove(answerFile(folder, series), failed);
}

} // namespace indaro::exchange
