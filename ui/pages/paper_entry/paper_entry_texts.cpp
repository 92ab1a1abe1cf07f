// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_entry/paper_entry_texts.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

struct PaperEntryTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::PaperEntryTexts)
};

/// What is not known stands as a dash.
QString knownName(const QString &name)
{
    return name.isEmpty() ? u"–"_s : name;
}

bool isSamePaper(const casework::PaperEntry &one, const casework::PaperEntry &other)
{
    return one.source == other.source && one.typedBy == other.typedBy &&
           model::localDay(one.typedAt) == model::localDay(other.typedAt);
}

} // namespace

QString paperEntryText(const casework::PaperEntry &entry)
{
    const QString day = kit::dateText(entry.source.paperOn);
    const QString typed = kit::dateText(model::localDay(entry.typedAt));
    if (entry.source.serial.isEmpty())
        return PaperEntryTexts::tr("Recorded on paper on %1 by %2, typed on %3 by %4.")
            .arg(day, knownName(entry.source.writtenBy), typed, knownName(entry.typedBy));
    return PaperEntryTexts::tr("Recorded on paper %1 on %2 by %3, typed on %4 by %5.")
        .arg(entry.source.serial, day, knownName(entry.source.writtenBy), typed, knownName(entry.typedBy));
}

QString paperEntryOnPaper(const casework::PaperEntry &entry)
{
    const QString serial = entry.source.serial.isEmpty() ? QString() : u" (n° %1)"_s.arg(entry.source.serial);
    return u"Recueilli sur papier%1 le %2 par %3, saisi le %4 par %5."_s.arg(
        serial, kit::dateText(entry.source.paperOn), knownName(entry.source.writtenBy),
        kit::dateText(model::localDay(entry.typedAt)), knownName(entry.typedBy));
}

QString typedAgainWhy(const QString &reason)
{
    if (reason == "rest"_L1)
        return PaperEntryTexts::tr("Not all of this paper was typed in");
    if (reason == "other"_L1)
        return PaperEntryTexts::tr("It is another paper of that day");
    if (reason == "wrong"_L1)
        return PaperEntryTexts::tr("What was typed from it was wrong");
    return {};
}

QString papersTypedIn(const std::vector<casework::PaperEntry> &entries)
{
    QStringList lines;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const auto isBefore = [&](const casework::PaperEntry &other) { return isSamePaper(other, entries[i]); };
        const auto here = entries.begin() + std::ptrdiff_t(i);
        if (std::any_of(entries.begin(), here, isBefore))
            continue;
        lines << paperEntryText(entries[i]);
    }
    return lines.join(u'\n');
}

} // namespace indaro::ui::pages
