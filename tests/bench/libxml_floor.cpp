// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/libxml_floor.h"

#include "core/forms/document_host.h"
#include "tests/bench/bench.h"

#include <QtCore/QRegularExpression>

#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::bench {

namespace {

/// The functions of XPath 1.0 that mean the same in both; name() and lang() are in no form.
bool isOfXPath(const QString &function)
{
    static const QStringList known{u"last"_s,
                                   u"position"_s,
                                   u"count"_s,
                                   u"string"_s,
                                   u"concat"_s,
                                   u"starts-with"_s,
                                   u"contains"_s,
                                   u"substring-before"_s,
                                   u"substring-after"_s,
                                   u"substring"_s,
                                   u"string-length"_s,
                                   u"normalize-space"_s,
                                   u"translate"_s,
                                   u"boolean"_s,
                                   u"not"_s,
                                   u"true"_s,
                                   u"false"_s,
                                   u"number"_s,
                                   u"sum"_s,
                                   u"floor"_s,
                                   u"ceiling"_s,
                                   u"round"_s};
    return known.contains(function);
}

struct XmlFree
{
    void operator()(xmlDoc *doc) const { xmlFreeDoc(doc); }
    void operator()(xmlXPathContext *context) const { xmlXPathFreeContext(context); }
    void operator()(xmlXPathCompExpr *expression) const { xmlXPathFreeCompExpr(expression); }
    void operator()(xmlXPathObject *object) const { xmlXPathFreeObject(object); }
};
template <class T> using Owned = std::unique_ptr<T, XmlFree>;

QString sampleValue(const forms::FormItem &item, const forms::FormDefinition &form)
{
    const auto *list = item.hasChoices() ? form.findChoiceList(item.listName) : nullptr;
    if (list != nullptr && !list->choices.empty())
        return list->choices[static_cast<std::size_t>(item.index) % list->choices.size()].name;
    return item.index % 3 == 0 ? QString() : QString::number(item.index % 50);
}

/// The form with an answer in most of its questions, repeats once.
void writeItem(QString &xml, const forms::FormDefinition &form, int index)
{
    const forms::FormItem &item = form.item(index);
    xml += u'<' + item.name + u'>';
    if (item.children.empty())
        xml += sampleValue(item, form).toHtmlEscaped();
    for (const int child : item.children)
        writeItem(xml, form, child);
    xml += u"</"_s + item.name + u'>';
}

QString withPaths(QString text, const forms::FormDefinition &form)
{
    static const QRegularExpression reference(u"\\$\\{\\s*([^}]+?)\\s*\\}"_s);
    for (auto match = reference.match(text); match.hasMatch(); match = reference.match(text)) {
        const forms::FormItem *item = form.findByName(match.captured(1));
        if (item == nullptr)
            return {};
        text.replace(match.capturedStart(), match.capturedLength(), item->path);
    }
    return text;
}

struct Both
{
    forms::Expression ours;
    const forms::Node *ourNode;
    Owned<xmlXPathCompExpr> theirs;
    xmlNode *theirNode;
};

/// One form's document twice, and its expressions.
struct FormPair
{
    std::unique_ptr<forms::DocumentHost> host;
    const forms::Node *root;
    Owned<xmlDoc> doc;
    Owned<xmlXPathContext> context;
    std::vector<Both> expressions;
};

void addExpression(FormPair &pair, const forms::FormDefinition &form, const forms::FormItem &item,
                   const std::optional<forms::Expression> &expression)
{
    if (!expression)
        return;
    const QStringList functions = expression->functions();
    const QString text = withPaths(expression->text(), form);
    if (text.isEmpty() || !std::all_of(functions.begin(), functions.end(), isOfXPath))
        return;
    auto ours = forms::Expression::parse(text);
    const QByteArray bytes = text.toUtf8();
    const auto *chars = reinterpret_cast<const xmlChar *>(bytes.constData());
    Owned<xmlXPathCompExpr> theirs(xmlXPathCtxtCompile(pair.context.get(), chars));
    const forms::Node *ourNode = pair.host->locate(item.path);
    const QByteArray path = item.path.toUtf8();
    const Owned<xmlXPathObject> found(
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar *>(path.constData()), pair.context.get()));
    if (!ours || theirs == nullptr || ourNode == nullptr || found == nullptr || found->nodesetval == nullptr ||
        found->nodesetval->nodeNr == 0)
        return;
    pair.context->node = found->nodesetval->nodeTab[0];
    const Owned<xmlXPathObject> value(xmlXPathCompiledEval(theirs.get(), pair.context.get()));
    if (value != nullptr) // concat() of one argument and the like are ODK's own
        pair.expressions.push_back({std::move(*ours), ourNode, std::move(theirs), pair.context->node});
}

