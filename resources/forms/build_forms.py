#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Build the XLSForm workbooks from the CSV sheets beside this file.

A folder with survey.csv is a form; each CSV becomes the sheet of the same name, cell for cell, as text; only the French
cells get the spaces at which no line breaks.
The workbook is written here, without a library, so that the same sheets give the same bytes on every
machine: fixed order, fixed timestamps, no compression (git and the packages compress anyway).

    build_forms.py             rebuild all workbooks
    build_forms.py --check     exit 1 when a committed workbook differs from its sheets
"""
import csv
import io
import re
import sys
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

HERE = Path(__file__).resolve().parent
SHEETS = ("survey", "choices", "entities", "settings")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PKG = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
HEADER_STYLE = 1
TEXT_STYLE = 2


def read_sheet(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def read_form(folder):
    """The sheets of one form: {sheet name: rows}, header row first."""
    return {name: read_sheet(folder / f"{name}.csv") for name in SHEETS if (folder / f"{name}.csv").exists()}


def french(text):
    """French has a space before : ; ? ! » and after «, and no line may break there."""
    text = re.sub(" +([;?!])", "\u202f\\1", text)
    return re.sub("« *", "«\u00a0", re.sub(" +([:»])", "\u00a0\\1", text))


def sheets_of(folder):
    """The sheets as they stand in the workbook."""
    sheets = read_form(folder)
    for rows in sheets.values():
        is_french = [header.endswith("::French (fr)") for header in rows[0]]
        rows[1:] = [[french(cell) if french_cell else cell for cell, french_cell in zip(row, is_french)] for row in rows[1:]]
    return sheets


def forms():
    return sorted(path.parent for path in HERE.glob("*/survey.csv"))


def column_name(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def column_width(header):
    if header.startswith(("label::", "hint::", "guidance_hint::", "constraint_message::", "required_message::")):
        return 42
    return 30 if header in ("name", "type", "relevant", "constraint", "calculation") else 16


def sheet_xml(rows, strings):
    out = [XML, f'<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">',
           '<pane xSplit="2" ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/>',
           "</sheetView></sheetViews><cols>"]
    for i, header in enumerate(rows[0], start=1):
        out.append(f'<col min="{i}" max="{i}" width="{column_width(header)}" customWidth="1"/>')
    out.append("</cols><sheetData>")
    for number, row in enumerate(rows, start=1):
        style = HEADER_STYLE if number == 1 else TEXT_STYLE
        out.append(f'<row r="{number}">')
        for i, value in enumerate(row):
            if value != "":
                key = strings.setdefault(value, len(strings))
                out.append(f'<c r="{column_name(i)}{number}" s="{style}" t="s"><v>{key}</v></c>')
        out.append("</row>")
    out.append("</sheetData></worksheet>")
    return "".join(out)


def workbook_bytes(sheets):
    strings = {}
    names = list(sheets)
    parts = [(f"xl/worksheets/sheet{i}.xml", sheet_xml(sheets[name], strings)) for i, name in enumerate(names, start=1)]
    parts.append(("xl/sharedStrings.xml", XML + f'<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">' + "".join(
        f'<si><t xml:space="preserve">{escape(value)}</t></si>' for value in strings) + "</sst>"))
    parts.append(("xl/styles.xml", XML + f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="10"/><name val="Arial"/></font>'
                  '<font><b/><sz val="10"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
                  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
                  '<cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/>'
                  '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
                  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'))
    parts.append(("xl/workbook.xml", XML + f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>' + "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"/>' for i, name in enumerate(names, start=1)) + "</sheets></workbook>"))
    extra = len(names)
    parts.append(("xl/_rels/workbook.xml.rels", XML + f'<Relationships xmlns="{PKG}">' + "".join(
        f'<Relationship Id="rId{i}" Type="{REL}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, extra + 1))
        + f'<Relationship Id="rId{extra + 1}" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
        + f'<Relationship Id="rId{extra + 2}" Type="{REL}/styles" Target="styles.xml"/></Relationships>'))
    parts.append(("_rels/.rels", XML + f'<Relationships xmlns="{PKG}"><Relationship Id="rId1" Type="{REL}/officeDocument" '
                  'Target="xl/workbook.xml"/></Relationships>'))
    types = "".join(f'<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/>'
                    for i in range(1, extra + 1))
    parts.insert(0, ("[Content_Types].xml", XML + f'<Types xmlns="{TYPES}">'
                     '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                     '<Default Extension="xml" ContentType="application/xml"/>'
                     f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>{types}'
                     f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHEET_TYPE}.sharedStrings+xml"/>'
                     f'<Override PartName="/xl/styles.xml" ContentType="{SHEET_TYPE}.styles+xml"/></Types>'))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            info.external_attr = 0
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    different = 0
    for folder in forms():
        target = folder / f"{folder.name}.xlsx"
        data = workbook_bytes(sheets_of(folder))
        if arguments:
            if not target.exists() or target.read_bytes() != data:
                print(f"{target.relative_to(HERE)} differs from its sheets")
                different = 1
        else:
            target.write_bytes(data)
            print(f"{target.relative_to(HERE)}: {len(data)} bytes")
    return different


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
