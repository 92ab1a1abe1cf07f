// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"
#include "core/forms/sheet_columns.h"
#include "core/forms/workbook.h"

namespace indaro::forms {

/// Turns sheets into a FormDefinition: first the rows (form_rows.cpp), then, when all names are known, the expressions
/// and their order (form_builder.cpp).
class FormDefinitionBuilder
{
public:
    FormDefinitionBuilder(const Workbook &workbook, const QString &name);
    [[nodiscard]] base::Result<FormDefinition> build();

private:
    using Optional = std::optional<Expression>;

    /// The finding noted, to add a suggestion; valid until the next one.
    Finding &note(FindingCode code, const QString &sheet, int row, const QString &column, const QString &argument,
                  int position = -1);
    /// nearestName(), until so many names were compared that a hostile workbook would make the reader wait.
    [[nodiscard]] QString nearest(const QString &wanted, const QStringList &names);
    [[nodiscard]] const QStringList &itemNames();
    [[nodiscard]] bool allowsSameCodes() const;
    void readLanguages();
    void readChoices();
    void readSettings();
    /// "data", or the name the settings give the root [pyxform].
    [[nodiscard]] QString rootName() const;
    void readSurvey();
    void readRow(const SheetRow &row);
    bool readEdge(const SheetRow &row, const QString &type);
    int addItem(ItemKind kind, const QString &name, int row);
    void readType(FormItem &item, const QString &text);
    /// A count that is more than the name of a question becomes a calculation of its own, as in the record pyxform makes.
    void addCount(const SheetRow &row, const QString &repeat);
    void readTexts(FormItem &item, const SheetRow &row);
    void addOther(int index);
    void addMeta();
    QString uniqueName(int parent, const QString &wanted, int row);

    void parseAll();
    void parseItem(FormItem &item, const SheetRow &row);
    Optional parseExpression(const QString &text, const QString &sheet, int row, const QString &column, int context);
    Optional parseYesNo(const QString &text, int row, const QString &column, int context);
    void remark(const Expression &expression, const QString &sheet, int row, const QString &column);
    QString pathTo(const QString &name, int context) const;
    void readEntities();
    void checkLists();
    void orderItems();
    /// What must be worked out before: the group around, and the questions its expressions read.
    [[nodiscard]] std::vector<int> readBefore(const FormItem &item) const;

    const Workbook &m_workbook;
    FormDefinition m_form;
    SheetTable m_survey;
    std::vector<int> m_open; ///< groups and repeats not yet ended; front = root
    std::vector<std::pair<int, SheetRow>> m_rowOfItem;
    QStringList m_itemNames;
    qsizetype m_namesToCompare = 200'000;
    QHash<int, int> m_countOfRepeat; ///< item of a repeat → the calculation made for its count
};

} // namespace indaro::forms
