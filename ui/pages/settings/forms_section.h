// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/forms/form_store.h"
#include "ui/pages/settings/form_reading.h"
#include "ui/pages/settings/section.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
class QListWidget;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class FormComparePanel;
class FormDataPanel;
class FormPreviewPanel;
class FormReportPanel;

/// The imported forms with their versions: brings one in from a file or a stick, shows what was not understood before
/// anything is kept, and retires versions. Files are read on a thread of their own.
class FormsSection final : public Section
{
    Q_OBJECT
public:
    FormsSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    void build();
    void choose();
    void read(const QString &path);
    void giveUp();
    void weigh(const ReadForm &form);
    void keep();
    void retire();
    void preview();
    void compare();
    [[nodiscard]] const casework::StoredForm *otherVersion() const;
    void startPreview(std::shared_ptr<const indaro::forms::FormDefinition> definition, QWidget *from);
    void showForms(std::vector<casework::StoredForm> forms);
    void showPart(QWidget *part);
    void updateButtons();
    [[nodiscard]] const casework::StoredForm *chosen() const;
    [[nodiscard]] QString lineOf(const casework::StoredForm &form) const;
    [[nodiscard]] QString wordsLanguage() const;

    std::vector<casework::StoredForm> m_forms; ///< all that are kept
    std::vector<casework::StoredForm> m_listed;
    QWidget *m_overview;
    QListWidget *m_list;
    QCheckBox *m_withShipped; ///< those that came with the program are hidden otherwise
    kit::EmptyState *m_empty;
    QPushButton *m_import, *m_try, *m_compare, *m_retire;
    kit::ProgressPanel *m_progress;
    FormReportPanel *m_report;
    FormPreviewPanel *m_preview;
    FormComparePanel *m_comparison;
    FormDataPanel *m_data;
    QWidget *m_beforePreview = nullptr;
    int m_reading = 0; ///< counts readings: one that was given up is nobody's any more
};

} // namespace indaro::ui::pages
