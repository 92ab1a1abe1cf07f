// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/expression.h"
#include "core/forms/external_data.h"
#include "core/forms/finding.h"
#include "core/forms/form_package.h"

#include <QHash>
#include <QMap>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>
#include <vector>

namespace indaro::forms {

/// "${last-saved#name}" and the instance it is looked up in, as pyxform names it.
inline constexpr QLatin1StringView LastSaved("last-saved#");
inline constexpr QLatin1StringView LastSavedInstance("__last-saved");

class Workbook;

/// What a survey row asks for [forms.md 1.1]. Unknown types are kept as Text with a finding: a form is never refused
/// because of one row.
enum class QuestionType {
    Text,
    Integer,
    Decimal,
    Range,
    SelectOne,
    SelectMultiple,
    Rank,
    Note,
    Date,
    Time,
    DateTime,
    GeoPoint,
    GeoTrace,
    GeoShape,
    Image,
    Audio,
    Video,
    File,
    Barcode,
    Calculate,
    Acknowledge,
    Hidden,
    Metadata
};
/// Stable English name ("select_one"), for --json and stored answers.
[[nodiscard]] QString toString(QuestionType type);

enum class ItemKind { Root, Group, Repeat, Question };

/// One column header's language: "label::French (fr)" gives header "French (fr)", name "French", code "fr".
/// The unnamed language has all three empty.
struct FormLanguage
{
    QString header;
    QString name;
    QString code;
    friend bool operator==(const FormLanguage &, const FormLanguage &) = default;
};

/// A text in the languages the workbook gives. `${name}` inside is still unresolved: FormInstance::textOf() fills it.
struct LocalizedText
{
    QMap<QString, QString> byLanguage; ///< key = FormLanguage::header

    [[nodiscard]] bool isEmpty() const { return byLanguage.isEmpty(); }
    /// The text of exactly this language header, or empty. No fallback: a missing Kirundi text must be seen.
    [[nodiscard]] QString text(const QString &languageHeader) const { return byLanguage.value(languageHeader); }
    /// The text of that language, else of the unnamed one, else the first there is.
    [[nodiscard]] QString textOrFallback(const QString &languageHeader) const;
};

/// What is shown or played beside a label: names of files, in the languages the workbook gives.
struct LabelMedia
{
    LocalizedText image;
    LocalizedText bigImage; ///< the same picture for looking closely
    LocalizedText audio;
    LocalizedText video;

    [[nodiscard]] bool isEmpty() const
    {
        return image.isEmpty() && bigImage.isEmpty() && audio.isEmpty() && video.isEmpty();
    }
};

struct Choice
{
    QString name; ///< the code that is stored
    LocalizedText label;
    LabelMedia media;
    /// Every other column by its header: as written, since choice filters read it by that name ("A_suboffice"), or in lower
    /// case for Indaro's own ("indaro::kirundi_status").
    QMap<QString, QString> extra;
    int row = 0;
};

struct ChoiceList
{
    QString name;
    std::vector<Choice> choices;
    QString fileName; ///< the file the choices come from, or empty
    /// Of each choice its item in ExternalData, where choices come from a file; null for those that are always offered.
    std::vector<const Node *> nodes;
    [[nodiscard]] const Choice *findChoice(const QString &code) const;
};

/// One survey row: a question, or the edge of a group or repeat. Indexes are into FormDefinition::items().
struct FormItem
{
    int index = 0;
    ItemKind kind = ItemKind::Question;
    QuestionType type = QuestionType::Text;
    QString typeText; ///< the type cell as written
    QString name;
    QString path; ///< "/data/group/name", without repeat positions
    int parent = -1;
    std::vector<int> children;
    int row = 0;         ///< 1-based row of the survey sheet; 0 for the root and made rows
    int repeatDepth = 0; ///< number of repeats around (a repeat counts itself)
    bool isMeta = false; ///< under /data/meta (instanceID, instanceName)

