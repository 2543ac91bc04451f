import { z } from 'zod'

/** JSON Schema of what may be sent in a shape, for whoever builds a form from it. */
export const inputSchema = (shape: z.ZodType): Record<string, unknown> =>
  z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>
