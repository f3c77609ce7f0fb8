-- AlterTable
ALTER TABLE "banned_revisions" ADD COLUMN "by" TEXT NOT NULL DEFAULT '', ADD COLUMN "until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "deployments" (
    "id" TEXT NOT NULL,
    "component_id" TEXT NOT NULL,
    "revision_id" TEXT,
    "commit" TEXT,
    "image" TEXT,
    "by" TEXT NOT NULL,
    "url" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "token" TEXT NOT NULL,

    CONSTRAINT "deployments_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "deployments_component_id_at_idx" ON "deployments"("component_id", "at" DESC);

-- CreateTable
CREATE TABLE "deploy_tokens" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "deploy_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "deploy_tokens_digest_key" ON "deploy_tokens"("digest");
