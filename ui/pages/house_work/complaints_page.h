// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/complaints.h"
#include "core/casework/stays/house_tonight.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;
class SecondPersonPanel;

/// The register of complaints: the box is opened by two, each complaint is written down, looked into and answered. Those
/// about somebody who works here are the director's alone; the others see that they exist.
class ComplaintsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ComplaintsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    /// The second person has proved to be there (session::Approval::auditDetail).
    void openBox(const std::string &agreed);

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeForms();
    void begin(ActionPanel *form);
    void show();
    void showChosen();
    [[nodiscard]] QStringList cellsOf(const casework::Complaint &complaint) const;
    [[nodiscard]] QString stateOf(const casework::Complaint &complaint) const;
    [[nodiscard]] const casework::Complaint *chosen() const;
    void fillPeople();
    void print();

    std::shared_ptr<const Loaded> m_loaded;
    std::optional<sync::RecordId> m_chosen;
    std::string m_agreed; ///< who stands at the box too
    QAction *m_open;
    QAction *m_new;
    QAction *m_print;
    QScrollArea *m_scroll;
    kit::Banner *m_banner;
    QLabel *m_boxes;
    SecondPersonPanel *m_second;
    QLabel *m_empty;
    QTableWidget *m_table;
    QLabel *m_text;
    QPushButton *m_answer;
    QPushButton *m_tell;
    ActionPanel *m_boxForm, *m_form, *m_answerForm, *m_tellForm;
    QComboBox *m_person;
    kit::FormRow *m_personRow;
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry complaintsPage();

} // namespace indaro::ui::pages
