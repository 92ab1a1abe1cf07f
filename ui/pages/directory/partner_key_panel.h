// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "ui/kit/page.h"

#include <QWidget>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// The key of one organisation of the directory: taken from the file or the line it gave, and compared by its 30 digits,
/// which stand here only after they were: who compares types what is heard, not what is seen. GUI thread.
class PartnerKeyPanel final : public QWidget
{
    Q_OBJECT
public:
    PartnerKeyPanel(const kit::PageContext &context, QWidget *parent);
    void showEntry(casework::DirectoryId entry, const QString &name);
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    void look();
    void chooseFile();
    void take(const QString &text);
    void compare();
    void showWords();

    kit::PageContext m_context;
    std::optional<casework::DirectoryId> m_entry;
    QString m_name;
    std::optional<casework::PartnerKey> m_key;
    QLabel *m_title, *m_state, *m_danger, *m_how;
    kit::Banner *m_banner;
    QLineEdit *m_line, *m_digits;
    kit::FormRow *m_lineRow = nullptr, *m_digitsRow = nullptr;
    QPushButton *m_file, *m_take, *m_compare;
};

} // namespace indaro::ui::pages
