// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/widgets.h"
#include "ui/models/traces_text.h"
#include "ui/pages/case_file/attachments_panel.h"
#include "ui/pages/consents/use_question.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <utility>

// What somebody chose to be kept: its words, who may read it, and what is still in it of where it comes from.

namespace indaro::ui::pages {

using base::Result;

namespace {

QString compartmentText(sync::Compartment compartment)
{
    switch (compartment) {
    case sync::Compartment::Case:
        return AttachmentsPanel::tr("The file: everybody who works on it");
    case sync::Compartment::Identity:
        return AttachmentsPanel::tr("Identity and papers");
    case sync::Compartment::Health:
        return AttachmentsPanel::tr("Health");
    case sync::Compartment::Perpetrator:
        return AttachmentsPanel::tr("Alleged perpetrators");
    }
    return {};
}

} // namespace

QString AttachmentsPanel::kindText(casework::AttachmentKind kind)
{
    switch (kind) {
    case casework::AttachmentKind::Image:
        return tr("picture");
    case casework::AttachmentKind::Signature:
        return tr("signature");
    case casework::AttachmentKind::Audio:
        return tr("sound recording");
    case casework::AttachmentKind::Video:
        return tr("film");
    case casework::AttachmentKind::File:
        break;
    }
    return tr("document");
}

void AttachmentsPanel::choose()
{
    m_context.files->openFile(this, tr("Choose what is to be kept"), tr("All files (*)"),
                              [this, person = m_person](const QString &path) {
                                  if (m_person != person)
                                      return;
                                  closeOffer();
                                  say(tr("It is being read …"));
                                  kit::runInBackground(
                                      this, [path] { return models::readAnyAttachment(path); },
                                      [this, reading = ++m_reading](Result<models::ImportedFile> file) {
                                          if (reading != m_reading)
                                              return;
                                          if (!file)
                                              return fail(file.error());
                                          offer(std::move(file).value());
                                      });
                              });
}

void AttachmentsPanel::offer(models::ImportedFile file)
{
    say({});
    m_offered = std::move(file);
    sayOffer();
    m_words->setText(m_offered->name);
    m_compartment->setCurrentIndex(m_compartment->findData(static_cast<int>(sync::Compartment::Identity)));
    m_offer->show();
    m_words->setFocus(Qt::TabFocusReason);
    m_words->selectAll();
    if (casework::isPhotograph(m_offered->kind) && m_person)
        UseQuestion::ask(
            m_context, this, [this](const QString &text) { say(text); }, *m_person, casework::consent_uses::Photo, [] {},
            [this] { closeOffer(); });
}

void AttachmentsPanel::closeOffer()
{
    ++m_reading;
    m_offered.reset();
    m_offer->hide();
    fill();
}

void AttachmentsPanel::keep()
{
    if (!m_offered || !m_person)
        return;
    m_keep->setEnabled(false);
    m_context.workspace->ask(
        this,
        [attachment =
             casework::NewAttachment{.caseFile = *m_person,
                                     .kind = m_offered->kind,
                                     .compartment = static_cast<sync::Compartment>(m_compartment->currentData().toInt()),
                                     .title = models::titleWithTraces(m_words->text(), m_offered->traces),
                                     .content = m_offered->content}](casework::Desk &desk) {
            return casework::addAttachment(desk, attachment);
        },
        [this, person = m_person](const Result<casework::KeptAttachment> &kept) {
            m_keep->setEnabled(true);
            if (m_person != person)
                return;
            if (!kept)
                return fail(kept.error());
            closeOffer();
            say(tr("It is kept. Delete it now from the stick, the camera or the telephone it came from."));
            showPerson(*person);
            m_add->setFocus(Qt::TabFocusReason);
        });
}

/// What the file says beside what is seen or heard in it; of a picture, which was drawn anew, and of plain words there is
/// nothing to say.
void AttachmentsPanel::sayOffer()
{
    if (!m_offered)
        return;
    QString text = tr("%1, %2. Who may read it later is decided here.")
                       .arg(kindText(m_offered->kind), QLocale().formattedDataSize(m_offered->content.size()));
    const casework::MediaType type = casework::mediaTypeOf(m_offered->content);
    if (type.family != casework::MediaFamily::Picture && type.name != QLatin1StringView("text/plain"))
        text += u'\n' + models::tracesText(m_offered->traces);
    m_offerText->setText(text);
    m_keep->setText(m_offered->traces == models::Traces::None ? tr("Keep it") : tr("Keep it as it is"));
}

void AttachmentsPanel::nameOffer()
{
    m_wordsRow->setLabel(tr("What it is, in a few words"));
    m_compartmentRow->setLabel(tr("Belongs to"));
    m_keep->setText(tr("Keep it"));
    m_cancel->setText(tr("Not now"));
    sayOffer();
    const QVariant compartment = m_compartment->currentData();
    m_compartment->clear();
    for (const auto each :
         {sync::Compartment::Case, sync::Compartment::Identity, sync::Compartment::Health, sync::Compartment::Perpetrator})
        m_compartment->addItem(compartmentText(each), static_cast<int>(each));
    m_compartment->setCurrentIndex(std::max(m_compartment->findData(compartment), 0));
}

} // namespace indaro::ui::pages
