// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/closing/closing_texts.h"
#include "ui/pages/sign_in/second_person_panel.h"
#include "ui/roads/erase_page.h"
#include "ui/roads/erase_texts.h"

#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::roads {

namespace {

bool isSameCode(const QString &one, const QString &other)
{
    const auto first = model::parseCaseCode(one.toStdString());
    const auto second = model::parseCaseCode(other.toStdString());
    return first && second && *first == *second;
}

} // namespace

EraseForm::EraseForm(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent)
    : QFrame(parent), m_context(context), m_exchange(exchange), m_title(kit::makeLabel(kit::TextRole::Title, this)),
      m_text(kit::makeLabel(kit::TextRole::Body, this)), m_codeEdit(new QLineEdit), m_typedEdit(new QLineEdit),
      m_codeRow(new kit::FormRow(m_codeEdit, this)), m_find(new kit::PushButton(this)), m_details(new QWidget(this)),
      m_reasons(new QButtonGroup(this)), m_second(new pages::SecondPersonPanel(this)), m_banner(new kit::Banner(this))
{
    kit::setCard(this);
    m_goesTitle = kit::makeLabel(kit::TextRole::Heading, m_details);
    m_goes = kit::makeLabel(kit::TextRole::Body, m_details);
    m_keptTitle = kit::makeLabel(kit::TextRole::Heading, m_details);
    m_kept = kit::makeLabel(kit::TextRole::Body, m_details);
    m_staysTitle = kit::makeLabel(kit::TextRole::Heading, m_details);
    m_stays = kit::makeLabel(kit::TextRole::Body, m_details);
    m_reasonTitle = kit::makeLabel(kit::TextRole::Heading, m_details);
    auto *details = new QVBoxLayout(m_details);
    details->setContentsMargins(0, 0, 0, 0);
    details->setSpacing(kit::space::One);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_goesTitle, m_goes, m_keptTitle, m_kept, m_staysTitle, m_stays, m_reasonTitle})
        details->addWidget(widget);
    for (const auto reason : exchange::ErasureReasons) {
        auto *button = new kit::RadioButton(m_details);
        m_reasons->addButton(button, static_cast<int>(reason));
        details->addWidget(button);
    }
    // Made after the reasons: Tab goes through the page in the order things are made.
    m_typed = new kit::FormRow(m_typedEdit, m_details);
    m_erase = new kit::PushButton(m_details);
    m_other = new kit::PushButton(m_details);
    kit::setButtonRole(m_erase, kit::ButtonRole::Danger);
    kit::setButtonRole(m_other, kit::ButtonRole::Quiet);
    details->addWidget(m_typed);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_erase);
    buttons->addWidget(m_other);
    buttons->addStretch(1);
    details->addLayout(buttons);
    auto *rows = new QVBoxLayout(this);
    rows->setSpacing(kit::space::One);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_text, m_codeRow})
        rows->addWidget(widget);
    rows->addWidget(m_find, 0, Qt::AlignLeft);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_details, m_second, m_banner})
        rows->addWidget(widget);
    connect(m_find, &QPushButton::clicked, this, &EraseForm::find);
    connect(m_codeEdit, &QLineEdit::returnPressed, this, &EraseForm::find);
    connect(m_typedEdit, &QLineEdit::textChanged, this, &EraseForm::checkReady);
    connect(m_typedEdit, &QLineEdit::returnPressed, m_erase, &QPushButton::click);
    connect(m_reasons, &QButtonGroup::idToggled, this, &EraseForm::checkReady);
    connect(m_other, &QPushButton::clicked, this, [this] { begin({}); });
    connect(m_erase, &QPushButton::clicked, this, &EraseForm::askProcedure);
    connect(m_second, &pages::SecondPersonPanel::agreed, this, &EraseForm::giveOrder);
    connect(m_second, &pages::SecondPersonPanel::cancelled, this, [this] { setAsking(false); });
    m_details->hide();
    retranslate();
}

base::Result<EraseForm::Whose> EraseForm::load(casework::Desk &desk, casework::CaseId person)
{
    INDARO_TRY_ASSIGN(auto file, casework::loadCaseFile(desk, person));
    INDARO_TRY_ASSIGN(auto numbers, casework::numbersOf(desk, person));
    return Whose{std::move(file), std::move(numbers)};
}

void EraseForm::begin(const std::optional<casework::CaseId> &person, bool keepsNumbers)
{
    m_keepsNumbers = keepsNumbers;
    ++m_reading;
    m_file.reset();
    m_code.clear();
    m_codeEdit->clear();
    m_typedEdit->clear();
    m_codeRow->clearMessage();
    m_banner->dismiss();
    m_second->hide();
    m_reasons->setExclusive(false); // else one always stays chosen
    for (auto *button : m_reasons->buttons())
        button->setChecked(false);
    m_reasons->setExclusive(true);
    m_details->hide();
    setAsking(false);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_codeRow, m_find})
        widget->setVisible(!person);
    retranslate();
    if (!person)
        return m_codeEdit->setFocus();
    m_exchange.ask(
        this,
        [person = *person](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<Whose> {
            INDARO_TRY(exchange::mayErase(desk, exchange));
            return load(desk, person);
        },
        [this, reading = m_reading](const base::Result<Whose> &whose) {
            if (reading == m_reading)
                showFile(whose);
        });
}

