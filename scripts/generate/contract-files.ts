import { z } from 'zod';

/** The shape of the files in `contract/huawei`; its README describes them. */
const specBase = z.object({
  type: z.enum(['string', 'integer', 'number', 'boolean', 'array', 'object', 'ref']),
  required: z.boolean().optional(),
  ref: z.string().optional(),
  format: z.enum(['decimal', 'utc-datetime', 'date', 'year-month', 'date-time', 'binary']).optional(),
  timezone: z.string().optional(),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  maxLength: z.number().optional(),
  maxItems: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  scale: z.number().optional(),
  sensitive: z.boolean().optional(),
  style: z.enum(['repeat']).optional(),
});
export type Spec = z.infer<typeof specBase> & { items?: Spec | undefined };
const spec: z.ZodType<Spec> = specBase.extend({
  get items() {
    return spec.optional();
  },
});

const param = z.intersection(spec, z.object({ name: z.string() }));

const service = z.object({
  operations: z.record(
    z.string(),
    z.object({
      method: z.enum(['GET', 'POST', 'PUT', 'DELETE']),
      path: z.string(),
      pathParams: z.array(param),
      queryParams: z.array(param),
      headerParams: z.array(param),
      body: z.string().nullable(),
      contentType: z.string().optional(),
      pathFromCredentials: z.array(z.string()).optional(),
      response: z.object({ model: z.string() }),
    }),
  ),
  models: z.record(z.string(), z.object({ fields: z.record(z.string(), spec) })),
});
export type Service = z.infer<typeof service>;

const docLimits = z.object({
  operations: z.record(z.string(), z.object({ permission: z.array(z.string()).optional() })),
});
export type DocLimits = z.infer<typeof docLimits>;

const limit = z.object({ limit: z.number(), windowSeconds: z.number() });

export const contractFile = {
  service,
  docLimits,
  rateLimits: z.object({ default: limit, rows: z.array(limit.extend({ operation: z.string() })) }),
  errorCodes: z.object({
    codes: z.array(
      z.object({
        code: z.string(),
        httpStatus: z.number().nullable(),
        en: z.string(),
        zh: z.string(),
        retry: z.boolean(),
      }),
    ),
  }),
};
