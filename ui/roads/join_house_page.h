// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "core/exchange/joining.h"
#include "ui/roads/wizard_page.h"

#include <filesystem>
#include <optional>

namespace indaro::ui::roads {

/// On the new laptop: the request onto the stick, code A read aloud, the answer from the stick, code B typed.
class JoinHousePage final : public WizardPage
{
    Q_OBJECT
public:
    JoinHousePage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;

protected:
    void retranslateStep() override;
    void next() override;

private:
    enum Step : int { Name, CodeA, CodeB, Done };
    void chooseStick(void (JoinHousePage::*then)());
    void goOn(const std::optional<exchange::Joining> &joining);
    void writeRequest();
    void readAnswer();
    void finish();
    exchange::Exchange &m_exchange;
    kit::FormRow *m_name;
    QWidget *m_reading;
    CodeView *m_codeA;
    QPushButton *m_again;
    CodeEdit *m_codeB;
    std::filesystem::path m_stick; ///< empty after a lock: to be chosen again
    QString m_series;
    base::Bytes m_answer;
    std::string m_server; ///< what this laptop has access to since it joined
};

} // namespace indaro::ui::roads
