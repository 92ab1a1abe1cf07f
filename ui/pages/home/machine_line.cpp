// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/machine_line.h"

#include "ui/kit/widgets.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/words/machine_words.h"

#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace {
constexpr std::int64_t LookEveryMs = 30 * 60 * 1000;
} // namespace

MachineLine::MachineLine(const kit::PageContext &context, QWidget *parent, MakeSurroundings make)
    : QWidget(parent), m_context(context), m_make(std::move(make)), m_banner(new kit::Banner(this))
{
    setObjectName(QStringLiteral("machineLine"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->addWidget(m_banner);
    hide();
}

void MachineLine::refresh()
{
    const std::int64_t now = m_context.clock->monotonicMs();
    if (m_lookedMs && now - *m_lookedMs < LookEveryMs)
        return;
    m_lookedMs = now;
    lookAtLaptop(m_context, this, m_make, [this](const MachineResults &results) {
        const auto found = std::ranges::find_if(results, [](const machine::Result &result) {
            return result.isUrgent && result.check != machine::Check::Backup;
        });
        m_urgent = found == results.end() ? std::nullopt : std::optional(*found);
        retranslate();
    });
}

void MachineLine::retranslate()
{
    setVisible(m_urgent.has_value());
    if (!m_urgent) {
        m_banner->dismiss();
        return;
    }
    m_banner->showAction(kit::Banner::Kind::Warning, words::textOf(*m_urgent, languageOfMachineWords(m_context)).what,
                         tr("What to do about this computer…"),
                         [this] { m_context.navigator->openPage(SettingsPageId, OpenMachine{}); });
}

} // namespace indaro::ui::pages
