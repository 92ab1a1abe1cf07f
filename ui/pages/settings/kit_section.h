// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/section.h"
#include "ui/pages/sign_in/recovery_kit_panel.h"
#include "ui/pages/sign_in/second_person_panel.h"

namespace indaro::ui::pages {

/// Makes new recovery cards; the former ones open nothing from then on. Needs a second person where the vault has
/// two or more active accounts, and is audited [contracts.md 9].
class KitSection final : public Section
{
    Q_OBJECT
public:
    KitSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;
    [[nodiscard]] bool isShowingSecrets() const override;

protected:
    void retranslate() override;

private:
    void renew(const std::shared_ptr<session::Approval> &approval);
    void showKit(session::RecoveryKit kit, const std::string &agreed);
    QPushButton *m_renew;
    SecondPersonPanel *m_second;
    RecoveryKitPanel *m_panel;
};

} // namespace indaro::ui::pages
