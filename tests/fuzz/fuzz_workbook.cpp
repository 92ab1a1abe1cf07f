// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_instance.h"
#include "core/forms/form_report.h"
#include "tests/fuzz/fuzzed.h"

#include <QBuffer>

#include <quazip.h>
#include <quazipfile.h>

namespace indaro {

namespace {

/// A sheet with its archive around it: the checksums of a zip would stop nearly every change of a byte.
QByteArray archiveWith(const QByteArray &sheet)
{
    QBuffer buffer;
    QuaZip zip(&buffer);
    zip.open(QuaZip::mdCreate);
    const auto add = [&](const char *name, const QByteArray &content) {
        QuaZipFile file(&zip);
        file.open(QIODevice::WriteOnly, QuaZipNewInfo(QString::fromLatin1(name)), nullptr, 0, 0); // stored
        file.write(content);
        file.close();
    };
    add("xl/workbook.xml", R"(<workbook><sheets><sheet name="survey" id="r1"/></sheets></workbook>)");
    add("xl/_rels/workbook.xml.rels", R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)");
    add("xl/worksheets/s.xml", sheet);
    zip.close();
    return buffer.data();
}

} // namespace

/// A form that somebody sends: first byte 0, the whole file; else the XML of its sheet "survey". What opens is checked,
/// filled with nothing and worked out.
INDARO_FUZZED(workbook, input)
{
    // Damaged archives make the library of archives talk.
    [[maybe_unused]] static const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &) {});
    if (input.empty())
        return;
    const QByteArray rest(reinterpret_cast<const char *>(input.data()) + 1, static_cast<qsizetype>(input.size() - 1));
    const auto workbook = forms::Workbook::read(input.front() == std::byte{0} ? rest : archiveWith(rest));
    if (!workbook)
        return;
    auto form = forms::FormDefinition::fromWorkbook(*workbook, QStringLiteral("fuzzed"));
    if (!form)
        return;
    const forms::FormReport report = forms::makeReport(*workbook, *form);
    INDARO_CHECK(report.findings.size() >= form->findings().size());
    INDARO_CHECK(form->evaluationOrder().size() == form->items().size());
    forms::FormInstance instance(std::make_shared<const forms::FormDefinition>(std::move(form).value()), {});
    INDARO_CHECK(instance.restore(instance.answers()).isEmpty());
}

} // namespace indaro
