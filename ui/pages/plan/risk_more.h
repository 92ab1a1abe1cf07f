// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/risks/risks.h"

#include <QJsonArray>
#include <QWidget>

#include <array>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ValueEdit;

/// What is done about the risk of one domain beside the words in its line: which measures, who, until when, and why it is
/// held to be that great. Folded away until asked for or something stands there. What is no date stays as typed, and the
/// command says so.
class RiskMore final : public QWidget
{
    Q_OBJECT
public:
    explicit RiskMore(const QString &language, QWidget *parent);
    [[nodiscard]] bool isEmpty() const;
    void addTo(casework::RiskLineDraft &draft) const;
    /// What stands there, for a draft; and back.
    [[nodiscard]] QJsonArray content() const;
    void restore(const QJsonArray &content);
    /// Tells what is still being typed.
    void flush();
    void setTexts(const QString &domain, const QString &language);

Q_SIGNALS:
    void edited();

private:
    void unfold(bool isOpen);
    QToolButton *m_fold;
    QWidget *m_body;
    std::array<ValueEdit *, 4> m_edits; ///< measures, who, until, reason
};

} // namespace indaro::ui::pages
