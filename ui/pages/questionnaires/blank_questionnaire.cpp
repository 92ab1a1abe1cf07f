// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/questionnaires/blank_questionnaire.h"

#include "ui/pages/intake/form_library.h"
#include "ui/pages/questionnaires/questionnaire_sheet.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using documents::FieldKind;
using indaro::forms::FormDefinition;
using indaro::forms::FormItem;

namespace {

constexpr int FewRows = 3;
constexpr int MostRows = 6;
constexpr int ManyQuestions = 12;         // in one block: two of them fill the paper
constexpr double EndSignatureHeight = 14; // mm

class BlankContent final : public SheetContent
{
public:
    explicit BlankContent(const FormDefinition &form) : m_form(form) {}
    bool isBlank() const override { return true; }
    int rows(const QString &, const FormItem &repeat) const override { return blankRows(m_form, repeat); }
    bool isRelevant(const QString &) const override { return true; }
    SheetAnswer answer(const QString &, const FormItem &) const override { return {}; }

private:
    const FormDefinition &m_form;
};

int questionsIn(const FormDefinition &form, const FormItem &item)
{
    int questions = documents::isAskedOnPaper(item) ? 1 : 0;
    for (const int child : item.children)
        questions += questionsIn(form, form.item(child));
    return questions;
}

documents::Field line(const QString &name, const documents::Label &label, FieldKind kind = FieldKind::Text, double width = 0)
{
    documents::Field field;
    field.name = name;
    field.kind = kind;
    field.label = label;
    field.width = width;
    return field;
}

documents::Section headSection()
{
    documents::Section head;
    head.rows.append(
        {{line(u"case_code"_s, sheetWords(u"Code du dossier"_s, u"Inomero ya dosiye"_s), FieldKind::Text, 56),
          line(u"held_on"_s, sheetWords(u"Date de l’entretien"_s, u"Igenekerezo ry’ikiganiro"_s), FieldKind::Date, 56),
          line(u"held_by"_s, sheetWords(u"Mené par"_s, u"Uwubaza ibibazo"_s))}});
    head.rows.append({{line(u"language"_s, sheetWords(u"Langue"_s, u"Ururimi"_s), FieldKind::Text, 56),
                       line(u"interpreter"_s, sheetWords(u"Interprète"_s, u"Umusiguzi"_s), FieldKind::Text, 56),
                       line(u"place"_s, sheetWords(u"Lieu, autres personnes présentes"_s))}});
    documents::Field note;
    note.kind = FieldKind::Note;
    note.label =
        sheetText(u"* réponse nécessaire · [12] la réponse à la question 12 · → dit quand passer une question. Une "
                  "réponse refusée s’écrit « refus », une réponse que la personne ne connaît pas « ne sait pas »."_s);
    head.rows.append({{note}});
    return head;
}

documents::Section endSection()
{
    documents::Section end;
    end.together = true;
    documents::Field held = line({}, sheetText(u"Signature de la personne qui a mené l’entretien"_s), FieldKind::Area);
    held.name = u"signature_held"_s;
    held.height = EndSignatureHeight;
    documents::Field interpreter =
        line(u"signature_interpreter"_s, sheetText(u"Signature de l’interprète"_s), FieldKind::Area);
    interpreter.height = EndSignatureHeight;
    end.rows.append({{held, interpreter}});
    end.rows.append({{line(u"typed_on"_s, sheetText(u"Saisi dans l’ordinateur le"_s), FieldKind::Date, 56),
                      line(u"typed_by"_s, sheetText(u"par"_s))}});
    return end;
}

} // namespace

int blankRows(const FormDefinition &form, const FormItem &repeat)
{
    if (repeat.repeatCount) {
        bool isNumber = false;
        const int count = repeat.repeatCount->text().trimmed().toInt(&isNumber);
        if (isNumber)
            return std::clamp(count, 1, MostRows);
    }
    return questionsIn(form, repeat) > ManyQuestions || repeat.repeatDepth > 1 ? 2 : FewRows;
}

base::Result<print::Paper> blankQuestionnaire(const std::shared_ptr<const FormDefinition> &form,
                                              const QuestionnaireHead &head)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    const indaro::forms::FormInstance empty(form, indaro::forms::FormEnvironment());
    const forms::FormTexts texts(empty, frenchOverlay());
    const BlankContent content(*form);
    documents::Template paper;
    paper.name = u"questionnaire"_s;
    documents::Part part;
    part.name = paper.name;
    part.internal = true;
    const auto &settings = form->settings();
    part.title = sheetText(settings.title.isEmpty() ? settings.formId : settings.title);
    part.subtitle =
        sheetText(settings.version.isEmpty() ? settings.formId : settings.formId + u", version "_s + settings.version);
    part.sections.append(headSection());
    documents::DocumentData data;
    if (!head.caseCode.isEmpty())
        data.set(u"case_code"_s, head.caseCode);
    if (head.serial)
        data.serials.insert(part.name, *head.serial);
    QuestionnaireSheet(texts, content).addTo(part, data);
    part.sections.append(endSection());
    paper.parts.append(part);
    return print::Paper{paper, styles, data};
}

} // namespace indaro::ui::pages
