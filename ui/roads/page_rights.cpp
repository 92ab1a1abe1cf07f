// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/page_rights.h"

#include "ui/pages/page_ids.h"
#include "ui/roads/sync_page.h"

#include <algorithm>
#include <array>

namespace indaro::ui::roads {

namespace {

using casework::Right;
using casework::Thing;

/// What a page needs at least; a page that is not here is everybody's.
struct PageNeed
{
    kit::PageId page;
    Thing thing;
    Right right = Right::Read;
};
constexpr std::array Needs{
    PageNeed{pages::ConflictsPageId, Thing::Register},
    PageNeed{pages::PeoplePageId, Thing::Register},
    PageNeed{pages::AdmitPageId, Thing::Register, Right::Write},
    PageNeed{pages::CaseFilePageId, Thing::Register},
    PageNeed{pages::StayPageId, Thing::Register},
    PageNeed{pages::ClosingPageId, Thing::Register},
    PageNeed{pages::ClosedFilesPageId, Thing::Register},
    PageNeed{pages::DuplicatesPageId, Thing::Register},
    PageNeed{pages::FilePairPageId, Thing::Identity},
    PageNeed{pages::TrainingPageId, Thing::House},
    PageNeed{pages::ExitPageId, Thing::Register, Right::Write},
    PageNeed{pages::RollCallPageId, Thing::Night},
    PageNeed{pages::IncidentsPageId, Thing::Incidents},
    PageNeed{pages::ComplaintsPageId, Thing::Register},
    PageNeed{pages::SelfCheckPageId, Thing::House},
    PageNeed{pages::VisitsPageId, Thing::Care},
    PageNeed{pages::StockPageId, Thing::Care},
    PageNeed{pages::JusticePageId, Thing::Procedure},
    PageNeed{pages::CourtDaysPageId, Thing::Procedure},
    PageNeed{pages::LibraryPageId, Thing::Forms},
    PageNeed{pages::InterviewsPageId, Thing::Story},
    PageNeed{pages::IntakePageId, Thing::Story},
    PageNeed{pages::ReferralsPageId, Thing::Consents},
    PageNeed{pages::ReferralPageId, Thing::Consents},
    PageNeed{pages::IncomingPageId, Thing::Consents},
    PageNeed{pages::ConsentsPageId, Thing::Consents},
    PageNeed{pages::PlanPageId, Thing::Plans},
    PageNeed{pages::RegistryPageId, Thing::Procedure},
    PageNeed{pages::TraffickingCasesPageId, Thing::Story},
    PageNeed{pages::StatisticsPageId, Thing::Numbers},
    PageNeed{pages::ReportsPageId, Thing::Numbers},
    PageNeed{pages::PacketsPageId, Thing::Numbers},
    PageNeed{pages::NationalPageId, Thing::Numbers},
    PageNeed{pages::PublicationsPageId, Thing::Numbers},
    PageNeed{pages::CountsPageId, Thing::Numbers},
    PageNeed{pages::ErasePageId, Thing::Erasure, Right::Write},
    PageNeed{LetInPageId, Thing::House, Right::Write},
    PageNeed{JoinHousePageId, Thing::House, Right::Write},
    PageNeed{LostLaptopPageId, Thing::House, Right::Write},
};

} // namespace

bool isForRole(kit::PageId page, const casework::Access &access)
{
    const auto need = std::ranges::find(Needs, page, &PageNeed::page);
    return need == Needs.end() || access.rightTo(need->thing) >= need->right;
}

bool isOfMode(kit::PageId page, reports::HouseMode mode)
{
    constexpr std::array OfCommission{pages::PacketsPageId, pages::NationalPageId, pages::PublicationsPageId};
    constexpr std::array OfBoth{pages::DirectoryPageId, pages::SettingsPageId, pages::ReportsPageId,
                                pages::ManualPageId,    pages::WordingPageId,  SyncPageId,
                                JoinHousePageId,        LetInPageId,           LostLaptopPageId};
    if (std::ranges::find(OfBoth, page) != OfBoth.end())
        return true;
    return (std::ranges::find(OfCommission, page) != OfCommission.end()) == (mode == reports::HouseMode::Commission);
}

kit::PageId startPageOf(const casework::Access &access, reports::HouseMode mode)
{
    if (mode == reports::HouseMode::Commission)
        return access.mayRead(Thing::Numbers) ? pages::PacketsPageId : pages::DirectoryPageId;
    const bool isGuardOnly = access.roles() == std::vector{casework::Role::NightGuard};
    return isGuardOnly ? pages::HousePageId : pages::HomePageId;
}

} // namespace indaro::ui::roads
