// SPDX-License-Identifier: GPL-3.0-or-later
// Between the fields of an admission and what is recorded: what a call or a referral said before, and what is typed.
#include "core/casework/people/commands.h"
#include "core/casework/referrals/package.h"
#include "core/casework/stays/holds.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/pages/people/admit_page.h"
#include "ui/pages/people/value_edit.h"

#include <QLabel>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Value;

namespace {

/// Which field of the table each member of a PersonDraft or StayDraft is.
constexpr std::pair<sync::FieldId, Value casework::PersonDraft::*> PersonMembers[] = {
    {fields::case_file::DisplayName, &casework::PersonDraft::displayName},
    {fields::identity::FamilyName, &casework::PersonDraft::familyName},
    {fields::identity::GivenNames, &casework::PersonDraft::givenNames},
    {fields::identity::KnownAs, &casework::PersonDraft::knownAs},
    {fields::case_file::Sex, &casework::PersonDraft::sex},
    {fields::identity::BirthDate, &casework::PersonDraft::birthDate},
    {fields::case_file::EstimatedAge, &casework::PersonDraft::estimatedAge},
    {fields::case_file::IsMinor, &casework::PersonDraft::isMinor},
    {fields::identity::Nationality, &casework::PersonDraft::nationality},
    {fields::case_file::Languages, &casework::PersonDraft::languages},
    {fields::case_file::InterpreterNeeded, &casework::PersonDraft::interpreterNeeded},
    {fields::case_file::PreferredSex, &casework::PersonDraft::preferredSex},
    {fields::identity::Phone, &casework::PersonDraft::phone},
    {fields::identity::SafeContact, &casework::PersonDraft::safeContact},
    {fields::identity::OriginProvince, &casework::PersonDraft::originProvince},
    {fields::identity::OriginCommune, &casework::PersonDraft::originCommune},
    {fields::identity::OriginZone, &casework::PersonDraft::originZone},
    {fields::identity::OriginColline, &casework::PersonDraft::originColline},
    {fields::identity::IdentityPapers, &casework::PersonDraft::identityPapers},
};
constexpr std::pair<sync::FieldId, Value casework::StayDraft::*> StayMembers[] = {
    {fields::stay::ArrivedAt, &casework::StayDraft::arrivedAt},
    {fields::stay::ReferredBy, &casework::StayDraft::referredBy},
    {fields::stay::BroughtBy, &casework::StayDraft::broughtBy},
    {fields::stay::Escort, &casework::StayDraft::escort},
    {fields::stay::Reason, &casework::StayDraft::reason},
    {fields::stay::UrgentNeeds, &casework::StayDraft::urgentNeeds},
};

} // namespace

/// What the caller said, where nothing is typed yet. The places stay kept until the person is admitted.
void AdmitPage::fillFrom(sync::RecordId hold)
{
    if (!m_isDraftRead) { // what was typed before a lock may be about somebody else
        m_waiting = hold;
        return;
    }
    if (m_hold == hold)
        return;
    if (isBegun()) { // or one person would be admitted with what was said of another
        m_banner->setText(tr("Something is typed here for another person. Admit or discard it first, then take up the call "
                             "again on the page of the house."));
        m_banner->show();
        return;
    }
    m_hold = hold;
    context().workspace->ask(
        this,
        [hold](casework::Desk &desk) -> base::Result<casework::StayDraft> {
            INDARO_TRY_ASSIGN(const auto holds, casework::listHolds(desk));
            for (const casework::Hold &each : holds) {
                if (each.id == hold)
                    return casework::stayDraftOf(each);
            }
            return base::Error(base::Errc::UnknownRecord);
        },
        [this](const base::Result<casework::StayDraft> &said) {
            if (!said)
                return showProblem(said.error());
            for (const auto &[field, member] : StayMembers) {
                if (const base::Value &value = (*said).*member; value.isKnown() && !m_edits.at(field)->value().isKnown())
                    m_edits.at(field)->setValue(value);
            }
            changed();
        });
}

bool AdmitPage::isBegun() const
{
    return m_hold || m_package || !m_children.empty() ||
           std::any_of(m_edits.begin(), m_edits.end(), [](const auto &pair) { return pair.second->value().isKnown(); });
}

void AdmitPage::fillFromReferral(sync::RecordId package)
{
    if (!m_isDraftRead) {
        m_packageWaiting = package;
        return;
    }
    if (m_package == package)
        return;
    if (isBegun()) {
        m_banner->setText(
            tr("Something is typed here for another person. Admit or discard it first, then take up the referral "
               "again in the list of what came in."));
        m_banner->show();
        return;
    }
    m_package = package;
    context().workspace->ask(
        this,
        [package](casework::Desk &desk) -> base::Result<casework::PersonDraft> {
            INDARO_TRY_ASSIGN(const auto came, casework::loadIncomingPackage(desk, package));
            return casework::personIn(came.content);
        },
        [this, package](const base::Result<casework::PersonDraft> &said) {
            if (!said)
                return showProblem(said.error());
            if (m_package != package)
                return;
            for (const auto &[field, member] : PersonMembers) {
                if (const base::Value &value = (*said).*member; value.isKnown() && !m_edits.at(field)->value().isKnown())
                    m_edits.at(field)->setValue(value);
            }
            changed();
        });
}

casework::PersonDraft AdmitPage::personOf(const Edits &edits)
{
    casework::PersonDraft draft;
    for (const auto &[field, member] : PersonMembers) {
        if (const auto edit = edits.find(field); edit != edits.end())
            draft.*member = edit->second->value();
    }
    return draft;
}

casework::Admission AdmitPage::admission() const
{
    casework::Admission admission;
    admission.person = personOf(m_edits);
    admission.person.originPlace = m_placeCode;
    admission.person.originDivision = m_division;
    for (const auto &[field, member] : StayMembers)
        admission.stay.*member = m_edits.at(field)->value();
    for (const auto &child : m_children)
        admission.children.push_back(personOf(child->edits));
    return admission;
}

} // namespace indaro::ui::pages
