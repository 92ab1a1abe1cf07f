// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_paper.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"
#include "ui/kit/date_text.h"
#include "ui/models/author_text.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"
#include "ui/pages/questionnaires/questionnaire_sheet.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using indaro::forms::FormItem;
using indaro::forms::NodeState;
using indaro::forms::QuestionType;

namespace {

constexpr double AnswerHeight = 4.9; // mm: one line, and no more than what is said
constexpr double DateWidth = 34;     // mm

QString missingOnPaper(base::Missing reason)
{
    switch (reason) {
    case base::Missing::NotAsked:
        return u"pas demandé"_s;
    case base::Missing::Refused:
        return u"n’a pas voulu répondre · yanse kwishura°"_s;
    case base::Missing::DoesNotKnow:
        return u"ne sait pas · ntabizi°"_s;
    case base::Missing::Stopped:
        return u"entretien arrêté"_s;
    }
    return {};
}

QString compartmentOnPaper(sync::Compartment compartment)
{
    switch (compartment) {
    case sync::Compartment::Identity:
        return u"identité et origine"_s;
    case sync::Compartment::Health:
        return u"santé"_s;
    case sync::Compartment::Perpetrator:
        return u"auteurs présumés"_s;
    default:
        return u"dossier"_s;
    }
}

/// What the answers of an interview put into its questionnaire.
class InterviewContent final : public SheetContent
{
public:
    explicit InterviewContent(const InterviewOnPaper &paper) : m_paper(paper), m_texts(paper.texts) { hideWhatTells(); }

    bool isBlank() const override { return false; }
    int rows(const QString &repeatPath, const FormItem &) const override
    {
        return int(m_texts.filled().childPaths(repeatPath).size());
    }
    bool isRelevant(const QString &path) const override
    {
        const auto state = m_texts.filled().state(path);
        return state && state->relevant;
    }
    /// A question may say an earlier answer again ("How old is Rose?").
    /// Whether a question was asked may say what was answered to another one, which is withheld.
    bool isHidden(const FormItem &item) const override { return m_hidden.contains(item.index); }
    bool saysWhatWasNotAsked() const override { return m_paper.release.withheld.isEmpty(); }
    [[nodiscard]] bool hidesQuestions() const { return !m_hidden.isEmpty(); }
    documents::Label allowed(const documents::Label &words) const override
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        if (withheld.isSaidIn(words.french) || withheld.isSaidIn(words.kirundi) || withheld.isSaidIn(words.english))
            return sheetText(u"— question qui nomme ce que la personne ne veut pas transmettre"_s);
        return words;
    }
    SheetAnswer answer(const QString &path, const FormItem &item) const override
    {
        const auto state = m_texts.filled().state(path);
        SheetAnswer answer;
        if (!state || isWithheld(*state, item)) {
            answer.remark = withheldOnPaper();
            answer.isHidden = true;
        } else if (state->missing)
            answer.remark = missingOnPaper(*state->missing);
        else if (state->value.isEmpty() && state->notOffered.isEmpty())
            answer.remark = u"— sans réponse · nta nyishu°"_s;
        else
            answer = given(*state, item);
        return answer;
    }

    static QString withheldOnPaper() { return u"— ne se transmet pas : la personne ne le veut pas"_s; }

private:
    void hideWhatTells()
    {
        if (m_paper.release.withheld.isEmpty())
            return;
        const auto &form = m_texts.filled().definition();
        QSet<QString> telling;
        for (const NodeState &state : m_texts.filled().allStates()) {
            const FormItem &item = form.item(state.item);
            if (item.isQuestion() && isWithheld(state, item))
                telling.insert(item.name);
        }
        const auto follows = [&telling](const std::optional<indaro::forms::Expression> &expression) {
            return expression && std::ranges::any_of(expression->references(),
                                                     [&telling](const QString &name) { return telling.contains(name); });
        };
        // What follows from something that is hidden tells of it too, and so does what follows from that.
        for (qsizetype known = -1; known != telling.size() + m_hidden.size();) {
            known = telling.size() + m_hidden.size();
            for (const FormItem &item : form.items()) {
                const bool isWithin = item.parent > 0 && m_hidden.contains(item.parent);
                if (isWithin || follows(item.relevant) || follows(item.repeatCount))
                    m_hidden.insert(item.index);
                if (m_hidden.contains(item.index) || follows(item.calculation))
                    telling.insert(item.name);
            }
        }
    }
    SheetAnswer given(const NodeState &state, const FormItem &item) const
    {
        SheetAnswer answer;
        const QString whole = state.whole();
        const bool isFile = item.type == QuestionType::Image || item.type == QuestionType::Audio ||
                            item.type == QuestionType::Video || item.type == QuestionType::File;
        answer.ticked =
            item.type == QuestionType::SelectMultiple ? whole.split(u' ', Qt::SkipEmptyParts) : QStringList{whole};
        answer.words = isFile ? u"pièce gardée dans le dossier : "_s + state.value
                              : m_texts.answer(state.path, item, whole, std::nullopt);
        if (!state.constraintHolds)
            answer.remark = u"(ne suit pas une règle du formulaire)"_s;
        return answer;
    }
    bool isWithheld(const NodeState &state, const FormItem &item) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        return withheld.hidesAnswer(state.path, casework::registerFieldOf(item.saveTo),
                                    casework::compartmentOf(m_texts.filled().definition(), item)) ||
               withheld.hidesFile(state.value) || withheld.isSaidIn(state.whole()) || isHiddenMedia(item, withheld);
    }
    /// Pictures and recordings are a group of data of their own.
    static bool isHiddenMedia(const FormItem &item, const casework::Withheld &withheld)
    {
        return casework::isMediaAnswer(toString(item.type)) && withheld.hides(casework::withheldGroup(u"media"_s));
    }

    const InterviewOnPaper &m_paper;
    const forms::FormTexts &m_texts;
    QSet<int> m_hidden; ///< items whose being there would tell
};

