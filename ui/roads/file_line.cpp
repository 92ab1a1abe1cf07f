// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/file_line.h"

#include "ui/kit/theme.h"
#include "ui/roads/exchange_texts.h"

#include <QtCore/QEvent>
#include <QtWidgets/QLabel>

namespace indaro::ui::roads {

namespace {

class FileLabel final : public QLabel
{
public:
    FileLabel(exchange::Exchange &exchange, QWidget *parent) : QLabel(parent), m_exchange(exchange)
    {
        setTextFormat(Qt::PlainText);
        kit::setTextRole(this, kit::TextRole::Muted);
        hide();
        connect(&exchange, &exchange::Exchange::standingChanged, this, [this] {
            if (parentWidget() != nullptr && parentWidget()->isVisible())
                read();
        });
    }
    void setPerson(const std::optional<sync::RecordId> &person)
    {
        m_person = person;
        read();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        QLabel::changeEvent(event);
        if (event->type() == QEvent::LanguageChange)
            read();
    }

private:
    void read()
    {
        if (!m_person) {
            hide();
            return;
        }
        m_exchange.ask(
            this,
            [person = *m_person](casework::Desk &desk, exchange::ExchangeDesk &exchange) {
                return exchange::loadFileProgress(desk, exchange, person);
            },
            [this, person = *m_person](const base::Result<exchange::FileProgress> &progress) {
                if (person != m_person)
                    return; // another file was opened meanwhile
                setText(progress ? fileProgressText(*progress) : QString());
                setVisible(!text().isEmpty());
            });
    }
    exchange::Exchange &m_exchange;
    std::optional<sync::RecordId> m_person;
};

} // namespace

pages::MakeFileLine fileLineOf(exchange::Exchange &exchange)
{
    return [&exchange](QWidget *parent) {
        auto *label = new FileLabel(exchange, parent);
        return pages::FileLine{label, [label](const std::optional<sync::RecordId> &person) { label->setPerson(person); }};
    };
}

} // namespace indaro::ui::roads
