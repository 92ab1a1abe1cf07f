// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "ui/pages/intake/form_library.h"

#include <QtCore/QObject>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FileAsk;
class ProgressPanel;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Lets somebody choose a workbook and reads it on a thread of its own, with progress and a way out. A reading that was
/// given up ends by itself; nobody hears of it.
class FormOpener final : public QObject
{
    Q_OBJECT
public:
    /// `progress` and `page`, over which the file dialog stands, must outlive this.
    FormOpener(kit::FileAsk *files, kit::ProgressPanel *progress, QWidget *page);
    void choose();
    /// Gives up what is being read.
    void cancel();
    [[nodiscard]] bool isReading() const noexcept { return m_isReading; }

Q_SIGNALS:
    void opened(const indaro::ui::pages::FormEntry &form);
    /// FileNotReadable, FileTooLarge, or what FormDefinition::fromBytes says.
    void failed(const indaro::base::Error &error);

private:
    void read(const QString &path);
    kit::FileAsk *m_files;
    kit::ProgressPanel *m_progress;
    QWidget *m_page;
    int m_reading = 0; ///< counts readings: an earlier one is nobody's any more
    bool m_isReading = false;
};

} // namespace indaro::ui::pages
