#include "session/rasterpictures.h"

#include "base/error.h"
#include "base/taskqueue.h"
#include "map/rasterpainter.h"

#include <QCoreApplication>

#include <algorithm>
#include <atomic>

namespace marz::session {

/// What came of drawing a layer once.
struct RasterPictures::Outcome {
    std::shared_ptr<const map::RasterSource> source;
    map::Viewport view;
    std::shared_ptr<const map::RasterPicture> picture; ///< null when it failed
    QString problem;
};

struct RasterPictures::Work {
    QString name;
    std::shared_ptr<const Outcome> newest; ///< with a picture
    std::shared_ptr<const Outcome> failed; ///< the last one, if it failed: not tried again for its view
    std::shared_ptr<const map::RasterSource> asked; ///< null = nothing is under way
    map::Viewport askedView;
    base::CancelToken cancel;
    std::shared_ptr<std::atomic_int> posted = std::make_shared<std::atomic_int>(0); ///< tasks not done yet
    base::TaskQueue queue{base::ThreadPriority::Background};                        // last: joins first

    ~Work() { cancel.cancel(); }

    void stop()
    {
        cancel.cancel();
        asked.reset();
    }

    bool has(const map::ReferenceLayer &layer, const map::Viewport &view) const
    {
        const auto isOf = [&](const std::shared_ptr<const Outcome> &outcome) {
            return outcome && outcome->source == layer.raster && map::serves({{}, outcome->view, {}}, view);
        };
        return isOf(newest) || isOf(failed);
    }
    bool isUnderWay(const map::ReferenceLayer &layer, const map::Viewport &view) const
    {
        return asked == layer.raster && map::serves({{}, askedView, {}}, view);
    }
};

RasterPictures::RasterPictures(QObject *parent) : QObject(parent) {}

RasterPictures::~RasterPictures()
{
    for (auto &[id, work] : m_works)
        work->cancel.cancel(); // all at once, before the first is waited for
    for (const auto &work : m_leaving)
        work->cancel.cancel();
}

void RasterPictures::request(const std::vector<map::ReferenceLayer> &layers, const map::Viewport &needed,
                             const map::Viewport &wanted)
{
    forgetOthers(layers);
    for (const map::ReferenceLayer &layer : layers) {
        if (!layer.raster)
            continue;
        const bool isShown = map::isRasterShown(layer, needed);
        if (!isShown && !m_works.contains(layer.id))
            continue;
        std::unique_ptr<Work> &work = m_works[layer.id];
        if (!work)
            work = std::make_unique<Work>();
        work->name = layer.name;
        if (!isShown) {
            work->stop(); // nobody looks at it
            if (!work->has(layer, needed))
                work->newest.reset(); // of no use when it is shown again
        } else if (!work->has(layer, needed) && !work->isUnderWay(layer, needed)) {
            work->stop();
            draw(layer.id, *work, layer.raster, wanted);
        }
    }
    tellDue();
}

void RasterPictures::tellDue()
{
    QStringList names = due();
    if (names == m_toldDue)
        return;
    m_toldDue = std::move(names);
    Q_EMIT dueChanged();
}

void RasterPictures::draw(const QString &id, Work &work, std::shared_ptr<const map::RasterSource> source,
                          const map::Viewport &view)
{
    work.cancel = base::CancelToken();
    work.asked = source;
    work.askedView = view;
    ++*work.posted;
    work.queue.post([this, id, source = std::move(source), view, cancel = work.cancel, posted = work.posted] {
        auto outcome = std::make_shared<Outcome>(Outcome{source, view, nullptr, {}});
        try {
            cancel.throwIfCancelled();
            auto picture = std::make_shared<const map::RasterPicture>(source->picture(view, cancel));
            outcome->problem = picture->problems.join(u' ');
            outcome->picture = std::move(picture);
        } catch (const base::Error &error) {
            outcome->problem = error.message();
        } catch (const std::exception &) { // out of memory, mostly
            outcome->problem = QStringLiteral("There is not enough memory to draw it.");
        }
        // This lives as long as the queue does, which waits for its tasks.
        --*posted;
        const bool isStale = cancel.isCancelled();
        QMetaObject::invokeMethod(this, [this, id, outcome, isStale] {
            if (!isStale)
                take(id, outcome);
            sweep();
        });
    });
}

void RasterPictures::forgetOthers(const std::vector<map::ReferenceLayer> &layers)
{
    for (auto each = m_works.begin(); each != m_works.end();) {
        const bool isThere = std::any_of(layers.begin(), layers.end(), [&](const map::ReferenceLayer &layer) {
            return layer.raster && layer.id == each->first;
        });
        if (isThere) {
            ++each;
            continue;
        }
        each->second->stop();
        m_leaving.push_back(std::move(each->second));
        each = m_works.erase(each);
    }
    sweep();
}

/// Forgotten layers whose workers are done go; one that still draws would be waited for.
void RasterPictures::sweep()
{
    std::erase_if(m_leaving, [](const std::unique_ptr<Work> &work) { return *work->posted == 0; });
}

void RasterPictures::stop()
{
    for (auto &[id, work] : m_works) {
        if (!work->asked)
            continue;
        work->failed = std::make_shared<const Outcome>(
            Outcome{work->asked, work->askedView, nullptr,
                    QStringLiteral("Drawing was stopped. Moving the map draws it again.")});
        work->stop();
        Q_EMIT told(id, work->failed->problem);
    }
    tellDue();
}

void RasterPictures::take(const QString &id, const std::shared_ptr<const Outcome> &outcome)
{
    const auto found = m_works.find(id);
    if (found == m_works.end() || found->second->asked != outcome->source ||
        !(found->second->askedView == outcome->view))
        return; // overtaken while it was told
    Work &work = *found->second;
    work.asked.reset();
    if (outcome->picture) {
        work.newest = outcome;
        work.failed.reset();
    } else {
        work.failed = outcome;
        // What was drawn from another source may lie elsewhere: better nothing than a wrong map.
        if (work.newest && work.newest->source != outcome->source)
            work.newest.reset();
    }
    tellDue();
    Q_EMIT told(id, outcome->problem);
    if (outcome->picture)
        Q_EMIT arrived();
}

void RasterPictures::fillIn(std::vector<map::ReferenceLayer> &layers) const
{
    for (map::ReferenceLayer &layer : layers) {
        const auto found = m_works.find(layer.id);
        if (layer.raster && found != m_works.end() && found->second->newest)
            layer.picture = found->second->newest->picture;
    }
}

bool RasterPictures::areComplete(const std::vector<map::ReferenceLayer> &layers,
                                 const map::Viewport &view) const
{
    return std::all_of(layers.begin(), layers.end(), [&](const map::ReferenceLayer &layer) {
        if (!map::isRasterShown(layer, view))
            return true;
        const auto found = m_works.find(layer.id);
        return found != m_works.end() && found->second->has(layer, view);
    });
}

QStringList RasterPictures::due() const
{
    QStringList names;
    for (const auto &[id, work] : m_works) {
        if (work->asked)
            names << work->name;
    }
    return names;
}

void RasterPictures::finish()
{
    for (auto &[id, work] : m_works)
        work->queue.drain();
    QCoreApplication::sendPostedEvents(this);
}

} // namespace marz::session
