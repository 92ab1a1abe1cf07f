// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/wording/wording.h"
#include "ui/kit/page.h"
#include "ui/pages/wording/wording_texts.h"

#include <QHash>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTableView;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Where a speaker of Kirundi goes through every text of the program: those of the screen just seen, those not looked at
/// yet, the least sure first, or all. Each is approved, corrected or marked as wrong; a correction stands on the screens at
/// once (still marked as a draft), and all remarks together are saved as the file that translations/ takes in.
class WordingPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit WordingPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] bool focusSearch() override;

protected:
    void retranslate() override;

private:
    class Model;
    enum class Which : std::uint8_t { Screen, Open, All, Said };
    void filter();
    void showChosen();
    /// A correction that was typed and not confirmed yet.
    void keepTyped();
    void say(casework::WordingVerdict verdict);
    void takeBack();
    void save();
    [[nodiscard]] const WordingText *chosen() const;
    [[nodiscard]] const casework::WordingRemark *remarkOn(const WordingText &text) const;

    const WordingText *m_editing = nullptr; ///< whose text stands in the fields
    QStringList m_screen;                   ///< English of what stood on the screen
    std::vector<casework::WordingRemark> m_remarks;
    QHash<QString, std::size_t> m_remarkOf; ///< by kind and key
    Model *m_model;
    QAction *m_save;
    kit::Banner *m_banner;
    QLabel *m_intro;
    QComboBox *m_which;
    QLineEdit *m_search;
    QLabel *m_state;
    QTableView *m_table;
    QLabel *m_english, *m_french, *m_remark;
    QPlainTextEdit *m_kirundi;
    QLineEdit *m_note, *m_reviewer;
    kit::FormRow *m_kirundiRow, *m_noteRow, *m_reviewerRow;
    QPushButton *m_good, *m_change, *m_wrong, *m_takeBack;
};

[[nodiscard]] kit::PageEntry wordingPage();

} // namespace indaro::ui::pages
