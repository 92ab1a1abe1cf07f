// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/review_panel.h"

#include "core/model/field_rules.h"
#include "ui/forms/form_sections.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/list_header.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int ChangesShown = 160;

enum ReviewColumn { Confirm, Field, Register, Interview, Columns };

const indaro::forms::FormItem *findItemOf(const indaro::forms::FormDefinition &definition, const QString &property)
{
    const auto &items = definition.items();
    const auto found = std::find_if(items.begin(), items.end(), [&](const auto &item) { return item.saveTo == property; });
    return found == items.end() ? nullptr : &*found;
}

/// In the words of the form where it has them, else in those of the register.
QString shownValue(const ui::forms::FormTexts &texts, const indaro::forms::FormItem *item, sync::FieldId field,
                   const base::Value &value, const QString &language)
{
    if (value.missing() != nullptr)
        return kit::missingText(*value.missing());
    if (value.integer() != nullptr)
        return QString::number(*value.integer());
    if (value.text() == nullptr || value.text()->empty())
        return u"–"_s;
    const QString text = QString::fromStdString(*value.text());
    const QString registerList = model::codeListOf(field);
    if ((item == nullptr || !item->hasChoices()) && registerList.isEmpty())
        return kit::dateText(text);
    const auto *list = item != nullptr ? texts.filled().definition().findChoiceList(item->listName) : nullptr;
    QStringList words;
    for (const QString &code : text.split(u' ', Qt::SkipEmptyParts)) {
        if (const auto *choice = list != nullptr ? list->findChoice(code) : nullptr)
            words.push_back(texts.largeLine(texts.choice(item->path, *item, *choice)));
        else
            words.push_back(registerList.isEmpty() ? code : models::codeLabel(registerList, code, language));
    }
    return words.join(u", "_s);
}

} // namespace

ReviewPanel::ReviewPanel(QWidget *parent)
    : QWidget(parent), m_changesTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_changesAbout(kit::makeLabel(kit::TextRole::Muted, this)), m_changes(kit::makeLabel(kit::TextRole::Body, nullptr)),
      m_changesArea(new QScrollArea(this)), m_problemsTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_problems(new QListWidget(this)), m_registerTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_registerText(kit::makeLabel(kit::TextRole::Muted, this)), m_unknown(kit::makeLabel(kit::TextRole::Muted, this)),
      m_lists(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, Columns, this)),
      m_write(new kit::PushButton(this)), m_sign(new kit::PushButton(this)), m_back(new kit::PushButton(this))
{
    auto *inside = new QWidget; // scrolls: with a banner above it, at 200 %, not all of it fits
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::One);
    column->setSpacing(kit::space::One);
    column->addWidget(m_changesTitle);
    column->addWidget(m_changesAbout);
    m_changes->setObjectName(u"changes"_s);
    m_changes->setTextFormat(Qt::PlainText);
    m_changes->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_changesArea->setWidget(m_changes);
    m_changesArea->setWidgetResizable(true);
    m_changesArea->setFrameShape(QFrame::NoFrame);
    m_changesArea->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_changesArea->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_changesArea->setMaximumHeight(ChangesShown);
    column->addWidget(m_changesArea);
    column->addWidget(m_problemsTitle);
    m_problems->setMaximumHeight(160);
    m_problems->setWordWrap(true);
    m_problems->setResizeMode(QListView::Adjust); // the bar of the panel takes of its width when it comes
    m_problems->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(m_problems);
    column->addWidget(m_registerTitle);
    column->addWidget(m_registerText);
    m_table->setObjectName(u"differences"_s);
    kit::setUpList(m_table, {1, 4, 4, 4});
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    kit::showWholeRows(m_table);
    column->addWidget(m_table, 1);
    column->addWidget(m_unknown);
    m_lists->setObjectName(u"lists"_s);
    column->addWidget(m_lists);
    column->addStretch(); // while there is no table
    constexpr int ButtonWidth = 180;
    auto *foot = new kit::FlowGrid(3, ButtonWidth); // in Kirundi they are wider than a screen at 200 %
    m_write->setObjectName(u"write"_s);
    m_sign->setObjectName(u"sign"_s);
    kit::setButtonRole(m_sign, kit::ButtonRole::Primary);
    for (auto *button : {m_back, m_write, m_sign})
        foot->addCell(button);
    foot->setContentsMargins(kit::space::Three, 0, kit::space::Three, kit::space::Two);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(scroll, 1);
    all->addLayout(foot);
    connect(m_problems, &QListWidget::itemActivated, this,
            [this](const QListWidgetItem *item) { Q_EMIT questionChosen(item->data(Qt::UserRole).toString()); });
    connect(m_problems, &QListWidget::itemClicked, this,
            [this](const QListWidgetItem *item) { Q_EMIT questionChosen(item->data(Qt::UserRole).toString()); });
    connect(m_table, &QTableWidget::itemChanged, this, [this] { updateState(); });
    connect(m_write, &QPushButton::clicked, this, &ReviewPanel::writeRequested);
    connect(m_sign, &QPushButton::clicked, this, &ReviewPanel::signRequested);
    connect(m_back, &QPushButton::clicked, this, &ReviewPanel::backRequested);
    retranslate();
}

