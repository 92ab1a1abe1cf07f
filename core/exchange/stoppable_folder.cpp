// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/stoppable_folder.h"

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

Result<std::vector<std::string>> StoppableFolder::list()
{
    if (m_watch->isStopped)
        return Error(Errc::Cancelled);
    auto names = m_folder.list();
    if (names)
        m_watch->filesToRead = names->size();
    return names;
}

Result<base::Bytes> StoppableFolder::read(const std::string &name, std::size_t limit)
{
    if (m_watch->isStopped)
        return Error(Errc::Cancelled);
    ++m_watch->filesRead;
    return m_folder.read(name, limit);
}

Result<void> StoppableFolder::write(const std::string &name, base::ByteView content)
{
    return m_watch->isStopped ? Error(Errc::Cancelled) : m_folder.write(name, content);
}

Result<void> StoppableFolder::remove(const std::string &name)
{
    return m_watch->isStopped ? Error(Errc::Cancelled) : m_folder.remove(name);
}

} // namespace indaro::exchange
