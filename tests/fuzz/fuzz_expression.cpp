// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/document_host.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

namespace {

/// A form's answers in small: a repeat, a date, codes, a place, nothing.
const indaro::forms::DocumentHost &host()
{
    static const indaro::forms::DocumentHost made = [] {
        auto document = indaro::forms::XmlDocument::parse(QStringLiteral(
            "<data><a>3</a><b>2024-02-29</b><c>one two</c><d/><r><x>1</x></r><r><x>2</x></r><p>-3.3 29.4 0 0</p></data>"));
        INDARO_CHECK(document.hasValue());
        return indaro::forms::DocumentHost(std::move(document).value());
    }();
    return made;
}

} // namespace

/// An expression of a form: what is understood is worked out, and its value has a text, a number and a truth.
INDARO_FUZZED(expression, input)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(input.data()), static_cast<qsizetype>(input.size()));
    const auto expression = forms::Expression::parse(
        text, [](const QString &name) { return name.size() % 2 == 0 ? QString() : QStringLiteral("/data/") + name; });
    if (!expression)
        return;
    INDARO_CHECK(expression->text() == text);
    const forms::Node *node = host().locate(QStringLiteral("/data/a"));
    INDARO_CHECK(node != nullptr);
    const auto value = host().evaluate(*expression, *node);
    if (!value)
        return;
    static_cast<void>(forms::toText(*value, host().zone));
    static_cast<void>(forms::toNumber(*value, host().zone));
    static_cast<void>(forms::toBoolean(*value));
}

} // namespace indaro
