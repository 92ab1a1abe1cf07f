// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/commands.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_store.h"

namespace indaro::bench {

namespace {

namespace fields = model::fields;
namespace answer = model::fields::answer_identity;
using base::Value;

/// The rows of one saved answer, written raw: the answer and its operation in one durable transaction.
class RawAnswers
{
public:
    RawAnswers(RawStore &store, sync::RecordId interview) : m_store(store), m_interview(interview)
    {
        m_operation =
            store.prepare("INSERT INTO operation (device, stream, sequence, kind, time, user, record_table, record, "
                          "field, content, base_device, base_stream, base_sequence) "
                          "VALUES (1, 0, ?1, ?2, ?3, 1, 12, ?4, ?5, ?6, ?7, ?8, ?9)");
        m_update = store.prepare("UPDATE answer_identity SET text = ?1 WHERE id = ?2");
    }
    void add(const sync::RecordId &id, const std::string &path, const std::string &text)
    {
        const sync::FieldValues row = {
            {answer::Interview, base::Bytes(m_interview.bytes().begin(), m_interview.bytes().end())},
            {answer::Path, path},
            {answer::Type, "text"},
            {answer::Text, text},
            {answer::Codes, ""},
            {answer::AnsweredAt, std::int64_t(1'795'478'400'000)}};
        m_store.run("BEGIN IMMEDIATE");
        m_store.insert(*model::schema().findTable(answer::Table), id, row);
        std::vector<std::pair<std::uint16_t, Value>> values;
        for (const auto &[field, value] : row)
            values.emplace_back(field.field, value);
        log(sync::OperationKind::Birth, id, 0, values, 0);
        m_store.run("COMMIT");
    }
    void edit(const sync::RecordId &id, const std::string &text, std::int64_t replaced)
    {
        m_store.run("BEGIN IMMEDIATE");
        sqlite3_bind_text64(m_update, 1, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
        bindBytes(m_update, 2, id.bytes());
        m_store.step(m_update);
        log(sync::OperationKind::Edit, id, answer::Text.field, {{answer::Text.field, text}}, replaced);
        m_store.run("COMMIT");
    }

private:
    void log(sync::OperationKind kind, const sync::RecordId &id, std::uint16_t field,
             const std::vector<std::pair<std::uint16_t, Value>> &values, std::int64_t replaced)
    {
        base::ByteWriter content;
        sync::encodeValues(content, values);
        sqlite3_bind_int64(m_operation, 1, ++m_sequence);
        sqlite3_bind_int64(m_operation, 2, static_cast<int>(kind));
        sqlite3_bind_int64(m_operation, 3, (std::int64_t(1'795'478'400'000) + m_sequence) << 16);
        bindBytes(m_operation, 4, id.bytes());
        sqlite3_bind_int64(m_operation, 5, field);
        bindBytes(m_operation, 6, content.bytes());
        for (int column = 7; column <= 9; ++column) {
            if (replaced == 0)
                sqlite3_bind_null(m_operation, column);
            else
                sqlite3_bind_int64(m_operation, column, column == 7 ? 1 : column == 8 ? 0 : replaced);
        }
        m_store.step(m_operation);
    }
    RawStore &m_store;
    sync::RecordId m_interview;
    sqlite3_stmt *m_operation = nullptr;
    sqlite3_stmt *m_update = nullptr;
    std::int64_t m_sequence = 0;
};

casework::InterviewId beginInterview(casework::Desk &desk)
{
    const auto person = sync::RecordId::make(desk.random);
    {
        auto transaction = must(desk.db.begin());
        must(desk.log.birth({fields::case_file::Table, person}, {{fields::case_file::CaseCode, "K7Q2-M9XT-4"}}));
        must(transaction.commit());
    }
    return must(casework::startInterview(desk, {.caseFile = person, .formId = QStringLiteral("indaro_intake")}));
}

/// Wall time with the disk's flushes, and the processor's part of it, which a quicker disk leaves over.
struct Times
{
    Samples wall, cpu;
    template <class Save> void measure(bool counts, Save save)
    {
        const double cpuBefore = threadCpuMs();
        const Stopwatch watch;
        save();
        if (counts) {
            wall.add(watch.ms());
            cpu.add(threadCpuMs() - cpuBefore);
        }
    }
};

void printPair(const std::string &what, const Times &product, const Times &raw)
{
    print("answer: " + what + ", product median", product.wall.median(), "ms");
    print("answer: " + what + ", raw SQLCipher median", raw.wall.median(), "ms");
    print("answer: " + what + ", ratio", product.wall.median() / raw.wall.median(), "x", 1.5);
    print("answer: " + what + ", processor time, product", product.cpu.median(), "ms");
    print("answer: " + what + ", processor time, raw SQLCipher", raw.cpu.median(), "ms");
    print("answer: " + what + ", processor time, ratio", product.cpu.median() / raw.cpu.median(), "x");
}

} // namespace

int benchAnswer(const Options &options)
{
    crypto::SystemRandom random;
    base::SystemClock clock;
    base::SecretBytes key(32);
    random.fill(key.span());
    ProductStore product(options.folder / "answer_product.db", key, clock, random);
    casework::Desk desk{product.db, *product.log, clock, random, casework::Access::everything()};
    const auto interview = beginInterview(desk);
    RawStore rawStore(options.folder / "answer_raw.db", key);
    RawAnswers raw(rawStore, interview);
    const auto draftOf = [](int i, const QString &text) {
        return casework::AnswerDraft{.path = QStringLiteral("/data/journey/question_%1").arg(i),
                                     .type = QStringLiteral("text"),
                                     .value = text,
                                     .compartment = sync::Compartment::Identity};
    };
    std::vector<sync::RecordId> ids;
    Times newProduct, newRaw, editProduct, editRaw;
    // Turn by turn, so that a busy disk slows both; the first ones warm the caches.
    constexpr int Warm = 5;
    for (int i = 0; i < options.answers + Warm; ++i) {
        const QString text = QStringLiteral("Elle a été conduite de nuit jusqu’à la frontière, sans papiers (%1).").arg(i);
        const auto draft = draftOf(i, text);
        const auto &id = ids.emplace_back(sync::RecordId::make(random));
        newProduct.measure(i >= Warm, [&] { must(casework::saveAnswer(desk, interview, draft)); });
        newRaw.measure(i >= Warm, [&] { raw.add(id, draft.path.toStdString(), text.toStdString()); });
    }
    for (int i = 0; i < options.answers + Warm; ++i) {
        const QString text = QStringLiteral("Non, elle corrige: c’était le matin, avec deux autres filles (%1).").arg(i);
        const auto draft = draftOf(i, text);
        const auto &id = ids[static_cast<std::size_t>(i)];
        editProduct.measure(i >= Warm, [&] { must(casework::saveAnswer(desk, interview, draft)); });
        editRaw.measure(i >= Warm, [&] { raw.edit(id, text.toStdString(), i + 1); });
    }
    printPair("new", newProduct, newRaw);
    printPair("edited", editProduct, editRaw);
    return 0;
}

} // namespace indaro::bench
