// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/choice_editors.h"

#include "ui/forms/form_sections.h"
#include "ui/forms/label_media.h"
#include "ui/kit/hint.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QButtonGroup>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr int PictureWidth = 160;
constexpr int PictureHeight = 120;

QStringList codesOf(const QString &value)
{
    return value.split(u' ', Qt::SkipEmptyParts);
}

/// The codes a form itself says stand alone: "not(selected(., 'none')) or count-selected(.) = 1" in its constraint.
QSet<QString> exclusiveCodes(const FormItem &item)
{
    static const QRegularExpression Pattern(
        u"not\\(selected\\(\\.,['\"]([^'\"]+)['\"]\\)\\)orcount-selected\\(\\.\\)(?:=|<=)1"_s);
    QSet<QString> codes;
    if (!item.constraint)
        return codes;
    QString text = item.constraint->text();
    text.remove(u' ');
    auto match = Pattern.globalMatch(text);
    while (match.hasNext())
        codes.insert(match.next().captured(1));
    return codes;
}

} // namespace

ChoiceRow::ChoiceRow(QAbstractButton *button, QWidget *parent)
    : QWidget(parent), m_button(button), m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)), m_label(new QLabel(this))
{
    m_row->setContentsMargins(0, 2, kit::space::One, 2);
    m_row->setSpacing(kit::space::One);
    button->setParent(this);
    button->installEventFilter(this);
    m_row->addWidget(button, 0, Qt::AlignTop);
    m_label->setTextFormat(Qt::RichText);
    m_label->setWordWrap(true);
    m_row->addWidget(m_label, 1, Qt::AlignTop);
}

void ChoiceRow::setUpright()
{
    m_isUpright = true;
    m_row->setDirection(QBoxLayout::TopToBottom);
    m_row->setSpacing(0);
    m_row->setAlignment(m_button, Qt::AlignHCenter);
    m_row->setAlignment(m_label, {});
    m_label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
}

void ChoiceRow::setBare(bool isBare)
{
    m_row->setContentsMargins(0, 2, isBare ? 0 : kit::space::One, 2);
    m_row->setAlignment(m_button, isBare ? Qt::AlignCenter : m_isUpright ? Qt::AlignHCenter : Qt::AlignTop);
    m_row->setStretchFactor(m_button, isBare ? 1 : 0);
    m_label->setVisible(!isBare);
}

