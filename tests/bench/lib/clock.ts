/** Milliseconds of the machine's monotonic clock: unlike `performance.now()`, the same in every process. */
export const machineMs = (): number => Number(process.hrtime.bigint()) / 1e6;
