-- Words are found whatever their accents: "deploiement" finds "déploiement". The extension comes with PostgreSQL and
-- is trusted: whoever may create tables here may create it.
CREATE EXTENSION IF NOT EXISTS unaccent;

CREATE TEXT SEARCH CONFIGURATION repli_en (COPY = english);
ALTER TEXT SEARCH CONFIGURATION repli_en ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;

CREATE TEXT SEARCH CONFIGURATION repli_fr (COPY = french);
ALTER TEXT SEARCH CONFIGURATION repli_fr ALTER MAPPING FOR hword, hword_part, word WITH unaccent, french_stem;

-- CreateTable
CREATE TABLE "postmortem_entries" (
    "incident_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "service_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "class" TEXT NOT NULL,
    "drill" BOOLEAN NOT NULL,
    "outcome" TEXT,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "review" TEXT NOT NULL,
    "cause" TEXT,
    "tags" TEXT[],
    "to_declare_ms" DOUBLE PRECISION,
    "to_decide_ms" DOUBLE PRECISION,
    "to_tell_ms" DOUBLE PRECISION,
    "to_recover_ms" DOUBLE PRECISION,
    "evaluation_ms" DOUBLE PRECISION,
    "communication_ms" DOUBLE PRECISION,
    "execution_ms" DOUBLE PRECISION,
    "verification_ms" DOUBLE PRECISION,
    "evaluation_budget_ms" DOUBLE PRECISION NOT NULL,
    "communication_budget_ms" DOUBLE PRECISION NOT NULL,
    "execution_budget_ms" DOUBLE PRECISION NOT NULL,
    "verification_budget_ms" DOUBLE PRECISION NOT NULL,
    "flaps" TEXT[],
    "search" tsvector,

    CONSTRAINT "postmortem_entries_pkey" PRIMARY KEY ("incident_id")
);

-- CreateTable
CREATE TABLE "postmortem_working_copies" (
    "incident_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "postmortem_working_copies_pkey" PRIMARY KEY ("incident_id","user_id")
);

-- CreateTable
CREATE TABLE "postmortem_templates" (
    "locale" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "postmortem_templates_pkey" PRIMARY KEY ("locale")
);

-- CreateIndex
CREATE INDEX "postmortem_entries_declared_at_number_idx" ON "postmortem_entries"("declared_at" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "postmortem_entries_service_id_declared_at_idx" ON "postmortem_entries"("service_id", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "postmortem_entries_cause_declared_at_idx" ON "postmortem_entries"("cause", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "postmortem_entries_review_declared_at_idx" ON "postmortem_entries"("review", "declared_at" DESC);

-- CreateIndex
CREATE INDEX "postmortem_entries_tags_idx" ON "postmortem_entries" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "postmortem_entries_search_idx" ON "postmortem_entries" USING GIN ("search");
