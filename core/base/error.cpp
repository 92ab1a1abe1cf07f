// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <cstdio>
#include <cstdlib>

namespace indaro::base {

std::string_view errcName(Errc code) noexcept
{
    switch (code) {
#define INDARO_X(name)                                                                                                      \
    case Errc::name:                                                                                                        \
        return #name;
        INDARO_ERRC_LIST(INDARO_X)
#undef INDARO_X
    }
    return "Internal";
}

const std::vector<Errc> &allErrc()
{
    static const std::vector<Errc> all{
#define INDARO_X(name) Errc::name,
        INDARO_ERRC_LIST(INDARO_X)
#undef INDARO_X
    };
    return all;
}

std::string Error::toString() const
{
    std::string out(errcName(code));
    if (args.empty())
        return out;
    out += '(';
    for (std::size_t i = 0; i < args.size(); ++i) {
        if (i > 0)
            out += ", ";
        out += args[i].name + '=';
        if (const auto *n = std::get_if<std::int64_t>(&args[i].value))
            out += std::to_string(*n);
        else
            out += std::get<std::string>(args[i].value);
    }
    return out + ')';
}

std::int64_t Error::number(std::string_view name, std::int64_t otherwise) const
{
    for (const auto &arg : args) {
        if (arg.name == name && std::holds_alternative<std::int64_t>(arg.value))
            return std::get<std::int64_t>(arg.value);
    }
    return otherwise;
}

std::string Error::text(std::string_view name) const
{
    for (const auto &arg : args) {
        if (arg.name == name) {
            if (const auto *t = std::get_if<std::string>(&arg.value))
                return *t;
            return std::to_string(std::get<std::int64_t>(arg.value));
        }
    }
    return {};
}

void failCheck(const char *condition, std::source_location here)
{
    std::fprintf(stderr, "check failed: %s at %s:%u\n", condition, here.file_name(), here.line());
    std::fflush(stderr);
    std::abort();
}

} // namespace indaro::base
