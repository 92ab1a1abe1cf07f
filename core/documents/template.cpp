// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/document.h"

#include "core/documents/register_field.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>
#include <utility>

namespace indaro::documents {

using namespace Qt::StringLiterals;

namespace {

const SharedParts &noShared()
{
    static const SharedParts none;
    return none;
}

/// Walks the JSON and keeps the first complaint with its place, so that parsing reads straight through.
class Reader
{
public:
    explicit Reader(const SharedParts &shared = noShared()) : m_shared(shared) {}

    void complain(const QString &at, const char *what)
    {
        if (!m_error)
            m_error = base::Error(base::Errc::TemplateDamaged, {{"at", at.toStdString()}, {"what", what}});
    }
    [[nodiscard]] const std::optional<base::Error> &error() const { return m_error; }

    void onlyKeys(const QJsonObject &object, const QString &at, const QStringList &known)
    {
        for (auto it = object.begin(); it != object.end(); ++it) {
            if (!known.contains(it.key()))
                complain(at + u'.' + it.key(), "unknown-key");
        }
    }

    QString text(const QJsonObject &object, const QString &key, const QString &at, bool required)
    {
        const QJsonValue value = object.value(key);
        if ((value.isUndefined() && required) || (!value.isUndefined() && !value.isString()))
            complain(at + u'.' + key, "text-expected");
        return value.toString();
    }

    double number(const QJsonObject &object, const QString &key, const QString &at, double otherwise, double least,
                  double most)
    {
        const QJsonValue value = object.value(key);
        if (value.isUndefined())
            return otherwise;
        if (!value.isDouble() || value.toDouble() < least || value.toDouble() > most) {
            complain(at + u'.' + key, "number-out-of-range");
            return otherwise;
        }
        return value.toDouble();
    }

    bool flag(const QJsonObject &object, const QString &key, const QString &at, bool otherwise)
    {
        const QJsonValue value = object.value(key);
        if (!value.isUndefined() && !value.isBool())
            complain(at + u'.' + key, "flag-expected");
        return value.toBool(otherwise);
    }

    Label label(const QJsonObject &parent, const QString &key, const QString &at, bool required)
    {
        const QString here = at + u'.' + key;
        const QJsonValue value = parent.value(key);
        if (value.isUndefined() && !required)
            return {};
        if (value.isString())
            return sharedLabel(value.toString(), here);
        if (!value.isObject()) {
            complain(here, "label-expected");
            return {};
        }
        return labelOf(value.toObject(), here);
    }

    /// The words of a field, or of what stands on many forms.
    Label sharedLabel(const QString &key, const QString &at)
    {
        if (!m_shared.words.contains(key))
            complain(at, "no-such-words");
        return m_shared.words.value(key);
    }

    Label labelOf(const QJsonObject &object, const QString &at)
    {
        onlyKeys(object, at, {u"fr"_s, u"rn"_s, u"rn_status"_s, u"en"_s});
        Label label;
        label.french = text(object, u"fr"_s, at, true);
        label.kirundi = text(object, u"rn"_s, at, false);
        label.english = text(object, u"en"_s, at, true);
        const QString status = text(object, u"rn_status"_s, at, true);
        if (status == u"attested"_s)
            label.kirundiStatus = KirundiStatus::Attested;
        else if (status == u"unreviewed"_s)
            label.kirundiStatus = KirundiStatus::Unreviewed;
        else if (status == u"to_translate"_s)
            label.kirundiStatus = KirundiStatus::ToTranslate;
        else
            complain(at + u".rn_status"_s, "unknown-status");
        if (label.kirundi.isEmpty() != (label.kirundiStatus == KirundiStatus::ToTranslate))
            complain(at + u".rn"_s, "text-and-status-disagree");
        return label;
    }

