import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeHost, fakeHost } from '../../../../test/mailserver/fake-host.ts'
import { type ScriptedImap, startScriptedImap } from '../../../../test/mailserver/scripted-imap.ts'
import { testAccount } from '../testing.ts'
import { mail, subjects, times, within } from './fixtures/mailbox.ts'
import { watchAll } from './watch-all.ts'

describe('a server that does not tell the truth', () => {
  let imap: ScriptedImap
  let host: FakeHost
  let watching: { stop(): Promise<void> } | undefined

  const follow = async (receive: object = {}): Promise<void> => {
    const { port } = imap
    host.accounts = [
      testAccount({
        receive: { how: 'imap', host: '127.0.0.1', port, security: 'none', user: 'u', ...receive },
      }),
    ]
    watching = await watchAll(host, times)
    await expect.poll(() => host.health.at(-1)?.state, within).toBe('ok')
  }
  const cursor = (): Record<string, unknown> => [...host.states.values()].at(-1) as Record<string, unknown>
  const names = (): string[] => subjects(host)
  /** Lies once in answer to commands of a kind. */
  const lieOnce = (to: RegExp, lie: (lines: string[]) => string[]): void => {
    imap.lie = (command, lines) => {
      if (!to.test(command)) return lines
      imap.lie = (_command, truth) => truth
      return lie(lines)
    }
  }

  beforeEach(async () => {
    imap = await startScriptedImap()
    host = fakeHost()
  })
  afterEach(async () => {
    await watching?.stop()
    await imap.stop()
  })

  it('passes over no mail that is left out when mails are described', async () => {
    await follow()
    lieOnce(/RFC822.SIZE/, (lines) => lines.filter((line) => !line.includes('UID 1 ')))
    imap.folder.mails.set(1, mail('left-out'))
    imap.add(2, mail('described'))
    await expect.poll(names, within).toEqual(['described', 'left-out'])
  })

  it('takes nothing for no mail, nor two of them for one', async () => {
    await follow()
    let empty = 2
    imap.lie = (command, lines) =>
      /BODY/.test(command) && empty-- > 0
        ? lines.map((line) => line.replace(/\{\d+\}[^]*$/, '{0}\r\n)'))
        : lines
    imap.folder.mails.set(1, mail('one'))
    imap.add(2, mail('two'))
    await expect.poll(names, within).toEqual(['one', 'two'])
  })

  it('brings in a mail whose number is lower than that of one which it showed before', async () => {
    await follow()
    imap.add(5, mail('five'))
    await expect.poll(names, within).toEqual(['five'])
    imap.add(3, mail('three'))
    await expect.poll(names, within).toEqual(['five', 'three'])
    imap.add(6, mail('six'))
    await expect.poll(names, within).toEqual(['five', 'three', 'six'])
    expect(host.offered).toHaveLength(3)
  })

  it('leaves what is old alone although news of it come in between', async () => {
    imap.folder.arrived = new Date('2020-01-01T00:00:00Z')
    imap.add(1, mail('old'))
    lieOnce(/RFC822.SIZE/, ([first = '', ...rest]) => [first, '* 1 FETCH (UID 1 FLAGS (\\Seen))', ...rest])
    await follow({ importDays: 1 })
    imap.add(2, mail('new'))
    await expect.poll(names, within).toEqual(['new'])
  })

  it('gives up no mail while it refuses all of them, and tells people', async () => {
    const many = Array.from({ length: 30 }, (_unused, i) => `m${i}`)
    await follow()
    imap.lie = (command, lines) => (/BODY/.test(command) ? ['NO over quota'] : lines)
    const { reportHealth } = host
    let noted = 0
    host.reportHealth = (inbox, health) => {
      noted = (cursor()['retry'] as unknown[]).length
      imap.lie = (_command, lines) => lines
      return reportHealth(inbox, health)
    }
    for (const [uid, name] of many.entries()) imap.folder.mails.set(uid + 1, mail(name))
    imap.add(31, mail('last'))
    await expect.poll(() => names().toSorted(), within).toEqual([...many, 'last'].toSorted())
    expect(noted).toBe(10)
    expect(host.health.map(({ state }) => state)).toEqual(['ok', 'failing', 'ok'])
  })
})
