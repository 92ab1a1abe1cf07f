// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/hold_steps_panel.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/sop/pack_rules.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/checklist/step_texts.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

using SharedSteps = std::shared_ptr<const casework::HoldSteps>;

constexpr std::string_view CallDraft = "call_steps";

base::Result<QStringList> ticksInDraft(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto draft, casework::findDraft(desk, CallDraft));
    if (!draft)
        return QStringList();
    const std::string_view text = base::asText(*draft);
    return QString::fromUtf8(text.data(), qsizetype(text.size())).split(u' ', Qt::SkipEmptyParts);
}

/// Done by keeping the places: the form itself is the step.
bool isTheForm(const sop::Step &step)
{
    return std::ranges::any_of(step.evidence,
                               [](const QString &evidence) { return sop::recordNamedBy(evidence) == "hold"_L1; });
}

bool hasWords(const sop::Step &step)
{
    return step.evidence.contains("note"_L1) || step.evidence.contains("call-note"_L1);
}

} // namespace

HoldStepsPanel::HoldStepsPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_problem(kit::makeLabel(kit::TextRole::Body, this)), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->addWidget(m_title);
    m_column->addWidget(m_problem);
    m_problem->setProperty("textRole", u"error"_s);
    m_problem->hide();
}

base::Result<std::vector<casework::NewMark>> HoldStepsPanel::takeTicks(casework::Desk &desk)
{
    std::vector<casework::NewMark> marks;
    INDARO_TRY_ASSIGN(const QStringList ticked, ticksInDraft(desk));
    const auto call = casework::stepsOfCall(desk);
    if (!call)
        return marks; // no procedure holds a call up
    for (const casework::ChecklistLine &line : call->lines) { // another pack may have come since
        if (ticked.contains(line.line.step->id))
            marks.push_back({line.line.step->id, {}, sop::StepState::Done, {}, {}});
    }
    return marks;
}

void HoldStepsPanel::forgetTicks(casework::Desk &desk)
{
    [[maybe_unused]] const auto gone = casework::discardDraft(desk, CallDraft); // what is written is written
}

void HoldStepsPanel::beginCall()
{
    m_hold.reset();
    load();
}

void HoldStepsPanel::keepTicks()
{
    m_ticked.clear();
    for (const Row &row : m_rows) {
        if (row.tick->isEnabled() && row.tick->isChecked())
            m_ticked.append(row.step);
    }
    m_context.workspace->ask(
        this,
        [ticked = m_ticked.join(u' ').toStdString()](casework::Desk &desk) {
            return casework::saveDraft(desk, CallDraft, base::asBytes(ticked));
        },
        [this](const base::Result<void> &kept) {
            m_context.navigator->showSaveState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        });
}

void HoldStepsPanel::show(sync::RecordId hold)
{
    if (m_hold != hold) {
        flush(); // what was typed of another call stays that one's
        for (const Row &row : m_rows)
            row.note->hide();
    }
    m_hold = hold;
    load();
}

void HoldStepsPanel::load()
{
    m_context.workspace->ask(
        this,
        [hold = m_hold](casework::Desk &desk) -> base::Result<Loaded> {
            INDARO_TRY_ASSIGN(auto steps, hold ? casework::loadHoldSteps(desk, *hold) : casework::stepsOfCall(desk));
            INDARO_TRY_ASSIGN(QStringList ticked, ticksInDraft(desk));
            return Loaded{std::make_shared<const casework::HoldSteps>(std::move(steps)), std::move(ticked)};
        },
        [this, hold = m_hold](const base::Result<Loaded> &loaded) {
            if (hold != m_hold)
                return;
            if (!loaded && loaded.error().code == base::Errc::AccessRefused)
                return hide(); // whoever does not take calls has no steps of one
            m_problem->setVisible(!loaded);
            if (!loaded)
                return m_problem->setText(kit::errorText(loaded.error()).whole());
            m_ticked = loaded->ticked;
            fill(loaded->steps);
        });
}

void HoldStepsPanel::fill(SharedSteps steps)
{
    const auto idOf = [](const casework::ChecklistLine &line) { return line.line.step->id; };
    const bool isSame = std::ranges::equal(m_rows, steps->lines, {}, &Row::step, idOf);
    m_steps = std::move(steps);
    if (!isSame)
        makeRows();
    m_title->setText(m_hold ? tr("Before they come") : tr("During the call"));
    setVisible(!m_rows.empty());
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        showRow(m_rows[i], m_steps->lines[i]);
}

