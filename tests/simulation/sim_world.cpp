// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_world.h"

#include "core/sync/erasure_order.h"

#include <algorithm>

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;
using Kind = SimStep::Kind;

namespace {

constexpr std::int64_t Year = 365LL * 24 * 3600 * 1000;
constexpr int MostRounds = 16;

/// A form somebody opened: what it shows, and what its writer knew then.
struct OpenForm
{
    sync::FieldId field;
    sync::RecordId record;
    sync::Seen seen;
    std::set<sync::Dot> past;
};

std::int64_t rowsOf(SimLaptop &laptop, std::string_view table)
{
    auto rows = laptop.db->prepare("SELECT count(*) FROM " + std::string(table)).value();
    return rows.step().value() ? rows.integer(0) : 0;
}

class World
{
public:
    World(const SimPlan &plan, std::string *trace, const SimTamper &tamper);
    std::string run();

private:
    SimLaptop &laptop(std::size_t index) { return *m_laptops[index % m_laptops.size()]; }
    RoadTrouble trouble() { return {m_plan.hasTrouble ? &m_dice : nullptr}; }
    void say(const std::string &line);
    void fail(const std::string &why);

    void step(const SimStep &step);
    Result<void> perform(const SimStep &step, SimLaptop &who, SimLaptop &whom);
    Result<void> work(Kind kind, SimLaptop &who);
    Result<void> workOnMany(Kind kind, SimLaptop &who);
    Result<void> workOn(Kind kind, SimLaptop &who, const sync::RecordId &person);
    Result<void> saveForm(SimLaptop &who);
    Result<bool> settleSomething(SimLaptop &who);
    Result<void> undoSomething(SimLaptop &who);
    Result<void> roster(Kind kind, SimLaptop &who, SimLaptop &whom);
    Result<void> finishErasures(SimLaptop &who);
    Result<void> compact(SimLaptop &who);
    Result<void> server(SimLaptop &who, const RoadTrouble &trouble);
    static bool isBetweenBranches(SimLaptop &who, const Error &error);
    Result<void> stick(SimLaptop &who, const RoadTrouble &trouble);
    Result<void> deliverParcels();
    void disturb(Kind kind, SimLaptop &who);
    bool hadTrouble(SimLaptop &who);
    void recover(SimLaptop &who);
    void note(SimLaptop &who);
    bool isExpected(const Error &error) const;
    std::vector<sync::RecordId> everybody(SimLaptop &who, std::string_view table);
    std::optional<sync::RecordId> somebody(SimLaptop &who, std::string_view table = "person");
    template <class Write> Result<void> inTransaction(SimLaptop &who, Write write);

    std::vector<SimLaptop *> house(); ///< who is of the house, and not lost
    void becomeQuiet();
    void exchangeAll(int round);
    void decide(SimLaptop &who);
    std::string fingerprint();
    void useServerAgain();
    void checkQuiet();