void ChoiceRow::setPicture(QLabel *picture, QPushButton *larger)
{
    m_larger = larger;
    if (larger == nullptr)
        return m_row->insertWidget(1, picture, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout;
    column->addWidget(picture, 0, Qt::AlignLeft);
    column->addWidget(larger, 0, Qt::AlignLeft);
    m_row->insertLayout(1, column);
    connect(larger, &QPushButton::toggled, this, [this](bool isLarge) {
        m_row->setDirection(isLarge || m_isUpright ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    });
}

void ChoiceRow::setTexts(const QString &html, const QString &accessibleName)
{
    m_label->setText(m_isUpright ? u"<div align='center'>%1</div>"_s.arg(html) : html);
    m_button->setAccessibleName(accessibleName);
}

bool ChoiceRow::eventFilter(QObject *watched, QEvent *event)
{
    const auto isBlank = [event] { return static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space; };
    if (event->type() == QEvent::MouseButtonRelease || (event->type() == QEvent::KeyRelease && isBlank())) {
        QMetaObject::invokeMethod(this, &ChoiceRow::picked, Qt::QueuedConnection); // after the button has seen it
    }
    return QWidget::eventFilter(watched, event);
}

void ChoiceRow::mouseReleaseEvent(QMouseEvent *event)
{
    QWidget::mouseReleaseEvent(event);
    if (!m_button->isEnabled())
        return;
    m_button->setFocus();
    m_button->click();
    QMetaObject::invokeMethod(this, &ChoiceRow::picked, Qt::QueuedConnection);
}

ChoiceLayout ChoiceLayout::of(const FormItem &item)
{
    const auto wears = [&item](QLatin1StringView word) { return item.hasAppearance(QString(word)); };
    if (wears("likert"_L1))
        return {Kind::OneRow, 0, true};
    if (wears("horizontal"_L1) || wears("horizontal-compact"_L1))
        return {Kind::OneRow, 0, false};
    if (wears("columns-pack"_L1) || wears("compact"_L1) || wears("quickcompact"_L1))
        return {Kind::Pack, 0, false};
    if (wears("columns"_L1))
        return {Kind::Columns, 3, false};
    static const QRegularExpression Number(u"(?:^|\\s)(?:columns|compact|quickcompact)-(\\d{1,2})(?:\\s|$)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    if (const int columns = Number.match(item.appearance).captured(1).toInt(); columns > 0)
        return {Kind::Columns, columns, false};
    return {};
}

ChoiceRowsEditor::ChoiceRowsEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : QuestionEditor(parent), m_texts(texts), m_path(path), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(kit::space::Two);
    m_grid->setVerticalSpacing(0);
    const FormItem &item = *findItem(texts.filled(), path);
    m_layout = ChoiceLayout::of(item);
    m_goesOn = item.hasAppearance(u"quick"_s) || item.hasAppearance(u"quickcompact"_s);
}

/// Of a list of thousands: what is ticked, what was shown a moment ago, and the first that fit what is typed.
ChoiceRowsEditor::Choices ChoiceRowsEditor::choicesToShow()
{
    Choices all = m_texts.filled().choices(m_path);
    const QString stamp = m_texts.stamp();
    const bool isSame = all == m_all && stamp == m_wordsStamp;
    m_all = std::move(all);
    if (!isCut())
        return m_all;
    if (!isSame) {
        const FormItem *item = findItem(m_texts.filled(), m_path);
        m_words.clear();
        for (const Choice *choice : m_all)
            m_words << m_texts.plain(m_texts.choice(m_path, *item, *choice));
        m_wordsStamp = stamp;
    }
    const QStringList chosen = chosenCodes();
    QSet<QString> kept(chosen.begin(), chosen.end());
    for (const Row &row : m_rows)
        kept.insert(row.code);
    const QString part = m_search != nullptr ? m_search->text().trimmed() : QString();
    Choices shown;
    int fitting = 0;
    for (std::size_t i = 0; i < m_all.size(); ++i) {
        const bool fits = part.isEmpty() || m_words.at(static_cast<qsizetype>(i)).contains(part, Qt::CaseInsensitive);
        fitting += fits ? 1 : 0;
        if (kept.contains(m_all[i]->name) || (fits && fitting <= MostRows))
            shown.push_back(m_all[i]);
    }
    if (m_more != nullptr) {
        m_more->setText(tr("%n more choice(s) fit. Type more of the word.", nullptr, std::max(fitting - MostRows, 0)));
        m_more->setVisible(fitting > MostRows);
    }
    return shown;
}

void ChoiceRowsEditor::rebuild()
{
    const Choices choices = choicesToShow();
    for (const Row &row : m_rows)
        delete row.widget;
    m_rows.clear();
    if (m_search == nullptr && static_cast<int>(m_all.size()) > LongList) { // before its rows, in the order of Tab too
        m_search = new QLineEdit(this);
        m_search->setClearButtonEnabled(true);
        m_more = kit::makeLabel(kit::TextRole::Muted, this);
        m_more->hide();
        connect(m_search, &QLineEdit::textChanged, this, &ChoiceRowsEditor::search);
    }
    QWidget *before = m_search;
    for (const Choice *choice : choices) {
        m_rows.push_back({choice->name, new ChoiceRow(makeButton(choice->name), this)});
        ChoiceRow *row = m_rows.back().widget;
        if (m_layout.isScale)
            row->setUpright();
        if (QLabel *picture = makePicture(m_texts, choice->media, {PictureWidth, PictureHeight}, QString(), row))
            row->setPicture(picture, makeLarger(m_texts, choice->media, picture, row, kit::space::Four));
        if (m_isTabular)
            row->setBare(true);
        for (QWidget *field : std::initializer_list<QWidget *>{row->button(), row->larger()}) {
            if (field == nullptr)
                continue;
            if (before != nullptr) // rows that are made later would come last on the page
                setTabOrder(before, field);
            before = field;
        }
        if (m_goesOn)
            connect(row, &ChoiceRow::picked, this, &QuestionEditor::finished);
    }
    m_columns = 0;
    arrange();
    refreshTexts();
    rowsRebuilt();
    if (m_search != nullptr && !isCut())
        search(m_search->text());
}

/// What is ticked stays in sight.
void ChoiceRowsEditor::search(const QString &part)
{
    if (isCut()) {
        std::erase_if(m_rows, [](const Row &row) { // what was shown for other words
            const bool goes = !row.widget->button()->isChecked();
            if (goes)
                delete row.widget;
            return goes;
        });
        return rebuild();
    }
    for (const Row &row : m_rows) {
        const QAbstractButton *button = row.widget->button();
        row.widget->setVisible(button->isChecked() ||
                               button->accessibleName().contains(part.trimmed(), Qt::CaseInsensitive));
    }
}

int ChoiceRowsEditor::widestRow() const
{
    int widest = 0;
    for (const Row &row : m_rows)
        widest = std::max(widest, row.widget->minimumSizeHint().width());
    return widest;
}

int ChoiceRowsEditor::columnsWanted() const
{
    const int count = static_cast<int>(m_rows.size());
    constexpr int MostInOneRow = 5;
    if (m_isTabular)
        return count;
    switch (m_layout.kind) {
    case ChoiceLayout::Kind::OneRow:
        if (count <= MostInOneRow || m_layout.isScale)
            return count;
        break;
    case ChoiceLayout::Kind::Columns:
        return std::min(count, m_layout.columns);
    case ChoiceLayout::Kind::Pack:
        return count;
    case ChoiceLayout::Kind::Auto:
        break;
    }
    return count > 3 ? 2 : 1;
}

int ChoiceRowsEditor::columnsThatFit() const
{
    const int wanted = std::max(columnsWanted(), 1);
    if (!testAttribute(Qt::WA_WState_Created) || wanted == 1 || m_isTabular)
        return wanted; // its width is not known yet
    const auto fits = [&](int columns) {
        return columns * widestRow() + (columns - 1) * m_grid->horizontalSpacing() <= width();
    };
    if (fits(wanted))
        return wanted;
    if (m_layout.kind == ChoiceLayout::Kind::Auto || m_layout.kind == ChoiceLayout::Kind::OneRow)
        return m_rows.size() > 3 && fits(2) ? 2 : 1;
    int columns = wanted - 1;
    while (columns > 1 && !fits(columns))
        --columns;
    return columns;
}

void ChoiceRowsEditor::arrange()
{
    const int columns = columnsThatFit();
    if (columns == m_columns)
        return;
    while (auto *item = m_grid->takeAt(0))
        delete item;
    if (m_search != nullptr)
        m_grid->addWidget(m_search, 0, 0, 1, columns);
    if (m_more != nullptr)
        m_grid->addWidget(m_more, static_cast<int>(m_rows.size()) + 1, 0, 1, columns);
    const int count = static_cast<int>(m_rows.size());
    const int height = std::max((count + columns - 1) / columns, 1);
    const bool isReadAcross = m_layout.kind == ChoiceLayout::Kind::Columns || m_layout.kind == ChoiceLayout::Kind::Pack;
    for (int i = 0; i < count; ++i) { // columns are read downwards, unless the form asks for them
        const int line = isReadAcross ? i / columns : i % height;
        m_grid->addWidget(m_rows[static_cast<std::size_t>(i)].widget, line + 1, isReadAcross ? i % columns : i / height,
                          Qt::AlignTop);
    }
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
}

QSize ChoiceRowsEditor::minimumSizeHint() const
{
    return {widestRow(), m_grid->minimumSize().height()};
}

void ChoiceRowsEditor::resizeEvent(QResizeEvent *event)
{
    QuestionEditor::resizeEvent(event);
    arrange();
}

void ChoiceRowsEditor::refreshTexts()
{
    const FormItem *item = findItem(m_texts.filled(), m_path);
    const Choices choices = choicesToShow();
    const bool isSame = choices.size() == m_rows.size() &&
                        std::equal(choices.begin(), choices.end(), m_rows.begin(),
                                   [](const Choice *choice, const Row &row) { return choice->name == row.code; });
    if (!isSame)
        return rebuild();
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const Bilingual text = m_texts.choice(m_path, *item, *choices[i]);
        const QString recording = recordingText(m_texts, choices[i]->media);
        m_rows[i].widget->setTexts(m_texts.html(text, false) + recording.toHtmlEscaped(), m_texts.plain(text));
        m_rows[i].widget->button()->setEnabled(!m_isReadOnly);
    }
    if (m_search != nullptr)
        kit::setHint(m_search, tr("Type a part of the word"));
    arrange(); // other words, other widths
}

void ChoiceRowsEditor::setTabular(bool isTabular)
{
    if (std::exchange(m_isTabular, isTabular) == isTabular)
        return;
    for (const Row &row : m_rows)
        row.widget->setBare(isTabular);
    m_columns = 0;
    arrange();
}

void ChoiceRowsEditor::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (const Row &row : m_rows)
        row.widget->button()->setEnabled(!readOnly);
}

