// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/packet_post.h"

#include "ui/kit/date_text.h"

namespace indaro::ui::pages {

QString PacketPost::Sent::text() const
{
    using base::Errc;
    switch (state) {
    case State::Read:
        return PacketPost::tr("the commission has read it (%1)").arg(kit::dateTimeText(at));
    case State::TakenAway:
        return PacketPost::tr("taken off the server unread: call the commission, then seal it again");
    case State::AtServer:
        if (isAnswerFalse)
            return PacketPost::tr("the server has it, but the answer it gives is not the commission’s: call the commission");
        return PacketPost::tr("the server has it (%1)").arg(kit::dateTimeText(at));
    case State::Waiting:
        break;
    }
    if (!problem)
        return PacketPost::tr("waits on this laptop until there is a connection");
    switch (*problem) {
    case Errc::NotFound:
        return PacketPost::tr("waits: this server has no mailbox for the commission. Use a stick.");
    case Errc::QuotaFull:
        return PacketPost::tr("waits: the mailbox of the server is full");
    case Errc::WireTooLarge:
        return PacketPost::tr("waits: it is too large for the server. Use a stick.");
    default:
        return PacketPost::tr("waits: the server did not accept it. Use a stick.");
    }
}

} // namespace indaro::ui::pages