    const SimPlan &m_plan;
    std::string *m_trace;
    const SimTamper &m_tamper;
    Dice m_dice;
    std::vector<std::unique_ptr<SimLaptop>> m_laptops;
    std::optional<SimServer> m_server;
    std::shared_ptr<const MemoryRelayStore::State> m_backup;
    SimStick m_stick;
    std::vector<Parcel> m_parcels;
    std::map<std::size_t, std::vector<OpenForm>> m_forms;
    SimModel m_model;
    std::set<std::size_t> m_troubled; ///< whose disk failed since they were last looked after
    std::string m_failure;
    bool m_wasRolledBack = false;
};

World::World(const SimPlan &plan, std::string *trace, const SimTamper &tamper)
    : m_plan(plan), m_trace(trace), m_tamper(tamper), m_dice(plan.seed + 17)
{
    const SimHouse &ready = readyHouse(plan.laptops);
    seedCrypto(plan.seed);
    for (std::size_t i = 0; i < plan.laptops + (plan.hasNewcomer ? 1 : 0); ++i) {
        m_laptops.push_back(std::make_unique<SimLaptop>(i, 1000 + i));
        m_laptops.back()->disk.restore(ready.disks[i]);
        INDARO_CHECK(m_laptops.back()->start().hasValue());
        m_laptops.back()->random = SeededRandom(plan.seed * 31 + i);
        m_laptops.back()->isMember = i < plan.laptops;
    }
    m_server.emplace(ready.server);
    m_backup = m_server->store.snapshot();
}

void World::say(const std::string &line)
{
    if (m_trace != nullptr)
        *m_trace += line + "\n";
}

void World::fail(const std::string &why)
{
    if (m_failure.empty())
        m_failure = why;
}

template <class Write> Result<void> World::inTransaction(SimLaptop &who, Write write)
{
    INDARO_TRY_ASSIGN(auto transaction, who.db->begin());
    INDARO_TRY(write());
    return transaction.commit();
}

std::vector<sync::RecordId> World::everybody(SimLaptop &who, std::string_view table)
{
    std::vector<sync::RecordId> all;
    auto rows = who.db->prepare("SELECT id FROM " + std::string(table) + " ORDER BY id");
    while (rows) {
        const auto row = rows->step();
        if (!row || !*row)
            break;
        all.push_back(*rows->id<sync::RecordTag>(0));
    }
    return all;
}

std::optional<sync::RecordId> World::somebody(SimLaptop &who, std::string_view table)
{
    const auto all = everybody(who, table);
    if (all.empty())
        return std::nullopt;
    return all[m_dice(all.size())];
}

Result<void> World::work(Kind kind, SimLaptop &who)
{
    if (kind == Kind::Admit) {
        const auto id = sync::RecordId::make(who.random);
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->birth({1, id}, {{person::Name, "n" + std::to_string(m_dice(9))},
                                                {person::Age, static_cast<std::int64_t>(m_dice(60))},
                                                {person::Languages, m_dice(2) == 0 ? "fr rn" : "sw"}}));
            return {};
        });
    }
    if (kind == Kind::Crowd || kind == Kind::Clearance)
        return workOnMany(kind, who);
    const auto found = somebody(who);
    return found ? workOn(kind, who, *found) : Result<void>();
}

/// So many at once that a laptop that did not write it asks a person before it lets that in.
Result<void> World::workOnMany(Kind kind, SimLaptop &who)
{
    const auto all = kind == Kind::Clearance ? everybody(who, "person") : std::vector<sync::RecordId>();
    return inTransaction(who, [&]() -> Result<void> {
        for (const auto &person : all)
            INDARO_TRY(who.log->remove({1, person}));
        for (std::size_t i = 0; kind == Kind::Crowd && i < 7; ++i)
            INDARO_TRY(who.log->birth({1, sync::RecordId::make(who.random)}, {{person::Name, "c" + std::to_string(i)}}));
        return {};
    });
}

Result<void> World::workOn(Kind kind, SimLaptop &who, const sync::RecordId &person)
{
    const sync::FieldId field = m_dice(3) == 0 ? person::Age : person::Name;
    const base::Value value = field == person::Age ? base::Value(static_cast<std::int64_t>(m_dice(5)))
                                                   : base::Value("v" + std::to_string(m_dice(7)));
    switch (kind) {
    case Kind::Note: {
        const auto id = sync::RecordId::make(who.random);
        const auto pageId = sync::RecordId::make(who.random);
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->birth({2, id}, {{note::Person, idBytes(person)}, {note::Body, "b"}}));
            if (m_dice(3) == 0)
                INDARO_TRY(who.log->birth({3, pageId}, {{page::Note, idBytes(id)}, {page::Text, "t"}}));
            return {};
        });
    }
    case Kind::Edit:
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->edit(field, person, value));
            return {};
        });
    case Kind::OpenForm: {
        INDARO_TRY_ASSIGN(auto seen, who.log->look(field, person));
        OpenForm form{field, person, std::move(seen), {}};
        INDARO_TRY_ASSIGN(const auto operations, who.log->rows().ofRecord({1, person}));
        for (const auto &operation : operations)
            form.past.insert(operation.dot);
        m_forms[who.index].push_back(std::move(form));
        return {};
    }
    case Kind::Codes: {
        static constexpr std::string_view Choices[] = {"fr", "rn", "fr rn", "sw", "en fr", ""};
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->edit(person::Languages, person, Choices[m_dice(std::size(Choices))]));
            return {};
        });
    }
    case Kind::Remove: {
        const auto noteId = m_dice(2) == 0 ? somebody(who, "note") : std::nullopt;
        return inTransaction(who, [&] {
            return who.log->remove(noteId ? sync::RecordKey{2, *noteId} : sync::RecordKey{1, person});
        });
    }
    default: // HouseOnly
        count(Event::HouseOnly);
        return inTransaction(who, [&] { return who.log->setHouseOnly(person, !who.log->isHouseOnly(person)); });
    }
}

