// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace indaro::base {

/// A value or an Error. Method names follow std::expected so that moving to C++23 is a rename.
/// No exceptions of our own anywhere: a reader of a signature sees that it can fail.
template <class T> class [[nodiscard]] Result
{
public:
    using Value = T;
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool hasValue() const noexcept { return m_state.index() == 0; }
    explicit operator bool() const noexcept { return hasValue(); }
    /// Precondition: hasValue().
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    T &operator*() & { return value(); }
    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    T *operator->() { return &value(); }
    const T *operator->() const { return &value(); }
    [[nodiscard]] T valueOr(T other) const & { return hasValue() ? value() : std::move(other); }
    /// Precondition: !hasValue().
    [[nodiscard]] const Error &error() const { return std::get<1>(m_state); }

    template <class F> auto andThen(F &&f) && -> std::invoke_result_t<F, T &&>
    {
        if (hasValue())
            return std::invoke(std::forward<F>(f), std::move(*this).value());
        return error();
    }
    template <class F> auto transform(F &&f) && -> Result<std::remove_cvref_t<std::invoke_result_t<F, T &&>>>
    {
        if (hasValue())
            return std::invoke(std::forward<F>(f), std::move(*this).value());
        return error();
    }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    using Value = void;
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    [[nodiscard]] bool hasValue() const noexcept { return !m_error.has_value(); }
    explicit operator bool() const noexcept { return hasValue(); }
    [[nodiscard]] const Error &error() const { return *m_error; }

    template <class F> auto andThen(F &&f) && -> std::invoke_result_t<F>
    {
        if (hasValue())
            return std::invoke(std::forward<F>(f));
        return error();
    }

private:
    std::optional<Error> m_error;
};

} // namespace indaro::base

/// Returns the error of `expr` from the enclosing function, or goes on.
#define INDARO_TRY(expr)                                                                                                    \
    do {                                                                                                                    \
        if (auto indaroTried = (expr); !indaroTried)                                                                        \
            return indaroTried.error();                                                                                     \
    } while (false)

#define INDARO_CONCAT_(a, b) a##b
#define INDARO_CONCAT(a, b) INDARO_CONCAT_(a, b)
#define INDARO_TRY_ASSIGN_(tmp, decl, expr)                                                                                 \
    auto tmp = (expr);                                                                                                      \
    if (!tmp)                                                                                                               \
        return tmp.error();                                                                                                 \
    decl = std::move(tmp).value()
/// `INDARO_TRY_ASSIGN(auto row, find(x));` declares or assigns the value, or returns the error.
#define INDARO_TRY_ASSIGN(decl, expr) INDARO_TRY_ASSIGN_(INDARO_CONCAT(indaroTried, __LINE__), decl, expr)
