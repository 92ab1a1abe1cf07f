// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_cards.h"

#include "core/casework/consents/consent_rule.h"
#include "core/casework/people/queries.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/stay/stay_texts.h"

#include <QFrame>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr std::size_t LatestLines = 8; // the older ones are in the records, not on the page of the day

QString factsInLine(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

} // namespace

base::Result<std::shared_ptr<const StayNow>> loadStayNow(casework::Desk &desk, sync::RecordId person)
{
    auto loaded = std::make_shared<StayNow>();
    INDARO_TRY_ASSIGN(const auto file, casework::loadRecord(desk, fields::case_file::Table, person));
    loaded->name = file.text(fields::case_file::DisplayName);
    loaded->caseCode = file.text(fields::case_file::CaseCode);
    loaded->isMinor = file.text(fields::case_file::IsMinor) != "no"_L1;
    loaded->isPresent = file.text(fields::case_file::Status) == "present"_L1;
    INDARO_TRY_ASSIGN(const auto stays, casework::loadCaseFile(desk, person));
    if (!stays.stays.empty()) {
        loaded->arrivedAt = stays.stays.front().text(fields::stay::ArrivedAt);
        loaded->leftAt = stays.stays.front().text(fields::stay::LeftAt);
    }
    INDARO_TRY_ASSIGN(loaded->berths, casework::listBerthsOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->absences, casework::listAbsencesOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->clocks, casework::loadClocksOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->custody, casework::listCustodyOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->unsignedMoves, casework::listUnsignedMovements(desk, person));
    INDARO_TRY_ASSIGN(loaded->withheld, casework::loadWithheld(desk, person));
    INDARO_TRY_ASSIGN(loaded->supplies, casework::listSuppliesOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->visits, casework::listVisits(desk, person));
    INDARO_TRY_ASSIGN(loaded->incidents, casework::listIncidents(desk, person));
    INDARO_TRY_ASSIGN(loaded->contacts, casework::listFollowUpsOf(desk, person));
    INDARO_TRY_ASSIGN(loaded->plan, casework::loadFollowUpPlan(desk, person));
    return std::shared_ptr<const StayNow>(std::move(loaded));
}

StayCards::StayCards(const kit::PageContext &context, QWidget *parent) : QWidget(parent), m_context(context)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    for (Card *card : {&m_clocks, &m_days, &m_kept, &m_given, &m_visits, &m_incidents, &m_afterwards})
        *card = makeCard(column);
}

StayCards::Card StayCards::makeCard(QVBoxLayout *column)
{
    Card card;
    card.frame = new QFrame(this);
    kit::setCard(card.frame);
    auto *inner = new QVBoxLayout(card.frame);
    card.title = kit::makeLabel(kit::TextRole::Heading, card.frame);
    card.lines = new QVBoxLayout;
    card.lines->setSpacing(kit::space::Half);
    inner->addWidget(card.title);
    inner->addLayout(card.lines);
    column->addWidget(card.frame);
    return card;
}

QString StayCards::code(const QString &list, const QString &codeName) const
{
    return codeName.isEmpty()
               ? QString()
               : models::codeLabel(list, codeName, kit::Translations::code(m_context.translations->language()));
}

void StayCards::say(const Card &card, const QString &text)
{
    auto *label = kit::makeLabel(kit::TextRole::Body, card.frame);
    label->setText(text);
    card.lines->addWidget(label);
}

void StayCards::offer(const Card &card, const QString &text, std::function<void()> go)
{
    auto *button = new kit::PushButton(text, card.frame);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this, std::move(go));
    card.lines->addWidget(button, 0, Qt::AlignLeft);
}

