// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/correction_panel.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/form_texts.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/author_text.h"
#include "ui/pages/intake/answer_text.h"

#include <QtCore/QEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int ReasonHeight = 72;

/// Who signed it and when; of one that is not signed, who began it.
QString whoAndWhen(const casework::InterviewVersion &version)
{
    if (version.signedBy)
        return CorrectionPanel::tr("Signed: %1").arg(models::authorText(*version.signedBy));
    return version.status == "given_up"_L1
               ? CorrectionPanel::tr("Begun and given up: %1").arg(models::authorText(version.begunBy))
               : CorrectionPanel::tr("Under way, not signed: %1").arg(models::authorText(version.begunBy));
}

} // namespace

QString versionName(int correction)
{
    return correction == 0 ? CorrectionPanel::tr("As first signed") : CorrectionPanel::tr("Correction %1").arg(correction);
}

QStringList changeLines(const forms::FormTexts &texts, const std::vector<casework::AnswerChange> &changes)
{
    QStringList lines;
    for (const casework::AnswerChange &change : changes) {
        const auto *item = forms::findItem(texts.filled(), change.path);
        if (item != nullptr && (!item->isAsked() || item->isMeta))
            continue; // it follows from the others
        const QString question =
            item != nullptr ? texts.largeLine(texts.label(change.path, *item)) : change.path.section(u'/', 2);
        const auto words = [&](const std::optional<casework::SavedAnswer> &side) {
            return side ? answerText(texts, change.path, side->value, side->missing) : u"—"_s;
        };
        lines << CorrectionPanel::tr("%1: %2 → %3").arg(question, words(change.before), words(change.after));
    }
    return lines;
}

CorrectionPanel::CorrectionPanel(QWidget *parent)
    : QWidget(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_versions(new QVBoxLayout),
      m_beginPart(new QWidget(this)), m_beginTitle(kit::makeLabel(kit::TextRole::Heading, m_beginPart)),
      m_beginText(kit::makeLabel(kit::TextRole::Muted, m_beginPart)), m_reason(new QPlainTextEdit(m_beginPart)),
      m_reasonRow(new kit::FormRow(m_reason, m_beginPart)), m_begin(new kit::PushButton(m_beginPart)),
      m_back(new kit::PushButton(this))
{
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::One);
    auto *head = new QHBoxLayout;
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    column->addLayout(head);
    column->addLayout(m_versions);

    m_reason->setObjectName(u"correctionReason"_s);
    m_reason->setTabChangesFocus(true);
    m_reason->setMaximumHeight(ReasonHeight);
    m_begin->setObjectName(u"beginCorrection"_s);
    m_back->setObjectName(u"backFromVersions"_s);
    kit::setButtonRole(m_begin, kit::ButtonRole::Primary);
    auto *begin = new QVBoxLayout(m_beginPart);
    begin->setContentsMargins(0, kit::space::Two, 0, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_beginTitle, m_beginText, m_reasonRow})
        begin->addWidget(part);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_begin);
    foot->addStretch();
    begin->addLayout(foot);
    column->addWidget(m_beginPart);
    column->addStretch();

    auto *scroll = new QScrollArea(this);
    scroll->setWidget(inside);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
    connect(m_begin, &QPushButton::clicked, this, &CorrectionPanel::begin);
    connect(m_back, &QPushButton::clicked, this, &CorrectionPanel::backRequested);
    retranslate();
}

void CorrectionPanel::show(const VersionsOfInterview &read, casework::InterviewId shown, const forms::FormTexts &texts)
{
    while (QLayoutItem *item = m_versions->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (std::exchange(m_shown, shown) != shown)
        clearReason();
    m_mayCorrect = read.mayCorrect;
    const casework::InterviewVersion *valid = read.findValid();
    m_isValid = valid != nullptr && valid->id == shown;
    m_isUnderWay = std::any_of(read.versions.begin(), read.versions.end(),
                               [](const ShownVersion &each) { return each.version.status == "draft"_L1; });
    for (const ShownVersion &each : read.versions)
        addVersion(each, texts);
    retranslate();
    if (m_reason->isVisibleTo(this))
        m_reason->setFocus();
    else
        m_back->setFocus();
}

void CorrectionPanel::addVersion(const ShownVersion &shown, const forms::FormTexts &texts)
{
    const casework::InterviewVersion &version = shown.version;
    auto *card = new QFrame(this);
    kit::setCard(card);
    auto *column = new QVBoxLayout(card);
    column->setSpacing(kit::space::Half);
    const auto addText = [&](kit::TextRole role, const QString &text) {
        QLabel *label = kit::makeLabel(role, card);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setText(text);
        column->addWidget(label);
    };
    const QString name = versionName(version.correction);
    addText(kit::TextRole::FieldLabel, version.isValid ? tr("%1 – the version that holds").arg(name) : name);
    addText(kit::TextRole::Muted, whoAndWhen(version));
    if (!version.reason.isEmpty())
        addText(kit::TextRole::Body, tr("Reason: %1").arg(version.reason));
    const QStringList lines = changeLines(texts, shown.changes);
    if (!lines.isEmpty())
        addText(kit::TextRole::Body, lines.join(u'\n'));
    else if (version.corrects)
        addText(kit::TextRole::Muted, tr("No answer is changed."));
    if (version.id == m_shown) {
        addText(kit::TextRole::Muted, tr("This is the version you came from."));
    } else {
        auto *row = new QHBoxLayout;
        auto *open = new kit::PushButton(version.status == "draft"_L1 ? tr("Go on with it") : tr("Read this version"), card);
        open->setAccessibleName(name + u": "_s + open->text());
        connect(open, &QPushButton::clicked, this, [this, id = version.id] { Q_EMIT versionChosen(id); });
        row->addWidget(open);
        row->addStretch();
        column->addLayout(row);
    }
    m_versions->addWidget(card);
}

void CorrectionPanel::clearReason()
{
    m_reason->clear();
    m_reasonRow->clearMessage();
}

QString CorrectionPanel::reason() const
{
    return m_reason->toPlainText().trimmed();
}

void CorrectionPanel::begin()
{
    if (reason().isEmpty()) {
        m_reasonRow->setMessage(tr("Say why: whoever reads the interview later must be able to understand it."));
        m_reason->setFocus();
        return;
    }
    m_reasonRow->clearMessage();
    Q_EMIT correctionRequested();
}

void CorrectionPanel::retranslate()
{
    m_title->setText(tr("Versions of this interview"));
    m_back->setText(tr("Back to the answers"));
    m_beginTitle->setText(tr("Correct this interview"));
    const bool canBegin = m_isValid && !m_isUnderWay && m_mayCorrect;
    m_beginText->setText(
        canBegin       ? tr("You will change a copy. What was signed stays as it is and can always be read; the correction "
                                  "takes its place when it is signed. Questions about dates and ages count from the day it was "
                                  "first signed.")
        : m_isUnderWay ? tr("A correction of this interview is under way already. Go on with that one.")
        : m_isValid    ? tr("Only who held or signed the interview, or a director, can correct it.")
                       : tr("Another version has taken the place of this one. Open that one to correct it."));
    for (QWidget *part : std::initializer_list<QWidget *>{m_reasonRow, m_begin})
        part->setVisible(canBegin);
    m_reasonRow->setLabel(tr("Why is it corrected?"));
    m_reasonRow->setHint(tr("For example: the interpreter had misunderstood the year."));
    m_begin->setText(tr("Begin the correction"));
}

void CorrectionPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace indaro::ui::pages
