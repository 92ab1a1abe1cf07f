// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/reminder_paper.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

documents::Field reminderField(const QString &name, documents::Label label,
                               documents::FieldKind kind = documents::FieldKind::Text, double height = 0)
{
    documents::Field field;
    field.name = name;
    field.label = std::move(label);
    field.kind = kind;
    field.height = height;
    return field;
}

documents::Section reminderSection(QList<documents::Field> fields)
{
    documents::Section section;
    section.rows.append({std::move(fields)});
    return section;
}

documents::Part letterToReceiver()
{
    using documents::FieldKind;
    documents::Part part;
    part.name = u"reminder"_s;
    part.title = paperWords("RAPPEL", "", "Reminder");
    part.sections = {
        reminderSection({reminderField(u"to"_s, paperWords("À", "Ishirahamwe ryakira", "To")),
                         reminderField(u"from"_s, paperWords("De la part de", "Ishirahamwe rirungitse", "From"))}),
        reminderSection({reminderField(u"day"_s, paperWords("Date", "Itariki", "Date")),
                         reminderField(u"phone"_s, paperWords("Téléphone de rappel", "Inomero ya terefone", "Telephone"))}),
        reminderSection({reminderField(
            {},
            paperWords(
                "Une personne vous a été référée par la fiche qui porte le numéro ci-dessus. Aucune réponse ne nous est "
                "parvenue dans le délai.",
                "", "Somebody was referred to you by the form with the number above. No answer has reached us in time."),
            FieldKind::Note)}),
        reminderSection({reminderField(u"sent"_s, paperWords("Fiche remise le", "Itariki", "Form handed over on")),
                         reminderField(u"due"_s, paperWords("Réponse attendue le", "", "Answer expected by"))}),
        reminderSection(
            {reminderField({},
                           paperWords("Veuillez dire, par le volet ci-joint ou par téléphone, si vous avez reçu "
                                      "la personne, si vous pouvez la prendre en charge, et ce qui a été fait.",
                                      "",
                                      "Please say, on the slip enclosed or by telephone, whether you have received "
                                      "the person, whether you can take the case, and what was done."),
                           FieldKind::Note)}),
        reminderSection({reminderField(u"sign"_s, paperWords("Signature", "Umukono", "Signature"), FieldKind::Area, 16),
                         reminderField(u"stamp"_s, paperWords("Cachet", "Ikashe", "Stamp"), FieldKind::Area, 16)})};
    return part;
}

} // namespace

base::Result<QList<print::Page>> reminderPaper(const casework::Referral &referral, const casework::HouseDetails &house,
                                               QDate today)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    INDARO_TRY_ASSIGN(const documents::Template whole, documents::loadBuiltinTemplate(u"referral"_s));
    documents::Template form;
    form.name = u"reminder"_s;
    form.parts = {letterToReceiver()};
    const auto slip = std::ranges::find(whole.parts, u"slip"_s, &documents::Part::name);
    if (slip != whole.parts.end())
        form.parts.append(*slip);
    documents::DocumentData data;
    data.set(u"to"_s, referral.content.form.value(u"to_agency"_s));
    data.set(u"from"_s, house.name);
    data.set(u"phone"_s, house.callBackPhone);
    data.set(u"day"_s, kit::dateText(today));
    if (referral.printedAt) {
        const base::UtcMs due = *referral.printedAt + casework::answerPeriod(referral.content.form.value(u"priority"_s));
        data.set(u"sent"_s, kit::dateText(model::localDay(*referral.printedAt)));
        data.set(u"due"_s, kit::dateText(model::localDay(due)));
    }
    data.set(u"slip_referral_serial"_s, referral.serial);
    if (const auto serial = documents::Serial::fromText(referral.serial)) {
        for (const auto &part : form.parts)
            data.serials.insert(part.name, *serial);
    }
    return print::layOut(form, styles, data, 1);
}

} // namespace indaro::ui::pages
