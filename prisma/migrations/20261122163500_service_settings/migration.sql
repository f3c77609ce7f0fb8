-- AlterTable
ALTER TABLE "services" ADD COLUMN     "objection_seconds" INTEGER;

-- CreateTable
CREATE TABLE "freeze_windows" (
    "id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "freeze_windows_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "freeze_windows_service_id_ends_at_idx" ON "freeze_windows"("service_id", "ends_at");

-- CreateIndex
CREATE INDEX "check_samples_at_idx" ON "check_samples"("at");

-- AddForeignKey
ALTER TABLE "freeze_windows" ADD CONSTRAINT "freeze_windows_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;
