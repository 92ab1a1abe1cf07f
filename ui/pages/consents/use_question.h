// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/use_rule.h"
#include "ui/kit/page.h"

#include <QCoreApplication>

#include <functional>

namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// What she said to something the house does itself, where it is about to be done [domain.md 3.3]. GUI thread.
class UseQuestion
{
    Q_DECLARE_TR_FUNCTIONS(UseQuestion)
public:
    using Then = std::function<void()>;
    using Say = std::function<void(const QString &)>;
    /// A warning in it.
    [[nodiscard]] static Say inBanner(kit::Banner *banner);
    /// After a yes `goOn` at once; where nobody asked yet too, and `say` gets the words for it. A no stops the work: the
    /// day, the reason and what may be done instead are shown, and going on all the same is a choice of its own, which the
    /// journal has when the thing is recorded; else `stop`. `use`: a code of casework::consent_uses.
    static void ask(const kit::PageContext &context, QWidget *page, Say say, sync::RecordId person, const char *use,
                    Then goOn, Then stop);
    /// Asks as soon as such a thing is chosen in this field of a form (ActionPanel) that `form` is or holds, or has come
    /// back with a draft; `whose` gives nothing while no person
    /// is shown.
    static void askWhenChosen(const kit::PageContext &context, QWidget *form, Say say, sync::FieldId field,
                              std::function<bool(const QString &)> isSuch, const char *use,
                              std::function<std::optional<sync::RecordId>()> whose, Then stop);
    /// "She said no to this on 24/11/2026: …".
    [[nodiscard]] static QString reason(const casework::UseAnswer &answer, const QString &use, const QString &language);
    /// What may be done instead.
    [[nodiscard]] static QString instead(QStringView use);
};

} // namespace indaro::ui::pages
