// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"

#include "app/cli/reply.h"
#include "core/base/process.h"

#include <algorithm>
#include <cstdio>

namespace indaro::cli {

namespace {
constexpr std::size_t LongestLine = 1024;
}

void prepareSecretInput()
{
    std::setvbuf(stdin, nullptr, _IONBF, 0);
    std::setvbuf(stdout, nullptr, _IONBF, 0);
}

base::Result<base::SecretBytes> readSecretLine()
{
    const base::HiddenTyping hidden;
    base::SecretBytes line(LongestLine);
    std::size_t size = 0;
    for (int c = std::fgetc(stdin); c != EOF && c != '\n'; c = std::fgetc(stdin)) {
        if (size == LongestLine)
            return base::Error(base::Errc::InvalidArgument, {{"stdin", std::string("line too long")}});
        line.span()[size++] = static_cast<std::byte>(c);
    }
    if (size > 0 && line.span()[size - 1] == std::byte{'\r'})
        --size;
    if (size == 0)
        return base::Error(base::Errc::InvalidArgument, {{"stdin", std::string("empty line where a secret is expected")}});
    return base::SecretBytes::copyOf(line.view().first(size));
}

base::Result<void> writeSecret(const base::SecretBytes &secret)
{
    return writeOut(base::asText(secret.view()));
}

} // namespace indaro::cli
