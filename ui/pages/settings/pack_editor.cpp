// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/pack_editor.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "core/sop/pack_edit.h"
#include "ui/kit/background.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/settings/step_due_edit.h"
#include "ui/pages/settings/step_origin_edit.h"
#include "ui/pages/settings/step_rules_edit.h"
#include "ui/words/pack_fault_words.h"

#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTreeWidget>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr int StepIdRole = Qt::UserRole + 1;
constexpr int StepTreeHeight = 260;
constexpr int WhyHeight = 88;
constexpr int EditorButtonWidth = 150;
constexpr qsizetype MostFaultsShown = 6;

/// Any thread.
Result<sop::PackReading> readBack(const QByteArray &file)
{
    return sop::readPack(file);
}

} // namespace

PackEditor::PackEditor(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_pause(kit::TypingPause::Draft, kit::TypingPause::Draft),
      m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_tree(new QTreeWidget(this)), m_add(new kit::PushButton(this)),
      m_copy(new kit::PushButton(this)), m_up(new kit::PushButton(this)), m_down(new kit::PushButton(this)),
      m_remove(new kit::PushButton(this)), m_form(new QWidget(this)), m_id(kit::makeLabel(kit::TextRole::Heading, m_form)),
      m_who(new QLineEdit), m_due(new StepDueEdit(m_form)), m_rules(new StepRulesEdit(m_form)),
      m_origin(new StepOriginEdit(m_form)), m_previewTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_preview(kit::makeLabel(kit::TextRole::Body, this)), m_faults(kit::makeLabel(kit::TextRole::Body, this)),
      m_keep(new kit::PushButton(this)), m_close(new kit::PushButton(this)), m_giveUp(new kit::PushButton(this))
{
    setObjectName(u"packEditor"_s);
    makeForm();
    m_tree->setHeaderHidden(true);
    m_tree->setColumnCount(1);
    m_tree->setMinimumHeight(StepTreeHeight);
    m_faults->setProperty("textRole", u"error"_s);
    m_keep->setObjectName(u"keepPack"_s);
    m_copy->setObjectName(u"copyStep"_s);
    kit::setButtonRole(m_keep, kit::ButtonRole::Primary);
    auto *buttons = new kit::FlowGrid(5, EditorButtonWidth);
    for (QPushButton *button : {m_add, m_copy, m_up, m_down, m_remove})
        buttons->addCell(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_title);
    column->addWidget(m_tree);
    column->addLayout(buttons);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_previewTitle, m_preview, m_faults})
        column->addWidget(part);
    for (QPushButton *button : {m_keep, m_close, m_giveUp})
        column->addWidget(button, 0, Qt::AlignLeft);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &PackEditor::choose);
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (const sop::Phase *phase = sop::phaseOf(m_pack, m_chosen))
            changeSteps(sop::addStep(m_pack, QString(phase->id), m_removed));
    });
    connect(m_copy, &QPushButton::clicked, this, [this] { changeSteps(sop::duplicateStep(m_pack, m_chosen, m_removed)); });
    connect(m_up, &QPushButton::clicked, this, [this] {
        if (sop::moveStep(m_pack, m_chosen, true))
            changeSteps(m_chosen);
    });
    connect(m_down, &QPushButton::clicked, this, [this] {
        if (sop::moveStep(m_pack, m_chosen, false))
            changeSteps(m_chosen);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const QString gone = m_chosen;
        if (!sop::removeStep(m_pack, gone))
            return;
        m_removed.append(gone);
        changeSteps({});
    });
    connect(&m_pause, &QTimer::timeout, this, &PackEditor::weigh);
    connect(m_keep, &QPushButton::clicked, this, &PackEditor::keep);
    connect(m_close, &QPushButton::clicked, this, [this] {
        flush();
        Q_EMIT closed();
    });
    connect(m_giveUp, &QPushButton::clicked, this, &PackEditor::giveUp);
    retranslate();
}

void PackEditor::makeForm()
{
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_id);
    const auto addRow = [&](QWidget *editor) {
        m_rows.push_back(new kit::FormRow(editor, m_form));
        column->addWidget(m_rows.back());
    };
    for (int i = 0; i < 3; ++i) {
        m_titles.push_back(new QLineEdit);
        addRow(m_titles.back());
        connect(m_titles.back(), &QLineEdit::textEdited, this, &PackEditor::edited);
    }
    m_titles.front()->setObjectName(u"stepTitle"_s);
    for (int i = 0; i < 3; ++i) {
        m_whys.push_back(new QPlainTextEdit);
        m_whys.back()->setTabChangesFocus(true);
        m_whys.back()->setFixedHeight(WhyHeight);
        addRow(m_whys.back());
        connect(m_whys.back(), &QPlainTextEdit::textChanged, this, &PackEditor::edited);
    }
    addRow(m_who);
    for (QWidget *part : std::initializer_list<QWidget *>{m_due, m_rules, m_origin})
        column->addWidget(part);
    connect(m_who, &QLineEdit::textEdited, this, &PackEditor::edited);
    connect(m_due, &StepDueEdit::edited, this, &PackEditor::edited);
    connect(m_rules, &StepRulesEdit::edited, this, &PackEditor::edited);
    connect(m_origin, &StepOriginEdit::edited, this, &PackEditor::edited);
}

