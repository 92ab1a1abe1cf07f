// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/documents/serial.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace indaro::documents {

/// How far a Kirundi text can be trusted [contracts 11]. Unreviewed text is printed with a small sign
/// explained in the footer; where it must still be translated an empty dotted line stands for people to write
/// on.
enum class KirundiStatus { Attested, Unreviewed, ToTranslate };

/// One label in the languages of the paper; English is only for the screen. A text that is the same in French
/// and Kirundi (a number) is printed once, across the cell.
struct Label
{
    QString french;
    QString kirundi;
    QString english;
    KirundiStatus kirundiStatus = KirundiStatus::Unreviewed;

    [[nodiscard]] bool isEmpty() const { return french.isEmpty() && kirundi.isEmpty(); }
};

/// Bars: a bar for each row of the value, which is its name, what is written at its end, its length ("0" … "1000", of the
/// longest), and how it is drawn: "full", "hatched" (a number that is not told), or nothing, and then there is no bar.
/// Figure: one large number on a coloured ground with its icon, and below it what it counts.
enum class FieldKind { Text, Multiline, Date, Choice, MultiChoice, Table, Area, Note, TearOff, Bars, Figure };

struct Option
{
    QString name; ///< the stored code
    Label label;
};

struct TableColumn
{
    QString name;
    Label label;
    double width = 0; ///< mm; 0 = an equal share of what is left
    bool tick = false;
    QString of{};         ///< the field of the register that fills it, "custody.kind"; empty: for the pen
    bool figures = false; ///< its cells are figures, and end at the same place
};

/// One cell of a row. Widths and heights in millimetres.
struct Field
{
    QString name; ///< empty for Note and TearOff
    FieldKind kind = FieldKind::Text;
    Label label;
    double width = 0; ///< 0 = an equal share of what is left in its row
    double height =
        0; ///< least height of the writing space, in a table of a row; areas (signature, thumb, stamp) and bars have just it
    double points = 0; ///< size of the value; 0 = the styles' size
    int columns = 1;   ///< options side by side
    QList<Option> options;
    QList<TableColumn> tableColumns;
    int blankRows = 0; ///< empty table lines when there are fewer values
    QString of{};      ///< the field of the register that fills it, "stay.exit_reason"; empty: for the pen, or code
    QString records{}; ///< a table: the records of the person that fill its rows, "custody"
    double gap = 0;    ///< mm between two bars; 0 = what goes with their height
    QString colour{};  ///< of bars, a figure, words of weight; empty: the styles'
    QString icon{};    ///< of a figure: a file of resources/icons
    QString pageOf{};  ///< a note: the page on which the section of this name begins is written at its end
};

struct Row
{
    QList<Field> fields;
};

/// A titled box.
struct Section
{
    Label title;
    QList<Row> rows;
    bool together = false; ///< never split over two pages where one page can hold it
    QString name{};        ///< what Field::pageOf calls it
    QString colour{};      ///< of its band, on which the title is white; empty: the styles' band
    bool framed = true;
};

/// A part starts on a page of its own and has its own serial: the form, the slip to tear off, one card.
struct Part
{
    QString name;
    Label title;
    Label subtitle;
    Label tearOff;         ///< when set, a line to tear along runs above the header with these words
    bool internal = false; ///< carries the INTERNAL band
    bool numbered = true;  ///< prints serial and QR code
    bool goesOn = false;   ///< its pages are counted on from those of the part before
    bool masthead = false; ///< its title stands large on a coloured ground over the first page; not where it is numbered
    QList<Section> sections;
};

/// Millimetres and points shared by all forms: `:/indaro/templates/styles.json`.
struct Styles
{
    double pageWidth = 210;
    double pageHeight = 297;
    double margin = 12;
    double titlePoints = 15;
    double sectionPoints = 9;
    double labelPoints = 7;
    double valuePoints = 9.5;
    double leastPoints = 6.5;
    QString fontFamily;
    QString ink;
    QString accent;
    QString band;
    Label notShared;
    Label unreviewedNote;
    Label toTranslate;
    Label internalNote;
    QList<Label> copies; ///< who gets copy 1, 2, 3
};

/// What a form is about: who fills it. Forms that a page of their own fills (a referral, a recovery card) say nothing.
enum class About { Itself, Person, House, Words };

struct Template
{
    QString name;
    int version = 1;
    int copies = 1;
    About about = About::Itself;
    QString
        group{}; ///< where it stands in the list of forms: "arrival", "stay", "plan", "child", "referral", "exit", "house"
    QString form{}; ///< what the steps of a procedure call it (sop::Step::form); empty: nothing
    QList<Part> parts;

    /// Null when no field has this name.
    [[nodiscard]] const Field *field(const QString &fieldName) const;
};

/// What is written into one field. Text: one value. Choices: the ticked option names. Table: `rows`, each in
/// the order of the columns ("1" ticks). A field that is not in the data is left blank for the pen.
struct FieldValue
{
    QStringList values;
    QList<QStringList> rows;
    bool shared = true; ///< false prints "not communicated" instead of anything given here
};

/// Everything that fills a template. Holds personal data: lives in memory only while a paper is shown or
/// printed.
struct DocumentData
{
    QHash<QString, FieldValue> fields;
    QHash<QString, Serial> serials; ///< by part name; none = a line to write on and no QR code

    void set(const QString &field, const QString &value, bool shared = true) { fields[field] = {{value}, {}, shared}; }
    void choose(const QString &field, const QStringList &options, bool shared = true)
    {
        fields[field] = {options, {}, shared};
    }
};

/// What forms share, defined once: the words of fields and of what stands on many forms ("stay.exit_reason",
/// "@signature_person"), and the sections parts begin with ("person").
struct SharedParts
{
    QHash<QString, Label> words;
    QHash<QString, Section> heads;
};
[[nodiscard]] base::Result<SharedParts> parseSharedParts(const QByteArray &words, const QByteArray &heads);

/// Errors: TemplateDamaged with `at` = the place ("sections[2].rows[0]…" or a byte offset) and `what`.
[[nodiscard]] base::Result<Template> parseTemplate(const QByteArray &json, const SharedParts &shared = {});
[[nodiscard]] base::Result<Styles> parseStyles(const QByteArray &json);

/// Built-in forms: `:/indaro/templates/<name>/<name>.json`, with what they share in words.json and heads.json beside them.
/// Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<Template> loadBuiltinTemplate(const QString &name);
[[nodiscard]] QStringList builtinTemplateNames();
[[nodiscard]] base::Result<Styles> loadBuiltinStyles();

/// A square of modules, row by row, true = dark; without the quiet zone.
struct QrCode
{
    int size = 0;
    QList<bool> modules;
    [[nodiscard]] bool dark(int x, int y) const { return modules[y * size + x]; }
};
/// Error correction M. Errors: InvalidArgument when the text is empty or does not fit.
[[nodiscard]] base::Result<QrCode> makeQrCode(const QString &text);

} // namespace indaro::documents
