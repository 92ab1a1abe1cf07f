// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checklist/step_panel.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/paper_entry_mode.h"
#include "ui/pages/paper_forms/paper_forms.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace {

constexpr int NoteHeight = 72;

QString paragraph(const QString &name, const QString &value)
{
    return value.isEmpty() ? QString() : StepPanel::tr("%1: %2").arg(name, value);
}

} // namespace

StepPanel::StepPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_pause(kit::TypingPause::Draft, kit::TypingPause::Draft),
      m_hint(kit::makeLabel(kit::TextRole::Muted, this)), m_body(new QWidget(this)),
      m_title(new kit::BilingualLabel(m_body)), m_why(kit::makeLabel(kit::TextRole::Body, m_body)),
      m_whyKirundi(kit::makeLabel(kit::TextRole::Muted, m_body)), m_facts(kit::makeLabel(kit::TextRole::Body, m_body)),
      m_history(kit::makeLabel(kit::TextRole::Muted, m_body)), m_evidenceBox(new QWidget(m_body)),
      m_forFamily(new kit::CheckBox(m_body)), m_doneOn(new QLineEdit), m_doneOnRow(new kit::FormRow(m_doneOn, m_body)),
      m_note(new QPlainTextEdit), m_noteRow(new kit::FormRow(m_note, m_body)),
      m_problem(kit::makeLabel(kit::TextRole::Body, m_body)), m_paper(new kit::PushButton(m_body)),
      m_done(new kit::PushButton(m_body)), m_notApplicable(new kit::PushButton(m_body)),
      m_refused(new kit::PushButton(m_body)), m_waive(new kit::PushButton(m_body)), m_takeBack(new kit::PushButton(m_body))
{
    kit::setCard(this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_hint);
    column->addWidget(m_body);
    column->addStretch();
    auto *inner = new QVBoxLayout(m_body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(kit::space::One);
    new QVBoxLayout(m_evidenceBox);
    m_evidenceBox->layout()->setContentsMargins(0, 0, 0, 0);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(NoteHeight);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    m_problem->hide();
    kit::setButtonRole(m_done, kit::ButtonRole::Primary);
    for (QPushButton *button : {m_paper, m_notApplicable, m_refused, m_waive, m_takeBack})
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_title, m_facts, m_evidenceBox, m_doneOnRow, m_noteRow, m_problem, m_forFamily})
        inner->addWidget(part);
    inner->addWidget(m_done, 0, Qt::AlignLeft);
    for (QPushButton *button : {m_paper, m_notApplicable, m_refused, m_waive, m_takeBack})
        inner->addWidget(button, 0, Qt::AlignLeft);
    inner->addWidget(m_why);
    inner->addWidget(m_whyKirundi);
    inner->addWidget(m_history);
    m_doneOn->setObjectName(QStringLiteral("doneOnPaper"));
    m_doneOnRow->hide();
    connect(m_doneOn, &QLineEdit::textEdited, m_doneOnRow, &kit::FormRow::clearMessage);
    connect(PaperEntryMode::of(*context.workspace), &PaperEntryMode::changed, this, &StepPanel::showPaperDay);
    m_forFamily->setObjectName(QStringLiteral("forFamily"));
    m_forFamily->hide();
    m_body->hide();
    connect(m_paper, &QPushButton::clicked, this, [this] {
        const QString form = paperFormOfStep(line()->line.step->form);
        m_context.navigator->openPage(PaperFormsPageId, OpenPaperForms{m_owner, form});
    });
    connect(m_done, &QPushButton::clicked, this, [this] { mark(sop::StepState::Done); });
    connect(m_notApplicable, &QPushButton::clicked, this, [this] { mark(sop::StepState::NotApplicable); });
    connect(m_refused, &QPushButton::clicked, this, [this] { mark(sop::StepState::Refused); });
    connect(m_waive, &QPushButton::clicked, this, [this] { mark(sop::StepState::Waived); });
    connect(m_takeBack, &QPushButton::clicked, this, [this] { mark(sop::StepState::Open); });
    connect(m_note, &QPlainTextEdit::textChanged, this, [this] {
        m_noteRow->clearMessage();
        if (!m_isFilling)
            m_pause.touch();
    });
    connect(&m_pause, &QTimer::timeout, this, &StepPanel::keepDraft);
    retranslate();
}

