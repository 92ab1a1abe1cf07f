// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/use_rule.h"
#include "core/casework/desk.h"
#include "core/casework/row_values.h"
#include "core/model/gazetteer.h"
#include "core/model/partial_date.h"
#include "core/reports/facts.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using casework::Desk;
using casework::forEachRow;
using casework::toText;
using sync::RecordId;
using namespace Qt::StringLiterals;

namespace {

/// codelist age_band
QString ageBandOf(int age)
{
    if (age < 12)
        return u"under_12"_s;
    if (age < 18)
        return u"12_17"_s;
    if (age < 25)
        return u"18_24"_s;
    return age < 35 ? u"25_34"_s : u"35_more"_s;
}

QString only(const std::set<QString> &names)
{
    return names.size() == 1 ? *names.begin() : QString();
}

/// Provinces in the other division: an old commune may have been divided, and then nobody knows without the colline.
class Provinces
{
public:
    /// Empty: not known.
    QString of(const QString &code, const QString &province, const QString &division, model::Division wanted)
    {
        const auto key = std::tuple(code, province, division, wanted);
        const auto known = m_known.find(key);
        if (known != m_known.end())
            return known->second;
        const QString found = code.isEmpty() ? ofName(province, division, wanted) : ofCode(code, wanted);
        m_known.emplace(key, found);
        return found;
    }

private:
    static QString ofCode(const QString &code, model::Division wanted)
    {
        const auto match = model::Gazetteer::burundi().findByCode(code);
        if (!match)
            return {};
        if (match->place.division == wanted)
            return match->place.province.isEmpty() ? match->place.name : match->place.province;
        std::set<QString> names;
        for (const auto &today : match->today)
            names.insert(today.province);
        for (const QString &former : match->formerly)
            names.insert(former.section(u',', 0, 0).trimmed());
        if (names.empty() && match->place.level == model::PlaceLevel::Province &&
            match->place.division == model::Division::Old)
            return ofCommunes(code);
        return only(names);
    }
    /// Where all communes of an old province went, if that is one province.
    static QString ofCommunes(const QString &provinceCode)
    {
        std::set<QString> names;
        for (int commune = 1; commune <= 99; ++commune) {
            const auto match =
                model::Gazetteer::burundi().findByCode(QString(provinceCode + u"%1"_s.arg(commune, 3, 10, QChar(u'0'))));
            if (!match)
                break;
            for (const auto &today : match->today)
                names.insert(today.province);
        }
        return only(names);
    }
    /// A province that was typed, with no place of the gazetteer.
    static QString ofName(const QString &province, const QString &division, model::Division wanted)
    {
        if (province.isEmpty())
            return {};
        const auto isIn = [&](Dimension dimension) {
            const auto codes = codesOf(dimension);
            return std::ranges::find(codes, province) != codes.end() && province != UnknownCode;
        };
        const bool isOld = division != "new"_L1 && isIn(Dimension::ProvinceOld);
        const bool isNew = division != "old"_L1 && isIn(Dimension::ProvinceNew);
        if (isOld && isNew) // Gitega and Bujumbura are names of both
            return {};
        if (wanted == model::Division::New)
            return isNew ? province : isOld ? ofCommunes(codeOfOld(province)) : QString();
        return isOld ? province : QString();
    }
    static QString codeOfOld(const QString &province)
    {
        for (int number = 1; number <= 99; ++number) {
            const QString code = u"BDI%1"_s.arg(number, 3, 10, QChar(u'0'));
            const auto match = model::Gazetteer::burundi().findByCode(code);
            if (!match)
                break;
            if (match->place.name == province)
                return code;
        }
        return {};
    }
    std::map<std::tuple<QString, QString, QString, model::Division>, QString> m_known;
};

/// Looking a place up goes through all of them, so it is done once for each. Of the thread that counts.
Provinces &provinces()
{
    thread_local Provinces known;
    return known;
}

bool isOfEpisodes(Dimension dimension)
{
    switch (dimension) {
    case Dimension::Country:
    case Dimension::RecruitmentMethod:
    case Dimension::Exploitation:
    case Dimension::Control:
    case Dimension::Sector:
        return true;
    default:
        return false;
    }
}

constexpr std::string_view PendingNumbers = "retention.numbers/";

} // namespace

int Texts::number(const QString &text)
{
    const auto known = m_numbers.constFind(text);
    if (known != m_numbers.constEnd())
        return *known;
    const int next = int(m_texts.size());
    m_texts.push_back(text);
    m_numbers.insert(text, next);
    return next;
}

QString codeOf(const Value &value)
{
    if (const auto *missing = value.missing()) {
        switch (*missing) {
        case base::Missing::NotAsked:
            return u"not_asked"_s;
        case base::Missing::Refused:
            return u"refused"_s;
        case base::Missing::DoesNotKnow:
            return u"does_not_know"_s;
        case base::Missing::Stopped:
            return u"stopped"_s;
        }
    }
    return model::toText(value);
}