    /// Calls `each(object, place)` for every object of an array.
    template <class F> void forEach(const QJsonObject &parent, const QString &key, const QString &at, bool required, F each)
    {
        const QJsonValue value = parent.value(key);
        if (value.isUndefined() && !required)
            return;
        const QJsonArray array = value.toArray();
        if (!value.isArray() || (required && array.isEmpty()))
            complain(at + u'.' + key, "list-expected");
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString here = u"%1.%2[%3]"_s.arg(at, key).arg(i);
            if (array[i].isObject())
                each(array[i].toObject(), here);
            else
                complain(here, "object-expected");
        }
    }

protected:
    const SharedParts &m_shared;

private:
    std::optional<base::Error> m_error;
};

const QHash<QString, FieldKind> &kinds()
{
    static const QHash<QString, FieldKind> table{{u"text"_s, FieldKind::Text},
                                                 {u"multiline"_s, FieldKind::Multiline},
                                                 {u"date"_s, FieldKind::Date},
                                                 {u"choice"_s, FieldKind::Choice},
                                                 {u"multi_choice"_s, FieldKind::MultiChoice},
                                                 {u"table"_s, FieldKind::Table},
                                                 {u"area"_s, FieldKind::Area},
                                                 {u"note"_s, FieldKind::Note},
                                                 {u"tear_off"_s, FieldKind::TearOff}};
    return table;
}

class TemplateReader : public Reader
{
public:
    using Reader::Reader;

    Field field(const QJsonObject &object, const QString &at)
    {
        onlyKeys(object, at,
                 {u"name"_s, u"kind"_s, u"label"_s, u"width"_s, u"height"_s, u"points"_s, u"columns"_s, u"options"_s,
                  u"table"_s, u"blank_rows"_s, u"of"_s, u"records"_s});
        Field out;
        bindField(object, at, out);
        const QString kind = text(object, u"kind"_s, at, out.of.isEmpty());
        if (!kind.isEmpty() && !kinds().contains(kind))
            complain(at + u".kind"_s, "unknown-kind");
        out.kind = kinds().value(kind, out.kind);
        const bool named = out.of.isEmpty() && out.kind != FieldKind::Note && out.kind != FieldKind::TearOff;
        const QString name = text(object, u"name"_s, at, named);
        out.name = name.isEmpty() ? out.of : name;
        if (!out.name.isEmpty() && m_names.contains(out.name))
            complain(at + u".name"_s, "name-used-twice");
        m_names.insert(out.name);
        out.label = boundLabel(object, out.of, at);
        out.width = number(object, u"width"_s, at, 0, 5, 400);
        out.height = number(object, u"height"_s, at, 0, 1, 250);
        out.points = number(object, u"points"_s, at, 0, 6.5, 40);
        out.columns = static_cast<int>(number(object, u"columns"_s, at, 1, 1, 8));
        out.blankRows = static_cast<int>(number(object, u"blank_rows"_s, at, 0, 0, 60));
        const bool choice = out.kind == FieldKind::Choice || out.kind == FieldKind::MultiChoice;
        if (!choice)
            out.options.clear();
        // Of a bound field the form may offer fewer than its list has, in words of its own.
        const QList<Option> bound = object.contains(u"options"_s) ? std::exchange(out.options, {}) : QList<Option>();
        forEach(object, u"options"_s, at, choice && out.options.isEmpty(),
                [&](const QJsonObject &option, const QString &here) {
                    onlyKeys(option, here, {u"name"_s, u"label"_s});
                    const QString code = text(option, u"name"_s, here, true);
                    const auto listed = std::ranges::find(bound, code, &Option::name);
                    if (!out.of.isEmpty() && listed == bound.end())
                        complain(here + u".name"_s, "no-such-code");
                    const bool hasOwnWords = option.contains(u"label"_s) || listed == bound.end();
                    out.options.append({code, hasOwnWords ? label(option, u"label"_s, here, true) : listed->label});
                });
        forEach(object, u"table"_s, at, out.kind == FieldKind::Table,
                [&](const QJsonObject &column, const QString &here) { out.tableColumns.append(tableColumn(column, here)); });
        return out;
    }

    void bindField(const QJsonObject &object, const QString &at, Field &out)
    {
        out.of = text(object, u"of"_s, at, false);
        out.records = text(object, u"records"_s, at, false);
        if (!out.records.isEmpty() && !isRegisterTable(out.records))
            complain(at + u".records"_s, "no-such-table");
        if (out.of.isEmpty())
            return;
        const auto found = findRegisterField(out.of);
        if (!found)
            return complain(at + u".of"_s, "no-such-field");
        out.kind = found->kind;
        out.options = found->options;
    }

    /// Its own words, else those of the field it is bound to.
    Label boundLabel(const QJsonObject &object, const QString &of, const QString &at)
    {
        if (object.contains(u"label"_s) || of.isEmpty())
            return label(object, u"label"_s, at, true);
        return sharedLabel(of, at + u".of"_s);
    }

