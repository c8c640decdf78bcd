#!/usr/bin/env python3
"""Builds sample.json from incidents.csv (the facts) and details.json (what a table cannot hold).

Usage: python3 make_sample.py            writes sample.json beside this file
       python3 make_sample.py --check    fails when sample.json is not what would be written
Only the standard library; the result depends on nothing but the two files. README.md explains the mapping.
"""

import csv
import hashlib
import json
import re
import sys
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

sys.dont_write_bytecode = True  # the folder holds data: no __pycache__ in it
from check_sample import problems_of  # noqa: E402

HERE = Path(__file__).resolve().parent
SAMPLE_DAY = datetime(2026, 1, 1, tzinfo=timezone.utc)  # nominal: part of every uid, date of the notes
RADIUS_M = {"exact": 500, "near": 5000, "district": 25000, "province": 75000}
COUNTRY = {"Tajikistan": "TJK", "Afghanistan": "AFG", "Pakistan": "PAK"}
ZONE = {"TJK": "Asia/Dushanbe", "AFG": "Asia/Kabul", "PAK": "Asia/Karachi"}
UNIT = {
    "GBAO": ("TJ-GB", "Gorno-Badakhshan"),
    "Khatlon": ("TJ-KT", "Khatlon"),
    "Districts of Republican Subordination": ("TJ-RA", "Districts of Republican Subordination"),
    "Badakhshan": ("AF-BDS", "Badakhshan"),
    "Takhar": ("AF-TAK", "Takhar"),
    "Kunduz": ("AF-KDZ", "Kunduz"),
    "Sindh": ("PK-SD", "Sindh"),
    "Balochistan": ("PK-BA", "Balochistan"),
    "Khyber Pakhtunkhwa": ("PK-KP", "Khyber Pakhtunkhwa"),
}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# Sentences of the CSV's notes about the row itself, not about the incident.
ABOUT_THE_ROW = ("Representative point", "Coordinates are", "killed_best is")
ABOUT_THE_POINT = "Representative point"


