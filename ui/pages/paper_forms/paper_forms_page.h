// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/paper_forms/paper_forms.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QLabel;
class QTreeWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}
namespace indaro::ui::print {
class PreviewWidget;
}

namespace indaro::ui::pages {

class ForWhom;
class HouseQuestionnaires;

/// Every form of the house on paper: seen as it will be printed, blank, or with what the register knows of one person
/// (opened with OpenPaperForms), and all blank ones as a booklet for days without electricity. The questionnaires of
/// interviews stand among them, blank; for a person they bear her case code and a number by which they find her file again.
class PaperFormsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PaperFormsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fillTree();
    [[nodiscard]] const PaperForm *chosen() const;
    void choose(const QString &form);
    void showChosen();
    void showPaper(const base::Result<QList<print::Paper>> &papers);
    void showNothing();
    /// What prints can be used: `isReady`, there is something to print.
    void allow(bool isReady);
    /// Whether what is chosen is filled for the person the page is about.
    [[nodiscard]] bool isFilled() const;
    void putChosen(PaperRoad road);
    void putFilled(PaperRoad road);
    void putBlank(const std::string &name, const base::Result<QList<print::Paper>> &papers, PaperRoad road);
    void putBooklet();
    void give(const base::Result<QList<print::Paper>> &papers, const QString &fileName, PaperRoad road,
              std::function<base::Result<void>(casework::Desk &)> note, std::function<void()> done = {},
              const QStringList &serials = {});
    void voidNumbers(const QStringList &serials, base::Errc why);
    void readQuestionnaires();
    void addQuestionnaires();
    void showQuestionnaire();
    void putQuestionnaire(PaperRoad road);

    QList<PaperForm> m_forms;
    HouseQuestionnaires *m_questionnaires;
    QString m_caseCode; ///< of the person, for a questionnaire
    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const PaperFormOfPerson> m_read; ///< what is shown filled
    QString m_chosen;
    QString m_displayName;
    bool m_isBlank = false; ///< the person's page shows a blank form
    bool m_isFilling = false;
    QAction *m_print;
    QAction *m_pdf;
    QAction *m_blank; ///< checkable, while the page is about a person
    QAction *m_booklet;
    QAction *m_typeIn; ///< what was written on such papers
    kit::Banner *m_banner;
    QLabel *m_hint;
    ForWhom *m_forWhom;
    QBoxLayout *m_split;
    QTreeWidget *m_tree;
    print::PreviewWidget *m_preview;
};

[[nodiscard]] kit::PageEntry paperFormsPage();

} // namespace indaro::ui::pages
