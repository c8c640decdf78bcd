#!/usr/bin/python3
"""Builds the geodata of Marz: units, countries, borders, rivers and lakes.

    make_geodata.py WORLD_MAP.GPKG OUTPUT_DIR
    make_geodata.py --compare OSM_ADMIN1.GEOJSON OUTPUT_DIR

The first form writes the shapefiles, the second measures them against another
set of first-level units (property "iso_3166_2"). README.md says where the
input comes from. Names are data: unit_names.csv, country_names.csv,
river_names.csv and lake_names.csv beside this script.

Needs python3-gdal, python3-shapely, gmt and gmt-gshhg-high. Running it twice
gives the same bytes.
"""
import csv
import heapq
import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

from osgeo import gdal, ogr, osr
from shapely import wkb
from shapely.geometry import (LineString, MultiLineString, MultiPolygon, Point, Polygon, box,
                              shape)
from shapely.ops import linemerge, polygonize, transform, unary_union
from shapely.validation import explain_validity

gdal.UseExceptions()
ogr.UseExceptions()
osr.UseExceptions()

WEST, EAST, SOUTH, NORTH = 56, 82, 23, 46
CLIP = box(WEST, SOUTH, EAST, NORTH)
DIGITS = 5                    # decimals of a degree kept, about 1 m
DATE = "2026-11-24"           # written into the DBF headers, so that bytes repeat
HERE = os.path.dirname(os.path.abspath(__file__))

# A boundary is "disputed" when one of its sides is one of these units ...
DISPUTED_UNITS = {"IN-JK", "XS-KAS"}
# ... or, between China and India or Pakistan, where a claim line of the source
# leaves the boundary and comes back to it.
CLAIM_PAIRS = {"CHN-IND", "CHN-PAK", "CHN-KAS"}
CLAIM_REACH = 0.06            # how far from the boundary a claim line may end, degrees

SNAP = 0.25                   # how far a way point may lie from its river, degrees
BRIDGE = 0.05                 # gaps of the river network that a path may cross, degrees

NAME_FIELDS = ["name", "name_tg", "name_ru", "name_fa", "name_nat"]


# --------------------------------------------------------------------- small tools

