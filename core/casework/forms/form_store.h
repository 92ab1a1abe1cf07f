// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/forms/form_definition.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Imported forms: records of the vault that travel to the other laptops of the house. A form is never changed: another
/// content is another version. Store thread; everything may also fail with the store's errors.

/// Names one imported version of a form.
using FormRecordId = sync::RecordId;

/// The largest file that is kept. The largest public form at hand has 2 MiB; a slow line carries 8 in an hour.
inline constexpr qint64 LargestForm = qint64{8} * 1024 * 1024;

/// What lists say of a form without reading its file.
struct FormFacts
{
    QString formId{};
    QString version{};
    QString title{};
    QStringList languages{}; ///< as the columns name them; empty: one language without a name
    int questions = 0;       ///< that ask somebody for an answer
    friend bool operator==(const FormFacts &, const FormFacts &) = default;
};
/// `name` stands in for a missing identifier, the identifier for a missing title. Thread: any.
[[nodiscard]] FormFacts factsOf(const forms::FormDefinition &form, const QString &name);

/// A form that is to be kept.
struct NewForm
{
    FormFacts facts{};
    QString fileName{}; ///< without its folder
    QByteArray content{};
};

struct KeptForm
{
    FormRecordId id;
    bool wasThere = false; ///< the same bytes were kept before; nothing was written
};
/// Keeps a form whole or not at all. Errors: InvalidArgument (no identifier or nothing in it), FileTooLarge (limit= bytes),
/// FormVersionTaken (form=, version=): that version is kept already and has another content.
[[nodiscard]] base::Result<KeptForm> keepForm(Desk &desk, const NewForm &form);

/// What keepForm would do with it.
struct FormWeighing
{
    enum class Standing { New, AlreadyHere, VersionTaken };
    Standing standing = Standing::New;
    std::optional<QString> newestVersion{}; ///< of this form among those kept
};
[[nodiscard]] base::Result<FormWeighing> weighForm(Desk &desk, const NewForm &form);

struct StoredForm
{
    FormRecordId id;
    FormFacts facts{};
    QString fileName{};
    qint64 size = 0;
    int parts = 0;
    int partsHere = 0;
    bool isRetired = false;
    /// Two laptops brought in different contents under this version before they heard of each other.
    bool hasTwin = false;
    QString importedBy{}; ///< the name of the member of staff; empty when the account has none
    base::UtcMs importedAt = 0;
    int drafts = 0;
    int signedInterviews = 0;

    /// It has not all come from the other laptop yet otherwise, and is not opened.
    [[nodiscard]] bool isWhole() const { return partsHere == parts; }
};
/// Every version once, also when two laptops brought in the same: by title, the newest version first.
[[nodiscard]] base::Result<std::vector<StoredForm>> listForms(Desk &desk);
/// Of each form the newest version that is whole and not retired, in the order given. Thread: any.
[[nodiscard]] std::vector<StoredForm> offeredForms(const std::vector<StoredForm> &forms);
/// Less than 0: `left` is the older one. Digits count as numbers ("2.10" is newer than "2.9"). Thread: any.
[[nodiscard]] int compareVersions(const QString &left, const QString &right);

/// The file. Errors: UnknownRecord, FormStillComing (here=, parts=), FormDamaged (the parts are not what was imported).
[[nodiscard]] base::Result<QByteArray> loadFormContent(Desk &desk, FormRecordId form);
/// A whole version by its names; of two with different contents the one kept first.
[[nodiscard]] base::Result<std::optional<FormRecordId>> findForm(Desk &desk, const QString &formId, const QString &version);

/// A retired form is not offered for new interviews; those held with it open as before. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> setFormRetired(Desk &desk, FormRecordId form, bool isRetired);

} // namespace indaro::casework
