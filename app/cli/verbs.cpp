#include "cli/verbs.h"

#include "base/error.h"
#include "cli/typedvalues.h"

#include <QFile>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <limits>

namespace marz::cli {

namespace {

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QStringList texts(const std::vector<std::string> &values)
{
    QStringList list;
    for (const std::string &value : values)
        list << text(value);
    return list;
}

/// An option whose value names a file, or whose values do.
template <typename Value>
CLI::Option *addFile(CLI::App *sub, const char *name, Value &value, const char *help = "")
{
    return sub->add_option(name, value, help)->check(problemOfFileName);
}

/// Each value in an option of its own, as it is: names of files and columns may hold commas and spaces.
void takeOneEach(CLI::Option *option)
{
    option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->allow_extra_args(false);
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    const bool isOpen = path.isEmpty() || path == QLatin1String("-") ? file.open(stdin, QIODevice::ReadOnly)
                                                                     : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        throw base::Error(base::ErrorKind::NotFound,
                          QStringLiteral("%1 cannot be read: %2.").arg(path, file.errorString()));
    return file.readAll();
}

} // namespace

void Verbs::addTo(CLI::App &app)
{
    addReading(app);
    addWriting(app);
    addImporting(app);
    addRendering(app);
    addCare(app);
}

CLI::App *Verbs::command(CLI::App &app, const char *name, const char *help)
{
    CLI::App *sub = app.add_subcommand(name, help);
    sub->add_flag("--json", m_isJson, "the result as one JSON object");
    return sub;
}

CLI::App *Verbs::storeCommand(CLI::App &app, const char *name, const char *help)
{
    CLI::App *sub = command(app, name, help);
    addFile(sub, "STORE", m_store)->required();
    return sub;
}

void Verbs::choose(CLI::App *sub, std::function<std::function<session::CommandResult()>()> understand)
{
    sub->callback([this, understand = std::move(understand)] { m_chosen = understand; });
}

void Verbs::addReading(CLI::App &app)
{
    CLI::App *info = storeCommand(app, "info", "counts, time span, extent, size");
    choose(info, [this] { return [this] { return session::infoOf(text(m_store)); }; });

    CLI::App *list = storeCommand(app, "list", "the incidents that match");
    FilterOptions &listFilter = m_filters.emplace_back();
    listFilter.addTo(*list);
    std::string &limit = m_texts.emplace_back();
    std::string &sort = m_texts.emplace_back();
    bool &isFull = m_flags.emplace_back(false);
    const CLI::Option *limitOption = list->add_option("--limit", limit, "at most N");
    list->add_option("--sort", sort, "by this field of the list");
    list->add_flag("--full", isFull, "items and claims too");
    choose(list, [this, limitOption, &listFilter, &limit, &sort, &isFull] {
        const incident::Filter filter = listFilter.filter();
        session::ListChoice choice{-1, text(sort), isFull};
        if (limitOption->count() > 0)
            choice.limit = static_cast<int>(
                wholeNumberOf(QStringLiteral("--limit"), limit, 0, std::numeric_limits<int>::max()));
        return [this, filter, choice] { return session::listIncidents(text(m_store), filter, choice); };
    });

    CLI::App *count = storeCommand(app, "count", "how many incidents and people");
    FilterOptions &countFilter = m_filters.emplace_back();
    countFilter.addTo(*count);
    std::string &by = m_texts.emplace_back();
    count->add_option("--by", by, "group by")
        ->check(CLI::IsMember({"type", "family", "workflow", "verification", "country", "admin1", "admin2",
                               "day", "week", "month", "year", "actor", "nationality", "outcome", "series",
                               "item", "batch"}));
    choose(count, [this, &countFilter, &by] {
        const incident::Filter filter = countFilter.filter();
        return [this, filter, &by] { return session::countIncidents(text(m_store), filter, text(by)); };
    });

    CLI::App *history = storeCommand(app, "history", "who changed what and when");
    std::string &uid = m_texts.emplace_back();
    history->add_option("UID", uid, "uid or code")->required();
    choose(history,
           [this, &uid] { return [this, &uid] { return session::historyOf(text(m_store), text(uid)); }; });

    CLI::App *where = command(app, "where", "what boundaries and gazetteer say: LON LAT, or NAME");
    std::vector<std::string> &place = m_lists.emplace_back();
    where->add_option("PLACE", place, "LON LAT in degrees, or a name")->required();
    choose(where, [&place]() -> std::function<session::CommandResult()> {
        bool isLon = false;
        bool isLat = false;
        const double lon = text(place[0]).toDouble(&isLon);
        const double lat = place.size() > 1 ? text(place[1]).toDouble(&isLat) : 0;
        if (place.size() == 2 && isLon && isLat)
            return [lon, lat] { return session::wherePosition(lon, lat); };
        return [&place] { return session::whereName(texts(place).join(u' ')); };
    });
}

void Verbs::addWriting(CLI::App &app)
{
    CLI::App *create = storeCommand(app, "new", "creates a store");
    bool &withSample = m_flags.emplace_back(false);
    create->add_flag("--sample", withSample, "with the bundled sample incidents");
    choose(create, [this, &withSample] {
        return [this, &withSample] { return session::newStore(text(m_store), withSample); };
    });

    CLI::App *add = storeCommand(app, "add", "adds incidents from JSON (standard input without --from-json)");
    std::string &file = m_texts.emplace_back();
    addFile(add, "--from-json", file, "FILE, - for standard input");
    choose(add, [this, &file] {
        return [this, &file] { return session::addFromJson(text(m_store), readAll(text(file))); };
    });

    CLI::App *edit = storeCommand(app, "edit", "changes fields of an incident");
    std::string &uid = m_texts.emplace_back();
    edit->add_option("UID", uid, "uid or code")->required();
    std::vector<std::string> &fields = m_lists.emplace_back();
    edit->add_option("FIELD=VALUE", fields, "an empty value means not known")->required();
    std::string &reason = m_texts.emplace_back();
    edit->add_option("--reason", reason, "why, for the history")->required();
    choose(edit, [this, &uid, &fields, &reason] {
        if (text(reason).trimmed().isEmpty())
            throw base::Error(base::ErrorKind::Invalid,
                              QStringLiteral("--reason: say why, in words; it goes into the history."));
        return [this, &uid, &fields, &reason] {
            return session::editFields(text(m_store), text(uid), texts(fields), text(reason));
        };
    });

    CLI::App *undo = storeCommand(app, "undo", "takes the last change back");
    choose(undo, [this] { return [this] { return session::undoLast(text(m_store)); }; });
}

void Verbs::addImporting(CLI::App &app)
{
    CLI::App *import = storeCommand(app, "import", "imports tables as batches");
    std::vector<std::string> &files = m_lists.emplace_back();
    addFile(import, "FILE", files)->required();
    std::string &format = m_texts.emplace_back("auto");
    import->add_option("--format", format)->check(CLI::IsMember({"auto", "csv", "xlsx", "ods"}));
    std::vector<std::string> &map = m_lists.emplace_back();
    takeOneEach(import->add_option("--map", map, "field=column"));
    std::string &order = m_texts.emplace_back();
    import->add_option("--date-order", order)->check(CLI::IsMember({"dmy", "mdy", "ymd"}));
    bool &swapXy = m_flags.emplace_back(false);
    import->add_flag("--swap-xy", swapXy, "latitude and longitude are exchanged");
    bool &isDryRun = m_flags.emplace_back(false);
    import->add_flag("--dry-run", isDryRun, "say what would happen, store nothing");
    std::string &rejects = m_texts.emplace_back();
    addFile(import, "--rejects", rejects, "FILE.csv for the refused rows");
    choose(import, [this, &files, &format, &map, &order, &swapXy, &isDryRun, &rejects] {
        const session::ImportWords words{texts(files), text(format), texts(map),   text(order),
                                         swapXy,       isDryRun,     text(rejects)};
        return [this, words] { return session::importFiles(text(m_store), words); };
    });

    CLI::App *undo = storeCommand(app, "undo-import", "takes an import back");
    std::string &batch = m_texts.emplace_back();
    undo->add_option("BATCH", batch)->required();
    choose(undo, [this, &batch] {
        const qint64 number =
            wholeNumberOf(QStringLiteral("BATCH"), batch, 1, std::numeric_limits<qint64>::max());
        return [this, number] { return session::undoImport(text(m_store), number); };
    });
}

void Verbs::addRendering(CLI::App &app)
{
    CLI::App *out = storeCommand(app, "export", "the filtered incidents as a file, by its ending");
    std::string &file = m_texts.emplace_back();
    addFile(out, "FILE", file)->required();
    std::string &exportProfile = m_texts.emplace_back();
    out->add_option("--profile", exportProfile)->check(CLI::IsMember({"public", "partner", "internal"}));
    FilterOptions &exportFilter = m_filters.emplace_back();
    exportFilter.addTo(*out);
    choose(out, [this, &file, &exportProfile, &exportFilter] {
        const incident::Filter filter = exportFilter.filter();
        return [this, filter, &file, &exportProfile] {
            return session::exportFile(text(m_store), text(file), filter, text(exportProfile));
        };
    });

    CLI::App *render = storeCommand(app, "render", "the map as an image");
    std::string &image = m_texts.emplace_back();
    addFile(render, "OUT", image, ".png or .jpg")->required();
    FilterOptions &filterOptions = m_filters.emplace_back();
    filterOptions.addTo(*render);
    std::string &extent = m_texts.emplace_back();
    std::string &crs = m_texts.emplace_back("EPSG:3857");
    std::string &size = m_texts.emplace_back();
    std::string &paper = m_texts.emplace_back();
    std::string &dpi = m_texts.emplace_back();
    std::string &title = m_texts.emplace_back();
    std::string &profile = m_texts.emplace_back();
    std::vector<std::string> &layers = m_lists.emplace_back();
    const CLI::Option *extentOption = render->add_option("--extent", extent, "W,S,E,N in degrees WGS 84");
    render->add_option("--crs", crs, "EPSG:N, or for the frame: utm, equal-area, conformal");
    bool &hasGraticule = m_flags.emplace_back(false);
    render->add_flag("--graticule", hasGraticule, "with meridians and parallels");
    CLI::Option *sizeOption = render->add_option("--size", size, "WxH in pixels");
    render->add_option("--paper", paper, "A4, A3 or Letter")
        ->check(CLI::IsMember({"A4", "A3", "Letter"}))
        ->excludes(sizeOption);
    const CLI::Option *dpiOption = render->add_option("--dpi", dpi, "dots per inch, 36 to 1200");
    render->add_option("--title", title);
    render->add_option("--profile", profile)->check(CLI::IsMember({"public", "partner", "internal"}));
    takeOneEach(addFile(render, "--layers", layers, "a further map file; repeat it for several"));
    std::string &layerCrs = m_texts.emplace_back();
    const CLI::Option *layerCrsOption =
        render->add_option("--layer-crs", layerCrs, "EPSG:N of those --layers that name none");
    choose(render, [&, this, extentOption, dpiOption, layerCrsOption] {
        session::RenderWords words;
        words.out = text(image);
        if (extentOption->count() > 0)
            words.extent = session::boxOf(QStringLiteral("extent"), text(extent));
        words.crs = session::crsWord(text(crs));
        words.hasGraticule = hasGraticule;
        words.size = text(size);
        words.paper = text(paper);
        if (dpiOption->count() > 0)
            words.dpi = numberOf(QStringLiteral("--dpi"), dpi, 36, 1200);
        words.title = text(title);
        words.profile = text(profile);
        words.layers = texts(layers);
        if (layerCrsOption->count() > 0)
            words.layerCrs = session::epsgWord(QStringLiteral("layer-crs"), text(layerCrs));
        const incident::Filter filter = filterOptions.filter();
        return [this, words, filter] { return session::renderMap(text(m_store), filter, words); };
    });
}

void Verbs::addCare(CLI::App &app)
{
    CLI::App *verify = storeCommand(app, "verify", "integrity, schema, references, geometry, derived data");
    choose(verify, [this] { return [this] { return session::verifyStore(text(m_store)); }; });

    CLI::App *backup = storeCommand(app, "backup", "a consistent, verified copy while others work");
    std::string &target = m_texts.emplace_back();
    addFile(backup, "OUT", target, "must not exist")->required();
    choose(backup, [this, &target] {
        return [this, &target] { return session::backupStore(text(m_store), text(target)); };
    });

    CLI::App *bench = storeCommand(app, "bench", "this machine's figures");
    std::vector<std::string> &benchLayers = m_lists.emplace_back();
    takeOneEach(addFile(bench, "--layers", benchLayers, "measure frames with these map files too"));
    choose(bench, [this, &benchLayers] {
        return [this, &benchLayers] { return session::benchStore(text(m_store), texts(benchLayers)); };
    });
}

} // namespace marz::cli
