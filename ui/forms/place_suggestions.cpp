// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/place_suggestions.h"

#include "core/model/place_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

QString placeText(const model::PlaceMatch &match)
{
    const QString where = model::placeName(match.place);
    QStringList others;
    for (const model::PlaceMapping &today : match.today)
        others.push_back(model::placeName({{},
                                           model::Division::New,
                                           model::PlaceLevel::Colline,
                                           {},
                                           today.province,
                                           today.commune,
                                           today.zone,
                                           today.colline}));
    if (match.place.division == model::Division::Old) {
        if (others.isEmpty())
            return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces)").arg(where);
        return QCoreApplication::translate("PlaceEdit", "%1 (18 provinces), today: %2").arg(where, others.join(u" / "_s));
    }
    for (const QString &former : match.formerly)
        others.push_back(former);
    if (others.isEmpty())
        return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces)").arg(where);
    return QCoreApplication::translate("PlaceEdit", "%1 (5 provinces), before: %2").arg(where, others.join(u" / "_s));
}

PlaceSuggestions::PlaceSuggestions(QLineEdit *line, Enter enter, QWidget *parent)
    : QListWidget(parent), m_line(line), m_enter(enter)
{
    hide();
    setFocusPolicy(Qt::NoFocus); // a click must not take the keyboard from the line
    setMaximumHeight(kit::space::Six * 4);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrap(true);
    m_line->installEventFilter(this);
    connect(m_line, &QLineEdit::textEdited, this, &PlaceSuggestions::search);
    connect(this, &QListWidget::itemClicked, this, [this] { take(currentRow()); });
}

void PlaceSuggestions::search(const QString &text)
{
    constexpr int Shortest = 2;
    constexpr int Longest = 12;
    m_matches = text.trimmed().size() < Shortest ? std::vector<model::PlaceMatch>()
                                                 : model::Gazetteer::burundi().findPlaces(text, Longest);
    clear();
    for (const model::PlaceMatch &match : m_matches)
        addItem(placeText(match));
    setVisible(!m_matches.empty());
    setCurrentRow(m_enter == Enter::TakesFirst ? 0 : -1);
    if (!m_matches.empty())
        kit::scrollTo(this); // it opens below the line, which may be the last one on the screen
}

void PlaceSuggestions::dismiss()
{
    search({});
}

void PlaceSuggestions::take(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_matches.size())
        return;
    const model::Place place = m_matches[static_cast<std::size_t>(row)].place;
    dismiss();
    Q_EMIT chosen(place);
}

bool PlaceSuggestions::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_line && event->type() == QEvent::FocusOut)
        dismiss();
    if (watched != m_line || event->type() != QEvent::KeyPress || m_matches.empty())
        return QListWidget::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        setCurrentRow(std::min(currentRow() + 1, count() - 1));
        return true;
    case Qt::Key_Up: // past the first: back to what is typed
        setCurrentRow(std::max(currentRow() - 1, m_enter == Enter::TakesFirst ? 0 : -1));
        return true;
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() < 0)
            break;
        take(currentRow());
        return true;
    default:
        break;
    }
    return QListWidget::eventFilter(watched, event);
}

} // namespace indaro::ui::forms
