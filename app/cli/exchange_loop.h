// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange_desk.h"
#include "core/transport/https_transport.h"

#include <QCoreApplication>
#include <QEventLoop>

namespace indaro::cli {

/// Qt's network needs an application and a loop; both end with the verb. One at a time.
class Loop
{
public:
    Loop() : m_application(m_count, m_words) {}
    void run() { m_loop.exec(); }
    void quit() { m_loop.quit(); }

private:
    char m_name[11] = "indaro-cli";
    char *m_words[2] = {m_name, nullptr};
    int m_count = 1;
    QCoreApplication m_application;
    QEventLoop m_loop;
};

/// Without a window there is one thread: the vault's part runs at once.
inline transport::RunOnStore runHere(exchange::ExchangeDesk &exchange)
{
    return [&exchange](auto work, auto done) {
        work(exchange.desk());
        done();
    };
}

} // namespace indaro::cli
