// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "core/base/error.h"
#include "ui/kit/action_row.h"
#include "ui/kit/ask.h"
#include "ui/kit/help_source.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/two_lines.h"
#include "ui/kit/widgets.h"

#include <QtCore/QTimer>
#include <QtGui/QAction>
#include <QtGui/QCloseEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QShortcut>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QStyle>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::shell {

namespace {
constexpr int SideBarWidth = 232;
constexpr int NarrowSideBarWidth = 68;
constexpr int NarrowWindow = 1300;   ///< 1366 pixels at 200 % are 683 points
constexpr int LeastTitleWidth = 320; // every title in whole; actions without room stand in the menu at the end
constexpr int NarrowTitleWidth = 96;
constexpr int NoticeMs = 8000;
constexpr std::size_t LongestPast = 50;
constexpr int PlaceIcon = 22;
constexpr int SideBarEdges = 72; ///< margins, icon and the space beside it

/// The icon of a place with a dot at its upper right corner.
QIcon marked(const QIcon &icon, const QColor &dot, double scale)
{
    QPixmap picture = icon.pixmap(QSize(PlaceIcon, PlaceIcon), scale);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(dot);
    painter.drawEllipse(QPointF(PlaceIcon - 5.0, 5.0), 5.0, 5.0);
    painter.end();
    return QIcon(picture);
}

} // namespace

MainWindow::MainWindow(PageRegistry registry, FrameSetup setup, QWidget *parent)
    : kit::Window(parent), m_registry(std::move(registry)), m_setup(std::move(setup))
{
    m_setup.context.navigator = this;
    setWindowTitle(u"Indaro"_s); // and never anything else: titles are seen in task bars and over shoulders
    auto *body = new QWidget(this);
    auto *columns = new QHBoxLayout(body);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    m_side = new QWidget;
    m_side->setObjectName(u"sideBar"_s);
    m_side->setAttribute(Qt::WA_StyledBackground);
    buildSideBar(new QVBoxLayout(m_side));
    // The places must never make the window higher than the screen: those that do not fit are reached by wheel and keys.
    m_rail = new QScrollArea(body);
    m_rail->setWidget(m_side);
    m_rail->setWidgetResizable(true);
    m_rail->setFrameShape(QFrame::NoFrame);
    m_rail->setFocusPolicy(Qt::NoFocus);
    for (const auto policy : {&QScrollArea::setHorizontalScrollBarPolicy, &QScrollArea::setVerticalScrollBarPolicy})
        (m_rail->*policy)(Qt::ScrollBarAlwaysOff);
    m_rail->setFixedWidth(SideBarWidth);
    columns->addWidget(m_rail);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(0);
    rows->addWidget(buildHeader());
    if (m_setup.makeBand)
        rows->addWidget(m_setup.makeBand(m_setup.context, body));
    m_stack = new QStackedWidget(body);
    rows->addWidget(m_stack, 1);
    if (m_setup.makeDoor) {
        m_door = m_setup.makeDoor(m_setup.context, m_stack);
        m_stack->addWidget(m_door);
        connect(m_door, &kit::Door::hasQuestion, this, [this] {
            m_stack->setCurrentWidget(m_door);
            updateHeader();
        });
    }
    rows->addWidget(buildFooter());
    columns->addLayout(rows, 1);
    setCentralWidget(body);
    addShortcuts();

    m_idle = new IdleLock(
        *m_setup.context.clock, [this] { return m_current != nullptr ? m_current->idleRule() : kit::IdleRule{}; }, this);
    connect(m_idle, &IdleLock::lockDue, this, &MainWindow::lockNow);
    connect(m_idle, &IdleLock::blankDue, this, [this] {
        if (m_current != nullptr)
            m_current->blank();
    });
    qApp->installEventFilter(this);
    retranslate();
}

