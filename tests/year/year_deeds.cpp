// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_deeds.h"

#include "core/base/file.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/consents.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/origin.h"
#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/package.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/gazetteer.h"

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Result;
namespace fields = model::fields;

namespace {

casework::PersonDraft draftOf(const TruePerson &person)
{
    casework::PersonDraft draft;
    draft.displayName = person.displayName;
    draft.familyName = person.familyName;
    draft.givenNames = person.givenNames;
    draft.sex = person.sex;
    draft.estimatedAge = std::int64_t(person.age);
    if (!person.place.empty()) {
        const auto match = model::Gazetteer::burundi().findByCode(QString::fromStdString(person.place));
        needs(match.has_value(), "the gazetteer knows " + person.place);
        const auto origin = casework::Origin::of(match->place);
        draft.originPlace = origin.place;
        draft.originProvince = origin.province;
        draft.originCommune = origin.commune;
        draft.originDivision = origin.division;
    }
    return draft;
}

QString wordsOf(std::size_t referral)
{
    return u"R%1, une place et un suivi."_s.arg(10000 + referral);
}

Result<void> dropValue(const auto &result)
{
    return result ? Result<void>() : Result<void>(result.error());
}

} // namespace

void YearDeeds::perform(const Entry &entry)
{
    YearLaptop &at = m_house.laptopFor(entry);
    const std::size_t item = entry.item;
    switch (entry.deed) {
    case Deed::Admit:
        return admit(at, entry.person);
    case Deed::Readmit:
        return readmit(at, entry.person, item);
    case Deed::Leave:
        return leave(at, entry.person, item);
    case Deed::Refuse:
        return refuse(at, entry.person);
    case Deed::Note:
        return writeNote(at, item);
    case Deed::BeginInterview:
        return beginInterview(at, item);
    case Deed::AnswerQuestions:
        return answerQuestions(at, item);
    case Deed::SignInterview:
        return signInterview(at, item);
    case Deed::Tick:
        return tick(at, item);
    case Deed::WriteReferral:
        return writeReferral(at, item);
    case Deed::SendReferral:
        return sendReferral(at, item);
    case Deed::HearOfReferral:
        return hearOfReferral(at, item);
    case Deed::Merge:
        return merge(at, item);
    }
}

sync::RecordId YearDeeds::file(std::size_t person) const
{
    const auto &id = m_truth.people[m_truth.personOf(person)].id;
    needs(id.has_value(), m_truth.people[person].displayName + " was admitted before");
    return *id;
}

std::optional<sync::RecordId> YearDeeds::find(YearLaptop &at, const std::string &sql, const base::Value &value)
{
    auto statement = need(at.db().prepare(sql), sql);
    statement.bind(1, value);
    if (!need(statement.step(), sql))
        return {};
    const auto id = statement.id<sync::RecordTag>(0);
    needs(!need(statement.step(), sql), "there is one of it only: " + sql);
    return id;
}

void YearDeeds::admit(YearLaptop &at, std::size_t person)
{
    std::vector<std::size_t> all{person};
    for (std::size_t i = person + 1; i < m_truth.people.size(); ++i) {
        if (m_truth.people[i].parent == person)
            all.push_back(i);
    }
    const TruePerson &first = m_truth.people[person];
    const auto act = [this, &at, all, &first]() -> Result<void> {
        casework::Admission admission;
        admission.person = draftOf(first);
        admission.stay.referredBy = first.stays[0].referredBy;
        admission.stay.reason = "elle demande protection";
        for (std::size_t i = 1; i < all.size(); ++i)
            admission.children.push_back(draftOf(m_truth.people[all[i]]));
        const auto begin = std::chrono::steady_clock::now();
        INDARO_TRY(casework::admitPerson(at.desk(), admission));
        m_house.month().admissionMs.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
        return {};
    };
    const auto isDone = [this, &at, all] {
        std::size_t found = 0;
        for (const std::size_t each : all) {
            const auto id = find(at, "SELECT id FROM case_file WHERE display_name = ?1", m_truth.people[each].displayName);
            found += id ? 1 : 0;
        }
        needs(found == 0 || found == all.size(), "a family is admitted whole or not at all");
        return found == all.size();
    };
    m_house.run(at, {"the admission of " + first.displayName, act, isDone});
    for (const std::size_t each : all) {
        TruePerson &admitted = m_truth.people[each];
        admitted.id = find(at, "SELECT id FROM case_file WHERE display_name = ?1", admitted.displayName);
        needs(admitted.id.has_value(), admitted.displayName + " is in the register");
        admitted.stays[0].id = admitted.id; // a person and her first stay have one id
        ++m_house.month().admissions;
    }
}

