// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/process.h"

#include <fstream>

namespace indaro::base {

std::string machineIdentity()
{
    for (const char *path : {"/etc/machine-id", "/var/lib/dbus/machine-id"}) {
        std::ifstream file(path);
        std::string identity;
        if (std::getline(file, identity) && !identity.empty())
            return identity;
    }
    return {};
}

} // namespace indaro::base
