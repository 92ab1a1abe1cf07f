// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temp_store.h"

#include <cstdlib>
#include <cstring>

namespace indaro::tests {

void installPlainSecretAllocator()
{
    if (base::hasSecretAllocator())
        return; // never while secrets of another allocator are alive
    base::installSecretAllocator({[](std::size_t size) { return std::calloc(1, size); }, [](void *p) { std::free(p); }});
}

TempStore::TempStore()
{
    installPlainSecretAllocator();
    m_key = base::SecretBytes(32);
    std::memset(m_key.data(), 7, m_key.size());
}

std::filesystem::path TempStore::path() const
{
    return std::filesystem::path(m_dir.path().toStdString()) / "vault.db";
}

base::Result<store::Connection> TempStore::open(store::Connection::Mode mode) const
{
    return store::Connection::open(path(), m_key, mode);
}

} // namespace indaro::tests
