import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sanitizeHtml } from './sanitize.ts'

const cid = new Map([['logo@shop', '/files/1']])

/** What no output may hold, whatever went in. Reads it as a browser's tokeniser would: tag by tag. */
const violations = (html: string): string[] => {
  const found: string[] = []
  const rest = html.replaceAll(
    /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*\/?>/g,
    (_all, _slash, name, attributes) => {
      if (
        /^(?:script|style|iframe|object|embed|form|input|button|svg|math|base|meta|link|template|noscript|video|audio)$/.test(
          name,
        )
      )
        found.push(`element ${name}`)
      for (const [, key = '', value = ''] of String(attributes).matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
        if (/^on|^srcset$|^id$|^name$|^background$|^action$|^formaction$|^ping$/.test(key))
          found.push(`attribute ${key}`)
        if (key === 'href' && !/^(?:https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`href ${value}`)
        if (key === 'src' && !/^(?:\/files\/|data:image\/(?:png|jpe?g|gif|webp);base64,)/.test(value))
          found.push(`src ${value}`)
        if (
          key === 'style' &&
          /url|expression|@|position|behavior|binding|\\|javascript|animation|content/i.test(value)
        )
          found.push(`style ${value}`)
      }
      return ''
    },
  )
  if (/[<>]/.test(rest)) found.push(`stray bracket in ${rest}`)
  return found
}

const hostile: string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<script\x00>alert(1)</script>',
  '<<script>alert(1)//<</script>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)" / >',
  '<img/src="x"/onerror=alert(1)>',
  '<img src=`x` onerror=`alert(1)`>',
  '<img """><script>alert(1)</script>">',
  '<body onload=alert(1)>hi',
  '<p ONCLICK=alert(1) oNmOuSeOvEr="x">hi</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href=" javascript:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1)">x</a>',
  '<a href="\u0001javascript:alert(1)">x</a>',
  '<a href="java\u200bscript:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
  '<a href="file:///etc/passwd">x</a>',
  '<a href="blob:https://x/1">x</a>',
  '<a href="/api/v1/agents">x</a>',
  '<a href="#" onclick="x()" ping="https://evil.example">x</a>',
  '<img src="javascript:alert(1)">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:text/html,x">',
  '<img src="/api/v1/sign-out">',
  '<img src="cid:javascript:alert(1)">',
  '<img src="cid:unknown@x">',
  '<img srcset="https://evil.example/a.png 1x">',
  '<img src="https://evil.example/pixel.gif" data-remote-src="javascript:alert(1)">',
  '<picture><source srcset="https://evil.example/a"><img src=x></picture>',
  '<svg><script>alert(1)</script></svg>',
  '<svg/onload=alert(1)>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1)></svg>',
  '<math><mtext><table><mglyph><style><img src onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<form action="https://evil.example"><input name=q><button formaction=javascript:alert(1)>go</button></form>',
  '<input type=image src=x onerror=alert(1)>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<select><option><img src=x onerror=alert(1)></option></select>',
  '<iframe src="https://evil.example"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="x.swf"></object><embed src="x.swf"><applet code=x>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body{background:url(https://evil.example)}</style>',
  '<style>p{color:red}</style><p>x</p>',
  '<p style="background:url(https://evil.example/x)">x</p>',
  '<p style="background-image:url(&quot;https://evil.example&quot;)">x</p>',
  '<p style="background:u\\72l(https://evil.example)">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<p style="wid/**/th:expr/**/ession(alert(1))">x</p>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>',
  '<div style="position:absolute">x</div>',
  '<p style="behavior:url(x.htc);-moz-binding:url(x)">x</p>',
  '<p style="@import url(x)">x</p>',
  '<p style="animation:x 1s;content:\'x\'">x</p>',
  '<p style="color:red;}body{display:none">x</p>',
  '<p style="font-family:\'a;background:url(x)\'">x</p>',
  '<p style="background:image-set(\'https://evil.example\' 1x)">x</p>',
  '<p style="width:calc(1px*99999);color:var(--x)">x</p>',
  '<table background="https://evil.example/x"><tr><td background="https://evil.example/y">x</td></tr></table>',
  '<video poster="https://evil.example"><source src="x"></video><audio src=x onerror=x>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<xmp><script>alert(1)</script></xmp><plaintext><script>alert(1)</script>',
  '<title><img src=x onerror=alert(1)></title>',
  '<!--[if IE]><script>alert(1)</script><![endif]-->',
  '<!-- --!><script>alert(1)</script> -->',
  '<![CDATA[<script>alert(1)</script>]]>',
  '<?xml version="1.0"?><?import x?><p>x</p>',
  '<p title="<script>alert(1)</script>">x</p>',
  "<p title='\"><img src=x onerror=alert(1)>'>x</p>",
  '<a href="https://x.example/"onclick="alert(1)">x</a>',
  "<a href='https://x.example/\"><script>alert(1)</script>'>x</a>",
  '<div id="__next" name="forms" class="mantine-Modal">clobber</div>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<isindex action=javascript:alert(1)>',
  '<dialog open>x</dialog><slot name=x></slot><portal src=x></portal>',
  '<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>',
  '\u0000<\u0000script\u0000>alert(1)</script>',
]

