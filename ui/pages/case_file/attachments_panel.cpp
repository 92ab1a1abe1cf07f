// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/attachments_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/field_label.h"
#include "ui/sound/recording_bar.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using base::Result;
using casework::StoredAttachment;
namespace fields = model::fields;

namespace {

QString compartmentWord(sync::Compartment compartment)
{
    switch (compartment) {
    case sync::Compartment::Case:
        return models::tableLabel(fields::case_file::Table);
    case sync::Compartment::Identity:
        return models::tableLabel(fields::identity::Table);
    case sync::Compartment::Health:
        return models::tableLabel(fields::health::Table);
    case sync::Compartment::Perpetrator:
        return models::tableLabel(fields::perpetrator::Table);
    }
    return {};
}

} // namespace

AttachmentsPanel::AttachmentsPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_message(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, 6, this)),
      m_add(new kit::PushButton(this)), m_view(new kit::PushButton(this)), m_remove(new kit::PushButton(this)),
      m_undo(new kit::PushButton(this)), m_offer(new QWidget(this)),
      m_offerText(kit::makeLabel(kit::TextRole::Body, m_offer)), m_words(new QLineEdit(m_offer)),
      m_compartment(new QComboBox(m_offer)), m_wordsRow(new kit::FormRow(m_words, m_offer)),
      m_compartmentRow(new kit::FormRow(m_compartment, m_offer)), m_keep(new kit::PushButton(m_offer)),
      m_cancel(new kit::PushButton(m_offer)), m_viewer(new QWidget(this)), m_scroll(new QScrollArea(m_viewer)),
      m_pictureLabel(new QLabel(m_scroll)), m_recording(new sound::RecordingBar(m_viewer)),
      m_size(new kit::PushButton(m_viewer)), m_close(new kit::PushButton(m_viewer))
{
    build();
    retranslate();
}

AttachmentsPanel::~AttachmentsPanel()
{
    if (m_unheard)
        m_unheard->store(true);
}

void AttachmentsPanel::build()
{
    kit::setCard(this);
    kit::setUpList(m_table, {5, 5, 4, 3, 3, 5});
    m_table->setObjectName(QStringLiteral("attachments"));
    m_table->setMinimumHeight(kit::space::Six * 4);
    auto *actions = new QHBoxLayout;
    actions->setSpacing(kit::space::One);
    for (QPushButton *button : {m_add, m_view, m_remove, m_undo})
        actions->addWidget(button);
    actions->addStretch(1);
    auto *offer = new QVBoxLayout(m_offer);
    offer->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_offerText, m_wordsRow, m_compartmentRow})
        offer->addWidget(part);
    auto *offerButtons = new QHBoxLayout;
    offerButtons->addStretch(1);
    offerButtons->addWidget(m_cancel);
    offerButtons->addWidget(m_keep);
    offer->addLayout(offerButtons);
    m_viewer->setLayout(makeViewer());
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_message, m_table})
        column->addWidget(part);
    column->addLayout(actions);
    column->addWidget(m_offer);
    column->addWidget(m_viewer);
    for (QPushButton *button : {m_view, m_remove, m_undo, m_cancel})
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
    kit::setButtonRole(m_keep, kit::ButtonRole::Primary);
    m_add->setObjectName(QStringLiteral("addAttachment"));
    m_view->setObjectName(QStringLiteral("viewAttachment"));
    m_remove->setObjectName(QStringLiteral("removeAttachment"));
    m_undo->setObjectName(QStringLiteral("putBackAttachment"));
    m_keep->setObjectName(QStringLiteral("keepAttachment"));
    m_words->setObjectName(QStringLiteral("attachmentTitle"));
    m_compartment->setObjectName(QStringLiteral("attachmentCompartment"));
    connect(m_add, &QPushButton::clicked, this, &AttachmentsPanel::choose);
    connect(m_keep, &QPushButton::clicked, this, &AttachmentsPanel::keep);
    connect(m_cancel, &QPushButton::clicked, this, &AttachmentsPanel::closeOffer);
    connect(m_view, &QPushButton::clicked, this, &AttachmentsPanel::view);
    connect(m_table, &QTableWidget::itemActivated, this, &AttachmentsPanel::view);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &AttachmentsPanel::choiceChanged);
    connect(m_remove, &QPushButton::clicked, this, &AttachmentsPanel::remove);
    connect(m_undo, &QPushButton::clicked, this, &AttachmentsPanel::putBack);
    for (QWidget *part : std::initializer_list<QWidget *>{m_offer, m_viewer, m_undo})
        part->hide();
}

void AttachmentsPanel::showPerson(sync::RecordId person)
{
    if (m_person != person) {
        showNobody();
        m_person = person;
    }
    m_context.workspace->ask(
        this, [person](casework::Desk &desk) { return casework::listAttachments(desk, person); },
        [this, person](const Result<std::vector<StoredAttachment>> &read) {
            if (m_person == person)
                list(read);
        });
}

void AttachmentsPanel::showNobody()
{
    ++m_reading;
    m_person.reset();
    m_list.clear();
    m_removed.reset();
    m_undo->hide();
    closeOffer();
    closeView();
    fill();
}

void AttachmentsPanel::list(const Result<std::vector<StoredAttachment>> &read)
{
    if (!read)
        return fail(read.error());
    m_list = *read;
    const bool isViewedThere =
        std::any_of(m_list.begin(), m_list.end(), [this](const StoredAttachment &each) { return m_viewed == each.key; });
    if (m_viewed && !isViewedThere)
        closeView(); // taken out elsewhere
    fill();
}

