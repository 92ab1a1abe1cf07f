// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/case_file/action_panel.h"

#include <memory>
#include <string>
#include <vector>

namespace indaro::ui::pages {

class RiskGrid;

/// The forms below a plan, one open at a time: needs, actions and how they go, services, conferences, what was agreed, a
/// supervisor's answer, the risks, a safety plan, the best interests of a child, its age. Each is begun with the record it
/// is about.
class PlanPanels final : public QWidget
{
    Q_OBJECT
public:
    enum Panel {
        Need,
        Action,
        Report,
        Service,
        Meeting,
        Agreement,
        Answer,
        Risks,
        Safety,
        Interests,
        Heading,
        Decide,
        AgeProof,
        Age,
        ChangeNeed,
        ChangeAction,
        ChangeMeeting,
        PanelCount
    };
    explicit PlanPanels(const kit::PageContext &context, QWidget *parent = nullptr);
    void begin(Panel panel, sync::RecordId record);
    /// One of the forms that change a record.
    void beginChange(Panel panel, sync::RecordId record, ActionPanel::Values present);
    /// What is known under one heading (codelist bia_item) of an assessment, with what was known so far.
    void beginHeading(sync::RecordId assessment, const QString &heading, const QString &title, ActionPanel::Values present);
    /// Keeps everything typed.
    void flush();
    void closeAll();
    /// What is asked of a child only.
    void askAsOfChild(bool isChild);
    /// Who agreed beside the signed-in person, for the next answer, lower level or determination.
    void setAgreed(std::string agreed) { m_agreed = std::make_shared<const std::string>(std::move(agreed)); }
    /// The answer once more, after what held it back.
    void answerAgain() { m_panels[Answer]->submit(); }
    void retranslate();

Q_SIGNALS:
    /// After it is committed.
    void written();
    /// Somebody else must agree first.
    void secondNeeded(Panel panel);
    /// The procedure wants other steps before a plan is approved.
    void heldBack();
    /// Nothing written down says that she or he is an adult.
    void ageUnproven();

private:
    struct Handed;
    void makePlan();
    void makeChanges();
    void makeRisks();
    void makeChild();
    /// Whoever agreed, agreed to what stood there: what was changed since is asked again.
    void agreeOnlyTo(const QByteArray &what);
    void showOnly(Panel panel);
    std::vector<ActionPanel *> m_panels;
    kit::PageContext m_context;
    RiskGrid *m_grid;
    std::shared_ptr<const std::string> m_agreed = std::make_shared<const std::string>();
    QByteArray m_agreedTo;                      ///< what the second person was asked about
    std::optional<sync::RecordId> m_assessment; ///< of the heading in front
    QString m_heading;
    QString m_headingTitle;
};

} // namespace indaro::ui::pages