MainWindow::~MainWindow() = default;

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // A shortcut of the window sleeps while a dialog is open, but locking must always be one key.
    if (event->type() == QEvent::KeyPress && !m_isLocking && QApplication::activeModalWidget() != nullptr) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isLock = key->key() == Qt::Key_L && key->modifiers() == Qt::ControlModifier;
        if (isLock || key->key() == Qt::Key_F12) {
            QTimer::singleShot(0, this, [this, isLock] { isLock ? lockNow() : blankOrLock(); });
            return true;
        }
    }
    return kit::Window::eventFilter(watched, event);
}

void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (!kit::pressFocused(*event))
        kit::Window::keyPressEvent(event);
}

void MainWindow::buildSideBar(QVBoxLayout *layout)
{
    layout->setContentsMargins(kit::space::One, kit::space::Two, kit::space::One, kit::space::Two);
    layout->setSpacing(kit::space::Half);
    m_name = kit::makeLabel(kit::TextRole::Heading, layout->parentWidget());
    m_name->setText(u"Indaro"_s);
    m_name->setContentsMargins(12, 0, 0, kit::space::Two);
    layout->addWidget(m_name);
    int number = 0;
    for (const kit::PageEntry *entry : m_registry.navigation()) {
        auto *button = new QToolButton(layout->parentWidget());
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setIconSize(QSize(PlaceIcon, PlaceIcon));
        button->setCheckable(true);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFocusPolicy(Qt::StrongFocus);
        if (entry->place == kit::PageEntry::Place::Settings)
            layout->addStretch(1);
        layout->addWidget(button);
        connect(button, &QToolButton::clicked, this, [this, page = entry->id] {
            openPage(page);
            updateHeader(); // a page that refused to be left keeps its place marked
        });
        m_places.emplace_back(entry, button);
        if (++number <= 9) {
            for (const QKeySequence &keys : kit::digitSequences(Qt::ControlModifier, number))
                connect(new QShortcut(keys, this), &QShortcut::activated, button, &QToolButton::click);
        }
    }
    if (m_places.empty() || m_places.back().first->place != kit::PageEntry::Place::Settings)
        layout->addStretch(1);
}

QWidget *MainWindow::buildHeader()
{
    auto *header = new QWidget(this);
    header->setObjectName(u"header"_s);
    header->setAttribute(Qt::WA_StyledBackground);
    auto *rows = new QVBoxLayout(header);
    rows->setContentsMargins(kit::space::Two, kit::space::One, kit::space::Two, kit::space::One);
    rows->setSpacing(kit::space::Half);
    auto *layout = new QHBoxLayout;
    layout->setSpacing(kit::space::One);
    rows->addLayout(layout);
    m_back = new QToolButton(header);
    connect(m_back, &QToolButton::clicked, this, &MainWindow::back);
    for (QLabel *&title : {std::ref(m_title), std::ref(m_titleBelow)}) {
        title = kit::makeLabel(kit::TextRole::Heading, header);
        title->setTextFormat(Qt::PlainText);
    }
    rows->addWidget(m_titleBelow);
    m_pageActions = new kit::ActionRow(header);
    // In the order they are read, which is that of Tab.
    for (const kit::PageEntry *entry : m_registry.atHand()) {
        auto *button = new QToolButton(header);
        connect(button, &QToolButton::clicked, this, [this, page = entry->id] { openPage(page); });
        m_atHand.emplace_back(entry, button);
        button->setFocusPolicy(Qt::TabFocus);
    }
    m_user = kit::makeLabel(kit::TextRole::Muted, header);
    m_user->setWordWrap(false);
    m_languages = new QComboBox(header);
    for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English})
        m_languages->addItem(kit::Translations::nativeName(language), static_cast<int>(language));
    connect(m_languages, &QComboBox::activated, this, [this](int index) {
        m_setup.context.translations->setLanguage(static_cast<kit::Language>(m_languages->itemData(index).toInt()));
    });
    m_help = new QToolButton(header);
    connect(m_help, &QToolButton::clicked, this, &MainWindow::showManual);
    m_lock = new QToolButton(header);
    m_lock->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    connect(m_lock, &QToolButton::clicked, this, &MainWindow::lockNow);
    layout->addWidget(m_back);
    m_titleGap = new QWidget(header);
    layout->addWidget(m_title, 1);
    layout->addWidget(m_titleGap, 1);
    layout->addWidget(m_pageActions);
    layout->addSpacing(kit::space::Two);
    for (const auto &[entry, button] : m_atHand)
        layout->addWidget(button);
    layout->addWidget(m_user);
    layout->addWidget(m_languages);
    layout->addWidget(m_help);
    layout->addWidget(m_lock);
    for (auto *button : {m_back, m_help, m_lock})
        button->setFocusPolicy(Qt::TabFocus);
    return header;
}

