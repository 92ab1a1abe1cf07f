// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/mode_panel.h"

#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using reports::HouseMode;

ModePanel::ModePanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_banner(new kit::Banner(this)), m_change(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"modePanel"_s);
    m_text->setObjectName(u"modeText"_s);
    m_change->setObjectName(u"modeChange"_s);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_text, m_banner})
        column->addWidget(part);
    column->addWidget(m_change, 0, Qt::AlignLeft);
    connect(m_change, &QPushButton::clicked, this, &ModePanel::askFirst);
    retranslate();
}

void ModePanel::refresh()
{
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return reports::houseMode(desk); },
        [this](const base::Result<HouseMode> &mode) {
            if (!mode)
                return m_banner->showError(mode.error());
            m_mode = *mode;
            showWords();
        });
}

void ModePanel::showWords()
{
    const bool isCommission = m_mode == HouseMode::Commission;
    m_text->setText(isCommission
                        ? tr("The workstation of the commission: it opens the numbers of the shelters and publishes "
                             "the sum. It registers nobody.")
                        : tr("A shelter: it keeps files of people. While nobody is registered, it can become the "
                             "workstation of the commission, which opens the numbers of the shelters and registers "
                             "nobody."));
    m_change->setText(isCommission ? tr("Make it a shelter…") : tr("Make it the workstation of the commission…"));
    const auto &access = m_context.workspace->access();
    m_change->setVisible(m_mode.has_value() && !m_isChanged && access && access->isDirector());
}

void ModePanel::askFirst()
{
    const bool isCommission = m_mode == HouseMode::Commission;
    const kit::Question question{
        tr("What this vault is for"),
        isCommission ? tr("It becomes a shelter’s vault.") : tr("It becomes the workstation of the commission."),
        isCommission ? tr("The pages of the commission go, and those of a shelter come, when you sign in again.")
                     : tr("Nobody can be registered in it from then on. The other pages come when you sign in again."),
        {tr("Leave it as it is"), isCommission ? tr("Make it a shelter") : tr("Make it the workstation of the commission")},
        0,
        true};
    m_context.ask->ask(this, question, [this](int choice) {
        if (choice == 1)
            change();
    });
}

void ModePanel::change()
{
    const HouseMode wanted = m_mode == HouseMode::Commission ? HouseMode::Shelter : HouseMode::Commission;
    m_change->setEnabled(false);
    m_context.workspace->ask(
        this, [wanted](casework::Desk &desk) { return reports::setHouseMode(desk, wanted); },
        [this, wanted](const base::Result<void> &changed) {
            m_change->setEnabled(true);
            if (!changed && changed.error().code == base::Errc::WrongState) {
                m_banner->keepSaying([this, wanted] {
                    m_banner->showMessage(
                        kit::Banner::Kind::Warning,
                        wanted == HouseMode::Commission
                            ? tr("People are registered in this vault: it stays a shelter’s. The commission "
                                 "begins with a vault of its own.")
                            : tr("Numbers of shelters were opened in this vault: it stays the commission’s."));
                });
                return;
            }
            if (!changed)
                return m_banner->showError(changed.error());
            m_mode = wanted;
            m_isChanged = true;
            showWords();
            m_banner->showAction(kit::Banner::Kind::Good, tr("It is changed. Sign in again to see its pages."),
                                 tr("Sign in again"), [this] { m_context.navigator->lockNow(); });
        });
}

void ModePanel::retranslate()
{
    m_title->setText(tr("What this vault is for"));
    showWords();
}

} // namespace indaro::ui::pages
