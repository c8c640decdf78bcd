#!/usr/bin/env python3
"""Writes a large shapefile of made-up districts: a grid of areas whose fractal borders are shared, as
administrative units share theirs. The same arguments give the same bytes; only the standard library is needed.

    large_shapefile.py OUT.shp [--polygons 2000] [--vertices 2500] [--seed 1] [--extent 60,30,80,45]
"""
import argparse
import math
import random
import struct
from array import array
from pathlib import Path

WGS84 = ('GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
         'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]')
FIELDS = (("NAME", "C", 40, 0), ("CODE", "C", 8, 0), ("NUMBER", "N", 10, 0), ("AREA", "N", 14, 6))


def fractal(x0, y0, x1, y1, pieces, rng):
    """Points from the first to before the last one, in degrees; every middle is moved across its chord."""
    xs, ys = [x0] * pieces + [x1], [y0] * pieces + [y1]
    stack = [(0, pieces)]
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        middle = (a + b) // 2
        share = (middle - a) / (b - a)
        dx, dy = xs[b] - xs[a], ys[b] - ys[a]
        shift = rng.uniform(-0.1, 0.1)
        xs[middle] = xs[a] + dx * share - dy * shift
        ys[middle] = ys[a] + dy * share + dx * shift
        stack += ((a, middle), (middle, b))
    return xs[:-1], ys[:-1], xs[-1], ys[-1]


def line(xs, ys):
    points = array("d", bytes(16 * len(xs)))
    points[0::2] = array("d", xs)
    points[1::2] = array("d", ys)
    return points


class Grid:
    """Areas in rows and columns; every border between two of them is made once."""

    def __init__(self, columns, rows, extent, seed):
        west, south, east, north = extent
        rng = random.Random(seed)
        self.columns, self.rows = columns, rows
        wide, high = (east - west) / columns, (north - south) / rows
        self.nodes = {}
        for row in range(rows + 1):
            for column in range(columns + 1):
                inner = 0 < row < rows and 0 < column < columns
                jitter = 0.2 if inner else 0.0
                self.nodes[column, row] = (west + wide * (column + rng.uniform(-jitter, jitter)),
                                           south + high * (row + rng.uniform(-jitter, jitter)))
        self.seed = seed
        self.cache = {}

    def border(self, a, b, pieces):
        """Points from node a to before node b."""
        key = (min(a, b), max(a, b), pieces)
        if key not in self.cache:
            rng = random.Random(f"{self.seed} {key}")
            xs, ys, _, _ = fractal(*self.nodes[key[0]], *self.nodes[key[1]], pieces, rng)
            self.cache[key] = (xs, ys)
        xs, ys = self.cache[key]
        if a < b:
            return line(xs, ys)
        end = self.nodes[key[1]]
        return line([end[0]] + xs[:0:-1], [end[1]] + ys[:0:-1])

    def ring(self, column, row, corners):
        """Clockwise and closed, of at least `corners` points beside the closing one."""
        west_south, west_north = (column, row), (column, row + 1)
        east_north, east_south = (column + 1, row + 1), (column + 1, row)
        pieces = max(1, -(-corners // 4))
        points = array("d")
        around = (west_south, west_north, east_north, east_south, west_south)
        for a, b in zip(around, around[1:]):
            points += self.border(a, b, pieces)
        points += points[:2]
        return points

    def forget(self, row):
        """Borders below `row` are not asked for again."""
        self.cache = {key: value for key, value in self.cache.items() if key[1][1] >= row}


def header(length_bytes, box):
    return (struct.pack(">7i", 9994, 0, 0, 0, 0, 0, length_bytes // 2) + struct.pack("<2i", 1000, 5) +
            struct.pack("<8d", *box, 0, 0, 0, 0))


def little(values):
    if struct.pack("=H", 1) != struct.pack("<H", 1):
        values = array("d", values)
        values.byteswap()
    return values.tobytes()


def area(points):
    xs, ys = points[0::2], points[1::2]
    return abs(sum(a * d - c * b for a, b, c, d in zip(xs, ys, xs[1:], ys[1:]))) / 2


def cell(text, width):
    return text.encode("utf-8")[:width].ljust(width)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--polygons", type=int, default=2000)
    parser.add_argument("--vertices", type=int, default=2500, help="of each polygon")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--extent", default="60,30,80,45", help="west,south,east,north in degrees")
    options = parser.parse_args()
    extent = [float(part) for part in options.extent.split(",")]
    aspect = (extent[2] - extent[0]) / (extent[3] - extent[1])
    columns = max(1, round(math.sqrt(options.polygons * aspect)))
    rows = -(-options.polygons // columns)
    grid = Grid(columns, rows, extent, options.seed)

    total = 0
    index = []
    box = [math.inf, math.inf, -math.inf, -math.inf]
    table = bytearray()
    with open(options.out, "wb") as shp:
        shp.write(bytes(100))
        at = 100
        for number in range(options.polygons):
            row, column = divmod(number, columns)
            if column == 0:
                grid.forget(row)
            points = grid.ring(column, row, options.vertices - 1)
            count = len(points) // 2
            xs, ys = points[0::2], points[1::2]
            own = min(xs), min(ys), max(xs), max(ys)
            box = [min(box[0], own[0]), min(box[1], own[1]), max(box[2], own[2]), max(box[3], own[3])]
            length = 48 + 16 * count
            shp.write(struct.pack(">2i", number + 1, length // 2))
            shp.write(struct.pack("<i4d3i", 5, *own, 1, count, 0))
            shp.write(little(points))
            index.append((at // 2, length // 2))
            at += 8 + length
            total += count
            table += b" " + cell(f"Ноҳия {number + 1}", 40) + cell(f"D{number + 1:05}", 8)
            table += b"%10d" % (number + 1) + b"%14.6f" % area(points)
        shp.seek(0)
        shp.write(header(at, box))
    with open(options.out.with_suffix(".shx"), "wb") as shx:
        shx.write(header(100 + 8 * len(index), box))
        for entry in index:
            shx.write(struct.pack(">2i", *entry))
    width = 1 + sum(field[2] for field in FIELDS)
    with open(options.out.with_suffix(".dbf"), "wb") as dbf:
        dbf.write(struct.pack("<4BIHH20x", 3, 126, 1, 1, len(index), 33 + 32 * len(FIELDS), width))
        for name, kind, size, decimals in FIELDS:
            dbf.write(struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), size, decimals))
        dbf.write(b"\r" + table + b"\x1a")
    options.out.with_suffix(".prj").write_text(WGS84)
    options.out.with_suffix(".cpg").write_text("UTF-8")
    print(f"{options.out}: {len(index)} areas, {total} vertices, {at} bytes")


if __name__ == "__main__":
    main()