QWidget *MainWindow::buildFooter()
{
    auto *footer = new QWidget(this);
    footer->setObjectName(u"footer"_s);
    footer->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QHBoxLayout(footer);
    layout->setContentsMargins(kit::space::Two, kit::space::Half, kit::space::Two, kit::space::Half);
    m_saveLabel = new QLabel(footer);
    m_noticeLabel = new QLabel(footer);
    m_exchangeLabel = new QLabel(footer);
    for (QLabel *label : {m_noticeLabel, m_exchangeLabel}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true); // long ones must not widen the window
    }
    m_exchangeLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_exchangeLabel->hide();
    layout->addWidget(m_noticeLabel, 1);
    layout->addWidget(m_exchangeLabel, 1);
    layout->addSpacing(kit::space::Two);
    layout->addWidget(m_saveLabel);
    m_noticeTimer = new QTimer(this);
    m_noticeTimer->setSingleShot(true);
    connect(m_noticeTimer, &QTimer::timeout, this, &MainWindow::dropNotice);
    return footer;
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto slot) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::ApplicationShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_L), [this] { lockNow(); });
    add(QKeySequence(Qt::Key_F12), [this] { blankOrLock(); });
    add(QKeySequence(Qt::Key_F1), [this] { showManual(); });
    add(QKeySequence(Qt::SHIFT | Qt::Key_F1), [this] { showShortcutHelp(); });
    add(QKeySequence(Qt::ALT | Qt::Key_Left), [this] { back(); });
    if (!m_atHand.empty())
        add(QKeySequence(Qt::CTRL | Qt::Key_E), [this] { m_atHand.front().second->click(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] {
        if (m_current != nullptr && m_current->focusSearch())
            return;
        for (const auto &[entry, button] : m_places) {
            if (entry->place == kit::PageEntry::Place::People && openPage(entry->id))
                (void)m_current->focusSearch();
        }
    });
}

bool MainWindow::showPage(const Visit &visit)
{
    const kit::PageEntry *entry = m_registry.find(visit.page);
    if (entry == nullptr || (m_current != nullptr && !m_current->flushEdits()))
        return false;
    auto made = std::find_if(m_pages.begin(), m_pages.end(), [entry](const auto &pair) { return pair.first == entry; });
    if (made == m_pages.end()) {
        kit::Page *page = entry->make(m_setup.context, m_stack);
        INDARO_CHECK(page != nullptr);
        m_stack->addWidget(page);
        connect(page, &kit::Page::titleChanged, this, &MainWindow::updateHeader);
        connect(page, &kit::Page::toolbarActionsChanged, this, &MainWindow::updateHeader);
        m_pages.emplace_back(entry, page);
        made = m_pages.end() - 1;
    }
    m_current = made->second;
    m_present = visit;
    m_stack->setCurrentWidget(m_current);
    if (m_door != nullptr)
        m_door->leave();
    if (m_door != nullptr && m_door->isBefore(visit.argument)) {
        m_current->setEnabled(false); // it shows the file before this one until then, and a key would be meant for this one
        updateHeader();
        m_door->ask(visit.argument, [this, visit] { enter(visit); });
    } else
        enter(visit);
    return true;
}

