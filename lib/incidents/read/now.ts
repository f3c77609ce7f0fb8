import { db } from '@/lib/db/client';
import { readNow } from '@/lib/log/head';

/** Database time, ISO 8601: what every clock on a page starts from. */
export const databaseNow = (): Promise<string> => readNow(db(), null);