void HoldStepsPanel::makeRows()
{
    for (const Row &row : m_rows) {
        for (QWidget *part : std::initializer_list<QWidget *>{row.tick, row.why, row.facts, row.write, row.note})
            delete part;
    }
    m_rows.clear();
    for (const casework::ChecklistLine &line : m_steps->lines)
        m_rows.push_back(makeRow(*line.line.step));
}

HoldStepsPanel::Row HoldStepsPanel::makeRow(const sop::Step &step)
{
    const QString id = step.id;
    Row row{id,
            new kit::CheckBox(this),
            kit::makeLabel(kit::TextRole::Muted, this),
            kit::makeLabel(kit::TextRole::Body, this),
            new kit::PushButton(this),
            nullptr};
    row.note = new ActionPanel(
        m_context, "hold_step_" + id.toStdString(), {fields::step_mark::Note},
        [id](casework::Desk &desk, sync::RecordId hold, const ActionPanel::Values &values) {
            const auto typed = values.find(fields::step_mark::Note);
            const std::string words = typed == values.end() ? std::string() : typed->second.textOr({});
            return casework::markHoldStep(desk, hold,
                                          {id, {}, sop::StepState::Done, {u"note"_s}, QString::fromStdString(words)});
        },
        this);
    row.note->hide();
    kit::setButtonRole(row.write, kit::ButtonRole::Quiet);
    row.tick->setObjectName(u"step_"_s + id);
    row.write->setObjectName(u"write_"_s + id);
    m_column->addWidget(row.tick);
    m_column->addWidget(row.why);
    m_column->addWidget(row.facts);
    m_column->addWidget(row.write, 0, Qt::AlignLeft);
    m_column->addWidget(row.note);
    connect(row.tick, &QCheckBox::clicked, this, [this, id](bool isDone) {
        if (m_hold)
            mark(id, isDone);
        else
            keepTicks();
    });
    connect(row.write, &QPushButton::clicked, this, [this, note = row.note] {
        if (m_hold)
            note->begin(*m_hold);
    });
    connect(row.note, &ActionPanel::submitted, this, [this] {
        load();
        Q_EMIT marked();
    });
    return row;
}

void HoldStepsPanel::showRow(Row &row, const casework::ChecklistLine &line)
{
    const sop::Step &step = *line.line.step;
    const kit::Language language = m_context.translations->language();
    row.tick->setText(step.id + u' ' + StepTexts::words(step.title, step.kirundi, language));
    row.why->setText(StepTexts::words(step.why, step.kirundi, language));
    const auto &access = m_context.workspace->access();
    const bool mayTick = !access || access->mayWrite(casework::Thing::Night);
    row.tick->setEnabled(mayTick && !isTheForm(step));
    row.tick->setChecked(m_hold ? !line.line.isOpen() : m_ticked.contains(step.id));
    QStringList facts{StepTexts::who(*m_steps->pack, step, language), m_hold ? StepTexts::due(line.line) : QString()};
    if (const auto said = line.line.mark ? line.marks.begin() : line.marks.end(); said != line.marks.end()) {
        facts << StepTexts::state(said->mark.state) << said->by << kit::dateTimeText(said->mark.at) << said->note;
    } else if (!m_hold && isTheForm(step)) {
        facts << tr("Done by keeping the places");
    }
    facts.removeAll(QString());
    row.facts->setText(facts.join(u"  ·  "_s));
    row.write->setVisible(mayTick && m_hold && hasWords(step) && !isTheForm(step));
    row.write->setText(tr("Write what was agreed…"));
    row.write->setAccessibleName(row.write->text() + u' ' + step.id);
    row.note->setTexts(step.id + u' ' + StepTexts::words(step.title, step.kirundi, language), tr("Done"));
}

void HoldStepsPanel::mark(const QString &step, bool isDone)
{
    m_context.workspace->ask(
        this,
        [hold = *m_hold, step, isDone](casework::Desk &desk) {
            return casework::markHoldStep(desk, hold,
                                          {step, {}, isDone ? sop::StepState::Done : sop::StepState::Open, {}, {}});
        },
        [this](const base::Result<void> &done) {
            load(); // also after a refusal: the tick shows what is written
            if (done)
                return Q_EMIT marked();
            m_problem->setText(kit::errorText(done.error()).whole());
            m_problem->show();
        });
}

void HoldStepsPanel::flush()
{
    for (const Row &row : m_rows)
        row.note->flush();
}

void HoldStepsPanel::retranslate()
{
    if (m_steps != nullptr)
        fill(m_steps);
}

} // namespace indaro::ui::pages
