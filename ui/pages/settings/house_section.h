// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "ui/pages/case_file/history_panel.h"
#include "ui/pages/settings/section.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPlainTextEdit;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ModePanel;

/// A section whose fields save themselves when they are left, with the history of who changed what below.
class SavedSection : public Section
{
    Q_OBJECT
public:
    SavedSection(const kit::PageContext &context, QWidget *parent);

protected:
    /// A line to type in, saved when it is left.
    [[nodiscard]] kit::FormRow *addLine(int limit);
    void retranslate() override;
    /// After the fields: below them.
    void addHistory();
    /// Writes in the background; then shows the history anew. `save` runs on the store thread.
    void store(std::function<base::Result<void>(casework::Desk &)> save);
    /// The records shown in the history. Runs on the store thread.
    using Keys = std::function<base::Result<std::vector<sync::RecordKey>>(casework::Desk &)>;
    void showHistory(Keys keys);

private:
    Keys m_keys;
    HistoryPanel *m_history;
};

/// What forms say about the house: its name and call-back number; e-mail and address, which are printed only
/// where a referral switches them on [domain.md 4.19].
class HouseSection final : public SavedSection
{
    Q_OBJECT
public:
    HouseSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    void flush() override;

protected:
    void retranslate() override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    kit::FormRow *m_name, *m_phone, *m_email, *m_addressRow;
    QPlainTextEdit *m_address;
    ModePanel *m_mode;
    std::optional<casework::HouseDetails> m_saved; ///< nothing until it was read
};

/// Who stands behind an account: name, position and telephone, inside the vault only.
class StaffSection final : public SavedSection
{
    Q_OBJECT
public:
    StaffSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    void flush() override;

protected:
    void retranslate() override;

private:
    struct Member
    {
        QString label; ///< of the account
        casework::StaffMember staff;
    };
    void showMember();
    std::vector<Member> m_members;
    std::size_t m_shown = 0;
    QComboBox *m_account;
    kit::FormRow *m_accountRow, *m_name, *m_position, *m_phone;
    QPushButton *m_training;
};

/// The name staff know this computer by; its series letters, which stay.
class LaptopSection final : public SavedSection
{
    Q_OBJECT
public:
    LaptopSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    void flush() override;

protected:
    void retranslate() override;

private:
    kit::FormRow *m_name;
    std::optional<QString> m_saved;
    QString m_series;
};

} // namespace indaro::ui::pages
