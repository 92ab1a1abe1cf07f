// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/retention/retention.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;
class SecondPersonPanel;

/// How a file ends [domain.md 5: 10.3, 10.4]: closing it with a supervisor and the day until which it is kept; of a closed
/// one, opening it again, another day, and, when the day has come, what goes. Opened with OpenClosing.
class ClosingPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ClosingPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeForms(QWidget *body);
    /// A form that is right but for somebody who agrees: asks them, and submits it again with the answer.
    void needsSecond(ActionPanel *form);
    void show();
    void showOpen();
    void showClosed();
    void hideForms();
    void makePaper(bool isForPrinter);

    std::optional<casework::CaseId> m_person;
    std::shared_ptr<const Loaded> m_loaded;
    std::string m_agreed;            ///< session::Approval::auditDetail, for one submission
    bool m_isOffered = false;        ///< the form, in this visit
    ActionPanel *m_asking = nullptr; ///< the form that waits for it
    QAction *m_print;
    QAction *m_pdf;
    QScrollArea *m_scroll;
    QLabel *m_heading;
    kit::Banner *m_banner;
    QLabel *m_steps;
    QPushButton *m_procedure;
    QLabel *m_open; ///< what is still open, and what closing means
    ActionPanel *m_form;
    SecondPersonPanel *m_second;
    QLabel *m_state;
    QLabel *m_due;
    QPushButton *m_numbers;
    QPushButton *m_erase;
    QPushButton *m_again;
    QPushButton *m_later;
    ActionPanel *m_againForm;
    ActionPanel *m_laterForm;
};

[[nodiscard]] kit::PageEntry closingPage();

} // namespace indaro::ui::pages
