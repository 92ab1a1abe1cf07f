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

QList<QByteArray> QByteArray::split(char at) const
{
    QList<QByteArray> out;
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

QStringList QString::split(char16_t at) const
{
    const std::string between = fromUtf16({&at, 1}).m_text;
    QStringList out;
    std::size_t from = 0;
    for (auto to = m_text.find(between); to != std::string::npos; to = m_text.find(between, from)) {
        out.append(QString(std::string_view(m_text).substr(from, to - from)));
        from = to + between.size();
    }
    out.append(QString(std::string_view(m_text).substr(from)));
    return out;
}

QString QStringList::join(const QString &between) const
{
    QString out;
    for (const QString &one : *this) {
        if (&one != data())
            out += between;
        out += one;
    }
    return out;
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
