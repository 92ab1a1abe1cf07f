// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_media.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/interviews/form_mapping.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/models/traces_text.h"
#include "ui/pages/consents/use_question.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <utility>

namespace indaro::ui::pages {

using base::Result;
using casework::AttachmentKind;
using indaro::forms::FormItem;
using indaro::forms::QuestionType;
using namespace Qt::StringLiterals;

namespace {

struct InterviewMediaTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::InterviewMedia)
};

AttachmentKind kindOf(const FormItem &item)
{
    switch (item.type) {
    case QuestionType::Image:
        return item.hasAppearance(u"signature"_s) ? AttachmentKind::Signature : AttachmentKind::Image;
    case QuestionType::Audio:
        return AttachmentKind::Audio;
    case QuestionType::Video:
        return AttachmentKind::Video;
    default:
        return AttachmentKind::File;
    }
}

/// What the file dialog shows first; what is taken is decided by the content.
QString filterOf(AttachmentKind kind)
{
    switch (kind) {
    case AttachmentKind::Image:
    case AttachmentKind::Signature:
        return InterviewMediaTexts::tr("Pictures (*.jpg *.jpeg *.png *.gif *.bmp *.webp *.heic *.heif *.tif *.tiff)");
    case AttachmentKind::Audio:
        return InterviewMediaTexts::tr("Sound recordings (*.mp3 *.m4a *.amr *.ogg *.opus *.wav *.flac *.3gp *.aac)");
    case AttachmentKind::Video:
        return InterviewMediaTexts::tr("Films (*.mp4 *.3gp *.webm *.mkv *.avi *.mov)");
    case AttachmentKind::File:
        break;
    }
    return InterviewMediaTexts::tr("All files (*)");
}

} // namespace

InterviewMedia::InterviewMedia(kit::PageContext context, std::shared_ptr<const indaro::forms::FormDefinition> definition,
                               const casework::LoadedInterview &interview)
    : m_context(std::move(context)), m_definition(std::move(definition)), m_interview(interview.id),
      m_caseFile(interview.caseFile)
{
}

/// A form may ask for smaller pictures (parameters: max-pixels), never for larger ones.
int InterviewMedia::longestSide(const FormItem &item) const
{
    const int asked = item.parameters.value(u"max-pixels"_s).toInt();
    return asked > 0 ? std::min(asked, models::LongestSideKept) : models::LongestSideKept;
}

void InterviewMedia::choose(QWidget *context, const Place &place, std::function<void()> begun, Kept kept)
{
    const AttachmentKind kind = kindOf(*place.item);
    m_context.files->openFile(context, InterviewMediaTexts::tr("Choose what is to be kept"), filterOf(kind),
                              [this, guard = QPointer<QWidget>(context), place, kind, side = longestSide(*place.item),
                               begun = std::move(begun), kept = std::move(kept)](const QString &path) {
                                  if (!guard)
                                      return;
                                  begun();
                                  kit::runInBackground(
                                      guard.data(), [kind, path, side] { return models::readAttachment(kind, path, side); },
                                      [this, guard, place, kept](Result<models::PreparedAttachment> prepared) {
                                          take(guard.data(), place, std::move(prepared), kept);
                                      });
                              });
}

void InterviewMedia::keep(QWidget *context, const Place &place, const QByteArray &drawn, Kept kept)
{
    kit::runInBackground(
        context,
        [kind = kindOf(*place.item), drawn, side = longestSide(*place.item)] {
            return models::prepareAttachment(kind, drawn, side);
        },
        [this, guard = QPointer<QWidget>(context), place, kept](Result<models::PreparedAttachment> prepared) {
            take(guard.data(), place, std::move(prepared), kept);
        });
}

void InterviewMedia::take(QWidget *context, const Place &place, Result<models::PreparedAttachment> prepared,
                          const Kept &kept)
{
    if (!prepared)
        return kept(prepared.error());
    if (prepared->traces == models::Traces::None)
        return askAndAdd(context, place, std::move(prepared).value(), kept);
    m_context.ask->ask(context, models::tracesQuestion(prepared->traces),
                       [this, guard = QPointer<QWidget>(context), place, prepared = *prepared, kept](int choice) {
                           if (choice == models::KeptAsItIs && guard)
                               askAndAdd(guard.data(), place, prepared, kept);
                           else
                               kept(base::Error(base::Errc::Cancelled));
                       });
}

void InterviewMedia::askAndAdd(QWidget *context, const Place &place, models::PreparedAttachment prepared, Kept kept)
{
    if (!casework::isPhotograph(kindOf(*place.item)))
        return add(context, place, std::move(prepared), std::move(kept));
    const auto goOn = [this, guard = QPointer<QWidget>(context), place, prepared = std::move(prepared), kept] {
        if (guard)
            add(guard.data(), place, prepared, kept);
        else
            kept(base::Error(base::Errc::Cancelled));
    };
    UseQuestion::ask(
        m_context, context, [](const QString &) {}, m_caseFile, casework::consent_uses::Photo, goOn, // the interview asks it
        [kept] { kept(base::Error(base::Errc::Cancelled)); });
}

void InterviewMedia::add(QWidget *context, const Place &place, models::PreparedAttachment prepared, Kept kept)
{
    m_context.workspace->ask(
        context,
        [attachment = casework::NewAttachment{.caseFile = m_caseFile,
                                              .interview = m_interview,
                                              .path = place.path,
                                              .kind = kindOf(*place.item),
                                              .compartment = casework::compartmentOf(*m_definition, *place.item),
                                              .title = models::titleWithTraces({}, prepared.traces),
                                              .stem = place.item->name,
                                              .content = std::move(prepared.content)}](casework::Desk &desk) {
            return casework::addAttachment(desk, attachment);
        },
        [kept = std::move(kept)](const Result<casework::KeptAttachment> &added) {
            kept(added ? Result<QString>(added->fileName) : Result<QString>(added.error()));
        });
}

void InterviewMedia::load(QWidget *context, const QString &name, Loaded loaded)
{
    m_context.workspace->ask(
        context,
        [interview = m_interview, name](casework::Desk &desk) { return casework::loadAttachment(desk, interview, name); },
        [loaded = std::move(loaded)](const Result<QByteArray> &bytes) { loaded(bytes); });
}

void InterviewMedia::discard(const QString &name)
{
    if (!m_discarded.contains(name))
        m_discarded.push_back(name);
}

QStringList InterviewMedia::takeDiscarded()
{
    return std::exchange(m_discarded, {});
}

} // namespace indaro::ui::pages