Result<void> World::saveForm(SimLaptop &who)
{
    auto &forms = m_forms[who.index];
    if (forms.empty())
        return {};
    const OpenForm form = forms.back();
    forms.pop_back();
    const base::Value value = form.field == person::Age ? base::Value(static_cast<std::int64_t>(m_dice(5)))
                                                        : base::Value("f" + std::to_string(m_dice(5)));
    const auto saved = inTransaction(who, [&]() -> Result<void> {
        INDARO_TRY(who.log->edit(form.field, form.record, value, form.seen));
        return {};
    });
    if (!who.disk.isOff()) {
        if (hadTrouble(who))
            who.disk.repair();
        if (auto failure = m_model.noteWritten(who, &form.past); !failure.empty())
            fail(failure);
    }
    count(Event::FormSaved, saved ? 1 : 0);
    if (!saved && saved.error().code == Errc::UnknownRecord) // removed meanwhile
        return {};
    return saved;
}

/// Whether there was anything to decide.
Result<bool> World::settleSomething(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(const auto open, who.log->conflicts());
    if (open.empty())
        return false;
    const auto &[key, conflict] = open[m_dice(open.size())];
    count(Event::Settled);
    if (conflict.field == 0) {
        const auto what = m_dice(2) == 0 ? sync::ChangeLog::Keep::Record : sync::ChangeLog::Keep::Deletion;
        INDARO_TRY(inTransaction(who, [&, &k = key] { return who.log->resolveDeletion(k, what); }));
        return true;
    }
    const auto value = conflict.alternatives[m_dice(conflict.alternatives.size())].value;
    INDARO_TRY(inTransaction(who, [&, &k = key, &c = conflict] {
        return who.log->resolve({k.table, c.field}, k.record, value);
    }));
    return true;
}

Result<void> World::undoSomething(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(auto rows, who.db->prepare("SELECT record_table, record, field FROM operation WHERE kind = 6 "
                                                 "ORDER BY record, record_table, field"));
    std::vector<std::pair<sync::RecordKey, std::uint16_t>> decided;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        decided.push_back({{static_cast<std::uint16_t>(rows.integer(0)), *rows.id<sync::RecordTag>(1)},
                           static_cast<std::uint16_t>(rows.integer(2))});
    }
    if (decided.empty())
        return {};
    const auto &[key, field] = decided[m_dice(decided.size())];
    const auto undone = inTransaction(who, [&, &k = key, f = field] {
        return who.log->undoResolve({k.table, f}, k.record);
    });
    count(Event::SettlingUndone, undone ? 1 : 0);
    const bool isPast = !undone && (undone.error().code == Errc::WrongState || undone.error().code == Errc::UnknownRecord);
    return isPast ? Result<void>() : undone;
}

Result<void> World::roster(Kind kind, SimLaptop &who, SimLaptop &whom)
{
    const auto self = who.trust->self();
    if (!self || !self->isAdmin || self->isRevoked)
        return {};
    if (kind == Kind::Epochs) {
        count(Event::NewEpoch);
        return who.trust->startEpochs(who.user);
    }
    if (kind == Kind::Enrol) {
        SimLaptop &newcomer = *m_laptops.back();
        if (!m_plan.hasNewcomer || newcomer.isMember || newcomer.trust->isMember() || !newcomer.isRunning())
            return {};
        const auto enrolled = enrolInPerson(who, newcomer, false);
        count(Event::Enrolment, enrolled ? 1 : 0);
        newcomer.isMember = newcomer.trust->isMember();
        return enrolled;
    }
    // One admin shuts laptops out, and never an admin, so that nobody has to decide between two.
    const auto state = who.trust->state();
    const auto *line = whom.isRunning() ? state.device(whom.device()) : nullptr;
    if (who.index != 0 || line == nullptr || line->isAdmin || line->isRevoked)
        return {};
    INDARO_TRY_ASSIGN(const auto cuts, who.engine->cutsOf(whom.device()));
    const auto revoked = who.trust->revoke(whom.device(), cuts, {}, who.user);
    count(Event::Revocation, revoked ? 1 : 0);
    whom.isLost = who.trust->state().device(whom.device())->isRevoked;
    return revoked;
}

