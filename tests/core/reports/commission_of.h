// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "tests/core/casework/desk_fixture.h"

#include <vector>

namespace indaro::tests {

/// The commission's workstation, which has opened the numbers of one house: only it publishes [contracts.md 8 (b)].
struct CommissionOf : DeskFixture
{
    CommissionOf(unsigned seed, DeskFixture &house, const std::vector<reports::Period> &periods) : DeskFixture(seed)
    {
        INDARO_CHECK(reports::setHouseMode(*desk, reports::HouseMode::Commission).hasValue());
        const auto own = casework::makeOrganisationKey(*desk).value();
        const auto other = casework::makeOrganisationKey(*house.desk).value();
        const auto meet = [](casework::Desk &who, const char *name, const char *category,
                             const casework::OwnOrganisationKey &key) {
            const auto entry = casework::addToDirectory(who, {.name = name, .category = category}).value();
            INDARO_CHECK(casework::setPartnerKey(who, entry, key.text).hasValue());
            INDARO_CHECK(casework::notePartnerKeyCompared(who, entry, key.code).hasValue());
            return entry;
        };
        const auto commission = meet(*house.desk, "Commission", "commission", own);
        meet(*desk, "Maison Inzira", "shelter", other);
        for (const reports::Period &period : periods) {
            const auto sealed = reports::sealCounts(*house.desk, period, commission);
            INDARO_CHECK(sealed.hasValue());
            INDARO_CHECK(reports::openCounts(*desk, sealed->bytes).hasValue());
        }
    }
};

} // namespace indaro::tests