void PackEditor::begin(const sop::Pack &pack)
{
    m_pack = pack;
    m_removed.clear();
    m_chosen.clear();
    m_isWhole = false;
    m_keep->setEnabled(false); // until it was looked through
    showSteps();
    weigh();
    retranslate();
}

void PackEditor::flush()
{
    if (m_pause.isActive()) {
        m_pause.stop();
        weigh();
    }
}

sop::Step *PackEditor::step()
{
    return sop::findStep(m_pack, m_chosen);
}

sop::Track PackEditor::track() const
{
    const sop::Phase *phase = sop::phaseOf(m_pack, m_chosen);
    return phase == nullptr ? sop::Track::Person : phase->track;
}

void PackEditor::showSteps()
{
    const kit::Language language = m_context.translations->language();
    m_isFilling = true;
    m_tree->clear();
    QTreeWidgetItem *chosen = nullptr;
    for (const sop::Phase &phase : m_pack.phases) {
        auto *group =
            new QTreeWidgetItem(m_tree, {phase.id + u"  "_s + StepTexts::words(phase.title, m_pack.kirundi, language)});
        group->setFlags(Qt::ItemIsEnabled);
        for (const sop::Step &each : phase.steps) {
            auto *item =
                new QTreeWidgetItem(group, {each.id + u"  "_s + StepTexts::words(each.title, each.kirundi, language)});
            item->setData(0, StepIdRole, each.id);
            item->setToolTip(0, item->text(0));
            if (each.id == m_chosen || (m_chosen.isEmpty() && chosen == nullptr))
                chosen = item;
        }
    }
    m_tree->expandAll();
    m_isFilling = false;
    if (chosen != nullptr) {
        m_tree->setCurrentItem(chosen);
        m_tree->scrollToItem(chosen);
        choose();
    }
}

void PackEditor::choose()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    if (m_isFilling || item == nullptr || item->data(0, StepIdRole).toString().isEmpty())
        return;
    m_chosen = item->data(0, StepIdRole).toString();
    fillStep();
    showPreview();
}

void PackEditor::fillStep()
{
    const sop::Step *shown = step();
    if (shown == nullptr)
        return;
    m_isFilling = true;
    m_id->setText(tr("Step %1").arg(shown->id));
    const QString *titles[] = {&shown->title.fr, &shown->title.rn, &shown->title.en};
    const QString *whys[] = {&shown->why.fr, &shown->why.rn, &shown->why.en};
    for (std::size_t i = 0; i < 3; ++i) {
        m_titles[i]->setText(*titles[i]);
        m_whys[i]->setPlainText(*whys[i]);
    }
    m_who->setText(shown->who.join(u' '));
    m_rules->fill(*shown, track());
    m_due->fill(*shown, m_pack, m_context.translations->language());
    m_origin->fill(*shown, m_pack);
    m_isFilling = false;
}

void PackEditor::readStep()
{
    sop::Step *into = step();
    if (into == nullptr)
        return;
    const auto clean = [](const QString &text) { return text.simplified(); }; // a text of a pack is one line
    into->title = {clean(m_titles[2]->text()), clean(m_titles[0]->text()), clean(m_titles[1]->text())};
    into->why = {clean(m_whys[2]->toPlainText()), clean(m_whys[0]->toPlainText()), clean(m_whys[1]->toPlainText())};
    if (into->title.rn.isEmpty() || into->why.rn.isEmpty())
        into->kirundi = sop::Kirundi::Missing;
    else if (into->kirundi == sop::Kirundi::Missing)
        into->kirundi = sop::Kirundi::Unreviewed; // written here, read by nobody yet
    into->who = m_who->text().simplified().split(u' ', Qt::SkipEmptyParts);
    m_due->read(*into);
    m_rules->read(*into);
    m_origin->read(*into);
    m_rules->showRecords(*into, track());
}

