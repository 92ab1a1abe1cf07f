// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <any>
#include <chrono>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <random>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// The little of Qt that the tests of the kernel use, for where there is no Qt: the same test programs then run with the
/// compilers of other systems. Text is UTF-8 here. Every header of Qt that such a test includes is this one
/// (tests/kernel/CMakeLists.txt), and what moc does for the slots of a test is done by slots.py.

using qsizetype = std::ptrdiff_t;
using qint64 = std::int64_t;
using quint8 = std::uint8_t;
using quint16 = std::uint16_t;
using quint32 = std::uint32_t;
using quint64 = std::uint64_t;
using qulonglong = unsigned long long;
using uint = unsigned;
template <class A, class B> using QPair = std::pair<A, B>;

template <class T> class QList : public std::vector<T>
{
public:
    using std::vector<T>::vector;
    [[nodiscard]] bool isEmpty() const { return this->empty(); }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(std::vector<T>::size()); }
    [[nodiscard]] bool contains(const T &one) const { return std::ranges::find(*this, one) != this->end(); }
    void append(T one) { this->push_back(std::move(one)); }
    QList &operator<<(T one)
    {
        this->push_back(std::move(one));
        return *this;
    }
};

class QByteArray
{
public:
    QByteArray() = default;
    QByteArray(const char *text) : m_bytes(text) {}
    QByteArray(const char *bytes, qsizetype size) : m_bytes(bytes, static_cast<std::size_t>(size)) {}
    QByteArray(qsizetype size, char filled) : m_bytes(static_cast<std::size_t>(size), filled) {}
    static QByteArray fromStdString(std::string text);
    static QByteArray fromHex(const QByteArray &hex);
    static QByteArray fromBase64(const QByteArray &text);
    [[nodiscard]] QByteArray toBase64() const;
    template <class T> static QByteArray number(T value) { return fromStdString(std::to_string(value)); }

    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_bytes.size()); }
    [[nodiscard]] bool isEmpty() const { return m_bytes.empty(); }
    [[nodiscard]] const char *constData() const { return m_bytes.c_str(); }
    [[nodiscard]] const char *data() const { return m_bytes.c_str(); }
    [[nodiscard]] char *data() { return m_bytes.data(); }
    [[nodiscard]] auto begin() const { return m_bytes.begin(); }
    [[nodiscard]] auto end() const { return m_bytes.end(); }
    char &operator[](qsizetype at) { return m_bytes.at(static_cast<std::size_t>(at)); }
    [[nodiscard]] char at(qsizetype at) const { return m_bytes.at(static_cast<std::size_t>(at)); }
    char operator[](qsizetype at) const { return m_bytes.at(static_cast<std::size_t>(at)); }
    [[nodiscard]] std::string toStdString() const { return m_bytes; }
    [[nodiscard]] QByteArray toHex() const;
    [[nodiscard]] QByteArray toLower() const;
    [[nodiscard]] QByteArray left(qsizetype size) const
    {
        return fromStdString(m_bytes.substr(0, static_cast<std::size_t>(size)));
    }
    [[nodiscard]] bool contains(const QByteArray &part) const { return m_bytes.find(part.m_bytes) != std::string::npos; }
    [[nodiscard]] QList<QByteArray> split(char at) const;
    [[nodiscard]] qulonglong toULongLong(bool *ok = nullptr) const;
    [[nodiscard]] int toInt(bool *ok = nullptr) const { return static_cast<int>(toULongLong(ok)); }
    void truncate(qsizetype size) { m_bytes.resize(std::min(m_bytes.size(), static_cast<std::size_t>(size))); }
    QByteArray &replace(qsizetype at, qsizetype size, const QByteArray &with);
    QByteArray &operator+=(const QByteArray &other)
    {
        m_bytes += other.m_bytes;
        return *this;
    }
    friend QByteArray operator+(QByteArray one, const QByteArray &other) { return one += other; }
    friend QByteArray operator+(QByteArray one, char other) { return one += QByteArray(1, other); }
    friend auto operator<=>(const QByteArray &, const QByteArray &) = default;

private:
    std::string m_bytes;
};

class QStringList;

