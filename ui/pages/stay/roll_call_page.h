// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/roll_call.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// The roll-call of tonight on one screen: a line for each who belongs to the house, and a digit marks it and goes on to
/// the next. Every mark is kept at once, so that it is taken up where it was left, on this laptop or another.
class RollCallPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit RollCallPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Loaded;
    void show();
    void showChosen();
    /// `number`: 1 present … 5 not checked.
    void mark(int number);
    void saveNote();
    void finish();
    void print();
    [[nodiscard]] const casework::RollCallLine *chosen() const;

    std::shared_ptr<const casework::RollCall> m_call;
    std::vector<QDate> m_unfinished;
    std::optional<casework::CaseId> m_person; ///< of the chosen line
    bool m_isFilling = false;
    QAction *m_print;
    QAction *m_incident;
    kit::Banner *m_banner;
    QLabel *m_heading;
    QLabel *m_missed;
    QLabel *m_empty;
    QTableWidget *m_table;
    std::vector<QPushButton *> m_marks;
    QLineEdit *m_note;
    kit::FormRow *m_noteRow;
    QPushButton *m_finish;
};

[[nodiscard]] kit::PageEntry rollCallPage();

} // namespace indaro::ui::pages
