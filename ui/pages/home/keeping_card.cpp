// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/keeping_card.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/training/training.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/closing/closing_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostFiles = 4; // the first page is for the whole day
constexpr int FilesAhead = 30;       // days

} // namespace

struct KeepingCard::Loaded
{
    std::vector<casework::ClosedFile> files;
    int untrained = 0;

    /// What the card shows of it.
    [[nodiscard]] std::vector<std::pair<casework::CaseId, std::optional<QDate>>> shown() const
    {
        std::vector<std::pair<casework::CaseId, std::optional<QDate>>> lines;
        for (const auto &file : files)
            lines.emplace_back(file.person, file.closing.keepUntil);
        return lines;
    }
};

KeepingCard::KeepingCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_lines(new QVBoxLayout)
{
    kit::setCard(this);
    setObjectName(u"keepingCard"_s);
    m_lines->setSpacing(kit::space::Half);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(m_lines);
    hide();
}

void KeepingCard::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->files, casework::listFilesToDecide(desk, FilesAhead));
            INDARO_TRY_ASSIGN(const bool isDirector, casework::isWaiverReviewer(desk));
            if (isDirector) {
                const auto state = casework::loadTrainingState(desk);
                loaded->untrained = state ? int(state->untrained()) : 0; // of a procedure that is still coming: later
            }
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return; // the page says what is wrong with the vault
            if (m_loaded != nullptr && m_loaded->untrained == (*loaded)->untrained &&
                m_loaded->shown() == (*loaded)->shown())
                return; // what stands there already keeps the keyboard
            m_loaded = *loaded;
            show();
        });
}

void KeepingCard::addLine(const QString &text, std::function<void()> go)
{
    auto *button = new kit::PushButton(text, this);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this, std::move(go));
    m_lines->addWidget(button, 0, Qt::AlignLeft);
}

void KeepingCard::show()
{
    while (auto *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QDate today = model::localDay(m_context.clock->nowUtc());
    setVisible(!m_loaded->files.empty() || m_loaded->untrained > 0);
    m_title->setText(tr("Keeping the files and training the staff"));
    for (std::size_t i = 0; i < m_loaded->files.size() && i < MostFiles; ++i) {
        const casework::ClosedFile &file = m_loaded->files[i];
        addLine(tr("Closed file %1, kept until %2").arg(file.caseCode, ClosingTexts::keptUntil(file.closing, today)),
                [this, person = file.person] { m_context.navigator->openPage(ClosingPageId, OpenClosing{person}); });
    }
    if (m_loaded->files.size() > MostFiles)
        addLine(tr("%n more closed file(s) to decide on", nullptr, int(m_loaded->files.size() - MostFiles)),
                [this] { m_context.navigator->openPage(ClosedFilesPageId); });
    if (m_loaded->untrained > 0)
        addLine(tr("%n member(s) of staff not trained in the present procedure", nullptr, m_loaded->untrained),
                [this] { m_context.navigator->openPage(TrainingPageId); });
}

void KeepingCard::retranslate()
{
    if (m_loaded != nullptr)
        show();
}

} // namespace indaro::ui::pages
