// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit
namespace indaro::ui::models {
class PeopleDirectory;
}

namespace indaro::ui::pages {

class ActionPanel;
class IncomingPapers;

/// One referral that came in: from whom and how that is known, all it says, and what is done with it: a place is kept, she
/// is admitted or is somebody who is here, it is answered. GUI thread.
class IncomingDetail final : public QFrame
{
    Q_OBJECT
public:
    IncomingDetail(const kit::PageContext &context, const documents::Template &form, QWidget *parent);
    void showPackage(const casework::IncomingPackage &package, const std::optional<casework::PartnerKey> &sender);
    void clear();
    void flush();
    void retranslate();

Q_SIGNALS:
    /// It was filed, or answered.
    void changed();

private:
    struct Handed;
    void makeAnswer();
    void showWords();
    void fillAnswers();
    void findPeople();
    void fileWith();
    void keepPlace();
    void answered();
    void write(const QString &folder);
    void chooseFolder();
    void fileNow(casework::CaseId person);
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    documents::Template m_form;
    models::PeopleDirectory *m_people;
    std::optional<casework::IncomingPackage> m_package;
    std::optional<casework::PartnerKey> m_sender;
    std::shared_ptr<Handed> m_handed;
    std::shared_ptr<const casework::PreparedAnswer> m_unwritten; ///< an answer that is sealed, but on no stick yet
    QString m_folder; ///< where the answer will be written; chosen before anything is recorded
    QLabel *m_title, *m_facts, *m_key, *m_lines, *m_whoseTitle;
    kit::Banner *m_banner;
    QPushButton *m_open, *m_admit, *m_keep, *m_answerButton;
    QLineEdit *m_search;
    QComboBox *m_found;
    QPushButton *m_file;
    ActionPanel *m_answer;
    IncomingPapers *m_papers; ///< what waits with it
    QComboBox *m_said, *m_how;
    kit::FormRow *m_saidRow = nullptr, *m_howRow = nullptr;
};

} // namespace indaro::ui::pages
