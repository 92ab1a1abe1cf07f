// SPDX-License-Identifier: GPL-3.0-or-later
// What is written on the page of the proceedings: an act, its correction, what became of a day at court.
#include "core/casework/checklists/guards.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/justice/justice_page.h"

#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace je = model::fields::justice_event;

namespace {

/// Why it is done without agreement; no field of a record, so it stands under a number no field has.
constexpr sync::FieldId Reason{je::Table, 901};

/// What is written in the fields of a panel.
casework::JusticeDraft justiceDraftOf(const ActionPanel::Values &values)
{
    const auto of = [&values](sync::FieldId field) {
        const auto found = values.find(field);
        return found == values.end() ? base::Value() : found->second;
    };
    return {.kind = of(je::Kind),
            .happenedOn = of(je::HappenedOn),
            .happenedAt = of(je::HappenedAt),
            .authority = of(je::Authority),
            .authorityName = of(je::AuthorityName),
            .reference = of(je::Reference),
            .result = of(je::Result),
            .what = of(je::What),
            .protection = of(je::Protection),
            .legalAid = of(je::LegalAid),
            .amount = of(je::Amount),
            .reason = QString::fromStdString(of(Reason).textOr({}))};
}

ActionPanel::Values justiceValuesOf(const casework::JusticeEvent &event)
{
    const auto text = [](const QString &value) { return model::toValue(value); };
    return {{je::Kind, text(event.kind)},
            {je::HappenedOn, text(event.happenedOn)},
            {je::HappenedAt, text(event.happenedAt)},
            {je::Authority, text(event.authority)},
            {je::AuthorityName, text(event.authorityName)},
            {je::Reference, text(event.reference)},
            {je::Result, text(event.result)},
            {je::Protection, text(event.protection.join(u' '))},
            {je::LegalAid, text(event.legalAid)},
            {je::Amount, event.amount ? base::Value(*event.amount) : base::Value()},
            {je::What, text(event.what)}};
}

} // namespace

void JusticePage::makeForms(QWidget *body)
{
    const std::initializer_list<sync::FieldId> all{je::Kind,          je::HappenedOn, je::HappenedAt, je::Authority,
                                                   je::AuthorityName, je::Reference,  je::Result,     je::Protection,
                                                   je::LegalAid,      je::Amount,     je::What};
    m_form = new ActionPanel(
        context(), "justice_event", all,
        [missing = m_missing](casework::Desk &desk, sync::RecordId person,
                              const ActionPanel::Values &values) -> base::Result<void> {
            const casework::JusticeDraft draft = justiceDraftOf(values);
            missing->clear();
            INDARO_TRY(casework::recordJusticeEvent(desk, person, draft));
            if (model::toText(draft.kind) == casework::justice_kinds::Complaint)
                *missing = casework::tellUnguarded(desk, {sop::Action::JusticeComplaint, person}).steps;
            return {};
        },
        body);
    m_form->setObjectName(u"justiceForm"_s);
    addReason(m_form, m_reason, m_reasonRow, &JusticePage::isReasonAsked);
    connect(m_form, &ActionPanel::submitted, this, [this] {
        m_reason->clear();
        if (!m_missing->isEmpty())
            m_banner->showMessage(
                kit::Banner::Kind::Warning,
                tr("Written down. The procedure asks before a complaint: %1.").arg(m_missing->join(u", "_s)));
        refresh();
    });
    m_correction = new ActionPanel(
        context(), "justice_correction", all,
        [](casework::Desk &desk, sync::RecordId event, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY(casework::correctJusticeEvent(desk, event, justiceDraftOf(values)));
            return {};
        },
        body);
    m_correction->setObjectName(u"justiceCorrection"_s);
    m_error = new ActionPanel(
        context(), "justice_error", {je::What},
        [](casework::Desk &desk, sync::RecordId event, const ActionPanel::Values &values) {
            return casework::takeBackJusticeEvent(desk, event, values.at(je::What));
        },
        body);
    m_error->setObjectName(u"justiceError"_s);
    for (ActionPanel *panel : {m_correction, m_error})
        connect(panel, &ActionPanel::submitted, this, &JusticePage::refresh);
}

