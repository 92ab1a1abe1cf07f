// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/training_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/training/training_paper.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

using TrainingValues = ActionPanel::Values;

constexpr int TrainingTableHeight = 220;

} // namespace

struct TrainingPage::Loaded
{
    casework::TrainingState state;
    std::vector<casework::Training> trainings;
};

TrainingPage::TrainingPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_new(new QAction(this)), m_print(new QAction(this)), m_pdf(new QAction(this)),
      m_banner(new kit::Banner(this)), m_state(kit::makeLabel(kit::TextRole::Heading, this)),
      m_staff(new QTableWidget(0, 4, this)), m_allTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_all(new QTableWidget(0, 5, this)), m_takeBack(new kit::PushButton(this))
{
    auto *body = new kit::ScrollBody(this);
    makeForm(body->widget());
    auto *column = body->column();
    kit::setUpList(m_staff, {8, 4, 4, 6});
    kit::setUpList(m_all, {4, 6, 7, 6, 6});
    for (auto *table : {m_staff, m_all}) {
        table->setMinimumHeight(TrainingTableHeight);
        kit::showWholeRows(table); // who trained, and the proof in Kirundi and French, are longer than a column
        table->setTextElideMode(Qt::ElideNone);
    }
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_state, m_form, m_staff, m_allTitle, m_all})
        column->addWidget(part);
    column->addWidget(m_takeBack, 0, Qt::AlignLeft);
    column->addStretch();
    kit::setButtonRole(m_takeBack, kit::ButtonRole::Quiet);
    m_new->setShortcut(QKeySequence(u"Ctrl+N"_s));
    m_print->setShortcut(QKeySequence::Print);
    connect(m_new, &QAction::triggered, this, [this] { m_form->begin(); });
    connect(m_print, &QAction::triggered, this, [this] { makePaper(true); });
    connect(m_pdf, &QAction::triggered, this, [this] { makePaper(false); });
    connect(m_takeBack, &QPushButton::clicked, this, &TrainingPage::takeBack);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void TrainingPage::makeForm(QWidget *body)
{
    m_form = new ActionPanel(
        context(), "training",
        {fields::training::PersonName, fields::training::Position, fields::training::Kind, fields::training::TrainedOn,
         fields::training::TrainedBy, fields::training::Proof, fields::training::Note},
        [](casework::Desk &desk, const TrainingValues &values) -> base::Result<void> {
            casework::TrainingDraft draft;
            if (const auto account = sync::UserId::fromText(values.at(fields::training::Account).textOr({})))
                draft.account = *account;
            draft.personName = values.at(fields::training::PersonName);
            draft.position = values.at(fields::training::Position);
            draft.kind = values.at(fields::training::Kind);
            draft.trainedOn = values.at(fields::training::TrainedOn);
            draft.trainedBy = values.at(fields::training::TrainedBy);
            draft.proof = values.at(fields::training::Proof);
            draft.note = values.at(fields::training::Note);
            INDARO_TRY(casework::recordTraining(desk, draft));
            return {};
        },
        body);
    m_who = new QComboBox(m_form);
    m_whoRow = new kit::FormRow(m_who, m_form);
    m_form->addFirst(m_whoRow, [this](TrainingValues &values) {
        values[fields::training::Account] = m_who->currentData().toString().toStdString();
        return true;
    });
    connect(m_who, &QComboBox::currentIndexChanged, this, &TrainingPage::showNameOfOthers);
    connect(m_form, &ActionPanel::submitted, this, [this] {
        context().navigator->showNotice(tr("The training is written down."));
        refresh();
    });
}

/// A name is asked only of who has no account.
void TrainingPage::showNameOfOthers()
{
    const bool isOther = m_who->count() > 0 && m_who->currentData().toString().isEmpty();
    for (auto *edit : m_form->findChildren<ValueEdit *>()) {
        if (edit->field() == fields::training::PersonName || edit->field() == fields::training::Position)
            edit->setVisible(isOther);
    }
}

kit::PageId TrainingPage::id() const
{
    return TrainingPageId;
}

QString TrainingPage::title() const
{
    return tr("Training of the staff");
}

QList<QAction *> TrainingPage::toolbarActions() const
{
    return {m_new, m_print, m_pdf};
}

void TrainingPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_staff->setFocus();
    refresh();
}

bool TrainingPage::flushEdits()
{
    m_form->flush();
    return true;
}

void TrainingPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->state, casework::loadTrainingState(desk));
            INDARO_TRY_ASSIGN(loaded->trainings, casework::listTrainings(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            fillPeople();
            show();
        });
}

