// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the page of a referral that asks whether it may leave: consents, and the address of the house.
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/date_text.h"
#include "ui/kit/translations.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/form_field_edit.h"
#include "ui/pages/referrals/referral_page.h"

#include <QLabel>
#include <QPushButton>

namespace indaro::ui::pages {

namespace {

QString standingText(casework::ConsentStanding standing)
{
    using casework::ConsentStanding;
    switch (standing) {
    case ConsentStanding::Given:
        return ReferralPage::tr("agreed");
    case ConsentStanding::Refused:
        return ReferralPage::tr("answered no");
    case ConsentStanding::Undecided:
        return ReferralPage::tr("not decided yet");
    case ConsentStanding::Withdrawn:
        return ReferralPage::tr("taken back");
    case ConsentStanding::Expired:
        return ReferralPage::tr("no longer valid");
    }
    return {};
}

} // namespace

QString ReferralPage::consentLine(const casework::RecordedConsent &consent) const
{
    const QString language = kit::Translations::code(context().translations->language());
    QString about = models::codeLabel(QStringLiteral("consent_purpose"), consent.purpose, language);
    if (consent.purpose == QLatin1String("referral") && !consent.recipient.isEmpty())
        about = consent.recipient;
    const QString day = consent.day().isEmpty() ? tr("no date") : kit::dateText(consent.day());
    return tr("%1: %2, %3.").arg(day, about, standingText(casework::standingOf(consent, m_consents.today)));
}

void ReferralPage::showConsents()
{
    if (!m_referral)
        return;
    const bool isDraft = m_referral->status == casework::ReferralStatus::Draft;
    const casework::ReferralContent typed = isDraft ? content() : m_referral->content;
    const auto *decisive = casework::decisiveConsent(typed, m_consents);
    QStringList lines;
    for (const auto &consent : m_consents.consents) {
        if (consent.purpose == QLatin1String(casework::consent_purposes::Withhold))
            continue; // it is asked line by line
        if (&consent == decisive || casework::standingOf(consent, m_consents.today) != casework::ConsentStanding::Given)
            lines << consentLine(consent);
    }
    if (m_consents.isChild)
        lines << tr("A child, or perhaps one: the guardian or representative agrees, and the child too.");
    if (decisive != nullptr && casework::standingOf(*decisive, m_consents.today) != casework::ConsentStanding::Given)
        lines << tr("So this referral may not leave. Ask again: if the answer is yes today, fill in section "
                    "8 and note it here. "
                    "Without agreement only a lawful ground counts, with the name of who approved it.");
    m_consentText->setText(lines.join(QLatin1Char('\n')));
    m_consentText->setVisible(!lines.isEmpty());
    const bool mustTell = casework::mustTellReceiver(*m_referral, m_consents);
    m_tell->setVisible(mustTell);
    m_told->setVisible(mustTell);
    const bool isOver =
        m_referral->status == casework::ReferralStatus::Closed || m_referral->status == casework::ReferralStatus::Revoked;
    const bool isOurs =
        !m_referral->isIncoming; // what came in was agreed to over there; what goes back is asked with the slip
    m_consentText->setVisible(isOurs && !lines.isEmpty());
    m_agrees->setVisible(isOurs && !isOver && decisive != nullptr);
    m_refuses->setVisible(isOurs && !isOver);
    const QString receiver =
        typed.form.value(QStringLiteral("to_kind")) + QLatin1Char('/') + typed.form.value(QStringLiteral("to_agency"));
    if (!isDraft || decisive == nullptr || m_filledFor == receiver)
        return;
    m_filledFor = receiver; // once for each receiver: what is then emptied by hand stays empty
    const auto filled = casework::withRecordedConsent(typed, m_consents);
    for (auto *edit : m_edits) {
        if (edit->value().isEmpty() && filled.form.contains(edit->name()))
            edit->setValue(filled.form.value(edit->name()));
    }
    if (filled != typed)
        m_pause.touch();
}

void ReferralPage::showAddressWarning()
{
    const QStringList lines = m_referral ? casework::linesNamingTheHouse(content(), m_house) : QStringList();
    QStringList labels;
    for (const QString &line : lines) {
        const auto *field = m_template ? m_template->field(line) : nullptr;
        labels << (field != nullptr ? labelText(field->label, kit::Translations::code(context().translations->language()))
                                    : line);
    }
    m_addressWarning->setText(tr("The address of the house seems to stand in: %1. It is not switched on for this receiver.")
                                  .arg(labels.join(QStringLiteral("; "))));
    m_addressWarning->setVisible(!lines.isEmpty());
}

void ReferralPage::askAboutAddress(bool toPrinter)
{
    if (!m_referral)
        return;
    showAddressWarning();
    if (m_addressWarning->isHidden())
        return finish(toPrinter);
    const kit::Question question{tr("The address of the house"),
                                 m_addressWarning->text(),
                                 tr("Whoever finds this paper would know where the house is."),
                                 {tr("Correct the text"), tr("Print it all the same")},
                                 0,
                                 true};
    context().ask->ask(this, question, [this, toPrinter](int choice) {
        if (choice == 1)
            finish(toPrinter);
    });
}

void ReferralPage::noteConsent(bool agrees)
{
    if (!m_referral)
        return;
    const kit::Question question{
        agrees ? tr("Agreement today") : tr("Refusal today"),
        agrees ? tr("Note that the person was asked again today and agrees to this referral?")
               : tr("Note that the person refuses this referral today, or takes the agreement back?"),
        agrees ? QString()
               : tr("The form can then not be printed or sent. Ask receivers of an earlier copy to give it "
                    "back."),
        {tr("Cancel"), tr("Note it")},
        0,
        false};
    context().ask->ask(this, question, [this, agrees](int choice) {
        if (choice != 1 || !m_referral)
            return;
        m_pause.stop();
        std::optional<casework::ReferralContent> typed;
        if (m_referral->status == casework::ReferralStatus::Draft)
            typed = content();
        context().workspace->ask(
            this,
            [id = m_referral->id, file = m_referral->caseFile, typed,
             agrees](casework::Desk &desk) -> base::Result<casework::ConsentFacts> {
                if (typed)
                    INDARO_TRY(casework::saveReferral(desk, id, *typed));
                INDARO_TRY(casework::recordReferralConsent(desk, id, agrees));
                return casework::loadConsentFacts(desk, file);
            },
            [this](base::Result<casework::ConsentFacts> facts) {
                if (!facts)
                    return showProblem(facts.error());
                clearProblems();
                m_consents = *facts;
                showConsents();
            });
    });
}

void ReferralPage::reloadConsents()
{
    context().workspace->ask(
        this, [file = m_referral->caseFile](casework::Desk &desk) { return casework::loadConsentFacts(desk, file); },
        [this, file = m_referral->caseFile](base::Result<casework::ConsentFacts> facts) {
            if (!facts || !m_referral || m_referral->caseFile != file)
                return;
            m_consents = *facts;
            showConsents();
        });
}

} // namespace indaro::ui::pages
