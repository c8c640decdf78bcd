#include "session/userlayers.h"

#include "base/error.h"
#include "session/layerloading.h"
#include "session/layerstyling.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>
#include <QUuid>

#include <algorithm>

namespace marz::session {

namespace {

constexpr int readAtOnce = 2;

map::ReferenceLayer emptyLayer(const QString &id, const QString &name)
{
    map::ReferenceLayer layer;
    layer.id = id;
    layer.name = name;
    layer.role = map::LayerRole::User;
    return layer;
}

} // namespace

/// What a reading makes on its thread.
struct UserLayers::Prepared {
    LoadedLayer loaded;
    std::shared_ptr<const map::LayerContent> content;
    std::shared_ptr<const map::LayerStyle> style;
    std::shared_ptr<const std::vector<std::uint8_t>> classes;
    bool isMissing = false;
    bool isCancelled = false;
};

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
    const QString file = QFileInfo(source.path).canonicalFilePath();
    for (const auto &[id, each] : m_entries) {
        const bool isSameFile =
            each.layer.source.path == source.path ||
            (!file.isEmpty() && QFileInfo(each.layer.source.path).canonicalFilePath() == file);
        if (isSameFile && each.layer.source.layer == source.layer)
            return id;
    }
    return {};
}

QString UserLayers::add(const LayerSource &source)
{
    const QString id = QStringLiteral("user:") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    add(SavedLayer{id, layerNameOf(source), source, nullptr});
    Q_EMIT added(id);
    return id;
}

void UserLayers::add(const SavedLayer &saved)
{
    if (m_entries.contains(saved.id) || m_list.rowOf(saved.id) >= 0)
        return; // a damaged store names it twice
    Entry &made = m_entries[saved.id];
    made.layer.source = saved.source;
    made.layer.style = saved.style;
    made.layer.colourNumber = m_nextColour++;
    map::ReferenceLayer shown = emptyLayer(saved.id, saved.name);
    shown.style = saved.style;
    m_list.add(std::move(shown));
    queue(saved.id);
}

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
        if (of && of->layer.state == LayerState::Waiting)
            read(id);
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
        [prepared, program = m_program, source = of->layer.source, style = of->layer.style,
         colour = of->layer.colourNumber](const base::CancelToken &cancel, const base::Progress &progress) {
            try {
                prepared->isMissing = !QFileInfo::exists(source.path);
                if (prepared->isMissing)
                    throw base::Error(base::ErrorKind::NotFound, source.path);
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
        of->layer.state = LayerState::Ready;
        of->layer.reason.clear();
        of->layer.isChangedOnDisk = false;
        of->layer.table = prepared->loaded.table;
        of->layer.facts = prepared->loaded.facts;
        const bool isRestyled = of->layer.style && of->layer.style != prepared->style;
        if (!of->layer.style)
            of->layer.style = prepared->style;
        if (isRestyled) // while it was read
            restyle(id, *prepared->style);
    } else {
        fail(*of, *prepared, error);
    }
    const int row = m_list.rowOf(id);
    if (!of->layer.isShown() && row >= 0) {
        map::ReferenceLayer shown = m_list.layers()[static_cast<std::size_t>(row)];
        shown.content.reset();
        shown.classOf.reset();
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
    if (!of.layer.table)
        shown.hasLabels = shown.hasLabels && !prepared.style->labels.field.isEmpty();
    m_list.replace(std::move(shown));
}

void UserLayers::fail(Entry &of, const Prepared &prepared, const QString &error)
{
    if (prepared.isCancelled && of.before == LayerState::Ready) {
        of.layer.state = LayerState::Ready; // a reload that was stopped: what was there stays
        return;
    }
    of.layer.state = prepared.isMissing ? LayerState::Missing : LayerState::Failed;
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
    if (of->layer.table && before)
        restyle(id, *before);
    Q_EMIT layerChanged(id);
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
    const QString tidy = name.simplified().left(200);
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
