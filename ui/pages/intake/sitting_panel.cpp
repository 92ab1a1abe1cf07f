// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/sitting_panel.h"

#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/interview_state.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int HalfWidth = 420; // of the screen: what to fill in, what to have ready
constexpr int HeadFieldWidth = 190;

} // namespace

SittingPanel::SittingPanel(QWidget *parent)
    : QWidget(parent), m_formPart(new QWidget(this)), m_form(kit::makeNarrowBox(nullptr, 16)),
      m_other(new kit::PushButton(this)), m_readinessTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_readiness(kit::makeLabel(kit::TextRole::Body, this)), m_closed(kit::makeLabel(kit::TextRole::Body, this)),
      m_earlierTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_earlier(new QVBoxLayout), m_interviewer(new QLineEdit),
      m_interpreter(new QLineEdit), m_place(new QLineEdit), m_others(new QLineEdit), m_language(new QComboBox),
      m_large(new QComboBox), m_code(new kit::SecretField)
{
    build();
    connect(m_begin, &QPushButton::clicked, this, &SittingPanel::beginRequested);
    connect(m_other, &QPushButton::clicked, this, &SittingPanel::otherFormRequested);
    connect(m_paper, &QPushButton::clicked, this, &SittingPanel::paperRequested);
    connect(m_code, &kit::SecretField::edited, m_codeRow, &kit::FormRow::clearMessage);
    retranslate();
}

void SittingPanel::build()
{
    m_formRow = new kit::FormRow(m_form, this);
    m_interviewerRow = new kit::FormRow(m_interviewer, this);
    m_interpreterRow = new kit::FormRow(m_interpreter, this);
    m_placeRow = new kit::FormRow(m_place, this);
    m_othersRow = new kit::FormRow(m_others, this);
    m_languageRow = new kit::FormRow(m_language, this);
    m_largeRow = new kit::FormRow(m_large, this);
    m_codeRow = new kit::FormRow(m_code, this);
    m_begin = new kit::PushButton(this);
    m_begin->setObjectName(u"begin"_s);
    m_paper = new kit::PushButton(this);
    m_paper->setObjectName(u"typeInFromPaper"_s);
    kit::setButtonRole(m_paper, kit::ButtonRole::Quiet);
    m_begin->setEnabled(false); // until the forms are read
    m_earlierTitle->hide();
    kit::setButtonRole(m_begin, kit::ButtonRole::Primary);
    m_interviewer->setObjectName(u"interviewer"_s);
    m_code->setObjectName(u"code"_s);
    m_language->setEditable(true);
    for (const QString &language : {u"Ikirundi"_s, u"Français"_s, u"Kiswahili"_s, u"Ikinyarwanda"_s, u"English"_s})
        m_language->addItem(language);
    m_large->addItems({u"Français"_s, u"Ikirundi"_s});

    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    outer->addWidget(scroll);
    auto *content = new QWidget(scroll);
    scroll->setWidget(content);
    auto *columns = new kit::FlowGrid(2, HalfWidth, content);
    columns->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);

    auto *leftPart = new QWidget(content);
    auto *left = new QVBoxLayout(leftPart);
    left->setContentsMargins(0, 0, 0, 0);
    auto *formLine = new QHBoxLayout(m_formPart);
    formLine->setContentsMargins(0, 0, 0, 0);
    formLine->addWidget(m_formRow, 1);
    auto *otherRow = new kit::FormRow(m_other, this);
    otherRow->setLabel(u" "_s); // as high as its neighbour
    m_other->setAccessibleName({});
    formLine->addWidget(otherRow);
    m_closed->setObjectName(u"closedParts"_s);
    m_closed->hide();
    left->addWidget(m_closed);
    left->addWidget(m_formPart);
    auto *grid = new kit::FlowGrid(2, HeadFieldWidth);
    for (QWidget *row : {m_interviewerRow, m_interpreterRow, m_languageRow, m_largeRow, m_placeRow, m_othersRow, m_codeRow})
        grid->addCell(row);
    left->addLayout(grid);
    left->addWidget(m_begin, 0, Qt::AlignLeft);
    left->addWidget(m_paper, 0, Qt::AlignLeft);
    left->addStretch();
    columns->addCell(leftPart);

    auto *rightPart = new QWidget(content);
    auto *right = new QVBoxLayout(rightPart);
    right->setContentsMargins(0, 0, 0, 0);
    auto *card = new QFrame(this);
    kit::setCard(card);
    auto *ready = new QVBoxLayout(card);
    ready->addWidget(m_readinessTitle);
    ready->addWidget(m_readiness);
    right->addWidget(card);
    right->addWidget(m_earlierTitle);
    right->addLayout(m_earlier);
    right->addStretch();
    columns->addCell(rightPart);

    // As they stand on the screen, not as they were made.
    const std::initializer_list<QWidget *> order = {m_form,  m_other,  m_interviewer, m_interpreter, m_language, m_large,
                                                    m_place, m_others, m_code,        m_begin,       m_paper};
    for (const auto *each = order.begin(); each + 1 != order.end(); ++each)
        setTabOrder(*each, *(each + 1));
}

void SittingPanel::focusInterviewer()
{
    m_interviewer->setFocus(); // not by a focus proxy: Tab would then pass by what stands before it
}

