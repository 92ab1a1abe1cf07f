// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/forms/document_host.h"
#include "core/forms/form_replay.h"

#include <QDateTime>
#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

constexpr std::size_t ContextLimit = 64 * 1024 * 1024;

/// Stands still at --now, so that a case gives the same answer every day.
class GivenClock final : public base::Clock
{
public:
    explicit GivenClock(base::UtcMs now) : m_now(now) {}
    [[nodiscard]] base::UtcMs nowUtc() const override { return m_now; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_now; }

private:
    base::UtcMs m_now;
};

QString readStandardInput()
{
    QByteArray all;
    for (int c = std::fgetc(stdin); c != EOF && all.size() < qsizetype(ContextLimit); c = std::fgetc(stdin))
        all.append(static_cast<char>(c));
    return QString::fromUtf8(all);
}

/// The document itself, "-" for standard input (nothing there: an empty document), or a file.
base::Result<QString> readContext(const QString &context)
{
    if (context.trimmed().startsWith(u'<'))
        return context;
    if (context.isEmpty() || context == "-"_L1) {
        const QString text = context.isEmpty() ? QString() : readStandardInput();
        return text.trimmed().isEmpty() ? u"<root/>"_s : text;
    }
    INDARO_TRY_ASSIGN(const base::Bytes bytes, base::readFile(context.toStdU16String(), ContextLimit));
    const std::string_view text = base::asText(bytes);
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

base::Error refused(const char *option)
{
    return base::Error(base::Errc::InvalidArgument, {{"option", std::string(option)}});
}

QString pathOf(const forms::Node &node)
{
    const forms::Node *parent = node.parent;
    if (parent == nullptr)
        return {};
    QString step = node.name;
    if (node.kind == forms::NodeKind::Attribute)
        return pathOf(*parent) + u"/@"_s + step;
    if (node.kind == forms::NodeKind::Text)
        step = u"text()"_s;
    else if (node.kind == forms::NodeKind::Comment)
        step = u"comment()"_s;
    else if (node.kind == forms::NodeKind::Instruction)
        step = u"processing-instruction()"_s;
    int position = 0;
    int same = 0;
    for (const auto &child : parent->children) {
        if (child->kind == node.kind && child->name == node.name) {
            ++same;
            if (child.get() == &node)
                position = same;
        }
    }
    return pathOf(*parent) + u'/' + (same > 1 ? u"%1[%2]"_s.arg(step).arg(position) : step);
}

QStringList pathsOf(const forms::XValue &value)
{
    QStringList paths;
    if (const auto *nodes = std::get_if<forms::NodeSet>(&value)) {
        for (const forms::Node *node : *nodes)
            paths.append(node->parent == nullptr ? u"/"_s : pathOf(*node));
    }
    return paths;
}

/// The moment `written`, or now.
base::Result<base::UtcMs> givenMoment(const Program &program, const QString &written, const QTimeZone &zone)
{
    if (written.isEmpty())
        return program.clock.nowUtc();
    QDateTime moment = QDateTime::fromString(written, Qt::ISODateWithMs);
    if (!moment.isValid())
        return refused("now");
    if (moment.timeSpec() == Qt::LocalTime) // no offset written: a moment of that zone
        moment = QDateTime(moment.date(), moment.time(), zone);
    return moment.toMSecsSinceEpoch();
}

/// A recorded session starts with its head, which says when and where it was; empty for bare steps.
QJsonObject headOf(const QList<QByteArray> &lines)
{
    const QJsonObject first = QJsonDocument::fromJson(lines.front()).object();
    return first.contains(u"initial"_s) ? first : QJsonObject();
}

void addLine(QString &text, const QJsonObject &line)
{
    text += QString::fromUtf8(QJsonDocument(line).toJson(QJsonDocument::Compact)) + u'\n';
}

} // namespace

