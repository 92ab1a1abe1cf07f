// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closed_files_page.h"

#include "core/casework/retention/kept_numbers.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/closing/closing_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

enum { CodeColumn, ClosedNameColumn, ClosedOnColumn, UntilColumn, AtEndColumn, ClosedColumns };

} // namespace

struct ClosedFilesPage::Loaded
{
    std::vector<casework::ClosedFile> files;
    std::size_t numbers = 0;
};

ClosedFilesPage::ClosedFilesPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_table(new QTableWidget(0, ClosedColumns, this)), m_numbers(kit::makeLabel(kit::TextRole::Muted, this))
{
    kit::setUpList(m_table, {5, 5, 4, 6, 7});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_banner);
    column->addWidget(m_empty, 0, Qt::AlignTop);
    column->addWidget(m_table, 1);
    column->addWidget(m_numbers);
    for (QWidget *part : std::initializer_list<QWidget *>{m_empty, m_table, m_numbers})
        part->hide(); // until it is known what there is
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_table, &QTableWidget::cellDoubleClicked, this, [this](int row) { openRow(row); });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId ClosedFilesPage::id() const
{
    return ClosedFilesPageId;
}

QString ClosedFilesPage::title() const
{
    return tr("Closed files");
}

void ClosedFilesPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_table->setFocus();
    refresh();
}

void ClosedFilesPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->files, casework::listClosedFiles(desk));
            INDARO_TRY_ASSIGN(const auto numbers, casework::listKeptNumbers(desk));
            loaded->numbers = numbers.size();
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void ClosedFilesPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const QDate today = model::localDay(context().clock->nowUtc());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    m_empty->setVisible(m_loaded->files.empty());
    m_table->setVisible(!m_loaded->files.empty());
    m_table->setRowCount(int(m_loaded->files.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::ClosedFile &file = m_loaded->files[std::size_t(row)];
        const QStringList cells{file.caseCode, file.displayName, kit::dateText(model::localDay(file.closing.closedAt)),
                                ClosingTexts::keptUntil(file.closing, today),
                                models::codeLabel(u"retention_end"_s, file.closing.atEnd, language)};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (cell == UntilColumn && file.closing.keepUntil && *file.closing.keepUntil <= today)
                item->setForeground(alarm);
            m_table->setItem(row, cell, item);
        }
    }
    m_table->resizeRowsToContents();
    if (m_table->rowCount() > 0 && m_table->currentRow() < 0)
        m_table->setCurrentCell(0, 0);
    m_numbers->setVisible(m_loaded->numbers > 0);
    m_numbers->setText(tr("Of %n person(s) numbers alone are kept.", nullptr, int(m_loaded->numbers)));
}

void ClosedFilesPage::openRow(int row)
{
    if (m_loaded != nullptr && std::size_t(row) < m_loaded->files.size())
        context().navigator->openPage(ClosingPageId, OpenClosing{m_loaded->files[std::size_t(row)].person});
}

void ClosedFilesPage::retranslate()
{
    m_empty->setText(
        tr("No file is closed. After the exit and the follow-up, a file is closed from its own page, with the day "
           "until which it is kept."));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("Case code"), tr("Name shown in the house"), tr("File closed"),
                                        tr("File kept until"), tr("Agreed for that day")});
    show();
}

kit::PageEntry closedFilesPage()
{
    return {ClosedFilesPageId, kit::PageEntry::Place::None, [] { return ClosedFilesPage::tr("Closed files"); }, u"lock"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new ClosedFilesPage(context, parent);
            }};
}

} // namespace indaro::ui::pages
