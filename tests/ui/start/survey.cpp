// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/start/survey.h"

#include "tests/ui/access/seen.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/translations.h"

#include <QtCore/QDir>
#include <QtGui/QHelpEvent>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QTreeView>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

QString line(const QWidget *widget, const QString &words, int has, int needs)
{
    return u"%1 “%2” has %3 of %4 points"_s
        .arg(QString::fromLatin1(widget->metaObject()->className()), QString(words).replace(u'\n', u' ').left(60))
        .arg(has)
        .arg(needs);
}

/// Whether the mouse would get all the words there. No excuse for cutting them, but where they may have any length: in a
/// list.
bool isSaidInFull(QWidget *at, const QPoint &place, const QString &words)
{
    if (!at->toolTip().isEmpty())
        return true;
    QToolTip::hideText();
    QHelpEvent help(QEvent::ToolTip, place, at->mapToGlobal(place));
    QCoreApplication::sendEvent(at, &help);
    return QToolTip::text().contains(words.toHtmlEscaped());
}

void lookAtLabel(QLabel *label, QStringList &faults)
{
    if (label->text().isEmpty())
        return;
    const int wanted =
        label->wordWrap() ? label->minimumSizeHint().width() : label->fontMetrics().size(0, label->text()).width();
    if (label->width() < wanted)
        faults.append(line(label, label->text(), label->width(), wanted));
    const int height = label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
    if (label->height() < height)
        faults.append(line(label, label->text(), label->height(), height) + u" of height"_s);
}

/// The cross inside a field, which is a picture and as large as the field lets it be.
bool isQtsOwn(const QWidget *widget)
{
    return widget->inherits("QLineEditIconButton");
}

void lookAtButton(const QAbstractButton *button, QStringList &faults)
{
    if (isQtsOwn(button))
        return;
    const bool isWrapping = button->hasHeightForWidth();
    const int width = isWrapping ? button->minimumSizeHint().width() : button->sizeHint().width();
    if (button->width() + 1 < width) // a point is the rounding of a text in two fonts
        faults.append(line(button, button->text(), button->width(), width));
    const int height = isWrapping ? button->heightForWidth(button->width()) : button->sizeHint().height();
    if (button->height() < height)
        faults.append(line(button, button->text(), button->height(), height) + u" of height"_s);
}

void lookAtBox(QComboBox *box, QStringList &faults)
{
    QStyleOptionComboBox option;
    option.initFrom(box);
    option.editable = box->isEditable();
    const QRect room = box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
    const auto *narrow = qobject_cast<const ui::kit::NarrowBox *>(box);
    const QString shown = narrow != nullptr ? narrow->shownText() : box->currentText();
    const int wanted = box->fontMetrics().horizontalAdvance(shown);
    if (room.width() < wanted)
        faults.append(line(box, shown, room.width(), wanted));
}

void lookAtLine(QLineEdit *edit, QStringList &faults)
{
    if (!edit->text().isEmpty() || edit->placeholderText().isEmpty())
        return;
    QStyleOptionFrame option;
    option.initFrom(edit);
    const int room = edit->style()->subElementRect(QStyle::SE_LineEditContents, &option, edit).width();
    const int wanted = edit->fontMetrics().horizontalAdvance(edit->placeholderText());
    if (room < wanted)
        faults.append(line(edit, edit->placeholderText(), room, wanted));
}