def known(**values):
    """A dict without what is unknown; 0 and False are known."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def uid_of(key):
    """UUID version 7: the time is fixed, the random part is a hash of the key."""
    number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:10], "big")
    milliseconds = int(SAMPLE_DAY.timestamp() * 1000)
    value = milliseconds << 80 | number
    value = value & ~(0xF << 76) | 0x7 << 76  # version
    value = value & ~(0x3 << 62) | 0x2 << 62  # variant
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def iso(instant):
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def cells(text):
    """"a | b |  | c" as ["a", "b", "", "c"], padded so that later fields may be left out."""
    parts = [part.strip() for part in text.split("|")]
    return parts + [""] * (9 - len(parts))


def count_of(text, number=int):
    """"5" is exactly 5, "2~3~3" is low~best~high, "?" is unknown."""
    parts = text.split("~")
    parts = parts * 3 if len(parts) == 1 else parts
    low, best, high = (None if part in ("?", "") else number(part) for part in parts)
    return known(low=low, best=best, high=high)


# --- when -------------------------------------------------------------------------------------------------------------


def day(text):
    return date.fromisoformat(text)


def month_end(text):
    year, month = map(int, text.split("-"))
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def window_of(row, zone):
    """First and last local instant and the precision: a night is 18:00 to 05:59:59.999."""
    last_moment = time(23, 59, 59, 999000)
    if row["date_precision"] == "month":
        start, end = day(row["date_start"] + "-01"), month_end(row["date_end"] or row["date_start"])
        return datetime.combine(start, time(), zone), datetime.combine(end, last_moment, zone), "month"
    start, end = day(row["date_start"]), day(row["date_end"] or row["date_start"])
    if row["date_precision"] == "night":
        until = time(5, 59, 59, 999000) if end > start else last_moment
        return datetime.combine(start, time(18), zone), datetime.combine(end, until, zone), "part_of_day"
    return datetime.combine(start, time(), zone), datetime.combine(end, last_moment, zone), "day"


def when(row, more, zone_name):
    zone = ZoneInfo(zone_name)
    if "time" in more:
        start = datetime.fromisoformat(more["time"]["start"]).replace(tzinfo=zone)
        end = datetime.fromisoformat(more["time"]["end"]).replace(second=59, microsecond=999000, tzinfo=zone)
        precision = more["time"]["precision"]
    else:
        start, end, precision = window_of(row, zone)
    return {
        "time_start": iso(start),
        "time_end": iso(end),
        "date_start": start.date().isoformat(),
        "date_end": end.date().isoformat(),
        "time_zone": zone_name,
        "time_precision": precision,
        "time_extent": more["extent"],
    }


# --- where ------------------------------------------------------------------------------------------------------------


def where(row, country):
    code, name = UNIT.get(row["admin1"], ("", ""))
    precision = row["location_precision"]
    located = precision in RADIUS_M
    return known(
        lon=float(row["lon"]) if located else None,
        lat=float(row["lat"]) if located else None,
        place=row["place"],
        place_precision=precision,
        place_radius_m=RADIUS_M.get(precision),
        place_basis="named_place" if located else None,
        country=country,
        admin1_code=code,
        admin1=name,
        admin2=row["admin2"],
        admin_basis="reported" if code else None,
    )


# --- people and things ------------------------------------------------------------------------------------------------


def total_of(row, more, outcome):
    if outcome in more.get("totals", {}):
        return {"outcome": outcome, "scope": "total", **count_of(more["totals"][outcome])}
    numbers = [row[f"{outcome}_{bound}"] for bound in ("low", "best", "high")]
    if not any(numbers):
        return None
    return {"outcome": outcome, "scope": "total", **count_of("~".join(numbers))}


def part_of(text):
    """"killed victim CHN worker 1 | words"; "-" is not known."""
    facts, words = cells(text)[:2]
    outcome, side, nationality, role, count = (None if fact == "-" else fact for fact in facts.split())
    facts = known(outcome=outcome, side=side, nationality=nationality, role=role)
    return {**facts, "scope": "part_of", **count_of(count), **known(text=words)}


def casualties(row, more):
    totals = [total_of(row, more, outcome) for outcome in ("killed", "injured")]
    return [total for total in totals if total] + [part_of(text) for text in more.get("casualties", [])]


def item(text, sources):
    """"seized narcotic | opium | 2.2 kg | as reported | source"."""
    use, kind, amount, words, source = cells(text)[:5]
    role, category = use.split()
    count, _, unit = amount.partition(" ")
    figures = count_of(count, lambda part: float(part) if "." in part else int(part)) if count else {}
    return {"role": role, "category": category, **known(kind=kind, **figures, unit=unit, text=words,
                                                        source=sources.position(source) if source else None)}


def actor(text, register):
    """"perpetrator suspected | name | attributed by | denied by | hypothesis:rank"."""
    part, name, attributed_by, denied_by, hypothesis = cells(text)[:5]
    role, attribution = part.split()
    group, _, rank = hypothesis.partition(":")
    if name not in register:
        sys.exit(f"make_sample: actor '{name}' is not in the register of details.json")
    return known(name=name, kind=register[name]["kind"], role=role, attribution=attribution, attributed_by=attributed_by,
                 denied_by=denied_by, hypothesis_group=group, hypothesis_rank=int(rank) if rank else None)


# --- sources ----------------------------------------------------------------------------------------------------------


def published_at(url):
    """The day in an address, where a whole one is printed there."""
    path = urlsplit(url).path
    found = re.search(r"[/-](20\d\d)[/-](\d{1,2})[/-](\d{1,2})[/-]", path)
    found = found or re.search(r"/(20\d\d)(\d\d)(\d\d)/", path)
    if found:
        return date(*map(int, found.groups())).isoformat()
    found = re.search(r"/(\d\d)-([A-Z][a-z]{2})-(20\d\d)/", path)
    if found:
        return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])).isoformat()
    return None


class Sources:
    """The sources of one incident: the row's addresses in order, then the origins that they rest on, then the rest."""

    def __init__(self, row, details, notes):
        self.entries = []
        self.details = details
        self.notes = notes
        urls, names = row["source_urls"].split(";"), row["source_names"].split(";")
        hosts = [urlsplit(url).hostname for url in urls]
        for url, host, name in zip(urls, hosts, names if len(names) == len(urls) else hosts):
            self.add(name, url, host)

    def outlet_and_origin(self, name, host=""):
        """"A via B" and "B/A": the outlet B rests on A; "A repost": the host rests on A."""
        if name in self.details["outlets"]:
            outlet, *origin = self.details["outlets"][name]
            return (host if outlet == "@host" else outlet), (origin or [None])[0]
        name = name.replace("RFE/RL", "RFE~RL")
        if " via " in name:
            origin, outlet = name.split(" via ")
        elif "/" in name:
            outlet, origin = name.split("/", 1)
        elif name.endswith(" repost") and host:
            outlet, origin = host, name.removesuffix(" repost")
        else:
            outlet, origin = name, ""
        return outlet.replace("~", "/"), origin.replace("~", "/") or None

    def find(self, key):
        return next((entry for entry in self.entries if entry["key"] == key), None)

    def add(self, name, url=None, host=""):
        outlet, origin = self.outlet_and_origin(name, host)
        key, again = outlet, 2
        while self.find(key):
            key, again = f"{outlet}#{again}", again + 1
        note = self.notes.get(key, {})
        entry = {"key": key, "publisher": outlet.split("#")[0], "url": url, "note": note}
        entry["cites"] = note.get("cites", origin)
        entry["kind"] = note.get("kind", "reprints" if origin else "reports")
        self.entries.append(entry)

    def add_origins(self):
        """Gives every origin its own entry, so that origins can be counted; an origin may rest on another."""
        for entry in self.entries:  # grows while it is walked
            if entry["cites"] and not self.find(entry["cites"]):
                self.add(entry["cites"])

    def position(self, name):
        outlet, _ = self.outlet_and_origin(name)
        if not self.find(outlet):
            self.add(name)
            self.add_origins()
        return self.entries.index(self.find(outlet))

    def language(self, url):
        address = re.sub(r"^https?://(www\.)?", "", url or "")
        for language, sites in self.details["languages"].items():
            if any(re.match(re.escape(site) + r"(/|$)", address) for site in sites.split()):
                return language
        return None

    def grade(self, publisher):
        for grade, publishers in self.details["grades"].items():
            if publisher.removeprefix("www.") in publishers:
                return grade
        return "F6"

    def as_json(self):
        return [self.entry_as_json(entry) for entry in self.entries]

    def entry_as_json(self, entry):
        note, grade = entry["note"], self.grade(entry["publisher"])
        cited = self.find(entry["cites"])
        return known(
            publisher=entry["publisher"],
            title=note.get("title"),
            url=entry["url"],
            published_at=note.get("published_at") or published_at(entry["url"] or ""),
            language=self.language(entry["url"]),
            reliability=note.get("reliability", grade[0]),
            credibility=note.get("credibility", grade[1]),
            kind=entry["kind"],
            speaker=note.get("speaker"),
            cites=self.entries.index(cited) if cited else None,
        )


