// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;
class SecondPersonPanel;
class SideChoice;

/// Two files that may be of one person, side by side: what each says, what differs, what speaks for it and against it. Here
/// somebody says what they are, and, with a second person, makes them one. Opened with OpenFilePair.
class FilePairPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit FilePairPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makePanels(QWidget *body);
    void showNothing();
    void show();
    void showFields();
    /// The choices somebody made, as the merge takes them.
    [[nodiscard]] std::string choices() const;
    [[nodiscard]] QString fileText(const casework::ComparedFile &file) const;

    std::optional<casework::CaseId> m_one, m_other;
    std::shared_ptr<const Loaded> m_loaded;
    std::string m_agreed; ///< session::Approval::auditDetail, for one submission
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    QLabel *m_heading;
    kit::Banner *m_banner;
    QPushButton *m_openOther; ///< where a reason is needed for the second file
    QLabel *m_keptText, *m_otherText;
    QLabel *m_reasons;
    QLabel *m_said; ///< what somebody said of them before
    ActionPanel *m_answer;
    QLabel *m_fieldsTitle;
    QLabel *m_fieldsIntro;
    QWidget *m_fields;
    std::vector<SideChoice *> m_choices;
    QPushButton *m_begin;
    QLabel *m_what; ///< what merging does
    ActionPanel *m_merge;
    SecondPersonPanel *m_second;
};

[[nodiscard]] kit::PageEntry filePairPage();

} // namespace indaro::ui::pages