const casework::ChecklistLine *StepPanel::line() const
{
    return m_list == nullptr || m_line >= m_list->lines.size() ? nullptr : &m_list->lines[m_line];
}

std::string StepPanel::draftKey() const
{
    const casework::ChecklistLine *shown = line();
    return "step/" + shown->line.step->id.toStdString() + "/" + shown->line.occurrence.toStdString() + "/" +
           (m_owner ? m_owner->toText() : std::string("house"));
}

void StepPanel::show(const casework::ChecklistOwner &owner, std::shared_ptr<const casework::Checklist> list,
                     std::size_t line)
{
    const casework::ChecklistLine &next = list->lines[line];
    const QString id = next.line.step->id + u'\n' + next.line.occurrence;
    const bool isOther = id != m_shownStep || owner != m_owner;
    if (isOther)
        flush();
    m_owner = owner;
    m_list = std::move(list);
    m_line = line;
    m_shownStep = id;
    m_hint->hide();
    m_body->show();
    showTexts();
    if (isOther) {
        m_family.clear();
        m_forFamily->setChecked(false);
    }
    findFamily();
    if (!isOther)
        return;
    m_problem->hide();
    showEvidence();
    showPaperDay();
    m_isFilling = true;
    m_note->clear();
    m_isFilling = false;
    loadDraft();
}

/// The day of the paper stands there already: the hour is what is left to type.
void StepPanel::showPaperDay()
{
    const auto &papers = PaperEntryMode::of(*m_context.workspace)->state();
    const bool isTyped = papers && m_owner && papers->person == *m_owner && line() != nullptr && line()->line.isOpen();
    m_doneOnRow->setVisible(isTyped);
    m_doneOnRow->clearMessage();
    m_doneOn->setText(isTyped ? kit::dateText(papers->source.paperOn) : QString());
}

void StepPanel::findFamily()
{
    if (!m_owner || !line()->line.isOpen())
        m_family.clear();
    showFamily();
    if (!m_owner || !line()->line.isOpen())
        return;
    m_context.workspace->ask(
        this,
        [person = *m_owner, step = line()->line.step->id, occurrence = line()->line.occurrence](casework::Desk &desk) {
            return casework::familyWithOpenStep(desk, person, step, occurrence);
        },
        [this, owner = m_owner, step = m_shownStep](base::Result<std::vector<casework::FamilyStep>> family) {
            if (!family || step != m_shownStep || owner != m_owner)
                return;
            m_family = *std::move(family);
            showFamily();
        });
}

void StepPanel::showFamily()
{
    QStringList names;
    for (const casework::FamilyStep &member : m_family)
        names.append(member.displayName);
    m_forFamily->setVisible(!names.isEmpty());
    m_forFamily->setText(tr("Done for the family too: %1").arg(names.join(QStringLiteral(", "))));
    m_forFamily->setToolTip(tr("The note stays with this person."));
}

void StepPanel::clear()
{
    flush();
    m_list.reset();
    m_shownStep.clear();
    m_body->hide();
    m_hint->show();
}

void StepPanel::flush()
{
    if (m_pause.isActive()) {
        m_pause.stop();
        keepDraft();
    }
}

void StepPanel::keepDraft()
{
    if (line() == nullptr)
        return;
    const std::string text = m_note->toPlainText().toStdString();
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this, [key = draftKey(), text](casework::Desk &desk) { return casework::saveDraft(desk, key, base::asBytes(text)); },
        [this](const base::Result<void> &kept) {
            m_context.navigator->showSaveState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        });
}

