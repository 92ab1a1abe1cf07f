// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"
#include "core/forms/sheet_columns.h"
#include "core/forms/workbook.h"

#include <QSet>

namespace indaro::forms {

/// Called with every expression of an item and the base name of the column it stands in.
template <typename Visitor> void visitExpressions(const FormItem &item, const Visitor &visit)
{
    visit(item.relevant, "relevant");
    visit(item.constraint, "constraint");
    visit(item.calculation, "calculation");
    visit(item.required, "required");
    visit(item.readOnly, "readonly");
    visit(item.choiceFilter, "choice_filter");
    visit(item.repeatCount, "repeat_count");
    visit(item.dynamicDefault, "default");
    visit(item.alertWhen, "indaro::alert_when");
}

/// Turns sheets into a FormDefinition: first the rows (form_rows.cpp), then, when all names are known, the expressions
/// and their order (form_builder.cpp), and the files they read (form_files.cpp).
class FormDefinitionBuilder
{
public:
    FormDefinitionBuilder(const Workbook &workbook, const QString &name, const FormPackage &files);
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
    void readChoices(const Sheet &sheet, std::vector<ChoiceList> &lists);
    void readExternalChoices();
    /// The name under which findChoiceList() knows a list of the sheet external_choices.
    [[nodiscard]] QString externalListName(const QString &name) const;
    [[nodiscard]] static LabelMedia mediaOf(const SheetTable &table, const SheetRow &row);
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
    [[nodiscard]] bool knowsEntitiesVersion();
    void readEntity(const SheetTable &table, const SheetRow &row, const QString &sheet);
    /// The mode of a row, or nothing with a finding when it breaks a rule.
    std::optional<EntityMode> entityMode(const SheetTable &table, const SheetRow &row, const QString &sheet);
    /// Which declaration a save_to belongs to; -1 with a finding when there is none.
    int entityOf(const FormItem &item, const QString &column);
    void readSaveTo();
    /// The innermost repeat around, or the root.
    [[nodiscard]] int scopeOf(int item) const;
    /// The repeat that all answers of the entity stand in or around.
    [[nodiscard]] int scopeOfEntity(const SheetTable &table, const SheetRow &row, const QString &sheet);
    void addEntityIds();
    void checkLists();
    /// Everything that comes from files beside the workbook.
    void readFiles();
    /// Notes that a file is named; false when it did not come with the form.
    void readsList(const QString &id);
    bool nameFile(const QString &name, NamedFile::Kind kind, const QString &sheet, int row, const QString &column);
    /// Reads a named file once. The index into FormDefinition::externalData(), or -1 when it is not there.
    int loadFile(const QString &name, NamedFile::Kind kind, const QString &sheet, int row, const QString &column);
    void nameMedia(const LabelMedia &media, const QString &sheet, const SheetTable &table, int row);
    void readCalls(const SyntaxNode &node, int row, const QString &column);
    void readChoicesOf(FormItem &item);
    void readSearch(FormItem &item);
    /// The column, or an empty text with a finding when the file has not got it.
    QString columnOf(const ExternalData &data, const QString &wanted, int row, const QString &column);
    ChoiceList choicesOf(const ExternalData &data, const QString &value, const QStringList &labels);
    void orderItems();
    /// What must be worked out before: the group around, and the questions its expressions read.
    [[nodiscard]] std::vector<int> readBefore(const FormItem &item) const;

    const Workbook &m_workbook;
    const FormPackage &m_files;
    FormDefinition m_form;
    SheetTable m_survey;
    std::vector<int> m_open; ///< groups and repeats not yet ended; front = root
    std::vector<std::pair<int, SheetRow>> m_rowOfItem;
    QStringList m_itemNames;
    qsizetype m_namesToCompare = 200'000;
    QHash<QString, int> m_placeOfFile;               ///< name in the package → index of its data
    QSet<QString> m_seenFiles;                       ///< names already in namedFiles()
    std::vector<std::pair<QString, int>> m_dataRows; ///< csv-external and xml-external: the file, the row
    std::vector<ItemKind> m_tooDeep;                 ///< groups passed over that are not yet ended
    QHash<int, int> m_countOfRepeat;                 ///< item of a repeat → the calculation made for its count
};

} // namespace indaro::forms
