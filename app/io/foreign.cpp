#include "io/foreign.h"

#include "base/error.h"
#include "io/featurebytes.h"
#include "io/foreignrequest.h"
#include "io/helperrun.h"
#include "io/tablelimits.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace marz::io {

namespace {

constexpr qint64 maxReserved = 1 << 20; ///< records that are made room for on the file's word alone

/// Cells repeat from row to row (country, type): the same text is kept once.
void shareWithPrevious(QStringList &cells, const QStringList &before)
{
    for (qsizetype i = 0; i < std::min(cells.size(), before.size()); ++i) {
        if (!cells[i].isEmpty() && cells[i] == before[i])
            cells[i] = before[i];
    }
}

} // namespace

Foreign::Foreign(QString program, HelperLimits limits) : m_program(std::move(program)), m_limits(limits)
{
    if (m_program.isEmpty())
        m_program = QCoreApplication::applicationFilePath();
}

LayerData Foreign::readLayer(const QString &path, const LayerChoice &choice, const base::CancelToken &cancel,
                             const base::Progress &progress) const
{
    const HelperRequest request = requestFor(HelperRequest::Kind::Layer, path, choice, m_limits);
    LayerData data;
    qint64 records = 0; // as far as the file says
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::Layer) {
            in >> data >> records;
            data.features.reserve(static_cast<std::size_t>(std::clamp<qint64>(records, 0, maxReserved)));
        } else if (frame.type == FrameType::Features) {
            QByteArrayView bytes(frame.payload);
            while (!bytes.isEmpty()) {
                Feature feature;
                if (!takeFeature(bytes, feature))
                    throw unreadable(request);
                if (!data.features.empty())
                    shareWithPrevious(feature.fields, data.features.back().fields);
                data.features.push_back(std::move(feature));
            }
            const auto read = static_cast<double>(data.features.size());
            if (progress)
                progress(
                    records > 0 ? std::min(1.0, read / static_cast<double>(records)) : -1,
                    QStringLiteral("%1: %2 records").arg(nameOf(request), QString::number(read, 'f', 0)));
        } else if (frame.type == FrameType::End) {
            readTexts(in, data.warnings);
            in >> data.statistics;
        }
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    if (data.features.capacity() > data.features.size() + data.features.size() / 8)
        data.features.shrink_to_fit();
    return data;
}

std::vector<LayerSummary> Foreign::layersOf(const QString &path, const base::CancelToken &cancel) const
{
    const HelperRequest request = requestFor(HelperRequest::Kind::Layers, path, {}, m_limits);
    std::vector<LayerSummary> layers;
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::End)
            in >> layers;
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    return layers;
}

TableData Foreign::readTable(const QString &path, const QString &sheet, const base::CancelToken &cancel,
                             const base::Progress &progress, const QString &format) const
{
    HelperRequest request = requestFor(HelperRequest::Kind::Table, path, {sheet, {}, {}}, m_limits);
    request.format = format;
    TableData data;
    const qint64 maxBytes = maxTableBytes(QFileInfo(path).size());
    qint64 bytes = 0; // the helper counts too; this is for one that does not
    HelperRun run(m_program, request);
    run.run(cancel, [&](const Frame &frame) {
        QDataStream in(frame.payload);
        if (frame.type == FrameType::Table) {
            in >> data;
        } else if (frame.type == FrameType::Rows) {
            while (!in.atEnd() && in.status() == QDataStream::Ok) {
                qint64 number = 0;
                QStringList cells;
                in >> number;
                readTexts(in, cells);
                bytes += textBytes(cells) + cells.size() * cellBytes;
                if (bytes > 2 * maxBytes)
                    throw unreadable(request);
                if (!data.rows.empty())
                    shareWithPrevious(cells, data.rows.back());
                data.rowNumbers.push_back(number);
                data.rows.push_back(std::move(cells));
            }
            if (progress)
                progress(-1, QStringLiteral("%1: %2 rows").arg(nameOf(request)).arg(data.rows.size()));
        } else if (frame.type == FrameType::End) {
            readTexts(in, data.columns);
            readTexts(in, data.warnings);
            in >> data.problems;
        }
        if (in.status() != QDataStream::Ok)
            throw unreadable(request);
    });
    if (static_cast<qint64>(data.rows.size()) * data.columns.size() > 2 * maxBytes / cellBytes)
        throw unreadable(request);
    for (QStringList &row : data.rows) {
        if (row.size() > data.columns.size())
            throw unreadable(request);
        while (row.size() < data.columns.size())
            row.append(QString());
    }
    return data;
}

HelperRequest requestFor(HelperRequest::Kind kind, const QString &path, const LayerChoice &choice,
                         const HelperLimits &limits)
{
    HelperRequest request;
    request.kind = kind;
    request.path = path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
    request.choice = choice;
    request.memoryBytes = limits.memoryBytes;
    request.timeoutMs = limits.timeoutMs;
    request.maxFeatures = limits.maxFeatures;
    request.fault = qEnvironmentVariable("MARZ_HELPER_FAULT");
    return request;
}

} // namespace marz::io
