// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "core/casework/directory/organisation_keys.h"
#include "tests/core/casework/desk_fixture.h"
#include "tests/year/year_laptop.h"
#include "tests/year/year_script.h"

#include <QTemporaryDir>

#include <array>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace indaro::tests {

class YearDeeds;

/// One command at a laptop, as somebody does it who does it again when the power went before the program said that it was
/// done. `isDone` is asked of a vault that was opened anew.
struct YearWork
{
    std::string what;
    std::function<base::Result<void>()> act;
    std::function<bool()> isDone; ///< empty: begun anew after a cut, and nothing to look for later (an exchange)
};

/// What a month came to, for the curves.
struct MonthCurve
{
    int admissions = 0, referrals = 0;
    std::vector<double> admissionMs{}, openMs{};
    std::uint64_t syncBytes = 0;
    double syncSeconds = 0;
};

/// Another organisation with a program of its own, which takes in packages and answers them.
struct YearPartner : DeskFixture
{
    explicit YearPartner(unsigned seed) : DeskFixture(seed) {}
    std::map<std::size_t, sync::RecordId> packages; ///< by referral of the script
};

class YearServer;

/// The house: its laptops in two places ("slots"), who works on them, the stick between them, and the day.
class YearHouse
{
public:
    YearHouse(std::uint64_t seed, std::filesystem::path folder);

    YearScript script;
    Truth &truth;
    std::array<std::unique_ptr<YearLaptop>, 2> slots;
    std::vector<std::unique_ptr<YearLaptop>> gone; ///< stolen, or broken
    YearServer *server = nullptr;
    std::optional<std::size_t> onlySlot; ///< nobody writes at the other laptop in these days
    YearPartner partner;
    std::vector<MonthCurve> months = std::vector<MonthCurve>(12);
    QDate today;

    /// The first laptop founds the house, the second joins it by a stick; accounts, the partner and its key.
    void setUp();
    void beginDay(std::size_t index);
    /// What the script has for the day. The power goes at a random write of one of the two laptops: of what is done there,
    /// of the exchange, or in the evening when nobody writes.
    void live(std::size_t index);
    void endDay(std::size_t index);
    /// From one to the other and back, by files on a stick.
    void exchangeByStick(const std::string &stick = "stick");
    void exchangeByServer();
    /// A new laptop takes this place; it is let in by the laptop of the other place. It stays signed in.
    void join(std::size_t slot, std::unique_ptr<YearLaptop> newcomer);
    /// Everything the vault of a newcomer needs to be of this house, on the disk.
    std::unique_ptr<YearLaptop> makeLaptop(const std::string &name, const std::vector<std::string> &workers);

    /// Signs in somebody else, or the same again.
    void signIn(YearLaptop &laptop, const std::string &label);
    /// The power goes where it is now.
    void cutPower(YearLaptop &laptop);
    void run(YearLaptop &laptop, const YearWork &work);
    /// The exchange of one laptop.
    void visitStick(YearLaptop &laptop, const std::filesystem::path &stick);
    void visitServer(YearLaptop &laptop);
    /// A laptop stands for another one from now on: the same people work on it.
    void replace(std::size_t slot, std::unique_ptr<YearLaptop> successor);
    /// What is due after every exchange, whichever road it took.
    [[nodiscard]] static base::Result<void> settleExchange(YearLaptop &laptop);
    /// The last day's exchanges as often as it takes until both have everything.
    void meet();
    void pass(int minutes);
    [[nodiscard]] std::filesystem::path path(const std::string &name) const { return m_folder / name; }
    [[nodiscard]] MonthCurve &month() { return months[std::size_t(today.month() - 1)]; }
    [[nodiscard]] std::string agreedBy(YearLaptop &director);
    /// Stops using an account on the laptop where it is; the work stays.
    void endAccount(YearLaptop &laptop, const std::string &label);

    struct Counts
    {
        std::size_t cuts = 0;
        std::size_t works = 0;
        std::size_t againAfterCut = 0; ///< was not saved, and was done again
        std::size_t doneBeforeCut = 0; ///< was saved, and the power went before it was said
        std::size_t cutOnceSaved = 0;  ///< was said to be saved, and the power went that moment
    };
    Counts counts;

private:
    friend class YearDeeds;
    std::shared_ptr<YearDeeds> m_deeds; ///< as long as the house: what is asked after a cut asks it
    [[nodiscard]] YearLaptop &laptopFor(const Entry &entry);
    [[nodiscard]] YearLaptop &unluckyOf(std::size_t index);
    [[nodiscard]] const YearAccount &nextAccount(YearLaptop &laptop);
    void armCut(YearDisk &disk);
    void checkSaved(YearLaptop &laptop);
    void followClocks();

    std::filesystem::path m_folder;
    std::mt19937_64 m_dice;
    base::UtcMs m_now = 0;
    std::optional<casework::DirectoryId> m_partnerEntry;
    std::vector<std::pair<YearLaptop *, YearWork>> m_saved; ///< today
    std::map<YearLaptop *, std::vector<YearAccount>> m_accounts;
    std::map<YearLaptop *, std::size_t> m_shift;
    std::size_t m_cutsAtDawn = 0;
};

} // namespace indaro::tests
