-- Statistics read every row and never the words: those are kept apart from it, so that a row is small.
ALTER TABLE "postmortem_entries" SET (toast_tuple_target = 128);
ALTER TABLE "postmortem_entries" ALTER COLUMN "search" SET STORAGE EXTERNAL;
