// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_paper.h"

#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/label_markup.h"
#include "ui/kit/date_text.h"
#include "ui/models/author_text.h"

#include <QRegularExpression>

#include <algorithm>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;
using documents::KirundiStatus;
using indaro::forms::FormItem;
using indaro::forms::ItemKind;
using indaro::forms::NodeState;
using indaro::forms::QuestionType;

namespace {

constexpr double AnswerHeight = 4.9; // mm: one line, and no more than what is said
constexpr qsizetype LongestPiece = 1800;
constexpr qsizetype MostPieceLines = 24; // of one piece: a page holds it whole
constexpr double DateWidth = 34;         // mm

/// Words of the paper itself. Without Kirundi they stand once, across the paper.
documents::Label paperWords(const char *french, const char *kirundi, const char *english)
{
    const QString words = QString::fromUtf8(french);
    const QString draft = QString::fromUtf8(kirundi);
    return {words, draft.isEmpty() ? words : draft, QString::fromUtf8(english),
            draft.isEmpty() ? KirundiStatus::Attested : KirundiStatus::Unreviewed};
}

documents::Label plainLabel(const QString &text)
{
    return {text, text, text, KirundiStatus::Attested};
}

/// Cut where a line or a word ends, so that a page can hold each piece.
QStringList piecesOf(QString text)
{
    QStringList pieces;
    while (text.size() > LongestPiece || text.count(u'\n') > MostPieceLines) {
        qsizetype end = std::min(text.size(), LongestPiece);
        qsizetype lines = 0;
        for (qsizetype at = text.indexOf(u'\n'); at >= 0 && at < end; at = text.indexOf(u'\n', at + 1)) {
            if (++lines == MostPieceLines)
                end = at;
        }
        const qsizetype gap = std::max(text.lastIndexOf(u' ', end), text.lastIndexOf(u'\n', end));
        const qsizetype cut = end < text.size() && gap > end / 2 ? gap : end;
        pieces << text.left(cut);
        text = text.mid(cut).trimmed();
    }
    if (!text.isEmpty() || pieces.isEmpty())
        pieces << text;
    return pieces;
}

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

class InterviewSheet
{
public:
    explicit InterviewSheet(const InterviewOnPaper &paper) : m_paper(paper), m_texts(paper.texts)
    {
        const auto &definition = m_texts.filled().definition();
        m_hasKirundi = definition.findLanguage(u"rn"_s) != nullptr || definition.findLanguage(u"kirundi"_s) != nullptr;
        m_form.name = u"interview"_s;
        documents::Part part;
        part.name = m_form.name;
        part.numbered = false;
        part.internal = true;
        part.title = paperWords("Entretien", "Ikiganiro", "Interview");
        part.subtitle = plainLabel(paper.interview.formVersion.isEmpty()
                                       ? paper.formTitle
                                       : paper.formTitle + u", version "_s + paper.interview.formVersion);
        m_form.parts.append(part);
    }

    base::Result<QList<print::Page>> pages()
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        addHead();
        addAnswers();
        addOthers();
        return print::layOutAllCopies(m_form, styles, m_data);
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
        const QStringList french = piecesOf(label.french);
        const QStringList kirundi = piecesOf(label.kirundi);
        for (qsizetype i = 0; i < std::max(french.size(), kirundi.size()); ++i) {
            documents::Field field;
            field.kind = documents::FieldKind::Note;
            field.label = {french.value(i), kirundi.value(i), label.english, label.kirundiStatus};
            addRow({{field}});
        }
    }
    void addAnswer(const documents::Label &question, const QString &answer)
    {
        const QStringList pieces = piecesOf(answer);
        addRow({{valueField(question, pieces.front())}});
        for (qsizetype i = 1; i < pieces.size(); ++i)
            addRow({{valueField(plainLabel(u"(suite)"_s), pieces[i])}});
    }

