// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/people/place_edit.h"

#include "ui/kit/theme.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace {

QString joined(const QStringList &parts)
{
    QStringList known;
    for (const QString &part : parts) {
        if (!part.isEmpty())
            known << part;
    }
    return known.join(QStringLiteral(", "));
}

} // namespace

QString placeText(const model::PlaceMatch &match)
{
    const auto &place = match.place;
    const QString where = joined({place.colline, place.zone, place.commune, place.province});
    QStringList others;
    for (const auto &mapping : match.today)
        others << joined({mapping.colline, mapping.zone, mapping.commune, mapping.province});
    if (place.division == model::Division::Old) {
        if (others.isEmpty())
            return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces)").arg(where);
        return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces), today: %2").arg(where, others.join(QStringLiteral(" / ")));
    }
    if (match.formerly.empty())
        return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces)").arg(where);
    for (const QString &former : match.formerly)
        others << former;
    return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces), before: %2").arg(where, others.join(QStringLiteral(" / ")));
}

PlaceEdit::PlaceEdit(QWidget *parent)
    : QWidget(parent), m_label(new QLabel(this)), m_line(new QLineEdit(this)), m_list(new QListWidget(this))
{
    kit::setTextRole(m_label, kit::TextRole::FieldLabel);
    m_label->setBuddy(m_line);
    m_list->hide();
    m_list->setMaximumHeight(kit::space::Six * 4);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWordWrap(true);
    m_line->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::Half);
    column->addWidget(m_label);
    column->addWidget(m_line);
    column->addWidget(m_list);
    connect(m_line, &QLineEdit::textEdited, this, &PlaceEdit::search);
    connect(m_line, &QLineEdit::returnPressed, this, [this] { take(std::max(m_list->currentRow(), 0)); });
    connect(m_list, &QListWidget::itemClicked, this, [this] { take(m_list->currentRow()); });
    connect(m_list, &QListWidget::itemActivated, this, [this] { take(m_list->currentRow()); });
    retranslate();
}

void PlaceEdit::retranslate()
{
    m_label->setText(tr("Find a place in Burundi"));
    m_line->setPlaceholderText(tr("Type a colline, a commune or a province"));
    m_line->setAccessibleName(m_label->text());
}

void PlaceEdit::search(const QString &text)
{
    constexpr int Shortest = 2;
    constexpr int Longest = 12;
    m_matches = text.trimmed().size() < Shortest ? std::vector<model::PlaceMatch>()
                                                 : model::Gazetteer::burundi().findPlaces(text, Longest);
    m_list->clear();
    for (const auto &match : m_matches)
        m_list->addItem(placeText(match));
    m_list->setVisible(!m_matches.empty());
    m_list->setCurrentRow(0);
}

void PlaceEdit::take(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_matches.size())
        return;
    const model::Place place = m_matches[static_cast<std::size_t>(row)].place;
    m_line->clear();
    search({});
    Q_EMIT placeChosen(place);
}

bool PlaceEdit::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress && m_list->isVisible()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_Up) {
            const int step = key == Qt::Key_Down ? 1 : -1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
        if (key == Qt::Key_Escape) {
            search({});
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace indaro::ui::pages
