import { z } from 'zod';

const id = z.string().min(1).max(200);
/** The longest is an ARN with what it takes from another step. */
const revisionId = z.string().min(1).max(500);
/** Far more than any service has components. */
const MOST_STEPS = 40;

export const targetSchema = z.object({ componentId: id, revisionId });
export type Target = z.infer<typeof targetSchema>;

/**
 * What goes back to where: wave after wave, those of one wave at the same time. `playbook` names the one it came from;
 * `leaveOut`: automation that the plan would suspend first, and why it shall not. `stopWriters`: the components that
 * stand still while the data goes back.
 */
export const planRequestSchema = z
  .object({
    waves: z.array(z.array(targetSchema).min(1)).min(1),
    playbook: z.string().max(200).optional(),
    leaveOut: z
      .array(z.object({ resourceKey: z.string().min(1).max(2_000), reason: z.string().trim().min(1).max(2_000) }))
      .max(MOST_STEPS)
      .optional(),
    stopWriters: z.array(id).max(MOST_STEPS).optional(),
  })
  .refine(({ waves }) => waves.flat().length <= MOST_STEPS, { error: `A plan has at most ${MOST_STEPS} steps.` })
  .refine(({ waves }) => new Set(waves.flat().map(({ componentId }) => componentId)).size === waves.flat().length, {
    error: 'A component is in a plan once.',
  });
export type PlanRequest = z.infer<typeof planRequestSchema>;
