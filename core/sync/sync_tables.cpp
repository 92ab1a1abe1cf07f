// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sync_tables.h"

namespace indaro::sync {

base::Result<void> createSyncTables(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE operation_base (
    record BLOB NOT NULL,
    record_table INTEGER NOT NULL,
    device INTEGER NOT NULL REFERENCES log_device,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    base_device INTEGER NOT NULL REFERENCES log_device,
    base_stream INTEGER NOT NULL,
    base_sequence INTEGER NOT NULL,
    PRIMARY KEY (record, record_table, device, stream, sequence, ordinal)
) WITHOUT ROWID;
CREATE TABLE conflict (
    record_table INTEGER NOT NULL,
    record BLOB NOT NULL,
    field INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    PRIMARY KEY (record_table, record, field)
) WITHOUT ROWID;
CREATE TABLE tangled_record (
    record_table INTEGER NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (record_table, record)
) WITHOUT ROWID;
CREATE TABLE compacted (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    PRIMARY KEY (device, stream)
) WITHOUT ROWID;
CREATE TABLE house_only (person BLOB NOT NULL PRIMARY KEY CHECK (length(person) = 16)) WITHOUT ROWID;
CREATE TABLE erased (
    record BLOB NOT NULL PRIMARY KEY CHECK (length(record) = 16),
    erased_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE envelope (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    type INTEGER NOT NULL,
    first_sequence INTEGER NOT NULL,
    last_sequence INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB,
    received_at INTEGER NOT NULL,
    from_road TEXT NOT NULL,
    UNIQUE (device, stream, number)
);
CREATE TABLE envelope_inbox (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    bytes BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    from_road TEXT NOT NULL,
    UNIQUE (device, stream, number, hash)
);
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    device BLOB,
    stream INTEGER,
    number INTEGER,
    sequence INTEGER,
    bytes BLOB NOT NULL,
    received_at INTEGER NOT NULL,
    settled_at INTEGER
);
CREATE TABLE snapshot (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    device BLOB NOT NULL CHECK (length(device) = 16),
    manifest BLOB NOT NULL,
    state INTEGER NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE snapshot_part (
    snapshot BLOB NOT NULL,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (snapshot, part)
);
CREATE TABLE roster_block (
    hash BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    seq INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    is_head INTEGER NOT NULL
);
CREATE TABLE epoch_key (
    key_id BLOB NOT NULL PRIMARY KEY CHECK (length(key_id) = 32),
    grp INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    key BLOB NOT NULL CHECK (length(key) = 32),
    created_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE peer_head (
    peer BLOB NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL,
    seen_at INTEGER NOT NULL,
    road TEXT NOT NULL,
    PRIMARY KEY (peer, device, stream)
) WITHOUT ROWID;
CREATE TABLE receipt (
    server BLOB NOT NULL,
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    server_count INTEGER NOT NULL,
    at INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (server, device, stream, number)
) WITHOUT ROWID;
CREATE TABLE alarm (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    settled_at INTEGER
);
CREATE TABLE hidden_birth (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    record BLOB NOT NULL CHECK (length(record) = 16),
    PRIMARY KEY (device, stream, sequence)
) WITHOUT ROWID;
CREATE INDEX hidden_birth_record ON hidden_birth (record);
CREATE TABLE operation_line (
    number INTEGER PRIMARY KEY,
    device INTEGER NOT NULL REFERENCES log_device,
    stream INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    removes INTEGER,
    salt BLOB NOT NULL,
    commitment BLOB NOT NULL,
    chain BLOB NOT NULL
);
CREATE INDEX operation_line_of ON operation_line (device, stream, sequence);
)");
}

} // namespace indaro::sync
