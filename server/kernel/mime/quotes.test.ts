import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from './sanitize.ts'
import { findHtmlQuotes, foldHtmlQuotes } from './quotes-html.ts'
import { foldQuotes } from './quotes.ts'

/** The text with its quotations taken out, and the kinds: what a reader sees while everything is folded. */
const seen = (text: string): { open: string; kinds: string[] } => {
  let open = ''
  let at = 0
  const ranges = foldQuotes(text)
  for (const { from, to } of ranges) {
    open += text.slice(at, from)
    at = to
  }
  return { open: (open + text.slice(at)).trim(), kinds: ranges.map(({ kind }) => kind) }
}

const history = { kinds: ['history'] }

describe('quotations under the answer', () => {
  const headers = [
    'On Sun, Nov 22, 2026 at 10:00 AM Support <support@shop.example> wrote:',
    'On 22 Nov 2026, at 10:00, Support <support@shop.example> wrote:',
    'On Sun, Nov 22, 2026 at 10:00 AM A Shop With a Very Long Name <\nsupport@shop.example> wrote:',
    '2026年11月22日(日) 10:00 サポート窓口 <support@shop.example>:',
    '2026年11月22日(日) 午前10:00 サポート窓口 <support@shop.example>:',
    '2026/11/22 10:00、サポート窓口 <support@shop.example>のメール:',
    '2026/11/22(日) 10:00 サポート窓口 <support@shop.example> は書きました:',
    '2026-11-22 10:00 GMT+09:00 サポート <support@shop.example>:',
    'Am 22.11.2026 um 10:00 schrieb Support <support@shop.example>:',
    'Le 22 nov. 2026 à 10:00, Support <support@shop.example> a écrit :',
    'El 22 nov 2026, a las 10:00, Support <support@shop.example> escribió:',
    '2026年11月22日 10:00，Support <support@shop.example> 写道：',
  ]
  it.each(headers)('%s', (header) => {
    const text = `交換をお願いします。\n山田\n\n${header}\n\n> お問い合わせありがとうございます。\n>\n> 窓口\n`
    expect(seen(text)).toEqual({ open: '交換をお願いします。\n山田', ...history })
    const unmarked = `交換をお願いします。\n山田\n\n${header}\n\nお問い合わせありがとうございます。\n窓口\n`
    expect(seen(unmarked)).toEqual({ open: '交換をお願いします。\n山田', ...history })
  })

  const blocks = [
    '-----Original Message-----\nFrom: Support <support@shop.example>\nSent: Sunday, November 22, 2026 10:00 AM\nTo: Hanako\nSubject: Re: 返品\n\nHello',
    '________________________________\nFrom: Support <support@shop.example>\nSent: Sunday\nTo: Hanako\nSubject: Re: 返品\n\nHello',
    '差出人: サポート <support@shop.example>\n送信日時: 2026年11月22日 10:00\n宛先: 花子\n件名: Re: 返品\n\nこんにちは',
    'From: サポート\n日付: 2026年11月22日\n宛先: 花子\n件名: Re: 返品\n\nこんにちは',
    'Von: Support\nGesendet: Sonntag, 22. November 2026\nAn: Hanako\nBetreff: AW: Rückgabe\n\nHallo',
    '----- 元のメッセージ -----\nFrom: x\n\nこんにちは',
    '-------- Original Message --------\nSubject: x\n\nhello',
    '--- オリジナルメッセージ ---\nこんにちは',
  ]
  it.each(blocks)('%s', (block) => {
    expect(seen(`届きません。\n\n${block}`)).toEqual({ open: '届きません。', ...history })
  })
})

