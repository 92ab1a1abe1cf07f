// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"
#include "ui/kit/page.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/widgets.h"

#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Two cards typed from paper.
class TwoCards final : public QWidget
{
    Q_OBJECT
public:
    explicit TwoCards(QWidget *parent = nullptr);
    struct Pair
    {
        session::RecoveryCard one, other;
    };
    /// Both cards, each readable and not the same one; else says below the field what is wrong.
    [[nodiscard]] std::optional<Pair> check();
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_one->isEmpty() && m_other->isEmpty(); }

Q_SIGNALS:
    /// Enter in the second card.
    void submitted();

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] std::optional<session::RecoveryCard> parse(kit::SecretField *field, kit::FormRow *row);
    void retranslate();
    kit::SecretField *m_one, *m_other;
    kit::FormRow *m_oneRow = nullptr, *m_otherRow = nullptr;
};

/// New recovery cards: printed, or shown for copying onto three papers, then two of them typed back before it is over.
class RecoveryKitPanel final : public QWidget
{
    Q_OBJECT
public:
    RecoveryKitPanel(const kit::PageContext &context, QWidget *parent);
    /// Keeps the kit in locked memory until it is confirmed.
    void start(std::shared_ptr<session::Vault> vault, session::RecoveryKit kit);
    /// Cards are on the screen, or are being typed back.
    [[nodiscard]] bool isAtWork() const noexcept { return m_kit != nullptr; }

Q_SIGNALS:
    /// Both cards typed back were right; the kit is forgotten.
    void confirmed();

protected:
    void changeEvent(QEvent *event) override;

private:
    void showCards();
    void print();
    void writePdf();
    [[nodiscard]] QString cardHeading(std::size_t card) const;
    void typeBack();
    void confirm();
    void retranslate();
    std::shared_ptr<session::Vault> m_vault;
    std::shared_ptr<session::RecoveryKit> m_kit; ///< shared with the background check
    QLabel *m_title, *m_explanation;
    QWidget *m_cards = nullptr;
    QWidget *m_cardPlace;
    TwoCards *m_typed;
    kit::Banner *m_banner;
    QPushButton *m_next, *m_again, *m_print, *m_pdf;
    kit::PageContext m_context;
    bool m_isTyping = false;
};

} // namespace indaro::ui::pages