QWidget *ChoiceRowsEditor::firstField()
{
    if (m_search != nullptr)
        return m_search;
    return m_rows.empty() ? nullptr : m_rows.front().widget->button();
}

void ChoiceRowsEditor::keyPressEvent(QKeyEvent *event)
{
    const int digit = kit::digitOf(*event);
    if (digit > 0 && digit <= static_cast<int>(m_rows.size())) {
        QAbstractButton *button = m_rows[static_cast<std::size_t>(digit - 1)].widget->button();
        button->setFocus();
        button->click();
        if (m_goesOn)
            QMetaObject::invokeMethod(this, &QuestionEditor::finished, Qt::QueuedConnection);
        return;
    }
    QuestionEditor::keyPressEvent(event);
}

SelectOneEditor::SelectOneEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : ChoiceRowsEditor(texts, path, parent), m_group(new QButtonGroup(this))
{
    rebuild();
}

QAbstractButton *SelectOneEditor::makeButton(const QString &code)
{
    auto *button = new QRadioButton;
    m_group->addButton(button);
    connect(button, &QRadioButton::toggled, this, [this, code](bool isOn) {
        if (!isOn || m_value == code)
            return;
        m_value = code;
        Q_EMIT committed(code);
    });
    return button;
}

void SelectOneEditor::setValue(const QString &value)
{
    m_value = value;
    rowsRebuilt();
}

