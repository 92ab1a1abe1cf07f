// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/complaints_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/house_work/house_work_papers.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/read_whole.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int ComplaintTableHeight = 200;

base::Result<void> openedBox(casework::Desk &desk, const ActionPanel::Values &values)
{
    INDARO_TRY(casework::recordBoxOpening(desk, values.at(fields::box_opening::Found), values.at(fields::box_opening::Note),
                                          values.at(fields::box_opening::Way).textOr({})));
    return {};
}

base::Result<void> writtenDown(casework::Desk &desk, const ActionPanel::Values &values)
{
    casework::ComplaintDraft draft{.receivedOn = values.at(fields::complaint::ReceivedOn),
                                   .way = values.at(fields::complaint::Way),
                                   .kinds = values.at(fields::complaint::Kinds),
                                   .words = values.at(fields::complaint::Words)};
    draft.person = sync::RecordId::fromText(values.at(fields::complaint::CaseFile).textOr({}));
    if (draft.way == base::Value("box")) { // it lay in the box when that was opened last
        INDARO_TRY_ASSIGN(const auto openings, casework::listBoxOpenings(desk));
        if (!openings.empty())
            draft.opening = openings.front().id;
    }
    INDARO_TRY(casework::recordComplaint(desk, draft));
    return {};
}

} // namespace

struct ComplaintsPage::Loaded
{
    std::vector<casework::Complaint> complaints;
    std::vector<casework::BoxOpening> openings;
    casework::HouseTonight house;
};

