import { describe, expect, it } from 'vitest'
import { testAccount } from '../testing.ts'
import { parse } from './parse.ts'

const account = testAccount()
const read = async (subject: string, body: string, more: string[] = []) => {
  const raw = [
    'From: tencho@shop.example',
    'Message-ID: <f@shop.example>',
    `Subject: ${subject}`,
    ...more,
    ...(more.some((line) => line.startsWith('Content-Type'))
      ? []
      : ['Content-Type: text/plain; charset=utf-8']),
    '',
    body,
  ].join('\r\n')
  const [arrival] = await parse(Buffer.from(raw), account)
  if (arrival?.kind !== 'message') throw new Error('no message')
  return arrival.forwarded
}
const hanako = { kind: 'email', value: 'hanako@customer.example' }
const gmail = `お願いします。

---------- Forwarded message ---------
From: 山田 花子 <hanako@customer.example>
Date: 2026年11月22日(日) 10:00
Subject: 返品について
To: <tencho@shop.example>

返品したいです。`
const outlook = `________________________________
差出人: 山田 花子 <hanako@customer.example>
送信日時: 2026年11月22日 10:00
宛先: tencho@shop.example
件名: 返品について

返品したいです。`
const apple = `Begin forwarded message:

> From: "山田 花子" <Hanako@customer.example>
> Subject: 返品について
> Date: November 22, 2026
> To: tencho@shop.example
>
> 返品したいです。`
const thunderbird = `-------- 転送メッセージ --------
件名: 返品について
日付: Sun, 22 Nov 2026 10:00:00 +0900
差出人: hanako@customer.example
宛先: tencho@shop.example

返品したいです。`

describe('a mail that passes another one on', () => {
  it.each([
    'Fwd: 返品について',
    'FW: 返品について',
    'Fw:返品について',
    'WG: 返品について',
    'TR: 返品について',
    'RV: 返品について',
    '転送：返品について',
    '[Fwd: 返品について]',
    '【転送】返品について',
  ])('is known by the subject %s', async (subject) => {
    expect(await read(subject, gmail)).toEqual({
      from: { ...hanako, name: '山田 花子' },
      subject: '返品について',
      own: true,
    })
  })

  it.each([
    ['Outlook', outlook],
    ['Apple Mail', apple],
    ['Thunderbird', thunderbird],
    ['Gmail', gmail],
  ])('is known by its form alone, as %s writes it', async (_name, body) => {
    expect(await read('返品について', body)).toMatchObject({ from: hanako, subject: '返品について' })
  })

  it('names the inner mail where that is passed on whole, with a remark or without', async () => {
    const inner =
      'From: =?utf-8?Q?Hanako?= <hanako@customer.example>\r\nMessage-ID: <in@customer.example>\r\nSubject: x\r\n\r\n返品'
    const wanted = {
      from: { ...hanako, name: 'Hanako' },
      messageKey: 'in@customer.example',
      subject: 'x',
      own: true,
    }
    for (const subject of ['FW: x', 'FW: 【要注意】山田様'])
      expect(await read(subject, inner, ['Content-Type: message/rfc822'])).toEqual(wanted)
    const mixed = [
      '--b',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'ご対応ください。',
      '--b',
      'Content-Type: message/rfc822',
      '',
      inner,
      '--b--',
    ].join('\r\n')
    expect(await read('x', mixed, ['Content-Type: multipart/mixed; boundary=b'])).toEqual(wanted)
  })

  it.each([
    ['Outlook', outlook],
    ['Apple Mail', apple],
    ['Thunderbird', thunderbird],
    ['Gmail', gmail],
  ])('is called as its writer called it, whatever stands above it in %s', async (_name, body) => {
    for (const subject of ['Fwd: 【要注意】山田様', 'Fwd: 返品について【要注意】', 'FW: '])
      expect(await read(subject, body)).toMatchObject({ subject: '返品について', own: true })
  })

  it('is called as it was passed on where its own subject is not known', async () => {
    const nameless = gmail.replace('Subject: 返品について\n', '')
    expect(await read('Fwd: 山田様', nameless)).toMatchObject({ subject: '山田様', own: false })
    const inner = 'From: hanako@customer.example\r\nMessage-ID: <in@customer.example>\r\n\r\n返品'
    expect(await read('FW: 山田様', inner, ['Content-Type: message/rfc822'])).toMatchObject({
      subject: '山田様',
      own: false,
    })
  })

  it('has its whole subject where a program broke the line', async () => {
    const long = '先日お送りいただいた急須の蓋が割れていたので返品したいのですが'
    for (const mark of ['', '> ']) {
      const broken = gmail.replace(
        'Subject: 返品について',
        `Subject: ${long.slice(0, 20)}\n${mark}${long.slice(20)}`,
      )
      expect(await read(`Fwd: ${long}`, broken)).toMatchObject({ subject: long, own: true })
    }
  })

  it('says what the inner mail answers, and not what the outer one does', async () => {
    const inner =
      'From: hanako@customer.example\r\nMessage-ID: <in@customer.example>\r\nIn-Reply-To: <ours@shop.example>\r\nReferences: <first@customer.example> <ours@shop.example>\r\nSubject: x\r\n\r\n返品'
    expect(
      await read('FW: x', inner, ['In-Reply-To: <colleague@shop.example>', 'Content-Type: message/rfc822']),
    ).toMatchObject({
      messageKey: 'in@customer.example',
      threadKeys: ['ours@shop.example', 'first@customer.example'],
    })
  })

  it.each([
    ['an answer that quotes as Outlook does', 'RE: 返品について', `承知しました。\n\n${outlook}`, []],
    ['an answer under a new subject', '別件', `承知しました。\n\n${outlook}`, ['In-Reply-To: <a@b.example>']],
    ['a long letter above header lines', '報告', `${'長い報告です。'.repeat(60)}\n\n${outlook}`, []],
    ['a subject alone', 'Fwd: 返品について', '返品したいです。', []],
    ['an answer to one that was passed on', 'Re: Fwd: 返品について', gmail, []],
  ])('is not %s', async (_name, subject, body, more) => {
    expect(await read(subject, body, more)).toBeUndefined()
  })

  it('never comes from the inbox itself', async () => {
    const ours = gmail.replace('hanako@customer.example', 'Support+x@shop.example')
    expect(await read('Fwd: x', ours)).toBeUndefined()
  })
})