    void addHead()
    {
        const casework::LoadedInterview &interview = m_paper.interview;
        const casework::InterviewVersion *version = m_paper.versions.find(interview.id);
        const casework::InterviewVersion *valid = m_paper.versions.findValid();
        begin({});
        addRow({{valueField(paperWords("Code du dossier", "Inomero ya dosiye", "Case code"), m_paper.caseCode),
                 valueField(paperWords("Imprimé le", "", "Printed on"), kit::dateText(m_paper.printedOn), DateWidth)}});
        const bool isDraft = interview.status == "draft"_L1;
        const QString name = interview.correction > 0 ? u"correction %1"_s.arg(interview.correction)
                             : isDraft                ? u"pas encore signée"_s
                                                      : u"telle que signée la première fois"_s;
        const QString signer = isDraft                                   ? u"non"_s
                               : version != nullptr && version->signedBy ? models::authorText(*version->signedBy)
                                                                         : kit::dateTimeText(interview.signedAt.value_or(0));
        addRow({{valueField(paperWords("Version", "", "Version"), name),
                 valueField(paperWords("Signée", "Umukono", "Signed"), signer)}});
        if (!interview.correctionReason.isEmpty())
            addAnswer(paperWords("Raison de la correction", "", "Reason of the correction"), interview.correctionReason);
        if (valid != nullptr && valid->id != interview.id)
            addNote(plainLabel(
                u"ATTENTION : cette version ne fait plus foi. "_s +
                (valid->correction == 0 ? u"La première version"_s : u"La correction %1"_s.arg(valid->correction)) +
                u", signée le %1, fait foi."_s.arg(kit::dateTimeText(valid->signedAt.value_or(0)))));
        if (m_paper.release.staysInHouse)
            addNote(plainLabel(u"La personne refuse que son dossier quitte la maison : ce papier n’en sort pas."_s));
        QStringList elsewhere;
        for (const sync::Compartment compartment : m_paper.release.elsewhere)
            elsewhere << compartmentOnPaper(compartment);
        if (!elsewhere.isEmpty())
            addNote(
                plainLabel(u"Ces parties du dossier ne sont pas sur l’ordinateur qui a imprimé ; leurs réponses manquent "
                           "ici : "_s +
                           elsewhere.join(u", "_s)));
        addSittings();
    }

    void addSittings()
    {
        begin(paperWords("Séances", "", "Sittings"));
        for (const casework::Sitting &sitting : m_paper.interview.sittings) {
            QString hours = kit::dateTimeText(sitting.startedAt);
            if (sitting.stoppedAt)
                hours += u" – "_s + kit::timeText(*sitting.stoppedAt);
            const auto known = [](const QString &text) { return text.isEmpty() ? u"–"_s : text; };
            addRow({{valueField(plainLabel(u"Séance %1"_s.arg(sitting.number)), hours, DateWidth + 8),
                     valueField(paperWords("Menée par", "", "Held by"), known(sitting.head.interviewer)),
                     valueField(paperWords("Interprète", "Umusiguzi", "Interpreter"), known(sitting.head.interpreter)),
                     valueField(paperWords("Langue", "Ururimi", "Language"), known(sitting.head.language), 24),
                     valueField(paperWords("Lieu, autres présents", "", "Place, others present"),
                                known(QStringList{sitting.head.place, sitting.head.othersPresent}
                                          .filter(QRegularExpression(u"\\S"_s))
                                          .join(u" ; "_s)))}});
        }
    }

    documents::Label labelOf(const forms::Bilingual &text) const
    {
        documents::Label label;
        label.french = forms::markupToPlain(text.french.text);
        label.kirundi = forms::markupToPlain(text.kirundi.text);
        using Mark = forms::Line::Mark;
        if (!label.kirundi.isEmpty())
            label.kirundiStatus =
                text.kirundi.mark == Mark::Unreviewed ? KirundiStatus::Unreviewed : KirundiStatus::Attested;
        else if (m_hasKirundi)
            label.kirundiStatus = KirundiStatus::ToTranslate;
        else
            label = plainLabel(label.french);
        return label;
    }

    void addAnswers()
    {
        const auto &instance = m_texts.filled();
        const auto sections = forms::sectionsOf(instance);
        int shown = -1;
        for (const NodeState &state : instance.allStates()) {
            const FormItem &item = instance.definition().item(state.item);
            const int at = item.isMeta ? -1 : forms::sectionIndexOf(sections, state.path);
            if (at < 0)
                continue;
            if (at != shown) {
                endSection();
                shown = at;
                const int group = sections[static_cast<std::size_t>(at)].groupItem;
                begin(group < 0 ? documents::Label()
                                : labelOf(m_texts.label(sections[static_cast<std::size_t>(at)].paths.front(),
                                                        instance.definition().item(group))));
            }
            addNode(state, item);
        }
        endSection();
    }

    void addNode(const NodeState &state, const FormItem &item)
    {
        const forms::Bilingual words = m_texts.label(state.path, item);
        if (item.kind == ItemKind::Group || item.kind == ItemKind::Repeat)
            return addHeading(state, item, words);
        const bool isNote = item.type == QuestionType::Note;
        if (!isNote && !forms::isAsked(item))
            return;
        const documents::Label label = words.isEmpty() ? plainLabel(item.name) : allowed(labelOf(words));
        if (!state.relevant) {
            if (!isNote)
                m_notAsked << label.french.simplified();
            return;
        }
        if (isNote)
            return addNote(label);
        addAnswer(label, isWithheld(state, item) ? withheldOnPaper() : answerOf(state, item));
    }

