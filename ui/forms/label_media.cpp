// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/label_media.h"

#include "ui/kit/picture.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QLabel>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

struct LabelMediaTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::forms::LabelMedia)
};

constexpr int RoomForWords = 240;

} // namespace

QLabel *makePicture(const FormTexts &texts, const LabelMedia &media, QSize most, const QString &alternative, QWidget *parent)
{
    const QString name = texts.mediaName(media.image.isEmpty() ? media.bigImage : media.image);
    if (name.isEmpty())
        return nullptr;
    const auto read = kit::readPicture(texts.filled().definition().media(name), most);
    const QPixmap picture = read ? QPixmap::fromImage(*read) : QPixmap();
    auto *label = kit::makeLabel(kit::TextRole::Muted, parent);
    label->setObjectName(u"picture"_s);
    label->setTextFormat(Qt::PlainText);
    if (picture.isNull()) {
        const QString words =
            LabelMediaTexts::tr("The form has a picture here (%1); it did not come with the form or cannot be drawn.")
                .arg(name);
        const bool isSmall = most.width() < RoomForWords;
        label->setText(isSmall ? u'[' + name + u']' : words);
        label->setToolTip(words);
        return label;
    }
    label->setPixmap(picture);
    label->setAccessibleName(alternative);
    label->setToolTip(alternative);
    return label;
}

QPushButton *makeLarger(const FormTexts &texts, const LabelMedia &media, QLabel *picture, QWidget *parent, int spare)
{
    const QByteArray large = texts.filled().definition().media(texts.mediaName(media.bigImage));
    const QPixmap small = picture->pixmap();
    if (large.isEmpty() || media.image.isEmpty() || small.isNull())
        return nullptr;
    auto *button = new kit::PushButton(LabelMediaTexts::tr("Larger"), parent);
    button->setObjectName(u"largerPicture"_s);
    button->setCheckable(true);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    QObject::connect(button, &QPushButton::toggled, picture, [large, small, picture, button, parent, spare](bool isLarge) {
        constexpr int Tallest = 2000;
        const int width = std::max(parent->width() - spare, small.width());
        const auto read = isLarge ? kit::readPicture(large, {width, Tallest}) : base::Result<QImage>(small.toImage());
        if (!read)
            return button->hide(); // what is there stays
        picture->setPixmap(isLarge ? QPixmap::fromImage(*read) : small);
        button->setText(isLarge ? LabelMediaTexts::tr("Smaller") : LabelMediaTexts::tr("Larger"));
    });
    return button;
}

QString recordingText(const FormTexts &texts, const LabelMedia &media)
{
    QStringList names{texts.mediaName(media.audio), texts.mediaName(media.video)};
    names.removeAll(QString());
    return names.isEmpty() ? QString()
                           : LabelMediaTexts::tr("The form has a sound or a film here (%1). Indaro plays none: read the "
                                                 "words aloud yourself.")
                                 .arg(names.join(u", "_s));
}

} // namespace indaro::ui::forms
