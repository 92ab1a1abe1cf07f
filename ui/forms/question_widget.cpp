// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/question_widget.h"

#include "core/forms/external_data.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/image_map.h"
#include "ui/forms/label_media.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

QLabel *richLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    return label;
}

void colorText(QWidget *widget, const QColor &color)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, color);
    palette.setColor(QPalette::ButtonText, color);
    widget->setPalette(palette);
}

} // namespace

QuestionWidget::QuestionWidget(const FormTexts &texts, const QString &path, QWidget *parent)
    : QFrame(parent), m_texts(texts), m_path(path), m_item(*findItem(texts.filled(), path)), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, kit::space::One, 0, kit::space::One);
    m_layout->setSpacing(kit::space::Half);
    setObjectName(m_item.name);
    hide();
}

void QuestionWidget::build()
{
    m_isBuilt = true;
    if (m_isInTable) {
        m_words = new QWidget(this);
        auto *words = new QVBoxLayout(m_words);
        words->setContentsMargins(0, 0, 0, 0);
        words->setSpacing(kit::space::Half);
        buildWords(words);
    } else {
        buildWords(m_layout);
    }
    if (isAsked(m_item))
        m_editor = makeEditor(m_texts, m_path, this);
    if (m_editor != nullptr) {
        m_missing = new kit::ReasonButton(kit::ReasonButton::Place::Interview, this);
        connect(m_missing, &kit::ReasonButton::reasonChosen, this,
                [this](base::Missing reason) { Q_EMIT missingChosen(m_path, reason); });
        connect(m_missing, &kit::ReasonButton::clearChosen, this, [this] { Q_EMIT clearRequested(m_path); });
        if (m_isInTable) {
            m_grid = new QGridLayout;
            m_grid->setHorizontalSpacing(kit::space::Two);
            m_layout->addLayout(m_grid);
            arrangeInTable();
        } else {
            auto *row = new QHBoxLayout;
            row->setSpacing(kit::space::Two);
            row->addWidget(m_editor, 1, Qt::AlignTop);
            row->addWidget(m_missing, 0, Qt::AlignTop);
            m_layout->addLayout(row);
        }
        connect(m_editor, &QuestionEditor::committed, this, [this](const QString &v) { Q_EMIT committed(m_path, v); });
        connect(m_editor, &QuestionEditor::typed, this, [this](const QString &t) { Q_EMIT typed(m_path, t); });
        connect(m_editor, &QuestionEditor::finished, this, [this] { Q_EMIT finished(m_path); });
        setFocusProxy(m_editor->firstField());
    }
    m_message = richLabel(this);
    m_message->setObjectName(u"message"_s);
    colorText(m_message, kit::colors(kit::currentTheme()).errorText);
    m_message->hide();
    m_layout->addWidget(m_message);
    showElsewhere(m_elsewhere); // it may have come before the row was shown
    refreshTexts();
}

void QuestionWidget::buildWords(QVBoxLayout *layout)
{
    QWidget *parent = layout->parentWidget();
    auto *head = new QHBoxLayout;
    head->setSpacing(kit::space::One);
    m_label = richLabel(parent);
    head->addWidget(m_label, 1, Qt::AlignTop);
    if (m_item.extra.value(u"indaro::sensitive"_s).compare("yes"_L1, Qt::CaseInsensitive) == 0) {
        m_sensitive = new QLabel(parent);
        colorText(m_sensitive, kit::colors(kit::currentTheme()).warningText);
        head->addWidget(m_sensitive, 0, Qt::AlignTop);
    }
    layout->addLayout(head);
    if (!m_item.media.isEmpty()) {
        constexpr QSize LargestPicture(420, 280);
        const QString words = m_texts.plain(m_texts.label(m_path, m_item));
        if (!imageMapOf(m_texts, m_item).isEmpty()) {
            // the editor shows it
        } else if (QLabel *picture = makePicture(m_texts, m_item.media, LargestPicture, words, parent)) {
            layout->addWidget(picture);
            if (QPushButton *larger = makeLarger(m_texts, m_item.media, picture, parent))
                layout->addWidget(larger);
        }
        m_recording = kit::makeLabel(kit::TextRole::Muted, parent);
        layout->addWidget(m_recording);
    }
    if (!m_item.hint.isEmpty()) {
        m_hint = richLabel(parent);
        layout->addWidget(m_hint);
    }
    if (m_item.guidanceHint.isEmpty())
        return;
    m_guidanceButton = new QToolButton(parent);
    m_guidanceButton->setText(u"?"_s);
    m_guidanceButton->setCheckable(true);
    m_guidanceButton->setAutoRaise(true);
    m_guidanceButton->setFocusPolicy(Qt::ClickFocus);
    head->addWidget(m_guidanceButton, 0, Qt::AlignTop);
    m_guidance = richLabel(parent);
    m_guidance->hide();
    layout->addWidget(m_guidance);
    connect(m_guidanceButton, &QToolButton::toggled, m_guidance, &QLabel::setVisible);
    auto *show = new QShortcut(QKeySequence(Qt::ALT | Qt::Key_H), this);
    show->setContext(Qt::WidgetWithChildrenShortcut);
    connect(show, &QShortcut::activated, m_guidanceButton, &QToolButton::toggle);
}