void StayCards::clear()
{
    for (const Card *card : {&m_clocks, &m_days, &m_kept, &m_given, &m_visits, &m_incidents, &m_afterwards}) {
        while (auto *item = card->lines->takeAt(0)) {
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
    }
}

void StayCards::showClocks(const StayNow &now)
{
    m_clocks.frame->setVisible(now.isPresent);
    m_late.clear();
    for (const casework::ClockNow &clock : now.clocks) {
        say(m_clocks, StayTexts::clock(clock, m_context.translations->language()));
        if (clock.isWarning)
            m_late << StayTexts::clock(clock, m_context.translations->language());
    }
    const bool isReflecting =
        std::any_of(now.clocks.begin(), now.clocks.end(), [](const auto &clock) { return clock.name == "reflection"_L1; });
    if (now.isMinor)
        say(m_clocks, tr("A child, or age in doubt: there is no reflection period. A protection measure takes its place; "
                         "its steps are in the procedure."));
    else if (!isReflecting)
        say(m_clocks, tr("The reflection period has not begun: it runs from the day the person is presumed a victim."));
    if (!now.clocks.empty())
        offer(m_clocks, tr("Make one longer…"), [this] { Q_EMIT longerAsked(); });
    if (!now.isPresent)
        m_late.clear();
}

void StayCards::showDays(const StayNow &now)
{
    const kit::Language language = m_context.translations->language();
    for (const casework::PastBerth &berth : now.berths) {
        QStringList parts{berth.roomName, berth.placeLabel, tr("since %1").arg(kit::dateTimeText(berth.sinceAt))};
        if (berth.untilAt)
            parts << tr("until %1").arg(kit::dateTimeText(*berth.untilAt));
        if (!berth.overridden.isEmpty())
            parts << tr("in spite of a warning: %1").arg(code(u"allocation_override"_s, berth.reason));
        say(m_days, factsInLine(parts));
    }
    if (now.berths.empty())
        say(m_days, tr("No place was given yet."));
    for (std::size_t i = 0; i < now.absences.size() && i < LatestLines; ++i) {
        const casework::PastAbsence &absence = now.absences[i];
        QStringList parts{StayTexts::absence(absence.absence, language), absence.absence.withWhom};
        if (absence.returnedAt)
            parts << tr("came back %1").arg(kit::dateTimeText(*absence.returnedAt));
        say(m_days, factsInLine(parts));
    }
}

void StayCards::showCustody(const StayNow &now)
{
    for (const casework::CustodyItem &item : now.custody) {
        QStringList parts{custodyText(item), factsInLine({tr("taken in: %1").arg(item.received), item.currency})};
        if (item.held != 0)
            parts << tr("here: %1").arg(item.held);
        if (item.lent != 0)
            parts << tr("given back for a time: %1").arg(item.lent);
        if (item.isSettled())
            parts << tr("all of it is out");
        if (item.isOverdrawn())
            parts << tr("more went out than there was: two computers wrote of it");
        parts << item.heldWhere;
        say(m_kept, factsInLine(parts));
    }
    for (const casework::UnsignedMovement &open : now.unsignedMoves) {
        say(m_kept, StayTexts::unsignedMovement(open, m_context.translations->language()));
        const sync::RecordId id = open.movement.id;
        if (!open.movement.isSignedByPerson())
            offer(m_kept, tr("The person has signed for it now"),
                  [this, id] { Q_EMIT signedNow(id, casework::CustodySigner::Person); });
        if (!open.movement.isSignedByHouse())
            offer(m_kept, tr("I sign for it now, for the house"),
                  [this, id] { Q_EMIT signedNow(id, casework::CustodySigner::House); });
    }
    if (now.custody.empty())
        say(m_kept, tr("Nothing is kept for this person."));
}

void StayCards::showCare(const StayNow &now)
{
    for (std::size_t i = 0; i < now.supplies.size() && i < LatestLines; ++i) {
        const casework::Supply &supply = now.supplies[i];
        say(m_given, factsInLine({kit::dateTimeText(supply.givenAt), code(u"supply_kind"_s, supply.kind), supply.description,
                                  supply.amount == 1 ? QString() : QString::number(supply.amount),
                                  supply.signedHow == "yes"_L1 ? tr("signed") : QString()}));
    }
    if (now.supplies.empty())
        say(m_given, tr("Nothing was given yet."));
    for (std::size_t i = 0; i < now.visits.size() && i < LatestLines; ++i) {
        const casework::Visit &visit = now.visits[i];
        say(m_visits,
            factsInLine(
                {kit::dateTimeText(visit.happenedAt), code(u"visit_kind"_s, visit.kind), code(u"visit_way"_s, visit.way),
                 visit.wanted == "no"_L1 ? tr("not wanted by the person") : QString(), visit.supervisedBy, visit.note}));
    }
    if (now.visits.empty())
        say(m_visits, tr("No visit and no call was written down."));
    for (std::size_t i = 0; i < now.incidents.size() && i < LatestLines; ++i) {
        const casework::Incident &incident = now.incidents[i];
        offer(m_incidents, StayTexts::incident(incident, m_context.translations->language()),
              [this] { Q_EMIT incidentsAsked(); });
    }
    if (now.incidents.empty())
        say(m_incidents, tr("No incident."));
}

void StayCards::showAfterwards(const StayNow &now)
{
    m_afterwards.frame->setVisible(!now.isPresent);
    m_openContacts.clear();
    if (now.isPresent)
        return;
    const QString language = kit::Translations::code(m_context.translations->language());
    const auto known = [&](sync::FieldId field, const base::Value &value) {
        return value.isNull() ? QString() : models::valueText(field, value, language);
    };
    const auto isOfThisStay = [&now](const casework::FollowUp &contact) { return contact.stay == now.plan.stay; };
    const bool isOver = std::any_of(now.contacts.begin(), now.contacts.end(), [&](const auto &contact) {
        return isOfThisStay(contact) && contact.result == "no_more_contact"_L1;
    });
    const bool isElsewhere = now.plan.isElsewhere;
    const bool isRefused = isOver || isElsewhere || now.plan.agreed.textOr({}) == "no";
    say(m_afterwards,
        factsInLine({isElsewhere ? tr("Whether contact is wanted is not kept on this computer. Only who comes or calls is "
                                      "written down here.")
                     : isRefused ? tr("Does not want to be contacted. Only who comes or calls is written down here.")
                     : now.plan.agreed.isNull()
                         ? tr("Whether contact is wanted was not asked.")
                         : tr("Wants to be contacted: %1").arg(known(fields::follow_up_plan::Agreed, now.plan.agreed)),
                     known(fields::follow_up_plan::Way, now.plan.way),
                     known(fields::follow_up_plan::AgreedWords, now.plan.words)}));
    showContactPlan(now, isRefused);
    for (const casework::FollowUp &contact : now.contacts)
        say(m_afterwards, factsInLine({kit::dateTimeText(contact.happenedAt), code(u"follow_up_way"_s, contact.way),
                                       code(u"follow_up_result"_s, contact.result), contact.note}));
}

void StayCards::showContactPlan(const StayNow &now, bool isRefused)
{
    const QDate left = QDate::fromString(now.leftAt.left(10), Qt::ISODate);
    const QDate today = model::localDay(m_context.clock->nowUtc());
    for (int number = 1; !isRefused && left.isValid() && number <= casework::FollowUpCount; ++number) {
        const auto made = std::find_if(now.contacts.begin(), now.contacts.end(), [&](const auto &contact) {
            return contact.stay == now.plan.stay && contact.number == number;
        });
        const QDate due = casework::followUpDay(left, number);
        const QString which = StayTexts::followUp(number);
        const bool isMade = made != now.contacts.end();
        say(m_afterwards, factsInLine({which, kit::dateText(due),
                                       isMade        ? code(u"follow_up_result"_s, made->result)
                                       : due < today ? tr("not done")
                                                     : tr("to come")}));
        if (isMade)
            continue;
        m_openContacts.emplace_back(number, due);
    }
}

QString StayCards::custodyText(const casework::CustodyItem &item) const
{
    return factsInLine({code(u"custody_item"_s, item.kind), item.description});
}

void StayCards::show(const StayNow &now)
{
    clear();
    showClocks(now);
    showDays(now);
    showCustody(now);
    showCare(now);
    showAfterwards(now);
}

void StayCards::retranslate()
{
    m_clocks.title->setText(tr("Clocks"));
    m_days.title->setText(tr("Places and absences"));
    m_kept.title->setText(tr("Papers and belongings in custody"));
    m_given.title->setText(tr("Kits and supplies given"));
    m_visits.title->setText(tr("Visits and calls"));
    m_incidents.title->setText(tr("Incidents"));
    m_afterwards.title->setText(tr("Contacts after the exit"));
}

} // namespace indaro::ui::pages
