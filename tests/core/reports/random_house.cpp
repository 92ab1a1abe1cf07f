// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/reports/random_house.h"

#include "core/casework/row_values.h"
#include "core/model/partial_date.h"

#include <QDateTime>
#include <QTimeZone>

using namespace indaro;
using namespace Qt::StringLiterals;
using base::Value;
namespace f = model::fields;

namespace indaro::tests {

namespace {

Value text(const QString &words)
{
    return Value(words.toStdString());
}

const QStringList Places{u"BDI012004"_s, u"BDI001001"_s, u"BDI006"_s, u"BI-PR-01"_s, u"BDI018001"_s, u"BDI999"_s};

} // namespace

RandomHouse::RandomHouse(DeskFixture &fixture, unsigned seed)
    : m_fixture(fixture), m_random(seed), m_today(model::localDay(fixture.clock.nowUtc()))
{
}

Value RandomHouse::oneOf(const QStringList &codes, int missing)
{
    if (chance(missing))
        return chance(50) ? Value() : Value(base::Missing::Refused);
    return text(codes[upTo(int(codes.size()) - 1)]);
}

Value RandomHouse::someOf(const QStringList &codes)
{
    QStringList some;
    for (const QString &code : codes) {
        if (chance(35))
            some << code;
    }
    some.sort();
    return some.isEmpty() ? Value() : text(some.join(u' '));
}

QDate RandomHouse::someDay()
{
    return m_first.addDays(upTo(int(m_first.daysTo(m_today))));
}

Value RandomHouse::dayText(QDate day, int vague)
{
    if (chance(vague))
        return text(day.toString(chance(50) ? u"yyyy-MM"_s : u"yyyy"_s));
    const QString iso = day.toString(Qt::ISODate);
    return text(chance(40) ? iso + u"T%1:%2"_s.arg(upTo(23), 2, 10, QChar(u'0')).arg(upTo(59), 2, 10, QChar(u'0')) : iso);
}

Value RandomHouse::momentOn(QDate day)
{
    const auto start = QDateTime(day, QTime(0, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
    return Value(std::int64_t(start) + std::int64_t(upTo(24 * 60 - 1)) * 60'000);
}

void RandomHouse::bearWithId(std::uint16_t table, sync::RecordId id, const sync::FieldValues &values)
{
    sync::FieldValues known;
    for (const auto &value : values) {
        if (!value.second.isNull())
            known.push_back(value);
    }
    auto transaction = m_fixture.db->begin();
    INDARO_CHECK(m_fixture.log->birth({table, id}, known).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

sync::RecordId RandomHouse::bear(std::uint16_t table, const sync::FieldValues &values)
{
    const auto id = sync::RecordId::make(m_fixture.random);
    bearWithId(table, id, values);
    return id;
}

void RandomHouse::addStay(sync::RecordId person)
{
    const QDate arrived = someDay();
    const QDate left = arrived.addDays(upTo(chance(70) ? 60 : 300));
    const bool isOpen = left > m_today || chance(10);
    const auto owner = casework::idValue(person);
    const auto stay = bear(
        f::stay::Table, {{f::stay::CaseFile, owner},
                         {f::stay::ArrivedAt, dayText(arrived)},
                         {f::stay::LeftAt, isOpen ? Value() : dayText(left)},
                         {f::stay::ReferredBy, oneOf({u"iom"_s, u"police"_s, u"self"_s, u"strange"_s})},
                         {f::stay::ExitReason, isOpen ? Value() : oneOf({u"repatriation"_s, u"own_choice"_s, u"death"_s})},
                         {f::stay::ExitSafety, isOpen ? Value() : oneOf({u"assessed_safe"_s, u"not_assessed"_s})}});
    if (!isOpen && chance(70))
        bearWithId(f::stay_location::Table, stay,
                   {{f::stay_location::CaseFile, owner},
                    {f::stay_location::ExitDestination, oneOf({u"family"_s, u"abroad"_s, u"unknown"_s})}});
    if (!isOpen && chance(30))
        bearWithId(f::follow_up_plan::Table, stay,
                   {{f::follow_up_plan::CaseFile, owner}, {f::follow_up_plan::Agreed, oneOf({u"yes"_s, u"no"_s})}});
    for (int number = 1; !isOpen && number <= 5; ++number) {
        if (!chance(35))
            continue;
        bear(f::follow_up::Table, {{f::follow_up::CaseFile, owner},
                                   {f::follow_up::Stay, casework::idValue(stay)},
                                   {f::follow_up::Number, Value(number)},
                                   {f::follow_up::HappenedAt, momentOn(left.addDays(7 * number))},
                                   {f::follow_up::Result, oneOf({u"well"_s, u"not_reached"_s, u"no_more_contact"_s}, 0)}});
    }
    for (const char *step : {"2.1", "2.6", "2.13", "2.14"}) {
        for (int times = upTo(2); times > 0; --times) {
            const auto mark =
                bear(f::step_mark::Table, {{f::step_mark::CaseFile, owner},
                                           {f::step_mark::Step, Value(step)},
                                           {f::step_mark::State, oneOf({u"done"_s, u"done"_s, u"open"_s, u"refused"_s}, 0)},
                                           {f::step_mark::MarkedAt, momentOn(arrived.addDays(upTo(4)))}});
            if (chance(15))
                bear(f::paper_entry::Table,
                     {{f::paper_entry::CaseFile, owner},
                      {f::paper_entry::Record, casework::idValue(mark)},
                      {f::paper_entry::RecordTable, Value(std::int64_t(f::step_mark::Table))},
                      {f::paper_entry::PaperOn, text(arrived.addDays(upTo(3)).toString(Qt::ISODate))}});
        }
    }
    if (chance(60))
        bear(f::consent::Table, {{f::consent::CaseFile, owner},
                                 {f::consent::Purpose, oneOf({u"keep_file"_s, u"stay"_s}, 0)},
                                 {f::consent::Decision, oneOf({u"yes"_s, u"no"_s}, 0)},
                                 {f::consent::GivenOn, text(arrived.addDays(upTo(3)).toString(Qt::ISODate))},
                                 {f::consent::RecordedAt, chance(60) ? momentOn(arrived.addDays(upTo(3))) : Value()}});
}

void RandomHouse::addEpisode(sync::RecordId person)
{
    bear(f::episode::Table,
         {{f::episode::CaseFile, casework::idValue(person)},
          {f::episode::ExploitationType, oneOf({u"travail_force"_s, u"servitude_domestique"_s, u"exploitation_sexuelle"_s})},
          {f::episode::OtherTypes, someOf({u"mendicite_forcee"_s, u"travail_force"_s})},
          {f::episode::RecruitmentMethod, oneOf({u"promesse_emploi"_s, u"enlevement"_s})},
          {f::episode::DestinationCountry, oneOf({u"SA"_s, u"OM"_s, u"TZ"_s, u"BI"_s})},
          {f::episode::Controls, someOf({u"DebtBondage"_s, u"WithholdsDocuments"_s, u"PhysicalAbuse"_s})},
          {f::episode::Sector, oneOf({u"A"_s, u"T"_s})}});
}

void RandomHouse::addReferral(sync::RecordId person)
{
    const QDate day = someDay();
    const auto owner = casework::idValue(person);
    const auto left = momentOn(day);
    const bool isAnswered = chance(50);
    const auto referral = bear(
        f::referral::Table,
        {{f::referral::CaseFile, owner},
         {f::referral::Direction, oneOf({u"out"_s, u"in"_s}, 30)},
         {f::referral::ToRole, chance(10) ? text(u"nurse"_s) : Value()},
         {f::referral::Services, someOf({u"health"_s, u"legal_aid"_s, u"police"_s})},
         {f::referral::Priority, oneOf({u"emergency"_s, u"urgent"_s, u"normal"_s})},
         {f::referral::Status, oneOf({u"printed"_s, u"sent"_s, u"draft"_s}, 0)},
         {f::referral::PrintedAt, chance(85) ? left : Value()},
         {f::referral::PaperOn, chance(15) ? text(day.addDays(-1).toString(Qt::ISODate)) : Value()},
         {f::referral::AnsweredAt, isAnswered ? Value(left.integerOr(0) + std::int64_t(upTo(500)) * 3'600'000) : Value()}});
    for (int steps = upTo(2); steps > 0; --steps)
        bear(f::referral_step::Table,
             {{f::referral_step::CaseFile, owner},
              {f::referral_step::Referral, casework::idValue(referral)},
              {f::referral_step::Status, oneOf({u"sent"_s, u"accepted"_s, u"refused"_s, u"closed"_s}, 0)},
              {f::referral_step::RecordedAt, momentOn(day.addDays(upTo(10)))}});
    if (chance(40))
        bear(f::unmet_need::Table, {{f::unmet_need::CaseFile, owner},
                                    {f::unmet_need::Service, oneOf({u"health"_s, u"housing"_s})},
                                    {f::unmet_need::Reason, oneOf({u"nobody"_s, u"full"_s})},
                                    {f::unmet_need::NotedOn, dayText(someDay())},
                                    {f::unmet_need::MetOn, chance(30) ? dayText(someDay(), 0) : Value()}});
}

void RandomHouse::addCourse(sync::RecordId person)
{
    const auto owner = casework::idValue(person);
    for (int times = upTo(2); times > 0; --times) {
        const bool isHealth = chance(50);
        const std::uint16_t table = isHealth ? f::service_given_health::Table : f::service_given::Table;
        const auto field = [table](sync::FieldId like) { return sync::FieldId{table, like.field}; };
        bear(table, {{field(f::service_given::CaseFile), owner},
                     {field(f::service_given::Service), oneOf({u"health"_s, u"food"_s, u"mhpss"_s})},
                     {field(f::service_given::Answer), oneOf({u"given_here"_s, u"given_elsewhere"_s, u"declined"_s}, 0)},
                     {field(f::service_given::GivenOn), dayText(someDay())}});
    }
    if (chance(50)) {
        const auto bearDecision = [&](const Value &corrects) {
            return bear(f::status_decision::Table,
                        {{f::status_decision::CaseFile, owner},
                         {f::status_decision::Author, oneOf({u"house"_s, u"authority"_s}, 0)},
                         {f::status_decision::Status, oneOf({u"presumed"_s, u"identified"_s, u"not_victim"_s}, 0)},
                         {f::status_decision::DecidedOn, dayText(someDay())},
                         {f::status_decision::RecordedAt, momentOn(someDay())},
                         {f::status_decision::Corrects, corrects}});
        };
        const auto first = bearDecision({});
        if (chance(40))
            bearDecision(chance(50) ? casework::idValue(first) : Value());
    }
    for (int events = chance(50) ? 1 + upTo(1) : 0; events > 0; --events)
        bear(f::case_event::Table,
             {{f::case_event::CaseFile, owner},
              {f::case_event::Kind,
               oneOf({u"presumption"_s, u"not-victim"_s, u"identification"_s, u"status-decision"_s, u"disclosure"_s}, 0)},
              {f::case_event::HappenedAt, dayText(someDay(), 0)},
              {f::case_event::RecordedAt, momentOn(someDay())}});
    if (chance(40))
        bearWithId(
            f::registry::Table, person,
            {{f::registry::CaseFile, owner}, {f::registry::RelationToTrafficker, oneOf({u"Familial"_s, u"Acquainted"_s})}});
    addJustice(person);
}

void RandomHouse::addJustice(sync::RecordId person)
{
    const auto bearAct = [&](const QStringList &kinds, const Value &corrects, const Value &follows) {
        return bear(f::justice_event::Table,
                    {{f::justice_event::CaseFile, casework::idValue(person)},
                     {f::justice_event::Kind, oneOf(kinds, 0)},
                     {f::justice_event::HappenedOn, dayText(someDay().addDays(chance(10) ? 400 : 0))},
                     {f::justice_event::State,
                      chance(40) ? oneOf({u"planned"_s, u"held"_s, u"not_attended"_s, u"cancelled"_s}, 0) : Value()},
                     {f::justice_event::Result, oneOf({u"convicted"_s, u"acquitted"_s}, 60)},
                     {f::justice_event::RecordedAt, momentOn(someDay())},
                     {f::justice_event::Follows, follows},
                     {f::justice_event::Corrects, corrects}});
    };
    const QStringList acts{u"complaint"_s, u"hearing"_s, u"judgment"_s};
    for (int times = upTo(2); times > 0; --times) {
        const Value act = casework::idValue(bearAct(acts, {}, {}));
        if (chance(15))
            bearAct({u"no_consent"_s}, {}, act);
        if (chance(15))
            bearAct({u"written_in_error"_s}, act, {});
        Value last = act;
        for (int corrections = chance(30) ? 1 + upTo(1) : 0; corrections > 0;
             --corrections) // in a row, or two laptops at once
            last = casework::idValue(bearAct(acts, chance(50) ? last : act, {}));
    }
}

void RandomHouse::addPerson()
{
    const int age = upTo(50);
    const QDate born(m_today.year() - age, 1 + upTo(11), 1 + upTo(27));
    const Value birth = chance(50) ? text(born.toString(chance(60) ? u"yyyy-MM-dd"_s : u"yyyy"_s)) : Value();
    const auto person =
        m_fixture.bear({{f::case_file::CaseCode, text(u"BCDF-%1"_s.arg(m_people.size(), 4, 10, QChar(u'0')))},
                        {f::case_file::DisplayName, text(u"name %1"_s.arg(m_people.size()))},
                        {f::case_file::Sex, text(chance(80) ? u"F"_s : u"M"_s)},
                        {f::case_file::EstimatedAge, Value(age)},
                        {f::case_file::EstimatedOn, text(someDay().toString(Qt::ISODate))}},
                       {{f::identity::BirthDate, birth},
                        {f::identity::OriginPlace, oneOf(Places, 30)},
                        {f::identity::OriginProvince, oneOf({u"Muyinga"_s, u"Cankuzo"_s, u"Gitega"_s, u"Elsewhere"_s})},
                        {f::identity::OriginDivision, oneOf({u"old"_s, u"new"_s}, 30)}});
    m_people.push_back(person);
    for (int stays = 1 + upTo(1) * upTo(2); stays > 0; --stays)
        addStay(person);
    for (int episodes = upTo(2); episodes > 0; --episodes)
        addEpisode(person);
    addCourse(person);
    if (chance(60))
        addReferral(person);
    if (m_people.size() > 3 && chance(6))
        bear(f::file_merge::Table,
             {{f::file_merge::CaseFile, casework::idValue(m_people[std::size_t(upTo(int(m_people.size()) - 2))])},
              {f::file_merge::OtherFile, casework::idValue(person)},
              {f::file_merge::MergedAt, momentOn(m_today)},
              {f::file_merge::UndoneAt, chance(30) ? momentOn(m_today) : Value()}});
}

void RandomHouse::addOfHouse()
{
    bear(f::hold::Table, {{f::hold::People, chance(80) ? Value(1 + upTo(3)) : Value()},
                          {f::hold::Refusal, chance(70) ? text(chance(50) ? u"no_place"_s : u"medical"_s) : Value()},
                          {f::hold::ReferredBy, oneOf({u"iom"_s, u"police"_s})},
                          {f::hold::ReleasedAt, momentOn(someDay())}});
    const auto incident = bear(f::incident::Table, {{f::incident::Kinds, someOf({u"threat"_s, u"fire"_s, u"theft"_s})},
                                                    {f::incident::Severity, oneOf({u"minor"_s, u"serious"_s})},
                                                    {f::incident::HappenedAt, momentOn(someDay())}});
    if (chance(40))
        bearWithId(f::incident_story_health::Table, incident,
                   {{f::incident_story_health::Kinds, someOf({u"injury"_s, u"illness"_s})}});
    bear(f::training::Table,
         {{f::training::Account, chance(60) ? casework::idValue(sync::RecordId::sameAs(m_fixture.log->user())) : Value()},
          {f::training::PersonName, chance(50) ? text(u"a guard"_s) : text(u"a volunteer"_s)},
          {f::training::Kind, oneOf({u"induction"_s, u"first_aid"_s})},
          {f::training::TrainedOn, dayText(someDay())}});
}

void RandomHouse::addKept()
{
    bear(f::kept_numbers::Table, {{f::kept_numbers::Year, chance(90) ? text(someDay().toString(u"yyyy"_s)) : Value()},
                                  {f::kept_numbers::Province, text(chance(50) ? u"Muyinga"_s : u"Nowhere"_s)},
                                  {f::kept_numbers::Sex, text(u"F"_s)},
                                  {f::kept_numbers::AgeBand, chance(80) ? text(u"18_24"_s) : Value()},
                                  {f::kept_numbers::Exploitation, someOf({u"travail_force"_s, u"mariage_force"_s})},
                                  {f::kept_numbers::ReferredBy, oneOf({u"iom"_s, u"ngo"_s})},
                                  {f::kept_numbers::ExitReason, oneOf({u"repatriation"_s})},
                                  {f::kept_numbers::StayBand, oneOf({u"month"_s})}});
}

void RandomHouse::fill(int people, int years)
{
    m_first = m_today.addDays(-365 * years);
    for (int i = 0; i < people; ++i) {
        addPerson();
        if (chance(40))
            addOfHouse();
        if (chance(10))
            addKept();
    }
}

void RandomHouse::closeFiles()
{
    for (const sync::RecordId &person : m_people) {
        for (int closings = upTo(3); closings > 0; --closings) {
            const QDate day = someDay();
            const bool isReopened = chance(60);
            bear(f::retention::Table,
                 {{f::retention::CaseFile, casework::idValue(person)},
                  {f::retention::ClosedAt, chance(95) ? momentOn(day) : Value()},
                  {f::retention::Reason, oneOf({u"goals_met"_s, u"asked"_s, u"death"_s, u"other"_s})},
                  {f::retention::ReopenedAt, isReopened ? momentOn(day.addDays(1 + upTo(300))) : Value()},
                  {f::retention::ReopenedWhy, isReopened ? oneOf({u"mistake"_s, u"came_back"_s}) : Value()}});
        }
    }
}

void RandomHouse::changeSomething()
{
    const auto person = m_people[std::size_t(upTo(int(m_people.size()) - 1))];
    switch (upTo(6)) {
    case 0:
        addPerson();
        break;
    case 1:
        addStay(person);
        break;
    case 2:
        addEpisode(person);
        break;
    case 3:
        addReferral(person);
        break;
    case 4:
        addOfHouse();
        break;
    case 5:
        addKept();
        break;
    default: {
        auto transaction = m_fixture.db->begin();
        INDARO_CHECK(m_fixture.log->edit(f::case_file::Sex, person, text(chance(50) ? u"M"_s : u"X"_s)).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    }
}

} // namespace indaro::tests
