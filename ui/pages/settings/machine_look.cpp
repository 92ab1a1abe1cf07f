// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/machine_look.h"

#include "core/casework/backups/backups.h"
#include "core/casework/workspace.h"
#include "core/session/vault.h"
#include "ui/kit/background.h"
#include "ui/kit/translations.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// What only the vault knows.
struct VaultMemory
{
    std::optional<machine::BackupAge> backup = machine::BackupAge::NotKnown; ///< nothing: none is made of a training vault
    std::optional<base::UtcMs> ahead{};                                      ///< how far its newest moment is ahead of now
};

machine::BackupAge ageOf(const casework::BackupStatus &status, base::UtcMs now)
{
    if (!status.lastWritten)
        return machine::BackupAge::Never;
    return casework::isBackupOld(status, now) ? machine::BackupAge::Old : machine::BackupAge::Recent;
}

void lookBeside(QObject *receiver, const MakeSurroundings &make, const std::filesystem::path &folder,
                const VaultMemory &memory, std::function<void(MachineResults)> done)
{
    kit::runInBackground(
        receiver,
        [make, folder, memory] {
            machine::Surroundings here = make(folder);
            if (memory.ahead)
                here.newestInVault = here.now + *memory.ahead;
            return machine::judge(machine::lookAtMachine(here), memory.backup);
        },
        std::move(done));
}

} // namespace

void lookAtLaptop(const kit::PageContext &context, QObject *receiver, const MakeSurroundings &make,
                  std::function<void(MachineResults)> done)
{
    const std::filesystem::path folder = context.vault ? context.vault->folder() : std::filesystem::path();
    const bool isTraining = context.vault != nullptr && context.vault->isTraining();
    if (context.workspace == nullptr) {
        lookBeside(receiver, make, folder, {}, std::move(done));
        return;
    }
    context.workspace->ask(
        receiver,
        [isTraining](casework::Desk &desk) -> base::Result<VaultMemory> {
            VaultMemory memory;
            const base::UtcMs now = desk.clock.nowUtc();
            if (const auto newest = static_cast<base::UtcMs>(desk.log.lastTime() >> 16); newest > 0)
                memory.ahead = newest - now;
            INDARO_TRY_ASSIGN(const casework::BackupStatus status, casework::loadBackupStatus(desk));
            memory.backup = isTraining ? std::nullopt : std::optional(ageOf(status, now));
            return memory;
        },
        [receiver, make, folder, done = std::move(done)](const base::Result<VaultMemory> &memory) mutable {
            lookBeside(receiver, make, folder, memory ? *memory : VaultMemory{}, std::move(done));
        });
}

QString languageOfMachineWords(const kit::PageContext &context)
{
    return context.translations->language() == kit::Language::English ? u"en"_s : u"fr"_s;
}

} // namespace indaro::ui::pages