void YearDeeds::readmit(YearLaptop &at, std::size_t person, std::size_t stay)
{
    const auto id = file(person);
    const auto findOpen = [&at, id] {
        return find(at, "SELECT id FROM stay WHERE case_file = ?1 AND left_at IS NULL", casework::idValue(id));
    };
    TrueStay &planned = m_truth.people[person].stays[stay];
    m_house.run(at, {"the return of " + m_truth.people[person].displayName,
                     [&at, id, &planned]() -> Result<void> {
                         casework::StayDraft draft;
                         draft.referredBy = planned.referredBy;
                         return dropValue(casework::readmitPerson(at.desk(), id, draft));
                     },
                     [findOpen] { return findOpen().has_value(); }});
    planned.id = findOpen();
    needs(planned.id.has_value(), "the new stay is there");
    ++m_house.month().admissions;
}

void YearDeeds::leave(YearLaptop &at, std::size_t person, std::size_t stay)
{
    const auto id = file(person);
    TrueStay &planned = m_truth.people[person].stays[stay];
    m_house.run(at, {"the exit of " + m_truth.people[person].displayName,
                     [&at, id, &planned] {
                         casework::Exit exit;
                         exit.reason = planned.exitReason;
                         exit.safety = planned.exitSafety;
                         exit.destination = planned.exitDestination;
                         return casework::recordExit(at.desk(), id, exit);
                     },
                     [&at, &planned] {
                         return find(at, "SELECT id FROM stay WHERE id = ?1 AND left_at IS NOT NULL",
                                     casework::idValue(*planned.id))
                             .has_value();
                     }});
    planned.hasLeft = true;
}

void YearDeeds::refuse(YearLaptop &at, std::size_t person)
{
    const auto id = file(person);
    m_house.run(at, {"the refusal of " + m_truth.people[person].displayName,
                     [&at, id] {
                         const casework::ConsentAct no{.use = "statistics",
                                                       .decision = "no",
                                                       .explainedBy = "social_worker",
                                                       .language = "run",
                                                       .givenBy = "person",
                                                       .way = "signature"};
                         return dropValue(casework::recordConsent(at.desk(), id, no));
                     },
                     [&at, id] {
                         return find(at, "SELECT id FROM consent WHERE case_file = ?1 AND purpose = 'statistics'",
                                     casework::idValue(id))
                             .has_value();
                     }});
    m_truth.people[person].hasSaidNo = true;
}

void YearDeeds::writeNote(YearLaptop &at, std::size_t item)
{
    TrueNote &note = m_truth.notes[item];
    const auto id = file(note.person);
    const auto findNote = [&at, &note] { return find(at, "SELECT id FROM note WHERE title = ?1", note.title); };
    m_house.run(at, {"the note " + note.title,
                     [&at, id, &note]() -> Result<void> {
                         note.author = at.vault().userId();
                         return dropValue(casework::addNote(at.desk(), id, note.title, note.body, "observation"));
                     },
                     [findNote] { return findNote().has_value(); }});
    note.id = findNote();
    needs(note.id.has_value(), "the note is there");
}

void YearDeeds::beginInterview(YearLaptop &at, std::size_t item)
{
    TrueInterview &interview = m_truth.interviews[item];
    const auto id = file(interview.person);
    const auto findIt = [&at, id] {
        return find(at, "SELECT id FROM interview WHERE case_file = ?1", casework::idValue(id));
    };
    m_house.run(at, {"an interview with " + m_truth.people[interview.person].displayName,
                     [&at, id, &interview]() -> Result<void> {
                         interview.author = at.vault().userId();
                         casework::InterviewStart start{id};
                         start.formId = u"intake"_s;
                         start.formVersion = u"1"_s;
                         start.mainLanguage = u"fr"_s;
                         return dropValue(casework::startInterview(at.desk(), start));
                     },
                     [findIt] { return findIt().has_value(); }});
    interview.id = findIt();
    needs(interview.id.has_value(), "the interview is there");
}