describe('sanitizeHtml makes hostile HTML inert', () => {
  it.each(hostile.map((html) => [html]))('%s', (html) => {
    expect(violations(sanitizeHtml(html, { cid }).html)).toEqual([])
  })

  it('holds for any mixture of hostile pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...hostile), fc.string({ maxLength: 8 })), { maxLength: 6 }),
        (parts) => {
          expect(violations(sanitizeHtml(parts.join(''), { cid }).html)).toEqual([])
        },
      ),
      { numRuns: 300 },
    )
  })

  it('gives the same when applied to its own output', () => {
    for (const html of hostile) {
      const once = sanitizeHtml(html)
      expect(sanitizeHtml(once.html)).toEqual(once)
    }
  })
})

describe('sanitizeHtml keeps what people wrote', () => {
  it('keeps words, emphasis, lists, ruby and wide tables', () => {
    const html =
      '<p><b>返品</b>について<ruby>髙<rt>たか</rt></ruby></p><ul><li>一</li></ul><table width="3000" style="width:3000px"><tr><td bgcolor="#fff" colspan="2">値</td></tr></table>'
    expect(sanitizeHtml(html).html).toBe(html)
  })

  it('keeps the words inside elements that it takes away', () => {
    const { html } = sanitizeHtml('<form>ご希望：<label>交換</label></form><marquee>急ぎ</marquee>')
    expect(html).toBe('ご希望：交換急ぎ')
  })

  it('keeps harmless styles', () => {
    const { html } = sanitizeHtml(
      '<p style="COLOR: #ff0000; font-family: &quot;MS PGothic&quot;, sans-serif; position:fixed">x</p>',
    )
    expect(html).toBe('<p style="color:#ff0000;font-family:&quot;MS PGothic&quot;, sans-serif">x</p>')
  })

  it('opens links apart and tells nothing', () => {
    const { html } = sanitizeHtml(
      '<a href="https://x.example/?a=1&amp;b=2" target="_top">x</a><a href="mailto:a@b.example">m</a>',
    )
    expect(html).toContain('href="https://x.example/?a=1&amp;b=2"')
    expect(html.match(/rel="noopener noreferrer nofollow"/g)).toHaveLength(2)
    expect(html.match(/target="_blank"/g)).toHaveLength(2)
  })

  it('survives nesting without end and keeps the words', () => {
    const html = sanitizeHtml(`${'<div>'.repeat(20_000)}深い`).html
    expect(html).toContain('深い')
  })
})

describe('pictures', () => {
  it('holds remote pictures back and counts them', () => {
    const { html, blockedPictures } = sanitizeHtml(
      '<img src="https://t.example/1.gif" width="1"><img src="//t.example/2.gif"><img src="http://t.example/3.png" alt="広告">',
    )
    expect(blockedPictures).toBe(3)
    expect(html).not.toMatch(/\ssrc=/)
    expect(html).toContain('data-remote-src="https://t.example/2.gif"')
    expect(html).toContain('alt="広告"')
  })

  it('loads them when asked to, directly or through an address of ours', () => {
    const picture = '<img src="https://t.example/1.gif">'
    expect(sanitizeHtml(picture, { remoteImages: 'allow' })).toEqual({
      html: '<img src="https://t.example/1.gif" />',
      blockedPictures: 0,
    })
    const through = sanitizeHtml(picture, {
      remoteImages: (url) => `/pictures?url=${encodeURIComponent(url)}`,
    })
    expect(through.html).toBe('<img src="/pictures?url=https%3A%2F%2Ft.example%2F1.gif" />')
    expect(sanitizeHtml(picture, { remoteImages: () => undefined }).blockedPictures).toBe(1)
  })

  it('shows attached pictures by their Content-ID, escaped ids too', () => {
    expect(sanitizeHtml('<img src="cid:logo@shop"><img src="CID:logo%40shop">', { cid }).html).toBe(
      '<img src="/files/1" /><img src="/files/1" />',
    )
    expect(sanitizeHtml('<img src="cid:a">', { cid: (id) => `/files/${id}` }).html).toBe(
      '<img src="/files/a" />',
    )
  })

  it('keeps small pictures that stand in the body itself', () => {
    const html = '<img src="data:image/png;base64,iVBORw0KGgo=" />'
    expect(sanitizeHtml(html).html).toBe(html)
  })
})
