import { z } from 'zod';

/** Objects as the server sent them: known fields are checked, all others are kept untouched. */
const names = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});
const count = z.number().default(0);

export const metadataSchema = z.looseObject({
  name: z.string(),
  uid: z.string(),
  generation: count,
  creationTimestamp: z.string().nullish(),
  labels: names,
  annotations: names,
  ownerReferences: z.array(z.looseObject({ uid: z.string(), controller: z.boolean().optional() })).default([]),
  managedFields: z
    .array(
      z.looseObject({
        manager: z.string().optional(),
        time: z.string().optional(),
        subresource: z.string().optional(),
        fieldsV1: z.unknown(),
      }),
    )
    .default([]),
});

const conditions = z
  .array(
    z.looseObject({
      type: z.string(),
      status: z.string(),
      reason: z.string().optional(),
      message: z.string().optional(),
      lastUpdateTime: z.string().optional(),
    }),
  )
  .nullish()
  .transform((list) => list ?? []);

/** A pod template, raw: what goes into a patch must be exactly what the server sent. */
const template = z.record(z.string(), z.unknown());
export type Template = z.output<typeof template>;

const selector = z.looseObject({
  matchLabels: names,
  matchExpressions: z
    .array(z.looseObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).nullish() }))
    .nullish()
    .transform((list) => list ?? []),
});
export type Selector = z.output<typeof selector>;

export const workloadSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    /** Absent for a DaemonSet. */
    replicas: z.number().optional(),
    paused: z.boolean().default(false),
    progressDeadlineSeconds: z.number().optional(),
    revisionHistoryLimit: z.number().optional(),
    podManagementPolicy: z.string().optional(),
    updateStrategy: z
      .looseObject({
        type: z.string().optional(),
        rollingUpdate: z.looseObject({ partition: z.number().optional() }).nullish(),
      })
      .optional(),
    selector,
    template,
  }),
  status: z
    .looseObject({
      observedGeneration: count,
      conditions,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      currentRevision: z.string().optional(),
      updateRevision: z.string().optional(),
      desiredNumberScheduled: count,
      updatedNumberScheduled: count,
      numberAvailable: count,
    })
    .prefault({}),
});
export type Workload = z.output<typeof workloadSchema>;

/** Whatever has an owner. */
export const ownedSchema = z.looseObject({ metadata: metadataSchema });

export const replicaSetSchema = z.looseObject({ metadata: metadataSchema, spec: z.looseObject({ template }) });

export const controllerRevisionSchema = z.looseObject({
  metadata: metadataSchema,
  revision: z.number(),
  data: z.looseObject({ spec: z.looseObject({ template }) }),
});

const containerState = z.looseObject({
  waiting: z.looseObject({ reason: z.string().optional(), message: z.string().optional() }).optional(),
  terminated: z
    .looseObject({ reason: z.string().optional(), exitCode: z.number().optional(), message: z.string().optional() })
    .optional(),
});
const containerStatuses = z
  .array(
    z.looseObject({
      name: z.string(),
      imageID: z.string().default(''),
      image: z.string().default(''),
      ready: z.boolean().default(false),
      restartCount: count,
      state: containerState.nullish(),
      lastState: containerState.nullish(),
    }),
  )
  .nullish()
  .transform((list) => list ?? []);

export const podSchema = z.looseObject({
  metadata: metadataSchema.extend({ deletionTimestamp: z.string().optional() }),
  status: z
    .looseObject({
      phase: z.string().optional(),
      conditions,
      containerStatuses,
      initContainerStatuses: containerStatuses,
    })
    .prefault({}),
});
export type Pod = z.output<typeof podSchema>;

export const autoscalerSchema = z.looseObject({
  metadata: metadataSchema,
  spec: z.looseObject({
    minReplicas: z.number().optional(),
    maxReplicas: z.number(),
    scaleTargetRef: z.looseObject({ kind: z.string(), name: z.string() }),
  }),
});