void SittingPanel::showClosedParts(const QStringList &parts)
{
    m_closedParts = parts;
    m_closed->setVisible(!parts.isEmpty());
    m_closed->setText(tr("Your role writes nothing about: %1. Ask about that together with a colleague whose role does, or "
                         "leave those questions out: their answers would not be kept.")
                          .arg(parts.join(u", "_s)));
}

void SittingPanel::showForms(const std::vector<FormEntry> &entries)
{
    const QString chosen = chosenForm();
    m_form->clear();
    for (const FormEntry &entry : entries)
        m_form->addItem(entry.title, entry.id);
    selectForm(chosen);
    m_begin->setEnabled(m_form->count() > 0);
}

void SittingPanel::selectForm(const QString &formId)
{
    m_form->setCurrentIndex(std::max(0, m_form->findData(formId)));
}

QString SittingPanel::chosenForm() const
{
    return m_form->currentData().toString();
}

void SittingPanel::showInterviews(const std::vector<casework::InterviewLine> &lines, const std::vector<FormEntry> &entries)
{
    while (QLayoutItem *item = m_earlier->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const casework::InterviewLine &line : lines) {
        const FormEntry *form = line.formTitle.isEmpty() ? findForm(entries, line.formId) : nullptr;
        const QString title = form != nullptr ? form->title : line.formTitle.isEmpty() ? line.formId : line.formTitle;
        const QString when = kit::dateTimeText(line.startedAt);
        auto *button = new kit::PushButton(line.status == "signed"_L1 || line.correction > 0
                                               ? tr("%1, %2 (%3)").arg(title, when, models::interviewState(line))
                                               : tr("Go on: %1, %2").arg(title, when),
                                           this);
        const base::ByteView bytes = line.id.bytes();
        const QByteArray id(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        connect(button, &QPushButton::clicked, this, [this, id] { Q_EMIT resumeRequested(id); });
        m_earlier->addWidget(button);
    }
    m_earlierTitle->setVisible(!lines.empty());
}

void SittingPanel::setResuming(bool isResuming)
{
    m_isResuming = isResuming;
    m_formPart->setVisible(!isResuming);
    retranslate();
}

casework::SittingDraft SittingPanel::head() const
{
    return {m_interviewer->text().trimmed(), m_interpreter->text().trimmed(), m_language->currentText().trimmed(),
            m_place->text().trimmed(), m_others->text().trimmed()};
}

void SittingPanel::setHead(const casework::SittingDraft &head)
{
    m_interviewer->setText(head.interviewer);
    m_interpreter->setText(head.interpreter);
    if (!head.language.isEmpty())
        m_language->setCurrentText(head.language);
    m_place->setText(head.place);
    m_others->setText(head.othersPresent);
}

bool SittingPanel::isKirundiLarge() const
{
    return m_large->currentIndex() == 1;
}

bool SittingPanel::isAcceptable()
{
    m_codeRow->clearMessage();
    if (m_code->isEmpty())
        return true;
    const base::SecretBytes typed = m_code->secret();
    const auto code = typed.view();
    const auto isFirstByte = [](std::byte each) { return (std::to_integer<int>(each) & 0xc0) != 0x80; }; // of UTF-8
    if (static_cast<std::size_t>(std::count_if(code.begin(), code.end(), isFirstByte)) < ShortestCode)
        m_codeRow->setMessage(
            tr("Too short: at least 4 digits or letters. Or leave it empty: a pause then locks the program."));
    else if (std::all_of(code.begin(), code.end(), [&code](std::byte each) { return each == code.front(); }))
        m_codeRow->setMessage(tr("One key repeated is seen from across the room. Use different digits."));
    else
        return true;
    m_code->setFocus();
    return false;
}

base::SecretBytes SittingPanel::takeCode()
{
    return m_code->isEmpty() ? base::SecretBytes() : m_code->takeSecret();
}

void SittingPanel::retranslate()
{
    showClosedParts(m_closedParts);
    m_formRow->setLabel(tr("Form"));
    m_other->setText(tr("Another form …"));
    m_interviewerRow->setLabel(tr("Interviewer"));
    m_interpreterRow->setLabel(tr("Interpreter"));
    m_languageRow->setLabel(tr("Language spoken"));
    m_largeRow->setLabel(tr("Large line on screen"));
    m_placeRow->setLabel(tr("Place"));
    m_othersRow->setLabel(tr("Others present, and why"));
    m_codeRow->setLabel(tr("Code for pauses"));
    m_codeRow->setHint(tr("4 digits or more, for this sitting only. Without it a pause locks the program."));
    m_paper->setText(tr("It was held on paper: type it in…"));
    m_paper->setVisible(!m_isResuming);
    m_begin->setText(m_isResuming ? tr("Go on with the interview") : tr("Begin the interview"));
    m_readinessTitle->setText(tr("Before you begin"));
    m_readiness->setText(tr("• She has eaten, rested and slept, and feels safe.\n"
                            "• What is medically urgent has been seen to.\n"
                            "• The room is private; nobody can hear or come in.\n"
                            "• She chose the sex of interviewer and interpreter, and agreed to them.\n"
                            "• Nobody present may be linked to those who exploited her.\n"
                            "• You know what help you can offer, and will promise nothing else.\n"
                            "• A child, or somebody who may be one: a trained interviewer and a trusted adult are here."));
    m_earlierTitle->setText(tr("Interviews of this person"));
}

void SittingPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
