// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/training/training.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;

/// Who of the staff was trained in the procedure the house follows now, who was not, and every training with its proof.
class TrainingPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit TrainingPage(const kit::PageContext &context, QWidget *parent = nullptr);
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
    void makeForm(QWidget *body);
    void show();
    void fillPeople();
    void showNameOfOthers();
    void takeBack();
    void makePaper(bool isForPrinter);

    std::shared_ptr<const Loaded> m_loaded;
    QAction *m_new;
    QAction *m_print;
    QAction *m_pdf;
    kit::Banner *m_banner;
    QLabel *m_state;
    ActionPanel *m_form;
    QComboBox *m_who;
    kit::FormRow *m_whoRow;
    bool m_asksName = false; ///< the box has its entry for who has no account
    QTableWidget *m_staff;
    QLabel *m_allTitle;
    QTableWidget *m_all;
    QPushButton *m_takeBack;
};

[[nodiscard]] kit::PageEntry trainingPage();

} // namespace indaro::ui::pages
