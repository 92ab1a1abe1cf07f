// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/widgets.h"
#include "ui/pages/settings/form_reading.h"

#include <QtWidgets/QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTextBrowser;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What a form that is about to be kept is, and everything in it that was not understood, with sheet, row, column and what
/// was done. Somebody keeps the form or does not.
class FormReportPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit FormReportPanel(QWidget *parent);
    /// `language` of the remarks: "fr" or "en".
    void show(const ReadForm &form, const casework::FormWeighing &weighing, const QString &language);
    /// The screens have changed theirs.
    void setLanguage(const QString &language);
    [[nodiscard]] const std::optional<ReadForm> &form() const { return m_form; }
    /// Forgets the form.
    void clear();

Q_SIGNALS:
    void keepRequested();
    void previewRequested();
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();
    [[nodiscard]] QString standingText() const;
    [[nodiscard]] QString findingsHtml() const;
    std::optional<ReadForm> m_form;
    casework::FormWeighing m_weighing;
    QString m_language;
    QLabel *m_title, *m_facts;
    kit::Banner *m_standing;
    QLabel *m_summary;
    QTextBrowser *m_findings;
    QPushButton *m_keep, *m_preview, *m_cancel;
};

} // namespace indaro::ui::pages
