"""What sample.json must satisfy; make_sample.py refuses to write it otherwise."""

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

COUNTS = {"TJK": 40, "AFG": 21, "PAK": 10}
UNLOCATED = 3
CHINESE_KILLED = {"TJ-2024-11-17-zarbuz": 1, "TJ-2025-11-26-shohin-sm": 3, "TJ-2025-11-30-shodak": 2}


def words(text):
    return frozenset(text.split())


EVENT_TYPES = words(
    "armed_assault targeted_killing abduction sexual_violence armed_clash cross_border_fire explosion shelling"
    " drone_attack air_strike mine_erw armed_infiltration closure_reopening airspace_overflight mass_crossing"
    " deportation_pushback smuggling_interdiction raid_robbery security_operation detention troop_movement protest riot"
    " natural_hazard accident other")
PRECISIONS = words("exact near district province country unknown")
ATTRIBUTIONS = words("self_claimed attributed suspected established denied")
ACTOR_KINDS = words(
    "state_force border_guard police armed_group criminal_network company community civilians intergovernmental media"
    " person unidentified")
# Legal codes by where they stand: "" is the incident itself.
CODES = {
    "": {
        "event_type": EVENT_TYPES,
        "time_precision": words("minute hour part_of_day day week month season year unknown"),
        "time_extent": words("moment throughout unknown"),
        "place_precision": PRECISIONS,
        "place_basis": words("gps named_place centroid read_off_map unknown"),
        "admin_basis": words("reported computed analyst"),
        "workflow": words("draft submitted reviewed withdrawn"),
        "verification": words("unverified single_origin corroborated officially_confirmed disputed refuted"),
        "handling": words("public partner internal never_export"),
    },
    "casualties": {
        "outcome": words("killed injured missing abducted released arrested detained displaced deported"),
        "side": words("victim responder perpetrator bystander unknown"),
        "role": words("civilian worker security combatant unknown"),
        "scope": words("total part_of"),
    },
    "items": {
        "role": words("seized used lost damaged destroyed"),
        "category": words("narcotic weapon ammunition explosive device cash vehicle building livestock other"),
    },
    "actors": {
        "kind": ACTOR_KINDS,
        "role": words("perpetrator target victim responder claimant addressee mentioned"),
        "attribution": ATTRIBUTIONS,
    },
    "sources": {
        "kind": words("reports cites reprints translates speaks"),
        "reliability": words("A B C D E F"),
        "credibility": words("1 2 3 4 5 6"),
    },
    "responses": {
        "kind": words(
            "statement denial condemnation responsibility_claim protest_note deployment closure appeal none_as_of"),
    },
    "links": {"kind": words("follow_up retaliation background possible_duplicate duplicate")},
    "notes": {"kind": words("analyst reviewer handover")},
    "places": {"role": words("launch crossing found held released also"), "precision": PRECISIONS},
    "movements": {"kind": words("crossed_from fled_to smuggling_route"), "attribution": ATTRIBUTIONS},
}


def code_problems(record):
    for where, fields in CODES.items():
        for position, row in enumerate(record.get(where, []) if where else [record]):
            for field, legal in fields.items():
                if field in row and row[field] not in legal:
                    yield f"{where}[{position}].{field}: '{row[field]}' is not a code"


def range_problems(record):
    for where in ("casualties", "items"):
        for position, row in enumerate(record.get(where, [])):
            figures = [row[bound] for bound in ("low", "best", "high") if bound in row]
            if figures != sorted(figures):
                yield f"{where}[{position}]: low, best and high are not in order"


def local_day(text, zone):
    instant = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return instant.astimezone(ZoneInfo(zone)).date().isoformat()


def time_problems(record):
    if record["date_start"] > record["date_end"] or record["time_start"] > record["time_end"]:
        yield "ends before it starts"
    for end in ("start", "end"):
        if local_day(record[f"time_{end}"], record["time_zone"]) != record[f"date_{end}"]:
            yield f"date_{end} is not the local day of time_{end}"


def place_problems(record):
    located = "lon" in record and "lat" in record
    if located != (record["place_precision"] not in ("country", "unknown")):
        yield "has a point with country precision, or none with a finer one"
    if located != ("place_radius_m" in record):
        yield "a point and its radius belong together"
    if located and not (60 < record["lon"] < 76 and 23 < record["lat"] < 42):
        yield "the point lies outside the region"


def source_problems(record):
    number = len(record["sources"])
    for where in ("claims", "items", "responses", "movements"):
        for position, row in enumerate(record.get(where, [])):
            if not 0 <= row.get("source", 0) < number:
                yield f"{where}[{position}].source: there is no source {row['source']}"
    for position, source in enumerate(record["sources"]):
        if not 0 <= source.get("cites", 0) < number or position in chain_of(record, source):
            yield f"sources[{position}].cites is no source or comes back to itself"
        if ("cites" in source) != (source["kind"] in ("cites", "reprints", "translates")):
            yield f"sources[{position}]: '{source['kind']}' with nothing, or something, that it rests on"
        if "url" in source and not re.match(r"https?://[^/ ]+/\S*$", source["url"]):
            yield f"sources[{position}].url is no address"


def chain_of(record, source):
    """The positions that a source rests on, nearest first."""
    chain = []
    while "cites" in source and source["cites"] not in chain:
        chain.append(source["cites"])
        source = record["sources"][source["cites"]]
    return chain


