// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/machine_state.h"
#include "core/session/backup.h"
#include "ui/kit/ask.h"
#include "ui/kit/widgets.h"
#include "ui/pages/sign_in/new_passphrase.h"
#include "ui/pages/sign_in/recovery_kit_panel.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QPlainTextEdit;
class QRadioButton;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Translations;
}

namespace indaro::ui::pages {

/// One screen of the first run: title, explanation, fields.
class Step : public QWidget
{
    Q_OBJECT
public:
    explicit Step(QWidget *parent);
    /// False = something is missing and the step says what.
    [[nodiscard]] virtual bool isComplete() { return true; }

Q_SIGNALS:
    /// Enter in a field that keeps the key to itself.
    void submitted();

protected:
    virtual void retranslate() = 0;
    void changeEvent(QEvent *event) override;
    void add(QWidget *widget, Qt::Alignment alignment = {});
    QLabel *m_title;
    QLabel *m_text;
};

class LanguageStep final : public Step
{
    Q_OBJECT
public:
    LanguageStep(kit::Translations &translations, QWidget *parent);
    [[nodiscard]] bool wantsRestore() const;
    /// A further laptop of a house that has Indaro already.
    [[nodiscard]] bool wantsToJoin() const;
    /// A vault with invented people.
    [[nodiscard]] bool wantsToPractise() const;
    /// Only that can be chosen.
    void offerPractiseOnly();

protected:
    void retranslate() override;

private:
    QLabel *m_what;
    QRadioButton *m_new, *m_join, *m_restore, *m_practise;
    QLabel *m_joinText;
};

/// What this computer does to memory and disk, in plain words.
class MachineStep final : public Step
{
    Q_OBJECT
public:
    explicit MachineStep(QWidget *parent);
    void setState(const machine::MachineState &state);
    [[nodiscard]] bool isComplete() override;

protected:
    void retranslate() override;

private:
    machine::MachineState m_state;
    kit::Banner *m_disk, *m_swap;
    QCheckBox *m_understood;
};

class FolderStep final : public Step
{
    Q_OBJECT
public:
    FolderStep(kit::FileAsk &files, const QString &proposed, QWidget *parent);
    /// Another folder is proposed, unless somebody has chosen one.
    void propose(const QString &folder);
    [[nodiscard]] QString folder() const;
    /// The folder must be empty or not exist yet. Looks at the disk: one directory listing.
    [[nodiscard]] bool isComplete() override;

protected:
    void retranslate() override;

private:
    kit::FileAsk &m_files;
    QLineEdit *m_folder;
    kit::FormRow *m_row;
    QPushButton *m_choose;
};

class HouseStep final : public Step
{
    Q_OBJECT
public:
    explicit HouseStep(QWidget *parent);
    [[nodiscard]] QString name() const;
    [[nodiscard]] QString phone() const;
    [[nodiscard]] QString address() const;
    /// The workstation of the commission, which registers nobody.
    [[nodiscard]] bool isCommission() const;
    [[nodiscard]] bool isComplete() override;

protected:
    void retranslate() override;

private:
    QLineEdit *m_name, *m_phone;
    QPlainTextEdit *m_address;
    QLabel *m_what, *m_commissionText;
    QRadioButton *m_shelter, *m_commission;
    kit::FormRow *m_nameRow, *m_phoneRow, *m_addressRow;
};

class AccountStep final : public Step
{
    Q_OBJECT
public:
    explicit AccountStep(QWidget *parent);
    [[nodiscard]] QString label() const;
    [[nodiscard]] bool isComplete() override;
    /// After isComplete(): the passphrase, once; the fields are wiped.
    [[nodiscard]] base::SecretBytes takePassphrase();
    [[nodiscard]] bool isSecretEmpty() const { return !m_checked && m_passphrase->isEmpty(); }

protected:
    void retranslate() override;

private:
    QLineEdit *m_label;
    kit::FormRow *m_row;
    NewPassphrase *m_passphrase;
    std::optional<base::SecretBytes> m_checked;
};

/// A backup file and what opens it.
class RestoreStep final : public Step
{
    Q_OBJECT
public:
    RestoreStep(kit::FileAsk &files, QWidget *parent);
    [[nodiscard]] QString file() const;
    [[nodiscard]] bool isComplete() override;
    /// After isComplete(), once.
    [[nodiscard]] session::BackupKey takeKey();
    [[nodiscard]] bool isSecretEmpty() const
    {
        return !m_key && m_secret->isEmpty() && m_cards->isEmpty() && m_newPassphrase->isEmpty();
    }

protected:
    void retranslate() override;

private:
    void chooseFile();
    void readHeader();
    kit::FileAsk &m_files;
    QLineEdit *m_file;
    kit::FormRow *m_fileRow, *m_labelRow, *m_secretRow;
    QPushButton *m_choose;
    QRadioButton *m_byPassphrase, *m_byCards;
    QComboBox *m_label;
    kit::SecretField *m_secret;
    TwoCards *m_cards;
    NewPassphrase *m_newPassphrase;
    std::optional<session::BackupKey> m_key;
};

} // namespace indaro::ui::pages
