// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

#include <QTemporaryDir>

namespace indaro::tests {

/// Secret memory for tests that do not link crypto: plain memory.
void installPlainSecretAllocator();

/// A folder that goes away, and a key.
class TempStore
{
public:
    TempStore();
    [[nodiscard]] std::filesystem::path path() const;
    [[nodiscard]] const base::SecretBytes &key() const { return m_key; }
    [[nodiscard]] base::Result<store::Connection> open(store::Connection::Mode mode) const;

private:
    QTemporaryDir m_dir;
    base::SecretBytes m_key;
};

} // namespace indaro::tests