def reported_at(sources, when_json):
    """The earliest day printed in the addresses, if it is so near the incident that it can be the first report."""
    if when_json["time_precision"] == "month":
        return None
    last = (day(when_json["date_end"]) + timedelta(days=1)).isoformat()
    days = [source["published_at"] for source in sources if "published_at" in source]
    days = [found for found in days if when_json["date_start"] <= found <= last]
    return min(days, default=None)


# --- what hangs on an incident ----------------------------------------------------------------------------------------


def claim(field, value, source, mark, speaker=None, as_of=None, *, sources):
    reason = mark.removeprefix("excluded: ") if mark.startswith("excluded: ") else None
    return {"field": field, "value": value, "source": sources.position(source),
            **known(speaker=speaker, as_of=as_of), "chosen": mark == "chosen", **known(excluded_reason=reason)}


def claims(more, sources):
    by_field = more.get("claims", {})
    return [claim(field, *said, sources=sources) for field, all_said in by_field.items() for said in all_said]


def response(text, sources):
    kind, body, day_text, words, source = cells(text)[:5]
    return known(body=body, kind=kind, date=day_text, text=words, source=sources.position(source) if source else None)


def link(text):
    kind, key, note = cells(text)[:3]
    return known(kind=kind, to_uid=uid_of(key), note=note)


