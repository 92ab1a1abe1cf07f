// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/offences.h"
#include "core/casework/registry/qualifications.h"
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

/// How the facts were qualified in law: the first and the last one in front, every one below, and forms to write the next
/// down or to put right what was written wrongly. Of a person or of a trafficking case. GUI thread.
class QualificationsPanel final : public QFrame
{
    Q_OBJECT
public:
    enum class Of : std::uint8_t { Person, TraffickingCase };
    QualificationsPanel(const kit::PageContext &context, Of of, QWidget *parent);
    /// `of`: the person or the case. `mayWrite`: the role, and the file is not closed.
    void show(sync::RecordId of, const casework::Qualifications &all, const std::vector<casework::Offence> &offences,
              bool mayWrite);
    void showNobody();
    void flush();
    void retranslate();

Q_SIGNALS:
    void written();

private:
    struct Form
    {
        ActionPanel *panel = nullptr;
        QComboBox *offence = nullptr;
        kit::FormRow *row = nullptr;
    };
    enum class Writes : std::uint8_t { New, Correction };
    [[nodiscard]] Form makeForm(const char *key, Writes writes);
    void fillOffences();
    void fillTable();
    void showChosen();
    [[nodiscard]] const casework::Qualification *chosen() const;
    void correct();
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    Of m_of;
    std::optional<sync::RecordId> m_id;
    casework::Qualifications m_all;
    std::vector<casework::Offence> m_offences;
    bool m_mayWrite = false;
    bool m_isFilling = false;
    QLabel *m_title;
    QLabel *m_summary;
    QTableWidget *m_table;
    QLabel *m_details;
    QPushButton *m_new, *m_correct, *m_takeBack;
    Form m_newForm, m_correctForm;
    ActionPanel *m_takeBackForm;
};

} // namespace indaro::ui::pages
