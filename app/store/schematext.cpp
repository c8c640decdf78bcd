#include "store/schema.h"

#include <array>

namespace marz::store {

namespace {

// A row that another program adds gets its UUID v7 here. GDAL takes a default that does not begin with a
// second parenthesis for a text.
#define MARZ_UID                                                                                             \
    "uid TEXT NOT NULL UNIQUE DEFAULT ((lower("                                                              \
    "substr(printf('%012x', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), 1, 8) || '-' || "   \
    "substr(printf('%012x', CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)), 9, 4) || '-7' || "  \
    "substr(hex(randomblob(2)), 2) || '-' || substr('89AB', 1 + (random() & 3), 1) || "                      \
    "substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))))"
#define MARZ_FID "fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL"
#define MARZ_CHILD                                                                                           \
    MARZ_FID ", incident INTEGER NOT NULL REFERENCES incidents (fid) ON DELETE CASCADE, ordinal INTEGER"

constexpr KnownTable tables[] = {
    {"gpkg_spatial_ref_sys",
     "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, "
     "organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, "
     "description TEXT)",
     nullptr},
    {"gpkg_contents",
     "CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, "
     "identifier TEXT UNIQUE, description TEXT DEFAULT '', "
     "last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), "
     "min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, "
     "CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
     nullptr},
    {"gpkg_geometry_columns",
     "CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, "
     "geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, "
     "CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE "
     "(table_name), "
     "CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name), "
     "CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))",
     nullptr},
    {"gpkg_extensions",
     "CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, "
     "definition TEXT NOT NULL, scope TEXT NOT NULL, "
     "CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))",
     nullptr},
    {"marz_meta", "CREATE TABLE marz_meta (" MARZ_FID ", name TEXT NOT NULL UNIQUE, content TEXT)",
     "Facts about the store: schema version, store id, settings"},
    {"batches",
     "CREATE TABLE batches (" MARZ_FID
     ", file_name TEXT, format TEXT, sha256 TEXT, row_count INTEGER, placed INTEGER, "
     "unlocated INTEGER, rejected INTEGER, duplicates INTEGER, imported_at DATETIME, imported_by TEXT, "
     "undone_at DATETIME)",
     "Imports: one row each"},
    {"incidents",
     "CREATE TABLE incidents (" MARZ_FID ", geom POINT, " MARZ_UID ", code TEXT, title TEXT, summary TEXT, "
     "event_type TEXT NOT NULL DEFAULT 'other', sub_type TEXT, "
     "time_start DATETIME, time_end DATETIME, date_start DATE, date_end DATE, time_zone TEXT, "
     "time_precision TEXT NOT NULL DEFAULT 'unknown', time_extent TEXT NOT NULL DEFAULT 'unknown', time_text "
     "TEXT, "
     "reported_at TEXT, place TEXT, place_precision TEXT NOT NULL DEFAULT 'unknown', place_radius_m DOUBLE, "
     "place_basis TEXT NOT NULL DEFAULT 'unknown', country TEXT, admin1_code TEXT, admin1 TEXT, admin2 TEXT, "
     "admin_basis TEXT NOT NULL DEFAULT 'reported', admin_certain BOOLEAN NOT NULL DEFAULT 1, "
     "border_distance_m DOUBLE, border_pair TEXT, border_side TEXT, "
     "workflow TEXT NOT NULL DEFAULT 'draft', verification TEXT NOT NULL DEFAULT 'unverified', "
     "reviewed_by TEXT, reviewed_at TEXT, reviewed_revision INTEGER, assigned_to TEXT, follow_up_on TEXT, "
     "marking TEXT, handling TEXT NOT NULL DEFAULT 'partner', public_precision TEXT, "
     "batch INTEGER REFERENCES batches (fid), native_id TEXT, "
     "created_at DATETIME, created_by TEXT, updated_at DATETIME, updated_by TEXT, revision INTEGER NOT NULL "
     "DEFAULT 0, "
     "killed_low INTEGER, killed_best INTEGER, killed_high INTEGER, "
     "killed_excl_low INTEGER, killed_excl_best INTEGER, killed_excl_high INTEGER, "
     "injured_low INTEGER, injured_best INTEGER, injured_high INTEGER, origins INTEGER)",
     "Incidents: one row each, with derived totals"},
    {"casualties",
     "CREATE TABLE casualties (" MARZ_CHILD
     ", outcome TEXT NOT NULL DEFAULT 'killed', side TEXT NOT NULL DEFAULT 'unknown', "
     "nationality TEXT, role TEXT NOT NULL DEFAULT 'unknown', sex TEXT, age_group TEXT, "
     "scope TEXT NOT NULL DEFAULT 'part_of', low INTEGER, best INTEGER, high INTEGER, casualty_text TEXT)",
     "People harmed, held or displaced"},
    {"items",
     "CREATE TABLE items (" MARZ_CHILD
     ", role TEXT NOT NULL DEFAULT 'seized', category TEXT NOT NULL DEFAULT 'other', "
     "kind TEXT, low DOUBLE, best DOUBLE, high DOUBLE, unit TEXT, item_text TEXT, source INTEGER)",
     "Things seized, used, lost, damaged or destroyed"},
    {"actors",
     "CREATE TABLE actors (" MARZ_FID
     ", name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL DEFAULT 'unidentified')",
     "Register of actors"},
    {"actor_aliases",
     "CREATE TABLE actor_aliases (" MARZ_FID
     ", actor INTEGER NOT NULL REFERENCES actors (fid) ON DELETE CASCADE, "
     "ordinal INTEGER, alias TEXT NOT NULL)",
     "Further names of actors"},
    {"actor_relations",
     "CREATE TABLE actor_relations (" MARZ_FID
     ", from_actor INTEGER NOT NULL REFERENCES actors (fid) ON DELETE CASCADE, "
     "to_actor INTEGER NOT NULL REFERENCES actors (fid) ON DELETE CASCADE, kind TEXT NOT NULL, source TEXT, "
     "valid_from TEXT, valid_to TEXT, UNIQUE (from_actor, to_actor, kind))",
     "How actors stand to each other"},
    {"incident_actors",
     "CREATE TABLE incident_actors (" MARZ_CHILD
     ", actor INTEGER NOT NULL REFERENCES actors (fid), kind TEXT, "
     "actor_role TEXT NOT NULL DEFAULT 'mentioned', attribution TEXT NOT NULL DEFAULT 'attributed', "
     "attributed_by TEXT, "
     "denied_by TEXT, hypothesis_group TEXT, hypothesis_rank INTEGER)",
     "Actors in incidents"},
    {"sources",
     "CREATE TABLE sources (" MARZ_FID
     ", publisher TEXT, title TEXT, url TEXT, published_at TEXT, accessed_at TEXT, "
     "language TEXT, protected BOOLEAN NOT NULL DEFAULT 0)",
     "Publications"},
    {"source_chain",
     "CREATE TABLE source_chain (" MARZ_CHILD
     ", source INTEGER NOT NULL REFERENCES sources (fid), reliability TEXT, "
     "credibility TEXT, kind TEXT NOT NULL DEFAULT 'reports', speaker TEXT, cites INTEGER, quote TEXT)",
     "Sources of incidents and what they rest on"},
    {"claims",
     "CREATE TABLE claims (" MARZ_CHILD
     ", field TEXT, claim_value TEXT, source INTEGER, speaker TEXT, as_of TEXT, "
     "quote TEXT, credibility TEXT, chosen BOOLEAN NOT NULL DEFAULT 0, excluded_reason TEXT)",
     "What one source says of one field"},
    {"responses",
     "CREATE TABLE responses (" MARZ_CHILD
     ", body TEXT, kind TEXT NOT NULL DEFAULT 'statement', response_date TEXT, "
     "response_text TEXT, source INTEGER)",
     "Responses to incidents"},
    {"links",
     "CREATE TABLE links (" MARZ_CHILD ", kind TEXT NOT NULL DEFAULT 'background', to_uid TEXT, note TEXT)",
     "Links between incidents"},
    {"series", "CREATE TABLE series (" MARZ_FID ", name TEXT NOT NULL UNIQUE, about TEXT)",
     "Series of incidents"},
    {"series_members",
     "CREATE TABLE series_members (" MARZ_CHILD ", series INTEGER NOT NULL REFERENCES series (fid))",
     "Incidents of series"},
    {"notes",
     "CREATE TABLE notes (" MARZ_CHILD
     ", noted_at TEXT, author TEXT, kind TEXT NOT NULL DEFAULT 'analyst', note_text TEXT)",
     "Notes of analysts and reviewers"},
    {"tags", "CREATE TABLE tags (" MARZ_FID ", name TEXT NOT NULL UNIQUE)", "Tags"},
    {"incident_tags",
     "CREATE TABLE incident_tags (" MARZ_CHILD ", tag INTEGER NOT NULL REFERENCES tags (fid))",
     "Tags of incidents"},
    {"attachments",
     "CREATE TABLE attachments (" MARZ_CHILD
     ", name TEXT, media_type TEXT, sha256 TEXT, size_bytes INTEGER, bytes BLOB)",
     "Files kept with incidents"},
    {"incident_places",
     "CREATE TABLE incident_places (" MARZ_CHILD
     ", geom POINT, role TEXT NOT NULL DEFAULT 'also', place TEXT, area BLOB, "
     "unit_code TEXT, place_precision TEXT NOT NULL DEFAULT 'unknown', place_radius_m DOUBLE, headcount "
     "INTEGER)",
     "Further sites of incidents"},
    {"movements",
     "CREATE TABLE movements (" MARZ_CHILD ", kind TEXT NOT NULL DEFAULT 'crossed_from', origin_point BLOB, "
     "origin_unit TEXT, origin_text TEXT, destination_point BLOB, destination_unit TEXT, destination_text "
     "TEXT, "
     "attribution TEXT NOT NULL DEFAULT 'attributed', attributed_by TEXT, source INTEGER)",
     "Claimed movements across borders"},
    {"batch_attributes", "CREATE TABLE batch_attributes (" MARZ_CHILD ", name TEXT NOT NULL, content TEXT)",
     "Imported columns that have no field"},
    {"annotation_layers",
     "CREATE TABLE annotation_layers (" MARZ_FID
     ", name TEXT NOT NULL UNIQUE, z_order INTEGER, visible BOOLEAN)",
     "Layers of annotations"},
    {"annotations",
     "CREATE TABLE annotations (" MARZ_FID ", geom GEOMETRY, " MARZ_UID
     ", layer INTEGER REFERENCES annotation_layers (fid), "
     "kind TEXT NOT NULL DEFAULT 'text', content TEXT, colour TEXT, size_pt DOUBLE, width_px DOUBLE, "
     "z_order INTEGER, shown_from TEXT, shown_to TEXT, locked BOOLEAN NOT NULL DEFAULT 0, "
     "visible BOOLEAN NOT NULL DEFAULT 1, revision INTEGER NOT NULL DEFAULT 0)",
     "Marks on the map"},
    {"views", "CREATE TABLE views (" MARZ_FID ", name TEXT NOT NULL UNIQUE, content TEXT)",
     "Saved views (JSON)"},
    {"filters", "CREATE TABLE filters (" MARZ_FID ", name TEXT NOT NULL UNIQUE, content TEXT)",
     "Saved filters (JSON)"},
    {"layers", "CREATE TABLE layers (" MARZ_FID ", name TEXT NOT NULL UNIQUE, content TEXT)",
     "Layer files (JSON)"},
    {"styles", "CREATE TABLE styles (" MARZ_FID ", name TEXT NOT NULL UNIQUE, content TEXT)",
     "Styles of layers (JSON)"},
    {"layer_styles",
     "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256), "
     "f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), "
     "styleQML TEXT, "
     "styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), "
     "update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')))",
     "Styles for QGIS"},
    {"products",
     "CREATE TABLE products (" MARZ_FID
     ", title TEXT, file_sha256 TEXT, profile TEXT, as_known_on TEXT, filter_text TEXT, "
     "made_at DATETIME, made_by TEXT, incidents TEXT)",
     "Exported products and the revisions they show (JSON)"},
    {"gazetteer",
     "CREATE TABLE gazetteer (" MARZ_FID
     ", name TEXT NOT NULL, aliases TEXT, kind TEXT, lon DOUBLE, lat DOUBLE, "
     "radius_m DOUBLE, country TEXT, admin1_code TEXT, admin2 TEXT)",
     "The team's own places"},
    {"vocabulary",
     "CREATE TABLE vocabulary (" MARZ_FID
     ", list TEXT NOT NULL, code TEXT NOT NULL, label TEXT, family TEXT, colour TEXT, "
     "shape TEXT, acled TEXT, UNIQUE (list, code))",
     "Families and types of events"},
    {"drafts",
     "CREATE TABLE drafts (" MARZ_FID ", form_key TEXT NOT NULL UNIQUE, saved_at DATETIME, content TEXT)",
     "Unsaved forms"},
    {"history",
     "CREATE TABLE history (" MARZ_FID
     ", changed_at DATETIME NOT NULL, changed_by TEXT, table_name TEXT NOT NULL, uid TEXT, "
     "row_fid INTEGER, revision INTEGER, field TEXT, old_value TEXT, new_value TEXT, reason TEXT, change_id "
     "INTEGER)",
     "Every change, append-only"},
    {"undo_log",
     "CREATE TABLE undo_log (" MARZ_FID
     ", changed_at DATETIME NOT NULL, changed_by TEXT, label TEXT, reason TEXT, "
     "change_id INTEGER, inverse BLOB NOT NULL)",
     "How to take the last changes back (compressed JSON)"},
    {"tombstones",
     "CREATE TABLE tombstones (" MARZ_FID
     ", uid TEXT NOT NULL UNIQUE, erased_at DATETIME, erased_by TEXT, reason TEXT)",
     "Records erased for good"},
    {"search_text", "CREATE TABLE search_text (" MARZ_FID ", folded TEXT NOT NULL)",
     "Folded words of incidents, for search"},
    {"row_state", "CREATE TABLE row_state (" MARZ_FID ", uid TEXT NOT NULL, row_hash INTEGER NOT NULL)",
     "What Marz last wrote of each incident"},
    {"search",
     "CREATE VIRTUAL TABLE search USING fts5(folded, content='search_text', content_rowid='fid', "
     "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
     nullptr, true},
    {"rtree_incidents_geom",
     "CREATE VIRTUAL TABLE \"rtree_incidents_geom\" USING rtree(id, minx, maxx, miny, maxy)", nullptr, true},
};

#undef MARZ_CHILD
#undef MARZ_FID
#undef MARZ_UID

} // namespace

std::span<const KnownTable> knownTables()
{
    return tables;
}

} // namespace marz::store