void StepPanel::loadDraft()
{
    m_context.workspace->ask(
        this, [key = draftKey()](casework::Desk &desk) { return casework::findDraft(desk, key); },
        [this, step = m_shownStep](const base::Result<std::optional<base::Bytes>> &found) {
            if (!found || !*found || step != m_shownStep || !m_note->toPlainText().isEmpty())
                return;
            m_isFilling = true;
            const std::string_view text = base::asText(**found);
            m_note->setPlainText(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
            m_isFilling = false;
        });
}

void StepPanel::markDone()
{
    if (const casework::ChecklistLine *shown = line(); shown != nullptr && shown->line.isOpen())
        mark(sop::StepState::Done);
}

void StepPanel::mark(sop::StepState state)
{
    const casework::ChecklistLine *shown = line();
    if (shown == nullptr)
        return;
    casework::NewMark mark{shown->line.step->id, shown->line.occurrence, state, {}, m_note->toPlainText()};
    for (std::size_t i = 0; state == sop::StepState::Done && i < m_evidence.size(); ++i) {
        if (m_evidence[i]->isChecked())
            mark.evidence.append(shown->line.step->evidence.at(static_cast<qsizetype>(i)));
    }
    const bool needsReason =
        state == sop::StepState::NotApplicable || state == sop::StepState::Refused || state == sop::StepState::Waived;
    if (needsReason && mark.note.trimmed().isEmpty()) {
        m_noteRow->setMessage(tr("Write the reason first: it stands in the file."));
        m_note->setFocus();
        return;
    }
    if (state != sop::StepState::Open && state != sop::StepState::Waived && !m_doneOnRow->isHidden()) {
        const auto moment = model::parseLocalMoment(m_doneOn->text());
        if (!moment || moment->size() < 10) {
            m_doneOnRow->setMessage(tr("The day on the paper, for example 24/11/2026, and the hour: 24/11/2026 14:30."));
            return m_doneOn->setFocus();
        }
        mark.doneAt = *moment;
    }
    std::vector<casework::CaseId> others; // of those who are shown beside the tick, and no one else
    for (const casework::FamilyStep &member : m_family) {
        if (state == sop::StepState::Done && m_forFamily->isChecked())
            others.push_back(member.person);
    }
    m_pause.stop();
    m_body->setEnabled(false);
    m_context.workspace->ask(
        this,
        [owner = m_owner, mark, others, key = draftKey()](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(others.empty() ? casework::markStep(desk, owner, mark)
                                      : casework::markStepForFamily(desk, *owner, mark, others));
            // What is marked is marked: a draft that stays behind is no reason to mark it a second time.
            [[maybe_unused]] const auto gone = casework::discardDraft(desk, key);
            return {};
        },
        [this, step = m_shownStep](const base::Result<void> &done) {
            m_body->setEnabled(true);
            if (step != m_shownStep)
                return;
            m_problem->setVisible(!done);
            if (!done)
                return m_problem->setText(kit::errorText(done.error()).whole());
            m_isFilling = true;
            m_note->clear();
            m_isFilling = false;
            Q_EMIT marked();
        });
}

void StepPanel::showEvidence()
{
    qDeleteAll(m_evidence);
    m_evidence.clear();
    for (const QString &kind : line()->line.step->evidence) {
        auto *box = new kit::CheckBox(StepTexts::evidence(kind), m_evidenceBox);
        m_evidenceBox->layout()->addWidget(box);
        m_evidence.push_back(box);
    }
    // Nobody should have to say that a tick was ticked.
    m_evidenceBox->setVisible(!m_evidence.empty() && line()->line.step->evidence != QStringList{QStringLiteral("tick")});
    QWidget *before = m_evidenceBox;
    for (QCheckBox *box : m_evidence) {
        setTabOrder(before, box);
        before = box;
    }
}

void StepPanel::showTexts()
{
    const casework::ChecklistLine *shown = line();
    if (shown == nullptr)
        return;
    const sop::Step &step = *shown->line.step;
    const sop::Pack &pack = *m_list->pack;
    const kit::Language language = m_context.translations->language();
    const bool isReviewed = step.kirundi == sop::Kirundi::Reviewed;
    const bool isEnglish = language == kit::Language::English;
    const auto large =
        language == kit::Language::Kirundi ? kit::BilingualLabel::Large::Kirundi : kit::BilingualLabel::Large::French;
    m_title->setLarge(large);
    m_title->setTexts(isEnglish ? step.title.en : step.title.fr, step.title.rn, isReviewed);
    m_why->setText(isEnglish ? step.why.en : step.why.fr);
    m_whyKirundi->setVisible(!step.why.rn.isEmpty());
    m_whyKirundi->setText(isReviewed ? step.why.rn : step.why.rn + QChar(kit::UnreviewedMark));
    QStringList guards;
    for (const sop::Action action : step.guards)
        guards.append(StepTexts::action(action));
    QStringList facts{StepTexts::state(shown->line.state)};
    if (const QString due = StepTexts::due(shown->line); !due.isEmpty())
        facts.append(due);
    if (shown->line.missed > 0)
        facts.append(tr("%n earlier time(s) nobody ticked", nullptr, shown->line.missed));
    facts.append(paragraph(tr("Who"), StepTexts::who(pack, step, language)));
    facts.append(paragraph(tr("Holds back until it is closed"), guards.join(QStringLiteral(", "))));
    facts.append(paragraph(tr("Source"), StepTexts::source(pack, step)));
    facts.removeAll(QString());
    m_facts->setText(facts.join(u'\n'));
    const bool isOpen = shown->line.isOpen();
    for (QPushButton *button : {m_done, m_notApplicable, m_refused, m_waive})
        button->setVisible(isOpen);
    m_takeBack->setVisible(!isOpen);
    m_paper->setVisible(!paperFormOfStep(step.form).isEmpty());
    m_noteRow->setHint(isOpen ? tr("Where the evidence is, or why the step is closed without being done")
                              : tr("Why it is opened again"));
    if (isOpen == m_doneOnRow->isHidden()) // it was just closed, or opened again
        showPaperDay();
    showHistory();
}

void StepPanel::showHistory()
{
    QStringList lines;
    for (const casework::StepMark &mark : line()->marks) {
        QStringList parts{mark.mark.isUrgent     ? tr("Waived in haste, for one day")
                          : mark.mark.isOfRecord ? tr("Done, by what stands in the program")
                                                 : StepTexts::state(mark.mark.state),
                          kit::dateTimeText(mark.mark.at)};
        if (!mark.by.isEmpty())
            parts.append(mark.by);
        for (const QString &kind : mark.evidence)
            parts.append(StepTexts::evidence(kind));
        if (!mark.note.isEmpty())
            parts.append(mark.note);
        lines.append(parts.join(QStringLiteral("  ·  ")));
    }
    m_history->setVisible(!lines.isEmpty());
    m_history->setText(lines.join(u'\n'));
}

void StepPanel::retranslate()
{
    m_hint->setText(tr("Choose a step: how it is done and why stands here, and here it is ticked."));
    m_noteRow->setLabel(tr("&Note"));
    m_doneOnRow->setLabel(tr("When it was done, as the paper says"));
    m_doneOnRow->setHint(tr("With the hour where it stands there: 24/11/2026 14:30."));
    m_paper->setText(tr("The form of this step, on paper"));
    m_done->setText(tr("&Done"));
    m_notApplicable->setText(tr("Does not apply to this person"));
    m_refused->setText(tr("The person does not want it"));
    m_waive->setText(tr("Waive (director)"));
    m_takeBack->setText(tr("Open it again"));
    showFamily();
    if (line() == nullptr)
        return;
    showEvidence();
    showTexts();
}

} // namespace indaro::ui::pages
