// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_instance.h"
#include "core/forms/form_package.h"
#include "core/forms/workbook.h"

#include <QBuffer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <quazip.h>
#include <quazipfile.h>

using namespace Qt::StringLiterals;
using namespace indaro::forms;
using indaro::base::Errc;

namespace {

using Rows = QList<QStringList>;

Sheet sheet(const QString &name, const Rows &rows)
{
    Sheet out;
    out.name = name;
    int number = 0;
    for (const QStringList &cells : rows)
        out.rows.push_back({++number, cells});
    return out;
}

std::shared_ptr<const FormDefinition> make(const Rows &survey, const QMap<QString, QByteArray> &files,
                                           const Rows &choices = {}, const Rows &external = {})
{
    std::vector<Sheet> sheets{sheet(u"survey"_s, survey)};
    if (!choices.isEmpty())
        sheets.push_back(sheet(u"choices"_s, choices));
    if (!external.isEmpty())
        sheets.push_back(sheet(u"external_choices"_s, external));
    FormPackage package;
    package.files = files;
    auto form = FormDefinition::fromWorkbook(Workbook::fromSheets(sheets), u"test"_s, package);
    return form ? std::make_shared<const FormDefinition>(std::move(form).value()) : nullptr;
}

QStringList offered(const FormInstance &instance, const QString &path)
{
    QStringList out;
    for (const Choice *choice : instance.choices(path))
        out.append(choice->name + u'=' + choice->label.textOrFallback(u"French (fr)"_s));
    return out;
}

QByteArray zipOf(const QList<std::pair<QString, QByteArray>> &parts)
{
    QBuffer buffer;
    QuaZip zip(&buffer);
    zip.open(QuaZip::mdCreate);
    for (const auto &[name, content] : parts) {
        QuaZipFile file(&zip);
        file.open(QIODevice::WriteOnly, QuaZipNewInfo(name));
        file.write(content);
        file.close();
    }
    zip.close();
    return buffer.data();
}

/// A workbook of one sheet with these rows.
QByteArray workbookBytes(const Rows &rows)
{
    QString cells;
    for (const QStringList &row : rows) {
        cells += u"<row>"_s;
        for (const QString &cell : row)
            cells += u"<c t=\"inlineStr\"><is><t>%1</t></is></c>"_s.arg(cell.toHtmlEscaped());
        cells += u"</row>"_s;
    }
    return zipOf(
        {{u"xl/workbook.xml"_s, R"(<workbook><sheets><sheet name="survey" id="r1"/></sheets></workbook>)"},
         {u"xl/_rels/workbook.xml.rels"_s,
          R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)"},
         {u"xl/worksheets/s.xml"_s, (u"<worksheet><sheetData>"_s + cells + u"</sheetData></worksheet>"_s).toUtf8()}});
}

const Rows PlaceSurvey{{u"type"_s, u"name"_s, u"label"_s, u"media::image"_s},
                       {u"select_one_from_file places.csv"_s, u"place"_s, u"Where"_s, u"house.png"_s}};
const QByteArray Places = "name,label,label::French (fr),province\n"
                          "m,Muyinga,\"Muyinga, ville\",muyinga\n"
                          "g,Gasorwe,Gasorwe,muyinga\n"
                          "n,Ngozi,,ngozi\n";

} // namespace

class TestFormPackages : public QObject
{
    Q_OBJECT

    static void write(const QString &path, const QByteArray &content)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }

