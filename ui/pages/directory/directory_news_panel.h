// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory_file.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// The directory from hand to hand: given out as a signed file, and taken in from one after each difference was seen and
/// ticked. GUI thread.
class DirectoryNewsPanel final : public QFrame
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
    void read();
    void takeTicked();
    void showNews();
    void showProblem(const base::Error &error);
    [[nodiscard]] QString wordsOf(const casework::DirectoryChange &change) const;

    kit::PageContext m_context;
    std::shared_ptr<const base::Bytes> m_file;
    std::shared_ptr<const casework::DirectoryNews> m_news;
    QLabel *m_title, *m_hint, *m_from;
    kit::Banner *m_banner;
    QVBoxLayout *m_lines;
    std::vector<std::pair<QCheckBox *, casework::DirectoryId>> m_ticks;
    QPushButton *m_give, *m_choose, *m_take, *m_close;
};

} // namespace indaro::ui::pages
