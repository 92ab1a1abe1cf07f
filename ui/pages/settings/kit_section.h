// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/section.h"
#include "ui/pages/sign_in/recovery_kit_panel.h"

namespace indaro::ui::pages {

/// Makes new recovery cards; the former ones open nothing from then on.
class KitSection final : public Section
{
    Q_OBJECT
public:
    KitSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    void renew();
    QPushButton *m_renew;
    RecoveryKitPanel *m_panel;
};

} // namespace indaro::ui::pages