void MainWindow::enter(const Visit &visit)
{
    m_stack->setCurrentWidget(m_current);
    m_current->setEnabled(true);
    m_current->open(visit.argument);
    updateHeader();
    if (!m_current->isAncestorOf(QApplication::focusWidget())) // a page may have chosen its first field
        m_current->setFocus();
}

bool MainWindow::isAtDoor() const
{
    return m_door != nullptr && m_stack->currentWidget() == m_door;
}

bool MainWindow::openPage(kit::PageId page, kit::PageArgument argument)
{
    if (m_registry.find(page) == nullptr) { // the frame has only what the role needs
        showNotice(tr("Your role in the house does not open this page."));
        return false;
    }
    const std::optional<Visit> before = m_present;
    if (!showPage({page, std::move(argument)}))
        return false;
    if (before && !(before->page == page && before->argument.isEmpty()))
        m_past.push_back(*before);
    if (m_past.size() > LongestPast)
        m_past.erase(m_past.begin());
    updateHeader();
    return true;
}

void MainWindow::keepPlace(kit::PageArgument argument)
{
    if (m_present)
        m_present->argument = std::move(argument);
}

void MainWindow::back()
{
    if (m_past.empty())
        return;
    const Visit visit = m_past.back();
    if (!showPage(visit))
        return;
    m_past.pop_back();
    updateHeader();
}

/// A long title gives way to the page's actions, never its words: it goes on in a second line, and on a small screen it has
/// the whole line below.
void MainWindow::showTitle(const QString &title)
{
    const QFontMetrics metrics = m_title->fontMetrics();
    const int oneLine = metrics.horizontalAdvance(title) + 2; // a point is rounding
    const int most = m_isNarrow ? NarrowTitleWidth : LeastTitleWidth;
    const bool isBelow = m_isNarrow && oneLine > most;
    int width = isBelow ? 0 : std::min(oneLine, most);
    for (const QString &line : kit::inTwoLines(title, metrics, oneLine > most ? oneLine - 3 : oneLine).split(u'\n'))
        width = isBelow ? 0 : std::max(width, std::min(oneLine, metrics.horizontalAdvance(line + u" ·"_s) + 2));
    m_title->setMinimumWidth(std::min(width, 2 * LeastTitleWidth)); // a third line is better than no room
    m_title->setVisible(!isBelow);                                  // what has no words is nothing to a reader
    m_titleGap->setVisible(isBelow);
    m_title->setText(isBelow ? QString() : title); // after the width, of which a label makes its hints
    m_titleBelow->setText(isBelow ? title : QString());
    m_titleBelow->setVisible(isBelow);
}

void MainWindow::updateHeader()
{
    m_back->setEnabled(canGoBack());
    if (m_current == nullptr)
        return;
    showTitle(m_current->title());
    for (const auto &[entry, button] : m_places) {
        if (entry->id == m_current->id())
            button->setChecked(true);
        else if (m_registry.find(m_current->id())->place != kit::PageEntry::Place::None || m_past.empty())
            button->setChecked(false);
    }
    const kit::Colors &c = kit::colors(kit::currentTheme());
    for (const auto &[entry, button] : m_places) {
        const QIcon plain = kit::icon(entry->iconName, button->isChecked() ? c.onAccent : c.text);
        const auto mark = m_marks.find(entry->id.name());
        const bool isMarked = mark != m_marks.end() && mark->second != Mark::None;
        button->setIcon(isMarked
                            ? marked(plain, mark->second == Mark::Alarm ? c.errorText : c.warningText, devicePixelRatioF())
                            : plain);
    }
    // Before the door is passed, the page may still hold the file it showed last.
    m_pageActions->setActions(isAtDoor() || !m_current->isEnabled() ? QList<QAction *>() : m_current->toolbarActions());
}

