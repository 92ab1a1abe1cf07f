// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/case_file/action_panel.h"

#include <memory>
#include <string>
#include <vector>

namespace indaro::ui::pages {

class RiskGrid;

/// The forms below a plan, one open at a time: a need, an action, how it goes, a service, a conference, what was agreed, a
/// supervisor's answer, the risks, a safety plan. Each is begun with the record it is about.
class PlanPanels final : public QWidget
{
    Q_OBJECT
public:
    enum Panel { Need, Action, Report, Service, Meeting, Agreement, Answer, Risks, Safety, PanelCount };
    explicit PlanPanels(const kit::PageContext &context, QWidget *parent = nullptr);
    void begin(Panel panel, sync::RecordId record);
    /// Keeps everything typed.
    void flush();
    void closeAll();
    /// Who agreed beside the signed-in person, for the next answer or the next lower level.
    void setAgreed(std::string agreed) { m_agreed = std::make_shared<const std::string>(std::move(agreed)); }
    void retranslate();

Q_SIGNALS:
    /// After it is committed.
    void written();
    /// A level lower than the worst domain: somebody else must agree first.
    void secondNeeded();

private:
    void makePlan();
    void makeRisks();
    std::vector<ActionPanel *> m_panels;
    kit::PageContext m_context;
    RiskGrid *m_grid;
    std::shared_ptr<const std::string> m_agreed = std::make_shared<const std::string>();
    QByteArray m_agreedTo; ///< the assessment the second person was asked about
};

} // namespace indaro::ui::pages
