// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/media_editor.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/signature_pad.h"
#include "ui/kit/background.h"
#include "ui/kit/error_text.h"
#include "ui/kit/picture.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QBuffer>
#include <QtCore/QLocale>
#include <QtGui/QPixmap>
#include <QtGui/QResizeEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr QSize SmallView(240, 180);
constexpr QSize MostKept(4000, 4000); ///< more than the store takes: what lies is shown smaller
constexpr QSize SignaturePaper(560, 160);
constexpr QSize DrawingPaper(560, 360);       ///< also the room for a picture that is drawn on
constexpr qint64 Large = qint64{1024} * 1024; ///< two minutes of a slow line

} // namespace

MediaEditor::MediaEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : QuestionEditor(parent), m_item(*findItem(texts.filled(), path)), m_path(path), m_shelf(texts.shelf()),
      m_view(new QLabel(this)), m_text(kit::makeLabel(kit::TextRole::Muted, this)), m_choose(new kit::PushButton(this)),
      m_drawButton(new kit::PushButton(this)), m_accept(new kit::PushButton(this)), m_clear(new kit::PushButton(this)),
      m_cancel(new kit::PushButton(this)), m_larger(new kit::PushButton(this)), m_remove(new kit::PushButton(this)),
      m_undo(new kit::PushButton(this))
{
    build();
    refreshTexts();
    arrange();
}

bool MediaEditor::isSignature() const
{
    return m_item.type == QuestionType::Image && m_item.hasAppearance(u"signature"_s);
}

bool MediaEditor::isDrawn() const
{
    return isSignature() || isAnnotated() || (m_item.type == QuestionType::Image && m_item.hasAppearance(u"draw"_s));
}

bool MediaEditor::isAnnotated() const
{
    return m_item.type == QuestionType::Image && m_item.hasAppearance(u"annotate"_s);
}

bool MediaEditor::canDraw() const
{
    return m_pad != nullptr && (isAnnotated() ? !m_picture.isNull() : m_value.isEmpty());
}

void MediaEditor::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    m_view->setObjectName(u"mediaView"_s);
    column->addWidget(m_view, 0, Qt::AlignLeft);
    m_text->setObjectName(u"mediaText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setFocusPolicy(Qt::TabFocus); // the keyboard stops here too, for the reason why there is no answer
    column->addWidget(m_text);
    if (isDrawn()) {
        m_pad = new SignaturePad(isSignature() ? SignaturePaper : DrawingPaper, this);
        m_pad->hide();
        column->addWidget(m_pad);
        connect(m_pad, &SignaturePad::strokesChanged, this, &MediaEditor::arrange);
    }
    auto *buttons = new QHBoxLayout; // no more than three are there at a time
    buttons->setSpacing(kit::space::One);
    for (QPushButton *button : {m_drawButton, m_choose, m_accept, m_clear, m_cancel, m_larger, m_remove, m_undo})
        buttons->addWidget(button);
    buttons->addStretch(1);
    column->addLayout(buttons);
    m_choose->setObjectName(u"chooseMedia"_s);
    m_drawButton->setObjectName(u"drawMedia"_s);
    m_accept->setObjectName(u"acceptDrawing"_s);
    m_clear->setObjectName(u"clearDrawing"_s);
    m_cancel->setObjectName(u"cancelDrawing"_s);
    m_larger->setObjectName(u"largerMedia"_s);
    m_remove->setObjectName(u"removeMedia"_s);
    m_undo->setObjectName(u"undoRemoveMedia"_s);
    for (QPushButton *button : {m_clear, m_cancel, m_larger, m_remove, m_undo})
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(m_choose, &QPushButton::clicked, this, &MediaEditor::choose);
    connect(m_drawButton, &QPushButton::clicked, this, &MediaEditor::openPad);
    connect(m_accept, &QPushButton::clicked, this, &MediaEditor::acceptDrawing);
    connect(m_clear, &QPushButton::clicked, this, [this] { m_pad->clear(); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_pad->hide();
        arrange();
        m_drawButton->setFocus(Qt::TabFocusReason);
    });
    connect(m_larger, &QPushButton::clicked, this, [this] {
        m_isLarge = !m_isLarge;
        refreshTexts();
        draw();
    });
    connect(m_remove, &QPushButton::clicked, this, &MediaEditor::remove);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        const QString name = std::exchange(m_removed, QString());
        setValue(name);
        Q_EMIT committed(name);
        m_remove->setFocus(Qt::TabFocusReason);
    });
}

