#include "session/userlayers.h"

#include "base/error.h"
#include "session/layerloading.h"
#include "session/layerstyling.h"
#include "session/rasterlayers.h"

#include <QFileInfo>

#include <utility>

/// Reading layers in the background.
namespace marz::session {

namespace {

constexpr int readAtOnce = 2;

} // namespace

/// What a reading makes on its thread.
struct UserLayers::Prepared {
    LoadedLayer loaded;
    std::shared_ptr<const map::LayerContent> content;
    std::shared_ptr<const map::LayerStyle> style;
    std::shared_ptr<const std::vector<std::uint8_t>> classes;
    bool isMissing = false;
    bool isOffline = false;
    bool isCancelled = false;
};

void UserLayers::queue(const QString &id)
{
    Entry *of = entry(id);
    stopReading(*of);
    if (of->layer.state != LayerState::Waiting && of->layer.state != LayerState::Loading)
        of->before = of->layer.state;
    of->layer.state = LayerState::Waiting;
    ++of->reading;
    m_waiting.push_back(id);
    Q_EMIT layerChanged(id);
    startNext();
}

void UserLayers::stopReading(Entry &of)
{
    if (of.layer.job != 0)
        m_jobs.cancel(std::exchange(of.layer.job, 0));
}

void UserLayers::startNext()
{
    while (m_running < readAtOnce && !m_waiting.empty()) {
        const QString id = m_waiting.front();
        m_waiting.pop_front();
        const Entry *of = entry(id);
        if (of && of->layer.state == LayerState::Waiting && of->layer.source.service)
            connectService(id);
        else if (of && of->layer.state == LayerState::Waiting)
            read(id);
    }
}

/// There is nothing to read: tiles are fetched for what the map shows, if the host may be asked.
void UserLayers::connectService(const QString &id)
{
    Entry &of = *entry(id);
    const TileService &service = *of.layer.source.service;
    auto prepared = std::make_shared<Prepared>();
    prepared->style = of.layer.style ? of.layer.style : std::make_shared<const map::LayerStyle>();
    prepared->isOffline = !m_allowedServices.contains(service.consentKey());
    QString reason;
    if (prepared->isOffline) {
        reason = QStringLiteral(
                     "%1 is not asked until you allow it: it will see which part of the map you look at.")
                     .arg(service.origin());
        if (!service.isEncrypted())
            reason += QStringLiteral(" It is not encrypted: others on the way see it too.");
    }
    take(id, of.reading, prepared, reason);
}

void UserLayers::allowService(const TileService &service)
{
    const QString key = service.consentKey();
    if (!m_allowedServices.contains(key))
        m_allowedServices << key;
    for (const QString &id : ids()) {
        const UserLayer &each = *layer(id);
        if (each.state == LayerState::Offline && each.source.service->consentKey() == key)
            queue(id);
    }
}

void UserLayers::read(const QString &id)
{
    Entry *of = entry(id);
    of->layer.state = LayerState::Loading;
    ++m_running;
    auto prepared = std::make_shared<Prepared>();
    of->layer.job = m_jobs.start(
        QStringLiteral("Reading %1").arg(QFileInfo(of->layer.source.path).fileName()),
        [prepared, program = m_setup.helperProgram, source = of->layer.source, style = of->layer.style,
         colour = of->layer.colourNumber](const base::CancelToken &cancel, const base::Progress &progress) {
            try {
                prepared->isMissing = !QFileInfo::exists(source.path);
                if (prepared->isMissing)
                    throw base::Error(base::ErrorKind::NotFound, source.path);
                if (isRaster(source)) {
                    prepared->loaded.facts = loadRaster(program, source, prepared->loaded.needsCrs, cancel);
                    prepared->style = style ? style
                                            : std::make_shared<const map::LayerStyle>(
                                                  firstRasterStyle(prepared->loaded.facts));
                    return;
                }
                prepared->loaded = loadLayer(program, source, cancel, progress);
                LoadedLayer &loaded = prepared->loaded;
                if (loaded.needsCrs)
                    return;
                prepared->style = style ? style
                                        : std::make_shared<const map::LayerStyle>(
                                              firstStyle(*loaded.table, loaded.facts, colour));
                setLabels(loaded.features, *loaded.table, prepared->style->labels);
                prepared->classes = classNumbers(*loaded.table, *prepared->style);
                cancel.throwIfCancelled();
                prepared->content =
                    std::make_shared<const map::LayerContent>(map::LayerContent{std::move(loaded.features)});
            } catch (const base::Error &error) {
                prepared->isCancelled = error.kind() == base::ErrorKind::Cancelled;
                throw;
            }
        },
        [this, id, reading = of->reading, prepared](const QString &error) {
            --m_running;
            take(id, reading, prepared, error);
            startNext();
        });
    Q_EMIT layerChanged(id);
}

void UserLayers::take(const QString &id, int reading, const std::shared_ptr<Prepared> &prepared,
                      const QString &error)
{
    Entry *of = entry(id);
    if (!of || of->reading != reading)
        return;
    of->layer.job = 0;
    if (error.isEmpty() && prepared->loaded.needsCrs) {
        of->layer.state = LayerState::NeedsCrs;
        of->layer.facts = prepared->loaded.facts;
        of->layer.reason = prepared->loaded.facts.warnings.value(
            0, QStringLiteral("%1 does not say which coordinate system it is in.")
                   .arg(QFileInfo(of->layer.source.path).fileName()));
    } else if (error.isEmpty()) {
        show(id, *of, *prepared);
        of->layer.drawingProblem.clear();
        of->layer.state = LayerState::Ready;
        of->layer.reason.clear();
        of->layer.isChangedOnDisk = false;
        of->layer.table = prepared->loaded.table;
        of->layer.facts = prepared->loaded.facts;
        const bool isRestyled = of->layer.style && of->layer.style != prepared->style;
        if (!of->layer.style)
            of->layer.style = prepared->style;
        if (isRestyled && isRaster(of->layer.source)) // while it was read
            recolour(id, *of, prepared->style->raster);
        else if (isRestyled)
            restyle(id, *prepared->style);
    } else {
        fail(*of, *prepared, error);
    }
    const int row = m_list.rowOf(id);
    if (!of->layer.isShown() && row >= 0) {
        map::ReferenceLayer shown = m_list.layers()[static_cast<std::size_t>(row)];
        shown.content.reset();
        shown.classOf.reset();
        shown.raster.reset();
        m_list.replace(std::move(shown));
    }
    Q_EMIT layerChanged(id);
    Q_EMIT loadingEnded(id);
}

void UserLayers::show(const QString &id, const Entry &of, const Prepared &prepared)
{
    const int row = m_list.rowOf(id);
    if (row < 0)
        return;
    map::ReferenceLayer shown = m_list.layers()[static_cast<std::size_t>(row)];
    shown.content = prepared.content;
    shown.style = prepared.style;
    shown.classOf = prepared.classes;
    if (isRaster(of.layer.source))
        shown.raster =
            rasterSourceOf(m_setup, of.layer.source, prepared.loaded.facts, prepared.style->raster);
    else if (!of.layer.style)
        shown.hasLabels = isLabelledAtFirst(prepared.loaded.facts, *prepared.style);
    else if (!of.layer.table)
        shown.hasLabels = shown.hasLabels && !prepared.style->labels.field.isEmpty();
    m_list.replace(std::move(shown));
}

void UserLayers::fail(Entry &of, const Prepared &prepared, const QString &error)
{
    if (prepared.isCancelled && of.before == LayerState::Ready) {
        of.layer.state = LayerState::Ready; // a reload that was stopped: what was there stays
        return;
    }
    of.layer.state = prepared.isMissing   ? LayerState::Missing
                     : prepared.isOffline ? LayerState::Offline
                                          : LayerState::Failed;
    of.layer.reason = prepared.isCancelled ? QStringLiteral("Reading was stopped. Reload reads it again.")
                      : prepared.isMissing
                          ? QStringLiteral("%1 is not there any more. Locate it, or remove the layer.")
                                .arg(of.layer.source.path)
                          : error;
}

void UserLayers::reload(const QString &id)
{
    if (entry(id))
        queue(id);
}

void UserLayers::cancel(const QString &id)
{
    Entry *of = entry(id);
    if (!of)
        return;
    if (of->layer.job != 0) {
        m_jobs.cancel(of->layer.job);
    } else if (of->layer.state == LayerState::Waiting) {
        Prepared stopped;
        stopped.isCancelled = true;
        fail(*of, stopped, {});
        Q_EMIT layerChanged(id);
        Q_EMIT loadingEnded(id);
    }
}

} // namespace marz::session