std::optional<DayRange> dayRangeOf(const QString &text)
{
    const auto date = model::PartialDate::parse(QStringView(text).left(10));
    if (!date)
        return std::nullopt;
    return DayRange{date->earliest(), date->latest()};
}

Within isWithin(const DayRange &days, const Period &period)
{
    if (days.from > period.until || days.until < period.from)
        return Within::No;
    return days.from >= period.from && days.until <= period.until ? Within::Yes : Within::Unsure;
}

Result<std::optional<facts::ShownAs>> facts::shownAs(Desk &desk, const RecordId &person)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT case_code, display_name FROM case_file WHERE id = ?1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? std::optional(ShownAs{toText(find, 0), toText(find, 1)}) : std::nullopt;
}

Result<std::vector<int>> notToBeCounted(Desk &desk, const People &people)
{
    std::set<RecordId> asked; // of whom some act says anything but yes: the rule decides, which is asked of few
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                         "SELECT DISTINCT case_file FROM consent WHERE purpose = 'statistics' AND "
                                         "(ifnull(decision, '') <> 'yes' OR withdrawn_on IS NOT NULL OR withdrawal IS NOT "
                                         "NULL)"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (const auto file = rows.id<sync::RecordTag>(0); file && people.find(file))
                asked.insert(*file);
            return {};
        }));
    }
    std::vector<int> all;
    for (const RecordId &file : asked) {
        INDARO_TRY_ASSIGN(const casework::UseAnswer answer, casework::askUse(desk, file, u"statistics"_s));
        if (answer.isNo())
            all.push_back(*people.find(file));
    }
    std::ranges::sort(all);
    return all;
}

Result<People> People::load(Desk &desk, const Question &question, Texts &texts)
{
    People people;
    INDARO_TRY(people.loadFiles(desk, texts));
    INDARO_TRY(people.loadMerges(desk));
    const auto dimensions = question.dimensions();
    const auto asks = [&](Dimension dimension) { return std::ranges::find(dimensions, dimension) != dimensions.end(); };
    if (asks(Dimension::AgeBand) || asks(Dimension::ProvinceOld) || asks(Dimension::ProvinceNew))
        INDARO_TRY(people.loadIdentities(desk, asks(Dimension::ProvinceOld), asks(Dimension::ProvinceNew), texts));
    if (std::ranges::any_of(dimensions, isOfEpisodes))
        INDARO_TRY(people.loadEpisodes(desk, dimensions, texts));
    if (asks(Dimension::RecruiterRelation))
        INDARO_TRY(people.loadRelations(desk, texts));
    if (asks(Dimension::Status))
        INDARO_TRY(people.loadStatuses(desk, question.period.until, texts));
    if (infoOf(question.indicator).isOfPersons)
        INDARO_TRY(people.loadKept(desk, texts));
    return people;
}

std::vector<int> &People::column(Dimension dimension)
{
    auto &numbers = m_columns[dimension];
    numbers.resize(m_ids.size(), 0);
    return numbers;
}

std::optional<int> People::find(const std::optional<RecordId> &file) const
{
    const auto found = file ? m_numbers.find(*file) : m_numbers.end();
    return found == m_numbers.end() ? std::nullopt : std::optional(found->second);
}

int People::codes(int who, Dimension dimension, QDate ageOn, Texts &texts) const
{
    if (dimension == Dimension::AgeBand) {
        const Age &age = m_ages[std::size_t(who)];
        if (age.band != 0)
            return age.band;
        if (const auto birth = model::PartialDate::parse(age.birth))
            return texts.number(ageBandOf(model::ageOn(*birth, ageOn)));
        if (!age.estimate)
            return 0;
        const int years = age.estimatedOn.isValid() ? model::ageOn(*age.estimate, age.estimatedOn, ageOn) : *age.estimate;
        return texts.number(ageBandOf(years));
    }
    const auto column = m_columns.find(dimension);
    return column == m_columns.end() || std::size_t(who) >= column->second.size() ? 0 : column->second[std::size_t(who)];
}

Result<void> People::loadFiles(Desk &desk, Texts &texts)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT id, sex, estimated_age, estimated_on FROM case_file"));
    std::vector<int> sexes;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        m_numbers.emplace(*id, int(m_ids.size()));
        m_ids.push_back(*id);
        sexes.push_back(texts.number(codeOf(rows.value(1))));
        Age age;
        if (const Value estimate = rows.value(2); estimate.integer() != nullptr)
            age.estimate = int(*estimate.integer());
        if (const auto on = dayRangeOf(toText(rows, 3)))
            age.estimatedOn = on->from;
        m_ages.push_back(age);
        return {};
    }));
    m_columns[Dimension::Sex] = std::move(sexes);
    return {};
}

