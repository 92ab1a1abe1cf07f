// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/evaluator.h"
#include "core/forms/form_instance.h"
#include "core/forms/row_index.h"

#include <QHash>

namespace indaro::forms {

/// What an instance remembers about one node beside the tree.
struct Slot
{
    Node *node = nullptr; ///< null after its row was removed
    int item = 0;
    AnswerState answer = AnswerState::Unanswered;
    std::optional<base::Missing> missing;
    bool defaultDone = false;
    bool restored = false;
    std::optional<QString> lastCalculated; ///< an asked question is overwritten only when this moves
    std::optional<QString> lastTrigger;
    QString remark;     ///< NodeState::remark
    QString notOffered; ///< the answer as it was given, while the choices do not offer all of it
    bool readOnly = false;
    bool required = false;
    bool constraintHolds = true;
    bool requiredHolds = true;
    int choiceCount = -1;
};

struct FormInstance::Private final : ExpressionHost
{
    Private(std::shared_ptr<const FormDefinition> form, FormEnvironment environment);

    const Node *findInstance(const QString &id) const override;
    QString choiceName(const QString &code, const QString &path, const Node &context) const override;
    /// Choices only: their texts are known by "LIST-INDEX", the names pyxform gives them.
    NodeSet findItext(const QString &id) const override;
    /// Of the lists beside the form's own nodes: those never change while it is filled.
    const NodeSet *rowsWhere(const Node &rows, const QString &column, const QString &key) const override;

    bool readsNothingAsEmpty() const override { return true; }

    void build(bool withDefaults);
    Node *addNode(Node &parent, int item, bool withDefaults);
    Node *addRow(Node &parent, int item);
    void removeBranch(Node &branch);
    void index();
    [[nodiscard]] std::vector<Node *> rows(const Node &parent, int item) const;
    [[nodiscard]] QString pathOf(const Node &node) const;
    /// The node of a path; with `make`, repeat rows are added on the way.
    Node *findNode(const QString &path, bool make = false);
    /// The parent node and item of a repeat path ("/data/child"), or null.
    Node *findRepeat(const QString &path, int &item);
    [[nodiscard]] const Node *nearest(const Node &from, int item) const;
    [[nodiscard]] Slot &slot(const Node &node) { return slots[static_cast<std::size_t>(node.slot)]; }
    [[nodiscard]] const Slot &slot(const Node &node) const { return slots[static_cast<std::size_t>(node.slot)]; }

    [[nodiscard]] XValue evaluate(const Expression &expression, const Node &node) const;
    [[nodiscard]] bool isTrue(const Expression &expression, const Node &node) const;
    void settle();
    bool pass();
    bool updateValue(Node &node, Slot &state, const FormItem &item);
    bool updateRows();
    /// How many rows a repeat with a count shall have in this parent.
    [[nodiscard]] int wantedRows(Node &parent, const FormItem &item) const;
    /// What is not offered any more does not count, and comes back when it is offered again.
    bool withhold(Node &node, Slot &state, const FormItem &item);
    void check();
    [[nodiscard]] QString asStored(const XValue &value, const FormItem &item) const;
    bool store(Node &node, const QString &value);
    [[nodiscard]] std::vector<const Choice *> choices(const Node &node, const FormItem &item) const;
    /// The places of the choices that may pass a filter, in order; empty when each must be looked at.
    [[nodiscard]] std::optional<std::vector<std::size_t>> placesToLookAt(const ChoiceList &list, const FormItem &item,
                                                                         const Node &node, const Node *rows) const;
    [[nodiscard]] const ChoiceList *listOf(const FormItem &item) const;
    /// ChoiceList::findChoice(), of a long list by an index.
    [[nodiscard]] const Choice *choiceOf(const ChoiceList &list, const QString &code) const;
    /// The entity list of that name, else the file. Null when there is neither.
    [[nodiscard]] const ExternalData *externalData(const QString &id) const;
    [[nodiscard]] EntityValues entityValues(const EntityDeclaration &entity, const Node &context) const;
    [[nodiscard]] QString entityId(const EntityDeclaration &entity, const Node &context) const;
    [[nodiscard]] NodeState stateOf(const Node &node) const;
    void collect(const Node &node, std::vector<NodeState> &out) const;
    [[nodiscard]] Changes finish(const QStringList &restructured = {});
    [[nodiscard]] base::Result<QString> normalized(const QString &value, const FormItem &item) const;

    std::shared_ptr<const FormDefinition> definition;
    FormEnvironment settings;
    std::unique_ptr<Node> document;
    Node *data = nullptr;
    std::vector<Slot> slots;
    std::vector<std::vector<Node *>> nodesByItem;
    QHash<QString, NodeState> previous;
    mutable QHash<QString, std::shared_ptr<Node>> instances;
    mutable QHash<QString, std::shared_ptr<const ExternalData>> entityData; ///< null: there is no such entity list
    mutable QHash<int, std::shared_ptr<const ChoiceList>> entityChoices;    ///< of selects that choose from one, by item
    mutable RowIndexes rowIndexes;
    mutable QHash<const ChoiceList *, QHash<const Node *, std::size_t>> placesOfRows; ///< of lists that were asked by key
    mutable QHash<const ChoiceList *, QHash<QString, const Choice *>> choicesByCode;  ///< of long lists
    base::UtcMs startedAt = 0;
};

} // namespace indaro::forms
