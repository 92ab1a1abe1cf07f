// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/library/library.h"
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

/// Documents of another house, on a stick: what the file brings and who signed it is seen before anything is taken in.
class LibraryNewsPanel final : public QFrame
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
    void read();
    void showNews();
    void take();
    void showProblem(const base::Error &error);
    kit::PageContext m_context;
    std::shared_ptr<const base::Bytes> m_file;
    std::shared_ptr<const casework::LibraryNews> m_news;
    std::vector<std::pair<casework::LibraryId, QCheckBox *>> m_boxes;
    QLabel *m_title;
    QLabel *m_from;
    kit::Banner *m_banner;
    QVBoxLayout *m_lines;
    QPushButton *m_take;
    QPushButton *m_close;
};

} // namespace indaro::ui::pages
