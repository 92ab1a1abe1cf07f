// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/consent_panels.h"

#include "core/casework/consents/disclosures.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/models/code_label.h"
#include "ui/pages/people/value_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
using base::Result;
using Values = ActionPanel::Values;

namespace {

constexpr int ChoiceListHeight = 150;

casework::ConsentAct actOf(const Values &values)
{
    const auto value = [&](sync::FieldId field) {
        const auto found = values.find(field);
        return found == values.end() ? base::Value() : found->second;
    };
    casework::ConsentAct act;
    act.recipientKind = value(fields::consent::RecipientKind);
    act.recipient = value(fields::consent::Recipient);
    act.decision = value(fields::consent::Decision);
    act.dataGroups = value(fields::consent::DataGroups);
    act.explainedBy = value(fields::consent::ExplainedBy);
    act.language = value(fields::consent::Language);
    act.readAloud = value(fields::consent::ReadAloud);
    act.interpreter = value(fields::consent::Interpreter);
    act.givenBy = value(fields::consent::GivenBy);
    act.giverLink = value(fields::consent::GiverLink);
    act.childAssent = value(fields::consent::ChildAssent);
    act.assentWords = value(fields::consent::AssentWords);
    act.way = value(fields::consent::GivenHow);
    act.witness = value(fields::consent::Witness);
    act.givenOn = value(fields::consent::GivenOn);
    act.expiresOn = value(fields::consent::ExpiresOn);
    act.withheld = value(fields::consent::Withheld);
    act.use = value(fields::consent::Purpose);                         // of the panel of uses alone
    act.areItemsAll = values.contains(fields::consent::WithheldItems); // they were there to choose
    act.withheldItems = model::toText(value(fields::consent::WithheldItems)).split(u' ', Qt::SkipEmptyParts);
    return act;
}

Result<void> recordAct(casework::Desk &desk, sync::RecordId person, const Values &values)
{
    INDARO_TRY(casework::recordConsent(desk, person, actOf(values)));
    return {};
}

QListWidget *choiceList(const QString &name, QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setObjectName(name);
    list->setMaximumHeight(ChoiceListHeight);
    list->setWordWrap(true);
    list->setResizeMode(QListView::Adjust); // lines wrap at the width that is there
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTabKeyNavigation(false);
    return list;
}

QListWidgetItem *choiceItem(const QString &text, const QVariant &data, bool isChecked)
{
    auto *item = new QListWidgetItem(text);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChecked ? Qt::Checked : Qt::Unchecked);
    item->setData(Qt::UserRole, data);
    return item;
}

QStringList checkedTexts(const QListWidget *list)
{
    QStringList checked;
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->checkState() == Qt::Checked)
            checked << list->item(row)->data(Qt::UserRole).toString();
    }
    return checked;
}

} // namespace

