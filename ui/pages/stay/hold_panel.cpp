// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/hold_panel.h"

#include "core/casework/checklists/hold_steps.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/stay/hold_steps_panel.h"
#include "ui/pages/stay/stay_texts.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr base::UtcMs HoldMinuteMs = 60'000;
constexpr int ShortHold = 90; // minutes [F1]
constexpr int LongHold = 180;
constexpr int Evening = 22; // o'clock
constexpr int Noon = 12;

enum class Until { Short, HalfNight, Tonight, TomorrowNoon };

casework::HoldDraft draftOf(const ActionPanel::Values &values)
{
    const auto valueOf = [&values](sync::FieldId field) {
        const auto found = values.find(field);
        return found == values.end() ? base::Value() : found->second;
    };
    casework::HoldDraft draft;
    draft.shownAs = valueOf(fields::hold::ShownAs);
    draft.women = valueOf(fields::hold::Women);
    draft.men = valueOf(fields::hold::Men);
    draft.girls = valueOf(fields::hold::Girls);
    draft.boys = valueOf(fields::hold::Boys);
    draft.ages = valueOf(fields::hold::Ages);
    draft.urgentNeeds = valueOf(fields::hold::UrgentNeeds);
    draft.referredBy = valueOf(fields::hold::ReferredBy);
    draft.fromWhom = valueOf(fields::hold::FromWhom);
    if (const base::Value room = valueOf(fields::hold::Room); room.bytes() != nullptr)
        draft.room = casework::RoomId::fromBytes(*room.bytes());
    draft.expiresAt = valueOf(fields::hold::ExpiresAt).integerOr(0);
    return draft;
}

} // namespace

HoldPanel::HoldPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_full(kit::makeLabel(kit::TextRole::Body, this)), m_present(new QFrame(this)),
      m_title(kit::makeLabel(kit::TextRole::Heading, m_present)), m_facts(kit::makeLabel(kit::TextRole::Body, m_present)),
      m_problem(kit::makeLabel(kit::TextRole::Body, m_present)), m_steps(new HoldStepsPanel(m_context, m_present)),
      m_admit(new kit::PushButton(m_present)), m_who(kit::makeNarrowBox(m_present)), m_came(new kit::PushButton(m_present)),
      m_longer(kit::makeNarrowBox(m_present)), m_extend(new kit::PushButton(m_present)),
      m_release(new kit::PushButton(m_present)), m_refuse(new kit::PushButton(m_present))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    makeForms();
    for (auto *box : {m_until, m_longer}) {
        for (const Until each : {Until::Short, Until::HalfNight, Until::Tonight, Until::TomorrowNoon})
            box->addItem(QString(), int(each));
    }
    makeActions();
    for (QWidget *part : std::initializer_list<QWidget *>{m_full, m_announce, m_refuseCall, m_present})
        column->addWidget(part);
    column->addStretch();
    m_full->setProperty("textRole", u"error"_s);
    m_full->hide();
    m_present->hide();
    m_problem->hide();
}

