#pragma once

#include "map/scene.h"
#include "map/viewport.h"

#include <QObject>
#include <QStringList>

#include <map>
#include <memory>

namespace marz::session {

/// The newest pictures of the raster layers of a map, each layer drawn by a worker of its own: a slow one
/// holds up neither the map nor the others. What was drawn for another view serves, moved and scaled, until
/// the new one is there.
class RasterPictures : public QObject
{
    Q_OBJECT
public:
    explicit RasterPictures(QObject *parent = nullptr);
    ~RasterPictures() override; ///< stops the workers

    /// Has those raster layers of @p layers drawn for @p wanted that are shown and whose picture does not
    /// serve @p needed, which lies inside of it; forgets those of other layers. One that is under way and
    /// will serve is let finish; one that failed is tried again for another view only.
    void request(const std::vector<map::ReferenceLayer> &layers, const map::Viewport &needed,
                 const map::Viewport &wanted);
    /// Puts the newest pictures into @p layers.
    void fillIn(std::vector<map::ReferenceLayer> &layers) const;
    /// Whether all that is shown of @p layers has its picture for @p view, or failed.
    bool areComplete(const std::vector<map::ReferenceLayer> &layers, const map::Viewport &view) const;
    /// Names of the layers that are being drawn.
    QStringList due() const;
    /// Stops what is being drawn; it is drawn for another view only.
    void stop();
    /// Stops and forgets the layers that are not among @p layers. Does not wait for their workers.
    void forgetOthers(const std::vector<map::ReferenceLayer> &layers);
    /// Blocks until nothing is drawn any more; for exports and tests.
    void finish();

Q_SIGNALS:
    /// There is a new picture.
    void arrived();
    /// Drawing has begun or ended: see due().
    void dueChanged();
    /// A layer could not be drawn, or not all of it: a sentence or two; empty = it could.
    void told(const QString &id, const QString &problem);

private:
    struct Work;
    struct Outcome;
    void draw(const QString &id, Work &work, std::shared_ptr<const map::RasterSource> source,
              const map::Viewport &view);
    void tellDue();
    void sweep();
    void take(const QString &id, const std::shared_ptr<const Outcome> &outcome);

    QStringList m_toldDue;
    std::map<QString, std::unique_ptr<Work>> m_works; ///< by ReferenceLayer::id
    std::vector<std::unique_ptr<Work>> m_leaving;     ///< of forgotten layers, until their workers are done
};

} // namespace marz::session
