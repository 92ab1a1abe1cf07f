// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/roll_call_page.h"

#include "core/casework/paper/serial_register.h"
#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int NightsBack = 7;
constexpr int MarkColumns = 5;
constexpr int RollCallHeight = 180;
constexpr int MarkWidth = 150;

const std::vector<model::Code> &rollCallMarks()
{
    return model::CodeList::byName(u"roll_call_mark"_s).codes();
}

} // namespace

struct RollCallPage::Loaded
{
    casework::RollCall call;
    std::vector<QDate> unfinished;
};

RollCallPage::RollCallPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_incident(new QAction(this)), m_banner(new kit::Banner(this)),
      m_heading(kit::makeLabel(kit::TextRole::Heading, this)), m_missed(kit::makeLabel(kit::TextRole::Muted, this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, 5, this)), m_note(new QLineEdit),
      m_noteRow(new kit::FormRow(m_note, this)), m_finish(new kit::PushButton(this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_heading, m_missed, m_banner, m_empty})
        column->addWidget(part);
    column->addWidget(m_table, 1);
    kit::setUpList(m_table, {3, 4, 5, 3, 4});
    m_table->installEventFilter(this);
    auto *grid = new kit::FlowGrid(MarkColumns, MarkWidth);
    for (std::size_t i = 0; i < rollCallMarks().size(); ++i) {
        auto *button = new kit::PushButton(this);
        connect(button, &QPushButton::clicked, this, [this, number = int(i) + 1] { mark(number); });
        grid->addCell(button);
        m_marks.push_back(button);
    }
    column->addLayout(grid);
    column->addWidget(m_noteRow);
    column->addWidget(m_finish, 0, Qt::AlignLeft);
    kit::setButtonRole(m_finish, kit::ButtonRole::Primary);
    m_table->setMinimumHeight(RollCallHeight);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    m_empty->hide(); // until it is known who is here
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, &RollCallPage::print);
    connect(m_incident, &QAction::triggered, this, [this] { this->context().navigator->openPage(IncidentsPageId); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row, int, int before, int) {
        if (row != before && !m_isFilling)
            showChosen();
    });
    connect(m_note, &QLineEdit::editingFinished, this, &RollCallPage::saveNote);
    connect(m_finish, &QPushButton::clicked, this, &RollCallPage::finish);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId RollCallPage::id() const
{
    return RollCallPageId;
}

QString RollCallPage::title() const
{
    return tr("Roll-call");
}

QList<QAction *> RollCallPage::toolbarActions() const
{
    return {m_print, m_incident};
}

void RollCallPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

bool RollCallPage::flushEdits()
{
    saveNote();
    return true;
}

void RollCallPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            INDARO_TRY_ASSIGN(auto call, casework::loadRollCall(desk));
            INDARO_TRY_ASSIGN(auto unfinished, casework::nightsWithoutRollCall(desk, NightsBack));
            return std::make_shared<Loaded>(Loaded{std::move(call), std::move(unfinished)});
        },
        [this](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_call = std::make_shared<const casework::RollCall>(std::move((*loaded)->call));
            m_unfinished = std::move((*loaded)->unfinished);
            show();
        });
}

void RollCallPage::show()
{
    if (m_call == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const QString night = kit::dateText(m_call->night);
    const int left = m_call->unmarked();
    m_heading->setText(m_call->doneAt ? tr("Night of %1: finished at %2").arg(night, kit::timeText(*m_call->doneAt))
                       : left == 0    ? tr("Night of %1: everybody was looked at").arg(night)
                                      : tr("Night of %1: %n still to look at", nullptr, left).arg(night));
    QStringList nights;
    for (const QDate &each : m_unfinished)
        nights << kit::dateText(each);
    m_missed->setVisible(!nights.isEmpty());
    m_missed->setText(tr("Nights of the last week without a finished roll-call: %1").arg(nights.join(u", "_s)));
    m_empty->setVisible(m_call->lines.empty());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    m_isFilling = true;
    m_table->setRowCount(int(m_call->lines.size()));
    int chosenRow = 0;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::RollCallLine &line = m_call->lines[std::size_t(row)];
        QStringList known{
            line.absence ? StayTexts::absence(*line.absence, context().translations->language()) : QString(),
            line.isHere ? QString() : tr("has left since"),
            line.helpToLeave.isEmpty()
                ? QString()
                : tr("in danger: %1").arg(StayTexts::helpToLeave(line.helpToLeave, context().translations->language()))};
        known.removeAll(QString());
        QStringList where{line.roomName, line.placeLabel};
        where.removeAll(QString());
        const QStringList cells{
            where.isEmpty() ? tr("no place") : where.join(u" · "_s), line.displayName, known.join(u"  ·  "_s),
            line.mark.isEmpty() ? tr("not looked at yet") : models::codeLabel(u"roll_call_mark"_s, line.mark, language),
            line.note};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == 3 && (line.mark.isEmpty() || line.mark == "missing"_L1 || line.mark == "late"_L1))
                item->setForeground(alarm);
            m_table->setItem(row, cell, item);
        }
        if (m_person == line.person)
            chosenRow = row;
    }
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(chosenRow, 0);
    m_isFilling = false;
    for (QWidget *part : std::initializer_list<QWidget *>{m_table, m_noteRow, m_finish})
        part->setVisible(!m_call->lines.empty());
    for (auto *button : m_marks)
        button->setVisible(!m_call->lines.empty());
    m_finish->setEnabled(!m_call->doneAt);
    showChosen();
}

