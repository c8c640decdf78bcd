#include "io/exporters.h"

#include "base/csv.h"
#include "base/error.h"
#include "io/exportrows.h"
#include "io/replacefile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace marz::io {

using base::Error;
using base::ErrorKind;
using incident::Incident;

namespace {

std::vector<Incident> visible(const std::vector<Incident> &incidents, incident::Profile profile,
                              const base::CancelToken &cancel)
{
    std::vector<Incident> out;
    for (const Incident &each : incidents) {
        if (out.size() % 256 == 0)
            cancel.throwIfCancelled();
        if (auto kept = redacted(each, profile))
            out.push_back(std::move(*kept));
    }
    return out;
}

/// With a byte order mark: without it, spreadsheets take Cyrillic and Persian for something else.
QByteArray csvBytes(const std::vector<Incident> &incidents, const incident::Vocabulary &vocabulary)
{
    QByteArray out = "\xEF\xBB\xBF" + base::csvRow(exportColumns()).toUtf8() + "\r\n";
    for (const Incident &each : incidents)
        out += base::csvRow(exportRow(each, vocabulary)).toUtf8() + "\r\n";
    return out;
}

/// Numbers as numbers, empty cells as null, the rest as text.
QJsonValue jsonValue(const QString &column, const QString &cell)
{
    if (cell.isEmpty())
        return QJsonValue::Null;
    if (column == QLatin1String("admin_certain"))
        return cell == QLatin1String("true");
    static const QStringList numbers = {QStringLiteral("lon"), QStringLiteral("lat"),
                                        QStringLiteral("place_radius_m"), QStringLiteral("border_distance_m"),
                                        QStringLiteral("origins")};
    const bool isNumber = numbers.contains(column) || column.startsWith(QLatin1String("killed_")) ||
                          column.startsWith(QLatin1String("injured_"));
    return isNumber ? QJsonValue(cell.toDouble()) : QJsonValue(cell);
}

QByteArray geoJsonBytes(const std::vector<Incident> &incidents, const incident::Vocabulary &vocabulary)
{
    QJsonArray features;
    for (const Incident &each : incidents) {
        QJsonObject properties;
        const QStringList row = exportRow(each, vocabulary);
        for (qsizetype i = 0; i < row.size(); ++i)
            properties.insert(exportColumns()[i], jsonValue(exportColumns()[i], row[i]));
        QJsonValue geometry = QJsonValue::Null;
        if (each.where.point) {
            geometry = QJsonObject{
                {QStringLiteral("type"), QStringLiteral("Point")},
                {QStringLiteral("coordinates"),
                 QJsonArray{properties.value(QLatin1String("lon")), properties.value(QLatin1String("lat"))}}};
        }
        features.append(QJsonObject{{QStringLiteral("type"), QStringLiteral("Feature")},
                                    {QStringLiteral("geometry"), geometry},
                                    {QStringLiteral("properties"), properties}});
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("type"), QStringLiteral("FeatureCollection")},
                                     {QStringLiteral("features"), features}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

ExportReport exportIncidents(const std::vector<Incident> &incidents, const QString &path,
                             incident::Profile profile, const incident::Vocabulary &vocabulary,
                             const base::CancelToken &cancel)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    const bool isCsv = ending == QLatin1String("csv");
    if (!isCsv && ending != QLatin1String("geojson")) {
        throw Error(ErrorKind::Invalid,
                    QStringLiteral("Marz does not write \"%1\".").arg(QFileInfo(path).fileName()),
                    QStringLiteral("Give the file the ending .csv or .geojson."));
    }
    const std::vector<Incident> kept = visible(incidents, profile, cancel);
    if (kept.empty()) {
        throw Error(
            ErrorKind::NotFound,
            incidents.empty()
                ? QStringLiteral("There is nothing to export to %1: no incident was given.").arg(path)
                : QStringLiteral(
                      "There is nothing to export to %1: the profile %2 holds every incident back.")
                      .arg(path, incident::code(profile)),
            incidents.empty()
                ? QStringLiteral("Widen the filter.")
                : QStringLiteral("Set their handling, take them out of draft, or choose another profile."));
    }
    ExportReport report;
    report.file = path;
    report.rows = static_cast<qint64>(kept.size());
    report.withoutPoint = std::count_if(kept.begin(), kept.end(),
                                        [](const Incident &each) { return each.where.isUnlocated(); });
    report.columns = exportColumns();
    const QByteArray bytes = isCsv ? csvBytes(kept, vocabulary) : geoJsonBytes(kept, vocabulary);
    cancel.throwIfCancelled();
    if (isCsv && static_cast<qint64>(base::parseCsv(QString::fromUtf8(bytes)).size()) != report.rows + 1)
        throw Error(ErrorKind::Failed,
                    QStringLiteral("%1 was not written: the table does not read back row by row. What was "
                                   "there before is unchanged.")
                        .arg(path),
                    QStringLiteral("Export as .geojson."));
    replaceFile(path, bytes);
    return report;
}

QString clipboardText(const std::vector<Incident> &incidents, incident::Profile profile,
                      const incident::Vocabulary &vocabulary)
{
    QString out = base::csvRow(exportColumns(), u'\t') % u'\n';
    for (const Incident &each : visible(incidents, profile, {}))
        out += base::csvRow(exportRow(each, vocabulary), u'\t') % u'\n';
    return out;
}

} // namespace marz::io
