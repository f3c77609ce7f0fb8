-- AlterTable
ALTER TABLE "step_progress" ADD COLUMN     "code" TEXT,
ADD COLUMN     "params" JSONB;
