// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/full_file.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}
namespace indaro::session {
class Approval;
}

namespace indaro::ui::pages {

class ForWhom;
class SecondPersonPanel;

/// Prints the whole file of one person: a director's, when a second person agrees [contracts.md 9]. The journal says so
/// before it is on paper. GUI thread.
class FullFilePanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FullFilePanel(const kit::PageContext &context, QWidget *parent);
    /// Whose file; nothing while none is shown. An agreement given for another file is none for this one.
    void showPerson(const std::optional<sync::RecordId> &person);

protected:
    void changeEvent(QEvent *event) override;

private:
    void allowPrint();
    void print(const std::shared_ptr<session::Approval> &approval);
    void retranslate();
    kit::PageContext m_context;
    std::optional<sync::RecordId> m_person;
    std::optional<sync::RecordId> m_asked; ///< whose file the second person is asked about
    QPushButton *m_print;
    ForWhom *m_forWhom;
    SecondPersonPanel *m_second;
    kit::Banner *m_banner;
};

} // namespace indaro::ui::pages
