import { describe, expect, it } from 'vitest';
import type { DeclareService } from '@/lib/domain/views';
import { matchServices } from './match';

const service = (name: string, environment = 'production', owner = 'Payments'): DeclareService => ({
  id: name,
  slug: name.toLowerCase(),
  name,
  environment,
  owner,
  open: [],
});
const all = [
  service('Paiement'),
  service('Checkout'),
  service('Réservation', 'staging', 'Séjour'),
  service('Check-in'),
];
const names = (query: string) => matchServices(all, query).map(({ name }) => name);

describe('matchServices', () => {
  it('keeps the order when nothing is typed', () => expect(names(' ')).toEqual(all.map(({ name }) => name)));
  it('ignores case and accents', () => expect(names('RESERV')).toEqual(['Réservation']));
  it('looks into environment and owner, every word must be found', () => {
    expect(names('staging sejour')).toEqual(['Réservation']);
    expect(names('staging payments')).toEqual([]);
  });
  it('puts names that start with the word first', () =>
    expect(names('pa')).toEqual(['Paiement', 'Checkout', 'Check-in']));
});