class QString
{
public:
    QString() = default;
    static QString fromStdString(std::string_view text) { return QString(text); }
    static QString fromUtf8(std::string_view text) { return QString(text); }
    static QString fromUtf8(const char *text) { return QString(text); }
    static QString fromUtf8(const char *text, qsizetype size)
    {
        return QString(std::string_view(text, static_cast<std::size_t>(size)));
    }
    static QString fromUtf8(const QByteArray &text) { return QString(text.toStdString()); }
    static QString fromLatin1(std::string_view text) { return QString(text); } // only ASCII is given to it
    static QString fromLatin1(const char *text) { return QString(text); }
    static QString fromLatin1(const QByteArray &text) { return QString(text.toStdString()); }
    static QString fromUtf16(std::u16string_view text);
    template <class T> static QString number(T value) { return QString(std::to_string(value)); }

    [[nodiscard]] bool isEmpty() const { return m_text.empty(); }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_text.size()); }
    [[nodiscard]] bool startsWith(const QString &start) const { return m_text.starts_with(start.m_text); }
    [[nodiscard]] bool endsWith(const QString &end) const { return m_text.ends_with(end.m_text); }
    [[nodiscard]] bool contains(const QString &part) const { return m_text.find(part.m_text) != std::string::npos; }
    [[nodiscard]] QStringList split(char16_t at) const;
    [[nodiscard]] const std::string &toStdString() const { return m_text; }
    [[nodiscard]] QByteArray toLatin1() const { return QByteArray::fromStdString(m_text); }
    [[nodiscard]] QByteArray toUtf8() const { return QByteArray::fromStdString(m_text); }
    /// Puts it in the place of the lowest %1 … %9.
    [[nodiscard]] QString arg(const QString &value) const;
    template <class T>
    requires std::is_arithmetic_v<T>
    [[nodiscard]] QString arg(T value) const { return arg(number(value)); }
    friend QString operator+(const QString &one, const QString &other) { return QString(one.m_text + other.m_text); }
    QString &operator+=(const QString &other)
    {
        m_text += other.m_text;
        return *this;
    }
    friend auto operator<=>(const QString &, const QString &) = default;

private:
    explicit QString(std::string_view text) : m_text(text) {}
    std::string m_text;
};

class QStringList : public QList<QString>
{
public:
    using QList<QString>::QList;
    [[nodiscard]] QString join(const QString &between) const;
    [[nodiscard]] QString join(char16_t between) const { return join(QString::fromUtf16({&between, 1})); }
};

inline namespace Qt {
inline namespace Literals {
inline namespace StringLiterals {
inline QString operator""_s(const char16_t *text, std::size_t size)
{
    return QString::fromUtf16({text, size});
}
inline QString operator""_L1(const char *text, std::size_t size)
{
    return QString::fromLatin1(std::string_view(text, size));
}
} // namespace StringLiterals
} // namespace Literals
} // namespace Qt

#define QStringLiteral(text) QString::fromUtf8(std::string_view(text))
#define qPrintable(text) ((text).toStdString().c_str())

template <class Key, class Value> class QMap
{
public:
    class Iterator
    {
    public:
        explicit Iterator(typename std::map<Key, Value>::const_iterator at) : m_at(at) {}
        [[nodiscard]] const Key &key() const { return m_at->first; }
        [[nodiscard]] const Value &value() const { return m_at->second; }
        Iterator &operator++()
        {
            ++m_at;
            return *this;
        }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        typename std::map<Key, Value>::const_iterator m_at;
    };
    Value &operator[](const Key &key) { return m_map[key]; }
    [[nodiscard]] Value value(const Key &key) const
    {
        const auto found = m_map.find(key);
        return found != m_map.end() ? found->second : Value();
    }
    [[nodiscard]] bool contains(const Key &key) const { return m_map.contains(key); }
    [[nodiscard]] bool isEmpty() const { return m_map.empty(); }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_map.size()); }
    [[nodiscard]] Iterator begin() const { return Iterator(m_map.begin()); }
    [[nodiscard]] Iterator end() const { return Iterator(m_map.end()); }
    friend bool operator==(const QMap &, const QMap &) = default;

private:
    std::map<Key, Value> m_map;
};

class QJsonValue;
using QJsonObjectBase = QMap<QString, QJsonValue>;

