import { describe, expect, it } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { keepsHarassment } from './harassment/erase-harassment.ts'
import type { AppealDesk, ContactLimit, HeldContact } from './contract-limits.ts'
import { letterDesk, type Harassment } from '../../../test/harness/letter-desk.ts'

const desk = await letterDesk()
const { test, lead, second, hana, write, talks, said, confirmed, limit } = desk
const held = (id: string) => lead.ok<HeldContact[]>('GET', `/api/contact-limits/${id}/held`)
const code = async (who: typeof lead, method: string, path: string, body?: object): Promise<string> =>
  (await who.call<{ code: string }>(method, path, body)).body.code
const stateOf = async (id: string): Promise<string> =>
  (
    await test.db.one<{ was: string }>(sql`
      select state || ' ' || coalesce(reason, '') as was from arrivals
      where workspace_id = ${test.workspaceId} and id = ${id}`)
  ).was
const refusal = async (body: string, purpose = 'refusal') => {
  const made = await lead.ok<{ id: string; revision: number }>('POST', '/api/templates', {
    title: '対応のお断り',
    purpose,
    variants: [{ language: 'ja', body }],
  })
  return lead.ok<{ id: string }>('POST', `/api/templates/${made.id}/approve`, { revision: made.revision })
}
const tokenOf = async (id: string): Promise<string> =>
  (
    await test.db.one<{ token: string }>(sql`
      select token from contact_limits where workspace_id = ${test.workspaceId} and id = ${id}`)
  ).token