void QuestionWidget::arrangeInTable()
{
    for (QWidget *part : {m_words, static_cast<QWidget *>(m_editor), static_cast<QWidget *>(m_missing)})
        m_grid->removeWidget(part);
    const auto policy = m_isTabular ? QSizePolicy::Ignored : QSizePolicy::Preferred; // by share, as the heads are
    m_words->setSizePolicy(policy, QSizePolicy::Preferred);
    m_editor->setSizePolicy(policy, QSizePolicy::Preferred);
    m_grid->setColumnStretch(0, m_isTabular ? WordsShare : 1);
    m_grid->setColumnStretch(1, m_isTabular ? ColumnsShare : 0);
    if (m_isTabular) {
        m_grid->addWidget(m_words, 0, 0);
        m_grid->addWidget(m_editor, 0, 1);
        m_grid->addWidget(m_missing, 0, 2);
    } else {
        m_grid->addWidget(m_words, 0, 0, 1, 3);
        m_grid->addWidget(m_editor, 1, 0, 1, 2, Qt::AlignTop);
        m_grid->addWidget(m_missing, 1, 2, Qt::AlignTop);
    }
    m_editor->setTabular(m_isTabular);
}

void QuestionWidget::setTabular(bool isTabular)
{
    if (std::exchange(m_isTabular, isTabular) != isTabular && m_editor != nullptr)
        arrangeInTable();
}

int QuestionWidget::reasonWidth() const
{
    return m_missing != nullptr ? m_missing->width() : 0;
}

/// How the words of a note look: ODK's web clients take these appearances [medic's forms].
QString QuestionWidget::noteStyle() const
{
    const auto wears = [this](QLatin1StringView word) { return m_item.hasAppearance(QString(word)); };
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    QString style;
    if (wears("h1"_L1) || wears("h2"_L1) || wears("h3"_L1))
        style += wears("h1"_L1) ? u"font-size:x-large;font-weight:600;"_s : u"font-size:large;font-weight:600;"_s;
    if (wears("red"_L1))
        style += u"color:%1;"_s.arg(colors.errorText.name());
    else if (wears("yellow"_L1))
        style += u"color:%1;"_s.arg(colors.warningText.name());
    else if (wears("green"_L1) || wears("lime"_L1))
        style += u"color:%1;"_s.arg(colors.goodText.name());
    else if (wears("blue"_L1))
        style += u"color:%1;"_s.arg(colors.infoText.name());
    return style;
}

bool QuestionWidget::isBeingEdited() const
{
    return m_isRefused || (m_editor != nullptr && m_editor->isAncestorOf(QApplication::focusWidget()));
}

