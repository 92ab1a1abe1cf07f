// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/paper/paper_entries.h"
#include "ui/kit/page.h"

#include <optional>

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

namespace indaro::ui::pages {

/// Before papers are typed in: which paper, of whom, of which day, and who wrote it. The number on the paper opens its file.
/// A paper that was typed in before is shown, and why it is typed again is asked. Keyboard only: Enter goes from field to
/// field, and from the last one into the file. Opened with OpenPaperEntry.
class PaperEntryPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PaperEntryPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override {}

protected:
    void retranslate() override;

private:
    enum class Goal { File, Interview };
    void startOver();
    void find(std::optional<Goal> then);
    void found(const std::optional<sync::RecordId> &person, const QString &caseCode);
    void refuseNumber(const QString &why);
    void showPerson();
    void begin(Goal goal);
    void askAgain(const std::vector<casework::PaperEntry> &before);
    void forgetBefore();
    void showBefore();
    void beginTyping(const casework::PaperSource &source, Goal goal);
    void goOn(Goal goal);

    std::optional<sync::RecordId> m_given;  ///< whom the page was opened for
    std::optional<sync::RecordId> m_person; ///< the same, or whom the number that stands there names
    QString m_looked;                       ///< the number that was looked for last
    bool m_isSearching = false;
    QString m_givenCode, m_caseCode;
    QString m_form;                             ///< which one the number is of
    std::vector<casework::PaperEntry> m_before; ///< typed in already, of a paper that may be this one
    int m_asking = 0;                           ///< counts what is asked for: an earlier answer is nobody's any more
    kit::Banner *m_banner;
    QLabel *m_hint, *m_file, *m_beforeText;
    QComboBox *m_reason;
    QLineEdit *m_serial, *m_day, *m_writer;
    kit::FormRow *m_serialRow, *m_dayRow, *m_writerRow, *m_reasonRow;
    QPushButton *m_choose, *m_openFile, *m_openInterview;
};

[[nodiscard]] kit::PageEntry paperEntryPage();

} // namespace indaro::ui::pages