void SelectOneEditor::rowsRebuilt()
{
    m_group->setExclusive(false); // or the last one could not be unchecked
    for (const Row &row : rows()) {
        const QSignalBlocker quiet(row.widget->button());
        row.widget->button()->setChecked(row.code == m_value);
    }
    m_group->setExclusive(true);
}

QWidget *SelectOneEditor::firstField()
{
    QAbstractButton *checked = m_group->checkedButton();
    return checked != nullptr ? checked : ChoiceRowsEditor::firstField();
}

SelectMultipleEditor::SelectMultipleEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : ChoiceRowsEditor(texts, path, parent), m_exclusive(exclusiveCodes(*findItem(texts.filled(), path)))
{
    rebuild();
}

QAbstractButton *SelectMultipleEditor::makeButton(const QString &code)
{
    auto *button = new QCheckBox;
    connect(button, &QCheckBox::toggled, this, [this, code](bool isOn) { toggled(code, isOn); });
    return button;
}

void SelectMultipleEditor::toggled(const QString &code, bool isOn)
{
    QStringList codes = codesOf(m_value);
    codes.removeAll(code);
    if (isOn) {
        if (m_exclusive.contains(code))
            codes.clear();
        else
            codes.removeIf([this](const QString &other) { return m_exclusive.contains(other); });
        codes.push_back(code);
    }
    m_value = codes.join(u' ');
    rowsRebuilt();
    Q_EMIT committed(m_value);
}

QStringList SelectMultipleEditor::chosenCodes() const
{
    return codesOf(m_value);
}

void SelectMultipleEditor::setValue(const QString &value)
{
    m_value = value;
    rowsRebuilt();
}

void SelectMultipleEditor::rowsRebuilt()
{
    const QStringList codes = codesOf(m_value);
    for (const Row &row : rows()) {
        const QSignalBlocker quiet(row.widget->button());
        row.widget->button()->setChecked(codes.contains(row.code));
    }
}

} // namespace indaro::ui::forms