void MediaEditor::choose()
{
    m_shelf->choose(
        this, {m_path, &m_item},
        [this] {
            m_isBusy = true;
            m_message.clear();
            arrange();
        },
        [this](const base::Result<QString> &name) { put(name); });
}

void MediaEditor::openPad()
{
    m_pad->setPicture(isAnnotated() ? m_picture : QImage());
    m_pad->show();
    arrange();
    m_cancel->setFocus(Qt::TabFocusReason);
}

void MediaEditor::acceptDrawing()
{
    QByteArray png;
    QBuffer buffer(&png);
    if (m_pad->isEmpty() || !buffer.open(QIODevice::WriteOnly) || !m_pad->drawn().save(&buffer, "PNG"))
        return;
    m_isBusy = true;
    m_message.clear();
    arrange();
    m_shelf->keep(this, {m_path, &m_item}, png, [this](const base::Result<QString> &name) {
        if (name)
            m_pad->hide(); // else what was drawn stays, to be tried again
        put(name);
    });
}

void MediaEditor::put(const base::Result<QString> &name)
{
    m_isBusy = false;
    if (!name) {
        const bool isOwnWish = name.error().code == base::Errc::Cancelled; // whoever chose it decided not to keep it
        m_message = isOwnWish ? QString() : kit::errorText(name.error()).whole();
        arrange();
        return;
    }
    if (!m_value.isEmpty())
        m_shelf->discard(m_value);
    m_removed.clear();
    setValue(*name);
    Q_EMIT committed(*name);
    m_larger->isVisibleTo(this) ? m_larger->setFocus(Qt::TabFocusReason) : m_remove->setFocus(Qt::TabFocusReason);
}

void MediaEditor::remove()
{
    m_shelf->discard(m_value);
    const QString removed = m_value;
    setValue({});
    m_removed = removed;
    arrange();
    m_undo->setFocus(Qt::TabFocusReason);
    Q_EMIT committed({});
}

void MediaEditor::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    m_message.clear();
    if (!value.isEmpty())
        m_removed.clear();
    m_picture = {};
    m_size = -1;
    m_isLarge = false;
    refreshTexts();
    load();
}

void MediaEditor::load()
{
    const int loading = ++m_loading;
    arrange();
    draw();
    if (m_value.isEmpty() || m_shelf == nullptr)
        return;
    m_shelf->load(this, m_value, [this, loading](const base::Result<QByteArray> &bytes) {
        if (loading != m_loading)
            return;
        if (bytes)
            return show(*bytes);
        m_message =
            bytes.error().code == base::Errc::UnknownRecord
                ? tr("It is not on this computer: only its name came. It may be on the way, or was never sent along.")
                : kit::errorText(bytes.error()).whole();
        arrange();
    });
}

void MediaEditor::show(const QByteArray &bytes)
{
    m_size = bytes.size();
    arrange();
    if (m_item.type != QuestionType::Image && m_item.type != QuestionType::File)
        return;
    kit::runInBackground(
        this, [bytes] { return kit::readPicture(bytes, MostKept); },
        [this, loading = m_loading](const base::Result<QImage> &picture) {
            if (loading != m_loading)
                return;
            if (picture)
                m_picture = *picture;
            else if (m_item.type == QuestionType::Image)
                m_message = kit::errorText(picture.error()).whole();
            draw();
            arrange();
        });
}

void MediaEditor::draw()
{
    m_view->setVisible(!m_picture.isNull());
    if (m_picture.isNull())
        return m_view->clear();
    const QSize room = m_isLarge ? QSize(std::max(width(), SmallView.width()), MostKept.height()) : SmallView;
    const bool isTooLarge = m_picture.width() > room.width() || m_picture.height() > room.height();
    m_view->setPixmap(
        QPixmap::fromImage(isTooLarge ? m_picture.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation) : m_picture));
}

