-- CreateTable
CREATE TABLE "readiness" (
    "service_id" TEXT NOT NULL,
    "service_version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "findings" JSONB NOT NULL,

    CONSTRAINT "readiness_pkey" PRIMARY KEY ("service_id")
);

-- CreateTable
CREATE TABLE "readiness_days" (
    "service_id" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "verdict" TEXT NOT NULL,
    "fails" INTEGER NOT NULL,
    "warns" INTEGER NOT NULL,

    CONSTRAINT "readiness_days_pkey" PRIMARY KEY ("service_id","day")
);

-- CreateTable
CREATE TABLE "channel_trials" (
    "digest" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ok" BOOLEAN NOT NULL,

    CONSTRAINT "channel_trials_pkey" PRIMARY KEY ("digest")
);

-- AddForeignKey
ALTER TABLE "readiness" ADD CONSTRAINT "readiness_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "readiness_days" ADD CONSTRAINT "readiness_days_service_id_fkey" FOREIGN KEY ("service_id") REFERENCES "services"("id") ON DELETE CASCADE ON UPDATE CASCADE;
