import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BIOME = path.join(ROOT, 'node_modules/@biomejs/biome/bin/biome');

/** One line for each way across a border: the file that would cross it and what it would import. */
const FORBIDDEN: [file: string, imported: string][] = [
  ['components/ui/button.tsx', '@/lib/domain/words'],
  ['components/ui/button.tsx', '@/components/incident/rail'],
  ['components/ui/button.tsx', '../../lib/domain/words'],
  ['components/incident/rail.tsx', '@/lib/db/client'],
  ['components/incident/rail.tsx', '@/lib/incidents/act'],
  ['components/incident/rail.tsx', '@/app/incidents/page'],
  ['components/incident/rail.tsx', '../../lib/log/execute'],
  ['components/incident/rail.tsx', '@prisma/client'],
  ['app/incidents/page.tsx', '@/lib/db/client'],
  ['app/incidents/page.tsx', '@/lib/db/generated/client'],
  ['app/incidents/page.tsx', '../../lib/db/client'],
  ['app/incidents/page.tsx', '@prisma/client'],
  ['app/incidents/page.tsx', '@/lib/providers/git/index'],
  ['app/incidents/page.tsx', '@/lib/providers/registry'],
  ['app/incidents/page.tsx', '@aws-sdk/client-ecs'],
  ['lib/domain/decide.ts', 'date-fns'],
  ['lib/domain/decide.ts', 'node:crypto'],
  ['lib/domain/decide.ts', '@/lib/db/client'],
  ['lib/domain/decide.ts', '../db/client'],
  ['lib/domain/evolve/run.ts', '../../db/client'],
  ['lib/providers/git/index.ts', '@/lib/db/client'],
  ['lib/providers/git/index.ts', '../../db/client'],
  ['lib/providers/git/index.ts', '@/lib/log/execute'],
  ['lib/providers/git/index.ts', '@/lib/providers/kubernetes/index'],
  ['lib/providers/git/index.ts', '../kubernetes/index'],
  ['lib/providers/git/index.ts', '../registry'],
  ['lib/providers/git/commands/fetch.ts', '../../kubernetes/index'],
  ['lib/providers/git/commands/fetch.ts', '../../../db/client'],
  ['lib/providers/registry.ts', '@/lib/db/client'],
  ['lib/checks/http/index.ts', '@/lib/db/client'],
  ['lib/checks/http/index.ts', '../prometheus/index'],
  ['lib/checks/manual.ts', '@/lib/log/execute'],
  ['lib/channels/webhook/index.ts', '@/lib/db/client'],
  ['lib/channels/webhook/index.ts', '../slack/index'],
  ['lib/channels/webhook.ts', '../db/client'],
  ['lib/incidents/act.ts', '@/components/incident/rail'],
  ['lib/incidents/act.ts', '@/app/incidents/actions'],
  ['lib/incidents/act.ts', '../../app/incidents/actions'],
  ['lib/incidents/read/row.ts', '../../../components/ui/button'],
];

const ALLOWED: [file: string, imported: string][] = [
  ['components/ui/button.tsx', './icon'],
  ['components/ui/button.tsx', 'radix-ui'],
  ['components/incident/rail.tsx', '@/components/ui/button'],
  ['components/incident/rail.tsx', '@/lib/domain/words'],
  ['components/incident/rail.tsx', '@/app/incidents/actions'],
  ['app/incidents/page.tsx', '@/lib/incidents/act'],
  ['app/incidents/page.tsx', '@/components/incident/rail'],
  ['lib/domain/decide.ts', 'zod'],
  ['lib/domain/decide.ts', './evolve/run'],
  ['lib/domain/evolve/run.ts', '../state'],
  ['lib/providers/git/index.ts', '../contract'],
  ['lib/providers/git/index.ts', '@/lib/providers/error'],
  ['lib/providers/git/index.ts', './commands/fetch'],
  ['lib/providers/git/index.ts', 'execa'],
  ['lib/providers/git/commands/fetch.ts', '../config'],
  ['lib/providers/git/commands/fetch.ts', '../../error'],
  ['lib/providers/registry.ts', './git/index'],
  ['lib/checks/http/index.ts', '@/lib/net/guarded-request'],
  ['lib/incidents/act.ts', '@/lib/db/client'],
];

let folder: string;
/** File → specifiers that the linter refused in it. */
let refused: Set<string>;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'repli-imports-')));
  cpSync(path.join(ROOT, 'biome.json'), path.join(folder, 'biome.json'));
  const planted = [...FORBIDDEN, ...ALLOWED];
  for (const file of new Set(planted.map(([name]) => name))) {
    const lines = planted.filter(([name]) => name === file).map(([, imported]) => `import '${imported}';\n`);
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), lines.join(''));
  }
  refused = lint();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function lint(): Set<string> {
  const args = [
    'lint',
    '--vcs-enabled=false',
    '--only=style/noRestrictedImports',
    '--reporter=github',
    '--max-diagnostics=none',
  ];
  const { stdout } = spawnSync(process.execPath, [BIOME, ...args, '.'], { cwd: folder, encoding: 'utf8' });
  const rows = stdout.matchAll(/^::error .*?file=([^,]+),line=(\d+)/gm);
  return new Set([...rows].map(([, file = '', line]) => `${path.relative(folder, file)}:${line}`));
}

function isRefused(file: string, imported: string): boolean {
  const lines = [...FORBIDDEN, ...ALLOWED].filter(([name]) => name === file);
  const line = lines.findIndex(([, name]) => name === imported) + 1;
  return refused.has(`${file}:${line}`);
}

test.each(FORBIDDEN)('%s may not import %s', (file, imported) => {
  expect(isRefused(file, imported)).toBe(true);
});

test.each(ALLOWED)('%s may import %s', (file, imported) => {
  expect(isRefused(file, imported)).toBe(false);
});
