// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/slip_form.h"

#include "core/casework/drafts.h"
#include "core/casework/workspace.h"
#include "core/model/code_list.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <QComboBox>
#include <QGridLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// The number is known, and the table is the lines below.
bool isTyped(const documents::Field &field)
{
    using documents::FieldKind;
    return field.kind != FieldKind::Area && field.kind != FieldKind::Note && field.kind != FieldKind::TearOff &&
           field.kind != FieldKind::Table && field.name != "slip_referral_serial"_L1;
}

void fillWithCodes(QComboBox *box, const QString &list, const QString &language, const QString &empty)
{
    const QString chosen = box->currentData().toString();
    box->clear();
    box->addItem(empty, QString());
    for (const model::Code &code : model::CodeList::byName(list).codes())
        box->addItem(models::codeLabel(list, code.code, language), code.code);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

} // namespace

SlipForm::SlipForm(const kit::PageContext &context, const documents::Template &form, QWidget *parent)
    : QWidget(parent), m_context(context), m_servicesTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_services(new QGridLayout)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Two);
    const auto part = std::ranges::find(form.parts, u"slip"_s, &documents::Part::name);
    if (part != form.parts.end()) {
        for (const auto &section : part->sections) {
            for (const auto &row : section.rows) {
                for (const auto &field : row.fields) {
                    if (!isTyped(field))
                        continue;
                    auto *edit = new FormFieldEdit(field, false, this);
                    connect(edit, &FormFieldEdit::edited, this, [this] {
                        if (!m_isFilling)
                            m_pause.touch();
                    });
                    column->addWidget(edit);
                    m_edits.push_back(edit);
                }
            }
        }
    }
    column->addWidget(m_servicesTitle);
    m_services->setColumnStretch(0, 1);
    column->addLayout(m_services);
    connect(&m_pause, &QTimer::timeout, this, &SlipForm::keepDraft);
    retranslate();
}

std::string SlipForm::draftKey() const
{
    return "slip/" + m_referral->toText();
}

void SlipForm::begin(sync::RecordId referral, const std::vector<casework::ServiceAnswer> &asked)
{
    keepDraft(); // of whichever stood there
    m_isFilling = true;
    m_referral = referral;
    for (auto *edit : m_edits) {
        edit->setValue({});
        edit->setProblem({});
    }
    showServices(asked);
    m_isFilling = false;
    m_context.workspace->ask(
        this, [key = draftKey()](casework::Desk &desk) { return casework::findDraft(desk, key); },
        [this, referral](const base::Result<std::optional<base::Bytes>> &found) {
            if (found && *found && m_referral == referral)
                restore(QByteArray(reinterpret_cast<const char *>((*found)->data()), qsizetype((*found)->size())));
        });
}

void SlipForm::showServices(const std::vector<casework::ServiceAnswer> &asked)
{
    for (const Line &line : m_lines) {
        line.name->deleteLater();
        line.answer->deleteLater();
        line.reason->deleteLater();
    }
    m_lines.clear();
    int row = 0;
    for (const casework::ServiceAnswer &answer : asked) {
        Line line{answer.service, kit::makeLabel(kit::TextRole::Body, this), kit::makeNarrowBox(this, 14),
                  kit::makeNarrowBox(this, 14)};
        line.answer->setObjectName(u"slipService/"_s + answer.service);
        line.reason->setObjectName(u"slipReason/"_s + answer.service);
        for (auto *box : {line.answer, line.reason}) {
            connect(box, &QComboBox::activated, this, [this] {
                for (const Line &each : m_lines)
                    each.reason->setVisible(each.answer->currentData() == u"refused"_s);
                m_pause.touch();
            });
        }
        m_services->addWidget(line.name, row, 0);
        m_services->addWidget(line.answer, row, 1);
        m_services->addWidget(line.reason, row++, 2);
        m_lines.push_back(line);
    }
    retranslate();
}

