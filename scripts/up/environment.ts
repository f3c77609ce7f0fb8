import { keptSecret } from './secret';

export interface Wanted {
  port: number;
  databaseUrl: string;
  dataDir: string;
  lab: boolean;
}

/** What the console, the lab and the importer are started with: the person's own settings, then ours. */
export function environment({ port, databaseUrl, dataDir, lab }: Wanted): NodeJS.ProcessEnv {
  const address = `http://localhost:${port}`;
  return {
    ...process.env,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    // Next's server takes this as the address to listen on; containers set it to something else.
    HOSTNAME: process.env.REPLI_HOST || '127.0.0.1',
    REPLI_ROLE: process.env.REPLI_ROLE || 'all',
    REPLI_URL: process.env.REPLI_URL || address,
    NEXTAUTH_URL: process.env.REPLI_URL || address,
    NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || keptSecret(dataDir),
    REPLI_DATA_DIR: dataDir,
    REPLI_LAB: lab ? 'on' : 'off',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
