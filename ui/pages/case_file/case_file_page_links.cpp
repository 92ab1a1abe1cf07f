// SPDX-License-Identifier: GPL-3.0-or-later
// What leads on from a file: her family, interviews, referrals, notes.
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/models/interview_state.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace fields = model::fields;

CaseFilePage::Links CaseFilePage::makeLinks()
{
    Links links;
    links.card = new QFrame(this);
    kit::setCard(links.card);
    auto *column = new QVBoxLayout(links.card);
    links.title = kit::makeLabel(kit::TextRole::Heading, links.card);
    column->addWidget(links.title);
    links.lines = new QVBoxLayout;
    links.lines->setSpacing(kit::space::Half);
    column->addLayout(links.lines);
    m_column->addWidget(links.card);
    return links;
}

void CaseFilePage::addLine(Links &links, const QString &text, std::function<void()> go)
{
    if (!go) {
        auto *label = kit::makeLabel(kit::TextRole::Muted, links.card);
        label->setText(text);
        links.lines->addWidget(label);
        return;
    }
    auto *button = new kit::PushButton(text, links.card);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this, std::move(go));
    links.lines->addWidget(button, 0, Qt::AlignLeft);
}

void CaseFilePage::showLinks()
{
    for (auto *links : {&m_family, &m_interviewLinks, &m_referralLinks, &m_noteLinks}) {
        while (auto *item = links->lines->takeAt(0)) {
            if (item->widget() != nullptr)
                item->widget()->deleteLater();
            delete item;
        }
    }
    if (!m_file)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    for (const auto &member : m_file->family) {
        const QString role =
            member.role.isEmpty() ? QString() : models::codeLabel(QStringLiteral("family_role"), member.role, language);
        addLine(m_family, QStringList{member.displayName, member.caseCode, role}.join(QStringLiteral("  ·  ")),
                [this, id = member.id] { context().navigator->openPage(CaseFilePageId, OpenCaseFile{id}); });
    }
    if (m_file->family.empty())
        addLine(m_family, tr("Nobody of this family has a file here."), {});
    for (const auto &interview : m_interviews) {
        addLine(m_interviewLinks,
                QStringList{kit::dateText(model::localIsoMinute(interview.startedAt)),
                            interview.formTitle.isEmpty() ? models::formLabel(interview.formId) : interview.formTitle,
                            models::interviewState(interview)}
                    .join(QStringLiteral("  ·  ")),
                [this, id = interview.id] {
                    context().navigator->openPage(IntakePageId, OpenInterview{*m_person, id});
                });
    }
    if (!mayRead(casework::Thing::Story) && !m_file->interviews.empty())
        addLine(m_interviewLinks, tr("There are interviews here that your role does not show."), {});
    else if (m_interviews.empty())
        addLine(m_interviewLinks, tr("No interview yet. Begin one with Ctrl+I when the person is rested and safe."), {});
    const bool isReferralsShown = mayRead(casework::Thing::Consents);
    if (!isReferralsShown && !m_file->referrals.empty())
        addLine(m_referralLinks, tr("There are referrals here that your role does not show."), {});
    for (const auto &referral : m_file->referrals) {
        if (!isReferralsShown)
            break;
        const QString role = referral.text(fields::referral::ToRole); // of one inside the house
        const QString receiver =
            role.isEmpty() ? referral.text(fields::referral::ReceiverAgency)
                           : tr("inside the house: %1")
                                 .arg(models::codeLabel(QStringLiteral("staff_role"), role,
                                                        kit::Translations::code(context().translations->language())));
        addLine(m_referralLinks,
                QStringList{referral.text(fields::referral::Serial), receiver}.join(QStringLiteral("  ·  ")),
                [this, id = referral.id] {
                    context().navigator->openPage(ReferralPageId, OpenReferral{*m_person, id});
                });
    }
    if (m_file->referrals.empty())
        addLine(m_referralLinks,
                tr("No referral yet. Write one with Ctrl+R: it is printed here and travels with the person."), {});
    const bool isNotesShown = mayRead(casework::Thing::Story);
    if (!isNotesShown && !m_file->notes.empty())
        addLine(m_noteLinks, tr("There are notes here that your role does not show."), {});
    for (const auto &note : m_file->notes) {
        if (!isNotesShown)
            break;
        addLine(
            m_noteLinks,
            QStringList{note.text(fields::note::Title), note.text(fields::note::Body)}.join(QStringLiteral("\n")).trimmed(),
            {});
    }
    if (m_file->notes.empty())
        addLine(m_noteLinks, tr("No note yet."), {});
}

} // namespace indaro::ui::pages