ConsentPanels::ConsentPanels(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_readAloud(kit::makeLabel(kit::TextRole::Body, this)), m_use(new QComboBox),
      m_items(choiceList(u"withheldItems"_s, this)), m_keptFrom(choiceList(u"keptFromReceiver"_s, this)),
      m_consents(choiceList(u"consentsToTakeBack"_s, this)), m_notice(new QCheckBox(this)),
      m_sent(kit::makeLabel(kit::TextRole::Body, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    makeGive();
    makeUse();
    makeWithhold();
    makeWithdraw();
    makeAnswer();
    makeTold();
    for (ActionPanel *panel : m_panels) {
        column->addWidget(panel);
        connect(panel, &ActionPanel::submitted, this, [this] {
            Q_EMIT written(*m_outcome);
            m_outcome->clear();
        });
    }
    retranslate();
}

void ConsentPanels::makeGive()
{
    m_panels[Give] = new ActionPanel(m_context, "consent",
                                     {fields::consent::RecipientKind, fields::consent::Recipient, fields::consent::Decision,
                                      fields::consent::ExpiresOn, fields::consent::DataGroups, fields::consent::ExplainedBy,
                                      fields::consent::Language, fields::consent::Interpreter, fields::consent::ReadAloud,
                                      fields::consent::GivenBy, fields::consent::GiverLink, fields::consent::ChildAssent,
                                      fields::consent::AssentWords, fields::consent::GivenHow, fields::consent::Witness,
                                      fields::consent::GivenOn, fields::consent::Withheld},
                                     recordAct, this);
    m_panels[Give]->setObjectName(u"giveConsent"_s);
    m_panels[Give]->addMore(m_readAloud, [](Values &) { return true; });
    for (auto *edit : m_panels[Give]->findChildren<ValueEdit *>()) {
        if (edit->field() != fields::consent::RecipientKind && edit->field() != fields::consent::Recipient)
            continue;
        connect(edit, &ValueEdit::valueEdited, this, [this] {
            m_readAloud->setText(ConsentTexts::toReadAloud(asked()));
            showKeptFrom();
        });
    }
    m_keptFromRow = new kit::FormRow(m_keptFrom, m_panels[Give]);
    m_panels[Give]->addMore(m_keptFromRow, [this](Values &values) {
        const bool isOfReceiver = m_keptOf == asked(); // a draft brings back another one without a word
        m_keptFromRow->setMessage(isOfReceiver ? QString() : tr("Look at this list once more: it is that of the receiver."));
        if (!isOfReceiver)
            showKeptFrom();
        values[fields::consent::WithheldItems] = checkedTexts(m_keptFrom).join(u' ').toStdString();
        return isOfReceiver;
    });
}

casework::Receiver ConsentPanels::asked() const
{
    casework::Receiver receiver;
    for (const auto *one : m_panels[Give]->findChildren<ValueEdit *>()) {
        if (one->field() == fields::consent::RecipientKind)
            receiver.kind = model::toText(one->value());
        if (one->field() == fields::consent::Recipient)
            receiver.name = model::toText(one->value());
    }
    return receiver;
}

void ConsentPanels::dropKeptFrom()
{
    m_keptFrom->clear();
    m_keptOf.reset();
    m_keptBefore.clear();
}

void ConsentPanels::showKeptFrom()
{
    if (m_whole == nullptr)
        return;
    QStringList ticked = checkedTexts(m_keptFrom);
    if (const casework::Receiver receiver = asked(); m_keptOf != receiver) {
        const auto *last = casework::decisiveConsent(m_whole->facts, {.receiver = receiver});
        for (const QString &code : std::as_const(m_keptBefore)) // that was about another one
            ticked.removeAll(code);
        m_keptBefore = last == nullptr ? QStringList() : last->withheldItems;
        m_keptOf = receiver;
        ticked += m_keptBefore;
    }
    m_keptFrom->clear();
    for (const auto &item : m_whole->withholdable)
        m_keptFrom->addItem(
            choiceItem(ConsentTexts::withholdable(item, *m_whole, language()), item.code, ticked.contains(item.code)));
    for (const QString &code : std::as_const(ticked)) { // what this account may not read, or is not there any more
        const bool isListed =
            std::ranges::any_of(m_whole->withholdable, [&](const auto &item) { return item.code == code; });
        if (!isListed)
            m_keptFrom->addItem(choiceItem(code, code, true));
    }
}

void ConsentPanels::makeUse()
{
    m_panels[Use] = new ActionPanel(m_context, "consent_use",
                                    {fields::consent::Decision, fields::consent::ExpiresOn, fields::consent::ExplainedBy,
                                     fields::consent::Language, fields::consent::Interpreter, fields::consent::ReadAloud,
                                     fields::consent::GivenBy, fields::consent::GiverLink, fields::consent::ChildAssent,
                                     fields::consent::AssentWords, fields::consent::GivenHow, fields::consent::Witness,
                                     fields::consent::GivenOn},
                                    recordAct, this);
    m_useRow = new kit::FormRow(m_use, m_panels[Use]);
    m_use->setObjectName(u"consentUse"_s);
    m_panels[Use]->addMore(m_useRow, [this](Values &values) {
        values[fields::consent::Purpose] = m_use->currentData().toString().toStdString();
        return true;
    });
}

void ConsentPanels::makeWithhold()
{
    m_panels[Withhold] = new ActionPanel(
        m_context, "withhold", {fields::consent::Withheld},
        [](casework::Desk &desk, sync::RecordId person, const Values &values) {
            const QString items = QString::fromStdString(values.at(fields::consent::WithheldItems).textOr({}));
            return casework::withholdItems(desk, person, items.split(u' ', Qt::SkipEmptyParts),
                                           values.at(fields::consent::Withheld));
        },
        this);
    m_itemsRow = new kit::FormRow(m_items, m_panels[Withhold]);
    m_panels[Withhold]->addMore(m_itemsRow, [this](Values &values) {
        values[fields::consent::WithheldItems] = checkedTexts(m_items).join(u' ').toStdString();
        return true;
    });
}

void ConsentPanels::makeWithdraw()
{
    namespace w = fields::withdrawal;
    m_panels[Withdraw] = new ActionPanel(
        m_context, "withdrawal", {w::EffectiveOn, w::WithdrawnBy, w::Way, w::Witness, w::Language, w::Wish, w::Note},
        [outcome = m_outcome](casework::Desk &desk, sync::RecordId person, const Values &values) -> Result<void> {
            casework::WithdrawalDraft draft;
            const QString ids = QString::fromStdString(values.at(w::Consents).textOr({}));
            for (const QString &text : ids.split(u' ', Qt::SkipEmptyParts)) {
                if (const auto id = sync::RecordId::fromText(text.toStdString()))
                    draft.consents.push_back(*id);
            }
            draft.effectiveOn = values.at(w::EffectiveOn);
            draft.withdrawnBy = values.at(w::WithdrawnBy);
            draft.way = values.at(w::Way);
            draft.witness = values.at(w::Witness);
            draft.language = values.at(w::Language);
            draft.wish = values.at(w::Wish);
            draft.note = values.at(w::Note);
            INDARO_TRY_ASSIGN(const auto done, casework::withdrawConsents(desk, person, draft));
            // Handed over before the command counts as ended, and read after it: never by two threads at once.
            *outcome = ConsentPanels::tr("Letters to print: %1. Referrals in preparation that were stopped: %2.")
                           .arg(done.letters)
                           .arg(done.stoppedReferrals);
            return {};
        },
        this);
    m_panels[Withdraw]->setObjectName(u"withdrawConsent"_s);
    m_consentsRow = new kit::FormRow(m_consents, m_panels[Withdraw]);
    m_sent->setObjectName(u"sentUnder"_s);
    connect(m_consents, &QListWidget::itemChanged, this, &ConsentPanels::showSentUnder);
    m_panels[Withdraw]->addMore(m_consentsRow, [this](Values &values) {
        values[w::Consents] = checkedTexts(m_consents).join(u' ').toStdString();
        const bool isAny = !checkedTexts(m_consents).isEmpty();
        m_consentsRow->setMessage(isAny ? QString() : tr("Tick what is taken back."));
        return isAny;
    });
    m_panels[Withdraw]->addMore(m_sent, [](Values &) { return true; });
}

void ConsentPanels::makeAnswer()
{
    namespace l = fields::withdrawal_letter;
    m_panels[Answer] = new ActionPanel(
        m_context, "letter_answer", {l::Answer, l::AnsweredOn, l::AnswerNote},
        [](casework::Desk &desk, sync::RecordId letter, const Values &values) {
            return casework::recordLetterAnswer(desk, letter, values.at(l::Answer), values.at(l::AnsweredOn),
                                                values.at(l::AnswerNote));
        },
        this);
}

void ConsentPanels::makeTold()
{
    namespace d = fields::disclosure;
    m_panels[Told] = new ActionPanel(
        m_context, "told",
        {fields::consent::RecipientKind, fields::consent::Recipient, d::Way, d::HappenedOn, fields::consent::DataGroups,
         d::What},
        [outcome = m_outcome](casework::Desk &desk, sync::RecordId person, const Values &values) -> Result<void> {
            casework::ToldDraft draft;
            draft.recipientKind = values.at(fields::consent::RecipientKind);
            draft.recipient = values.at(fields::consent::Recipient);
            draft.way = values.at(d::Way);
            draft.happenedOn = values.at(d::HappenedOn);
            draft.dataGroups = values.at(fields::consent::DataGroups);
            draft.what = values.at(d::What);
            draft.isNotice = values.at(d::Kind) == base::Value("notice");
            INDARO_TRY_ASSIGN(const auto told, casework::recordTold(desk, person, draft));
            *outcome = ConsentTexts::told(told.why); // as above
            return {};
        },
        this);
    m_panels[Told]->setObjectName(u"toldPanel"_s);
    m_notice->setObjectName(u"toldByLaw"_s);
    m_panels[Told]->addMore(m_notice, [this](Values &values) {
        values[d::Kind] = m_notice->isChecked() ? "notice" : "told";
        return true;
    });
}

QString ConsentPanels::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

std::vector<sync::RecordId> ConsentPanels::checkedIds(const QListWidget *list)
{
    std::vector<sync::RecordId> ids;
    for (const QString &text : checkedTexts(list)) {
        if (const auto id = sync::RecordId::fromText(text.toStdString()))
            ids.push_back(*id);
    }
    return ids;
}

void ConsentPanels::show(std::shared_ptr<const ConsentsOfPerson> whole)
{
    const bool isSame = m_whole != nullptr && m_whole->person == whole->person;
    const QStringList consents = isSame ? checkedTexts(m_consents) : QStringList();
    const QStringList items = isSame && m_panels[Withhold]->isVisible() ? checkedTexts(m_items) : QStringList();
    const bool keepsItems = isSame && m_panels[Withhold]->isVisible();
    if (!isSame)
        dropKeptFrom();
    m_whole = std::move(whole);
    const QSignalBlocker quiet(m_consents);
    m_consents->clear();
    for (const auto *consent : m_whole->standing()) {
        const QString id = QString::fromStdString(consent->id.toText());
        const QString day = consent->givenOn.isEmpty() ? tr("no date") : kit::dateText(consent->givenOn);
        m_consents->addItem(
            choiceItem(tr("%1: %2").arg(day, ConsentTexts::purpose(*consent, language())), id, consents.contains(id)));
    }
    m_items->clear();
    for (const auto &item : m_whole->withholdable)
        m_items->addItem(choiceItem(ConsentTexts::withholdable(item, *m_whole, language()), item.code,
                                    keepsItems ? items.contains(item.code) : item.isWithheld));
    showKeptFrom();
    showSentUnder();
}

void ConsentPanels::showSentUnder()
{
    if (m_whole == nullptr)
        return;
    const auto chosen = checkedIds(m_consents);
    QStringList lines;
    for (const casework::SentItem &item : m_whole->sentUnder(chosen))
        lines << ConsentTexts::sent(item, language());
    if (chosen.empty())
        m_sent->clear();
    else
        m_sent->setText(lines.isEmpty() ? tr("Nothing was sent by this agreement.")
                                        : tr("Already sent; each receiver gets a letter:") + u'\n' + lines.join(u'\n'));
}

void ConsentPanels::begin(Panel panel, sync::RecordId id)
{
    for (ActionPanel *other : m_panels) {
        if (other != m_panels[panel])
            other->hide();
    }
    m_readAloud->setText(ConsentTexts::toReadAloud({}));
    if (!m_panels[panel]->isVisible()) {
        dropKeptFrom();
        m_notice->setChecked(false);
    }
    showKeptFrom();
    m_panels[panel]->begin(id);
}

void ConsentPanels::closeAll()
{
    for (ActionPanel *panel : m_panels)
        panel->hide();
}

void ConsentPanels::flush()
{
    for (ActionPanel *panel : m_panels)
        panel->flush();
}

void ConsentPanels::retranslate()
{
    m_panels[Give]->setTexts(tr("What she answers, read aloud to her first"), tr("Write down the answer"));
    m_panels[Use]->setTexts(tr("Agreement to something else"), tr("Write down the answer"));
    m_panels[Withhold]->setTexts(tr("What nobody outside the house may be given"), tr("Keep it back"));
    m_panels[Withdraw]->setTexts(tr("An agreement is taken back"), tr("Take it back"));
    m_panels[Answer]->setTexts(tr("What the receiver answers"), tr("Write it down"));
    m_panels[Told]->setTexts(tr("What was told or given to somebody outside: a call, a letter, a meeting, a notice"),
                             tr("Write it down"));
    m_notice->setText(tr("A notice the law asks for: it rests on no agreement"));
    m_keptFromRow->setLabel(tr("Kept back from this receiver, each by itself"));
    const QString chosen = m_use->currentData().toString();
    m_use->clear();
    for (const model::Code &use : model::CodeList::byName(u"consent_use"_s).codes()) {
        if (use.code != "sealed_copy"_L1) // decided where copies are: it changes the road of her records
            m_use->addItem(models::codeLabel(u"consent_use"_s, use.code, language()), use.code);
    }
    m_use->setCurrentIndex(std::max(0, m_use->findData(chosen)));
    m_useRow->setLabel(tr("For what"));
    m_itemsRow->setLabel(tr("Kept back, each by itself: no paper and no file for outside says it"));
    m_consentsRow->setLabel(tr("Agreements that hold"));
    if (m_whole != nullptr)
        show(m_whole);
}

} // namespace indaro::ui::pages
