// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/package_words.h"

#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// A choice is kept as codes; one the form does not know stays as it came.
QString valueInWords(const documents::Field &field, const QString &value, const QString &language)
{
    using documents::FieldKind;
    if (field.kind == FieldKind::Date)
        return kit::dateText(value);
    if (field.kind != FieldKind::Choice && field.kind != FieldKind::MultiChoice)
        return value;
    QStringList words;
    for (const QString &code : value.split(u' ', Qt::SkipEmptyParts)) {
        const auto option = std::ranges::find(field.options, code, &documents::Option::name);
        words << (option == field.options.end() ? code : labelText(option->label, language));
    }
    return words.join(u", "_s);
}

QString shownLine(const QString &label, const QString &value)
{
    return PackageWords::tr("%1: %2").arg(label, QString(value).replace(u'\n', u"\n    "_s));
}

} // namespace

QStringList PackageWords::lines(const documents::Template &form, const QMap<QString, QString> &lines,
                                const QString &language)
{
    QMap<QString, QString> left = lines;
    QStringList shown;
    for (const documents::Part &part : form.parts) {
        for (const documents::Section &section : part.sections) {
            for (const documents::Row &row : section.rows) {
                for (const documents::Field &field : row.fields) {
                    const QString value = left.take(field.name);
                    if (value.isEmpty())
                        continue;
                    // "Organisation" stands on the form twice: who sends, and who receives.
                    const bool isOfBoth = field.name.startsWith("from_"_L1) || field.name.startsWith("to_"_L1);
                    const QString label = labelText(field.label, language);
                    shown << shownLine(isOfBoth ? labelText(section.title, language) + u" — "_s + label : label,
                                       valueInWords(field, value, language));
                }
            }
        }
    }
    for (auto line = left.begin(); line != left.end(); ++line) {
        if (!line.value().isEmpty())
            shown << shownLine(line.key(), line.value());
    }
    return shown;
}

QString PackageWords::label(const documents::Template &form, const QString &name, const QString &language)
{
    const documents::Field *field = form.field(name);
    return field != nullptr ? labelText(field->label, language) : name;
}

QString PackageWords::standing(const casework::PartnerKey &key)
{
    if (key.hasChanged)
        return tr("This is another key than the one that was compared before. Nothing is sealed to it until somebody has "
                  "compared its 30 digits.");
    if (!key.isCompared || !key.comparedOn)
        return tr("Nobody has compared the 30 digits of this key yet. Nothing is sealed to it until then.");
    if (key.comparedBy.isEmpty())
        return tr("Its 30 digits were compared on %1.").arg(kit::dateText(*key.comparedOn));
    return tr("Its 30 digits were compared on %1 by %2.").arg(kit::dateText(*key.comparedOn), key.comparedBy);
}

QString PackageWords::danger(const QString &organisation)
{
    return tr("The danger: whoever handed over this key may be somebody else. What is sealed to it would then open for "
              "them, "
              "and not for %1: a trafficker could learn where somebody is. A telephone call takes the danger away.")
        .arg(organisation);
}

QString PackageWords::howToCompare(const QString &organisation)
{
    return tr("How to compare: 1. Call %1 under a number you had before, never under one that came with the key. 2. Ask for "
              "somebody whose voice you know, or who is responsible there. 3. They read the 30 digits of their key aloud, "
              "in "
              "six groups of five; you type them here as you hear them, without looking at others. 4. Do not read yours out "
              "first and let them say yes. If they differ, the key is not theirs: ask for it again, in person.")
        .arg(organisation);
}

QString PackageWords::answer(const casework::TakenAnswer &taken, const QString &language)
{
    QString text = tr("%1 has answered %2: %3.").arg(taken.partnerName, taken.serial, packageAnswerText(taken.answer));
    if (!taken.reason.isEmpty())
        text += u' ' + tr("Reason: %1.").arg(models::codeLabel(u"referral_refusal"_s, taken.reason, language));
    if (!taken.note.isEmpty())
        text += u' ' + tr("They wrote: %1").arg(taken.note);
    return text;
}

QString PackageWords::notLeft(const QString &fileName, bool isLeftBehind)
{
    if (isLeftBehind)
        return tr("Nothing is noted as sent, but the file %1 is still on the stick: delete it, and do not hand it out.")
            .arg(fileName);
    return tr("Nothing has left the house, and nothing is noted as sent. Try again, or choose another place.");
}

QString packageAnswerText(wire::PackageAnswer answer)
{
    switch (answer) {
    case wire::PackageAnswer::Accepted:
        return PackageWords::tr("accepted");
    case wire::PackageAnswer::Refused:
        return PackageWords::tr("refused");
    case wire::PackageAnswer::Received:
        break;
    }
    return PackageWords::tr("received, not decided yet");
}

} // namespace indaro::ui::pages
