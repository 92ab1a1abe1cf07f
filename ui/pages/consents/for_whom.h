// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/disclosures.h"
#include "core/casework/directory/directory.h"
#include "ui/kit/page.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

/// Who gets a paper about a person: the house itself, a body of the directory, or whoever is typed. Nobody is chosen at
/// first, and after each paper, so that none is printed for somebody by chance. What she said to that receiver is asked as
/// soon as it is chosen, and stands below: why there is no paper for them, or that only what was agreed to is on it. GUI
/// thread.
class ForWhom final : public QWidget
{
    Q_OBJECT
public:
    /// `kind`: codelist disclosure_kind; `group`: what the paper is all about, see casework::PaperFor.
    ForWhom(const kit::PageContext &context, const QString &kind, const QString &group, QWidget *parent);
    /// Whose paper it is; of another person nobody is chosen.
    void showPerson(const std::optional<sync::RecordId> &person);
    /// Which paper form it is (documents::Template::name): a notice the law asks for rests on no agreement.
    void setForm(const QString &form);
    /// Nobody is chosen.
    void reset();
    /// Whether somebody said whom it is for; until then nothing is printed.
    [[nodiscard]] bool isChosen() const;
    /// Lets what prints such a paper be used once somebody is chosen; until then it says why not. To be asked again on
    /// changed(). `isReady`: there is something to print.
    void allow(QAction *print, bool isReady = true) const;
    /// Until somebody is chosen as for the house: for looking at it.
    [[nodiscard]] casework::PaperFor paper() const;

Q_SIGNALS:
    /// Another receiver, or none any more.
    void changed();

protected:
    void changeEvent(QEvent *event) override;

private:
    /// Why nothing is printed yet.
    [[nodiscard]] static QString hint();
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