void ReviewPanel::showProblems(const ui::forms::FormTexts &texts, const QStringList &unfinished)
{
    m_problems->clear();
    QStringList paths = texts.filled().problems() + unfinished;
    paths.removeDuplicates();
    for (const QString &path : std::as_const(paths)) {
        const auto *item = ui::forms::findItem(texts.filled(), path);
        if (item == nullptr)
            continue;
        auto *line = new QListWidgetItem(texts.plain(texts.label(path, *item)), m_problems);
        line->setData(Qt::UserRole, path);
    }
    m_problems->setVisible(m_problems->count() > 0);
    retranslate();
}

void ReviewPanel::showComparison(const ui::forms::FormTexts &texts, const casework::RegisterComparison &comparison,
                                 const QString &language)
{
    m_differences = comparison.differences;
    m_unknownQuestions.clear();
    for (const QString &property : comparison.unknownProperties) {
        const auto *item = findItemOf(texts.filled().definition(), property);
        m_unknownQuestions.push_back(item != nullptr ? texts.largeLine(texts.label(item->path, *item)) : property);
    }
    const QSignalBlocker quiet(m_table);
    m_table->setRowCount(static_cast<int>(m_differences.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::RegisterDifference &line = m_differences[static_cast<std::size_t>(row)];
        const auto *item = findItemOf(texts.filled().definition(), line.property);
        auto *check = new QTableWidgetItem;
        check->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        // Where the register knows nothing there is nothing to lose.
        check->setCheckState(line.registerValue.isNull() ? Qt::Checked : Qt::Unchecked);
        m_table->setItem(row, Confirm, check);
        m_table->setItem(
            row, Field, new QTableWidgetItem(item != nullptr ? texts.plain(texts.label(item->path, *item)) : line.property));
        m_table->setItem(row, Register,
                         new QTableWidgetItem(shownValue(texts, item, line.field, line.registerValue, language)));
        m_table->setItem(row, Interview,
                         new QTableWidgetItem(shownValue(texts, item, line.field, line.interviewValue, language)));
    }
    retranslate();
}

std::vector<casework::RegisterDifference> ReviewPanel::confirmed() const
{
    std::vector<casework::RegisterDifference> lines;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (m_table->item(row, Confirm)->checkState() == Qt::Checked)
            lines.push_back(m_differences[static_cast<std::size_t>(row)]);
    }
    return lines;
}

void ReviewPanel::updateState()
{
    m_write->setEnabled(!confirmed().empty());
}

void ReviewPanel::showChanges(const QString &about, const QStringList &changes)
{
    m_isCorrection = !about.isEmpty();
    m_changesAbout->setText(about);
    m_changes->setText(changes.join(u'\n'));
    retranslate();
}

void ReviewPanel::showEntities(const casework::EntityDrafts &entities)
{
    m_entities = entities;
    retranslate();
}

QString ReviewPanel::listsText() const
{
    QMap<QString, int> rowsOfList;
    for (const casework::EntityDraft &draft : m_entities.drafts)
        ++rowsOfList[draft.dataset];
    QStringList lists;
    for (auto list = rowsOfList.begin(); list != rowsOfList.end(); ++list)
        lists << u"%1 (%2)"_s.arg(list.key()).arg(list.value());
    QStringList lines;
    if (!lists.isEmpty())
        lines << tr("Signing writes to these lists, which other forms may offer: %1").arg(lists.join(u", "_s));
    if (!m_entities.keptBack.isEmpty())
        lines << tr("Answers about health or perpetrators stay in the interview, not in a list: %1")
                     .arg(m_entities.keptBack.join(u", "_s));
    if (!m_entities.aboutOthers.isEmpty())
        lines << tr("The form would change the file of somebody else. That is not done; open her own file to change it.");
    return lines.join(u'\n');
}

void ReviewPanel::retranslate()
{
    for (QWidget *part : std::initializer_list<QWidget *>{m_changesTitle, m_changesAbout})
        part->setVisible(m_isCorrection);
    m_changesArea->setVisible(m_isCorrection && !m_changes->text().isEmpty());
    m_changesTitle->setText(m_changes->text().isEmpty() ? tr("The correction changes no answer so far.")
                                                        : tr("What the correction changes"));
    m_lists->setText(listsText());
    m_lists->setVisible(!m_lists->text().isEmpty());
    m_problemsTitle->setText(m_problems->count() == 0 ? tr("Every answer can stand as it is.")
                                                      : tr("%n questions to look at", nullptr, m_problems->count()));
    m_problems->setAccessibleName(m_problemsTitle->text());
    m_registerTitle->setText(m_differences.empty() ? tr("The register already says what she said.")
                                                   : tr("What differs from the register"));
    m_table->setAccessibleName(m_registerTitle->text());
    m_registerText->setText(
        tr("Tick what is right. Only ticked lines are written to her file; the old values stay in its history."));
    m_registerText->setVisible(!m_differences.empty());
    m_table->setVisible(!m_differences.empty());
    m_unknown->setText(tr("The register has no field for these answers; they stay in the interview: %1")
                           .arg(m_unknownQuestions.join(u"; "_s)));
    m_unknown->setVisible(!m_unknownQuestions.isEmpty());
    m_table->setHorizontalHeaderLabels({tr("Write"), tr("Field"), tr("In the register"), tr("In the interview")});
    m_write->setText(tr("Write the ticked lines"));
    m_write->setVisible(!m_differences.empty());
    m_sign->setText(m_isCorrection ? tr("Sign the correction") : tr("Sign the interview"));
    m_back->setText(tr("Back to the questions"));
    updateState();
}

void ReviewPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
