// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/consents/letter_paper.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// Kirundi that nobody attested is left for the pen [contracts.md 11].
documents::Label letterLabel(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

documents::Field letterField(const QString &name, documents::Label label,
                             documents::FieldKind kind = documents::FieldKind::Text, double height = 0)
{
    documents::Field field;
    field.name = name;
    field.label = std::move(label);
    field.kind = kind;
    field.height = height;
    return field;
}

documents::Section letterSection(QList<documents::Field> fields, documents::Label title = {})
{
    documents::Section section;
    section.title = std::move(title);
    section.rows.append({std::move(fields)});
    return section;
}

documents::Label labelOfCode(const QString &list, const QString &code)
{
    const model::Code *found = model::CodeList::byName(list).find(code);
    return found == nullptr ? documents::Label{code, {}, code, documents::KirundiStatus::Attested}
                            : documents::Label{found->french, found->kirundi, found->english,
                                               found->kirundi.isEmpty() ? documents::KirundiStatus::ToTranslate
                                                                        : documents::KirundiStatus::Unreviewed};
}

documents::Field noteField(documents::Label label)
{
    return letterField({}, std::move(label), documents::FieldKind::Note);
}

documents::Part letterPart(bool isReturn)
{
    documents::Part part;
    part.name = u"letter"_s;
    part.title = letterLabel("Accord retiré", "", "Agreement taken back");
    part.sections.append(
        letterSection({letterField(u"to"_s, letterLabel("À", "Ishirahamwe ryakira", "To")),
                       letterField(u"from"_s, letterLabel("De la part de", "Ishirahamwe rirungitse", "From"))}));
    part.sections.append(
        letterSection({letterField(u"day"_s, letterLabel("Date", "Itariki", "Date")),
                       letterField(u"phone"_s, letterLabel("Téléphone de rappel", "Inomero ya terefone", "Telephone"))}));
    part.sections.append(letterSection({noteField(letterLabel(
        "La personne dont parlent les documents ci-dessous a retiré son accord. Veuillez ne plus utiliser ce qu’ils disent, "
        "et ne plus le transmettre à personne.",
        "",
        "The person these documents are about has taken the agreement back. Please use what they say no longer, and pass "
        "it on to nobody."))}));
    part.sections.append(letterSection(
        {noteField(isReturn ? letterLabel("Veuillez rendre ces documents, avec toutes les copies.", "",
                                          "Please give these documents back, with all copies.")
                            : letterLabel("Veuillez détruire ces documents, avec toutes les copies, ou les rendre.", "",
                                          "Please destroy these documents, with all copies, or give them back."))}));
    documents::Field table = letterField(u"sent"_s, {}, documents::FieldKind::Table);
    table.tableColumns = {{u"serial"_s, letterLabel("Numéro", "Inomero", "Number"), 50, false},
                          {u"kind"_s, letterLabel("Document", "Impapuro", "Document"), 0, false},
                          {u"day"_s, letterLabel("Remis le", "Itariki", "Handed over on"), 36, false}};
    part.sections.append(letterSection({table}, letterLabel("Ce qui a été envoyé", "Impapuro", "What was sent")));
    part.sections.append(letterSection({noteField(
        letterLabel("Merci de rendre le talon rempli.", "Musubize uwarungitse", "Please return the slip, filled in."))}));
    part.sections.append(letterSection(
        {letterField(u"sign"_s, letterLabel("Signature", "Umukono", "Signature"), documents::FieldKind::Area, 16),
         letterField(u"stamp"_s, letterLabel("Cachet", "Ikashe", "Stamp"), documents::FieldKind::Area, 16)}));
    return part;
}

documents::Part answerPart()
{
    documents::Part part;
    part.name = u"answer"_s;
    part.title = letterLabel("Talon-réponse", "Inyishu", "Answer slip");
    part.tearOff = letterLabel("À détacher et à renvoyer à l’expéditeur", "Musubize uwarungitse", "Tear off and return");
    documents::Field what = letterField(u"answer"_s, letterLabel("Ce qui a été fait", "Ivyavuyemwo", "What was done"),
                                        documents::FieldKind::MultiChoice);
    for (const QString &code : {u"destroyed"_s, u"returned"_s, u"part"_s, u"kept_by_law"_s})
        what.options.append({code, labelOfCode(u"consent_withdrawn_answer"_s, code)});
    what.columns = 2;
    part.sections.append(
        letterSection({letterField(u"answer_serial"_s, letterLabel("Lettre numéro", "Inomero", "Letter number"))}));
    part.sections.append(letterSection({what}));
    part.sections.append(
        letterSection({letterField(u"answer_name"_s, letterLabel("Nom et fonction", "Izina n’akazi", "Name and position")),
                       letterField(u"answer_day"_s, letterLabel("Date", "Itariki", "Date"), documents::FieldKind::Date)}));
    part.sections.append(letterSection(
        {letterField(u"answer_sign"_s, letterLabel("Signature", "Umukono", "Signature"), documents::FieldKind::Area, 16),
         letterField(u"answer_stamp"_s, letterLabel("Cachet", "Ikashe", "Stamp"), documents::FieldKind::Area, 16)}));
    return part;
}

} // namespace

base::Result<QList<print::Page>> letterPaper(const casework::WithdrawalLetter &letter, const casework::HouseDetails &house)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::Template form;
    form.name = u"withdrawal_letter"_s;
    form.parts = {letterPart(letter.wish == "return"_L1), answerPart()};
    documents::DocumentData data;
    const model::Code *kind = model::CodeList::byName(u"consent_recipient"_s).find(letter.receiver.kind);
    const QString body = letter.receiver.name.isEmpty() && kind != nullptr ? kind->french : letter.receiver.name;
    data.set(u"to"_s, body);
    data.set(u"from"_s, house.name);
    data.set(u"phone"_s, house.callBackPhone);
    data.set(u"day"_s, kit::dateText(model::localDay(letter.writtenAt)));
    data.set(u"answer_serial"_s, letter.serial);
    QList<QStringList> rows;
    for (const casework::SentItem &sent : letter.sent)
        rows.append({sent.serial.isEmpty() ? u"–"_s : sent.serial, labelOfCode(u"disclosure_kind"_s, sent.kind).french,
                     kit::dateText(model::localDay(sent.sentAt))});
    data.fields[u"sent"_s] = {{}, rows, true};
    if (const auto serial = documents::Serial::fromText(letter.serial)) {
        for (const auto &part : form.parts)
            data.serials.insert(part.name, *serial);
    }
    return print::layOutAllCopies(form, styles, data);
}

} // namespace indaro::ui::pages