casework::CounterReferral SlipForm::content() const
{
    casework::CounterReferral slip;
    for (const auto *edit : m_edits) {
        const QString value = edit->value().trimmed();
        if (edit->name() == "slip_result"_L1)
            slip.result = value;
        else if (edit->name() == "slip_recommendations"_L1)
            slip.recommendations = value;
        else if (!value.isEmpty())
            slip.form.insert(edit->name(), value);
    }
    for (const Line &line : m_lines) {
        const QString answer = line.answer->currentData().toString();
        if (answer.isEmpty())
            continue;
        casework::ServiceAnswerDraft draft;
        draft.answer = answer.toStdString();
        if (answer == "refused"_L1 && !line.reason->currentData().toString().isEmpty())
            draft.reason = line.reason->currentData().toString().toStdString();
        slip.services.emplace_back(line.service, draft);
    }
    return slip;
}

QByteArray SlipForm::draft() const
{
    QJsonObject all;
    for (const auto *edit : m_edits) {
        if (!edit->value().isEmpty())
            all.insert(edit->name(), edit->value());
    }
    for (const Line &line : m_lines) {
        if (line.answer->currentIndex() > 0)
            all.insert(u"service/"_s + line.service, line.answer->currentData().toString());
        if (line.reason->currentIndex() > 0)
            all.insert(u"reason/"_s + line.service, line.reason->currentData().toString());
    }
    return all.isEmpty() ? QByteArray() : QJsonDocument(all).toJson(QJsonDocument::Compact);
}

void SlipForm::restore(const QByteArray &draft)
{
    m_isFilling = true;
    const QJsonObject all = QJsonDocument::fromJson(draft).object();
    for (auto *edit : m_edits)
        edit->setValue(all.value(edit->name()).toString());
    for (const Line &line : m_lines) {
        line.answer->setCurrentIndex(std::max(0, line.answer->findData(all.value(u"service/"_s + line.service).toString())));
        line.reason->setCurrentIndex(std::max(0, line.reason->findData(all.value(u"reason/"_s + line.service).toString())));
        line.reason->setVisible(line.answer->currentData() == u"refused"_s);
    }
    m_isFilling = false;
}

void SlipForm::keepDraft()
{
    if (!m_referral || !m_pause.isActive())
        return;
    m_pause.stop();
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [key = draftKey(), content = draft()](casework::Desk &desk) {
            return casework::saveDraft(desk, key,
                                       base::asBytes(std::string_view(content.data(), std::size_t(content.size()))));
        },
        [this](const base::Result<void> &kept) {
            m_context.navigator->showSaveState(kept ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        });
}

void SlipForm::takenIn()
{
    m_pause.stop();
    if (!m_referral)
        return;
    m_context.workspace->ask(
        this, [key = draftKey()](casework::Desk &desk) { return casework::discardDraft(desk, key); },
        [](const base::Result<void> &) {});
}

bool SlipForm::showProblem(const QString &field, const QString &message)
{
    bool isHere = false;
    for (auto *edit : m_edits) {
        const bool isMeant = edit->name() == field;
        edit->setProblem(isMeant ? message : QString());
        if (isMeant)
            edit->setFocus();
        isHere = isHere || isMeant;
    }
    return isHere;
}

void SlipForm::retranslate()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    for (auto *edit : m_edits)
        edit->setLanguage(language);
    m_servicesTitle->setText(tr("What became of each service"));
    m_servicesTitle->setVisible(!m_lines.empty());
    for (const Line &line : m_lines) {
        line.name->setText(models::codeLabel(u"referral_service"_s, line.service, language));
        fillWithCodes(line.answer, u"referral_answer"_s, language, tr("not said"));
        fillWithCodes(line.reason, u"referral_refusal"_s, language, tr("why not"));
        line.answer->setAccessibleName(line.name->text());
        line.reason->setAccessibleName(tr("%1: why not").arg(line.name->text()));
        line.reason->setVisible(line.answer->currentData() == u"refused"_s);
    }
}

} // namespace indaro::ui::pages