void TrainingPage::fillPeople()
{
    const QString before = m_who->currentData().toString();
    m_who->clear();
    for (const casework::StaffTraining &line : m_loaded->state.staff)
        m_who->addItem(line.name, QString::fromStdString(line.account.toText()));
    m_who->addItem(tr("Somebody without an account"), QString());
    m_who->setCurrentIndex(before.isEmpty() && !m_asksName ? 0 : std::max(0, m_who->findData(before)));
    m_asksName = true;
    showNameOfOthers();
}

void TrainingPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    const auto &state = m_loaded->state;
    const int untrained = int(state.untrained());
    m_state->setText(untrained == 0 ? tr("Everybody was trained in revision %1 of the procedure.").arg(state.revision)
                                    : tr("%n member(s) of staff not trained in the present procedure", nullptr, untrained));
    m_staff->setRowCount(int(state.staff.size()));
    for (int row = 0; row < m_staff->rowCount(); ++row) {
        const casework::StaffTraining &line = state.staff[std::size_t(row)];
        const QString standing = line.isTrained  ? tr("trained")
                                 : line.revision ? tr("trained in an earlier revision")
                                                 : tr("not trained");
        const QStringList cells{line.name, line.revision ? QString::number(*line.revision) : u"–"_s,
                                kit::dateText(line.trainedOn), standing};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == 3 && !line.isTrained)
                item->setForeground(alarm);
            m_staff->setItem(row, cell, item);
        }
    }
    for (const casework::OutsideTraining &other : state.others) {
        const int row = m_staff->rowCount();
        m_staff->setRowCount(row + 1);
        const QString standing = other.isTrained  ? tr("trained")
                                 : other.revision ? tr("trained in an earlier revision")
                                                  : tr("not trained");
        QStringList who{other.name, other.position.isEmpty() ? tr("without an account") : other.position};
        const QStringList cells{who.join(u"  ·  "_s), other.revision ? QString::number(*other.revision) : u"–"_s,
                                kit::dateText(other.trainedOn), standing};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_staff->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_all->setRowCount(int(m_loaded->trainings.size()));
    for (int row = 0; row < m_all->rowCount(); ++row) {
        const casework::Training &training = m_loaded->trainings[std::size_t(row)];
        const QStringList cells{kit::dateText(training.trainedOn), training.staffName,
                                models::codeLabel(u"training_kind"_s, training.kind, language), training.trainedBy,
                                models::codeLabel(u"training_proof"_s, training.proof, language)};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_all->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    const bool hasAny = !m_loaded->trainings.empty();
    for (QWidget *part : std::initializer_list<QWidget *>{m_allTitle, m_all, m_takeBack})
        part->setVisible(hasAny);
    for (auto *table : {m_staff, m_all})
        table->resizeRowsToContents();
}

void TrainingPage::takeBack()
{
    const int row = m_all->currentRow();
    if (m_loaded == nullptr || row < 0 || std::size_t(row) >= m_loaded->trainings.size())
        return m_banner->showMessage(kit::Banner::Kind::Info, tr("Choose a line of the list first."));
    context().workspace->ask(
        this,
        [id = m_loaded->trainings[std::size_t(row)].id](casework::Desk &desk) {
            return casework::takeBackTraining(desk, id);
        },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            refresh();
        });
}

void TrainingPage::makePaper(bool isForPrinter)
{
    if (m_loaded == nullptr)
        return;
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const auto paper = trainingPaper(m_loaded->state, m_loaded->trainings, model::localDay(context().clock->nowUtc()));
    if (!paper)
        return failed(paper.error());
    if (isForPrinter)
        printPapersOf(this, {*paper}, failed);
    else
        writePapersOf(context(), this, {*paper}, u"indaro.pdf"_s, failed);
}

void TrainingPage::retranslate()
{
    m_new->setText(tr("Write down a training"));
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_form->setTexts(tr("A training of a member of staff"), tr("Write it down"));
    m_whoRow->setLabel(tr("Who was trained"));
    m_staff->setAccessibleName(title());
    m_staff->setHorizontalHeaderLabels({tr("Name"), tr("Revision"), tr("On"), tr("State")});
    m_allTitle->setText(tr("All trainings"));
    m_all->setAccessibleName(m_allTitle->text());
    m_all->setHorizontalHeaderLabels(
        {tr("On"), tr("Name"), tr("Training in"), tr("Trained by"), tr("Proof of the training")});
    m_takeBack->setText(tr("Take back the chosen line, it was a mistake"));
    show();
}

kit::PageEntry trainingPage()
{
    return {
        TrainingPageId, kit::PageEntry::Place::None, [] { return TrainingPage::tr("Training of the staff"); },
        u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new TrainingPage(context, parent); }};
}

} // namespace indaro::ui::pages
