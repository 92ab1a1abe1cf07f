// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/risks/risks.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <QWidget>

#include <array>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class RiskMore;

/// The eight domains of a risk assessment, a line each: how likely, how bad, what one sees and what is done about it. Tab
/// goes from one to the next; the level of the worst stands below as it is worked out. What is chosen and typed is kept as a
/// draft of the person's until it is saved: locking loses none of it.
class RiskGrid final : public QWidget
{
    Q_OBJECT
public:
    explicit RiskGrid(const kit::PageContext &context, QWidget *parent = nullptr);
    /// Empty, but for what was not saved of this person.
    void begin(sync::RecordId person);
    /// Keeps what stands there; saved() forgets it.
    void keepDraft();
    /// Tells what is still being typed, before lines() is asked.
    void flush();
    void saved();
    /// The lines somebody filled in; a domain left empty is one nobody asked.
    [[nodiscard]] std::vector<casework::RiskLineDraft> lines() const;
    [[nodiscard]] bool isForReturn() const;
    /// As the assessment would work it out.
    [[nodiscard]] casework::RiskLevel worst() const;
    /// Everything chosen and typed, to tell whether it is still what somebody agreed to.
    [[nodiscard]] QByteArray draft() const;
    void retranslate();

private:
    struct Line
    {
        QLabel *domain;
        QComboBox *likelihood;
        QComboBox *severity;
        QLineEdit *sign;
        QLineEdit *measure;
        RiskMore *more;
    };
    void showWorst();
    void showState(kit::SaveState state);
    void restore(const QByteArray &draft);
    kit::PageContext m_context;
    kit::TypingPause m_pause;
    std::optional<sync::RecordId> m_person;
    std::array<Line, casework::RiskDomains.size()> m_lines;
    std::array<QLabel *, 5> m_heads;
    QCheckBox *m_return;
    QLabel *m_worst;
    bool m_isFilling = false;
};

} // namespace indaro::ui::pages
