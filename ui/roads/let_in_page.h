// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "core/exchange/joining.h"
#include "core/session/vault.h"
#include "ui/roads/wizard_page.h"

#include <filesystem>
#include <optional>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QLabel;
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {
class SecondPersonPanel;
}

namespace indaro::ui::roads {

/// On an administrator's laptop: the request from the stick, code A typed, a second person, the answer onto the stick
/// together with the files of the house, code B read aloud.
class LetInPage final : public WizardPage
{
    Q_OBJECT
public:
    LetInPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;

protected:
    void retranslateStep() override;
    void next() override;

private:
    enum Step : int { Stick, CodeA, CodeB, Done };
    void findRequests(const QString &folder);
    void showRequests(base::Result<std::vector<exchange::FoundRequest>> found);
    void take(const exchange::FoundRequest &request);
    void checkCode();
    [[nodiscard]] wire::GroupMask chosenCompartments() const;
    void letIn(const std::shared_ptr<session::Approval> &approval);
    void askServer(const sync::EnrolmentAnswer &answer);
    void serverAnswered(const sync::EnrolmentAnswer &answer, const base::Result<base::Bytes> &secret);
    void goOn(const exchange::LettingIn &lettingIn);
    void writeAnswer(const sync::EnrolmentAnswer &answer);
    void answerWritten(const base::Result<void> &written);
    void filesWritten(const base::Result<transport::FolderReport> &report);
    [[nodiscard]] QString serverText() const;
    exchange::Exchange &m_exchange;
    QListWidget *m_choices;
    QWidget *m_check;
    CodeEdit *m_codeA;
    QCheckBox *m_isAdmin;
    QCheckBox *m_mayDecide;
    QWidget *m_keeps; ///< the choice of compartments; an administrator's laptop has none
    QLabel *m_keepsTitle, *m_keepsText;
    QCheckBox *m_keepsIdentity, *m_keepsHealth, *m_keepsPerpetrators;
    pages::SecondPersonPanel *m_second;
    QWidget *m_reading;
    CodeView *m_codeB;
    QPushButton *m_again;
    enum class Access : std::uint8_t { NoServer, Given, NotGiven } m_access = Access::NoServer;
    std::optional<sync::EnrolmentAnswer> m_answer;
    std::filesystem::path m_folder;
    std::vector<exchange::FoundRequest> m_requests;
    std::optional<exchange::FoundRequest> m_request;
};

} // namespace indaro::ui::roads