def place(text):
    role, name, unit, count = cells(text)[:4]
    return known(role=role, place=name, unit_code=unit, count=int(count) if count else None)


def movement(text, sources):
    kind, origin, origin_text, destination, destination_text, attribution, by, source = cells(text)[:8]
    return known(kind=kind, origin=known(unit_code=origin, text=origin_text),
                 destination=known(unit_code=destination, text=destination_text), attribution=attribution,
                 attributed_by=by, source=sources.position(source) if source else None)


def summary_and_notes(row, located):
    """The title and those notes of the row that tell of the incident; apart from them those that tell of the row."""
    sentences = re.split(r"(?<=\.) (?=[A-Z]|killed_)", row["notes"])
    about = [sentence for sentence in sentences if sentence.startswith(ABOUT_THE_ROW)]
    summary = " ".join([row["title"] + "."] + [sentence for sentence in sentences if sentence not in about])
    return summary, [text for text in about if located or not text.startswith(ABOUT_THE_POINT)]


def note(text):
    return {"kind": "analyst", "author": "sample", "at": iso(SAMPLE_DAY), "text": text}


# --- the whole --------------------------------------------------------------------------------------------------------


def incident(key, row, more, details):
    country = COUNTRY[row["country"]]
    when_json, where_json = when(row, more, ZONE[country]), where(row, country)
    sources = Sources(row, details, more.get("source_notes", {}))
    sources.add_origins()
    summary, row_notes = summary_and_notes(row, "lon" in where_json)
    children = {
        "casualties": casualties(row, more),
        "items": [item(text, sources) for text in more.get("items", [])],
        "actors": [actor(text, details["actors"]) for text in more.get("actors", [])],
        "sources": [],  # filled last: claims may add to them
        "claims": claims(more, sources),
        "responses": [response(text, sources) for text in more.get("responses", [])],
        "links": [link(text) for text in more.get("links", [])],
        "notes": [note(text) for text in row_notes + more.get("notes", [])],
        "places": [place(text) for text in more.get("places", [])],
        "movements": [movement(text, sources) for text in more.get("movements", [])],
        "series": more.get("series"),
        "tags": more.get("tags"),
    }
    children["sources"] = sources.as_json()
    record = {
        "uid": uid_of(key), "native_id": key, "title": row["title"], "summary": summary,
        "event_type": more["event_type"], "sub_type": more.get("sub_type"),
        **when_json, "time_text": None, "reported_at": reported_at(children["sources"], when_json),
        **where_json, "admin_certain": None,
        "workflow": "reviewed", "verification": more["verification"], "marking": "TLP:GREEN", "handling": "public",
    }
    return known(**{**record, **more.get("set", {}), **children})


def rows_of(details):
    """The rows of the CSV, then the incidents that only details.json has."""
    with open(HERE / "incidents.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = {row["key"]: row for row in reader}
    for key, more in details["incidents"].items():
        if "row" in more:
            rows[key] = {**dict.fromkeys(reader.fieldnames, ""), **more["row"]}
    return rows


def sample():
    details = json.loads((HERE / "details.json").read_text(encoding="utf-8"))
    rows = rows_of(details)
    if set(rows) != set(details["incidents"]):
        sys.exit(f"make_sample: rows and details differ: {sorted(set(rows) ^ set(details['incidents']))}")
    return {
        "format": "marz-incidents-1",
        "actors": [known(name=name, **facts) for name, facts in details["actors"].items()],
        "actor_relations": details["actor_relations"],
        "series": [{"name": name, "about": about} for name, about in details["series"].items()],
        "incidents": [incident(key, row, details["incidents"][key], details) for key, row in rows.items()],
    }


def main():
    result = sample()
    problems = problems_of(result)
    for problem in problems:
        print(f"make_sample: {problem}", file=sys.stderr)
    if problems:
        return 1
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    target = HERE / "sample.json"
    if "--check" in sys.argv[1:]:
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            print("make_sample: sample.json is not what incidents.csv and details.json give", file=sys.stderr)
            return 1
        return 0
    target.write_text(text, encoding="utf-8", newline="\n")
    print(f"sample.json: {len(result['incidents'])} incidents")
    return 0


if __name__ == "__main__":
    sys.exit(main())
