// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/house/house.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/referrals/referrals.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"
#include "ui/kit/typing_pause.h"

QT_BEGIN_NAMESPACE
class QAction;
class QCheckBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
}
namespace indaro::ui::print {
class PreviewWidget;
}

namespace indaro::ui::pages {

class FormFieldEdit;
class GoingBackPanel;
class GuardPanel;
class PackagePanel;
class ReceiverChoice;
class ReferralCourseView;
struct CourseOfReferral;

/// One referral: the form on the left, the paper as it will be printed on the right. What is typed is saved after a
/// short pause; printing fixes the content. Works without any network.
class ReferralPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit ReferralPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Loaded;
    /// Where form and paper do not fit beside each other, an action shows one or the other.
    void arrange();
    void makeForm();
    void show(const Loaded &loaded);
    void showStatus();
    void changed();
    void save();
    void preview();
    [[nodiscard]] casework::ReferralContent content() const;
    [[nodiscard]] documents::DocumentData data() const;
    void showProblem(const base::Error &error);
    /// What is recorded about this receiver, and what it means for this form; fills section 8 from a consent that covers it.
    void showConsents();
    /// The person was asked again today.
    void noteConsent(bool agrees);
    void reloadConsents();
    /// Whoever had a copy was told that it counts no longer.
    void recordTold();
    /// Reads what became of it again.
    void reload();
    void showCourse();
    void printReminder();
    [[nodiscard]] QString consentLine(const casework::RecordedConsent &consent) const;
    void showAddressWarning();
    /// Asks before a paper names the house by a line it was typed into.
    void askAboutAddress(bool toPrinter);
    void clearProblems();
    /// As the procedure knows it.
    [[nodiscard]] std::vector<casework::GuardedAction> printing() const;
    /// Shows what holds the first back, then the next; `goOn` when nothing does.
    void askInTurn(std::vector<casework::GuardedAction> actions, std::function<void()> goOn);
    /// Asks everything a print is asked, then hands its pages to the printer or a file.
    void finish(bool toPrinter);
    void handOut(const casework::Referral &referral, bool toPrinter);
    /// What goes and comes as a file: the sealed package, its answer, the slip of one that came in.
    void makePackageParts();
    void showPackageParts();
    void beginGoingBack();
    void takeInFile();
    void holdBack(std::function<void()> again);

    std::optional<documents::Template> m_template;
    documents::Styles m_styles;
    std::optional<casework::Referral> m_referral;
    casework::HouseDetails m_house;
    std::shared_ptr<const CourseOfReferral> m_became;
    casework::ConsentFacts m_consents;
    QAction *m_print, *m_pdf, *m_paper;
    QLabel *m_status;
    QLabel *m_problem;
    GuardPanel *m_guards; ///< what the procedure wants first
    QLabel *m_consentHint;
    QLabel *m_consentText; ///< what is recorded
    QPushButton *m_agrees, *m_refuses;
    QLabel *m_tell; ///< somebody holds a copy without agreement
    QPushButton *m_told;
    QLabel *m_addressWarning;
    ReferralCourseView *m_course = nullptr; ///< what became of it
    PackagePanel *m_package = nullptr;
    GoingBackPanel *m_goingBack = nullptr;
    kit::Banner *m_news = nullptr; ///< what a file that came has told
    QPushButton *m_seal = nullptr, *m_takeIn = nullptr, *m_giveBack = nullptr;
    QCheckBox *m_address;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    print::PreviewWidget *m_preview;
    std::vector<FormFieldEdit *> m_edits;
    ReceiverChoice *m_receivers = nullptr;
    std::vector<std::pair<QLabel *, documents::Label>> m_titles;
    QString m_filledFor; ///< the receiver section 8 was filled for
    kit::TypingPause m_pause{std::chrono::milliseconds(500), kit::TypingPause::Field};
    bool m_isFilling = false;
    bool m_isNarrow = false;
    int m_visit = 0; ///< counts open()
};

} // namespace indaro::ui::pages