class QJsonObject
{
public:
    using Iterator = QJsonObjectBase::Iterator;
    QJsonObject() = default;
    QJsonObject(std::initializer_list<std::pair<QString, QJsonValue>> fields);
    QJsonValue &operator[](const QString &name);
    QJsonValue operator[](const QString &name) const;
    [[nodiscard]] bool contains(const QString &name) const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] qsizetype size() const;
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;
    friend bool operator==(const QJsonObject &one, const QJsonObject &other);

private:
    std::shared_ptr<QJsonObjectBase> m_fields;
};

class QJsonArray
{
public:
    QJsonArray() = default;
    QJsonArray(std::initializer_list<QJsonValue> values);
    static QJsonArray fromStringList(const QStringList &texts);
    void append(const QJsonValue &value);
    [[nodiscard]] QJsonValue operator[](qsizetype at) const;
    [[nodiscard]] qsizetype size() const;
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] std::vector<QJsonValue>::const_iterator begin() const;
    [[nodiscard]] std::vector<QJsonValue>::const_iterator end() const;
    friend bool operator==(const QJsonArray &one, const QJsonArray &other);

private:
    std::shared_ptr<std::vector<QJsonValue>> m_values;
};

class QJsonValue
{
public:
    QJsonValue() = default;
    QJsonValue(bool value) : m_value(value) {}
    template <class T>
    requires(std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) QJsonValue(T value) : m_value(static_cast<double>(value))
    {
    }
    QJsonValue(const QString &text) : m_value(text) {}
    QJsonValue(const QJsonArray &array) : m_value(array) {}
    QJsonValue(const QJsonObject &object) : m_value(object) {}

    [[nodiscard]] QString toString() const { return as<QString>(); }
    [[nodiscard]] QJsonArray toArray() const { return as<QJsonArray>(); }
    [[nodiscard]] QJsonObject toObject() const { return as<QJsonObject>(); }
    [[nodiscard]] bool toBool() const { return as<bool>(); }
    [[nodiscard]] double toDouble() const { return as<double>(); }
    [[nodiscard]] int toInt() const { return static_cast<int>(toDouble()); }
    [[nodiscard]] qint64 toInteger() const { return static_cast<qint64>(toDouble()); }
    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    [[nodiscard]] std::string compact() const; ///< Not of Qt: what QJsonDocument::toJson is made of
    friend bool operator==(const QJsonValue &, const QJsonValue &) = default;

private:
    template <class T> [[nodiscard]] T as() const
    {
        const T *value = std::get_if<T>(&m_value);
        return value != nullptr ? *value : T();
    }
    std::variant<std::monostate, bool, double, QString, QJsonArray, QJsonObject> m_value;
};

class QJsonDocument
{
public:
    enum Format { Compact };
    QJsonDocument() = default;
    explicit QJsonDocument(QJsonObject object) : m_object(std::move(object)) {}
    static QJsonDocument fromJson(const QByteArray &text);
    [[nodiscard]] QJsonObject object() const { return m_object; }
    /// As Qt writes it: the names in their order, no spaces. A number must be whole.
    [[nodiscard]] QByteArray toJson(Format format) const;
    friend bool operator==(const QJsonDocument &, const QJsonDocument &) = default;

private:
    QJsonObject m_object;
};

struct QIODevice
{
    enum Mode { ReadOnly, WriteOnly };
};

class QFile
{
public:
    explicit QFile(const QString &path);
    [[nodiscard]] bool open(QIODevice::Mode mode);
    [[nodiscard]] QByteArray readAll();

private:
    std::filesystem::path m_path;
    std::ifstream m_in;
};

/// Its name is ASCII: most tests make a path of it by a narrow text, which MinGW's library reads in the code page of the
/// machine. test_process and kernel_check.cpp try names that are in none.
class QTemporaryDir
{
public:
    QTemporaryDir();
    ~QTemporaryDir();
    QTemporaryDir(const QTemporaryDir &) = delete;
    QTemporaryDir &operator=(const QTemporaryDir &) = delete;
    [[nodiscard]] bool isValid() const { return !m_path.isEmpty(); }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString filePath(const QString &name) const;

private:
    QString m_path;
};

QByteArray qgetenv(const char *name);
inline int qEnvironmentVariableIntValue(const char *name)
{
    return qgetenv(name).toInt();
}
[[gnu::format(printf, 1, 2)]] void qInfo(const char *format, ...);
[[noreturn]] [[gnu::format(printf, 1, 2)]] void qFatal(const char *format, ...);

