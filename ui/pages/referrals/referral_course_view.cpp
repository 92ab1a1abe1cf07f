// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/referral_course_view.h"

#include "ui/pages/checklist/step_texts.h"

#include "core/casework/checklists/guards.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/referrals/course_texts.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/referrals/slip_form.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <mutex>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Result;
using casework::ReferralStatus;
using CourseValues = ActionPanel::Values;

namespace {

constexpr int CourseButtonWidth = 200;

/// In the order it happens.
constexpr ReferralStatus Said[] = {ReferralStatus::Sent,    ReferralStatus::Received,   ReferralStatus::Accepted,
                                   ReferralStatus::Refused, ReferralStatus::InProgress, ReferralStatus::Done,
                                   ReferralStatus::FedBack, ReferralStatus::Returned,   ReferralStatus::Expired,
                                   ReferralStatus::Closed,  ReferralStatus::Revoked};

/// What was chosen stays, where it is still there: the words of another language are no other choice.
void refill(QComboBox *box, const QList<std::pair<QString, QString>> &choices)
{
    const QVariant chosen = box->currentData();
    box->clear();
    for (const auto &[text, code] : choices)
        box->addItem(text, code);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

QString codeIn(const base::Value &value)
{
    return QString::fromStdString(value.textOr({}));
}

} // namespace

/// What the forms hand over beside their fields, from the screen to the store's thread.
struct ReferralCourseView::Handed
{
    std::mutex mutex;
    casework::CounterReferral slip;
    std::optional<sync::RecordId> scan; ///< the paper the slip is typed from
};

Result<CourseOfReferral> loadCourse(casework::Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(casework::Referral referral, casework::loadReferral(desk, id));
    INDARO_TRY_ASSIGN(auto steps, casework::listStepsOf(desk, id));
    INDARO_TRY_ASSIGN(auto services, casework::listServiceAnswers(desk, id));
    INDARO_TRY_ASSIGN(auto slips, casework::listSlipsOf(desk, id));
    INDARO_TRY_ASSIGN(auto waiting, casework::waitingOf(desk, id));
    std::vector<casework::LadderContact> contacts;
    if (waiting) {
        INDARO_TRY_ASSIGN(contacts, casework::contactsOn(desk, referral, waiting->rung.value_or(casework::Rung::Receiver)));
    }
    INDARO_TRY_ASSIGN(auto unmet, casework::listUnmetNeedsOf(desk, referral.caseFile));
    std::erase_if(unmet, [&](const casework::UnmetNeed &need) { return need.referral != id; });
    return CourseOfReferral{std::move(referral), std::move(steps),    std::move(services), std::move(slips),
                            std::move(waiting),  std::move(contacts), std::move(unmet)};
}

ReferralCourseView::ReferralCourseView(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QWidget(parent), m_context(context), m_handed(std::make_shared<Handed>()),
      m_ladder(kit::makeLabel(kit::TextRole::Body, this)), m_contacts(kit::makeLabel(kit::TextRole::Body, this)),
      m_steps(kit::makeLabel(kit::TextRole::Body, this)), m_servicesText(kit::makeLabel(kit::TextRole::Body, this)),
      m_unmetText(kit::makeLabel(kit::TextRole::Body, this)), m_letter(new kit::PushButton(this)),
      m_status(kit::makeNarrowBox(this)), m_service(kit::makeNarrowBox(this)), m_rung(kit::makeNarrowBox(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    m_ladder->setObjectName(u"ladder"_s);
    m_steps->setObjectName(u"steps"_s);
    m_servicesText->setObjectName(u"services"_s);
    for (QLabel *label : {m_ladder, m_contacts, m_steps, m_servicesText, m_unmetText})
        column->addWidget(label);
    makeStep();
    makeService();
    makeCall();
    makeSlip(form);
    makeUnmet();
    auto *grid = new kit::FlowGrid(2, CourseButtonWidth);
    for (std::size_t i = 0; i < m_buttons.size(); ++i) {
        m_buttons[i] = new kit::PushButton(this);
        grid->addCell(m_buttons[i]);
        connect(m_buttons[i], &QPushButton::clicked, this, [this, i] { begin(static_cast<Panel>(i)); });
    }
    grid->addCell(m_letter);
    connect(m_letter, &QPushButton::clicked, this, &ReferralCourseView::letterWanted);
    constexpr const char *Names[] = {"recordStep", "recordService", "recordCall", "typeSlip", "recordUnmet"};
    for (std::size_t i = 0; i < m_buttons.size(); ++i)
        m_buttons[i]->setObjectName(QLatin1StringView(Names[i]));
    m_letter->setObjectName(u"reminderLetter"_s);
    column->addLayout(grid);
    for (auto *panel : m_panels) {
        column->addWidget(panel);
        connect(panel, &ActionPanel::submitted, this, [this] {
            m_buttons.front()->setFocus();
            Q_EMIT written();
        });
    }
    connect(m_panels[Slip], &ActionPanel::submitted, m_slip, &SlipForm::takenIn);
    retranslate();
    clear();
}

void ReferralCourseView::makeStep()
{
    namespace s = fields::referral_step;
    const auto unguarded = std::make_shared<casework::Unguarded>(); // of the last step, written before the panel is done
    m_panels[Step] = new ActionPanel(
        m_context, "referral_step", {s::Way, s::Evidence, s::HappenedAt, s::SpokeTo, s::Note, s::PaperOn},
        [unguarded](casework::Desk &desk, sync::RecordId referral, const CourseValues &values) -> Result<void> {
            casework::ReferralStepDraft draft;
            draft.status = casework::referralStatusFromCode(codeIn(values.at(s::Status))).value_or(ReferralStatus::Received);
            draft.way = values.at(s::Way);
            draft.evidence = values.at(s::Evidence);
            draft.happenedAt = values.at(s::HappenedAt);
            draft.spokeTo = values.at(s::SpokeTo);
            draft.note = values.at(s::Note);
            draft.paperOn = values.at(s::PaperOn);
            INDARO_TRY_ASSIGN(const casework::Referral whole, casework::loadReferral(desk, referral));
            const casework::GuardedAction sending{sop::Action::ReferralSend, whole.caseFile, whole.serial};
            const bool isSending = draft.status == ReferralStatus::Sent;
            if (isSending && whole.status == ReferralStatus::Draft) { // without paper: nothing has held it back yet
                for (const casework::GuardedAction &printing : casework::printingGuards(whole))
                    INDARO_TRY(casework::checkGuards(desk, printing));
                INDARO_TRY(casework::checkGuards(desk, sending));
            }
            INDARO_TRY(casework::recordReferralStep(desk, referral, draft));
            // It has left: what was missing is written down, nothing held back.
            *unguarded = isSending ? casework::tellUnguarded(desk, sending) : casework::Unguarded();
            return {};
        },
        this);
    connect(m_panels[Step], &ActionPanel::submitted, this, [this, unguarded] {
        if (!unguarded->steps.isEmpty())
            m_context.navigator->showNotice(
                tr("Recorded. The procedure asks before it: %1.").arg(unguarded->steps.join(u", "_s)));
        else if (!unguarded->isNoted)
            m_context.navigator->showNotice(StepTexts::notNoted());
    });
    m_panels[Step]->setObjectName(u"stepPanel"_s);
    m_status->setObjectName(u"stepStatus"_s);
    m_statusRow = new kit::FormRow(m_status, m_panels[Step]);
    m_panels[Step]->addMore(m_statusRow, [this](CourseValues &values) {
        values[s::Status] = m_status->currentData().toString().toStdString();
        return true;
    });
    m_panels[Step]->setRefusal([this](const base::Error &error) {
        if (error.code != base::Errc::StepsOpen || !m_held)
            return false;
        m_held([this] { m_panels[Step]->submit(); });
        return true;
    });
}

void ReferralCourseView::makeService()
{
    namespace s = fields::referral_service;
    m_panels[Service] = new ActionPanel(
        m_context, "referral_service", {s::Answer, s::Reason, s::AnsweredOn, s::Note},
        [](casework::Desk &desk, sync::RecordId referral, const CourseValues &values) {
            return casework::recordServiceAnswer(
                desk, referral, codeIn(values.at(s::Service)),
                {values.at(s::Answer), values.at(s::Reason), values.at(s::AnsweredOn), values.at(s::Note)});
        },
        this);
    m_service->setObjectName(u"answeredService"_s);
    m_serviceRow = new kit::FormRow(m_service, m_panels[Service]);
    m_panels[Service]->setObjectName(u"servicePanel"_s);
    m_panels[Service]->addMore(m_serviceRow, [this](CourseValues &values) {
        values[s::Service] = m_service->currentData().toString().toStdString();
        return true;
    });
}

void ReferralCourseView::makeCall()
{
    namespace c = fields::referral_call;
    m_panels[Call] = new ActionPanel(
        m_context, "referral_call", {c::Result, c::SpokeTo, c::Phone, c::PromisedOn, c::Note},
        [](casework::Desk &desk, sync::RecordId referral, const CourseValues &values) -> Result<void> {
            casework::ReferralCallDraft draft;
            draft.rung = casework::rungFromCode(codeIn(values.at(c::Rung))).value_or(casework::Rung::Receiver);
            draft.result = values.at(c::Result);
            draft.spokeTo = values.at(c::SpokeTo);
            draft.phone = values.at(c::Phone);
            draft.promisedOn = values.at(c::PromisedOn);
            draft.note = values.at(c::Note);
            INDARO_TRY(casework::recordReferralCall(desk, referral, draft));
            return {};
        },
        this);
    m_rungRow = new kit::FormRow(m_rung, m_panels[Call]);
    m_panels[Call]->setObjectName(u"callPanel"_s);
    m_rung->setObjectName(u"callRung"_s);
    m_panels[Call]->addMore(m_rungRow, [this](CourseValues &values) {
        values[c::Rung] = m_rung->currentData().toString().toStdString();
        return true;
    });
}

void ReferralCourseView::makeSlip(const documents::Template &form)
{
    namespace s = fields::referral_slip;
    m_panels[Slip] = new ActionPanel(
        m_context, "referral_slip", {s::Evidence, s::PaperOn},
        [handed = m_handed](casework::Desk &desk, sync::RecordId referral, const CourseValues &values) -> Result<void> {
            casework::CounterReferral slip;
            {
                const std::lock_guard guard(handed->mutex);
                slip = handed->slip;
            }
            if (values.at(s::Evidence).isKnown())
                slip.evidence = values.at(s::Evidence);
            slip.paperOn = values.at(s::PaperOn);
            INDARO_TRY(casework::takeInSlip(desk, referral, slip));
            return {};
        },
        this);
    m_slip = new SlipForm(m_context, form, m_panels[Slip]);
    m_panels[Slip]->setObjectName(u"slipPanel"_s);
    m_panels[Slip]->addMore(m_slip, [this](CourseValues &) {
        m_slip->keepDraft();
        const std::lock_guard guard(m_handed->mutex);
        m_handed->slip = m_slip->content();
        m_handed->slip.attachment = m_handed->scan;
        return true;
    });
    m_panels[Slip]->setRefusal([this](const base::Error &error) {
        const QString field = QString::fromStdString(error.text("field"));
        return !field.isEmpty() && m_slip->showProblem(field, field == "slip_refusal"_L1    ? tr("Tick why it was refused.")
                                                              : field == "slip_decision"_L1 ? tr("Tick what they decided.")
                                                                                            : kit::errorText(error).whole());
    });
}

void ReferralCourseView::makeUnmet()
{
    namespace u = fields::unmet_need;
    m_panels[Unmet] = new ActionPanel(
        m_context, "unmet_need", {u::Service, u::Reason, u::NotedOn, u::Alternative, u::Told},
        [](casework::Desk &desk, sync::RecordId referral, const CourseValues &values) -> Result<void> {
            INDARO_TRY_ASSIGN(const casework::Referral whole, casework::loadReferral(desk, referral));
            casework::UnmetNeedDraft draft;
            draft.referral = referral;
            draft.service = values.at(u::Service);
            draft.reason = values.at(u::Reason);
            draft.notedOn = values.at(u::NotedOn);
            draft.alternative = values.at(u::Alternative);
            draft.told = values.at(u::Told);
            INDARO_TRY(casework::recordUnmetNeed(desk, whole.caseFile, draft));
            return {};
        },
        this);
    m_panels[Unmet]->setObjectName(u"unmetPanel"_s);
}

QString ReferralCourseView::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void ReferralCourseView::clear()
{
    flush();
    closeAll();
    m_course.reset();
    {
        const std::lock_guard guard(m_handed->mutex);
        m_handed->scan.reset();
    }
    setVisible(false);
}

void ReferralCourseView::closeAll()
{
    for (auto *panel : m_panels)
        panel->hide();
}

void ReferralCourseView::flush()
{
    for (auto *panel : m_panels)
        panel->flush();
    m_slip->keepDraft();
}

void ReferralCourseView::begin(Panel panel)
{
    if (m_course == nullptr)
        return;
    for (auto *other : m_panels) {
        if (other != m_panels[panel])
            other->hide();
    }
    for (QComboBox *box : {m_status, m_service, m_rung})
        box->clear(); // begun anew, nothing is chosen
    fillChoices();
    if (panel == Call && m_course->waiting && m_course->waiting->rung)
        m_rung->setCurrentIndex(m_rung->findData(casework::toCode(*m_course->waiting->rung)));
    if (panel == Slip)
        m_slip->begin(m_course->referral.id, m_course->services);
    m_panels[panel]->begin(m_course->referral.id);
}

void ReferralCourseView::beginSlip(std::optional<sync::RecordId> scan)
{
    if (m_course == nullptr || m_course->referral.isIncoming ||
        !casework::mayFollow(m_course->referral.status, ReferralStatus::FedBack))
        return;
    {
        const std::lock_guard guard(m_handed->mutex);
        m_handed->scan = scan;
    }
    begin(Slip);
}

void ReferralCourseView::fillChoices()
{
    const QString here = language();
    QList<std::pair<QString, QString>> statuses, services, rungs;
    for (const ReferralStatus status : Said) {
        const bool isSlip = m_course->referral.isIncoming && status == ReferralStatus::FedBack; // the slip itself says it
        if (!isSlip && casework::mayFollow(m_course->referral.status, status))
            statuses.append({referralStatusText(status), casework::toCode(status)});
    }
    for (const casework::ServiceAnswer &answer : m_course->services)
        services.append({models::codeLabel(u"referral_service"_s, answer.service, here), answer.service});
    for (const model::Code &code : model::CodeList::byName(u"referral_rung"_s).codes())
        rungs.append({models::codeLabel(u"referral_rung"_s, code.code, here), code.code});
    refill(m_status, statuses);
    refill(m_service, services);
    refill(m_rung, rungs);
}

void ReferralCourseView::show(std::shared_ptr<const CourseOfReferral> course)
{
    m_course = std::move(course);
    setVisible(true);
    const QString here = language();
    const auto put = [](QLabel *label, const QStringList &lines) {
        label->setText(lines.join(u'\n'));
        label->setVisible(!lines.isEmpty());
    };
    QStringList steps;
    for (const auto &step : m_course->steps)
        steps << CourseTexts::step(step, here);
    for (const auto &slip : m_course->slips)
        steps << CourseTexts::slip(slip, here);
    put(m_steps, steps);
    QStringList services;
    const bool isOut = m_course->referral.status != ReferralStatus::Draft;
    for (const auto &answer : m_course->services) {
        if (isOut)
            services << CourseTexts::service(answer, here);
    }
    put(m_servicesText, services);
    QStringList contacts;
    if (m_course->waiting) {
        for (const auto &contact : m_course->contacts)
            contacts << CourseTexts::contact(contact);
        for (const auto &call : m_course->waiting->calls)
            contacts << CourseTexts::call(call, here);
    }
    put(m_ladder, m_course->waiting ? QStringList{CourseTexts::ladder(*m_course->waiting, here)} : QStringList());
    put(m_contacts, contacts);
    const bool isPressing = m_course->waiting && m_course->waiting->rung && !m_course->waiting->isAsked;
    kit::setTextRole(m_ladder, isPressing ? kit::TextRole::Error : kit::TextRole::Body);
    QStringList unmet;
    for (const auto &need : m_course->unmet)
        unmet << tr("Nobody could: %1 (%2)")
                     .arg(models::codeLabel(u"referral_service"_s, need.service, here),
                          models::codeLabel(u"unmet_reason"_s, need.reason, here));
    put(m_unmetText, unmet);
    showButtons();
}

void ReferralCourseView::showButtons()
{
    using enum ReferralStatus;
    const ReferralStatus now = m_course->referral.status;
    const bool isOver = now == Revoked || now == Closed;
    const bool isOut = now != Draft;
    m_buttons[Step]->setText(isOut ? tr("Write down what happened") : tr("It goes without paper"));
    m_buttons[Step]->setVisible(!isOver);
    m_buttons[Service]->setVisible(isOut && now != Revoked && !m_course->services.empty());
    m_buttons[Call]->setVisible(m_course->waiting.has_value());
    // The slip of one that came in is written by this house: the page around this has it.
    m_buttons[Slip]->setVisible(!m_course->referral.isIncoming && casework::mayFollow(now, FedBack));
    m_buttons[Unmet]->setVisible(isOut);
    m_letter->setVisible(m_course->waiting.has_value());
}

void ReferralCourseView::retranslate()
{
    m_buttons[Service]->setText(tr("Answer about a service"));
    m_buttons[Call]->setText(tr("Somebody was asked"));
    m_buttons[Slip]->setText(tr("Type in the slip"));
    m_buttons[Unmet]->setText(tr("Nobody can do it"));
    m_letter->setText(tr("Reminder letter"));
    m_statusRow->setLabel(tr("What happened"));
    m_serviceRow->setLabel(tr("Service"));
    m_rungRow->setLabel(tr("Who was asked"));
    m_panels[Step]->setTexts(tr("What happened"), tr("Write it down"));
    m_panels[Service]->setTexts(tr("Their answer about a service"), tr("Write it down"));
    m_panels[Call]->setTexts(tr("Asked for an answer"), tr("Write it down"));
    m_panels[Slip]->setTexts(tr("The slip that came back"), tr("Take the slip in"));
    m_panels[Unmet]->setTexts(tr("What nobody can do for her or him"), tr("Write it down"));
    m_slip->retranslate();
    if (m_course != nullptr) {
        fillChoices();
        show(m_course);
    }
}

} // namespace indaro::ui::pages