ComplaintsPage::ComplaintsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_open(new QAction(this)), m_new(new QAction(this)), m_print(new QAction(this)),
      m_scroll(new QScrollArea(this)), m_banner(new kit::Banner(this)), m_boxes(kit::makeLabel(kit::TextRole::Muted, this)),
      m_second(new SecondPersonPanel(this))
{
    auto *body = new QWidget(m_scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_boxes, m_second})
        column->addWidget(part);
    m_second->hide();
    makeForms();
    for (auto *form : {m_boxForm, m_form})
        column->addWidget(form);
    m_empty = kit::makeLabel(kit::TextRole::Muted, this);
    m_table = new QTableWidget(0, 4, this);
    m_text = kit::makeLabel(kit::TextRole::Body, this);
    m_answer = new kit::PushButton(this);
    m_tell = new kit::PushButton(this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_empty, m_table, m_text})
        column->addWidget(part);
    for (auto *button : {m_answer, m_tell})
        column->addWidget(button, 0, Qt::AlignLeft);
    for (auto *form : {m_answerForm, m_tellForm})
        column->addWidget(form);
    column->addStretch();
    kit::setUpList(m_table, {3, 5, 5, 4});
    m_table->setMinimumHeight(ComplaintTableHeight);
    m_scroll->setWidget(body);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    m_print->setShortcut(QKeySequence::Print);
    connect(m_open, &QAction::triggered, this, [this] {
        m_banner->showMessage(kit::Banner::Kind::Info,
                              tr("The box is opened by two: whoever stands beside you types her or his passphrase."));
        m_second->start(this->context().vault);
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { openBox(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] {
        m_second->hide();
        m_banner->dismiss();
    });
    connect(m_new, &QAction::triggered, this, [this] { begin(m_form); });
    connect(m_print, &QAction::triggered, this, &ComplaintsPage::print);
    connect(m_answer, &QPushButton::clicked, this, [this] { begin(m_answerForm); });
    connect(m_tell, &QPushButton::clicked, this, [this] { begin(m_tellForm); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void ComplaintsPage::makeForms()
{
    m_boxForm =
        new ActionPanel(context(), "box_opening", {fields::box_opening::Found, fields::box_opening::Note}, openedBox, this);
    m_boxForm->addMore(new QWidget, [this](ActionPanel::Values &values) {
        values[fields::box_opening::Way] = m_agreed;
        return true;
    });
    m_form = new ActionPanel(
        context(), "complaint",
        {fields::complaint::Kinds, fields::complaint::Way, fields::complaint::ReceivedOn, fields::complaint::Words},
        writtenDown, this);
    m_person = kit::makeNarrowBox(m_form, 24);
    m_personRow = new kit::FormRow(m_person, m_form);
    m_form->addMore(m_personRow, [this](ActionPanel::Values &values) {
        values[fields::complaint::CaseFile] = model::toValue(m_person->currentData().toString());
        return true;
    });
    m_answerForm = new ActionPanel(
        context(), "complaint_answer", {fields::complaint::Done, fields::complaint::Result, fields::complaint::AnsweredOn},
        [](casework::Desk &desk, sync::RecordId complaint, const ActionPanel::Values &values) {
            return casework::answerComplaint(desk, complaint, values.at(fields::complaint::Done),
                                             values.at(fields::complaint::Result), values.at(fields::complaint::AnsweredOn));
        },
        this);
    m_tellForm = new ActionPanel(
        context(), "complaint_told", {fields::complaint::ToldTo},
        [](casework::Desk &desk, sync::RecordId complaint, const ActionPanel::Values &values) {
            return casework::tellComplaint(desk, complaint, values.at(fields::complaint::ToldTo));
        },
        this);
    for (auto *form : {m_boxForm, m_form, m_answerForm, m_tellForm})
        connect(form, &ActionPanel::submitted, this, [this] {
            m_banner->dismiss();
            m_agreed.clear();
            refresh();
        });
}

kit::PageId ComplaintsPage::id() const
{
    return ComplaintsPageId;
}

QString ComplaintsPage::title() const
{
    return tr("Complaints");
}

QList<QAction *> ComplaintsPage::toolbarActions() const
{
    return {m_open, m_new, m_print};
}

void ComplaintsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_second->hide();
    m_table->setFocus();
    refresh();
}

bool ComplaintsPage::flushEdits()
{
    for (auto *form : {m_boxForm, m_form, m_answerForm, m_tellForm})
        form->flush();
    return true;
}

void ComplaintsPage::openBox(const std::string &agreed)
{
    m_second->hide();
    m_banner->dismiss();
    m_agreed = agreed;
    begin(m_boxForm);
}

void ComplaintsPage::begin(ActionPanel *form)
{
    for (auto *other : {m_boxForm, m_form, m_answerForm, m_tellForm}) {
        if (other != form)
            other->hide();
    }
    if (form == m_boxForm || form == m_form) {
        fillPeople();
        form->begin();
    } else if (const casework::Complaint *complaint = chosen()) {
        form->beginProposed(complaint->id, {{fields::complaint::Done, model::toValue(complaint->done)},
                                            {fields::complaint::Result, model::toValue(complaint->result)},
                                            {fields::complaint::AnsweredOn, model::toValue(complaint->answeredOn)},
                                            {fields::complaint::ToldTo, model::toValue(complaint->toldTo)}});
    }
}

void ComplaintsPage::fillPeople()
{
    m_person->clear();
    m_person->addItem(tr("Not known, or does not want to be named"), QString());
    if (m_loaded == nullptr)
        return;
    for (const casework::Sleeper &who : m_loaded->house.sleepers)
        m_person->addItem(StayTexts::name(who), QString::fromStdString(who.person.toText()));
}

void ComplaintsPage::refresh()
{
    readWhole<Loaded>(
        context(), this, m_banner,
        [](casework::Desk &desk) -> base::Result<Loaded> {
            Loaded loaded;
            INDARO_TRY_ASSIGN(loaded.complaints, casework::listComplaints(desk));
            INDARO_TRY_ASSIGN(loaded.openings, casework::listBoxOpenings(desk));
            INDARO_TRY_ASSIGN(loaded.house, casework::loadHouseTonight(desk));
            return loaded;
        },
        [this](const std::shared_ptr<const Loaded> &loaded) {
            m_loaded = loaded;
            show();
        });
}

QString ComplaintsPage::stateOf(const casework::Complaint &complaint) const
{
    if (!complaint.isOpen() && complaint.answeredOn.isEmpty())
        return tr("answered");
    if (!complaint.isOpen())
        return tr("answered on %1").arg(kit::dateText(complaint.answeredOn));
    if (complaint.mustBeTold())
        return tr("somebody outside the house must be told");
    const QDate by = complaint.answerBy();
    if (!by.isValid())
        return tr("no answer yet");
    return by < model::localDay(context().clock->nowUtc()) ? tr("late: answer was due on %1").arg(kit::dateText(by))
                                                           : tr("answer until %1").arg(kit::dateText(by));
}

QStringList ComplaintsPage::cellsOf(const casework::Complaint &complaint) const
{
    const QString language = kit::Translations::code(context().translations->language());
    const QString received = kit::dateText(complaint.receivedOn);
    if (complaint.isHidden)
        return {received, complaint.isReserved ? tr("about somebody who works here") : tr("not for your role"),
                complaint.isReserved ? tr("only the director reads it") : QString(), stateOf(complaint)};
    const auto *who = complaint.person ? m_loaded->house.findSleeper(*complaint.person) : nullptr;
    QStringList from{models::codeLabel(u"complaint_way"_s, complaint.way, language), who != nullptr ? StayTexts::name(*who)
                                                                                     : complaint.person
                                                                                         ? tr("somebody who has left")
                                                                                         : tr("without a name")};
    return {received, models::codeLabels(u"complaint_kind"_s, complaint.kinds.join(u' '), language), from.join(u"  ·  "_s),
            stateOf(complaint)};
}

void ComplaintsPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QDate today = model::localDay(context().clock->nowUtc());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    m_boxes->setText(m_loaded->openings.empty() ? tr("The box was not opened yet.")
                                                : tr("The box was last opened on %1. Papers in it: %2")
                                                      .arg(kit::dateTimeText(m_loaded->openings.front().openedAt),
                                                           QString::number(m_loaded->openings.front().found)));
    m_isFilling = true;
    const auto &complaints = m_loaded->complaints;
    m_table->setRowCount(int(complaints.size()));
    int chosenRow = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::Complaint &complaint = complaints[std::size_t(row)];
        const QStringList cells = cellsOf(complaint);
        const bool isUrgent = complaint.isOpen() && (complaint.mustBeTold() || complaint.answerBy() < today);
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == 3 && isUrgent)
                item->setForeground(alarm);
            m_table->setItem(row, cell, item);
        }
        if (m_chosen == complaint.id)
            chosenRow = row;
    }
    m_table->setVisible(!complaints.empty());
    m_empty->setVisible(complaints.empty());
    if (!complaints.empty())
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    m_print->setEnabled(!complaints.empty());
    showChosen();
}

