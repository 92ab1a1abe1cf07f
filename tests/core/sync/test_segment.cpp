// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/derived_id.h"
#include "core/sync/segment.h"
#include "core/sync/segment_columns.h"
#include "core/sync/segment_compress.h"
#include "core/sync/segment_text.h"
#include "tests/support/fakes.h"

#include <QTest>

#include <limits>
#include <random>

using namespace indaro;
using base::Errc;
using base::Missing;
using base::Value;
using sync::Dot;
using sync::Operation;
using sync::OperationKind;
using sync::RecordId;
using sync::Stream;

namespace {

constexpr auto FileFields = std::to_array<sync::FieldDefinition>(
    {{1, "owner", sync::FieldType::Blob}, {2, "label", sync::FieldType::Text}, {3, "count", sync::FieldType::Integer}});
constexpr auto AnswerFields = std::to_array<sync::FieldDefinition>({{1, "interview", sync::FieldType::Blob},
                                                                    {2, "path", sync::FieldType::Text},
                                                                    {3, "number", sync::FieldType::Real},
                                                                    {4, "at", sync::FieldType::Integer}});
constexpr std::array<sync::TableDefinition, 3> Tables{
    {{1, "file", sync::Compartment::Case, FileFields, "", {}},
     {2, "answer", sync::Compartment::Identity, AnswerFields, "", {}, "answer:1,2"},
     {3, "health", sync::Compartment::Health, FileFields, "", {}}}};
const sync::Schema TestSchema{Tables};

bool isSame(const Operation &a, const Operation &b)
{
    return a.kind == b.kind && a.dot == b.dot && a.time == b.time && a.user == b.user && a.table == b.table &&
           a.record == b.record && a.field == b.field && a.values == b.values && a.bases == b.bases && a.seen == b.seen;
}

base::Bytes bytesOf(const RecordId &id)
{
    return {id.bytes().begin(), id.bytes().end()};
}

/// Random operations of a few devices on a few records: everything the format can say, nothing that makes sense.
class Chaos
{
public:
    explicit Chaos(std::uint64_t seed) : m_random(seed), m_engine(seed)
    {
        for (int i = 0; i < 3; ++i)
            devices.push_back(sync::DeviceId::make(m_random));
        for (int i = 0; i < 2; ++i)
            m_users.push_back(sync::UserId::make(m_random));
        for (int i = 0; i < 12; ++i)
            m_records.push_back(RecordId::make(m_random));
    }
    std::vector<Operation> operations(std::size_t count)
    {
        std::vector<Operation> out;
        for (std::size_t i = 0; i < count; ++i)
            out.push_back(operation());
        return out;
    }
    std::uint64_t below(std::uint64_t bound) { return m_engine() % bound; }
    std::vector<sync::DeviceId> devices;

private:
    Dot dot() { return {devices[below(3)], static_cast<Stream>(below(2)), 1 + below(50)}; }
    Value value()
    {
        static const std::vector<std::string> Texts = {
            "",          "2026-02-28",           "2026-11-24", "+257 61 02 03",           "0007",       "7",
            "à Gasorwe", std::string("a\0b", 3), "x\1\2cy",    "12345678901234567890123", "1999-02-30", "abcd"};
        switch (below(8)) {
        case 0:
            return {};
        case 1:
            return static_cast<Missing>(1 + below(4));
        case 2:
            return static_cast<std::int64_t>(m_engine());
        case 3:
            return static_cast<std::int64_t>(below(40)) * 5000;
        case 4:
            return below(2) == 0 ? static_cast<double>(below(100)) : std::bit_cast<double>(m_engine());
        case 5:
            return bytesOf(m_records[below(m_records.size())]);
        case 6:
            return base::Bytes(below(40), static_cast<std::byte>(below(256)));
        default:
            return Texts[below(Texts.size())];
        }
    }
    Operation operation()
    {
        const auto kind = static_cast<OperationKind>(1 + below(7));
        m_time += below(3) == 0 ? 1 : below(1000) << 16U;
        Operation made{kind,
                       {devices[0], Stream::General, ++m_sequence},
                       m_time,
                       m_users[below(2)],
                       static_cast<std::uint16_t>(1 + below(3)),
                       m_records[below(m_records.size())],
                       static_cast<std::uint16_t>(below(5)),
                       {},
                       {},
                       {}};
        if (below(9) == 0)
            made.dot = dot();
        if (kind != OperationKind::Delete) {
            for (auto left = below(4); left > 0; --left)
                made.values.emplace_back(static_cast<std::uint16_t>(1 + below(4)), value());
        }
        for (auto left = below(3); left > 0; --left)
            made.bases.push_back(dot());
        for (auto left = kind == OperationKind::Delete ? below(3) : 0; left > 0; --left)
            made.seen.push_back(dot());
        if (kind == OperationKind::Birth && made.table == 2 && below(2) == 0) {
            made.values = {{1, bytesOf(m_records[0])}, {2, "/data/q" + std::to_string(below(40))}};
            made.record = *sync::derivedIdOf("answer:1,2", made.values);
        }
        return made;
    }

