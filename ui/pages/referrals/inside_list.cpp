// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/inside_list.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

InsideList::InsideList(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_banner(new kit::Banner(this)), m_lines(new QVBoxLayout), m_status(kit::makeNarrowBox(this))
{
    kit::setCard(this);
    setObjectName(u"insideList"_s);
    m_status->setObjectName(u"insideStatus"_s);
    namespace s = fields::referral_step;
    m_panel = new ActionPanel(
        context, "inside_step", {s::Note},
        [](casework::Desk &desk, sync::RecordId referral, const ActionPanel::Values &values) -> base::Result<void> {
            const auto status = casework::referralStatusFromCode(
                QString::fromStdString(values.at(fields::referral_step::Status).textOr({})));
            return casework::recordInternalStep(desk, referral, status.value_or(casework::ReferralStatus::Accepted),
                                                values.at(fields::referral_step::Note));
        },
        this);
    m_panel->setObjectName(u"insidePanel"_s);
    m_statusRow = new kit::FormRow(m_status, m_panel);
    m_panel->addFirst(m_statusRow, [this](ActionPanel::Values &values) {
        values[fields::referral_step::Status] = m_status->currentData().toString().toStdString();
        return true;
    });
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    column->addWidget(m_title);
    column->addWidget(m_banner);
    column->addLayout(m_lines);
    column->addWidget(m_panel);
    connect(m_panel, &ActionPanel::submitted, this, &InsideList::refresh);
    retranslate();
    hide();
}

void InsideList::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Referrals>> {
            Referrals referrals;
            INDARO_TRY_ASSIGN(auto all, casework::listInternalReferralsForMe(desk));
            for (casework::InternalReferral &each : all) {
                Line line{std::move(each)};
                if (line.referral.rung) {
                    INDARO_TRY_ASSIGN(line.contacts, casework::contactsInside(desk, line.referral, *line.referral.rung));
                }
                referrals.push_back(std::move(line));
            }
            return std::make_shared<const Referrals>(std::move(referrals));
        },
        [this](const base::Result<std::shared_ptr<const Referrals>> &referrals) {
            if (!referrals)
                return m_banner->showError(referrals.error());
            m_referrals = *referrals;
            showLines();
        });
}

QString InsideList::lineOf(const casework::InternalReferral &referral, const QString &language)
{
    QStringList parts{referral.caseCode, referralStatusText(referral.status),
                      models::codeLabel(u"staff_role"_s, referral.toRole, language),
                      models::codeLabels(u"referral_service"_s, referral.services.join(u' '), language)};
    parts.removeIf([](const QString &part) { return part.isEmpty(); });
    QString text = parts.join(u"  ·  "_s);
    text += u'\n' + (referral.sentBy.isEmpty() ? tr("Asked: %1").arg(referral.request)
                                               : tr("%1 asks: %2").arg(referral.sentBy, referral.request));
    if (!referral.lastNote.isEmpty())
        text += u'\n' + tr("Answer: %1").arg(referral.lastNote);
    else if (!referral.rung)
        text += u'\n' + tr("Answer expected by %1").arg(kit::dateTimeText(referral.dueAt));
    if (referral.rung == casework::Rung::Director)
        text += u'\n' + tr("Nobody has answered since %1: the director asks now.").arg(kit::dateTimeText(referral.dueAt));
    else if (referral.rung)
        text += u'\n' + tr("Nobody has answered since %1: ask again.").arg(kit::dateTimeText(referral.dueAt));
    return text;
}

void InsideList::showLines()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const bool isEmpty = m_referrals == nullptr || m_referrals->empty();
    setVisible(!isEmpty);
    if (isEmpty) {
        m_panel->hide();
        return;
    }
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const auto &[referral, contacts] : *m_referrals) {
        auto *line = new kit::PushButton(lineOf(referral, language).replace(u'&', u"&&"_s), this);
        line->setObjectName(u"insideLine"_s);
        kit::setButtonRole(line, kit::ButtonRole::Quiet);
        connect(line, &QPushButton::clicked, this, [this, referral = referral] { begin(referral); });
        m_lines->addWidget(line);
        if (referral.rung && (referral.isMine || referral.mayEnd))
            addLadder(referral, contacts);
    }
}

/// Whom to ask now that nobody has answered, and that somebody did.
void InsideList::addLadder(const casework::InternalReferral &referral, const std::vector<casework::LadderContact> &contacts)
{
    QStringList names;
    for (const casework::LadderContact &contact : contacts)
        names << (contact.phone.isEmpty() ? contact.name : contact.name + u' ' + contact.phone);
    auto *whom = kit::makeLabel(kit::TextRole::Muted, this);
    whom->setObjectName(u"insideContacts"_s);
    whom->setTextFormat(Qt::PlainText);
    whom->setText(names.isEmpty() ? tr("Nobody of this role has an account.") : tr("To ask: %1").arg(names.join(u"; "_s)));
    m_lines->addWidget(whom);
    auto *asked = new kit::PushButton(referral.isAsked ? tr("Asked again, no answer yet") : tr("I have asked again"), this);
    asked->setObjectName(u"insideAsked"_s);
    asked->setAccessibleDescription(whom->text());
    asked->setEnabled(!referral.isAsked);
    connect(asked, &QPushButton::clicked, this, [this, id = referral.id, rung = *referral.rung] {
        m_context.workspace->ask(
            this,
            [id, rung](casework::Desk &desk) {
                return casework::recordReferralCall(desk, id, {.rung = rung, .result = "no_answer"});
            },
            [this](const base::Result<sync::RecordId> &noted) {
                if (!noted)
                    return m_banner->showError(noted.error());
                refresh();
            });
    });
    m_lines->addWidget(asked, 0, Qt::AlignLeft);
}

void InsideList::begin(const casework::InternalReferral &referral)
{
    m_open = referral;
    m_status->clear();
    fillStatuses();
    m_panel->begin(referral.id);
    kit::scrollTo(m_panel);
}

void InsideList::fillStatuses()
{
    if (!m_open)
        return;
    const QVariant chosen = m_status->currentData();
    m_status->clear();
    for (const casework::ReferralStatus status : casework::nextInside(*m_open)) {
        const QString text =
            status == casework::ReferralStatus::FedBack ? tr("told what was done") : referralStatusText(status);
        m_status->addItem(text, casework::toCode(status));
    }
    m_status->setCurrentIndex(std::max(0, m_status->findData(chosen)));
}

void InsideList::flush()
{
    m_panel->flush();
}

void InsideList::retranslate()
{
    m_title->setText(tr("Inside the house: what colleagues ask"));
    m_statusRow->setLabel(tr("What you say to it"));
    m_panel->setTexts(tr("Your answer. A refusal and what was done are said in the note, without the story."),
                      tr("Write it down"));
    fillStatuses();
    if (m_referrals != nullptr)
        showLines();
}

} // namespace indaro::ui::pages
