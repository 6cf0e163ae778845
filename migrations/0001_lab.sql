-- The lab file, first version. Ids are text (`dem_…`); `key` is the order of creation, which random ids do not have.
-- Times are milliseconds since 1970. JSON columns hold what the contract's schemas describe.

CREATE TABLE lab (
  key INTEGER PRIMARY KEY CHECK (key = 1),
  created_at REAL NOT NULL,
  sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE environments (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  notes TEXT NOT NULL,
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  created_at REAL NOT NULL,
  updated_at REAL NOT NULL,
  deleted_at REAL
) STRICT;

CREATE TABLE sessions (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  environment_id TEXT NOT NULL REFERENCES environments (id),
  source TEXT NOT NULL CHECK (json_valid(source)),
  seed INTEGER NOT NULL,
  created_at REAL NOT NULL
) STRICT;

-- A take is a demonstration that is still being recorded.
CREATE TABLE demonstrations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  environment_id TEXT NOT NULL REFERENCES environments (id),
  session_id TEXT NOT NULL REFERENCES sessions (id),
  source_kind TEXT NOT NULL CHECK (source_kind IN ('person', 'expert', 'imported')),
  take INTEGER NOT NULL CHECK (take >= 0),
  seed INTEGER NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('recording', 'kept')),
  dtype TEXT NOT NULL CHECK (dtype IN ('i32', 'f32')),
  observation_width INTEGER NOT NULL CHECK (observation_width >= 1),
  action_width INTEGER NOT NULL CHECK (action_width >= 1),
  length INTEGER NOT NULL CHECK (length >= 0),
  final_observation BLOB,
  return_sum REAL,
  terminated INTEGER NOT NULL CHECK (terminated IN (0, 1)),
  truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
  content_hash TEXT NOT NULL,
  cadence TEXT CHECK (json_valid(cadence)),
  notes TEXT NOT NULL,
  created_at REAL NOT NULL,
  trimmed_from TEXT REFERENCES demonstrations (id),
  deleted_at REAL
) STRICT;

CREATE UNIQUE INDEX demonstrations_take ON demonstrations (session_id, take) WHERE trimmed_from IS NULL;
CREATE INDEX demonstrations_of_environment ON demonstrations (environment_id, created_at, key)
  WHERE status = 'kept' AND deleted_at IS NULL;
CREATE INDEX demonstrations_newest ON demonstrations (created_at, key)
  WHERE status = 'kept' AND deleted_at IS NULL;
CREATE INDEX demonstrations_longest ON demonstrations (length, created_at)
  WHERE status = 'kept' AND deleted_at IS NULL;
CREATE INDEX demonstrations_best ON demonstrations (return_sum, created_at, key)
  WHERE status = 'kept' AND deleted_at IS NULL;
CREATE INDEX demonstrations_unfinished ON demonstrations (key) WHERE status = 'recording' AND deleted_at IS NULL;
CREATE INDEX demonstrations_deleted ON demonstrations (created_at, key)
  WHERE status = 'kept' AND deleted_at IS NOT NULL;
CREATE INDEX demonstrations_environment ON demonstrations (environment_id);
CREATE INDEX demonstrations_trimmed ON demonstrations (trimmed_from) WHERE trimmed_from IS NOT NULL;

-- 256 steps a chunk, in columns, with a header of dtype and shape; only the last chunk of a take is ever rewritten.
CREATE TABLE step_chunks (
  demonstration_id TEXT NOT NULL REFERENCES demonstrations (id),
  chunk INTEGER NOT NULL CHECK (chunk >= 0),
  body BLOB NOT NULL,
  PRIMARY KEY (demonstration_id, chunk)
) STRICT;

CREATE TABLE demonstration_tags (
  demonstration_id TEXT NOT NULL REFERENCES demonstrations (id),
  tag TEXT NOT NULL,
  PRIMARY KEY (demonstration_id, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX demonstration_tags_by_tag ON demonstration_tags (tag, demonstration_id);

-- Immutable but for its name: the counts and the hash are of the members at its making, which do not change either.
CREATE TABLE datasets (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  environment_id TEXT NOT NULL REFERENCES environments (id),
  name TEXT NOT NULL,
  notes TEXT NOT NULL,
  demonstrations INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  min_length INTEGER NOT NULL,
  max_length INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  created_at REAL NOT NULL,
  deleted_at REAL
) STRICT;

CREATE TABLE dataset_members (
  dataset_id TEXT NOT NULL REFERENCES datasets (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  demonstration_id TEXT NOT NULL REFERENCES demonstrations (id),
  PRIMARY KEY (dataset_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX dataset_members_once ON dataset_members (dataset_id, demonstration_id);
CREATE INDEX dataset_members_of ON dataset_members (demonstration_id);

CREATE TABLE runs (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (
    status IN ('queued', 'running', 'finished', 'failed', 'cancelled', 'interrupted', 'paused')
  ),
  algorithm TEXT NOT NULL,
  environment_id TEXT NOT NULL REFERENCES environments (id),
  dataset_id TEXT REFERENCES datasets (id),
  source_run_id TEXT REFERENCES runs (id),
  spec TEXT NOT NULL CHECK (json_valid(spec)),
  dataset_hash TEXT,
  engine TEXT NOT NULL,
  versions TEXT NOT NULL CHECK (json_valid(versions)),
  iteration INTEGER NOT NULL,
  error TEXT CHECK (json_valid(error)),
  diagnostics TEXT CHECK (json_valid(diagnostics)),
  created_at REAL NOT NULL,
  started_at REAL,
  ended_at REAL,
  deleted_at REAL
) STRICT;
CREATE INDEX runs_by_status ON runs (status, key) WHERE deleted_at IS NULL;
CREATE INDEX runs_newest ON runs (created_at) WHERE deleted_at IS NULL;
CREATE INDEX runs_of_environment ON runs (environment_id);

-- Curves in columns, some hundred iterations a row.
CREATE TABLE run_metrics (
  run_id TEXT NOT NULL REFERENCES runs (id),
  first_iteration INTEGER NOT NULL,
  last_iteration INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (run_id, first_iteration)
) STRICT;

CREATE TABLE run_checkpoints (
  run_id TEXT NOT NULL REFERENCES runs (id),
  iteration INTEGER NOT NULL,
  state BLOB NOT NULL,
  created_at REAL NOT NULL,
  PRIMARY KEY (run_id, iteration)
) STRICT;

-- The newest reward and policy of a run: plain facts as JSON, numbers as a packed blob.
CREATE TABLE run_artifacts (
  run_id TEXT NOT NULL REFERENCES runs (id),
  kind TEXT NOT NULL CHECK (kind IN ('reward', 'policy')),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  body BLOB NOT NULL,
  created_at REAL NOT NULL,
  PRIMARY KEY (run_id, kind)
) STRICT;

CREATE TABLE comparisons (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  request TEXT NOT NULL CHECK (json_valid(request)),
  created_at REAL NOT NULL,
  deleted_at REAL
) STRICT;

CREATE TABLE window_state (
  name TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
