// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/forms/form_definition.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace indaro::ui::forms {

/// Where the pictures, recordings and files of a form are kept while it is being filled; the answers are their names. GUI
/// thread; everything is answered later, unless `context` died meanwhile.
class MediaShelf
{
public:
    MediaShelf() = default;
    MediaShelf(const MediaShelf &) = delete;
    MediaShelf &operator=(const MediaShelf &) = delete;
    virtual ~MediaShelf() = default;

    /// Which question it answers.
    struct Place
    {
        QString path;
        const indaro::forms::FormItem *item;
    };
    using Kept = std::function<void(const base::Result<QString> &name)>;
    using Loaded = std::function<void(const base::Result<QByteArray> &bytes)>;

    /// Lets somebody choose a file, of a stick or the disk, and keeps a copy. `begun`: one was chosen; nothing of this is
    /// called when she gives up.
    virtual void choose(QWidget *context, const Place &place, std::function<void()> begun, Kept kept) = 0;
    /// Keeps what was drawn: a PNG.
    virtual void keep(QWidget *context, const Place &place, const QByteArray &drawn, Kept kept) = 0;
    virtual void load(QWidget *context, const QString &name, Loaded loaded) = 0;
    /// Somebody took it out of the form. It goes for good when the sitting ends and no answer names it then.
    virtual void discard(const QString &name) = 0;
};

} // namespace indaro::ui::forms