/// A line for why, which is asked where it is missing. `isAsked` gets the kind, or the new day.
void JusticePage::addReason(ActionPanel *panel, QLineEdit *&edit, kit::FormRow *&row,
                            bool (JusticePage::*isAsked)(const QString &) const)
{
    edit = new QLineEdit(panel);
    row = new kit::FormRow(edit, panel);
    panel->addMore(row, [this, edit, row, isAsked](ActionPanel::Values &values) {
        const QString typed = edit->text().trimmed();
        const sync::FieldId asked = values.contains(je::Kind) ? je::Kind : je::HappenedOn;
        const auto found = values.find(asked);
        const bool isMissing =
            typed.isEmpty() && found != values.end() && (this->*isAsked)(QString::fromStdString(found->second.textOr({})));
        values[Reason] = model::toValue(typed);
        row->setMessage(isMissing
                            ? tr("The person has not agreed to cooperate. Write why it is done all the same, or leave it "
                                 "undone.")
                            : QString());
        if (isMissing)
            edit->setFocus();
        return !isMissing;
    });
}

void JusticePage::makeOutcome(QWidget *body)
{
    m_outcome = new ActionPanel(
        context(), "justice_outcome", {je::State, je::Result, je::What},
        [](casework::Desk &desk, sync::RecordId hearing, const ActionPanel::Values &values) -> base::Result<void> {
            if (model::toText(values.at(je::State)) != casework::hearing_states::Adjourned)
                return casework::noteHearing(desk, hearing,
                                             {values.at(je::State), values.at(je::Result), values.at(je::What)});
            INDARO_TRY(casework::adjournHearing(desk, hearing, values.at(je::HappenedOn), values.at(je::HappenedAt),
                                                values.at(je::What), model::toText(values.at(Reason))));
            return {};
        },
        body);
    m_outcome->setObjectName(u"justiceOutcome"_s);
    m_newDay = new QLineEdit(m_outcome);
    m_newDay->setObjectName(u"newDay"_s);
    m_newDayRow = new kit::FormRow(m_newDay, m_outcome);
    m_outcome->addMore(m_newDayRow, [this](ActionPanel::Values &values) {
        const QString typed = m_newDay->text().trimmed();
        const auto day = kit::parsePartialDate(typed);
        const bool isDay = typed.isEmpty() || (day && day->size() == 10);
        values[je::HappenedOn] = isDay && !typed.isEmpty() ? model::toValue(*day) : base::Value();
        m_newDayRow->setMessage(isDay ? QString() : tr("Write the day as 24/11/2026."));
        return isDay;
    });
    m_newHour = new QLineEdit(m_outcome);
    m_newHourRow = new kit::FormRow(m_newHour, m_outcome);
    m_outcome->addMore(m_newHourRow, [this](ActionPanel::Values &values) {
        const QString typed = m_newHour->text().trimmed();
        const QTime hour = QTime::fromString(typed, u"H:m"_s);
        values[je::HappenedAt] = hour.isValid() ? model::toValue(hour.toString(Qt::ISODate).left(5)) : base::Value();
        m_newHourRow->setMessage(hour.isValid() || typed.isEmpty() ? QString()
                                                                   : tr("Write the time as 21:40, or leave it empty."));
        return hour.isValid() || typed.isEmpty();
    });
    addReason(m_outcome, m_newReason, m_newReasonRow, &JusticePage::isReasonAskedOfNewDay);
    connect(m_outcome, &ActionPanel::submitted, this, [this] {
        for (QLineEdit *edit : {m_newDay, m_newHour, m_newReason})
            edit->clear();
        refresh();
    });
}

void JusticePage::beginCorrection()
{
    if (const auto *event = chosen())
        m_correction->beginProposed(event->id, justiceValuesOf(*event));
}

} // namespace indaro::ui::pages
