// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/openings.h"
#include "core/casework/workspace.h"
#include "ui/kit/background.h"
#include "ui/kit/picture.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/attachments_panel.h"
#include "ui/print/pdf_pages.h"
#include "ui/sound/recording_bar.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using base::Result;
using casework::StoredAttachment;

namespace {

constexpr QSize LargestViewed(4000, 4000);
constexpr int ViewHeight = 420;
constexpr int DocumentSide = 1400; ///< of a page: it can be read
constexpr int DocumentPages = 20;

struct Viewed
{
    QImage picture;
    bool hasMore = false; ///< a paper with more pages than are drawn
};

/// Its pages as one picture, to be scrolled through.
Result<Viewed> readDocument(const QByteArray &content)
{
    INDARO_TRY_ASSIGN(auto pages, print::drawPdf(content, {DocumentSide, DocumentPages + 1, false}));
    const bool hasMore = pages.size() > DocumentPages;
    if (hasMore)
        pages.pop_back();
    return Viewed{print::pagesBelowEachOther(pages), hasMore};
}

Result<Viewed> readViewed(const QByteArray &content)
{
    if (print::isPdf(content))
        return readDocument(content);
    INDARO_TRY_ASSIGN(QImage picture, kit::readPicture(content, LargestViewed));
    return Viewed{std::move(picture)};
}

} // namespace

bool AttachmentsPanel::isPicture(const StoredAttachment &attachment)
{
    return attachment.mediaType.startsWith(QLatin1StringView("image/"));
}

bool AttachmentsPanel::isRecording(const StoredAttachment &attachment)
{
    return attachment.mediaType.startsWith(QLatin1StringView("audio/"));
}

bool AttachmentsPanel::isPaper(const StoredAttachment &attachment)
{
    return attachment.mediaType == QLatin1StringView("application/pdf");
}

bool AttachmentsPanel::isViewed(const StoredAttachment &attachment)
{
    return isPicture(attachment) || isPaper(attachment) || isRecording(attachment);
}

QString AttachmentsPanel::titleOf(const StoredAttachment &attachment)
{
    return attachment.title.isEmpty() ? attachment.fileName : attachment.title;
}

QString AttachmentsPanel::viewedTitle() const
{
    const auto found =
        std::find_if(m_list.begin(), m_list.end(), [this](const StoredAttachment &each) { return m_viewed == each.key; });
    return found != m_list.end() ? titleOf(*found) : QString();
}

QLayout *AttachmentsPanel::makeViewer()
{
    auto *viewer = new QVBoxLayout;
    viewer->setContentsMargins(0, 0, 0, 0);
    m_scroll->setWidget(m_pictureLabel);
    m_scroll->setFixedHeight(ViewHeight);
    m_scroll->setAlignment(Qt::AlignCenter);
    viewer->addWidget(m_scroll);
    viewer->addWidget(m_recording);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    for (QPushButton *button : {m_size, m_close}) {
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        buttons->addWidget(button);
    }
    viewer->addLayout(buttons);
    m_close->setObjectName(QStringLiteral("closeAttachment"));
    m_pictureLabel->setObjectName(QStringLiteral("attachmentView"));
    connect(m_close, &QPushButton::clicked, this, &AttachmentsPanel::closeView);
    connect(m_size, &QPushButton::clicked, this, [this] {
        m_isActualSize = !m_isActualSize;
        drawPicture();
        nameViewer();
    });
    connect(m_recording, &sound::RecordingBar::failed, this, &AttachmentsPanel::fail);
    return viewer;
}

