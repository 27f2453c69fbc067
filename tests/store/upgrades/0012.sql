BEGIN TRANSACTION;
CREATE TABLE act_changes (
	id INTEGER NOT NULL, 
	act_id INTEGER NOT NULL, 
	"table" VARCHAR NOT NULL, 
	"row" INTEGER NOT NULL, 
	"before" JSON, 
	"after" JSON, 
	CONSTRAINT pk_act_changes PRIMARY KEY (id), 
	CONSTRAINT fk_act_changes_act_id_acts FOREIGN KEY(act_id) REFERENCES acts (id)
);
INSERT INTO "act_changes" VALUES(1,1,'table of Zoë Ñandú 1',1,'{"said": "Zoë 1"}','{"said": "Zoë 1"}');
INSERT INTO "act_changes" VALUES(2,2,'table of Zoë Ñandú 2',2,'{"said": "Zoë 2"}','{"said": "Zoë 2"}');
CREATE TABLE acts (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	done_at DATETIME NOT NULL, 
	undone_at DATETIME, made_by VARCHAR DEFAULT '' NOT NULL, 
	CONSTRAINT pk_acts PRIMARY KEY (id)
);
INSERT INTO "acts" VALUES(1,'name of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000','made_by of Zoë Ñandú 1');
INSERT INTO "acts" VALUES(2,'name of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000','made_by of Zoë Ñandú 2');
CREATE TABLE added_policies (
	hash VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_added_policies PRIMARY KEY (hash), 
	CONSTRAINT fk_added_policies_hash_policy_texts FOREIGN KEY(hash) REFERENCES policy_texts (hash)
);
INSERT INTO "added_policies" VALUES('hash of Zoë Ñandú 1','file_name of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "added_policies" VALUES('hash of Zoë Ñandú 2','file_name of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0012');
CREATE TABLE application_events (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	details JSON NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	corrects INTEGER, 
	CONSTRAINT pk_application_events PRIMARY KEY (id), 
	CONSTRAINT fk_application_events_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT fk_application_events_corrects_application_events FOREIGN KEY(corrects) REFERENCES application_events (id), 
	CONSTRAINT uq_application_events_corrects UNIQUE (corrects)
);
INSERT INTO "application_events" VALUES(1,1,'kind of Zoë Ñandú 1','2026-09-01','{"said": "Zoë 1"}','2026-09-01 09:00:00.000000',NULL);
INSERT INTO "application_events" VALUES(2,2,'kind of Zoë Ñandú 2','2026-09-02','{"said": "Zoë 2"}','2026-09-02 09:00:00.000000',2);
CREATE TABLE applications (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	course VARCHAR NOT NULL, 
	cohort VARCHAR NOT NULL, 
	urn VARCHAR NOT NULL, 
	plan_b VARCHAR NOT NULL, 
	notes VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_applications PRIMARY KEY (id), 
	CONSTRAINT fk_applications_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "applications" VALUES(1,1,'course of Zoë Ñandú 1','cohort of Zoë Ñandú 1','urn of Zoë Ñandú 1','plan_b of Zoë Ñandú 1','notes of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "applications" VALUES(2,2,'course of Zoë Ñandú 2','cohort of Zoë Ñandú 2','urn of Zoë Ñandú 2','plan_b of Zoë Ñandú 2','notes of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE attached_files (
	sha256 VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	content BLOB NOT NULL, 
	CONSTRAINT pk_attached_files PRIMARY KEY (sha256)
);
INSERT INTO "attached_files" VALUES('sha256 of Zoë Ñandú 1',1,X'25504446206F6620636F6E74656E742031');
INSERT INTO "attached_files" VALUES('sha256 of Zoë Ñandú 2',2,X'25504446206F6620636F6E74656E742032');
CREATE TABLE attachments (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_attachments PRIMARY KEY (id), 
	CONSTRAINT fk_attachments_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT fk_attachments_sha256_attached_files FOREIGN KEY(sha256) REFERENCES attached_files (sha256)
);
INSERT INTO "attachments" VALUES(1,1,'sha256 of Zoë Ñandú 1','file_name of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "attachments" VALUES(2,2,'sha256 of Zoë Ñandú 2','file_name of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE choosings (
	id INTEGER NOT NULL, 
	person_id INTEGER, 
	name VARCHAR NOT NULL, 
	answers JSON NOT NULL, 
	started_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_choosings PRIMARY KEY (id), 
	CONSTRAINT fk_choosings_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "choosings" VALUES(1,NULL,'name of Zoë Ñandú 1','{"said": "Zoë 1"}','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "choosings" VALUES(2,2,'name of Zoë Ñandú 2','{"said": "Zoë 2"}','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE date_marks (
	id INTEGER NOT NULL, 
	"key" VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	until DATE, 
	marked_at DATETIME NOT NULL, 
	CONSTRAINT pk_date_marks PRIMARY KEY (id), 
	CONSTRAINT ck_date_marks_state CHECK (state IN ('done', 'not_needed', 'put_off')), 
	CONSTRAINT uq_date_marks_key UNIQUE ("key")
);
INSERT INTO "date_marks" VALUES(1,'key of Zoë Ñandú 1','done','2026-09-01','2026-09-01 09:00:00.000000');
INSERT INTO "date_marks" VALUES(2,'key of Zoë Ñandú 2','done','2026-09-02','2026-09-02 09:00:00.000000');
CREATE TABLE determinations (
	id INTEGER NOT NULL, 
	enquiry_id INTEGER NOT NULL, 
	decided_at DATETIME NOT NULL, 
	name VARCHAR NOT NULL, 
	cohort VARCHAR NOT NULL, 
	course VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	reason VARCHAR NOT NULL, 
	rule VARCHAR NOT NULL, 
	service_outcome VARCHAR NOT NULL, 
	service_reason VARCHAR NOT NULL, 
	grant_pounds INTEGER, 
	grant_reason VARCHAR NOT NULL, 
	facts JSON NOT NULL, 
	policy_id VARCHAR NOT NULL, 
	policy_edition INTEGER NOT NULL, 
	policy_hash VARCHAR NOT NULL, 
	register_snapshot_id INTEGER, 
	list_releases JSON NOT NULL, 
	trace JSON NOT NULL, 
	superseded_by INTEGER, 
	superseded_because VARCHAR, 
	CONSTRAINT pk_determinations PRIMARY KEY (id), 
	CONSTRAINT fk_determinations_enquiry_id_enquiries FOREIGN KEY(enquiry_id) REFERENCES enquiries (id), 
	CONSTRAINT fk_determinations_policy_hash_policy_texts FOREIGN KEY(policy_hash) REFERENCES policy_texts (hash), 
	CONSTRAINT fk_determinations_register_snapshot_id_register_snapshots FOREIGN KEY(register_snapshot_id) REFERENCES register_snapshots (id), 
	CONSTRAINT fk_determinations_superseded_by_determinations FOREIGN KEY(superseded_by) REFERENCES determinations (id), 
	CONSTRAINT ck_determinations_outcome CHECK (outcome IN ('funded', 'not_funded', 'review', 'undecided', 'no_policy')), 
	CONSTRAINT ck_determinations_service_outcome CHECK (service_outcome IN ('funded', 'not_funded', 'review', 'undecided', 'no_policy'))
);
INSERT INTO "determinations" VALUES(1,1,'2026-09-01 09:00:00.000000','name of Zoë Ñandú 1','cohort of Zoë Ñandú 1','course of Zoë Ñandú 1','funded','reason of Zoë Ñandú 1','rule of Zoë Ñandú 1','funded','service_reason of Zoë Ñandú 1',NULL,'grant_reason of Zoë Ñandú 1','{"said": "Zoë 1"}','policy_id of Zoë Ñandú 1',1,'hash of Zoë Ñandú 1',NULL,'{"said": "Zoë 1"}','[]',NULL,'superseded_because of Zoë Ñandú 1');
INSERT INTO "determinations" VALUES(2,2,'2026-09-02 09:00:00.000000','name of Zoë Ñandú 2','cohort of Zoë Ñandú 2','course of Zoë Ñandú 2','funded','reason of Zoë Ñandú 2','rule of Zoë Ñandú 2','funded','service_reason of Zoë Ñandú 2',2,'grant_reason of Zoë Ñandú 2','{"said": "Zoë 2"}','policy_id of Zoë Ñandú 2',2,'hash of Zoë Ñandú 2',2,'{"said": "Zoë 2"}','[]',2,'superseded_because of Zoë Ñandú 2');
CREATE TABLE earlier_npqs (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	course VARCHAR NOT NULL, 
	cohort VARCHAR NOT NULL, 
	provider VARCHAR NOT NULL, 
	outcome VARCHAR NOT NULL, 
	funded VARCHAR NOT NULL, 
	ended DATE, 
	CONSTRAINT pk_earlier_npqs PRIMARY KEY (id), 
	CONSTRAINT ck_earlier_npqs_outcome CHECK (outcome IN ('passed', 'failed', 'withdrawn', 'deferred', 'under_way', 'not_known')), 
	CONSTRAINT ck_earlier_npqs_funded CHECK (funded IN ('yes', 'no', 'not_known')), 
	CONSTRAINT fk_earlier_npqs_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "earlier_npqs" VALUES(1,1,'course of Zoë Ñandú 1','cohort of Zoë Ñandú 1','provider of Zoë Ñandú 1','passed','yes','2026-09-01');
INSERT INTO "earlier_npqs" VALUES(2,2,'course of Zoë Ñandú 2','cohort of Zoë Ñandú 2','provider of Zoë Ñandú 2','passed','yes','2026-09-02');
CREATE TABLE employments (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	urn VARCHAR NOT NULL, 
	workplace VARCHAR NOT NULL, 
	since DATE, 
	until DATE, 
	CONSTRAINT pk_employments PRIMARY KEY (id), 
	CONSTRAINT fk_employments_person_id_people FOREIGN KEY(person_id) REFERENCES people (id)
);
INSERT INTO "employments" VALUES(1,1,'role of Zoë Ñandú 1','urn of Zoë Ñandú 1','workplace of Zoë Ñandú 1','2026-09-01','2026-09-01');
INSERT INTO "employments" VALUES(2,2,'role of Zoë Ñandú 2','urn of Zoë Ñandú 2','workplace of Zoë Ñandú 2','2026-09-02','2026-09-02');
CREATE TABLE engagements (
	id INTEGER NOT NULL, 
	application_id INTEGER NOT NULL, 
	scheme VARCHAR NOT NULL, 
	parts JSON NOT NULL, 
	changed_at DATETIME NOT NULL, 
	CONSTRAINT pk_engagements PRIMARY KEY (id), 
	CONSTRAINT fk_engagements_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id), 
	CONSTRAINT uq_engagements_application_id UNIQUE (application_id)
);
INSERT INTO "engagements" VALUES(1,1,'scheme of Zoë Ñandú 1','{"said": "Zoë 1"}','2026-09-01 09:00:00.000000');
INSERT INTO "engagements" VALUES(2,2,'scheme of Zoë Ñandú 2','{"said": "Zoë 2"}','2026-09-02 09:00:00.000000');
CREATE TABLE enquiries (
	id INTEGER NOT NULL, 
	person_id INTEGER, 
	name VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	answers JSON NOT NULL, 
	started_at DATETIME NOT NULL, 
	changed_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_enquiries PRIMARY KEY (id), 
	CONSTRAINT fk_enquiries_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT ck_enquiries_state CHECK (state IN ('draft', 'answered'))
);
INSERT INTO "enquiries" VALUES(1,NULL,'name of Zoë Ñandú 1','draft','{"said": "Zoë 1"}','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "enquiries" VALUES(2,2,'name of Zoë Ñandú 2','draft','{"said": "Zoë 2"}','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE "establishments" (
	id INTEGER NOT NULL, 
	from_snapshot_id INTEGER NOT NULL, 
	seen_snapshot_id INTEGER NOT NULL, 
	until_snapshot_id INTEGER, 
	urn VARCHAR NOT NULL, 
	ukprn VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	type_code VARCHAR NOT NULL, 
	type_name VARCHAR NOT NULL, 
	phase_code VARCHAR NOT NULL, 
	phase VARCHAR NOT NULL, 
	status_code VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	la_code VARCHAR NOT NULL, 
	la_name VARCHAR NOT NULL, 
	street VARCHAR NOT NULL, 
	locality VARCHAR NOT NULL, 
	address3 VARCHAR NOT NULL, 
	town VARCHAR NOT NULL, 
	county VARCHAR NOT NULL, 
	postcode VARCHAR NOT NULL, 
	telephone VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	trust VARCHAR NOT NULL, 
	pupils INTEGER, 
	census_date DATE, 
	open_date DATE, 
	close_date DATE, 
	changed_on DATE, 
	mark BLOB, 
	CONSTRAINT pk_establishments PRIMARY KEY (id), 
	CONSTRAINT fk_establishments_from_snapshot_id_register_snapshots FOREIGN KEY(from_snapshot_id) REFERENCES register_snapshots (id), 
	CONSTRAINT fk_establishments_seen_snapshot_id_register_snapshots FOREIGN KEY(seen_snapshot_id) REFERENCES register_snapshots (id), 
	CONSTRAINT fk_establishments_until_snapshot_id_register_snapshots FOREIGN KEY(until_snapshot_id) REFERENCES register_snapshots (id), 
	CONSTRAINT ck_establishments_pupils CHECK (pupils >= 0)
);
INSERT INTO "establishments" VALUES(1,1,1,NULL,'urn of Zoë Ñandú 1','ukprn of Zoë Ñandú 1','name of Zoë Ñandú 1','type_code of Zoë Ñandú 1','type_name of Zoë Ñandú 1','phase_code of Zoë Ñandú 1','phase of Zoë Ñandú 1','status_code of Zoë Ñandú 1','status of Zoë Ñandú 1','la_code of Zoë Ñandú 1','la_name of Zoë Ñandú 1','street of Zoë Ñandú 1','locality of Zoë Ñandú 1','address3 of Zoë Ñandú 1','town of Zoë Ñandú 1','county of Zoë Ñandú 1','postcode of Zoë Ñandú 1','telephone of Zoë Ñandú 1','number of Zoë Ñandú 1','trust of Zoë Ñandú 1',NULL,'2026-09-01','2026-09-01','2026-09-01','2026-09-01',X'25504446206F66206D61726B2031');
INSERT INTO "establishments" VALUES(2,2,2,2,'urn of Zoë Ñandú 2','ukprn of Zoë Ñandú 2','name of Zoë Ñandú 2','type_code of Zoë Ñandú 2','type_name of Zoë Ñandú 2','phase_code of Zoë Ñandú 2','phase of Zoë Ñandú 2','status_code of Zoë Ñandú 2','status of Zoë Ñandú 2','la_code of Zoë Ñandú 2','la_name of Zoë Ñandú 2','street of Zoë Ñandú 2','locality of Zoë Ñandú 2','address3 of Zoë Ñandú 2','town of Zoë Ñandú 2','county of Zoë Ñandú 2','postcode of Zoë Ñandú 2','telephone of Zoë Ñandú 2','number of Zoë Ñandú 2','trust of Zoë Ñandú 2',2,'2026-09-02','2026-09-02','2026-09-02','2026-09-02',X'25504446206F66206D61726B2032');
CREATE TABLE fees (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	replaces VARCHAR NOT NULL, 
	course VARCHAR NOT NULL, 
	start VARCHAR NOT NULL, 
	pounds INTEGER NOT NULL, 
	vat VARCHAR NOT NULL, 
	seller VARCHAR NOT NULL, 
	lead_provider VARCHAR NOT NULL, 
	said_on DATE, 
	source VARCHAR NOT NULL, 
	url VARCHAR NOT NULL, 
	added_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_fees PRIMARY KEY (id), 
	CONSTRAINT ck_fees_kind CHECK (kind IN ('quotation', 'price', 'left_out')), 
	CONSTRAINT ck_fees_vat CHECK (vat IN ('not_stated', 'plus', 'included', 'none'))
);
INSERT INTO "fees" VALUES(1,'quotation','replaces of Zoë Ñandú 1','course of Zoë Ñandú 1','start of Zoë Ñandú 1',1,'not_stated','seller of Zoë Ñandú 1','lead_provider of Zoë Ñandú 1','2026-09-01','source of Zoë Ñandú 1','url of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "fees" VALUES(2,'quotation','replaces of Zoë Ñandú 2','course of Zoë Ñandú 2','start of Zoë Ñandú 2',2,'not_stated','seller of Zoë Ñandú 2','lead_provider of Zoë Ñandú 2','2026-09-02','source of Zoë Ñandú 2','url of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE letter_answers (
	letter_id INTEGER NOT NULL, 
	determination_id INTEGER NOT NULL, 
	CONSTRAINT pk_letter_answers PRIMARY KEY (letter_id, determination_id), 
	CONSTRAINT fk_letter_answers_letter_id_letters FOREIGN KEY(letter_id) REFERENCES letters (id), 
	CONSTRAINT fk_letter_answers_determination_id_determinations FOREIGN KEY(determination_id) REFERENCES determinations (id)
);
INSERT INTO "letter_answers" VALUES(1,1);
INSERT INTO "letter_answers" VALUES(2,2);
CREATE TABLE letter_pictures (
	sha256 VARCHAR NOT NULL, 
	png BLOB NOT NULL, 
	CONSTRAINT pk_letter_pictures PRIMARY KEY (sha256)
);
INSERT INTO "letter_pictures" VALUES('sha256 of Zoë Ñandú 1',X'25504446206F6620706E672031');
INSERT INTO "letter_pictures" VALUES('sha256 of Zoë Ñandú 2',X'25504446206F6620706E672032');
CREATE TABLE letters (
	id INTEGER NOT NULL, 
	determination_id INTEGER, 
	kind VARCHAR NOT NULL, 
	about VARCHAR DEFAULT '' NOT NULL, 
	cohort VARCHAR DEFAULT '' NOT NULL, 
	reference VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	pdf_sha256 VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	pdf BLOB NOT NULL, 
	content BLOB, 
	wording VARCHAR DEFAULT '' NOT NULL, 
	details JSON DEFAULT '{}' NOT NULL, 
	superseded_by INTEGER, 
	superseded_because VARCHAR, 
	CONSTRAINT pk_letters PRIMARY KEY (id), 
	CONSTRAINT fk_letters_determination_id_determinations FOREIGN KEY(determination_id) REFERENCES determinations (id), 
	CONSTRAINT fk_letters_superseded_by_letters FOREIGN KEY(superseded_by) REFERENCES letters (id)
);
INSERT INTO "letters" VALUES(1,NULL,'kind of Zoë Ñandú 1','about of Zoë Ñandú 1','cohort of Zoë Ñandú 1','reference of Zoë Ñandú 1','2026-09-01 09:00:00.000000','pdf_sha256 of Zoë Ñandú 1','file_name of Zoë Ñandú 1',X'25504446206F66207064662031',X'25504446206F6620636F6E74656E742031','wording of Zoë Ñandú 1','{"said": "Zoë 1"}',NULL,'superseded_because of Zoë Ñandú 1');
INSERT INTO "letters" VALUES(2,2,'kind of Zoë Ñandú 2','about of Zoë Ñandú 2','cohort of Zoë Ñandú 2','reference of Zoë Ñandú 2','2026-09-02 09:00:00.000000','pdf_sha256 of Zoë Ñandú 2','file_name of Zoë Ñandú 2',X'25504446206F66207064662032',X'25504446206F6620636F6E74656E742032','wording of Zoë Ñandú 2','{"said": "Zoë 2"}',2,'superseded_because of Zoë Ñandú 2');
CREATE TABLE list_entries (
	release_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	identifier VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_list_entries PRIMARY KEY (release_id, kind, identifier), 
	CONSTRAINT ck_list_entries_kind CHECK (kind IN ('urn', 'ukprn', 'ofsted_urn', 'legal_name')), 
	CONSTRAINT fk_list_entries_release_id_list_releases FOREIGN KEY(release_id) REFERENCES list_releases (id)
)
 WITHOUT ROWID

;
INSERT INTO "list_entries" VALUES(1,'urn','identifier of Zoë Ñandú 1','name of Zoë Ñandú 1');
INSERT INTO "list_entries" VALUES(2,'urn','identifier of Zoë Ñandú 2','name of Zoë Ñandú 2');
CREATE TABLE list_releases (
	id INTEGER NOT NULL, 
	list_id VARCHAR NOT NULL, 
	published DATE NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	imported_at DATETIME NOT NULL, 
	entries INTEGER NOT NULL, 
	repeated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_list_releases PRIMARY KEY (id), 
	CONSTRAINT uq_list_releases_list_id_sha256_published UNIQUE (list_id, sha256, published)
);
INSERT INTO "list_releases" VALUES(1,'list_id of Zoë Ñandú 1','2026-09-01','file_name of Zoë Ñandú 1','sha256 of Zoë Ñandú 1','2026-09-01 09:00:00.000000',1,1,1);
INSERT INTO "list_releases" VALUES(2,'list_id of Zoë Ñandú 2','2026-09-02','file_name of Zoë Ñandú 2','sha256 of Zoë Ñandú 2','2026-09-02 09:00:00.000000',2,2,2);
CREATE TABLE ofsted_providers (
	id INTEGER NOT NULL, 
	from_snapshot_id INTEGER NOT NULL, 
	seen_snapshot_id INTEGER NOT NULL, 
	until_snapshot_id INTEGER, 
	number VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	type_name VARCHAR NOT NULL, 
	subtype VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	registers VARCHAR NOT NULL, 
	street VARCHAR NOT NULL, 
	locality VARCHAR NOT NULL, 
	address3 VARCHAR NOT NULL, 
	town VARCHAR NOT NULL, 
	postcode VARCHAR NOT NULL, 
	local_authority VARCHAR NOT NULL, 
	CONSTRAINT pk_ofsted_providers PRIMARY KEY (id), 
	CONSTRAINT fk_ofsted_providers_from_snapshot_id_ofsted_snapshots FOREIGN KEY(from_snapshot_id) REFERENCES ofsted_snapshots (id), 
	CONSTRAINT fk_ofsted_providers_seen_snapshot_id_ofsted_snapshots FOREIGN KEY(seen_snapshot_id) REFERENCES ofsted_snapshots (id), 
	CONSTRAINT fk_ofsted_providers_until_snapshot_id_ofsted_snapshots FOREIGN KEY(until_snapshot_id) REFERENCES ofsted_snapshots (id)
);
INSERT INTO "ofsted_providers" VALUES(1,1,1,NULL,'number of Zoë Ñandú 1','name of Zoë Ñandú 1','type_name of Zoë Ñandú 1','subtype of Zoë Ñandú 1','status of Zoë Ñandú 1','registers of Zoë Ñandú 1','street of Zoë Ñandú 1','locality of Zoë Ñandú 1','address3 of Zoë Ñandú 1','town of Zoë Ñandú 1','postcode of Zoë Ñandú 1','local_authority of Zoë Ñandú 1');
INSERT INTO "ofsted_providers" VALUES(2,2,2,2,'number of Zoë Ñandú 2','name of Zoë Ñandú 2','type_name of Zoë Ñandú 2','subtype of Zoë Ñandú 2','status of Zoë Ñandú 2','registers of Zoë Ñandú 2','street of Zoë Ñandú 2','locality of Zoë Ñandú 2','address3 of Zoë Ñandú 2','town of Zoë Ñandú 2','postcode of Zoë Ñandú 2','local_authority of Zoë Ñandú 2');
CREATE TABLE ofsted_snapshots (
	id INTEGER NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	as_at DATE NOT NULL, 
	imported_at DATETIME NOT NULL, 
	types JSON NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	gone INTEGER NOT NULL, 
	repeated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_ofsted_snapshots PRIMARY KEY (id), 
	CONSTRAINT uq_ofsted_snapshots_sha256 UNIQUE (sha256)
);
INSERT INTO "ofsted_snapshots" VALUES(1,'file_name of Zoë Ñandú 1','sha256 of Zoë Ñandú 1','2026-09-01','2026-09-01 09:00:00.000000','[]',1,1,1,1,1,1);
INSERT INTO "ofsted_snapshots" VALUES(2,'file_name of Zoë Ñandú 2','sha256 of Zoë Ñandú 2','2026-09-02','2026-09-02 09:00:00.000000','[]',2,2,2,2,2,2);
CREATE TABLE own_dates (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	day DATE NOT NULL, 
	title VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	person_id INTEGER, 
	application_id INTEGER, 
	urn VARCHAR NOT NULL, 
	cohort VARCHAR NOT NULL, 
	course VARCHAR NOT NULL, 
	provider VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	removed_at DATETIME, 
	CONSTRAINT pk_own_dates PRIMARY KEY (id), 
	CONSTRAINT fk_own_dates_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_own_dates_application_id_applications FOREIGN KEY(application_id) REFERENCES applications (id)
);
INSERT INTO "own_dates" VALUES(1,'kind of Zoë Ñandú 1','2026-09-01','title of Zoë Ñandú 1','note of Zoë Ñandú 1',NULL,NULL,'urn of Zoë Ñandú 1','cohort of Zoë Ñandú 1','course of Zoë Ñandú 1','provider of Zoë Ñandú 1','2026-09-01 09:00:00.000000','2026-09-01 09:00:00.000000');
INSERT INTO "own_dates" VALUES(2,'kind of Zoë Ñandú 2','2026-09-02','title of Zoë Ñandú 2','note of Zoë Ñandú 2',2,2,'urn of Zoë Ñandú 2','cohort of Zoë Ñandú 2','course of Zoë Ñandú 2','provider of Zoë Ñandú 2','2026-09-02 09:00:00.000000','2026-09-02 09:00:00.000000');
CREATE TABLE people (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	urn VARCHAR NOT NULL, 
	address VARCHAR NOT NULL, trn VARCHAR DEFAULT '' NOT NULL, date_of_birth DATE, email VARCHAR DEFAULT '' NOT NULL, since DATE, left_on DATE, notes VARCHAR DEFAULT '' NOT NULL, merged_into INTEGER, removed_at DATETIME, 
	CONSTRAINT pk_people PRIMARY KEY (id)
);
INSERT INTO "people" VALUES(1,'name of Zoë Ñandú 1','title of Zoë Ñandú 1','role of Zoë Ñandú 1','urn of Zoë Ñandú 1','address of Zoë Ñandú 1','trn of Zoë Ñandú 1','2026-09-01','email of Zoë Ñandú 1','2026-09-01','2026-09-01','notes of Zoë Ñandú 1',NULL,'2026-09-01 09:00:00.000000');
INSERT INTO "people" VALUES(2,'name of Zoë Ñandú 2','title of Zoë Ñandú 2','role of Zoë Ñandú 2','urn of Zoë Ñandú 2','address of Zoë Ñandú 2','trn of Zoë Ñandú 2','2026-09-02','email of Zoë Ñandú 2','2026-09-02','2026-09-02','notes of Zoë Ñandú 2',2,'2026-09-02 09:00:00.000000');
CREATE TABLE pictures (
	"key" VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	kept_at DATETIME NOT NULL, 
	png BLOB NOT NULL, 
	CONSTRAINT pk_pictures PRIMARY KEY ("key")
);
INSERT INTO "pictures" VALUES('key of Zoë Ñandú 1','file_name of Zoë Ñandú 1','2026-09-01 09:00:00.000000',X'25504446206F6620706E672031');
INSERT INTO "pictures" VALUES('key of Zoë Ñandú 2','file_name of Zoë Ñandú 2','2026-09-02 09:00:00.000000',X'25504446206F6620706E672032');
CREATE TABLE policy_texts (
	hash VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_policy_texts PRIMARY KEY (hash)
);
INSERT INTO "policy_texts" VALUES('hash of Zoë Ñandú 1','text of Zoë Ñandú 1');
INSERT INTO "policy_texts" VALUES('hash of Zoë Ñandú 2','text of Zoë Ñandú 2');
CREATE TABLE premium_files (
	id INTEGER NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	year INTEGER NOT NULL, 
	imported_at DATETIME NOT NULL, 
	kept INTEGER NOT NULL, 
	repeated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_premium_files PRIMARY KEY (id), 
	CONSTRAINT uq_premium_files_sha256_year UNIQUE (sha256, year)
);
INSERT INTO "premium_files" VALUES(1,'file_name of Zoë Ñandú 1','sha256 of Zoë Ñandú 1',1,'2026-09-01 09:00:00.000000',1,1,1);
INSERT INTO "premium_files" VALUES(2,'file_name of Zoë Ñandú 2','sha256 of Zoë Ñandú 2',2,'2026-09-02 09:00:00.000000',2,2,2);
CREATE TABLE premium_pupils (
	file_id INTEGER NOT NULL, 
	urn VARCHAR NOT NULL, 
	pupils VARCHAR NOT NULL, 
	CONSTRAINT pk_premium_pupils PRIMARY KEY (file_id, urn), 
	CONSTRAINT fk_premium_pupils_file_id_premium_files FOREIGN KEY(file_id) REFERENCES premium_files (id)
);
INSERT INTO "premium_pupils" VALUES(1,'urn of Zoë Ñandú 1','pupils of Zoë Ñandú 1');
INSERT INTO "premium_pupils" VALUES(2,'urn of Zoë Ñandú 2','pupils of Zoë Ñandú 2');
CREATE TABLE register_snapshots (
	id INTEGER NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	as_at DATE NOT NULL, 
	imported_at DATETIME NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	changed INTEGER NOT NULL, 
	gone INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_register_snapshots PRIMARY KEY (id), 
	CONSTRAINT uq_register_snapshots_sha256 UNIQUE (sha256)
);
INSERT INTO "register_snapshots" VALUES(1,'file_name of Zoë Ñandú 1','sha256 of Zoë Ñandú 1','2026-09-01','2026-09-01 09:00:00.000000',1,1,1,1,1);
INSERT INTO "register_snapshots" VALUES(2,'file_name of Zoë Ñandú 2','sha256 of Zoë Ñandú 2','2026-09-02','2026-09-02 09:00:00.000000',2,2,2,2,2);
CREATE TABLE relation_files (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	file_name VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	as_at DATE NOT NULL, 
	imported_at DATETIME NOT NULL, 
	rows INTEGER NOT NULL, 
	added INTEGER NOT NULL, 
	ended INTEGER NOT NULL, 
	repeated INTEGER NOT NULL, 
	refused INTEGER NOT NULL, 
	CONSTRAINT pk_relation_files PRIMARY KEY (id), 
	CONSTRAINT ck_relation_files_kind CHECK (kind IN ('link', 'group', 'membership', 'section_41')), 
	CONSTRAINT uq_relation_files_kind_sha256 UNIQUE (kind, sha256)
);
INSERT INTO "relation_files" VALUES(1,'link','file_name of Zoë Ñandú 1','sha256 of Zoë Ñandú 1','2026-09-01','2026-09-01 09:00:00.000000',1,1,1,1,1);
INSERT INTO "relation_files" VALUES(2,'link','file_name of Zoë Ñandú 2','sha256 of Zoë Ñandú 2','2026-09-02','2026-09-02 09:00:00.000000',2,2,2,2,2);
CREATE TABLE relations (
	id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	from_file_id INTEGER NOT NULL, 
	seen_file_id INTEGER NOT NULL, 
	until_file_id INTEGER, 
	urn VARCHAR NOT NULL, 
	other VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	what VARCHAR NOT NULL, 
	status VARCHAR NOT NULL, 
	number VARCHAR NOT NULL, 
	began DATE, 
	ended DATE, 
	CONSTRAINT pk_relations PRIMARY KEY (id), 
	CONSTRAINT ck_relations_kind CHECK (kind IN ('link', 'group', 'membership', 'section_41')), 
	CONSTRAINT fk_relations_from_file_id_relation_files FOREIGN KEY(from_file_id) REFERENCES relation_files (id), 
	CONSTRAINT fk_relations_seen_file_id_relation_files FOREIGN KEY(seen_file_id) REFERENCES relation_files (id), 
	CONSTRAINT fk_relations_until_file_id_relation_files FOREIGN KEY(until_file_id) REFERENCES relation_files (id)
);
INSERT INTO "relations" VALUES(1,'link',1,1,NULL,'urn of Zoë Ñandú 1','other of Zoë Ñandú 1','name of Zoë Ñandú 1','what of Zoë Ñandú 1','status of Zoë Ñandú 1','number of Zoë Ñandú 1','2026-09-01','2026-09-01');
INSERT INTO "relations" VALUES(2,'link',2,2,2,'urn of Zoë Ñandú 2','other of Zoë Ñandú 2','name of Zoë Ñandú 2','what of Zoë Ñandú 2','status of Zoë Ñandú 2','number of Zoë Ñandú 2','2026-09-02','2026-09-02');
CREATE TABLE settings (
	"key" VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY ("key")
);
INSERT INTO "settings" VALUES('key of Zoë Ñandú 1','value of Zoë Ñandú 1');
INSERT INTO "settings" VALUES('key of Zoë Ñandú 2','value of Zoë Ñandú 2');
CREATE TRIGGER determinations_never_edited BEFORE UPDATE ON determinations WHEN OLD.id IS NOT NEW.id OR OLD.enquiry_id IS NOT NEW.enquiry_id OR OLD.decided_at IS NOT NEW.decided_at OR OLD.name IS NOT NEW.name OR OLD.cohort IS NOT NEW.cohort OR OLD.course IS NOT NEW.course OR OLD.outcome IS NOT NEW.outcome OR OLD.reason IS NOT NEW.reason OR OLD.rule IS NOT NEW.rule OR OLD.service_outcome IS NOT NEW.service_outcome OR OLD.service_reason IS NOT NEW.service_reason OR OLD.grant_pounds IS NOT NEW.grant_pounds OR OLD.grant_reason IS NOT NEW.grant_reason OR OLD.facts IS NOT NEW.facts OR OLD.policy_id IS NOT NEW.policy_id OR OLD.policy_edition IS NOT NEW.policy_edition OR OLD.policy_hash IS NOT NEW.policy_hash OR OLD.register_snapshot_id IS NOT NEW.register_snapshot_id OR OLD.list_releases IS NOT NEW.list_releases OR OLD.trace IS NOT NEW.trace BEGIN SELECT RAISE(ABORT, 'determinations are evidence: never edited, never removed'); END;
CREATE TRIGGER determinations_never_deleted BEFORE DELETE ON determinations BEGIN SELECT RAISE(ABORT, 'determinations are evidence: never edited, never removed'); END;
CREATE TRIGGER policy_texts_never_edited BEFORE UPDATE ON policy_texts WHEN OLD.hash IS NOT NEW.hash OR OLD.text IS NOT NEW.text BEGIN SELECT RAISE(ABORT, 'policy_texts are evidence: never edited, never removed'); END;
CREATE TRIGGER policy_texts_never_deleted BEFORE DELETE ON policy_texts BEGIN SELECT RAISE(ABORT, 'policy_texts are evidence: never edited, never removed'); END;
CREATE TRIGGER list_entries_never_edited BEFORE UPDATE ON list_entries WHEN OLD.release_id IS NOT NEW.release_id OR OLD.kind IS NOT NEW.kind OR OLD.identifier IS NOT NEW.identifier OR OLD.name IS NOT NEW.name BEGIN SELECT RAISE(ABORT, 'list_entries are evidence: never edited, never removed'); END;
CREATE TRIGGER list_entries_never_deleted BEFORE DELETE ON list_entries BEGIN SELECT RAISE(ABORT, 'list_entries are evidence: never edited, never removed'); END;
CREATE UNIQUE INDEX ix_ofsted_providers_number_now ON ofsted_providers (number) WHERE until_snapshot_id IS NULL;
CREATE INDEX ix_premium_pupils_urn ON premium_pupils (urn);
CREATE UNIQUE INDEX ix_establishments_urn_now ON establishments (urn) WHERE until_snapshot_id IS NULL;
CREATE INDEX ix_relations_urn ON relations (urn);
CREATE INDEX ix_relations_other ON relations (other);
CREATE INDEX ix_employments_person_id ON employments (person_id);
CREATE INDEX ix_earlier_npqs_person_id ON earlier_npqs (person_id);
CREATE UNIQUE INDEX ix_applications_one_each ON applications (person_id, course, cohort) WHERE removed_at IS NULL;
CREATE INDEX ix_application_events_application_id ON application_events (application_id);
CREATE TRIGGER application_events_never_edited BEFORE UPDATE ON application_events WHEN OLD.id IS NOT NEW.id OR OLD.application_id IS NOT NEW.application_id OR OLD.kind IS NOT NEW.kind OR OLD.day IS NOT NEW.day OR OLD.details IS NOT NEW.details OR OLD.recorded_at IS NOT NEW.recorded_at OR OLD.corrects IS NOT NEW.corrects BEGIN SELECT RAISE(ABORT, 'application_events are evidence: never edited, never removed'); END;
CREATE TRIGGER application_events_never_deleted BEFORE DELETE ON application_events BEGIN SELECT RAISE(ABORT, 'application_events are evidence: never edited, never removed'); END;
CREATE INDEX ix_attachments_application_id ON attachments (application_id);
CREATE INDEX ix_act_changes_act_id ON act_changes (act_id);
CREATE INDEX ix_own_dates_person_id ON own_dates (person_id);
CREATE INDEX ix_own_dates_application_id ON own_dates (application_id);
CREATE INDEX ix_choosings_person_id ON choosings (person_id);
CREATE TRIGGER letters_never_edited BEFORE UPDATE ON letters WHEN OLD.id IS NOT NEW.id OR OLD.determination_id IS NOT NEW.determination_id OR OLD.kind IS NOT NEW.kind OR OLD.reference IS NOT NEW.reference OR OLD.made_at IS NOT NEW.made_at OR OLD.pdf_sha256 IS NOT NEW.pdf_sha256 OR OLD.file_name IS NOT NEW.file_name OR OLD.pdf IS NOT NEW.pdf OR OLD.wording IS NOT NEW.wording OR OLD.details IS NOT NEW.details OR OLD.about IS NOT NEW.about OR OLD.cohort IS NOT NEW.cohort OR OLD.content IS NOT NEW.content BEGIN SELECT RAISE(ABORT, 'letters are evidence: never edited, never removed'); END;
CREATE TRIGGER letters_never_deleted BEFORE DELETE ON letters BEGIN SELECT RAISE(ABORT, 'letters are evidence: never edited, never removed'); END;
CREATE TRIGGER letter_answers_never_edited BEFORE UPDATE ON letter_answers WHEN OLD.letter_id IS NOT NEW.letter_id OR OLD.determination_id IS NOT NEW.determination_id BEGIN SELECT RAISE(ABORT, 'letter_answers are evidence: never edited, never removed'); END;
CREATE TRIGGER letter_answers_never_deleted BEFORE DELETE ON letter_answers BEGIN SELECT RAISE(ABORT, 'letter_answers are evidence: never edited, never removed'); END;
CREATE TRIGGER letter_pictures_never_edited BEFORE UPDATE ON letter_pictures WHEN OLD.sha256 IS NOT NEW.sha256 OR OLD.png IS NOT NEW.png BEGIN SELECT RAISE(ABORT, 'letter_pictures are evidence: never edited, never removed'); END;
CREATE TRIGGER letter_pictures_never_deleted BEFORE DELETE ON letter_pictures BEGIN SELECT RAISE(ABORT, 'letter_pictures are evidence: never edited, never removed'); END;
COMMIT;
