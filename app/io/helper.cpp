#include "io/foreign.h"

#include "base/error.h"
#include "io/featurebytes.h"
#include "io/frameout.h"
#include "io/gdalsetup.h"
#include "io/layerfile.h"
#include "io/layerreader.h"
#include "io/limits.h"
#include "io/rasteranswers.h"
#include "io/tablelimits.h"
#include "io/tablereader.h"

#include <QFile>
#include <QIODevice>

#include <unistd.h>

#include <csignal>
#include <new>
#include <thread>

namespace marz::io {

namespace {

/// Collects features or rows and sends them by the megabyte.
class BatchOut
{
public:
    BatchOut(FrameOut &out, FrameType type) : m_out(out), m_type(type) { m_bytes.reserve(2 * batchBytes); }

    /// Where the next one is appended; call added() then.
    QByteArray &bytes() { return m_bytes; }
    void added()
    {
        if (m_bytes.size() >= batchBytes)
            flush();
    }
    void flush()
    {
        if (m_bytes.isEmpty())
            return;
        m_out.send(m_type, m_bytes);
        m_bytes.resize(0); // keeps the room
    }

private:
    FrameOut &m_out;
    FrameType m_type;
    QByteArray m_bytes;
};

void answerLayer(const HelperRequest &request, FrameOut &out)
{
    const Source source = examined(request.path);
    out.limitTo(maxTableBytes(bytesOf(source)));
    BatchOut batch(out, FrameType::Features);
    const LayerSink sink{
        [&](const LayerData &header, qint64 records) { out.send(FrameType::Layer, packed(header, records)); },
        [&](Feature &&feature) {
            appendFeature(batch.bytes(), feature);
            out.charge(sizeof(Feature));
            batch.added();
        }};
    const LayerEnd end = readLayerInto(source, request.choice, request.maxFeatures, sink);
    batch.flush();
    out.send(FrameType::End, packed(end.warnings, end.statistics));
}

void answerLayers(const HelperRequest &request, FrameOut &out)
{
    const Source source = examined(request.path);
    out.send(FrameType::End, packed(summariesOf(source)));
}

void answerTable(const HelperRequest &request, FrameOut &out)
{
    const Source source = examined(request.path, request.format);
    BatchOut batch(out, FrameType::Rows);
    const TableSink sink{[&](const TableData &header) { out.send(FrameType::Table, packed(header)); },
                         [&](qint64 number, QStringList &&cells) {
                             QDataStream(&batch.bytes(), QIODevice::Append) << number << cells;
                             batch.added();
                         }};
    const TableEnd end = readTableInto(source, request.choice.layer, request.maxFeatures, sink);
    batch.flush();
    out.send(FrameType::End, packed(end.columns, end.warnings, end.problems));
}

/// What a hostile file might do to this process, on demand of a test.
void misbehave(const QString &fault)
{
    if (fault.isEmpty() || qEnvironmentVariableIsEmpty("MARZ_HELPER_FAULT"))
        return;
    if (fault == QLatin1String("crash"))
        std::abort();
    if (fault == QLatin1String("killed"))
        std::raise(SIGKILL);
    if (fault == QLatin1String("hang"))
        std::this_thread::sleep_for(std::chrono::hours(1));
    if (fault == QLatin1String("memory")) {
        std::vector<QByteArray> held;
        while (true)
            held.push_back(QByteArray(64 << 20, 'x'));
    }
}

} // namespace

int runHelper()
{
    QFile in;
    if (!in.open(STDIN_FILENO, QIODevice::ReadOnly))
        return 2;
    const QByteArray json = in.readAll();
    FrameOut out(qint64(4) << 30);
    try {
        const HelperRequest request = HelperRequest::fromJson(json);
        bindProcess(request.memoryBytes, request.timeoutMs);
        misbehave(request.fault);
        switch (request.kind) {
        case HelperRequest::Kind::Layer:
            answerLayer(request, out);
            break;
        case HelperRequest::Kind::Layers:
            answerLayers(request, out);
            break;
        case HelperRequest::Kind::Table:
            answerTable(request, out);
            break;
        case HelperRequest::Kind::RasterInfo:
            answerRasterInfo(request, out);
            break;
        case HelperRequest::Kind::Raster:
            answerRaster(request, out);
            break;
        case HelperRequest::Kind::Tiles:
            answerTiles(request, out);
            break;
        }
        return 0;
    } catch (const base::Error &error) {
        out.fail(error);
    } catch (const std::bad_alloc &) {
        out.fail(base::Error(base::ErrorKind::Damaged, QString::fromLatin1(outOfMemoryText)));
    } catch (const std::exception &error) {
        out.fail(base::Error(base::ErrorKind::Failed, QString::fromUtf8(error.what())));
    }
    return 1;
}

} // namespace marz::io
