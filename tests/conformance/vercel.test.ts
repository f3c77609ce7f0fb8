import { describe, expect, it } from 'vitest';
import { vercel } from '@/lib/providers/vercel';
import { contractSuite } from '../contract/suite';
import { givenProject } from './vercel/project';
import { givenWorld } from './vercel/world';

describe('vercel with a project given to tests', () => {
  const given = givenProject(process.env);
  if (!given) return void it.skip('is there');
  contractSuite(vercel, () => givenWorld(given), {
    withFaults: true,
    // Only Vercel itself limits calls.
    leftOut: ['offers to try again when the other side answers rate_limited, and works once it is back'],
  });
});

describe('the Vercel project of another', () => {
  it('is touched only where a variable of its own names it', () => {
    const shell = { NODE_ENV: 'test', VERCEL_TOKEN: 'token', VERCEL_PROJECT_ID: 'prj_shop' } as const;
    expect(givenProject(shell)).toBeNull();
    expect(givenProject({ NODE_ENV: 'test', REPLI_CONFORMANCE_VERCEL_PROJECT: 'prj_tests' })).toBeNull();
    expect(givenProject({ ...shell, REPLI_CONFORMANCE_VERCEL_PROJECT: 'prj_tests' })).toEqual({
      token: 'token',
      project: 'prj_tests',
    });
  });
});
