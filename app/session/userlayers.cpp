#include "session/userlayers.h"

#include "session/layerstyling.h"
#include "session/rasterlayers.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>
#include <QUuid>

#include <algorithm>

namespace marz::session {

namespace {

map::ReferenceLayer emptyLayer(const QString &id, const QString &name)
{
    map::ReferenceLayer layer;
    layer.id = id;
    layer.name = name;
    layer.role = map::LayerRole::User;
    return layer;
}

} // namespace

UserLayers::UserLayers(LayerList &list, Jobs &jobs, QObject *parent)
    : QObject(parent), m_list(list), m_jobs(jobs)
{
}

UserLayers::~UserLayers()
{
    for (auto &[id, each] : m_entries)
        ++*each.styling;
}

UserLayers::Entry *UserLayers::entry(const QString &id)
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second;
}

const UserLayer *UserLayers::layer(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.layer;
}

QStringList UserLayers::ids() const
{
    QStringList found;
    for (const map::ReferenceLayer &each : m_list.layers()) {
        if (m_entries.contains(each.id))
            found << each.id;
    }
    return found;
}

std::vector<SavedLayer> UserLayers::saved() const
{
    std::vector<SavedLayer> all;
    for (const map::ReferenceLayer &each : m_list.layers()) {
        if (const UserLayer *own = layer(each.id))
            all.push_back({each.id, each.name, own->source, own->style});
    }
    return all;
}

QString UserLayers::sameAs(const LayerSource &source) const
{
    const QString file = source.service ? QString() : QFileInfo(source.path).canonicalFilePath();
    for (const auto &[id, each] : m_entries) {
        if (source.service || each.layer.source.service) {
            if (source.service == each.layer.source.service)
                return id;
            continue;
        }
        const bool isSameFile =
            each.layer.source.path == source.path ||
            (!file.isEmpty() && QFileInfo(each.layer.source.path).canonicalFilePath() == file);
        if (isSameFile && each.layer.source.layer == source.layer)
            return id;
    }
    return {};
}

void UserLayers::setTileCache(const QString &folder, std::shared_ptr<ActivityNotes> notes)
{
    m_setup.cacheFolder = folder;
    m_setup.notes = std::move(notes);
}

void UserLayers::hideServices()
{
    for (const QString &id : ids()) {
        if (layer(id)->source.service)
            m_list.setVisible(m_list.rowOf(id), false);
    }
}

QString UserLayers::add(const LayerSource &source, const QString &name)
{
    const QString id = QStringLiteral("user:") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    add(SavedLayer{id, name.isEmpty() ? layerNameOf(source) : name, source, nullptr});
    Q_EMIT added(id);
    return id;
}

void UserLayers::add(const SavedLayer &saved)
{
    if (m_entries.contains(saved.id) || m_list.rowOf(saved.id) >= 0)
        return; // a damaged store names it twice
    const int row =
        isRaster(saved.source) ? rowForRaster(m_list.layers()) : static_cast<int>(m_list.layers().size());
    Entry &made = m_entries[saved.id];
    made.layer.source = saved.source;
    made.layer.style = saved.style;
    made.layer.colourNumber = m_nextColour++;
    map::ReferenceLayer shown = emptyLayer(saved.id, saved.name);
    shown.style = saved.style;
    m_list.insert(row, std::move(shown));
    queue(saved.id);
}

void UserLayers::locate(const QString &id, const QString &path)
{
    Entry *of = entry(id);
    if (!of)
        return;
    const QDir oldFolder = QFileInfo(of->layer.source.path).absoluteDir();
    const QDir newFolder = QFileInfo(path).absoluteDir();
    of->layer.source.path = QFileInfo(path).absoluteFilePath();
    queue(id);
    for (auto &[otherId, other] : m_entries) {
        const QFileInfo was(other.layer.source.path);
        if (other.layer.state == LayerState::Missing && was.absoluteDir() == oldFolder &&
            newFolder.exists(was.fileName())) {
            other.layer.source.path = newFolder.absoluteFilePath(was.fileName());
            queue(otherId);
        }
    }
}

void UserLayers::setCrs(const QString &id, const QString &crs)
{
    if (Entry *of = entry(id)) {
        of->layer.source.crs = crs;
        queue(id);
    }
}

void UserLayers::setReading(const QString &id, const QString &crs, const QString &encoding)
{
    Entry *of = entry(id);
    if (!of || (of->layer.source.crs == crs && of->layer.source.encoding == encoding))
        return;
    of->layer.source.crs = crs;
    of->layer.source.encoding = encoding;
    queue(id);
}

void UserLayers::setStyle(const QString &id, const map::LayerStyle &style)
{
    Entry *of = entry(id);
    if (!of || (of->layer.style && *of->layer.style == style))
        return;
    const std::shared_ptr<const map::LayerStyle> before = of->layer.style;
    of->layer.style = std::make_shared<const map::LayerStyle>(style);
    if (isRaster(of->layer.source) && before)
        recolour(id, *of, before->raster);
    else if (of->layer.table && before)
        restyle(id, *before);
    Q_EMIT layerChanged(id);
}

