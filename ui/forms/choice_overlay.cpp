// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/choice_overlay.h"

#include <QtCore/QStringList>

namespace indaro::ui::forms {

using namespace Qt::StringLiterals;

namespace {

/// One line of a CSV file with quoted cells; the file has no line breaks inside cells.
QStringList splitCells(const QString &line)
{
    QStringList cells{QString()};
    bool isQuoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line.at(i);
        if (c == u'"' && isQuoted && i + 1 < line.size() && line.at(i + 1) == u'"') {
            cells.back() += c;
            ++i;
        } else if (c == u'"') {
            isQuoted = !isQuoted;
        } else if (c == u',' && !isQuoted) {
            cells.push_back(QString());
        } else {
            cells.back() += c;
        }
    }
    return cells;
}

QString codeListOf(const QString &listName)
{
    // The workbook's list names that are not the names of the code lists of the standard.
    static const QHash<QString, QString> Names = {
        {u"citizenship"_s, u"iso3166-1"_s},
        {u"forcedlabourindustry"_s, u"labourindustryisic4"_s},
        {u"status"_s, u"casestatus"_s},
        {u"consent"_s, u"consent_xlsform"_s},
    };
    const QString folded = listName.toLower();
    return Names.value(folded, folded);
}

} // namespace

ChoiceOverlay ChoiceOverlay::parse(QIODevice &csv)
{
    ChoiceOverlay overlay;
    const QStringList header = splitCells(QString::fromUtf8(csv.readLine()).trimmed());
    const qsizetype list = header.indexOf("code_list"_L1);
    const qsizetype code = header.indexOf("code"_L1);
    const qsizetype label = header.indexOf("label_fr"_L1);
    const qsizetype draft = header.indexOf("label_fr_draft"_L1);
    if (list < 0 || code < 0 || label < 0 || draft < 0)
        return overlay;
    while (!csv.atEnd()) {
        const QStringList cells = splitCells(QString::fromUtf8(csv.readLine()).trimmed());
        if (cells.size() != header.size())
            continue;
        const bool isDraft = cells.at(label).isEmpty();
        const QString text = isDraft ? cells.at(draft) : cells.at(label);
        if (!text.isEmpty())
            overlay.m_labels.insert(cells.at(list).toLower() + u'\n' + cells.at(code).toLower(), {text, isDraft});
    }
    return overlay;
}

const ChoiceOverlay::Label *ChoiceOverlay::find(const QString &listName, const QString &code) const
{
    const auto found = m_labels.constFind(codeListOf(listName) + u'\n' + code.toLower());
    return found == m_labels.constEnd() ? nullptr : &*found;
}

} // namespace indaro::ui::forms
