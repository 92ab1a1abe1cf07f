// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/sync/operation.h"

#include <QString>

#include <vector>

namespace indaro::casework {

/// A person is known by the id of her case file; her identity and health rows and her first stay have the same id.
using CaseId = sync::RecordId;

/// What is known of a person when she is admitted. Every member may be nothing (Null), a base::Missing reason, or a
/// value: texts are UTF-8 as typed (admitPerson cleans them), choices are codes of resources/codelists.
struct PersonDraft
{
    base::Value displayName; ///< may be invented; Null: made from known-as or given names
    base::Value familyName;
    base::Value givenNames;
    base::Value knownAs;
    base::Value sex;          ///< codelist sex: F, M, X
    base::Value birthDate;    ///< 2009, 2009-02 or 2009-02-22
    base::Value estimatedAge; ///< whole years, 0…120
    base::Value isMinor;      ///< yes, no, in_doubt; Null: from birth date or age
    base::Value nationality;
    base::Value languages; ///< Set
    base::Value mainLanguage;
    base::Value interpreterNeeded;
    base::Value preferredSex; ///< codelist preferred_sex
    base::Value phone;
    base::Value safeContact;
    base::Value originPlace; ///< gazetteer code; the texts below are what was typed or chosen
    base::Value originProvince;
    base::Value originCommune;
    base::Value originZone;
    base::Value originColline;
    base::Value originDivision; ///< old, new
    base::Value identityPapers;
    base::Value familyRole; ///< codelist family_role; children default to "child", the adult with children to "mother"
};

/// One line of the register [SA2].
struct StayDraft
{
    base::Value arrivedAt;  ///< local, 2026-11-24 or 2026-11-24T21:40; Null: now
    base::Value referredBy; ///< codelist referral_source
    base::Value broughtBy;
    base::Value escort;
    base::Value reason;
    base::Value urgentNeeds; ///< Set, codelist urgent_need
};

struct Admission
{
    PersonDraft person;
    StayDraft stay;
    std::vector<PersonDraft> children; ///< each gets a file and a stay of its own; together they are a family unit
};

struct Admitted
{
    CaseId id;
    QString caseCode;       ///< "K7Q2-M9XT-4"
    QString registerNumber; ///< "ABCD-0001"
    std::vector<CaseId> children;
};

/// How a stay ended. The destination goes to the location compartment.
struct Exit
{
    base::Value leftAt;      ///< local date or date-time; Null: now
    base::Value reason;      ///< codelist exit_reason; required
    base::Value destination; ///< codelist exit_destination
    base::Value destinationDetail;
    base::Value safety;        ///< codelist exit_safety: was it judged safe
    base::Value contactAgreed; ///< yes, no: whether she wants to be contacted afterwards (stays/follow_ups.h)
    base::Value contactWay;    ///< codelist follow_up_way
    base::Value contactWords;  ///< the safe words, day and hour
};

} // namespace indaro::casework
