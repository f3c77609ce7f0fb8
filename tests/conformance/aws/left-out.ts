/** Promises that need an answer which only Amazon itself gives; their reasons stand in tests/setup/allowed-skips.json. */
export const NOT_BY_AN_EMULATOR: readonly string[] = [
  'names refused credentials and does not offer to try again',
  'offers to try again when the other side answers rate_limited, and works once it is back',
  'says in its readiness what is wrong instead of failing',
];

const WRITES = [
  'writes once for one key, however often it is started',
  'writes once when two processes race with the same key',
  'leads back to the content of the checkpoint',
  'finds what it wrote when the reply to the write was lost',
];
const PAGES = 'pages through its revisions in one stable order, without loss or repetition';

/** What moto 5 does otherwise than Amazon, by the provider that meets it. */
export const NOT_BY_MOTO = {
  ecs: [
    ...WRITES,
    PAGES,
    'converges on the content of the target, and then has nothing more to do',
    'refuses as a conflict, untouched, when a deployment slipped in after the plan',
    'sets one checkpoint for one key, and not over a deployment that slipped in',
    'never shows a secret: not in a plan, an operation, an error, a log or a trace',
    'stops what runs, takes a rollback meanwhile, and brings back as much as there was, each by one write',
  ],
  rds: [
    'converges on the content of the target, and then has nothing more to do',
    'refuses as a conflict, untouched, when a deployment slipped in after the plan',
    'sets one checkpoint for one key, and not over a deployment that slipped in',
    'leads back to the content of the checkpoint',
  ],
  route53: WRITES,
  'secrets-manager': [PAGES],
} as const satisfies Record<string, readonly string[]>;
