// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/paper_referral_panel.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::string_view PaperDraftKey = "paper_referral";
constexpr auto NumberKey = "#number"_L1; // no line of the form is called so

/// What of their form is typed in: every line of it a hand has written [domain.md 6.1]. Signatures and stamps are in the
/// scan; that it comes in is not asked.
bool isTypedFromPaper(const documents::Field &field)
{
    using documents::FieldKind;
    const bool isForThePen = field.kind == FieldKind::Area || field.kind == FieldKind::Note ||
                             field.kind == FieldKind::TearOff || field.kind == FieldKind::Table;
    return !isForThePen && !field.name.isEmpty() && field.name != "direction"_L1;
}

} // namespace

PaperReferralPanel::PaperReferralPanel(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_hint(kit::makeLabel(kit::TextRole::Muted, this)), m_problem(kit::makeLabel(kit::TextRole::Error, this)),
      m_number(new QLineEdit(this)), m_submit(new kit::PushButton(this)), m_notNow(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"paperReferralPanel"_s);
    m_number->setObjectName(u"paperReferralNumber"_s);
    m_submit->setObjectName(u"paperReferralSubmit"_s);
    m_problem->hide();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::Two);
    m_numberRow = new kit::FormRow(m_number, this);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_hint, m_numberRow})
        column->addWidget(part);
    const auto touched = [this] {
        if (!m_isFilling)
            m_pause.touch();
    };
    for (const auto &section : form.parts.front().sections) {
        for (const auto &row : section.rows) {
            for (const auto &field : row.fields) {
                if (!isTypedFromPaper(field))
                    continue;
                auto *edit = new FormFieldEdit(field, false, this);
                connect(edit, &FormFieldEdit::edited, this, touched);
                column->addWidget(edit);
                m_edits.push_back(edit);
            }
        }
    }
    connect(m_number, &QLineEdit::textEdited, this, touched);
    column->addWidget(m_problem);
    for (auto *button : {m_submit, m_notNow})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_submit, kit::ButtonRole::Primary);
    kit::setButtonRole(m_notNow, kit::ButtonRole::Quiet);
    connect(&m_pause, &QTimer::timeout, this, &PaperReferralPanel::flush);
    connect(m_submit, &QPushButton::clicked, this, &PaperReferralPanel::submit);
    connect(m_notNow, &QPushButton::clicked, this, [this] {
        flush();
        hide();
    });
    retranslate();
    hide();
}

void PaperReferralPanel::begin()
{
    setVisible(true);
    m_number->setFocus();
    kit::scrollTo(this);
    if (std::exchange(m_isDraftRead, true))
        return;
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::findDraft(desk, PaperDraftKey); },
        [this](const base::Result<std::optional<base::Bytes>> &found) {
            if (!found) {
                m_isDraftRead = false; // tried again when it is opened again
                return showProblem(found.error());
            }
            if (*found)
                restore(**found);
        });
}

casework::PaperReferralDraft PaperReferralPanel::typed() const
{
    casework::PaperReferralDraft draft{m_number->text().trimmed(), {}};
    for (const auto *edit : m_edits) {
        if (const QString value = edit->value().trimmed(); !value.isEmpty())
            draft.lines.insert(edit->name(), value);
    }
    return draft;
}

void PaperReferralPanel::restore(const base::Bytes &draft)
{
    const auto text = base::asText(draft);
    const QJsonObject all = QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size()))).object();
    m_isFilling = true;
    if (m_number->text().isEmpty()) // what was typed meanwhile stays
        m_number->setText(all.value(NumberKey).toString());
    for (auto *edit : m_edits) {
        if (edit->value().isEmpty())
            edit->setValue(all.value(edit->name()).toString());
    }
    m_isFilling = false;
}

void PaperReferralPanel::flush()
{
    if (!m_pause.isActive())
        return;
    m_pause.stop();
    const casework::PaperReferralDraft now = typed();
    QJsonObject all{{NumberKey, now.number}};
    for (auto line = now.lines.begin(); line != now.lines.end(); ++line)
        all.insert(line.key(), line.value());
    const QByteArray text = QJsonDocument(all).toJson(QJsonDocument::Compact);
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [text](casework::Desk &desk) {
            return casework::saveDraft(desk, PaperDraftKey,
                                       base::asBytes(std::string_view(text.data(), std::size_t(text.size()))));
        },
        [this](const base::Result<void> &kept) {
            m_context.navigator->showSaveState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        });
}

void PaperReferralPanel::showProblem(const base::Error &error)
{
    const QString field = QString::fromStdString(error.text("field"));
    const QString text =
        field == "from_agency"_L1 ? tr("Write who sends it: they wait for an answer.") : kit::errorText(error).whole();
    m_problem->setText(text);
    m_problem->show();
    for (auto *edit : m_edits) {
        const bool isMeant = edit->name() == field;
        edit->setProblem(isMeant ? text : QString());
        if (isMeant)
            kit::scrollTo(edit);
    }
}

void PaperReferralPanel::submit()
{
    flush();
    m_submit->setEnabled(false);
    m_context.workspace->ask(
        this,
        [draft = typed()](casework::Desk &desk) -> base::Result<sync::RecordId> {
            INDARO_TRY_ASSIGN(const auto id, casework::takeInPaperReferral(desk, draft));
            INDARO_TRY(casework::discardDraft(desk, PaperDraftKey));
            return id;
        },
        [this](const base::Result<sync::RecordId> &taken) {
            m_submit->setEnabled(true);
            if (!taken)
                return showProblem(taken.error());
            m_isFilling = true;
            m_pause.stop();
            m_number->clear();
            for (auto *edit : m_edits) {
                edit->setValue({});
                edit->setProblem({});
            }
            m_isFilling = false;
            m_problem->hide();
            hide();
            Q_EMIT takenIn(*taken);
        });
}

void PaperReferralPanel::retranslate()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    m_title->setText(tr("A referral that came on paper"));
    m_hint->setText(tr("Type what stands on their form; what is not there stays empty. Nobody is registered by it yet."));
    m_numberRow->setLabel(tr("Their number"));
    m_submit->setText(tr("It has come in"));
    m_notNow->setText(tr("Not now"));
    for (auto *edit : m_edits)
        edit->setLanguage(language);
}

} // namespace indaro::ui::pages
