// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/withheld.h"

#include "core/casework/consents/data_groups.h"
#include "core/model/field_name.h"
#include "core/model/name_fold.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LeastTelling = 4;  // characters: "oui" and "17" say nothing by themselves
constexpr qsizetype MostTelling = 120; // longer ones are stories, which nobody copies word by word
constexpr qsizetype TellingDigits = 8; // of a telephone, without its country

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
    }
    return digits;
}

/// Nothing but digits, and as many as a telephone has.
QString numberIn(const QString &words)
{
    const QString joined = QString(words).remove(u' ');
    return joined.size() >= TellingDigits && joined == digitsOf(joined) ? joined.right(TellingDigits) : QString();
}

} // namespace

QString withheldField(sync::FieldId field)
{
    return model::fieldName(field);
}

QString withheldGroup(const QString &group)
{
    return u"group:"_s + group;
}

QString withheldRecord(const sync::RecordId &record)
{
    return u"record:"_s + QString::fromStdString(record.toText());
}

QString withheldAnswer(const QString &path)
{
    return u"answer:"_s + pathWithoutPositions(path);
}

QString tellingWords(const QString &value)
{
    const QString words = model::foldName(value);
    return words.size() < LeastTelling || words.size() > MostTelling ? QString() : words;
}

void Withheld::add(const WithheldItem &item)
{
    m_isEmpty = false;
    m_codes.insert(item.code);
    for (const QString &code : item.also)
        m_codes.insert(code);
    for (const QString &file : item.files)
        m_files.insert(file);
    for (const QString &value : item.values) {
        if (!value.isEmpty() && !m_values.contains(value))
            m_values << value;
        if (const QString number = numberIn(value); !number.isEmpty() && !m_numbers.contains(number))
            m_numbers << number;
    }
}

bool Withheld::hides(const QString &code) const
{
    const auto field = model::fieldNamed(code);
    return field ? hidesField(*field) : m_codes.contains(code);
}

bool Withheld::hidesField(sync::FieldId field) const
{
    return !m_isEmpty && (m_codes.contains(withheldField(field)) || m_codes.contains(withheldGroup(groupOf(field))));
}

bool Withheld::hidesRecord(const sync::RecordId &record) const
{
    return !m_isEmpty && m_codes.contains(withheldRecord(record));
}

bool Withheld::hidesAnswer(const QString &path, const std::optional<sync::FieldId> &savedTo,
                           sync::Compartment compartment) const
{
    if (m_isEmpty)
        return false;
    if (savedTo && hidesField(*savedTo))
        return true;
    return m_codes.contains(withheldAnswer(path)) || m_codes.contains(withheldGroup(groupOfAnswers(compartment)));
}

bool Withheld::isSaidIn(const QString &text) const
{
    if (m_values.isEmpty() || text.isEmpty())
        return false;
    const QString words = u' ' + model::foldName(text) + u' ';
    const QString digits = m_numbers.isEmpty() ? QString() : digitsOf(text);
    if (std::ranges::any_of(m_numbers, [&](const QString &number) { return digits.contains(number); }))
        return true;
    return std::ranges::any_of(m_values, [&](const QString &value) { return words.contains(u' ' + value + u' '); });
}

QString groupOfAnswers(sync::Compartment compartment)
{
    switch (compartment) {
    case sync::Compartment::Identity:
        return u"identity"_s;
    case sync::Compartment::Health:
        return u"health"_s;
    case sync::Compartment::Perpetrator:
        return u"perpetrators"_s;
    case sync::Compartment::Case:
        break;
    }
    return u"story"_s;
}

QString pathWithoutPositions(const QString &path)
{
    QString plain = path;
    for (qsizetype open = plain.indexOf(u'['); open >= 0; open = plain.indexOf(u'[')) {
        const qsizetype close = plain.indexOf(u']', open);
        plain.remove(open, (close < 0 ? plain.size() : close + 1) - open);
    }
    return plain;
}

} // namespace indaro::casework