void MediaEditor::resizeEvent(QResizeEvent *event)
{
    QuestionEditor::resizeEvent(event);
    if (m_isLarge && event->size().width() != event->oldSize().width())
        draw();
}

QString MediaEditor::emptyText() const
{
    if (m_shelf == nullptr)
        return tr("While a form is only tried out, nothing is taken here.");
    switch (m_item.type) {
    case QuestionType::Image:
        return isSignature()
                   ? tr("Sign here with the mouse, the pad or a pen. Whoever cannot signs on paper: choose a photograph of "
                        "it, or say at the right why there is none.")
                   : tr("A picture is kept encrypted in this file, smaller and without the place and time the camera wrote "
                        "into it. Delete it from the telephone or the stick afterwards.");
    case QuestionType::Audio:
    case QuestionType::Video:
        return tr(
            "A recording of up to 8 MiB is kept encrypted in this file. It cannot be played here; it comes out with an "
            "export of interviews. Delete it from the telephone or the stick afterwards.");
    default:
        return tr("A file of up to 8 MiB is kept encrypted in this file. Delete it from the stick afterwards.");
    }
}

void MediaEditor::refreshTexts()
{
    m_choose->setText(isSignature() ? tr("Choose a photograph …") : tr("Choose a file …"));
    m_drawButton->setText(isSignature() ? tr("Sign") : isAnnotated() ? tr("Draw on it") : tr("Draw"));
    m_accept->setText(tr("Accept"));
    m_clear->setText(tr("Begin again"));
    m_cancel->setText(tr("Cancel"));
    m_larger->setText(m_isLarge ? tr("Smaller") : tr("Larger"));
    m_remove->setText(tr("Take away"));
    m_undo->setText(tr("Put it back"));
    if (m_pad != nullptr)
        m_pad->setAccessibleName(isSignature()   ? tr("Paper to sign on")
                                 : isAnnotated() ? tr("The picture, to draw on")
                                                 : tr("Paper to draw on"));
    m_view->setAccessibleName(m_value);
    arrange();
}

void MediaEditor::arrange()
{
    QStringList lines;
    if (m_isBusy) {
        lines << tr("It is being read and kept …");
    } else if (m_value.isEmpty()) {
        lines << (m_removed.isEmpty() ? emptyText() : tr("Taken away: %1").arg(m_removed));
    } else {
        lines << (m_size < 0 ? m_value : tr("%1, %2").arg(m_value, QLocale().formattedDataSize(m_size)));
        if (m_item.type == QuestionType::Audio || m_item.type == QuestionType::Video)
            lines << tr("It is kept here and cannot be played; how long it lasts is not known.");
        if (m_size > Large && !m_isReadOnly)
            lines << tr("It is large: over a slow line, what is written after it reaches the other computers behind it.");
    }
    if (!m_message.isEmpty())
        lines << m_message;
    m_text->setText(lines.join(u'\n'));
    const bool isDrawing = m_pad != nullptr && !m_pad->isHidden();
    const bool mayChange = m_shelf != nullptr && !m_isReadOnly && !m_isBusy;
    const bool isIdle = mayChange && !isDrawing;
    m_choose->setVisible(isIdle && m_value.isEmpty());
    m_drawButton->setVisible(isIdle && canDraw());
    for (QPushButton *button : {m_accept, m_clear, m_cancel})
        button->setVisible(mayChange && isDrawing);
    m_accept->setEnabled(isDrawing && !m_pad->isEmpty());
    m_clear->setEnabled(isDrawing && !m_pad->isEmpty());
    m_larger->setVisible(!m_picture.isNull() && !isDrawing);
    m_view->setVisible(!m_picture.isNull() && !(isAnnotated() && isDrawing)); // it lies under the pen
    m_remove->setVisible(isIdle && !m_value.isEmpty());
    m_undo->setVisible(isIdle && !m_removed.isEmpty());
}

void MediaEditor::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    if (readOnly && m_pad != nullptr)
        m_pad->hide();
    arrange();
}

QWidget *MediaEditor::firstField()
{
    for (QPushButton *button : {m_drawButton, m_choose, m_larger, m_remove}) {
        if (button->isVisibleTo(this))
            return button;
    }
    return m_text;
}

} // namespace indaro::ui::forms
