// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kernel/qt_stand_in.h"

#include "core/base/path.h"

#include <cctype>
#include <cstring>

QByteArray QByteArray::fromStdString(std::string text)
{
    QByteArray out;
    out.m_bytes = std::move(text);
    return out;
}

QByteArray QByteArray::fromHex(const QByteArray &hex)
{
    QByteArray out;
    int half = -1;
    for (const char letter : hex.m_bytes) {
        if (std::isxdigit(static_cast<unsigned char>(letter)) == 0)
            continue;
        const int value = std::stoi(std::string(1, letter), nullptr, 16);
        if (half >= 0)
            out.m_bytes += static_cast<char>(half * 16 + value);
        half = half >= 0 ? -1 : value;
    }
    return out;
}

QByteArray QByteArray::toHex() const
{
    constexpr std::string_view Digits = "0123456789abcdef";
    QByteArray out;
    for (const char letter : m_bytes) {
        const auto value = static_cast<unsigned char>(letter);
        out.m_bytes += Digits[value / 16];
        out.m_bytes += Digits[value % 16];
    }
    return out;
}

QByteArray QByteArray::fromBase64(const QByteArray &text)
{
    constexpr std::string_view Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    QByteArray out;
    unsigned bits = 0;
    int count = 0;
    for (const char letter : text.m_bytes) {
        const auto value = Letters.find(letter);
        if (value == std::string_view::npos)
            continue;
        bits = bits << 6 | static_cast<unsigned>(value);
        count += 6;
        if (count >= 8) {
            count -= 8;
            out.m_bytes += static_cast<char>(bits >> count & 0xffU);
        }
    }
    return out;
}

