// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/value.h"
#include "core/forms/entities.h"
#include "core/forms/form_definition.h"

#include <QByteArray>
#include <QDate>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace indaro::forms {

struct StoredAnswer;

/// What an evaluation needs from outside. The clock and the random source must outlive the instance.
struct FormEnvironment
{
    const base::Clock *clock = nullptr;
    base::Random *random = nullptr;                              ///< null: random() and uuid() give the empty text
    QByteArray timeZone = QByteArrayLiteral("Africa/Bujumbura"); ///< IANA name; never UTC by accident [forms.md 3.4]
    QString language;                                            ///< FormLanguage::header used by jr:choice-name and texts
    QString userName;                                            ///< for username; empty when not wanted
    QString deviceId;                                            ///< for deviceid; empty when not wanted
    const EntityLists *entityLists = nullptr;                    ///< must outlive the instance; null: files only
    /// What `${last-saved#name}` reads; must outlive the instance. ODK means the last form saved on the device, whoever it
    /// was about; ours are the answers of the same person's last signed interview, or null: one's answers are not offered
    /// to another.
    const std::vector<StoredAnswer> *lastSaved = nullptr;
};

/// How a question stands. Anything but Answered reads as empty in expressions.
enum class AnswerState { Unanswered, Answered, Missing };

/// What happened to one node after a change.
struct NodeState
{
    QString path;         ///< "/data/child[2]/name": repeats always carry their position, from 1
    int item = 0;         ///< index into FormDefinition::items()
    bool relevant = true; ///< false also when a group around it is not relevant
    bool readOnly = false;
    bool required = false;
    bool constraintHolds = true; ///< always true when empty or not relevant
    bool requiredHolds = true;   ///< false: required, relevant and neither answered nor Missing
    AnswerState answer = AnswerState::Unanswered;
    std::optional<base::Missing> missing;
    /// The answer as ODK stores it: dates ISO, decimals with a point, selected codes separated by blanks. Kept while
    /// the question is hidden, so that it can come back; `relevant` says whether it counts.
    QString value;
    int choiceCount = -1; ///< choices offered after choice_filter; -1 = not a select, or its list is outside the form
    /// The whole answer as it was given while the choices offered now do not hold all of it; `value` has what still counts.
    /// It comes back by itself when it is offered again.
    QString notOffered;
    /// How it was said, when the value is only what follows from it: model::SaidAge of a date. No expression sees it.
    QString remark;
    /// Value and remark as setAnswer() takes them and StoredAnswer has them (model::KeptAnswer).
    [[nodiscard]] QString whole() const;
    friend bool operator==(const NodeState &, const NodeState &) = default;
};

/// One answer to store: casework keeps one row per answer. What is not offered any more is stored whole, as a hidden
/// answer when nothing of it counts.
struct StoredAnswer
{
    QString path; ///< as NodeState::path
    QuestionType type = QuestionType::Text;
    AnswerState state = AnswerState::Answered;
    std::optional<base::Missing> missing;
    QString value;        ///< NodeState::whole()
    bool relevant = true; ///< hidden answers are stored too until the interview is signed, then dropped
    friend bool operator==(const StoredAnswer &, const StoredAnswer &) = default;
};

/// The nodes whose state differs from before, in form order; paths that no longer exist.
struct Changes
{
    std::vector<NodeState> changed;
    QStringList removed;
    /// The structure below these paths changed (a repeat row came or went): rebuild the page part.
    QStringList restructured;
    [[nodiscard]] bool isEmpty() const { return changed.empty() && removed.isEmpty() && restructured.isEmpty(); }
};

/// What one entities row says after evaluation [forms.md 1.3], whether its conditions hold or not: entityActions() is what
/// is to be done.
struct EntityValues
{
    QString listName;
    QString label;
    QString entityId; ///< as entityActions() gives it
    QString baseVersion;
    bool create = false;
    bool update = false;
    int row = 0;
    QString repeatPath;                                  ///< "/data/child[2]" when there is one entity per repeat row
    std::vector<std::pair<QString, QString>> properties; ///< save_to → value, form order, relevant answers only
    QStringList unanswered;                              ///< save_to of relevant questions without an answer
};

struct Alert
{
    QString path;
    QString alert; ///< text of the column indaro::alert: the kind of alert, as data
};

struct Gate
{
    QString path;
    QString gate;           ///< text of the column indaro::gate ("consent", "age" …)
    bool satisfied = false; ///< not relevant, or answered with its constraint holding
};

