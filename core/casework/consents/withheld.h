// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"
#include "core/sync/schema.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// One thing that must not be passed on, as it stands in a consent (a Set, so no spaces): "identity.phone" a field,
/// "group:health" all fields of a group, "record:ID" one record (a note, a picture, a need), "answer:/data/town" what was
/// answered to a question in every interview.
[[nodiscard]] QString withheldField(sync::FieldId field);
[[nodiscard]] QString withheldGroup(const QString &group);
[[nodiscard]] QString withheldRecord(const sync::RecordId &record);
[[nodiscard]] QString withheldAnswer(const QString &path);

/// What stands there today, so that it is found again where it was typed into something else.
struct WithheldItem
{
    QString code{};
    QStringList values{}; ///< folded words; too short ones are left out: they would be found everywhere
    QStringList files{};  ///< names of attachments
    QStringList also{};   ///< codes that go with it: the versions it was corrected from or by
};
/// The words of a value that are looked for; empty: none that would tell anything. Thread: any.
[[nodiscard]] QString tellingWords(const QString &value);

/// What is not to be passed on to somebody; the one place every way out asks. Thread: any.
class Withheld
{
public:
    void add(const WithheldItem &item);
    [[nodiscard]] bool isEmpty() const { return m_isEmpty; }

    /// By the code of an item; of a field, its group too.
    [[nodiscard]] bool hides(const QString &code) const;
    [[nodiscard]] bool hidesField(sync::FieldId field) const;
    [[nodiscard]] bool hidesRecord(const sync::RecordId &record) const;
    /// `path` with or without positions; `savedTo`: the field of the register the question fills.
    [[nodiscard]] bool hidesAnswer(const QString &path, const std::optional<sync::FieldId> &savedTo,
                                   sync::Compartment compartment) const;
    [[nodiscard]] bool hidesFile(const QString &fileName) const { return m_files.contains(fileName); }
    /// Whether a text says something that is withheld elsewhere, whatever its spelling.
    [[nodiscard]] bool isSaidIn(const QString &text) const;
    /// The text, or nothing when it says such a thing or is such a field.
    [[nodiscard]] QString allowed(const QString &text) const { return isSaidIn(text) ? QString() : text; }
    [[nodiscard]] QString allowed(sync::FieldId field, const QString &text) const
    {
        return hidesField(field) ? QString() : allowed(text);
    }

private:
    bool m_isEmpty = true;
    QSet<QString> m_codes;
    QSet<QString> m_files;
    QStringList m_values;
    QStringList m_numbers; ///< of telephones and papers, by their last digits: they are written with and without spaces
};

/// The group of answers in a compartment, where the question fills no field of the register.
[[nodiscard]] QString groupOfAnswers(sync::Compartment compartment);
/// "/data/child[2]/name" → "/data/child/name".
[[nodiscard]] QString pathWithoutPositions(const QString &path);

} // namespace indaro::casework
