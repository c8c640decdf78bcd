#include "cli/verbs.h"

#include "base/error.h"

#include <QFile>

#include <CLI/CLI.hpp>

#include <cstdio>

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

void Verbs::choose(CLI::App *sub, std::function<std::function<session::CommandResult()>()> understand)
{
    sub->callback([this, understand = std::move(understand)] { m_chosen = understand; });
}

void Verbs::addReading(CLI::App &app)
{
    CLI::App *info = command(app, "info", "counts, time span, extent, size");
    info->add_option("STORE", m_store)->required();
    choose(info, [this] { return [this] { return session::infoOf(text(m_store)); }; });

    CLI::App *list = command(app, "list", "the incidents that match");
    list->add_option("STORE", m_store)->required();
    FilterOptions &listFilter = m_filters.emplace_back();
    listFilter.addTo(*list);
    std::string &limit = m_texts.emplace_back();
    std::string &sort = m_texts.emplace_back();
    bool &isFull = m_flags.emplace_back(false);
    list->add_option("--limit", limit, "at most N")->check(CLI::NonNegativeNumber);
    list->add_option("--sort", sort, "by this field of the list");
    list->add_flag("--full", isFull, "items and claims too");
    choose(list, [this, &listFilter, &limit, &sort, &isFull] {
        const incident::Filter filter = listFilter.filter();
        const session::ListChoice choice{limit.empty() ? -1 : text(limit).toInt(), text(sort), isFull};
        return [this, filter, choice] { return session::listIncidents(text(m_store), filter, choice); };
    });

    CLI::App *count = command(app, "count", "how many incidents and people");
    count->add_option("STORE", m_store)->required();
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

    CLI::App *history = command(app, "history", "who changed what and when");
    history->add_option("STORE", m_store)->required();
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
    CLI::App *create = command(app, "new", "creates a store");
    create->add_option("STORE", m_store)->required();
    bool &withSample = m_flags.emplace_back(false);
    create->add_flag("--sample", withSample, "with the bundled sample incidents");
    choose(create, [this, &withSample] {
        return [this, &withSample] { return session::newStore(text(m_store), withSample); };
    });

    CLI::App *add = command(app, "add", "adds incidents from JSON (standard input without --from-json)");
    add->add_option("STORE", m_store)->required();
    std::string &file = m_texts.emplace_back();
    add->add_option("--from-json", file, "FILE, - for standard input");
    choose(add, [this, &file] {
        return [this, &file] { return session::addFromJson(text(m_store), readAll(text(file))); };
    });

    CLI::App *edit = command(app, "edit", "changes fields of an incident");
    edit->add_option("STORE", m_store)->required();
    std::string &uid = m_texts.emplace_back();
    edit->add_option("UID", uid, "uid or code")->required();
    std::vector<std::string> &fields = m_lists.emplace_back();
    edit->add_option("FIELD=VALUE", fields, "an empty value means not known")->required();
    std::string &reason = m_texts.emplace_back();
    edit->add_option("--reason", reason, "why, for the history")->required();
    choose(edit, [this, &uid, &fields, &reason] {
        return [this, &uid, &fields, &reason] {
            return session::editFields(text(m_store), text(uid), texts(fields), text(reason));
        };
    });

    CLI::App *undo = command(app, "undo", "takes the last change back");
    undo->add_option("STORE", m_store)->required();
    choose(undo, [this] { return [this] { return session::undoLast(text(m_store)); }; });
}

