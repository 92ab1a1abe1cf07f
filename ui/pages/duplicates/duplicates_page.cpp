// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/duplicates/duplicates_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/duplicates/duplicate_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

enum { OneFileColumn, OtherFileColumn, WhyColumn, AnswerColumn, PairColumns };

QString fileText(const QString &code, const QString &name)
{
    return name.isEmpty() ? code : code + u'\n' + name;
}

/// Only what the list is made of: a note that is typed elsewhere changes nothing here.
bool concernsPairs(const casework::Changes &changes)
{
    return std::ranges::any_of(changes, [](const casework::Change &change) {
        return change.key.table == fields::case_file::Table || change.key.table == fields::identity::Table ||
               change.key.table == fields::stay::Table || change.key.table == fields::duplicate_answer::Table ||
               change.key.table == fields::file_merge::Table || change.key.table == fields::registry::Table;
    });
}

} // namespace

struct DuplicatesPage::Loaded
{
    std::vector<casework::DuplicateCandidate> pairs;
    std::vector<casework::ReturnedPerson> returned;
};

DuplicatesPage::DuplicatesPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_intro(kit::makeLabel(kit::TextRole::Muted, this)),
      m_empty(new kit::EmptyState(u"edit-find"_s, this)), m_table(new QTableWidget(0, PairColumns, this)),
      m_returnedTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_returnedIntro(kit::makeLabel(kit::TextRole::Muted, this)), m_returned(new QWidget(this))
{
    kit::setUpList(m_table, {5, 5, 9, 5});
    kit::showWholeRows(m_table);
    auto *body = new QWidget(this);
    m_column = new QVBoxLayout(body);
    m_column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    m_column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_intro, m_empty})
        m_column->addWidget(part);
    m_column->addWidget(m_table, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_returnedTitle, m_returnedIntro, m_returned})
        m_column->addWidget(part);
    m_column->addStretch();
    m_table->setMinimumHeight(kit::space::Six * 3);
    auto *scroll = new QScrollArea(this); // at 200 % the questions below the list would find no room
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_intro, m_empty, m_table, m_returnedTitle, m_returnedIntro, m_returned})
        part->hide(); // until it is known what there is
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int row) { openRow(row); });
    connect(context.workspace, &casework::Workspace::changed, this, [this](const casework::Changes &changes) {
        if (isVisible() && concernsPairs(changes))
            refresh();
    });
    retranslate();
}

kit::PageId DuplicatesPage::id() const
{
    return DuplicatesPageId;
}

QString DuplicatesPage::title() const
{
    return tr("Possible duplicates");
}

void DuplicatesPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

void DuplicatesPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->pairs, casework::listDuplicateCandidates(desk));
            INDARO_TRY_ASSIGN(loaded->returned, casework::listReturnedPeople(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void DuplicatesPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const bool isEmpty = m_loaded->pairs.empty();
    m_empty->setVisible(isEmpty);
    m_intro->setVisible(!isEmpty);
    m_table->setVisible(!isEmpty);
    m_table->setRowCount(int(m_loaded->pairs.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::DuplicateCandidate &pair = m_loaded->pairs[std::size_t(row)];
        const QString why =
            pair.score.reasons.empty() ? tr("your role does not see why") : DuplicateTexts::shortReasons(pair.score);
        const QStringList cells{fileText(pair.oneCode, pair.oneName), fileText(pair.otherCode, pair.otherName), why,
                                DuplicateTexts::answer(pair, language)};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_table->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    m_table->resizeRowsToContents();
    if (m_table->rowCount() > 0 && m_table->currentRow() < 0)
        m_table->setCurrentCell(0, 0);
    showReturned();
}

void DuplicatesPage::showReturned()
{
    const auto &access = context().workspace->access();
    const bool mayAnswer = access && access->mayWrite(casework::Thing::Story);
    auto *list = new QWidget(this);
    auto *column = new QVBoxLayout(list);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    const QString language = kit::Translations::code(context().translations->language());
    for (const casework::ReturnedPerson &each : m_loaded->returned) {
        auto *line = kit::makeLabel(kit::TextRole::Body, list);
        line->setText(tr("File %1: left on %2, came back on %3. Was she trafficked again in between?")
                          .arg(each.caseCode, kit::dateText(QDate::fromString(each.leftOn.left(10), Qt::ISODate)),
                               kit::dateText(QDate::fromString(each.cameOn.left(10), Qt::ISODate))));
        column->addWidget(line);
        auto *row = new QHBoxLayout;
        for (const char *answer : {"yes", "no", "unknown"}) {
            auto *button =
                new kit::PushButton(models::codeLabel(u"answer_yes_no"_s, QString::fromLatin1(answer), language), list);
            if (std::string_view(answer) == "unknown")
                button->setText(tr("It is not known"));
            button->setAccessibleDescription(line->text());
            button->setEnabled(mayAnswer);
            connect(button, &QPushButton::clicked, this,
                    [this, person = each.person, answer] { answerReturned(person, answer); });
            row->addWidget(button);
        }
        row->addStretch();
        column->addLayout(row);
    }
    auto *old = m_column->replaceWidget(m_returned, list);
    delete old;
    m_returned->hide();
    std::exchange(m_returned, list)->deleteLater();
    const bool isAny = !m_loaded->returned.empty();
    for (QWidget *part : std::initializer_list<QWidget *>{m_returnedTitle, m_returnedIntro, m_returned})
        part->setVisible(isAny);
}

void DuplicatesPage::answerReturned(casework::CaseId person, const char *answer)
{
    context().workspace->ask(
        this,
        [person, said = base::Value(answer)](casework::Desk &desk) {
            return casework::answerRetrafficked(desk, person, said);
        },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            context().navigator->showNotice(tr("Written down in the registry record of the file."));
            refresh();
        });
}

void DuplicatesPage::openRow(int row)
{
    if (m_loaded == nullptr || std::size_t(row) >= m_loaded->pairs.size())
        return;
    const casework::DuplicateCandidate &pair = m_loaded->pairs[std::size_t(row)];
    const auto &access = context().workspace->access();
    if (access && !access->mayRead(casework::Thing::Identity)) {
        m_banner->showMessage(kit::Banner::Kind::Info,
                              tr("File %1 and file %2 may be of one person. Your role does not read names and origins: tell "
                                 "a colleague who does.")
                                  .arg(pair.oneCode, pair.otherCode));
        return;
    }
    context().navigator->openPage(FilePairPageId, OpenFilePair{pair.one, pair.other});
}

void DuplicatesPage::retranslate()
{
    m_intro->setText(
        tr("These files may be of one person. The program compares names as they sound, age, origin and telephone "
           "numbers, and decides nothing: open a line, look at both files side by side, and say what they are."));
    m_empty->setTexts(
        tr("No two files look like one person’s"),
        tr("When names, age and origin of two files are alike, they appear here, the likeliest first. Somebody "
           "who comes back keeps the file she has: the page on which you admit somebody says so as soon as "
           "her name is typed."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("One file"), tr("The other file"), tr("What speaks for it"), tr("Answer")});
    m_returnedTitle->setText(tr("Who came back"));
    m_returnedIntro->setText(tr("These people had left and are here again. Whether they were trafficked again is theirs to "
                                "tell, and may wait; until somebody answers, nothing is counted."));
    show();
}

kit::PageEntry duplicatesPage()
{
    return {
        DuplicatesPageId, kit::PageEntry::Place::None, [] { return DuplicatesPage::tr("Possible duplicates"); },
        u"edit-find"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new DuplicatesPage(context, parent); }};
}

} // namespace indaro::ui::pages