void HoldPanel::makeForms()
{
    m_announce = new ActionPanel(
        m_context, "announce",
        {fields::hold::ShownAs, fields::hold::FromWhom, fields::hold::Women, fields::hold::Men, fields::hold::Girls,
         fields::hold::Boys, fields::hold::Ages, fields::hold::ReferredBy, fields::hold::UrgentNeeds},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto ticks, HoldStepsPanel::takeTicks(desk));
            INDARO_TRY(casework::announceWithSteps(desk, draftOf(values), ticks));
            HoldStepsPanel::forgetTicks(desk);
            return {};
        },
        this);
    // Made within their form: what moves to another parent loses its place in the order of Tab.
    m_room = kit::makeNarrowBox(m_announce);
    m_until = kit::makeNarrowBox(m_announce);
    m_roomRow = new kit::FormRow(m_room, m_announce);
    m_untilRow = new kit::FormRow(m_until, m_announce);
    m_announce->addMore(m_roomRow, [this](ActionPanel::Values &values) {
        if (const auto room = sync::RecordId::fromText(m_room->currentData().toString().toStdString()))
            values[fields::hold::Room] = base::Value(base::Bytes(room->bytes().begin(), room->bytes().end()));
        return true;
    });
    m_announce->addMore(m_untilRow, [this](ActionPanel::Values &values) {
        values[fields::hold::ExpiresAt] = std::int64_t(until(m_until));
        return true;
    });
    m_callSteps = new HoldStepsPanel(m_context, m_announce);
    m_callSteps->setObjectName(u"callSteps"_s);
    m_steps->setObjectName(u"holdSteps"_s);
    m_announce->addMore(m_callSteps, [](ActionPanel::Values &) { return true; }); // each tick is kept at once
    m_refuseCall = new ActionPanel(
        m_context, "refuse_call",
        {fields::hold::FromWhom, fields::hold::ReferredBy, fields::hold::Women, fields::hold::Men, fields::hold::Girls,
         fields::hold::Boys, fields::hold::Refusal, fields::hold::Alternatives},
        [](casework::Desk &desk, const ActionPanel::Values &values) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto ticks, HoldStepsPanel::takeTicks(desk));
            INDARO_TRY(casework::refuseWithSteps(desk, draftOf(values), values.at(fields::hold::Refusal),
                                                 values.at(fields::hold::Alternatives), ticks));
            HoldStepsPanel::forgetTicks(desk);
            return {};
        },
        this);
    m_releaseForm = new ActionPanel(
        m_context, "hold_released", {fields::hold::ReleasedWhy},
        [](casework::Desk &desk, sync::RecordId hold, const ActionPanel::Values &values) {
            return casework::releaseHold(desk, hold, values.at(fields::hold::ReleasedWhy));
        },
        m_present);
    m_refuseForm = new ActionPanel(
        m_context, "hold_refused", {fields::hold::Refusal, fields::hold::Alternatives},
        [](casework::Desk &desk, sync::RecordId hold, const ActionPanel::Values &values) {
            return casework::refuseHold(desk, hold, values.at(fields::hold::Refusal), values.at(fields::hold::Alternatives));
        },
        m_present);
    for (auto *form : {m_announce, m_refuseCall, m_releaseForm, m_refuseForm})
        connect(form, &ActionPanel::submitted, this, [this] {
            m_full->hide();
            Q_EMIT changed();
        });
    for (auto *form : {m_announce, m_refuseCall})
        connect(form, &ActionPanel::givenUp, this, [this] {
            m_full->hide();
            Q_EMIT left();
        });
}

void HoldPanel::makeActions()
{
    kit::setCard(m_present);
    kit::setButtonRole(m_admit, kit::ButtonRole::Primary);
    m_problem->setProperty("textRole", u"error"_s);
    auto *column = new QVBoxLayout(m_present);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_title, m_facts, m_problem, m_steps, m_admit, m_who, m_came, m_longer, m_extend,
                                          m_release, m_releaseForm, m_refuse, m_refuseForm}) {
        if (qobject_cast<QPushButton *>(part) != nullptr)
            column->addWidget(part, 0, Qt::AlignLeft);
        else
            column->addWidget(part);
    }
    connect(m_admit, &QPushButton::clicked, this,
            [this] { m_context.navigator->openPage(AdmitPageId, OpenAdmission{*m_hold}); });
    connect(m_came, &QPushButton::clicked, this, [this] {
        const auto who = sync::RecordId::fromText(m_who->currentData().toString().toStdString());
        if (!who)
            return m_who->setFocus();
        m_context.workspace->ask(
            this, [hold = *m_hold, who = *who](casework::Desk &desk) { return casework::holdArrived(desk, hold, who); },
            [this](const base::Result<void> &done) { finish(done); });
    });
    connect(m_extend, &QPushButton::clicked, this, [this] {
        m_context.workspace->ask(
            this,
            [hold = *m_hold, at = until(m_longer)](casework::Desk &desk) { return casework::extendHold(desk, hold, at); },
            [this](const base::Result<void> &done) { finish(done); });
    });
    connect(m_release, &QPushButton::clicked, this, [this] { m_releaseForm->begin(*m_hold); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { m_refuseForm->begin(*m_hold); });
}