QString AttachmentsPanel::originOf(const StoredAttachment &attachment) const
{
    if (!attachment.interview)
        return tr("added to the file");
    const QString form = attachment.formTitle.isEmpty() ? models::formLabel(attachment.formId) : attachment.formTitle;
    return attachment.isAnswer ? tr("interview: %1").arg(form) : tr("interview: %1, no answer any more").arg(form);
}

QString AttachmentsPanel::stateOf(const StoredAttachment &attachment) const
{
    return attachment.isWhole() ? QLocale().formattedDataSize(attachment.size)
                                : tr("still coming: %1 of %2 parts").arg(attachment.partsHere).arg(attachment.parts);
}

void AttachmentsPanel::fill()
{
    const int row = m_table->currentRow();
    m_table->setRowCount(static_cast<int>(m_list.size()));
    for (int i = 0; i < m_table->rowCount(); ++i) {
        const StoredAttachment &each = m_list[static_cast<std::size_t>(i)];
        const QString texts[] = {titleOf(each),
                                 kindText(each.kind) + QStringLiteral(" · ") + compartmentWord(each.compartment),
                                 kit::dateText(model::localIsoMinute(each.addedAt)),
                                 each.addedBy,
                                 stateOf(each),
                                 originOf(each)};
        for (int column = 0; column < m_table->columnCount(); ++column) {
            auto *item = new QTableWidgetItem(texts[column]);
            item->setToolTip(texts[column]);
            m_table->setItem(i, column, item);
        }
    }
    m_table->setVisible(!m_list.empty());
    if (row >= 0 && row < m_table->rowCount())
        m_table->setCurrentCell(row, 0);
    if (m_person && m_list.empty() && m_offer->isHidden())
        say(tr(
            "Nothing yet. Papers photographed or scanned, a drawing, a recording of a threat: add them from a stick, and "
            "delete them there afterwards. They are kept encrypted with this file, without the place, time and names that "
            "a camera, a telephone or a program writes into them."));
    else if (m_message->text().isEmpty() || m_list.empty())
        say({});
    choiceChanged();
}

const StoredAttachment *AttachmentsPanel::chosen() const
{
    const int row = m_table->currentRow();
    const bool isChosen = row >= 0 && row < static_cast<int>(m_list.size()) && !m_table->selectedItems().isEmpty();
    return isChosen ? &m_list[static_cast<std::size_t>(row)] : nullptr;
}

void AttachmentsPanel::choiceChanged()
{
    const StoredAttachment *attachment = chosen();
    m_add->setEnabled(m_person.has_value());
    const bool isHeard = attachment != nullptr && isRecording(*attachment);
    m_view->setEnabled(attachment != nullptr && isViewed(*attachment));
    m_view->setText(isHeard ? tr("Listen to it") : tr("Look at it"));
    m_remove->setEnabled(attachment != nullptr && !attachment->isAnswer);
    m_view->setVisible(!m_list.empty());
    m_remove->setVisible(!m_list.empty());
    if (attachment == nullptr)
        return;
    if (attachment->isAnswer)
        say(attachment->isOfSigned ? tr("It belongs to a signed interview, and stays with it.")
                                   : tr("It belongs to an interview: take it away in its question."));
    else if (!isViewed(*attachment))
        say(tr("Pictures and scanned papers can be looked at here, and recordings listened to. Films and other documents "
               "are kept, and cannot be opened here."));
    else
        say({});
}

void AttachmentsPanel::remove()
{
    const StoredAttachment *attachment = chosen();
    if (attachment == nullptr)
        return;
    m_context.workspace->ask(
        this, [key = attachment->key](casework::Desk &desk) { return casework::removeAttachment(desk, key); },
        [this, key = attachment->key, title = titleOf(*attachment), person = m_person](const Result<void> &done) {
            if (m_person != person)
                return;
            if (!done)
                return fail(done.error());
            m_removed = key;
            m_undo->show();
            say(tr("Taken out of the file: %1").arg(title));
            showPerson(*person);
            m_undo->setFocus(Qt::TabFocusReason);
        });
}

void AttachmentsPanel::putBack()
{
    if (!m_removed)
        return;
    m_context.workspace->ask(
        this, [key = *m_removed](casework::Desk &desk) { return casework::putBackAttachment(desk, key); },
        [this, person = m_person](const Result<void> &done) {
            if (m_person != person)
                return;
            if (!done)
                return fail(done.error());
            m_removed.reset();
            m_undo->hide();
            say({});
            showPerson(*person);
            m_add->setFocus(Qt::TabFocusReason);
        });
}

void AttachmentsPanel::say(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

void AttachmentsPanel::fail(const base::Error &error)
{
    say(kit::errorText(error).whole());
}

void AttachmentsPanel::retranslate()
{
    m_title->setText(tr("Papers, pictures and recordings"));
    m_table->setHorizontalHeaderLabels({tr("What"), tr("Kind"), tr("Added"), tr("By"), tr("Size"), tr("Where from")});
    m_table->setAccessibleName(m_title->text());
    m_add->setText(tr("Add …"));
    m_remove->setText(tr("Take it out"));
    m_undo->setText(tr("Put it back"));
    nameViewer();
    nameOffer();
    fill();
}

} // namespace indaro::ui::pages