void QuestionWidget::showElsewhere(const Elsewhere &elsewhere)
{
    m_elsewhere = elsewhere;
    if (!m_isBuilt || (m_mark == nullptr && elsewhere.isEmpty()))
        return;
    if (m_mark == nullptr) {
        m_mark = kit::makeLabel(kit::TextRole::Muted, this);
        m_mark->setTextFormat(Qt::PlainText);
        m_others = new kit::OtherValues(this);
        m_layout->addWidget(m_mark);
        m_layout->addWidget(m_others);
        connect(m_others, &kit::OtherValues::taken, this, [this](int index) { Q_EMIT otherTaken(m_path, index); });
        connect(m_others, &kit::OtherValues::ownKept, this, [this] { Q_EMIT ownKept(m_path); });
    }
    m_mark->setText(elsewhere.mark);
    m_mark->setVisible(!elsewhere.mark.isEmpty());
    m_others->show(elsewhere.others);
}

void QuestionWidget::refreshTexts()
{
    if (!m_isBuilt)
        return;
    const Bilingual label = m_texts.label(m_path, m_item);
    QString html =
        label.isEmpty() && m_editor != nullptr ? m_item.name.toHtmlEscaped() : m_texts.html(label, m_editor != nullptr);
    if (const QString style = m_editor == nullptr ? noteStyle() : QString(); !style.isEmpty())
        html = u"<div style='"_s + style + u"'>"_s + html + u"</div>"_s;
    if (isHeadOnly(m_item)) // that heads no table
        html += headWords();
    m_label->setText(html);
    if (m_recording != nullptr) {
        m_recording->setText(recordingText(m_texts, m_item.media));
        m_recording->setVisible(!m_recording->text().isEmpty());
    }
    if (m_hint != nullptr) {
        m_hint->setText(u"<div style='font-size:small'>%1</div>"_s.arg(m_texts.html(m_texts.hint(m_path, m_item), false)));
        colorText(m_hint, kit::colors(kit::currentTheme()).muted);
    }
    if (m_guidance != nullptr) {
        m_guidance->setText(m_texts.html(m_texts.guidance(m_path, m_item), false));
        m_guidanceButton->setToolTip(tr("Guidance for the interviewer (Alt+H)"));
        m_guidanceButton->setAccessibleName(tr("Guidance for the interviewer"));
        m_guidanceButton->setAccessibleDescription(m_texts.plain(label));
    }
    if (m_missing != nullptr)
        m_missing->setAccessibleDescription(m_texts.plain(label)); // each question has such a button
    if (m_sensitive != nullptr) {
        m_sensitive->setText(tr("◆ sensitive"));
        m_sensitive->setToolTip(tr("Ask only when you are alone with the person and she is ready."));
    }
    if (m_editor == nullptr)
        return;
    m_editor->setAccessibleName(m_texts.plain(label));
    m_editor->refreshTexts();
    for (QWidget *field : m_editor->findChildren<QWidget *>()) { // choices say their own words
        if ((field->focusPolicy() & Qt::TabFocus) != 0 && qobject_cast<QAbstractButton *>(field) == nullptr)
            field->setAccessibleName(m_texts.plain(label));
    }
    refresh(m_state);
}

void QuestionWidget::refresh(const NodeState &state)
{
    m_state = state;
    const bool isShown = state.relevant && (isAsked(m_item) || m_item.type == QuestionType::Note || isHeadOnly(m_item));
    if (isShown && !m_isBuilt)
        build();
    setVisible(isShown);
    if (!isShown || m_editor == nullptr)
        return;
    if (!m_isRefused) // what cannot be an answer stays in sight until it is corrected
        m_editor->setValue(state.answer == AnswerState::Answered ? state.whole() : QString());
    m_editor->setReadOnly(state.readOnly || m_texts.isReadOnly());
    m_missing->setEnabled(!state.readOnly && !m_texts.isReadOnly());
    m_editor->refreshTexts();
    setFocusProxy(m_editor->firstField());
    m_missing->setReason(state.answer == AnswerState::Missing ? state.missing : std::nullopt);
    showMessage(state);
}

/// The names of the choices of a head without a table, one after the other.
QString QuestionWidget::headWords() const
{
    QStringList words;
    for (const Choice *choice : m_texts.filled().choices(m_path))
        words << m_texts.plain(m_texts.choice(m_path, m_item, *choice)).toHtmlEscaped();
    return words.isEmpty() ? QString() : u"<div>"_s + words.join(u" | "_s) + u"</div>"_s;
}

