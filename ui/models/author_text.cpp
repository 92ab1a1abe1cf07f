// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/author_text.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

#include <QCoreApplication>

namespace indaro::ui::models {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("Author", source);
}

} // namespace

QString writerText(const casework::Author &author)
{
    const QString who =
        author.staffName.isEmpty() ? text(QT_TRANSLATE_NOOP("Author", "an account without a name")) : author.staffName;
    if (author.isThisLaptop)
        return text(QT_TRANSLATE_NOOP("Author", "%1, on this computer")).arg(who);
    const QString laptop = author.laptopName.isEmpty() ? author.series : author.laptopName;
    if (laptop.isEmpty())
        return text(QT_TRANSLATE_NOOP("Author", "%1, on another computer")).arg(who);
    return text(QT_TRANSLATE_NOOP("Author", "%1, on the computer “%2”")).arg(who, laptop);
}

QString authorText(const casework::Author &author)
{
    const QString when = kit::dateText(model::localIsoMinute(author.at));
    return QStringLiteral("%1  ·  %2").arg(writerText(author), when);
}

} // namespace indaro::ui::models
