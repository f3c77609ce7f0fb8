-- AlterTable
ALTER TABLE "services" ADD COLUMN     "messages" JSONB NOT NULL DEFAULT '{}';