void YearDeeds::answerQuestions(YearLaptop &at, std::size_t item)
{
    TrueInterview &interview = m_truth.interviews[item];
    const auto id = *interview.id;
    const auto load = [&at, id] { return need(casework::loadInterview(at.desk(), id), "an interview"); };
    const auto loaded = load();
    const std::size_t sittings = loaded.sittings.size();
    m_house.run(at, {"a sitting",
                     [&at, id] { return dropValue(casework::openSitting(at.desk(), id, {.interviewer = u"Odette"_s})); },
                     [load, sittings] { return load().sittings.size() > sittings; }});
    // In the first sitting every second question, in the last all that are left.
    const bool isLast = int(sittings) + 1 == interview.sittings;
    std::size_t number = 0;
    for (const auto &[path, value] : interview.answers) {
        if (++number % 2 == 0 && !isLast)
            continue;
        const auto hasIt = [path = path, value = value](const casework::LoadedInterview &present) {
            return std::ranges::any_of(present.answers,
                                       [&](const auto &answer) { return answer.path == path && answer.value == value; });
        };
        if (hasIt(loaded))
            continue;
        casework::AnswerDraft draft;
        draft.path = path;
        draft.type = u"text"_s;
        draft.value = value;
        m_house.run(at, {"the answer " + path.toStdString(),
                         [&at, id, draft] { return casework::saveAnswer(at.desk(), id, draft); },
                         [load, hasIt] { return hasIt(load()); }});
    }
    const auto sitting = load().sittings.back().id;
    m_house.run(at, {"the end of a sitting",
                     [&at, sitting] { return casework::closeSitting(at.desk(), sitting, u"finished"_s); },
                     [load] { return load().sittings.back().stoppedAt.has_value(); }});
}

void YearDeeds::signInterview(YearLaptop &at, std::size_t item)
{
    const auto id = *m_truth.interviews[item].id;
    m_house.run(at,
                {"the signature of an interview", [&at, id] { return casework::signInterview(at.desk(), id, {}); },
                 [&at, id] { return need(casework::loadInterview(at.desk(), id), "an interview").signedAt.has_value(); }});
}

void YearDeeds::tick(YearLaptop &at, std::size_t item)
{
    TrueStep &step = m_truth.steps[item];
    const auto id = file(step.person);
    m_house.run(at, {"the step " + step.note.toStdString(),
                     [&at, id, &step] {
                         return casework::markStep(at.desk(), id,
                                                   {.step = step.step, .occurrence = {}, .evidence = {}, .note = step.note});
                     },
                     [&at, &step] {
                         return find(at, "SELECT id FROM step_mark WHERE note = ?1", step.note.toStdString()).has_value();
                     }});
    step.isDone = true;
}

void YearDeeds::writeReferral(YearLaptop &at, std::size_t item)
{
    TrueReferral &referral = m_truth.referrals[item];
    const auto id = file(referral.person);
    const auto findIt = [&at, id, item]() -> std::optional<casework::Referral> {
        for (const auto &line : need(casework::listReferrals(at.desk(), id), "her referrals")) {
            auto one = need(casework::loadReferral(at.desk(), line.id), "a referral");
            if (one.content.form.value(u"description"_s) == wordsOf(item))
                return one;
        }
        return {};
    };
    m_house.run(at, {"the referral " + std::to_string(item),
                     [this, &at, id, item, &referral]() -> Result<void> {
                         INDARO_TRY_ASSIGN(auto content, casework::prefillReferral(at.desk(), id));
                         const bool isPackage = referral.reply == Reply::Package;
                         const bool isChild = m_truth.people[referral.person].isTreatedAsChild();
                         const std::pair<QString, QString> lines[] = {
                             {u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, isChild ? u"caregiver"_s : u"person"_s},
                             {u"consent_giver"_s, isChild ? u"Odette, tante"_s : QString()},
                             {u"child_assent"_s, isChild ? u"yes"_s : QString()},
                             {u"to_agency"_s, referral.agency},
                             {u"to_kind"_s, isPackage ? u"shelter"_s : QString()},
                             {u"priority"_s, referral.priority},
                             {u"services"_s, referral.services},
                             {u"description"_s, wordsOf(item)}};
                         for (const auto &[line, value] : lines) {
                             if (!value.isEmpty())
                                 content.form.insert(line, value);
                         }
                         return dropValue(casework::createReferral(at.desk(), id, content));
                     },
                     [findIt] { return findIt().has_value(); }});
    const auto written = findIt();
    needs(written.has_value(), "the referral is there");
    referral.id = written->id;
    referral.serial = written->serial;
}

Result<casework::ReferralStatus> YearDeeds::standing(YearLaptop &at, std::size_t item) const
{
    INDARO_TRY_ASSIGN(const auto referral, casework::loadReferral(at.desk(), *m_truth.referrals[item].id));
    return referral.status;
}

void YearDeeds::sendReferral(YearLaptop &at, std::size_t item)
{
    TrueReferral &referral = m_truth.referrals[item];
    if (referral.reply == Reply::Package)
        sendPackage(at, item);
    else
        m_house.run(
            at, {"the paper of the referral " + referral.serial.toStdString(),
                 [&at, id = *referral.id] { return dropValue(casework::markReferralPrinted(at.desk(), id)); },
                 [this, &at, item] { return need(standing(at, item), "a referral") != casework::ReferralStatus::Draft; }});
    referral.isOut = true;
    ++m_house.month().referrals;
}