const casework::Complaint *ComplaintsPage::chosen() const
{
    const int row = m_table->currentRow();
    return m_loaded == nullptr || row < 0 || std::size_t(row) >= m_loaded->complaints.size()
               ? nullptr
               : &m_loaded->complaints[std::size_t(row)];
}

void ComplaintsPage::showChosen()
{
    const casework::Complaint *complaint = chosen();
    const bool isRead = complaint != nullptr && !complaint->isHidden;
    for (QWidget *part : std::initializer_list<QWidget *>{m_text, m_answer, m_tell})
        part->setVisible(isRead);
    if (complaint != nullptr && m_chosen != complaint->id) {
        for (auto *form : {m_answerForm, m_tellForm})
            form->hide();
    }
    m_chosen = complaint == nullptr ? std::nullopt : std::optional(complaint->id);
    if (!isRead)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    QStringList lines{complaint->words};
    if (!complaint->done.isEmpty())
        lines << tr("What was done: %1").arg(complaint->done);
    if (!complaint->result.isEmpty())
        lines << models::codeLabel(u"complaint_result"_s, complaint->result, language);
    if (complaint->toldAt)
        lines << tr("Told %1: %2").arg(kit::dateTimeText(*complaint->toldAt), complaint->toldTo);
    lines.removeAll(QString());
    m_text->setText(lines.join(u'\n'));
}

void ComplaintsPage::print()
{
    if (m_loaded == nullptr)
        return;
    const auto paper = complaintsPaper(m_loaded->complaints, context().clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    printOnceNoted(
        context(), this, {*paper},
        [](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, {}, "complaints");
        },
        [this](const base::Error &error) { m_banner->showError(error); });
}

void ComplaintsPage::retranslate()
{
    m_open->setText(tr("Open the box…"));
    m_new->setText(tr("Write down a complaint"));
    m_print->setText(tr("Print the register"));
    m_boxForm->setTexts(tr("What was in the box"), tr("Write the opening down"));
    m_form->setTexts(tr("A complaint, as it was found or heard"), tr("Write it down"));
    m_answerForm->setTexts(tr("What was done, and the answer"), tr("Keep it"));
    m_tellForm->setTexts(tr("Who outside the house was told"), tr("Write it down"));
    m_personRow->setLabel(tr("Who complains"));
    m_personRow->setHint(tr("A complaint about somebody who works here is seen by the director alone."));
    m_answer->setText(tr("What was done, and the answer…"));
    m_tell->setText(tr("Somebody outside was told…"));
    m_empty->setText(
        tr("No complaint was written down. What is found in the box or heard belongs here, thanks and ideas too; "
           "nobody has to say who it is from."));
    m_table->setAccessibleName(tr("Complaints"));
    m_table->setHorizontalHeaderLabels({tr("Received"), tr("About"), tr("From"), tr("State")});
    fillPeople();
    show();
}

kit::PageEntry complaintsPage()
{
    return {
        ComplaintsPageId, kit::PageEntry::Place::None, [] { return ComplaintsPage::tr("Complaints"); }, u"data-warning"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ComplaintsPage(context, parent); }};
}

} // namespace indaro::ui::pages
