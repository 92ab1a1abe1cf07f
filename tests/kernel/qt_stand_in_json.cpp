// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/kernel/qt_stand_in.h"

#include <cstring>

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

qsizetype QJsonObject::size() const
{
    return m_fields ? m_fields->size() : 0;
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

namespace {

/// As Qt writes a text: what has a short name by it, other control characters by their number, the rest as it is.
std::string inQuotes(std::string_view text)
{
    constexpr std::string_view Named = "\"\\\b\f\n\r\t";
    constexpr std::string_view Names = "\"\\bfnrt";
    std::string out = "\"";
    for (const char letter : text) {
        if (const auto at = Named.find(letter); at != std::string_view::npos) {
            out += '\\';
            out += Names[at];
        } else if (static_cast<unsigned char>(letter) < 0x20) {
            constexpr std::string_view Digits = "0123456789abcdef";
            out += "\\u00";
            out += Digits[static_cast<unsigned char>(letter) / 16];
            out += Digits[static_cast<unsigned char>(letter) % 16];
        } else {
            out += letter;
        }
    }
    return out + '"';
}

struct CompactWriter
{
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool value) const { return value ? "true" : "false"; }
    std::string operator()(double value) const
    {
        if (value != static_cast<double>(static_cast<qint64>(value)))
            qFatal("only whole numbers are written here");
        return std::to_string(static_cast<qint64>(value));
    }
    std::string operator()(const QString &text) const { return inQuotes(text.toStdString()); }
    std::string operator()(const QJsonArray &array) const
    {
        std::string out;
        for (const QJsonValue &value : array)
            out += (out.empty() ? "" : ",") + value.compact();
        return '[' + out + ']';
    }
    std::string operator()(const QJsonObject &object) const
    {
        std::string out;
        for (auto at = object.begin(); at != object.end(); ++at)
            out += (out.empty() ? "" : ",") + inQuotes(at.key().toStdString()) + ':' + at.value().compact();
        return '{' + out + '}';
    }
};

} // namespace

std::string QJsonValue::compact() const
{
    return std::visit(CompactWriter(), m_value);
}

QByteArray QJsonDocument::toJson(Format /*format*/) const
{
    return QByteArray::fromStdString(QJsonValue(m_object).compact());
}

QJsonDocument QJsonDocument::fromJson(const QByteArray &text)
{
    return QJsonDocument(JsonReader(text.toStdString()).value().toObject());
}
