// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/base/value.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace indaro::sop {
struct Pack;
}

namespace indaro::tests {

/// Every text anywhere in a value, so that a test can look for one that must not be there: structs field by field, what
/// containers, optionals and shared pointers hold, bytes as Latin-1. A type it does not know does not compile.
template <class T> void addWords(const T &value, QStringList &words);

namespace detail {

struct Anything
{
    template <class T> operator T() const; // only ever asked whether it could
};

template <class T, std::size_t... I> constexpr bool takes(std::index_sequence<I...>)
{
    return requires
    {
        T{((void)I, Anything{})...};
    };
}

/// How many fields an aggregate has; at most 40.
template <class T, std::size_t N = 40> constexpr std::size_t fieldCount()
{
    if constexpr (takes<T>(std::make_index_sequence<N>()))
        return N;
    else if constexpr (N > 0)
        return fieldCount<T, N - 1>();
    else
        return 0;
}

// clang-format off
template <class T, class Each> void forEachField(const T &value, Each each)
{
    constexpr std::size_t Count = fieldCount<T>();
    static_assert(Count > 0 || std::is_empty_v<T>);
    if constexpr (Count == 1) {
        const auto &[f0] = value;
        each(f0);
    }
    else if constexpr (Count == 2) {
        const auto &[f0, f1] = value;
        each(f0, f1);
    }
    else if constexpr (Count == 3) {
        const auto &[f0, f1, f2] = value;
        each(f0, f1, f2);
    }
    else if constexpr (Count == 4) {
        const auto &[f0, f1, f2, f3] = value;
        each(f0, f1, f2, f3);
    }
    else if constexpr (Count == 5) {
        const auto &[f0, f1, f2, f3, f4] = value;
        each(f0, f1, f2, f3, f4);
    }
    else if constexpr (Count == 6) {
        const auto &[f0, f1, f2, f3, f4, f5] = value;
        each(f0, f1, f2, f3, f4, f5);
    }
    else if constexpr (Count == 7) {
        const auto &[f0, f1, f2, f3, f4, f5, f6] = value;
        each(f0, f1, f2, f3, f4, f5, f6);
    }
    else if constexpr (Count == 8) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7);
    }
    else if constexpr (Count == 9) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8);
    }
    else if constexpr (Count == 10) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9);
    }
    else if constexpr (Count == 11) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10);
    }
    else if constexpr (Count == 12) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11);
    }
    else if constexpr (Count == 13) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12);
    }
    else if constexpr (Count == 14) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13);
    }
    else if constexpr (Count == 15) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14);
    }
    else if constexpr (Count == 16) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15);
    }
    else if constexpr (Count == 17) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16);
    }
    else if constexpr (Count == 18) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17);
    }
    else if constexpr (Count == 19) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18);
    }
    else if constexpr (Count == 20) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19);
    }
    else if constexpr (Count == 21) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20);
    }
    else if constexpr (Count == 22) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21);
    }
    else if constexpr (Count == 23) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22);
    }
    else if constexpr (Count == 24) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23);
    }
    else if constexpr (Count == 25) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24);
    }
    else if constexpr (Count == 26) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25);
    }
    else if constexpr (Count == 27) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26);
    }
    else if constexpr (Count == 28) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27);
    }
    else if constexpr (Count == 29) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28);
    }
    else if constexpr (Count == 30) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29);
    }
    else if constexpr (Count == 31) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30);
    }
    else if constexpr (Count == 32) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31);
    }
    else if constexpr (Count == 33) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32);
    }
    else if constexpr (Count == 34) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33);
    }
    else if constexpr (Count == 35) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34);
    }
    else if constexpr (Count == 36) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35);
    }
    else if constexpr (Count == 37) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36);
    }
    else if constexpr (Count == 38) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37);
    }
    else if constexpr (Count == 39) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38);
    }
    else if constexpr (Count == 40) {
        const auto &[f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38, f39] = value;
        each(f0, f1, f2, f3, f4, f5, f6, f7, f8, f9, f10, f11, f12, f13, f14, f15, f16, f17, f18, f19, f20, f21, f22, f23, f24, f25, f26, f27, f28, f29, f30, f31, f32, f33, f34, f35, f36, f37, f38, f39);
    }
}
// clang-format on

template <class T> struct IsId : std::false_type
{
};
template <class Tag> struct IsId<base::Id<Tag>> : std::true_type
{
};

template <class T>
constexpr bool HasNoWords = std::is_arithmetic_v<T> || std::is_enum_v<T> || std::is_pointer_v<T> || IsId<T>::value ||
                            std::is_same_v<T, QDate> || std::is_same_v<T, QDateTime> || std::is_same_v<T, QTimeZone> ||
                            std::is_same_v<T, std::shared_ptr<const sop::Pack>>; // what everybody may read

} // namespace detail

template <class T> void addWords(const T &value, QStringList &words)
{
    if constexpr (detail::HasNoWords<T>) {
        return;
    } else if constexpr (std::is_same_v<T, QString>) {
        words.append(value);
    } else if constexpr (std::is_same_v<T, QByteArray>) {
        words.append(QString::fromLatin1(value));
    } else if constexpr (std::is_convertible_v<T, std::string_view>) {
        const std::string_view text = value;
        words.append(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    } else if constexpr (std::is_same_v<T, base::Value>) {
        if (const auto *text = value.text())
            addWords(*text, words);
        else if (const auto *bytes = value.bytes())
            addWords(*bytes, words);
    } else if constexpr (std::is_same_v<T, base::Bytes>) {
        words.append(
            QString::fromLatin1(reinterpret_cast<const char *>(value.data()), static_cast<qsizetype>(value.size())));
    } else if constexpr (
        requires {
            value.has_value();
            *value;
        } ||
        requires {
            value.get();
            *value;
        }) {
        if (value)
            addWords(*value, words);
    } else if constexpr (requires { value.keyValueBegin(); }) {
        for (auto each = value.keyValueBegin(); each != value.keyValueEnd(); ++each) {
            addWords((*each).first, words);
            addWords((*each).second, words);
        }
    } else if constexpr (requires {
                             value.begin();
                             value.end();
                         }) {
        for (const auto &each : value)
            addWords(std::remove_cvref_t<decltype(each)>(each), words);
    } else if constexpr (requires {
                             value.first;
                             value.second;
                         }) {
        addWords(value.first, words);
        addWords(value.second, words);
    } else {
        static_assert(std::is_aggregate_v<T>, "say how the words of this type are found");
        detail::forEachField(value, [&words](const auto &...fields) { (addWords(fields, words), ...); });
    }
}

template <class T> [[nodiscard]] QStringList wordsOf(const T &value)
{
    QStringList words;
    addWords(value, words);
    return words;
}

} // namespace indaro::tests
