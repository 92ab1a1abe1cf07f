// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/door.h"
#include "ui/kit/page.h"
#include "ui/kit/window.h"
#include "ui/shell/idle_lock.h"
#include "ui/shell/page_registry.h"

#include <map>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QActionGroup;
class QComboBox;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTimer;
class QToolButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class ActionRow;
class Banner;
} // namespace indaro::ui::kit

namespace indaro::ui::shell {

/// What the frame is given; all pointers outlive it.
struct FrameSetup
{
    kit::PageContext context; ///< `navigator` is filled in by the frame
    QString signedInLabel;    ///< the account label its user chose
    /// Everything is flushed: close the vault and replace the process. Tests record it.
    std::function<void()> lock;
    /// What is asked before a page about somebody opens; none in tests of the frame alone.
    std::function<kit::Door *(const kit::PageContext &, QWidget *parent)> makeDoor{};
    /// What stands across every page while it has something to say, and hides itself otherwise.
    std::function<QWidget *(const kit::PageContext &, QWidget *parent)> makeBand{};
    /// The page F1 opens, with kit::HelpFor the page in front; none: F1 says the keys.
    std::optional<kit::PageId> manual{};
};

/// The frame around the pages of the signed-in program. Knows pages through the registry only.
class MainWindow final : public kit::Window, public kit::Navigator
{
    Q_OBJECT
public:
    MainWindow(PageRegistry registry, FrameSetup setup, QWidget *parent = nullptr);
    ~MainWindow() override;

    bool openPage(kit::PageId page, kit::PageArgument argument = {}) override;
    void keepPlace(kit::PageArgument argument) override;
    void back() override;
    [[nodiscard]] bool canGoBack() const override { return !m_past.empty(); }
    void showSaveState(kit::SaveState state) override;
    /// No write is under way any more. Says so, unless the last one failed: that stays until a later one succeeds.
    void showNothingPending();
    void showNotice(const QString &text) override;
    /// At the foot of the window, about the exchange with the other laptops; an empty text goes. `details` stand beside it
    /// where the window is wide enough.
    void showExchange(const QString &text, const QString &details = {});
    /// A dot on a place in the side bar: somebody should look there when there is time, or at once.
    enum class Mark : std::uint8_t { None, Notice, Alarm };
    void markPlace(kit::PageId page, Mark mark, const QString &why);
    void lockNow() override;

    /// Null before the first openPage().
    [[nodiscard]] kit::Page *currentPage() const noexcept { return m_current; }
    [[nodiscard]] IdleLock &idleLock() noexcept { return *m_idle; }
    /// What the foot of the window says of the last change.
    [[nodiscard]] kit::SaveState saveState() const noexcept { return m_saveState; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Visit
    {
        kit::PageId page;
        kit::PageArgument argument;
    };
    void buildSideBar(QVBoxLayout *layout);
    QWidget *buildHeader();
    QWidget *buildFooter();
    void addShortcuts();
    bool showPage(const Visit &visit);
    void enter(const Visit &visit);
    [[nodiscard]] bool isAtDoor() const;
    void updateHeader();
    void blankOrLock();
    /// The manual at what helps with the page in front; from the manual back to that page.
    void showManual();
    void showShortcutHelp();
    void showTitle(const QString &title);
    void dropNotice();
    void arrangeFooter();
    void retranslate();
    /// On a small or strongly scaled screen the side bar keeps its icons only and leaves the room to the page.
    void setNarrow(bool isNarrow);

    PageRegistry m_registry;
    FrameSetup m_setup;
    std::vector<std::pair<const kit::PageEntry *, kit::Page *>> m_pages;
    std::vector<std::pair<const kit::PageEntry *, QToolButton *>> m_places;
    std::vector<std::pair<const kit::PageEntry *, QToolButton *>> m_atHand;
    std::map<std::string_view, Mark> m_marks; ///< by the page's name
    std::vector<Visit> m_past;
    std::optional<Visit> m_present;
    kit::Page *m_current = nullptr;
    bool m_isLocking = false;
    QString m_exchangeText, m_exchangeDetails;
    kit::SaveState m_saveState = kit::SaveState::Idle;
    bool m_isNarrow = false;
    QScrollArea *m_rail = nullptr; ///< around the side bar
    QWidget *m_side = nullptr;
    QLabel *m_name = nullptr;

    QStackedWidget *m_stack = nullptr;
    kit::Door *m_door = nullptr;
    QWidget *m_titleGap = nullptr; ///< in the place of a title that stands below
    QLabel *m_title = nullptr, *m_titleBelow = nullptr, *m_user = nullptr, *m_saveLabel = nullptr, *m_noticeLabel = nullptr,
           *m_exchangeLabel = nullptr;
    QToolButton *m_back = nullptr, *m_lock = nullptr, *m_help = nullptr;
    kit::ActionRow *m_pageActions = nullptr;
    QComboBox *m_languages = nullptr;
    QTimer *m_noticeTimer = nullptr;
    IdleLock *m_idle = nullptr;
};

} // namespace indaro::ui::shell
