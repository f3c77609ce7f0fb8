import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { isAlive } from '../lib/process-identity';
import { stopProcess } from './child';
import { words } from './words';

const identitySchema = z.object({ pid: z.number().int(), startedAt: z.string() });
const recordSchema = z.object({ up: identitySchema, url: z.string(), children: z.array(identitySchema) });
export type UpRecord = z.infer<typeof recordSchema>;

const GRACE_MS = 3_000;
const fileIn = (dataDir: string) => path.join(dataDir, 'up.json');

/** What this start of Repli consists of, for the next one to find after a crash. */
export function writeRecord(dataDir: string, record: UpRecord): void {
  const partial = `${fileIn(dataDir)}.${process.pid}`;
  writeFileSync(partial, JSON.stringify(record), { mode: 0o600 });
  renameSync(partial, fileIn(dataDir));
}

export function clearRecord(dataDir: string): void {
  rmSync(fileIn(dataDir), { force: true });
}

/**
 * Ends what a killed `up` left running: the very processes that it recorded, no others. Throws when that `up` still
 * runs, with its address.
 */
export async function clearLeftovers(dataDir: string): Promise<number> {
  const record = readRecord(dataDir);
  if (!record) return 0;
  if (isAlive(record.up)) {
    throw new Error(words('running', { url: record.url, pid: String(record.up.pid) }));
  }
  const left = record.children.filter(isAlive);
  await Promise.all(left.map((child) => stopProcess(child, GRACE_MS)));
  clearRecord(dataDir);
  return left.length;
}

function readRecord(dataDir: string): UpRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')));
  } catch {
    return null;
  }
}
