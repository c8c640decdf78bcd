#pragma once

#include "geo/crs.h"
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
    QString text;      ///< holds what strangers wrote, control characters too
    QStringList notes; ///< what a person should know besides, for standard error
    int exitCode = 0;  ///< 1 when done but something was rejected, or there was nothing to do
};

/// FILTER as typed, one list per option ("type" -> codes); names are resolved against boundaries and
/// gazetteer. Types and families are left to checkVocabulary(), since each store has its own. Throws
/// base::Error(Invalid or Ambiguous), which the command line answers with exit code 2.
incident::Filter filterFromWords(const QMap<QString, QStringList> &words, const QStringList &flags);
/// Throws base::Error(Ambiguous), listing the codes there are, when @p filter asks for a type or family that
/// the store's @p vocabulary lacks.
void checkVocabulary(const incident::Filter &filter, const incident::Vocabulary &vocabulary);

/// A region by code or name; throws Ambiguous (listing the codes) or Invalid.
incident::RegionChoice regionNamed(const QString &name);
/// "W,S,E,N" in degrees; throws Invalid naming @p option.
geo::GeoBox boxOf(const QString &option, const QString &value);

/// What crsOf() takes: "EPSG:32642" (also for "32642"), or one that is centred on the frame: "utm",
/// "equal-area", "conformal". Throws Invalid when it is no projected CRS that PROJ knows.
QString crsWord(const QString &value);
/// The CRS of a crsWord() for a map of @p frame, in degrees; Web Mercator for an empty one.
geo::Crs crsOf(const QString &word, const geo::GeoBox &frame);

/// "EPSG:32642", also for "32642"; throws Invalid, naming @p option, when it has not that form.
QString epsgWord(const QString &option, const QString &value);

// The verbs. `store` is the path of an existing store, except for newStore(). Kind Ambiguous means wrong
// usage that only the open store or the words together could show.

CommandResult infoOf(const QString &store);
/// Creates @p store, which must not exist: complete or absent.
CommandResult newStore(const QString &store, bool withSample);
/// Adds one incident, an array of them or {"incidents": [...]}, all in one change set or none.
CommandResult addFromJson(const QString &store, const QByteArray &json);
/// @p uid: uid or code; @p assignments: "field=value", an empty value means not known. Throws Ambiguous for
/// one that cannot be read, Invalid for a record that breaks a rule.
CommandResult editFields(const QString &store, const QString &uid, const QStringList &assignments,
                         const QString &reason);
/// @p uid: uid or code; the uid of a deleted incident has its history too.
CommandResult historyOf(const QString &store, const QString &uid);
/// Takes the last change set back that is not taken back yet; throws NotFound when there is none.
CommandResult undoLast(const QString &store);
struct ListChoice {
    int limit = -1;      ///< at most so many, the totals count all; negative = all
    QString sort;        ///< a key of the list's entries; empty = newest first
    bool isFull = false; ///< items and claims too
};
/// Throws Ambiguous, listing the keys, when there is no such key to sort by.
CommandResult listIncidents(const QString &store, const incident::Filter &filter, const ListChoice &choice);
/// @p by: a word of `--by` in docs/cli.md, or empty.
CommandResult countIncidents(const QString &store, const incident::Filter &filter, const QString &by);
struct ImportWords {
    QStringList files; ///< each one a batch
    QString format = QStringLiteral("auto");
    QStringList map;   ///< field=column
    QString dateOrder; ///< "dmy", "mdy", "ymd"; empty = as the data prove
    bool swapXy = false;
    bool isDryRun = false;
    QString rejects; ///< a CSV for the refused and doubtful rows; empty = none
};
/// Exit code 1 when a file gave no incident or had rows rejected. Throws Ambiguous for a `map` that names no
/// field.
CommandResult importFiles(const QString &store, const ImportWords &words);
/// @p batch: the number that the import told.
CommandResult undoImport(const QString &store, qint64 batch);
/// Writes @p file, by its ending; @p profile: "public", "partner", "internal", empty = internal. Exit code 1
/// when there was nothing to write.
CommandResult exportFile(const QString &store, const QString &file, const incident::Filter &filter,
                         const QString &profile);
struct RenderWords {
    QString out;                       ///< .png or .jpg
    std::optional<geo::GeoBox> extent; ///< degrees; absent = the filter's regions, else all incidents
    QString crs;                       ///< checked by crsWord()
    bool hasGraticule = false;
    QString size;              ///< "1920x1080", 100 to 30000 pixels a side
    QString paper;             ///< "A4", instead of a size
    std::optional<double> dpi; ///< dots per inch; absent = 96, on paper 300
    QString title;
    QString profile;    ///< as exportFile()
    QStringList layers; ///< foreign files, drawn over the layers that the store keeps
    QString layerCrs;   ///< checked by epsgWord(): of those files that name none; empty = they are refused
};
/// Throws Ambiguous for a size that is not possible.
CommandResult renderMap(const QString &store, const incident::Filter &filter, const RenderWords &words);
/// Degrees WGS 84; throws Ambiguous when that is no position. A point outside the bundled boundaries is in no
/// country, and not certainly so.
CommandResult wherePosition(double lon, double lat);
/// Places of that name, best first; exit code 1 when there is none.
CommandResult whereName(const QString &name);
/// Exit code 1 when there are problems; a store too damaged to be opened is one of them, not an exception.
CommandResult verifyStore(const QString &store);
/// A consistent, verified copy; @p target must not exist.
CommandResult backupStore(const QString &store, const QString &target);
/// Measures; edits go to a temporary copy. Every figure has its key, null where the store gave nothing to
/// measure with. With @p layers (foreign files) the frames of the map with them are measured too.
CommandResult benchStore(const QString &store, const QStringList &layers);

} // namespace marz::session
