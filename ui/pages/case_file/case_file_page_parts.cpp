// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of a file that are typed into: its sections, and what is begun from it.
#include "core/casework/people/commands.h"
#include "core/casework/people/origin.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/case_file/history_panel.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/people/place_edit.h"

#include <QComboBox>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace fields = model::fields;

void CaseFilePage::makePanels(QWidget *body)
{
    using Values = ActionPanel::Values;
    m_returnPanel = new ActionPanel(
        context(), "return",
        {fields::stay::ArrivedAt, fields::stay::ReferredBy, fields::stay::BroughtBy, fields::stay::Escort,
         fields::stay::Reason, fields::stay::UrgentNeeds},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::readmitPerson(desk, person,
                                               {values.at(fields::stay::ArrivedAt), values.at(fields::stay::ReferredBy),
                                                values.at(fields::stay::BroughtBy), values.at(fields::stay::Escort),
                                                values.at(fields::stay::Reason), values.at(fields::stay::UrgentNeeds)}));
            return {};
        },
        body);
    m_notePanel = new ActionPanel(
        context(), "note", {fields::note::Title, fields::note::Kind, fields::note::Body},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::addNote(desk, person, values.at(fields::note::Title), values.at(fields::note::Body),
                                         values.at(fields::note::Kind)));
            return {};
        },
        body);
    namespace r = fields::referral;
    m_colleaguePanel = new ActionPanel(
        context(), "refer_inside", {r::ToRole, r::Services, fields::referral_step::Note},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) -> base::Result<void> {
            INDARO_TRY(casework::referInside(desk, person,
                                             {.toRole = values.at(r::ToRole),
                                              .services = values.at(r::Services),
                                              .request = values.at(fields::referral_step::Note),
                                              .priority = values.at(r::Priority)}));
            return {};
        },
        body);
    m_colleaguePanel->setObjectName(QStringLiteral("colleaguePanel"));
    m_urgency = kit::makeNarrowBox(m_colleaguePanel);
    m_urgency->setObjectName(QStringLiteral("colleagueUrgency"));
    m_urgencyRow = new kit::FormRow(m_urgency, m_colleaguePanel);
    m_colleaguePanel->addMore(m_urgencyRow, [this](Values &values) {
        values[r::Priority] = m_urgency->currentData().toString().toStdString();
        return true;
    });
    connect(m_colleaguePanel, &ActionPanel::submitted, this,
            [this] { context().navigator->showNotice(tr("It stands on the first page of who has that role now.")); });
    for (auto *panel : {m_returnPanel, m_notePanel, m_colleaguePanel})
        m_column->addWidget(panel);
}

void CaseFilePage::makeSections()
{
    const auto add = [this](std::initializer_list<sync::FieldId> list, std::initializer_list<sync::FieldId> wide) {
        auto *section = new RecordSection(context(), this);
        for (const sync::FieldId field : list)
            section->addField(field, std::find(wide.begin(), wide.end(), field) != wide.end());
        connect(section, &RecordSection::historyAsked, this, [this](sync::FieldId field, sync::RecordId record) {
            m_history->showField(field, record);
            m_scroll->ensureWidgetVisible(m_history);
        });
        m_column->addWidget(section);
        m_sections.push_back(section);
        return section;
    };
    m_identity = add({fields::identity::FamilyName, fields::identity::GivenNames, fields::identity::KnownAs,
                      fields::case_file::DisplayName, fields::case_file::Sex, fields::identity::BirthDate,
                      fields::case_file::EstimatedAge, fields::case_file::IsMinor, fields::identity::Nationality,
                      fields::identity::MaritalStatus, fields::identity::ChildrenCount, fields::identity::Education,
                      fields::identity::Occupation, fields::case_file::InterpreterNeeded, fields::case_file::PreferredSex,
                      fields::case_file::Detained, fields::case_file::Languages},
                     {fields::case_file::Languages});
    m_origin = add({fields::identity::OriginProvince, fields::identity::OriginCommune, fields::identity::OriginZone,
                    fields::identity::OriginColline, fields::identity::BirthPlace, fields::identity::Phone,
                    fields::identity::ContactPerson, fields::identity::ContactRelation, fields::identity::ContactPhone,
                    fields::identity::IdentityPapers, fields::identity::PapersHeldBy, fields::identity::SafeContact},
                   {fields::identity::SafeContact});
    makePlaceSearch();
    m_stay = add({fields::stay::ArrivedAt, fields::stay::ReferredBy, fields::stay::BroughtBy, fields::stay::Escort,
                  fields::stay::Reason, fields::stay::UrgentNeeds},
                 {fields::stay::Reason, fields::stay::UrgentNeeds});
    m_health =
        add({fields::health::Complaint, fields::health::Medicines, fields::health::Pregnant, fields::health::PregnancyWeeks},
            {});
}

/// What is chosen there is written with its code, all fields at once; they show it as any change from elsewhere.
void CaseFilePage::makePlaceSearch()
{
    m_place = new PlaceEdit(m_origin);
    m_origin->addOnTop(m_place);
    connect(m_place, &PlaceEdit::placeChosen, this, [this](const model::Place &place) {
        if (!m_file || !m_person)
            return;
        m_origin->flush();
        context().navigator->showSaveState(kit::SaveState::Saving);
        context().workspace->ask(
            this, [person = *m_person, place](casework::Desk &desk) { return casework::setOrigin(desk, person, place); },
            [this](const base::Result<void> &done) {
                context().navigator->showSaveState(done ? kit::SaveState::Saved : kit::SaveState::NotSaved);
                m_problem->setVisible(!done);
                if (!done)
                    m_problem->setText(kit::errorText(done.error()).whole());
            });
    });
}

} // namespace indaro::ui::pages