def read_csv(name):
    with open(os.path.join(HERE, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def rounded(point):
    # "+ 0.0" turns -0.0 into 0.0
    return (round(point[0], DIGITS) + 0.0, round(point[1], DIGITS) + 0.0)


def round_chain(coords):
    """Rounded coordinates without repeated neighbours."""
    out = []
    for p in coords:
        q = rounded(p)
        if not out or out[-1] != q:
            out.append(q)
    return out


def polygons(geometry):
    """The polygons of any geometry; lines and points that a clip leaves are dropped."""
    if geometry.is_empty:
        return []
    if geometry.geom_type == "Polygon":
        return [geometry]
    return [p for g in getattr(geometry, "geoms", []) for p in polygons(g)]


def lines(geometry):
    if geometry.is_empty:
        return []
    if geometry.geom_type == "LineString":
        return [geometry]
    return [p for g in getattr(geometry, "geoms", []) for p in lines(g)]


def round_polygons(geometry):
    out = []
    for p in polygons(geometry):
        rings = [round_chain(r.coords) for r in [p.exterior, *p.interiors]]
        rings = [r for r in rings if len(r) >= 4]
        if rings:
            out.append(Polygon(rings[0], rings[1:]))
    return out


def clipped(geometry):
    """Inside the window the coordinates stay untouched, so shared edges stay shared."""
    return geometry if CLIP.contains(geometry) else geometry.intersection(CLIP)


def segments(geometry):
    for p in polygons(geometry):
        for ring in [p.exterior, *p.interiors]:
            c = list(ring.coords)
            for a, b in zip(c, c[1:]):
                yield (a, b) if a < b else (b, a)


def merged(parts):
    """Chains of the sorted lines, joined where exactly two ends meet."""
    parts = sorted(parts, key=lambda g: list(g.coords))
    joined = linemerge(MultiLineString(parts))
    return sorted(lines(joined), key=lambda g: list(g.coords))


def check(geometry, label):
    if geometry.is_empty or not geometry.is_valid:
        sys.exit("%s: empty or invalid: %s" % (label, explain_validity(geometry)))


# --------------------------------------------------------------------- writing

def write_layer(folder, name, kind, fields, rows):
    """fields: [(name, width or None for an integer)], rows: [(geometry, [values])]"""
    path = os.path.join(folder, name + ".shp")
    driver = ogr.GetDriverByName("ESRI Shapefile")
    if os.path.exists(path):
        driver.DeleteDataSource(path)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4326)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    source = driver.CreateDataSource(path)
    layer = source.CreateLayer(name, srs, kind, ["ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=" + DATE])
    for field, width in fields:
        definition = ogr.FieldDefn(field, ogr.OFTInteger if width is None else ogr.OFTString)
        definition.SetWidth(4 if width is None else width)
        layer.CreateField(definition)
    for geometry, values in rows:
        check(geometry, "%s %s" % (name, values[0]))
        feature = ogr.Feature(layer.GetLayerDefn())
        for (field, width), value in zip(fields, values):
            if width is not None and len(value.encode("utf-8")) > width:
                sys.exit("%s: %s too long: %s" % (name, field, value))
            if value != "":
                feature.SetField(field, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkb(geometry.wkb))
        layer.CreateFeature(feature)
    layer = source = None
    print("%-10s %4d features" % (name, len(rows)))


# --------------------------------------------------------------------- units and countries

def source_layer(gpkg, name):
    layer = gpkg.GetLayerByName(name)
    layer.SetSpatialFilterRect(WEST, SOUTH, EAST, NORTH)
    for feature in layer:
        yield feature.items(), wkb.loads(bytes(feature.GetGeometryRef().ExportToWkb()))


def unit_key(item, index):
    """The row of unit_names.csv for a source unit: by country/name/gn_name, else country/name."""
    short = "%s/%s" % (item["gu_a3"], item["name"] or "")
    full = "%s/%s" % (short, item["gn_name"] or "")
    return index.get(full) or index.get(short)


def build_units(gpkg):
    """{code: polygon geometry}, names of every unit are in unit_names.csv"""
    index = {}
    for row in read_csv("unit_names.csv"):
        for source in row["source"].split(";"):
            if source.strip() in index:
                sys.exit("unit_names.csv: twice: " + source)
            index[source.strip()] = row["code"]
    parts = defaultdict(list)
    used = set()
    for item, geometry in source_layer(gpkg, "states_provinces"):
        inside = round_polygons(clipped(geometry))
        if not inside:
            continue
        code = unit_key(item, index)
        if code is None:
            sys.exit("no name for unit %s/%s/%s" % (item["gu_a3"], item["name"], item["gn_name"]))
        used.add(code)
        parts[code] += inside
    if used != set(index.values()):
        sys.exit("units named but not found: %s" % sorted(set(index.values()) - used))
    return {code: as_multi(unary_union(p)) for code, p in sorted(parts.items())}


def as_multi(geometry):
    found = polygons(geometry)
    found.sort(key=lambda p: (-p.area, p.bounds))
    return found[0] if len(found) == 1 else MultiPolygon(found)


def build_countries(units, country_of):
    parts = defaultdict(list)
    for code, geometry in units.items():
        parts[country_of[code]].append(geometry)
    return {c: as_multi(unary_union(p)) for c, p in sorted(parts.items())}


# --------------------------------------------------------------------- borders

def shared_segments(units):
    """{segment: set of the codes that have it}"""
    owners = defaultdict(set)
    for code, geometry in units.items():
        for s in segments(geometry):
            owners[s].add(code)
    return owners


def claim_ends(gpkg):
    """[(end, end)] of every claim line of the source"""
    found = []
    for _, geometry in source_layer(gpkg, "disputed_borders"):
        for line in merged(lines(geometry)):
            found.append((Point(line.coords[0]), Point(line.coords[-1])))
    return found


def cut_off(boundary, ends):
    """The segments of the boundary between the two ends of a claim line"""
    found = set()
    for line in boundary:
        if all(line.distance(e) < CLAIM_REACH for e in ends):
            low, high = sorted(line.project(e) for e in ends)
            c, at = list(line.coords), 0.0
            for a, b in zip(c, c[1:]):
                middle = at + math.dist(a, b) / 2
                at += math.dist(a, b)
                if low < middle < high:
                    found.add((a, b) if a < b else (b, a))
    return found


def build_borders(units, country_of, claims):
    """{(pair, status): lines}: the edges that units of two countries share."""
    pair_of, disputed = {}, set()
    for segment, codes in shared_segments(units).items():
        countries = sorted({country_of[c] for c in codes})
        if len(countries) == 2:
            pair_of[segment] = "-".join(countries)
            if codes & DISPUTED_UNITS:
                disputed.add(segment)
    claimed = merged([LineString(s) for s, p in pair_of.items() if p in CLAIM_PAIRS])
    for ends in claims:
        disputed |= cut_off(claimed, ends)
    found = defaultdict(list)
    for segment, pair in pair_of.items():
        status = "disputed" if segment in disputed else "agreed"
        found[pair, status].append(LineString(segment))
    return {k: MultiLineString(merged(v)) for k, v in sorted(found.items())}


def check_borders(countries, borders):
    """Every border segment is an edge of exactly its two countries."""
    edges = {c: set(segments(g)) for c, g in countries.items()}
    for (pair, _), geometry in borders.items():
        for part in geometry.geoms:
            c = list(part.coords)
            for a, b in zip(c, c[1:]):
                s = (a, b) if a < b else (b, a)
                owners = [k for k in edges if s in edges[k]]
                if "-".join(owners) != pair:
                    sys.exit("border %s: %s belongs to %s" % (pair, s, owners))


# --------------------------------------------------------------------- GSHHG

def gmt_lines(*options):
    """[(level, [points])] of what "gmt coast -M" prints"""
    with tempfile.TemporaryDirectory() as scratch:      # gmt leaves a history file behind
        text = subprocess.run(["gmt", "coast", "-Dh", "-M", *options], check=True, text=True,
                              capture_output=True, cwd=scratch,
                              env=dict(os.environ, PWD=scratch, GMT_TMPDIR=scratch)).stdout
    out = []
    for block in text.split(">")[1:]:
        head, *body = block.strip().split("\n")
        points = round_chain([tuple(map(float, x.split()[:2])) for x in body if x.strip()])
        if len(points) > 1:
            out.append((int(head.split("Level")[1]), points))
    return out


def river_edges():
    """{segment: rank}; GSHHG levels 0 and 1 are rank 1"""
    edges = {}
    region = "-R%d/%d/%d/%d" % (WEST, EAST, SOUTH, NORTH)
    for level in range(5):
        for _, points in gmt_lines(region, "-I%d" % level):
            for a, b in zip(points, points[1:]):
                edges.setdefault((a, b) if a < b else (b, a), max(level, 1))
    return edges


def length_of(a, b):
    return math.hypot((a[0] - b[0]) * math.cos(math.radians((a[1] + b[1]) / 2)), a[1] - b[1])


def river_network(edges):
    """{node: {neighbour: length}}, with bridges over small gaps at the ends of lines"""
    graph = defaultdict(dict)
    for a, b in edges:
        graph[a][b] = graph[b][a] = length_of(a, b)
    ends = sorted(n for n in graph if len(graph[n]) == 1)
    cells = defaultdict(list)
    for n in graph:
        cells[int(n[0] / BRIDGE), int(n[1] / BRIDGE)].append(n)
    for end in ends:
        x, y = int(end[0] / BRIDGE), int(end[1] / BRIDGE)
        near = [n for i in (-1, 0, 1) for j in (-1, 0, 1) for n in cells.get((x + i, y + j), [])
                if n != end and n not in graph[end] and length_of(n, end) < BRIDGE]
        for n in sorted(near):
            graph[end][n] = graph[n][end] = 3 * length_of(n, end) + 0.001
    return graph


def shortest_path(graph, start, goal):
    best, previous, queue = {start: 0.0}, {}, [(0.0, start)]
    while queue:
        d, node = heapq.heappop(queue)
        if node == goal:
            break
        if d > best[node]:
            continue
        for n, w in graph[node].items():
            if d + w < best.get(n, math.inf):
                best[n], previous[n] = d + w, node
                heapq.heappush(queue, (d + w, n))
    if goal not in best:
        return None
    path = [goal]
    while path[-1] != start:
        path.append(previous[path[-1]])
    return path


def nearest_node(nodes, point, river):
    node = min(nodes, key=lambda n: (length_of(n, point), n))
    if length_of(node, point) > SNAP:
        sys.exit("river %s: nothing near %s" % (river, point))
    return node


def name_edges(edges, table):
    """{segment: index into the table}: each river is the shortest way along its way points"""
    graph = river_network(edges)
    nodes = list(graph)
    named = {}
    for i, row in enumerate(table):
        for stretch in row["path"].split("/"):
            stops = [nearest_node(nodes, tuple(map(float, p.split())), row["name"])
                     for p in stretch.split(":")]
            for start, goal in zip(stops, stops[1:]):
                path = shortest_path(graph, start, goal)
                if path is None:
                    sys.exit("river %s: no way from %s to %s" % (row["name"], start, goal))
                for a, b in zip(path, path[1:]):
                    s = (a, b) if a < b else (b, a)
                    if s in edges:
                        named.setdefault(s, i)
    return named


def build_rivers():
    """[(line, [name, name_tg, name_ru, name_fa, rank])], named rivers first"""
    edges = river_edges()
    table = read_csv("river_names.csv")
    named = name_edges(edges, table)
    groups = defaultdict(list)
    for segment, rank in sorted(edges.items()):
        groups[named.get(segment, len(table)), rank].append(LineString(segment))
    rows = []
    for (i, rank), parts in sorted(groups.items()):
        inside = [LineString(round_chain(g.coords)) for m in merged(parts)
                  for g in lines(m.intersection(CLIP)) if len(round_chain(g.coords)) > 1]
        if not inside:
            continue
        if i == len(table):
            rows += [(g, ["", "", "", "", rank]) for g in inside]
        else:
            values = [table[i][k] for k in ("name", "name_tg", "name_ru", "name_fa")]
            rows.append((inside[0] if len(inside) == 1 else MultiLineString(inside),
                         values + [rank]))
    return rows


def build_lakes():
    """[(polygon, [name, name_ru, name_fa])], islands are holes, largest lake first"""
    rings = defaultdict(list)
    for level, points in gmt_lines("-R50/88/18/50", "-W", "-A0/2/4"):
        rings[level].append(LineString(points))
    shores = {k: list(polygonize(merged(v))) for k, v in rings.items()}
    islands = unary_union([p for p in shores.get(3, []) if p.intersects(CLIP)])
    table = read_csv("lake_names.csv")
    rows = []
    for lake in shores[2]:
        inside = round_polygons(clipped(lake.difference(islands)))
        if inside:
            # named by the whole lake: the point may lie outside the window
            rows.append((as_multi(MultiPolygon(inside)), lake_name(lake, table)))
    found = {r[1][0] for r in rows}
    for row in table:
        if row["name"] not in found:
            sys.exit("no lake for " + row["name"])
    return sorted(rows, key=lambda r: (-r[0].area, r[0].bounds))


def lake_name(lake, table):
    for row in table:
        if lake.contains(Point(float(row["lon"]), float(row["lat"]))):
            return [row[k] for k in ("name", "name_ru", "name_fa")]
    return ["", "", ""]


# --------------------------------------------------------------------- the whole

def make(gpkg_path, folder):
    os.makedirs(folder, exist_ok=True)
    gpkg = gdal.OpenEx(gpkg_path, gdal.OF_VECTOR)
    unit_rows = {r["code"]: r for r in read_csv("unit_names.csv")}
    country_rows = {r["iso3"]: r for r in read_csv("country_names.csv")}
    country_of = {c: r["country"] for c, r in unit_rows.items()}

    units = build_units(gpkg)
    countries = build_countries(units, country_of)
    borders = build_borders(units, country_of, claim_ends(gpkg))
    check_borders(countries, borders)

    names = [(n, 120) for n in NAME_FIELDS]
    write_layer(folder, "units", ogr.wkbPolygon, [("code", 8), ("country", 3)] + names,
                [(g, [c, country_of[c]] + [unit_rows[c][n] for n in NAME_FIELDS])
                 for c, g in units.items()])
    write_layer(folder, "countries", ogr.wkbPolygon, [("iso3", 3), ("iso2", 2)] + names,
                [(g, [c, country_rows[c]["iso2"]] + [country_rows[c][n] for n in NAME_FIELDS])
                 for c, g in countries.items()])
    write_layer(folder, "borders", ogr.wkbLineString,
                [("pair", 7), ("country_a", 3), ("country_b", 3), ("status", 8)],
                [(g, [pair, pair[:3], pair[4:], status]) for (pair, status), g in borders.items()])
    write_layer(folder, "rivers", ogr.wkbLineString,
                [("name", 80), ("name_tg", 80), ("name_ru", 80), ("name_fa", 80), ("rank", None)],
                build_rivers())
    write_layer(folder, "lakes", ogr.wkbPolygon,
                [("name", 80), ("name_ru", 120), ("name_fa", 120)], build_lakes())


# --------------------------------------------------------------------- comparison

def metres():
    """Equal-area projection of the Tajik-Afghan region, as a function for shapely"""
    lonlat, plane = osr.SpatialReference(), osr.SpatialReference()
    lonlat.ImportFromEPSG(4326)
    lonlat.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    plane.ImportFromProj4("+proj=laea +lat_0=36.5 +lon_0=68.5 +datum=WGS84 +units=m")
    to = osr.CoordinateTransformation(lonlat, plane)

    def project(xs, ys):
        points = to.TransformPoints(list(zip(xs, ys)))
        return [p[0] for p in points], [p[1] for p in points]
    return lambda g: transform(project, g)


def compare(path, folder):
    project = metres()
    with open(path, encoding="utf-8") as f:
        other = {x["properties"]["iso_3166_2"]: shape(x["geometry"]).buffer(0)
                 for x in json.load(f)["features"]}
    shp = gdal.OpenEx(os.path.join(folder, "units.shp"), gdal.OF_VECTOR)
    ours = {f["code"]: wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())) for f in shp.GetLayer(0)}
    print("unit      area km2   difference   centroids apart   largest distance of edges")
    for code in sorted(other):
        a, b = project(ours[code]), project(other[code])
        print("%-7s %10.0f %+8.0f km2 %+6.2f %% %8.2f km %8.2f km" % (
            code, a.area / 1e6, (a.area - b.area) / 1e6, 100 * (a.area / b.area - 1),
            a.centroid.distance(b.centroid) / 1e3, a.boundary.hausdorff_distance(b.boundary) / 1e3))
    compare_border(project, other, folder)


