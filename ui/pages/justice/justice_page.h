// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/justice/justice_events.h"
#include "ui/kit/page.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
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

/// The proceedings of one person: whether she agrees, where they stand, what is next, and every act with its day, authority,
/// number and result. An act in her name without her agreement asks why; what became of a day at court, a new day, a
/// correction are written here.
class JusticePage final : public kit::Page
{
    Q_OBJECT
public:
    explicit JusticePage(const kit::PageContext &context, QWidget *parent = nullptr);
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
    void makeLayout();
    void makeForms(QWidget *body);
    void addReason(ActionPanel *panel, QLineEdit *&edit, kit::FormRow *&row,
                   bool (JusticePage::*isAsked)(const QString &) const);
    void makeOutcome(QWidget *body);
    [[nodiscard]] bool isReasonAsked(const QString &kind) const;
    [[nodiscard]] bool isReasonAskedOfNewDay(const QString &day) const;
    void show();
    void showEvents();
    void showChoice();
    void beginCorrection();
    void beginOutcome();
    void closeChosen();
    void settle();
    [[nodiscard]] const casework::JusticeEvent *chosen() const;
    [[nodiscard]] QString languageCode() const;

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const Loaded> m_loaded;
    std::shared_ptr<QStringList> m_missing; ///< steps the procedure asks for before a complaint
    QAction *m_new;
    QAction *m_sheet;
    QAction *m_days;
    QScrollArea *m_scroll;
    QLabel *m_heading;
    kit::Banner *m_banner;
    QLabel *m_consent;
    QPushButton *m_consents;
    QLabel *m_withdrawn;
    QLineEdit *m_settled;
    kit::FormRow *m_settledRow;
    QPushButton *m_settle;
    QLabel *m_courseTitle;
    QLabel *m_course;
    QLabel *m_next;
    ActionPanel *m_form = nullptr;
    ActionPanel *m_correction = nullptr;
    ActionPanel *m_outcome = nullptr;
    ActionPanel *m_error = nullptr;
    QLineEdit *m_reason = nullptr;
    kit::FormRow *m_reasonRow = nullptr;
    QLineEdit *m_newReason = nullptr;
    kit::FormRow *m_newReasonRow = nullptr;
    QLineEdit *m_newDay = nullptr;
    kit::FormRow *m_newDayRow = nullptr;
    QLineEdit *m_newHour = nullptr;
    kit::FormRow *m_newHourRow = nullptr;
    QLabel *m_empty;
    QTableWidget *m_table;
    QPushButton *m_note;
    QPushButton *m_close;
    QPushButton *m_correct;
    QPushButton *m_wrong;
};

[[nodiscard]] kit::PageEntry justicePage();

} // namespace indaro::ui::pages
