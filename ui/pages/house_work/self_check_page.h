// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/self_check.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
class StateTree;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;

/// The house checks itself [domain.md 4.23]: the questions of a round with their answers, and above them what is still to be
/// done from all rounds. Enter on a question answers it, on an action says what came of it. Earlier rounds stay to be read.
class SelfCheckPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit SelfCheckPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    using Checks = std::vector<casework::SelfCheck>;
    void makeForms();
    void show();
    void fillRounds();
    void fillActions();
    void fillQuestions(const casework::SelfCheck &check);
    void showChosen();
    /// The round in front; null: none was begun.
    [[nodiscard]] const casework::SelfCheck *round() const;
    void goOn();
    void beginAnswer(const QString &item);
    void beginReport(const casework::SelfCheckLine &action);
    /// Runs a command of the house and reads anew.
    void run(std::function<base::Result<void>(casework::Desk &)> command);
    void print(bool isBlank);

    std::shared_ptr<const Checks> m_checks;
    std::vector<casework::SelfCheckLine> m_actions; ///< what is to be done
    std::optional<sync::RecordId> m_round;
    QString m_item; ///< the question whose form is open
    QString m_chosen;
    QAction *m_new;
    QAction *m_finish;
    QAction *m_print;
    QAction *m_printBlank;
    QScrollArea *m_scroll;
    kit::Banner *m_banner;
    QComboBox *m_rounds;
    kit::FormRow *m_roundsRow;
    QLabel *m_summary;
    kit::StateTree *m_tree;
    QLabel *m_why;
    ActionPanel *m_answerForm, *m_reportForm;
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry selfCheckPage();

} // namespace indaro::ui::pages