private Q_SLOTS:
    void aPackageIsOneArrayOfBytes()
    {
        const QByteArray bytes = zipOf({{u"visit/__MACOSX/._visit.xlsx"_s, "x"},
                                        {u"visit/visit.xlsx"_s, workbookBytes(PlaceSurvey)},
                                        {u"visit/visit-media/house.png"_s, "picture"},
                                        {u"visit/visit-media/places.csv"_s, Places}});
        const auto form = FormDefinition::fromBytes(bytes, u"visit"_s);
        QVERIFY(form.hasValue());
        QCOMPARE(form->mediaNames(), QStringList{u"house.png"_s});
        QCOMPARE(form->media(u"House.PNG"_s), QByteArray("picture"));
        QCOMPARE(form->item(1).media.image.text(QString()), u"house.png"_s);
        QCOMPARE(form->findChoiceList(form->item(1).listName)->choices.size(), 3u);
        QVERIFY(form->findings().empty());
        const auto package = FormPackage::read(bytes);
        QVERIFY(package.hasValue());
        const auto stored = package->toBytes();
        QVERIFY(stored.hasValue());
        QCOMPARE(package->toBytes().value(), *stored);
        const auto again = FormPackage::read(*stored);
        QVERIFY(again.hasValue());
        QCOMPARE(again->workbook, package->workbook);
        QCOMPARE(again->workbookName, u"visit.xlsx"_s);
        QCOMPARE(again->files, package->files);
        FormPackage alone;
        alone.workbook = package->workbook;
        QCOMPARE(alone.toBytes().value(), package->workbook);
    }

    void filesBesideAWorkbookAreTaken()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(u"visit-media"_s));
        write(folder.filePath(u"visit.xlsx"_s), workbookBytes(PlaceSurvey));
        write(folder.filePath(u"visit-media/places.csv"_s), Places);
        write(folder.filePath(u"places.csv"_s), "name,label\nz,The other one\n");
        write(folder.filePath(u"house.png"_s), "picture");
        write(folder.filePath(u"secret.csv"_s), "name,label\n");
        const auto package = FormPackage::fromFile(folder.filePath(u"visit.xlsx"_s).toStdU16String());
        QVERIFY(package.hasValue());
        QCOMPARE(package->files.keys(), QStringList({u"house.png"_s, u"places.csv"_s}));
        QCOMPARE(package->file(u"places.csv"_s), Places);
        const auto form = FormDefinition::load(folder.filePath(u"visit.xlsx"_s).toStdU16String());
        QVERIFY(form.hasValue());
        QVERIFY(form->findings().empty());
        QVERIFY(!FormPackage::fromFile(folder.filePath(u"none.zip"_s).toStdU16String()).hasValue());
    }

    void hostilePackagesAreRefused()
    {
        const QByteArray workbook = workbookBytes(PlaceSurvey);
        const auto code = [](const QByteArray &bytes) {
            const auto form = FormDefinition::fromBytes(bytes, u"x"_s);
            return form ? Errc::Internal : form.error().code;
        };
        QCOMPARE(code(zipOf({{u"a.xlsx"_s, workbook}, {u"b/c.xlsx"_s, workbook}})), Errc::FormSeveralWorkbooks);
        for (const QString &name : {u"../../x"_s, u"/x/y"_s, u"C:\\x"_s, u"a\\..\\..\\x"_s})
            QCOMPARE(code(zipOf({{u"a.xlsx"_s, workbook}, {name, "x"}})), Errc::FormUnsafeName);
        QCOMPARE(code(zipOf({{u"readme.txt"_s, "x"}})), Errc::FormNotXlsx);
        QCOMPARE(code(zipOf({{u"a.xlsx"_s, "no zip"}})), Errc::FormNotXlsx);
        QCOMPARE(code(zipOf({{u"a.xls"_s, QByteArray::fromHex("d0cf11e0a1b11ae1")}})), Errc::FormOldXls);
        const QByteArray whole = zipOf({{u"a.xlsx"_s, workbook}, {u"b.csv"_s, Places}});
        QCOMPARE(code(whole.left(whole.size() - 200)), Errc::FormDamaged);
        QCOMPARE(code(zipOf({{u"a.xlsx"_s, workbook}, {u"b.bin"_s, QByteArray(130 * 1024 * 1024, ' ')}})),
                 Errc::FormTooLarge);
        QList<std::pair<QString, QByteArray>> many{{u"a.xlsx"_s, workbook}};
        for (int i = 0; i < 2'001; ++i)
            many.append({u"f%1"_s.arg(i), "x"});
        QCOMPARE(code(zipOf(many)), Errc::FormTooLarge);
    }

    void choicesComeFromFiles()
    {
        const QByteArray xml = "<?xml version=\"1.0\"?><root><item><code>k1</code><nom>Kaneza</nom></item>"
                               "<item><code>k2</code><nom>Iradukunda</nom></item></root>";
        const QByteArray map =
            R"({"type":"FeatureCollection","features":[{"type":"Feature","id":"w1","properties":{"title":"Source","deep":12},)"
            R"("geometry":{"type":"Point","coordinates":[29.5,-3.25]}},{"type":"Feature","properties":{"id":"w2","title":"Puits"},)"
            R"("geometry":{"type":"LineString","coordinates":[[29,-3],[30,-4,800]]}}]})";
        const auto form =
            make({{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"parameters"_s, u"choice_filter"_s, u"calculation"_s},
                  {u"text"_s, u"province"_s, u"Province"_s},
                  {u"select_one_from_file places.csv"_s, u"place"_s, u"Lieu"_s, u""_s, u"province = ${province}"_s},
                  {u"select_multiple_from_file people.xml"_s, u"who"_s, u"Qui"_s, u"value=code label=nom"_s},
                  {u"select_one_from_file wells.geojson"_s, u"well"_s, u"Puits"_s},
                  {u"calculate"_s, u"name"_s, u""_s, u""_s, u""_s, u"jr:choice-name(${place}, '${place}')"_s},
                  {u"calculate"_s, u"at"_s, u""_s, u""_s, u""_s, u"instance('wells')/root/item[id = ${well}]/geometry"_s},
                  {u"calculate"_s, u"deep"_s, u""_s, u""_s, u""_s, u"pulldata('wells', 'deep', 'id', ${well})"_s}},
                 {{u"places.csv"_s, Places}, {u"people.xml"_s, xml}, {u"wells.geojson"_s, map}});
        QVERIFY(form);
        QVERIFY(form->findings().empty());
        FormInstance instance(form, {});
        static_cast<void>(instance.setLanguage(u"French (fr)"_s));
        QVERIFY(offered(instance, u"/data/place"_s).isEmpty());
        QVERIFY(instance.setAnswer(u"/data/province"_s, u"muyinga"_s).hasValue());
        QCOMPARE(offered(instance, u"/data/place"_s), QStringList({u"m=Muyinga, ville"_s, u"g=Gasorwe"_s}));
        QCOMPARE(instance.state(u"/data/place"_s)->choiceCount, 2);
        QVERIFY(instance.setAnswer(u"/data/place"_s, u"m"_s).hasValue());
        QCOMPARE(instance.state(u"/data/name"_s)->value, u"Muyinga, ville"_s);
        QVERIFY(instance.setAnswer(u"/data/province"_s, u"ngozi"_s).hasValue());
        QCOMPARE(offered(instance, u"/data/place"_s), QStringList{u"n=Ngozi"_s});
        QCOMPARE(instance.state(u"/data/place"_s)->notOffered, u"m"_s);
        QCOMPARE(offered(instance, u"/data/who"_s), QStringList({u"k1=Kaneza"_s, u"k2=Iradukunda"_s}));
        QVERIFY(instance.setAnswer(u"/data/who"_s, u"k2 k1"_s).hasValue());
        QCOMPARE(instance.state(u"/data/who"_s)->value, u"k1 k2"_s);
        QCOMPARE(offered(instance, u"/data/well"_s), QStringList({u"w1=Source"_s, u"w2=Puits"_s}));
        QVERIFY(instance.setAnswer(u"/data/well"_s, u"w1"_s).hasValue());
        QCOMPARE(instance.state(u"/data/at"_s)->value, u"-3.25 29.5 0 0"_s);
        QCOMPARE(instance.state(u"/data/deep"_s)->value, u"12"_s);
        QVERIFY(instance.setAnswer(u"/data/well"_s, u"w2"_s).hasValue());
        QCOMPARE(instance.state(u"/data/at"_s)->value, u"-3 29 0 0; -4 30 800 0"_s);
    }

    /// Beside each look-up that goes by an index, the same one in words no index understands.
    void largeListsAreLookedUpAsSmallOnes()
    {
        QByteArray csv = "name,label,commune,zone\n";
        for (int i = 0; i < 500; ++i)
            csv += QByteArray("v%1,Village %1,c%2,")
                       .replace("%1", QByteArray::number(i))
                       .replace("%2", QByteArray::number(i % 7)) +
                   (i % 3 == 0 ? "" : "z" + QByteArray::number(i % 5)) + '\n';
        csv += "v3,Again,c3,z1\n"; // of two rows with one key, pulldata() takes the first
        const QString all = u"instance('villages')/root/item"_s;
        const auto row = [](const QString &name, const QString &calculation) {
            return QStringList{u"calculate"_s, name, u""_s, u""_s, calculation};
        };
        const auto form = make(
            {{u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s, u"calculation"_s},
             {u"text"_s, u"commune"_s, u"C"_s},
             {u"text"_s, u"zone"_s, u"Z"_s},
             {u"text"_s, u"village"_s, u"V"_s},
             {u"select_one_from_file villages.csv"_s, u"a"_s, u"A"_s, u"commune = ${commune} and zone = ${zone}"_s},
             {u"select_one_from_file villages.csv"_s, u"b"_s, u"B"_s,
              u"concat(commune, '') = ${commune} and concat(zone, '') = ${zone}"_s},
             row(u"pulled"_s, u"pulldata('villages', 'label', 'name', ${village})"_s),
             row(u"found"_s, u"string("_s + all + u"[concat(name, '') = ${village}]/label)"_s),
             row(u"of_zone"_s, u"pulldata('villages', 'name', 'zone', ${zone})"_s), // also of no zone
             row(u"of_zone_found"_s, u"string("_s + all + u"[concat(zone, '') = ${zone}]/name)"_s),
             row(u"many"_s, u"count("_s + all + u"[commune = ${commune}][zone = ${zone}])"_s),
             row(u"scanned"_s, u"count("_s + all + u"[concat(commune, '') = ${commune}][concat(zone, '') = ${zone}])"_s),
             row(u"third"_s, u"string("_s + all + u"[${commune} = commune][3]/name)"_s),
             row(u"third_scanned"_s, u"string("_s + all + u"[concat(commune, '') = ${commune}][3]/name)"_s),
             row(u"early"_s, u"count("_s + all + u"[commune = ${commune} and position() < 20])"_s),
             row(u"early_scanned"_s, u"count("_s + all + u"[concat(commune, '') = ${commune} and position() < 20])"_s)},
            {{u"villages.csv"_s, csv}});
        QVERIFY(form);
        FormInstance instance(form, {});
        const auto value = [&](const char *name) { return instance.state(u"/data/"_s + QLatin1StringView(name))->value; };
        bool isAnyFound = false;
        for (const QString &commune : {u""_s, u"c3"_s, u"c6"_s, u"nowhere"_s}) {
            for (const QString &zone : {u""_s, u"z1"_s, u"z4"_s}) {
                for (const QString &village : {u""_s, u"v3"_s, u"v499"_s, u"v500"_s}) {
                    QVERIFY(instance.setAnswer(u"/data/commune"_s, commune).hasValue());
                    QVERIFY(instance.setAnswer(u"/data/zone"_s, zone).hasValue());
                    QVERIFY(instance.setAnswer(u"/data/village"_s, village).hasValue());
                    QCOMPARE(offered(instance, u"/data/a"_s), offered(instance, u"/data/b"_s));
                    QCOMPARE(value("many"), value("scanned"));
                    QCOMPARE(value("third"), value("third_scanned"));
                    QCOMPARE(value("early"), value("early_scanned"));
                    QCOMPARE(value("pulled"), value("found"));
                    QCOMPARE(value("of_zone"), value("of_zone_found"));
                    isAnyFound = isAnyFound || (value("many") != "0"_L1 && value("pulled") == "Village 3"_L1);
                }
            }
        }
        QVERIFY(isAnyFound);
    }

    void aMissingFileLeavesTheRestOfTheForm()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"calculation"_s},
                                {u"select_one_from_file gone.csv"_s, u"a"_s, u"A"_s},
                                {u"calculate"_s, u"b"_s, u""_s, u"concat('[', pulldata('gone', 'x', 'y', ${a}), ']')"_s}},
                               {});
        QVERIFY(form);
        QCOMPARE(form->namedFiles().size(), 1u);
        QVERIFY(!form->namedFiles().front().isThere);
        FormInstance instance(form, {});
        QVERIFY(instance.setAnswer(u"/data/a"_s, u"kept"_s).hasValue());
        QCOMPARE(instance.state(u"/data/a"_s)->value, u"kept"_s);
        QCOMPARE(instance.state(u"/data/b"_s)->value, u"[]"_s);
    }

    void csvAsSpreadsheetsWriteIt()
    {
        const auto form =
            make({{u"type"_s, u"name"_s, u"label"_s, u"calculation"_s},
                  {u"csv-external"_s, u"stock"_s},
                  {u"text"_s, u"key"_s, u"K"_s},
                  {u"calculate"_s, u"b"_s, u""_s, u"pulldata('stock', 'what', 'key', ${key})"_s},
                  {u"calculate"_s, u"n"_s, u""_s, u"count(instance('stock')/root/item)"_s},
                  {u"calculate"_s, u"sum"_s, u""_s, u"sum(instance('stock')/root/item[many > 1]/many)"_s}},
                 {{u"stock.csv"_s, "\xef\xbb\xbfkey;what;many\r\na;\"two\nlines; \"\"quoted\"\"\";2\r\n\r\nb;short\r\n"
                                   "c;last;3"}});
        QVERIFY(form);
        QVERIFY(form->findings().empty());
        QCOMPARE(form->findByName(u"stock"_s), nullptr);
        QCOMPARE(form->findExternalData(u"stock"_s)->lines, std::vector<int>({2, 5, 6}));
        FormInstance instance(form, {});
        QVERIFY(instance.setAnswer(u"/data/key"_s, u"a"_s).hasValue());
        QCOMPARE(instance.state(u"/data/b"_s)->value, u"two\nlines; \"quoted\""_s);
        QCOMPARE(instance.state(u"/data/n"_s)->value, u"3"_s);
        QCOMPARE(instance.state(u"/data/sum"_s)->value, u"5"_s);
    }

    void listsOfTheSheetExternalChoices()
    {
        const Rows survey{{u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s},
                          {u"select_one province"_s, u"province"_s, u"P"_s},
                          {u"select_one_external commune"_s, u"commune"_s, u"C"_s, u"province=${province}"_s},
                          {u"select_one commune"_s, u"other"_s, u"O"_s}};
        const Rows choices{{u"list_name"_s, u"name"_s, u"label"_s},
                           {u"province"_s, u"p1"_s, u"Muyinga"_s},
                           {u"commune"_s, u"x"_s, u"The list of the same name"_s}};
        const Rows external{{u"list_name"_s, u"name"_s, u"label"_s, u"province"_s},
                            {u"commune"_s, u"c1"_s, u"Gasorwe"_s, u"p1"_s},
                            {u"commune"_s, u"c2"_s, u"Mwumba"_s, u"p2"_s}};
        const QByteArray itemsets = "\"list_name\",\"name\",\"label\",\"province\"\n\"commune\",\"c1\",\"Gasorwe\",\"p1\"\n"
                                    "\"commune\",\"c2\",\"Mwumba\",\"p2\"\n";
        for (const auto &form :
             {make(survey, {}, choices, external), make(survey, {{u"itemsets.csv"_s, itemsets}}, choices)}) {
            QVERIFY(form);
            QVERIFY(form->findings().empty());
            FormInstance instance(form, {});
            QVERIFY(instance.setAnswer(u"/data/province"_s, u"p1"_s).hasValue());
            QCOMPARE(offered(instance, u"/data/commune"_s), QStringList{u"c1=Gasorwe"_s});
            QCOMPARE(offered(instance, u"/data/other"_s), QStringList{u"x=The list of the same name"_s});
        }
    }

    void searchFillsAListFromAFile()
    {
        const QString search = u"minimal search('places', 'contains', 'label', ${word}, 'province', 'muyinga')"_s;
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"appearance"_s},
                                {u"text"_s, u"word"_s, u"W"_s},
                                {u"select_one found"_s, u"place"_s, u"P"_s, search},
                                {u"select_one found"_s, u"all"_s, u"P"_s, u"search('places.csv')"_s}},
                               {{u"places.csv"_s, Places}},
                               {{u"list_name"_s, u"name"_s, u"label"_s},
                                {u"found"_s, u"99"_s, u"Another"_s},
                                {u"found"_s, u"name"_s, u"label, province"_s}});
        QVERIFY(form);
        QVERIFY(form->findings().empty());
        FormInstance instance(form, {});
        QVERIFY(instance.setAnswer(u"/data/word"_s, u"Gas"_s).hasValue());
        QCOMPARE(offered(instance, u"/data/place"_s), QStringList({u"99=Another"_s, u"g=Gasorwe, muyinga"_s}));
        QCOMPARE(offered(instance, u"/data/all"_s).size(), 4);
        QVERIFY(instance.setAnswer(u"/data/place"_s, u"g"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/word"_s, u"nothing"_s).hasValue());
        QCOMPARE(instance.state(u"/data/place"_s)->notOffered, u"g"_s);
    }
};

QTEST_GUILESS_MAIN(TestFormPackages)
#include "test_form_packages.moc"
