// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour about the manual: it is read, and its pictures are made of those the tour has taken.
#include "core/manual/manual.h"
#include "tests/tour/tour.h"
#include "ui/pages/manual/manual_page.h"

#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtGui/QImage>
#include <QtWidgets/QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;
using indaro::ui::kit::Language;

namespace indaro::tour {

namespace {

constexpr int PictureWidth = 860; ///< read beside a text that is at most 720 points wide
constexpr int MostBytes = 150'000;

} // namespace

/// F1 where a bed is given, a word that is searched, and back to the work.
void Tour::manual()
{
    goTo(u"The house tonight"_s);
    waitForVault();
    m_robot.key(m_robot.window(), Qt::Key_F1);
    auto *page = m_robot.first<ui::pages::ManualPage>(u"the manual"_s);
    if (page->task() != u"beds"_s)
        m_robot.fail(u"F1 on the board of the house opens: "_s + page->task());
    pictures(u"manual"_s);
    auto *search = m_robot.first<QLineEdit>(u"the search of the manual"_s);
    const QString numbered = u"%1-manual-search-"_s.arg(++m_number, 2, 10, QLatin1Char('0'));
    for (const auto &[language, word] : {std::pair(Language::French, u"volé"_s), std::pair(Language::Kirundi, u"volé"_s),
                                         std::pair(Language::English, u"stolen"_s)}) {
        setLanguage(language);
        search->clear();
        m_robot.type(search, word);
        m_robot.key(search, Qt::Key_Down);
        if (page->task() != u"laptop-stolen"_s)
            m_robot.fail(u"“%1” finds: %2"_s.arg(word, page->task()));
        save(numbered + ui::kit::Translations::code(language));
    }
    search->clear();
    m_robot.key(m_robot.window(), Qt::Key_F1);
    m_robot.until(u"the board behind the manual"_s, [this] { return m_robot.all<ui::pages::ManualPage>().isEmpty(); });
}

/// Every picture a text of the manual refers to, in each language: smaller, and with few colours, as packages carry them.
/// A picture nobody took ends the tour, so that a text can refer to none that is not there.
void Tour::manualPictures()
{
    const auto manual = manual::Manual::builtin({});
    if (!manual)
        m_robot.fail(u"the manual cannot be read: "_s + QString::fromStdString(manual.error().toString()));
    QDir folder(m_out.filePath(u"manual"_s));
    folder.removeRecursively(); // of an earlier tour
    if (!QDir().mkpath(folder.path()))
        m_robot.fail(u"cannot make "_s + folder.path());
    for (const QString &name : manual->pictures()) {
        for (const Language language : {Language::French, Language::Kirundi, Language::English}) {
            const QString end = u"%1-%2"_s.arg(name, ui::kit::Translations::code(language));
            const QRegularExpression taken(u"/\\d+-%1\\.png$"_s.arg(end));
            const auto found = std::find_if(m_files.crbegin(), m_files.crend(),
                                            [&taken](const QString &file) { return file.contains(taken); });
            if (found == m_files.crend())
                m_robot.fail(u"the manual refers to a picture the tour does not take: "_s + end);
            const QImage screen(*found);
            const QImage small = screen.scaledToWidth(PictureWidth, Qt::SmoothTransformation)
                                     .convertToFormat(QImage::Format_Indexed8, Qt::AvoidDither);
            const QString path = folder.filePath(end + u".png"_s);
            if (small.isNull() || !small.save(path, "PNG", 0)) // as small as can be
                m_robot.fail(u"cannot write "_s + path);
            if (QFileInfo(path).size() > MostBytes)
                m_robot.fail(u"too large for the manual: "_s + path);
            m_files.append(path);
        }
    }
}

} // namespace indaro::tour
