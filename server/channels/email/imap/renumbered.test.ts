import { describe, expect, it } from 'vitest'
import { mail, onDovecot, putIn, subjects, within } from './fixtures/mailbox.ts'

const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000)
const day = 24 * 60
/** Where it is not yet midnight while the last one was some hours ago in UTC. */
const timeZone = `AAA+${new Date().getUTCHours() + 1}`

const { box, skipped } = await onDovecot({ timeZone })

describe.skipIf(skipped)('a folder with other days or numbers than ours', () => {
  it('brings in the last days to the minute, in whatever time zone the server keeps its own', async () => {
    await putIn(box, mail('too-old'), ago(day + 5))
    await putIn(box, mail('just-in'), ago(day - 5))
    await box.follow({ importDays: 1 })
    await expect.poll(box.names, within).toEqual(['just-in'])
  })

  it('goes on with what lay there when UIDVALIDITY changes in the middle of it', async () => {
    await putIn(box, mail('first'), ago(2))
    await putIn(box, mail('second'), ago(1))
    await putIn(box, mail('moved-here'), ago(10 * day))
    box.host.beforeAccept = async () => {
      box.host.beforeAccept = () => undefined
      await box.server.changeUidValidity(box.address)
    }
    await box.watch({ importDays: 30 })
    await expect.poll(() => subjects(box.host).toSorted(), within).toEqual(['first', 'moved-here', 'second'])
  })

  it('finds what is new behind a mail that says it came in the future', async () => {
    await box.follow()
    await putIn(box, mail('from-the-future'), new Date('2099-01-01T00:00:00Z'))
    await expect.poll(box.names, within).toEqual(['from-the-future'])
    await box.stop()
    await box.server.changeUidValidity(box.address)
    await box.deliver(mail('new'))
    await box.again()
    await expect.poll(() => subjects(box.host), within).toContain('new')
  })

  it('brings in what gets numbers that were given before, after a backup was put back', async () => {
    await box.follow()
    await box.deliver(mail('one'))
    await expect.poll(box.names, within).toEqual(['one'])
    const putBack = await box.server.backUp(box.address)
    for (const name of ['two', 'three']) await box.deliver(mail(name))
    await expect.poll(box.names, within).toEqual(['one', 'two', 'three'])
    await box.stop()
    await putBack()
    await box.deliver(mail('four'))
    await box.again()
    await expect.poll(box.names, within).toEqual(['one', 'two', 'three', 'four'])
  })

  it('passes over nothing where the folder that was put back has overtaken what was known', async () => {
    await box.follow()
    await box.deliver(mail('one'))
    await expect.poll(box.names, within).toEqual(['one'])
    const putBack = await box.server.backUp(box.address)
    for (const name of ['two', 'three']) await putIn(box, mail(name), ago(2))
    await expect.poll(box.names, within).toEqual(['one', 'two', 'three'])
    await box.stop()
    await putBack()
    for (const name of ['four', 'five', 'six']) await box.deliver(mail(name))
    await box.again()
    await expect.poll(box.names, within).toEqual(['one', 'two', 'three', 'four', 'five', 'six'])
  })

  it('knows the mails that lay there before it looked for the first time', async () => {
    await box.deliver(mail('zero'))
    const putBack = await box.server.backUp(box.address)
    for (const name of ['one', 'two']) await putIn(box, mail(name), ago(2))
    await box.follow()
    await box.stop()
    await putBack()
    for (const name of ['three', 'four', 'five']) await box.deliver(mail(name))
    await box.again()
    await expect.poll(box.names, within).toEqual(['three', 'four', 'five'])
  })
})