const casework::RollCallLine *RollCallPage::chosen() const
{
    const int row = m_table->currentRow();
    return m_call == nullptr || row < 0 || std::size_t(row) >= m_call->lines.size() ? nullptr
                                                                                    : &m_call->lines[std::size_t(row)];
}

void RollCallPage::showChosen()
{
    const auto *line = chosen();
    if (line == nullptr)
        return;
    if (m_person != line->person) {
        saveNote(); // what was typed is the line's before
        m_person = line->person;
        m_note->setText(line->note);
        m_note->setModified(false);
    } else if (!m_note->hasFocus() && !m_note->isModified()) {
        m_note->setText(line->note);
    }
    m_noteRow->setLabel(tr("Note about %1 (no story)").arg(line->displayName));
}

bool RollCallPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int number = kit::digitOf(*static_cast<QKeyEvent *>(event));
        if (number >= 1 && number <= int(m_marks.size())) {
            mark(number);
            return true;
        }
    }
    return kit::Page::eventFilter(watched, event);
}

void RollCallPage::mark(int number)
{
    const auto *line = chosen();
    if (line == nullptr)
        return;
    const std::string code = rollCallMarks()[std::size_t(number) - 1].code.toStdString();
    context().workspace->ask(
        this,
        [person = line->person, code, note = model::toValue(m_note->text())](casework::Desk &desk) {
            return casework::markInRollCall(desk, person, base::Value(code), note);
        },
        [this](const base::Result<void> &done) {
            if (!done)
                m_banner->showError(done.error());
        });
    m_note->setModified(false);
    if (m_table->currentRow() + 1 < m_table->rowCount())
        m_table->setCurrentCell(m_table->currentRow() + 1, 0);
    m_table->setFocus();
}

/// A note belongs to a mark: of a line that has none yet it goes with the mark that is set next.
void RollCallPage::saveNote()
{
    if (m_call == nullptr || !m_person || !m_note->isModified())
        return;
    for (const casework::RollCallLine &line : m_call->lines) {
        if (line.person != *m_person || line.mark.isEmpty())
            continue;
        m_note->setModified(false);
        context().workspace->ask(
            this,
            [person = *m_person, code = line.mark.toStdString(), note = model::toValue(m_note->text())](
                casework::Desk &desk) { return casework::markInRollCall(desk, person, base::Value(code), note); },
            [this](const base::Result<void> &done) {
                if (!done)
                    m_banner->showError(done.error());
            });
    }
}

void RollCallPage::finish()
{
    if (m_call != nullptr && m_call->unmarked() > 0) {
        for (int row = 0; row < m_table->rowCount(); ++row) {
            if (m_call->lines[std::size_t(row)].mark.isEmpty()) {
                m_table->setCurrentCell(row, 0);
                break;
            }
        }
        m_table->setFocus();
        return m_banner->showMessage(kit::Banner::Kind::Warning,
                                     tr("Somebody was not looked at yet. Who cannot be looked at is marked “not checked”: "
                                        "a finished roll-call has a word for everybody."));
    }
    context().workspace->ask(
        this, [](casework::Desk &desk) { return casework::finishRollCall(desk); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            m_banner->showMessage(kit::Banner::Kind::Good, tr("The roll-call of this night is finished."));
            refresh();
        });
}

void RollCallPage::print()
{
    if (m_call == nullptr)
        return;
    const auto paper = rollCallPaper(*m_call);
    if (!paper)
        return m_banner->showError(paper.error());
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    numberPaper(
        context(), this, *paper,
        [this, failed](const print::Paper &numbered, const QStringList &serials) {
            printOnceNoted(
                context(), this, {numbered}, [](casework::Desk &desk) { return casework::noteRollCallPrinted(desk); },
                failed, {},
                [serials](casework::Desk &desk) { return casework::noteNumbersUsed(desk, "roll_call", serials); });
        },
        failed);
}

void RollCallPage::retranslate()
{
    const QString language = kit::Translations::code(context().translations->language());
    m_print->setText(tr("Print"));
    m_incident->setText(tr("Incidents"));
    m_empty->setText(tr("Nobody is registered in the house."));
    m_table->setAccessibleName(tr("Who was looked at"));
    m_table->setHorizontalHeaderLabels(
        {tr("Room"), tr("Name shown in the house"), tr("To know tonight"), tr("Seen"), tr("Note")});
    for (std::size_t i = 0; i < m_marks.size(); ++i)
        m_marks[i]->setText(
            u"%1  %2"_s.arg(i + 1).arg(models::codeLabel(u"roll_call_mark"_s, rollCallMarks()[i].code, language)));
    m_note->setAccessibleName(tr("Note"));
    m_finish->setText(tr("Finish the roll-call"));
    show();
}

kit::PageEntry rollCallPage()
{
    return {
        RollCallPageId, kit::PageEntry::Place::None, [] { return RollCallPage::tr("Roll-call"); }, u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new RollCallPage(context, parent); }};
}

} // namespace indaro::ui::pages