void lookAtTable(QTableView *table, QStringList &faults)
{
    QHeaderView *header = table->horizontalHeader();
    QFont bold = header->font();
    bold.setBold(true);
    for (int column = 0; column < header->count(); ++column) {
        if (header->isSectionHidden(column))
            continue;
        const QString head = table->model()->headerData(column, Qt::Horizontal).toString();
        const QRect room(0, 0, header->sectionSize(column) - 6, 10'000);
        // What fits stays in one line; what does not is parted between the languages first.
        const bool fits = QFontMetrics(bold).horizontalAdvance(head) <= room.width();
        const QString shown = fits ? head : QString(head).replace(u"° · "_s, u"°\n"_s);
        const int height = QFontMetrics(bold).boundingRect(room, Qt::TextWordWrap, shown).height();
        if (header->isVisible() && header->height() < height)
            faults.append(line(header, head, header->height(), height) + u" of height"_s);
        for (const QString &word : head.split(u' ')) { // a head may have several lines
            const int wanted = QFontMetrics(bold).horizontalAdvance(word) + 6;
            const QPoint middle(header->sectionViewportPosition(column) + 3, header->height() / 2);
            if (header->sectionSize(column) < wanted && !isSaidInFull(header->viewport(), middle, head))
                faults.append(line(header, head, header->sectionSize(column), wanted));
        }
        for (int row = 0; row < std::min(table->model()->rowCount(), 5); ++row) {
            const QModelIndex cell = table->model()->index(row, column);
            const QRect place = table->visualRect(cell);
            const QString words = cell.data().toString().replace(u'-', u"-\u200b"_s); // where a long number goes on below
            const QRect inside(0, 0, std::max(place.width() - 6, 1), 10'000);
            const int flags = table->wordWrap() ? Qt::TextWordWrap : Qt::TextSingleLine;
            const QRect wanted = table->fontMetrics().boundingRect(inside, flags, words);
            const bool isInSight = table->viewport()->rect().contains(place.center());
            if (words.isEmpty() || !isInSight)
                continue;
            // A row grows to four lines: then the rest of what somebody wrote is under the mouse.
            const bool isGrown = place.height() >= 4 * table->fontMetrics().lineSpacing();
            if (isGrown && isSaidInFull(table->viewport(), place.center(), cell.data().toString()))
                continue;
            if (inside.width() < wanted.width())
                faults.append(line(table, words, inside.width(), wanted.width()));
            if (place.height() < wanted.height())
                faults.append(line(table, words, place.height(), wanted.height()) + u" of height"_s);
        }
    }
}

/// What has one height only was made less high: the digits of a card, a field.
void lookForSqueezing(const QWidget *widget, QStringList &faults)
{
    if (isQtsOwn(widget) || widget->layout() != nullptr || widget->hasHeightForWidth() ||
        widget->sizePolicy().verticalPolicy() != QSizePolicy::Fixed ||
        qobject_cast<const QComboBox *>(widget->parentWidget()) != nullptr)
        return;
    const int wanted = std::min(widget->sizeHint().height(), widget->maximumHeight());
    if (widget->height() + 1 < wanted)
        faults.append(line(widget, widget->accessibleName(), widget->height(), wanted) + u" of height"_s);
}

void lookAtList(const QListView *list, QStringList &faults)
{
    constexpr int Padding = 22;
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        const QRect place = list->visualRect(index);
        const QRect room(0, 0, place.width() - Padding, 10'000);
        const int wanted = list->fontMetrics().boundingRect(room, Qt::TextWordWrap, index.data().toString()).height();
        if (list->viewport()->rect().intersects(place) && place.height() < wanted)
            faults.append(line(list, index.data().toString(), place.height(), wanted) + u" of height"_s);
    }
}

void lookAtArea(const QAbstractScrollArea *area, QStringList &faults)
{
    const int over = area->horizontalScrollBar()->maximum();
    if (over > 0)
        faults.append(u"%1 %2 scrolls sideways by %3 points of %4"_s
                          .arg(QString::fromLatin1(area->metaObject()->className()), area->objectName())
                          .arg(over)
                          .arg(area->viewport()->width()));
}

/// Nothing scrolls to what lies outside of what holds it.
void lookForOutside(const QWidget *widget, QStringList &faults)
{
    QRect place = widget->geometry();
    for (const QWidget *around = widget->parentWidget(); around != nullptr; around = around->parentWidget()) {
        const auto *area = qobject_cast<const QAbstractScrollArea *>(around->parentWidget());
        if (area != nullptr && area->viewport() == around)
            return; // what is scrolled stands anywhere
        if (!around->rect().adjusted(-2, -2, 2, 2).contains(place)) {
            faults.append(u"%1 “%2” stands outside of %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()),
                                                                widget->property("text").toString().left(60),
                                                                QString::fromLatin1(around->metaObject()->className())));
            return;
        }
        if (around->isWindow())
            return;
        place.translate(around->pos());
    }
}

/// Words that lie over other words of the same part.
void lookForOverlap(const QList<QWidget *> &withWords, QStringList &faults)
{
    for (qsizetype i = 0; i < withWords.size(); ++i) {
        for (qsizetype j = i + 1; j < withWords.size(); ++j) {
            if (withWords[i]->parentWidget() != withWords[j]->parentWidget())
                continue;
            const QRect both = withWords[i]->geometry() & withWords[j]->geometry();
            if (both.width() > 2 && both.height() > 2)
                faults.append(u"“%1” lies over “%2”"_s.arg(withWords[j]->property("text").toString().left(60),
                                                           withWords[i]->property("text").toString().left(60)));
        }
    }
}

void lookAtTree(QTreeView *tree, QStringList &faults)
{
    const QAbstractItemModel *model = tree->model();
    for (QModelIndex at = model->index(0, 0); at.isValid(); at = tree->indexBelow(at)) {
        for (int column = 0; column < model->columnCount(at.parent()); ++column) {
            const QModelIndex cell = at.siblingAtColumn(column);
            const QRect place = tree->visualRect(cell);
            const QString words = cell.data().toString();
            if (words.isEmpty() || tree->isColumnHidden(column) || !tree->viewport()->rect().contains(place.center()))
                continue;
            const QRect room(0, 0, std::max(place.width() - 8, 1), 10'000);
            const QRect needed = tree->fontMetrics().boundingRect(room, Qt::TextWordWrap, words);
            if (place.height() < needed.height() || room.width() < needed.width())
                faults.append(line(tree, words, place.height(), needed.height()) + u" of height"_s);
        }
    }
}

/// The deepest widgets that ask for more than there is: those to blame.
void nameTheWide(QWidget &root, int room, QStringList &faults)
{
    for (QWidget *widget : visible<QWidget>(root)) {
        if (widget->minimumSizeHint().width() <= room && widget->minimumWidth() <= room)
            continue;
        const auto children = widget->findChildren<QWidget *>(Qt::FindDirectChildrenOnly);
        const bool isDeepest = std::none_of(children.begin(), children.end(), [room](const QWidget *child) {
            return child->isVisible() && child->minimumSizeHint().width() > room;
        });
        if (isDeepest)
            faults.append(
                u"  wide: %1 %2 %3"_s.arg(QString::fromLatin1(widget->metaObject()->className()), widget->objectName())
                    .arg(std::max(widget->minimumSizeHint().width(), widget->minimumWidth())));
    }
}

void keepPicture(QMainWindow &window, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDARO_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    window.grab().save(u"%1/%2.png"_s.arg(folder, name));
}

} // namespace

void settleAt(QMainWindow &window, const QSize &size)
{
    constexpr int Turns = 12; // a layout tells the next one outside it by an event; a page reflows when it knows its width
    for (int i = 0; i < Turns; ++i) {
        if (window.size() != size)
            window.resize(size); // smaller only once the side bar is
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents();
    }
}

/// The same for what asks for more height. A page that is not in front counts as well: its stack is as tall as the tallest.
void nameTheTall(const QMainWindow &window, int room, QStringList &faults)
{
    for (const auto *stack : window.findChildren<QStackedWidget *>()) {
        for (int i = 0; i < stack->count(); ++i) {
            const QWidget *page = stack->widget(i);
            if (page->minimumSizeHint().width() > window.minimumSizeHint().width() / 2)
                faults.append(u"  wide page: %1 %2"_s.arg(QString::fromLatin1(page->metaObject()->className()))
                                  .arg(page->minimumSizeHint().width()));
            if (page->minimumSizeHint().height() > room)
                faults.append(u"  tall: %1 %2"_s.arg(QString::fromLatin1(page->metaObject()->className()))
                                  .arg(page->minimumSizeHint().height()));
        }
    }
}

QStringList cutWords(QMainWindow &window, const QSize &size)
{
    QStringList faults;
    if (window.size() != size) {
        faults.append(u"the window is %1 × %2"_s.arg(window.width()).arg(window.height()));
        nameTheWide(window, size.width() / 2, faults);
        nameTheTall(window, size.height() / 2, faults);
    }
    for (const auto *area : visible<QAbstractScrollArea>(window)) {
        const qsizetype before = faults.size();
        lookAtArea(area, faults);
        if (faults.size() > before && qobject_cast<const QScrollArea *>(area) != nullptr)
            nameTheWide(*area->viewport(), area->viewport()->width() / 2, faults);
    }
    for (const auto *widget : visible<QWidget>(window))
        lookForSqueezing(widget, faults);
    for (auto *label : visible<QLabel>(window))
        lookAtLabel(label, faults);
    for (const auto *button : visible<QAbstractButton>(window))
        lookAtButton(button, faults);
    for (auto *box : visible<QComboBox>(window))
        lookAtBox(box, faults);
    for (auto *edit : visible<QLineEdit>(window))
        lookAtLine(edit, faults);
    QList<QWidget *> withWords;
    for (auto *widget : visible<QWidget>(window)) {
        if (widget->window() != &window)
            continue; // a tooltip stands over the page
        const bool hasWords =
            qobject_cast<QLabel *>(widget) != nullptr || qobject_cast<QAbstractButton *>(widget) != nullptr;
        if (!hasWords && qobject_cast<QLineEdit *>(widget) == nullptr && qobject_cast<QComboBox *>(widget) == nullptr)
            continue;
        lookForOutside(widget, faults);
        if (hasWords && !widget->property("text").toString().isEmpty())
            withWords.append(widget);
    }
    lookForOverlap(withWords, faults);
    for (auto *tree : visible<QTreeView>(window))
        lookAtTree(tree, faults);
    for (const auto *list : visible<QListView>(window))
        lookAtList(list, faults);
    for (auto *table : visible<QTableView>(window))
        lookAtTable(table, faults);
    return faults;
}

QStringList cutWordsOnBothScreens(QMainWindow &window, const ui::kit::Translations &translations, const QString &page)
{
    QStringList faults;
    for (const QSize &size : {HalfScreen, WholeScreen}) {
        settleAt(window, size);
        const QString name = u"%1-%2-%3"_s.arg(page, ui::kit::Translations::code(translations.language())).arg(size.width());
        keepPicture(window, name);
        for (const QString &fault : cutWords(window, size))
            faults.append(name + u": "_s + fault);
    }
    return faults;
}

QStringList cutWordsEverywhere(QMainWindow &window, ui::kit::Translations &translations, const QString &page)
{
    using ui::kit::Language;
    QStringList faults;
    for (const auto language : {Language::French, Language::Kirundi, Language::English}) {
        translations.setLanguage(language);
        faults += cutWordsOnBothScreens(window, translations, page);
    }
    return faults;
}

} // namespace indaro::tests
