// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/new_passphrase.h"

#include "core/session/passphrase.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

NewPassphrase::NewPassphrase(QWidget *parent)
    : QWidget(parent), m_first(new kit::SecretField(this)), m_again(new kit::SecretField(this)),
      m_suggest(new kit::PushButton(this))
{
    // Before the rows take the fields in: Qt puts this widget in front of its first child, and were that a row, which
    // was made after the fields, Tab would come from the last field back to the first for ever.
    setFocusProxy(m_first);
    m_firstRow = new kit::FormRow(m_first, this);
    m_againRow = new kit::FormRow(m_again, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_firstRow);
    layout->addWidget(m_suggest, 0, Qt::AlignLeft);
    layout->addWidget(m_againRow);
    setTabOrder(m_first, m_suggest);
    setTabOrder(m_suggest, m_again);
    connect(m_suggest, &QPushButton::clicked, this, &NewPassphrase::suggest);
    connect(m_first, &kit::SecretField::edited, this, &NewPassphrase::updateStrength);
    connect(m_again, &kit::SecretField::edited, this, [this] { m_againRow->clearMessage(); });
    connect(m_first, &kit::SecretField::submitted, m_again, [this] { m_again->setFocus(); });
    connect(m_again, &kit::SecretField::submitted, this, &NewPassphrase::submitted);
    retranslate();
}

void NewPassphrase::suggest()
{
    m_first->setShown(true); // to be written down; hidden again as soon as something else is typed
    m_first->setSecret(session::suggestPassphrase());
    m_again->clear();
    m_firstRow->setHint(tr("Write these words down, learn them, then destroy the paper. Now type them below."));
    m_again->setFocus();
}

void NewPassphrase::updateStrength()
{
    m_firstRow->clearMessage();
    const auto secret = m_first->secret();
    const bool isStrong = session::checkPassphrase(secret).hasValue();
    if (m_first->hasFocus())
        m_first->setShown(false);
    if (secret.isEmpty())
        m_firstRow->setHint(tr("At least four words, or twelve characters."));
    else
        m_firstRow->setHint(isStrong ? tr("Strong enough.") : tr("Not strong enough yet: go on typing."));
}

std::optional<base::SecretBytes> NewPassphrase::check()
{
    auto secret = m_first->secret();
    if (const auto strong = session::checkPassphrase(secret); !strong) {
        m_firstRow->setMessage(kit::errorText(strong.error()).whole());
        m_first->setFocus();
        return std::nullopt;
    }
    const auto again = m_again->secret();
    if (!std::ranges::equal(secret.view(), again.view())) {
        m_again->clear(); // tells the row to drop its message, so clear first
        m_againRow->setMessage(tr("The two are not the same. Type the passphrase once more."));
        m_again->setFocus();
        return std::nullopt;
    }
    return secret;
}

void NewPassphrase::clear()
{
    m_first->setShown(false);
    m_first->clear();
    m_again->clear();
}

void NewPassphrase::retranslate()
{
    m_firstRow->setLabel(tr("New passphrase"));
    m_againRow->setLabel(tr("The same passphrase again"));
    m_suggest->setText(tr("Suggest words"));
    updateStrength();
}

void NewPassphrase::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
