// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/library/library.h"
#include "ui/pages/signed_news_card.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Documents of another house, on a stick: what the file brings and who signed it is seen before anything is taken in.
class LibraryNewsPanel final : public SignedNewsCard
{
    Q_OBJECT
public:
    LibraryNewsPanel(const kit::PageContext &context, QWidget *parent);
    void choose();
    void retranslate();

Q_SIGNALS:
    /// After it is committed.
    void taken(int documents);

private:
    void read() override;
    void showNews();
    void take();
    [[nodiscard]] QString damagedText() const override;
    std::shared_ptr<const casework::LibraryNews> m_news;
    std::vector<std::pair<casework::LibraryId, QCheckBox *>> m_boxes;
};

} // namespace indaro::ui::pages