    TableColumn tableColumn(const QJsonObject &object, const QString &at)
    {
        onlyKeys(object, at, {u"name"_s, u"label"_s, u"width"_s, u"tick"_s, u"of"_s});
        TableColumn out;
        out.of = text(object, u"of"_s, at, false);
        if (!out.of.isEmpty() && !findRegisterField(out.of))
            complain(at + u".of"_s, "no-such-field");
        const QString name = text(object, u"name"_s, at, out.of.isEmpty());
        out.name = name.isEmpty() ? out.of : name;
        out.label = boundLabel(object, out.of, at);
        out.width = number(object, u"width"_s, at, 0, 5, 400);
        out.tick = flag(object, u"tick"_s, at, false);
        return out;
    }

    Section section(const QJsonObject &object, const QString &at)
    {
        onlyKeys(object, at, {u"title"_s, u"rows"_s, u"together"_s});
        Section out;
        out.title = label(object, u"title"_s, at, false);
        out.together = flag(object, u"together"_s, at, false);
        forEach(object, u"rows"_s, at, true, [&](const QJsonObject &row, const QString &here) {
            onlyKeys(row, here, {u"fields"_s});
            Row fields;
            forEach(row, u"fields"_s, here, true,
                    [&](const QJsonObject &f, const QString &place) { fields.fields.append(field(f, place)); });
            out.rows.append(fields);
        });
        return out;
    }

    Part part(const QJsonObject &object, const QString &at)
    {
        onlyKeys(
            object, at,
            {u"name"_s, u"title"_s, u"subtitle"_s, u"tear_off"_s, u"internal"_s, u"numbered"_s, u"head"_s, u"sections"_s});
        Part out;
        out.name = text(object, u"name"_s, at, true);
        out.title = label(object, u"title"_s, at, true);
        out.subtitle = label(object, u"subtitle"_s, at, false);
        out.tearOff = label(object, u"tear_off"_s, at, false);
        out.internal = flag(object, u"internal"_s, at, false);
        out.numbered = flag(object, u"numbered"_s, at, true);
        if (const QString head = text(object, u"head"_s, at, false); !head.isEmpty()) {
            if (!m_shared.heads.contains(head))
                complain(at + u".head"_s, "no-such-head");
            out.sections.append(m_shared.heads.value(head));
        }
        forEach(object, u"sections"_s, at, true,
                [&](const QJsonObject &s, const QString &place) { out.sections.append(section(s, place)); });
        return out;
    }

private:
    QSet<QString> m_names;
};

base::Result<QJsonObject> rootOf(const QByteArray &json)
{
    QJsonParseError problem{};
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return base::Error(base::Errc::TemplateDamaged, {{"at", std::int64_t(problem.offset)}, {"what", "json"}});
    if (!document.isObject() || document.object().value(u"format"_s).toInt() != 1)
        return base::Error(base::Errc::TemplateDamaged, {{"at", "format"}, {"what", "unknown-format"}});
    return document.object();
}

base::Result<QByteArray> readBuiltin(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::Error(base::Errc::FileNotFound, {{"file", path.toStdString()}});
    return file.readAll();
}

base::Result<SharedParts> readBuiltinShared()
{
    INDARO_TRY_ASSIGN(const QByteArray words, readBuiltin(u":/indaro/templates/words.json"_s));
    INDARO_TRY_ASSIGN(const QByteArray heads, readBuiltin(u":/indaro/templates/heads.json"_s));
    return parseSharedParts(words, heads);
}

const QHash<QString, About> &abouts()
{
    static const QHash<QString, About> table{
        {QString(), About::Itself}, {u"person"_s, About::Person}, {u"house"_s, About::House}, {u"words"_s, About::Words}};
    return table;
}

} // namespace

const Field *Template::field(const QString &fieldName) const
{
    for (const Part &part : parts)
        for (const Section &section : part.sections)
            for (const Row &row : section.rows)
                for (const Field &field : row.fields)
                    if (!fieldName.isEmpty() && field.name == fieldName)
                        return &field;
    return nullptr;
}

base::Result<SharedParts> parseSharedParts(const QByteArray &words, const QByteArray &heads)
{
    SharedParts out;
    INDARO_TRY_ASSIGN(const QJsonObject wordsRoot, rootOf(words));
    Reader in;
    const QJsonObject labels = wordsRoot.value(u"words"_s).toObject();
    for (auto it = labels.begin(); it != labels.end(); ++it)
        out.words.insert(it.key(), in.labelOf(it.value().toObject(), u"words."_s + it.key()));
    if (in.error())
        return *in.error();
    INDARO_TRY_ASSIGN(const QJsonObject headsRoot, rootOf(heads));
    const QJsonObject sections = headsRoot.value(u"heads"_s).toObject();
    for (auto it = sections.begin(); it != sections.end(); ++it) {
        TemplateReader head(out);
        out.heads.insert(it.key(), head.section(it.value().toObject(), u"heads."_s + it.key()));
        if (head.error())
            return *head.error();
    }
    return out;
}

