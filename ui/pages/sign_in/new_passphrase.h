// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secret_bytes.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/widgets.h"

#include <optional>

namespace indaro::ui::pages {

/// A new passphrase typed twice, with a suggestion of random words shown to be written down and learnt.
class NewPassphrase final : public QWidget
{
    Q_OBJECT
public:
    explicit NewPassphrase(QWidget *parent = nullptr);
    /// Says below the fields what is wrong; nothing when the two differ or it is too weak.
    [[nodiscard]] std::optional<base::SecretBytes> check();
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_first->isEmpty() && m_again->isEmpty(); }

Q_SIGNALS:
    /// Enter in the second field.
    void submitted();

protected:
    void changeEvent(QEvent *event) override;

private:
    void suggest();
    void updateStrength();
    void retranslate();
    kit::SecretField *m_first, *m_again;
    kit::FormRow *m_firstRow = nullptr, *m_againRow = nullptr;
    QPushButton *m_suggest;
};

} // namespace indaro::ui::pages