/// One interview being filled. Every change re-evaluates the whole form in dependency order until nothing moves
/// [forms.md 0.3]: relevance, calculations, constraints, required, read-only, choice filters, repeat counts.
/// Values never throw anything away by themselves: a smaller repeat_count keeps answered rows, a hidden answer is
/// remembered. Owner: one page or one command. Thread: the one that made it.
class FormInstance
{
public:
    FormInstance(std::shared_ptr<const FormDefinition> definition, FormEnvironment environment);
    FormInstance(FormInstance &&) noexcept;
    FormInstance &operator=(FormInstance &&) noexcept;
    ~FormInstance();

    [[nodiscard]] const FormDefinition &definition() const;
    /// Language used by jr:choice-name() and by texts with ${}; re-evaluates.
    Changes setLanguage(const QString &languageHeader);

    /// Root and all nodes below it in form order, repeat rows included.
    [[nodiscard]] std::vector<NodeState> allStates() const;
    /// Empty when there is no such node.
    [[nodiscard]] std::optional<NodeState> state(const QString &path) const;
    /// Direct children in form order: of a group its items, of a repeat ("/data/child") its rows ("/data/child[1]").
    [[nodiscard]] QStringList childPaths(const QString &path) const;

    /// How many rows of a repeat its repeat_count counts now; the rows after them hold answers from before. Nothing for a
    /// repeat without a count, whose rows all count.
    [[nodiscard]] std::optional<int> countedRows(const QString &repeatPath) const;

    /// Sets an answer; an empty text clears it. Dates yyyy-MM-dd (also yyyy-MM and yyyy in forms that allow it),
    /// times HH:mm, numbers with point or comma; a remark may stand behind it (NodeState::whole()). Codes of a
    /// select_multiple are put in the order of the list. Errors: NotFound (no such question), ValueOutOfRange (not a number,
    /// date or time; the old answer stays).
    [[nodiscard]] base::Result<Changes> setAnswer(const QString &path, const QString &value);
    /// Records why there is no answer. Errors: NotFound.
    [[nodiscard]] base::Result<Changes> setMissing(const QString &path, base::Missing reason);
    /// Back to unanswered. Errors: NotFound.
    [[nodiscard]] base::Result<Changes> clearAnswer(const QString &path);
    /// Adds a row at the end of a repeat ("/data/child"). Errors: NotFound.
    [[nodiscard]] base::Result<Changes> addRepeat(const QString &repeatPath);
    /// Removes a row ("/data/child[2]") with its answers; later rows move up. Errors: NotFound.
    [[nodiscard]] base::Result<Changes> removeRepeat(const QString &rowPath);
    /// Re-evaluates without a change (the day turned, a sitting was resumed).
    Changes reevaluate();

    /// Choices offered now, filter applied, in list order (or shuffled when the form says randomize).
    [[nodiscard]] std::vector<const Choice *> choices(const QString &path) const;
    /// A text of the form at this node with its ${name} filled from the answers.
    [[nodiscard]] QString textOf(const QString &path, const LocalizedText &text, const QString &languageHeader) const;
    /// The same for a text already chosen.
    [[nodiscard]] QString fillReferences(const QString &path, const QString &text) const;

    /// Every question that holds an answer or a reason, and every calculated value, in form order.
    [[nodiscard]] std::vector<StoredAnswer> answers() const;
    /// For signing: what is not offered any more does not come back, and answers() gives what counts.
    Changes dropNotOffered();
    /// Replaces all answers by stored ones (repeat rows are made as needed) and re-evaluates. Returns the paths that
    /// this version of the form does not have: nothing is dropped silently.
    [[nodiscard]] QStringList restore(const std::vector<StoredAnswer> &answers);

    [[nodiscard]] std::vector<EntityValues> entityValues() const;
    /// Questions whose indaro::alert_when is true now.
    [[nodiscard]] std::vector<Alert> alerts() const;
    [[nodiscard]] std::vector<Gate> gates() const;
    /// The day it is now where the form is filled; invalid without a clock.
    [[nodiscard]] QDate today() const;
    /// settings instance_name evaluated; empty when there is none.
    [[nodiscard]] QString instanceName() const;
    /// Paths of relevant questions that break a constraint or are required and empty.
    [[nodiscard]] QStringList problems() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace indaro::forms
