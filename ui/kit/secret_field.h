// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"

#include <QtWidgets/QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace indaro::ui::kit {

/// A passphrase field that never puts the secret into a QString, which nobody could wipe [security.md 0.7]:
/// characters go one by one into locked memory. Shows dots; while the eye is held down, the glyphs. No
/// copying, no pasting, no input method, no undo. UTF-8; at most Capacity bytes.
class SecretField final : public QWidget
{
    Q_OBJECT
public:
    static constexpr std::size_t Capacity = 512;
    explicit SecretField(QWidget *parent = nullptr);

    [[nodiscard]] bool isEmpty() const noexcept { return m_length == 0; }
    /// A copy of exactly the typed bytes, in locked memory.
    [[nodiscard]] base::SecretBytes secret() const;
    /// The typed bytes; the field is empty and wiped afterwards.
    [[nodiscard]] base::SecretBytes takeSecret();
    /// Puts a suggested passphrase in; precondition: at most Capacity bytes.
    void setSecret(const base::SecretBytes &secret);
    void clear();
    /// For cards: digits are painted large and in the open, since they are read from paper anyway.
    void setShown(bool isShown);
    /// How many are typed; the dots say it too.
    [[nodiscard]] std::size_t characters() const noexcept;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void edited();
    /// Enter.
    void submitted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] const char *bytes() const noexcept { return reinterpret_cast<const char *>(m_buffer.data()); }
    [[nodiscard]] std::size_t characterLength(std::size_t at) const noexcept;
    [[nodiscard]] std::size_t before(std::size_t at) const noexcept;
    void insert(const char *utf8, std::size_t count);
    void removeRange(std::size_t from, std::size_t to);
    void retranslate();
    [[nodiscard]] bool looksLikeCapsLock() const noexcept { return m_capsHint; }

    base::SecretBytes m_buffer;
    std::size_t m_length = 0; ///< bytes
    std::size_t m_caret = 0;  ///< byte offset of a character's start
    bool m_isRevealed = false;
    bool m_isShown = false;
    bool m_capsHint = false;
    bool m_isAllMarked = false; ///< Ctrl+A: what is typed next replaces it
    QToolButton *m_eye;
};

} // namespace indaro::ui::kit