    LocalizedText label;
    LocalizedText hint;
    LocalizedText guidanceHint;
    LocalizedText constraintMessage;
    LocalizedText requiredMessage;
    LabelMedia media;
    QString appearance;                ///< words separated by blanks, as written
    QMap<QString, QString> parameters; ///< start, end, step, randomize, seed …
    QString listName;                  ///< selects and rank
    bool orOther = false;              ///< "or_other": the code "other" is offered and a question NAME_other follows
    QString choicesFile;               ///< select_*_from_file; listName then is the list made of it
    QString templateList;              ///< the list in the choices sheet that search() fills from a file
    QString defaultText;               ///< static default, or empty
    QString saveTo;                    ///< entity property, or empty
    QString saveToList;                ///< the entity list before "#" in the save_to column, or empty
    QString trigger;                   ///< name of the question whose change recalculates this one

    std::optional<Expression> relevant;
    std::optional<Expression> constraint;
    std::optional<Expression> calculation;
    std::optional<Expression> required;
    std::optional<Expression> readOnly;
    std::optional<Expression> choiceFilter;
    std::optional<Expression> repeatCount;
    std::optional<Expression> dynamicDefault;
    std::optional<Expression> alertWhen; ///< column indaro::alert_when [contracts.md 13]

    /// Every column not named above by its header in lower case: "indaro::compartment", "indaro::sensitive",
    /// "indaro::gate", "indaro::alert", "indaro::kirundi_status", "media::image::french (fr)" …
    QMap<QString, QString> extra;

    [[nodiscard]] bool isQuestion() const { return kind == ItemKind::Question; }
    /// Takes an answer from a person: not a note, calculation, hidden or metadata row.
    [[nodiscard]] bool isAsked() const;
    [[nodiscard]] bool hasChoices() const;
    [[nodiscard]] bool hasAppearance(const QString &word) const;
};

struct FormSettings
{
    QString title;
    QString formId;
    QString version;
    QString defaultLanguage; ///< header of one of languages(), or empty
    QString style;
    std::optional<Expression> instanceName;
    QMap<QString, QString> extra; ///< columns as in FormItem::extra
};

/// What a row of the entities sheet asks for, by which of entity_id, create_if and update_if it has [forms.md 1.3].
enum class EntityMode { Create, CreateIf, Update, UpdateIf, CreateOrUpdate };

/// One row of the entities sheet: which answers go into the register. Rows that break a rule are noted and left out.
struct EntityDeclaration
{
    QString listName;
    EntityMode mode = EntityMode::Create;
    std::optional<Expression> label;
    std::optional<Expression> entityId;
    std::optional<Expression> createIf;
    std::optional<Expression> updateIf;
    QString repeat;  ///< name of the repeat whose rows are entities, or empty
    int context = 0; ///< item of that repeat, or the root
    int idItem = -1; ///< the question that keeps the id of a new entity, or -1
    int row = 0;
    std::vector<int> saved; ///< items with a save_to of this list, in form order
};

/// A file the form names: `sheet`, `row` and `column` say where it does so first.
struct NamedFile
{
    enum class Kind { Choices, Data, Media };
    QString name; ///< as written, folders taken away
    Kind kind = Kind::Data;
    QString sheet;
    int row = 0;
    QString column;
    bool isThere = false;
};

/// An XLSForm as a typed tree. Immutable after loading; share it as std::shared_ptr<const FormDefinition>.
/// Thread: any.
class FormDefinition
{
public:
    /// Reads a workbook with the files beside it, or a package. What is not understood becomes a finding, row by row.
    /// Errors: as fromBytes() and FormPackage::fromFile().
    [[nodiscard]] static base::Result<FormDefinition> load(const std::filesystem::path &path);
    /// The same from memory (a resource, a row of the vault): a workbook, or a package with all it needs. `name` stands in
    /// for a missing form_id.
    /// Errors: FormNotXlsx, FormOldXls, FormDamaged, FormTooLarge, FormNoSurvey, FormSeveralWorkbooks, FormUnsafeName.
    [[nodiscard]] static base::Result<FormDefinition> fromBytes(const QByteArray &bytes, const QString &name);
    [[nodiscard]] static base::Result<FormDefinition> fromPackage(const FormPackage &package, const QString &name);
    /// Errors: FormNoSurvey.
    [[nodiscard]] static base::Result<FormDefinition> fromWorkbook(const Workbook &workbook, const QString &name,
                                                                   const FormPackage &files = {});

