// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

/// The names of all pages and what they are opened with, so that a page can lead to another without including it.
namespace indaro::ui::pages {

inline constexpr kit::PageId HomePageId{"home"};
inline constexpr kit::PageId ConflictsPageId{"conflicts"};
inline constexpr kit::PageId PeoplePageId{"people"};
inline constexpr kit::PageId AdmitPageId{"admit"};
inline constexpr kit::PageId HousePageId{"house_tonight"};
inline constexpr kit::PageId RollCallPageId{"roll_call"};
inline constexpr kit::PageId EvacuationPageId{"evacuation"};
inline constexpr kit::PageId StayPageId{"stay"};
inline constexpr kit::PageId IncidentsPageId{"incidents"};
inline constexpr kit::PageId ExitPageId{"exit"};
inline constexpr kit::PageId RoutinesPageId{"routines"};
inline constexpr kit::PageId ComplaintsPageId{"complaints"};
inline constexpr kit::PageId SelfCheckPageId{"self_check"};
inline constexpr kit::PageId VisitsPageId{"visits"};
inline constexpr kit::PageId CaseFilePageId{"case_file"};
inline constexpr kit::PageId ChecklistPageId{"checklist"};
inline constexpr kit::PageId PlanPageId{"plan"};
inline constexpr kit::PageId ConsentsPageId{"consents"};
inline constexpr kit::PageId ErasePageId{"erase"};
inline constexpr kit::PageId InterviewsPageId{"interviews"};
inline constexpr kit::PageId IntakePageId{"intake"};
inline constexpr kit::PageId ReferralsPageId{"referrals"};
inline constexpr kit::PageId ReferralPageId{"referral"};
inline constexpr kit::PageId IncomingPageId{"incoming"};
inline constexpr kit::PageId DirectoryPageId{"directory"};
inline constexpr kit::PageId ClosingPageId{"closing"};
inline constexpr kit::PageId ClosedFilesPageId{"closed_files"};
inline constexpr kit::PageId TrainingPageId{"training"};
inline constexpr kit::PageId WordingPageId{"wording"};
inline constexpr kit::PageId PaperFormsPageId{"paper_forms"};
inline constexpr kit::PageId PaperEntryPageId{"paper_entry"};
inline constexpr kit::PageId StockPageId{"stock"};
inline constexpr kit::PageId RegistryPageId{"registry"};
inline constexpr kit::PageId TraffickingCasesPageId{"trafficking_cases"};
inline constexpr kit::PageId JusticePageId{"justice"};
inline constexpr kit::PageId CourtDaysPageId{"court_days"};
inline constexpr kit::PageId LibraryPageId{"library"};
inline constexpr kit::PageId DuplicatesPageId{"duplicates"};
inline constexpr kit::PageId FilePairPageId{"file_pair"};
inline constexpr kit::PageId StatisticsPageId{"statistics"};
inline constexpr kit::PageId ReportsPageId{"reports"};
inline constexpr kit::PageId PacketsPageId{"packets"};
inline constexpr kit::PageId NationalPageId{"national_figures"};
inline constexpr kit::PageId PublicationsPageId{"publications"};
inline constexpr kit::PageId CountsPageId{"counts_for_commission"};
inline constexpr kit::PageId SettingsPageId{"settings"};
inline constexpr kit::PageId ManualPageId{"manual"};
inline constexpr kit::PageId ExercisesPageId{"exercises"};

} // namespace indaro::ui::pages
