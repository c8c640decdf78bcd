#include "io/layerstatistics.h"

namespace marz::io {

namespace {

QString counted(qint64 count, const char *one, const char *many)
{
    return QString::number(count) % u' ' % QString::fromLatin1(count == 1 ? one : many);
}

} // namespace

QStringList LayerStatistics::sentences() const
{
    struct Sentence {
        qint64 count;
        const char *one;
        const char *many;
    };
    const Sentence all[] = {
        {withoutGeometry, "record has no geometry and is not drawn.",
         "records have no geometry and are not drawn."},
        {notFinite, "record has coordinates that are not numbers and is not drawn.",
         "records have coordinates that are not numbers and are not drawn."},
        {outside, "record lies beyond 180 or 90 degrees and is not drawn.",
         "records lie beyond 180 or 90 degrees and are not drawn."},
        {untransformed, "record lies where its coordinate system is not defined and is not drawn.",
         "records lie where their coordinate system is not defined and are not drawn."},
        {mixed, "record mixes points, lines and areas: it was split.",
         "records mix points, lines and areas: they were split."},
        {unsupported, "record holds a kind of shape that cannot be drawn.",
         "records hold a kind of shape that cannot be drawn."},
        {droppedParts, "ring or line has too few points to be one and was left out.",
         "rings or lines have too few points to be one and were left out."},
        {closedRings, "ring of an area was not closed; it was closed.",
         "rings of areas were not closed; they were closed."},
        {crossingAreas, "area crosses itself; it is drawn as it is.",
         "areas cross themselves; they are drawn as they are."},
        {doubtfulCells, "cell is not UTF-8 and was read as a Windows code page. Check that names look right.",
         "cells are not UTF-8 and were read as a Windows code page. Check that names look right."},
        {brokenCells,
         "cell does not fit the encoding; what has no meaning in it is shown as a question mark. Choose "
         "another encoding if names look wrong.",
         "cells do not fit the encoding; what has no meaning in it is shown as a question mark. Choose "
         "another encoding if names look wrong."},
    };
    QStringList out;
    for (const Sentence &sentence : all) {
        if (sentence.count > 0)
            out += counted(sentence.count, sentence.one, sentence.many);
    }
    return out;
}

} // namespace marz::io
