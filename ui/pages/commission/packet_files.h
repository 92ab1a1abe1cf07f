// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/count_packet.h"
#include "ui/kit/page.h"

#include <functional>
#include <memory>
#include <vector>

namespace indaro::ui::pages {

/// Sealed numbers as files on a stick or in a folder. GUI thread; read and written on a thread of their own.

/// What became of one file: opened, or refused and why.
struct PacketOutcome
{
    QString file{}; ///< its name, without the folder
    std::optional<reports::OpenedCounts> opened{};
    std::optional<base::Error> refused{};
    /// In one sentence or two.
    [[nodiscard]] QString text() const;
};
using PacketOutcomes = std::shared_ptr<const std::vector<PacketOutcome>>;

/// Asks for a folder and opens every packet in it, each by itself: one that is refused does not hold up the others.
void chooseFolderOfPackets(const kit::PageContext &context, QWidget *page, std::function<void(PacketOutcomes)> done);
/// The same with one file.
void choosePacket(const kit::PageContext &context, QWidget *page, std::function<void(PacketOutcomes)> done);

/// Writes it into this folder, in one durable step. Errors: FileNotWritable, DiskFull.
void writePacket(QObject *page, const QString &folder, std::shared_ptr<const reports::SealedCounts> sealed,
                 std::function<void(const base::Result<void> &)> done);

} // namespace indaro::ui::pages
