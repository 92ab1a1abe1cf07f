// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/windows/command_line.h"

#include "core/base/platform/windows/handle.h"

namespace indaro::base {

namespace {

std::wstring quoted(const std::wstring &word)
{
    if (!word.empty() && word.find_first_of(L" \t\n\v\"") == std::wstring::npos)
        return word;
    std::wstring out = L"\"";
    std::size_t backslashes = 0;
    for (const wchar_t letter : word) {
        if (letter == L'\\') {
            ++backslashes;
            continue;
        }
        // Before a quotation mark each of them counts twice, elsewhere they stand for themselves.
        out.append(letter == L'"' ? 2 * backslashes + 1 : backslashes, L'\\');
        backslashes = 0;
        out += letter;
    }
    out.append(2 * backslashes, L'\\');
    return out + L'"';
}

} // namespace

std::optional<std::wstring> wideOf(std::string_view utf8)
{
    if (utf8.empty())
        return std::wstring();
    const int from = static_cast<int>(utf8.size());
    const int size = ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, utf8.data(), from, nullptr, 0);
    if (size <= 0)
        return std::nullopt;
    std::wstring out(static_cast<std::size_t>(size), L'\0');
    ::MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, utf8.data(), from, out.data(), size);
    return out;
}

std::optional<std::wstring> commandLineOf(const std::vector<std::string> &words)
{
    std::wstring line;
    for (const std::string &word : words) {
        const auto wide = wideOf(word);
        if (!wide || wide->find(L'\0') != std::wstring::npos)
            return std::nullopt;
        if (!line.empty())
            line += L' ';
        // The first word is taken apart by other rules: no backslash means anything there, and no name holds a quotation
        // mark.
        line += line.empty() ? L'"' + *wide + L'"' : quoted(*wide);
    }
    return line;
}

} // namespace indaro::base