Result<void> People::loadMerges(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT case_file, other_file FROM file_merge "
                                                               "WHERE undone_at IS NULL ORDER BY merged_at, id"));
    std::map<RecordId, RecordId> into;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto kept = rows.id<sync::RecordTag>(0);
        const auto other = rows.id<sync::RecordTag>(1);
        if (kept && other && *kept != *other)
            into.insert_or_assign(*other, *kept);
        return {};
    }));
    for (const auto &[other, first] : into) {
        RecordId at = first;
        std::size_t steps = 0; // two laptops may have merged two files into each other
        for (auto next = into.find(at); next != into.end() && steps <= into.size(); next = into.find(at), ++steps)
            at = next->second;
        const auto survivor = m_numbers.find(at);
        if (survivor != m_numbers.end() && steps <= into.size())
            m_numbers.insert_or_assign(other, survivor->second);
    }
    return {};
}

Result<void> People::loadIdentities(Desk &desk, bool old, bool now, Texts &texts)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT id, birth_date, origin_place, origin_province, origin_division FROM identity"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto who = find(id);
        if (!who || this->id(*who) != *id)
            return {}; // of a file that is another one's now
        m_ages[std::size_t(*who)].birth = toText(rows, 1);
        const auto put = [&](Dimension dimension, model::Division division) {
            const QString name = provinces().of(toText(rows, 2), toText(rows, 3), toText(rows, 4), division);
            column(dimension)[std::size_t(*who)] = texts.number(name);
        };
        if (old)
            put(Dimension::ProvinceOld, model::Division::Old);
        if (now)
            put(Dimension::ProvinceNew, model::Division::New);
        return {};
    });
}

Result<void> People::loadEpisodes(Desk &desk, const std::vector<Dimension> &dimensions, Texts &texts)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT case_file, destination_country, recruitment_method, "
                                                    "exploitation_type, other_types, controls, sector FROM episode"));
    std::map<Dimension, std::vector<std::set<QString>>> all;
    for (const Dimension dimension : dimensions) {
        if (isOfEpisodes(dimension))
            all[dimension].resize(m_ids.size());
    }
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto who = find(rows.id<sync::RecordTag>(0));
        if (!who)
            return {};
        for (auto &[dimension, sets] : all) {
            auto &set = sets[std::size_t(*who)];
            const auto add = [&](int column) {
                for (const QString &code : codeOf(rows.value(column)).split(u' ', Qt::SkipEmptyParts))
                    set.insert(code);
            };
            switch (dimension) {
            case Dimension::Country:
                add(1);
                break;
            case Dimension::RecruitmentMethod:
                add(2);
                break;
            case Dimension::Control:
                add(5);
                break;
            case Dimension::Sector:
                add(6);
                break;
            default:
                add(3);
                add(4);
            }
        }
        return {};
    }));
    for (const auto &[dimension, sets] : all) {
        auto &numbers = column(dimension);
        for (std::size_t who = 0; who < sets.size(); ++who)
            numbers[who] = texts.number(QStringList(sets[who].begin(), sets[who].end()).join(u' '));
    }
    return {};
}

Result<void> People::loadRelations(Desk &desk, Texts &texts)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id, relation_to_trafficker FROM registry"));
    auto &numbers = column(Dimension::RecruiterRelation);
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto who = find(id);
        if (who && this->id(*who) == *id)
            numbers[std::size_t(*who)] = texts.number(codeOf(rows.value(1)));
        return {};
    });
}

Result<void> People::loadKept(Desk &desk, Texts &texts)
{
    // Numbers that were kept of somebody whose file is still here: the erasure was begun, she is counted by her file.
    std::set<RecordId> notYet;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT key, value FROM local_meta WHERE key >= ?1 AND "
                                                                   "key < ?2"));
        rows.bind(1, PendingNumbers);
        rows.bind(2, std::string(PendingNumbers.substr(0, PendingNumbers.size() - 1)) + '0'); // '0' follows '/'
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            const auto person = RecordId::fromText(rows.textView(0).substr(PendingNumbers.size()));
            const auto id = RecordId::fromBytes(rows.blob(1));
            if (person && id && m_numbers.contains(*person))
                notYet.insert(*id);
            return {};
        }));
    }
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT id, year, province, sex, age_band, exploitation, referred_by "
                                                    "FROM kept_numbers ORDER BY id"));
    return forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const int year = toText(rows, 1).toInt();
        if (!id || notYet.contains(*id))
            return {};
        const int who = int(m_ids.size());
        m_ids.push_back(*id);
        Age age;
        age.band = texts.number(toText(rows, 4).isEmpty() ? QString(UnknownCode) : toText(rows, 4));
        m_ages.push_back(age);
        const auto put = [&](Dimension dimension, const QString &text) {
            column(dimension)[std::size_t(who)] = texts.number(text);
        };
        put(Dimension::Sex, codeOf(rows.value(3)));
        put(Dimension::Exploitation, toText(rows, 5));
        const auto old = codesOf(Dimension::ProvinceOld);
        const QString province = toText(rows, 2);
        put(Dimension::ProvinceOld, std::ranges::find(old, province) != old.end() ? province : QString());
        m_kept.push_back({who, year, texts.number(codeOf(rows.value(6)))});
        return {};
    });
}

} // namespace indaro::reports
