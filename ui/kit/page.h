// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

#include <any>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace indaro::base {
class Clock;
}
namespace indaro::casework {
class Workspace;
}
namespace indaro::session {
class Vault;
}

namespace indaro::ui::kit {

class Ask;
class FileAsk;
class Translations;

/// Names a page: a constant in ui/pages/page_ids.h, never a text typed at the place of use.
class PageId
{
public:
    constexpr explicit PageId(std::string_view name) noexcept : m_name(name) {}
    [[nodiscard]] constexpr std::string_view name() const noexcept { return m_name; }
    friend constexpr bool operator==(PageId, PageId) noexcept = default;

private:
    std::string_view m_name; // points at a literal
};

/// What a page is opened with: a struct of the page's own ("ui/pages/page_ids.h": OpenCaseFile { PersonId
/// person; }), or nothing. `if (const auto *open = argument.as<OpenCaseFile>())`.
class PageArgument
{
public:
    PageArgument() = default;
    template <class T>
    requires(!std::is_same_v<std::remove_cvref_t<T>, PageArgument>) PageArgument(T &&value) : m_value(std::forward<T>(value))
    {
    }
    /// Null when the page was opened with something else or with nothing.
    template <class T> [[nodiscard]] const T *as() const noexcept { return std::any_cast<T>(&m_value); }
    [[nodiscard]] bool isEmpty() const noexcept { return !m_value.has_value(); }

private:
    std::any m_value;
};

/// The manual is opened with the page it is to help with.
struct HelpFor
{
    PageId page;
};

/// The line at the foot of the window says what became of the last thing typed.
enum class SaveState : std::uint8_t { Idle, Saving, Saved, NotSaved };

/// What a page may ask of the frame around it. GUI thread only; outlives every page.
class Navigator
{
public:
    virtual ~Navigator() = default;
    /// Flushes the current page's edits, then shows `page` (made on first use) and calls its open(argument).
    /// Stays where it is, and returns false, when the current page's flushEdits() said no or the page is
    /// unknown.
    virtual bool openPage(PageId page, PageArgument argument = {}) = 0;
    /// What open() is to be given when somebody comes back to the page in front: "new referral" becomes "this referral".
    virtual void keepPlace(PageArgument /*argument*/) {}
    /// To the page before this one; nothing on the first.
    virtual void back() = 0;
    [[nodiscard]] virtual bool canGoBack() const = 0;
    virtual void showSaveState(SaveState state) = 0;
    /// One line at the foot of the window, gone after some seconds. Must name no person.
    virtual void showNotice(const QString &text) = 0;
    /// Everything typed is committed, the vault is closed and the process replaced by a fresh sign-in.
    virtual void lockNow() = 0;
};

/// What every page is built with. The pointers outlive the page; none is null inside the signed-in shell. The
/// pages before sign-in (first run, sign in) have no workspace.
struct PageContext
{
    casework::Workspace *workspace = nullptr;
    std::shared_ptr<session::Vault> vault; ///< for accounts, backups and recovery cards; shared with background work
    Navigator *navigator = nullptr;
    const base::Clock *clock = nullptr;
    Translations *translations = nullptr; ///< current language; never QLocale::system()
    Ask *ask = nullptr;                   ///< the only way to a message box
    FileAsk *files = nullptr;             ///< the only way to a file dialog
};

/// What happens when nobody touches the machine while this page is in front [contracts.md 12].
struct IdleRule
{
    std::chrono::milliseconds lockAfter = std::chrono::minutes(3);
    /// When set, blank() is called after this long, and by F12 in place of locking.
    std::optional<std::chrono::milliseconds> blankAfter;
};

/// One screen of the program. Made by a PageEntry's factory, owned by the frame, kept until the vault is
/// locked. Constructors must be cheap: read data in open() or refresh() through Workspace::ask, never wait
/// for it.
class Page : public QWidget
{
    Q_OBJECT
public:
    explicit Page(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] virtual PageId id() const = 0;
    /// In the current language; names no person (it may be read over a shoulder in the header).
    [[nodiscard]] virtual QString title() const = 0;
    /// Called each time somebody navigates here (also by "back", with the argument of that time).
    virtual void open(const PageArgument &argument);
    /// Reads again what is shown. The default does nothing.
    virtual void refresh();
    /// Commits everything typed. Called before navigating away, before the window closes and before locking.
    /// False = something cannot be accepted as it stands and the page shows why: navigation then stays here.
    /// Locking does not wait: what cannot be accepted must already be kept as a draft, so that no keystroke
    /// is ever lost.
    [[nodiscard]] virtual bool flushEdits();
    /// The page's own commands, shown as buttons at the right of the header, with their shortcuts.
    [[nodiscard]] virtual QList<QAction *> toolbarActions() const;
    /// Asked again whenever the clock is compared, so it may depend on an open sitting.
    [[nodiscard]] virtual IdleRule idleRule() const;
    /// Hide what is on screen without ending the sitting; only called when idleRule() has blankAfter.
    virtual void blank();
    /// The frame's search shortcut (Ctrl+K) puts the cursor into the page's own search field. False = it has
    /// none.
    [[nodiscard]] virtual bool focusSearch();

Q_SIGNALS:
    void titleChanged();
    void toolbarActionsChanged();

protected:
    [[nodiscard]] const PageContext &context() const noexcept { return m_context; }
    /// Set every text again, at each change of language. Call it at the end of your own constructor too.
    virtual void retranslate();
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    PageContext m_context;
};

/// How a page offers itself. Each folder of ui/pages has a function returning one, for the composition to
/// register: `kit::PageEntry peoplePage();`. Entries with a place appear in the side navigation, in its
/// order.
struct PageEntry
{
    enum class Place : std::uint8_t {
        None,
        Home,
        People,
        House,
        Interviews,
        Referrals,
        Checklists,
        Papers,
        Statistics,
        Sync,
        Settings
    };
    PageId id;
    Place place = Place::None;
    std::function<QString()> title; ///< in the current language
    QString iconName;               ///< a file of resources/icons without ".svg"
    std::function<Page *(const PageContext &, QWidget *parent)> make;
    /// Has a button of its own in the header of every page: what must be one step away from anywhere.
    bool isAtHand = false;
};

} // namespace indaro::ui::kit
