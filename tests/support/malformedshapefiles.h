#pragma once

#include "tests/support/malformedlayer.h"

#include <cmath>
#include <limits>

/// Shapefiles that are cut off, contradict themselves or hold what no area is.
namespace marz::test::malformed {

inline std::function<void(const QDir &)> shape(const Shapefile &files)
{
    return [=](const QDir &folder) { putShapefile(folder.filePath("a"), files); };
}

/// Three areas after @p change.
inline std::function<void(const QDir &)> changed(const std::function<void(Shapefile &)> &change)
{
    Shapefile files = areas(3);
    change(files);
    return shape(files);
}

inline void addCutShapefiles(Rows &rows)
{
    const QString shp = QStringLiteral("a.shp");
    const auto cut = [](QByteArray Shapefile::*part, qsizetype bytes) {
        return changed([=](Shapefile &s) { s.*part = (s.*part).left(bytes); });
    };
    const QString notWhole = QStringLiteral("not whole");
    const QString notOpened = QStringLiteral("cannot be opened");
    rows += {
        {"shp of no bytes", shp, Verdict::Refused, 0, "a.shp is empty", cut(&Shapefile::shp, 0)},
        {"shp of half a header", shp, Verdict::Refused, 0, notOpened, cut(&Shapefile::shp, 50)},
        {"shp of a header alone", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::shp, 100)},
        {"shp cut in a record's head", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::shp, 104)},
        {"shp cut in its second record", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::shp, 300)},
        {"shp cut by a byte", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::shp, 507)},
        {"shx of no bytes", shp, Verdict::Refused, 0, notOpened, cut(&Shapefile::shx, 0)},
        {"shx of half a header", shp, Verdict::Refused, 0, notOpened, cut(&Shapefile::shx, 60)},
        {"shx of a header alone", shp, Verdict::Refused, 0, notOpened, cut(&Shapefile::shx, 100)},
        {"shx cut in an entry", shp, Verdict::Refused, 0, notOpened, cut(&Shapefile::shx, 110)},
        {"dbf of no bytes", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::dbf, 0)},
        {"dbf of half a header", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::dbf, 20)},
        {"dbf cut in its fields", shp, Verdict::Opened, 3, notWhole, cut(&Shapefile::dbf, 40)},
        {"dbf cut in a record", shp, Verdict::Opened, 1, notWhole, cut(&Shapefile::dbf, 100)},
        {"dbf missing", shp, Verdict::Opened, 3, "a.dbf is missing",
         changed([](Shapefile &s) { s.dbf = QByteArray(); })},
        {"shx missing", shp, Verdict::Refused, 0, "its .shx file is missing",
         changed([](Shapefile &s) { s.shx = QByteArray(); })},
    };
    rows[rows.size() - 2].make = [](const QDir &folder) {
        putShapefile(folder.filePath("a"), areas(3));
        QFile::remove(folder.filePath("a.dbf"));
    };
    rows.last().make = [](const QDir &folder) {
        putShapefile(folder.filePath("a"), areas(3));
        QFile::remove(folder.filePath("a.shx"));
    };
}

