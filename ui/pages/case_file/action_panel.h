// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/casework/desk.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <map>
#include <string>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ValueEdit;

/// A few fields that are written together by one command, on the page instead of in a dialog: a return, a note, an
/// incident. Stays open, with the reason, when the command refuses. What is typed is kept as a draft of that person's until
/// it is submitted: locking or leaving loses none of it, and begin() brings it back.
class ActionPanel final : public QFrame
{
    Q_OBJECT
public:
    using Values = std::map<sync::FieldId, base::Value>;
    /// Runs on the store thread.
    using Command = std::function<base::Result<void>(casework::Desk &, sync::RecordId person, const Values &)>;
    /// Of the house, not of one record.
    using HouseCommand = std::function<base::Result<void>(casework::Desk &, const Values &)>;

    /// `key` names the panel among the drafts.
    ActionPanel(const kit::PageContext &context, std::string key, std::initializer_list<sync::FieldId> fields,
                Command command, QWidget *parent);
    ActionPanel(const kit::PageContext &context, std::string key, std::initializer_list<sync::FieldId> fields,
                HouseCommand command, QWidget *parent);
    void setTexts(const QString &title, const QString &button);
    /// Below the fields, for what no field editor can ask. `read` adds its values when the panel is submitted; false: it has
    /// said itself what is missing.
    void addMore(QWidget *widget, std::function<bool(Values &)> read);
    /// The same above the fields: what has to be answered first.
    void addFirst(kit::FormRow *row, std::function<bool(Values &)> read);
    /// Of a field of one code: what may be said now; empty: all of its list. Before begin().
    void offer(sync::FieldId field, const QStringList &codes);
    /// Shows the panel, with what was typed for this person (or this room …) and not submitted.
    void begin(sync::RecordId person);
    /// The same for the house.
    void begin();
    /// To change a record: shows what is there, and the command gets only what was made different, so that what another
    /// laptop changed meanwhile stays.
    void beginChange(sync::RecordId record, Values present);
    /// The same, but the command gets every field.
    void beginProposed(sync::RecordId record, Values proposed);
    /// Another way than words in the panel for what the command refused; false: the panel says it.
    void setRefusal(std::function<bool(const base::Error &)> told) { m_refusal = std::move(told); }
    /// Keeps what is typed.
    void flush();
    /// Runs the command with what stands there; also once more, after what held it back is gone.
    void submit();

Q_SIGNALS:
    /// After it is committed; the panel has hidden itself.
    void submitted();
    /// What was typed before has come back.
    void restored();
    /// "Not now"; the panel has hidden itself, and what was typed is kept.
    void givenUp();

private:
    void beginFor(const std::optional<sync::RecordId> &person, Values present, bool isChange);
    void takeFocus();
    [[nodiscard]] bool isBegun() const { return m_person || m_houseCommand; }
    void showPresent();
    /// What stands in a field is what was there.
    [[nodiscard]] bool isAsItWas(const ValueEdit &edit) const;
    void keepDraft();
    void restore(const base::Bytes &draft);
    [[nodiscard]] std::string draftKey() const;
    kit::PageContext m_context;
    std::string m_key;
    bool m_isFilling = false;
    Command m_command;
    HouseCommand m_houseCommand;
    std::vector<std::function<bool(Values &)>> m_more;
    std::function<bool(const base::Error &)> m_refusal;
    Values m_present; ///< what the fields began with
    bool m_isChange = false;
    std::optional<sync::RecordId> m_person;
    QLabel *m_title;
    QLabel *m_problem;
    QVBoxLayout *m_above;
    QVBoxLayout *m_below;
    QWidget *m_first = nullptr; ///< has the keyboard when it begins; null: the first field
    QPushButton *m_submit;
    QPushButton *m_cancel;
    std::vector<ValueEdit *> m_edits;
};

} // namespace indaro::ui::pages