base::Result<Template> parseTemplate(const QByteArray &json, const SharedParts &shared)
{
    INDARO_TRY_ASSIGN(const QJsonObject root, rootOf(json));
    TemplateReader in(shared);
    const QString at = u"template"_s;
    in.onlyKeys(root, at,
                {u"format"_s, u"name"_s, u"version"_s, u"copies"_s, u"about"_s, u"group"_s, u"form"_s, u"parts"_s});
    Template out;
    const QString about = in.text(root, u"about"_s, at, false);
    if (!abouts().contains(about))
        in.complain(at + u".about"_s, "unknown-about");
    out.about = abouts().value(about);
    out.group = in.text(root, u"group"_s, at, out.about != About::Itself);
    out.form = in.text(root, u"form"_s, at, false);
    out.name = in.text(root, u"name"_s, at, true);
    out.version = static_cast<int>(in.number(root, u"version"_s, at, 1, 1, 100000));
    out.copies = static_cast<int>(in.number(root, u"copies"_s, at, 1, 1, 3));
    in.forEach(root, u"parts"_s, at, true,
               [&](const QJsonObject &part, const QString &here) { out.parts.append(in.part(part, here)); });
    if (in.error())
        return *in.error();
    return out;
}

base::Result<Styles> parseStyles(const QByteArray &json)
{
    INDARO_TRY_ASSIGN(const QJsonObject root, rootOf(json));
    Reader in;
    const QString at = u"styles"_s;
    Styles out;
    out.pageWidth = in.number(root, u"page_width"_s, at, out.pageWidth, 50, 500);
    out.pageHeight = in.number(root, u"page_height"_s, at, out.pageHeight, 50, 500);
    out.margin = in.number(root, u"margin"_s, at, out.margin, 5, 40);
    out.titlePoints = in.number(root, u"title_points"_s, at, out.titlePoints, 6, 40);
    out.sectionPoints = in.number(root, u"section_points"_s, at, out.sectionPoints, 6, 40);
    out.labelPoints = in.number(root, u"label_points"_s, at, out.labelPoints, 6, 40);
    out.valuePoints = in.number(root, u"value_points"_s, at, out.valuePoints, 6, 40);
    out.leastPoints = in.number(root, u"least_points"_s, at, out.leastPoints, 6, 40);
    out.fontFamily = in.text(root, u"font"_s, at, true);
    out.ink = in.text(root, u"ink"_s, at, true);
    out.accent = in.text(root, u"accent"_s, at, true);
    out.band = in.text(root, u"band"_s, at, true);
    out.notShared = in.label(root, u"not_shared"_s, at, true);
    out.unreviewedNote = in.label(root, u"unreviewed_note"_s, at, true);
    out.toTranslate = in.label(root, u"to_translate"_s, at, true);
    out.internalNote = in.label(root, u"internal_note"_s, at, true);
    in.forEach(root, u"copies"_s, at, true,
               [&](const QJsonObject &label, const QString &here) { out.copies.append(in.labelOf(label, here)); });
    if (out.copies.size() != 3)
        in.complain(at + u".copies"_s, "three-labels-expected");
    if (in.error())
        return *in.error();
    return out;
}

base::Result<Template> loadBuiltinTemplate(const QString &name)
{
    static const base::Result<SharedParts> shared = readBuiltinShared();
    if (!shared)
        return shared.error();
    INDARO_TRY_ASSIGN(const QByteArray json, readBuiltin(u":/indaro/templates/%1/%1.json"_s.arg(name)));
    return parseTemplate(json, *shared);
}

QStringList builtinTemplateNames()
{
    return QDir(u":/indaro/templates"_s).entryList(QDir::Dirs, QDir::Name);
}

base::Result<Styles> loadBuiltinStyles()
{
    INDARO_TRY_ASSIGN(const QByteArray json, readBuiltin(u":/indaro/templates/styles.json"_s));
    return parseStyles(json);
}

} // namespace indaro::documents
