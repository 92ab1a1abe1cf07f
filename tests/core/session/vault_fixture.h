// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/session/vault.h"
#include "core/sync/local_meta.h"

#include <QTemporaryDir>

#include <array>

/// A vault in a temporary folder with cheap key derivation: the cheap policy exists in tests only.
namespace indaro::session::testing {

class FixedClock final : public base::Clock
{
public:
    [[nodiscard]] base::UtcMs nowUtc() const override { return now; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return now; }
    base::UtcMs now = 1'764'000'000'000;
};

inline base::Result<void> firstSchema(store::Connection &db)
{
    INDARO_TRY(sync::createLocalMeta(db));
    return db.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
}

inline constexpr std::array<store::Migration, 1> TestSchema{{{1, "first", firstSchema}}};

inline base::SecretBytes secret(std::string_view text)
{
    return base::SecretBytes::copyOf(base::asBytes(text));
}

inline constexpr std::string_view DirectorPass = "soleil panier riviere tambour";
inline constexpr std::string_view NursePass = "mangue colline bouteille papier";

struct Fixture
{
    Fixture()
    {
        INDARO_CHECK(crypto::initialise().hasValue());
        INDARO_CHECK(dir.isValid());
    }
    [[nodiscard]] std::filesystem::path folder(const char *name = "vault") const
    {
        return std::filesystem::path(dir.path().toStdString()) / name;
    }
    /// Accounts "directrice" and "infirmiere", the row "Ineza" in the table note.
    [[nodiscard]] RecoveryKit makeVault()
    {
        auto created = createVault(environment, folder(), {"Inzu", "directrice", secret(DirectorPass)});
        INDARO_CHECK(created.hasValue());
        const auto alone = created->vault.approveAlone();
        INDARO_CHECK(alone && created->vault.addAccount("infirmiere", secret(NursePass), *alone).hasValue());
        INDARO_CHECK(created->vault.confirmRecoveryKit(created->kit, created->kit.cards[1].digits()).hasValue());
        auto db = created->vault.takeConnection();
        INDARO_CHECK(db.execute("INSERT INTO note (text) VALUES ('Ineza')").hasValue());
        return std::move(created->kit);
    }
    [[nodiscard]] base::Result<Vault> open(std::string_view label = "directrice", std::string_view pass = DirectorPass) const
    {
        return unlock(environment, folder(), label, secret(pass));
    }

    /// For removing "infirmiere" without a third person: switched off, and the rule of two run out.
    [[nodiscard]] Approval aloneAtLast(Vault &vault)
    {
        INDARO_CHECK(vault.disableAccount("infirmiere").hasValue());
        clock.now += SecondPersonDays * 86'400'000LL;
        auto approval = vault.approveAlone();
        INDARO_CHECK(approval.hasValue());
        return std::move(*approval);
    }

    QTemporaryDir dir;
    crypto::SystemRandom random;
    FixedClock clock;
    VaultEnvironment environment{random, clock, TestSchema, {{64 * 1024, 1}, {16 * 1024, 1}, {crypto::MiB, 4}}, {}};
};

inline std::string noteOf(store::Connection &db)
{
    auto find = db.prepare("SELECT text FROM note");
    if (!find)
        return {};
    const auto row = find->step();
    return row && *row ? find->text(0) : std::string();
}

inline base::Bytes deviceOf(store::Connection &db)
{
    return sync::findMeta(db, sync::meta::DeviceId).value().value();
}

} // namespace indaro::session::testing
