// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/external_data.h"
#include "core/forms/form_package.h"
#include "tests/fuzz/fuzzed.h"

#include <QtGlobal>

#include <array>

namespace indaro {

/// What comes beside a workbook: first byte 0, a package; 1 to 3, a file of choices as CSV, XML or GeoJSON. What can be read
/// is whole, and a package that is written again is the same.
INDARO_FUZZED(package, input)
{
    // Damaged archives make the library of archives talk.
    [[maybe_unused]] static const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    if (input.empty())
        return;
    const QByteArray rest(reinterpret_cast<const char *>(input.data()) + 1, static_cast<qsizetype>(input.size() - 1));
    static constexpr std::array Names{"", "places.csv", "places.xml", "places.geojson"};
    const auto kind = std::to_integer<std::size_t>(input.front()) % Names.size();
    if (kind != 0) {
        std::vector<forms::Finding> findings;
        const auto data = forms::readExternalData(QString::fromLatin1(Names[kind]), rest, {}, findings);
        INDARO_CHECK(data.tree != nullptr && (data.lines.empty() || data.lines.size() == data.items.size()));
        for (const forms::Node *item : data.items)
            INDARO_CHECK(item != nullptr && item->parent != nullptr);
        return;
    }
    const auto package = forms::FormPackage::read(rest);
    if (!package)
        return;
    const auto bytes = package->toBytes();
    if (!bytes)
        return; // it would be larger than one that may be read
    const auto again = forms::FormPackage::read(*bytes);
    INDARO_CHECK(again && again->workbook == package->workbook && again->files == package->files);
}

} // namespace indaro
