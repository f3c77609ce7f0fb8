-- CreateIndex
CREATE INDEX "postmortem_entries_to_recover_ms_number_idx" ON "postmortem_entries"("to_recover_ms" DESC, "number" DESC);
