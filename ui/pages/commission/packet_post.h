// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "ui/pages/commission/packet_files.h"

#include <QObject>

#include <functional>
#include <optional>
#include <vector>

namespace indaro::ui::pages {

/// Sealed numbers by way of a server, as the pages of the commission see it: they do not see the network. Made where the
/// exchange is (ui/roads/server_post.h). GUI thread; outlives the pages.
class PacketPost : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    // A shelter's side.
    enum class State : std::uint8_t { Waiting, AtServer, Read, TakenAway };
    struct Sent
    {
        base::Bytes hash{}; ///< of PacketLine
        State state = State::Waiting;
        base::UtcMs at = 0; ///< since when
        std::optional<base::Errc> problem{};
        bool isAnswerFalse = false;
        /// What is proven, in a few words.
        [[nodiscard]] QString text() const;
    };
    /// Whether this laptop exchanges with a server.
    [[nodiscard]] virtual bool canSend() const = 0;
    [[nodiscard]] virtual std::vector<Sent> sent() const = 0;
    /// It is kept here and leaves by itself. `done`: it is kept, or why not.
    virtual void send(const base::Bytes &sealed, QObject *context, std::function<void(const base::Result<void> &)> done) = 0;

    // The commission's.
    struct Mailbox
    {
        QString address{};
        base::UtcMs lookedAt = 0; ///< 0: never
    };
    struct Apart
    {
        QString address{};
        std::uint64_t number = 0;
        base::UtcMs cameAt = 0;
        base::Error why;
    };
    [[nodiscard]] virtual std::vector<Mailbox> mailboxes() const = 0;
    /// Mailboxes, but none under the key the commission has now.
    [[nodiscard]] virtual bool hasOtherKey() const = 0;
    [[nodiscard]] virtual std::vector<Apart> apart() const = 0;
    /// Somebody asked, and it is not over.
    [[nodiscard]] virtual bool isBusy() const = 0;
    virtual void fetchNow() = 0;
    /// `code` and `certificate` (or empty) as typed.
    virtual void join(const QString &address, const QString &code, const QString &certificate, QObject *context,
                      std::function<void(const base::Result<void> &)> done) = 0;
    virtual void takeAway(const Apart &packet, QObject *context, std::function<void(const base::Result<void> &)> done) = 0;

Q_SIGNALS:
    void changed(); ///< something of the above
    /// A round is over; `outcomes` may be empty. A failure is told where somebody asked.
    void fetched(const indaro::ui::pages::PacketOutcomes &outcomes, const std::optional<indaro::base::Error> &failure,
                 bool wasByHand);
};

} // namespace indaro::ui::pages
