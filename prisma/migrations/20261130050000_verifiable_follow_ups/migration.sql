-- AlterTable
ALTER TABLE "follow_ups" ADD COLUMN     "verifiable" BOOLEAN NOT NULL DEFAULT false;
