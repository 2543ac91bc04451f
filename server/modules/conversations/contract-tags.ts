import { z } from 'zod'
import { defineContract, empty, id, line } from '../../kernel/contract.ts'
import { tag } from './contract-shapes.ts'

/** Routes of tags. */
export const tags = defineContract({
  listTags: {
    method: 'GET',
    path: '/api/tags',
    summary: 'All tags.',
    access: { permission: 'conversations.read' },
    output: z.array(tag),
  },
  createTag: {
    method: 'POST',
    path: '/api/tags',
    summary: 'Makes a tag.',
    access: { permission: 'conversations.write' },
    status: 201,
    body: z.object({
      name: line(60),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .default('#868e96'),
    }),
    output: tag,
  },
  updateTag: {
    method: 'PATCH',
    path: '/api/tags/:tagId',
    summary: 'Renames or recolours a tag.',
    access: { permission: 'settings.write' },
    params: z.object({ tagId: id }),
    body: z.object({
      name: line(60).optional(),
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .optional(),
    }),
    output: tag,
  },
  deleteTag: {
    method: 'DELETE',
    path: '/api/tags/:tagId',
    summary: 'Removes a tag from everywhere.',
    access: { permission: 'settings.write' },
    params: z.object({ tagId: id }),
    output: empty,
  },
})
