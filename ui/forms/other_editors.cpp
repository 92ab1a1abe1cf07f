// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/other_editors.h"

#include "ui/kit/hint.h"
#include "ui/kit/theme.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView NothingYet("?"); ///< stands for the latitude while only the longitude is typed

/// "3,38 S" and "-3.38" are -3.38; what is neither comes back as it was typed.
QString degrees(const QString &typed, QChar positive, QChar negative)
{
    QString text = typed.trimmed().toUpper();
    text.remove(u'°');
    const bool isNegative = text.endsWith(negative) || text.startsWith(negative);
    if (isNegative || text.endsWith(positive) || text.startsWith(positive))
        text.remove(positive).remove(negative);
    text = text.trimmed().replace(u',', u'.');
    bool isNumber = false;
    (void)text.toDouble(&isNumber);
    return !isNumber && !text.isEmpty()           ? typed.trimmed().replace(u' ', QChar(0xa0))
           : isNegative && !text.startsWith(u'-') ? u'-' + text
                                                  : text;
}

QString shownDegrees(const QString &point, int part)
{
    const QString degrees = point.section(u' ', part, part, QString::SectionSkipEmpty);
    return degrees == NothingYet ? QString() : QString(degrees).replace(u'.', u',');
}

} // namespace

GeoPointEditor::GeoPointEditor(QWidget *parent)
    : TypedEditor(parent), m_latitude(new QLineEdit(this)), m_longitude(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::space::One);
    for (QLineEdit *field : {m_latitude, m_longitude}) {
        field->setMinimumWidth(90);
        field->setMaximumWidth(220);
        row->addWidget(field, 1000);
        connect(field, &QLineEdit::textEdited, this, [this] { touched(); });
        connect(field, &QLineEdit::returnPressed, this, [this] { commitTyped(); });
    }
    // Half a place is no answer yet: it is given when the keyboard leaves the second field, or the question.
    connect(m_longitude, &QLineEdit::editingFinished, this, [this] { commitTyped(); });
    connect(m_latitude, &QLineEdit::editingFinished, this, [this] {
        if (m_latitude->text().trimmed().isEmpty() == m_longitude->text().trimmed().isEmpty())
            commitTyped();
    });
    row->addStretch(1);
    refreshTexts();
}

void GeoPointEditor::refreshTexts()
{
    kit::setHint(m_latitude, tr("Latitude: 3,38 S"));
    kit::setHint(m_longitude, tr("Longitude: 29,36 E"));
}

QString GeoPointEditor::currentValue() const
{
    if (m_latitude->text() == shownDegrees(m_shown, 0) && m_longitude->text() == shownDegrees(m_shown, 1))
        return m_shown;
    const QString latitude = degrees(m_latitude->text(), u'N', u'S');
    // West is O in French (ouest).
    const QString longitude = degrees(m_longitude->text().replace("O"_L1, "W"_L1, Qt::CaseInsensitive), u'E', u'W');
    if (latitude.isEmpty() && longitude.isEmpty())
        return {};
    return QString((latitude.isEmpty() ? QString(NothingYet) : latitude) + u' ' + longitude).trimmed();
}

void GeoPointEditor::setValue(const QString &value)
{
    shown(value);
    m_shown = value;
    m_latitude->setText(shownDegrees(value, 0));
    m_longitude->setText(shownDegrees(value, 1));
}

void GeoPointEditor::setReadOnly(bool readOnly)
{
    m_latitude->setReadOnly(readOnly);
    m_longitude->setReadOnly(readOnly);
}

QWidget *GeoPointEditor::firstField()
{
    return m_latitude;
}

GeoLineEditor::GeoLineEditor(QWidget *parent) : TypedEditor(parent), m_field(new QPlainTextEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_field);
    m_field->setTabChangesFocus(true);
    m_field->setFixedHeight(m_field->fontMetrics().lineSpacing() * 4 + kit::space::Three);
    m_field->installEventFilter(this);
    connect(m_field, &QPlainTextEdit::textChanged, this, [this] { touched(); });
    refreshTexts();
}

bool GeoLineEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::FocusOut)
        commitTyped();
    return TypedEditor::eventFilter(watched, event);
}

void GeoLineEditor::refreshTexts()
{
    m_field->setPlaceholderText(tr("One point on each line: latitude, a blank, longitude (-3.38 29.36)"));
}

QString GeoLineEditor::currentValue() const
{
    QStringList points;
    for (const QString &line : m_field->toPlainText().split(u'\n', Qt::SkipEmptyParts))
        points.push_back(line.simplified());
    return points.join(u';');
}

void GeoLineEditor::setValue(const QString &value)
{
    QStringList points = value.split(u';', Qt::SkipEmptyParts);
    for (QString &point : points)
        point = point.trimmed();
    if (currentValue() != points.join(u';'))
        m_field->setPlainText(points.join(u'\n'));
    shown(points.join(u';'));
}

void GeoLineEditor::setReadOnly(bool readOnly)
{
    m_field->setReadOnly(readOnly);
}

QWidget *GeoLineEditor::firstField()
{
    return m_field;
}

} // namespace indaro::ui::forms
