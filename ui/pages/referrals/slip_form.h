// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/counter_referral.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
class QLabel;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class FormFieldEdit;

/// The counter-referral slip as it is typed from paper: its fields in the order of the paper, made from the template, and a
/// line for each service that was asked for. What is typed is kept as a draft of that referral until it is taken in.
class SlipForm final : public QWidget
{
    Q_OBJECT
public:
    SlipForm(const kit::PageContext &context, const documents::Template &form, QWidget *parent);
    /// Empty, but for what was typed for this referral and not taken in.
    void begin(sync::RecordId referral, const std::vector<casework::ServiceAnswer> &asked);
    /// Without evidence and day: the panel around it asks for those.
    [[nodiscard]] casework::CounterReferral content() const;
    void keepDraft();
    /// Forgets the draft.
    void takenIn();
    /// The field a command complained about ("slip_decision"); false: it is none of these.
    bool showProblem(const QString &field, const QString &message);
    void retranslate();

private:
    void showServices(const std::vector<casework::ServiceAnswer> &asked);
    void restore(const QByteArray &draft);
    [[nodiscard]] QByteArray draft() const;
    [[nodiscard]] std::string draftKey() const;

    kit::PageContext m_context;
    std::vector<FormFieldEdit *> m_edits;
    QLabel *m_servicesTitle;
    QGridLayout *m_services;
    struct Line
    {
        QString service;
        QLabel *name;
        QComboBox *answer;
        QComboBox *reason;
    };
    std::vector<Line> m_lines;
    std::optional<sync::RecordId> m_referral;
    kit::TypingPause m_pause{kit::TypingPause::Draft, kit::TypingPause::Draft};
    bool m_isFilling = false;
};

} // namespace indaro::ui::pages