void EraseForm::find()
{
    m_codeRow->clearMessage();
    m_banner->dismiss();
    m_exchange.ask(
        this,
        [code = m_codeEdit->text()](casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<Whose> {
            INDARO_TRY(exchange::mayErase(desk, exchange));
            INDARO_TRY_ASSIGN(const auto person, casework::loadPersonByCode(desk, code));
            return load(desk, person);
        },
        [this, reading = ++m_reading](const base::Result<Whose> &whose) {
            if (reading == m_reading)
                showFile(whose);
        });
}

void EraseForm::showFile(const base::Result<Whose> &whose)
{
    if (!whose) {
        const bool isCode = whose.error().code == base::Errc::NotFound || whose.error().code == base::Errc::InvalidArgument;
        if (isCode && m_codeRow->isVisible())
            return m_codeRow->setMessage(tr("No file has this code. Read it once more from the paper or the file."));
        return showError(whose.error());
    }
    m_file = whose->file;
    m_numbers = whose->numbers;
    m_code = m_file->file.text(model::fields::case_file::CaseCode);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_codeRow, m_find})
        widget->hide();
    m_details->show();
    retranslate();
    for (QWidget *part : std::initializer_list<QWidget *>{m_keptTitle, m_kept})
        part->setVisible(m_keepsNumbers);
    m_reasonTitle->setVisible(!m_keepsNumbers);
    for (auto *button : m_reasons->buttons())
        button->setVisible(!m_keepsNumbers);
    if (m_keepsNumbers) // its day has come: that is the reason
        m_reasons->button(static_cast<int>(exchange::ErasureReason::TermOver))->setChecked(true);
    checkReady();
    if (m_keepsNumbers)
        m_typedEdit->setFocus();
    else
        m_reasons->buttons().front()->setFocus();
}

void EraseForm::showError(const base::Error &error)
{
    if (error.code == base::Errc::RosterRefused)
        return m_banner->showMessage(kit::Banner::Kind::Warning, mayNotEraseText(error));
    m_banner->showError(error);
}

std::optional<exchange::ErasureReason> EraseForm::reason() const
{
    const int id = m_reasons->checkedId();
    return id < 0 ? std::nullopt : std::optional(static_cast<exchange::ErasureReason>(id));
}

void EraseForm::checkReady()
{
    m_erase->setEnabled(m_file && reason() && isSameCode(m_typedEdit->text(), m_code));
}

void EraseForm::setAsking(bool isAsking)
{
    m_details->setEnabled(!isAsking);
    checkReady();
}

/// Nobody is called to agree to what the procedure holds back.
void EraseForm::askProcedure()
{
    setAsking(true);
    m_banner->dismiss();
    m_exchange.ask(
        this,
        [person = m_file->id, reason = reason()](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
            return exchange::mayErase(desk, exchange, person, reason);
        },
        [this, reading = m_reading](const base::Result<void> &may) {
            if (reading != m_reading)
                return;
            if (may)
                return m_second->start(m_context.vault);
            setAsking(false);
            showError(may.error());
        });
}

void EraseForm::giveOrder(const std::shared_ptr<session::Approval> &approval)
{
    m_exchange.change(
        this,
        [person = m_file->id, agreed = approval->auditDetail(), reason = reason(), keepsNumbers = m_keepsNumbers](
            casework::Desk &desk, exchange::ExchangeDesk &exchange) -> base::Result<exchange::Erasure> {
            if (keepsNumbers)
                return exchange::deidentifyPerson(desk, exchange, person, agreed);
            return exchange::erasePerson(desk, exchange, person, agreed, reason);
        },
        [this, code = m_code](const base::Result<exchange::Erasure> &erasure) {
            setAsking(false);
            if (!erasure)
                return showError(erasure.error());
            begin({});
            Q_EMIT ordered(*erasure, code);
        });
}

void EraseForm::retranslate()
{
    m_title->setText(!m_file          ? tr("Erase a person for ever")
                     : m_keepsNumbers ? tr("Keep numbers alone of the file %1").arg(m_code)
                                      : tr("Erase the file %1 for ever").arg(m_code));
    m_text->setText(m_file
                        ? tr("It goes from this laptop at once, and from every other laptop of the house when it exchanges "
                             "the next time. Nobody can bring it back.")
                        : tr("The file of one person goes from every laptop of the house, and nobody can bring it back. "
                             "Nothing happens before a second person has agreed."));
    m_codeRow->setLabel(tr("Case code of the file"));
    m_find->setText(tr("Show what would go"));
    m_goesTitle->setText(tr("This goes"));
    m_keptTitle->setText(tr("This is kept to be counted, and says nothing of whom"));
    m_staysTitle->setText(tr("This stays, and somebody has to see to it"));
    m_reasonTitle->setText(tr("Why is it erased?"));
    for (auto *button : m_reasons->buttons())
        button->setText(reasonText(static_cast<exchange::ErasureReason>(m_reasons->id(button))));
    m_typed->setLabel(tr("To be sure: type the case code of the file"));
    m_typed->setHint(tr("It stands in the heading above."));
    m_erase->setText(tr("Erase for ever…"));
    m_other->setText(tr("Not this file"));
    if (m_file) {
        m_goes->setText(whatGoesText(*m_file));
        m_stays->setText(whatStaysText(*m_file));
        m_kept->setText(
            pages::ClosingTexts::numbers(m_numbers, kit::Translations::code(m_context.translations->language())));
    }
}

} // namespace indaro::ui::roads