inline void addContradictions(Rows &rows)
{
    const QString shp = QStringLiteral("a.shp");
    const auto put = [](QByteArray &bytes, qsizetype at, const QByteArray &what) {
        bytes.replace(at, what.size(), what);
    };
    rows += {
        {"dbf of fewer records", shp, Verdict::Opened, 2, "its index holds 3 records and its table 2",
         changed([](Shapefile &s) { s.dbf = areas(2).dbf; })},
        {"dbf of more records", shp, Verdict::Opened, 3, "its index holds 3 records and its table 5",
         changed([](Shapefile &s) { s.dbf = areas(5).dbf; })},
        {"dbf of 2^31 records", shp, Verdict::Refused, 0, "no record of it can be read",
         changed([=](Shapefile &s) { put(s.dbf, 4, little<quint32>(1U << 31U)); })},
        {"dbf with records of no width", shp, Verdict::Opened, 3, "makes no sense",
         changed([=](Shapefile &s) { put(s.dbf, 10, little<quint16>(0)); })},
        {"dbf with a header beyond its end", shp, Verdict::Opened, 3, "not whole",
         changed([=](Shapefile &s) { put(s.dbf, 8, little<quint16>(65'535)); })},
        {"dbf of noise", shp, Verdict::Opened, 3, "",
         changed([](Shapefile &s) { s.dbf = QByteArray(400, '\x7f'); })},
        {"shx that points beyond the end", shp, Verdict::Opened, 3, "",
         changed([=](Shapefile &s) { put(s.shx, 108, big<qint32>(1 << 29)); })},
        {"shx with negative offsets", shp, Verdict::Refused, 0, "Invalid offset",
         changed([=](Shapefile &s) { put(s.shx, 108, big<qint32>(-8)); })},
        {"shx with records of 2^31 bytes", shp, Verdict::Refused, 0, "Invalid length",
         changed([=](Shapefile &s) { put(s.shx, 112, big<qint32>(0x3FFFFFFF)); })},
        {"shx of 2^31 records", shp, Verdict::Refused, 0, "cannot be opened",
         changed([=](Shapefile &s) { put(s.shx, 24, big<qint32>(0x7FFFFFFF)); })},
        {"header of another type", shp, Verdict::Opened, 3, "",
         changed([=](Shapefile &s) { put(s.shp, 32, little<qint32>(1)); })},
        {"header of no type", shp, Verdict::Opened, 3, "",
         changed([=](Shapefile &s) { put(s.shp, 32, little<qint32>(99)); })},
        {"header box of NaN", shp, Verdict::Opened, 3, "", changed([=](Shapefile &s) {
             put(s.shp, 36, doubles({NAN, NAN, NAN, NAN}));
         })},
    };
}

inline void addShapes(Rows &rows)
{
    const QString shp = QStringLiteral("a.shp");
    const auto one = [](const QByteArray &bytes) {
        return shape(shapefile(5, {bytes, areaShape({squareRing(61, 31)})}, {.rows = {{"bad"}, {"good"}}}));
    };
    const double infinity = std::numeric_limits<double>::infinity();
    const auto points = [](double x, double y) {
        return shape(shapefile(1, {pointShape(x, y), pointShape(70, 37)}, {.rows = {{"bad"}, {"good"}}}));
    };
    QList<Ring> nested;
    for (int i = 0; i < 3000; ++i)
        nested += squareRing(61 + i * 1e-4, 31 + i * 1e-4, 1 - i * 2e-4);
    Ring open = squareRing(62, 31);
    open.removeLast();
    rows += {
        {"area of 2^31 points", shp, Verdict::Opened, 2, "1 record has no geometry",
         one(areaShape({squareRing(62, 31)}, 1, 0x7FFFFFFF))},
        {"area of 2^31 rings", shp, Verdict::Opened, 2, "1 record has no geometry",
         one(areaShape({squareRing(62, 31)}, 0x7FFFFFFF, 5))},
        {"area of negative points", shp, Verdict::Opened, 2, "1 record has no geometry",
         one(areaShape({squareRing(62, 31)}, 1, 0x40000005))},
        {"area of no points", shp, Verdict::Opened, 2, "1 record has no geometry", one(areaShape({}))},
        {"ring that is not closed", shp, Verdict::Opened, 2, "", one(areaShape({open}))},
        {"ring of two points", shp, Verdict::Opened, 2, "", one(areaShape({{{62, 31}, {63, 31}}}))},
        {"ring without area", shp, Verdict::Opened, 2, "",
         one(areaShape({{{62, 31}, {63, 31}, {62, 31}, {62, 31}}}))},
        {"rings nested by the thousand", shp, Verdict::Opened, 2, "", one(areaShape(nested))},
        {"ring of NaN", shp, Verdict::Opened, 2, "1 record has coordinates that are not numbers",
         one(areaShape({{{62, 31}, {NAN, NAN}, {63, 32}, {63, 31}, {62, 31}}}))},
        {"ring of infinity", shp, Verdict::Opened, 2, "1 record has coordinates that are not numbers",
         one(areaShape({{{62, 31}, {62, infinity}, {63, 32}, {63, 31}, {62, 31}}}))},
        {"point of NaN", shp, Verdict::Opened, 2, "1 record has", points(NAN, NAN)},
        {"point of infinity", shp, Verdict::Opened, 2, "1 record has coordinates that are not numbers",
         points(infinity, -infinity)},
        {"point of 1e300", shp, Verdict::Opened, 2, "1 record lies beyond", points(1e300, -1e300)},
        {"every point of NaN", shp, Verdict::Opened, 1, "",
         shape(shapefile(1, {pointShape(NAN, NAN)}, {.rows = {{"bad"}}}))},
    };
}

inline void addProjections(Rows &rows)
{
    const QString shp = QStringLiteral("a.shp");
    const auto with = [](const QByteArray &prj, double x, double y) {
        Shapefile files = shapefile(1, {pointShape(x, y)}, {.rows = {{"a"}}});
        files.prj = prj;
        return shape(files);
    };
    const QByteArray utf16 = QByteArray("\xFF\xFEG\0E\0O\0G\0C\0S\0[\0", 16);
    rows += {
        {"prj of garbage", shp, Verdict::Opened, 1, "a.prj is not a description",
         with("\x01\x02garbage[[[", 70, 37)},
        {"prj of garbage and metres", shp, Verdict::NeedsCrs, 0, "a.shp does not name",
         with("\x01\x02garbage[[[", 605384, 4204278)},
        {"prj of UTF-16", shp, Verdict::Opened, 1, "a.prj is UTF-16", with(utf16, 70, 37)},
        {"prj of UTF-16 and metres", shp, Verdict::NeedsCrs, 0, "a.shp does not name",
         with(utf16, 605384, 4204278)},
        {"prj of no bytes", shp, Verdict::Opened, 1, "a.prj is empty", with("", 70, 37)},
        {"prj of deep brackets", shp, Verdict::Opened, 1, "a.prj", with(QByteArray(200'000, '['), 70, 37)},
        {"prj of a name without end", shp, Verdict::Opened, 1, "a.prj",
         with("GEOGCS[\"" + QByteArray(300'000, 'x'), 70, 37)},
        {"prj in degrees and metres in the file", shp, Verdict::Opened, 1, "none of 1 record",
         with(wgs84Prj, 605384, 4204278)},
        {"prj with a grid file of a device", shp, Verdict::Opened, 1, "",
         with(
             R"(GEOGCS["x",DATUM["x",SPHEROID["x",6378137,298.25],EXTENSION["PROJ4_GRIDS","/dev/zero"]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]])",
             70, 37)},
        {"cpg of nonsense", shp, Verdict::Opened, 3, "a.cpg names no encoding",
         changed([](Shapefile &s) { s.cpg = "../../../etc/passwd"; })},
        {"cpg of many bytes", shp, Verdict::Opened, 3, "a.cpg names no encoding",
         changed([](Shapefile &s) { s.cpg = QByteArray(1'000'000, 'x'); })},
        {"texts of a wrong code page", shp, Verdict::Opened, 1, "1 cell is not UTF-8",
         [](const QDir &folder) {
             Shapefile files = shapefile(1, {pointShape(70, 37)}, {.rows = {{"\xD5\xEE\xF0"}}});
             files.cpg = "UTF-8";
             putShapefile(folder.filePath("a"), files);
         }},
    };
}

} // namespace marz::test::malformed
