import { randomUUID } from 'node:crypto';
import { openAdapter } from './adapter.mjs';
import { readUrl, withDatabase } from './connection-url.mjs';

/** Opens the main and the shadow database for the engine and closes whatever is left open. */
export class AdapterFactory {
  provider = 'postgres';
  adapterName = '@prisma/adapter-pg';
  #datasource;
  #opened = [];

  constructor(datasource) {
    this.#datasource = datasource;
  }

  async connect() {
    return this.#open(readUrl(this.#datasource.url));
  }

  /** A database in which the engine replays the migrations: the configured one, emptied, or one of its own. */
  async connectToShadowDb() {
    return this.#datasource.shadowDatabaseUrl ? this.#configuredShadow() : this.#temporaryShadow();
  }

  async closeAll() {
    const opened = this.#opened.splice(0).reverse();
    for (const adapter of opened) await adapter.dispose().catch(() => {});
  }

  async #open(address) {
    const adapter = await openAdapter(address);
    this.#opened.push(adapter);
    return adapter;
  }

  async #configuredShadow() {
    const address = readUrl(this.#datasource.shadowDatabaseUrl);
    // It is about to be emptied.
    if (this.#datasource.url && address.connectionString === readUrl(this.#datasource.url).connectionString) {
      throw new Error('SHADOW_DATABASE_URL must name another database than DATABASE_URL.');
    }
    const shadow = await this.#open(address);
    await shadow.executeScript('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;');
    return shadow;
  }

  async #temporaryShadow() {
    const address = readUrl(this.#datasource.url);
    const name = `prisma_migrate_shadow_db_${randomUUID()}`;
    const main = await this.#open(address);
    await main.executeScript(`CREATE DATABASE "${name}"`);
    const shadow = await this.#open({ ...address, connectionString: withDatabase(address.connectionString, name) });
    const dispose = shadow.dispose;
    shadow.dispose = async () => {
      await dispose();
      await main.executeScript(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    };
    return shadow;
  }
}
