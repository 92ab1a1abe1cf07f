// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory_file.h"
#include "ui/pages/signed_news_card.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// The directory from hand to hand: given out as a signed file, and taken in from one after each difference was seen and
/// ticked. GUI thread.
class DirectoryNewsPanel final : public SignedNewsCard
{
    Q_OBJECT
public:
    DirectoryNewsPanel(const kit::PageContext &context, QWidget *parent);
    void begin();
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void giveOut();
    void chooseFile();
    void read() override;
    void takeTicked();
    void showNews();
    [[nodiscard]] QString damagedText() const override;
    [[nodiscard]] QString wordsOf(const casework::DirectoryChange &change) const;

    std::shared_ptr<const casework::DirectoryNews> m_news;
    QLabel *m_hint;
    std::vector<std::pair<QCheckBox *, casework::DirectoryId>> m_ticks;
    QPushButton *m_give, *m_choose;
};

} // namespace indaro::ui::pages