    /// Item 0 is the root ("/data"); the others in survey order, /data/meta and its fields last.
    [[nodiscard]] const std::vector<FormItem> &items() const { return m_items; }
    [[nodiscard]] const FormItem &item(int index) const { return m_items.at(static_cast<std::size_t>(index)); }
    [[nodiscard]] const FormItem *findByName(const QString &name) const;
    [[nodiscard]] const FormItem *findByPath(const QString &path) const;
    /// Items whose expressions are evaluated, so that what an expression reads comes before it. Cycles are broken;
    /// lint() names them.
    [[nodiscard]] const std::vector<int> &evaluationOrder() const { return m_order; }

    [[nodiscard]] const ChoiceList *findChoiceList(const QString &name) const;
    /// Those of the choices sheet.
    [[nodiscard]] const std::vector<ChoiceList> &choiceLists() const { return m_choiceLists; }
    /// Those of files and of the sheet external_choices; findChoiceList() finds them too.
    [[nodiscard]] const std::vector<ChoiceList> &externalLists() const { return m_externalLists; }

    [[nodiscard]] const std::vector<NamedFile> &namedFiles() const { return m_namedFiles; }
    /// The lists it chooses from or looks up that may be entity lists: names without ".csv", whether a file came or not.
    [[nodiscard]] const QStringList &entityListsRead() const { return m_entityListsRead; }
    [[nodiscard]] const std::vector<ExternalData> &externalData() const { return m_externalData; }
    /// By what instance() says. Null when there is none.
    [[nodiscard]] const ExternalData *findExternalData(const QString &id) const;
    /// Pictures, sounds and films the form names that came with it.
    [[nodiscard]] QStringList mediaNames() const { return m_media.files.keys(); }
    /// By the name as the form writes it; null when it did not come with the form. The bytes are shared, not copied.
    [[nodiscard]] QByteArray media(const QString &name) const { return m_media.file(name); }

    /// In order of the columns. One unnamed language when no column names one.
    [[nodiscard]] const std::vector<FormLanguage> &languages() const { return m_languages; }
    /// Matches by code, then by name, then by header, without regard to case: "fr", "French", "Français (fr)".
    [[nodiscard]] const FormLanguage *findLanguage(const QString &codeOrName) const;

    [[nodiscard]] const FormSettings &settings() const { return m_settings; }
    [[nodiscard]] const std::vector<EntityDeclaration> &entities() const { return m_entities; }
    [[nodiscard]] const std::vector<Finding> &findings() const { return m_findings; }

private:
    friend class FormDefinitionBuilder;
    std::vector<FormItem> m_items;
    std::vector<int> m_order;
    QHash<QString, int> m_indexByName;
    QHash<QString, int> m_indexByPath;
    std::vector<ChoiceList> m_choiceLists;
    std::vector<ChoiceList> m_externalLists;
    std::vector<ExternalData> m_externalData;
    std::vector<NamedFile> m_namedFiles;
    QStringList m_entityListsRead;
    FormPackage m_media; ///< without the workbook
    std::vector<FormLanguage> m_languages;
    FormSettings m_settings;
    std::vector<EntityDeclaration> m_entities;
    std::vector<Finding> m_findings;
};

/// The choices an external table gives: codes of the column `value`, labels of the columns `labels`, joined by commas; with
/// one such column also its translations ("label::French (fr)"). Points into `data`, which must stay.
[[nodiscard]] ChoiceList choiceListOf(const FormDefinition &form, const ExternalData &data, const QString &value,
                                      const QStringList &labels);
/// The columns a select_*_from_file reads: its parameters value= and label=, else name and label, in GeoJSON id and title.
[[nodiscard]] QString valueColumnOf(const FormItem &item);
[[nodiscard]] QString labelColumnOf(const FormItem &item);

} // namespace indaro::forms
