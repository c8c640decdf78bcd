#!/usr/bin/env python3
"""Check gazetteer.csv. Standard library only.

usage: check_gazetteer.py [ADMIN1.geojson] [--csv FILE]

ADMIN1.geojson: first-level units as polygons, with the property iso_3166_2. With it, every
point of Tajikistan and Afghanistan must lie in its unit or within 5 km of it. Without it,
that one check is reported as skipped. Exit code 1 when a check failed.
"""
import argparse
import csv
import io
import json
import math
import os
import re
import sys

HEADER = ["id", "name", "kind", "lon", "lat", "radius_m", "country", "admin1_code", "admin2",
          "aliases", "source"]
KINDS = {"country", "province", "district", "town", "village", "crossing", "bridge",
         "border_post", "valley", "gorge", "river", "range", "reserve", "lake", "pass", "site"}
COUNTRIES = {"TJK": "TJ", "AFG": "AF", "PAK": "PK", "UZB": "UZ", "KGZ": "KG", "CHN": "CN",
             "TKM": "TM", "IRN": "IR", "KAZ": "KZ"}
RADIUS = {"country": (200000, 6000000), "province": (15000, 1500000),
          "district": (6000, 150000), "town": (2000, 25000), "village": (1000, 25000),
          "crossing": (500, 12000), "bridge": (500, 8000), "border_post": (500, 25000)}
ADMIN1 = {"TJK": {"TJ-KT", "TJ-GB", "TJ-SU", "TJ-RA", "TJ-DU"},
          "AFG": {"AF-" + c for c in (
              "BAL BAM BDG BDS BGL DAY FRA FYB GHA GHO HEL HER JOW KAB KAN KAP KDZ KHO KNR LAG "
              "LOG NAN NIM NUR PAN PAR PIA PKA SAM SAR TAK URU WAR ZAB").split()}}
DISTRICTS = {"TJ-KT": 25, "TJ-GB": 8, "TJ-RA": 13, "TJ-SU": 18, "AF-BDS": 28, "AF-TAK": 17,
             "AF-KDZ": 7}
TOLERANCE_KM = 5.0
CYRILLIC = re.compile("[\u0400-\u04ff]")
ARABIC = re.compile("[\u0600-\u06ff]")
SHOHIN = ["Shamsiddin Shohin", "Shamsuddin Shohin", "Shamsiddin Shokhin", "Shuroobod",
          "Shurobod", "Shuro-obod", "Шамсиддин Шоҳин", "Шамсиддини Шоҳин", "Шуроабад",
          "شمس‌الدین شاهین", "شوراباد"]
FORMER = {"Kurgan-Tyube": "Bokhtar", "Qurghonteppa": "Bokhtar", "Kolkhozabad": "Jaloliddini Balkhi",
          "Rumi": "Jaloliddini Balkhi", "Kumsangir": "Jayhun", "Moskva": "Hamadoni",
          "Moskovskiy": "Hamadoni", "Mir Sayyid Ali Hamadoni": "Hamadoni",
          "Ghozimalik": "Khuroson", "Sarband": "Levakant", "Jilikul": "Dusti",
          "Bokhtar District": "Kushoniyon", "Shahrituz": "Shahritus", "Nusay": "Darwaz-e Bala",
          "Darwaz-e Pain": "Maymay"}

failures = []
checks = 0


def check(ok, text):
    global checks
    checks += 1
    if not ok:
        failures.append(text)


def km(a, b):
    la = math.radians((a[1] + b[1]) / 2)
    return math.hypot((a[0] - b[0]) * math.cos(la) * 111.32, (a[1] - b[1]) * 111.0)


def rings_of(geometry):
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    return [ring for polygon in polygons for ring in polygon]


def inside(point, rings):
    x, y = point
    result = False
    for ring in rings:
        for p, q in zip(ring, ring[1:]):
            if (p[1] > y) != (q[1] > y) and x < (q[0] - p[0]) * (y - p[1]) / (q[1] - p[1]) + p[0]:
                result = not result
    return result