void Verbs::addImporting(CLI::App &app)
{
    CLI::App *import = command(app, "import", "imports tables as batches");
    import->add_option("STORE", m_store)->required();
    std::vector<std::string> &files = m_lists.emplace_back();
    import->add_option("FILE", files)->required();
    std::string &format = m_texts.emplace_back("auto");
    import->add_option("--format", format)->check(CLI::IsMember({"auto", "csv", "xlsx", "ods"}));
    std::vector<std::string> &map = m_lists.emplace_back();
    import->add_option("--map", map, "field=column")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    std::string &order = m_texts.emplace_back();
    import->add_option("--date-order", order)->check(CLI::IsMember({"dmy", "mdy", "ymd"}));
    bool &swapXy = m_flags.emplace_back(false);
    import->add_flag("--swap-xy", swapXy, "latitude and longitude are exchanged");
    bool &isDryRun = m_flags.emplace_back(false);
    import->add_flag("--dry-run", isDryRun, "say what would happen, store nothing");
    std::string &rejects = m_texts.emplace_back();
    import->add_option("--rejects", rejects, "FILE.csv for the refused rows");
    choose(import, [this, &files, &format, &map, &order, &swapXy, &isDryRun, &rejects] {
        const session::ImportWords words{texts(files), text(format), texts(map),   text(order),
                                         swapXy,       isDryRun,     text(rejects)};
        return [this, words] { return session::importFiles(text(m_store), words); };
    });

    CLI::App *undo = command(app, "undo-import", "takes an import back");
    undo->add_option("STORE", m_store)->required();
    std::string &batch = m_texts.emplace_back();
    undo->add_option("BATCH", batch)->required()->check(CLI::PositiveNumber);
    choose(undo, [this, &batch] {
        return [this, &batch] { return session::undoImport(text(m_store), text(batch).toLongLong()); };
    });
}

void Verbs::addRendering(CLI::App &app)
{
    CLI::App *out = command(app, "export", "the filtered incidents as a file, by its ending");
    out->add_option("STORE", m_store)->required();
    std::string &file = m_texts.emplace_back();
    out->add_option("FILE", file)->required();
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

    CLI::App *render = command(app, "render", "the map as an image");
    render->add_option("STORE", m_store)->required();
    std::string &image = m_texts.emplace_back();
    render->add_option("OUT", image, ".png or .jpg")->required();
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
    render->add_option("--extent", extent, "W,S,E,N in degrees WGS 84");
    render->add_option("--crs", crs, "EPSG:N");
    CLI::Option *sizeOption = render->add_option("--size", size, "WxH in pixels");
    render->add_option("--paper", paper, "A4, A3 or Letter")
        ->check(CLI::IsMember({"A4", "A3", "Letter"}))
        ->excludes(sizeOption);
    render->add_option("--dpi", dpi)->check(CLI::Range(36.0, 1200.0));
    render->add_option("--title", title);
    render->add_option("--profile", profile)->check(CLI::IsMember({"public", "partner", "internal"}));
    render->add_option("--layers", layers, "further map files")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    choose(render, [&, this] {
        session::RenderWords words;
        words.out = text(image);
        if (!extent.empty())
            words.extent = session::boxOf(QStringLiteral("extent"), text(extent));
        words.epsg = session::epsgOf(text(crs));
        words.size = text(size);
        words.paper = text(paper);
        if (!dpi.empty())
            words.dpi = text(dpi).toDouble();
        words.title = text(title);
        words.profile = text(profile);
        words.layers = texts(layers);
        const incident::Filter filter = filterOptions.filter();
        return [this, words, filter] { return session::renderMap(text(m_store), filter, words); };
    });
}

void Verbs::addCare(CLI::App &app)
{
    CLI::App *verify = command(app, "verify", "integrity, schema, references, geometry, derived data");
    verify->add_option("STORE", m_store)->required();
    choose(verify, [this] { return [this] { return session::verifyStore(text(m_store)); }; });

    CLI::App *backup = command(app, "backup", "a consistent, verified copy while others work");
    backup->add_option("STORE", m_store)->required();
    std::string &target = m_texts.emplace_back();
    backup->add_option("OUT", target, "must not exist")->required();
    choose(backup, [this, &target] {
        return [this, &target] { return session::backupStore(text(m_store), text(target)); };
    });

    CLI::App *bench = command(app, "bench", "this machine's figures");
    bench->add_option("STORE", m_store)->required();
    choose(bench, [this] { return [this] { return session::benchStore(text(m_store)); }; });
}

} // namespace marz::cli
