#pragma once

#include "incident/filter.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>

/// The verbs of the command line, without parsing and printing. Each throws base::Error; results are the JSON
/// objects of docs/cli.md, `text` is what a person reads.
namespace marz::session {

struct CommandResult {
    QJsonObject json;
    QString text;
    int exitCode = 0;
};

/// FILTER as typed, one list per option ("--type" -> codes); names are resolved against boundaries, gazetteer
/// and vocabulary. Throws base::Error(Invalid or Ambiguous), which the command line answers with exit code 2.
incident::Filter filterFromWords(const QMap<QString, QStringList> &words, const QStringList &flags);

/// A region by code or name; throws Ambiguous (listing the codes) or Invalid.
incident::RegionChoice regionNamed(const QString &name);
/// "W,S,E,N" in degrees; throws Invalid naming @p option.
geo::GeoBox boxOf(const QString &option, const QString &value);

/// "EPSG:3857" or "3857"; throws Invalid.
int epsgOf(const QString &value);

CommandResult infoOf(const QString &store);
CommandResult newStore(const QString &store, bool withSample);
CommandResult addFromJson(const QString &store, const QByteArray &json);
CommandResult editFields(const QString &store, const QString &uid, const QStringList &assignments,
                         const QString &reason);
CommandResult historyOf(const QString &store, const QString &uid);
CommandResult undoLast(const QString &store);
struct ListChoice {
    int limit = -1;
    QString sort;
    bool isFull = false;
};
CommandResult listIncidents(const QString &store, const incident::Filter &filter, const ListChoice &choice);
CommandResult countIncidents(const QString &store, const incident::Filter &filter, const QString &by);
struct ImportWords {
    QStringList files;
    QString format = QStringLiteral("auto");
    QStringList map; ///< field=column
    QString dateOrder;
    bool swapXy = false;
    bool isDryRun = false;
    QString rejects;
};
CommandResult importFiles(const QString &store, const ImportWords &words);
CommandResult undoImport(const QString &store, qint64 batch);
CommandResult exportFile(const QString &store, const QString &file, const incident::Filter &filter,
                         const QString &profile);
struct RenderWords {
    QString out;
    std::optional<geo::GeoBox> extent;
    int epsg = 3857;
    QString size;  ///< "1920x1080"
    QString paper; ///< "A4"
    std::optional<double> dpi;
    QString title;
    QString profile;
    QStringList layers; ///< foreign files
};
CommandResult renderMap(const QString &store, const incident::Filter &filter, const RenderWords &words);
CommandResult wherePosition(double lon, double lat);
CommandResult whereName(const QString &name);
CommandResult verifyStore(const QString &store);
CommandResult backupStore(const QString &store, const QString &target);
CommandResult benchStore(const QString &store);

} // namespace marz::session
