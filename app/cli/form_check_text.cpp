// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/form_check_text.h"

#include "ui/words/form_fault_words.h"
#include "ui/words/french_spaces.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// "5-9, 12"
QString spans(const std::vector<int> &rows)
{
    QStringList out;
    for (std::size_t i = 0; i < rows.size();) {
        std::size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] <= rows[last] + 1)
            ++last;
        out.append(rows[i] == rows[last] ? QString::number(rows[i]) : u"%1-%2"_s.arg(rows[i]).arg(rows[last]));
        i = last + 1;
    }
    return out.join(u", "_s);
}

/// One of two, by the language.
class Said
{
public:
    explicit Said(const QString &language) : m_isFrench(language == "fr"_L1) {}
    QString operator()(const char *english, const char *french) const
    {
        return m_isFrench ? ui::words::withFrenchSpaces(QString::fromUtf8(french)) : QString::fromUtf8(english);
    }

private:
    bool m_isFrench;
};

QString languageLine(const forms::LanguageReport &one, const Said &said)
{
    const QString name = one.language.header.isEmpty() ? said("(unnamed)", "(sans nom)") : one.language.header;
    if (one.missing == 0)
        return said("language %1: complete\n", "langue %1 : complète\n").arg(name);
    QString text = said("language %1: %2 texts missing, %3 of them known to wait",
                        "langue %1 : textes qui manquent : %2, dont %3 que le formulaire dit en attente")
                       .arg(name)
                       .arg(one.missing)
                       .arg(one.awaited);
    if (!one.surveyRows.empty())
        text += said("; survey rows %1", " ; feuille survey, lignes %1").arg(spans(one.surveyRows));
    if (!one.choiceRows.empty())
        text += said("; choices rows %1", " ; feuille choices, lignes %1").arg(spans(one.choiceRows));
    return text + u'\n';
}

QString head(const forms::FormReport &report, const Said &said)
{
    QString text = said("rows %1, questions %2, notes %3, groups %4, repeats %5\n",
                        "lignes : %1, questions : %2, notes : %3, groupes : %4, répétitions : %5\n")
                       .arg(report.rows)
                       .arg(report.questions)
                       .arg(report.notes)
                       .arg(report.groups)
                       .arg(report.repeats);
    text += said("choice lists %1, choices %2, expressions %3 understood and %4 not\n",
                 "listes de choix : %1, choix : %2, expressions comprises : %3, non comprises : %4\n")
                .arg(report.choiceLists)
                .arg(report.choices)
                .arg(report.expressions)
                .arg(report.expressionsFailed);
    if (!report.files.empty()) {
        const auto there =
            std::count_if(report.files.begin(), report.files.end(), [](const auto &one) { return one.isThere; });
        text +=
            said("files named %1, of them %2 came with the form\n", "fichiers nommés : %1, venus avec le formulaire : %2\n")
                .arg(report.files.size())
                .arg(there);
    }
    for (const forms::LanguageReport &one : report.languages)
        text += languageLine(one, said);
    return text;
}

/// Missing texts are already listed by language: a line for each would hide the rest.
bool isInHead(const forms::Finding &finding)
{
    return finding.code == forms::FindingCode::MissingTranslation || finding.code == forms::FindingCode::TranslationAwaited;
}

QString weightOf(const forms::Finding &finding, const Said &said)
{
    switch (forms::severityOf(finding.code)) {
    case forms::Severity::Note:
        return said("note", "remarque");
    case forms::Severity::Warning:
        return said("warning", "avertissement");
    case forms::Severity::Error:
        break;
    }
    return said("error", "erreur");
}

QString placeOf(const forms::Finding &finding, const Said &said)
{
    QString where = said("%1", "feuille %1").arg(finding.sheet);
    if (finding.row > 0)
        where += said(" row %1", ", ligne %1").arg(finding.row);
    if (!finding.column.isEmpty())
        where += said(", %1", ", colonne %1").arg(finding.column);
    if (finding.position >= 0)
        where += said(", character %1", ", caractère %1").arg(finding.position + 1);
    return where;
}

QString findingLines(const forms::Finding &finding, const QStringList &languages)
{
    const Said first(languages.front());
    QString text = first("%1 %2: ", "%1 %2 : ").arg(weightOf(finding, first), forms::toString(finding.code)) +
                   placeOf(finding, first) + u'\n';
    for (const QString &language : languages) {
        const auto words = ui::words::textOf(finding, language);
        text += u"    "_s + words.what + u' ' + words.advice + u'\n';
    }
    return text;
}

QString countsLine(const forms::FormReport &report, const Said &said)
{
    std::array<int, 3> counts{};
    for (const forms::Finding &finding : report.findings)
        ++counts.at(static_cast<std::size_t>(forms::severityOf(finding.code)));
    return said("errors %1, warnings %2, notes %3\n", "erreurs : %1, avertissements : %2, remarques : %3\n")
        .arg(counts[2])
        .arg(counts[1])
        .arg(counts[0]);
}

} // namespace

QString formCheckText(const forms::FormReport &report, const QStringList &languages)
{
    QString text = u"%1 %2 (%3)\n"_s.arg(report.formId, report.version, report.title);
    for (const QString &language : languages)
        text += head(report, Said(language));
    for (const forms::Finding &finding : report.findings)
        text += isInHead(finding) ? QString() : findingLines(finding, languages);
    for (const QString &language : languages)
        text += countsLine(report, Said(language));
    return text;
}

QString formFaultLines(const base::Error &error, const QStringList &languages)
{
    QString text;
    for (const QString &language : languages) {
        if (const auto words = ui::words::formFaultText(error, language))
            text += words->what + u' ' + words->advice + u'\n';
    }
    return text;
}

} // namespace indaro::cli