describe('answers are never folded away', () => {
  it('written below the quotation', () => {
    const text =
      '2026年11月22日(日) 10:00 窓口 <a@shop.example>:\n> ご注文番号をお知らせください。\n> 窓口\n\n12345 です。'
    expect(seen(text).open).toBe('12345 です。')
  })

  it('written below marked lines under a separator and header lines', () => {
    const text =
      'Thanks, see below.\n\n----- Original Message -----\nFrom: Shop <a@shop.example>\nDate: x\nSubject: y\n\n> Which size?\n> Shop\n\nM please.\n'
    expect(seen(text)).toEqual({ open: 'Thanks, see below.\n\n\nM please.', ...history })
  })

  it.each([
    'はい、お願いします。\n2026年11月22日(日) 10:00 窓口 <a@shop.example>:\n> 明日発送します。',
    '11月20日の件、はい。\nお願いします。\n2026年11月22日(日) 10:00 窓口 <a@shop.example>:\n\n明日発送します。',
    'Yes.\nOn Sun, Nov 22, 2026 at 10:00 AM A Shop <\na@shop.example> wrote:\n> tomorrow',
  ])('written right above the line that introduces the quotation: %s', (text) => {
    const own = text.slice(0, text.search(/\n(?:2026|On)/))
    expect(seen(text)).toEqual({ open: own, ...history })
  })

  it('that introduce a quotation themselves', () => {
    const text = '11月22日 10:00のやり取り:\n> 在庫はありますか\n\nこの件です。'
    expect(seen(text)).toEqual({ open: '11月22日 10:00のやり取り:\n\nこの件です。', kinds: ['inline'] })
  })

  it('written in one paragraph with the line that introduces the quotation', () => {
    const introduced =
      '<div>はい、お願いします。<br>2026年11月22日(日) 10:00 窓口 &lt;a@shop.example&gt;:</div><blockquote>明日発送します。</blockquote>'
    expect(folded(introduced).open).toContain('はい、お願いします。')
  })

  it('written between quoted lines', () => {
    const text =
      'On Sun, Nov 22, 2026 at 10:00 Shop <a@shop.example> wrote:\n> Which size?\n\nM please.\n\n> Which colour?\n\nBlue.\n'
    expect(seen(text)).toEqual({ open: 'M please.\n\n\nBlue.', kinds: ['history', 'inline'] })
  })

  it('that only look like quotations', () => {
    for (const text of [
      '明細です:\n| 品名 | 数 |\n| 靴 | 1 |',
      'From: 東京から送りました',
      '2026年11月22日に注文しました。\n宛先: 東京都',
      '価格は 100 > 90 です。\n5 > 3',
      '昨日の件：\nよろしくお願いします。',
      '元のメッセージを読みました。ありがとう。',
      'On the other hand, my brother wrote:\nnothing',
      '--\n山田 花子\nhanako@example.jp',
      'セールは11月22日より\n始まると伺いましたが、急須も対象でしょうか。',
      'こんにちは。\n11月20日に届いた御社のメール\nについてお尋ねします。',
      'On 12 Nov I wrote:\nplease cancel order 4821.',
      'お問い合わせがありました。\n\n差出人: 花子 <h@example.jp>\n宛先: 窓口\n日付: 2026年11月22日\n\n急須の在庫はありますか。',
      '先日の見積書は11月20日作成\nと書かれていました。',
    ])
      expect({ text, ranges: foldQuotes(text) }).toEqual({ text, ranges: [] })
  })

  it('where there is nothing else to read', () => {
    expect(foldQuotes('> ご確認ください\n> 窓口\n').map(({ kind }) => kind)).toEqual(['inline'])
    const html = '<blockquote><p>1</p><p>2</p><p>3</p><p>4</p></blockquote>'
    expect(findHtmlQuotes(html).map(({ kind }) => kind)).toEqual(['inline'])
  })

  it('with full-width marks and half a screen of older mail', () => {
    const text = `了解です。\n\n${'＞ 以前の文\n'.repeat(30)}`
    expect(seen(text)).toEqual({ open: '了解です。', ...history })
  })
})

describe('forwarded mail stays open', () => {
  it.each([
    'ご確認ください。\n\n---------- Forwarded message ---------\nFrom: Hanako <h@example.jp>\n\n壊れています',
    '---------- 転送メッセージ ----------\n差出人: 花子\n\n壊れています',
    'Begin forwarded message:\n\nFrom: Hanako\nDate: x\nTo: y\n\nbroken',
    '差出人: 花子 <h@example.jp>\n送信日時: 2026年11月22日\n宛先: 窓口\n件名: 壊れています\n\n壊れています',
  ])('%s', (text) => {
    expect(foldQuotes(text).map(({ kind }) => kind)).toEqual(['forward'])
  })
})