VerbResult formEval(Program &program)
{
    const Arguments &given = program.arguments;
    INDARO_TRY_ASSIGN(const QString xml, readContext(given.value(u"context"_s)));
    INDARO_TRY_ASSIGN(auto document, forms::XmlDocument::parse(xml));
    forms::DocumentHost host(std::move(document));
    if (given.has(u"tz"_s)) {
        host.zone = QTimeZone(given.value(u"tz"_s).toLatin1());
        if (!host.zone.isValid())
            return refused("tz");
    }
    INDARO_TRY_ASSIGN(const base::UtcMs now, givenMoment(program, given.value(u"now"_s), host.zone));
    const GivenClock clock(now);
    host.clock = &clock;
    host.random = &program.random;
    host.itextLanguage = given.value(u"lang"_s);
    host.languageCode = host.itextLanguage.left(2);
    const forms::Node *node = host.locate(given.has(u"node"_s) ? given.value(u"node"_s) : u"/"_s);
    if (node == nullptr)
        return base::Error(base::Errc::NotFound, {{"option", std::string("node")}});
    INDARO_TRY_ASSIGN(const auto expression, forms::Expression::parse(given.rest.front()));
    INDARO_TRY_ASSIGN(const forms::XValue value, host.evaluate(expression, *node));
    const QString type = forms::typeName(value);
    const QString text = forms::toText(value, host.zone);
    QJsonObject json{{u"ok"_s, true}, {u"type"_s, type}, {u"value"_s, text}};
    if (std::holds_alternative<forms::NodeSet>(value))
        json.insert(u"nodes"_s, pathsOf(value).join(u" | "_s));
    return Reply{type + u'\t' + text + u'\n', json, {}};
}

VerbResult formRun(Program &program)
{
    const Arguments &given = program.arguments;
    INDARO_TRY_ASSIGN(auto form, forms::FormDefinition::load(given.rest.front().toStdU16String()));
    INDARO_TRY_ASSIGN(const base::Bytes script, base::readFile(given.value(u"script"_s).toStdU16String(), ContextLimit));
    const std::string_view all = base::asText(script);
    const QList<QByteArray> lines = QByteArray(all.data(), static_cast<qsizetype>(all.size())).split('\n');
    const QJsonObject recorded = headOf(lines);
    const auto asked = [&](const QString &option) {
        return given.has(option) ? given.value(option) : recorded.value(option).toString();
    };
    forms::FormEnvironment environment;
    if (const QString tz = asked(u"tz"_s); !tz.isEmpty())
        environment.timeZone = tz.toLatin1();
    const QTimeZone zone(environment.timeZone);
    if (!zone.isValid())
        return refused("tz");
    INDARO_TRY_ASSIGN(const base::UtcMs now, givenMoment(program, asked(u"now"_s), zone));
    const GivenClock clock(now);
    environment.clock = &clock;
    environment.random = &program.random;
    environment.language = given.value(u"lang"_s);
    forms::FormReplay replay(std::make_shared<const forms::FormDefinition>(std::move(form)), environment);
    QJsonObject head = replay.initial();
    head.insert(u"form"_s, given.rest.front().section(u'/', -1));
    head.insert(u"now"_s, QDateTime::fromMSecsSinceEpoch(now, zone).toString(Qt::ISODate));
    head.insert(u"tz"_s, QString::fromLatin1(environment.timeZone));
    QString text;
    addLine(text, head);
    int number = 0;
    int steps = 0;
    for (const QByteArray &line : lines) {
        ++number;
        QJsonObject step = QJsonDocument::fromJson(line).object();
        if (line.trimmed().isEmpty() || (number == 1 && !recorded.isEmpty()))
            continue;
        step.remove(u"changed"_s);
        step.insert(u"step"_s, ++steps);
        const auto done = replay.step(step);
        if (!done)
            return base::Error(done.error().code, {{"line", number}});
        addLine(text, *done);
    }
    return Reply{text, {{u"ok"_s, true}, {u"steps"_s, steps}}, {}};
}

} // namespace indaro::cli