describe('a limit on contact', () => {
  it('blocks on a confirmed record alone, with a reason and a day of review, and by those who may', async () => {
    await write('ばか', 'zero@customer.example')
    const [talk] = await talks('zero@customer.example')
    const record = await desk.report(talk?.id as string)
    expect((await limit(record, { block: true })).body.code).toBe('care.not-confirmed')
    await desk.decide(record)
    expect((await limit(record, {})).body.code).toBe('care.no-limit')
    expect((await limit(record, { block: true, reviewOn: '2020-01-01' })).body.code).toBe('care.review-past')
    expect((await limit(record, { block: true, reason: ' ' })).body.code).toBe('care.empty-words')
    expect((await limit(record, { most: 0, periodDays: 7 })).body.code).toBe('care.limit-is-block')
    expect((await limit(record, { block: true }, hana)).status).toBe(403)
    const { status } = await limit(record, { block: true })
    expect(status).toBe(201)
    expect(await code(lead, 'POST', `/api/harassments/${record.id}/close`, { reason: 'x' })).toBe(
      'care.limit-stands',
    )
  })

  it('holds what a blocked customer writes, keeps it, tells them once, and lets one in when somebody says so', async () => {
    const from = 'one@customer.example'
    const record = await confirmed(from)
    const [talk] = await talks(from)
    const text = await refusal('今後の対応をお断りします。申し立て：{{customer.appeal-link}}')
    const { body: block } = await limit(record, { block: true, templateId: text.id })
    expect(block.toldAt).toBeNull()
    const first = await write('まだ続ける', from)
    const again = await write('何度でも', from)
    expect(await stateOf(first)).toBe('ignored limited: ')
    expect((await talks(from))[0]?.count).toBe(1)
    expect((await held(block.id)).map(({ arrivalId, heldFor }) => [arrivalId, heldFor])).toEqual([
      [again, 'block'],
      [first, 'block'],
    ])
    const sent = (await said(talk?.id as string)).filter(({ kind }) => kind === 'outbound')
    expect(sent).toHaveLength(1)
    expect(sent[0]?.text).toContain('今後の対応をお断りします。申し立て：http')
    expect(sent[0]?.text).toContain(`/appeal#${await tokenOf(block.id)}`)
    // Somebody else is let in.
    await write('こんにちは', 'other@customer.example')
    expect((await talks('other@customer.example'))[0]?.count).toBe(1)
    await lead.ok('POST', `/api/contact-limits/${block.id}/held/${first}/release`, {})
    await test.settled()
    expect((await said(talk?.id as string)).map((message) => message.text)).toContain('まだ続ける')
    expect(await code(lead, 'POST', `/api/contact-limits/${block.id}/held/${first}/release`, {})).toBe(
      'care.not-held',
    )
    await lead.ok('POST', `/api/contact-limits/${block.id}/lift`, { reason: '謝罪があった' })
    await write('すみませんでした', from)
    expect((await said(talk?.id as string)).map((message) => message.text)).toContain('すみませんでした')
    expect(await stateOf(again)).toBe('ignored limited: ')
  })

  it('lets so many messages in, and as many again when the period is over', async () => {
    const from = 'two@customer.example'
    const record = await confirmed(from)
    const { body } = await limit(record, { most: 2, periodDays: 7 })
    const states: string[] = []
    for (const text of ['一', '二', '三', '四']) states.push(await stateOf(await write(text, from)))
    expect(states.map((one) => one.split(' ')[0])).toEqual(['done', 'done', 'ignored', 'ignored'])
    expect((await held(body.id)).map(({ heldFor }) => heldFor)).toEqual(['number', 'number'])
    await test.db.run(sql`
      update limited_contacts set at = at - interval '8 days' where workspace_id = ${test.workspaceId}`)
    expect(await stateOf(await write('五', from))).toBe('done ')
  })

  it('lets in what comes through the channels that stay open', async () => {
    const from = 'three@customer.example'
    const { body } = await limit(await confirmed(from), { channels: ['form'] })
    await write('メールで', from)
    expect((await held(body.id)).map(({ heldFor }) => heldFor)).toEqual(['channel'])
    const shown = await hana.ok<ContactLimit>(
      'GET',
      `/api/conversations/${(await talks(from))[0]?.id}/contact-limit`,
    )
    expect(shown).toMatchObject({ channels: ['form'], held: 1 })
    expect(shown).not.toHaveProperty('reason')
  })

  it('ends with the next one, and follows the customer into a merge', async () => {
    const from = 'four@customer.example'
    const record = await confirmed(from)
    await limit(record, { most: 1, periodDays: 1 })
    const { body } = await limit(record, { block: true })
    const { limits } = await lead.ok<{ limits: ContactLimit[] }>('GET', `/api/harassments/${record.id}`)
    expect(limits.map(({ liftedAt }) => liftedAt === null)).toEqual([true, false])
    await write('別のアドレスから', 'four.other@customer.example')
    const [theirs, other] = [(await talks(from))[0], (await talks('four.other@customer.example'))[0]]
    await test.owner.ok('POST', `/api/customers/${other?.customerId}/merges`, {
      mergedId: theirs?.customerId,
    })
    await write('統合のあと', 'four.other@customer.example')
    await write('統合のあと', from)
    expect(await held(body.id)).toHaveLength(2)
  })

  it('tells with an approved refusal alone, and says where that could not be sent', async () => {
    const record = await confirmed('five@customer.example')
    const answer = await refusal('こんにちは。', 'answer')
    expect((await limit(record, { block: true, templateId: answer.id })).body.code).toBe('care.no-refusal')
    expect((await limit(record, { block: true, tell: true })).body.code).toBe('care.tell-what')
    const text = await refusal('お断りします。')
    const { body } = await limit(record, { block: true, tell: true, templateId: text.id })
    expect(body.toldAt).not.toBeNull()
  })
})

