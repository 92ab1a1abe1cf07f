// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/attachments/attachment_store.h"
#include "ui/kit/page.h"
#include "ui/models/attachment_import.h"
#include "ui/sound/recording_decoder.h"

#include <QFrame>
#include <QImage>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::sound {
class RecordingBar;
}

namespace indaro::ui::pages {

/// Papers, pictures and recordings of one person: a list, what is chosen to be added with its words and who may read it, and
/// the picture that is looked at or the recording that is listened to. All of it from memory.
class AttachmentsPanel final : public QFrame
{
    Q_OBJECT
public:
    AttachmentsPanel(const kit::PageContext &context, QWidget *parent);
    ~AttachmentsPanel() override;
    /// Reads the list again; of another person, what was open is closed.
    void showPerson(sync::RecordId person);
    void showNobody();
    void retranslate();

protected:
    /// What is looked at is not left standing behind another page.
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void list(const base::Result<std::vector<casework::StoredAttachment>> &read);
    void fill();
    void choiceChanged();
    void remove();
    void putBack();
    void say(const QString &text);
    void fail(const base::Error &error);
    [[nodiscard]] const casework::StoredAttachment *chosen() const;
    [[nodiscard]] QString originOf(const casework::StoredAttachment &attachment) const;
    [[nodiscard]] QString stateOf(const casework::StoredAttachment &attachment) const;
    // attachments_offer.cpp
    [[nodiscard]] static QString kindText(casework::AttachmentKind kind);
    void choose();
    void offer(models::ImportedFile file);
    void sayOffer();
    void nameOffer();
    void keep();
    void closeOffer();
    // attachments_view.cpp
    [[nodiscard]] static bool isPicture(const casework::StoredAttachment &attachment);
    [[nodiscard]] static bool isRecording(const casework::StoredAttachment &attachment);
    [[nodiscard]] static bool isPaper(const casework::StoredAttachment &attachment);
    [[nodiscard]] static bool isViewed(const casework::StoredAttachment &attachment); ///< or listened to
    [[nodiscard]] static QString titleOf(const casework::StoredAttachment &attachment);
    [[nodiscard]] QString viewedTitle() const;
    [[nodiscard]] QLayout *makeViewer();
    void view();
    void readPicture(const QByteArray &content);
    void showPicture(const QImage &picture, bool isPaper);
    void drawPicture();
    void decode(const QByteArray &content);
    void showSound(sound::Sound sound);
    void openViewer();
    void closeView();
    void nameViewer();

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    std::vector<casework::StoredAttachment> m_list;
    std::optional<models::ImportedFile> m_offered; ///< chosen, and not kept yet
    std::optional<sync::RecordKey> m_removed;      ///< to put back
    std::optional<sync::RecordKey> m_viewed;
    QImage m_picture;
    sound::Cancelled m_unheard; ///< stops what makes a recording ready
    int m_reading = 0;          ///< counts what is asked for: an earlier answer is nobody's any more

    QLabel *m_title;
    QLabel *m_message;
    QTableWidget *m_table;
    QPushButton *m_add, *m_view, *m_remove, *m_undo;
    QWidget *m_offer;
    QLabel *m_offerText;
    QLineEdit *m_words;
    QComboBox *m_compartment;
    kit::FormRow *m_wordsRow;
    kit::FormRow *m_compartmentRow;
    QPushButton *m_keep, *m_cancel;
    QWidget *m_viewer;
    QScrollArea *m_scroll;
    QLabel *m_pictureLabel;
    sound::RecordingBar *m_recording;
    QPushButton *m_size, *m_close;
    bool m_isActualSize = false;
};

} // namespace indaro::ui::pages
