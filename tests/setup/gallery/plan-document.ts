import type { PlanDocument } from '@/lib/domain/snapshot';

const GOOD = '4f1c2ab9d07e5c1b8f3a6d2e9c0b7a5f4e3d2c1b';
const BAD = '9b3e77d1c5a04f2e8d6b1a7c3f5e9d0b2a4c6e81';

/** Diff and commands of the plan that the gallery's incidents hold: long lines, and a step without a diff. */
export const PLAN_DOCUMENT: PlanDocument = {
  steps: [
    {
      stepId: 's-1',
      diff: [
        'diff --git a/src/checkout.ts b/src/checkout.ts',
        '--- a/src/checkout.ts',
        '+++ b/src/checkout.ts',
        '@@ -41,7 +41,6 @@ export async function checkout(cart: Cart, options: CheckoutOptions = DEFAULT_CHECKOUT_OPTIONS) {',
        '   const price = await quote(cart);',
        '-  await charge(cart.card, price);',
        '   const stock = await reserve(cart.items);',
        '+  await charge(cart.card, price);',
        '   return confirm(cart, stock);',
      ].join('\n'),
      commands: [
        'git clone --branch main git@git.example.com:shop/web.git repli-web',
        `git tag repli/checkpoint/inc-142 ${BAD}`,
        `git revert --no-edit ${GOOD}..${BAD}`,
        'git push origin HEAD:main',
      ],
      write: {},
    },
    {
      stepId: 's-2',
      diff: '',
      commands: [
        'aws ecs update-service --region eu-west-3 --cluster shop --service api --task-definition api:56',
        'aws ecs wait services-stable --region eu-west-3 --cluster shop --services api',
      ],
      write: {},
    },
    {
      stepId: 's-3',
      diff: '-        image: registry.example.com/shop/web:1.4.3\n+        image: registry.example.com/shop/web:1.4.2',
      commands: ['kubectl --context prod -n shop rollout undo deployment/web --to-revision=41'],
      write: {},
    },
  ],
};