def distance_km(point, rings):
    """Distance to the nearest edge, on a plane tangent at the point."""
    kx, ky = math.cos(math.radians(point[1])) * 111.32, 111.0
    best = float("inf")
    for ring in rings:
        for p, q in zip(ring, ring[1:]):
            ax, ay = (p[0] - point[0]) * kx, (p[1] - point[1]) * ky
            dx, dy = (q[0] - p[0]) * kx, (q[1] - p[1]) * ky
            length = dx * dx + dy * dy
            t = 0 if length == 0 else max(0, min(1, -(ax * dx + ay * dy) / length))
            best = min(best, math.hypot(ax + t * dx, ay + t * dy))
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("geojson", nargs="?")
    parser.add_argument("--csv", default=os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                                      "gazetteer.csv"))
    args = parser.parse_args()

    with open(args.csv, "rb") as f:
        raw = f.read()
    check(not raw.startswith(b"\xef\xbb\xbf"), "the file starts with a byte order mark")
    table = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True))
    check(table[0] == HEADER, "header: %r" % table[0])
    check(all(len(r) == len(HEADER) for r in table), "a row has not %d fields" % len(HEADER))
    rows = [dict(zip(HEADER, r)) for r in table[1:]]
    check(len(rows) >= 250, "only %d rows" % len(rows))
    names = {}

    seen = set()
    for r in rows:
        i = r["id"]
        check(i not in seen, i + ": id twice")
        seen.add(i)
        check(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", i) is not None, i + ": not a slug")
        check(all(v == v.strip() and "\n" not in v for v in r.values()), i + ": blanks, line end")
        check(r["name"] != "" and CYRILLIC.search(r["name"]) is None
              and ARABIC.search(r["name"]) is None, i + ": name is not Latin")
        check(r["kind"] in KINDS, i + ": kind " + r["kind"])
        check(r["country"] in COUNTRIES, i + ": country " + r["country"])
        for field, low, high in (("lon", 40, 140), ("lat", 5, 60)):
            check(re.fullmatch(r"\d+\.\d{3,4}", r[field]) is not None
                  and low <= float(r[field]) <= high, i + ": " + field + " " + r[field])
        check(r["radius_m"].isdigit(), i + ": radius " + r["radius_m"])
        low, high = RADIUS.get(r["kind"], (500, 1000000))
        check(low <= int(r["radius_m"]) <= high, i + ": radius " + r["radius_m"])
        code, iso2 = r["admin1_code"], COUNTRIES.get(r["country"], "")
        check(code == "" or re.fullmatch(iso2 + "-[A-Z]{1,3}", code) is not None, i + ": " + code)
        if r["country"] in ADMIN1:
            check(code == "" or code in ADMIN1[r["country"]], i + ": unknown " + code)
            check(code != "" or r["kind"] in ("country", "river", "range"), i + ": no unit")
        aliases = r["aliases"].split("|") if r["aliases"] else []
        check(all(a and a == a.strip() for a in aliases), i + ": empty alias")
        check(len(set(aliases)) == len(aliases) and r["name"] not in aliases, i + ": alias twice")
        check(r["source"] != "", i + ": no source")
        if "general knowledge, unverified" in r["source"] or r["source"].startswith("estimate"):
            check(int(r["radius_m"]) >= 2000, i + ": unverified with a small radius")
        r["names"] = set(aliases) | {r["name"]}
        for n in r["names"]:
            names.setdefault(n, []).append(r)
        if r["country"] in ADMIN1 and r["kind"] in ("country", "province", "district"):
            check(CYRILLIC.search(r["aliases"]) is not None, i + ": no Cyrillic alias")
            check(ARABIC.search(r["aliases"]) is not None, i + ": no Persian alias")

    # districts and their seats
    districts = {(r["admin1_code"], r["name"]): r for r in rows if r["kind"] == "district"}
    check(len(districts) == sum(r["kind"] == "district" for r in rows), "a district twice")
    for code, least in DISTRICTS.items():
        have = sum(k[0] == code for k in districts)
        check(have >= least, "%s: %d districts, not %d" % (code, have, least))
    for key, d in districts.items():
        seats = [r for r in rows if r["kind"] in ("town", "village")
                 and (r["admin1_code"], r["admin2"]) == key
                 and r["source"].endswith("seat of the district " + key[1])]
        check(len(seats) == 1, "%s: %d seats" % (d["id"], len(seats)))
        for s in seats:
            far = km((float(s["lon"]), float(s["lat"])), (float(d["lon"]), float(d["lat"])))
            check(far * 1000 <= int(d["radius_m"]),
                  "%s: seat %.1f km away, outside the radius" % (d["id"], far))
    for r in rows:
        if r["admin2"] and r["country"] in ADMIN1:
            check((r["admin1_code"], r["admin2"]) in districts, r["id"] + ": admin2 unknown")
    provinces = {r["admin1_code"] for r in rows if r["kind"] == "province"}
    for country, codes in ADMIN1.items():
        check(codes <= provinces, "provinces missing: %s" % sorted(codes - provinces))
    for code in ("UZ-SU", "KG-O", "KG-B", "CN-XJ", "PK-KP", "PK-BA", "PK-SD", "PK-GB"):
        check(code in provinces, "province missing: " + code)

    # names that must resolve as they do
    for n in SHOHIN:
        found = [r["id"] for r in names.get(n, []) if r["kind"] == "district"]
        check(found == ["tj-kt-shamsiddin-shohin"], "%s: %r" % (n, found))
    found = sorted(r["admin1_code"] for r in names.get("Badakhshan", []))
    check(found == ["AF-BDS", "TJ-GB"], "Badakhshan: %r" % found)
    found = sorted(r["admin1_code"] for r in names.get("Zarafshan Valley", []))
    check(found == ["TJ-KT", "TJ-SU"], "Zarafshan Valley: %r" % found)
    check([r["kind"] for r in names.get("Zarafshan", [])] == ["valley"], "Zarafshan")
    rasc = [r for r in rows if r["name"] == "Zarafshan valley (Shamsiddin Shohin)"]
    check(len(rasc) == 1 and "only RASC names it" in rasc[0]["source"], "Zarafshan of RASC")
    for old, new in FORMER.items():
        check(any(r["name"] == new for r in names.get(old, []) if r["kind"] == "district"),
              "%s does not lead to %s" % (old, new))
    for n in ("Farkhor", "Panj", "Khorog", "Faizabad", "Kulob", "Kunduz", "Vakhsh"):
        kinds = {r["kind"] for r in names.get(n, [])}
        check("district" in kinds and "town" in kinds, n + ": " + str(sorted(kinds)))

    # points in their units
    if args.geojson:
        with open(args.geojson, encoding="utf-8") as f:
            units = {x["properties"]["iso_3166_2"]: rings_of(x["geometry"])
                     for x in json.load(f)["features"]}
        outside = 0
        for r in rows:
            if r["country"] not in ADMIN1 or r["admin1_code"] == "":
                continue
            rings = units.get(r["admin1_code"])
            if rings is None:
                check(False, r["id"] + ": unit not in the GeoJSON")
                continue
            point = (float(r["lon"]), float(r["lat"]))
            if inside(point, rings):
                check(True, "")
            else:
                far = distance_km(point, rings)
                outside += 1
                check(far <= TOLERANCE_KM, "%s: %.1f km outside %s"
                      % (r["id"], far, r["admin1_code"]))
        print("%d points lie just outside their unit, within %g km" % (outside, TOLERANCE_KM))
    else:
        print("no GeoJSON given: points in units not checked")

    for text in failures:
        print("FAILED " + text)
    print("%d rows" % len(rows))
    print("%d passed, %d failed" % (checks - len(failures), len(failures)))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