def compare_border(project, other, folder):
    tj = unary_union([g for c, g in other.items() if c[:2] == "TJ"])
    af = unary_union([g for c, g in other.items() if c[:2] == "AF"])
    theirs = project(tj.boundary.intersection(af.boundary.buffer(1e-6)))
    shp = gdal.OpenEx(os.path.join(folder, "borders.shp"), gdal.OF_VECTOR)
    ours = project(unary_union([wkb.loads(bytes(f.GetGeometryRef().ExportToWkb()))
                                for f in shp.GetLayer(0) if f["pair"] == "AFG-TJK"]))
    for label, a, b in (("ours to theirs", ours, theirs), ("theirs to ours", theirs, ours)):
        d = sorted(b.distance(p) for g in lines(a) for p in
                   (g.interpolate(i * 250) for i in range(int(g.length // 250) + 1)))
        print("border, %s: length %.0f km, %d points, median %.2f km, 90th %.2f km, max %.2f km" % (
            label, a.length / 1e3, len(d), d[len(d) // 2] / 1e3, d[int(len(d) * .9)] / 1e3,
            d[-1] / 1e3))


if __name__ == "__main__":
    if len(sys.argv) == 4 and sys.argv[1] == "--compare":
        compare(sys.argv[2], sys.argv[3])
    elif len(sys.argv) == 3 and not sys.argv[1].startswith("-"):
        make(sys.argv[1], sys.argv[2])
    else:
        sys.exit(__doc__)