void MainWindow::showNothingPending()
{
    if (m_saveState != kit::SaveState::NotSaved)
        showSaveState(kit::SaveState::Saved);
}

void MainWindow::showSaveState(kit::SaveState state)
{
    m_saveState = state;
    switch (state) {
    case kit::SaveState::Idle:
        m_saveLabel->clear();
        return;
    case kit::SaveState::Saving:
        m_saveLabel->setText(tr("Saving…"));
        return;
    case kit::SaveState::Saved:
        m_saveLabel->setText(tr("Everything is saved"));
        return;
    case kit::SaveState::NotSaved:
        m_saveLabel->setText(tr("The last change is NOT saved"));
        return;
    }
}

void MainWindow::showNotice(const QString &text)
{
    m_noticeLabel->setText(text);
    m_noticeTimer->start(NoticeMs);
    arrangeFooter();
}

void MainWindow::dropNotice()
{
    m_noticeLabel->clear();
    arrangeFooter();
}

void MainWindow::showExchange(const QString &text, const QString &details)
{
    m_exchangeText = text;
    m_exchangeDetails = details;
    arrangeFooter();
}

/// What was just done stands in the place of the exchange for a while: beside each other there is room for neither.
void MainWindow::arrangeFooter()
{
    const QStringList both =
        m_exchangeDetails.isEmpty() ? QStringList{m_exchangeText} : QStringList{m_exchangeText, m_exchangeDetails};
    const QString whole = kit::besideEachOther(both, u"  ·  "_s);
    m_exchangeLabel->setText(m_isNarrow ? m_exchangeText : whole);
    m_exchangeLabel->setToolTip(whole);
    const bool isNotice = !m_noticeLabel->text().isEmpty();
    m_exchangeLabel->setVisible(!isNotice && !m_exchangeText.isEmpty());
    m_noticeLabel->setVisible(!m_exchangeLabel->isVisibleTo(m_exchangeLabel->parentWidget())); // it holds the place
}

void MainWindow::markPlace(kit::PageId page, Mark mark, const QString &why)
{
    m_marks[page.name()] = mark;
    for (const auto &[entry, button] : m_places) {
        if (entry->id == page)
            button->setAccessibleDescription(mark == Mark::None ? QString() : why);
    }
    updateHeader();
}

void MainWindow::blankOrLock()
{
    if (m_current != nullptr && m_current->idleRule().blankAfter)
        m_current->blank();
    else
        lockNow();
}

void MainWindow::lockNow()
{
    if (m_isLocking)
        return;
    m_isLocking = true;
    // A page that finds something unacceptable has kept it as a draft; locking waits for nobody.
    for (const auto &[entry, page] : m_pages)
        (void)page->flushEdits();
    hide();
    m_setup.lock();
}

void MainWindow::showManual()
{
    if (!m_setup.manual || m_current == nullptr)
        return showShortcutHelp();
    if (m_current->id() == *m_setup.manual) {
        while (m_past.size() > 1 && m_past.back().page == *m_setup.manual)
            m_past.pop_back(); // whatever else was read there: back to the work
        return back();
    }
    const auto *parts = dynamic_cast<const kit::HelpSource *>(m_current);
    openPage(*m_setup.manual, kit::HelpFor{parts != nullptr ? parts->helpId() : m_current->id()});
}

void MainWindow::showShortcutHelp()
{
    kit::Question help;
    help.title = u"Indaro"_s;
    help.text = tr("Keys that work everywhere");
    help.detail = tr("Ctrl+1 … Ctrl+9: the entries of the side bar, from the top\n"
                     "Ctrl+E: who must be counted when the house is left at once\n"
                     "Ctrl+K: search\n"
                     "F1: the manual, at what helps with this page; again: back\n"
                     "Shift+F1: these keys\n"
                     "Shift+F9: the Kirundi of this page, to be reviewed\n"
                     "Ctrl+L: lock\n"
                     "F12: hide the interview, or lock\n"
                     "Alt+Left: back\n"
                     "Ctrl+U in a field: why there is no answer\n"
                     "Tab and Shift+Tab: next and previous field");
    help.choices = {tr("Close")};
    m_setup.context.ask->ask(this, help, [](int) {});
}