QByteArray QByteArray::toBase64() const
{
    constexpr std::string_view Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    QByteArray out;
    for (std::size_t at = 0; at < m_bytes.size(); at += 3) {
        const std::size_t here = std::min<std::size_t>(3, m_bytes.size() - at);
        unsigned bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8 | (i < here ? static_cast<unsigned char>(m_bytes[at + i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i)
            out.m_bytes += i <= here ? Letters[bits >> (18 - 6 * i) & 0x3fU] : '=';
    }
    return out;
}

QByteArray QByteArray::toLower() const
{
    QByteArray out = *this;
    std::ranges::transform(out.m_bytes, out.m_bytes.begin(),
                           [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return out;
}

std::vector<QByteArray> QByteArray::split(char at) const
{
    std::vector<QByteArray> out;
    std::istringstream in(m_bytes);
    for (std::string part; std::getline(in, part, at);)
        out.push_back(fromStdString(part));
    return out;
}

qulonglong QByteArray::toULongLong(bool *ok) const
{
    const bool isNumber =
        !m_bytes.empty() && std::ranges::all_of(m_bytes, [](char letter) { return letter >= '0' && letter <= '9'; });
    if (ok != nullptr)
        *ok = isNumber;
    return isNumber ? std::stoull(m_bytes) : 0;
}

QByteArray &QByteArray::replace(qsizetype at, qsizetype size, const QByteArray &with)
{
    m_bytes.replace(static_cast<std::size_t>(at), static_cast<std::size_t>(size), with.m_bytes);
    return *this;
}

QString QString::fromUtf16(std::u16string_view text)
{
    QString out;
    for (const char16_t letter : text) { // no test has a letter beyond the first plane
        if (letter < 0x80) {
            out.m_text += static_cast<char>(letter);
        } else if (letter < 0x800) {
            out.m_text += static_cast<char>(0xC0 | letter >> 6);
            out.m_text += static_cast<char>(0x80 | (letter & 0x3F));
        } else {
            out.m_text += static_cast<char>(0xE0 | letter >> 12);
            out.m_text += static_cast<char>(0x80 | (letter >> 6 & 0x3F));
            out.m_text += static_cast<char>(0x80 | (letter & 0x3F));
        }
    }
    return out;
}

QString QString::arg(const QString &value) const
{
    for (char digit = '1'; digit <= '9'; ++digit) {
        const std::string place{'%', digit};
        if (m_text.find(place) == std::string::npos)
            continue;
        QString out = *this;
        for (auto at = out.m_text.find(place); at != std::string::npos;
             at = out.m_text.find(place, at + value.m_text.size()))
            out.m_text.replace(at, place.size(), value.m_text);
        return out;
    }
    return *this;
}

QJsonObject::QJsonObject(std::initializer_list<std::pair<QString, QJsonValue>> fields)
{
    for (const auto &[name, value] : fields)
        (*this)[name] = value;
}

QJsonValue &QJsonObject::operator[](const QString &name)
{
    m_fields = m_fields ? std::make_shared<QJsonObjectBase>(*m_fields) : std::make_shared<QJsonObjectBase>();
    return (*m_fields)[name];
}

QJsonValue QJsonObject::operator[](const QString &name) const
{
    return m_fields ? m_fields->value(name) : QJsonValue();
}

bool QJsonObject::contains(const QString &name) const
{
    return m_fields && m_fields->contains(name);
}

bool QJsonObject::isEmpty() const
{
    return !m_fields || m_fields->isEmpty();
}

namespace {

const QJsonObjectBase &noFields()
{
    static const QJsonObjectBase none;
    return none;
}

const std::vector<QJsonValue> &noValues()
{
    static const std::vector<QJsonValue> none;
    return none;
}

} // namespace

QJsonObject::Iterator QJsonObject::begin() const
{
    return m_fields ? m_fields->begin() : noFields().begin();
}

QJsonObject::Iterator QJsonObject::end() const
{
    return m_fields ? m_fields->end() : noFields().end();
}

bool operator==(const QJsonObject &one, const QJsonObject &other)
{
    return (one.m_fields ? *one.m_fields : noFields()) == (other.m_fields ? *other.m_fields : noFields());
}

QJsonArray::QJsonArray(std::initializer_list<QJsonValue> values)
    : m_values(std::make_shared<std::vector<QJsonValue>>(values))
{
}

QJsonArray QJsonArray::fromStringList(const QStringList &texts)
{
    QJsonArray out;
    for (const QString &text : texts)
        out.append(text);
    return out;
}

void QJsonArray::append(const QJsonValue &value)
{
    m_values = m_values ? std::make_shared<std::vector<QJsonValue>>(*m_values) : std::make_shared<std::vector<QJsonValue>>();
    m_values->push_back(value);
}

QJsonValue QJsonArray::operator[](qsizetype at) const
{
    return at < size() ? (*m_values)[static_cast<std::size_t>(at)] : QJsonValue();
}

qsizetype QJsonArray::size() const
{
    return m_values ? static_cast<qsizetype>(m_values->size()) : 0;
}

std::vector<QJsonValue>::const_iterator QJsonArray::begin() const
{
    return m_values ? m_values->cbegin() : noValues().cbegin();
}

std::vector<QJsonValue>::const_iterator QJsonArray::end() const
{
    return m_values ? m_values->cend() : noValues().cend();
}

bool operator==(const QJsonArray &one, const QJsonArray &other)
{
    return std::ranges::equal(one, other);
}

namespace {

/// Reads golden files of ours; what it does not know ends the test.
class JsonReader
{
public:
    explicit JsonReader(std::string text) : m_text(std::move(text)) {}

    QJsonValue value()
    {
        switch (next()) {
        case '{':
            return object();
        case '[':
            return array();
        case '"':
            return text();
        case 't':
            return word("true"), QJsonValue(true);
        case 'f':
            return word("false"), QJsonValue(false);
        case 'n':
            return word("null"), QJsonValue();
        default:
            return number();
        }
    }

private:
    char next()
    {
        m_at = m_text.find_first_not_of(" \t\r\n", m_at);
        if (m_at == std::string::npos)
            qFatal("the JSON ends too early");
        return m_text[m_at];
    }
    void take(char wanted)
    {
        if (next() != wanted)
            qFatal("the JSON has '%c' for '%c' at %d", m_text[m_at], wanted, static_cast<int>(m_at));
        ++m_at;
    }
    bool isAt(char wanted)
    {
        if (next() != wanted)
            return false;
        ++m_at;
        return true;
    }
    void word(const char *wanted)
    {
        if (m_text.compare(m_at, std::strlen(wanted), wanted) != 0)
            qFatal("the JSON has no '%s' at %d", wanted, static_cast<int>(m_at));
        m_at += std::strlen(wanted);
    }
    QJsonValue object()
    {
        QJsonObject out;
        take('{');
        while (!isAt('}')) {
            const QString name = text();
            take(':');
            out[name] = value();
            if (next() != '}')
                take(',');
        }
        return out;
    }
    QJsonValue array()
    {
        QJsonArray out;
        take('[');
        while (!isAt(']')) {
            out.append(value());
            if (next() != ']')
                take(',');
        }
        return out;
    }
    QJsonValue number()
    {
        std::size_t used = 0;
        const double out = std::stod(m_text.substr(m_at, 40), &used);
        m_at += used;
        return out;
    }
    QString text()
    {
        take('"');
        std::string out;
        for (; m_text.at(m_at) != '"'; ++m_at) {
            if (m_text[m_at] != '\\') {
                out += m_text[m_at];
                continue;
            }
            switch (m_text.at(++m_at)) {
            case 'n':
                out += '\n';
                break;
            case 't':
                out += '\t';
                break;
            case 'r':
                out += '\r';
                break;
            case 'u':
                out += QString::fromUtf16(
                           std::u16string(1, static_cast<char16_t>(std::stoi(m_text.substr(m_at + 1, 4), nullptr, 16))))
                           .toStdString();
                m_at += 4;
                break;
            default:
                out += m_text[m_at];
            }
        }
        ++m_at;
        return QString::fromUtf8(std::string_view(out));
    }

    std::string m_text;
    std::size_t m_at = 0;
};

} // namespace

QJsonDocument QJsonDocument::fromJson(const QByteArray &text)
{
    return QJsonDocument(JsonReader(text.toStdString()).value().toObject());
}

QFile::QFile(const QString &path) : m_path(indaro::base::pathOf(path.toStdString())) {}

bool QFile::open(QIODevice::Mode mode)
{
    if (mode != QIODevice::ReadOnly)
        qFatal("only reading is known here");
    m_in.open(m_path, std::ios::binary);
    return m_in.is_open();
}

QByteArray QFile::readAll()
{
    return QByteArray::fromStdString(std::string(std::istreambuf_iterator<char>(m_in), {}));
}

QTemporaryDir::QTemporaryDir()
{
    std::random_device random;
    for (int i = 0; i < 100; ++i) {
        const auto path =
            std::filesystem::temp_directory_path() / indaro::base::pathOf("indaro-" + std::to_string(random()));
        std::error_code ec;
        if (std::filesystem::create_directory(path, ec)) {
            m_path = QString::fromStdString(indaro::base::utf8Of(path));
            return;
        }
    }
}

QTemporaryDir::~QTemporaryDir()
{
    std::error_code ec;
    if (isValid())
        std::filesystem::remove_all(indaro::base::pathOf(m_path.toStdString()), ec);
}

QString QTemporaryDir::filePath(const QString &name) const
{
    return m_path + QStringLiteral("/") + name;
}

QByteArray qgetenv(const char *name)
{
    const char *value = std::getenv(name);
    return value != nullptr ? QByteArray(value) : QByteArray();
}

void qInfo(const char *format, ...)
{
    std::va_list words;
    va_start(words, format);
    std::printf("INFO   : ");
    std::vprintf(format, words);
    std::printf("\n");
    va_end(words);
}

void qFatal(const char *format, ...)
{
    std::va_list words;
    va_start(words, format);
    std::vprintf(format, words);
    std::printf("\n");
    std::fflush(stdout);
    va_end(words);
    std::abort();
}

namespace QTest {

namespace {

struct Table
{
    std::vector<std::string> columns;
    std::vector<std::pair<std::string, std::vector<std::any>>> rows;
};

struct Running
{
    Table table;
    std::size_t row = 0;
    bool hasFailed = false;
    bool isSkipped = false;
};
Running running; // one test at a time

} // namespace

void addColumnNamed(const char *name)
{
    running.table.columns.emplace_back(name);
}

Row newRow(const char *name)
{
    running.table.rows.emplace_back(name, std::vector<std::any>());
    return {};
}

void Row::add(std::any value)
{
    running.table.rows.back().second.push_back(std::move(value));
}

namespace stand_in {

void fail(const std::string &what, const char *file, int line)
{
    running.hasFailed = true;
    std::printf("   %s\n   %s:%d\n", what.c_str(), file, line);
}

void skip(const char *why)
{
    running.isSkipped = true;
    std::printf("   %s\n", why);
}

const std::any &fetched(const char *column)
{
    const auto &columns = running.table.columns;
    const auto at = std::ranges::find(columns, column);
    if (at == columns.end())
        qFatal("there is no column %s", column);
    return running.table.rows.at(running.row).second.at(static_cast<std::size_t>(at - columns.begin()));
}

int run(QObject &test, const std::vector<QObject::Slot> &slots, int argc, char **argv)
{
    const auto call = [&](std::string_view name) {
        for (const auto &slot : slots) {
            if (slot.name == name)
                slot.call(test);
        }
    };
    int passed = 0;
    int failed = 0;
    int skipped = 0;
    running = {};
    call("initTestCase");
    if (running.hasFailed) {
        std::printf("FAIL!  : initTestCase\nTotals: 0 passed, 1 failed, 0 skipped\n");
        return 1;
    }
    for (const auto &slot : slots) {
        const std::string name = slot.name;
        if (name == "initTestCase" || name == "cleanupTestCase" || name == "init" || name == "cleanup" ||
            name.ends_with("_data") || (argc > 1 && name != argv[1]))
            continue;
        running = {};
        call(name + "_data");
        const std::size_t rows = running.table.columns.empty() ? 1 : running.table.rows.size();
        for (running.row = 0; running.row < rows; ++running.row) {
            running.hasFailed = running.isSkipped = false;
            call("init");
            if (!running.hasFailed && !running.isSkipped)
                slot.call(test);
            call("cleanup");
            const bool hasName = !running.table.columns.empty();
            std::printf("%s : %s(%s)\n",
                        running.hasFailed   ? "FAIL! "
                        : running.isSkipped ? "SKIP  "
                                            : "PASS  ",
                        name.c_str(), hasName ? running.table.rows[running.row].first.c_str() : "");
            std::fflush(stdout);
            ++(running.hasFailed ? failed : running.isSkipped ? skipped : passed);
        }
    }
    running.hasFailed = false;
    call("cleanupTestCase");
    failed += running.hasFailed ? 1 : 0;
    std::printf("Totals: %d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return failed == 0 && passed > 0 ? 0 : 1; // nothing run is nothing shown
}

} // namespace stand_in

} // namespace QTest
