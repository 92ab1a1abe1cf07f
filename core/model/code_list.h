// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace indaro::model {

/// One choice. A Kirundi label is shown marked and with the French until its `kirundiStatus` is "reviewed"; an empty one
/// leaves the French standing [contracts.md 11].
struct Code
{
    QString code;
    QString english;
    QString french;
    QString kirundi;
    QString kirundiStatus; ///< reviewed (by a native speaker), high, medium, low, or empty
    QString source;
};

/// A list of resources/codelists, in the order staff see it. Stored codes that are not in the list (imported ones) are
/// kept and shown as they are.
class CodeList
{
public:
    /// "sex", "referral_source", "exit_reason" …; an unknown name is a programmer's mistake. Thread: any.
    [[nodiscard]] static const CodeList &byName(const QString &name);
    [[nodiscard]] static const std::vector<QString> &names();

    [[nodiscard]] const std::vector<Code> &codes() const { return m_codes; }
    [[nodiscard]] const Code *find(QStringView code) const;
    /// Of a list others use too, so that they know which codes they may meet: one more each time a code comes or goes
    /// (codelists/list-versions.csv) [domain.md 6.1 (37)]. 0: the list has none.
    [[nodiscard]] int version() const { return m_version; }
    /// `language`: en, fr, rn. The code itself when it is not in the list; French when there is no Kirundi.
    [[nodiscard]] QString label(QStringView code, QStringView language) const;

private:
    std::vector<Code> m_codes;
    int m_version = 0;
    friend struct CodeListTable;
};

} // namespace indaro::model
