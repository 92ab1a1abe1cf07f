// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/disclosures.h"
#include "core/casework/directory/directory.h"
#include "ui/kit/page.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

/// Who gets a paper about a person: the house itself unless somebody says otherwise, a body of the directory, or whoever is
/// typed. What she said to that receiver is asked as soon as it is chosen, and stands below: why there is no paper for them,
/// or that only what was agreed to is on it. GUI thread.
class ForWhom final : public QWidget
{
    Q_OBJECT
public:
    /// `kind`: codelist disclosure_kind; `group`: what the paper is all about, see casework::PaperFor.
    ForWhom(const kit::PageContext &context, const QString &kind, const QString &group, QWidget *parent);
    /// Whose paper it is; of another person it is for the house again.
    void showPerson(const std::optional<sync::RecordId> &person);
    /// Which paper form it is (documents::Template::name): a notice the law asks for rests on no agreement.
    void setForm(const QString &form);
    /// The house again.
    void reset();
    [[nodiscard]] casework::PaperFor paper() const;

Q_SIGNALS:
    /// Another receiver.
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fillKinds();
    void readDirectory();
    void take(const casework::DirectoryEntry &entry);
    void look();
    /// What she said to this receiver.
    void showSaid();
    kit::PageContext m_context;
    QString m_paperKind, m_group, m_form;
    std::optional<sync::RecordId> m_person;
    std::shared_ptr<std::vector<casework::DirectoryEntry>> m_entries;
    QComboBox *m_kind;
    QLineEdit *m_name;
    kit::FormRow *m_kindRow;
    kit::FormRow *m_nameRow;
    QLabel *m_said;
};

} // namespace indaro::ui::pages