Result<void> World::finishErasures(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(const auto orders, sync::erasureOrders(*who.db));
    for (const auto &order : orders) {
        INDARO_TRY_ASSIGN(const auto progress, sync::erasureProgress(*who.log, *who.trust, order));
        if (!progress.isComplete())
            continue;
        INDARO_TRY(sync::finishErasure(*who.log, *who.trust, order));
        count(Event::ErasureDone);
    }
    INDARO_TRY(who.trust->forgetDroppedKeys());
    return {};
}

Result<void> World::compact(SimLaptop &who)
{
    sync::EnvelopeRows rows(*who.db);
    INDARO_TRY_ASSIGN(const auto heads, rows.heads());
    sync::CompactOptions options{who.clock.nowUtc() + Year, {}};
    for (const auto &[key, head] : heads)
        options.covered[{key.device, key.stream}] = head.lastSequence;
    m_model.noteCompacted();
    return inTransaction(who, [&]() -> Result<void> {
        INDARO_TRY(sync::compact(*who.log, options));
        count(Event::Compaction);
        return {};
    });
}

Result<void> World::server(SimLaptop &who, const RoadTrouble &trouble)
{
    INDARO_TRY_ASSIGN(const auto known, transport::findServer(*who.db, ServerUrl));
    if (!known)
        return {}; // a newcomer without a token of its own
    const auto done = exchangeWithServer(who, *m_server, trouble);
    count(Event::Exchange, done ? 1 : 0);
    if (!done && !isExpected(done.error()) && !isBetweenBranches(who, done.error()) && !hadTrouble(who))
        fail("exchange with the server: " + done.error().toString());
    return {};
}

/// Enrolled by one admin while another wrote the roster on: it takes part once somebody has joined the two.
bool World::isBetweenBranches(SimLaptop &who, const Error &error)
{
    return error.code == Errc::NotEnrolled && !who.trust->self() && who.trust->chain().heads().size() > 1;
}

Result<void> World::stick(SimLaptop &who, const RoadTrouble &trouble)
{
    m_stick.trouble = trouble;
    transport::SyncDesk desk = who.desk();
    const auto done = transport::exchangeFolder(desk, m_stick, {trouble.dice != nullptr && m_dice(3) == 0, {}});
    count(Event::StickVisit, done ? 1 : 0);
    return done || isBetweenBranches(who, done.error()) ? Result<void>() : done.error();
}

Result<void> World::deliverParcels()
{
    m_dice.shuffle(m_parcels);
    auto parcels = std::exchange(m_parcels, {});
    for (const auto &[to, envelope] : parcels) {
        SimLaptop &receiver = laptop(to);
        if (!receiver.trust->isMember())
            continue;
        const auto taken = receiver.engine->takeIn(envelope, {sync::Road::Kind::House, "parcel"});
        if (!taken && !hadTrouble(receiver))
            return taken.error();
        recover(receiver);
    }
    return {};
}

void World::disturb(Kind kind, SimLaptop &who)
{
    switch (kind) {
    case Kind::PowerCut:
        who.disk.powerOff();
        break;
    case Kind::PowerCutSoon:
        who.disk.powerOffAfter(1 + m_dice(40));
        break;
    case Kind::DiskTrouble:
        who.disk.failAfter(1 + m_dice(40), 1 + m_dice(3),
                           m_dice(2) == 0 ? SimDisk::Failure::Full : SimDisk::Failure::Broken);
        break;
    case Kind::Clock: {
        count(Event::ClockJump);
        static constexpr std::int64_t Years[] = {-17, 13, 0, 0, 0};
        who.clock.setUtc(1'795'478'400'000 + Years[m_dice(std::size(Years))] * Year +
                         static_cast<std::int64_t>(m_dice(100'000'000)));
        break;
    }
    case Kind::ServerTrouble:
        if (m_dice(2) == 0) {
            m_server->restart();
            count(Event::ServerRestart);
        } else {
            m_server->store.failCommits(1 + static_cast<int>(m_dice(2)));
        }
        break;
    default: // ServerRollback
        if (m_dice(2) == 0) {
            m_backup = m_server->store.snapshot();
            return;
        }
        m_server->store.restore(m_backup);
        m_server->restart();
        m_wasRolledBack = true;
        count(Event::ServerRollback);
    }
}

