// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/risks.h"
#include "core/casework/risks/safety_plans.h"
#include "ui/pages/case_file/action_panel.h"

#include <QCoreApplication>
#include <QHash>

namespace indaro::ui::pages {

/// Everything the page about a plan shows of one person.
struct PlanOfPerson
{
    sync::RecordId person;
    QString displayName{};
    QString caseCode{};
    casework::SupportPlan plan{};
    std::vector<casework::RiskAssessment> risks{};
    std::vector<casework::SafetyPlan> safety{};
    std::vector<casework::BestInterests> interests{};
    std::vector<casework::AgeEvidence> age{};
    bool isChild = false;            ///< or may be one
    bool mayAnswerAlone = false;     ///< the signed-in person is a supervisor and did not write the plan
    casework::Withheld withheld{};   ///< what none of its papers may say
    QHash<QString, QString> staff{}; ///< names by the text of their account
};
/// Store thread. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<PlanOfPerson> loadPlanOfPerson(casework::Desk &desk, sync::RecordId person);

/// Sentences about plans and risks in the language of the screens ("fr", "rn", "en"). GUI thread.
class PlanTexts
{
    Q_DECLARE_TR_FUNCTIONS(PlanTexts)
public:
    [[nodiscard]] static QString need(const casework::Need &need, const QString &language);
    [[nodiscard]] static QString actionState(const casework::PlanAction &action, const QString &language);
    /// Who does it: in words, by name, which service.
    [[nodiscard]] static QString who(const casework::PlanAction &action, const PlanOfPerson &whole, const QString &language);
    [[nodiscard]] static QString service(const casework::GivenService &service, const QString &language);
    /// When it was agreed, signed how, and what the supervisor said.
    [[nodiscard]] static QString agreement(const PlanOfPerson &whole, const QString &language);
    [[nodiscard]] static QString risk(const casework::RiskAssessment &risk, const QString &language);
    /// Of the last one of the stay here, and of the return; or that there is none.
    [[nodiscard]] static QString lastRisks(const PlanOfPerson &whole, const QString &language);
    [[nodiscard]] static QString riskLine(const casework::RiskLine &line, const QString &language);
    /// What a record of the plan holds now, by the fields of the forms that change it; nothing where it is gone.
    [[nodiscard]] static ActionPanel::Values needValues(const casework::SupportPlan &plan, sync::RecordId need);
    [[nodiscard]] static ActionPanel::Values actionValues(const casework::SupportPlan &plan, sync::RecordId action);
    [[nodiscard]] static ActionPanel::Values meetingValues(const casework::SupportPlan &plan, sync::RecordId meeting);
    /// An ISO date, whole or partial, as it is read here.
    [[nodiscard]] static QString date(const QString &iso);
};

} // namespace indaro::ui::pages
