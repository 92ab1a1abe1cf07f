// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack.h"
#include "core/sop/pack_rules.h"

namespace indaro::sop {

using namespace Qt::StringLiterals;

namespace {

/// A TOML basic string.
QString quoted(const QString &text)
{
    QString out = u"\""_s;
    for (const QChar c : text) {
        if (c == u'"' || c == u'\\')
            out += u'\\' + QString(c);
        else if (c == u'\n')
            out += "\\n"_L1;
        else if (c == u'\t')
            out += "\\t"_L1;
        else if (c.unicode() < 0x20 || c.unicode() == 0x7f)
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + u'"';
}

QString quoted(const QStringList &texts)
{
    QStringList items;
    for (const QString &text : texts)
        items.append(quoted(text));
    return u'[' + items.join(", "_L1) + u']';
}

QString quoted(const Words &words)
{
    QString out = "{ en = "_L1 + quoted(words.en) + ", fr = "_L1 + quoted(words.fr);
    if (!words.rn.isEmpty())
        out += ", rn = "_L1 + quoted(words.rn);
    return out + " }"_L1;
}

class Writer
{
public:
    void table(const QString &header)
    {
        if (!m_text.isEmpty())
            m_text += u'\n';
        m_text += header + u'\n';
    }
    void line(const char *key, const QString &value) { m_text += QLatin1StringView(key) + " = "_L1 + value + u'\n'; }
    void text(const char *key, const QString &value)
    {
        if (!value.isEmpty())
            line(key, quoted(value));
    }
    void texts(const char *key, const QStringList &values)
    {
        if (!values.isEmpty())
            line(key, quoted(values));
    }
    void flag(const char *key, bool value)
    {
        if (value)
            line(key, u"true"_s);
    }
    [[nodiscard]] QByteArray bytes() const { return m_text.toUtf8(); }

private:
    QString m_text;
};

QString dueText(const Due &due)
{
    QStringList spans;
    for (const Span &span : due.spans)
        spans.append(toString(span));
    const QString anchor = due.step.isEmpty() ? toString(due.event) : "step:"_L1 + due.step;
    return QStringLiteral("{ %1 = %2, %3 = %4 }")
        .arg(due.isBefore ? "before"_L1 : "after"_L1, quoted(anchor), due.isBefore ? "by"_L1 : "within"_L1,
             spans.size() == 1 ? quoted(spans.first()) : quoted(spans));
}

void writeStep(Writer &out, const Step &step, Kirundi usual)
{
    out.table(u"[[phase.step]]"_s);
    out.text("id", step.id);
    out.line("title", quoted(step.title));
    out.line("why", quoted(step.why));
    out.line("who", quoted(step.who));
    if (step.due)
        out.line("due", dueText(*step.due));
    if (step.repeat)
        out.text("repeat", toString(*step.repeat));
    if (step.until)
        out.text("until", toString(*step.until));
    out.texts("evidence", step.evidence);
    out.text("form", step.form);
    out.flag("blocks", step.blocks);
    QStringList guards;
    for (const Action action : step.guards)
        guards.append(toString(action));
    out.texts("guards", guards);
    out.flag("urgent_waiver", step.allowsUrgentWaiver);
    out.text("applies", step.applies);
    out.texts("source", step.sources);
    out.flag("to_confirm", step.isToConfirm);
    if (step.kirundi != usual)
        out.text("rn_status", kirundiNames().at(static_cast<qsizetype>(step.kirundi)));
}

} // namespace

QByteArray writePack(const Pack &pack)
{
    Writer out;
    out.table(u"[pack]"_s);
    out.line("format", u"1"_s);
    out.text("id", pack.id);
    out.line("revision", QString::number(pack.revision));
    out.line("title", quoted(pack.title));
    out.line("about", quoted(pack.about));
    out.text("issuer", pack.issuer);
    out.text("issued_on", pack.issuedOn);
    out.text("kirundi", kirundiNames().at(static_cast<qsizetype>(pack.kirundi)));
    for (const Source &source : pack.sources) {
        out.table(u"[[source]]"_s);
        out.text("key", source.key);
        out.text("title", source.title);
    }
    for (const Role &role : pack.roles) {
        out.table(u"[[role]]"_s);
        out.text("code", role.code);
        out.line("title", quoted(role.title));
    }
    for (const ClockRule &clock : pack.clocks) {
        out.table("[clock."_L1 + clock.name + u']');
        out.line("title", quoted(clock.title));
        out.text("starts", toString(clock.starts));
        out.text("length", toString(clock.length));
        out.text("warn", toString(clock.warn));
        out.text("applies", clock.applies);
        out.texts("source", clock.sources);
        out.flag("to_confirm", clock.isToConfirm);
    }
    out.table(u"[risk]"_s);
    out.text("high", toString(pack.risk.high));
    out.text("medium", toString(pack.risk.medium));
    out.text("low", toString(pack.risk.low));
    for (const Phase &phase : pack.phases) {
        out.table(u"[[phase]]"_s);
        out.text("id", phase.id);
        out.text("track", phase.track == Track::House ? u"house"_s : u"person"_s);
        out.line("title", quoted(phase.title));
        out.text("applies", phase.applies);
        for (const Step &step : phase.steps)
            writeStep(out, step, pack.kirundi);
    }
    return out.bytes();
}

} // namespace indaro::sop