Result<void> World::perform(const SimStep &step, SimLaptop &who, SimLaptop &whom)
{
    switch (step.kind) {
    case Kind::SaveForm:
        return saveForm(who);
    case Kind::Settle: {
        INDARO_TRY_ASSIGN(const bool isSettled, settleSomething(who));
        return isSettled || !whom.isRunning() ? Result<void>()
                                              : settleSomething(whom).andThen([](bool) { return Result<void>(); });
    }
    case Kind::UndoSettling:
        return undoSomething(who);
    case Kind::Server:
        return server(who, trouble());
    case Kind::Stick:
        return stick(who, trouble());
    case Kind::Meet:
        count(Event::Meeting);
        INDARO_TRY(tell(who, whom, trouble(), m_parcels));
        return m_dice(2) == 0 ? tell(whom, who, trouble(), m_parcels) : Result<void>();
    case Kind::Parcels:
        return deliverParcels();
    case Kind::Epochs:
    case Kind::Enrol:
    case Kind::Revoke:
        return roster(step.kind, who, whom);
    case Kind::Erase: {
        const auto person = who.trust->self()->isAdmin ? somebody(who) : std::nullopt;
        if (person) {
            INDARO_TRY(sync::orderErasure(*who.log, *who.trust, *who.engine, {1, *person}, {}));
            count(Event::ErasureOrdered);
        }
        return {};
    }
    case Kind::FinishErasure:
        return finishErasures(who);
    case Kind::Compact:
        return compact(who);
    case Kind::Snapshot:
        return giveSnapshot(who, whom, trouble());
    default:
        return work(step.kind, who);
    }
}

/// Errors that belong to what is going on, and are said to a person.
bool World::isExpected(const Error &error) const
{
    switch (error.code) {
    case Errc::DeviceRevoked:
    case Errc::AccessRefused:
        return std::any_of(m_laptops.begin(), m_laptops.end(), [](const auto &one) { return one->isLost; });
    case Errc::DiskFull:
    case Errc::ServerBusy:
        return m_plan.hasTrouble; // of the server
    case Errc::RoadStopped:
        return m_wasRolledBack;
    default:
        return false;
    }
}

