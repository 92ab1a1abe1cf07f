// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sync/invented_day.h"

#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/people/commands.h"
#include "core/model/field_table.h"

#include <QStringList>

#include <array>
#include <cstdio>

namespace indaro::bench {

namespace fields = model::fields;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

template <class T> T must(base::Result<T> result)
{
    INDARO_CHECK(result.hasValue());
    return std::move(result).value();
}
void must(const base::Result<void> &result)
{
    INDARO_CHECK(result.hasValue());
}

QString fromUtf8(const std::string &text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

int InventedDay::number(int from, int to)
{
    return from + static_cast<int>(m_engine() % static_cast<std::uint64_t>(to - from + 1));
}

void InventedDay::pause(int fromSeconds, int toSeconds)
{
    m_clock.advance(number(fromSeconds * 1000, toSeconds * 1000));
}

std::string InventedDay::day(int fromYear, int toYear)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02d-%02d", number(fromYear, toYear), number(1, 12), number(1, 28));
    return text.data();
}

casework::CaseId InventedDay::admit()
{
    casework::Admission admission;
    auto &person = admission.person;
    person.givenNames = m_words.givenName();
    person.familyName = m_words.familyName();
    person.sex = number(1, 5) == 1 ? "M" : "F";
    if (number(1, 2) == 1)
        person.birthDate = day(1980, 2020);
    else
        person.estimatedAge = number(4, 50);
    person.nationality = "BI";
    person.languages = number(1, 2) == 1 ? "rn" : "fr rn";
    person.mainLanguage = "rn";
    person.interpreterNeeded = "no";
    person.originProvince = m_words.place();
    person.originCommune = m_words.place();
    person.originColline = m_words.place();
    if (number(1, 3) == 1)
        person.phone = "+257 7" + std::to_string(number(1'000'000, 9'999'999));
    admission.stay.referredBy = number(1, 2) == 1 ? "police" : "ngo";
    admission.stay.broughtBy = m_words.familyName();
    admission.stay.reason = m_words.sentence();
    admission.stay.urgentNeeds = "food medical";
    pause(60, 600);
    return must(casework::admitPerson(m_desk, admission)).id;
}

QString InventedDay::answerTo(const forms::FormDefinition &form, const forms::FormItem &item)
{
    using forms::QuestionType;
    if (item.hasChoices()) {
        const forms::ChoiceList *list = form.findChoiceList(item.listName);
        if (list == nullptr || list->choices.empty())
            return {};
        QStringList codes;
        for (int left = item.type == QuestionType::SelectOne ? 1 : number(1, 3); left > 0; --left) {
            const QString code =
                list->choices[static_cast<std::size_t>(number(0, static_cast<int>(list->choices.size()) - 1))].name;
            if (!codes.contains(code))
                codes.append(code);
        }
        return codes.join(u' ');
    }
    switch (item.type) {
    case QuestionType::Integer:
    case QuestionType::Range:
    case QuestionType::Decimal:
        return QString::number(number(0, 40));
    case QuestionType::Date:
        return fromUtf8(day(2023, 2026));
    case QuestionType::Time:
        return u"%1:%2:00.000+02:00"_s.arg(number(6, 20), 2, 10, QLatin1Char('0'))
            .arg(number(0, 59), 2, 10, QLatin1Char('0'));
    case QuestionType::DateTime:
        return fromUtf8(day(2023, 2026)) + u"T10:00:00.000+02:00"_s;
    case QuestionType::Text:
        return fromUtf8(number(1, 3) == 1 ? m_words.sentence() : number(1, 2) == 1 ? m_words.place() : m_words.familyName());
    case QuestionType::Acknowledge:
        return u"OK"_s;
    default:
        return {};
    }
}

int InventedDay::interview(casework::CaseId person, const forms::FormDefinition &form, int most)
{
    const auto id =
        must(casework::startInterview(m_desk, {person, form.settings().formId, form.settings().version, u"fr"_s, {}}));
    must(casework::openSitting(m_desk, id, {fromUtf8(m_words.familyName()), {}, u"rn"_s, u"bureau"_s, {}}));
    int answered = 0;
    std::vector<casework::ConsentDraft> consents;
    for (const auto &item : form.items()) {
        if (answered == most)
            break;
        if (!item.isQuestion() || !item.isAsked() || item.repeatDepth > 0 || number(1, 100) > 85)
            continue;
        casework::AnswerDraft draft{
            item.path, forms::toString(item.type), answerTo(form, item), {}, casework::compartmentOf(form, item)};
        if (number(1, 12) == 1) {
            draft.value.clear();
            draft.missing = number(1, 2) == 1 ? base::Missing::DoesNotKnow : base::Missing::Refused;
        }
        if (draft.value.isEmpty() && !draft.missing)
            continue;
        pause(8, 70);
        must(casework::saveAnswer(m_desk, id, draft));
        ++answered;
        if (item.name.startsWith("consent_"_L1) && item.listName == "yes_no_later"_L1 && !draft.missing) {
            casework::ConsentDraft consent;
            consent.purpose = item.name.mid(8);
            consent.decision = draft.value;
            consents.push_back(consent);
            must(casework::recordConsents(m_desk, id, consents));
        }
    }
    must(casework::saveInterviewerNote(m_desk, id, fromUtf8(m_words.sentence())));
    pause(5, 60);
    must(casework::signInterview(m_desk, id, {}));
    return answered;
}

void InventedDay::correct(casework::CaseId person)
{
    pause(60, 90'000);
    must(casework::setField(m_desk, fields::identity::Phone, person,
                            "+257 7" + std::to_string(number(1'000'000, 9'999'999))));
    must(casework::setField(m_desk, fields::identity::OriginColline, person, m_words.place()));
    must(casework::setField(m_desk, fields::case_file::InterpreterNeeded, person, number(1, 2) == 1 ? "yes" : "no"));
    must(casework::setField(m_desk, fields::health::Complaint, person, m_words.sentence()));
    must(casework::addNote(m_desk, person, m_words.place(), m_words.sentence(), "observation"));
}

std::vector<forms::FormDefinition> shippedForms()
{
    std::vector<forms::FormDefinition> forms;
    const std::filesystem::path folder = std::filesystem::path(INDARO_SOURCE_DIR) / "resources/forms";
    for (const char *name : {"first_contact/first_contact.xlsx", "indicators/indicators.xlsx", "intake/intake.xlsx",
                             "htcds/htcds_xlsform.xlsx"})
        forms.push_back(must(forms::FormDefinition::load(folder / name)));
    return forms;
}

} // namespace indaro::bench
