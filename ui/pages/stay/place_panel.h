// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/allocations.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class GuardPanel;

/// Where somebody shall sleep: the rooms that take her and all of her family first, then every free place for her alone.
/// What a choice makes to look at stands below it; the house's rule warns, the person at the desk decides, and the reason
/// is kept. GUI thread.
class PlacePanel final : public QFrame
{
    Q_OBJECT
public:
    explicit PlacePanel(const kit::PageContext &context, QWidget *parent);

    /// Shows one who is in the house. A choice under way stays while the house around it changes.
    void show(std::shared_ptr<const casework::HouseTonight> house, casework::CaseId person);
    void retranslate();
    /// Puts the keyboard on the list of places.
    void begin();

Q_SIGNALS:
    /// After it is committed.
    void moved();

private:
    struct Choice
    {
        std::vector<casework::PlaceWish> wishes;
        std::vector<casework::HouseWarning> warnings;
        bool isFamily = false;
    };
    void fillChoices();
    void addChoice(Choice choice);
    void addSharedPlaces(const casework::Sleeper &who);
    [[nodiscard]] QString textOf(const Choice &choice) const;
    void choose();
    void showWarnings(const std::vector<casework::HouseWarning> &warnings);
    void give();
    void take(const casework::AllocationOutcome &outcome);
    [[nodiscard]] std::vector<casework::CaseId> newcomersAmong(const std::vector<casework::PlaceWish> &wishes) const;
    void release();
    void fillOthers();
    void keepApart();
    void liftApart(casework::CaseId other);
    /// The button keeps apart, or takes that back for who is kept apart already.
    void showApart();
    [[nodiscard]] bool isApartFrom(casework::CaseId other) const;
    void showProblem(const QString &text);
    void followRole();

    kit::PageContext m_context;
    std::shared_ptr<const casework::HouseTonight> m_house;
    std::optional<casework::CaseId> m_person;
    std::vector<Choice> m_choices;
    bool m_isFilling = false;
    QLabel *m_name;
    QLabel *m_facts;
    QLabel *m_now;
    QPushButton *m_stay; ///< to her page
    QLabel *m_notHere;   ///< why nothing more is offered
    QLabel *m_where;
    QListWidget *m_list;
    QLabel *m_none;
    QLabel *m_warnings;
    QComboBox *m_reason;
    QPlainTextEdit *m_note;
    kit::FormRow *m_reasonRow;
    kit::FormRow *m_noteRow;
    QLabel *m_problem;
    GuardPanel *m_guards; ///< what the procedure wants before a bed
    QPushButton *m_give;
    QPushButton *m_release;
    QLabel *m_apartTitle;
    QComboBox *m_apartFrom;
    QComboBox *m_apartWhy;
    QPushButton *m_apart;
};

} // namespace indaro::ui::pages
