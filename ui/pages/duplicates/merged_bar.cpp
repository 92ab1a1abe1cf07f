// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/duplicates/merged_bar.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/duplicates/duplicate_texts.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

/// Who agreed; no field of a record, so it stands under a number no field has.
constexpr sync::FieldId AgreedToUndo{fields::file_merge::Table, 904};

} // namespace

MergedBar::MergedBar(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_report(std::make_shared<casework::UndoneMerge>()),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_button(new kit::PushButton(this)),
      m_second(new SecondPersonPanel(this))
{
    setObjectName(u"mergedBar"_s);
    setProperty("banner", u"info"_s);
    m_text->setTextFormat(Qt::PlainText); // a reason somebody typed is in it
    m_button->setObjectName(u"undoMerge"_s);
    kit::setButtonRole(m_button, kit::ButtonRole::Quiet);
    m_form = new ActionPanel(
        context, "undo_merge", {fields::file_merge::UndoneWhy},
        [report = m_report](casework::Desk &desk, sync::RecordId merge,
                            const ActionPanel::Values &values) -> base::Result<void> {
            // Read on the screens' thread only after this command's own answer.
            INDARO_TRY_ASSIGN(*report, casework::undoMerge(desk, merge, values.at(fields::file_merge::UndoneWhy),
                                                           values.at(AgreedToUndo).textOr({})));
            return {};
        },
        this);
    m_form->setObjectName(u"undoMergeForm"_s);
    auto *nothing = new QWidget(m_form);
    nothing->setFixedHeight(0);
    m_form->addMore(nothing, [this](ActionPanel::Values &values) {
        values[AgreedToUndo] = std::exchange(m_agreed, {});
        return true;
    });
    m_form->setRefusal([this](const base::Error &error) {
        if (error.code != base::Errc::SecondPersonNeeded)
            return false;
        m_second->start(m_context.vault);
        kit::scrollTo(m_second);
        return true;
    });
    connect(m_second, &SecondPersonPanel::agreed, this, [this](const std::shared_ptr<session::Approval> &approval) {
        m_agreed = approval->auditDetail();
        m_form->submit();
    });
    connect(m_form, &ActionPanel::givenUp, this, [this] { m_second->hide(); });
    connect(m_form, &ActionPanel::submitted, this, [this] {
        const QString left = DuplicateTexts::left(*m_report);
        m_context.navigator->showNotice(
            left.isEmpty() ? tr("The two files are two again, as they were.")
                           : tr("The two files are two again. This was changed since, and stays as it is:") + u'\n' + left);
        showPerson(m_person);
        Q_EMIT undone();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (!m_merges.empty())
            m_form->begin(m_merges.front().id);
    });
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    column->addWidget(m_text);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    column->addWidget(m_second);
    for (QWidget *part : std::initializer_list<QWidget *>{m_form, m_second})
        part->hide();
    hide();
    retranslate();
}

void MergedBar::showPerson(const std::optional<casework::CaseId> &person)
{
    if (m_person != person) {
        m_form->hide();
        m_second->hide();
        m_merges.clear();
        hide();
    }
    m_person = person;
    if (!person)
        return;
    m_context.workspace->ask(
        this, [person = *person](casework::Desk &desk) { return casework::listMergesOf(desk, person); },
        [this, person = *person](const base::Result<std::vector<casework::FileMerge>> &merges) {
            if (m_person != person || !merges)
                return; // another file by now; the page says what is wrong with the vault
            m_merges = *merges;
            std::erase_if(m_merges,
                          [&](const casework::FileMerge &merge) { return merge.undoneAt || merge.kept != person; });
            show();
        });
}

void MergedBar::flush()
{
    m_form->flush();
}

void MergedBar::show()
{
    QStringList lines;
    for (const casework::FileMerge &merge : m_merges) {
        const QString line = tr("File %1 was taken into this one on %2: %3")
                                 .arg(merge.otherCode, kit::dateText(model::localDay(merge.mergedAt)), merge.reason);
        if (!lines.contains(line)) // two computers may have done it at once
            lines << line;
    }
    // The one that is taken apart first: the last.
    const base::UtcMs last = m_merges.empty() ? 0 : m_merges.front().mergedAt + casework::MergeCanBeUndone;
    const bool isTooLate = !m_merges.empty() && m_context.clock->nowUtc() > last;
    if (!lines.isEmpty())
        lines << (isTooLate ? tr("That is too long ago to be taken apart.")
                            : tr("They can be taken apart until %1.").arg(kit::dateText(model::localDay(last))));
    m_text->setText(lines.join(u'\n'));
    setVisible(!m_merges.empty());
    const auto &access = m_context.workspace->access();
    const bool mayUndo =
        !access || (access->mayWrite(casework::Thing::Register) && access->mayRead(casework::Thing::Identity));
    m_button->setVisible(mayUndo && !isTooLate);
}

void MergedBar::retranslate()
{
    m_button->setText(tr("Take the two files apart again…"));
    m_form->setTexts(tr("Take the two files apart, together with a second person"), tr("Take them apart"));
    show();
}

} // namespace indaro::ui::pages
