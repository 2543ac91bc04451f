import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { act } from '../../../test/harness/rooms.ts'
import { type Caller } from '../../kernel/caller.ts'
import { newId } from '../../kernel/ids.ts'
import type { Skill, WorkProfile } from './contract-presence.ts'

type Person = Caller & { id: string }

let test: TestDatabase
let lead: Person
let hana: Person

beforeAll(async () => {
  test = await testDatabase()
  const one = await addAgent(test.db, { role: 'lead' })
  lead = { ...one, permissions: new Set([...one.permissions, 'skills.write']) }
  hana = await addAgent(test.db)
})

const write = <T>(name: string, input: object, caller: Caller = lead) =>
  test.db.tx((tx) => act<T>('agents', name, input, { caller, tx }))
const make = (name: string) => write<Skill>('createSkill', { body: { name } })
const list = () => act<Skill[]>('agents', 'listSkills', {}, { caller: hana, db: test.db })
const profile = async () =>
  (await act<WorkProfile[]>('agents', 'listWorkProfiles', {}, { caller: hana, db: test.db })).find(
    ({ agentId }) => agentId === hana.id,
  )
const save = (body: object, caller: Caller = lead) =>
  write<WorkProfile>('saveWorkProfile', { params: { agentId: hana.id }, body }, caller)
const nothing = { capacity: null, chats: null, languages: [], skills: [] }

describe('skills', () => {
  it('have a name of their own, and say how many have them', async () => {
    const returns = await make(' 返品 ')
    expect(returns).toMatchObject({ name: '返品', agents: 0 })
    await expect(make('返品')).rejects.toMatchObject({ code: 'agents.skill-exists' })
    await expect(make(' ')).rejects.toMatchObject({ code: 'agents.empty-name' })
    const other = await make('配送')
    const rename = (name: string) => write('renameSkill', { params: { skillId: other.id }, body: { name } })
    await expect(rename('返品')).rejects.toMatchObject({ code: 'agents.skill-exists' })
    expect(await rename('配送・通関')).toMatchObject({ id: other.id, name: '配送・通関' })
    await save({ ...nothing, skills: [{ skillId: returns.id, level: 4 }] })
    expect((await list()).map(({ name, agents }) => [name, agents])).toEqual([
      ['返品', 1],
      ['配送・通関', 0],
    ])
  })

  it('belong to a profile with languages and limits, which is replaced whole', async () => {
    const skill = await make('修理')
    const whole = {
      capacity: 12,
      chats: 0,
      languages: [
        { language: 'en', level: 3 },
        { language: 'ja', level: 5 },
      ],
      skills: [{ skillId: skill.id, level: 2 }],
    }
    expect(await save(whole)).toEqual({ agentId: hana.id, ...whole })
    expect(await profile()).toEqual({ agentId: hana.id, ...whole })
    await expect(
      save({ ...whole, languages: [...whole.languages, { language: 'ja', level: 1 }] }),
    ).rejects.toMatchObject({ code: 'agents.level-twice' })
    await expect(save({ ...nothing, skills: [{ skillId: newId(), level: 1 }] })).rejects.toMatchObject({
      code: 'agents.unknown-skill',
    })
    expect(await profile()).toEqual({ agentId: hana.id, ...whole })
    await write('deleteSkill', { params: { skillId: skill.id } })
    expect(await profile()).toEqual({ agentId: hana.id, ...whole, skills: [] })
    await save(nothing)
    expect(await profile()).toEqual({ agentId: hana.id, ...nothing })
  })

  it('are decided on by owners and leads alone', async () => {
    await expect(save(nothing, hana)).rejects.toMatchObject({ kind: 'forbidden' })
    await expect(write('createSkill', { body: { name: 'X' } }, hana)).rejects.toMatchObject({
      kind: 'forbidden',
    })
  })

  it('are none of a bot’s', async () => {
    const owner = await addAgent(test.db, { role: 'owner' })
    const bot = await write<{ id: string }>(
      'createBot',
      { body: { name: '案内係', teamIds: [], language: 'ja' } },
      owner,
    )
    await expect(
      write('saveWorkProfile', { params: { agentId: bot.id }, body: nothing }),
    ).rejects.toMatchObject({ code: 'agents.bot-profile' })
  })
})
