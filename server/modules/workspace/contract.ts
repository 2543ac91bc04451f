import { z } from 'zod'
import { defineContract, id, language, line } from '../../kernel/contract.ts'

export const workspace = z.object({
  name: z.string(),
  language,
  timeZone: z.string(),
  undoSeconds: z.number().int().describe('How long a reply can be taken back.'),
  maskNumbers: z
    .boolean()
    .describe('Numbers of cards and the like are made unreadable in messages as they come in.'),
})
export const brand = z.object({ id, name: z.string(), language, colour: z.string() })
const colour = z.string().regex(/^#[0-9a-f]{6}$/i)
const settings = { permission: 'settings.write' } as const

export const workspaceRoutes = defineContract({
  getWorkspace: {
    method: 'GET',
    path: '/api/workspace',
    summary: 'The workspace’s settings.',
    access: 'signed-in',
    output: workspace,
  },
  updateWorkspace: {
    method: 'PATCH',
    path: '/api/workspace',
    summary: 'Changes the workspace’s settings.',
    access: settings,
    body: z.object({
      name: line(100).optional(),
      language: language.optional(),
      timeZone: line(60).optional(),
      undoSeconds: z.number().int().min(0).max(60).optional(),
      maskNumbers: z.boolean().optional(),
    }),
    output: workspace,
  },
  listBrands: {
    method: 'GET',
    path: '/api/brands',
    summary: 'Brands: names under which the workspace writes.',
    access: 'signed-in',
    output: z.array(brand),
  },
  createBrand: {
    method: 'POST',
    path: '/api/brands',
    summary: 'Adds a brand.',
    access: settings,
    status: 201,
    body: z.object({
      name: line(100),
      language: language.default('ja'),
      colour: colour.default('#3b5bdb'),
    }),
    output: brand,
  },
  updateBrand: {
    method: 'PATCH',
    path: '/api/brands/:brandId',
    summary: 'Changes a brand.',
    access: settings,
    params: z.object({ brandId: id }),
    body: z.object({
      name: line(100).optional(),
      language: language.optional(),
      colour: colour.optional(),
    }),
    output: brand,
  },
})