describe('ranges', () => {
  it('are so few that a screen can draw them, whatever is sent', () => {
    expect(foldQuotes('> a\nb\n'.repeat(5000))).toHaveLength(500)
  })

  it('lie in order inside any text and cost linear time', () => {
    const piece = fc.constantFrom(
      '> a\n',
      '\n',
      'text\n',
      'On Sun, Nov 22, 2026 a <a@b.c> wrote:\n',
      '-----Original Message-----\n',
      'From: a\n',
      'To: b\n',
      'Subject: c\n',
      'a'.repeat(400),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        let at = 0
        for (const { from, to } of foldQuotes(text)) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})

const folded = (html: string): { open: string; kinds: string[] } => {
  const safe = sanitizeHtml(html).html
  let open = ''
  let at = 0
  const ranges = findHtmlQuotes(safe)
  for (const { from, to } of ranges) {
    open += safe.slice(at, from)
    at = to
  }
  return {
    open: (open + safe.slice(at))
      .replaceAll(/<[^>]*>/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    kinds: ranges.map(({ kind }) => kind),
  }
}

describe('quotations in HTML', () => {
  it('of Gmail', () => {
    const html =
      '<div dir="ltr">交換を希望します</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">2026年11月22日(日) 10:00 窓口 &lt;<a href="mailto:a@b.jp">a@b.jp</a>&gt;:<br></div><blockquote class="gmail_quote" style="margin:0"><p>一つ目</p><p>二つ目</p><p>三つ目</p><p>四つ目</p></blockquote></div>'
    expect(folded(html)).toEqual({ open: '交換を希望します', ...history })
  })

  it('of Gmail with answers between', () => {
    const html =
      '<div class="gmail_quote"><div class="gmail_attr">On Sun, Nov 22, 2026 Shop &lt;a@b.jp&gt; wrote:<br></div><blockquote class="gmail_quote">Size?</blockquote><div>M</div><blockquote class="gmail_quote">Colour?</blockquote><div>Blue</div></div>'
    expect(folded(html)).toEqual({ open: 'M Blue', kinds: ['history', 'inline'] })
  })

  it('of Outlook, whose header block hides inside two boxes', () => {
    const html =
      '<div class="WordSection1"><p class="MsoNormal">お返事です</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0mm 0mm 0mm"><p><b>From:</b> Shop &lt;a@b.jp&gt;<br><b>Sent:</b> Sunday<br><b>To:</b> H<br><b>Subject:</b> Re: x</p></div></div><p>old words</p></div>'
    expect(folded(html)).toEqual({ open: 'お返事です', ...history })
  })

  it('of Outlook on the web and its phones', () => {
    const html =
      '<div>了解しました</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg" dir="ltr"><font><b>差出人:</b> 窓口<br><b>送信日時:</b> 2026<br><b>宛先:</b> 花<br><b>件名:</b> x</font></div><div>古い文</div>'
    expect(folded(html)).toEqual({ open: '了解しました', ...history })
  })

  it('of Apple Mail and Thunderbird', () => {
    const apple =
      '<div>Thanks!</div><div><br><blockquote type="cite"><div>On 22 Nov 2026, at 10:00, Shop &lt;a@b.jp&gt; wrote:</div><br><div>old</div><div>old</div><div>old</div></blockquote></div>'
    expect(folded(apple)).toEqual({ open: 'Thanks!', ...history })
    const thunderbird =
      '<p>どうも</p><div class="moz-cite-prefix">On 2026/11/22 10:00, Shop wrote:<br></div><blockquote type="cite" cite="mid:x"><p>a</p><p>b</p></blockquote>'
    expect(folded(thunderbird)).toEqual({ open: 'どうも', ...history })
  })

  it('of separators in plain paragraphs', () => {
    expect(folded('<p>はい</p><p>-----Original Message-----</p><p>old</p>')).toEqual({
      open: 'はい',
      ...history,
    })
    expect(
      folded(
        '<p>見てください</p><div>---------- Forwarded message ---------<br>From: x</div><div>passed on</div>',
      ).kinds,
    ).toEqual(['forward'])
  })

  it('never hide an answer that stands behind pictures and long links', () => {
    const pictures = `<a href="https://shop.example/${'x'.repeat(4100)}"><img src="https://shop.example/a.png"></a>`
    expect(
      folded(
        `<p>Hi</p><div>${pictures}<p>My answer</p><p>-----Original Message-----</p><p>older mail</p></div>`,
      ).open,
    ).toMatch(/Hi\s*My answer/)
    expect(
      folded(
        `<p>Hi</p><div class="gmail_quote"><blockquote>1<br>2<br>3<br>4</blockquote><div>${pictures}My answer</div><blockquote>5</blockquote></div>`,
      ).open,
    ).toContain('My answer')
    const screenshot =
      '<p>See:</p><div><p><img src="https://shop.example/a.png"></p><p>-----Original Message-----</p>old</div>'
    const safe = sanitizeHtml(screenshot, { remoteImages: (url) => url }).html
    expect(findHtmlQuotes(safe)[0]?.from).toBeGreaterThan(safe.indexOf('<img'))
  })

  it('swallow an empty quotation that they reach around, so that no part comes twice', () => {
    const safe = sanitizeHtml(
      '<p>はい</p><div><blockquote></blockquote><p>-----Original Message-----</p><p>old</p></div>',
    ).html
    expect(findHtmlQuotes(safe)).toEqual([{ from: safe.indexOf('<div>'), to: safe.length, kind: 'history' }])
  })

  it('fold inside the cell of a table, around which a browser allows nothing', () => {
    const table =
      '<table><tr><td>My answer</td></tr><tr class="gmail_quote"><td><p>-----Original Message-----</p><p>old</p></td></tr></table>'
    expect(foldHtmlQuotes(sanitizeHtml(table).html, '…')).toContain(
      '<td><details data-quote="history"><summary>…</summary><p>-----Original Message-----</p><p>old</p></details></td>',
    )
  })

  it('leaves letters without quotations alone', () => {
    const html =
      '<p>From: 東京</p><p>2026年11月22日に注文した靴の件で書きました。</p><table><tr><td>宛先: 東京</td></tr></table>'
    expect(folded(html).kinds).toEqual([])
  })

  it('folds without changing a character of the mail, and stays balanced', () => {
    const safe = sanitizeHtml(
      '<p>はい</p><blockquote><p>1</p><p>2</p><p>3</p><p>4</p></blockquote><p>末尾</p>',
    ).html
    const result = foldHtmlQuotes(safe, '引用 <を> 表示')
    expect(result).toContain('<details data-quote="history"><summary>引用 &lt;を&gt; 表示</summary>')
    expect(result.replaceAll(/<details[^>]*><summary>[^<]*<\/summary>|<\/details>/g, '')).toBe(safe)
  })
})