void HoldPanel::finish(const base::Result<void> &done)
{
    m_problem->setVisible(!done);
    if (!done)
        return m_problem->setText(kit::errorText(done.error()).whole());
    Q_EMIT changed();
}

base::UtcMs HoldPanel::until(const QComboBox *box) const
{
    const base::UtcMs now = m_context.clock->nowUtc();
    const auto at = [now](int day, int hour) {
        const base::UtcMs there =
            QDateTime(model::localDay(now).addDays(day), QTime(hour, 0), Qt::OffsetFromUTC, model::LocalOffsetSeconds)
                .toMSecsSinceEpoch();
        return there;
    };
    switch (static_cast<Until>(box->currentData().toInt())) {
    case Until::Short:
        return now + ShortHold * HoldMinuteMs;
    case Until::HalfNight:
        return now + LongHold * HoldMinuteMs;
    case Until::Tonight:
        return at(at(0, Evening) > now ? 0 : 1, Evening);
    case Until::TomorrowNoon:
        return at(1, Noon);
    }
    return now;
}

void HoldPanel::fillBoxes()
{
    const QString chosen = m_room->currentData().toString();
    const QString who = m_who->currentData().toString();
    m_room->clear();
    m_room->addItem(tr("Any room"), QString());
    for (const casework::RoomTonight &room : m_house->rooms) {
        if (!room.isClosed() && room.isForResidents())
            m_room->addItem(StayTexts::room(room, m_context.translations->language()) + u"  ·  "_s +
                                tr("%n free", nullptr, std::max(0, room.free())),
                            QString::fromStdString(room.id.toText()));
    }
    m_room->setCurrentIndex(std::max(0, m_room->findData(chosen)));
    m_who->clear();
    m_who->addItem(tr("Who of those in the house?"), QString());
    for (const casework::Sleeper &sleeper : m_house->sleepers)
        m_who->addItem(StayTexts::name(sleeper), QString::fromStdString(sleeper.person.toText()));
    m_who->setCurrentIndex(std::max(0, m_who->findData(who)));
}

void HoldPanel::beginAnnouncing(std::shared_ptr<const casework::HouseTonight> house)
{
    m_house = std::move(house);
    m_hold.reset();
    fillBoxes();
    m_present->hide();
    m_refuseCall->hide();
    m_full->setVisible(m_house->isFull());
    m_callSteps->beginCall();
    m_announce->begin();
}

void HoldPanel::beginRefusing()
{
    m_hold.reset();
    m_present->hide();
    m_announce->hide();
    m_full->hide();
    m_refuseCall->begin();
}

void HoldPanel::show(std::shared_ptr<const casework::HouseTonight> house, sync::RecordId hold)
{
    m_house = std::move(house);
    if (m_hold != hold) {
        m_facts->clear();
        m_problem->hide();
        m_releaseForm->hide();
        m_refuseForm->hide();
    }
    m_hold = hold;
    m_announce->hide();
    m_refuseCall->hide();
    m_full->hide();
    fillBoxes();
    m_present->show();
    followRole();
    load();
    m_steps->show(hold);
}

/// What the role does not do has no button that would only refuse.
void HoldPanel::followRole()
{
    const auto &access = m_context.workspace->access();
    m_admit->setVisible(!access || access->mayWrite(casework::Thing::Register));
    for (QWidget *part : std::initializer_list<QWidget *>{m_who, m_came, m_longer, m_extend, m_release, m_refuse})
        part->setVisible(!access || access->mayWrite(casework::Thing::Night));
}

