import { systemCaller } from '../../server/kernel/caller.ts'
import type { Database, Tx, WorkspaceDb } from '../../server/kernel/db/index.ts'
import { hashPassword, keepPasswordHash } from '../../server/modules/access/index.ts'
import { bringRule } from '../../server/modules/automations/index.ts'
import { accountByEmail, createAgent, createTeam } from '../../server/modules/agents/index.ts'
import { createTag } from '../../server/modules/conversations/index.ts'
import { rebuildSearch } from '../../server/modules/desk/index.ts'
import { createInbox } from '../../server/modules/inboxes/index.ts'
import { finishRebuild, isRebuilding, learnTables, startRebuild } from '../../server/modules/reports/index.ts'
import { createCalendar } from '../../server/modules/hours/index.ts'
import {
  createBrand,
  createWorkspace,
  reserveWorkspace,
  workspaceIds,
} from '../../server/modules/workspace/index.ts'
import { buildWorld, type World } from '../world/index.ts'
import type { Keys } from './keys.ts'
import { demoHours } from './demo-hours.ts'
import { demoRules } from './demo-rules.ts'
import { loadConversations } from './load-conversations.ts'
import { loadCustomers } from './load-customers.ts'
import { loadWork } from './load-work.ts'

const SEED = 20261122
/** The same for everybody of the demo shop; it is printed at start. */
const PASSWORD = 'madoguchi-demo'
const COLOURS: Record<string, string> = { tsumugi: '#2f6b4f', tarn: '#b4532a' }

/** How much is loaded; less in tests. */
export interface DemoSize {
  customers?: number
  conversations?: number
}

/**
 * Loads the demo shop into an empty installation and prints who can sign in. One that is loaded already stays. The shop
 * is there whole or not at all, so that a start after a killed one begins again; what is made from it, its figures and
 * the search, is finished by that start.
 */
export const loadDemo = async (
  database: Database,
  say: (line: string) => void,
  size: DemoSize = {},
): Promise<void> => {
  const world = buildWorld({ seed: SEED, now: database.kernel.clock.now(), ...size })
  const [owner] = world.agents
  if (!owner) throw new Error('the demo shop has nobody in it')
  if ((await workspaceIds(database.reference)).length > 0) {
    const account = await accountByEmail(database.reference, owner.email)
    if (!account) {
      say(
        '--demo: this installation is in use already, so the demo shop was not loaded. Give it an empty folder with MADOGUCHI_DATA.',
      )
      return
    }
    const db = database.in(account.workspaceId)
    if (await isRebuilding(db)) {
      say('The demo shop was not loaded to its end. Finishing it …')
      await finish(db)
    }
    return printSignIns(world, say)
  }
  say('Loading the demo shop …')
  const started = Date.now()
  const hash = await hashPassword(PASSWORD)
  const db = database.in(await reserveWorkspace(database.reference))
  await db.tx((tx) => loadShop(tx, world, hash, say))
  await finish(db)
  say(`  done in ${Math.round((Date.now() - started) / 1000)} s`)
  printSignIns(world, say)
}

/** Long enough for whoever loads to do it first; if nobody is there any more, the background does it. */
const NOBODY_LEFT_MS = 600_000

const loadShop = async (tx: Tx, world: World, hash: string, say: (line: string) => void): Promise<void> => {
  const system = systemCaller(tx.workspaceId)
  await createWorkspace(tx, {
    name: world.brands[0]?.name ?? 'Demo',
    language: 'ja',
    timeZone: 'Asia/Tokyo',
  })
  const keys = await loadHouse(tx, world, hash)
  for (const calendar of demoHours(tx.now, keys)) await createCalendar(tx, system, calendar)
  await loadCustomers(tx, world, keys)
  const open = await loadConversations(tx, world, keys, (done) =>
    say(`  ${done.toLocaleString('en')} of ${world.conversations.length.toLocaleString('en')} conversations`),
  )
  await loadWork(tx, world, keys, open)
  for (const rule of demoRules(keys)) await bringRule(tx, rule)
  await startRebuild(tx, system, new Date(tx.now.getTime() + NOBODY_LEFT_MS))
}

/** What is made from the shop. Done again from the beginning, or from where it stood, it comes to the same. */
const finish = async (db: WorkspaceDb): Promise<void> => {
  await learnTables(db, 'history')
  await finishRebuild(db, () => rebuildSearch(db))
}

/** People, teams, brands, inboxes and tags. */
const loadHouse = async (tx: Tx, world: World, hash: string): Promise<Keys> => {
  const system = systemCaller(tx.workspaceId)
  const keys: Keys = {
    agents: new Map(),
    teams: new Map(),
    inboxes: new Map(),
    tags: new Map(),
    customers: new Map(),
  }
  for (const team of world.teams)
    keys.teams.set(team.key, (await createTeam(tx, system, { name: team.name, agentIds: [] })).id)
  for (const agent of world.agents) {
    const teamIds = agent.teams.map((key) => keys.teams.get(key) as string)
    const { id } = await createAgent(tx, system, {
      name: agent.name,
      kana: agent.kana,
      email: agent.email,
      role: agent.role,
      teamIds,
      language: agent.language,
    })
    await keepPasswordHash(tx, id, hash)
    keys.agents.set(agent.key, { id, name: agent.name })
  }
  const brands = new Map<string, string>()
  for (const { key, name, language } of world.brands)
    brands.set(key, (await createBrand(tx, system, { name, language, colour: COLOURS[key] ?? '#3b5bdb' })).id)
  for (const inbox of world.inboxes) {
    const teamIds = inbox.teams.map((key) => keys.teams.get(key) as string)
    const { id } = await createInbox(tx, system, {
      channel: inbox.channel,
      name: inbox.name,
      brandId: brands.get(inbox.brand) ?? null,
      address: inbox.address ?? null,
      teamIds,
      settings: inbox.address ? { address: inbox.address } : {},
      secrets: {},
    })
    keys.inboxes.set(inbox.key, { id, channel: inbox.channel })
  }
  for (const tag of world.tags)
    keys.tags.set(tag.name, (await createTag(tx, system, { name: tag.name, colour: tag.colour })).id)
  return keys
}

const printSignIns = (world: World, say: (line: string) => void): void => {
  say(`\nDemo sign-ins, all with the password “${PASSWORD}”:`)
  for (const agent of world.agents) say(`  ${agent.role.padEnd(9)}${agent.email.padEnd(36)}${agent.name}`)
  say('')
}
