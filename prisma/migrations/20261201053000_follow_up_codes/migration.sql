-- AlterTable
ALTER TABLE "follow_ups" ADD COLUMN     "code" TEXT,
ADD COLUMN     "params" JSONB;
