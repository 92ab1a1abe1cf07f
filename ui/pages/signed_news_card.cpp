// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/signed_news_card.h"

#include "core/base/file.h"
#include "core/model/partial_date.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

SignedNewsCard::SignedNewsCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_above(new QVBoxLayout),
      m_from(kit::makeLabel(kit::TextRole::Body, this)), m_lines(new QVBoxLayout), m_banner(new kit::Banner(this)),
      m_take(new kit::PushButton(this)), m_close(new kit::PushButton(this))
{
    kit::setCard(this);
    m_from->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    m_above->setSpacing(kit::space::One);
    column->addWidget(m_title);
    column->addLayout(m_above);
    column->addWidget(m_from);
    column->addLayout(m_lines);
    column->addWidget(m_banner);
    for (auto *button : {m_take, m_close})
        column->addWidget(button, 0, Qt::AlignLeft);
    kit::setButtonRole(m_take, kit::ButtonRole::Primary);
    kit::setButtonRole(m_close, kit::ButtonRole::Quiet);
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
}

void SignedNewsCard::showProblem(const base::Error &error)
{
    if (error.code == base::Errc::WireDamaged)
        m_banner->showMessage(kit::Banner::Kind::Error, damagedText());
    else
        m_banner->showError(error);
}

void SignedNewsCard::readFile(const QString &path, std::size_t most)
{
    kit::runInBackground(
        this, [path, most] { return base::readFile(path.toStdU16String(), most); },
        [this](const base::Result<base::Bytes> &file) {
            if (!file)
                return showProblem(file.error());
            m_file = std::make_shared<const base::Bytes>(*file);
            m_banner->dismiss();
            read();
        });
}

QString SignedNewsCard::signedText(const QString &signer, base::UtcMs madeAt)
{
    const QString day = kit::dateText(model::localDay(madeAt));
    return signer.isEmpty() ? tr("Signed by this house on %1.").arg(day) : tr("Signed by %1 on %2.").arg(signer, day);
}

} // namespace indaro::ui::pages
