// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/house_tonight.h"
#include "core/casework/stays/incidents.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
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

/// What happened in or to the house: written down by whoever is on duty, with whom it concerns and how serious it is; who
/// was told, and how it ended. What nobody was told of in time is said in red. Opened with OpenStay it begins with that
/// person.
class IncidentsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit IncidentsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeForms();
    void beginNew();
    void show();
    void fillPeople();
    void showChosen();
    [[nodiscard]] const casework::Incident *chosen() const;
    [[nodiscard]] QString nameOf(casework::CaseId person) const;

    std::shared_ptr<const Loaded> m_loaded;
    std::optional<sync::RecordId> m_first; ///< to be ticked when the form begins
    std::optional<sync::RecordId> m_chosen;
    bool m_isFilling = false;
    QTimer m_minute; ///< the hour runs out while the page is open
    QAction *m_new;
    kit::Banner *m_banner;
    QScrollArea *m_scroll;
    ActionPanel *m_form;
    QListWidget *m_people;
    QLineEdit *m_when;
    kit::FormRow *m_peopleRow;
    kit::FormRow *m_whenRow;
    QLabel *m_empty;
    QTableWidget *m_table;
    QWidget *m_detail;
    QLabel *m_text;
    QPushButton *m_tell;
    QPushButton *m_close;
    QPushButton *m_change;
    ActionPanel *m_tellForm;
    ActionPanel *m_closeForm;
    ActionPanel *m_severityForm;
};

[[nodiscard]] kit::PageEntry incidentsPage();

} // namespace indaro::ui::pages
