// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <string_view>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class StepDueEdit;
class StepOriginEdit;
class StepRulesEdit;

/// Writes the house's own procedure: the steps of a pack in their order, each with its texts in three languages, who does it
/// and until when, what proves it and what waits for it, where its rule comes from, added, moved, copied and taken out, with
/// what it looks like on a checklist and what is wrong with it. What is typed is kept as a draft of this laptop until the
/// pack is kept or given up. GUI thread.
class PackEditor final : public QWidget
{
    Q_OBJECT
public:
    PackEditor(const kit::PageContext &context, QWidget *parent);
    /// The name of its draft.
    static constexpr std::string_view DraftKey = "pack-editor";
    void begin(const sop::Pack &pack);
    void flush();

Q_SIGNALS:
    /// The file, free of faults; the caller takes it in.
    void keepRequested(const QByteArray &file);
    void closed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeForm();
    void showSteps();
    void choose();
    void fillStep();
    void readStep();
    void edited();
    void showState(kit::SaveState state);
    void weigh();
    void showFaults(const sop::PackReading &reading);
    void showPreview();
    void changeSteps(const QString &chosen);
    void keep();
    void giveUp();
    void dropDraft();
    void retranslate();
    [[nodiscard]] sop::Step *step();
    [[nodiscard]] sop::Track track() const; ///< of the chosen step

    kit::PageContext m_context;
    sop::Pack m_pack;
    QStringList m_removed; ///< ids that must not come again
    QString m_chosen;
    bool m_isFilling = false;
    bool m_isWhole = false; ///< nothing in it keeps the house from following it
    int m_weighing = 0;     ///< counts weigh(): an answer to an earlier one is nobody's any more
    kit::TypingPause m_pause;
    QLabel *m_title;
    QTreeWidget *m_tree;
    QPushButton *m_add, *m_copy, *m_up, *m_down, *m_remove;
    QWidget *m_form;
    QLabel *m_id;
    std::vector<QLineEdit *> m_titles;    ///< French, Kirundi, English
    std::vector<QPlainTextEdit *> m_whys; ///< the same
    QLineEdit *m_who;
    StepDueEdit *m_due;
    StepRulesEdit *m_rules;
    StepOriginEdit *m_origin;
    std::vector<kit::FormRow *> m_rows; ///< titles, whys, who
    QLabel *m_previewTitle;
    QLabel *m_preview;
    QLabel *m_faults;
    QPushButton *m_keep, *m_close, *m_giveUp;
};

} // namespace indaro::ui::pages