def origins(record):
    return {source["publisher"] for source in record["sources"] if "cites" not in source}


def verification_problems(record):
    number, verification = len(origins(record)), record["verification"]
    if verification == "single_origin" and number != 1:
        yield f"is single_origin but has {number} origins: {sorted(origins(record))}"
    if verification == "corroborated" and number < 2:
        yield "is corroborated but has one origin"


def total(record, outcome):
    rows = [row for row in record.get("casualties", []) if row["outcome"] == outcome and row["scope"] == "total"]
    return rows[0] if rows else {}


def figures_of(value):
    """[5] of "5", [21, 25] of "21-25", nothing of words."""
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", value)
    return [int(figure) for figure in found.groups() if figure] if found else []


def claim_problems(record):
    by_field = {}
    for claim in record.get("claims", []):
        by_field.setdefault(claim["field"], []).append(claim)
        if claim["chosen"] and "excluded_reason" in claim:
            yield f"claims on {claim['field']}: the chosen one is excluded"
    for field, claims in by_field.items():
        chosen = [claim["value"] for claim in claims if claim["chosen"]]
        if len(chosen) != 1:
            yield f"claims on {field}: {len(chosen)} chosen instead of 1"
        elif field in record and record[field] != chosen[0]:
            yield f"claims on {field}: '{chosen[0]}' is chosen, the record says '{record[field]}'"
        elif field in ("killed", "injured"):
            yield from count_problems(field, claims, total(record, field))


def count_problems(field, claims, count):
    """The chosen figure is the total's best one; what is not excluded lies in the total's range."""
    for claim in claims:
        figures = figures_of(claim["value"])
        if claim["chosen"] and "best" in count and count["best"] not in figures:
            yield f"claims on {field}: '{claim['value']}' is chosen, the best figure is {count['best']}"
        if "excluded_reason" in claim or not figures:
            continue
        if min(figures) < count.get("low", 0) or max(figures) > count.get("high", max(figures)):
            yield f"claims on {field}: '{claim['value']}' lies outside the total's range"


def link_problems(record, uids):
    for link in record.get("links", []):
        if link["to_uid"] not in uids or link["to_uid"] == record["uid"]:
            yield "links to no other incident of the sample"


def unknown_problems(value, path=""):
    """Unknown values are left out, never written as empty."""
    if value is None or value == "" or value == [] or value == {}:
        yield f"{path} is empty"
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield from unknown_problems(child, f"{path}.{key}")


def register_problems(sample):
    names = {actor["name"] for actor in sample["actors"]}
    series = {entry["name"] for entry in sample["series"]}
    for actor in sample["actors"]:
        if actor["kind"] not in ACTOR_KINDS:
            yield f"actor {actor['name']}: '{actor['kind']}' is not a code"
    for relation in sample["actor_relations"]:
        if not {relation["from"], relation["to"]} <= names:
            yield f"actor relation {relation['from']} to {relation['to']} names no actor"
        if relation["kind"] not in words("part_of allied opposes splinter successor"):
            yield f"actor relation {relation['from']}: '{relation['kind']}' is not a code"
    used = {actor["name"] for record in sample["incidents"] for actor in record.get("actors", [])}
    related = {relation[end] for relation in sample["actor_relations"] for end in ("from", "to")}
    for name in sorted(names - used - related):
        yield f"actor {name} is used nowhere"
    for record in sample["incidents"]:
        if not set(record.get("series", [])) <= series:
            yield f"{record['native_id']}: a series that is not listed"


def chinese_killed(record):
    return sum(row["best"] for row in record.get("casualties", [])
               if (row["outcome"], row.get("nationality"), row["scope"]) == ("killed", "CHN", "part_of"))


def count_of_sample_problems(sample):
    incidents = sample["incidents"]
    countries = Counter(record["country"] for record in incidents)
    if dict(countries) != COUNTS:
        yield f"incidents by country are {dict(countries)} instead of {COUNTS}"
    unlocated = sum("lon" not in record for record in incidents)
    if unlocated != UNLOCATED:
        yield f"{unlocated} incidents have no point instead of {UNLOCATED}"
    if len({record["uid"] for record in incidents}) != len(incidents):
        yield "two incidents have one uid"
    since_2024 = [record for record in incidents if record["country"] == "TJK" and record["date_start"] >= "2024"]
    chinese = {record["native_id"]: chinese_killed(record) for record in since_2024 if chinese_killed(record)}
    if chinese != CHINESE_KILLED:
        yield f"Chinese killed in Tajikistan since 2024 are {chinese} instead of {CHINESE_KILLED}"


RECORD_CHECKS = (code_problems, range_problems, time_problems, place_problems, source_problems, verification_problems,
                 claim_problems, unknown_problems)


def problems_of(sample):
    """Every broken rule as one line; empty when the sample is right."""
    uids = {record["uid"] for record in sample["incidents"]}
    problems = list(count_of_sample_problems(sample)) + list(register_problems(sample))
    for record in sample["incidents"]:
        for check in RECORD_CHECKS:
            problems += [f"{record['native_id']}: {problem}" for problem in check(record)]
        problems += [f"{record['native_id']}: {problem}" for problem in link_problems(record, uids)]
    return problems
