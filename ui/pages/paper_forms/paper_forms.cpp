// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_forms/paper_forms.h"

#include "core/casework/consents/disclosures.h"
#include "ui/pages/paper_forms/paper_form_data.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

const QStringList &paperFormGroups()
{
    static const QStringList groups{u"arrival"_s, u"stay"_s, u"plan"_s, u"child"_s, u"referral"_s, u"exit"_s, u"house"_s};
    return groups;
}

QString paperFormGroupTitle(const QString &group)
{
    static const std::map<QString, const char *> titles{
        {u"arrival"_s, QT_TRANSLATE_NOOP("PaperForms", "Arrival")},
        {u"stay"_s, QT_TRANSLATE_NOOP("PaperForms", "The stay day by day")},
        {u"plan"_s, QT_TRANSLATE_NOOP("PaperForms", "Needs, risks and plan")},
        {u"child"_s, QT_TRANSLATE_NOOP("PaperForms", "Children")},
        {u"referral"_s, QT_TRANSLATE_NOOP("PaperForms", "Referrals")},
        {u"exit"_s, QT_TRANSLATE_NOOP("PaperForms", "Leaving, and after")},
        {u"house"_s, QT_TRANSLATE_NOOP("PaperForms", "The house")},
    };
    const auto found = titles.find(group);
    return found == titles.end() ? group : QCoreApplication::translate("PaperForms", found->second);
}

base::Result<QList<PaperForm>> listPaperForms()
{
    QList<PaperForm> forms;
    for (const QString &name : documents::builtinTemplateNames()) {
        INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(name));
        // What no pen ever fills (a recovery card, a certificate) belongs to no group.
        if (!form.group.isEmpty())
            forms.append({name, form.parts.first().title, form.group, form.about, form.form});
    }
    std::ranges::stable_sort(forms, [](const PaperForm &a, const PaperForm &b) {
        const auto place = [](const PaperForm &form) { return paperFormGroups().indexOf(form.group); };
        return place(a) != place(b) ? place(a) < place(b) : a.title.french.localeAwareCompare(b.title.french) < 0;
    });
    return forms;
}

QString paperFormOfStep(const QString &stepForm)
{
    if (stepForm.isEmpty())
        return {};
    static const base::Result<QList<PaperForm>> forms = listPaperForms();
    if (!forms)
        return {};
    // What is sent back is the slip of the form that came.
    const QString wanted = stepForm == "counter-referral"_L1 ? u"referral"_s : stepForm;
    const auto found = std::ranges::find(*forms, wanted, &PaperForm::stepForm);
    return found == forms->end() ? QString() : found->name;
}

QString paperTitleOfStep(const QString &stepForm)
{
    const QString name = paperFormOfStep(stepForm);
    const auto form = name.isEmpty() ? base::Result<documents::Template>(base::Error(base::Errc::NotFound))
                                     : documents::loadBuiltinTemplate(name);
    if (!form)
        return stepForm;
    const documents::Label &title = form->parts.first().title;
    return QLocale().language() == QLocale::English ? title.english : title.french;
}

base::Result<PaperFormOfPerson> readPaperForm(casework::Desk &desk, const sync::RecordId &person, const QString &form,
                                              const casework::Receiver &receiver)
{
    PaperFormOfPerson read;
    INDARO_TRY_ASSIGN(read.form, documents::loadBuiltinTemplate(form));
    INDARO_TRY_ASSIGN(const casework::FullFile file, casework::loadRecordsForPaper(desk, person, tablesOf(read.form)));
    INDARO_TRY_ASSIGN(const casework::Withheld withheld,
                      casework::withheldOnPaper(desk, person, casework::formFor(form, receiver)));
    read.data = filledForm(read.form, file, withheld);
    read.displayName = file.displayName;
    return read;
}

int numbersOf(const documents::Template &form)
{
    return int(std::ranges::count_if(form.parts, &documents::Part::numbered));
}

void setNumbers(const documents::Template &form, documents::DocumentData &data, const QStringList &serials)
{
    qsizetype next = 0;
    for (const documents::Part &part : form.parts) {
        if (!part.numbered || next >= serials.size())
            continue;
        if (const auto serial = documents::Serial::fromText(serials[next++]))
            data.serials.insert(part.name, *serial);
    }
}

base::Result<print::Paper> blankPaper(const QString &name)
{
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(name));
    INDARO_TRY_ASSIGN(const documents::Styles styles, documents::loadBuiltinStyles());
    return print::Paper{form, styles, {}};
}

base::Result<print::Paper> filledPaper(const PaperFormOfPerson &form)
{
    INDARO_TRY_ASSIGN(const documents::Styles styles, documents::loadBuiltinStyles());
    return print::Paper{form.form, styles, form.data};
}

} // namespace indaro::ui::pages
