// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/release/update.h"

#include "core/session/vault_copy.h"

namespace indaro::release {

using base::Errc;
using base::Error;
using base::Result;

Result<void> applyUpdate(const std::filesystem::path &vault, const UpdateSteps &steps)
{
    {
        // The administrator may be long in coming: nobody signs in meanwhile, and what is in the copy is all there is.
        INDARO_TRY_ASSIGN(const base::FileLock nobodyElse, session::keepVaultCopy(vault));
        if (const auto installed = steps.install(); !installed) {
            (void)session::dropVaultCopy(vault); // nothing has opened the vault
            return installed.error();
        }
    }
    const auto opened = steps.openWithNew();
    // Somebody was quicker, with the new program, since no other is there: it is in use, so it opens.
    if (opened || opened.error().code == Errc::VaultInUse) {
        INDARO_TRY(session::dropVaultCopy(vault));
        return {};
    }
    const std::string why(base::errcName(opened.error().code));
    const auto undone = [&why](bool isUndone, const char *step) {
        return Error(Errc::UpdateFailed, {{"undone", std::int64_t{isUndone ? 1 : 0}}, {"step", step}, {"why", why}});
    };
    // The program first: with the former vault and the new program the next sign-in would try the same again.
    if (const auto back = steps.goBack(); !back)
        return undone(false, "program");
    if (const auto restored = session::putVaultCopyBack(vault); !restored)
        return undone(false, "vault");
    (void)session::dropVaultCopy(vault);
    return undone(true, "open");
}

} // namespace indaro::release