void PackEditor::edited()
{
    if (m_isFilling)
        return;
    readStep();
    if (QTreeWidgetItem *item = m_tree->currentItem(); item != nullptr && step() != nullptr)
        item->setText(0, m_chosen + u"  "_s +
                             StepTexts::words(step()->title, step()->kirundi, m_context.translations->language()));
    showPreview();
    m_keep->setEnabled(false); // until it was looked through
    m_pause.touch();
}

void PackEditor::changeSteps(const QString &chosen)
{
    m_chosen = chosen;
    showSteps();
    m_keep->setEnabled(false);
    m_pause.touch();
}

void PackEditor::showState(kit::SaveState state)
{
    if (m_context.navigator != nullptr) // there is none where the section is shown by itself
        m_context.navigator->showSaveState(state);
}

/// Keeps the draft, and looks for faults on a thread of its own.
void PackEditor::weigh()
{
    const QByteArray file = sop::writePack(m_pack);
    showState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [file](casework::Desk &desk) {
            return casework::saveDraft(desk, DraftKey,
                                       base::asBytes({file.constData(), static_cast<std::size_t>(file.size())}));
        },
        [this](const Result<void> &kept) { showState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved); });
    kit::runInBackground(
        this, [file] { return readBack(file); },
        [this, weighing = ++m_weighing](const Result<sop::PackReading> &reading) {
            if (weighing != m_weighing)
                return;
            if (reading)
                showFaults(*reading);
            else
                m_faults->setText(kit::errorText(reading.error()).whole());
        });
}

void PackEditor::showFaults(const sop::PackReading &reading)
{
    const QString language = m_context.translations->language() == kit::Language::English ? u"en"_s : u"fr"_s;
    QStringList lines;
    for (const sop::PackFault &fault : reading.faults) {
        if (sop::severityOf(fault.code) != sop::FaultSeverity::Error)
            continue;
        const auto words = ui::words::textOf(fault, language);
        lines.append(fault.place + u": "_s + words.what);
    }
    m_isWhole = reading.isUsable();
    if (lines.size() > MostFaultsShown)
        lines = lines.first(MostFaultsShown) << tr("%n more", nullptr, int(lines.size() - MostFaultsShown));
    m_faults->setText(lines.join(u'\n'));
    m_faults->setVisible(!lines.isEmpty());
    m_keep->setEnabled(m_isWhole && !m_pause.isActive());
}

/// As it stands on the checklist of a person.
void PackEditor::showPreview()
{
    const sop::Step *shown = step();
    if (shown == nullptr)
        return m_preview->clear();
    QStringList lines{shown->id + u"  "_s + shown->title.fr};
    if (!shown->title.rn.isEmpty())
        lines.append(shown->title.rn + QChar(kit::UnreviewedMark));
    lines.append(StepTexts::who(m_pack, *shown, m_context.translations->language()));
    lines += StepDueEdit::linesOf(*shown);
    lines.append(shown->why.fr);
    lines += StepRulesEdit::linesOf(*shown);
    lines += StepOriginEdit::linesOf(m_pack, *shown);
    lines.removeAll(QString());
    m_preview->setText(lines.join(u'\n'));
}

void PackEditor::keep()
{
    if (m_isWhole)
        Q_EMIT keepRequested(sop::writePack(m_pack));
}

void PackEditor::giveUp()
{
    m_pause.stop();
    ++m_weighing;
    dropDraft();
    Q_EMIT closed();
}

void PackEditor::dropDraft()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::discardDraft(desk, DraftKey); },
        [this](const Result<void> &gone) {
            if (!gone) // it would stand there again
                showState(kit::SaveState::NotSaved);
        });
}

void PackEditor::retranslate()
{
    const QString labels[] = {tr("What is done, in French"),
                              tr("What is done, in Kirundi"),
                              tr("What is done, in English"),
                              tr("How and why, in French"),
                              tr("How and why, in Kirundi"),
                              tr("How and why, in English"),
                              tr("Who (codes, first the one responsible)")};
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->setLabel(labels[i]);
    m_title->setText(tr("The house's own procedure, revision %1").arg(m_pack.revision));
    m_tree->setAccessibleName(tr("Steps"));
    m_add->setText(tr("Add a step"));
    m_copy->setText(tr("Copy it"));
    m_up->setText(tr("Move up"));
    m_down->setText(tr("Move down"));
    m_remove->setText(tr("Take out the step"));
    m_due->retranslate();
    m_origin->retranslate();
    m_rules->retranslate();
    m_previewTitle->setText(tr("On the checklist"));
    m_keep->setText(tr("Keep it as the house's own procedure (director)"));
    m_close->setText(tr("Back; what is written here is kept"));
    m_giveUp->setText(tr("Throw it away"));
    if (step() != nullptr)
        fillStep();
}

void PackEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
