// Writes the pages of the docs that state what the code decides: settings and roles. A test keeps them equal.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { settings } from '../server/kernel/config/schema.ts'
import { Permissions } from '../server/kernel/permissions.ts'
import { roleMatrix } from '../server/modules/access/index.ts'
import { createRooms } from '../server/start/rooms.ts'

const docs = join(import.meta.dirname, '../docs')
const MADE = '<!-- Made by scripts/generate-docs.ts; do not edit. -->'

interface Shape {
  type?: string
  enum?: string[]
  minimum?: number
  maximum?: number
  minLength?: number
  format?: string
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n')

const allowed = (schema: z.ZodType): string => {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  if (shape.enum) return shape.enum.map((value) => `\`${value}\``).join(', ')
  if (shape.minimum !== undefined && shape.maximum !== undefined)
    return `${shape.minimum} to ${shape.maximum}`
  if (shape.minLength !== undefined && shape.minLength > 1) return `${shape.minLength} characters or more`
  return shape.format === 'uri' ? 'web address' : 'text'
}

const defaultOf = (schema: z.ZodType): string => {
  const { data } = schema.safeParse(undefined) as { data?: unknown }
  return data === undefined ? 'unset' : `\`${Array.isArray(data) ? data.join(',') : String(data as string)}\``
}

/** The page of the settings, from their schema. */
export const renderConfiguration = (): string => {
  const rows = Object.entries(settings).map(([name, schema]) => [
    `\`${name}\``,
    schema.description ?? '',
    allowed(schema),
    defaultOf(schema),
  ])
  return `${MADE}
# Configuration

Settings are environment variables. They are read once, when the process starts; a wrong one stops the start with a
sentence that names it. Everything has a default that works: \`npm start\` needs none of them.

${table(['Setting', 'Meaning', 'Allowed', 'Default'], rows)}

What belongs to one workspace (name, language, people, channels, hours) is set in the product itself. See
[operate.md](operate.md) for running it.
`
}

/** The page of the roles, from what the rooms declare. */
export const renderRoles = (): string => {
  const matrix = roleMatrix(new Permissions(createRooms({} as never)))
  const roles = Object.keys(matrix[0]?.roles ?? {}) as (keyof (typeof matrix)[number]['roles'])[]
  const rows = matrix.map(({ permission, title, mark, roles: held }) => [
    `\`${permission}\`${mark}`,
    `${title.en} (${title.ja})`,
    ...roles.map((role) => (held[role] ? 'yes' : '')),
  ])
  return `${MADE}
# Roles

Who may do what. What people see is limited by teams as well: owners and leads see every inbox, the others those of their
teams; to everybody else an inbox does not exist.

Under *Settings › Roles* owners, and people who may manage people, make roles of their own beside these four: any
permissions, and either every inbox or those of the teams. Nobody can give a role, or change a person, that may do more than
they may themselves. What is marked with * reaches the whole workspace, so only a role that sees every inbox can have it;
what is marked with + every role has, and what is marked with ! owners alone. A role that people have can only be deleted by giving them another one.

${table(['Permission', 'Meaning', ...roles], rows)}
`
}

/** Every page with its text. */
export const pages = (): Record<string, string> => ({
  'configuration.md': renderConfiguration(),
  'roles.md': renderRoles(),
})

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const [name, text] of Object.entries(pages())) {
    const file = join(docs, name)
    const same = existsSync(file) && readFileSync(file, 'utf8') === text
    if (!same) writeFileSync(file, text)
    console.log(`docs/${name} ${same ? 'is up to date' : 'written'}`)
  }
}
