// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/print_service.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace indaro::machine {

namespace {

constexpr const char *Configuration = "/etc/cups/cupsd.conf";

std::string lowered(std::string word)
{
    std::ranges::transform(word, word.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return word;
}

/// Of a directive that is yes, no or a time: is nothing kept?
bool isNothingKept(const std::string &value)
{
    if (value == "no" || value == "off" || value == "false")
        return true;
    return !value.empty() && value.find_first_not_of('0') == std::string::npos;
}

/// Papers go to a print service on another computer, which nobody can look into from here (client.conf(5)).
bool isElsewhere(const Surroundings &here)
{
    std::istringstream lines(here.text("/etc/cups/client.conf").value_or(""));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name, value;
        words >> name >> value;
        if (lowered(name) == "servername" && !value.starts_with('/') && lowered(value) != "localhost")
            return true;
    }
    return false;
}

} // namespace

PrintSpool printSpool(const Surroundings &here)
{
    if (!here.exists("/etc") ||
        isElsewhere(here)) // a system that is laid out in another way (Windows) prints in another way
        return PrintSpool::NotKnown;
    if (!here.exists("/usr/sbin/cupsd") && !here.exists(Configuration))
        return PrintSpool::NoService;
    const auto text = here.text(Configuration);
    if (!text)
        return PrintSpool::NotKnown;
    std::string files = "86400";
    std::string history = "yes";
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string name, value;
        words >> name >> value;
        name = lowered(name);
        if (name == "preservejobfiles")
            files = lowered(value);
        else if (name == "preservejobhistory")
            history = lowered(value);
    }
    // A job that is not remembered loses its papers with it.
    return isNothingKept(files) || isNothingKept(history) ? PrintSpool::KeepsNothing : PrintSpool::KeepsPapers;
}

} // namespace indaro::machine
