-- CreateTable
CREATE TABLE "backups" (
    "id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "component_id" TEXT NOT NULL,
    "commit" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "text" TEXT NOT NULL DEFAULT '',
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "backups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backups_request_id_idx" ON "backups"("request_id");

-- CreateIndex
CREATE INDEX "backups_service_id_commit_requested_at_idx" ON "backups"("service_id", "commit", "requested_at" DESC);