    /// Of a group inside another, and of each row of a repeat.
    void addHeading(const NodeState &state, const FormItem &item, const forms::Bilingual &words)
    {
        const bool isRow = item.kind == ItemKind::Repeat;
        const bool isTop = item.parent == 0 && !isRow;
        if (isTop || !state.relevant || (words.isEmpty() && !isRow))
            return;
        documents::Label label = words.isEmpty() ? plainLabel(item.name) : allowed(labelOf(words));
        if (isRow) {
            const QString row = u" (%1)"_s.arg(state.path.section(u'[', -1).chopped(1));
            label.french += row;
            if (!label.kirundi.isEmpty())
                label.kirundi += row;
        }
        label.french.prepend(u"▸ "_s);
        addNote(label);
    }

    bool isWithheld(const casework::SavedAnswer &answer) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        return withheld.hidesAnswer(answer.path, std::nullopt, answer.compartment) || withheld.hidesFile(answer.value) ||
               withheld.isSaidIn(answer.value);
    }

    /// A question may say an earlier answer again ("How old is Rose?").
    documents::Label allowed(documents::Label words) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        if (withheld.isSaidIn(words.french) || withheld.isSaidIn(words.kirundi) || withheld.isSaidIn(words.english))
            words = plainLabel(u"— question qui nomme ce que la personne ne veut pas transmettre"_s);
        return words;
    }

    static QString withheldOnPaper() { return u"— ne se transmet pas : la personne ne le veut pas"_s; }

    bool isWithheld(const NodeState &state, const FormItem &item) const
    {
        const casework::Withheld &withheld = m_paper.release.withheld;
        return withheld.hidesAnswer(state.path, casework::registerFieldOf(item.saveTo),
                                    casework::compartmentOf(m_texts.filled().definition(), item)) ||
               withheld.hidesFile(state.value) || withheld.isSaidIn(state.whole());
    }

    QString answerOf(const NodeState &state, const FormItem &item) const
    {
        if (state.missing)
            return missingOnPaper(*state.missing);
        if (state.value.isEmpty())
            return u"— sans réponse · nta nyishu°"_s;
        QString answer = m_texts.answer(state.path, item, state.whole(), std::nullopt);
        const bool isFile = item.type == QuestionType::Image || item.type == QuestionType::Audio ||
                            item.type == QuestionType::Video || item.type == QuestionType::File;
        if (isFile)
            answer = u"pièce gardée dans le dossier : "_s + state.value;
        if (!state.constraintHolds)
            answer += u"\n(ne suit pas une règle du formulaire)"_s;
        return answer;
    }

    void endSection()
    {
        if (!m_notAsked.isEmpty())
            addNote(plainLabel(u"Ne se demandait pas, d’après les réponses : "_s + m_notAsked.join(u" ; "_s)));
        m_notAsked.clear();
    }

    void addOthers()
    {
        begin(paperWords("Réponses sans question dans cette version du formulaire", "", "Answers without a question"));
        for (const casework::SavedAnswer &answer : m_paper.interview.answers) {
            if (m_paper.unknownPaths.contains(answer.path))
                addAnswer(plainLabel(answer.path.section(u'/', 2)), isWithheld(answer) ? withheldOnPaper()
                                                                    : answer.missing   ? missingOnPaper(*answer.missing)
                                                                                       : answer.value);
        }
        if (m_paper.interview.interviewerView.trimmed().isEmpty())
            return;
        begin(paperWords("Ce que note la personne qui mène l’entretien (pas les mots de la personne)", "",
                         "The interviewer's own view"));
        addAnswer(documents::Label(), m_paper.release.withheld.allowed(m_paper.interview.interviewerView.trimmed()));
    }

    const InterviewOnPaper &m_paper;
    const forms::FormTexts &m_texts;
    bool m_hasKirundi = false;
    documents::Template m_form;
    documents::DocumentData m_data;
    std::optional<documents::Section> m_pending{};
    QStringList m_notAsked{}; ///< of the section at hand
    int m_count = 0;
};

} // namespace

base::Result<QList<print::Page>> interviewPaper(const InterviewOnPaper &paper)
{
    return InterviewSheet(paper).pages();
}

} // namespace indaro::ui::pages