void AttachmentsPanel::view()
{
    const StoredAttachment *attachment = chosen();
    if (attachment == nullptr || !m_person || !isViewed(*attachment))
        return;
    closeView();
    m_viewed = attachment->key;
    m_context.workspace->ask(
        this,
        [key = attachment->key, person = *m_person](casework::Desk &desk) -> Result<QByteArray> {
            INDARO_TRY_ASSIGN(const auto ground,
                              casework::noteOpening(desk, {person, casework::OpenedThing::Attachment, key.record}));
            if (!ground) // the reason given at the door no longer stands: it is asked for there
                return base::Error(base::Errc::AccessRefused);
            return casework::loadAttachment(desk, key);
        },
        [this, reading = ++m_reading, isHeard = isRecording(*attachment)](const Result<QByteArray> &bytes) {
            if (reading != m_reading)
                return;
            if (!bytes)
                return fail(bytes.error());
            if (isHeard)
                decode(*bytes);
            else
                readPicture(*bytes);
        });
}

void AttachmentsPanel::readPicture(const QByteArray &content)
{
    kit::runInBackground(
        this, [content] { return readViewed(content); },
        [this, reading = m_reading, isPaper = print::isPdf(content)](const Result<Viewed> &viewed) {
            if (reading != m_reading)
                return;
            if (!viewed)
                return fail(viewed.error());
            showPicture(viewed->picture, isPaper);
            if (viewed->hasMore)
                say(tr("Only the first %1 pages are shown here. The whole paper is kept.").arg(DocumentPages));
        });
}

void AttachmentsPanel::showPicture(const QImage &picture, bool isPaper)
{
    m_picture = picture;
    m_isActualSize = isPaper; // to be read, page after page
    m_pictureLabel->setAccessibleName(viewedTitle());
    openViewer();
    drawPicture();
    m_close->setFocus(Qt::TabFocusReason);
}

void AttachmentsPanel::drawPicture()
{
    const QSize room(std::max(width() - 2 * kit::space::Three, 200), ViewHeight - kit::space::One);
    const bool fits = m_picture.width() <= room.width() && m_picture.height() <= room.height();
    m_pictureLabel->setPixmap(QPixmap::fromImage(
        fits || m_isActualSize ? m_picture : m_picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation)));
    m_pictureLabel->adjustSize();
    m_size->setVisible(!fits);
}

void AttachmentsPanel::decode(const QByteArray &content)
{
    say(tr("The recording is being made ready …"));
    m_unheard = std::make_shared<std::atomic_bool>(false);
    kit::runInBackground(
        this,
        [content, unheard = m_unheard] {
            return sound::decodeRecording(content, casework::mediaTypeOf(content).name, unheard);
        },
        [this, reading = m_reading](Result<sound::Sound> decoded) {
            if (reading != m_reading)
                return;
            say({});
            if (!decoded)
                return fail(decoded.error());
            showSound(std::move(decoded).value());
        });
}

void AttachmentsPanel::showSound(sound::Sound sound)
{
    m_recording->openSound(std::move(sound), viewedTitle());
    openViewer();
    m_recording->setFocus(Qt::TabFocusReason);
}

void AttachmentsPanel::openViewer()
{
    const bool isSeen = !m_picture.isNull();
    m_scroll->setVisible(isSeen);
    m_size->setVisible(isSeen);
    m_recording->setVisible(!isSeen);
    m_viewer->show();
    nameViewer();
}

void AttachmentsPanel::closeView()
{
    ++m_reading;
    if (m_unheard)
        m_unheard->store(true);
    m_unheard.reset();
    m_viewed.reset();
    m_picture = {};
    m_pictureLabel->clear();
    m_recording->closeSound();
    const bool hadFocus = m_viewer->isAncestorOf(QApplication::focusWidget());
    m_viewer->hide();
    if (hadFocus)
        m_view->setFocus(Qt::TabFocusReason);
}

void AttachmentsPanel::nameViewer()
{
    m_size->setText(m_isActualSize ? tr("The whole picture") : tr("In its own size"));
    m_close->setText(m_picture.isNull() ? tr("Close the recording") : tr("Close the picture"));
    m_recording->retranslate();
}

void AttachmentsPanel::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous()) // not a window that was made small
        closeView();
    QFrame::hideEvent(event);
}

} // namespace indaro::ui::pages