void UserLayers::recolour(const QString &id, const Entry &of, const map::RasterStyle &before)
{
    const int row = m_list.rowOf(id);
    if (row < 0)
        return;
    map::ReferenceLayer shown = m_list.layers()[static_cast<std::size_t>(row)];
    shown.style = of.layer.style;
    if (shown.raster && of.layer.style->raster != before)
        shown.raster = rasterSourceOf(m_setup, of.layer.source, of.layer.facts, of.layer.style->raster);
    m_list.replace(std::move(shown));
}

/// What counts rows is done by the worker, and shown with the style that it was done for.
void UserLayers::restyle(const QString &id, const map::LayerStyle &before)
{
    const Entry &of = *entry(id);
    const int row = m_list.rowOf(id);
    if (row < 0)
        return;
    map::ReferenceLayer shown = m_list.layers()[static_cast<std::size_t>(row)];
    const int number = ++*of.styling;
    // What is shown may be behind: a styling that was overtaken is dropped.
    const map::LayerStyle &known = shown.style ? *shown.style : before;
    const bool isRecounted = !haveSameClasses(known, *of.layer.style);
    const bool isRelabelled = !haveSameLabels(known, *of.layer.style);
    if ((!isRecounted && !isRelabelled) || !shown.content) {
        shown.style = of.layer.style;
        m_list.replace(std::move(shown));
        return;
    }
    m_styler.post([this, id, number, last = of.styling, table = of.layer.table, style = of.layer.style,
                   content = shown.content, isRelabelled] {
        if (*last != number)
            return;
        const auto classes = classNumbers(*table, *style);
        std::shared_ptr<const map::LayerContent> relabelled = content;
        if (isRelabelled) {
            auto made = std::make_shared<map::LayerContent>(*content);
            setLabels(made->features, *table, style->labels);
            relabelled = std::move(made);
        }
        QMetaObject::invokeMethod(this, [this, id, number, last, content, relabelled, classes, style] {
            const int at = m_list.rowOf(id);
            if (*last != number || at < 0)
                return;
            map::ReferenceLayer now = m_list.layers()[static_cast<std::size_t>(at)];
            if (now.content != content)
                return; // read anew meanwhile, with this style
            now.content = relabelled;
            now.classOf = classes;
            now.style = style;
            m_list.replace(std::move(now));
            Q_EMIT layerChanged(id);
        });
    });
}

void UserLayers::rename(const QString &id, const QString &name)
{
    const int row = m_list.rowOf(id);
    const QString tidy = tidyName(name);
    if (row >= 0 && entry(id) && !tidy.isEmpty())
        m_list.rename(row, tidy);
}

void UserLayers::remove(const QString &id)
{
    const int row = m_list.rowOf(id);
    const auto found = m_entries.find(id);
    if (row < 0 || found == m_entries.end())
        return;
    stopReading(found->second);
    m_removed.push_back({m_list.layers()[static_cast<std::size_t>(row)], std::move(found->second), row});
    constexpr std::size_t kept = 5; // each holds what was read
    if (m_removed.size() > kept)
        m_removed.erase(m_removed.begin());
    m_entries.erase(found);
    if (m_highlighted.layer == id)
        highlight({});
    m_list.remove(row);
}

void UserLayers::putBack()
{
    if (m_removed.empty())
        return;
    Removed back = std::move(m_removed.back());
    m_removed.pop_back();
    const QString id = back.shown.id;
    const bool wasRead = back.entry.layer.isShown() || back.entry.layer.isInTrouble();
    m_entries[id] = std::move(back.entry);
    m_list.insert(back.row, std::move(back.shown));
    if (!wasRead)
        queue(id);
    else
        Q_EMIT layerChanged(id);
}

void UserLayers::drop(const QStringList &ids)
{
    for (const QString &id : ids)
        remove(id);
    m_removed.clear();
}

void UserLayers::setChangedOnDisk(const QString &id)
{
    Entry *of = entry(id);
    if (!of || of->layer.isChangedOnDisk || !of->layer.isShown())
        return;
    of->layer.isChangedOnDisk = true;
    Q_EMIT layerChanged(id);
}

void UserLayers::setDrawingProblem(const QString &id, const QString &problem)
{
    Entry *of = entry(id);
    if (!of || of->layer.drawingProblem == problem)
        return;
    of->layer.drawingProblem = problem;
    Q_EMIT layerChanged(id);
}

void UserLayers::giveUpCrs(const QString &id)
{
    Entry *of = entry(id);
    if (!of || of->layer.state != LayerState::NeedsCrs)
        return;
    const QString advice = QStringLiteral(" Choose one to see the layer.");
    if (of->layer.reason.endsWith(advice))
        return;
    of->layer.reason += advice;
    Q_EMIT layerChanged(id);
}

void UserLayers::highlight(const map::HighlightedFeature &feature)
{
    if (feature == m_highlighted)
        return;
    m_highlighted = feature;
    Q_EMIT highlightChanged();
}

void UserLayers::finish()
{
    while (m_running > 0 || !m_waiting.empty()) {
        QCoreApplication::processEvents();
        QThread::msleep(2);
    }
    m_styler.drain();
    QCoreApplication::sendPostedEvents(this);
}

} // namespace marz::session
