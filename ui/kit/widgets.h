// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QKeySequence>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLineEdit>

#include <cstdint>
#include <functional>

QT_BEGIN_NAMESPACE
class QKeyEvent;
class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::base {
struct Error;
}

namespace indaro::ui::kit {

/// One question of a screen: label above, editor, and a line below for what is wrong or a hint. Owns the
/// editor.
class FormRow final : public QWidget
{
    Q_OBJECT
public:
    explicit FormRow(QWidget *editor, QWidget *parent = nullptr);
    /// `text` may hold a mnemonic; the editor gets the label as accessible name.
    void setLabel(const QString &text);
    void setHint(const QString &text);
    /// Shown in place of the hint until cleared; also the editor's accessible description, and its red
    /// border.
    void setMessage(const QString &text);
    void clearMessage() { setMessage({}); }
    [[nodiscard]] bool hasMessage() const noexcept { return !m_messageText.isEmpty(); }
    [[nodiscard]] QString message() const { return m_messageText; }
    [[nodiscard]] QWidget *editor() const noexcept { return m_editor; }
    /// As high as its texts are at its present width: a layout gives no more than this.
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showLine();
    QLabel *m_label;
    QLabel *m_line;
    QWidget *m_editor;
    QString m_hintText, m_messageText;
};

/// French and Kirundi of one text together, either the large one. A Kirundi text no native speaker has
/// reviewed carries a mark; a missing one says so in place of staying blank.
class BilingualLabel final : public QWidget
{
    Q_OBJECT
public:
    enum class Large : std::uint8_t { French, Kirundi };
    explicit BilingualLabel(QWidget *parent = nullptr);
    void setTexts(const QString &french, const QString &kirundi, bool isKirundiReviewed);
    void setLarge(Large large);

protected:
    void changeEvent(QEvent *event) override;

private:
    void arrange();
    QVBoxLayout *m_layout;
    QLabel *m_french, *m_kirundi, *m_mark;
    QString m_frenchText, m_kirundiText;
    bool m_reviewed = false;
    Large m_large = Large::French;
};

/// A message in the page, where a dialog would stop the work. Hidden until show…() is called.
class Banner final : public QFrame
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Info, Warning, Error, Good };
    explicit Banner(QWidget *parent = nullptr);
    void showMessage(Kind kind, const QString &text);
    /// What happened, whether anything is lost, what to do next (error_text.h).
    void showError(const base::Error &error);
    /// With a button; it stays until dismissed or replaced.
    void showAction(Kind kind, const QString &text, const QString &actionText, std::function<void()> action);
    /// Calls `how`, which shows one of the above, and calls it again when the language of the screens changes while that
    /// message stands. An error needs no such care.
    void keepSaying(std::function<void()> how);
    void dismiss();
    [[nodiscard]] QString text() const;

protected:
    void changeEvent(QEvent *event) override;

private:
    void setKind(Kind kind);
    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
    std::function<void()> m_action;
    std::function<void()> m_again; ///< says the message that stands in the words of another language
    int m_messages = 0;            ///< shown so far
};

/// Stands where a list would be and says what will appear here and how to begin.
class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(const QString &iconName, QWidget *parent = nullptr);
    void setTexts(const QString &title, const QString &explanation);
    /// Adds the button that begins; its press is Q_SIGNAL started().
    void setActionText(const QString &text);

Q_SIGNALS:
    void started();

private:
    QLabel *m_title, *m_text;
    QPushButton *m_button;
};

/// Long work: what is being done, how far it is, and a way out.
class ProgressPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressPanel(QWidget *parent = nullptr);
    /// Without a known length the bar moves. Shows the panel.
    void start(const QString &what, bool canCancel);
    /// 0 … 1000.
    void setPermille(int permille);
    void finish();

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_what;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
};

/// Enter presses the push or tool button that has the keyboard, as Space does: outside dialogs Qt lets only Space do so.
/// For keyPressEvent() of what stands around the buttons. False: it was another key, or no such button.
[[nodiscard]] bool pressFocused(const QKeyEvent &event);

/// 1 … 9 for a key of the row of digits or of the number pad, pressed alone; 0 for any other. On French keyboards the row
/// gives & é " ' ( - è _ ç without Shift: those count as the digits that stand on them.
[[nodiscard]] int digitOf(const QKeyEvent &event);
/// A digit (0 … 9) with `modifier`, as QWERTY and as French keyboards send it.
[[nodiscard]] QList<QKeySequence> digitSequences(Qt::KeyboardModifier modifier, int digit);

/// Scrolls the area around `what` until it is seen, or its upper part where it is higher than the area, once what changed
/// there (a message that appeared, say) has its place.
void scrollTo(QWidget *what);

/// A line edit with a magnifier, a clear button, and Escape to empty it.
class SearchField final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(QWidget *parent = nullptr);

Q_SIGNALS:
    /// Down or Enter: the keyboard goes on to the list.
    void movedOn();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace indaro::ui::kit
