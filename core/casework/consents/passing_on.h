// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"

#include <span>

namespace indaro::casework {

/// What of one person may stand in a file for one receiver: the rule, worked out once for every field, answer and picture of
/// hers. A file for the house itself (Receiver::isHouse) has everybody, without what is withheld from anybody.
class PassingOn
{
public:
    /// A file for the house, of somebody who withholds this.
    explicit PassingOn(Withheld withheld = {}) : m_withheld(std::move(withheld)) {}
    PassingOn(ConsentFacts facts, Receiver receiver);

    /// Whether anything at all may be passed on; the case code goes with it.
    [[nodiscard]] bool isAllowed() const { return m_isAllowed; }
    [[nodiscard]] bool allowsGroup(const QString &group) const;
    [[nodiscard]] bool allowsField(sync::FieldId field) const;
    /// `value` as it would be written.
    [[nodiscard]] bool allowsAnswer(const QString &path, const std::optional<sync::FieldId> &savedTo,
                                    sync::Compartment compartment, const QString &value) const;
    /// The name of a picture or a recording; its content is of the group "media".
    [[nodiscard]] bool allowsFile(const QString &fileName) const;
    /// A note, an episode, an alleged perpetrator that is withheld as a whole.
    [[nodiscard]] bool allowsRecord(const sync::RecordId &record) const
    {
        return m_isAllowed && !m_withheld.hidesRecord(record);
    }
    [[nodiscard]] bool allowsText(const QString &text) const { return !m_withheld.isSaidIn(text); }
    /// The groups of data that may go, for what is noted of it.
    [[nodiscard]] QStringList groups() const;

private:
    Withheld m_withheld;
    bool m_isHouse = true;
    bool m_isAllowed = true;
    QStringList m_groups; ///< of a named receiver
};

/// Of everybody at once: who may be in a file for this receiver, and with what.
class PassingOnOfAll
{
public:
    /// Errors: the store's. Thread: the store's.
    [[nodiscard]] static base::Result<PassingOnOfAll> load(Desk &desk, const Receiver &receiver,
                                                           std::span<const sync::RecordId> people);
    [[nodiscard]] const PassingOn &of(const sync::RecordId &person) const;

private:
    PassingOn m_anybody;
    std::map<sync::RecordId, PassingOn> m_special;
};

/// Something that has left, for a receiver who must be told when she takes her agreement back. A file for the house itself
/// is nobody's yet, and not noted. `what`: which paper. In the caller's transaction. Errors: the store's.
[[nodiscard]] base::Result<void> noteDisclosure(Desk &desk, sync::RecordId person, const char *kind,
                                                const Receiver &receiver, const QStringList &groups,
                                                const QString &what = {});

} // namespace indaro::casework