void HoldPanel::load()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<std::vector<casework::Hold>>> {
            INDARO_TRY_ASSIGN(auto holds, casework::listHolds(desk));
            return std::make_shared<std::vector<casework::Hold>>(std::move(holds));
        },
        [this](const base::Result<std::shared_ptr<std::vector<casework::Hold>>> &holds) {
            if (!holds) {
                m_problem->setText(kit::errorText(holds.error()).whole());
                return m_problem->show();
            }
            for (const casework::Hold &each : **holds) {
                if (m_hold && each.id == *m_hold)
                    showFacts(each);
            }
        });
}

void HoldPanel::showFacts(const casework::Hold &hold)
{
    const QString language = kit::Translations::code(m_context.translations->language());
    m_title->setText(hold.shownAs.isEmpty() ? tr("Somebody announced") : hold.shownAs);
    QStringList people{tr("%n person(s)", nullptr, hold.people)};
    const std::pair<const std::optional<int> *, QString> groups[] = {{&hold.women, tr("women: %1")},
                                                                     {&hold.men, tr("men: %1")},
                                                                     {&hold.girls, tr("girls: %1")},
                                                                     {&hold.boys, tr("boys: %1")}};
    for (const auto &[count, text] : groups) {
        if (count->value_or(0) > 0)
            people << text.arg(**count);
    }
    QStringList lines{people.join(u", "_s)};
    if (!hold.ages.isEmpty())
        lines << tr("Ages: %1").arg(hold.ages);
    if (!hold.urgentNeeds.isEmpty())
        lines << tr("Urgent: %1").arg(models::codeLabels(u"urgent_need"_s, hold.urgentNeeds, language));
    QStringList from{hold.referredBy.isEmpty() ? QString()
                                               : models::codeLabel(u"referral_source"_s, hold.referredBy, language),
                     hold.fromWhom};
    from.removeAll(QString());
    if (!from.isEmpty())
        lines << tr("From: %1").arg(from.join(u", "_s));
    lines << tr("Called %1").arg(kit::dateTimeText(hold.announcedAt));
    lines << (hold.standing == casework::HoldStanding::Expired ? tr("The time ran out %1: nothing is kept any more.")
                                                               : tr("A place is kept until %1."))
                 .arg(kit::dateTimeText(hold.expiresAt));
    m_facts->setText(lines.join(u'\n'));
}

void HoldPanel::flush()
{
    for (auto *form : {m_announce, m_refuseCall, m_releaseForm, m_refuseForm})
        form->flush();
    m_steps->flush();
}

void HoldPanel::retranslate()
{
    m_full->setText(
        tr("The house is full tonight. Who is announced now has no place yet: find one before saying yes, or say "
           "no under “No place: refuse”, so that it is counted."));
    m_announce->setTexts(tr("Somebody is announced"), tr("Keep the places"));
    m_refuseCall->setTexts(tr("The house cannot take them: it is counted as a need"), tr("Write down the refusal"));
    m_releaseForm->setTexts(tr("They do not come"), tr("Let the places go"));
    m_refuseForm->setTexts(tr("The house cannot take them"), tr("Write down the refusal"));
    m_roomRow->setLabel(tr("In which room"));
    m_untilRow->setLabel(tr("Keep until"));
    const QString texts[] = {tr("for an hour and a half"), tr("for three hours"), tr("until 22:00"),
                             tr("until tomorrow noon")};
    for (auto *box : {m_until, m_longer}) {
        for (int i = 0; i < box->count(); ++i)
            box->setItemText(i, texts[i]);
    }
    m_longer->setAccessibleName(tr("Keep until"));
    m_who->setAccessibleName(tr("Who came"));
    m_admit->setText(tr("They came: admit them"));
    m_came->setText(tr("They came, and are admitted already"));
    m_extend->setText(tr("Keep longer"));
    m_release->setText(tr("They do not come…"));
    m_refuse->setText(tr("The house cannot take them…"));
    m_callSteps->retranslate();
    m_steps->retranslate();
    if (m_house != nullptr)
        fillBoxes();
    if (m_hold)
        load();
}

} // namespace indaro::ui::pages
