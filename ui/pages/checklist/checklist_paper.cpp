// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checklist/checklist_paper.h"

#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double DueWidth = 34; // mm
constexpr double StateWidth = 40;
constexpr double SignWidth = 30;

documents::Label labelOf(const sop::Words &words, sop::Kirundi kirundi, const QString &before = {})
{
    const auto status = words.rn.isEmpty()                  ? documents::KirundiStatus::ToTranslate
                        : kirundi == sop::Kirundi::Reviewed ? documents::KirundiStatus::Attested
                                                            : documents::KirundiStatus::Unreviewed;
    const auto numbered = [&](const QString &text) { return text.isEmpty() ? text : before + text; };
    return {numbered(words.fr), numbered(words.rn), numbered(words.en), status};
}

/// Words of the paper itself.
documents::Label words(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

QString frenchSpan(const sop::Span &span)
{
    const char *unit = "";
    switch (span.unit) {
    case sop::Span::Unit::Minutes:
        unit = "min";
        break;
    case sop::Span::Unit::Hours:
        unit = "h";
        break;
    case sop::Span::Unit::Days:
        unit = "j";
        break;
    case sop::Span::Unit::Weeks:
        unit = "sem.";
        break;
    case sop::Span::Unit::Months:
        unit = "mois";
        break;
    }
    return QString::number(span.count) + u' ' + QString::fromLatin1(unit);
}

/// Who and by when: the day where it is known, else what the procedure says.
QString dueText(const casework::ChecklistLine &line, bool isBlank)
{
    const sop::Step &step = *line.line.step;
    QString text = step.who.join(u'/');
    if (!isBlank && line.line.due) {
        const QString day = kit::dateText(model::localTime(*line.line.due).date());
        text += u"  "_s + (line.line.isWholeDay ? day : kit::dateTimeText(*line.line.due));
    } else if (step.due && step.due->spans.front().count == 0) {
        text += step.due->isBefore ? u"  avant"_s : u"  aussitôt"_s;
    } else if (step.due) {
        text += step.due->isBefore ? u"  –"_s : u"  +"_s;
        text += frenchSpan(step.due->spans.front());
    }
    return text;
}

QString stateText(const casework::ChecklistLine &line, const casework::Withheld &withheld)
{
    if (line.line.isOpen() || line.marks.empty() || withheld.hidesField(model::fields::step_mark::State))
        return {};
    const casework::StepMark &mark = line.marks.front();
    QString word;
    switch (mark.mark.state) {
    case sop::StepState::Done:
        word = u"fait"_s;
        break;
    case sop::StepState::NotApplicable:
        word = u"sans objet"_s;
        break;
    case sop::StepState::Refused:
        word = u"refusé par la personne"_s;
        break;
    case sop::StepState::Waived:
        word = u"dispense"_s;
        break;
    case sop::StepState::Open:
        return {};
    }
    QString text = word + u" "_s + kit::dateText(model::localTime(mark.mark.at).date());
    if (const QString note = withheld.allowed(model::fields::step_mark::Note, mark.note); !note.isEmpty())
        text += u"\u00a0: "_s + note;
    return text;
}

documents::Row stepRow(const sop::Step &step, const QString &name)
{
    documents::Row row;
    documents::Field title;
    title.kind = documents::FieldKind::Note;
    title.label = labelOf(step.title, step.kirundi, step.id + u"  "_s);
    documents::Field due;
    due.name = name + u"_due"_s;
    due.label = words("Qui, quand", "Nde, ryari", "Who, when");
    due.width = DueWidth;
    documents::Field state;
    state.name = name + u"_state"_s;
    state.kind = documents::FieldKind::Multiline;
    state.label = words("Fait le / pourquoi pas", "Vyakozwe itariki / ntivyakozwe kubera iki", "Done on / why not");
    state.width = StateWidth;
    documents::Field sign;
    sign.name = name + u"_sign"_s;
    sign.label = words("Signature", "Umukono", "Signature");
    sign.width = SignWidth;
    row.fields = {title, due, state, sign};
    return row;
}

} // namespace

base::Result<print::Paper> checklistPaper(const casework::Checklist &list, const QString &caseCode, bool isBlank,
                                          const casework::Withheld &withheld)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    const sop::Pack &pack = *list.pack;
    documents::Template form;
    form.name = u"checklist"_s;
    documents::Part part;
    part.name = u"checklist"_s;
    part.numbered = false;
    part.title = labelOf(pack.title, pack.kirundi);
    const QString revision = u"%1, r%2, %3"_s.arg(pack.id).arg(pack.revision).arg(pack.issuer);
    part.subtitle = {revision, revision, revision, documents::KirundiStatus::Attested};
    documents::DocumentData data;
    documents::Section head;
    documents::Field code;
    code.name = u"case_code"_s;
    code.label = words("Code du dossier", "Inomero ya dosiye", "Case code");
    documents::Field day;
    day.name = u"printed_on"_s;
    day.kind = documents::FieldKind::Date;
    day.label = words("Date", "Itariki", "Date");
    head.rows.append({{code, day}});
    part.sections.append(head);
    if (!isBlank) {
        const QString shown = withheld.allowed(model::fields::case_file::CaseCode, caseCode);
        data.set(u"case_code"_s, shown.isEmpty() ? u"–"_s : shown);
        data.set(u"printed_on"_s, kit::dateText(model::localTime(list.situation.now).date()));
    }
    const sop::Phase *phase = nullptr;
    int number = 0;
    const bool isWithoutHealth = withheld.hides(casework::withheldGroup(u"health"_s));
    for (const casework::ChecklistLine &line : list.lines) {
        // That such a step is there at all says something of body or mind.
        if (isWithoutHealth && sop::isHealthStep(pack, *line.line.phase, *line.line.step))
            continue;
        if (line.line.phase != phase) {
            phase = line.line.phase;
            documents::Section section;
            section.title = labelOf(phase->title, pack.kirundi, phase->id + u"  "_s);
            part.sections.append(section);
        }
        const QString name = u"step_%1"_s.arg(number++);
        part.sections.last().rows.append(stepRow(*line.line.step, name));
        data.set(name + u"_due"_s, dueText(line, isBlank));
        if (const QString state = isBlank ? QString() : stateText(line, withheld); !state.isEmpty())
            data.set(name + u"_state"_s, state);
        if (!isBlank && !line.line.isOpen() && !line.marks.empty() && !line.marks.front().by.isEmpty())
            data.set(name + u"_sign"_s, line.marks.front().by);
    }
    form.parts.append(part);
    return print::Paper{form, styles, data};
}

} // namespace indaro::ui::pages