class InterviewSheet
{
public:
    explicit InterviewSheet(const InterviewOnPaper &paper) : m_paper(paper), m_texts(paper.texts)
    {
        m_form.name = u"interview"_s;
        documents::Part part;
        part.name = m_form.name;
        part.internal = true;
        const auto serial = documents::Serial::fromText(paper.release.serial);
        part.numbered = serial.hasValue();
        if (serial)
            m_data.serials.insert(part.name, *serial);
        part.title = sheetWords(u"Entretien"_s, u"Ikiganiro"_s);
        part.subtitle = sheetText(paper.interview.formVersion.isEmpty()
                                      ? paper.formTitle
                                      : paper.formTitle + u", version "_s + paper.interview.formVersion);
        m_form.parts.append(part);
    }

    base::Result<print::Paper> paper()
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        addHead();
        m_pending.reset();
        const InterviewContent content(m_paper);
        if (content.hidesQuestions())
            addNote(
                sheetText(u"Les questions qui dépendent de ce que la personne ne veut pas transmettre n’y figurent pas."_s));
        QuestionnaireSheet(m_texts, content).addTo(m_form.parts.last(), m_data);
        addOthers();
        return print::Paper{m_form, styles, m_data};
    }

private:
    documents::Section &section()
    {
        auto &sections = m_form.parts.last().sections;
        if (sections.isEmpty())
            sections.append(documents::Section());
        return sections.last();
    }
    void begin(const documents::Label &title)
    {
        documents::Section fresh;
        fresh.title = title;
        m_pending = fresh; // a section without a line is none
    }
    void addRow(const documents::Row &row)
    {
        if (m_pending)
            m_form.parts.last().sections.append(*std::exchange(m_pending, std::nullopt));
        section().rows.append(row);
    }
    documents::Field valueField(const documents::Label &label, const QString &value, double width = 0)
    {
        documents::Field field;
        field.name = u"value_%1"_s.arg(++m_count);
        field.kind = documents::FieldKind::Multiline;
        field.height = AnswerHeight;
        field.label = label;
        field.width = width;
        m_data.set(field.name, value);
        return field;
    }
    void addNote(const documents::Label &label)
    {
        const QStringList french = sheetPieces(label.french);
        const QStringList kirundi = sheetPieces(label.kirundi);
        for (qsizetype i = 0; i < std::max(french.size(), kirundi.size()); ++i) {
            documents::Field field;
            field.kind = documents::FieldKind::Note;
            field.label = {french.value(i), kirundi.value(i), label.english, label.kirundiStatus};
            addRow({{field}});
        }
    }
    void addAnswer(const documents::Label &question, const QString &answer)
    {
        const QStringList pieces = sheetPieces(answer);
        addRow({{valueField(question, pieces.front())}});
        for (qsizetype i = 1; i < pieces.size(); ++i)
            addRow({{valueField(sheetText(u"(suite)"_s), pieces[i])}});
    }

    void addHead()
    {
        const casework::LoadedInterview &interview = m_paper.interview;
        const casework::InterviewVersion *version = m_paper.versions.find(interview.id);
        const casework::InterviewVersion *valid = m_paper.versions.findValid();
        begin({});
        addRow({{valueField(sheetWords(u"Code du dossier"_s, u"Inomero ya dosiye"_s), m_paper.caseCode),
                 valueField(sheetWords(u"Imprimé le"_s), kit::dateText(m_paper.printedOn), DateWidth)}});
        const bool isDraft = interview.status == "draft"_L1;
        const QString name = interview.correction > 0 ? u"correction %1"_s.arg(interview.correction)
                             : isDraft                ? u"pas encore signée"_s
                                                      : u"telle que signée la première fois"_s;
        const QString signer = isDraft                                   ? u"non"_s
                               : version != nullptr && version->signedBy ? models::authorText(*version->signedBy)
                                                                         : kit::dateTimeText(interview.signedAt.value_or(0));
        addRow({{valueField(sheetWords(u"Version"_s), name), valueField(sheetWords(u"Signée"_s, u"Umukono"_s), signer)}});
        if (interview.paper)
            addNote(sheetText(paperEntryOnPaper(*interview.paper)));
        if (const QString why = told(interview.correctionReason); !why.isEmpty())
            addAnswer(sheetWords(u"Raison de la correction"_s), why);
        if (valid != nullptr && valid->id != interview.id)
            addNote(sheetText(
                u"ATTENTION : cette version ne fait plus foi. "_s +
                (valid->correction == 0 ? u"La première version"_s : u"La correction %1"_s.arg(valid->correction)) +
                u", signée le %1, fait foi."_s.arg(kit::dateTimeText(valid->signedAt.value_or(0)))));
        if (m_paper.release.staysInHouse)
            addNote(sheetText(u"La personne refuse que son dossier quitte la maison : ce papier n’en sort pas."_s));
        QStringList elsewhere;
        for (const sync::Compartment compartment : m_paper.release.elsewhere)
            elsewhere << compartmentOnPaper(compartment);
        if (!elsewhere.isEmpty())
            addNote(sheetText(u"Ces parties du dossier ne sont pas sur l’ordinateur qui a imprimé ; leurs réponses manquent "
                              "ici : "_s +
                              elsewhere.join(u", "_s)));
        addSittings();
    }

    /// Words around the answers, which are of the story too.
    [[nodiscard]] QString told(const QString &words) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        return withheld.hides(casework::withheldGroup(u"story"_s)) ? QString() : withheld.allowed(words);
    }

    void addSittings()
    {
        if (m_paper.release.withheld.hides(casework::withheldGroup(u"story"_s)))
            return;
        begin(sheetWords(u"Séances"_s));
        for (const casework::Sitting &sitting : m_paper.interview.sittings) {
            QString hours = kit::dateTimeText(sitting.startedAt);
            if (sitting.stoppedAt)
                hours += u" – "_s + kit::timeText(*sitting.stoppedAt);
            const auto known = [this](const QString &text) {
                const QString said = told(text);
                return said.isEmpty() ? u"–"_s : said;
            };
            addRow({{valueField(sheetText(u"Séance %1"_s.arg(sitting.number)), hours, DateWidth + 8),
                     valueField(sheetWords(u"Menée par"_s), known(sitting.head.interviewer)),
                     valueField(sheetWords(u"Interprète"_s, u"Umusiguzi"_s), known(sitting.head.interpreter)),
                     valueField(sheetWords(u"Langue"_s, u"Ururimi"_s), known(sitting.head.language), 24),
                     valueField(sheetWords(u"Lieu, autres présents"_s),
                                known(QStringList{sitting.head.place, sitting.head.othersPresent}
                                          .filter(QRegularExpression(u"\\S"_s))
                                          .join(u" ; "_s)))}});
        }
    }

    /// Pictures and recordings are a group of data of their own.
    bool isHiddenMedia(const QString &type) const
    {
        return casework::isMediaAnswer(type) && m_paper.release.withheld.hides(casework::withheldGroup(u"media"_s));
    }

    bool isWithheld(const casework::SavedAnswer &answer) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        return withheld.hidesAnswer(answer.path, std::nullopt, answer.compartment) || withheld.hidesFile(answer.value) ||
               withheld.isSaidIn(answer.value) || isHiddenMedia(answer.type);
    }

    void addOthers()
    {
        begin(sheetWords(u"Réponses sans question dans cette version du formulaire"_s));
        for (const casework::SavedAnswer &answer : m_paper.interview.answers) {
            if (m_paper.unknownPaths.contains(answer.path))
                addAnswer(sheetText(answer.path.section(u'/', 2)), isWithheld(answer) ? InterviewContent::withheldOnPaper()
                                                                   : answer.missing   ? missingOnPaper(*answer.missing)
                                                                                      : answer.value);
        }
        const QString view = told(m_paper.interview.interviewerView.trimmed());
        if (view.isEmpty())
            return;
        begin(sheetWords(u"Ce que note la personne qui mène l’entretien (pas les mots de la personne)"_s));
        addAnswer(documents::Label(), view);
    }

    const InterviewOnPaper &m_paper;
    const forms::FormTexts &m_texts;
    documents::Template m_form;
    documents::DocumentData m_data;
    std::optional<documents::Section> m_pending{};
    int m_count = 0;
};

} // namespace

base::Result<print::Paper> interviewPaper(const InterviewOnPaper &paper)
{
    return InterviewSheet(paper).paper();
}

} // namespace indaro::ui::pages