void World::step(const SimStep &step)
{
    m_dice = Dice(step.seed);
    SimLaptop &who = laptop(step.who);
    SimLaptop &whom = laptop(step.whom);
    const bool isDisturbance = step.kind >= Kind::PowerCut && step.kind <= Kind::ServerRollback;
    if (isDisturbance) {
        disturb(step.kind, who);
        recover(who);
        return;
    }
    const bool isPair = step.kind == Kind::Meet || step.kind == Kind::Snapshot || step.kind == Kind::Settle;
    const bool canDo = step.kind == Kind::Parcels || step.kind <= Kind::HouseOnly || step.kind >= Kind::Crowd ||
                       (who.trust->isMember() && (!isPair || (whom.trust->isMember() && &who != &whom)));
    if (!canDo)
        return;
    who.clock.advance(static_cast<std::int64_t>(m_dice(90'000)));
    const auto done = perform(step, who, whom);
    const bool wasTrouble =
        hadTrouble(who) || (isPair && hadTrouble(whom)) || (step.kind == Kind::Enrol && hadTrouble(*m_laptops.back()));
    const bool isOfBranch = step.kind == Kind::Snapshot && !done && done.error().code == Errc::SyncUnknownDevice &&
                            whom.trust->chain().heads().size() > 1;
    const bool isLostOne = (who.isLost || whom.isLost) && !done &&
                           (done.error().code == Errc::WrongState || done.error().code == Errc::SyncUnknownDevice ||
                            done.error().code == Errc::SyncKeyMissing || done.error().code == Errc::DeviceRevoked);
    if (!done && !wasTrouble && !isLostOne && !isOfBranch)
        fail(std::string(nameOf(step.kind)) + ": " + done.error().toString());
    for (SimLaptop *one : {&who, &whom, m_laptops.back().get()})
        recover(*one);
    count(Event::Waiting, m_failure.empty() && sync::EnvelopeRows(*who.db).waitingCount().value() > 0 ? 1 : 0);
}

bool World::hadTrouble(SimLaptop &who)
{
    if (who.disk.takeTrouble())
        m_troubled.insert(who.index);
    return m_troubled.contains(who.index);
}

/// Whoever has no power gets it back; what a user was told is kept must be there.
void World::recover(SimLaptop &who)
{
    const bool wasTrouble = hadTrouble(who);
    m_troubled.erase(who.index);
    if (wasTrouble)
        who.disk.repair();
    if (who.disk.isOff() || (wasTrouble && m_dice(2) == 0)) {
        say("    laptop " + std::to_string(who.index) + " starts again");
        count(Event::Restart);
        who.stop();
        who.disk.powerOn();
        if (const auto started = who.start(); !started)
            return fail("laptop " + std::to_string(who.index) + " does not start: " + started.error().toString());
        m_forms[who.index].clear();
    }
    note(who);
}

void World::note(SimLaptop &who)
{
    if (auto failure = m_model.noteWritten(who); !failure.empty())
        fail(failure);
}

std::vector<SimLaptop *> World::house()
{
    std::vector<SimLaptop *> out;
    for (const auto &one : m_laptops) {
        if (!one->isLost && one->trust->isMember())
            out.push_back(one.get());
    }
    return out;
}

/// What people do about what was put aside and what they were warned of.
void World::decide(SimLaptop &who)
{
    const auto lines = who.engine->quarantine().value();
    for (const auto &line : lines) {
        if (line.reason == "Held") {
            count(Event::Held);
            if (const auto released = who.engine->release(line.id);
                !released && released.error().code != Errc::UnknownRecord)
                fail("a held batch cannot be let in: " + released.error().toString());
        } else if (line.reason == "Revoked") {
            count(Event::PutAside);
            INDARO_CHECK(who.engine->settle(line.id).hasValue());
        }
    }
    const auto alarms = sync::openAlarms(*who.db).value();
    for (const auto &alarm : alarms) {
        if (alarm.kind == sync::AlarmKind::Rollback && m_wasRolledBack)
            INDARO_CHECK(sync::settleAlarm(*who.db, alarm.id, who.clock.nowUtc()).hasValue());
    }
}

void World::exchangeAll(int round)
{
    const auto all = house();
    SimLaptop &first = *all.front();
    const auto must = [&](const Result<void> &done, std::string_view what) {
        if (!done)
            fail(std::string(what) + " in the last exchange: " + done.error().toString());
    };
    if (first.trust->chain().heads().size() > 1) {
        count(Event::BranchesJoined);
        must(first.trust->joinBranches(first.user).andThen([](bool) { return Result<void>(); }), "joining branches");
    }
    std::vector<Parcel> none;
    // The road that does most of it differs; the house stream needs the others.
    const auto road = round == 0 ? m_plan.seed % 3 : 2;
    for (int pass = 0; pass < 2; ++pass) {
        for (SimLaptop *one : all) {
            if (road == 0)
                must(server(*one, {}), "server");
            if (road == 1)
                must(stick(*one, {}), "stick");
            if (road == 2 && one != &first)
                must(pass == 0 ? tell(*one, first, {}, none) : tell(first, *one, {}, none), "meeting");
        }
    }
    for (SimLaptop *one : all) {
        decide(*one);
        must(finishErasures(*one), "erasure");
        note(*one);
    }
}

/// All that another round could change: when it stays the same, nobody has anything left to say.
std::string World::fingerprint()
{
    std::string out;
    for (SimLaptop *one : house()) {
        base::ByteWriter have;
        wire::encodeHaveVector(have, one->engine->have(true).value());
        for (const auto &head : one->trust->heads())
            have.raw(head);
        have.u64(one->engine->pending(sync::Stream::General).value());
        have.u64(one->engine->pending(sync::Stream::House).value());
        have.u64(sync::EnvelopeRows(*one->db).waitingCount().value());
        have.u64(one->engine->quarantine()->size());
        for (const std::string_view table : {"epoch_key", "erased", "alarm WHERE settled_at IS NULL"})
            have.u64(static_cast<std::uint64_t>(rowsOf(*one, table)));
        auto peers = one->db->prepare("SELECT peer, device, stream, number FROM peer_head").value();
        while (peers.step().value()) {
            have.raw(peers.blob(0));
            have.raw(peers.blob(1));
            have.u64(static_cast<std::uint64_t>(peers.integer(2)));
            have.u64(static_cast<std::uint64_t>(peers.integer(3)));
        }
        out += base::toHex(have.bytes()) + "\n";
    }
    return out;
}

void World::becomeQuiet()
{
    m_dice = Dice(m_plan.seed);
    m_server->store.failCommits(0);
    for (const auto &one : m_laptops) {
        one->disk.repair();
        if (m_plan.hasTrouble && m_dice(4) == 0)
            one->disk.powerOff();
        recover(*one);
    }
    if (m_tamper)
        m_tamper(m_laptops);
    std::string before;
    for (int round = 0; round < MostRounds && m_failure.empty(); ++round) {
        exchangeAll(round);
        auto now = fingerprint();
        if (now == before)
            return useServerAgain();
        before = std::move(now);
    }
    fail("the house does not come to rest");
}

/// After people have looked at its going back, the server is used as before, and nobody is warned again.
void World::useServerAgain()
{
    for (int pass = 0; m_wasRolledBack && pass < 2; ++pass) {
        for (SimLaptop *one : house()) {
            if (const auto done = server(*one, {}); !done)
                fail("the server after it went back: " + done.error().toString());
            if (pass == 0)
                decide(*one);
        }
    }
    for (SimLaptop *one : house()) {
        const auto known = transport::findServer(*one->db, ServerUrl).value();
        if (m_wasRolledBack && known && m_failure.empty() && !exchangeWithServer(*one, *m_server, {}))
            fail("the server is shut out for good");
    }
}

void World::checkQuiet()
{
    for (SimLaptop *one : house()) {
        const std::string who = "laptop " + std::to_string(one->index) + ": ";
        const auto lines = one->engine->quarantine().value();
        for (const auto &line : lines)
            return fail(who + "put aside for good: " + line.reason + " number " + std::to_string(line.number));
        if (const auto waiting = sync::EnvelopeRows(*one->db).waitingCount().value(); waiting != 0)
            return fail(who + std::to_string(waiting) + " envelopes wait for ever");
        const auto alarms = sync::openAlarms(*one->db).value();
        for (const auto &alarm : alarms) {
            const bool isRight = alarm.kind == sync::AlarmKind::NewDevice || alarm.kind == sync::AlarmKind::ClockAhead;
            if (!isRight)
                return fail(who + "a false alarm: " + std::string(sync::alarmName(alarm.kind)) + " " + alarm.detail);
        }
        if (one->engine->pending(sync::Stream::General).value() + one->engine->pending(sync::Stream::House).value() != 0)
            return fail(who + "has not sent everything");
    }
    if (auto failure = m_model.judge(house()); !failure.empty())
        fail(failure);
}

std::string World::run()
{
    for (std::size_t i = 0; i < m_plan.steps.size() && m_failure.empty(); ++i) {
        const SimStep &one = m_plan.steps[i];
        say(std::to_string(i) + " " + std::string(nameOf(one.kind)) + ": {" + std::to_string(static_cast<int>(one.kind)) +
            ", " + std::to_string(one.who) + ", " + std::to_string(one.whom) + ", " + std::to_string(one.seed) + "}");
        step(one);
    }
    if (m_failure.empty())
        becomeQuiet();
    if (m_failure.empty())
        checkQuiet();
    say(m_failure);
    return m_failure;
}

} // namespace

std::string runPlan(const SimPlan &plan, std::string *trace, const SimTamper &tamper)
{
    return World(plan, trace, tamper).run();
}

} // namespace indaro::tests
