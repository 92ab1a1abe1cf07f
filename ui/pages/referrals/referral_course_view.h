// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/unmet_needs.h"
#include "core/documents/document.h"
#include "ui/kit/page.h"

#include <QWidget>

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ActionPanel;
class SlipForm;

/// What became of one referral, as it is read in one job.
struct CourseOfReferral
{
    casework::Referral referral;
    std::vector<casework::ReferralStep> steps;
    std::vector<casework::ServiceAnswer> services;
    std::vector<casework::ReceivedSlip> slips;
    std::optional<casework::WaitingReferral> waiting;
    std::vector<casework::LadderContact> contacts; ///< whom to ask on the present rung
    std::vector<casework::UnmetNeed> unmet;        ///< noted with this referral
};
/// Store thread. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<CourseOfReferral> loadCourse(casework::Desk &desk, sync::RecordId referral);

/// Below the state of a referral: what happened with what proves it, the answer about each service, the slips that came
/// back, who is to be asked while nobody answers; and what can be written down about it. One panel is open at a time; what
/// is typed in one is kept as a draft.
class ReferralCourseView final : public QWidget
{
    Q_OBJECT
public:
    ReferralCourseView(const kit::PageContext &context, const documents::Template &form, QWidget *parent);
    void show(std::shared_ptr<const CourseOfReferral> course);
    /// The page is about another referral now.
    void clear();
    /// Its slip came back: the form to type it in is opened, with the scan it is read from.
    void beginSlip(std::optional<sync::RecordId> scan);
    void flush();
    void retranslate();
    /// The steps of the procedure hold a sending back: what is to be done instead of words in the panel; it is called with
    /// what takes the action again.
    void setHeld(std::function<void(std::function<void()>)> held) { m_held = std::move(held); }

Q_SIGNALS:
    /// Something was written: the page reads the referral again.
    void written();
    void letterWanted();

private:
    enum Panel : std::uint8_t { Step, Service, Call, Slip, Unmet, PanelCount };
    struct Handed;
    void makeStep();
    void makeService();
    void makeCall();
    void makeSlip(const documents::Template &form);
    void makeUnmet();
    void begin(Panel panel);
    void closeAll();
    void showButtons();
    void fillChoices();
    [[nodiscard]] QString language() const;

    kit::PageContext m_context;
    std::shared_ptr<const CourseOfReferral> m_course;
    std::shared_ptr<Handed> m_handed;
    std::function<void(std::function<void()>)> m_held;
    QLabel *m_ladder, *m_contacts, *m_steps, *m_servicesText, *m_unmetText;
    std::array<QPushButton *, PanelCount> m_buttons{};
    QPushButton *m_letter;
    std::array<ActionPanel *, PanelCount> m_panels{};
    QComboBox *m_status, *m_service, *m_rung;
    kit::FormRow *m_statusRow = nullptr, *m_serviceRow = nullptr, *m_rungRow = nullptr;
    SlipForm *m_slip = nullptr;
};

} // namespace indaro::ui::pages
