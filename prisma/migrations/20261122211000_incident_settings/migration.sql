-- CreateTable
CREATE TABLE "incident_settings" (
    "incident_id" TEXT NOT NULL,
    "part_id" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "config" JSONB NOT NULL,

    CONSTRAINT "incident_settings_pkey" PRIMARY KEY ("incident_id","part_id")
);
