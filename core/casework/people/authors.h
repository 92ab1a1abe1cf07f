// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <QString>

#include <map>

namespace indaro::casework {

/// Who wrote something, on which laptop, and when by that laptop's clock.
struct Author
{
    QString staffName;  ///< of the staff record; empty when that account has none
    QString laptopName; ///< as staff named it; empty: unnamed
    QString series;     ///< letters of the laptop, "" when unknown
    bool isThisLaptop = false;
    base::UtcMs at = 0;
    friend bool operator==(const Author &, const Author &) = default;
};

/// Names of staff and laptops, each looked up once. Lives for one query, on the store thread.
class Authors
{
public:
    explicit Authors(Desk &desk) : m_desk(desk) {}
    /// Errors: the store's.
    [[nodiscard]] base::Result<Author> find(const sync::UserId &user, const sync::DeviceId &device, sync::HybridTime time);

private:
    using Names = std::pair<QString, QString>;
    [[nodiscard]] base::Result<Names> look(const char *query, base::ByteView id);
    Desk &m_desk;
    std::map<std::pair<const char *, std::string>, Names> m_names;
};

} // namespace indaro::casework
