// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/document_view.h"

#include <QtPrintSupport/QPrinter>
#include <QtWidgets/QApplication>

#include <cstdio>

using namespace indaro;

// For print_spool.py: `print-probe PRINTER NAME` prints a referral whose fields all say NAME, on the road every paper of the
// program takes to a printer.

namespace {

int complain(const char *what)
{
    std::fprintf(stderr, "print-probe: %s\n", what);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("indaro"));
    if (argc != 3)
        return complain("usage: print-probe PRINTER NAME");
    const auto form = documents::loadBuiltinTemplate(QStringLiteral("referral"));
    const auto styles = documents::loadBuiltinStyles();
    if (!form || !styles)
        return complain("no template");
    documents::DocumentData data;
    for (const documents::Part &part : form->parts) {
        if (part.numbered)
            data.serials[part.name] = documents::Serial{QStringLiteral("QKRT"), 2026, 42};
        for (const documents::Section &section : part.sections) {
            for (const documents::Row &row : section.rows) {
                for (const documents::Field &field : row.fields) {
                    const bool isText = field.options.empty() && field.kind != documents::FieldKind::Table &&
                                        field.kind != documents::FieldKind::Date;
                    if (isText && !field.name.isEmpty())
                        data.set(field.name, QString::fromLocal8Bit(argv[2]));
                }
            }
        }
    }
    QPrinter printer(QPrinter::HighResolution);
    printer.setPrinterName(QString::fromLocal8Bit(argv[1]));
    if (!printer.isValid() || printer.outputFormat() != QPrinter::NativeFormat)
        return complain("there is no such printer");
    const auto printed = ui::print::printDocument(ui::print::layOut(*form, *styles, data, 1), printer);
    return printed ? 0 : complain(printed.error().toString().c_str());
}
