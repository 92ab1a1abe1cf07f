// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/form_opener.h"

#include "core/forms/form_package.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/widgets.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QWidget>

namespace indaro::ui::pages {

namespace {

/// Any thread.
base::Result<FormEntry> readChosenForm(const QString &path)
{
    if (QFileInfo(path).size() > casework::LargestForm)
        return base::Error(base::Errc::FileTooLarge, {{"limit", std::int64_t{casework::LargestForm}}});
    INDARO_TRY_ASSIGN(const auto package, indaro::forms::FormPackage::fromFile(path.toStdU16String()));
    INDARO_TRY_ASSIGN(const QByteArray content, package.toBytes());
    return loadForm(content, path.section(u'/', -1).section(u'.', 0, 0));
}

} // namespace

FormOpener::FormOpener(kit::FileAsk *files, kit::ProgressPanel *progress, QWidget *page)
    : QObject(page), m_files(files), m_progress(progress), m_page(page)
{
    connect(progress, &kit::ProgressPanel::cancelled, this, &FormOpener::cancel);
}

void FormOpener::choose()
{
    m_files->openFile(m_page, tr("Open a form"), tr("Forms (*.xlsx *.zip)"), [this](const QString &path) { read(path); });
}

void FormOpener::cancel()
{
    ++m_reading;
    m_isReading = false;
    m_progress->finish();
}

void FormOpener::read(const QString &path)
{
    const int reading = ++m_reading;
    m_isReading = true;
    m_progress->start(tr("The form is being read …"), true);
    kit::runInBackground(
        this, [path] { return readChosenForm(path); },
        [this, reading](base::Result<FormEntry> form) {
            if (reading != m_reading)
                return;
            m_isReading = false;
            m_progress->finish();
            if (form)
                Q_EMIT opened(form.value());
            else
                Q_EMIT failed(form.error());
        });
}

} // namespace indaro::ui::pages
