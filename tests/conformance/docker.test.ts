import { describe, it } from 'vitest';
import { compose } from '@/lib/providers/compose';
import { contractSuite } from '../contract/suite';
import { dockerIsThere, givenImages } from './docker/given';

/** Some more than the contract suite asks for. */
const RELEASES = 27;

describe('compose on a real Docker', () => {
  if (!dockerIsThere) return void it.skip('is there');
  const given = givenImages(RELEASES);

  contractSuite(compose, async () => (await given.project()).world, {
    withFaults: true,
    // Only a registry limits calls, and there is none here.
    leftOut: ['offers to try again when the other side answers rate_limited, and works once it is back'],
  });
});