/// As the program does it: sealed, written onto the stick, and only then said to be sent.
void YearDeeds::sendPackage(YearLaptop &at, std::size_t item)
{
    TrueReferral &referral = m_truth.referrals[item];
    const auto file = m_house.path("stick") / ("for-the-partner-" + std::to_string(item));
    m_house.run(at,
                {"the package of the referral " + referral.serial.toStdString(),
                 [this, &at, id = *referral.id, file]() -> Result<void> {
                     INDARO_TRY_ASSIGN(const auto prepared,
                                       casework::prepareReferral(at.desk(), id, {.partner = *m_house.m_partnerEntry}));
                     INDARO_TRY(base::writeFileDurably(file, prepared.sealed.bytes));
                     return casework::recordReferralSealed(at.desk(), prepared);
                 },
                 [this, &at, item] { return need(standing(at, item), "a referral") != casework::ReferralStatus::Draft; }});
    const auto bytes = need(base::readFile(file, casework::MostPackageBytes), "the package");
    const auto opened = need(casework::openPackage(*m_house.partner.desk, bytes), "the partner opens the package");
    needs(opened.serial == referral.serial, "the package is of this referral");
    m_house.partner.packages.emplace(item, opened.id);
    std::filesystem::remove(file);
}

void YearDeeds::hearOfReferral(YearLaptop &at, std::size_t item)
{
    TrueReferral &referral = m_truth.referrals[item];
    if (referral.reply == Reply::Package) {
        hearByPackage(at, item);
    } else {
        casework::CounterReferral slip;
        slip.form.insert(u"slip_decision"_s, referral.isRefused ? u"refused"_s : u"accepted"_s);
        if (referral.isRefused)
            slip.form.insert(u"slip_refusal"_s, u"capacity"_s);
        slip.form.insert(u"slip_received_by"_s, u"Jeanne"_s);
        m_house.run(at, {"the slip of the referral " + referral.serial.toStdString(),
                         [&at, id = *referral.id, slip] { return dropValue(casework::takeInSlip(at.desk(), id, slip)); },
                         [&at, id = *referral.id] { return !need(casework::listSlipsOf(at.desk(), id), "slips").empty(); }});
    }
    referral.isAnswered = true;
}

void YearDeeds::hearByPackage(YearLaptop &at, std::size_t item)
{
    TrueReferral &referral = m_truth.referrals[item];
    casework::PackageAnswerDraft draft{.answer = referral.isRefused ? wire::PackageAnswer::Refused
                                                                    : wire::PackageAnswer::Accepted};
    if (referral.isRefused)
        draft.reason = "capacity";
    const auto answer = need(casework::sealPackageAnswer(*m_house.partner.desk, m_house.partner.packages.at(item), draft),
                             "the partner answers");
    const auto wanted = referral.isRefused ? casework::ReferralStatus::Refused : casework::ReferralStatus::Accepted;
    m_house.run(at, {"the answer to the package " + referral.serial.toStdString(),
                     [&at, bytes = answer.bytes] { return dropValue(casework::takeInPackageAnswer(at.desk(), bytes)); },
                     [this, &at, item, wanted] { return need(standing(at, item), "a referral") == wanted; }});
}

/// Found by the program, decided by two people.
void YearDeeds::merge(YearLaptop &at, std::size_t item)
{
    TrueMerge &merge = m_truth.merges[item];
    const auto kept = file(merge.kept);
    const auto other = file(merge.other);
    m_house.signIn(at, "directrice");
    const auto candidates = need(casework::listDuplicateCandidates(at.desk()), "who may be the same");
    needs(std::ranges::any_of(
              candidates, [&](const auto &each) { return std::minmax(each.one, each.other) == std::minmax(kept, other); }),
          "the program finds that " + m_truth.people[merge.other].displayName + " may be " +
              m_truth.people[merge.kept].displayName);
    m_house.run(at, {"putting two files together",
                     [this, &at, kept, other]() -> Result<void> {
                         m_house.signIn(at, "directrice");
                         return dropValue(casework::mergeFiles(at.desk(), kept, other, {}, "la même personne, dit-elle",
                                                               m_house.agreedBy(at)));
                     },
                     [&at, kept, other] { return need(casework::keptFileOf(at.desk(), other), "the kept file") == kept; }});
    merge.isDone = true;
    m_truth.people[merge.other].isMerged = true;
}

} // namespace indaro::tests
