// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/queries.h"
#include "ui/kit/page.h"

#include <QFrame>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FlowGrid;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ConflictTexts;
class SecondPersonPanel;
class ValueEdit;

/// One thing several laptops wrote differently: every value with who, where and when, side by side; keep one, write
/// something made of both, or leave it as it is. A deletion is let stand only with a second person [contracts.md 9].
class ConflictCard final : public QFrame
{
    Q_OBJECT
public:
    ConflictCard(const kit::PageContext &context, const ConflictTexts &texts, const casework::OpenConflict &conflict,
                 QWidget *parent);
    /// Shows it as it is by now; nothing moves when that is as before. What is being written in the combined value stays,
    /// and so does who is agreeing to a deletion.
    void follow(const casework::OpenConflict &conflict);
    [[nodiscard]] const casework::OpenConflict &conflict() const { return m_conflict; }
    void retranslate();
    void focusFirst();

Q_SIGNALS:
    /// It is decided and committed.
    void settled();

private:
    void fillSides();
    void addSide(const casework::ConflictSide &side, bool isShown);
    [[nodiscard]] QString contentText() const;
    void decide(const casework::ConflictSide &side);
    void beginCombining();
    void saveCombined();
    void deleteAgreed(const std::string &agreed);
    void settle(const base::Value &value, casework::Settling how, const std::optional<sync::DeviceId> &follows);
    void finished(const base::Result<void> &done);
    [[nodiscard]] bool isDeletion() const { return m_conflict.field.field == 0; }
    [[nodiscard]] bool isCombinable() const;

    kit::PageContext m_context;
    const ConflictTexts &m_texts;
    casework::OpenConflict m_conflict;
    QLabel *m_title;
    QLabel *m_whose;
    QLabel *m_explanation;
    QPushButton *m_openFile;
    QVBoxLayout *m_column;
    QWidget *m_sides;
    QWidget *m_more;
    QPushButton *m_combine, *m_leave;
    QWidget *m_editor;
    QVBoxLayout *m_editorColumn;
    ValueEdit *m_edit = nullptr;
    QPlainTextEdit *m_words = nullptr;
    QPushButton *m_save, *m_cancel;
    SecondPersonPanel *m_second;
    kit::Banner *m_banner;
};

} // namespace indaro::ui::pages
