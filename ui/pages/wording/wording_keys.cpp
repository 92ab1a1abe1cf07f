// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/wording/wording_keys.h"

#include "core/casework/wording/wording.h"
#include "core/casework/workspace.h"
#include "ui/kit/shown_texts.h"
#include "ui/kit/translations.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QApplication>
#include <QCursor>
#include <QShortcut>
#include <QTimer>

namespace indaro::ui::pages {

void addWordingKey(QWidget &frame, kit::Translations &translations, kit::Navigator &navigator)
{
    auto *key = new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F9), &frame);
    QObject::connect(key, &QShortcut::activated, &frame, [&frame, &translations, &navigator] {
        // From now on each text is known by its source; those on the screen say themselves once more first.
        translations.setRecording(true);
        QTimer::singleShot(0, &frame, [&frame, &translations, &navigator] {
            const QWidget *pointed = QApplication::widgetAt(QCursor::pos());
            if (pointed == nullptr || !frame.isAncestorOf(pointed))
                pointed = QApplication::focusWidget();
            navigator.openPage(WordingPageId, OpenWording{translations.sourcesOf(kit::shownTexts(frame, pointed))});
        });
    });
}

void showCorrections(casework::Workspace &workspace, QObject *context, kit::Translations &translations)
{
    workspace.ask(
        context, [](casework::Desk &desk) { return casework::listWordingRemarks(desk); },
        [&translations](const base::Result<std::vector<casework::WordingRemark>> &remarks) {
            if (!remarks)
                return; // the drafts stand; the page itself says what is wrong
            QHash<QString, QString> corrections;
            for (const casework::WordingRemark &remark : *remarks) {
                if (remark.kind == QLatin1StringView("screens") && remark.verdict != casework::WordingVerdict::Good)
                    corrections.insert(remark.key, remark.kirundi);
            }
            translations.setCorrections(std::move(corrections));
        });
}

} // namespace indaro::ui::pages
