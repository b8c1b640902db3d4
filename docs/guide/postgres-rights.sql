-- Rights on a catalog in the schema assay of a PostgreSQL server, version 14 or newer. Run it as the role that began the catalog, which has to be
-- able to create roles, and again after each update of Assay that adds tables:
--
--   psql "$CATALOG_URL" -v ON_ERROR_STOP=1 -f postgres-rights.sql
--
-- Then let everybody log in under the very name by which Assay calls them, as a member of one of the three:
--
--   CREATE ROLE "mia@plant.example" LOGIN PASSWORD '…' IN ROLE assay_writer;

DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['assay_reader', 'assay_writer', 'assay_admin'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
    END IF;
  END LOOP;
END $$;

GRANT assay_reader TO assay_writer;
GRANT assay_writer TO assay_admin;

-- A reader reads, and its refusals are entries of the audit.
GRANT USAGE ON SCHEMA assay TO assay_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA assay TO assay_reader;
GRANT INSERT ON assay.audit TO assay_reader;

-- What the catalog is called in assay.lock, before readers ask for it.
INSERT INTO assay.catalog_names (what, name) VALUES ('own', substr(md5(random()::text), 1, 16)) ON CONFLICT DO NOTHING;

-- A writer adds, tags, judges and moves stages as the roles of Assay let it: all tables but those of the catalog itself, of grants, and of the rules.
GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA assay TO assay_writer;
REVOKE INSERT, UPDATE, DELETE ON assay.assay_catalog, assay.grants, assay.stage_rules FROM assay_writer;
REVOKE UPDATE, DELETE ON assay.audit FROM assay_writer;

-- Owners and admins: grants, and rules of stages.
GRANT INSERT, UPDATE, DELETE ON assay.grants, assay.stage_rules TO assay_admin;

-- The audit is appended to, by nobody in another's name, and by no clock but the server's. Only the role that owns the table may write for others, and
-- take these triggers away.
CREATE OR REPLACE FUNCTION assay.audit_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is only appended to' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE OR REPLACE FUNCTION assay.audit_is_own() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.owner <> session_user AND NOT EXISTS (
    SELECT FROM pg_tables WHERE schemaname = TG_TABLE_SCHEMA AND tablename = TG_TABLE_NAME AND tableowner = session_user
  ) THEN
    RAISE EXCEPTION '% writes to the audit in the name of %', session_user, NEW.owner USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF abs(extract(epoch FROM NEW.at::timestamptz - clock_timestamp())) > 600 THEN
    RAISE EXCEPTION 'the clock of the machine says %, that of the server %', NEW.at, clock_timestamp() USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER audit_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON assay.audit
  FOR EACH STATEMENT EXECUTE FUNCTION assay.audit_stays();
CREATE OR REPLACE TRIGGER audit_is_own BEFORE INSERT ON assay.audit
  FOR EACH ROW EXECUTE FUNCTION assay.audit_is_own();
