// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/held_batches.h"
#include "core/casework/conflicts/queries.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ConflictCard;
class ConflictTexts;
class DecisionsCard;
class HeldCard;

/// What waits for a person because several laptops were at work: batches that delete unusually much, fields with more
/// than one value, deletions somebody wrote against; and what was decided, to be undone. Reached from the first page and
/// from a person's file, where a line appears only while there is something.
class ConflictsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ConflictsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void loaded(const base::Result<std::shared_ptr<Loaded>> &answer);
    void show();
    void retranslateCards();
    void showHeld();
    void showConflicts();
    void settled(ConflictCard *card);

    std::shared_ptr<Loaded> m_loaded;
    QTimer m_reload; ///< changes of an exchange come envelope by envelope: they are read together
    bool m_isLoading = false, m_mustLoadAgain = false;
    ConflictTexts *m_texts;
    kit::Banner *m_banner;
    QLabel *m_intro;
    QLabel *m_more;
    kit::EmptyState *m_empty;
    QVBoxLayout *m_heldColumn;
    QVBoxLayout *m_conflictColumn;
    std::vector<HeldCard *> m_held;
    std::vector<ConflictCard *> m_cards;
    DecisionsCard *m_decisions;
};

[[nodiscard]] kit::PageEntry conflictsPage();

} // namespace indaro::ui::pages