/// Why a question has nothing to choose from.
QString QuestionWidget::missingChoices() const
{
    if (m_item.choicesFile.isEmpty() || !m_texts.filled().choices(m_path).empty())
        return {};
    const auto &definition = m_texts.filled().definition();
    const QString list = instanceIdOf(m_item.choicesFile);
    const bool isWritten = std::any_of(definition.entities().begin(), definition.entities().end(),
                                       [&list](const auto &entity) { return entity.listName == list; });
    if (isWritten)
        return tr("Nothing is in the list “%1” yet.").arg(list);
    if (definition.findChoiceList(m_item.listName) != nullptr)
        return {}; // it came; the answers before leave nothing of it
    return tr("The choices are in the file “%1”, which did not come with the form, and no such list is kept in the house. "
              "Say why there is no answer, and import the form again together with that file.")
        .arg(m_item.choicesFile);
}

QString QuestionWidget::notOffered(const NodeState &state) const
{
    const auto *list = m_texts.filled().definition().findChoiceList(m_item.listName);
    if (state.notOffered.isEmpty() || list == nullptr)
        return {};
    const bool isOne = m_item.type == QuestionType::SelectOne;
    const QStringList counted = state.value.split(u' ', Qt::SkipEmptyParts);
    QStringList labels;
    for (const QString &code : isOne ? QStringList{state.notOffered} : state.notOffered.split(u' ', Qt::SkipEmptyParts)) {
        const auto *choice = counted.contains(code) ? nullptr : list->findChoice(code);
        if (choice != nullptr)
            labels.append(m_texts.plain(m_texts.choice(m_path, m_item, *choice)));
    }
    return labels.join(u", "_s);
}

/// Only a gate holds anything back; a partner's form that requires an answer says so and waits.
QString QuestionWidget::neededText() const
{
    return m_item.extra.value(u"indaro::gate"_s).isEmpty() ? tr("The form asks for an answer here.")
                                                           : tr("Needed before the next sections open.");
}

void QuestionWidget::showMessage(const NodeState &state)
{
    if (m_isRefused)
        return;
    QString html;
    if (!state.constraintHolds) {
        const Bilingual own = m_texts.constraintMessage(m_path, m_item);
        html = own.isEmpty() ? tr("This answer does not fit.").toHtmlEscaped() : m_texts.html(own, false);
    } else if (!state.requiredHolds) {
        const Bilingual own = m_texts.requiredMessage(m_path, m_item);
        html = own.isEmpty() ? neededText().toHtmlEscaped() : m_texts.html(own, false);
    }
    if (const QString kept = notOffered(state); !kept.isEmpty())
        html += (html.isEmpty() ? QString() : u"<br>"_s) +
                tr("Not among the choices now, and kept until the interview is signed: %1").arg(kept).toHtmlEscaped();
    if (const QString missing = missingChoices(); !missing.isEmpty())
        html += (html.isEmpty() ? QString() : u"<br>"_s) + missing.toHtmlEscaped();
    m_message->setText(html);
    m_message->setVisible(!html.isEmpty());
}

void QuestionWidget::showRefusal(const QString &sentence)
{
    m_isRefused = !sentence.isEmpty();
    if (m_message == nullptr)
        return;
    m_message->setText(sentence.toHtmlEscaped());
    m_message->setVisible(m_isRefused);
    if (!m_isRefused)
        showMessage(m_state);
}

void QuestionWidget::showUnfinished(const QString &text, const QString &sentence)
{
    if (m_editor == nullptr)
        return;
    m_editor->setValue(text);
    showRefusal(sentence);
}

void QuestionWidget::focusEditor()
{
    if (m_editor == nullptr)
        return;
    if (QWidget *field = m_editor->firstField())
        field->setFocus(Qt::TabFocusReason);
}

void QuestionWidget::commitTyped()
{
    if (m_editor != nullptr)
        m_editor->commitTyped();
}

void QuestionWidget::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        commitTyped();
        Q_EMIT finished(m_path);
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace indaro::ui::forms
