/** A text with everything that Markdown can do to a page. */
export const POSTMORTEM = `## Incident: Checkout answers 500 for every basket with more than one delivery address

**Date**: 2026-03-03 03:00 UTC
**Duration**: 9 minutes
**Impact**: 412 customers could not pay; nobody was charged twice.

### Timeline

- 03:00 - Declared by Léa Vandenbroucke-Castellanos
- 03:02 - The start message went out
- 03:07 - Every required check held for two minutes

### Root cause

The charge was moved before the reservation in \`src/checkout.ts\`. Baskets with two addresses reserve twice:

\`\`\`ts
const stock = await reserve(cart.items, { country: cart.addresses.at(-1)?.country ?? shop.country, express: true, voucher: cart.voucher });
\`\`\`

| Country | Baskets | Failed | Refunded by hand, with the ticket that says so |
|---|---:|---:|---|
| France | 1,204 | 311 | SUP-20391, SUP-20392, SUP-20395 |
| Belgium | 402 | 101 | SUP-20401 |

> Rolling back first and looking for the cause afterwards saved the night.

See https://dash.example/d/checkout/overview?from=1772506800000&to=1772510400000&var-country=All&var-basket=multiple

### Actions

- [x] Definitive fix
- [ ] Better monitoring: alert on the share of failed baskets, not on their number
- [ ] Update the runbook

### Lessons learnt

1. A basket with two addresses belongs in the smoke test.
2. The second person was called too late.
`;