void MainWindow::retranslate()
{
    int number = 0;
    for (const auto &[entry, button] : m_places) {
        const QString title = entry->title();
        ++number;
        button->ensurePolished(); // the style sheet makes its letters larger
        QFont widest = button->font();
        widest.setWeight(QFont::DemiBold); // as while it is the page shown
        button->setText(kit::inTwoLines(title, QFontMetrics(widest), SideBarWidth - SideBarEdges));
        button->setAccessibleName(title);
        button->setToolTip(tr("%1 (Ctrl+%2)").arg(title).arg(number));
    }
    for (const auto &[entry, button] : m_atHand) {
        const QString title = entry->title();
        button->setIcon(kit::icon(entry->iconName));
        button->setAccessibleName(title);
        button->setToolTip(entry == m_atHand.front().first ? tr("%1 (Ctrl+E)").arg(title) : title);
    }
    m_back->setIcon(kit::icon(u"go-previous"_s));
    m_back->setToolTip(tr("Back (Alt+Left)"));
    m_back->setAccessibleName(tr("Back"));
    m_help->setIcon(kit::icon(m_setup.manual ? u"help-contextual"_s : u"input-keyboard"_s));
    m_help->setToolTip(m_setup.manual ? tr("Manual (F1)") : tr("Keys (F1)"));
    m_help->setAccessibleName(m_setup.manual ? tr("Manual") : tr("Keys"));
    m_lock->setIcon(kit::icon(u"lock"_s));
    m_lock->setText(tr("Lock"));
    m_lock->setToolTip(tr("Lock now (Ctrl+L)"));
    m_languages->setAccessibleName(tr("Language"));
    m_languages->setCurrentIndex(m_languages->findData(static_cast<int>(m_setup.context.translations->language())));
    m_user->setText(m_setup.signedInLabel);
    m_user->setToolTip(tr("Signed in"));
    showSaveState(m_saveState);
    dropNotice(); // it was said in the other language
    updateHeader();
}

void MainWindow::changeEvent(QEvent *event)
{
    kit::Window::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_idle != nullptr)
        retranslate();
    else if (event->type() == QEvent::PaletteChange && m_idle != nullptr)
        updateHeader();
}

void MainWindow::setNarrow(bool isNarrow)
{
    m_isNarrow = isNarrow;
    m_rail->setFixedWidth(isNarrow ? NarrowSideBarWidth : SideBarWidth);
    m_name->setVisible(!isNarrow);
    m_user->setVisible(!isNarrow);
    // Eight places must fit into the height of a small screen at 200 %.
    const int edge = isNarrow ? kit::space::One : kit::space::Two;
    m_side->layout()->setContentsMargins(kit::space::One, edge, kit::space::One, edge);
    m_side->layout()->setSpacing(isNarrow ? 0 : kit::space::Half);
    const auto style = isNarrow ? Qt::ToolButtonIconOnly : Qt::ToolButtonTextBesideIcon;
    for (const auto &[entry, button] : m_places)
        button->setToolButtonStyle(style);
    m_lock->setToolButtonStyle(style);
    updateHeader();
    arrangeFooter();
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    kit::Window::resizeEvent(event);
    if (const bool isNarrow = width() < NarrowWindow; isNarrow != m_isNarrow)
        setNarrow(isNarrow);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_current != nullptr && !m_isLocking && !m_current->flushEdits()) {
        event->ignore();
        return;
    }
    kit::Window::closeEvent(event);
}

} // namespace indaro::ui::shell
