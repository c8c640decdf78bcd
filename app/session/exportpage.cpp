#include "incident/filtertext.h"
#include "io/exporters.h"
#include "map/rasterpainter.h"
#include "session/mapexport.h"

/// What an export of the map carries beside the map: words, counts, sources, marking, and what its profile
/// lets out.
namespace marz::session {

namespace {

/// Outside the desk nothing counts what is withheld: no "of so many".
QString countLine(const Filtered &filtered, const map::OffMap &offMap, incident::Profile profile)
{
    QString line = QString::number(filtered.total);
    if (profile == incident::Profile::Internal)
        line += QStringLiteral(" of %1").arg(filtered.index->size());
    line += QStringLiteral(" incidents");
    if (filtered.total != filtered.certain)
        line += QStringLiteral(" (%1 certain, %2 possible)")
                    .arg(filtered.certain)
                    .arg(filtered.total - filtered.certain);
    line += QStringLiteral(": %1 drawn").arg(offMap.drawn);
    QStringList apart;
    if (offMap.outside > 0)
        apart << QStringLiteral("%1 outside the frame").arg(offMap.outside);
    if (offMap.coarse > 0)
        apart << QStringLiteral("%1 known only to a province or coarser").arg(offMap.coarse);
    if (offMap.unlocated > 0)
        apart << QStringLiteral("%1 without a place").arg(offMap.unlocated);
    if (filtered.undated > 0)
        apart << QStringLiteral("%1 undated").arg(filtered.undated);
    if (!apart.isEmpty())
        line += QStringLiteral("; ") + apart.join(QStringLiteral(", "));
    return line + u'.';
}

QString sourcesLine(const QStringList &publishers, const QString &credits)
{
    constexpr qsizetype shown = 12;
    QStringList names = publishers;
    names.removeDuplicates();
    QString line = QStringLiteral("Sources: ");
    if (names.isEmpty())
        line += QStringLiteral("none recorded");
    else
        line += names.mid(0, shown).join(QStringLiteral(", "));
    if (names.size() > shown)
        line += QStringLiteral(" and %1 more").arg(names.size() - shown);
    line +=
        QStringLiteral(". Boundaries: Natural Earth; rivers and lakes: GSHHG; places: GeoNames and others.");
    if (!credits.isEmpty())
        line += QStringLiteral(" Pictures: %1.").arg(credits);
    return line;
}

/// Publishers of the sources, each once, protected ones left out.
QStringList publishersOf(const std::vector<incident::Incident> &incidents)
{
    QStringList publishers;
    for (const incident::Incident &each : incidents) {
        for (const incident::SourceUse &source : each.sources) {
            if (!source.isProtected && !source.publisher.isEmpty() && !publishers.contains(source.publisher))
                publishers << source.publisher;
        }
    }
    return publishers;
}

/// The narrowest marking among @p incidents; empty when none has one.
QString highestMarking(const std::vector<incident::Incident> &incidents)
{
    // From the widest audience to the narrowest (FIRST, Traffic Light Protocol 2.0).
    static const QStringList order{QStringLiteral("TLP:CLEAR"), QStringLiteral("TLP:GREEN"),
                                   QStringLiteral("TLP:AMBER"), QStringLiteral("TLP:AMBER+STRICT"),
                                   QStringLiteral("TLP:RED")};
    QString highest;
    for (const incident::Incident &each : incidents) {
        if (each.marking.isEmpty())
            continue;
        const bool isOwn = !order.contains(each.marking);
        if (highest.isEmpty() || isOwn || order.indexOf(each.marking) > order.indexOf(highest))
            highest = each.marking;
        if (isOwn)
            break; // a marking of the team's own vocabulary is never outranked by one we know
    }
    return highest;
}

/// Takes out of @p filtered what @p profile may not show (io::redacted), moves points to their public place
/// and counts again. Returns @p shown, the records matched, as the profile shows them.
std::vector<incident::Incident>
restrictToProfile(Filtered &filtered, const std::vector<incident::Incident> &shown, incident::Profile profile)
{
    index::Mask mask = *filtered.mask;
    std::vector<incident::Facts> moved;
    std::vector<incident::Incident> visible;
    for (const incident::Incident &each : shown) {
        const std::optional<index::Row> row = filtered.index->rowOf(each.fid);
        if (!row)
            continue;
        std::optional<incident::Incident> redacted = io::redacted(each, profile);
        if (!redacted) {
            mask.set(*row, incident::Match::None);
            continue;
        }
        if (!(redacted->where == each.where))
            moved.push_back(incident::factsOf(*redacted));
        visible.push_back(std::move(*redacted));
    }
    if (!moved.empty())
        filtered.index = filtered.index->withChanges(moved, {}); // times are as they were, so rows are too
    filtered.mask = std::make_shared<const index::Mask>(std::move(mask));
    if (profile != incident::Profile::Internal)
        filtered.maskAnyDay = filtered.mask; // of the others nobody asked whether they may be shown
    recount(filtered);
    return visible;
}

map::Page pageFor(const MapExportChoice &choice, const Filtered &filtered, const map::OffMap &offMap,
                  const QString &sources, const QString &marking)
{
    map::Page page;
    page.sizePx = choice.sizePx;
    page.dpi = choice.dpi;
    page.title = choice.title;
    page.filterWords = QStringLiteral("Shown: %1.")
                           .arg(incident::filterWords(filtered.filter, filtered.index->vocabulary()));
    page.countLine = countLine(filtered, offMap, choice.profile);
    page.sourcesLine = sources;
    page.disclaimer = choice.disclaimer.trimmed().isEmpty() ? map::defaultDisclaimer() : choice.disclaimer;
    page.profileLine = QStringLiteral("Profile: %1").arg(incident::words(choice.profile));
    page.marking = marking;
    page.watermark = choice.watermark;
    page.hasLegend = choice.hasLegend;
    return page;
}

/// @p view, of which the part that fills it is to keep off the edges by @p marginPx.
map::Viewport withMargin(const map::Viewport &view, double marginPx)
{
    if (marginPx <= 0)
        return view;
    const QSizeF size = view.size();
    const double least = std::min(size.width(), size.height());
    // A quarter of a very small map at most.
    const double factor = std::max(0.5, 1 - 2 * marginPx / least);
    return view.zoomed(factor, QPointF(size.width() / 2, size.height() / 2));
}

} // namespace

MapExport mapExportOf(const MapExportChoice &choice, map::Scene scene, Filtered filtered,
                      const std::vector<incident::Incident> &shown, const MapSection &section)
{
    MapExport prepared;
    prepared.choice = choice;
    const std::vector<incident::Incident> visible = restrictToProfile(filtered, shown, choice.profile);
    scene.incidents.index = filtered.index;
    scene.incidents.mask = filtered.mask;
    prepared.scene = std::move(scene);
    const QString marking = highestMarking(visible);
    const geo::MapBox seen = section.crs.toMap(section.extent);
    // What is outside the frame is known once the frame is, and the frame once the words around it are.
    map::OffMap offMap;
    for (int pass = 0; pass < 2; ++pass) {
        const QString credits =
            pass == 0 ? QString() : map::attributionOf(prepared.scene.layers, prepared.framed);
        prepared.page =
            pageFor(choice, filtered, offMap, sourcesLine(publishersOf(visible), credits), marking);
        prepared.framed = withMargin(map::viewOnPage(prepared.page, section.crs, seen), section.marginPx);
        offMap = map::offMap(prepared.scene, prepared.framed);
    }
    return prepared;
}

} // namespace marz::session
