// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/nearest_name.h"
#include "core/sop/pack.h"
#include "core/sop/pack_rules.h"

#include <QDate>
#include <QStringDecoder>

// One file uses it: no library of its own. Its exceptions end in readPack; without them it reads on for a while after an
// error, over ground that C++ does not define. Its assertions would be promises to the compiler in a release; hostile files
// break some of them (tests/fuzz), and it reports those as errors a moment later, so they are neither checked nor promised.
#define TOML_EXCEPTIONS 1
#define TOML_HEADER_ONLY 1
#define TOML_ENABLE_FORMATTERS 0
#define TOML_ASSERT(expr) static_assert(true)
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>

namespace indaro::sop {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int KnownFormat = 1;

QString fromToml(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

int lineOf(const toml::node &node)
{
    return static_cast<int>(node.source().begin.line);
}

struct Place
{
    int line = 1;
    int column = 1;
};

/// The first letter beyond ASCII outside texts and comments, where TOML allows none, or a text of several lines, which a
/// pack has not. They are refused before toml++ sees them: on the first its version 3.3 leaves what C++ defines
/// (tests/fuzz).
std::optional<Place> findOddPlace(const QByteArray &bytes)
{
    Place place;
    char quote = 0; // of the text we are in
    bool isComment = false;
    for (qsizetype i = 0; i < bytes.size(); ++i, ++place.column) {
        const char c = bytes.at(i);
        if (c == '\n') {
            if (quote != 0)
                return place;
            isComment = false;
            ++place.line;
            place.column = 0;
        } else if ((static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\r') || c == 0x7f) {
            return place; // a control character, which TOML allows nowhere
        } else if (isComment) {
            continue;
        } else if (quote != 0) {
            if (c == '\\' && quote == '"' && i + 1 < bytes.size() && bytes.at(i + 1) != '\n') {
                ++i;
                ++place.column;
            } else if (c == quote) {
                quote = 0;
            }
        } else if (c == '#') {
            isComment = true;
        } else if (c == '"' || c == '\'') {
            if (bytes.mid(i, 3) == QByteArray(3, c))
                return place;
            quote = c;
        } else if (static_cast<unsigned char>(c) >= 0x80) {
            return place;
        }
    }
    return {};
}

/// One table of the file: hands out its values, and says what is missing, of another kind, or not known to the format.
class TableReader
{
public:
    TableReader(const toml::table &table, QString place, std::vector<PackFault> &faults)
        : m_table(table), m_place(std::move(place)), m_faults(faults)
    {
    }
    ~TableReader() { reportUnknownKeys(); }
    Q_DISABLE_COPY_MOVE(TableReader)

    void setPlace(const QString &place) { m_place = place; }
    [[nodiscard]] int line() const { return lineOf(m_table); }
    [[nodiscard]] int lineOfKey(const char *key) const
    {
        const toml::node *node = m_table.get(key);
        return node == nullptr ? line() : lineOf(*node);
    }
    void report(PackFaultCode code, int line, const QString &argument, const QString &suggestion = {}, int other = 0)
    {
        m_faults.push_back({code, line, m_place, argument, suggestion, other});
    }

    QString text(const char *key, bool isNeeded = true)
    {
        const toml::node *node = find(key, isNeeded);
        if (node == nullptr)
            return {};
        if (const auto *value = node->as_string()) {
            // An empty text is not written again (pack_writer.cpp): it is missing where one is needed.
            if (isNeeded && value->get().empty())
                report(PackFaultCode::EmptyText, lineOf(*node), QString::fromLatin1(key));
            return fromToml(value->get());
        }
        report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
        return {};
    }

    int number(const char *key)
    {
        const toml::node *node = find(key, true);
        if (node == nullptr)
            return 0;
        const auto *value = node->as_integer();
        if (value != nullptr && value->get() >= 0 && value->get() <= 1000000)
            return static_cast<int>(value->get());
        report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
        return 0;
    }

    bool flag(const char *key)
    {
        const toml::node *node = find(key, false);
        if (node == nullptr)
            return false;
        if (const auto *value = node->as_boolean())
            return value->get();
        report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
        return false;
    }

    /// One text or a list of them.
    QStringList texts(const char *key, bool isNeeded = false)
    {
        const toml::node *node = find(key, isNeeded);
        QStringList list;
        if (node == nullptr)
            return list;
        if (const auto *value = node->as_string())
            return {fromToml(value->get())};
        const toml::array *array = node->as_array();
        bool isGood = array != nullptr;
        for (std::size_t i = 0; isGood && i < array->size(); ++i) {
            const auto *value = (*array)[i].as_string();
            isGood = value != nullptr;
            if (isGood)
                list.append(fromToml(value->get()));
        }
        if (!isGood)
            report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
        return list;
    }

    /// English and French must be there; Kirundi may be awaited.
    Words words(const char *key)
    {
        const toml::node *node = find(key, true);
        if (node == nullptr)
            return {};
        const toml::table *table = node->as_table();
        if (table == nullptr) {
            report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
            return {};
        }
        TableReader reader(*table, m_place, m_faults);
        Words words{reader.text("en", false).trimmed(), reader.text("fr", false).trimmed(),
                    reader.text("rn", false).trimmed()};
        const QString name = QString::fromLatin1(key);
        if (words.en.isEmpty())
            report(PackFaultCode::EmptyText, lineOf(*node), name + ".en"_L1);
        if (words.fr.isEmpty())
            report(PackFaultCode::EmptyText, lineOf(*node), name + ".fr"_L1);
        if (words.rn.isEmpty())
            report(PackFaultCode::MissingKirundi, lineOf(*node), name);
        return words;
    }

    std::optional<Span> span(const char *key, bool isNeeded)
    {
        const QString text = this->text(key, isNeeded);
        return text.isEmpty() ? std::nullopt : spanOf(text, lineOfKey(key));
    }

    std::optional<Span> spanOf(const QString &text, int line)
    {
        const std::optional<Span> span = findSpan(text);
        if (!span)
            report(PackFaultCode::BadSpan, line, text);
        return span;
    }

    std::optional<Event> event(const QString &text, int line)
    {
        const std::optional<Event> event = findEvent(text);
        if (!event)
            report(PackFaultCode::UnknownEvent, line, text, forms::nearestName(text, eventNames()));
        return event;
    }

    std::optional<Event> event(const char *key, bool isNeeded)
    {
        const QString text = this->text(key, isNeeded);
        return text.isEmpty() ? std::nullopt : event(text, lineOfKey(key));
    }

    /// A word of a fixed list; the first one when it is none.
    qsizetype choice(const char *key, const QStringList &allowed, bool isNeeded)
    {
        const QString text = this->text(key, isNeeded);
        const qsizetype index = allowed.indexOf(text);
        if (index < 0 && !text.isEmpty())
            report(PackFaultCode::BadValue, lineOfKey(key), text, forms::nearestName(text, allowed));
        return index;
    }

    /// Each table of an array of tables.
    template <class Read> void each(const char *key, bool isNeeded, Read read)
    {
        const toml::node *node = find(key, isNeeded);
        if (node == nullptr)
            return;
        const toml::array *array = node->as_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) {
            if (const toml::table *table = (*array)[i].as_table())
                read(*table);
            else
                array = nullptr;
        }
        if (array == nullptr)
            report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
    }

    const toml::table *table(const char *key, bool isNeeded)
    {
        const toml::node *node = find(key, isNeeded);
        if (node == nullptr)
            return nullptr;
        if (node->as_table() == nullptr)
            report(PackFaultCode::WrongKind, lineOf(*node), QString::fromLatin1(key));
        return node->as_table();
    }

    [[nodiscard]] bool has(const char *key) const { return m_table.contains(key); }

private:
    const toml::node *find(const char *key, bool isNeeded)
    {
        m_known.append(QString::fromLatin1(key));
        const toml::node *node = m_table.get(key);
        if (node == nullptr && isNeeded)
            report(PackFaultCode::MissingKey, line(), QString::fromLatin1(key));
        return node;
    }

    void reportUnknownKeys()
    {
        for (const auto &[key, value] : m_table) {
            const QString name = fromToml(key.str());
            if (!m_known.contains(name))
                report(PackFaultCode::UnknownKey, static_cast<int>(key.source().begin.line), name,
                       forms::nearestName(name, m_known));
        }
    }

    const toml::table &m_table;
    QString m_place;
    std::vector<PackFault> &m_faults;
    QStringList m_known;
};

Kirundi kirundiOf(qsizetype index, Kirundi otherwise)
{
    constexpr Kirundi kinds[] = {Kirundi::Unreviewed, Kirundi::Reviewed, Kirundi::Attested, Kirundi::Missing};
    return index < 0 ? otherwise : kinds[index];
}

Due readDue(const toml::table &table, const QString &place, std::vector<PackFault> &faults)
{
    TableReader reader(table, place, faults);
    Due due;
    const bool isAfter = reader.has("after");
    due.isBefore = reader.has("before");
    if (isAfter == due.isBefore)
        reader.report(PackFaultCode::DueTwice, reader.line(), u"due"_s);
    // Both names are asked for, so that neither is taken for one that the format has not.
    const QString after = reader.text("after", false);
    const QString before = reader.text("before", false);
    const QString anchor = due.isBefore ? before : after;
    if (anchor.startsWith("step:"_L1))
        due.step = anchor.mid(5);
    else if (!anchor.isEmpty())
        due.event = reader.event(anchor, reader.line()).value_or(Event::Always);
    const QStringList within = reader.texts("within", !due.isBefore && isAfter);
    const QStringList by = reader.texts("by", due.isBefore);
    for (const QString &text : due.isBefore ? by : within) {
        if (const auto span = reader.spanOf(text, reader.lineOfKey(due.isBefore ? "by" : "within")))
            due.spans.push_back(*span);
    }
    if (due.spans.empty())
        due.spans.push_back({0, Span::Unit::Hours});
    return due;
}

Step readStep(const toml::table &table, const QString &phase, const Pack &pack, std::vector<PackFault> &faults)
{
    TableReader reader(table, "phase "_L1 + phase, faults);
    Step step;
    step.line = reader.line();
    step.id = reader.text("id");
    reader.setPlace("step "_L1 + step.id);
    step.title = reader.words("title");
    step.why = reader.words("why");
    step.who = reader.texts("who", true);
    if (const toml::table *due = reader.table("due", false))
        step.due = readDue(*due, "step "_L1 + step.id, faults);
    step.repeat = reader.span("repeat", false);
    step.until = reader.event("until", false);
    step.evidence = reader.texts("evidence");
    step.form = reader.text("form", false);
    step.blocks = reader.flag("blocks");
    step.allowsUrgentWaiver = reader.flag("urgent_waiver");
    for (const QString &name : reader.texts("guards")) {
        if (const auto action = findAction(name))
            step.guards.push_back(*action);
        else
            reader.report(PackFaultCode::UnknownAction, reader.lineOfKey("guards"), name,
                          forms::nearestName(name, actionNames()));
    }
    step.applies = reader.text("applies", false);
    step.sources = reader.texts("source");
    step.isToConfirm = reader.flag("to_confirm");
    step.kirundi = kirundiOf(reader.choice("rn_status", kirundiNames(), false), pack.kirundi);
    return step;
}

void readPhases(TableReader &file, Pack &pack, std::vector<PackFault> &faults)
{
    file.each("phase", true, [&](const toml::table &table) {
        TableReader reader(table, u"phase"_s, faults);
        Phase phase;
        phase.line = reader.line();
        phase.id = reader.text("id");
        reader.setPlace("phase "_L1 + phase.id);
        phase.track = reader.choice("track", {u"person"_s, u"house"_s}, true) == 1 ? Track::House : Track::Person;
        phase.title = reader.words("title");
        phase.applies = reader.text("applies", false);
        reader.each("step", false,
                    [&](const toml::table &step) { phase.steps.push_back(readStep(step, phase.id, pack, faults)); });
        pack.phases.push_back(std::move(phase));
    });
}

void readClocks(TableReader &file, Pack &pack, std::vector<PackFault> &faults)
{
    const toml::table *clocks = file.table("clock", false);
    if (clocks == nullptr)
        return;
    TableReader all(*clocks, u"clock"_s, faults);
    for (const QString &name : clockNames()) {
        const toml::table *table = all.table(name.toLatin1().constData(), false);
        if (table == nullptr)
            continue;
        TableReader reader(*table, "clock "_L1 + name, faults);
        ClockRule clock;
        clock.name = name;
        clock.title = reader.words("title");
        clock.starts = reader.event("starts", true).value_or(Event::Admission);
        clock.length = reader.span("length", true).value_or(Span{});
        clock.warn = reader.span("warn", true).value_or(Span{});
        clock.applies = reader.text("applies", false);
        clock.sources = reader.texts("source");
        clock.isToConfirm = reader.flag("to_confirm");
        pack.clocks.push_back(std::move(clock));
    }
}

void readRisk(TableReader &file, Pack &pack, std::vector<PackFault> &faults)
{
    const toml::table *table = file.table("risk", false);
    if (table == nullptr)
        return;
    TableReader reader(*table, u"risk"_s, faults);
    pack.risk.high = reader.span("high", true).value_or(pack.risk.high);
    pack.risk.medium = reader.span("medium", true).value_or(pack.risk.medium);
    pack.risk.low = reader.span("low", true).value_or(pack.risk.low);
}

/// The head of the pack. Errors: SopPackTooNew.
Result<void> readHead(TableReader &file, Pack &pack, std::vector<PackFault> &faults)
{
    const toml::table *table = file.table("pack", true);
    if (table == nullptr)
        return {};
    TableReader reader(*table, u"pack"_s, faults);
    const int format = reader.number("format");
    if (format > KnownFormat)
        return Error(Errc::SopPackTooNew, {{"format", std::int64_t{format}}});
    pack.id = reader.text("id");
    pack.revision = reader.number("revision");
    pack.title = reader.words("title");
    pack.about = reader.words("about");
    pack.issuer = reader.text("issuer").trimmed();
    pack.issuedOn = reader.text("issued_on");
    pack.kirundi = kirundiOf(reader.choice("kirundi", {u"unreviewed"_s, u"reviewed"_s}, false), Kirundi::Unreviewed);
    if (!QDate::fromString(pack.issuedOn, Qt::ISODate).isValid() && !pack.issuedOn.isEmpty())
        reader.report(PackFaultCode::BadDate, reader.lineOfKey("issued_on"), pack.issuedOn);
    return {};
}

} // namespace

Result<PackReading> readPack(const QByteArray &bytes)
{
    if (bytes.size() > LargestPack)
        return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestPack}}});
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString checked = decoder(bytes);
    if (decoder.hasError() || bytes.trimmed().isEmpty())
        return Error(Errc::SopPackDamaged, {{"line", std::int64_t{1}}, {"column", std::int64_t{1}}});
    if (const auto odd = findOddPlace(bytes))
        return Error(Errc::SopPackDamaged, {{"line", std::int64_t{odd->line}}, {"column", std::int64_t{odd->column}}});
    toml::table root;
    try {
        root = toml::parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    } catch (const toml::parse_error &error) {
        const toml::source_position at = error.source().begin;
        return Error(Errc::SopPackDamaged, {{"line", std::int64_t{at.line}}, {"column", std::int64_t{at.column}}});
    }
    PackReading reading;
    Pack &pack = reading.pack;
    {
        TableReader file(root, u"file"_s, reading.faults);
        INDARO_TRY(readHead(file, pack, reading.faults));
        file.each("source", false, [&](const toml::table &table) {
            TableReader reader(table, u"source"_s, reading.faults);
            pack.sources.push_back({reader.text("key"), reader.text("title")});
        });
        file.each("role", true, [&](const toml::table &table) {
            TableReader reader(table, u"role"_s, reading.faults);
            Role role;
            role.code = reader.text("code");
            reader.setPlace("role "_L1 + role.code);
            role.title = reader.words("title");
            pack.roles.push_back(std::move(role));
        });
        readClocks(file, pack, reading.faults);
        readRisk(file, pack, reading.faults);
        readPhases(file, pack, reading.faults);
    }
    checkPack(pack, reading.faults);
    std::stable_sort(reading.faults.begin(), reading.faults.end(),
                     [](const PackFault &left, const PackFault &right) { return left.line < right.line; });
    return reading;
}

} // namespace indaro::sop
