// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// The key of this house for sealed packages: a director makes it once; its line, its code and its 30 digits are given to
/// partners on a sheet or in a file. GUI thread.
class OwnKeyPanel final : public QFrame
{
    Q_OBJECT
public:
    OwnKeyPanel(const kit::PageContext &context, QWidget *parent);
    void begin();
    void retranslate();

private:
    void look();
    void make();
    void save();
    void print();
    void showWords();

    kit::PageContext m_context;
    std::optional<casework::OwnOrganisationKey> m_key;
    QString m_house;
    bool m_isRead = false;
    QLabel *m_title, *m_words, *m_code, *m_line, *m_picture;
    kit::Banner *m_banner;
    QPushButton *m_make, *m_save, *m_print, *m_close;
};

} // namespace indaro::ui::pages
