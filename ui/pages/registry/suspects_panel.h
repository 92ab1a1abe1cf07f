// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/suspects.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ActionPanel;
class RecordSection;

/// The alleged perpetrators of a trafficking case. A role without the right sees how many there are, and nothing else.
/// GUI thread.
class SuspectsPanel final : public QFrame
{
    Q_OBJECT
public:
    SuspectsPanel(const kit::PageContext &context, QWidget *parent);
    /// `all`: of the house; empty for a role without the right.
    void show(sync::RecordId traffickingCase, const casework::SuspectsOfCase &suspects,
              const std::vector<casework::Suspect> &all, bool mayWrite);
    void showNobody();
    void flush();
    void retranslate();

Q_SIGNALS:
    void written();
    void failed(const indaro::base::Error &error);

private:
    void makeForms();
    void fill();
    void fillChoice();
    void addChoice(ActionPanel *form, QComboBox *&choice, kit::FormRow *&row);
    void showChosen();
    void loadFields();
    [[nodiscard]] const casework::SuspectInCase *chosen() const;
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::optional<sync::RecordId> m_case;
    casework::SuspectsOfCase m_suspects;
    std::vector<casework::Suspect> m_all;
    std::optional<sync::RecordId> m_shown; ///< whose fields are shown
    bool m_mayWrite = false;
    bool m_isFilling = false;
    QLabel *m_title;
    QLabel *m_text;
    QTableWidget *m_table;
    QPushButton *m_new, *m_join, *m_part, *m_remove, *m_mistake;
    ActionPanel *m_newForm = nullptr, *m_joinForm = nullptr, *m_partForm = nullptr, *m_mistakeForm = nullptr;
    QComboBox *m_choice = nullptr;  ///< who is in other cases
    QComboBox *m_unnamed = nullptr; ///< whom nothing names
    kit::FormRow *m_choiceRow = nullptr;
    kit::FormRow *m_unnamedRow = nullptr;
    RecordSection *m_fields;
};

} // namespace indaro::ui::pages