std::optional<FormPair> pairOf(const forms::FormDefinition &form)
{
    QString xml;
    writeItem(xml, form, 0);
    auto document = forms::XmlDocument::parse(xml);
    const QByteArray bytes = xml.toUtf8();
    Owned<xmlDoc> doc(xmlReadMemory(bytes.constData(), static_cast<int>(bytes.size()), nullptr, nullptr, XML_PARSE_NONET));
    if (!document || doc == nullptr)
        return std::nullopt; // a name that XML does not take
    FormPair pair{std::make_unique<forms::DocumentHost>(std::move(*document)), nullptr, std::move(doc), nullptr, {}};
    pair.root = pair.host->locate({});
    pair.context.reset(xmlXPathNewContext(pair.doc.get()));
    for (const forms::FormItem &item : form.items()) {
        for (const auto *expression : {&item.relevant, &item.constraint, &item.calculation, &item.required, &item.readOnly})
            addExpression(pair, form, item, *expression);
    }
    return pair;
}

void saysNothing(void *, const char *, ...) {}

bool saysTheSame(const FormPair &pair, const Both &both)
{
    const auto ours = forms::Evaluator(*pair.host, *both.ourNode, *pair.root).evaluate(both.ours);
    pair.context->node = both.theirNode;
    const Owned<xmlXPathObject> theirs(xmlXPathCompiledEval(both.theirs.get(), pair.context.get()));
    if (!ours || theirs == nullptr)
        return !ours && theirs == nullptr;
    xmlChar *text = xmlXPathCastToString(theirs.get());
    QString theirText = QString::fromUtf8(reinterpret_cast<const char *>(text));
    xmlFree(text);
    if (theirText == "NaN"_L1) // which we write as nothing [forms.md 3.4]
        theirText.clear();
    return forms::toText(*ours, pair.host->zone) == theirText;
}

} // namespace

int compareWithLibxml(const std::vector<std::shared_ptr<const forms::FormDefinition>> &all, int rounds)
{
    xmlSetGenericErrorFunc(nullptr, &saysNothing);
    std::vector<FormPair> pairs;
    std::size_t count = 0;
    std::size_t same = 0;
    for (const auto &form : all) {
        auto pair = pairOf(*form);
        if (!pair)
            continue;
        count += pair->expressions.size();
        same += static_cast<std::size_t>(std::count_if(pair->expressions.begin(), pair->expressions.end(),
                                                       [&](const Both &both) { return saysTheSame(*pair, both); }));
        pairs.push_back(std::move(*pair));
    }
    double ours = 0;
    double theirs = 0;
    std::size_t truths = 0; // so that nothing is left out by the compiler
    for (int round = 0; round < rounds; ++round) {
        for (const FormPair &pair : pairs) {
            const double begun = threadCpuMs();
            for (const Both &both : pair.expressions) {
                const auto value = forms::Evaluator(*pair.host, *both.ourNode, *pair.root).evaluate(both.ours);
                truths += value && forms::toBoolean(*value) ? 1 : 0;
            }
            const double between = threadCpuMs();
            for (const Both &both : pair.expressions) {
                pair.context->node = both.theirNode;
                const Owned<xmlXPathObject> value(xmlXPathCompiledEval(both.theirs.get(), pair.context.get()));
                truths += value != nullptr && xmlXPathCastToBoolean(value.get()) != 0 ? 1 : 0;
            }
            ours += between - begun;
            theirs += threadCpuMs() - between;
        }
    }
    const double evaluations = static_cast<double>(count) * rounds;
    print("forms: expressions that XPath 1.0 knows", static_cast<double>(count), "");
    print("forms: the same in libxml2", count == 0 ? 0 : 100.0 * static_cast<double>(same) / static_cast<double>(count),
          "%");
    print("forms: evaluations", ours > 0 ? evaluations / ours : 0, "/ms");
    print("forms: evaluations, libxml2", theirs > 0 ? evaluations / theirs : 0, "/ms");
    print("forms: processor time, ratio to libxml2", theirs > 0 ? ours / theirs : 0, "", 0.5);
    return truths == 0 ? 1 : 0;
}

} // namespace indaro::bench