    tests::SeededRandom m_random;
    std::mt19937_64 m_engine;
    std::vector<sync::UserId> m_users;
    std::vector<RecordId> m_records;
    sync::HybridTime m_time = sync::HybridTime{1'795'478'400'000} << 16U;
    std::uint64_t m_sequence = 0;
};

std::optional<RecordId> unknownRecord(const Dot &)
{
    return std::nullopt;
}

base::Result<sync::DecodedSegment> decode(const sync::SectionBytes &sections, const sync::DeviceId &writer)
{
    return sync::decodeSegment(sync::viewsOf(sections), writer, TestSchema, {unknownRecord, {}});
}

/// NaN is not equal to itself; compared by its bits it is.
bool areSame(const std::vector<Operation> &a, const std::vector<Operation> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Operation &x, const Operation &y) {
        Operation left = x, right = y;
        base::ByteWriter leftValues, rightValues;
        sync::encodeValues(leftValues, left.values);
        sync::encodeValues(rightValues, right.values);
        left.values.clear();
        right.values.clear();
        return isSame(left, right) && leftValues.bytes() == rightValues.bytes();
    });
}

} // namespace

class TestSegment : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingComesBackAndTheSameBytesComeOut()
    {
        for (std::uint64_t seed = 1; seed <= 60; ++seed) {
            Chaos chaos(seed);
            const auto operations = chaos.operations(static_cast<std::size_t>(1 + seed * seed));
            const auto once = sync::encodeSegment(operations, chaos.devices[0], TestSchema, {}, sync::Fastest);
            const auto twice = sync::encodeSegment(operations, chaos.devices[0], TestSchema, {}, sync::Fastest);
            QVERIFY(once.hasValue());
            QVERIFY(*once == *twice);
            const auto back = decode(*once, chaos.devices[0]);
            QVERIFY2(back.hasValue(), qPrintable(QString::number(seed)));
            QVERIFY(back->hidden.empty() && back->missing.empty());
            QVERIFY2(areSame(back->operations, operations), qPrintable(QString::number(seed)));
        }
    }

    void aDeviceWithoutAKeyReadsTheRest()
    {
        Chaos chaos(5);
        const auto operations = chaos.operations(400);
        auto sections = sync::encodeSegment(operations, chaos.devices[0], TestSchema, {}, 9).value();
        sections[2].reset();
        const auto back = decode(sections, chaos.devices[0]);
        QVERIFY(back.hasValue());
        std::vector<Operation> expected;
        std::vector<Dot> hidden;
        for (const auto &operation : operations) {
            if (operation.table == 3 && !operation.values.empty())
                hidden.push_back(operation.dot);
            else
                expected.push_back(operation);
        }
        QVERIFY(!hidden.empty());
        QVERIFY(areSame(back->operations, expected));
        QVERIFY(back->hidden == hidden);
    }

    void whatANewerProgramWritesComesOutAsItWas()
    {
        static constexpr auto NewFields = std::to_array<sync::FieldDefinition>({{9, "more", sync::FieldType::Text}});
        static constexpr std::array<sync::TableDefinition, 1> NewTables{
            {{77, "newer", sync::Compartment::Health, NewFields, "", {}, "n:9"}}};
        tests::SeededRandom random{3};
        const auto device = sync::DeviceId::make(random);
        const sync::FieldValue value{9, "etwas"};
        const Operation operation{OperationKind::Birth,
                                  {device, Stream::General, 1},
                                  1U << 20U,
                                  sync::UserId::make(random),
                                  77,
                                  *sync::derivedIdOf("n:9", std::span(&value, 1)),
                                  0,
                                  {value},
                                  {},
                                  {}};
        const auto sections = sync::encodeSegment(std::span(&operation, 1), device, sync::Schema{NewTables}, {}, 3);
        QVERIFY(sections.hasValue());
        const auto back = decode(*sections, device);
        QVERIFY(back.hasValue());
        QCOMPARE(back->operations.size(), std::size_t{1});
        QVERIFY(isSame(back->operations.front(), operation));
        QVERIFY(sync::encodeSegment(std::span(&operation, 1), device, TestSchema, {}, 3).error().code == Errc::UnknownField);
    }

    void aPartOfTheDataDoesNotTravelUnderAnotherKey()
    {
        static constexpr std::array<sync::TableDefinition, 1> Wrong{
            {{3, "health", sync::Compartment::Case, FileFields, "", {}}}};
        tests::SeededRandom random{3};
        const auto device = sync::DeviceId::make(random);
        const Operation operation{OperationKind::Edit,
                                  {device, Stream::General, 1},
                                  1U << 20U,
                                  sync::UserId::make(random),
                                  3,
                                  RecordId::make(random),
                                  2,
                                  {{2, "x"}},
                                  {},
                                  {}};
        const auto sections = sync::encodeSegment(std::span(&operation, 1), device, sync::Schema{Wrong}, {}, 3).value();
        QVERIFY(decode(sections, device).error().code == Errc::SegmentDamaged);
    }

    void recordsAreNamedByTheirBirthsAndASegmentWaitsForThem()
    {
        tests::SeededRandom random{8};
        const auto device = sync::DeviceId::make(random);
        const auto other = sync::DeviceId::make(random);
        const auto record = RecordId::make(random);
        const Dot birth{other, Stream::General, 7};
        const Operation edit{OperationKind::Edit,
                             {device, Stream::General, 1},
                             1U << 20U,
                             sync::UserId::make(random),
                             1,
                             record,
                             2,
                             {{2, "Gitega"}},
                             {birth},
                             {}};
        const sync::RecordNames names{[&](std::uint16_t, const RecordId &) { return std::optional(birth); },
                                      [&](const RecordId &) { return std::optional(birth); }};
        const auto sections = sync::encodeSegment(std::span(&edit, 1), device, TestSchema, names, 3).value();
        const auto plain = sync::inflateSection(*sections[0]).value();
        const auto text = base::asText(plain);
        QVERIFY(text.find(base::asText(record.bytes())) == std::string_view::npos);
        const auto early = decode(sections, device);
        QVERIFY(early.hasValue() && early->operations.empty());
        QVERIFY(early->missing == std::vector<Dot>{birth});
        const sync::RecordLookup known{[&](const Dot &dot) { return dot == birth ? std::optional(record) : std::nullopt; },
                                       {}};
        const auto later = sync::decodeSegment(sync::viewsOf(sections), device, TestSchema, known);
        QVERIFY(later.hasValue());
        QVERIFY(isSame(later->operations.front(), edit));
        const sync::RecordLookup erased{unknownRecord, [](const Dot &) { return true; }};
        const auto without = sync::decodeSegment(sync::viewsOf(sections), device, TestSchema, erased);
        QVERIFY(without.hasValue() && without->operations.empty() && without->missing.empty());
        QVERIFY(without->gone == std::vector<Dot>{edit.dot});
    }

    void whoMerelyMentionsAnErasedOneKeepsWhatSheWrote()
    {
        tests::SeededRandom random{9};
        const auto device = sync::DeviceId::make(random);
        const auto erased = RecordId::make(random);
        const Dot birth{sync::DeviceId::make(random), Stream::General, 7};
        const Operation file{OperationKind::Birth,
                             {device, Stream::General, 1},
                             1U << 20U,
                             sync::UserId::make(random),
                             1,
                             RecordId::make(random),
                             0,
                             {{1, bytesOf(erased)}, {2, "Gitega"}}, // field 1 owns nothing in this schema
                             {},
                             {}};
        const auto isHers = [&](const RecordId &id) { return id == erased ? std::optional(birth) : std::nullopt; };
        const sync::RecordNames names{[&](std::uint16_t, const RecordId &id) { return isHers(id); }, isHers};
        const auto sections = sync::encodeSegment(std::span(&file, 1), device, TestSchema, names, 3).value();
        const sync::RecordLookup lookup{unknownRecord, [&](const Dot &dot) { return dot == birth; }};
        const auto decoded = sync::decodeSegment(sync::viewsOf(sections), device, TestSchema, lookup);
        QVERIFY(decoded.hasValue() && decoded->gone.empty());
        QCOMPARE(decoded->operations.size(), std::size_t{1});
        QVERIFY(isSame(decoded->operations.front(), file));
    }

    void hostileBytesAreRefusedOrReadAsWhatTheySay()
    {
        std::size_t refused = 0;
        for (std::uint64_t seed = 1; seed <= 400; ++seed) {
            Chaos chaos(seed);
            auto sections =
                sync::encodeSegment(chaos.operations(1 + chaos.below(60)), chaos.devices[0], TestSchema, {}, 1).value();
            for (int round = 0; round < 6; ++round) {
                auto hostile = sections;
                for (auto &section : hostile) {
                    if (!section || chaos.below(2) == 0)
                        continue;
                    // Inside the compression too: a member of the house with a key may be the attacker.
                    base::Bytes plain = sync::inflateSection(*section).value();
                    for (auto left = 1 + chaos.below(4); left > 0 && !plain.empty(); --left) {
                        const auto at = static_cast<std::ptrdiff_t>(chaos.below(plain.size()));
                        switch (chaos.below(4)) {
                        case 0:
                            plain[static_cast<std::size_t>(at)] = static_cast<std::byte>(chaos.below(256));
                            break;
                        case 1:
                            plain.insert(plain.begin() + at, static_cast<std::byte>(chaos.below(256)));
                            break;
                        case 2:
                            plain.erase(plain.begin() + at);
                            break;
                        default:
                            plain.resize(static_cast<std::size_t>(at));
                        }
                    }
                    section = sync::compressSection(plain, {}, 1);
                }
                const auto back = decode(hostile, chaos.devices[0]);
                refused += back.hasValue() ? 0 : 1;
                QVERIFY(back.hasValue() || back.error().code == Errc::SegmentDamaged);
            }
            base::Bytes noise(chaos.below(300));
            for (auto &b : noise)
                b = static_cast<std::byte>(chaos.below(256));
            sections[0] = noise;
            QVERIFY(!decode(sections, chaos.devices[0]));
        }
        QVERIFY(refused > 800);
    }

    void aSmallBombIsRefusedBeforeItTakesMemory()
    {
        // 100,000 births whose one text is a constant of 1 MiB: 100 GB when written out, a few bytes here.
        sync::ColumnWriter out;
        out.varint(100'000);
        out.varint(0);
        out.varint(1);
        out.raw(base::Bytes(16, std::byte{1}));
        out.varint(1);
        out.varint(1), out.varint(0), out.varint(0);
        out.varint(1);
        out.varint(1), out.varint(0), out.varint(0), out.varint(1), out.varint(2);
        const std::vector<std::int64_t> zeros(100'000, 0);
        std::vector<std::int64_t> sequences(100'000);
        for (std::size_t i = 0; i < sequences.size(); ++i)
            sequences[i] = static_cast<std::int64_t>(i) + 1;
        std::vector<std::int64_t> steps(100'000, 1);
        steps[0] = 0;
        for (const auto &column : {zeros, zeros, zeros, sequences, zeros, sequences, zeros, steps})
            out.ints(column);
        out.varint(1);
        out.ints(std::vector<std::int64_t>{0});
        out.ints(std::vector<std::int64_t>{0});
        out.raw(base::Bytes(12, std::byte{7}));
        out.ints(zeros);
        const std::vector<std::int64_t> texts(100'000, 4);
        out.ints(texts);
        const std::string large(std::size_t{1} << 20U, 'x');
        const std::vector<std::string_view> column(2, large);
        sync::ColumnWriter bomb = out;
        bomb.texts(column); // constant, whatever the count
        sync::SectionBytes sections;
        sections[0] = sync::compressSection(bomb.bytes(), {}, 3);
        QVERIFY(sections[0]->size() < 4000);
        tests::SeededRandom random{3};
        QVERIFY(decode(sections, sync::DeviceId::make(random)).error().code == Errc::SegmentDamaged);
        // The same with a short text is read: it was the size that was refused.
        const std::string tiny = "x";
        const std::vector<std::string_view> fine(2, tiny);
        out.texts(fine);
        sections[0] = sync::compressSection(out.bytes(), {}, 3);
        const auto back = decode(sections, sync::DeviceId::make(random));
        QVERIFY(back.hasValue());
        QCOMPARE(back->operations.size(), std::size_t{100'000});
    }

    void aVersionFromTheFutureSaysSo()
    {
        const std::vector<std::byte> text(3000, std::byte{'a'});
        base::Bytes section = sync::compressSection(text, {}, 19);
        QVERIFY(sync::inflateSection(section).value() == text);
        section[0] = std::byte{2U << 2U};
        QVERIFY(sync::inflateSection(section).error().code == Errc::SegmentTooNew);
        section[0] = std::byte{(1U << 2U) | 2U};
        section[1] = std::byte{sync::DictionaryVersion + 1};
        QVERIFY(sync::inflateSection(section).error().code == Errc::SegmentTooNew);
        QVERIFY(sync::inflateSection({}).error().code == Errc::SegmentDamaged);
    }

    void columnsGiveBackWhateverTheyGet()
    {
        const std::vector<std::vector<std::int64_t>> numbers = {
            {},
            {7},
            {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), 0, -1},
            {25'000, 75'000, 1'500'000, 25'000},
            {1, 2, 3, 4, 5, 6},
            {-5, -5, -5}};
        for (const auto &column : numbers) {
            sync::ColumnWriter out;
            out.ints(column);
            sync::ColumnReader in(out.bytes(), 1000, 1000);
            QVERIFY(in.ints(column.size()) == column);
            QVERIFY(in.isValid() && in.atEnd());
        }
        const std::vector<std::string> few = {"+257 61 20 11 03", "+257 61 02 99 00", "", "+257 79 00 00 01"};
        const std::vector<std::string> codes = {"A7K2", "B000", "ZZ9Y", "0A1B"};
        const std::vector<std::string> mixed = {"MUY-2026-00001",      "7",  "007", "000000000000000000000",
                                                std::string("z\0", 2), "\1b"};
        for (const auto &pattern : {few, codes, mixed}) {
            std::vector<std::string> texts;
            for (int i = 0; i < 200; ++i)
                texts.push_back(pattern[static_cast<std::size_t>(i * i) % pattern.size()]);
            const std::vector<std::string_view> views(texts.begin(), texts.end());
            sync::ColumnWriter out;
            out.texts(views);
            sync::ColumnReader in(out.bytes(), 5000, 100'000);
            QVERIFY(in.texts(texts.size()) == texts);
            QVERIFY(in.isValid() && in.atEnd());
        }
        QVERIFY(sync::daysOf(std::vector<std::string_view>{"2026-02-29"}).empty());
        QCOMPARE(sync::isoDateOf(sync::daysOf(std::vector<std::string_view>{"0001-01-01"}).at(0)),
                 std::string("0001-01-01"));
        QCOMPARE(sync::isoDateOf(std::numeric_limits<std::int64_t>::max()), std::string());
    }
};

QTEST_APPLESS_MAIN(TestSegment)
#include "test_segment.moc"
