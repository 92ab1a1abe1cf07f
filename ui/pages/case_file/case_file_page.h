// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/conflicts/queries.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/queries.h"
#include "core/casework/workspace.h"
#include "ui/kit/page.h"

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ActionPanel;
class AttachmentsPanel;
class CaseWorkerBar;
class EmergencyPanel;
class ClosedBar;
class FullFilePanel;
class HistoryPanel;
class MergedBar;
class PapersTypedLine;
class PlaceEdit;
class RecordSection;

/// A quiet line under the heading that says where the last change of the file has got to. It keeps itself up to date;
/// `show` tells it whose file is open, and is called after each reading of it.
struct FileLine
{
    QWidget *widget = nullptr;
    std::function<void(const std::optional<sync::RecordId> &person)> show;
};
using MakeFileLine = std::function<FileLine(QWidget *parent)>;

/// One person's file on one page: identity, stay, family, interviews, referrals, notes, history. Every field saves
/// itself; what changes elsewhere appears at once.
class CaseFilePage final : public kit::Page
{
    Q_OBJECT
public:
    CaseFilePage(const kit::PageContext &context, const MakeFileLine &makeLine, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    /// A card with a heading and lines that lead somewhere.
    struct Links
    {
        QFrame *card = nullptr;
        QLabel *title = nullptr;
        QVBoxLayout *lines = nullptr;
    };
    void makeSections();
    [[nodiscard]] Links makeLinks();
    void follow(const casework::Changes &changes);
    void showNobody();
    void showFile(const casework::CaseFile &file);
    /// A closed file takes nothing.
    void showWritable(bool isClosed);
    void showLinks();
    [[nodiscard]] bool mayRead(casework::Thing thing) const;
    [[nodiscard]] bool mayWrite(casework::Thing thing) const;
    void addLine(Links &links, const QString &text, std::function<void()> go);
    void makePanels(QWidget *body);
    void makePlaceSearch();

    std::optional<casework::CaseFile> m_file;
    std::vector<casework::InterviewLine> m_interviews;
    std::vector<casework::OpenAlert> m_alerts;
    std::map<sync::FieldId, casework::FieldStanding> m_standings;
    std::size_t m_openConflicts = 0;
    std::optional<sync::RecordId> m_person;
    QAction *m_interview, *m_referral, *m_procedure, *m_plan, *m_consents, *m_forms, *m_stayDays, *m_exit, *m_readmit,
        *m_note, *m_registry, *m_justice;
    QLabel *m_heading;
    QLabel *m_subheading;
    FileLine m_line; ///< empty where nothing is exchanged
    ClosedBar *m_closed;
    MergedBar *m_merged; ///< another file was taken into it
    QLabel *m_problem;
    QLabel *m_alertBanner;
    QPushButton *m_toDecide;
    QScrollArea *m_scroll;
    QVBoxLayout *m_column;
    ActionPanel *m_returnPanel, *m_notePanel, *m_colleaguePanel;
    AttachmentsPanel *m_attachments;
    HistoryPanel *m_history;
    FullFilePanel *m_fullFile;
    CaseWorkerBar *m_worker;
    PapersTypedLine *m_papers; ///< what of it came from paper
    EmergencyPanel *m_emergency;
    QPushButton *m_colleague; ///< a referral inside the house
    QComboBox *m_urgency;
    kit::FormRow *m_urgencyRow;
    QPushButton *m_erase; ///< leads to the page that does it
    std::vector<RecordSection *> m_sections;
    PlaceEdit *m_place = nullptr;
    RecordSection *m_identity, *m_origin, *m_stay, *m_health;
    Links m_family, m_interviewLinks, m_referralLinks, m_noteLinks;
};

/// `makeLine`: none where nothing is exchanged.
[[nodiscard]] kit::PageEntry caseFilePage(MakeFileLine makeLine = {});

} // namespace indaro::ui::pages
