import { describe, expect, it } from 'vitest'
import { testAccount } from '../testing.ts'
import { externalIdOf } from '../external-id.ts'
import { replyAddressOf } from '../threads/tokens.ts'
import { parse } from './parse.ts'

const account = testAccount()
const id = '0192f000-0000-7000-8000-00000000000c'
const read = async (headers: string) =>
  parse(Buffer.from(`From: a@b.example\r\n${headers}\r\n\r\nx`), account)

describe('a key that only our signature gives', () => {
  it.each([
    `In-Reply-To: <conversation:${id}>`,
    `In-Reply-To: conversation:${id}@b.example`,
    `References: <1@b.example> <conversation:${id}@b.example> < conversation:${id}>`,
    `In-Reply-To: =?utf-8?Q?<conversation=3A${id}>?=`,
  ])('is none in %s', async (header) => {
    const [arrival] = await read(header)
    expect(arrival).toMatchObject({ kind: 'message' })
    const { threadKeys } = arrival as { threadKeys: string[] }
    expect(threadKeys.filter((key) => key.startsWith('conversation:'))).toEqual([])
  })

  it('can’t be occupied by a mail’s own id', async () => {
    const raw = `Message-ID: <conversation:${id}>`
    expect(await read(raw)).toMatchObject([{ messageKey: expect.stringMatching(/^sha256-/) }])
    expect(externalIdOf(Buffer.from(`${raw}\r\n\r\nx`))).toMatch(/^raw:/)
  })

  it('is given for the address that we signed', async () => {
    const signed = testAccount({ plusAddressing: true })
    const address = replyAddressOf(signed, id) ?? ''
    const [arrival] = await parse(Buffer.from(`From: a@b.example\r\nTo: ${address}\r\n\r\nx`), signed)
    expect(arrival).toMatchObject({ threadKeys: [`conversation:${id}`] })
  })
})