describe('an appeal', () => {
  const blocked = async (from: string) => {
    const record = await confirmed(from)
    const { body } = await limit(record, { block: true })
    return { record, id: body.id, path: `/api/appeal-desk/${await tokenOf(body.id)}` }
  }
  const standing = (record: Harassment) =>
    lead
      .ok<{ harassment: Harassment }>('GET', `/api/harassments/${record.id}`)
      .then(({ harassment }) => harassment)

  it('is made by whoever has the link, one at a time, and decided by somebody else than set the limit', async () => {
    const { record, path } = await blocked('six@customer.example')
    const nobody = { ...lead, key: '' }
    const open = async (method: string, body?: object) => {
      const response = await fetch(test.url + path, {
        method,
        ...(body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
      })
      return (await response.json()) as AppealDesk & { code?: string }
    }
    expect(nobody.key).toBe('')
    expect((await open('GET')).state).toBe('open')
    expect((await open('POST', { words: '誤解です' })).state).toBe('waiting')
    expect((await open('POST', { words: 'もう一度' })).code).toBe('care.appeal-waits')
    const { appeal, state } = await standing(record)
    expect([state, appeal?.words]).toEqual(['appealed', '誤解です'])
    const decision = `/api/appeals/${appeal?.id}/decision`
    const granted = { outcome: 'lifted', answer: '確認しました', reviewOn: null }
    expect(await code(lead, 'POST', decision, granted)).toBe('care.own-limit')
    await second.ok('POST', decision, granted)
    expect(await standing(record)).toMatchObject({ state: 'confirmed', limit: null, appeal: null })
    expect((await open('GET')).state).toBe('over')
    await write('ありがとう', 'six@customer.example')
    expect((await talks('six@customer.example'))[0]?.count).toBe(2)
  })

  it('came by letter, is upheld until another day, and may be made anew', async () => {
    const { record, id } = await blocked('seven@customer.example')
    const note = () => lead.ok<{ id: string }>('POST', `/api/contact-limits/${id}/appeals`, { words: '手紙' })
    const appeal = await note()
    expect(await code(lead, 'POST', `/api/contact-limits/${id}/lift`, { reason: 'x' })).toBe(
      'care.appeal-waits',
    )
    await second.ok('POST', `/api/appeals/${appeal.id}/decision`, {
      outcome: 'upheld',
      answer: '変わりません',
      reviewOn: '2199-02-02',
    })
    expect((await standing(record)).limit).toMatchObject({ id, reviewOn: '2199-02-02' })
    await note()
    expect((await standing(record)).state).toBe('appealed')
  })

  it('names nobody: a wrong link leads nowhere', async () => {
    for (const path of [
      '1-abcdefghijklmnopqrstuvwxyz',
      '999999-abcdefghijklmnopqrstuvwxyz',
      'abcdefghijklmnopqrstuv',
    ])
      expect((await lead.call('GET', `/api/appeal-desk/${path}`)).status).toBe(404)
  })
})

describe('a closed record', () => {
  it('goes when its time is over, with its evidence and the bytes of what was held', async () => {
    const from = 'nine@customer.example'
    const record = await confirmed(from)
    const [talk] = await talks(from)
    const messageIds = (await said(talk?.id as string)).map(({ id }) => id)
    await lead.ok('POST', `/api/harassments/${record.id}/evidence`, { messageIds })
    const { body } = await limit(record, { block: true })
    const arrival = await write('まだ続ける', from)
    await lead.ok('POST', `/api/contact-limits/${body.id}/lift`, { reason: 'x' })
    const close = `/api/harassments/${record.id}/close`
    await lead.ok('POST', close, { reason: 'x' })
    const remove = (before: Date) =>
      test.db.tx((tx) => keepsHarassment.remove(tx, { before, place: null } as never))
    expect(await remove(new Date(Date.now() - 86_400_000))).toMatchObject({ rows: 0 })
    expect(await remove(new Date(Date.now() + 86_400_000))).toMatchObject({ rows: 1, next: null })
    expect(await code(lead, 'GET', `/api/harassments/${record.id}`)).toBe('care.no-harassment')
    const left = await test.db.one<{ size: number }>(sql`
      select octet_length(raw) as size from arrivals where workspace_id = ${test.workspaceId} and id = ${arrival}`)
    expect(left.size).toBe(0)
  })
})

describe('erasing a customer', () => {
  it('removes what was dismissed, keeps what stands, and holds what they write afterwards', async () => {
    const from = 'eight@customer.example'
    const record = await confirmed(from)
    const { body } = await limit(record, { block: true })
    const [talk] = await talks(from)
    const dismissed = await desk.decide(await desk.report(talk?.id as string), false)
    const { name } = await test.owner.ok<{ name: string }>('GET', `/api/customers/${talk?.customerId}`)
    await test.owner.ok('POST', `/api/customers/${talk?.customerId}/erasure`, { name })
    await expect
      .poll(
        async () =>
          (await test.owner.ok<{ items: { state: string }[] }>('GET', '/api/erasures')).items[0]?.state,
        { timeout: 20_000 },
      )
      .toBe('done')
    expect(await code(lead, 'GET', `/api/harassments/${dismissed.id}`)).toBe('care.no-harassment')
    await write('また書く', from)
    expect(await held(body.id)).toHaveLength(1)
  })
})