class QObject
{
public:
    struct Slot
    {
        const char *name;
        std::function<void(QObject &)> call;
    };
    virtual ~QObject() = default;
    static std::vector<Slot> qtSlots() { return {}; }
};

#define Q_OBJECT                                                                                                            \
public:                                                                                                                     \
    static std::vector<Slot> qtSlots();                                                                                     \
                                                                                                                            \
private:
#define Q_SLOTS

namespace QTest {

namespace stand_in {

void fail(const std::string &what, const char *file, int line);
void skip(const char *why);
int run(QObject &test, const std::vector<QObject::Slot> &slots, int argc, char **argv);
const std::any &fetched(const char *column);

template <class T> std::string shown(const T &value)
{
    if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, QByteArray>) {
        return '"' + value.toStdString() + '"';
    } else if constexpr (std::is_enum_v<T>) {
        return std::to_string(static_cast<long long>(value));
    } else if constexpr (requires(std::ostringstream & out) { out << value; }) {
        std::ostringstream out;
        out << value;
        return out.str();
    } else {
        return "(a value)";
    }
}

inline bool verify(bool isTrue, const char *what, const char *also, const char *file, int line)
{
    if (!isTrue)
        fail(std::string("QVERIFY(") + what + ") " + also, file, line);
    return isTrue;
}

template <class A, class B>
bool compare(const A &actual, const B &expected, const char *what, const char *with, const char *file, int line)
{
    const bool areEqual = actual == expected;
    if (!areEqual)
        fail(std::string("QCOMPARE(") + what + ", " + with + ")\n   actual   " + shown(actual) + "\n   expected " +
                 shown(expected),
             file, line);
    return areEqual;
}

template <class T> T fetch(const char *column)
{
    const std::any &value = fetched(column);
    if constexpr (std::is_same_v<T, QString>) {
        if (const auto *text = std::any_cast<const char *>(&value))
            return QString::fromUtf8(std::string_view(*text));
    }
    return std::any_cast<T>(value);
}

} // namespace stand_in

class Row
{
public:
    template <class T> Row &operator<<(const T &value)
    {
        add(std::any(static_cast<std::decay_t<T>>(value)));
        return *this;
    }

private:
    static void add(std::any value);
};

void addColumnNamed(const char *name);
template <class T> void addColumn(const char *name)
{
    addColumnNamed(name);
}
Row newRow(const char *name);

/// Asks again and again until it is so, for so many milliseconds at most.
template <class Predicate> bool qWaitFor(Predicate isSo, int timeout = 5000)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeout);
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > end)
            return isSo();
        std::this_thread::yield();
    }
    return true;
}

template <class Test> int qExec(Test *test, int argc = 0, char **argv = nullptr)
{
    return stand_in::run(*test, Test::qtSlots(), argc, argv);
}

} // namespace QTest

#define QVERIFY2(statement, description)                                                                                    \
    do {                                                                                                                    \
        if (!QTest::stand_in::verify(static_cast<bool>(statement), #statement, (description), __FILE__, __LINE__))          \
            return;                                                                                                         \
    } while (false)
#define QVERIFY(statement) QVERIFY2(statement, "")
#define QCOMPARE(actual, expected)                                                                                          \
    do {                                                                                                                    \
        if (!QTest::stand_in::compare(actual, expected, #actual, #expected, __FILE__, __LINE__))                            \
            return;                                                                                                         \
    } while (false)
#define QFAIL(why) QVERIFY2(false, why)
#define QSKIP(why)                                                                                                          \
    do {                                                                                                                    \
        QTest::stand_in::skip(why);                                                                                         \
        return;                                                                                                             \
    } while (false)
#define QFETCH(type, name) type name = QTest::stand_in::fetch<std::remove_const_t<type>>(#name)
#define QTEST_APPLESS_MAIN(Test)                                                                                            \
    int main(int argc, char **argv)                                                                                         \
    {                                                                                                                       \
        Test test;                                                                                                          \
        return QTest::qExec(&test, argc, argv);                                                                             \
    }
#define QTEST_GUILESS_MAIN(Test) QTEST_APPLESS_MAIN(Test)
