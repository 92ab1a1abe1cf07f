// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the page of a referral that goes and comes as a file, and the slip of one that came in.
#include "core/casework/referrals/package.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/workspace.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/referrals/going_back_panel.h"
#include "ui/pages/referrals/organisation_files.h"
#include "ui/pages/referrals/package_panel.h"
#include "ui/pages/referrals/package_words.h"
#include "ui/pages/referrals/referral_course_view.h"
#include "ui/pages/referrals/referral_page.h"

#include <QAction>
#include <QCheckBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

std::vector<casework::GuardedAction> ReferralPage::printing() const
{
    casework::Referral referral = *m_referral;
    if (referral.status == casework::ReferralStatus::Draft)
        referral.content = content(); // what it asks for may have been typed just now
    return casework::printingGuards(referral);
}

void ReferralPage::holdBack(std::function<void()> again)
{
    // Without paper nothing has held it back yet: first what holds back a print, then what holds back a sending alone.
    const casework::GuardedAction sending{sop::Action::ReferralSend, m_referral->caseFile, m_referral->serial};
    auto actions = printing();
    if (m_referral->status == casework::ReferralStatus::Draft)
        actions.push_back(sending);
    askInTurn(std::move(actions), std::move(again));
}

void ReferralPage::makePackageParts()
{
    m_news = new kit::Banner(this);
    m_seal = new kit::PushButton(this);
    m_takeIn = new kit::PushButton(this);
    m_giveBack = new kit::PushButton(this);
    m_seal->setObjectName(u"sealPackage"_s);
    m_takeIn->setObjectName(u"takeInAnswer"_s);
    m_giveBack->setObjectName(u"giveBack"_s);
    m_package = new PackagePanel(context(), *m_template, this);
    m_goingBack = new GoingBackPanel(context(), *m_template, this);
    int at = m_column->indexOf(m_course) + 1;
    m_column->insertWidget(at++, m_news);
    for (QPushButton *button : {m_seal, m_takeIn, m_giveBack})
        m_column->insertWidget(at++, button, 0, Qt::AlignLeft);
    m_column->insertWidget(at++, m_package);
    m_column->insertWidget(at, m_goingBack);
    m_package->setTyped([this] {
        const bool isDraft = m_referral && m_referral->status == casework::ReferralStatus::Draft;
        return isDraft ? std::optional(content()) : std::nullopt;
    });
    m_package->setHeld([this](std::function<void()> again) { holdBack(std::move(again)); });
    connect(m_package, &PackagePanel::sealed, this, &ReferralPage::reload);
    connect(m_goingBack, &GoingBackPanel::wentBack, this, &ReferralPage::reload);
    connect(m_seal, &QPushButton::clicked, this, [this] {
        m_pause.stop(); // it is saved with the look at what leaves
        m_package->begin(*m_referral);
    });
    connect(m_takeIn, &QPushButton::clicked, this, &ReferralPage::takeInFile);
    connect(m_giveBack, &QPushButton::clicked, this, &ReferralPage::beginGoingBack);
}

void ReferralPage::showPackageParts()
{
    if (m_package == nullptr)
        return;
    using enum casework::ReferralStatus;
    const bool isOut =
        m_referral && !m_referral->isIncoming && m_referral->content.form.value(u"direction"_s) != "internal"_L1;
    const casework::ReferralStatus now = m_referral ? m_referral->status : Draft;
    m_seal->setVisible(isOut && (casework::mayFollow(now, Sent) || casework::waitsForAnswer(now)));
    m_takeIn->setVisible(isOut && now != Draft);
    m_giveBack->setVisible(m_referral && m_referral->isIncoming && casework::mayFollow(now, FedBack));
    for (QAction *paper : {m_print, m_pdf})
        paper->setEnabled(isOut); // theirs is on paper over there; ours goes back as a slip
    m_address->setVisible(isOut);
}

void ReferralPage::beginGoingBack()
{
    context().workspace->ask(
        this,
        [id = m_referral->id](casework::Desk &desk) -> base::Result<std::optional<casework::DirectoryId>> {
            INDARO_TRY_ASSIGN(const auto packages, casework::listIncomingPackages(desk));
            for (const casework::IncomingPackage &each : packages) {
                if (each.referral == id && !each.isOnPaper && each.kind == wire::PackageKind::Referral)
                    return each.partner;
            }
            return std::optional<casework::DirectoryId>();
        },
        [this, id = m_referral->id](const base::Result<std::optional<casework::DirectoryId>> &partner) {
            if (!partner)
                return showProblem(partner.error());
            if (m_referral && m_referral->id == id && m_became != nullptr)
                m_goingBack->begin(*m_referral, m_became->services, *partner);
        });
}

/// Of whichever referral it is: a file does not say it outside.
void ReferralPage::takeInFile()
{
    chooseAndTakeIn(context(), this, [this](const base::Result<std::shared_ptr<const TakenFile>> &taken) {
        if (!taken)
            return m_news->showError(taken.error());
        m_news->keepSaying([this, taken = *taken] {
            const QString language = kit::Translations::code(context().translations->language());
            if (taken->answer)
                m_news->showMessage(kit::Banner::Kind::Good, PackageWords::answer(*taken->answer, language));
            else if (taken->package->kind == wire::PackageKind::CounterReferral)
                m_news->showMessage(kit::Banner::Kind::Good,
                                    tr("The slip of %1 is taken in at its referral.").arg(taken->package->partnerName));
            else
                m_news->showMessage(kit::Banner::Kind::Info,
                                    tr("This is a new referral, from %1. It waits in the list of what came in.")
                                        .arg(taken->package->partnerName));
        });
        reload();
    });
}

} // namespace indaro::ui::pages
