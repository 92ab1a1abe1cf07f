// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/migrations.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"

#include <cstdint>
#include <cstdio>
#include <map>
#include <string>

using namespace indaro;
using base::Errc;
using base::Error;
using base::Result;
using store::Connection;
namespace fields = model::fields;

// The program kill_and_check.py kills: `write FILE FIRST` answers an interview through the product's own command and
// acknowledges on stdout what is durable, `check FILE` says what is there and whether each answer has its operation.

namespace {

Result<Connection> openFile(const std::string &file, base::Random &random)
{
    const std::string text = "a key of 32 bytes for tests only";
    const auto key = base::SecretBytes::copyOf(base::asBytes(text));
    // Killed before the first commit, the file is there and empty: nothing was ever acknowledged.
    const bool exists = std::filesystem::exists(file) && std::filesystem::file_size(file) > 0;
    INDARO_TRY_ASSIGN(auto db, Connection::open(file, key, exists ? Connection::Mode::ReadWrite : Connection::Mode::Create));
    INDARO_TRY(store::migrate(db, casework::migrations(), {}));
    INDARO_TRY_ASSIGN(const auto device, sync::findMeta(db, sync::meta::DeviceId));
    if (!device)
        INDARO_TRY(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()));
    return db;
}

/// The one interview of the file, made on first use.
Result<casework::InterviewId> interviewOf(casework::Desk &desk)
{
    {
        INDARO_TRY_ASSIGN(const auto drafts, casework::listInterviewDrafts(desk));
        if (!drafts.empty())
            return drafts.front().id;
    }
    const auto person = sync::RecordId::make(desk.random);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.birth({fields::case_file::Table, person}, {{fields::case_file::DisplayName, "Rose"}}));
    INDARO_TRY(transaction.commit());
    casework::InterviewStart start{person};
    start.formId = QStringLiteral("faults");
    return casework::startInterview(desk, start);
}

QString pathOf(std::int64_t id)
{
    return QStringLiteral("/data/q%1").arg(id);
}

QString textOf(std::int64_t id)
{
    return QString(200, QLatin1Char('x')) + QString::number(id);
}

constexpr int Fields = 7; // in which a text is always being typed

QString typingPathOf(std::int64_t id)
{
    return QStringLiteral("/data/t%1").arg(id % Fields);
}

/// Returns only when writing failed.
Result<void> writeAnswers(casework::Desk &desk, std::int64_t first)
{
    INDARO_TRY_ASSIGN(const auto interview, interviewOf(desk));
    for (std::int64_t id = first;; ++id) {
        casework::AnswerDraft answer;
        answer.path = pathOf(id);
        answer.type = QStringLiteral("text");
        answer.value = textOf(id);
        INDARO_TRY(casework::keepTyping(desk, interview, typingPathOf(id), textOf(id)));
        INDARO_TRY(casework::saveAnswer(desk, interview, answer));
        std::printf("ack %lld\n", static_cast<long long>(id));
        std::fflush(stdout);
    }
}

/// Each answer was written after its unfinished text: none of those may be older than the answers that are there.
Result<void> checkUnfinished(const casework::LoadedInterview &loaded)
{
    std::map<QString, std::int64_t> newest;
    for (const auto &answer : loaded.answers) {
        const std::int64_t id = answer.path.mid(7).toLongLong();
        auto &at = newest[typingPathOf(id)];
        at = std::max(at, id);
    }
    for (const auto &kept : loaded.unfinished) {
        const std::int64_t id = kept.text.mid(200).toLongLong();
        if (kept.text != textOf(id) || kept.path != typingPathOf(id))
            return Error(Errc::StoreDamaged);
        if (const auto found = newest.find(kept.path); found != newest.end() && found->second <= id)
            newest.erase(found);
    }
    if (!newest.empty())
        return Error(Errc::StoreDamaged, {{"lost_texts", std::int64_t(newest.size())}});
    return {};
}

Result<void> checkAnswers(casework::Desk &desk)
{
    INDARO_TRY(desk.db.checkIntegrity());
    INDARO_TRY_ASSIGN(const auto interview, interviewOf(desk));
    INDARO_TRY_ASSIGN(const auto loaded, casework::loadInterview(desk, interview));
    INDARO_TRY_ASSIGN(auto unlogged,
                      desk.db.prepare("SELECT count(*) FROM answer_case a WHERE NOT EXISTS (SELECT 1 FROM operation o "
                                      "WHERE o.record = a.id AND o.record_table = 11)"));
    INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, unlogged.step());
    if (unlogged.integer(0) != 0)
        return Error(Errc::StoreDamaged, {{"unlogged", unlogged.integer(0)}});
    INDARO_TRY(checkUnfinished(loaded));
    for (const auto &answer : loaded.answers) {
        const std::int64_t id = answer.path.mid(7).toLongLong();
        if (answer.path != pathOf(id) || answer.value != textOf(id))
            return Error(Errc::StoreDamaged);
        std::printf("has %lld\n", static_cast<long long>(id));
    }
    return {};
}

Result<void> run(const std::string &verb, int argc, char **argv)
{
    INDARO_TRY(crypto::initialise());
    crypto::SystemRandom random;
    const base::SystemClock clock;
    INDARO_TRY_ASSIGN(auto db, openFile(argv[2], random));
    const auto user = *sync::UserId::fromBytes(base::asBytes("sixteen bytes it"));
    INDARO_TRY_ASSIGN(auto log, sync::ChangeLog::open(db, model::schema(), clock, user));
    casework::Desk desk{db, log, clock, random, casework::Access::everything()};
    return verb == "write" && argc == 4 ? writeAnswers(desk, std::stoll(argv[3])) : checkAnswers(desk);
}

} // namespace

int main(int argc, char **argv)
{
    const std::string verb = argc > 1 ? argv[1] : "";
    if (!(verb == "write" && argc == 4) && !(verb == "check" && argc == 3)) {
        std::fprintf(stderr, "usage: fault-writer write FILE FIRST | check FILE\n");
        return 2;
    }
    const auto result = run(verb, argc, argv);
    if (result.hasValue())
        return 0;
    std::fprintf(stderr, "%s\n", result.error().toString().c_str());
    return 1;
}
